"""What the record says of each channel: contacts, and the interviews they led to."""

from datetime import date, timedelta

import pytest

from jobsearch_tui.domain.channels import Channel, guess_of
from jobsearch_tui.domain.outcomes import Contact, history
from jobsearch_tui.domain.records import (
    Activity,
    Ad,
    Agency,
    Interview,
    Offer,
    Pace,
    Recruiter,
    Search,
    Target,
)
from jobsearch_tui.domain.workspace import Workspace
from tests.domain.makers import NOON, contact

NOW = NOON
TODAY = NOW.date().toordinal()


def interview(id, days, origin="", *, known=None, **given):
    """An interview so many days from now, noted ``known`` days from now."""
    noted = {} if known is None else {"created": NOW + timedelta(days=known)}
    starts = NOW + timedelta(days=days)
    return Interview(id=id, **{"company": id, "origin": origin, "starts": starts} | noted | given)


def of(channel, *records):
    """The contacts of a channel as (days ago, days ago of the invitation, closed)."""
    found = history(Workspace.of(records), NOW).contacts[channel]
    return [
        (TODAY - one.made, None if one.invited is None else TODAY - one.invited, one.closed)
        for one in found
    ]


DANA = Recruiter(id="dana", name="Dana", stage="contacted")


class TestAnAgencyOrRecruiter:
    def test_is_contacted_by_the_first_outward_contact(self):
        log = [contact("b", "dana", 5), contact("a", ("x", "dana"), 9), contact("c", "dana", 2)]
        assert of(Channel.RECRUITERS, DANA, *log) == [(9, None, False)]

    @pytest.mark.parametrize(
        "given",
        [
            {"direction": "in"},
            {"type": "note"},
            {"result": "no answer"},
            {"result": "wrong number"},
            {"type": "stage", "stage": "queued"},
        ],
    )
    def test_is_not_by_what_reached_nobody(self, given):
        assert of(Channel.RECRUITERS, DANA, contact("a", "dana", 9, **given)) == []

    def test_is_by_leaving_the_queue_when_no_contact_was_logged(self):
        moved = contact("a", "marsh", 9, type="stage", stage="contacted")
        marsh = Agency(id="marsh", name="Marsh", stage="contacted")
        assert of(Channel.RECRUITERS, marsh, moved) == [(9, None, False)]
        assert of(Channel.RECRUITERS, marsh, moved, contact("b", "marsh", 4)) == [(4, None, False)]

    def test_of_the_future_is_no_contact(self):
        assert of(Channel.RECRUITERS, DANA, contact("a", "dana", -3)) == []

    def test_has_the_interviews_of_its_searches_for_outcomes(self):
        search = Search(id="s", name="COO", recruiter="dana")
        met = interview("Kestrel", -10, "s", known=-20)
        assert of(Channel.RECRUITERS, DANA, search, contact("a", "dana", 30), met) == [
            (30, 20, False),
            (10, None, False),
        ]

    def test_waits_anew_from_each_interview_on_even_one_to_come(self):
        log = contact("a", "dana", 30)
        first = interview("Kestrel", -10, "dana", known=-15)
        second = interview("Omnia", 4, "dana", known=-2)
        assert of(Channel.RECRUITERS, DANA, log, first, second) == [
            (30, 15, False),
            (10, 2, False),
            (-4, None, False),
        ]

    def test_does_not_bring_a_later_round_of_a_company_again(self):
        log = contact("a", "dana", 30)
        first = interview("i1", -10, "dana", known=-15, company="Kestrel")
        later = interview("i2", -3, "dana", known=-5, company="KESTREL", round=2)
        assert of(Channel.RECRUITERS, DANA, log, first, later) == [
            (30, 15, False),
            (10, None, False),
        ]

    def test_is_not_credited_with_what_came_before(self):
        before = interview("Kestrel", -40, "dana", known=-50)
        found = of(Channel.RECRUITERS, DANA, contact("a", "dana", 30), before)
        assert found == [(30, None, False)]

    def test_that_is_closed_waits_no_more(self):
        dana = Recruiter(id="dana", name="Dana", stage="closed")
        assert of(Channel.RECRUITERS, dana, contact("a", "dana", 30)) == [(30, None, True)]


