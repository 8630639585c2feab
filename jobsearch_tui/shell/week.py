"""``pace``: what the weeks hold."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from datetime import datetime
from textwrap import wrap
from typing import Any, Final

from jobsearch_tui.domain.moving import week_line
from jobsearch_tui.domain.pacing import Level, Load, loads
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
    ahead = loads(desk.workspace, now, arguments.weeks)
    told = [_week(load) for load in ahead]
    answer(desk.output, arguments.json, told, _week_lines(ahead, now, desk.output.width))
    return OVER_CAPACITY if any(load.level is Level.OVER for load in ahead) else 0


def _week(load: Load) -> dict[str, Any]:
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
        "why": load.why,
        "ids": [interview.id for interview in load.interviews],
    }


def _week_lines(ahead: tuple[Load, ...], now: datetime, width: int) -> Iterator[str]:
    rows = [_week_row(load, now) for load in ahead]
    yield from laid_out(rows, width)
    for load in ahead:
        if load.level is Level.OVER:
            yield from wrap(week_line(load, ahead, now), width, subsequent_indent="  ")


def _week_row(load: Load, now: datetime) -> tuple[str, ...]:
    capacity = load.capacity
    hours = f"{show_minutes(load.minutes)} of {show_minutes(capacity.minutes)}"
    level = load.level.value.upper() if load.level is Level.OVER else load.level.value
    return (
        week_label(load.week, now.date()),
        f"{load.count} of {capacity.interviews}",
        hours if not capacity.away else "",
        "away" if capacity.away and load.level is not Level.OVER else level,
        f"room for {load.room}" if load.room else "",
    )
