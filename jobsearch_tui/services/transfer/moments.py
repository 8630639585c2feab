"""Dates and times as exports write them.

Read with patterns of our own: ``arrow.get`` with a list of formats takes 24 to 40 µs a value,
these 3 µs, and unlike ``strptime`` they know English month names in every locale.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from typing import Final

from jobsearch_tui.domain.text import fold, one_line

MONTHS: Final = (
    *("january", "february", "march", "april", "may", "june", "july"),
    *("august", "september", "october", "november", "december"),
)
YEARS: Final = range(1990, 2100)
"""Other years are taken for a mistake: nobody's export reaches there."""

_LONGEST: Final = 60

_TIME = (
    r"(?:[ ,t]+(?P<hour>\d{1,2})[:.](?P<minute>\d{2})(?:[:.](?P<second>\d{2})(?:[.,]\d+)?)?"
    r" ?(?P<half>[ap]\.?m\.?)? ?(?P<offset>z|utc|gmt|[+-]\d{2}:?\d{2})?)?"
)
_FORMS: Final = tuple(
    re.compile(day + _TIME, re.ASCII)
    for day in (
        r"(?P<a>\d{1,2})(?P<mark>[/.-])(?P<b>\d{1,2})(?P=mark)(?P<year>\d{4}|\d{2})",
        r"(?P<day>\d{1,2})[. -]*(?P<month>[a-z]{3,9})[., -]*(?P<year>\d{4}|\d{2})",
        r"(?P<year>\d{4})[/.-](?P<month>\d{1,2})[/.-](?P<day>\d{1,2})",
        r"(?P<month>[a-z]{3,9})\.? (?P<day>\d{1,2}),? (?P<year>\d{4})",
    )
)


@dataclass(frozen=True, slots=True)
class Moment:
    """A day, and the aware moment on it where the text names a time; else ``at`` is None."""

    day: date
    at: datetime | None


def read_moment(text: str, zone: tzinfo) -> Moment | None:
    """The day and time that the text names, in ``zone``; None when it is not understood.

    ``3/24/23`` is month first, as LinkedIn writes it, unless the first number can't be a
    month; with dots (``24.03.23``) the day is first. A time that names its own offset is
    carried over into ``zone``; any other is taken to be in it.
    """
    plain = fold(one_line(text))
    if not plain or len(plain) > _LONGEST:
        return None
    for form in _FORMS:
        if found := form.fullmatch(plain):
            return _moment(found.groupdict(), zone)
    return None


def written(day: date) -> str:
    """A day as the notes of imported records spell it: ``5 Mar 2024``, in every locale."""
    return f"{day.day} {MONTHS[day.month - 1][:3].title()} {day.year}"


def _moment(parts: dict[str, str | None], zone: tzinfo) -> Moment | None:
    try:
        day = _day(parts)
        clock = _clock(parts)
    except ValueError:
        return None
    if day.year not in YEARS:
        return None
    if clock is None:
        return Moment(day, None)
    own = _offset(parts.get("offset") or "")
    at = datetime.combine(day, clock, tzinfo=own or zone)
    at = at.astimezone(zone) if own else at
    return Moment(at.date(), at)


def _day(parts: dict[str, str | None]) -> date:
    year = int(parts["year"] or "")
    year = year + 2000 if year < 100 else year
    if parts.get("a"):
        first, second = int(parts["a"] or ""), int(parts["b"] or "")
        day_first = first > 12 or (parts["mark"] == "." and second <= 12)
        month, day = (second, first) if day_first else (first, second)
        return date(year, month, day)
    month_text = parts["month"] or ""
    month = int(month_text) if month_text.isdigit() else _month(month_text)
    return date(year, month, int(parts["day"] or ""))


def _month(name: str) -> int:
    for number, month in enumerate(MONTHS, start=1):
        if month.startswith(name) or (name == "sept" and month == "september"):
            return number
    raise ValueError(name)


def _clock(parts: dict[str, str | None]) -> time | None:
    if not parts["hour"]:
        return None
    hour, half = int(parts["hour"]), (parts["half"] or "")[:1]
    if half and hour > 12:
        raise ValueError(hour)
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    return time(hour, int(parts["minute"] or "0"), min(int(parts["second"] or "0"), 59))


def _offset(text: str) -> tzinfo | None:
    if not text:
        return None
    if text in ("z", "utc", "gmt"):
        return UTC
    hours, minutes = int(text[1:3]), int(text[-2:])
    shift = timedelta(hours=hours, minutes=minutes)
    return timezone(-shift if text[0] == "-" else shift) if shift < timedelta(hours=24) else UTC
