"""A search with an offer and all that else is in play, for the tests of its end."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from jobsearch_tui.domain.records import (
    STAGE_CHANGE,
    Activity,
    Ad,
    Agency,
    Interview,
    Offer,
    Pace,
    Recruiter,
    Search,
)
from jobsearch_tui.domain.workspace import Workspace

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


MARSH = Agency(id="marsh", name="Marsh & Vale", stage="active")
DANA = Recruiter(id="dana", name="Dana Whitfield", agency="marsh", stage="active")
OWEN = Recruiter(id="owen", name="Owen Pryce", stage="active")
SEARCH = Search(id="search", name="COO", recruiter="dana", stage="submitted")
AD = Ad(id="ad", role="COO", employer="Omnia", stage="replied")
KESTREL = Interview(id="kestrel", company="Kestrel", starts=moment(2))
OMNIA = Interview(id="omnia", company="Omnia", starts=moment(-5), stage="held")
