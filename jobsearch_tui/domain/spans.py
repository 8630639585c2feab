"""Lengths of time as people type them, and as the program shows them."""

import re
from datetime import UTC, date, datetime, timedelta

from jobsearch_tui.domain.dates import LONGEST, WhenError

_DAY = 24 * 60

_MINUTES = r"(?P<minutes>[0-9]{1,4}) ?(?:m|mins?|minutes?)?"
_CLOCK = r"(?P<hours>[0-9]{1,2}):(?P<minutes>[0-5][0-9])"
_HOURS = r"(?P<hours>[0-9]{1,2}(?:[.,][0-9]{1,2})?) ?(?:h|hrs?|hours?)"
_BOTH = r"(?P<hours>[0-9]{1,2}) ?(?:h|hrs?|hours?) ?(?P<minutes>[0-5]?[0-9]) ?(?:m|mins?|minutes?)?"


def parse_minutes(text: str) -> int:
    """The minutes that ``text`` means: ``90``, ``90 min``, ``1h30``, ``1.5h``, ``1:30``.

    A bare number is minutes. Raises WhenError for anything else, and for more than a day.
    """
    phrase = " ".join(text.casefold().split()) if len(text) <= LONGEST else ""
    for pattern in (_MINUTES, _CLOCK, _HOURS, _BOTH):
        found = re.fullmatch(pattern, phrase)
        if found:
            parts = {"hours": "0", "minutes": "0"} | found.groupdict()
            hours = float(parts["hours"].replace(",", "."))
            return _within_a_day(round(hours * 60) + int(parts["minutes"]))
    raise WhenError("Write a length of time as 90, 90 min, 1h30 or 1.5h.")


def show_minutes(minutes: int) -> str:
    """``45 min``, ``1 h 30``, ``2 h``: in letters that :func:`parse_minutes` reads back."""
    hours, rest = divmod(minutes, 60)
    if not hours:
        return f"{rest} min"
    return f"{hours} h {rest:02}" if rest else f"{hours} h"


def ago(then: date | datetime, now: datetime) -> str:
    """How far ``then`` is from ``now``, for a table: ``now``, ``5m ago``, ``2d ago``, ``in 3d``.

    Whole units, rounded down. From a day on, days of the user's calendar are counted, so that a
    date and a moment of the same day read alike; a date of today is ``today``.
    """
    if isinstance(then, datetime):
        # Within one zone Python subtracts the clocks' hands, not the time that passed.
        passed = now.astimezone(UTC) - then.astimezone(UTC)
        size = _moments_apart(passed, now.date() - then.astimezone(now.tzinfo).date())
        return _told(size, past=passed > timedelta(0)) if size else "now"
    apart = now.date() - then
    return _told(_days_in_short(abs(apart.days)), past=apart.days > 0) if apart else "today"


def _told(size: str, *, past: bool) -> str:
    return f"{size} ago" if past else f"in {size}"


def _moments_apart(passed: timedelta, on_calendar: timedelta) -> str:
    minutes = int(abs(passed) / timedelta(minutes=1))
    if minutes >= _DAY:
        return _days_in_short(max(1, abs(on_calendar.days)))
    if minutes >= 60:
        return f"{minutes // 60}h"
    return f"{minutes}m" if minutes else ""


def _days_in_short(days: int) -> str:
    if days < 14:
        return f"{days}d"
    if days < 61:
        return f"{days // 7}w"
    if days < 365:
        return f"{days * 12 // 365}mo"
    return f"{max(1, days * 4 // 1461)}y"


def _within_a_day(minutes: int) -> int:
    if minutes > _DAY:
        raise WhenError("A length of time is at most 24 hours. Write it as 90, 1h30 or 1.5h.")
    return minutes
