"""Stages and the moves between them."""

import pytest

from jobsearch_tui.domain.records import RECORD_TYPES
from jobsearch_tui.domain.stages import OVER, PATHS, stages_of, unusual

EVERY_MOVE = [
    (kind, before, after)
    for kind, path in PATHS.items()
    for before, following in path.items()
    for after in following
]


class TestStages:
    @pytest.mark.parametrize("kind", PATHS)
    def test_every_move_leads_to_a_stage_of_the_same_kind(self, kind):
        assert {after for follow in PATHS[kind].values() for after in follow} <= set(PATHS[kind])

    @pytest.mark.parametrize("kind", PATHS)
    def test_every_stage_can_be_reached_from_the_first(self, kind):
        reached, queue = set(), [stages_of(kind)[0]]
        while queue:
            stage = queue.pop()
            reached.add(stage)
            queue.extend(set(PATHS[kind][stage]) - reached)
        assert reached == set(PATHS[kind])

    @pytest.mark.parametrize("kind", PATHS)
    def test_a_new_record_stands_at_the_first_stage(self, kind):
        assert RECORD_TYPES[kind](id="x").stage == stages_of(kind)[0]

    def test_a_kind_without_stages_has_none(self):
        assert stages_of("activity") == ()

    def test_nothing_that_is_over_usually_goes_on(self):
        going_on = {
            (kind, stage)
            for kind, path in PATHS.items()
            for stage in path
            if stage in OVER and path[stage]
        }
        assert going_on == set()

    @pytest.mark.parametrize(
        ("kind", "stages"),
        [
            ("agency", "queued contacted active dormant closed"),
            ("promise", "open kept broken waived"),
            ("interview", "scheduled held cancelled no-show"),
            ("offer", "made accepted declined lapsed"),
        ],
    )
    def test_stages_stand_in_their_usual_order(self, kind, stages):
        assert " ".join(stages_of(kind)) == stages


class TestUnusual:
    @pytest.mark.parametrize(("kind", "before", "after"), EVERY_MOVE)
    def test_a_usual_move_raises_no_doubt(self, kind, before, after):
        assert unusual(kind, before, after) == ""

    def test_staying_raises_no_doubt(self):
        assert unusual("ad", "expired", "expired") == ""

    @pytest.mark.parametrize(
        ("kind", "before", "after", "words"),
        [
            ("agency", "closed", "active", "It was already closed; now it is active again."),
            (
                "target",
                "listed",
                "silent",
                "From listed it usually becomes written or called, not silent.",
            ),
            (
                "interview",
                "scheduled",
                "postponed",
                "From scheduled it usually becomes held or cancelled or no-show, not postponed.",
            ),
        ],
    )
    def test_an_unusual_move_is_told_in_words(self, kind, before, after, words):
        assert unusual(kind, before, after) == words

    def test_a_stage_nobody_knows_is_unusual(self):
        assert "postponed" in unusual("interview", "postponed", "held")
