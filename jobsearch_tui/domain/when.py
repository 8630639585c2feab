"""Moments as people type them and as the program shows them back; the door to the whole grammar.

``now`` is always an aware datetime whose ``tzinfo`` is the user's ZoneInfo (or ``UTC``). What is
read is in the zone that the text names, or else in that one.
"""

import re
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from jobsearch_tui.domain.dates import (
    MONTHS,
    WEEKDAYS,
    Prefer,
    WhenError,
    in_range,
    is_near,
    on_date,
    parse_date,
    quoted,
    read_date,
    show_date,
    tidy,
)
from jobsearch_tui.domain.spans import ago, parse_minutes, show_minutes
from jobsearch_tui.domain.zones import find_zone, zone_name

__all__ = [
    "EXAMPLES",
    "Prefer",
    "WhenError",
    "ago",
    "find_zone",
    "on_date",
    "parse_date",
    "parse_minutes",
    "parse_moment",
    "show_date",
    "show_minutes",
    "show_moment",
]

EXAMPLES: tuple[tuple[str, str], ...] = (
    ("today", "this day; also tomorrow, yesterday"),
    ("fri", "the coming Friday, never today"),
    ("next fri", "Friday of next week; also last fri, this fri"),
    ("+3d", "in three days; also +2w, +1m, in 3 days"),
    ("2 weeks ago", "fourteen days back; also -14d"),
    ("2 dec", "the coming 2 December, or one just past"),
    ("2026-12-02", "that day; also 2 dec 2026, 02.12.2026"),
    ("24/12", "24 December; 12/2 has two readings, so it is refused"),
    ("fri 2pm", "the coming Friday at 14:00"),
    ("tomorrow 9", "tomorrow at 09:00"),
    ("2 dec 14:30", "2 December at 14:30"),
    ("2026-12-02T14:30", "that day at 14:30"),
    ("yesterday 16:10", "yesterday at 16:10"),
    ("+2h", "two hours from now; also +90min"),
    ("9:30 New York", "the next 09:30 in New York"),
    ("fri 14:00 Europe/Paris", "the coming Friday at 14:00 in Paris"),
)
"""Phrases and what they mean, for the help and the docs."""

# The patterns stay text: compiling them at the first use keeps them out of the start-up time.
_HOUR = r"(?P<hour>[01]?[0-9]|2[0-3])"
_MINUTE = r"(?P<minute>[0-5][0-9])"
_BEFORE, _AFTER = r"(?<!\S)(?:at |@ ?)?", r"(?!\S)"
_TIMES = (
    _HOUR + r"[:h]" + _MINUTE + r"(?::(?P<second>[0-5][0-9]))?",
    r"(?P<hour>0?[1-9]|1[0-2])(?:[:.]" + _MINUTE + r")? ?(?P<half>[ap])\.?m\.?",
    r"(?P<word>noon|midday|midnight)",
    _HOUR + r"h",
)
_DOTTED = _HOUR + r"\." + _MINUTE
_AT_HOUR = r"(?<!\S)(?:at |@ ?)(?P<bare>[0-9]{1,2})(?!\S)"
_ELAPSED = (
    r"(?P<ahead>in |\+)?(?P<back>-)?(?P<count>[0-9]{1,4}) ?"
    r"(?P<unit>h|hrs?|hours?|mins?|minutes?)(?P<ago> ago)?"
)
_ISO = (
    r"(?P<day>[0-9]{4}-[0-9]{2}-[0-9]{2})[t ]"
    r"(?P<clock>[0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?)"
    r" ?(?P<offset>z|[+-][0-9]{2}(?::?[0-9]{2}(?::[0-9]{2})?)?)?"
    r"(?:\[!?(?P<zone>[^\]]+)\]| (?:in )?(?P<place>.+))?"
)
_HERE = r" ?\((?:[a-z]{3} )?[0-9]{2}:[0-9]{2} here\)$"
# "fri 2" is two in the afternoon as often as a slip: from here on a bare hour is taken as it is.
_FIRST_BARE_HOUR = 7


