"""The work-search record: what an unemployment office asks for, a row for each thing done.

A row says on which day, at which employer or agency, for what, how, with whom, and with what
result. What the user did counts: contacts that went out, ads answered, letters written and
interviews. Of a contact and the ad or letter that it carried there is one row. What was noted in
private is left out unless it is asked for.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime, tzinfo
from typing import Final

from jobsearch_tui.domain.figures.interviews import outcome
from jobsearch_tui.domain.pacing import counts
from jobsearch_tui.domain.people import company_of, people_of
from jobsearch_tui.domain.records import (
    STAGE_CHANGE,
    Activity,
    Ad,
    Agency,
    Interview,
    Record,
    Recruiter,
    Search,
    Target,
)
from jobsearch_tui.domain.reports.report import Period, Report, Section, Table
from jobsearch_tui.domain.text import one_line
from jobsearch_tui.domain.weeks import day_name, local_day, zone_of
from jobsearch_tui.domain.workspace import Workspace
from jobsearch_tui.value import dataclass

HEADINGS: Final = ("Date", "Employer or agency", "Position", "How", "With", "Result")

HOW: Final = {
    "call": "by telephone",
    "email": "by e-mail",
    "letter": "by letter",
    "message": "by message",
    "meeting": "in a meeting",
}
"""How somebody was in touch, by the kind of the log entry."""

RESULTS: Final = {
    "reached": "spoke",
    "voicemail": "left a message",
    "gatekeeper": "was not put through",
    "no answer": "no answer",
    "wrong number": "wrong number",
}
"""What came of a call."""

_WRITTEN: Final = ("email", "letter", "message")


@dataclass(frozen=True)
class Step:
    """One thing done; ``note`` is private."""

    day: date
    employer: str
    position: str
    how: str
    whom: str
    result: str
    note: str = ""


def steps(workspace: Workspace, period: Period, now: datetime) -> tuple[Step, ...]:
    """What was done in the period up to ``now``, an aware moment in the user's zone, in order."""
    found = _Steps(workspace, period, now)
    every = (*found.contacts(), *found.ads(), *found.letters(), *found.interviews())
    return tuple(sorted(every, key=lambda one: (one.day, one.employer, one.how)))


class _Steps:
    """The rows of one period, by where they come from."""

    def __init__(self, workspace: Workspace, period: Period, now: datetime) -> None:
        self._workspace = workspace
        self._period = period
        self._now = now
        self._zone: tzinfo = zone_of(now)
        self._carried = frozenset(
            (id, local_day(entry.at, self._zone))
            for entry in workspace.all(Activity)
            if entry.is_contact and entry.direction == "out"
            for id in entry.about
        )

    def _is_in(self, moment: datetime) -> bool:
        return moment <= self._now and self._period.has(moment, self._zone)

    def _day_in(self, day: date | None) -> date | None:
        within = day and day <= self._now.date() and self._period.has(day, self._zone)
        return day if within else None

    def contacts(self) -> Iterator[Step]:
        """The contacts that went out; for an ad the one that answered it is told as that."""
        for entry in self._workspace.all(Activity):
            if entry.is_contact and entry.direction == "out" and self._is_in(entry.at):
                about = [found for id in entry.about if (found := self._workspace.get(id))]
                yield self._contact(entry, about)

    def _contact(self, entry: Activity, about: list[Record]) -> Step:
        day = local_day(entry.at, self._zone)
        answered = next(
            (one for one in about if isinstance(one, Ad) and one.answered_on == day), None
        )
        how, result = HOW[entry.type], RESULTS.get(entry.result, "")
        if answered is not None and entry.type in _WRITTEN:
            how, result = f"answered an ad, {how}", self._standing(answered)
        if not result:
            result = "met" if entry.type == "meeting" else "sent"
        return Step(day, *self._whose(about, how), result, one_line(entry.summary))

    def _whose(self, about: Iterable[Record], how: str) -> tuple[str, str, str, str]:
        records = list(about)
        return (
            next(filter(None, (_employer(one, self._workspace) for one in records)), ""),
            next(filter(None, map(_position, records)), ""),
            how,
            next((name for one in records for name in people_of(one, self._workspace)), ""),
        )

    def ads(self) -> Iterator[Step]:
        """The ads that were answered without a word in the log."""
        for ad in self._workspace.all(Ad):
            day = self._day_in(ad.answered_on)
            if day and (ad.id, day) not in self._carried:
                yield Step(day, *self._whose([ad], "answered an ad"), self._standing(ad))

    def letters(self) -> Iterator[Step]:
        """The letters to companies that are not in the log."""
        for target in self._workspace.all(Target):
            day = self._day_in(target.written_on)
            if day and (target.id, day) not in self._carried:
                yield Step(day, *self._whose([target], "by letter"), "sent")

    def interviews(self) -> Iterator[Step]:
        """The interviews that took place, or must have by now."""
        for one in self._workspace.all(Interview):
            became = outcome(self._workspace, one, self._now)
            if became and counts(one) and self._is_in(one.starts):
                how = f"interview, {one.format}"
                whose = self._whose([one], how)
                yield Step(local_day(one.starts, self._zone), *whose, _OUTCOMES[became])

    def _standing(self, ad: Ad) -> str:
        """What had become of an ad by the end of the period."""
        moves = [entry for entry in self._workspace.log(ad.id) if entry.type == STAGE_CHANGE]
        said = [
            (entry.at, entry.stage)
            for entry in moves
            if entry.at <= self._now and local_day(entry.at, self._zone) <= self._period.last
        ]
        # Whatever it moved to after the period, it had only been answered until then.
        stage = max(said)[1] if said else "answered" if moves else ad.stage
        return _STAGES.get(stage, stage)


