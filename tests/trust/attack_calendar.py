"""Attacks by calendars: a parser's own corpus, damaged invitations, and files made to hurt."""

from __future__ import annotations

import io
import random
import time
from collections.abc import Callable, Iterator
from contextlib import redirect_stderr, redirect_stdout
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from zoneinfo import ZoneInfo, available_timezones

import icalendar

from jobsearch_tui.cli import main
from jobsearch_tui.domain.records import Interview
from jobsearch_tui.domain.workspace import EMPTY, Workspace
from jobsearch_tui.errors import ImportFailedError
from jobsearch_tui.services.identity import new_id
from jobsearch_tui.services.transfer.calendar_in import read_calendar
from jobsearch_tui.services.transfer.calendar_out import CalendarOptions, calendar_text
from jobsearch_tui.shell.desk import World
from jobsearch_tui.storage.codec import decode, encode
from tests.domain.makers import interview
from tests.services.calendars import calendar, described
from tests.trust.attacks import Attack

NOW = datetime(2026, 11, 24, 9, 30, tzinfo=ZoneInfo("Europe/Paris"))
CORPUS = Path(icalendar.__file__).parent / "tests"
PATIENCE = 10.0
"""Seconds of the processor that a file may take, whatever else the machine has to do."""


def corpus() -> list[Path]:
    """The files of icalendar's own tests, which come with it."""
    return sorted(CORPUS.rglob("*.ics"))


def _harm(data: bytes) -> str:
    """What a file does to a search, in a sentence: nothing, or a fault of ours."""
    began = time.process_time()
    try:
        plan = read_calendar(data, WORKSPACE, now=NOW, new_id=new_id, name="x.ics")
    except ImportFailedError as refused:
        return "" if str(refused).count("\n") == 0 else f"more than one line: {refused}"
    except Exception as error:  # noqa: BLE001 - whatever gets here is what is looked for
        return f"a traceback: {error!r}"
    for record in plan.change.put:
        if decode(record.kind, encode(record)) != record:
            return f"a record that is not read back: {record!r}"
    text = calendar_text(
        plan.change.apply(WORKSPACE), NOW, CalendarOptions(every=True, preparation=True)
    )
    icalendar.Calendar.from_ical(text)
    if any(sign in text for sign in (b"\x1b", b"\x07")):
        return "an escape sequence comes out again"
    took = time.process_time() - began
    return f"{took:.0f} seconds" if took > PATIENCE else ""


WORKSPACE: Workspace = EMPTY.put(interview("k1", NOW, uid="known"))


def read_the_corpus(tries: int, seed: int, folder: Path) -> Iterator[str]:
    """Import each file of the corpus through the command line, in an order drawn by lot."""
    files = corpus()
    random.Random(seed).shuffle(files)
    (folder / "out").mkdir()
    environ = {"HOME": str(folder), "TZ": "Europe/Paris"}
    for file in islice(files, tries):
        data = file.read_bytes()
        store = folder / "out" / f"{file.stem}.json"
        words = ["--store", str(store), "import", str(file)]
        with redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()):
            status = main(words, World(environ, lambda: NOW.astimezone(UTC), lambda: False))
        crash = folder / ".local/state/jobsearch-tui/crash.txt"
        if status not in (0, 1) or crash.exists():
            yield f"{file.name}: exit status {status}"
        else:
            harm = _harm(data)
            yield f"{file.name}: {harm}" if harm else ""


def damage_invitations(tries: int, seed: int, folder: Path) -> Iterator[str]:
    """Change, cut, repeat and swap bytes and lines of calendars as they are in the world."""
    lot = random.Random(seed)
    files = [file.read_bytes() for file in corpus()]
    files.append(calendar_text(WORKSPACE, NOW, CalendarOptions(every=True)))
    for _ in range(tries):
        data = bytearray(lot.choice(files))
        for _ in range(lot.randint(1, 6)):
            lot.choice(DAMAGES)(data, lot)
        yield _harm(bytes(data))


def _change(data: bytearray, lot: random.Random) -> None:
    if data:
        data[lot.randrange(len(data))] = lot.randrange(256)


def _cut(data: bytearray, lot: random.Random) -> None:
    start = lot.randrange(len(data) + 1)
    del data[start : start + lot.choice((1, 10, 200))]


def _repeat(data: bytearray, lot: random.Random) -> None:
    start = lot.randrange(len(data) + 1)
    data[start:start] = data[start : start + lot.choice((3, 40, 400))] * lot.randint(1, 30)


def _line(data: bytearray, lot: random.Random) -> None:
    lines = bytes(data).split(b"\r\n")
    lines.insert(lot.randrange(len(lines) + 1), lot.choice(NASTY))
    data[:] = b"\r\n".join(lines)


