"""The time zones of calendars: IANA names, Windows names, and zones that somebody described.

A zone that a file describes (``VTIMEZONE``) is never computed with, whatever rules it has: it is
recognised as the zone of the IANA database that has the same offsets in summer and winter.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from jobsearch_tui.domain.weeks import zone_named
from jobsearch_tui.domain.zones import find_zone
from jobsearch_tui.value import dataclass

_LONGEST: Final = 200
_KEY: Final = re.compile(r"[A-Za-z][\w+/-]*", re.ASCII)
_NO_PLACES: Final = frozenset({"localtime", "Factory", "posixrules"})

_COMMON: Final = (
    *("Europe/London", "Europe/Paris", "Europe/Helsinki", "Europe/Moscow", "Africa/Lagos"),
    *("America/New_York", "America/Chicago", "America/Denver", "America/Los_Angeles"),
    *("America/Phoenix", "America/Anchorage", "Pacific/Honolulu", "America/Halifax"),
    *("America/St_Johns", "America/Bogota", "America/Sao_Paulo", "America/Santiago"),
    *("Africa/Johannesburg", "Africa/Nairobi", "Asia/Jerusalem", "Asia/Dubai", "Asia/Karachi"),
    *("Asia/Kolkata", "Asia/Kathmandu", "Asia/Dhaka", "Asia/Bangkok", "Asia/Shanghai"),
    *("Asia/Tokyo", "Australia/Perth", "Australia/Darwin", "Australia/Adelaide"),
    *("Australia/Brisbane", "Australia/Sydney", "Pacific/Auckland", "Atlantic/Azores", "UTC"),
)
"""For each set of offsets that is lived by, a zone that has it."""


@dataclass(frozen=True)
class DescribedZone:
    """A zone as a file describes it: its offsets from UTC, and when its summer begins.

    ``summer`` is None where the clocks are not changed; ``summer_month`` is 0 where it is not
    known. ``location`` is the IANA name that some programs add.
    """

    winter: timedelta
    summer: timedelta | None = None
    summer_month: int = 0
    location: str = ""


def zone_called(name: str) -> ZoneInfo | None:
    """The zone that a ``TZID`` names; None for one that says nothing by itself.

    Understood are IANA names, also behind somebody's prefix (``/example.org/2026/Europe/Paris``),
    the names of Windows (``Eastern Standard Time``) and those that it shows
    (``(UTC-05:00) Eastern Time (US & Canada)``).
    """
    if len(name) > _LONGEST:
        return None
    bare = name.strip().strip('"/').strip()
    return next(filter(None, map(_named, _spellings(bare))), None)


def _spellings(name: str) -> Iterator[str]:
    from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

    yield name
    without_number = re.sub(r" \d+\Z", "", name)  # Outlook numbers zones that it met twice
    yield WINDOWS_TO_OLSON.get(without_number, "")
    parts = name.split("/")
    yield from ("/".join(parts[start:]) for start in range(1, len(parts) - 1))
    shown = re.fullmatch(r"\((?:UTC|GMT)[^)]*\) *([^,(]+).*", name)
    if shown:
        yield WINDOWS_TO_OLSON.get(shown[1].strip(), "")
        yield shown[1].strip()


def _named(name: str) -> ZoneInfo | None:
    if name in _NO_PLACES or not _KEY.fullmatch(name):
        return find_zone(name) if name and name not in _NO_PLACES else None
    zone = zone_named(name, UTC)
    return zone if isinstance(zone, ZoneInfo) else find_zone(name)


def zone_like(described: DescribedZone, year: int, home: ZoneInfo) -> ZoneInfo | None:
    """A zone that keeps the time of a described one in a year; the user's own before others."""
    if described.location and (zone := zone_called(described.location)):
        return zone
    for zone in (home, *map(ZoneInfo, _COMMON)):
        if _keeps(zone, described, year):
            return zone
    hours, rest = divmod(described.winter, timedelta(hours=1))
    if described.summer is None and not rest and -12 <= hours <= 14:
        return ZoneInfo(f"Etc/GMT{-hours:+d}")
    return None


def _keeps(zone: ZoneInfo, described: DescribedZone, year: int) -> bool:
    january, july = (
        datetime(year, month, 1, tzinfo=UTC).astimezone(zone).utcoffset() for month in (1, 7)
    )
    if described.summer is None:
        return january == july == described.winter
    northern = (described.winter, described.summer)
    if not described.summer_month:
        return (january, july) in (northern, northern[::-1])
    return (january, july) == (northern if described.summer_month < 7 else northern[::-1])
