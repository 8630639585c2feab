"""The weeks ahead as bars: what is scheduled, what is to be expected, and what can be borne."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Final

from jobsearch_tui.domain.forecast import Outlook
from jobsearch_tui.domain.moving import week_line
from jobsearch_tui.domain.pacing import Level, Load
from jobsearch_tui.domain.weeks import week_label, week_words
from jobsearch_tui.domain.when import show_minutes, show_moment
from jobsearch_tui.ui.render.lines import Line, line, wrapped
from jobsearch_tui.ui.render.pace import TONES
from jobsearch_tui.ui.widgets.line_layout import Cell, Column

COLUMNS: Final = (
    Column("week", "Week", 11, priority=9),
    Column("bar", "█ set  ░ likely  │ limit", 18, grow=1, priority=8),
    Column("count", "Set", 4, align="right", priority=7),
    Column("expected", "More", 5, align="right", priority=5),
    Column("range", "80 %", 6, align="right", priority=3),
    Column("risk", "Risk", 5, align="right", priority=4),
    Column("level", "", 13, priority=6),
)

SCHEDULED, EXPECTED, CAPACITY = "█", "░", "│"
"""The shapes of a bar, which tell it without colour."""

_CELLS: Final = 3
"""Cells for one interview, where there are few of them."""

_WIDEST: Final = 30


def bar(outlook: Outlook, most: float) -> str:
    """A week as a bar: a block for what is scheduled, a light one for what is expected.

    A line stands where the week is full; what is beyond it is too much. ``most`` is the
    greatest number of interviews of any week that is shown, so that all have one scale.
    """
    scale = min(_CELLS, _WIDEST / max(1.0, most))
    load = outlook.load
    filled = SCHEDULED * round(load.count * scale)
    filled += EXPECTED * (round((load.count + outlook.expected) * scale) - len(filled))
    edge = round(load.capacity.interviews * scale)
    return f"{filled[:edge].ljust(edge)}{CAPACITY}{filled[edge:]}"


def most_of(weeks: Sequence[Outlook]) -> float:
    """The greatest number that a bar of these weeks has to show."""
    tallest = (
        max(week.load.count + week.expected, week.load.capacity.interviews) for week in weeks
    )
    return max(tallest, default=1.0)


def cells_of(outlook: Outlook, most: float, now: datetime) -> tuple[Cell, ...]:
    """A row of the table of weeks."""
    load = outlook.load
    tone = TONES[load.level]
    return (
        Cell(week_label(load.week, now.date())),
        Cell(bar(outlook, most), "" if load.level is Level.ROOM else tone),
        Cell(f"{load.count}/{load.capacity.interviews}"),
        Cell(more(outlook), "muted"),
        Cell(f"{outlook.low}–{outlook.high}", "muted"),
        Cell(f"{outlook.risk:.0%}" if outlook.risk >= 0.005 else "", "muted"),
        Cell(standing(load), "muted" if load.level is Level.ROOM else tone),
    )


def more(outlook: Outlook) -> str:
    """The interviews to expect on top of the scheduled ones, ``+1.3``; empty for next to none."""
    return f"+{outlook.expected:.1f}" if outlook.expected >= 0.05 else ""


def standing(load: Load) -> str:
    """How a week stands, in two or three words."""
    if load.level is Level.OVER:
        if load.over_interviews:
            return f"▲ OVER BY {load.over_interviews}"
        return f"▲ OVER {show_minutes(load.over_minutes)}"
    if load.capacity.away:
        return "away"
    return f"room for {load.room}" if load.level is Level.ROOM else "■ full"


def week_lines(
    outlook: Outlook, weeks: Sequence[Outlook], now: datetime, width: int
) -> Iterator[Line]:
    """One week in full: how it stands, what is expected, what could move; then its interviews.

    The line of each interview has its id as key.
    """
    load = outlook.load
    loads = tuple(week.load for week in weeks)
    words = week_line(load, loads, now)
    key = " (m moves it)" if "could move to" in words else ""
    for piece in wrapped(f"{words}{key}.", width):
        yield line((piece, TONES[load.level]))
    for piece in wrapped(_hours(load, now) + _expectation(outlook), width):
        yield line((piece, "muted"))
    yield Line()
    if not load.interviews:
        yield line(("No interviews.", "muted"))
    for interview in load.interviews:
        when = show_moment(interview.starts, now)
        told = f"{interview.title}, {interview.format}, {interview.stage}"
        yield line((f"{when}  ", "accent"), told, key=interview.id)


def _hours(load: Load, now: datetime) -> str:
    if load.capacity.away and not load.count:
        words = week_words(load.week, now.date())
        return f"You are away {words if words == 'this week' else f'in {words}'}. "
    return (
        f"{show_minutes(load.minutes)} of {show_minutes(load.capacity.minutes)} with preparation. "
    )


def _expectation(outlook: Outlook) -> str:
    if outlook.expected < 0.05:
        return "No more to be expected."
    total = f"{outlook.low} to {outlook.high}" if outlook.low < outlook.high else f"{outlook.low}"
    return (
        f"Some {outlook.expected:.1f} more to be expected, {total} in all in four cases of five; "
        f"{outlook.risk:.0%} that it will be too many."
    )