_OUTCOMES: Final = {
    "an offer": "led to an offer",
    "a further round": "led to a further round",
    "word is promised": "held, word is promised",
    "no word yet": "held, no word yet",
    "a no": "turned down",
}

_STAGES: Final = {
    "answered": "no answer yet",
    "spotted": "no answer yet",
    "interviewing": "interview",
    "offered": "offer",
}


def _employer(record: Record, workspace: Workspace) -> str:
    if isinstance(record, Agency):
        return record.name
    if isinstance(record, Search):
        recruiter = workspace.find(Recruiter, record.recruiter)
        return _employer(recruiter, workspace) if recruiter else record.client
    if isinstance(record, Ad) and not record.employer:
        return f"not named, {record.source}" if record.source else "not named in the ad"
    return company_of(record, workspace) or record.title


def _position(record: Record) -> str:
    if isinstance(record, Search):
        return record.name
    return str(getattr(record, "role", ""))


def work_search(
    workspace: Workspace, period: Period, now: datetime, *, notes: bool = False
) -> Report:
    """The work-search record of a period; with the private notes when they are asked for."""
    found = steps(workspace, period, now)
    headings = (*HEADINGS, "Note") if notes else HEADINGS
    rows = tuple(_cells(one, notes=notes) for one in found)
    table = Table(headings, rows, tuple(_prose(one, notes=notes) for one in found))
    days = len({one.day for one in found})
    lines = (_total(len(found), days),)
    about = f"{workspace.pace.name}, {period.words}" if workspace.pace.name else period.words
    return Report("Work-search record", about, (Section("", lines, table if found else None),))


def _total(count: int, days: int) -> str:
    if not count:
        return "Nothing was done in this period."
    noun, day = "step" if count == 1 else "steps", "day" if days == 1 else "days"
    return f"{count} {noun} on {days} {day}."


def _cells(one: Step, *, notes: bool) -> tuple[str, ...]:
    cells = (one.day.isoformat(), one.employer, one.position, one.how, one.whom, one.result)
    return (*cells, one.note) if notes else cells


def _prose(one: Step, *, notes: bool) -> tuple[str, ...]:
    head = f"{day_name(one.day)} {one.day.year}: {one.employer}"
    position = f" ({one.position})" if one.position else ""
    whom = f", with {one.whom}" if one.whom else ""
    told = (f"{head}{position}", f"{one.how[:1].upper()}{one.how[1:]}{whom}: {one.result}.")
    return (*told, f"Note: {one.note}") if notes and one.note else told
