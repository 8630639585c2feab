"""The forecast: delays, beliefs, counts, the outlook by week, and the room that it leaves."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from math import comb, exp

import pytest
from hypothesis import given, settings

from jobsearch_tui.domain.channels import Channel, Guess
from jobsearch_tui.domain.delays import LONGEST, arrivals, delay_of
from jobsearch_tui.domain.forecast import foresee, outlook, project
from jobsearch_tui.domain.learning import Hypothesis, Seen, believe, seen
from jobsearch_tui.domain.outcomes import Contact
from jobsearch_tui.domain.pacing import loads
from jobsearch_tui.domain.records import Ad, Interview, Pace, Target, WeekLimit
from jobsearch_tui.domain.room import (
    MOST_CONTACTS,
    consequence,
    room,
)
from jobsearch_tui.domain.tallies import above, middle, tally, together
from jobsearch_tui.domain.workspace import Workspace
from tests.domain.makers import NOON, histories

NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)
TODAY = NOW.date().toordinal()
WEEK = date(2026, 11, 23)
some = settings(max_examples=15, deadline=None)
ROOMY = Pace(interviews=4, hours=40)
TIGHT = Pace(interviews=2, hours=40)


def answered(count, days, **given):
    """So many ads answered so many days ago."""
    on = NOW.date() - timedelta(days)
    return [
        Ad(id=f"ad{days}-{number}", role="COO", stage="answered", answered_on=on, **given)
        for number in range(count)
    ]


def scheduled(*days, **given):
    return [
        Interview(
            id=f"i{number}",
            company=f"Co {number}",
            starts=NOW + timedelta(days=day, hours=2),
            round=4,
            **given,
        )
        for number, day in enumerate(days)
    ]


def of(*records, pace=ROOMY):
    return Workspace.of([pace, *records])


def mean(beliefs):
    return sum(one.weight * one.chance for one in beliefs)


class TestDelays:
    @pytest.mark.parametrize("days", [3, 14, 60])
    def test_have_the_mean_they_are_asked_for(self, days):
        delay = delay_of(days)
        assert sum(day * delay.of(day) for day in range(LONGEST + 1)) == pytest.approx(days, 0.02)

    def test_arrivals_of_all_weeks_are_one_contact(self):
        found = arrivals(delay_of(14), 7, -1, 0, 4, 52)
        assert sum(found) == pytest.approx(1, abs=0.001)
        assert sum(week * chance for week, chance in enumerate(found)) == pytest.approx(3, abs=0.3)

    def test_an_invitation_that_has_not_come_is_to_no_interview_of_tomorrow(self):
        assert arrivals(delay_of(10), 7, 20, 0, 1, 12)[0] == 0
        assert arrivals(delay_of(10), 7, 20, 0, 4, 12)[1] > 0

    def test_what_was_silent_for_long_hardly_comes(self):
        early, late = (sum(arrivals(delay_of(10), 7, age, 0, 4, 30)) for age in (2, 40))
        assert late < 0.01 < early

    def test_what_begins_later_comes_later(self):
        now, later = (arrivals(delay_of(10), 7, -1, ahead, 4, 30) for ahead in (0, 7))
        assert later[1:] == pytest.approx(now[:-1])


class TestTallies:
    def test_of_unlikely_events_are_poissons(self):
        found = tally(2.0, 0.0, 12)
        assert found[:2] == pytest.approx([exp(-2), 2 * exp(-2)])
        assert sum(found) == pytest.approx(1)

    def test_of_equal_events_are_binomial(self):
        found = tally(4 * 0.3, 4 * 0.09, 8)
        assert found[:5] == pytest.approx(
            [comb(4, k) * 0.3**k * 0.7 ** (4 - k) for k in range(5)], abs=1e-9
        )

    def test_of_more_events_than_are_told_apart_end_in_so_many_or_more(self):
        found = tally(30 * 0.5, 30 * 0.25, 8)
        assert sum(found) == pytest.approx(1)
        assert found[-1] > 0.9

    def test_of_nothing_are_none(self):
        assert tally(0.0, 0.0, 3) == [1.0, 0.0, 0.0]

    def test_are_added_up(self):
        assert together((0.5, 0.5), (0.5, 0.5), 2) == [0.25, 0.75]
        assert together((0.5, 0.5), (0.5, 0.5), 4) == [0.25, 0.5, 0.25, 0.0]
        assert together((1.0, 0.0), (0.5, 0.5), 2) == [0.5, 0.5]

    def test_tell_how_often_there_are_more(self):
        assert above((0.5, 0.3, 0.2), 0) == 0.5
        assert above((0.5, 0.3, 0.2), 5) == 0

    @pytest.mark.parametrize(
        ("given", "range"),
        [
            ((0.95, 0.05), (0, 0)),
            ((0.05, 0.9, 0.05), (1, 1)),
            ((0.2, 0.3, 0.3, 0.2), (0, 3)),
            ((0.5, 0.3, 0.09), (0, 2)),
        ],
    )
    def test_have_a_middle(self, given, range):
        assert middle(given, 0.8) == range


class TestWhatIsSeen:
    def test_counts_equal_contacts_together(self):
        contacts = [
            Contact(TODAY - 5),
            Contact(TODAY - 5),
            Contact(TODAY),
            Contact(TODAY + 4),
            Contact(TODAY - 9, TODAY - 2),
            Contact(TODAY + 4, TODAY),
            Contact(TODAY - 9, closed=True),
        ]
        found = seen(contacts, TODAY)
        assert found.silent == {(0, 4): 2, (0, -1): 1, (4, -1): 1}
        assert found.delays == {7: 1}
        assert found.closed == 1

    def test_tells_old_ages_apart_by_the_week_only(self):
        ages = [seen([Contact(TODAY - age)], TODAY) for age in (30, 31, 100, 103, 5000)]
        assert [next(iter(one.silent))[1] for one in ages] == [28, 31, 101, 101, LONGEST]


class TestBeliefs:
    GUESS = Guess(0.15, 21)

    def test_without_a_record_are_the_guess_with_its_doubt(self):
        found = believe(self.GUESS, 7, Seen())
        assert sum(one.weight for one in found) == pytest.approx(1)
        assert mean(found) == pytest.approx(0.15, abs=0.02)
        chances = [one.chance for one in found]
        assert min(chances) < 0.06
        assert max(chances) > 0.3

    def test_come_to_what_the_record_says(self):
        record = seen([Contact(TODAY - 300)] * 60 + [Contact(TODAY - 300, TODAY - 290)] * 60, TODAY)
        assert mean(believe(self.GUESS, 7, record)) == pytest.approx(0.48, abs=0.03)

    def test_do_not_take_recent_silence_for_a_failure(self):
        recent, old = (
            mean(believe(self.GUESS, 7, seen([Contact(TODAY - age)] * 30, TODAY)))
            for age in (2, 200)
        )
        assert old < 0.08
        assert recent == pytest.approx(0.15, abs=0.02)

    def test_learn_the_delay(self):
        quick = seen([Contact(TODAY - 90, TODAY - 87)] * 10, TODAY)
        slow = seen([Contact(TODAY - 90, TODAY - 60)] * 10, TODAY)
        medians = []
        for record in (quick, slow):
            found = believe(self.GUESS, 7, record)
            medians.append(sum(one.weight * one.delay.by[10] for one in found))
        assert medians[0] > 0.7 > 0.3 > medians[1]

    def test_know_that_one_not_yet_refused_is_worth_more_where_refusals_are_told(self):
        silent = Contact(TODAY - 20)
        told = believe(
            self.GUESS, 7, seen([Contact(TODAY - 60, closed=True)] * 20 + [silent], TODAY)
        )
        assert told[0].told > 0.8
        quiet = replace(told[0], told=0.0)
        assert told[0].silence(20) < quiet.silence(20) <= 1


class TestTheOutlook:
    def test_of_nothing_is_what_is_scheduled(self):
        found = outlook(of(*scheduled(1, 8)), NOW, 3)
        assert [(one.load.count, one.expected, one.low, one.high, one.risk) for one in found] == [
            (1, 0, 1, 1, 0),
            (1, 0, 1, 1, 0),
            (0, 0, 0, 0, 0),
        ]

    def test_of_contacts_made_is_a_distribution(self):
        found = outlook(of(*answered(60, 7)), NOW)
        assert len(found) == 12
        assert 2 < sum(one.expected for one in found) < 8
        busiest = max(found, key=lambda one: one.expected)
        assert busiest.load.week in {WEEK + timedelta(weeks=number) for number in (1, 2, 3)}
        assert busiest.low < busiest.expected < busiest.high
        assert 0 < busiest.risk < 0.5
        assert sum(busiest.spread) == pytest.approx(1)

    def test_is_more_than_the_first_rounds(self):
        one_round = sum(one.expected for one in outlook(of(*answered(50, 7), pace=Pace(
            interviews=4, hours=40, chance_rounds=0)), NOW, 26))  # fmt: skip
        rounds = sum(one.expected for one in outlook(of(*answered(50, 7)), NOW, 26))
        assert rounds > 1.5 * one_round

    def test_expects_a_next_round_of_an_interview_that_is_yet_to_be_held(self):
        interview = replace(scheduled(2)[0], round=1)
        found = outlook(of(interview), NOW)
        assert sum(one.expected for one in found) == pytest.approx(0.6, abs=0.15)
        assert found[0].expected < 0.01

    def test_over_already_is_certain(self):
        assert outlook(of(*scheduled(1, 1, 2, 2, 3)), NOW, 1)[0].risk == 1

    def test_counts_hours_as_well(self):
        hours = Pace(interviews=4, hours=8)
        held = scheduled(8, 9, minutes=150, preparation=60)
        by_number, by_time = (
            outlook(of(*held, *answered(60, 10), pace=pace), NOW, 2)[1].risk
            for pace in (ROOMY, hours)
        )
        assert by_time > by_number

    def test_of_a_week_away_is_nothing_and_more_of_the_next(self):
        away = replace(ROOMY, limits=(WeekLimit(WEEK + timedelta(weeks=2), 0),))
        here, gone = (outlook(of(*answered(60, 7), pace=pace), NOW) for pace in (ROOMY, away))
        assert (gone[2].expected, gone[2].risk) == (0, 0)
        assert gone[3].expected > here[3].expected + 0.8 * here[2].expected

    def test_of_interviews_that_do_not_fit_leads_to_fewer_rounds(self):
        first = [replace(one, round=1) for one in scheduled(1, 1, 2, 2, 3, 3, 4, 4)]
        every, few = (
            sum(one.expected for one in outlook(of(*first, pace=pace), NOW))
            for pace in (Pace(interviews=8, hours=80), Pace(interviews=2, hours=80))
        )
        assert few < 0.5 * every

    def test_counts_old_silence_for_less_and_less(self):
        sums = [
            sum(one.expected for one in outlook(of(*answered(40, days)), NOW, 26))
            for days in (1, 20, 40, 80, 200)
        ]
        assert sums == sorted(sums, reverse=True)
        assert sums[-1] < 0.02 * sums[0]

    def test_knows_that_a_week_ends_on_its_last_workday(self):
        ads = answered(40, 10)
        ends = [
            outlook(of(*ads, pace=replace(ROOMY, first_weekday=first)), NOW, 1)[0].expected
            for first in ("monday", "sunday", "saturday", "thursday")
        ]
        assert ends[0] == ends[1] == ends[2]
        assert ends[3] < ends[0]

    @given(histories)
    @some
    def test_is_a_distribution_whatever_the_record(self, records):
        for one in outlook(Workspace.of(records), NOON):
            assert sum(one.spread) == pytest.approx(1, abs=1e-6)
            assert 0 <= one.risk <= 1
            assert one.load.count <= one.low <= one.high
            assert one.expected >= 0

    def test_of_a_certain_truth_is_that_truth(self):
        truth = {channel: (Hypothesis(1, 0.001, delay_of(5)),) for channel in Channel}
        truth[Channel.ADS] = (Hypothesis(1, 0.5, delay_of(5)),)
        records = {channel: Seen() for channel in Channel}
        records[Channel.ADS] = seen([Contact(TODAY)] * 10, TODAY)
        found = project(loads(of(), NOW), NOW, 3, truth, records).outlook
        assert sum(one.expected for one in found) == pytest.approx(5, abs=0.1)


class TestRoom:
    def test_is_as_much_as_anybody_can_use_while_nothing_objects(self):
        found = room(of(pace=Pace(interviews=40, hours=100)), NOW, Channel.BROADCAST)
        assert (found.contacts, found.week) == (MOST_CONTACTS, None)
        assert found.why == "Room for 40 new contacts, as many as a week's work."

    def test_names_the_week_that_does_not_bear_one_more(self):
        found = room(of(), NOW, Channel.RECRUITERS)
        assert 10 <= found.contacts <= 39
        assert found.week in {WEEK + timedelta(weeks=number) for number in range(1, 8)}
        assert found.why.startswith(
            f"Room for {found.contacts} new contacts: with {found.contacts + 1}, the chance that "
            "the week of "
        )
        assert found.why.endswith("% is the most so far ahead.")

    def test_uses_what_contacts_of_this_week_have_used(self):
        before, after = (
            room(of(*answered(count, 0), pace=TIGHT), NOW, Channel.ADS).contacts for count in (0, 5)
        )
        assert 5 <= before <= after + 5 < before + 3

    def test_is_less_for_a_channel_that_brings_more(self):
        several = [
            room(of(), NOW, channel).contacts
            for channel in (Channel.REFERRALS, Channel.RECRUITERS, Channel.ADS, Channel.BROADCAST)
        ]
        assert several == sorted(several)
        assert several[0] < several[-1]

    def test_grows_with_the_risk_that_one_can_bear(self):
        rooms = [
            room(of(pace=replace(TIGHT, risk=risk)), NOW, Channel.ADS).contacts
            for risk in (0, 10, 20)
        ]
        assert rooms == sorted(set(rooms))

    def test_is_none_while_a_week_ahead_is_over_that_they_could_add_to(self):
        found = room(of(*scheduled(15, 15, 16, 16, 17)), NOW, Channel.REFERRALS)
        assert found.contacts == 0
        assert found.why == (
            "No room for new contacts: the week of 7 Dec is over capacity already, and more could "
            "fall into it."
        )

    def test_does_not_mind_an_over_full_week_that_they_cannot_reach(self):
        free = room(of(), NOW, Channel.RECRUITERS)
        assert room(of(*scheduled(1, 1, 2, 2, 3)), NOW, Channel.RECRUITERS) == free

    def test_is_none_when_what_is_under_way_is_too_much(self):
        found = room(of(*answered(200, 7)), NOW, Channel.REFERRALS)
        assert found.contacts == 0
        assert "% as it is, where " in found.why

    def test_of_none_says_what_one_would_do(self):
        pace = Pace(interviews=1, hours=2, risk=5, chance_referrals=90)
        found = room(of(pace=pace), NOW, Channel.REFERRALS)
        assert found.contacts == 0
        assert found.why.startswith("No room for new contacts: with one, the chance that ")

    def test_of_one_is_in_the_singular(self):
        rooms = [
            room(of(pace=Pace(interviews=1, hours=8, risk=risk)), NOW, Channel.REFERRALS).why
            for risk in range(5, 20)
        ]
        assert any(why.startswith("Room for 1 new contact: with 2, ") for why in rooms)

    def test_asks_no_more_weeks_than_it_is_told(self):
        crowded = of(*scheduled(43, 43, 44, 44, 45))
        assert room(crowded, NOW, Channel.REFERRALS, weeks=3).contacts > 0


class TestTheConsequence:
    def test_is_nothing_while_there_is_room(self):
        assert consequence(of(), NOW, Channel.ADS, 1) == ""

    def test_says_what_is_likely_to_happen_and_when(self):
        words = consequence(of(), NOW, Channel.RECRUITERS, 60)
        assert words.startswith("With 60 new contacts, the chance that the week of ")
        assert " interviews, and you can prepare for 4." in words

    def test_names_one_number_where_the_range_is_one(self):
        full = of(*scheduled(16, 16, 17, 17), pace=replace(ROOMY, risk=1))
        words = consequence(full, NOW, Channel.RECRUITERS, 2)
        assert words.endswith(": about 4 interviews, and you can prepare for 4.")

    def test_is_nothing_for_however_many_that_bring_nothing(self):
        nothing = Pace(interviews=40, hours=100, chance_broadcast=0)
        assert consequence(of(pace=nothing), NOW, Channel.BROADCAST, 60) == ""

    def test_tells_of_a_week_that_is_not_over_anyway(self):
        crowded = of(*scheduled(15, 15, 16, 16, 17))
        assert "the week of 7 Dec" not in consequence(crowded, NOW, Channel.RECRUITERS, 80)

    def test_is_the_same_for_letters_as_for_calls(self):
        targets = [
            Target(id=f"t{n}", company="X", stage="written", written_on=NOW.date())
            for n in range(200)
        ]
        words = consequence(of(*targets), NOW, Channel.BROADCAST, 40)
        assert words.startswith("With 40 new contacts, ")


def test_a_channel_without_contacts_is_not_waited_for():
    assert set(foresee(of(*answered(1, 3)), NOW).waiting) == {Channel.ADS}
