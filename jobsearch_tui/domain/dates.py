"""Days as people type them and as the program shows them back."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Literal, NamedTuple

from jobsearch_tui.errors import UsageError

Prefer = Literal["future", "past"]

LONGEST = 100
FIRST_YEAR, LAST_YEAR = 1900, 2200
# Below this distance a date is shown without its year, and read back by its weekday.
_NEAR = timedelta(days=300)
# "2 oct" typed in November, where a coming date is preferred, still means this October.
_JUST_PAST = timedelta(days=60)

WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

_WEEKDAY_NAMES = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTH_NAMES = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_FEWEST_LETTERS = 3
_NAMED = {"today": 0, "tomorrow": 1, "tmrw": 1, "tmr": 1, "yesterday": -1}

# The patterns stay text: compiling them at the first use keeps them out of the start-up time.
_RELATIVE = (
    r"(?P<ahead>in )?(?P<sign>[+-])?(?P<count>[0-9]{1,5} ?|an? )"
    r"(?P<unit>d|days?|w|wks?|weeks?|m|mos?|months?|y|yrs?|years?)(?P<ago> ago)?"
)
_ISO = r"(?P<year>[0-9]{4})([-/.])(?P<month>[0-9]{1,2})\2(?P<day>[0-9]{1,2})"
_NUMBERS = r"([0-9]{1,2})([./-])([0-9]{1,2})(?:\2([0-9]{4}|[0-9]{2})|\.)?"
_YEAR = r"(?:[ -]'?(?P<year>[0-9]{4}|[0-9]{2}))?"
_ORDINAL = r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?"
_WRITTEN = (
    _ORDINAL + r"[ -]?(?:of )?(?P<month>[a-z]{3,9})\.?" + _YEAR,
    r"(?P<month>[a-z]{3,9})\.?[ -]?" + _ORDINAL + _YEAR,
)


class WhenError(UsageError, ValueError):
    """A date, time or duration that cannot be understood; says what would be."""

    title = "Not a date or time"


class _Written(NamedTuple):
    """A day as it was written; ``year`` is None where none was."""

    year: int | None
    month: int
    day: int


def parse_date(text: str, today: date, *, prefer: Prefer = "future") -> date:
    """The day that ``text`` means, said on ``today`` (both in the user's zone).

    - ``fri`` is the coming Friday, never today; with ``prefer="past"`` the last one, never today.
      ``this fri`` is the one of this week (Monday to Sunday), ``next fri`` that of the following
      week, ``last fri`` the latest before today.
    - ``+3d``, ``in 3 days``, ``-2d``, ``2 weeks ago``: by day, week, month (kept within the month)
      or year. ``3d`` alone goes the way that ``prefer`` says.
    - ``2 dec`` is the coming one, or one less than about two months past; with ``prefer="past"``
      the latest that is not after today. ``fri 27 nov`` is the one nearest to today that is a
      Friday.
    - ``24.12.`` has the day first; ``12/2`` is refused because it has two readings.

    Raises WhenError, and nothing else, for any text that is not a day from 1900 to 2200.
    """
    phrase = tidy(text)
    day = read_date(phrase, today, prefer)
    if day is None:
        raise WhenError(
            f"{quoted(text)} is not a day that can be read. "
            "Try fri, next fri, tomorrow, +3d, 2 weeks ago, 2 dec or 2026-12-02."
        )
    return day


def show_date(day: date, today: date) -> str:
    """``day`` in few letters that :func:`parse_date` reads back: ``Fri 27 Nov``, ``today``.

    The year stands (in place of the weekday) when the day is more than about ten months away.
    """
    distance = (day - today).days
    for name in ("today", "tomorrow", "yesterday"):
        if _NAMED[name] == distance:
            return name
    if is_near(day, today):
        return f"{WEEKDAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]}"
    return _full(day)


def on_date(day: date, today: date) -> str:
    """``day`` in the middle of a sentence: ``on Fri 27 Nov``, ``today``, ``yesterday``."""
    shown = show_date(day, today)
    return shown if shown in _NAMED else f"on {shown}"


def is_near(day: date, today: date) -> bool:
    """Whether ``day`` can be shown without its year."""
    return abs(day - today) <= _NEAR


def tidy(text: str) -> str:
    """``text`` in lower case with single spaces and no commas; WhenError when it is too long."""
    if len(text) > LONGEST:
        raise WhenError("That is too long for a date or a time. Try fri 2pm, 2 dec or +3d.")
    return " ".join(text.casefold().replace(",", " ").split()).removeprefix("@").strip()


def quoted(text: str) -> str:
    """``text`` fit to stand in a message: printable, short, in quotation marks."""
    shown = "".join(c if c.isprintable() else "·" for c in text[:40])
    return f"“{shown}…”" if len(text) > 40 else f"“{shown}”"


def read_date(phrase: str, today: date, prefer: Prefer) -> date | None:
    """The day of a tidied phrase, or None when it is not about a day.

    Raises WhenError for what is about a day and cannot be: ``30 feb``, ``12/2``, ``+9999y``.
    """
    said = phrase.removeprefix("on ")
    readers: tuple[Callable[[str, date, Prefer], date | None], ...]
    readers = (_read_named, _read_relative, _read_weekday, _read_written)
    for read in readers:
        day = read(said, today, prefer)
        if day is not None:
            return day
    return None


def _read_named(said: str, today: date, _prefer: Prefer) -> date | None:
    distance = _NAMED.get(said)
    return None if distance is None else _days_from(today, distance)


def _read_relative(said: str, today: date, prefer: Prefer) -> date | None:
    found = re.fullmatch(_RELATIVE, said)
    if not found:
        return None
    ahead, sign, ago = found["ahead"], found["sign"], found["ago"]
    if sum(map(bool, (ahead, sign, ago))) > 1:
        return None
    back = ago or sign == "-" or (prefer == "past" and not ahead and not sign)
    count = found["count"].strip()
    number = (int(count) if count.isdigit() else 1) * (-1 if back else 1)
    match found["unit"][0]:
        case "d":
            return _days_from(today, number)
        case "w":
            return _days_from(today, number * 7)
        case "m":
            return _months_from(today, number)
        case _:
            return _months_from(today, number * 12)


def _read_weekday(said: str, today: date, prefer: Prefer) -> date | None:
    which, _, name = said.rpartition(" ")
    weekday = _index(name, _WEEKDAY_NAMES)
    if weekday is None:
        return None
    in_this_week = weekday - today.weekday()
    match which or prefer:
        case "future":
            return _days_from(today, in_this_week if in_this_week > 0 else in_this_week + 7)
        case "past" | "last":
            return _days_from(today, in_this_week if in_this_week < 0 else in_this_week - 7)
        case "this":
            return _days_from(today, in_this_week)
        case "next":
            return _days_from(today, in_this_week + 7)
        case _:
            return None


def _read_written(said: str, today: date, prefer: Prefer) -> date | None:
    first, _, rest = said.partition(" ")
    weekday = _index(first, _WEEKDAY_NAMES)
    dated = said if weekday is None else rest
    written = _in_iso_order(dated) or _in_numbers(dated) or _in_words(dated)
    if written is None:
        return None
    if written.year is not None:
        day = _day(written.year, written.month, written.day)
    elif weekday is not None:
        nearest_first = sorted(_in_years_around(written, today), key=lambda day: abs(day - today))
        day = next((day for day in nearest_first if day.weekday() == weekday), nearest_first[0])
    else:
        day = _without_year(written, today, prefer)
    if weekday is not None and weekday != day.weekday():
        name = _WEEKDAY_NAMES[day.weekday()].capitalize()
        raise WhenError(f"{_full(day)} is a {name}. Leave out the weekday, or write the right one.")
    return in_range(day)


def _in_iso_order(dated: str) -> _Written | None:
    found = re.fullmatch(_ISO, dated)
    return _Written(*(int(found[part]) for part in _Written._fields)) if found else None


def _in_numbers(dated: str) -> _Written | None:
    """``24.12.``, ``24/12/2026``, ``12/24``: a dot tells that the day stands first."""
    found = re.fullmatch(_NUMBERS, dated)
    if not found:
        return None
    first, second, year = int(found[1]), int(found[3]), _full_year(found[4])
    if found[2] == "." or first == second or first > 12:
        return _Written(year, second, first)
    if second > 12:
        return _Written(year, first, second)
    one, other = _day_or_none(2000, second, first), _day_or_none(2000, first, second)
    if one is None or other is None:
        raise WhenError(f"There is no day {quoted(dated)}. Write 2 dec or 2026-12-02.")
    ways = " or ".join(
        f"{day.day} {MONTHS[day.month - 1]} {year or ''}".strip() for day in (one, other)
    )
    raise WhenError(f"{dated} has two readings. Write {ways}.")


def _in_words(dated: str) -> _Written | None:
    for pattern in _WRITTEN:
        found = re.fullmatch(pattern, dated)
        month = _index(found["month"], _MONTH_NAMES) if found else None
        if found and month is not None:
            return _Written(_full_year(found["year"]), month + 1, int(found["day"]))
    return None


def _index(word: str, names: tuple[str, ...]) -> int | None:
    """Which of ``names`` a word of three letters or more begins: half a name is being typed."""
    bare = word.removesuffix(".").replace("weds", "wed")
    if len(bare) < _FEWEST_LETTERS:
        return None
    return next((at for at, name in enumerate(names) if name.startswith(bare)), None)


def _full_year(digits: str | None) -> int | None:
    if digits is None:
        return None
    return int(digits) if len(digits) == 4 else 2000 + int(digits)


def _without_year(written: _Written, today: date, prefer: Prefer) -> date:
    days = _in_years_around(written, today)
    if prefer == "past":
        return max(day for day in days if day <= today)
    return min(day for day in days if day >= today - _JUST_PAST)


def _in_years_around(written: _Written, today: date) -> list[date]:
    """This day of the year in the years around ``today``: one past and one to come at least."""
    # Around 2100 leap days are eight years apart.
    reach = 8 if (written.month, written.day) == (2, 29) else 1
    years = range(today.year - reach, today.year + reach + 1)
    days = [_day_or_none(year, written.month, written.day) for year in years]
    if not any(days):
        _day(today.year, written.month, written.day)
    return [day for day in days if day]


def in_range(day: date) -> date:
    """``day`` itself; WhenError when it is not from 1900 to 2200."""
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise _far_away()
    return day


def _days_from(today: date, days: int) -> date:
    # Five digits of weeks from a day of these centuries stay within what a date can hold.
    return in_range(today + timedelta(days=days))


def _months_from(today: date, months: int) -> date:
    year, month = divmod(today.year * 12 + today.month - 1 + months, 12)
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise _far_away()
    following = date(year + month // 11, (month + 1) % 12 + 1, 1)
    return date(year, month + 1, min(today.day, (following - timedelta(days=1)).day))


def _day(year: int, month: int, day: int) -> date:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise _far_away()
    if not 1 <= month <= len(MONTHS):
        raise WhenError(f"There is no month {month}. Write a day such as 2 dec or 2026-12-02.")
    found = _day_or_none(year, month, day)
    if found is None:
        raise WhenError(f"There is no {day} {MONTHS[month - 1]} {year}. Look at the day again.")
    return found


def _day_or_none(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _far_away() -> WhenError:
    return WhenError(f"Only days from {FIRST_YEAR} to {LAST_YEAR} are understood, such as 2 dec.")


def _full(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"
