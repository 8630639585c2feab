"""Interviews to expect, week by week, on top of those that are scheduled.

The result is a distribution and not a number: for each hypothesis about a channel the contacts
already made, and the further rounds that their interviews would lead to, give a distribution for
each week; the hypotheses are mixed by their weights, and the channels are added up. An interview
that would fall into a week in which the user is away is expected in the next one in which they
are not: one says so when one is asked for a date.

``now`` is an aware datetime in the user's zone. docs/forecast.md has the formulas.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from jobsearch_tui.domain.channels import Channel, guess_of
from jobsearch_tui.domain.delays import arrivals
from jobsearch_tui.domain.learning import Hypothesis, Seen, believe, seen
from jobsearch_tui.domain.outcomes import history
from jobsearch_tui.domain.pacing import Level, Load, loads
from jobsearch_tui.domain.tallies import NONE, Tally, above, middle, tally, together
from jobsearch_tui.domain.workspace import Workspace

RANGE: Final = 0.8
"""The share of the cases that lie between ``low`` and ``high``, at least."""

_GENERATIONS: Final = 3
_SMALLEST: Final = 16
_MARGIN: Final = 8
_MIDWEEK: Final = 3

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


@dataclass(frozen=True)
class Prospect:
    """What one hypothesis about a channel makes of the weeks ahead.

    ``means`` are the interviews to expect of the contacts already made; ``squares`` are the
    squares of the chances that these are made of, added up. ``fresh`` and ``fresh_squares`` are
    the same of one more contact made today.
    """

    weight: float
    means: Weeks
    squares: Weeks
    fresh: Weeks
    fresh_squares: Weeks

    def tally(self, week: int, more: int, size: int) -> list[float]:
        """The distribution of a week's interviews, with so many more contacts made today."""
        mean = self.means[week] + more * self.fresh[week]
        return tally(mean, self.squares[week] + more * self.fresh_squares[week], size)


@dataclass(frozen=True)
class Forecast:
    """The weeks ahead, and for each channel what may come of it."""

    loads: tuple[Load, ...]
    prospects: Mapping[Channel, tuple[Prospect, ...]]
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
            one.weight * one.means[week] for channel in self.prospects.values() for one in channel
        )
        risk = risk_of(load, spread)
        return Outlook(load, expected, load.count + low, load.count + high, risk, tuple(spread))

    def without(self, left_out: Channel | None, week: int) -> Tally:
        """The distribution of what all channels but one bring in a week."""
        found: Tally = NONE
        for channel, prospects in self.prospects.items():
            if channel is not left_out and any(one.means[week] for one in prospects):
                found = together(found, mixed(prospects, week, 0, self.size), self.size)
        return found


def mixed(prospects: Iterable[Prospect], week: int, more: int, size: int) -> list[float]:
    """The distribution that hypotheses give together, each by its weight."""
    found = [0.0] * size
    for one in prospects:
        weight = one.weight
        found = [
            total + weight * chance
            for total, chance in zip(found, one.tally(week, more, size), strict=True)
        ]
    return found


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
    calendar = _Calendar(
        len(loads),
        left=(loads[0].week.toordinal() + 6) - now.toordinal(),
        notice=notice,
        away=tuple(load.capacity.away for load in loads),
    )
    rounds = _following(calendar, beliefs[Channel.ROUNDS])
    prospects = {
        channel: tuple(
            _prospect(calendar, channel, one, records[channel], rounds)
            for one in beliefs[channel]
        )
        for channel in Channel
    }
    return Forecast(loads, prospects, _size(loads, prospects))


def _size(loads: Iterable[Load], prospects: Mapping[Channel, tuple[Prospect, ...]]) -> int:
    """How many counts to tell apart: well above what fits and what is likely."""
    most = sum(max(max(one.means) for one in channel) for channel in prospects.values())
    return max(_SMALLEST, max(load.room for load in loads) + _MARGIN, int(2 * most) + _MARGIN)


@dataclass(frozen=True)
class _Calendar:
    """The weeks ahead: how many, the days left of this one, the notice, and which are away."""

    weeks: int
    left: int
    notice: int
    away: tuple[bool, ...]

    def moved(self, weeks: Weeks) -> list[float]:
        """What falls into weeks away, moved to the next one that is none."""
        found, carried = [], 0.0
        for away, value in zip(self.away, weeks, strict=True):
            found.append(0.0 if away else value + carried)
            carried = carried + value if away else 0.0
        return found


def _following(calendar: _Calendar, rounds: Iterable[Hypothesis]) -> list[float]:
    """By weeks later, the next rounds to expect of an interview in the middle of a week."""
    found = [0.0] * calendar.weeks
    for one in rounds:
        _add(found, one.weight * one.chance, _after_interview(calendar, one))
    return found


def _after_interview(calendar: _Calendar, one: Hypothesis) -> Weeks:
    return arrivals(one.delay, calendar.notice, -1, _MIDWEEK, 6, calendar.weeks)


def _add(total: list[float], factor: float, weeks: Weeks) -> None:
    for week, value in enumerate(weeks):
        total[week] += factor * value


def _prospect(
    calendar: _Calendar,
    channel: Channel,
    one: Hypothesis,
    record: Seen,
    rounds: Weeks,
) -> Prospect:
    means, squares = [0.0] * calendar.weeks, [0.0] * calendar.weeks
    for (ahead, silent), number in record.silent.items():
        chance = one.chance * (1.0 if silent < 0 else one.left(silent))
        weeks = arrivals(
            one.delay, calendar.notice, silent, ahead, calendar.left, calendar.weeks
        )
        _add(means, number * chance, weeks)
        _add(squares, number * chance * chance, [value * value for value in weeks])
    new = [
        one.chance * value
        for value in arrivals(one.delay, calendar.notice, -1, 0, calendar.left, calendar.weeks)
    ]
    step = _steps(calendar, channel, one, rounds)
    return Prospect(
        one.weight,
        _with_following(calendar, calendar.moved(means), step),
        calendar.moved(squares),
        _with_following(calendar, calendar.moved(new), step),
        calendar.moved([value * value for value in new]),
    )


def _steps(
    calendar: _Calendar, channel: Channel, one: Hypothesis, rounds: Weeks
) -> list[float]:
    """By weeks later, what an interview leads to: the next round, from recruiters another one."""
    if channel not in (Channel.RECRUITERS, Channel.ROUNDS):
        return list(rounds)
    found = [0.0] * calendar.weeks if channel is Channel.ROUNDS else list(rounds)
    _add(found, one.chance, _after_interview(calendar, one))
    return found


def _with_following(calendar: _Calendar, weeks: list[float], step: Weeks) -> list[float]:
    """The interviews of each week, with those that they would lead to in their turn."""
    total, newest = list(weeks), weeks
    for _ in range(_GENERATIONS):
        newest = calendar.moved(_led_to(newest, step))
        _add(total, 1.0, newest)
    return total


def _led_to(weeks: Weeks, step: Weeks) -> Iterator[float]:
    return (
        sum(weeks[earlier] * step[week - earlier] for earlier in range(week + 1))
        for week in range(len(weeks))
    )
