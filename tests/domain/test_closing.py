"""With whom to close when an offer is accepted."""

from dataclasses import replace

import pytest

from jobsearch_tui.domain.closing import DECLINING, WITHDRAWING, closings, origins, to_close
from jobsearch_tui.domain.records import (
    Ad,
    Interview,
    Offer,
    Search,
    Target,
)
from jobsearch_tui.domain.workspace import Workspace
from tests.domain.offered import (
    ACCEPTED,
    AD,
    DANA,
    KESTREL,
    MADE,
    MARSH,
    NOW,
    OMNIA,
    OWEN,
    PACE,
    SEARCH,
    SPOKEN,
    TODAY,
    entry,
    moment,
    of,
)


def told(*records, offer=ACCEPTED):
    """What is to close, as reasons by id."""
    return {one.record.id: one.reason for one in to_close(of(offer, *records), offer, NOW)}


class TestWhatToClose:
    def test_is_nothing_when_nothing_else_is_in_play(self):
        assert (
            told(Ad(id="a", role="COO"), Target(id="t", company="T"), replace(OWEN, stage="queued"))
            == {}
        )

    def test_begins_with_what_is_in_the_calendar(self):
        other = replace(MADE, id="other", company="Omnia Foods")
        found = to_close(of(ACCEPTED, AD, MARSH, SEARCH, DANA, OWEN, other, KESTREL), ACCEPTED, NOW)
        assert [(one.record.id, one.reason, one.script, one.stage) for one in found] == [
            ("kestrel", "interview Thu 26 Nov 11:00", WITHDRAWING, "cancelled"),
            ("other", "waits for your answer until Fri 4 Dec", DECLINING, "declined"),
            ("search", "submitted, through Dana Whitfield", WITHDRAWING, "closed"),
            ("ad", "replied, undecided", WITHDRAWING, "withdrawn"),
            ("owen", "looks for openings for you", WITHDRAWING, "dormant"),
        ]

    def test_appointments_come_in_their_order(self):
        sooner = replace(KESTREL, id="sooner", starts=moment(1))
        assert list(told(KESTREL, sooner)) == ["sooner", "kestrel"]

    def test_another_offer_without_a_day_waits_all_the_same(self):
        other = Offer(id="other", company="Omnia")
        assert told(other) == {"other": "waits for your answer"}
        assert told(replace(other, stage="declined")) == {}

    def test_a_search_of_nobody_is_told_by_its_stage(self):
        assert told(Search(id="s", name="COO", recruiter="gone")) == {"s": "discussed"}

    def test_another_offer_stands_for_what_it_came_from(self):
        other = Offer(id="other", company="Omnia", origin="search")
        assert list(told(MARSH, DANA, SEARCH, other)) == ["other"]
        assert list(told(AD, Offer(id="other", company="X", origin="ad"))) == ["other"]


class TestTheOffersOwnWay:
    """What the accepted offer came from is not closed with a withdrawal."""

    def test_its_search_recruiter_and_agency_are_left_out(self):
        offer = replace(ACCEPTED, origin="search")
        assert told(MARSH, DANA, SEARCH, offer=offer) == {}
        assert origins(of(MARSH, DANA, SEARCH, offer), offer) == {"search", "dana", "marsh"}

    def test_another_search_of_the_same_recruiter_is_not(self):
        offer = replace(ACCEPTED, origin="search")
        second = Search(id="second", name="CEO", recruiter="dana")
        assert list(told(MARSH, DANA, SEARCH, second, offer=offer)) == ["second"]

    def test_its_interview_and_what_that_came_from_are_left_out(self):
        offer = replace(ACCEPTED, origin="kestrel")
        own = [replace(KESTREL, origin="ad"), AD, replace(KESTREL, id="next", origin="ad")]
        assert told(*own, offer=offer) == {}

    def test_an_interview_through_the_same_recruiter_for_another_job_is_not(self):
        offer = replace(ACCEPTED, origin="dana")
        assert list(told(DANA, replace(KESTREL, origin="dana"), offer=offer)) == ["kestrel"]

    def test_whatever_is_at_the_same_company_is_left_out(self):
        same = "HALDEN foods"
        records = [
            replace(KESTREL, company=same),
            replace(OMNIA, company=same),
            replace(AD, employer=same),
            replace(SEARCH, client=same),
            replace(MADE, id="again", company=same),
        ]
        assert told(*records) == {}

    def test_the_search_that_said_no_before_an_end_run_is_none_of_it(self):
        target = Target(id="t", company="Halden", campaign="end run", search="search")
        offer = replace(ACCEPTED, origin="t")
        assert list(told(MARSH, DANA, SEARCH, target, offer=offer)) == ["search"]

    def test_an_origin_that_is_gone_or_goes_in_a_circle_is_none(self):
        offer = replace(ACCEPTED, origin="gone")
        assert origins(of(offer), offer) == frozenset()
        first = Interview(id="first", company="A", origin="second")
        second = Interview(id="second", company="A", origin="first")
        offer = replace(ACCEPTED, origin="first")
        assert origins(of(first, second, offer), offer) == {"first", "second"}


