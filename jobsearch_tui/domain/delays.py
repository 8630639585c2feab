"""How long it takes from a contact to the invitation, and from there to the interview.

Time is counted in whole days. An invitation comes with some notice, so an interview that nobody
has yet been invited to is never as near as one that stands in the diary.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from math import exp
from typing import Final

LONGEST: Final = 365
"""Days after which a contact that is still silent is expected to stay so."""

NOTICES: Final = ((0.25, 0.34), (0.25, 0.68), (0.25, 1.07), (0.25, 1.9))
"""How notices differ about their mean: the share of the interviews, and the part of the mean."""


@dataclass(frozen=True, eq=False, slots=True)
class Delay:
    """The delay until the invitation: ``by[n]`` is the chance that it takes at most n days.

    That is among the contacts that lead to an interview at all. Two are the same only when they
    are one object, so that they can be looked up quickly.
    """

    by: tuple[float, ...]

    def of(self, days: int) -> float:
        """The chance that it takes exactly so many days, never quite 0."""
        before = self.by[days - 1] if days else 0.0
        return max(1e-9, self.by[days] - before)


@lru_cache(maxsize=512)
def delay_of(mean: float) -> Delay:
    """The delay of a mean number of days: Erlang's distribution of two steps.

    Two steps, because an answer takes somebody's reading and somebody's deciding: few come on
    the first day, most about the mean, some long after.
    """
    rate = 3 / mean
    ends = [(day + 0.5) * rate for day in range(LONGEST + 1)]
    return Delay(tuple(1 - (1 + end + end * end / 2) * exp(-end) for end in ends))


@lru_cache(maxsize=16384)
def arrivals(
    delay: Delay, notice: int, silent: int, ahead: int, left: int, weeks: int
) -> tuple[float, ...]:
    """For each week from this one, the chance of an invitation from now on to an interview in it.

    It is that of a contact which leads to an interview at some time. ``silent`` is the last
    day after the contact that went by in silence, -1 when there was none: today is not over, and
    what will be made ``ahead`` days from today has not begun.
    ``left`` are the days that are left of this week after today; ``notice`` is the mean one.
    """
    by = delay.by
    past = by[silent] if silent >= 0 else 0.0
    first = left - ahead + silent + 1
    total = [0.0] * weeks
    for share, sooner in _notices(notice):
        for week, day in enumerate(range(first - sooner, first - sooner + 7 * weeks, 7)):
            if day >= 0 and (chance := by[min(LONGEST, day)] - past) > 0:
                total[week] += share * chance
    return (total[0], *(later - before for before, later in pairwise(total)))


@lru_cache(maxsize=64)
def _notices(mean: int) -> tuple[tuple[float, int], ...]:
    return tuple((share, max(1, round(mean * part))) for share, part in NOTICES)
