"""What the adviser says this evening: room, rung, wave, and the word before a contact too many."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from jobsearch_tui.domain.advice import advise, caution, caution_for
from jobsearch_tui.domain.channels import Channel
from jobsearch_tui.domain.daily import agenda
from jobsearch_tui.domain.forecast import outlook
from jobsearch_tui.domain.records import (
    Ad,
    Agency,
    Interview,
    Pace,
    Recruiter,
    Search,
    Target,
)
from jobsearch_tui.domain.room import room
from jobsearch_tui.domain.workspace import Workspace
from tests.domain.makers import PARIS

NOW = datetime(2026, 11, 24, 19, 30, tzinfo=PARIS)
TODAY = NOW.date()
PACE = Pace(interviews=4, hours=40, ladder_searches=3, ladder_ads=3)
QUEUED = tuple(Recruiter(id=f"r{n}", name=f"Recruiter {n}") for n in range(6))
SEARCHES = tuple(Search(id=f"s{n}", name="COO", recruiter="r0") for n in range(3))

ASKED = Agency(id="asked", name="Corbin Search", stage="closed")


def of(*records, pace=PACE):
    """A workspace of somebody who has asked an agency already."""
    return Workspace.of([pace, ASKED, *records])


def crowded(weeks=8):
    """A month or two in which every week is full."""
    return tuple(
        Interview(
            id=f"i{week}{n}", company=f"Firm {week}", starts=NOW + timedelta(7 * week, 3600 * n)
        )
        for week in range(weeks)
        for n in range(4)
    )


class TestAdvice:
    def test_outlook_and_room_come_of_one_forecast(self):
        workspace = of(*QUEUED)
        found = advise(workspace, NOW, weeks=3)
        assert found.outlook == outlook(workspace, NOW, 12)[:3]
        assert found.room == room(workspace, NOW, Channel.RECRUITERS)

    def test_room_is_for_the_channel_of_whoever_waits_first(self):
        spotted = Ad(id="ad", role="COO")
        assert advise(of(*QUEUED, spotted), NOW).channel is Channel.RECRUITERS
        found = advise(of(spotted), NOW)
        assert (found.channel, found.wave.queue) == (Channel.ADS, (spotted,))
        assert found.room == room(of(spotted), NOW, Channel.ADS)

    @pytest.mark.parametrize(
        ("records", "channel"),
        [
            ((QUEUED[0], *SEARCHES), Channel.RECRUITERS),
            ((replace(QUEUED[0], stage="active"), *SEARCHES[:2]), Channel.BROADCAST),
            ((Target(id="t", company="Omnia"),), Channel.BROADCAST),
            ((Target(id="t", company="Omnia", campaign="end run"),), Channel.END_RUN),
        ],
    )
    def test_room_is_for_the_lowest_open_channel_where_nobody_waits(self, records, channel):
        assert advise(of(*records), NOW).channel is channel

    def test_the_wave_says_why_and_takes_as_many_as_there_is_room_for(self):
        many = tuple(replace(QUEUED[0], id=f"m{number}") for number in range(30))
        found = advise(of(*many, pace=replace(PACE, interviews=1, hours=8)), NOW)
        assert 0 < found.room.contacts < len(many)
        items = agenda(of(*many), NOW, found.wave)
        assert len(items) == found.room.contacts
        room = f"; room for {found.room.contacts}"
        assert items[0].why == f"recruiters and agencies come before broadcast{room}"

    @pytest.mark.parametrize(
        ("records", "why"),
        [
            ((QUEUED[0], *SEARCHES), "Recruiters are enough: they have 3 live searches for you"),
            ((Ad(id="ad", role="COO"),), "ads come before broadcast"),
            (
                (Target(id="t", company="Omnia", campaign="end run"), Ad(id="ad", role="COO")),
                "you have begun this end run",
            ),
        ],
    )
    def test_the_wave_is_of_one_channel_and_says_which(self, records, why):
        wave = advise(of(*records), NOW).wave
        assert wave.queue == records[:1]
        assert wave.why.startswith(f"{why}; room for ")

    def test_the_wave_begins_with_those_who_were_never_asked(self):
        wave = advise(Workspace.of([PACE, *QUEUED, Ad(id="ad", role="COO")]), NOW).wave
        assert wave.queue == QUEUED
        assert wave.why.startswith("Recruiters come first: none of them has been contacted yet; ")

    def test_no_wave_is_offered_while_the_weeks_ahead_are_full(self):
        found = advise(of(*QUEUED, Ad(id="ad", role="COO"), *crowded()), NOW)
        assert (found.room.contacts, found.rung.open) == (0, ("recruiters",))
        assert agenda(of(*QUEUED), NOW, found.wave) == ()


class TestTheWordBefore:
    def after(self, record, stage="contacted"):
        return replace(record, stage=stage)

    def test_a_contact_for_which_there_is_room_is_none(self):
        assert caution(of(*QUEUED), NOW, QUEUED[0], self.after(QUEUED[0])) == ""

    def test_a_contact_too_many_says_what_is_likely_and_when(self):
        words = caution(of(*QUEUED, *crowded()), NOW, QUEUED[0], self.after(QUEUED[0]))
        assert "With 1 new contact" in words
        assert "over capacity" in words

    @pytest.mark.parametrize(
        ("before", "after"),
        [
            (replace(QUEUED[0], stage="contacted"), replace(QUEUED[0], stage="active")),
            (QUEUED[0], replace(QUEUED[0], stage="closed")),
            (QUEUED[0], replace(QUEUED[0], note="nobody is approached by that")),
            (SEARCHES[0], replace(SEARCHES[0], stage="submitted")),
        ],
    )
    def test_a_change_that_approaches_nobody_is_none(self, before, after):
        assert caution(of(*QUEUED, *crowded()), NOW, before, after) == ""

    def test_a_channel_that_is_not_open_is_told(self):
        found = of(replace(QUEUED[0], stage="active"), *SEARCHES)
        ad = Ad(id="ad", role="COO", posted=date(2026, 11, 20))
        words = caution(found.put(ad), NOW, ad, self.after(ad, "answered"))
        assert words == "Ads are not open now: recruiters have 3 live searches for you."

    @pytest.mark.parametrize(
        "record",
        [
            Agency(id="a", name="Marsh & Vale"),
            Ad(id="ad", role="COO"),
            Target(id="t", company="Omnia"),
            Target(id="t", company="Omnia", campaign="end run"),
        ],
    )
    def test_of_many_at_once_counts_them(self, record):
        assert caution_for(of(record), NOW, record, 1) == ""
        words = caution_for(of(record, *crowded()), NOW, record, 300)
        assert "300 new contacts" in words

    def test_of_a_kind_that_belongs_to_no_channel_is_none(self):
        assert caution_for(of(*crowded()), NOW, SEARCHES[0], 50) == ""
