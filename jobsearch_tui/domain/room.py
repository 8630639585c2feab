"""How many more contacts the weeks ahead can bear, and what happens when there are more.

``now`` is an aware datetime in the user's zone.
"""

from __future__ import annotations

from bisect import bisect_left
from datetime import date, datetime
from functools import partial
from math import ceil
from typing import Final

from jobsearch_tui.domain.channels import Channel
from jobsearch_tui.domain.forecast import RANGE, Forecast, foresee, mixed, risk_of
from jobsearch_tui.domain.pacing import Level
from jobsearch_tui.domain.tallies import Tally, middle, together
from jobsearch_tui.domain.weeks import week_words
from jobsearch_tui.domain.workspace import Workspace
from jobsearch_tui.value import dataclass

WEEKS: Final = 8
"""The weeks, from the current one, in which the risk is held down."""

MOST_CONTACTS: Final = 40
"""More contacts than these are nobody's week, however much room there is."""

UNNOTICED: Final = 0.02
"""Interviews, in the mean, that all new contacts together may add to any week, however full."""

EACH_WAVE: Final = 0.75
"""By how much each week until then lessens the risk that a week may have today.

A week is filled by several waves, and what good luck frees the next wave uses up, while bad luck
stays: a week that is at the limit today ends up over capacity more often than that.
"""


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
    return scales.consequence(count, now) if scales.unwilling(count) else ""


class _Scales:
    """The weeks in one scale, contacts of one channel in the other."""

    def __init__(self, forecast: Forecast, channel: Channel, limit: float, weeks: int) -> None:
        self._forecast = forecast
        self._prospects = forecast.with_new(channel)
        self._limit = limit
        self._weeks = range(weeks)
        self._risks: dict[tuple[int, int], float] = {}
        self._others = [forecast.without(channel, week) for week in self._weeks]
        self._each = [
            sum(new.weight * new.means[week] for _, new in self._prospects) for week in self._weeks
        ]

    def most(self) -> int:
        """The largest number of contacts that every week bears, by halving.

        A week that bears as many as those before it leaves is asked once.
        """
        most = MOST_CONTACTS
        for week in self._weeks:
            if not self._bears(week, most):
                most = bisect_left(range(1, most), True, key=partial(self._is_full, week))
        return most

    def binding(self, contacts: int) -> int:
        """The week that bears so many least: the one they bring furthest past its limit.

        A week that is over capacity already comes last, as there is less to say of it.
        """
        return max(self.unwilling(contacts), key=lambda week: self._excess(week, contacts))

    def unwilling(self, contacts: int) -> list[int]:
        """The weeks that do not bear so many."""
        return [week for week in self._weeks if not self._bears(week, contacts)]

    def _excess(self, week: int, contacts: int) -> tuple[bool, float]:
        over = self._forecast.loads[week].level is Level.OVER
        return not over, self._risk(week, contacts) - self._bearable(week)

    def _bears(self, week: int, contacts: int) -> bool:
        """Whether a week stays within the risk, or would hardly notice the contacts.

        When this week is over capacity already, that is no reason to wait: who is contacted
        today is hardly ever invited to this very week.
        """
        over_now = not week and self._forecast.loads[0].level is Level.OVER
        if over_now or contacts * self._each[week] <= UNNOTICED:
            return True
        return self._risk(week, contacts) <= self._bearable(week)

    def _is_full(self, week: int, contacts: int) -> bool:
        return not self._bears(week, contacts)

    def _bearable(self, week: int) -> float:
        """The risk that a week so far ahead may have today; the waves until then add theirs."""
        return self._limit / (1 + EACH_WAVE * week)

    def _risk(self, week: int, contacts: int) -> float:
        asked = (week, contacts)
        if asked not in self._risks:
            spread = self._spread(week, contacts)
            self._risks[asked] = risk_of(self._forecast.loads[week], spread)
        return self._risks[asked]

    def _spread(self, week: int, contacts: int) -> Tally:
        size = self._forecast.size
        several = [
            (
                waits.weight,
                waits.means[week] + contacts * new.means[week],
                waits.squares[week] + contacts * new.squares[week],
            )
            for waits, new in self._prospects
        ]
        return together(mixed(several, size), self._others[week], size)

    def why(self, contacts: int, week: int, now: datetime) -> str:
        """The reason for a number of contacts, in one sentence."""
        load = self._forecast.loads[week]
        named = week_words(load.week, now.date())
        room = f"Room for {_contacts(contacts)}" if contacts else "No room for new contacts"
        if load.level is Level.OVER:
            return f"{room}: {named} is over capacity already, and more could fall into it."
        most = f"{int(100 * self._bearable(week))}% is the most"
        limit = f"where {most}{' so far ahead' if week else ''}"
        already = self._risk(week, 0)
        if already > self._bearable(week):
            chance = f"the chance that {named} is over capacity is {_percent(already)} as it is"
            return f"{room}: {chance}, {limit}."
        then = _percent(self._risk(week, contacts + 1))
        more = f"with {contacts + 1}" if contacts else "with one"
        return f"{room}: {more}, the chance that {named} is over capacity would be {then}, {limit}."

    def consequence(self, count: int, now: datetime) -> str:
        """What so many contacts do to the week that bears them least."""
        week = self.binding(count)
        then = self._risk(week, count)
        load = self._forecast.loads[week]
        named = week_words(load.week, now.date())
        low, high = (load.count + edge for edge in middle(self._spread(week, count), RANGE))
        many = f"{low} to {high} interviews" if low < high else f"about {high} interviews"
        can = load.capacity.interviews
        over = f"the chance that {named} is over capacity would be {_percent(then)}"
        return f"With {_contacts(count)}, {over}: {many}, and you can prepare for {can}."


def _contacts(count: int) -> str:
    return "1 new contact" if count == 1 else f"{count} new contacts"


def _percent(chance: float) -> str:
    """Rounded up, so that what is past a limit does not read as within it."""
    return f"{ceil(100 * chance - 1e-9)}%"
