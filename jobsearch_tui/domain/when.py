"""Dates and times as people type them, and as they are shown to them.

``now`` is always an aware datetime in the user's zone; what is understood is in that zone too
unless the text names another.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from typing import Final, Literal
from zoneinfo import ZoneInfo

from jobsearch_tui.domain.zones import find_zone

__all__ = ["WhenError", "find_zone"]

Prefer = Literal["future", "past"]

LONGEST: Final = 100
"""Characters of a phrase; a longer text is no date."""

EXAMPLES: Final = (
    ("today", "this day"),
    ("tomorrow 9:30", "tomorrow morning"),
    ("fri 2pm", "the coming Friday at 14:00"),
    ("next fri 14:00", "Friday of next week"),
    ("+3d", "in three days"),
    ("2 dec 14:30", "the nearest 2 December"),
    ("2026-12-02T14:30", "that very moment"),
    ("24/12", "24 December: the day is clear"),
    ("9:30 New York", "half past nine on New York's clock"),
    ("fri 9:30 in London", "Friday, on London's clock"),
)
"""Phrases with their meanings, for help and docs."""

_DAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS: Final = (
    *("january", "february", "march", "april", "may", "june", "july"),
    *("august", "september", "october", "november", "december"),
)
_DAY_NAMES: Final = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTH_NAMES: Final = tuple(name[:3].capitalize() for name in _MONTHS)
_YEAR_TOLD_FROM: Final = 300
_PAST_GRACE: Final = 60


class WhenError(ValueError):
    """The text is no date or time; the message says what would be."""


def _not_understood(text: str) -> WhenError:
    return WhenError(f"“{text.strip()[:40]}” is no date; write fri, 2 dec, +3d or 2026-12-02.")


def parse_date(text: str, today: date, *, prefer: Prefer = "future") -> date:
    """The calendar day that a text means. Raises :class:`WhenError`.

    A weekday is the coming one, strictly after today (before it, where the past is preferred).
    A day without a year is the nearest one in the preferred direction; up to 60 days on the
    other side still count as this year's.
    """
    phrase = " ".join(text.casefold().strip().lstrip("@").split()) if len(text) <= LONGEST else ""
    if not phrase:
        raise _not_understood(text)
    for reader in (_relative, _weekday, _numeric, _named):
        try:
            found = reader(phrase, today, prefer)
        except (ValueError, OverflowError) as error:
            raise error if isinstance(error, WhenError) else _not_understood(text) from error
        if found is not None:
            return _in_range(found)
    raise _not_understood(text)


def _in_range(day: date) -> date:
    if not 1900 <= day.year <= 2200:
        raise WhenError("The year must be from 1900 to 2200.")
    return day


_UNITS: Final = {"d": "d", "day": "d", "days": "d", "w": "w", "week": "w", "weeks": "w"} | {
    "m": "m", "month": "m", "months": "m"
}  # fmt: skip


def _relative(phrase: str, today: date, _prefer: Prefer) -> date | None:
    words = {"today": 0, "tomorrow": 1, "yesterday": -1}
    if phrase in words:
        return today + timedelta(words[phrase])
    found = re.fullmatch(r"(in )?([+-]?)(\d{1,4}) ?([a-z]+)( ago)?", phrase)
    if not found or found[4] not in _UNITS:
        return None
    number = int(found[3]) * (-1 if found[2] == "-" or found[5] else 1)
    unit = _UNITS[found[4]]
    if unit == "m":
        return _months_on(today, number)
    return today + timedelta(number * (7 if unit == "w" else 1))


def _months_on(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _weekday(phrase: str, today: date, prefer: Prefer) -> date | None:
    found = re.fullmatch(r"(next |last |this )?([a-z]{2,9})\.?", phrase)
    number = _index(found[2], _DAYS) if found else None
    if found is None or number is None:
        return None
    if found[1] == "next ":
        monday = today - timedelta(today.weekday())
        return monday + timedelta(7 + number)
    if found[1] == "last " or (prefer == "past" and not found[1]):
        return today - timedelta((today.weekday() - number - 1) % 7 + 1)
    return today + timedelta((number - today.weekday() - 1) % 7 + 1)


def _index(word: str, names: tuple[str, ...], least: int = 2) -> int | None:
    fitting = [place for place, name in enumerate(names) if name.startswith(word)]
    extra = {"tues": 1, "weds": 2, "thur": 3, "thurs": 3, "sept": 8}
    if word in extra and names[extra[word] % len(names)].startswith(word[:3]):
        return extra[word]
    return fitting[0] if len(word) >= least and len(fitting) == 1 else None


def _numeric(phrase: str, today: date, prefer: Prefer) -> date | None:
    if found := re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})", phrase):
        return date(int(found[1]), int(found[2]), int(found[3]))
    if found := re.fullmatch(r"(\d{1,2})\.(\d{1,2})\.(\d{2,4})?", phrase):
        return _dated(int(found[1]), int(found[2]), found[3], today, prefer)
    found = re.fullmatch(r"(\d{1,2})/(\d{1,2})(?:/(\d{2,4}))?", phrase)
    if not found:
        return None
    one, two = int(found[1]), int(found[2])
    if one <= 12 and two <= 12 and one != two:
        raise WhenError(
            f"{phrase} may be {one} {_MONTH_NAMES[two - 1]} or {two} {_MONTH_NAMES[one - 1]}: "
            "write the month as a word."
        )
    day, month = (one, two) if one > 12 or one == two else (two, one)
    return _dated(day, month, found[3], today, prefer)


def _named(phrase: str, today: date, prefer: Prefer) -> date | None:
    phrase = re.sub(r"^[a-z]{2,9},? (?=\d{1,2} [a-z]|[a-z]{3,9}\.? \d)", _drop_weekday, phrase)
    found = re.fullmatch(r"(\d{1,2})(?:st|nd|rd|th)?\.? ?([a-z]{3,9})\.?,?(?: (\d{2,4}))?", phrase)
    if found:
        day, word, year = found[1], found[2], found[3]
    elif found := re.fullmatch(
        r"([a-z]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?,?(?: (\d{2,4}))?", phrase
    ):
        word, day, year = found[1], found[2], found[3]
    else:
        return None
    month = _index(word, _MONTHS, 3)
    return None if month is None else _dated(int(day), month + 1, year, today, prefer)


def _drop_weekday(match: re.Match[str]) -> str:
    word = match[0].strip(" ,")
    return "" if _index(word, _DAYS) is not None else match[0]


def _dated(day: int, month: int, year: str | None, today: date, prefer: Prefer) -> date:
    if year:
        number = int(year)
        return date(number + (2000 if number < 100 else 0), month, day)
    sign = 1 if prefer == "future" else -1
    for candidate in (today.year - sign, today.year, today.year + sign, today.year + 2 * sign):
        try:
            found = date(candidate, month, day)
        except ValueError:
            continue
        if (found - today).days * sign >= -_PAST_GRACE:
            return found
    for candidate in range(today.year, today.year + 9 * sign, sign):
        try:
            return date(candidate, month, day)
        except ValueError:
            continue
    raise ValueError


# --- moments ------------------------------------------------------------------------------------

_CLOCK: Final = re.compile(
    r"(?<![\d:.+-])(?:at )?(?:(\d{1,2})(?:[:.h](\d{2}))?(?::\d{2})? ?(am|pm)\b"
    r"|(\d{1,2})[:h](\d{2})(?::\d{2})?(?![\d:])|(\d{1,2})h\b|\b(noon|midday|midnight)\b)"
)
_ISO: Final = re.compile(
    r"(\d{4}-\d{2}-\d{2})[t ](\d{2}:\d{2}(?::\d{2}(?:\.\d{1,6})?)?) ?(z|[+-]\d{2}:?\d{2})?"
    r"(?:\[([^\]]+)\])?(?: (.+))?"
)
_LATER: Final = re.compile(r"(?:in |\+)(\d{1,4}) ?(h|hours?|min|minutes?)")


def parse_moment(
    text: str, now: datetime, *, default_time: time | None = None, prefer: Prefer = "future"
) -> datetime:
    """The moment that a text means, in the zone it names or else in ``now``'s.

    Raises :class:`WhenError`, also for a time that the clock skips when it goes forward; of
    a time that comes twice the first is taken.
    """
    phrase = " ".join(text.casefold().strip().lstrip("@").split()) if len(text) <= LONGEST else ""
    if not phrase:
        raise _no_moment(text)
    try:
        return _moment(phrase, now, default_time, prefer)
    except OverflowError as error:
        raise _no_moment(text) from error


def _no_moment(text: str) -> WhenError:
    return WhenError(f"“{text.strip()[:40]}” is no time; write fri 2pm, 2 dec 14:30 or +2h.")


def _moment(phrase: str, now: datetime, default: time | None, prefer: Prefer) -> datetime:
    if found := _LATER.fullmatch(phrase):
        unit = timedelta(hours=1) if found[2].startswith("h") else timedelta(minutes=1)
        return (now.astimezone(UTC) + int(found[1]) * unit).astimezone(now.tzinfo)
    if phrase == "now":
        return now
    if found := _ISO.fullmatch(phrase):
        return _iso(found, now)
    found = _CLOCK.search(phrase)
    rest = phrase if found is None else f"{phrase[: found.start()]} {phrase[found.end() :]}"
    clock = _time_of(found) if found else default
    day_words, zone = _split_zone(rest.strip(" ,@"), now)
    if clock is None and (bare := re.fullmatch(r"(.+?) (?:at )?(\d{1,2})", day_words)):
        clock, day_words = _hour(int(bare[2])), _only_date(bare[1], now, prefer)
    if clock is None:
        parse_date(day_words, now.date(), prefer=prefer)
        raise WhenError("Say the time too, as in fri 2pm or 2 dec 14:30.")
    there = now.astimezone(zone)
    if day_words:
        day = parse_date(re.sub(r" at$", "", day_words), there.date(), prefer=prefer)
        return _on_clock(day, clock, zone)
    day = there.date()
    if prefer == "future" and clock <= there.time():
        day += timedelta(1)
    elif prefer == "past" and clock > there.time():
        day -= timedelta(1)
    return _on_clock(_in_range(day), clock, zone)


def _only_date(words: str, now: datetime, prefer: Prefer) -> str:
    parse_date(words, now.date(), prefer=prefer)
    return words


def _iso(found: re.Match[str], now: datetime) -> datetime:
    try:
        day, clock = date.fromisoformat(found[1]), time.fromisoformat(found[2])
        named = found[4] or found[5]
        zone = _zone_or_fail(re.sub(r"^in ", "", named)) if named else _zone_of(now)
        if found[3]:
            offset = "+00:00" if found[3] == "z" else found[3]
            return datetime.fromisoformat(f"{found[1]}T{found[2]}{offset}").astimezone(zone)
    except ValueError as error:
        raise error if isinstance(error, WhenError) else _no_moment(found[0]) from error
    return _on_clock(_in_range(day), clock, zone)


def _time_of(found: re.Match[str]) -> time:
    if found[7]:
        return time(0) if found[7] == "midnight" else time(12)
    if found[6]:
        return _hour(int(found[6]))
    hour, minute = int(found[1] or found[4]), int(found[2] or found[5] or 0)
    if found[3]:
        if not 1 <= hour <= 12:
            raise WhenError("With am or pm the hour is from 1 to 12.")
        hour = hour % 12 + (12 if found[3] == "pm" else 0)
    return _hour(hour, minute)


def _hour(hour: int, minute: int = 0) -> time:
    if hour > 23 or minute > 59:
        raise WhenError("The time is from 0:00 to 23:59.")
    return time(hour, minute)


def _zone_of(now: datetime) -> ZoneInfo:
    return now.tzinfo if isinstance(now.tzinfo, ZoneInfo) else ZoneInfo("UTC")


def _zone_or_fail(name: str) -> ZoneInfo:
    zone = find_zone(name)
    if zone is None:
        raise WhenError(f"“{name[:40]}” is no time zone; write New York or Europe/Paris.")
    return zone


def _split_zone(words: str, now: datetime) -> tuple[str, ZoneInfo]:
    """The date's words and the zone named after or before them; the longest name wins."""
    parts = words.split()
    for size in range(min(4, len(parts)), 0, -1):
        for head, tail in ((parts[:-size], parts[-size:]), (parts[size:], parts[:size])):
            name = " ".join(tail).removeprefix("in ").strip(" ,()")
            if _index(name, _DAYS) is not None or name.isdigit():
                continue
            zone = find_zone(name)
            if zone is not None:
                return " ".join(head).removesuffix(" in").strip(" ,"), zone
    return words, _zone_of(now)


