"""The events of an iCalendar file as plain values, with what had to be taken for granted."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any, Final
from zoneinfo import ZoneInfo

from jobsearch_tui.domain.revisions import MOST_MOVES
from jobsearch_tui.domain.text import clean, one_line
from jobsearch_tui.errors import ImportFailedError
from jobsearch_tui.services.transfer.calendar_lines import DESCRIBED_ZONE, ZONE_NAME, needed
from jobsearch_tui.services.transfer.calendar_names import ZONE_PROPERTY, web_address
from jobsearch_tui.services.transfer.windows_zones import DescribedZone, zone_called, zone_like
from jobsearch_tui.value import dataclass

if TYPE_CHECKING:
    from icalendar import Component

ALL_DAY_AT: Final = time(9)
"""When an interview is put down of which the file tells the day alone."""

USUAL_MINUTES: Final = 60
_DAY_MINUTES: Final = 1440
_YEARS: Final = range(1990, 2101)


@dataclass(frozen=True)
class Guest:
    """Somebody who invites or is invited; each of the texts may be empty, the address is folded."""

    name: str
    email: str
    is_room: bool = False


@dataclass(frozen=True)
class Event:
    """One event. ``starts`` is aware, in a zone of the IANA database.

    ``method`` is that of the file in small letters, empty for none. ``sequence`` and ``stamp``
    tell which of two versions is the newer. ``occurrence`` is the moment of the one event of a
    series that this is about. ``links`` are all web addresses, that of the meeting first.
    ``remarks`` are sentences about what had to be taken for granted.
    """

    method: str
    uid: str
    starts: datetime
    minutes: int
    sequence: int = 0
    stamp: datetime | None = None
    summary: str = ""
    description: str = ""
    where: str = ""
    links: tuple[str, ...] = ()
    organizer: Guest | None = None
    guests: tuple[Guest, ...] = ()
    is_cancelled: bool = False
    repeats: bool = False
    occurrence: datetime | None = None
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True)
class Events:
    """All events that could be read, the reasons why others could not, and how much else there is.

    ``others`` counts to-dos, journals and the like.
    """

    found: tuple[Event, ...]
    problems: tuple[str, ...] = ()
    others: int = 0


def read_events(data: bytes, home: ZoneInfo, name: str) -> Events:
    """The events of a file. ``home`` is the user's zone, for times that name none.

    Raises :class:`~jobsearch_tui.errors.ImportFailedError` when the file is no calendar, or one
    that is refused for its size.
    """
    from icalendar import Calendar

    text = needed(data, name)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # a guess of the parser's, whose zones do not count
            calendars = Calendar.from_ical(text, multiple=True)
            return _events(calendars, home)
    except (ValueError, LookupError, TypeError, AttributeError, OverflowError) as error:
        # The parser checks much, and stumbles over the rest of what a damaged file may hold.
        reason = one_line(str(error))[:120] or type(error).__name__
        raise ImportFailedError(f"{name} is damaged and was not read: {reason}.") from error


def _events(calendars: list[Any], home: ZoneInfo) -> Events:
    found: list[Event] = []
    problems: list[str] = []
    others = 0
    for calendar in calendars:
        clock = _Clock(calendar, home)
        method = _text(calendar, "METHOD").lower()
        for component in calendar.walk():
            if component.name == "VEVENT":
                told = _event(component, method, clock)
                (found if isinstance(told, Event) else problems).append(told)  # type: ignore[arg-type]
            others += component.name in ("VTODO", "VJOURNAL", "VFREEBUSY")
    return Events(tuple(found), tuple(problems), others)


def _event(component: Component, method: str, clock: _Clock) -> Event | str:
    """The event; where it has no time to speak of, a sentence that says so."""
    summary = one_line(_text(component, "SUMMARY"))
    called = f"“{summary[:60]}”" if summary else "An event without a name"
    remarks: list[str] = []
    starts = clock.start(component, remarks)
    if starts is None:
        return f"{called} has no time that can be understood."
    if starts.year not in _YEARS:
        return f"{called} is in the year {starts.year}, which can't be right."
    location = one_line(_text(component, "LOCATION"))
    description = clean(_text(component, "DESCRIPTION"))
    return Event(
        method=method,
        uid=one_line(_text(component, "UID"))[:500],
        starts=starts,
        minutes=clock.minutes(component, starts, remarks),
        sequence=min(_number(component, "SEQUENCE"), MOST_MOVES),
        stamp=_stamp(component),
        summary=summary,
        description=description,
        where=location,
        links=tuple(_links(component, location, description)),
        organizer=next(iter(_guests(component, "ORGANIZER")), None),
        guests=tuple(_guests(component, "ATTENDEE")),
        is_cancelled=method == "cancel" or _text(component, "STATUS").upper() == "CANCELLED",
        repeats="RRULE" in component or "RDATE" in component,
        occurrence=clock.moment(_first(component, "RECURRENCE-ID"), []),
        remarks=tuple(remarks),
    )


def _first(component: Component, name: str) -> Any:
    """A property, the first where a file has several; None where it has none."""
    value = component.get(name)
    return value[0] if isinstance(value, list) and value else value


def _text(component: Component, name: str) -> str:
    value = _first(component, name)
    return "" if value is None else str(value)


def _number(component: Component, name: str) -> int:
    value = _first(component, name)
    return max(0, int(value)) if isinstance(value, int) else 0


def _when(value: Any) -> date | timedelta | None:
    """The date, moment or length of a property; None where it is damaged."""
    from icalendar import vDDDTypes, vDuration

    if not isinstance(value, vDDDTypes | vDuration):
        return None
    told = value.dt if isinstance(value, vDDDTypes) else value.td
    return told if isinstance(told, date | timedelta) else None


def _stamp(component: Component) -> datetime | None:
    told = _when(_first(component, "DTSTAMP"))
    if not isinstance(told, datetime) or told.year not in _YEARS:
        return None
    return told.replace(tzinfo=UTC)  # the standard has it in UTC, whatever else it may say


def _links(component: Component, location: str, description: str) -> Iterator[str]:
    names = ("X-GOOGLE-CONFERENCE", "X-MICROSOFT-SKYPETEAMSMEETINGURL", "CONFERENCE", "URL")
    for text in (*(_text(component, name) for name in names), location):
        if link := web_address(text):
            yield link
    yield from (match[0] for match in re.finditer(r"https?://[^\s<>\"']+", description[:8000]))


def _guests(component: Component, name: str) -> Iterator[Guest]:
    told = component.get(name, [])
    for one in told if isinstance(told, list) else [told]:
        params = getattr(one, "params", {})
        email = re.sub(r"\Amailto:", "", one_line(str(one)), flags=re.IGNORECASE).casefold()
        is_room = str(params.get("CUTYPE", "")).upper() in ("ROOM", "RESOURCE")
        called = _in_order(one_line(str(params.get("CN", ""))).strip("'\""))
        yield Guest("" if "@" in called else called, email if "@" in email else "", is_room)


def _in_order(name: str) -> str:
    """*Wright, Ann*, as address lists of firms have it, is Ann Wright."""
    last, comma, first = name.partition(", ")
    is_plain = bool(comma) and "," not in first and len(first.split()) < 3 and bool(first.strip())
    return f"{first} {last}" if is_plain else name


class _Clock:
    """The times of one calendar: its zones as it describes them, and the user's own."""

    def __init__(self, calendar: Component, home: ZoneInfo) -> None:
        self._home = home
        self._shown_in = zone_called(_text(calendar, "X-WR-TIMEZONE"))
        self._described = dict(_described(calendar))

    def start(self, component: Component, remarks: list[str]) -> datetime | None:
        """When an event begins, with a remark on what the file leaves open."""
        own = zone_called(_text(component, ZONE_PROPERTY))
        moment = self.moment(_first(component, "DTSTART"), remarks)
        return moment.astimezone(own) if moment and own and moment.year in _YEARS else moment

    def moment(self, value: Any, remarks: list[str]) -> datetime | None:
        """The moment of a property in a zone of the IANA database."""
        told = _when(value)
        if isinstance(told, datetime):
            return _safely(*self._placed(told, str(value.params.get(ZONE_NAME, "")), remarks))
        if isinstance(told, date):
            remarks.append(f"It tells no time of day: {ALL_DAY_AT:%H:%M} was put down.")
            return _safely(datetime.combine(told, ALL_DAY_AT), self._home, self._home)
        return None

    def _placed(
        self, told: datetime, tzid: str, remarks: list[str]
    ) -> tuple[datetime, Any, ZoneInfo]:
        """A wall clock, the zone of that clock, and the zone to tell the moment in."""
        wall = told.replace(tzinfo=None)
        if not tzid and told.tzinfo is not None:
            return wall, UTC, self._shown_in or self._home
        if not tzid:
            remarks.append(f"It names no time zone: yours was taken, {self._home.key}.")
            return wall, self._home, self._home
        zone_found = zone_called(tzid) or self._like(tzid, wall.year)
        if zone_found is None:
            remarks.append(
                f"Its time zone “{one_line(tzid)[:60]}” is not known: "
                f"yours was taken, {self._home.key}."
            )
        zone = zone_found or self._home
        return wall, zone, zone

    def _like(self, tzid: str, year: int) -> ZoneInfo | None:
        described = self._described.get(tzid.strip("/"))
        return zone_like(described, year, self._home) if described and year in _YEARS else None

    def minutes(self, component: Component, starts: datetime, remarks: list[str]) -> int:
        """How long an event takes, in whole minutes and at most a day."""
        length = self._length(component, starts)
        if length is None or length < timedelta(0):
            remarks.append("It tells no end: an hour was put down.")
            return USUAL_MINUTES
        minutes = length // timedelta(minutes=1)
        if minutes > _DAY_MINUTES:
            remarks.append("It lasts longer than a day: an hour of its beginning was put down.")
            return USUAL_MINUTES
        return minutes

    def _length(self, component: Component, starts: datetime) -> timedelta | None:
        if not isinstance(_when(_first(component, "DTSTART")), datetime):
            return timedelta(minutes=USUAL_MINUTES)
        length = _when(_first(component, "DURATION"))
        if isinstance(length, timedelta):
            return length
        end = _first(component, "DTEND")
        if not isinstance(_when(end), datetime):
            return None
        ends = self.moment(end, [])
        return ends.astimezone(UTC) - starts.astimezone(UTC) if ends else None


