"""The lines of an iCalendar file that matter here, few and short enough to be parsed in no time.

A file may come from anybody. What is not needed (pictures, rules, somebody's extensions) is
dropped before the parser sees it, so that neither its size nor its faults count.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from jobsearch_tui.errors import ImportFailedError
from jobsearch_tui.services.transfer.calendar_names import ZONE_PROPERTY

LARGEST: Final = 8 * 1024 * 1024
"""Bytes of a file that is read at all: room for an invitation with its attachments."""

MOST_EVENTS: Final = 500
_MOST_LINES: Final = 40_000
_DEEPEST: Final = 8
_MOST_TEXT: Final = 2 * 1024 * 1024
"""Characters that the parser is given at most: some seconds of its time."""

_LONGEST: Final = {"DESCRIPTION": 16_384, "RRULE": 200}
_LONG: Final = 2048
"""Characters of one property, folded lines put together; the rest is cut off."""

_HEAD: Final = 4096
"""Bytes in which a calendar has begun."""

DESCRIBED_ZONE: Final = "X-VTIMEZONE"
"""What a zone is called that a file describes: under its own name the parser would make it one of
its own, for all later files too, and refuse the whole file for a fault in it."""

ZONE_NAME: Final = "X-TZID"
"""What the name of a time's zone is called, which the parser would otherwise look up on the disk:
``America`` is a folder there."""

_WANTED: Final = frozenset(
    {
        *("BEGIN", "END", "METHOD", "UID", "SEQUENCE", "DTSTAMP", "LAST-MODIFIED", "STATUS"),
        *("SUMMARY", "DESCRIPTION", "LOCATION", "URL", "CONFERENCE", "X-GOOGLE-CONFERENCE"),
        *("X-MICROSOFT-SKYPETEAMSMEETINGURL", "ORGANIZER", "ATTENDEE"),
        *("DTSTART", "DTEND", "DURATION", "RECURRENCE-ID", "RRULE", "RDATE"),
        *("TZID", "TZOFFSETTO", "TZOFFSETFROM", "X-LIC-LOCATION", "X-WR-TIMEZONE"),
        ZONE_PROPERTY.upper(),
    }
)
_TIMES: Final = frozenset({"DTSTART", "DTEND", "RECURRENCE-ID", "RDATE", "DTSTAMP"})
_NAME: Final = re.compile(r"\s*([A-Za-z0-9-]+)\s*([;:])")
_MONTHS: Final = re.compile(r"BYMONTH=(?:1[0-2]|[1-9])(?![0-9])")
_OFFSET: Final = re.compile(r":[+-](?:[01][0-9]|2[0-3])[0-5][0-9](?:[0-5][0-9])?\Z")
_ZONE: Final = re.compile(r"(BEGIN|END):VTIMEZONE\Z", re.IGNORECASE)
_ZONE_NAME: Final = re.compile(r";TZID=", re.IGNORECASE)


def is_calendar(data: bytes) -> bool:
    """Whether a file looks like an iCalendar file, in any of the encodings that people have."""
    from jobsearch_tui.services.transfer.tables import decode

    head = decode(data[:_HEAD]).upper()
    return "BEGIN:VCALENDAR" in head or "BEGIN:VEVENT" in head


def needed(data: bytes, name: str) -> bytes:
    """The lines that the parser is to see. ``name`` is that of the file, for sentences.

    Raises :class:`~jobsearch_tui.errors.ImportFailedError` for what is no calendar, and for one
    that is too large, has too many events or is nested too deeply.
    """
    from jobsearch_tui.services.transfer.tables import decode

    if len(data) > LARGEST:
        raise ImportFailedError(
            f"{name} holds more than {LARGEST // 1024 // 1024} MB, which no invitation does. "
            "Nothing was imported; export the interviews alone."
        )
    if not is_calendar(data):
        raise ImportFailedError(f"{name} holds no calendar with events in it.")
    kept: list[str] = []
    inside: list[str] = []
    events = size = 0
    for word, line in _properties(decode(data)):
        value = line.partition(":")[2].strip().upper()
        if word == "BEGIN":
            inside.append(value)
            events += value == "VEVENT"
        elif word == "END" and inside:
            inside.pop()
        told = _harmless(word, line, in_zone=DESCRIBED_ZONE in inside)
        kept.append(told)
        size += len(told)
        if events > MOST_EVENTS or len(kept) > _MOST_LINES or size > _MOST_TEXT:
            raise ImportFailedError(
                f"{name} holds more than {MOST_EVENTS:,} events, or as much text. "
                "Nothing was imported; export the interviews alone."
            )
        if len(inside) > _DEEPEST:
            raise ImportFailedError(f"{name} is nested too deeply to be a calendar.")
    return "\r\n".join([*filter(None, kept), ""]).encode("utf-8", "replace")


def _harmless(word: str, line: str, *, in_zone: bool) -> str:
    """The line without what the parser would stumble over or take long for; perhaps nothing.

    Of a rule it matters that there is one, and in which months; of a zone when its summer begins,
    which its rule tells.
    """
    if word == "RRULE":
        return ";".join([f"RRULE:FREQ={'YEARLY' if in_zone else 'DAILY'}", *_MONTHS.findall(line)])
    if word == "RDATE":
        return "" if in_zone else line.partition(",")[0]
    if word == "DTSTART" and in_zone:
        return ""
    if word.startswith("TZOFFSET") and not _OFFSET.search(line):
        return ""
    return line


def _properties(text: str) -> Iterator[tuple[str, str]]:
    """The wanted properties, each with its name and on one line."""
    word, parts, room = "", [""], 0
    for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n"):
        if line[:1] in (" ", "\t"):
            if word and room > 0:
                parts.append(line[1 : room + 1])
                room -= len(line)
            continue
        if word:
            yield word, _joined(word, parts)
        found = _NAME.match(line)
        word = found[1].upper() if found and found[1].upper() in _WANTED else ""
        if word and found:
            whole = f"{word}{line[found.start(2) :]}"
            most = _LONGEST.get(word, _LONG)
            parts, room = [whole[:most]], most - len(whole)
    if word:
        yield word, _joined(word, parts)


def _joined(word: str, parts: list[str]) -> str:
    """The property on one line, with the names of zones as they are kept from the parser."""
    line = "".join(parts).replace("\x00", "").rstrip()
    if word in _TIMES:
        return _ZONE_NAME.sub(f";{ZONE_NAME}=", line, count=1)
    return _ZONE.sub(rf"\1:{DESCRIBED_ZONE}", line) if word in ("BEGIN", "END") else line
