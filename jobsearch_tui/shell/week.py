"""``pace``: what the weeks hold."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from datetime import datetime
from textwrap import wrap
from typing import Any, Final

from jobsearch_tui.domain.advice import Advice, advise
from jobsearch_tui.domain.forecast import Outlook
from jobsearch_tui.domain.moving import week_line
from jobsearch_tui.domain.pacing import Level
from jobsearch_tui.domain.weeks import iso_week, week_label
from jobsearch_tui.domain.when import show_minutes
from jobsearch_tui.errors import UsageError
from jobsearch_tui.shell.desk import Desk
from jobsearch_tui.shell.output import answer
from jobsearch_tui.shell.tables import laid_out

OVER_CAPACITY: Final = 3
"""The exit status of ``pace`` when a coming week holds too much."""

_MOST_WEEKS: Final = 104


def pace(desk: Desk, arguments: argparse.Namespace) -> int:
    """Print the weeks from this one on; the status says whether one of them is over capacity."""
    if not 1 <= arguments.weeks <= _MOST_WEEKS:
        raise UsageError(f"--weeks is a number from 1 to {_MOST_WEEKS}.")
    now = desk.now()
    ahead = advise(desk.seen, now, arguments.weeks)
    told = [*map(_week, ahead.outlook), _room(ahead)]
    answer(desk.output, arguments.json, told, _week_lines(ahead, now, desk.output.width))
    over = any(one.load.level is Level.OVER for one in ahead.outlook)
    return OVER_CAPACITY if over else 0


def _room(ahead: Advice) -> dict[str, Any]:
    room = ahead.room
    return {
        "kind": "room",
        "channel": ahead.channel.value,
        "open": list(ahead.rung.open),
        "contacts": room.contacts,
        "week": room.week.isoformat() if room.week else None,
        "why": f"{ahead.rung.why} {room.why}",
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


def _week_lines(ahead: Advice, now: datetime, width: int) -> Iterator[str]:
    weeks = tuple(one.load for one in ahead.outlook)
    rows = [_week_row(one, now) for one in ahead.outlook]
    yield from laid_out(rows, width)
    for load in weeks:
        if load.level is Level.OVER:
            yield from wrap(week_line(load, weeks, now), width, subsequent_indent="  ")
    for words in (ahead.rung.why, ahead.room.why):
        yield from wrap(words, width, subsequent_indent="  ")


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
