"""The days of the demo: three months that end at a given moment, with plausible hours.

The invented job seeker is employed: they telephone at lunch or after five on weekdays, and
write in the evening.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from random import Random
from typing import Final, NamedTuple
from zoneinfo import ZoneInfo


class Window(NamedTuple):
    """When something happens: on weekdays only or on any day, between minutes of the day."""

    weekdays: bool
    spans: tuple[tuple[int, int], ...]


CALLS: Final = Window(True, ((12 * 60 + 5, 12 * 60 + 55), (17 * 60 + 5, 18 * 60 + 25)))
OFFICE: Final = Window(True, ((8 * 60 + 30, 17 * 60 + 50),))
EVENING: Final = Window(False, ((19 * 60 + 30, 22 * 60),))

_ABROAD: Final = (
    *("America/New_York", "Europe/London", "America/Los_Angeles", "Europe/Berlin"),
    *("Asia/Singapore", "Asia/Tokyo"),
)


class Diary:
    """The calendar as seen from ``now``, in the user's zone; all it returns is in that zone."""

    def __init__(self, now: datetime, zone: ZoneInfo, rng: Random) -> None:
        """Take the moment at which the demo is opened; ``rng`` chooses the minutes."""
        self.zone = zone
        self.now = now.astimezone(zone)
        self.today = self.now.date()
        self.monday = self.today - timedelta(days=self.today.weekday())
        self._rng = rng

    def day(self, days: int) -> date:
        """The day so many days ago; negative ones are to come."""
        return self.today - timedelta(days=days)

    def workday(self, days: int) -> date:
        """The day so many days ago, or the Friday before when that was a weekend."""
        day = self.day(days)
        return day - timedelta(days=max(0, day.weekday() - 4))

    def at(self, day: date, minute: int) -> datetime:
        """A minute of a day by the wall clock; an hour later where the clocks leave it out."""
        wall = datetime.combine(day, time(minute // 60, minute % 60), self.zone)
        return wall.astimezone(UTC).astimezone(self.zone)

    def later(self, moment: datetime, minutes: int) -> datetime:
        """So many minutes later, but never after now."""
        moved = (moment.astimezone(UTC) + timedelta(minutes=minutes)).astimezone(self.zone)
        return min(moved, self.now)

    def slot(self, days: int, window: Window, after: datetime | None = None) -> datetime:
        """A moment of the window so many days ago, or the next one later than ``after``.

        A weekend becomes the Friday before where only weekdays will do. Never after now.
        """
        day = self.workday(days) if window.weekdays else self.day(days)
        while True:
            if day.weekday() < 5 or not window.weekdays:
                first, last = self._rng.choice(window.spans)
                moment = self.at(day, self._rng.randint(first, last))
                if after is None or moment > after:
                    return min(moment, self.now)
            day += timedelta(days=1)

    def abroad(self, moment: datetime) -> datetime:
        """The same moment in the zone of a place where it falls into working hours too."""
        places = (moment.astimezone(ZoneInfo(name)) for name in _ABROAD)
        return next(
            there
            for there in places
            if 8 <= there.hour < 18 and there.utcoffset() != moment.utcoffset()
        )
