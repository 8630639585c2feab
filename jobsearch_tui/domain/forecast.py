"""Interviews to expect, week by week, on top of those that are scheduled.

The result is a distribution and not a number: for each hypothesis about a channel the contacts
already made, and the further rounds that their interviews would lead to, give a distribution for
each week; the hypotheses are mixed by their weights, and the channels are added up. An interview
that would fall into a week in which the user is away is expected in the next one in which they
are not: one says so when one is asked for a date.

``now`` is an aware datetime in the user's zone. docs/forecast.md has the formulas.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from operator import mul
from typing import Final

from jobsearch_tui.domain.channels import Channel, guess_of
from jobsearch_tui.domain.delays import arrivals
from jobsearch_tui.domain.learning import Hypothesis, Seen, believe, seen
from jobsearch_tui.domain.outcomes import MOST_ROUNDS, history
from jobsearch_tui.domain.pacing import Level, Load, loads
from jobsearch_tui.domain.tallies import NONE, Tally, above, middle, tally, together
from jobsearch_tui.domain.workspace import Workspace

RANGE: Final = 0.8
"""The share of the cases that lie between ``low`` and ``high``, at least."""

_SMALLEST: Final = 16
_MARGIN: Final = 8
_MIDWEEK, _FRIDAY = 2, 4
_NEARLY_ALL: Final = 0.97
_EXHAUSTED: Final = 0.995
_ONE_NEW: Final = {(0, -1): 1.0}

Weeks = Sequence[float]
"""A number for each week from this one on."""


@dataclass(frozen=True)
class Outlook:
    """A week and what is to be expected of it.

    ``expected`` is the mean number of interviews on top of the scheduled ones, and ``spread``
    the chance of each number of them. ``low`` to ``high`` are interviews in all, a range that
    holds in four cases of five or more. ``risk`` is the chance, 0 to 1, that the week will be
    over capacity, by number or by time, with interviews of the usual length.
    """

    load: Load
    expected: float
    low: int
    high: int
    risk: float
    spread: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Prospect:
    """What one hypothesis about a channel makes of some contacts in the weeks ahead.

    ``means`` are the interviews to expect, ``squares`` the squares of the chances that these are
    made of, added up.
    """

    weight: float
    means: Weeks
    squares: Weeks


@dataclass(frozen=True)
class Forecast:
    """The weeks ahead, and for each channel what may come of it.

    ``waiting`` has an entry for each channel in which contacts wait for an answer, with a
    prospect for each hypothesis.
    """

    loads: tuple[Load, ...]
    calendar: Calendar
    beliefs: Mapping[Channel, Sequence[Hypothesis]]
    waiting: Mapping[Channel, tuple[Prospect, ...]]
    size: int

    @property
    def outlook(self) -> tuple[Outlook, ...]:
        """Each week with what is to be expected of it."""
        return tuple(self._outlook(week) for week in range(len(self.loads)))

    def _outlook(self, week: int) -> Outlook:
        load = self.loads[week]
        spread = self.without(None, week)
        low, high = middle(spread, RANGE)
        expected = sum(
            one.weight * one.means[week] for channel in self.waiting.values() for one in channel
        )
        risk = risk_of(load, spread)
        return Outlook(load, expected, load.count + low, load.count + high, risk, tuple(spread))

    def without(self, left_out: Channel | None, week: int) -> Tally:
        """The distribution of what all channels but one bring in a week."""
        found: Tally = NONE
        for channel, prospects in self.waiting.items():
            if channel is not left_out:
                cases = ((one.weight, one.means[week], one.squares[week]) for one in prospects)
                found = together(found, mixed(cases, self.size), self.size)
        return found

    def with_new(self, channel: Channel) -> tuple[tuple[Prospect, Prospect], ...]:
        """For each hypothesis about a channel what waits, and one more contact made today."""
        beliefs = self.beliefs[channel]
        nothing = (0.0,) * len(self.loads)
        waits = self.waiting.get(channel) or [
            Prospect(one.weight, nothing, nothing) for one in beliefs
        ]
        new = _prospects(self.calendar, channel, self.beliefs, _ONE_NEW)
        return tuple(zip(waits, new, strict=True))


def mixed(cases: Iterable[tuple[float, float, float]], size: int) -> list[float]:
    """The distribution that several cases give together: each a weight, a mean and its squares."""
    weights, tallies = [], []
    for weight, mean, squares in cases:
        weights.append(weight)
        tallies.append(tally(mean, squares, size))
    return [sum(map(mul, weights, chances)) for chances in zip(*tallies, strict=True)]


def risk_of(load: Load, spread: Tally) -> float:
    """The chance that a week is over capacity, given how many more interviews may come."""
    return 1.0 if load.level is Level.OVER else above(spread, load.room)


def outlook(workspace: Workspace, now: datetime, weeks: int = 12) -> tuple[Outlook, ...]:
    """What to expect of the current week and those after it, ``weeks`` in all."""
    return foresee(workspace, now, weeks).outlook


def foresee(workspace: Workspace, now: datetime, weeks: int = 12) -> Forecast:
    """The forecast that the user's record gives, for so many weeks from the current one."""
    past, today, pace = history(workspace, now), now.toordinal(), workspace.pace
    records = {channel: seen(past.contacts[channel], today) for channel in Channel}
    beliefs = {
        channel: believe(guess_of(pace, channel), past.notice, records[channel])
        for channel in Channel
    }
    return project(loads(workspace, now, weeks), now, past.notice, beliefs, records)


