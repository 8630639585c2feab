"""The pace: what each week holds against what the user can prepare for and attend.

Everywhere ``now`` is an aware datetime in the user's own zone; weeks and days are meant there.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, tzinfo
from enum import StrEnum
from typing import Final

from jobsearch_tui.domain.records import Interview, Pace, WeekLimit
from jobsearch_tui.domain.weeks import local_day, week_of, weeks_from, zone_of
from jobsearch_tui.domain.when import show_minutes
from jobsearch_tui.domain.workspace import Workspace
from jobsearch_tui.value import dataclass

ORDINARY_MINUTES: Final = 120
"""An interview of an hour, with an hour of preparation."""

MOST_INTERVIEWS: Final = 40
"""The highest limit that a week can be given."""


class Level(StrEnum):
    """How a week stands against its capacity."""

    ROOM = "room"
    FULL = "full"
    OVER = "over"


@dataclass(frozen=True)
class Capacity:
    """What a week can bear: interviews, and minutes of interviews with their preparation."""

    interviews: int
    minutes: int

    @property
    def away(self) -> bool:
        """Whether the week is kept free of interviews."""
        return self.interviews == 0

    @property
    def usual(self) -> int:
        """The minutes that one interview usually takes, at least 1.

        That is what the week gives for each, and not more than an ordinary interview needs.
        """
        return max(1, min(ORDINARY_MINUTES, self.minutes // max(1, self.interviews)))


@dataclass(frozen=True)
class Load:
    """A week, named by its first day, and the interviews that count for it, earliest first."""

    week: date
    interviews: tuple[Interview, ...]
    capacity: Capacity

    @property
    def count(self) -> int:
        """How many interviews count for the week."""
        return len(self.interviews)

    @property
    def minutes(self) -> int:
        """The minutes of all of them with their preparation."""
        return sum(time_of(interview) for interview in self.interviews)

    @property
    def over_interviews(self) -> int:
        """How many interviews there are too many; 0 when they fit."""
        return max(0, self.count - self.capacity.interviews)

    @property
    def over_minutes(self) -> int:
        """How many minutes there are too many; 0 when they fit."""
        return max(0, self.minutes - self.capacity.minutes)

    @property
    def room(self) -> int:
        """How many more interviews of the usual length fit, by number and by time."""
        by_time = (self.capacity.minutes - self.minutes) // self.capacity.usual
        return max(0, min(self.capacity.interviews - self.count, by_time))

    @property
    def level(self) -> Level:
        """Over when there is too much, full when not one more usual interview fits."""
        if self.over_interviews or self.over_minutes:
            return Level.OVER
        return Level.ROOM if self.room else Level.FULL

    @property
    def why(self) -> str:
        """The reason for the level, in one sentence without its full stop."""
        if self.level is Level.OVER:
            return ", and ".join(_excesses(self))
        if self.capacity.away:
            return "you are away"
        if self.level is Level.ROOM:
            return f"{self.count} of {self.capacity.interviews} interviews, room for {self.room}"
        if self.count == self.capacity.interviews:
            return f"{_interviews(self.count)}, as many as you can prepare for"
        return f"{_hours(self)}, too close to the {show_minutes(self.capacity.minutes)} you have"

    def fits(self, interview: Interview) -> bool:
        """Whether an interview that is not yet in the week fits in, by number and by time."""
        return (
            self.count < self.capacity.interviews
            and self.minutes + time_of(interview) <= self.capacity.minutes
        )


def _excesses(load: Load) -> Iterable[str]:
    capacity = load.capacity
    if load.over_interviews:
        can = f"you can prepare for {capacity.interviews}"
        yield f"{_interviews(load.count)}, {'you are away' if capacity.away else can}"
    if load.over_minutes and not capacity.away:
        yield f"{_hours(load)}, you have {show_minutes(capacity.minutes)}"


def _interviews(count: int) -> str:
    return "1 interview" if count == 1 else f"{count} interviews"


def _hours(load: Load) -> str:
    return f"{show_minutes(load.minutes)} of interviews and preparation"


def counts(interview: Interview) -> bool:
    """Whether an interview takes up its week: a cancelled one and a no-show don't."""
    return interview.stage not in ("cancelled", "no-show")


def time_of(interview: Interview) -> int:
    """The minutes that an interview takes with its preparation."""
    return interview.minutes + interview.preparation


def capacity_of(pace: Pace, week: date) -> Capacity:
    """What the week that begins on ``week`` can bear.

    A limit applies to the week into which its day falls; of two, the later in the list does.
    The time for one interview stays what it is in any other week, so a limit scales the
    hours: half the interviews are half the hours.
    """
    interviews = pace.interviews
    for limit in pace.limits:
        if week_of(limit.week, pace.first_weekday) == week:
            interviews = limit.interviews
    return _capacity(pace, interviews)


def _capacity(pace: Pace, interviews: int) -> Capacity:
    minutes = pace.hours * 60
    return Capacity(interviews, minutes * interviews // (pace.interviews or interviews or 1))


def with_limit(pace: Pace, week: date, interviews: int) -> tuple[WeekLimit, ...]:
    """The limits of a pace with another one for the week that begins on ``week``, in order.

    A limit that is what any week can bear is left out.
    """
    others = [limit for limit in pace.limits if week_of(limit.week, pace.first_weekday) != week]
    own = [] if interviews == pace.interviews else [WeekLimit(week, interviews)]
    return tuple(sorted((*others, *own), key=lambda limit: limit.week))


def limit_for(pace: Pace, load: Load) -> int | None:
    """The lowest limit under which a week is no longer over; None when no limit helps."""
    for interviews in range(load.count, MOST_INTERVIEWS + 1):
        if replace(load, capacity=_capacity(pace, interviews)).level is not Level.OVER:
            return interviews
    return None


def load(workspace: Workspace, week: date, zone: tzinfo) -> Load:
    """What the week holds in which the day ``week`` falls in the user's zone."""
    return loads_from(workspace, week, 1, zone)[0]


def loads(workspace: Workspace, now: datetime, weeks: int = 12) -> tuple[Load, ...]:
    """What the current week and those after it hold, ``weeks`` in all."""
    return loads_from(workspace, now.date(), weeks, zone_of(now))


def loads_from(
    workspace: Workspace, day: date, weeks: int, zone: tzinfo, without: str = ""
) -> tuple[Load, ...]:
    """What ``weeks`` weeks hold from the one in which a day falls, in a zone.

    The interview with the id ``without`` is left out.
    """
    pace = workspace.pace
    named = weeks_from(day, weeks, pace.first_weekday)
    held: dict[int, list[Interview]] = {number: [] for number in range(weeks)}
    for interview in workspace.all(Interview):
        if counts(interview) and interview.id != without:
            number = (local_day(interview.starts, zone) - named[0]).days // 7
            if number in held:
                held[number].append(interview)
    return tuple(
        Load(
            week,
            tuple(sorted(held[number], key=lambda interview: interview.starts)),
            capacity_of(pace, week),
        )
        for number, week in enumerate(named)
    )
