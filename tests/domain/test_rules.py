"""The advice that the program is built on, rule by rule, each as a fact about what it says.

The rules are those of the table in docs/advice.md; what each screen makes of them is tested where
the screen is.
"""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from jobsearch_tui.domain.advice import advise, caution
from jobsearch_tui.domain.agenda import Sort
from jobsearch_tui.domain.campaigns import Campaign
from jobsearch_tui.domain.companies import company_list
from jobsearch_tui.domain.daily import agenda
from jobsearch_tui.domain.end_run import after_no, listing, odds, stay_in_touch
from jobsearch_tui.domain.in_play import doors
from jobsearch_tui.domain.ladder import ladder
from jobsearch_tui.domain.moving import pace_line
from jobsearch_tui.domain.offers import guard
from jobsearch_tui.domain.pacing import Level, loads
from jobsearch_tui.domain.protocol import StepState, protocol
from jobsearch_tui.domain.records import (
    Activity,
    Ad,
    Assignment,
    Interview,
    Offer,
    Pace,
    Promise,
    Recruiter,
    Search,
    Target,
)
from jobsearch_tui.domain.workspace import Workspace
from tests.domain.makers import PARIS

NOW = datetime(2026, 11, 24, 19, 30, tzinfo=PARIS)  # a Tuesday evening
TODAY = NOW.date()
PACE = Pace(interviews=2, hours=20, zone="Europe/Paris")
DANA = Recruiter(id="dana", name="Dana Whitfield", stage="active")
QUEUED = tuple(Recruiter(id=f"q{number}", name=f"Recruiter {number}") for number in range(40))


def of(*records, pace=PACE):
    return Workspace.of([pace, *records])


def meeting(id, days, **given):
    starts = NOW.replace(hour=11, minute=0) + timedelta(days=days)
    return replace(Interview(id=id, company=f"Firm {id}", starts=starts), **given)


class TestDoNotLeaveYourJobToSearchPaceYourself:
    def test_a_week_with_more_interviews_than_one_can_prepare_for_is_told_with_what_could_move(
        self,
    ):
        weeks = loads(of(meeting("a", 7), meeting("b", 8), meeting("c", 9)), NOW)
        assert weeks[1].level is Level.OVER
        assert "could move to the week of 7 Dec" in pace_line(weeks, NOW)

    def test_more_hours_than_one_has_are_too_many_as_well(self):
        long = [meeting(id, 7, minutes=480, preparation=300) for id in "ab"]
        assert loads(of(*long), NOW)[1].why == "26 h of interviews and preparation, you have 20 h"

    def test_the_job_is_kept_until_an_offer_is_written_and_accepted(self):
        offer = Offer(id="o", company="Tessaly", stage="accepted")
        assert guard(of(offer)) == "Keep your job until an offer is written and accepted."
        assert guard(of(replace(offer, written=True))) == ""
        assert guard(of(offer, pace=replace(PACE, employed=False))) == ""


class TestDoNotContactEverybodyAtOnce:
    def test_there_is_room_for_some_of_those_who_wait(self):
        found = advise(of(*QUEUED), NOW)
        assert 0 < found.room.contacts < len(QUEUED)
        contacts = agenda(of(*QUEUED), NOW, found.wave)
        assert {item.sort for item in contacts} == {Sort.CONTACT}
        assert len(contacts) == found.room.contacts

    def test_those_who_were_contacted_this_week_use_the_room_up(self):
        called = tuple(
            Activity(id=f"c{one.id}", at=NOW, about=(one.id,), result="voicemail") for one in QUEUED
        )
        begun = tuple(replace(one, stage="contacted") for one in QUEUED)
        more = tuple(replace(one, id=f"more{one.id}") for one in QUEUED)
        assert advise(of(*begun, *called, *more), NOW).room.contacts == 0

    def test_one_too_many_is_allowed_after_a_sentence_that_says_what_is_likely_and_when(self):
        full = [meeting(f"{week}{id}", 7 * week) for week in range(8) for id in "ab"]
        words = caution(of(*QUEUED, *full), NOW, QUEUED[0], replace(QUEUED[0], stage="contacted"))
        assert words.startswith("With 1 new contact")
        assert "the week of " in words
        assert words.endswith("you can prepare for 2.")


class TestAnswerAdsOnlyIfRecruitersHaveFewSearchesForYou:
    @pytest.mark.parametrize(("searches", "open"), [(3, False), (2, True)])
    def test_ads_open_below_three_live_searches(self, searches, open):
        told = replace(DANA, searches=searches, searches_on=TODAY)
        rung = ladder(of(told), TODAY, room=5)
        assert ("ads" in rung.open) is open
        assert f"{searches} live searches for you" in rung.why

    def test_nothing_new_is_opened_while_the_weeks_ahead_are_full(self):
        assert ladder(of(DANA), TODAY, room=0).open == ("recruiters",)


class TestBroadcastOnlyIfThereAreFewAdsToAnswer:
    @pytest.mark.parametrize(("ads", "open"), [(12, False), (11, True)])
    def test_broadcast_opens_below_three_ads_a_week(self, ads, open):
        posted = [
            Ad(id=f"a{number}", role="COO", posted=TODAY - timedelta(days=2 * number))
            for number in range(ads)
        ]
        old = Ad(id="old", role="COO", posted=TODAY - timedelta(days=60), stage="expired")
        rung = ladder(of(DANA, old, *posted), TODAY, room=5)
        assert ("broadcast" in rung.open) is open


