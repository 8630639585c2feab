"""What a quick log line says, and what becomes of it: the log entry and all it moves.

A contact moves a queued agency or recruiter to *contacted*, a listed target to *called* or
*written*. It settles a follow-up that was pinned for its day or earlier, so that the cadence
takes over. How many searches they told of is kept with the day on which they did. Notes and
wrong numbers are no contact, and what comes in moves no stage: the queue is about one's own
outreach. :func:`preview` says all of this before it is written.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, time
from typing import Final, Literal

from jobsearch_tui.domain.changes import Change
from jobsearch_tui.domain.followups import Followed
from jobsearch_tui.domain.matching import Match, best
from jobsearch_tui.domain.people import bearer, only_person, people_of
from jobsearch_tui.domain.records import (
    Activity,
    Agency,
    Promise,
    Record,
    Recruiter,
    Search,
    Target,
)
from jobsearch_tui.domain.when import show_date, show_moment
from jobsearch_tui.domain.workspace import Workspace
from jobsearch_tui.value import dataclass

_RESULT_PHRASES: Final = {
    "voicemail": ("a voicemail with", "a voicemail from"),
    "gatekeeper": ("a blocked call to", "a blocked call from"),
    "no answer": ("an unanswered call to", "a missed call from"),
    "wrong number": ("a wrong number for", "a wrong number from"),
}
_KIND_PHRASES: Final = {
    "call": ("a call with", "a call from"),
    "email": ("an email to", "an email from"),
    "letter": ("a letter to", "a letter from"),
    "message": ("a message to", "a message from"),
    "meeting": ("a meeting with", "a meeting with"),
    "note": ("a note about", "a note about"),
}
_TARGET_MOVES: Final = {
    ("call", "listed"): "called",
    ("call", "written"): "called",
    ("letter", "listed"): "written",
    ("email", "listed"): "written",
}


@dataclass(frozen=True)
class Promised:
    """Somebody's word as it was typed; ``hour`` is in the user's zone."""

    what: str
    by: date
    hour: time | None = None


@dataclass(frozen=True, kw_only=True)
class Entry:
    """What was understood of a line.

    ``at`` is aware. ``name`` is the name as typed and ``candidates`` whom it may mean, best
    first; both are empty when the line was about a record that was given. ``searches`` is how many
    a recruiter or an agency told of, None when that was not said. ``problems`` are sentences; an
    entry that has any must not be logged.
    """

    at: datetime
    name: str = ""
    candidates: tuple[Match, ...] = ()
    kind: str = "call"
    result: str = ""
    direction: str = "out"
    follow_up: date | None = None
    promise: Promised | None = None
    searches: int | None = None
    summary: str = ""
    problems: tuple[str, ...] = ()

    @property
    def choices(self) -> tuple[Match, ...]:
        """The candidates with people or firms of the same name each on their own."""
        return tuple(
            Match(match.name, record, match.quality)
            for match in self.candidates
            for record in (match.record, *match.namesakes)
        )

    @property
    def equals(self) -> tuple[Match, ...]:
        """The best choices: none for an unknown name, one when it is clear who is meant."""
        return best(self.choices)

    @property
    def is_contact(self) -> bool:
        """Whether somebody was in touch, or was tried to be."""
        return self.kind != "note" and self.result != "wrong number"

    def changes(
        self, workspace: Workspace, now: datetime, new_id: Callable[[], str], subject: Record
    ) -> Change:
        """The log entry about a record, what it moves, and the promise, as one change.

        A ``subject`` that the workspace does not have is added. The change is empty when
        nothing can be logged about such a record (see :func:`bearer`).
        """
        old = bearer(subject, workspace)
        if old is None:
            return Change(self._label(subject.title))
        after = self.moved(old, now)
        is_new = old.id not in workspace
        entry = Activity(
            id=new_id(),
            at=self.at,
            type=self.kind,
            direction=self.direction,
            result=self.result,
            about=(old.id,),
            summary=self.summary,
        )
        moved = (after,) if is_new or after is not old else ()
        return Change(
            self._label(_called(old, workspace, _typed(self, old))),
            put=(*moved, entry, *self._promises(old, workspace, new_id)),
            before=() if is_new else moved and (old,),
        )

    def _promises(
        self, subject: Record, workspace: Workspace, new_id: Callable[[], str]
    ) -> tuple[Promise, ...]:
        if self.promise is None:
            return ()
        said, who = self.promise, _person(self, subject, workspace)
        promise = Promise(
            id=new_id(), about=subject.id, what=said.what, by=said.by, hour=said.hour, who=who
        )
        return (promise,)

    def _label(self, name: str) -> str:
        outward, inward = _RESULT_PHRASES.get(self.result) or _KIND_PHRASES[self.kind]
        return f"log {inward if self.direction == 'in' else outward} {name}"

    def moved(self, subject: Record, now: datetime) -> Record:
        """The subject as it is after this entry; itself when nothing of it moves."""
        if not isinstance(subject, Followed):
            return subject
        day = self.at.astimezone(now.tzinfo).date()
        subject = self._told(subject, day)
        stage, follow_up = self._stage_after(subject), subject.follow_up
        if self.follow_up:
            follow_up = self.follow_up
        elif follow_up and self.is_contact and follow_up <= day:
            follow_up = None
        if (stage, follow_up) == (subject.stage, subject.follow_up):
            return subject
        if isinstance(subject, Target) and stage == "written" != subject.stage:
            return replace(
                subject, stage=stage, follow_up=follow_up, written_on=subject.written_on or day
            )
        return replace(subject, stage=stage, follow_up=follow_up)

    def _told(self, subject: Followed, day: date) -> Followed:
        """With what was said of its searches on that day; itself when nothing was."""
        told = (self.searches, day)
        if self.searches is None or not isinstance(subject, Agency | Recruiter):
            return subject
        if (subject.searches, subject.searches_on) == told:
            return subject
        return replace(subject, searches=self.searches, searches_on=day)

    def _stage_after(self, subject: Followed) -> str:
        if self.direction == "in" or not self.is_contact:
            return subject.stage
        if isinstance(subject, Target):
            return _TARGET_MOVES.get((self.kind, subject.stage), subject.stage)
        if isinstance(subject, Agency | Recruiter) and subject.stage == "queued":
            return "contacted"
        return subject.stage


def new_record(
    name: str, kind: Literal["recruiter", "agency"], new_id: Callable[[], str]
) -> Recruiter | Agency:
    """A record for a name that nobody bears yet."""
    made = Recruiter if kind == "recruiter" else Agency
    return made(id=new_id(), name=name)


def preview(entry: Entry, subject: Record | None, workspace: Workspace, now: datetime) -> list[str]:
    """What would be written, line by line; without a subject, all but whom it is about."""
    about = bearer(subject, workspace) if subject else None
    lines = [_headline(entry, about, workspace, now)]
    if entry.summary:
        lines.append(f"“{entry.summary}”")
    if entry.searches is not None:
        lines.append(f"Searches for you: {entry.searches}")
    if entry.follow_up:
        lines.append(f"Follow up {show_date(entry.follow_up, now.date())}")
    if entry.promise:
        who = _person(entry, about, workspace) if about else ""
        lines.append(_promise_line(entry.promise, who, now))
    return [*lines, *(_moves(entry, about, now) if about else ())]


def addressed(record: Record, workspace: Workspace, *, name: str = "") -> str:
    """How a record is called where another might be meant: ``Dana Whitfield (Marsh & Vale)``.

    ``name`` is the one of its names that was meant, such as a person of an interview.
    """
    called = _called(record, workspace, name)
    if isinstance(record, Recruiter):
        place = workspace.title(record.agency) or record.employer
    elif isinstance(record, Search):
        place = workspace.title(record.recruiter)
    else:
        place = record.title if called != record.title else ""
    return f"{called} ({place})" if place else called


def _called(record: Record, workspace: Workspace, name: str) -> str:
    return name if name in people_of(record, workspace) else record.title


def _headline(entry: Entry, about: Record | None, workspace: Workspace, now: datetime) -> str:
    kind = entry.kind.capitalize()
    if entry.kind not in ("note", "meeting"):
        kind = f"{kind} {entry.direction}"
    whom = addressed(about, workspace, name=_typed(entry, about)) if about else ""
    when = "now" if entry.at == now else show_moment(entry.at, now)
    return ", ".join(part for part in (kind, entry.result, whom, when) if part)


def _promise_line(promise: Promised, who: str, now: datetime) -> str:
    hour = f" {promise.hour:%H:%M}" if promise.hour else ""
    by = f"{show_date(promise.by, now.date())}{hour}"
    return f"Promise: {promise.what} by {by}" + (f" ({who})" if who else "")


def _moves(entry: Entry, about: Record, now: datetime) -> list[str]:
    after = entry.moved(about, now)
    if not isinstance(about, Followed) or not isinstance(after, Followed):
        return []
    lines = []
    if about.follow_up and after.follow_up is None:
        lines.append(f"Settles the follow-up of {show_date(about.follow_up, now.date())}")
    if after.stage != about.stage:
        lines.append(f"{about.kind}: {about.stage} → {after.stage}")
    return lines


def _typed(entry: Entry, subject: Record) -> str:
    """The name by which the subject was found, empty when it was given."""
    found = (match.name for match in entry.candidates if match.record.id == subject.id)
    return next(found, "")


def _person(entry: Entry, subject: Record, workspace: Workspace) -> str:
    """Whose word it is: the person typed, or the only one that the subject names."""
    typed = _typed(entry, subject)
    return typed if typed in people_of(subject, workspace) else only_person(subject, workspace)
