"""Where an interview could move when its week holds too much, and the words for it.

Everywhere ``now`` is an aware datetime in the user's own zone; weeks and days are meant there.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, tzinfo
from typing import Final

from jobsearch_tui.domain.pacing import Level, Load, loads_from
from jobsearch_tui.domain.records import WEEKDAYS, Interview
from jobsearch_tui.domain.weeks import local_day, week_of, week_words, zone_of
from jobsearch_tui.domain.when import show_minutes, show_moment
from jobsearch_tui.domain.workspace import Workspace

WEEKS_AHEAD: Final = 26
"""How far ahead a week with room is looked for."""


def moved_to(interview: Interview, week: date, zone: tzinfo) -> Interview:
    """The interview on the same weekday at the same time of its own zone in another week.

    ``week`` is the week's first day in the user's ``zone``. A time of the clock that does not
    exist there, because the clocks go forward, becomes the one an hour later.
    """
    first_weekday = WEEKDAYS[week.weekday()]
    weeks = (week - week_of(local_day(interview.starts, zone), first_weekday)).days // 7
    # The clocks of the two zones change on different days, so that near midnight at the edge
    # of a week the same wall time may fall into the week before or after.
    several = [_later(interview, weeks + more) for more in (0, 1, -1)]
    inside = (one for one in several if _week(one, first_weekday, zone) == week)
    return next(inside, several[0])


def _later(interview: Interview, weeks: int) -> Interview:
    starts = interview.starts + timedelta(weeks=weeks)  # wall time: both ends in the same zone
    return replace(interview, starts=starts.astimezone(UTC).astimezone(starts.tzinfo))


def _week(interview: Interview, first_weekday: str, zone: tzinfo) -> date:
    return week_of(local_day(interview.starts, zone), first_weekday)


def week_with_room(workspace: Workspace, interview: Interview, now: datetime) -> date | None:
    """The first day of the next week in which an interview fits, by number and by time.

    The search begins with the week after the interview's own, never in the past, and goes
    ``WEEKS_AHEAD`` weeks ahead; None when all of them are too full.
    """
    zone = zone_of(now)
    after = local_day(interview.starts, zone) + timedelta(weeks=1)
    ahead = loads_from(workspace, max(now.date(), after), WEEKS_AHEAD, zone, without=interview.id)
    return _first_fit(ahead, interview, now)


def week_for(interview: Interview, loads: Sequence[Load], now: datetime) -> date | None:
    """The first of these weeks, after the one the interview is in, that has room for it."""
    present = next((load.week for load in loads if interview in load.interviews), now.date())
    return _first_fit((load for load in loads if load.week > present), interview, now)


def _first_fit(ahead: Iterable[Load], interview: Interview, now: datetime) -> date | None:
    zone = zone_of(now)
    for load in ahead:
        moved = moved_to(interview, load.week, zone)
        inside = _week(moved, WEEKDAYS[load.week.weekday()], zone) == load.week
        if inside and moved.starts > now and load.fits(interview):
            return load.week
    return None


def to_move(load: Load, now: datetime) -> Interview | None:
    """The interview of an over-full week that is best moved; None if none is too many.

    One still to come; an early round rather than a late one, as less has been put into it; of
    these the furthest off, as the other side has made the fewest arrangements.
    """
    if load.level is not Level.OVER:
        return None
    coming = [one for one in load.interviews if one.stage == "scheduled" and one.starts > now]
    return min(coming, key=lambda one: (one.round, now - one.starts), default=None)


def why_move(load: Load, interview: Interview) -> str:
    """Why :func:`to_move` chose an interview, in a few words."""
    others = [one for one in load.interviews if one.id != interview.id]
    if any(one.round > interview.round for one in others):
        return "an earlier round than others of that week"
    if any(one.starts < interview.starts for one in others):
        return "the last of that week's to come"
    return "the only one of that week that can still be moved"


def pace_line(loads: tuple[Load, ...], now: datetime) -> str:
    """The current week in one line, and the first week after it that is over.

    ``loads`` are those of :func:`loads`: the current week and some that follow it.
    """
    over = next((load for load in loads[1:] if load.level is Level.OVER), None)
    told = (*loads[:1], over) if over else loads[:1]
    return ". ".join(week_line(load, loads, now) for load in told)


def week_line(load: Load, loads: tuple[Load, ...], now: datetime) -> str:
    """A week in one line: how full it is, and what of it could move where.

    ``loads`` are the weeks, earliest first, among which room is looked for.
    """
    words = week_words(load.week, now.date())
    head = f"{words[0].upper()}{words[1:]} {load.count} of {load.capacity.interviews}"
    if load.level is not Level.OVER:
        return f"{head}, {_standing(load)}"
    by = str(load.over_interviews) if load.over_interviews else show_minutes(load.over_minutes)
    return f"{head}, OVER BY {by}{_advice(load, loads, now)}"


def _standing(load: Load) -> str:
    if load.capacity.away:
        return "away"
    return f"room for {load.room}" if load.level is Level.ROOM else "full"


def _advice(load: Load, loads: tuple[Load, ...], now: datetime) -> str:
    interview = to_move(load, now)
    if interview is None:
        return ""
    here = interview.starts.astimezone(now.tzinfo)
    named = f": {show_moment(here, now)} {interview.company}"
    week = week_for(interview, loads, now)
    if week is None:
        return f"{named} could move, but no week near has room"
    return f"{named} could move to {week_words(week, now.date())}"
