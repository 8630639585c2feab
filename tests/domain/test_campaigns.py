"""Campaigns: which there are, what is next in them, and what came of them."""

from dataclasses import replace
from datetime import UTC, date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobsearch_tui.domain.campaigns import (
    Campaign,
    Figures,
    Step,
    by_stage,
    campaign_of,
    campaigns,
    figures,
    figures_line,
    in_turn,
    name_of,
    next_batch,
    next_step,
    targets_of,
)
from jobsearch_tui.domain.followups import FollowUpLevel
from jobsearch_tui.domain.records import Search, Target
from jobsearch_tui.domain.workspace import EMPTY, Workspace
from tests.domain import makers

TODAY = date(2026, 11, 24)
RUN = Campaign("end run", "no")
HALDEN = Target(id="halden", company="Halden", campaign="end run", search="no")
KESTREL = Target(id="kestrel", company="Kestrel")


def of(*stages):
    return [replace(HALDEN, id=str(number), stage=stage) for number, stage in enumerate(stages)]


class TestWhichThereAre:
    def test_the_broadcast_is_always_there(self):
        assert campaigns(EMPTY) == (Campaign(),)

    def test_an_end_run_for_each_search_the_newest_first(self):
        house = Workspace.of(
            [HALDEN, replace(HALDEN, id="2"), replace(HALDEN, id="3", search="later"), KESTREL]
        )
        assert campaigns(house) == (Campaign(), Campaign("end run", "later"), RUN)

    def test_a_broadcast_target_with_a_search_is_broadcast(self):
        assert campaign_of(replace(KESTREL, search="no")) == Campaign()

    def test_its_targets(self):
        house = Workspace.of([HALDEN, KESTREL])
        assert targets_of(house, RUN) == (HALDEN,)
        assert targets_of(house, Campaign()) == (KESTREL,)

    def test_its_name(self):
        house = Workspace.of([Search(id="no", name="Plant Director", recruiter="dana")])
        assert name_of(house, Campaign()) == "Broadcast"
        assert name_of(house, RUN) == "End run: Plant Director"
        assert name_of(EMPTY, RUN) == "End run: no search named"

    @given(makers.histories)
    def test_every_target_is_in_exactly_one(self, records):
        house = Workspace.of(records)
        found = [one for campaign in campaigns(house) for one in targets_of(house, campaign)]
        assert sorted(one.id for one in found) == sorted(one.id for one in house.all(Target))


class TestTheBatch:
    def test_goes_by_priority_then_by_the_list(self):
        urgent, later = replace(KESTREL, id="1", priority=1), replace(KESTREL, id="3", priority=3)
        assert in_turn([KESTREL, later, urgent]) == (urgent, later, KESTREL)

    def test_takes_the_next_listed_ones(self):
        targets = of("listed", "written", "listed", "listed")
        assert [one.id for one in next_batch(targets, 2)] == ["0", "2"]

    def test_is_counted_by_stage(self):
        assert by_stage(of("written", "listed", "written", "odd")) == {
            "listed": 1,
            "written": 2,
            "odd": 1,
        }


def step(target):
    return next_step(Workspace.of([target]), target, TODAY, UTC)


def written(days_ago, **changes):
    day = date.fromordinal(TODAY.toordinal() - days_ago)
    return replace(HALDEN, **({"stage": "written", "written_on": day} | changes))


class TestWhatIsNext:
    @pytest.mark.parametrize(
        ("target", "words", "level"),
        [
            (HALDEN, "write", None),
            (replace(HALDEN, follow_up=TODAY), "write today", FollowUpLevel.DUE),
            (written(3), "call in 7d", FollowUpLevel.LATER),
            (written(9), "call tomorrow", FollowUpLevel.LATER),
            (written(10), "call today", FollowUpLevel.DUE),
            (written(12), "call 2d late", FollowUpLevel.DUE),
            (written(20), "call 10d late", FollowUpLevel.OVERDUE),
            (written(70), "note silence", None),
            (written(3, stage="called"), "answer in 7d", FollowUpLevel.LATER),
            (written(3, stage="silent"), "call in 7d", FollowUpLevel.LATER),
            (written(70, stage="silent"), "", None),
            (written(3, stage="interview"), "", None),
            (written(3, stage="referred back"), "", None),
        ],
    )
    def test_letter_call_and_outcome(self, target, words, level):
        assert step(target) == Step(words, level)


class TestFigures:
    def test_count_what_became_of_each_letter(self):
        targets = of(
            *("listed", "listed", "written", "called", "interview"),
            *("referred back", "referred back", "no opening", "silent"),
        )
        assert figures(targets, TODAY, 60) == Figures(
            listed=2,
            letters=7,
            interviews=1,
            handed_back=2,
            no_opening=1,
            silent=1,
            waiting=2,
        )

    def test_a_letter_that_has_gone_cold_is_silent(self):
        told = figures([written(60, id="a"), written(61, id="b")], TODAY, 60)
        assert (told.waiting, told.silent) == (1, 1)

    @given(st.lists(makers.targets))
    def test_every_target_is_counted_once(self, targets):
        told = figures(targets, TODAY, 60)
        assert told.listed + told.letters == len(targets)
        assert told.letters == (
            told.interviews + told.handed_back + told.no_opening + told.silent + told.waiting
        )


class TestFiguresInWords:
    @pytest.mark.parametrize(
        ("told", "line"),
        [
            (Figures(), ""),
            (Figures(listed=3), "3 listed, no letter is out yet."),
            (
                Figures(letters=1, waiting=1),
                (
                    "1 letter out: no direct interviews, 0 handed back to the recruiter, "
                    "1 no answer yet."
                ),
            ),
            (
                Figures(2, 12, 1, 7, 1, 2, 1),
                (
                    "12 letters out: 1 direct interview, 7 handed back to the recruiter, "
                    "1 no opening, 2 silent, 1 no answer yet. 2 more listed."
                ),
            ),
        ],
    )
    def test_of_an_end_run(self, told, line):
        assert figures_line(told, end_run=True) == line

    def test_of_a_broadcast(self):
        told = Figures(letters=3, interviews=2, waiting=1)
        assert figures_line(told, end_run=False) == (
            "3 letters out: 2 direct interviews, 1 no answer yet."
        )
        told = Figures(letters=1, handed_back=1)
        assert figures_line(told, end_run=False) == (
            "1 letter out: no direct interviews, 1 handed to a recruiter."
        )
