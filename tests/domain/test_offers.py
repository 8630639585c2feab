"""Offers: the job to keep, what they lack, what to close, and the search at rest."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from jobsearch_tui.domain.changes import stamped, with_stage_entries
from jobsearch_tui.domain.closing import DECLINING, WITHDRAWING, closings, origins, to_close
from jobsearch_tui.domain.followups import due
from jobsearch_tui.domain.offers import (
    GUARD,
    accepted_at,
    compared,
    days_left,
    guard,
    is_settled,
    is_spoken,
    lacks,
    left_words,
    settled,
    total,
)
from jobsearch_tui.domain.records import (
    STAGE_CHANGE,
    Activity,
    Ad,
    Agency,
    Assignment,
    Interview,
    Offer,
    Pace,
    Promise,
    Recruiter,
    Search,
    Target,
)
from jobsearch_tui.domain.rest import put_to_rest, rest_words, take_up
from jobsearch_tui.domain.workspace import EMPTY, Workspace

PARIS = ZoneInfo("Europe/Paris")
NOW = datetime(2026, 11, 24, 17, 30, tzinfo=PARIS)  # a Tuesday
TODAY = NOW.date()
PACE = Pace(zone="Europe/Paris")

MADE = Offer(
    id="halden",
    company="Halden Foods",
    role="COO",
    base=90_000,
    bonus=8_000,
    decide_by=date(2026, 12, 4),
    received=date(2026, 11, 20),
)
SPOKEN = replace(MADE, stage="accepted", changed=NOW - timedelta(hours=2))
ACCEPTED = replace(SPOKEN, written=True)


def day(days):
    return TODAY + timedelta(days=days)


def moment(days, hour=11):
    return datetime(2026, 11, 24, hour, tzinfo=PARIS) + timedelta(days=days)


def of(*records):
    return Workspace.of([PACE, *records])


def entry(id, *about, hours=1, **given):
    return Activity(id=id, at=NOW - timedelta(hours=hours), about=about, **given)


def stage_entry(id, about, stage, hours):
    return entry(id, about, hours=hours, type=STAGE_CHANGE, stage=stage)


class TestKeepingTheJob:
    @pytest.mark.parametrize("offers", [(), (MADE,), (replace(MADE, written=True),), (SPOKEN,)])
    def test_is_said_until_an_offer_is_written_and_accepted(self, offers):
        assert guard(of(*offers)) == GUARD
        assert settled(of(*offers)) is None

    def test_is_not_said_any_more_then(self):
        assert guard(of(ACCEPTED)) == ""
        assert settled(of(ACCEPTED)) == ACCEPTED

    def test_is_not_said_to_somebody_without_a_job(self):
        assert guard(Workspace.of([replace(PACE, employed=False)])) == ""

    def test_of_two_accepted_ones_the_newer_counts(self):
        newer = replace(ACCEPTED, id="b", changed=NOW)
        assert settled(of(newer, ACCEPTED)) == newer

    @pytest.mark.parametrize(("days", "counts"), [(1, False), (0, True), (-400, True)])
    def test_an_offer_accepted_in_an_earlier_search_settles_no_later_one(self, days, counts):
        later = Workspace.of([replace(PACE, taken_up_on=day(days)), ACCEPTED])
        assert is_settled(later, ACCEPTED) is counts
        assert bool(guard(later)) is not counts

    def test_when_it_was_accepted_is_in_the_log(self):
        log = [
            stage_entry("made", "halden", "made", 1),
            stage_entry("yes", "halden", "accepted", 50),
            entry("call", "halden", hours=3),
        ]
        assert accepted_at(of(ACCEPTED, *log), ACCEPTED) == NOW - timedelta(hours=50)
        assert accepted_at(of(ACCEPTED), ACCEPTED) == ACCEPTED.changed


class TestASpokenOffer:
    @pytest.mark.parametrize(
        ("offer", "before", "spoken"),
        [
            (SPOKEN, MADE, True),
            (SPOKEN, None, True),
            (SPOKEN, SPOKEN, False),
            (SPOKEN, ACCEPTED, True),
            (ACCEPTED, MADE, False),
            (MADE, None, False),
        ],
    )
    def test_is_told_when_it_is_accepted(self, offer, before, spoken):
        assert is_spoken(offer, before) is spoken


class TestWhatAnOfferLacks:
    def test_is_all_that_a_bare_one_does_not_say(self):
        assert lacks(Offer(id="o", company="O")) == (
            "the offer in writing",
            "the role",
            "the base salary",
            "the day to decide by",
        )

    def test_is_nothing_once_it_is_complete_or_over(self):
        assert lacks(replace(MADE, written=True)) == ()
        assert lacks(Offer(id="o", company="O", stage="declined")) == ()

    def test_is_no_day_to_decide_by_when_that_is_done(self):
        assert lacks(replace(SPOKEN, decide_by=None)) == ("the offer in writing",)


class TestTheDaysLeft:
    @pytest.mark.parametrize(
        ("days", "words"),
        [(10, "10 days left"), (1, "1 day left"), (0, "decide today"), (-1, "1 day past")],
    )
    def test_are_told_in_words(self, days, words):
        offer = replace(MADE, decide_by=day(days))
        assert (days_left(offer, TODAY), left_words(offer, TODAY)) == (days, words)

    @pytest.mark.parametrize("offer", [replace(MADE, decide_by=None), ACCEPTED])
    def test_are_none_where_there_is_nothing_to_decide(self, offer):
        assert (days_left(offer, TODAY), left_words(offer, TODAY)) == (None, "")


class TestComparing:
    KESTREL = Offer(id="kestrel", company="Kestrel", base=99_000)
    OLD = Offer(id="old", company="Old", base=200_000, stage="declined", received=date(2026, 9, 1))

    @pytest.mark.parametrize(
        ("base", "bonus", "sum"), [(90, 8, 98), (90, None, 90), (None, 8, 8), (None, None, None)]
    )
    def test_the_total_is_base_and_bonus(self, base, bonus, sum):
        assert total(replace(MADE, base=base, bonus=bonus)) == sum

    def test_says_by_how_much_each_is_behind_the_best(self):
        found = compared(of(MADE, self.KESTREL, self.OLD, Offer(id="blank", company="Blank")))
        assert {one.offer.id: (one.total, one.behind) for one in found} == {
            "halden": (98_000, 1_000),
            "kestrel": (99_000, 0),
            "blank": (None, None),
            "old": (200_000, None),
        }

    def test_one_alone_is_behind_nobody(self):
        assert [one.behind for one in compared(of(MADE, self.OLD))] == [None, None]

    def test_the_accepted_one_comes_first_then_the_most_pressing(self):
        soon = replace(self.KESTREL, decide_by=day(1))
        recent = replace(self.OLD, id="recent", received=date(2026, 11, 1))
        never = replace(self.OLD, id="never", received=None)
        some_day = Offer(id="some", company="Some")
        shown = compared(of(never, self.OLD, recent, some_day, MADE, soon))
        ids = ["kestrel", "halden", "some", "recent", "old", "never"]
        assert [one.offer.id for one in shown] == ids
        assert compared(of(soon, ACCEPTED))[0].offer == ACCEPTED


MARSH = Agency(id="marsh", name="Marsh & Vale", stage="active")
DANA = Recruiter(id="dana", name="Dana Whitfield", agency="marsh", stage="active")
OWEN = Recruiter(id="owen", name="Owen Pryce", stage="active")
SEARCH = Search(id="search", name="COO", recruiter="dana", stage="submitted")
AD = Ad(id="ad", role="COO", employer="Omnia", stage="replied")
KESTREL = Interview(id="kestrel", company="Kestrel", starts=moment(2))
OMNIA = Interview(id="omnia", company="Omnia", starts=moment(-5), stage="held")


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
