"""The search as an iCalendar file (RFC 5545), for any calendar program to read.

Nobody is named as an attendee: a calendar program writes to attendees, and a file that is imported
must never send a message to a prospective boss. People stand in the description and as contacts.
Everything is marked as private, for calendars that colleagues can see into.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

from jobsearch_tui.domain.changes import fingerprint
from jobsearch_tui.domain.followups import FollowUp, due
from jobsearch_tui.domain.people import names_in
from jobsearch_tui.domain.promises import due_at
from jobsearch_tui.domain.records import EPOCH, Interview, Promise, Record, Recruiter
from jobsearch_tui.domain.text import clean, fold, one_line, unix_lines
from jobsearch_tui.domain.weeks import zone_of
from jobsearch_tui.domain.workspace import Workspace
from jobsearch_tui.services.transfer.calendar_names import (
    FOLLOW_UP,
    PREPARATION,
    PRODUCT,
    ZONE_PROPERTY,
    uid_of,
    web_address,
)
from jobsearch_tui.value import dataclass

if TYPE_CHECKING:
    from icalendar import Calendar, Component

RECENT: Final = timedelta(days=28)
"""So long an interview that is over stays in a calendar that is not asked for all."""

STATE_PROPERTY: Final = "x-jobsearch-state"

REFRESH: Final = timedelta(minutes=15)
"""How often a calendar program that subscribes may look again."""

AHEAD: Final = 365
"""Days for which follow-ups are told ahead."""


@dataclass(frozen=True)
class CalendarOptions:
    """What goes into a calendar besides the interviews of these days.

    ``preparation`` adds the time before each as an event of its own, ``alarm`` a reminder so many
    minutes before each (None: none), ``todos`` the follow-ups and the promises as tasks, ``notes``
    the notes on the interviews, and ``every`` the interviews that were over four weeks ago.
    """

    preparation: bool = False
    alarm: int | None = None
    todos: bool = False
    notes: bool = False
    every: bool = False


def chosen(workspace: Workspace, now: datetime, options: CalendarOptions) -> tuple[Interview, ...]:
    """The interviews that go into the calendar, earliest first; cancelled ones are among them."""
    since = now.astimezone(UTC) - RECENT
    found = (one for one in workspace.all(Interview) if one.starts != EPOCH)
    kept = (one for one in found if options.every or one.starts >= since)
    return tuple(sorted(kept, key=lambda one: (one.starts.astimezone(UTC), one.id)))


def calendar_text(
    workspace: Workspace,
    now: datetime,
    options: CalendarOptions,
    interviews: Iterable[Interview] | None = None,
    state: str = "",
) -> bytes:
    """The calendar as the bytes of an ``.ics`` file.

    ``now`` is aware, in the user's zone. ``interviews`` are those of :func:`chosen` where none are
    given; ``state`` is written at the top of a calendar that is kept up to date.
    """
    from icalendar import Calendar, vDuration

    calendar = Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", PRODUCT)
    if state:
        calendar.add(STATE_PROPERTY, state)
        calendar.refresh_interval = REFRESH
        calendar.add("x-published-ttl", vDuration(REFRESH))
    calendar.add("x-wr-calname", "Job search")
    told = tuple(chosen(workspace, now, options) if interviews is None else interviews)
    for interview in told:
        calendar.add_component(_event(workspace, interview, options))
        if options.preparation and interview.preparation:
            calendar.add_component(_preparation(interview))
    if options.todos:
        for task in _tasks(workspace, now):
            calendar.add_component(task)
    _add_zones(calendar, [interview.starts.year for interview in told])
    text: bytes = calendar.to_ical()
    return text


def _add_zones(calendar: Calendar, years: Sequence[int]) -> None:
    """Describe the zones that are used, for the years in which they are, and no others."""
    if years:
        calendar.add_missing_timezones(
            first_date=date(max(1, min(years) - 1), 1, 1),
            last_date=date(min(9998, max(years) + 2), 1, 1),
        )


def contents(workspace: Workspace, now: datetime, options: CalendarOptions) -> tuple[object, ...]:
    """All that the calendar would say, without making it: equal when nothing would be changed."""
    told: list[object] = [options, str(now.tzinfo)]
    for one in chosen(workspace, now, options):
        told += [_version(one), one.sequence]
        told += [*_contacts(workspace, one), *_description(workspace, one, options)]
    if options.todos:
        told += [(_version(one), workspace.title(one.about)) for one in _promises(workspace, now)]
        found = _follow_ups(workspace, now)
        told += [(one.record.id, one.due, one.lasting_why) for one in found]
    return tuple(told)


def _version(record: Record) -> tuple[object, ...]:
    """What a record says and since when, the same before and after it went through a file."""
    return record.id, fingerprint(record), record.changed.timestamp()


# --- interviews -------------------------------------------------------------------------------


def _event(workspace: Workspace, interview: Interview, options: CalendarOptions) -> Component:
    event = _begun("Event", interview, interview.uid or uid_of(interview.id))
    _add_when(event, interview.starts, interview.minutes)
    is_off = interview.stage == "cancelled"
    event.add("summary", one_line(f"Interview: {interview.title}"))
    event.add("status", "CANCELLED" if is_off else "CONFIRMED")
    event.add("transp", "TRANSPARENT" if is_off else "OPAQUE")
    event.add("sequence", interview.sequence)
    if interview.where:
        event.add("location", one_line(interview.where))
    if address := web_address(interview.where):
        event.add("url", address)
    for person in _contacts(workspace, interview):
        event.add("contact", one_line(person))
    event.add("description", clean("\n".join(_description(workspace, interview, options))))
    if options.alarm is not None and interview.stage == "scheduled":
        event.add_component(_alarm(interview, options.alarm))
    return event


def _begun(kind: str, record: Record, uid: str) -> Component:
    """A component with what every one has: who it is, and when it was last changed."""
    import icalendar

    component: Component = getattr(icalendar, kind)()
    component.add("uid", uid)
    changed = _utc(record.changed)
    component.add("dtstamp", changed)
    component.add("created", _utc(record.created))
    component.add("last-modified", changed)
    component.add("class", "PRIVATE")
    return component


def _utc(moment: datetime) -> datetime:
    return moment.astimezone(UTC).replace(microsecond=0)


def _add_when(event: Component, starts: datetime, minutes: int) -> None:
    """Start and end on the clock of the zone where both can be told by it, else without doubt.

    An hour that comes twice in autumn has no name of its own in a calendar, so that it is told in
    UTC, and the zone beside it.
    """
    begins = starts.astimezone(UTC).replace(microsecond=0)
    local = begins.astimezone(starts.tzinfo)
    length = timedelta(minutes=minutes)
    ends = (begins + length).astimezone(starts.tzinfo)
    event.add("dtstart", begins if local.fold or _name(starts) == "UTC" else local)
    if event["DTSTART"].params.get("TZID") != _name(starts):
        event.add(ZONE_PROPERTY, _name(starts))  # the library takes some zones of Africa for UTC
    if minutes and not local.fold and ends.utcoffset() == local.utcoffset():
        event.add("dtend", ends if _name(starts) != "UTC" else begins + length)
    else:
        event.add("duration", length)


def _name(moment: datetime) -> str:
    return moment.tzinfo.key if isinstance(moment.tzinfo, ZoneInfo) else "UTC"


def _contacts(workspace: Workspace, interview: Interview) -> Iterator[str]:
    """Who will be there as the user put it down, then the recruiters among them who are known."""
    if interview.people:
        yield interview.people
    named = frozenset(names_in(interview.people))
    for one in workspace.all(Recruiter):
        if one.name in named and (one.email or one.phone):
            yield ", ".join(filter(None, (one.name, one.email, one.phone)))


def _description(
    workspace: Workspace, interview: Interview, options: CalendarOptions
) -> Iterator[str]:
    rounds = f", round {interview.round}" if interview.round > 1 else ""
    facts = (
        ("Format", f"{interview.format}{rounds}"),
        ("Role", interview.role),
        ("With", interview.people),
        ("Came from", _origin(workspace, interview)),
        ("Referred by", interview.referral),
    )
    yield from (f"{label}: {one_line(value)}" for label, value in facts if value)
    if interview.preparation:
        yield f"Preparation: {interview.preparation} minutes"
    if options.notes and interview.note:
        yield from ("", *unix_lines(interview.note).split("\n"))


def _origin(workspace: Workspace, interview: Interview) -> str:
    origin = workspace.get(interview.origin)
    if origin is None:
        return ""
    person = workspace.title(getattr(origin, "recruiter", "") or getattr(origin, "agency", ""))
    return f"{origin.title} ({person})" if person else origin.title


def _alarm(interview: Interview, minutes: int) -> Component:
    from icalendar import Alarm

    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("trigger", -timedelta(minutes=minutes))
    alarm.add("description", one_line(f"Interview: {interview.title}"))
    return alarm


def _preparation(interview: Interview) -> Component:
    """The time to prepare, which ends when the interview begins, as an event of its own."""
    event = _begun("Event", interview, uid_of(interview.id, PREPARATION))
    length = timedelta(minutes=interview.preparation)
    begins = (interview.starts.astimezone(UTC) - length).astimezone(interview.starts.tzinfo)
    _add_when(event, begins, interview.preparation)
    is_off = interview.stage == "cancelled"
    event.add("summary", one_line(f"Prepare for {interview.title}"))
    event.add("status", "CANCELLED" if is_off else "CONFIRMED")
    event.add("transp", "TRANSPARENT" if is_off else "OPAQUE")
    event.add("sequence", interview.sequence)
    return event


# --- tasks ------------------------------------------------------------------------------------


def _promises(workspace: Workspace, now: datetime) -> list[Promise]:
    """The promises with a date that are open, or were settled these days."""
    dated = (one for one in workspace.all(Promise) if one.by is not None)
    kept = [one for one in dated if one.stage == "open" or one.changed >= now - RECENT]
    return sorted(kept, key=lambda one: one.id)


def _follow_ups(workspace: Workspace, now: datetime) -> tuple[FollowUp, ...]:
    return due(workspace, now.date(), zone_of(now), within=AHEAD)


def _tasks(workspace: Workspace, now: datetime) -> Iterator[Component]:
    for promise in _promises(workspace, now):
        yield _promised(workspace, promise, now)
    for found in _follow_ups(workspace, now):
        record = found.record
        task = _begun("Todo", record, uid_of(record.id, FOLLOW_UP))
        task.add("summary", one_line(f"Follow up {record.title}"))
        task.add("due", found.due)
        task.add("status", "NEEDS-ACTION")
        task.add("description", one_line(f"{found.lasting_why[0].upper()}{found.lasting_why[1:]}."))
        yield task


_STATUS: Final = {"open": "NEEDS-ACTION", "kept": "COMPLETED"}


def _promised(workspace: Workspace, promise: Promise, now: datetime) -> Component:
    """A promise as a task: done when it was kept, off when it was broken or waived."""
    task = _begun("Todo", promise, uid_of(promise.id))
    who = f"{promise.who}: " if promise.who else ""
    task.add("summary", one_line(f"Promised by {who}{promise.what}"))
    moment = due_at(promise, zone_of(now)) if promise.hour else None
    task.add("due", _utc(moment) if moment else promise.by)
    status = _STATUS.get(promise.stage, "CANCELLED")
    task.add("status", status)
    if status == "COMPLETED":
        task.add("completed", _utc(promise.changed))
    about = workspace.title(promise.about)
    if about:
        task.add("description", one_line(f"About {about}"))
    return task


def file_name(interview: Interview) -> str:
    """The name of the file for one interview, always the same: ``kestrel-k3f9m2d7qa.ics``."""
    words, id = (
        re.sub(r"[^a-z0-9]+", "-", fold(text)).strip("-")[:16].strip("-")
        for text in (interview.company, interview.id)
    )
    return f"{words or 'interview'}-{id}.ics"
