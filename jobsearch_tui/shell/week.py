"""``today`` and ``pace``: what is due, and what the weeks hold."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from textwrap import wrap
from typing import Any, Final

from jobsearch_tui.domain.channels import Channel
from jobsearch_tui.domain.followups import FollowUp, due
from jobsearch_tui.domain.forecast import Outlook
from jobsearch_tui.domain.moving import week_line
from jobsearch_tui.domain.pacing import Level
from jobsearch_tui.domain.promises import PromiseState, promise_line, promise_state
from jobsearch_tui.domain.records import Interview, Promise, Record
from jobsearch_tui.domain.room import Ahead, Room, look_ahead
from jobsearch_tui.domain.weeks import iso_week, local_day, week_label, zone_of
from jobsearch_tui.domain.when import show_minutes, show_moment
from jobsearch_tui.domain.workspace import Workspace
from jobsearch_tui.errors import UsageError
from jobsearch_tui.shell.desk import Desk
from jobsearch_tui.shell.output import answer
from jobsearch_tui.shell.tables import laid_out
from jobsearch_tui.storage.codec import plain

OVER_CAPACITY: Final = 3
"""The exit status of ``pace`` when a coming week holds too much."""

_PRESSING: Final = (PromiseState.DUE, PromiseState.LATE)
_MOST_WEEKS: Final = 104


def today(desk: Desk, arguments: argparse.Namespace) -> int:
    """Print the interviews of today and tomorrow, the promises and the follow-ups due."""
    due_now = _due(desk.workspace, desk.now())
    answer(desk.output, arguments.json, _as_json(due_now), _as_lines(due_now, desk.output.width))
    return 0


@dataclass(frozen=True)
class _Due:
    """What is due, each part in the order in which it presses."""

    workspace: Workspace
    now: datetime
    interviews: tuple[Interview, ...]
    promises: tuple[Promise, ...]
    follow_ups: tuple[FollowUp, ...]


def _due(workspace: Workspace, now: datetime) -> _Due:
    return _Due(
        workspace,
        now,
        _interviews(workspace, now),
        _promises(workspace, now),
        due(workspace, now.date(), zone_of(now)),
    )


def _as_json(found: _Due) -> list[dict[str, Any]]:
    now = found.now
    return [
        *(_with_why(one, _day_of(one, now)) for one in found.interviews),
        *(_with_why(one, promise_state(one, now).value) for one in found.promises),
        *(_with_why(one.record, one.why, one.due.isoformat()) for one in found.follow_ups),
    ]


def _as_lines(found: _Due, width: int) -> Iterator[str]:
    sections: dict[str, list[tuple[str, ...]]] = {
        "Interviews": [_interview_row(one, found.now) for one in found.interviews],
        "Promised": [_promise_row(one, found) for one in found.promises],
        "Follow up": [_follow_up_row(one) for one in found.follow_ups],
    }
    if not any(sections.values()):
        yield "Nothing is due today."
    for name, rows in sections.items():
        if rows:
            yield f"{name}:"
            yield from laid_out(rows, width, main=2)


def _with_why(record: Record, why: str, due_on: str = "") -> dict[str, Any]:
    told = {**plain(record), "why": why}
    return told | {"due": due_on} if due_on else told


def _day_of(interview: Interview, now: datetime) -> str:
    return "today" if local_day(interview.starts, zone_of(now)) == now.date() else "tomorrow"


def _interviews(workspace: Workspace, now: datetime) -> tuple[Interview, ...]:
    days = (now.date(), now.date() + timedelta(days=1))
    found = (
        interview
        for interview in workspace.all(Interview)
        if interview.stage == "scheduled" and local_day(interview.starts, zone_of(now)) in days
    )
    return tuple(sorted(found, key=lambda interview: interview.starts.timestamp()))


def _promises(workspace: Workspace, now: datetime) -> tuple[Promise, ...]:
    found = (
        promise for promise in workspace.all(Promise) if promise_state(promise, now) in _PRESSING
    )
    return tuple(sorted(found, key=lambda promise: str(promise.by)))


def _interview_row(interview: Interview, now: datetime) -> tuple[str, ...]:
    when = show_moment(interview.starts, now)
    return interview.id, when, interview.title, interview.format, interview.where


def _promise_row(promise: Promise, found: _Due) -> tuple[str, ...]:
    about = found.workspace.title(promise.about)
    return promise.id, promise_line(promise, found.now), about


def _follow_up_row(one: FollowUp) -> tuple[str, ...]:
    return one.record.id, one.words, one.record.title, one.why


def pace(desk: Desk, arguments: argparse.Namespace) -> int:
    """Print the weeks from this one on; the status says whether one of them is over capacity."""
    if not 1 <= arguments.weeks <= _MOST_WEEKS:
        raise UsageError(f"--weeks is a number from 1 to {_MOST_WEEKS}.")
    now = desk.now()
    ahead = look_ahead(desk.workspace, now, Channel.RECRUITERS, arguments.weeks)
    told = [*map(_week, ahead.outlook), _room(ahead.room)]
    answer(desk.output, arguments.json, told, _week_lines(ahead, now, desk.output.width))
    over = any(one.load.level is Level.OVER for one in ahead.outlook)
    return OVER_CAPACITY if over else 0


def _room(room: Room) -> dict[str, Any]:
    return {
        "kind": "room",
        "channel": Channel.RECRUITERS.value,
        "contacts": room.contacts,
        "week": room.week.isoformat() if room.week else None,
        "why": room.why,
    }


def _week(one: Outlook) -> dict[str, Any]:
    load = one.load
    return {
        "kind": "week",
        "week": load.week.isoformat(),
        "iso_week": iso_week(load.week),
        "interviews": load.count,
        "minutes": load.minutes,
        "capacity_interviews": load.capacity.interviews,
        "capacity_minutes": load.capacity.minutes,
        "room": load.room,
        "level": load.level.value,
        "expected": round(one.expected, 2),
        "low": one.low,
        "high": one.high,
        "risk": round(one.risk, 3),
        "why": load.why,
        "ids": [interview.id for interview in load.interviews],
    }


def _week_lines(ahead: Ahead, now: datetime, width: int) -> Iterator[str]:
    weeks = tuple(one.load for one in ahead.outlook)
    rows = [_week_row(one, now) for one in ahead.outlook]
    yield from laid_out(rows, width)
    for load in weeks:
        if load.level is Level.OVER:
            yield from wrap(week_line(load, weeks, now), width, subsequent_indent="  ")
    yield from wrap(ahead.room.why, width, subsequent_indent="  ")


def _week_row(one: Outlook, now: datetime) -> tuple[str, ...]:
    load = one.load
    capacity = load.capacity
    hours = f"{show_minutes(load.minutes)} of {show_minutes(capacity.minutes)}"
    level = load.level.value.upper() if load.level is Level.OVER else load.level.value
    if capacity.away and load.level is not Level.OVER:
        level = "away"
    return (
        week_label(load.week, now.date()),
        f"{load.count} of {capacity.interviews}",
        hours if not capacity.away else "",
        f"room for {load.room}" if load.room else level,
        *_expected(one),
    )


def _expected(one: Outlook) -> tuple[str, str, str]:
    """What is expected on top, how many in all, and the chance of too many."""
    if round(one.expected, 1) < 0.1:
        return "", "", ""
    many = f"{one.low}–{one.high}" if one.low < one.high else f"{one.low}"
    over = "" if one.load.level is Level.OVER else f"over: {one.risk:.0%}"
    return f"+{one.expected:.1f}", f"{many} in all", over