def project(
    loads: tuple[Load, ...],
    now: datetime,
    notice: int,
    beliefs: Mapping[Channel, Sequence[Hypothesis]],
    records: Mapping[Channel, Seen],
) -> Forecast:
    """The forecast that beliefs about the channels give, with the contacts that still wait.

    ``notice`` is the mean number of days from an invitation to its interview.
    """
    calendar = Calendar(
        len(loads),
        gone=now.toordinal() - loads[0].week.toordinal(),
        left=_last_workday(loads[0].week.toordinal()) - now.toordinal(),
        notice=notice,
        away=tuple(load.capacity.away for load in loads),
        attended=_attended(loads, [0.0] * len(loads)),
    )
    waiting = _waiting(calendar, beliefs, records)
    attended = _attended(loads, _means(waiting, len(loads)))
    if min(attended) < _NEARLY_ALL:
        calendar = replace(calendar, attended=attended)
        waiting = _waiting(calendar, beliefs, records)
    return Forecast(loads, calendar, beliefs, waiting, _size(loads, waiting))


def _waiting(
    calendar: Calendar,
    beliefs: Mapping[Channel, Sequence[Hypothesis]],
    records: Mapping[Channel, Seen],
) -> dict[Channel, tuple[Prospect, ...]]:
    return {
        channel: _prospects(calendar, channel, beliefs, record.silent)
        for channel, record in records.items()
        if record.silent
    }


def _means(waiting: Mapping[Channel, tuple[Prospect, ...]], weeks: int) -> Weeks:
    """The interviews to expect of each week, of all channels."""
    total: Weeks = [0.0] * weeks
    for prospects in waiting.values():
        for one in prospects:
            total = _plus(total, one.weight, one.means)
    return total


def _attended(loads: Sequence[Load], expected: Weeks) -> tuple[float, ...]:
    """The share of each week's interviews that can be attended; the others lead to nothing."""
    return tuple(
        _share(load.count, load.capacity.interviews, mean)
        for load, mean in zip(loads, expected, strict=True)
    )


def _share(count: int, capacity: int, mean: float) -> float:
    if not count + mean:
        return 1.0
    spread = tally(mean, 0.0, max(_SMALLEST, int(2 * mean) + _MARGIN))
    attended = sum(chance * min(capacity, count + more) for more, chance in enumerate(spread))
    return min(1.0, attended / (count + mean))


def _last_workday(week: int) -> int:
    """The last day of a week that is no Saturday or Sunday, as ordinals.

    An interview that would fall on one of these is held on the Monday that follows.
    """
    last = week + 6
    return last - max(0, date.fromordinal(last).weekday() - 4)


def _size(loads: Iterable[Load], waiting: Mapping[Channel, tuple[Prospect, ...]]) -> int:
    """How many counts to tell apart: well above what fits and what is likely."""
    most = sum(max(max(one.means) for one in channel) for channel in waiting.values())
    return max(_SMALLEST, max(load.room for load in loads) + _MARGIN, int(2 * most) + _MARGIN)