class TestInterviewsThatWait:
    def test_are_told_with_their_day(self):
        assert told(OMNIA) == {"omnia": "held Thu 19 Nov, no answer yet"}

    def test_one_that_has_passed_was_held_whatever_its_stage(self):
        assert told(replace(OMNIA, stage="scheduled")) == told(OMNIA)

    def test_the_last_with_each_company_counts(self):
        second = replace(OMNIA, id="second", starts=moment(-2), round=2)
        assert list(told(OMNIA, second)) == ["second"]
        coming = replace(second, stage="scheduled", starts=moment(3))
        assert told(OMNIA, coming) == {"second": "interview Fri 27 Nov 11:00"}
        assert list(told(OMNIA, replace(second, stage="cancelled"))) == ["omnia"]

    @pytest.mark.parametrize(
        "records",
        [
            [replace(OMNIA, starts=moment(-61))],
            [replace(OMNIA, origin="ad"), replace(AD, stage="turned down")],
            [OMNIA, replace(MADE, id="no", company="omnia", stage="declined")],
        ],
    )
    def test_those_that_are_decided_or_long_past_wait_for_nothing(self, records):
        assert told(*records) == {}

    def test_the_ad_or_search_behind_one_stands_for_it(self):
        assert list(told(AD, replace(OMNIA, origin="ad"))) == ["ad"]


class TestPeople:
    def test_a_recruiter_hears_of_it_with_a_search(self):
        assert list(told(OWEN, replace(SEARCH, recruiter="owen"))) == ["search"]

    def test_an_agency_hears_of_it_through_its_recruiter(self):
        assert list(told(MARSH, DANA)) == ["dana"]
        assert list(told(MARSH, DANA, SEARCH)) == ["search"]

    def test_an_agency_without_an_active_recruiter_is_called_itself(self):
        assert list(told(MARSH, replace(DANA, stage="dormant"))) == ["marsh"]

    def test_those_who_are_not_active_need_not_hear(self):
        assert told(replace(MARSH, stage="dormant"), replace(OWEN, stage="contacted")) == {}


class TestWhatWasClosedSince:
    ALL = (MARSH, DANA, OWEN, SEARCH, AD, OMNIA, KESTREL)

    @pytest.mark.parametrize(
        "given",
        [
            {"result": "reached"},
            {"type": "email"},
            {"type": "letter"},
            {"type": "message"},
            {"type": "meeting"},
            {"result": "reached", "direction": "in"},
        ],
    )
    def test_is_what_was_spoken_or_written_about(self, given):
        assert told(*self.ALL, entry("e", "search", "ad", "omnia", "owen", "dana", **given)) == {
            "kestrel": "interview Thu 26 Nov 11:00"
        }

    @pytest.mark.parametrize(
        "given",
        [
            {"result": "voicemail"},
            {"type": "note"},
            {"type": "email", "direction": "in"},
            {"result": "reached", "hours": 3},
        ],
    )
    def test_is_not_what_was_only_tried_or_was_before(self, given):
        before = told(*self.ALL)
        assert told(*self.ALL, entry("e", "search", "ad", "omnia", "owen", **given)) == before

    def test_a_call_to_the_recruiter_closes_their_search(self):
        assert told(MARSH, DANA, SEARCH, entry("e", "dana", result="reached")) == {}

    def test_a_call_about_a_search_is_one_to_its_recruiter(self):
        closed = replace(SEARCH, stage="closed")
        assert list(told(MARSH, DANA, closed)) == ["dana"]
        assert told(MARSH, DANA, closed, entry("e", "search", result="reached")) == {}

    def test_a_call_to_an_agency_closes_it(self):
        assert told(MARSH, entry("e", "marsh", result="reached")) == {}

    def test_an_appointment_stands_until_it_is_cancelled(self):
        assert told(KESTREL, entry("e", "kestrel", result="reached"))
        assert told(replace(KESTREL, stage="cancelled")) == {}

    def test_before_it_is_accepted_all_is_told(self):
        called = entry("e", "ad", result="reached", hours=0)
        assert list(told(AD, called, offer=MADE)) == ["ad"]

    @pytest.mark.parametrize("stage", ["spotted", "answered"])
    def test_those_who_never_replied_to_an_answer_gave_nobody_time(self, stage):
        assert told(replace(AD, stage=stage)) == {}

    def test_is_asked_for_the_settled_offer(self):
        assert [one.record for one in closings(of(ACCEPTED, AD), NOW)] == [AD]
        assert closings(of(SPOKEN, AD), NOW) == ()
        resting = Workspace.of([replace(PACE, rested_on=TODAY), ACCEPTED, AD])
        assert closings(resting, NOW) == ()
