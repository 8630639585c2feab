"""The calendar of weeks: a week is named by its first day, in the user's own zone.

The day on which a week begins is the user's choice, so a week is never a bare number.
"""

from __future__ import annotations

from datetime import date, datetime, tzinfo
from typing import Final
from zoneinfo import ZoneInfo

from jobsearch_tui.domain.records import WEEKDAYS

_MONTHS: Final = "JanFebMarAprMayJunJulAugSepOctNovDec"

_YEAR_IS_TOLD_FROM: Final = 300
"""Days to or from a date beyond which its month alone could be taken for another year's."""


def week_of(day: date, first_weekday: str) -> date:
    """The first day of the week in which a day falls.

    A weekday that is not known (from a hand edit) is read as Monday.
    """
    first = WEEKDAYS.index(first_weekday) if first_weekday in WEEKDAYS else 0
    since = (day.weekday() - first) % 7
    return date.fromordinal(max(1, day.toordinal() - since))


def weeks_from(day: date, count: int, first_weekday: str) -> tuple[date, ...]:
    """The first days of ``count`` weeks, beginning with the one in which a day falls."""
    first = week_of(day, first_weekday)
    return tuple(days_after(first, 7 * number) for number in range(count))


def days_after(day: date, days: int) -> date:
    """The day so many days later; the last day of the calendar when there is none."""
    return date.fromordinal(min(date.max.toordinal(), day.toordinal() + days))


def zone_of(now: datetime) -> tzinfo:
    """The zone that an aware datetime carries; ValueError for one that carries none."""
    if now.tzinfo is None:
        raise ValueError("a moment without a time zone")
    return now.tzinfo


def zone_named(name: str, default: tzinfo) -> tzinfo:
    """The IANA zone of this name; the default when the name is empty or not known here."""
    try:
        return ZoneInfo(name) if name else default
    except (KeyError, ValueError, OSError):
        return default


def local_day(moment: datetime, zone: tzinfo) -> date:
    """The calendar day of an aware moment in a zone.

    At the very ends of the calendar, where there is no other day to go to, its own day.
    """
    try:
        return moment.astimezone(zone).date()
    except OverflowError:
        return moment.date()


def week_label(week: date, today: date) -> str:
    """What a week is called: ``This week``, or its first day, as in ``1 Dec``.

    The year is told only when the date is about ten months away or more.
    """
    away = (week - today).days
    if -7 < away <= 0:
        return "This week"
    label = f"{week.day} {_MONTHS[3 * week.month - 3 : 3 * week.month]}"
    return label if abs(away) < _YEAR_IS_TOLD_FROM else f"{label} {week.year}"


def day_name(day: date) -> str:
    """A day by its name and date, as in ``Tue 24 Nov``, whatever day is today."""
    month = _MONTHS[3 * day.month - 3 : 3 * day.month]
    return f"{WEEKDAYS[day.weekday()][:3].capitalize()} {day.day} {month}"


def week_words(week: date, today: date) -> str:
    """A week inside a sentence: ``this week`` or ``the week of 1 Dec``."""
    label = week_label(week, today)
    return "this week" if label == "This week" else f"the week of {label}"


def iso_week(day: date) -> str:
    """The ISO 8601 week of a day, as in ``2026-W49``. Its year may differ from the day's."""
    year, number, _ = day.isocalendar()
    return f"{year}-W{number:02d}"
