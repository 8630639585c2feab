"""How long it takes from a contact to the invitation, and from there to the interview.

Time is counted in whole days. An invitation comes with some notice, so an interview that nobody
has yet been invited to is never as near as one that stands in the diary.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from math import exp
from typing import Final

LONGEST: Final = 365
"""Days after which a contact that is still silent is expected to stay so."""

NOTICES: Final = ((0.35, 0.4), (0.4, 1.0), (0.25, 1.8))
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
    rate = 2 / mean
    ends = [(day + 0.5) * rate for day in range(LONGEST + 1)]
    return Delay(tuple(1 - (1 + end) * exp(-end) for end in ends))


@lru_cache(maxsize=16384)
def arrivals(
    delay: Delay, notice: int, silent: int, ahead: int, left: int, weeks: int
) -> tuple[float, ...]:
    """For each week from this one, the chance of an invitation from now on to an interview in it.

    It is that of a contact which leads to an interview at some time. ``silent`` is for how many
    days it has been silent, -1 for one that is yet to be made, ``ahead`` days from today.
    ``left`` are the days that are left of this week after today; ``notice`` is the mean one.
    """
    by = delay.by
    past = by[silent] if silent >= 0 else 0.0
    until = []
    for week in range(weeks):
        end = left + 7 * week - ahead + max(0, silent)
        total = 0.0
        for share, part in NOTICES:
            day = min(LONGEST, end - max(1, round(notice * part)))
            if day >= 0 and by[day] > past:
                total += share * (by[day] - past)
        until.append(total)
    return (until[0], *(later - before for before, later in zip(until, until[1:], strict=False)))
