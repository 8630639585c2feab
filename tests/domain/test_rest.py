"""The search put to rest, and taken up again."""

from dataclasses import replace

import pytest

from jobsearch_tui.domain.changes import stamped, with_stage_entries
from jobsearch_tui.domain.followups import due
from jobsearch_tui.domain.offers import (
    GUARD,
    guard,
)
from jobsearch_tui.domain.records import (
    Ad,
    Assignment,
    Promise,
    Target,
)
from jobsearch_tui.domain.rest import put_to_rest, rest_words, take_up
from jobsearch_tui.domain.workspace import EMPTY, Workspace
from tests.domain.offered import (
    ACCEPTED,
    AD,
    DANA,
    KESTREL,
    MADE,
    MARSH,
    NOW,
    OMNIA,
    PACE,
    PARIS,
    SEARCH,
    SPOKEN,
    TODAY,
    day,
    moment,
    of,
)


def rested(*records):
    workspace = of(*records)
    return put_to_rest(workspace, TODAY).apply(workspace)


class TestPuttingToRest:
    @pytest.mark.parametrize(
        ("record", "stage"),
        [
            *(
                (Ad(id="x", stage=stage), "withdrawn")
                for stage in ("spotted", "answered", "replied")
            ),
            (Ad(id="x", stage="interviewing"), "withdrawn"),
            (Ad(id="x", stage="turned down"), "turned down"),
            *((replace(SEARCH, stage=stage), "closed") for stage in ("discussed", "interviewing")),
            (replace(SEARCH, stage="turned down"), "turned down"),
            (Target(id="x", company="T"), "listed"),
            (Target(id="x", company="T", stage="written"), "silent"),
            (Target(id="x", company="T", stage="called"), "silent"),
            (Target(id="x", company="T", stage="interview"), "interview"),
            (KESTREL, "cancelled"),
            (replace(KESTREL, starts=moment(0, 9)), "cancelled"),
            (replace(KESTREL, starts=moment(-1)), "held"),
            (OMNIA, "held"),
            (Promise(id="x", about="kestrel", what="word"), "waived"),
            (Promise(id="x", about="kestrel", what="word", stage="broken"), "waived"),
            (Promise(id="x", about="kestrel", what="word", stage="kept"), "kept"),
            (Assignment(id="x", interview="kestrel", what="plan"), "declined"),
            (Assignment(id="x", interview="kestrel", what="plan", stage="delivered"), "delivered"),
            (MADE, "declined"),
            (ACCEPTED, "accepted"),
            (MARSH, "dormant"),
            (replace(DANA, stage="contacted"), "dormant"),
            (replace(DANA, stage="queued"), "queued"),
            (replace(DANA, stage="closed"), "closed"),
        ],
    )
    def test_brings_each_record_to_an_end_that_is_true(self, record, stage):
        assert rested(record).get(record.id).stage == stage

    def test_leaves_no_date_to_follow_up(self):
        pinned = [replace(one, follow_up=day(-3)) for one in (DANA, MARSH, OMNIA, SEARCH)]
        after = rested(*pinned)
        assert [after.get(one.id).follow_up for one in pinned] == [None] * 4
        assert due(after, TODAY, PARIS) == ()

    def test_says_since_when_and_that_the_user_is_employed(self):
        free = replace(PACE, employed=False)
        workspace = Workspace.of([free, ACCEPTED])
        pace = put_to_rest(workspace, TODAY).apply(workspace).pace
        assert (pace.rested_on, pace.employed) == (TODAY, True)

    def test_without_an_accepted_offer_nobody_becomes_employed(self):
        workspace = Workspace.of([replace(PACE, employed=False), SPOKEN])
        assert not put_to_rest(workspace, TODAY).apply(workspace).pace.employed

    def test_what_the_offer_came_from_has_come_to_its_good_end(self):
        offer = replace(ACCEPTED, origin="kestrel")
        held = replace(KESTREL, starts=moment(-3), stage="held", origin="search")
        after = rested(offer, held, SEARCH, DANA, MARSH)
        assert after.get("search").stage == "placed"
        assert after.get("dana").stage == "dormant"
        after = rested(replace(ACCEPTED, origin="ad"), AD)
        assert after.get("ad").stage == "offered"

    def test_a_way_that_was_over_already_stays_as_it_was(self):
        closed = replace(SEARCH, stage="closed")
        assert rested(replace(ACCEPTED, origin="search"), closed, DANA).get("search") == closed

    def test_is_one_change_that_can_be_taken_back(self):
        workspace = of(ACCEPTED, AD, DANA, MARSH, KESTREL, Ad(id="no", stage="turned down"))
        change = put_to_rest(workspace, TODAY)
        assert change.upheaval == "rest"
        assert set(change.ids) == {"pace", "ad", "dana", "marsh", "kestrel"}
        assert change.apply(workspace).put(*change.before) == workspace
        made = with_stage_entries(
            workspace, stamped(workspace, change, NOW), NOW, iter("abcd").__next__
        )
        assert sum(record.kind == "activity" for record in made.put) == 4

    def test_is_told_with_its_counts(self):
        change = put_to_rest(of(ACCEPTED, AD, replace(AD, id="b"), KESTREL), TODAY)
        assert rest_words(change) == "2 ads, 1 interview"

    def test_of_nothing_is_the_pace_alone(self):
        change = put_to_rest(EMPTY, TODAY)
        assert (change.ids, change.before, rest_words(change)) == (("pace",), (), "")


class TestTakingUpAgain:
    def test_begins_again_from_today(self):
        workspace = rested(ACCEPTED, DANA)
        change = take_up(workspace, day(300))
        after = change.apply(workspace)
        assert change.before == (workspace.pace,)
        assert (after.pace.at_rest, after.pace.taken_up_on) == (False, day(300))
        assert guard(after) == GUARD
        assert after.get("dana").stage == "dormant"
        assert [one.record.id for one in due(after, day(300), PARIS)] == ["dana"]

    def test_of_nothing_is_the_pace_alone(self):
        assert take_up(EMPTY, TODAY).before == ()
