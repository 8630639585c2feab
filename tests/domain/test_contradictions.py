"""Records that contradict one another or the calendar, and what mends each."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given, settings

from jobsearch_tui.domain.contradictions import contradictions
from jobsearch_tui.domain.lookbacks import is_past
from jobsearch_tui.domain.records import Ad, Recruiter, Search, Target
from jobsearch_tui.domain.workspace import Workspace
from tests.domain.makers import NEW_YORK, PARIS, at, histories, interview

NOW = datetime(2026, 11, 24, 19, 30, tzinfo=PARIS)
TODAY = NOW.date()
YESTERDAY = TODAY - timedelta(days=1)
DANA = Recruiter(id="dana", name="Dana Whitfield", stage="closed")


def found(*records):
    return list(contradictions(Workspace.of(records), NOW))


def only(*records):
    (one,) = found(*records)
    return one


def told(one):
    return one.record.id, one.why, one.words, one.mended.stage, one.since


class TestInterviews:
    def test_past_and_still_scheduled_were_held(self):
        one = only(interview(starts=at(9, day=23)))
        why = "it was yesterday and is still scheduled"
        assert told(one) == ("i1", why, "held", "held", YESTERDAY)

    def test_held_before_they_were_are_still_scheduled(self):
        one = only(interview(starts=at(9, day=27), stage="held"))
        assert told(one) == (
            *("i1", "it is held, yet it will be on Fri 27 Nov", "scheduled", "scheduled"),
            TODAY,
        )

    @pytest.mark.parametrize(
        ("origin", "stage"),
        [
            (Ad(id="from", role="COO", stage="turned down"), "turned down"),
            (Search(id="from", name="COO", recruiter="x", stage="closed"), "closed"),
            (Target(id="from", company="COO", stage="no opening"), "no opening"),
        ],
    )
    def test_of_what_has_ended_are_cancelled(self, origin, stage):
        one = only(interview(starts=at(9, day=27), origin="from"), origin)
        why = f"it is scheduled, yet COO is {stage}"
        assert told(one) == ("i1", why, "cancelled", "cancelled", TODAY)

    @pytest.mark.parametrize(
        "origin",
        [
            Search(id="from", name="COO", recruiter="x", stage="placed"),
            Ad(id="from", role="COO", stage="interviewing"),
            Recruiter(id="from", name="Dana", stage="closed"),
            Ad(id="another", role="COO", stage="turned down"),
        ],
    )
    def test_of_what_goes_on_are_none(self, origin):
        assert found(interview(starts=at(9, day=27), origin="from"), origin) == []

    @pytest.mark.parametrize("stage", ["cancelled", "no-show", "held"])
    def test_past_and_settled_are_none(self, stage):
        assert found(interview(starts=at(9, day=23), stage=stage)) == []

    def test_to_come_are_none(self):
        assert found(interview(starts=at(9, day=27))) == []

    def test_moved_and_past_again_are_another_contradiction(self):
        one, other = (only(interview(starts=at(9, day=day))) for day in (22, 23))
        assert one.against != other.against

    def test_without_a_length_are_past_a_minute_after_they_began(self):
        assert is_past(interview(starts=NOW - timedelta(minutes=1), minutes=0), NOW)
        assert not is_past(interview(starts=NOW, minutes=0), NOW)

    def test_at_the_ends_of_the_calendar_are_understood(self):
        assert found(interview(starts=datetime(9999, 12, 31, 23, 59, tzinfo=NEW_YORK))) == []
        one = only(interview(starts=datetime(1, 1, 1, tzinfo=PARIS)))
        assert one.why == "it was on 1 Jan 1 and is still scheduled"


class TestAds:
    def test_answered_and_still_spotted_are_answered(self):
        one = only(Ad(id="a", role="COO", answered_on=YESTERDAY, closes=YESTERDAY))
        why = "it was answered yesterday and is still spotted"
        assert told(one) == ("a", why, "answered", "answered", YESTERDAY)

    def test_closed_and_still_spotted_are_expired(self):
        one = only(Ad(id="a", role="COO", closes=TODAY - timedelta(days=4)))
        why = "it closed on Fri 20 Nov and is still spotted"
        assert told(one) == ("a", why, "expired", "expired", TODAY - timedelta(days=4))

    @pytest.mark.parametrize(
        "ad",
        [
            Ad(id="a", role="COO"),
            Ad(id="a", role="COO", closes=TODAY),
            Ad(id="a", role="COO", closes=YESTERDAY, stage="answered"),
            Ad(id="a", role="COO", closes=TODAY - timedelta(days=61)),
        ],
    )
    def test_open_dealt_with_or_long_gone_are_none(self, ad):
        assert found(ad) == []


class TestTargets:
    def test_written_to_and_still_listed_are_written(self):
        one = only(Target(id="t", company="Omnia", written_on=TODAY))
        why = "it was written to today and is still listed"
        assert told(one) == ("t", why, "written", "written", TODAY)

    @pytest.mark.parametrize("given", [{}, {"written_on": TODAY, "stage": "written"}])
    def test_that_agree_are_none(self, given):
        assert found(Target(id="t", company="Omnia", **given)) == []


class TestSearches:
    def test_live_although_their_recruiter_is_closed_are_closed(self):
        one = only(DANA, Search(id="s", name="COO", recruiter="dana", stage="submitted"))
        why = "it is submitted, yet Dana Whitfield is closed"
        assert told(one) == ("s", why, "closed", "closed", TODAY)

    @pytest.mark.parametrize(
        "search",
        [
            Search(id="s", name="COO", recruiter="dana", stage="turned down"),
            Search(id="s", name="COO", recruiter="gone"),
            Search(id="s", name="COO", recruiter="owen"),
        ],
    )
    def test_that_agree_are_none(self, search):
        assert found(DANA, Recruiter(id="owen", name="Owen"), search) == []


@given(histories)
@settings(max_examples=60, deadline=None)
def test_what_was_mended_contradicts_nothing_in_the_same_way(records):
    workspace = Workspace.of(records)
    for one in contradictions(workspace, NOW):
        after = contradictions(workspace.put(one.mended), NOW)
        assert (one.record.id, one.words) not in {(other.record.id, other.words) for other in after}