def parse_moment(
    text: str, now: datetime, *, default_time: time | None = None, prefer: Prefer = "future"
) -> datetime:
    """The moment that ``text`` means: a day as in :func:`parse_date` and a time, either first.

    A zone may stand before or behind them (``fri 9:30 New York``); the result is in it, or else
    in ``now``'s. Days such as ``tomorrow`` are counted on the user's calendar. A time alone is
    the next such moment in its zone (the last one with ``prefer="past"``). ISO 8601 is read with
    ``T``, offset and RFC 9557 zone; an offset fixes the instant, and the result is shown in the
    zone named or ``now``'s. ``midnight`` begins its day. A bare hour must be 7 to 23. A day
    without a time takes ``default_time``.

    A wall time that comes twice in autumn is its first; one that the clocks skip in spring is
    refused. Raises WhenError, and nothing else, for any text that is no moment.
    """
    phrase = re.sub(_HERE, "", tidy(text))
    if phrase == "now":
        return now
    for read in (_read_elapsed, _read_iso):
        moment = read(phrase, now)
        if moment is not None:
            return moment
    at, rest = _split_time(phrase, now.date(), prefer)
    day, zone = _day_and_zone(rest, now.date(), prefer)
    return _assembled(day, at or default_time, zone or _zone_of(now), now, prefer)


def show_moment(moment: datetime, now: datetime) -> str:
    """``moment`` on its own clock, and on the user's where that shows another time.

    ``Thu 27 Nov 11:00``, ``Thu 27 Nov 11:00 New York (17:00 here)``, ``(Fri 02:00 here)`` when
    the day differs too; the year stands when it is more than about ten months away.
    :func:`parse_moment` reads it back.
    """
    shown = f"{_day_words(moment.date(), now.date())} {moment:%H:%M}"
    here = moment.astimezone(now.tzinfo)
    if here.replace(tzinfo=None) == moment.replace(tzinfo=None):
        return shown
    weekday = "" if here.date() == moment.date() else f"{WEEKDAYS[here.weekday()]} "
    return f"{shown} {zone_name(moment.tzinfo)} ({weekday}{here:%H:%M} here)"


def _day_words(day: date, today: date) -> str:
    year = "" if is_near(day, today) else f" {day.year}"
    return f"{WEEKDAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]}{year}"


def _read_elapsed(phrase: str, now: datetime) -> datetime | None:
    found = re.fullmatch(_ELAPSED, phrase)
    # "14h" is a time of day, and "+2h ago" is nothing.
    if not found or sum(map(bool, found.group("ahead", "back", "ago"))) != 1:
        return None
    number = int(found["count"]) * (1 if found["ahead"] else -1)
    length = timedelta(hours=number) if found["unit"][0] == "h" else timedelta(minutes=number)
    moment = now.astimezone(UTC) + length
    return moment.astimezone(now.tzinfo).replace(second=0, microsecond=0)


def _read_iso(phrase: str, now: datetime) -> datetime | None:
    found = re.fullmatch(_ISO, phrase)
    if not found:
        return None
    named = found["zone"] or found["place"]
    zone = _known_zone(named) if named else _zone_of(now)
    written = f"{found['day']}T{found['clock'].zfill(5)}"
    try:
        wall = datetime.fromisoformat(written + (found["offset"] or "").upper())
    except ValueError:
        raise WhenError(f"There is no moment {quoted(phrase)}. Look at its numbers.") from None
    in_range(wall.date())
    return wall.astimezone(zone) if wall.tzinfo else _on_clock(wall.date(), wall.time(), zone)


def _split_time(phrase: str, today: date, prefer: Prefer) -> tuple[time | None, str]:
    """The time of day in a phrase and the words around it; None when it names no time."""
    for pattern in _TIMES:
        found = re.search(_BEFORE + pattern + _AFTER, phrase)
        if found:
            return _clock(found.groupdict()), _around(found)
    dotted = re.search(_BEFORE + _DOTTED + _AFTER, phrase)
    # "9.30" with nothing beside it may as well be a day.
    if dotted and _around(dotted):
        return _clock(dotted.groupdict()), _around(dotted)
    at_hour = re.search(_AT_HOUR, phrase)
    if at_hour:
        return _bare_hour(at_hour["bare"]), _around(at_hour)
    return _split_bare_hour(phrase, today, prefer)


