"""Where somebody's word stands, whose it is, and which contacts may have kept it.

Everywhere ``now`` is an aware datetime in the user's own zone; days are meant there.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta, tzinfo
from enum import StrEnum
from typing import Final

from jobsearch_tui.domain.contacts import is_talk
from jobsearch_tui.domain.people import (
    bearer,
    company_of,
    names_in,
    only_person,
    records_of_person,
)
from jobsearch_tui.domain.records import EPOCH, Activity, Promise, Record
from jobsearch_tui.domain.when import show_date
from jobsearch_tui.domain.workspace import Workspace, references

MANNERS: Final = timedelta(minutes=15)
"""By so much a call at a fixed hour may be late before it counts as one that did not come."""


class PromiseState(StrEnum):
    """How a promise stands now; the last four are what the user has made of it.

    A closed one was broken, and the user waits for it no longer.
    """

    OPEN = "open"
    DUE = "due"
    LATE = "late"
    KEPT = "kept"
    BROKEN = "broken"
    CLOSED = "closed"
    WAIVED = "waived"


_SETTLED: Final = {
    state.value: state for state in (PromiseState.KEPT, PromiseState.BROKEN, PromiseState.WAIVED)
}
_WAITED_FOR: Final = (PromiseState.OPEN, PromiseState.DUE)
_OWED: Final = (PromiseState.LATE, PromiseState.BROKEN)
_BELONGING: Final = ("recruiter", "search", "interview", "offer")
"""Kinds whose promises concern the record that they belong to as well."""


def promise_state(promise: Promise, now: datetime) -> PromiseState:
    """How a promise stands at a moment.

    One for a day is due on that day and late from the next one on. One for an hour is due from
    that hour on, and late a quarter of an hour after it: a call that did not come at three is
    not on its way any more at four. One without a date is never due.
    """
    if promise.stage == PromiseState.BROKEN and promise.closed_on:
        return PromiseState.CLOSED
    if promise.stage in _SETTLED:
        return _SETTLED[promise.stage]
    if promise.by is None or now.date() < promise.by:
        return PromiseState.OPEN
    if promise.hour is None:
        return PromiseState.LATE if now.date() > promise.by else PromiseState.DUE
    since = now - datetime.combine(promise.by, promise.hour, now.tzinfo)
    if since < timedelta(0):
        return PromiseState.OPEN
    return PromiseState.DUE if since < MANNERS else PromiseState.LATE


def is_waited_for(promise: Promise, now: datetime) -> bool:
    """Whether a promise is open and not late yet."""
    return promise_state(promise, now) in _WAITED_FOR


def is_owed(promise: Promise, now: datetime) -> bool:
    """Whether a promise is late or was marked broken, and was not closed."""
    return promise_state(promise, now) in _OWED


def due_at(promise: Promise, zone: tzinfo) -> datetime | None:
    """The moment by which a promise is to be kept: the end of its day, or its hour."""
    if promise.by is None:
        return None
    return datetime.combine(promise.by, promise.hour or time.max, zone)


def promise_line(promise: Promise, now: datetime) -> str:
    """A promise in words, as in ``word by Fri 20 Nov (Ruth Adeyemi), 4 days late``."""
    parts = [promise.what]
    if promise.by:
        parts.append(f"by {show_date(promise.by, now.date())}")
        if promise.hour:
            parts.append(f"{promise.hour:%H:%M}")
    if promise.who:
        parts.append(f"({promise.who})")
    standing = _standing(promise, now)
    return " ".join(parts) + (f", {standing}" if standing else "")


def _standing(promise: Promise, now: datetime) -> str:
    state = promise_state(promise, now)
    if state is PromiseState.OPEN:
        return ""
    if state is PromiseState.DUE:
        return "due now" if promise.hour else ""  # its date is told as today
    if state is PromiseState.LATE:
        return f"{_late(promise, now)} late"
    return "broken and closed" if state is PromiseState.CLOSED else state.value


def _late(promise: Promise, now: datetime) -> str:
    days = (now.date() - promise.by).days if promise.by else 0
    due = due_at(promise, now.tzinfo) if days == 0 and now.tzinfo else None
    if due is None:
        return _counted(days, "day")
    minutes = (now - due) // timedelta(minutes=1)
    return _counted(minutes // 60, "hour") if minutes >= 60 else _counted(minutes, "minute")


def _counted(number: int, unit: str) -> str:
    return f"{number} {unit}" if number == 1 else f"{number} {unit}s"


# --- whose word it is, and whom it concerns -------------------------------------------------------


def givers(workspace: Workspace, promise: Promise) -> tuple[str, ...]:
    """Who gave their word: whom the promise names, or the one person of what it is about."""
    about = workspace.get(promise.about)
    named = names_in(promise.who)
    if named or about is None:
        return named
    return names_in(only_person(about, workspace))


def givers_records(workspace: Workspace, promise: Promise) -> tuple[str, ...]:
    """The ids of the records that name one of those who promised."""
    about = workspace.get(promise.about)
    company = company_of(about, workspace) if about else ""
    return tuple(
        id
        for name in givers(workspace, promise)
        for id in records_of_person(workspace, name, company)
    )


def reach(workspace: Workspace, promise: Promise) -> frozenset[str]:
    """The ids of the records on which a contact with those who promised may be logged.

    That is what the promise is about, what that belongs to (the recruiter of a search, what an
    interview came from), and whatever names one of them.
    """
    about = workspace.get(promise.about)
    upwards = references(about) if about is not None and about.kind in _BELONGING else ()
    return frozenset((promise.about, *upwards, *givers_records(workspace, promise)))


def promises_of(workspace: Workspace, record: Record) -> Iterator[Promise]:
    """The promises about a record and about what belongs to it, in no particular order.

    Of a promise that is itself alone; of an assignment or a log entry, those of its record.
    """
    if isinstance(record, Promise):
        yield record
        return
    about = bearer(record, workspace)
    if about is not None:
        belonging = (one.id for one in workspace.linked(about.id) if one.kind in _BELONGING)
        for id in (about.id, *belonging):
            yield from workspace.promises(id)


def pressing_promise(workspace: Workspace, record: Record) -> Promise | None:
    """The promise to speak of: the open one due first, else the last that was broken.

    A promise speaks for itself, however it stands. A closed one is not spoken of any more.
    """
    if isinstance(record, Promise):
        return record
    given = tuple(promises_of(workspace, record))
    waiting = [promise for promise in given if promise.stage == "open"]
    if waiting:
        return min(waiting, key=_by)
    broken = (one for one in given if one.stage == "broken" and not one.closed_on)
    return max(broken, key=_by, default=None)


def _by(promise: Promise) -> date:
    return promise.by or date.max


def to_settle(workspace: Workspace, entry: Activity) -> tuple[Promise, ...]:
    """The open promises that a contact may have kept, the one due first in front.

    None for a contact in which nobody was reached, and none of the promises that were made
    in that contact or after it.
    """
    if not is_talk(entry):
        return ()
    about = frozenset(entry.about)
    found = (
        promise
        for promise in workspace.all(Promise)
        if promise.stage == "open"
        and promise.created < entry.at
        and not about.isdisjoint(reach(workspace, promise))
    )
    return tuple(sorted(found, key=_by))


def talk_since(workspace: Workspace, promise: Promise, now: datetime) -> Activity | None:
    """The newest talk with those who promised since they did; it may have kept the promise.

    None where it is not known when they promised.
    """
    if promise.created == EPOCH:
        return None
    entries = (entry for id in reach(workspace, promise) for entry in workspace.log(id))
    talks = (one for one in entries if is_talk(one) and promise.created < one.at <= now)
    return max(talks, key=lambda entry: entry.at, default=None)
