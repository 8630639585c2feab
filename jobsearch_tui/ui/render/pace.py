"""The pace strip: how full this week is, what could move, and the weeks that come."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from itertools import zip_longest
from typing import TYPE_CHECKING

from jobsearch_tui.domain.moving import to_move, week_for, week_line
from jobsearch_tui.domain.pacing import Level, Load
from jobsearch_tui.domain.records import Pace
from jobsearch_tui.domain.text import cells, shorten, visible
from jobsearch_tui.domain.weeks import week_label
from jobsearch_tui.domain.when import show_date, show_minutes
from jobsearch_tui.ui.render.lines import Line, line

if TYPE_CHECKING:  # the first frame comes before the forecast
    from jobsearch_tui.domain.advice import Advice
    from jobsearch_tui.domain.forecast import Outlook

TONES = {Level.OVER: "bad", Level.FULL: "warn", Level.ROOM: "good"}
_MOST_DOTS = 8
_GAP = "  "
_EXPECTED = 5


def dots(load: Load) -> str:
    """The week as dots: ● an interview, ◉ one too many, ○ room; a number when there are many."""
    capacity = load.capacity.interviews
    if max(load.count, capacity) > _MOST_DOTS:
        return ""
    taken = min(load.count, capacity)
    return "●" * taken + "◉" * (load.count - taken) + "○" * (capacity - taken)


def strip(
    loads: Sequence[Load], now: datetime, width: int, ahead: Advice | None = None
) -> list[Line]:
    """Two lines: the current week with its advice, then the following weeks that fit.

    ``ahead`` is the forecast for the same weeks; None while it is not yet known. It moves
    nothing that stands there without it. The room for new contacts stands at the end of the
    first line, or of the second one where a warning leaves it none.
    """
    first = this_week(loads, now)
    if cells(first.text) > width:
        first = this_week_in_short(loads, now, width)
    second = coming_weeks(loads[1:], now, width, ahead.outlook[1:] if ahead else ())
    if ahead is None:
        return [first, second]
    told = with_room(first, ahead, width)
    return [told, second if told is not first else with_room(second, ahead, width)]


def with_room(drawn: Line, ahead: Advice, width: int) -> Line:
    """A line with the channel to use and the room for new contacts at its end.

    In as many words as fit; the line itself when none do.
    """
    left = width - cells(drawn.text)
    contacts = ahead.room.contacts
    for words in _room(ahead.channel.capitalize() if ahead.wave.queue else "", contacts):
        if cells(words) + len(_GAP) <= left:
            blank = " " * (left - cells(words))
            return line(*drawn.runs, (f"{blank}{words}", "" if contacts else "warn"))
    return drawn


def _room(channel: str, contacts: int) -> tuple[str, ...]:
    """The room in words, from the longest to the shortest."""
    if not contacts:
        return ("No room for new contacts", "Room for 0")
    new = f"oom for {contacts} new contact{'s' if contacts > 1 else ''}"
    if not channel:
        return f"R{new}", f"Room for {contacts}"
    return f"{channel}: r{new}", f"{channel}: room for {contacts}", f"Room for {contacts}"


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


def this_week_in_short(loads: Sequence[Load], now: datetime, width: int) -> Line:
    """The same for a narrow screen: the interview's company and the week, without the hour."""
    load = loads[0]
    over = next((later for later in loads if later.level is Level.OVER), load)
    drawn = f"{dots(load)} " if dots(load) else ""
    head = (f"{drawn}This week {load.count} of {load.capacity.interviews} ", TONES[load.level])
    if over.level is not Level.OVER:
        return line(head)
    by = over.over_interviews or show_minutes(over.over_minutes)
    where = "" if over is load else f" {week_label(over.week, now.date())}"
    told = f" ▲{where} OVER BY {by}"
    advice = _short_advice(over, loads, now, width - cells(head[0] + told))
    return line(head, (f"{told}{advice}", TONES[Level.OVER]))


def _short_advice(over: Load, loads: Sequence[Load], now: datetime, width: int) -> str:
    """What could move where, and the key, however long the company's name is."""
    interview = to_move(over, now)
    week = week_for(interview, loads, now) if interview else None
    if interview is None or week is None:
        return ""
    rest = f" could move to {week_label(week, now.date())} (m)"
    return f": {shorten(visible(interview.company), width - 2 - cells(rest))}{rest}"


def coming_weeks(
    loads: Sequence[Load], now: datetime, width: int, outlook: Sequence[Outlook] = ()
) -> Line:
    """The following weeks, as many as fit whole into a width.

    Each has a place for the interviews to expect on top, whether or not there are any.
    """
    runs: list[tuple[str, str]] = []
    used = 0
    for load, one in zip_longest(loads, outlook[: len(loads)]):
        week = f"{_GAP if runs else ''}{_week(load, now)}"
        if used + cells(week) + _EXPECTED > width:
            break
        expected = f"{_expected(one):<{_EXPECTED}}" if _has_place(load) else ""
        runs.append((week, "muted" if load.level is Level.ROOM else TONES[load.level]))
        runs.append((expected, "muted"))
        used += cells(week) + cells(expected)
    return line(*runs)


def _has_place(load: Load) -> bool:
    """Whether interviews can be expected of a week: of one away they never are."""
    return not load.capacity.away


def _expected(one: Outlook | None) -> str:
    """The interviews to expect on top, as in `` +1.3``; nothing where it rounds to none."""
    told = f"{one.expected:.1f}" if one else "0.0"
    return "" if told == "0.0" else f" +{told}"


def _week(load: Load, now: datetime) -> str:
    label = week_label(load.week, now.date())
    if load.capacity.away and not load.count:
        return f"{label} away"
    mark = {Level.OVER: "▲", Level.FULL: "■", Level.ROOM: ""}[load.level]
    drawn = dots(load)
    space = " " if drawn else ""
    return f"{label} {drawn}{space}{load.count}/{load.capacity.interviews}{mark}"


def resting_words(pace: Pace, now: datetime) -> str:
    """Since when the search is at rest; empty while it is not."""
    if pace.rested_on is None:
        return ""
    return f"The search is at rest since {show_date(pace.rested_on, now.date())}: nothing is due."
