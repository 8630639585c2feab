"""The pace strip: how full this week is, what could move, and the weeks that come."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from jobsearch_tui.domain.moving import to_move, week_for, week_line
from jobsearch_tui.domain.pacing import Level, Load
from jobsearch_tui.domain.text import cells
from jobsearch_tui.domain.weeks import week_label
from jobsearch_tui.domain.when import show_minutes
from jobsearch_tui.ui.render.lines import Line, line

TONES = {Level.OVER: "bad", Level.FULL: "warn", Level.ROOM: "good"}
_MOST_DOTS = 8


def dots(load: Load) -> str:
    """The week as dots: ● an interview, ◉ one too many, ○ room; a number when there are many."""
    capacity = load.capacity.interviews
    if max(load.count, capacity) > _MOST_DOTS:
        return ""
    taken = min(load.count, capacity)
    return "●" * taken + "◉" * (load.count - taken) + "○" * (capacity - taken)


def strip(loads: Sequence[Load], now: datetime, width: int) -> list[Line]:
    """Two lines: the current week with its advice, then the following weeks that fit."""
    first = this_week(loads, now)
    if cells(first.text) > width:
        first = this_week_in_short(loads, now)
    return [first, coming_weeks(loads[1:], now, width)]


def this_week(loads: Sequence[Load], now: datetime) -> Line:
    """The current week in words, with the first later week that is over."""
    load = loads[0]
    over = next((later for later in loads if later.level is Level.OVER), None)
    told = over or load
    mark = {Level.OVER: "▲ ", Level.FULL: "■ ", Level.ROOM: ""}[told.level]
    words = week_line(told, tuple(loads), now)
    key = "  (m moves it)" if "could move to" in words else ""
    runs = [(f"{mark}{words}{key}", TONES[told.level])]
    if told is not load:
        runs.insert(0, (f"This week {load.count} of {load.capacity.interviews}   ", ""))
    return line((f"{dots(load)} " if dots(load) else "", TONES[load.level]), *runs)


def this_week_in_short(loads: Sequence[Load], now: datetime) -> Line:
    """The same for a narrow screen: the interview's company and the week, without the hour."""
    load = loads[0]
    over = next((later for later in loads if later.level is Level.OVER), load)
    head = f"{load.count} of {load.capacity.interviews} "
    if over.level is not Level.OVER:
        return line((f"{dots(load)} ", TONES[load.level]), (f"This week {head}", TONES[load.level]))
    by = over.over_interviews or show_minutes(over.over_minutes)
    where = "" if over is load else f" {week_label(over.week, now.date())}"
    interview = to_move(over, now)
    week = week_for(interview, loads, now) if interview else None
    advice = ""
    if interview is not None and week is not None:
        advice = f": {interview.company} could move to {week_label(week, now.date())} (m)"
    return line(
        (f"{dots(load)} ", TONES[load.level]),
        (f"This week {head}", TONES[load.level]),
        (f" ▲{where} OVER BY {by}{advice}", TONES[Level.OVER]),
    )


def coming_weeks(loads: Sequence[Load], now: datetime, width: int) -> Line:
    """The following weeks, as many as fit whole into a width."""
    runs: list[tuple[str, str]] = []
    used = 0
    for load in loads:
        words = _week(load, now)
        if used + len(words) + 3 > width:
            break
        runs.append((f"{words}   ", "muted" if load.level is Level.ROOM else TONES[load.level]))
        used += len(words) + 3
    return line(*runs)


def _week(load: Load, now: datetime) -> str:
    label = week_label(load.week, now.date())
    if load.capacity.away and not load.count:
        return f"{label} away"
    mark = {Level.OVER: "▲", Level.FULL: "■", Level.ROOM: ""}[load.level]
    drawn = dots(load)
    space = " " if drawn else ""
    return f"{label} {drawn}{space}{load.count}/{load.capacity.interviews}{mark}"