@dataclass(frozen=True)
class Calendar:
    """The weeks ahead, and what is known of all their interviews.

    ``gone`` are the days of the current week before today and ``left`` the workdays' end after
    it, ``notice`` the mean days from invitation to interview, ``away`` the weeks that are, and
    ``attended`` the share of each week's interviews that fit into it.
    """

    weeks: int
    gone: int
    left: int
    notice: int
    away: tuple[bool, ...]
    attended: tuple[float, ...]

    def lead_on(self, ahead: int) -> float:
        """The share of interviews so many days ahead that can lead to something."""
        week = (self.gone + ahead) // 7
        return self.attended[week] if ahead and week < self.weeks else 1.0

    def moved(self, weeks: Weeks) -> Weeks:
        """What falls into weeks away, moved to the next one that is none."""
        if not any(self.away):
            return weeks
        found, carried = [], 0.0
        for away, value in zip(self.away, weeks, strict=True):
            found.append(0.0 if away else value + carried)
            carried = carried + value if away else 0.0
        return found


def _prospects(
    calendar: Calendar,
    channel: Channel,
    beliefs: Mapping[Channel, Sequence[Hypothesis]],
    silent: Mapping[tuple[int, int], float],
) -> tuple[Prospect, ...]:
    """What each hypothesis about a channel makes of contacts that wait, or will."""
    if channel is Channel.ROUNDS:
        silent = {key: number * calendar.lead_on(key[0]) for key, number in silent.items()}
    nothing = [0.0] * calendar.weeks
    rounds = nothing
    for one in beliefs[Channel.ROUNDS]:
        rounds = _plus(rounds, one.weight * one.chance, _after_one(calendar, one))
    chain = _chain(rounds)
    found = []
    for one in beliefs[channel]:
        if channel is Channel.ROUNDS:
            chain = _chain(_plus(nothing, one.chance, _after_one(calendar, one)), 1)
        means, squares = _alone(calendar, one, silent)
        means = calendar.moved(means)
        if channel is Channel.RECRUITERS:
            others = _chain(_plus(nothing, one.chance, _after_one(calendar, one)))
            means = _plus(means, 1.0, _folded(means, others))
        fit = list(map(mul, means, calendar.attended))
        means = calendar.moved(_plus(means, 1.0, _folded(fit, chain)))
        found.append(Prospect(one.weight, means, calendar.moved(squares)))
    return tuple(found)


def _alone(
    calendar: Calendar, one: Hypothesis, silent: Mapping[tuple[int, int], float]
) -> tuple[Weeks, Weeks]:
    """The means and squares of contacts without what their interviews would lead to."""
    weeks = calendar.weeks
    means = squares = [0.0] * weeks
    for (ahead, age), number in silent.items():
        if age < 0 or one.delay.by[age] < _EXHAUSTED:
            chance = one.chance if age < 0 else one.chance / one.silence(age)
            comes = arrivals(one.delay, calendar.notice, age, ahead, calendar.left, weeks)
            means = _plus(means, number * chance, comes)
            squares = _plus(squares, number * chance * chance, [share * share for share in comes])
    return means, squares


def _after_one(calendar: Calendar, one: Hypothesis) -> Weeks:
    """By weeks later, the chance of an invitation after an interview in the middle of a week."""
    return arrivals(one.delay, calendar.notice, -1, _MIDWEEK, _FRIDAY, calendar.weeks)


def _chain(step: Weeks, generations: int = MOST_ROUNDS - 1) -> Weeks:
    """By weeks later, all that an interview leads to; ``step`` is what it does by itself."""
    total = newest = step
    for _ in range(generations - 1):
        newest = _folded(newest, step)
        total = _plus(total, 1.0, newest)
    return total


def _plus(total: Weeks, factor: float, weeks: Weeks) -> list[float]:
    return [sum + factor * value for sum, value in zip(total, weeks, strict=True)]


def _folded(weeks: Weeks, later: Weeks) -> list[float]:
    """Each week's value spread over the weeks that follow it, by weeks later."""
    turned = later[::-1]
    count = len(weeks)
    return [sum(map(mul, weeks, turned[count - 1 - week :])) for week in range(count)]