class TestARecruiterWhoTurnedYouDownCanRarelyBeGotRound:
    NO = Search(id="no", name="General Manager", recruiter="dana", stage="turned down")

    def test_to_stay_in_touch_comes_first_and_says_why(self):
        advice = after_no(of(DANA, self.NO), self.NO, TODAY)
        assert advice.why.startswith("Stay in touch first: Dana Whitfield")
        assert "costs minutes, where an end run costs evenings" in advice.why
        change = stay_in_touch(of(DANA, self.NO), self.NO, TODAY)
        assert [one.follow_up for one in change.put] == [TODAY + timedelta(weeks=6)]

    def test_the_poor_odds_are_told_from_the_outset_and_then_in_ones_own_figures(self):
        assert "most of these letters are handed back to that same recruiter" in odds(of(), TODAY)
        back = Target(
            id="t", company="Omnia", campaign="end run", stage="referred back", written_on=TODAY
        )
        assert "Of your own 1 letter so far 1 came back" in odds(of(back), TODAY)

    def test_a_worksheet_of_companies_is_entered_one_a_line(self):
        entered = company_list("Omnia\nHalden Foods - Ruth Adeyemi\nTarn Mills; Aire Bakeries").new
        ids = iter("abcd")
        change = listing(entered, Campaign("end run", "no"), lambda: next(ids), "General Manager")
        assert [(one.company, one.executive, one.search) for one in change.put] == [
            ("Omnia", "", "no"),
            ("Halden Foods", "Ruth Adeyemi", "no"),
            ("Tarn Mills", "", "no"),
            ("Aire Bakeries", "", "no"),
        ]

    def test_it_warns_of_a_double_submission_and_of_a_company_the_recruiter_works_for(self):
        dana = replace(DANA, works_for="Tarn Mills, Aire Bakeries")
        ad = Ad(id="ad", role="COO", employer="Omnia Ltd", stage="answered", answered_on=TODAY)
        known = doors(of(dana, self.NO, ad), TODAY, PARIS)
        target = Target(id="t", company="Omnia", campaign="end run", search="no")
        assert [one.about for one in known.cautions(target)] == ["ad"]
        close = known.cautions(replace(target, company="Tarn Mills"))
        assert ["Dana Whitfield" in one.words for one in close] == [True]


HELD = meeting("held", -20, stage="held", people="Ruth Adeyemi")
WORD = Promise(
    id="word",
    about="held",
    what="word",
    by=TODAY - timedelta(days=4),
    who="Ruth Adeyemi",
    created=NOW - timedelta(days=20),
)


def steps(*records):
    """How the steps stand for the word that has not come, and the whole protocol."""
    found = protocol(of(WORD, *records), WORD, NOW)
    return [step.state for step in found.steps], found


def call(id, result):
    """A call to the company after the word was due; the longer its id, the later."""
    at = NOW - timedelta(days=2) + timedelta(minutes=len(id))
    return Activity(id=id, at=at, about=("held",), result=result)


class TestTheyPromisedWordAndAreSilent:
    def test_it_is_in_the_ledger_with_who_and_by_when(self):
        items = agenda(of(WORD, HELD), NOW)
        (broken,) = [item for item in items if item.sort is Sort.BROKEN]
        assert broken.why == "word promised by Fri 20 Nov by Ruth Adeyemi, 4 days late"

    def test_first_look_back_then_call_then_offer_work_and_look_elsewhere(self):
        assert steps(HELD)[0][:2] == [StepState.NEXT, StepState.LATER]
        looked = replace(HELD, rating=3)
        assert steps(looked)[0][:2] == [StepState.DONE, StepState.NEXT]
        states, found = steps(looked, call("c", "reached"))
        assert states[:3] == [StepState.DONE, StepState.DONE, StepState.NEXT]
        assert found.next.script == "offering-an-assignment"
        plan = Assignment(id="plan", interview="held", what="two pages")
        states, found = steps(looked, call("c", "reached"), plan)
        assert states[:3] == [StepState.DONE] * 3
        assert found.steps[3].what.startswith("Interviews elsewhere")


class TestIfTheSecretaryStopsYourCall:
    @pytest.mark.parametrize(("blocked", "is_a_no"), [(1, False), (2, True)])
    def test_two_blocked_calls_after_a_broken_promise_are_probably_a_no(self, blocked, is_a_no):
        calls = [call("c" * number, "gatekeeper") for number in range(1, blocked + 1)]
        _, found = steps(replace(HELD, rating=3), *calls)
        assert ("probably is a no" in found.verdict) is is_a_no

    def test_who_gets_through_may_be_back_in(self):
        calls = [call("c", "gatekeeper"), call("cc", "gatekeeper")]
        _, found = steps(HELD, *calls, call("ccc", "reached"))
        assert found.verdict == ""


class TestOfferToTackleAnAssignment:
    PLAN = Assignment(
        id="plan", interview="held", what="two pages", due=TODAY + timedelta(days=1),
        stage="accepted",
    )  # fmt: skip

    def test_one_that_is_due_comes_up_until_it_is_delivered(self):
        held = meeting("held", -20, stage="held", rating=4)
        (item,) = agenda(of(held, self.PLAN), NOW)
        assert (item.sort, item.what) == (Sort.ASSIGNMENT, "Two pages: Firm held")
        assert item.done.put == (replace(self.PLAN, stage="delivered"),)
        assert agenda(of(held, *item.done.put), NOW) == ()