DAMAGES: tuple[Callable[[bytearray, random.Random], None], ...] = (_change, _cut, _repeat, _line)
NASTY = (
    b"BEGIN:VEVENT",
    b"END:VEVENT",
    b"BEGIN:VTIMEZONE",
    b"DTSTART;TZID=America:20261202T110000",
    b"DTSTART;VALUE=DATE:99991231",
    b"DTSTART:00010101T000000Z",
    b"DTSTART;TZID=\x00:20261202T110000",
    b"DURATION:P99999999999D",
    b"DTEND:99991231T235959Z",
    b"SEQUENCE:99999999999999999999",
    b"SEQUENCE:-5",
    b"RRULE:FREQ=SECONDLY;INTERVAL=0",
    b"TZOFFSETTO:+9999",
    b"METHOD:CANCEL",
    b"UID:k1@jobsearch-tui",
    b"UID:known",
    b"SUMMARY:\x1b]0;x\x07\xff\xfe Interview with \xe2\x80\xaeKestrel",
    b'ORGANIZER;CN="a:mailto:b@c',
    b"RECURRENCE-ID:20261202T110000Z",
    b"ATTENDEE;CN=" + b"x" * 5000 + b":mailto:x@y.example",
    b" folded out of nowhere",
    b":",
    b";=:",
)


def made_to_hurt(tries: int, seed: int, folder: Path) -> Iterator[str]:
    """Files that take long, or much memory, for whoever reads all that stands in them."""
    for number in range(tries):
        yield _harm(HURTFUL[number % len(HURTFUL)]())


def _event(line: str) -> bytes:
    return calendar(f"UID:1\nSUMMARY:x\nDTSTART:20261202T160000Z\n{line}")


HURTFUL: tuple[Callable[[], bytes], ...] = (
    lambda: _event("DESCRIPTION:" + "a" * 100_000_000),
    lambda: _event("DESCRIPTION:" + "a" * 8_000_000),
    lambda: _event("DESCRIPTION:" + "\n a" * 1_500_000),
    lambda: _event("DESCRIPTION:" + "\\;" * 3_000_000),
    lambda: b"BEGIN:VCALENDAR\r\n" + b"BEGIN:VEVENT\r\nEND:VEVENT\r\n" * 1_000_000,
    lambda: b"BEGIN:VCALENDAR\r\n" + b"BEGIN:VEVENT\r\nEND:VEVENT\r\n" * 250_000,
    lambda: b"BEGIN:VCALENDAR\r\n" + b"BEGIN:VEVENT\r\n" * 500_000,
    lambda: calendar(*("DTSTART:20261202T160000Z" for _ in range(500))),
    lambda: _event("ATTENDEE:mailto:a@b.example\n" * 250_000),
    lambda: _event(("ATTENDEE;X=" + "a," * 8000 + ":mailto:a@b.example\n") * 480),
    lambda: _event(("CATEGORIES:" + "a," * 8000 + "\n") * 480),
    lambda: _event("RRULE:FREQ=SECONDLY;BYSECOND=" + ",".join(map(str, range(60))) * 20_000),
    lambda: _event("RRULE:FREQ=DAILY;BYDAY=MO\n" * 250_000),
    lambda: _event("RDATE:" + "20261202T160000Z," * 400_000 + "20261202T160000Z"),
    lambda: calendar(
        "UID:1\nDTSTART;TZID=Bomb:20261202T160000", more=described("Bomb", frequency="SECONDLY")
    ),
    lambda: calendar("UID:1\nDTSTART:20261202T160000Z", more=described("Bomb") * 4000),
    lambda: _event("SUMMARY;X=" + '"' * 5_000_000 + ":x"),
    lambda: _event("ATTACH;ENCODING=BASE64;VALUE=BINARY:" + "QUJD" * 1_900_000),
    lambda: _event("BEGIN:VALARM\nTRIGGER:-PT1S\nREPEAT:999999999\nDURATION:PT1S\nEND:VALARM"),
)


def cross_the_clocks(tries: int, seed: int, folder: Path) -> Iterator[str]:
    """Interviews in any zone of the world, near any change of its clocks, out and in again."""
    lot = random.Random(seed)
    zones = sorted(available_timezones() - {"Factory", "localtime"})
    for number in range(tries):
        zone = ZoneInfo(lot.choice(zones))
        minutes = lot.randrange(20 * 365 * 1440)
        moment = datetime.fromtimestamp(1_262_304_000 + 60 * minutes, UTC).astimezone(zone)
        one = interview(f"i{number}", moment, minutes=lot.randrange(1441))
        text = calendar_text(EMPTY.put(one), NOW, CalendarOptions(every=True))
        blank = EMPTY.put(interview(one.id, NOW, minutes=3))
        plan = read_calendar(text, blank, now=NOW, new_id=new_id)
        back = plan.change.apply(blank).find(Interview, one.id)
        same = back is not None and (
            back.starts.timestamp(), back.zone, back.minutes
        ) == (one.starts.timestamp(), one.zone, one.minutes)  # fmt: skip
        yield "" if same else f"{one.starts} {one.zone} came back as {back!r}"


ATTACKS = (
    Attack(
        "calendar-corpus",
        "input",
        "an `.ics` file of icalendar's own test suite is imported",
        len(corpus()),
        8,
        read_the_corpus,
    ),
    Attack(
        "calendar-damage",
        "input",
        "a calendar with changed, cut, repeated bytes and nasty lines is read",
        20_000,
        25,
        damage_invitations,
    ),
    Attack(
        "calendar-bombs",
        "input",
        "a calendar made to take for ever (100 MB in a line, a million events, endless rules)",
        len(HURTFUL),
        2,
        made_to_hurt,
    ),
    Attack(
        "calendar-clocks",
        "input",
        "an interview goes to a calendar and back, in any zone and on either side of a change",
        20_000,
        40,
        cross_the_clocks,
    ),
)