def _around(found: re.Match[str]) -> str:
    return " ".join((found.string[: found.start()] + found.string[found.end() :]).split())


def _clock(parts: dict[str, str | None]) -> time:
    if parts.get("word"):
        return time(0 if parts["word"] == "midnight" else 12)
    hour = int(parts["hour"] or 0)
    if parts.get("half"):
        hour = hour % 12 + (12 if parts["half"] == "p" else 0)
    return time(hour, int(parts.get("minute") or 0), int(parts.get("second") or 0))


def _split_bare_hour(phrase: str, today: date, prefer: Prefer) -> tuple[time | None, str]:
    """``tomorrow 9 uk`` taken apart: an hour alone counts only right behind a whole day."""
    words = phrase.split()
    for place, word in enumerate(words[1:], start=1):
        if not re.fullmatch(r"[01]?[0-9]|2[0-3]", word):
            continue
        before, behind = " ".join(words[:place]), " ".join(words[place + 1 :])
        if read_date(before, today, prefer) and (not behind or _zone_in(behind)):
            return _bare_hour(word), f"{before} {behind}".strip()
    return None, phrase


def _bare_hour(digits: str) -> time:
    hour = int(digits)
    if hour < _FIRST_BARE_HOUR:
        raise WhenError(
            f"{hour} may be morning or afternoon. Write {hour or 12}am or {hour + 12}:00."
        )
    if hour > 23:
        raise WhenError("An hour is from 0 to 23. Write the time as 9:30, 14:00 or 2pm.")
    return time(hour)


def _day_and_zone(rest: str, today: date, prefer: Prefer) -> tuple[date | None, ZoneInfo | None]:
    """What stands beside the time: a day, a zone, a day and a zone in either order, or nothing."""
    if not rest:
        return None, None
    # Days first: looking a zone up may cost a look at the disk.
    day = read_date(rest, today, prefer)
    if day:
        return day, None
    words = rest.split()
    for place in range(len(words) + 1):
        head, tail = " ".join(words[:place]), " ".join(words[place:])
        for day_words, zone_words in ((head, tail), (tail, head)):
            zone = _zone_in(zone_words)
            day = read_date(day_words, today, prefer) if zone else None
            if zone and (day or not day_words):
                return day, zone
    raise WhenError(
        f"{quoted(rest)} is neither a day nor a place whose time zone is known. "
        "Write fri 2pm, 2 dec 14:30 or fri 9:30 New York."
    )


def _zone_in(words: str) -> ZoneInfo | None:
    return find_zone(words.removeprefix("in "))


def _known_zone(name: str) -> ZoneInfo:
    zone = find_zone(name)
    if zone is None:
        raise WhenError(f"{quoted(name)} is no known time zone. Write New York or Europe/Paris.")
    return zone


def _zone_of(now: datetime) -> ZoneInfo:
    if now.tzinfo is UTC:
        return ZoneInfo("UTC")
    if not isinstance(now.tzinfo, ZoneInfo):
        raise TypeError("now must be aware, and in a ZoneInfo or UTC")
    return now.tzinfo


def _assembled(
    day: date | None, at: time | None, zone: ZoneInfo, now: datetime, prefer: Prefer
) -> datetime:
    if at is None:
        raise WhenError("Say the time too, e.g. fri 2pm or 2 dec 14:30.")
    if day is None:
        there = now.astimezone(zone).replace(tzinfo=None)
        said = datetime.combine(there, at)
        if prefer == "future" and said < there:
            said += timedelta(days=1)
        elif prefer == "past" and said > there:
            said -= timedelta(days=1)
        day = in_range(said.date())
    return _on_clock(day, at, zone)


def _on_clock(day: date, at: time, zone: ZoneInfo) -> datetime:
    moment = datetime.combine(day, at, tzinfo=zone)
    real = moment.astimezone(UTC).astimezone(zone)
    if real.replace(tzinfo=None) != moment.replace(tzinfo=None):
        raise WhenError(
            f"The clocks of {zone_name(zone)} go forward on {day.day} {MONTHS[day.month - 1]} "
            f"and skip {at:%H:%M}. Write {real:%H:%M} or another time."
        )
    return moment