def _on_clock(day: date, clock: time, zone: ZoneInfo) -> datetime:
    moment = datetime.combine(day, clock, zone)
    back = moment.astimezone(UTC).astimezone(zone)
    if back.replace(tzinfo=None) != moment.replace(tzinfo=None):
        raise WhenError(f"{clock:%H:%M} does not exist on {day}: the clock goes forward.")
    return moment


# --- showing ------------------------------------------------------------------------------------


def show_date(day: date, today: date) -> str:
    """A day in a few letters: ``today``, ``Fri 27 Nov``, with the year when it is far off."""
    names = {0: "today", 1: "tomorrow", -1: "yesterday"}
    distance = (day - today).days
    if distance in names:
        return names[distance]
    if abs(distance) >= _YEAR_TOLD_FROM or not distance >= -_PAST_GRACE:
        return f"{day.day} {_MONTH_NAMES[day.month - 1]} {day.year}"
    return f"{_DAY_NAMES[day.weekday()]} {day.day} {_MONTH_NAMES[day.month - 1]}"


def show_moment(moment: datetime, now: datetime) -> str:
    """A moment on its own clock, and on the user's where that shows another time."""
    told = f"{_day_words(moment, now)} {moment:%H:%M}"
    here = moment.astimezone(now.tzinfo)
    if here.replace(tzinfo=None) == moment.replace(tzinfo=None):
        return told
    weekday = "" if here.date() == moment.date() else f"{_DAY_NAMES[here.weekday()]} "
    return f"{told} {_city(moment)} ({weekday}{here:%H:%M} here)"


