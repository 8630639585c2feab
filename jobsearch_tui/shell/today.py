"""``today``: the daily review as text, as one line, or as JSON."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import groupby
from textwrap import wrap
from typing import Any

from jobsearch_tui.domain.agenda import HEADINGS, Item, Sort, counted, pressing_words
from jobsearch_tui.domain.daily import agenda
from jobsearch_tui.domain.pacing import Level, Load, loads
from jobsearch_tui.domain.text import cells
from jobsearch_tui.domain.weeks import week_words
from jobsearch_tui.domain.when import show_minutes
from jobsearch_tui.domain.workspace import Workspace
from jobsearch_tui.shell.desk import Desk
from jobsearch_tui.shell.output import answer
from jobsearch_tui.shell.tables import GAP, laid_out
from jobsearch_tui.storage.codec import plain


def today(desk: Desk, arguments: argparse.Namespace) -> int:
    """Print what is to be done today, most urgent first, each item with its reason."""
    workspace, now = desk.seen, desk.now()
    if arguments.brief and not arguments.json:
        desk.output.say(brief(agenda(workspace, now), workspace, now))
        return 0
    from jobsearch_tui.domain.advice import advise  # the one line says what is due, new or not

    items = agenda(workspace, now, advise(workspace, now).wave)
    told = [_as_json(item) for item in items]
    lines = _as_lines(items, workspace, now, desk.output.width)
    answer(desk.output, arguments.json, told, lines)
    return 0


def _as_json(item: Item) -> dict[str, Any]:
    return {
        **plain(item.record),
        "item": item.sort.value,
        "what": item.what,
        "why": item.why,
        "due": item.due.isoformat(),
        "late": item.late,
    }


def _as_lines(
    items: Sequence[Item], workspace: Workspace, now: datetime, width: int
) -> Iterator[str]:
    if not items:
        yield _nothing(workspace)
        return
    rows = laid_out([_row(item, now) for item in items], width, main=2)
    indent = " " * _column(items, now)
    for sort, several in groupby(zip(items, rows, strict=True), key=lambda pair: pair[0].sort):
        yield f"{HEADINGS[sort]}:"
        for item, row in several:
            yield row
            yield from wrap(item.why, width, initial_indent=indent, subsequent_indent=indent)


def _column(items: Sequence[Item], now: datetime) -> int:
    """The cells before the third column, under which the reasons stand."""
    before = zip(*(_row(item, now)[:2] for item in items), strict=True)
    return sum(max(map(cells, column)) + len(GAP) for column in before)


def _nothing(workspace: Workspace) -> str:
    rested = workspace.pace.at_rest
    return "The search is at rest." if rested else "Nothing is due today."


def _row(item: Item, now: datetime) -> tuple[str, ...]:
    mark = "! " if item.late else ""
    return item.record.id, f"{mark}{pressing_words(item, now)}", item.what


def brief(items: Sequence[Item], workspace: Workspace, now: datetime) -> str:
    """One line for a login message or a status line: what is due, what is next, the week."""
    if workspace.pace.at_rest:
        return _nothing(workspace)
    weeks = loads(workspace, now)
    due = counted(item for item in items if item.sort is not Sort.INTERVIEW)
    interviews = [item.what for item in items if item.sort is Sort.INTERVIEW]
    parts = [due or "nothing due", *interviews[:1], _week(weeks, now)]
    return "; ".join(parts)


def _week(weeks: tuple[Load, ...], now: datetime) -> str:
    """This week, and the first one after it that is over, each in a few words."""
    over = [load for load in weeks[1:] if load.level is Level.OVER]
    return ", ".join(_standing(load, now) for load in (weeks[0], *over[:1]))


def _standing(load: Load, now: datetime) -> str:
    words = week_words(load.week, now.date())
    if load.level is not Level.OVER:
        return f"{words} {load.count} of {load.capacity.interviews}"
    by = str(load.over_interviews) if load.over_interviews else show_minutes(load.over_minutes)
    return f"{words} OVER BY {by}"
