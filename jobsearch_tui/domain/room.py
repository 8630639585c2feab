"""How many more contacts the weeks ahead can bear, and what happens when there are more.

``now`` is an aware datetime in the user's zone.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from math import ceil
from typing import Final

from jobsearch_tui.domain.channels import Channel
from jobsearch_tui.domain.forecast import RANGE, Forecast, foresee, mixed, risk_of
from jobsearch_tui.domain.pacing import Level
from jobsearch_tui.domain.tallies import Tally, middle, together
from jobsearch_tui.domain.weeks import week_words
from jobsearch_tui.domain.workspace import Workspace

WEEKS: Final = 8
"""The weeks, from the current one, in which the risk is held down."""

MOST_CONTACTS: Final = 40
"""More contacts than these are nobody's week, however much room there is."""

UNNOTICED: Final = 0.02
"""Interviews, in the mean, that all new contacts together may add to any week, however full."""


@dataclass(frozen=True)
class Room:
    """How many new contacts can be made this week, and the reason in one sentence.

    ``week`` is the first day of the week that does not bear one more, None when none objects.
    """

    contacts: int
    week: date | None
    why: str


def room(workspace: Workspace, now: datetime, channel: Channel, weeks: int = WEEKS) -> Room:
    """The new contacts of a channel that each of the next weeks can bear.

    The chance of being over capacity stays at or under the pace's ``risk`` in each of them.
    """
    return room_in(foresee(workspace, now, weeks), now, channel, workspace.pace.risk, weeks)


def consequence(workspace: Workspace, now: datetime, channel: Channel, count: int) -> str:
    """What is likely to happen, and when, if so many more contacts are made all the same.

    One sentence; empty when there is room for them.
    """
    return consequence_in(foresee(workspace, now, WEEKS), now, channel, workspace.pace.risk, count)


def room_in(
    forecast: Forecast, now: datetime, channel: Channel, risk: int, weeks: int = WEEKS
) -> Room:
    """The same as :func:`room` for a forecast that is there already; ``risk`` is in percent."""
    scales = _Scales(forecast, channel, risk / 100, min(weeks, len(forecast.loads)))
    contacts = scales.most()
    if contacts == MOST_CONTACTS:
        return Room(contacts, None, f"Room for {contacts} new contacts, as many as a week's work.")
    week = scales.binding(contacts + 1)
    return Room(contacts, forecast.loads[week].week, scales.why(contacts, week, now))


def consequence_in(
    forecast: Forecast, now: datetime, channel: Channel, risk: int, count: int
) -> str:
    """The same as :func:`consequence` for a forecast that is there already."""
    scales = _Scales(forecast, channel, risk / 100, min(WEEKS, len(forecast.loads)))
    return "" if count <= scales.most() else scales.consequence(count, now)


class _Scales:
    """The weeks in one scale, contacts of one channel in the other."""

    def __init__(self, forecast: Forecast, channel: Channel, limit: float, weeks: int) -> None:
        self._forecast = forecast
        self._prospects = forecast.prospects[channel]
        self._limit = limit
        self._weeks = range(weeks)
        self._others = [forecast.without(channel, week) for week in self._weeks]
        self._each = [
            sum(one.weight * one.fresh[week] for one in self._prospects) for week in self._weeks
        ]

    def most(self) -> int:
        """The largest number of contacts that every week bears, by halving."""
        low, high = 0, MOST_CONTACTS
        while low < high:
            half = (low + high + 1) // 2
            if all(self._bears(week, half) for week in self._weeks):
                low = half
            else:
                high = half - 1
        return low

    def binding(self, contacts: int) -> int:
        """The week that bears so many least of all."""
        unwilling = [week for week in self._weeks if not self._bears(week, contacts)]
        return max(unwilling, key=lambda week: (self._risk(week, contacts), -week))

    def _bears(self, week: int, contacts: int) -> bool:
        """Whether a week stays within the risk, or would hardly notice the contacts."""
        if contacts * self._each[week] <= UNNOTICED:
            return True
        return self._risk(week, contacts) <= self._limit

    def _risk(self, week: int, contacts: int) -> float:
        return risk_of(self._forecast.loads[week], self._spread(week, contacts))

    def _spread(self, week: int, contacts: int) -> Tally:
        size = self._forecast.size
        return together(
            mixed(self._prospects, week, contacts, size), self._others[week], size
        )

    def why(self, contacts: int, week: int, now: datetime) -> str:
        """The reason for a number of contacts, in one sentence."""
        load = self._forecast.loads[week]
        named = week_words(load.week, now.date())
        room = f"Room for {_contacts(contacts)}" if contacts else "No room for new contacts"
        if load.level is Level.OVER:
            return f"{room}: {named} is over capacity already, and more could fall into it."
        already = self._risk(week, 0)
        if already > self._limit:
            return (
                f"{room}: {named} may be over capacity already, at {_percent(already)}, "
                "from what is under way."
            )
        then = _percent(self._risk(week, contacts + 1))
        more = f"with {contacts + 1}" if contacts else "with one"
        return f"{room}: {more} {named} would be over capacity at {then}."

    def consequence(self, count: int, now: datetime) -> str:
        """What so many contacts do to the week that bears them least."""
        week = self.binding(count)
        load = self._forecast.loads[week]
        named = week_words(load.week, now.date())
        low, high = (load.count + edge for edge in middle(self._spread(week, count), RANGE))
        many = f"{low} to {high} interviews" if low < high else f"about {high} interviews"
        return (
            f"With {_contacts(count)} {named} would be over capacity at "
            f"{_percent(self._risk(week, count))}: {many} where you can prepare for "
            f"{load.capacity.interviews}."
        )


def _contacts(count: int) -> str:
    return "1 new contact" if count == 1 else f"{count} new contacts"


def _percent(chance: float) -> str:
    """Rounded up, so that what is past a limit does not read as within it."""
    return f"{ceil(chance * 100 - 1e-9)} %"
