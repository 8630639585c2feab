"""Records for the tests of the domain, and Hypothesis strategies that make them."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from jobsearch_tui.domain.records import (
    Activity,
    Ad,
    Agency,
    Assignment,
    ImportMark,
    Interview,
    Offer,
    Promise,
    Recruiter,
    Search,
    Target,
)
from jobsearch_tui.domain.stages import stages_of

NEW_YORK = ZoneInfo("America/New_York")
PARIS = ZoneInfo("Europe/Paris")
NOON = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)

IDS = {
    kind: tuple(f"{kind[:4]}{number}" for number in range(3))
    for kind in (
        *("agency", "recruiter", "search", "ad", "target", "interview", "promise"),
        *("assignment", "offer", "activity", "importmark"),
    )
}
"""A few ids for each kind, so that drawn records often meet."""


def reference(*kinds, required=False):
    several = [id for kind in kinds for id in IDS[kind]]
    return st.sampled_from(several if required else ["", *several])


def stage(kind):
    return st.sampled_from(stages_of(kind))


ORIGIN = ("search", "ad", "target", "recruiter", "agency")
SUBJECT = (*ORIGIN, "interview", "offer")
words = st.sampled_from(["", "Kestrel", "Halden Foods", "é\ud800[/]"])
days = st.none() | st.dates(date(2025, 12, 1), date(2027, 1, 31))
zones = st.sampled_from([NEW_YORK, PARIS, ZoneInfo("UTC")])
new_year = datetime(2026, 1, 1, tzinfo=UTC)
moments = st.builds(
    lambda minutes, zone: (new_year + timedelta(minutes=minutes)).astimezone(zone),
    st.integers(0, 396 * 24 * 60),
    zones,
)
followed = {"follow_up": days, "every": st.none() | st.integers(1, 90)}


def _of(record, **attributes):
    return st.builds(
        record,
        id=st.sampled_from(IDS[record.kind]),
        created=moments,
        note=words,
        **attributes,
    )


def _stages(record, **attributes):
    return _of(record, stage=stage(record.kind), **attributes)


agencies = _stages(Agency, name=words, **followed)
recruiters = _stages(Recruiter, name=words, agency=reference("agency"), **followed)
searches = _stages(Search, name=words, recruiter=reference("recruiter", required=True), **followed)
ads = _stages(Ad, role=words, employer=words, answered_on=days, **followed)
targets = _stages(Target, company=words, search=reference("search"), written_on=days, **followed)
interviews = _stages(
    Interview,
    company=words,
    starts=moments,
    minutes=st.integers(0, 240),
    preparation=st.integers(0, 240),
    format=st.sampled_from(["phone", "on-site", "panel"]),
    round=st.integers(1, 3),
    origin=reference(*ORIGIN),
    follow_up=days,
)
promises = _stages(Promise, what=words, about=reference(*SUBJECT, required=True), by=days)
assignments = _stages(Assignment, what=words, interview=reference("interview", required=True))
offers = _stages(Offer, company=words, origin=reference(*ORIGIN, "interview"))
activities = st.builds(
    Activity,
    id=st.sampled_from(IDS["activity"]),
    at=moments,
    type=st.sampled_from(["call", "email", "meeting", "note", "stage"]),
    result=st.sampled_from(["", "reached", "voicemail"]),
    direction=st.sampled_from(["out", "in"]),
    about=st.lists(reference(*SUBJECT, required=True), min_size=1, max_size=3).map(tuple),
)
marks = st.builds(ImportMark, id=st.sampled_from(IDS["importmark"]), record=words)
by_kind = (
    *(agencies, recruiters, searches, ads, targets, interviews),
    *(promises, assignments, offers, activities, marks),
)
records = st.one_of(*by_kind)
histories = st.lists(records, max_size=25)


def at(hour, minute=0, *, day=26, month=11, year=2026, zone=PARIS):
    """A moment in late November 2026, the week of Monday the 23rd, unless told otherwise."""
    return datetime(year, month, day, hour, minute, tzinfo=zone)


def interview(id="i1", starts=None, **attributes):
    return replace(Interview(id=id, company="Kestrel", starts=starts or at(11)), **attributes)


def contact(id, about, days_ago, **attributes):
    """A call logged so many days before noon of 24 November 2026."""
    about = (about,) if isinstance(about, str) else about
    entry = Activity(id=id, at=NOON - timedelta(days=days_ago), about=about, result="reached")
    return replace(entry, **attributes)