def _day_words(moment: datetime, now: datetime) -> str:
    day, today = moment.date(), now.date()
    if abs((day - today).days) >= _YEAR_TOLD_FROM:
        return f"{day.day} {_MONTH_NAMES[day.month - 1]} {day.year}"
    return f"{_DAY_NAMES[day.weekday()]} {day.day} {_MONTH_NAMES[day.month - 1]}"


def _city(moment: datetime) -> str:
    key = getattr(moment.tzinfo, "key", None) or str(moment.tzinfo)
    return key.rpartition("/")[2].replace("_", " ")


_AGES: Final = ((60, 1, "m"), (24, 60, "h"), (14, 1440, "d"), (9, 10080, "w"), (24, 43830, "mo"))


def ago(then: date | datetime, now: datetime) -> str:
    """How long ago in a few letters, for a column: ``now``, ``5m ago``, ``2d ago``, ``in 3d``."""
    if not isinstance(then, datetime):
        days = (now.date() - then).days
        if days == 0:
            return "today"
        minutes = days * 1440
    else:
        minutes = int((now - then).total_seconds() // 60)
    size = abs(minutes)
    if size < 1:
        return "now"
    words = f"{size // 525960}y"
    for most, unit, letter in _AGES:
        if size < most * unit:
            words = f"{max(1, size // unit)}{letter}"
            break
    return f"{words} ago" if minutes > 0 else f"in {words}"


# --- lengths of time ----------------------------------------------------------------------------


def parse_minutes(text: str) -> int:
    """A length of time in minutes, from 0 to a day's 1440. Raises :class:`WhenError`."""
    phrase = text.casefold().replace(" ", "")[:LONGEST]
    readers: tuple[tuple[str, Callable[[re.Match[str]], float]], ...] = (
        (r"(\d{1,4})(?:m|min|mins|minutes?)?", lambda m: int(m[1])),
        (r"(\d{1,2})(?:h|:)(\d{2})(?:m|min)?", lambda m: int(m[1]) * 60 + int(m[2])),
        (r"(\d{1,2}(?:\.\d{1,2})?)(?:h|hours?)", lambda m: float(m[1]) * 60),
    )
    for pattern, value in readers:
        found = re.fullmatch(pattern, phrase)
        if found and 0 <= value(found) <= 1440:
            return round(value(found))
    raise WhenError("Write a length of time as 90, 90 min, 1h30 or 1.5h, at most 24h.")


def show_minutes(minutes: int) -> str:
    """A length of time: ``45 min``, ``2 h``, ``1 h 30``."""
    hours, rest = divmod(minutes, 60)
    if hours == 0:
        return f"{rest} min"
    return f"{hours} h {rest:02d}" if rest else f"{hours} h"