def _safely(wall: datetime, clock: Any, zone: ZoneInfo) -> datetime | None:
    """The moment in its zone; a time that the clocks skip is the one an hour later."""
    try:
        return wall.replace(tzinfo=clock).astimezone(UTC).astimezone(zone)
    except OverflowError:  # at the ends of the calendar
        return None


def _described(calendar: Component) -> Iterator[tuple[str, DescribedZone]]:
    for component in calendar.walk(DESCRIBED_ZONE):
        offsets: Mapping[str, tuple[timedelta, int]] = {
            str(part.name): offset for part in component.subcomponents if (offset := _offset(part))
        }
        winter = offsets.get("STANDARD") or offsets.get("DAYLIGHT")
        if winter is None:
            continue
        summer = offsets.get("DAYLIGHT") if "STANDARD" in offsets else None
        location = one_line(_text(component, "X-LIC-LOCATION"))
        yield (
            _text(component, "TZID").strip("/"),
            DescribedZone(
                winter[0], summer[0] if summer else None, summer[1] if summer else 0, location
            ),
        )


def _offset(part: Component) -> tuple[timedelta, int] | None:
    """The offset of a half year, and the month in which it begins (0: not known)."""
    from icalendar import vUTCOffset

    offset = _first(part, "TZOFFSETTO")
    if not isinstance(offset, vUTCOffset):
        return None
    rule = _first(part, "RRULE")
    months = rule.get("BYMONTH", []) if isinstance(rule, dict) else []
    return offset.td, int(months[0]) if months else 0