class TestAnAdOrTarget:
    def test_is_contacted_when_it_is_answered(self):
        ad = Ad(id="ad", role="COO", stage="answered", answered_on=NOW.date() - timedelta(8))
        met = interview("Kestrel", 3, "ad", known=-1)
        again = interview("Other", 5, "ad", known=-1)
        assert of(Channel.ADS, ad) == [(8, None, False)]
        assert of(Channel.ADS, ad, met, again) == [(8, 1, False)]
        assert of(Channel.ADS, Ad(id="x", role="COO", stage="answered")) == []
        turned = Ad(id="x", role="COO", stage="turned down", answered_on=NOW.date())
        assert of(Channel.ADS, turned) == [(0, None, True)]

    def test_answered_in_the_future_is_none(self):
        assert of(Channel.ADS, Ad(id="x", role="COO", answered_on=date(2030, 1, 1))) == []

    @pytest.mark.parametrize("campaign", [Channel.BROADCAST, Channel.END_RUN])
    def test_a_target_by_its_letter_or_else_the_first_contact(self, campaign):
        written = Target(
            id="a", company="A", campaign=campaign.value, written_on=NOW.date() - timedelta(8)
        )
        called = Target(id="b", company="B", campaign=campaign.value)
        never = Target(id="c", company="C", campaign=campaign.value)
        later = Target(id="d", company="D", campaign=campaign.value, written_on=date(2030, 1, 1))
        log = contact("x", "b", 4), contact("y", "a", 9)
        found = of(campaign, written, called, never, later, *log)
        assert found == [(8, None, False), (4, None, False)]

    def test_an_interview_that_was_called_off_is_an_outcome_all_the_same(self):
        ad = Ad(id="ad", role="COO", answered_on=NOW.date() - timedelta(8))
        off = interview("Kestrel", 3, "ad", known=-1, stage="cancelled")
        assert of(Channel.ADS, ad, off) == [(8, 1, False)]
        assert of(Channel.ROUNDS, ad, off) == []


class TestRounds:
    def test_wait_from_the_interview_on_until_the_next_one(self):
        first = interview("i1", -10, known=-15, company="Kestrel")
        third = interview("i3", 3, known=-4, company="kestrel", round=3)
        assert of(Channel.ROUNDS, first) == [(10, None, False)]
        assert of(Channel.ROUNDS, first, third) == [(10, 4, False), (-3, None, False)]

    def test_of_one_number_count_once_from_the_last_of_them(self):
        met = [interview(f"i{day}", -day, known=-30, company="Kestrel") for day in (10, 6)]
        assert of(Channel.ROUNDS, *met) == [(6, None, False)]

    def test_are_not_expected_after_the_fourth(self):
        assert of(Channel.ROUNDS, interview("a", -4, known=-9, round=4)) == []

    def test_are_over_with_an_offer_or_what_they_came_from(self):
        met = interview("i1", -10, "o", known=-15, company="Kestrel")
        assert of(Channel.ROUNDS, met, Offer(id="f", company="KESTREL")) == [(10, None, True)]
        for origin in (
            Ad(id="o", role="COO", stage="turned down"),
            Ad(id="o", role="COO", stage="offered"),
            Search(id="o", name="COO", recruiter="dana", stage="closed"),
        ):
            assert of(Channel.ROUNDS, met, origin) == [(10, None, True)]
        for origin in (
            Ad(id="o", role="COO", stage="interviewing"),
            Recruiter(id="o", name="Dana", stage="closed"),
        ):
            assert of(Channel.ROUNDS, met, origin) == [(10, None, False)]


class TestReferrals:
    def test_only_those_that_came_to_something_are_in_the_record(self):
        assert of(Channel.REFERRALS, interview("a", -4, referral="Ann")) == []


class TestNotice:
    def test_is_learnt_from_interviews_that_were_known_before(self):
        assert history(Workspace.of([]), NOW).notice == 7
        known = [interview(f"i{n}", -3, known=-18) for n in range(4)]
        assert history(Workspace.of(known), NOW).notice == 11
        afterwards = [interview(f"i{n}", -30, known=-1) for n in range(4)]
        assert history(Workspace.of(afterwards), NOW).notice == 7
        assert history(Workspace.of([Pace(days_notice=0)]), NOW).notice == 1

    def test_dates_an_invitation_that_was_not_noted(self):
        ad = Ad(id="ad", role="COO", answered_on=NOW.date() - timedelta(30))
        met = interview("Kestrel", -3, "ad")
        assert of(Channel.ADS, ad, met) == [(30, 10, False)]
        assert of(Channel.ADS, ad, interview("Kestrel", 20, "ad")) == [(30, 0, False)]

    def test_no_invitation_comes_before_its_contact(self):
        ad = Ad(id="ad", role="COO", answered_on=NOW.date() - timedelta(4))
        assert of(Channel.ADS, ad, interview("Kestrel", -3, "ad")) == [(4, 4, False)]


class TestGuesses:
    @pytest.mark.parametrize(("percent", "chance"), [(15, 0.15), (0, 0.001), (100, 0.95)])
    def test_are_never_quite_sure(self, percent, chance):
        guess = guess_of(Pace(chance_end_run=percent), Channel.END_RUN)
        assert (guess.chance, guess.days) == (chance, 21)

    def test_there_is_one_for_every_channel(self):
        assert all(guess_of(Pace(), channel).days > 0 for channel in Channel)


def test_a_contact_is_silent_until_told_otherwise():
    assert Contact(3) == Contact(3, None, closed=False)


def test_entries_about_others_are_passed_over():
    entry = Activity(id="a", at=NOW, about=("offer",))
    assert of(Channel.RECRUITERS, DANA, entry) == []
