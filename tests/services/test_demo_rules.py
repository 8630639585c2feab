"""Each rule that the program is built on has a case in the demo, on any day of the week."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from functools import cache

import pytest

from jobsearch_tui.domain.advice import Advice, advise, caution_for
from jobsearch_tui.domain.agenda import Item, Sort
from jobsearch_tui.domain.broken import is_broken
from jobsearch_tui.domain.campaigns import END_RUN
from jobsearch_tui.domain.channels import Channel
from jobsearch_tui.domain.daily import agenda
from jobsearch_tui.domain.end_run import after_no, odds
from jobsearch_tui.domain.in_play import DoorKind, doors
from jobsearch_tui.domain.lookbacks import lessons_for, looked_back
from jobsearch_tui.domain.moving import to_move
from jobsearch_tui.domain.offers import GUARD, compared, guard, lacks
from jobsearch_tui.domain.protocol import LOOK_BACK, Protocol, protocol
from jobsearch_tui.domain.records import (
    Ad,
    Agency,
    Assignment,
    Interview,
    Offer,
    Promise,
    Recruiter,
    Search,
    Target,
)
from jobsearch_tui.domain.weeks import local_day
from jobsearch_tui.domain.workspace import Workspace
from tests.services.test_demo import CASES, demo, named, of_stage

DAYS = (
    *CASES[:7],
    ("2027-01-01 06:45", "America/New_York"),
    ("2026-11-27 14:00", "Europe/London"),
    ("2026-03-29 03:00", "Europe/Paris"),
)
"""Every weekday in the evening; a holiday at dawn, while an interview begins, as clocks change."""


@pytest.fixture(params=DAYS, ids=" ".join)
def told(request) -> tuple[datetime, Workspace]:
    """A moment and the demo as it is opened then."""
    return demo(request.param)


@pytest.fixture
def now(told) -> datetime:
    return told[0]


@pytest.fixture
def all(told) -> Workspace:
    return told[1]


_advise = cache(advise)


@cache
def _agenda(all: Workspace, now: datetime) -> tuple[Item, ...]:
    return agenda(all, now, _advise(all, now).wave)


@pytest.fixture
def advice(all, now) -> Advice:
    return _advise(all, now)


def of_sort(all: Workspace, now: datetime, sort: Sort) -> list[Item]:
    return [item for item in _agenda(all, now) if item.sort is sort]


def broken(all: Workspace, now: datetime) -> dict[str, Protocol]:
    """The promises that were broken, by whose they were."""
    late = (each for each in all.all(Promise) if is_broken(all, each, now))
    return {each.who: found for each in late if (found := protocol(all, each, now))}


class TestPaceYourself:
    def test_a_week_is_over_and_one_of_its_interviews_can_move(self, all, now, advice):
        over = [week.load for week in advice.outlook if week.load.count > 4]
        assert over
        assert any(to_move(load, now) for load in over)


class TestDoNotContactAllAtOnce:
    def test_there_is_room_for_a_few_new_contacts_with_recruiters(self, advice):
        assert advice.channel is Channel.RECRUITERS
        assert 2 <= advice.room.contacts <= 5

    def test_a_week_says_why_there_are_no_more(self, advice):
        assert advice.room.week
        assert f"Room for {advice.room.contacts} new contacts: with" in advice.room.why

    def test_the_wave_takes_that_many_by_their_priority(self, all, now, advice):
        items = of_sort(all, now, Sort.CONTACT)
        wave = [item.record for item in items]
        assert len(wave) == advice.room.contacts
        priorities = [record.priority or 10 for record in wave]
        assert priorities == sorted(priorities)
        assert {record.kind for record in wave} == {"recruiter", "agency"}
        assert {record.stage for record in wave} == {"queued"}
        assert len(advice.wave.queue) > len(wave)

    def test_a_later_week_is_fuller_than_others(self, advice):
        expected = [week.expected for week in advice.outlook[2:8] if not week.load.capacity.away]
        assert max(expected) > 1.2 * min(expected)

    def test_contacting_all_of_them_would_be_too_much(self, all, now, advice):
        first, many = advice.wave.queue[0], len(advice.wave.queue)
        assert "over capacity" in caution_for(all, now, first, many)


class TestAnswerAdsOnlyWhenRecruitersHaveFewSearches:
    def test_ads_are_open_and_the_number_is_told(self, all, advice):
        assert "ads" in advice.rung.open
        assert advice.rung.searches == all.pace.ladder_searches - 1
        assert "6 live searches for you, fewer than 7" in advice.rung.why

    def test_one_search_more_would_close_them(self, all, now):
        owen = named(all, Recruiter, "Owen Pryce")
        more = all.put(replace(owen, searches=2, searches_on=now.date()))
        assert advise(more, now).rung.open == ("recruiters",)

    def test_some_recruiters_told_how_many_they_have(self, all):
        told = [each.searches for each in all.all(Recruiter) if each.searches is not None]
        assert 0 in told
        assert max(told) > 1

    def test_some_ads_close_soon(self, all, now):
        soon = [item.record for item in of_sort(all, now, Sort.AD)]
        assert [ad.closes - now.date() for ad in soon] == [timedelta(days=2), timedelta(days=3)]

    def test_some_ads_go_first(self, all):
        assert sorted(ad.priority for ad in all.all(Ad) if ad.priority) == [1, 2, 3]


class TestBroadcastOnlyWhenThereAreFewAds:
    def test_it_is_not_open_and_the_number_is_told(self, advice):
        assert "broadcast" not in advice.rung.open
        assert advice.rung.ads >= 3
        assert "fewer than 3 ads a week" in advice.rung.ahead

    def test_a_letter_all_the_same_is_answered_with_the_reason(self, all, now):
        listed = named(all, Target, "Fennimore Gears")
        assert listed.stage == "listed"
        assert "Broadcast is not open now" in caution_for(all, now, listed)


class TestTheEndRun:
    def test_staying_in_touch_comes_first(self, all, now):
        (search,) = {each.search for each in all.all(Target) if each.campaign == END_RUN}
        assert "Stay in touch first" in after_no(all, all.get(search), now.date()).why

    def test_the_odds_have_figures_of_ones_own(self, all, now):
        assert "18 letters so far 8 came back" in odds(all, now.date())

    def test_one_company_is_close_to_the_recruiter(self, all, now):
        whitby = named(all, Target, "Whitby Threads")
        assert whitby.stage == "listed"
        (reason,) = doors(all, now.date(), now.tzinfo).cautions(whitby)
        assert reason.kind is DoorKind.RECRUITER
        assert "Gerald Ashby fills many jobs for them" in reason.words

    def test_at_another_the_user_is_in_play_through_an_ad(self, all, now):
        redcar = named(all, Target, "Redcar Moulding")
        assert redcar.stage == "listed"
        (reason,) = doors(all, now.date(), now.tzinfo).cautions(redcar)
        assert reason.kind is DoorKind.AD


class TestTheyPromisedWordAndAreSilent:
    def test_two_blocked_calls_are_probably_a_no(self, all, now):
        case = broken(all, now)["Ruth Adeyemi"]
        assert case.blocked == 2
        assert case.verdict

    def test_with_another_the_steps_begin_with_the_look_back(self, all, now):
        case = broken(all, now)["Tomasz Wójcik"]
        assert case.next.number == LOOK_BACK
        assert not case.verdict

    def test_there_are_other_live_doors(self, all, now):
        assert all_doors(broken(all, now)["Ruth Adeyemi"]) > 5

    def test_a_talk_since_asks_whether_a_promise_was_kept(self, all, now):
        assert "Dana Whitfield" in {item.record.who for item in of_sort(all, now, Sort.SETTLE)}

    def test_a_call_is_promised_for_an_hour_of_tomorrow(self, all, now):
        hours = [each for each in of_stage(all, Promise, "open") if each.hour]
        assert [each.by - now.date() for each in hours] == [timedelta(days=1)]

    def test_no_agenda_is_promised_for_after_its_interview(self, all):
        (agenda,) = (each for each in all.all(Promise) if "agenda" in each.what)
        visit = named(all, Interview, "Bellacourt Dairy, round 2")
        assert agenda.by < visit.starts.date()


def all_doors(case: Protocol) -> int:
    return sum(len(door.records) for door in case.doors)


class TestInterviewsAndWork:
    def test_one_is_today_or_tomorrow_with_what_one_of_its_format_taught(self, all, now):
        (item, *_) = of_sort(all, now, Sort.INTERVIEW)
        interview = item.record
        days = local_day(interview.starts, now.tzinfo) - now.date()
        assert timedelta(0) <= days <= timedelta(days=1)
        assert lessons_for(all, interview)[0].format == interview.format

    def test_one_was_held_and_not_looked_back_on(self, all, now):
        waiting = [item.record for item in of_sort(all, now, Sort.LOOK_BACK)]
        assert waiting
        assert not any(looked_back(interview) for interview in waiting)

    def test_one_assignment_is_offered_and_one_is_due_within_three_days(self, all, now):
        assert of_stage(all, Assignment, "offered")
        (item,) = of_sort(all, now, Sort.ASSIGNMENT)
        assert item.due - now.date() <= timedelta(days=3)


class TestKeepYourJob:
    def test_the_guard_stands(self, all):
        assert guard(all) == GUARD

    def test_three_offers_stand_side_by_side(self, all):
        assert [one.offer.company for one in compared(all)] == [
            "Tessaly Mills",
            "Tolland Rail",
            "Brightwater Logistics",
        ]

    def test_the_better_one_is_not_in_writing_and_to_be_decided_on(self, all, now):
        best, written, over = (one.offer for one in compared(all))
        assert lacks(best) == ("the offer in writing",)
        assert best.decide_by > now.date()
        assert not lacks(written)
        assert over.stage == "declined"
        assert compared(all)[0].behind == 0

    def test_both_are_in_the_review(self, all, now):
        assert len(of_sort(all, now, Sort.OFFER)) == 2


class TestTheQueue:
    def test_agencies_and_recruiters_of_the_queue_have_priorities(self, all):
        queued = [*of_stage(all, Recruiter, "queued"), *of_stage(all, Agency, "queued")]
        assert sorted(each.priority for each in queued if each.priority) == [1, 2, 3, 4]

    def test_the_only_contradiction_is_the_one_that_is_wanted(self, all, now):
        (item,) = of_sort(all, now, Sort.CONTRADICTION)
        assert item.record.company == "Vantor Glass"

    def test_an_offer_is_of_an_opening_that_was_interviewed_for(self, all):
        for offer in all.all(Offer):
            opening = all.get(offer.origin)
            assert isinstance(opening, (Search, Ad))
            assert any(isinstance(each, Interview) for each in all.linked(opening.id))
