"""The weekly summary that one goes through with a coach: done, come of it, pace, next week."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import datetime

from jobsearch_tui.domain.advice import advise
from jobsearch_tui.domain.agenda import counted
from jobsearch_tui.domain.contacts import is_talk
from jobsearch_tui.domain.daily import agenda
from jobsearch_tui.domain.figures.figure import several
from jobsearch_tui.domain.lookbacks import is_behind
from jobsearch_tui.domain.pacing import Level, counts, load
from jobsearch_tui.domain.records import (
    STAGE_CHANGE,
    Activity,
    Ad,
    Interview,
    Offer,
    Promise,
    Record,
)
from jobsearch_tui.domain.reports.report import Period, Report, Section, week_period
from jobsearch_tui.domain.text import one_line
from jobsearch_tui.domain.weeks import day_name, days_after, week_words, zone_of
from jobsearch_tui.domain.when import show_moment
from jobsearch_tui.domain.workspace import Workspace

_CALLS = (
    ("reached", "reached somebody"),
    ("voicemail", "left a message"),
    ("gatekeeper", "stopped at the front desk"),
    ("no answer", "unanswered"),
    ("wrong number", "with a wrong number"),
)
_WRITTEN = (("email", "e-mail"), ("letter", "letter"), ("message", "message"))
_SPOKEN = ("call", "meeting")
_MANY_WEEKS = 8
"""Weeks after which those without an interview are told in one line."""


def summary(workspace: Workspace, period: Period, now: datetime, *, notes: bool = False) -> Report:
    """The summary of a period at an aware moment in the user's zone.

    What the user noted in private, of interviews and in the log, is told when it is asked for.
    """
    week = _Week(workspace, period, now)
    sections = [
        Section("What was done", tuple(week.done()) or ("Nothing is in the log.",)),
        Section("What came of it", tuple(week.came()) or ("Nothing yet.",)),
        Section("Pace", tuple(week.pace())),
        Section("Next week", tuple(week.ahead())),
    ]
    if notes and (private := tuple(week.private())):
        sections.append(Section("Notes", private))
    name = workspace.pace.name
    about = f"{name}, {period.words}" if name else period.words
    return Report("Summary of the search", about, tuple(sections))


class _Week:
    """The lines of each section."""

    def __init__(self, workspace: Workspace, period: Period, now: datetime) -> None:
        self._workspace = workspace
        self._period = period
        self._now = now
        self._zone = zone_of(now)
        self._log = sorted(
            (one for one in workspace.all(Activity) if one.at <= now and self._has(one.at)),
            key=lambda one: one.at,
        )

    def _has(self, moment: datetime) -> bool:
        return self._period.has(moment, self._zone)

    def _title(self, record: Record) -> str:
        return self._workspace.title(record.id)

    # --- done -----------------------------------------------------------------------------------

    def done(self) -> Iterator[str]:
        out = [one for one in self._log if one.is_contact and one.direction == "out"]
        calls = [one for one in out if one.type == "call"]
        if calls:
            results = Counter(one.result for one in calls)
            told = ", ".join(f"{results[key]} {words}" for key, words in _CALLS if results[key])
            yield f"{several(len(calls), 'call')}{f': {told}' if told else ''}."
        if written := _written(out):
            yield f"Written: {written}."
        if met := sum(one.type == "meeting" for one in out):
            yield f"{several(met, 'meeting')}."
        answered = [
            one for one in self._workspace.all(Ad) if self._period.has(one.answered_on, self._zone)
        ]
        if answered:
            yield f"{several(len(answered), 'ad')} answered."
        yield from (f"Interview with {_interview(one)}." for one in self._behind())

    def _behind(self) -> list[Interview]:
        """The interviews of the period that took place, or must have."""
        every = self._workspace.all(Interview)
        held = (one for one in every if self._has(one.starts) and is_behind(one, self._now))
        return sorted(held, key=lambda one: one.starts)

    # --- what came of it ------------------------------------------------------------------------

    def came(self) -> Iterator[str]:
        talks = sum(is_talk(one) and one.type in _SPOKEN for one in self._log)
        if talks:
            yield f"{several(talks, 'conversation')}."
        if written := _written(one for one in self._log if one.direction == "in"):
            yield f"Written to you: {written}."
        for one in sorted(self._workspace.all(Interview), key=lambda one: one.starts):
            if self._has(one.created) and counts(one) and one.created < one.starts:
                when = show_moment(one.starts, self._now)
                yield f"New interview: {_interview(one)}, {when}."
        for offer in self._workspace.all(Offer):
            if self._period.has(offer.received, self._zone):
                yield f"Offer: {offer.title}."
        yield from self._stages()
        yield from self._promises()

    def _stages(self) -> Iterator[str]:
        """Who moved on, and who said no, in the order in which it came."""
        for entry in self._log:
            if entry.type == STAGE_CHANGE and entry.stage in _TOLD:
                about = next(filter(None, map(self._workspace.get, entry.about)), None)
                if about is not None:
                    yield f"{self._title(about)}: {entry.stage}."

    def _promises(self) -> Iterator[str]:
        broken = [
            one
            for one in self._workspace.all(Promise)
            if one.stage in ("open", "broken") and self._period.has(one.by, self._zone)
            if one.by is not None and one.by < self._now.date()
        ]
        for one in broken:
            whose = f"{one.who}, " if one.who else ""
            yield f"Word that did not come: {whose}{self._workspace.title(one.about)}: {one.what}."

    # --- pace and next week ---------------------------------------------------------------------

    def pace(self) -> Iterator[str]:
        weeks = list(self._period.weeks(self._workspace.pace.first_weekday))
        idle = 0
        for week in weeks:
            held = load(self._workspace, week, self._zone)
            if not held.count and len(weeks) > _MANY_WEEKS:
                idle += 1
                continue
            label = week_words(week, self._now.date())
            over = ", over capacity" if held.level is Level.OVER else ""
            name = label[0].upper() + label[1:]
            yield f"{name}: {held.count} of {several(held.capacity.interviews, 'interview')}{over}."
        if idle:
            yield f"{several(idle, 'week')} without an interview."
        if self._has(self._now):
            yield advise(self._workspace, self._now).room.why

    def ahead(self) -> Iterator[str]:
        following = days_after(self._period.last, 1)
        week = week_period(following, self._workspace.pace.first_weekday)
        coming = sorted(
            (
                one
                for one in self._workspace.all(Interview)
                if counts(one) and week.has(one.starts, self._zone)
            ),
            key=lambda one: one.starts,
        )
        yield from (
            f"{show_moment(one.starts, self._now)}: interview with {_interview(one)}."
            for one in coming
        )
        if not coming:
            yield "No interview." if week.last < self._now.date() else "No interview is scheduled."
        due = [
            one
            for one in self._workspace.all(Promise)
            if one.stage == "open" and week.has(one.by, self._zone)
        ]
        for one in sorted(due, key=lambda one: (one.by or week.last, one.what)):
            by = f"{day_name(one.by)}: " if one.by else ""
            yield f"{by}{one.what}, {self._workspace.title(one.about)}."
        if self._has(self._now) and (words := counted(agenda(self._workspace, self._now))):
            yield f"Waiting now: {words}."

    # --- what is private ------------------------------------------------------------------------

    def private(self) -> Iterator[str]:
        for one in self._behind():
            told = (("went well", one.went_well), ("went badly", one.went_badly))
            for label, text in (*told, ("to change", one.lesson)):
                if text.strip():
                    yield f"{one.title}, {label}: {one_line(text)}"
        for entry in self._log:
            if entry.type != STAGE_CHANGE and entry.summary.strip():
                yield f"{self._whom(entry.about)}: {one_line(entry.summary)}"

    def _whom(self, ids: Iterable[str]) -> str:
        return next(filter(None, map(self._workspace.title, ids)), "")


_TOLD = frozenset(
    {"replied", "interviewing", "offered", "submitted", "placed", "turned down"}
    | {"interview", "referred back", "no opening"}
)
"""Stages that are news."""


def _written(entries: Iterable[Activity]) -> str:
    """How many letters of each kind are among the entries of a log, in words."""
    found = Counter(one.type for one in entries)
    return ", ".join(several(found[type], noun) for type, noun in _WRITTEN if found[type])


def _interview(one: Interview) -> str:
    role = f"{one.role}, " if one.role else ""
    return f"{one.title} ({role}{one.format})"
