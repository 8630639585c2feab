"""What a shell hands over, and what an export holds: words by lot, in the program itself."""

from __future__ import annotations

import csv
import io
import os
import shutil
import zipfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast
from unittest.mock import patch
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from jobsearch_tui.cli import main
from jobsearch_tui.domain.records import KINDS, RECORD_TYPES
from jobsearch_tui.domain.workspace import EMPTY
from jobsearch_tui.errors import ImportFailedError, UsageError
from jobsearch_tui.services.transfer.kinds import FileKind, Opened
from jobsearch_tui.services.transfer.linkedin import read_export
from jobsearch_tui.services.transfer.sheet import read_sheet
from jobsearch_tui.services.transfer.sheet_columns import guess
from jobsearch_tui.services.transfer.sheet_dates import DMY
from jobsearch_tui.services.transfer.sheet_import import mapping_lines, plan, question
from jobsearch_tui.services.transfer.sources import Source
from jobsearch_tui.services.transfer.vcards_in import read_cards
from jobsearch_tui.shell.desk import World
from jobsearch_tui.shell.own_exports import StoreExports
from jobsearch_tui.shell.table import COMMANDS
from jobsearch_tui.storage import codec, files, image
from jobsearch_tui.web.server import AppServer
from tests.trust.attack_fuzz import PEOPLE, phrases
from tests.trust.attack_imports import APPLIED, DANA, NAME
from tests.trust.attack_imports import PEOPLE as CONNECTIONS
from tests.trust.attacks import Attack
from tests.trust.fuzzing import fuzz
from tests.trust.hostile import HOSTILE, junk, raw
from tests.ui.host import fill

NOW = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)
ZONE = ZoneInfo("Europe/Paris")
SAVED = "Saved Date,Job Url,Job Title,Company Name\n"

# --- the command line ----------------------------------------------------------------------------

_options = st.sampled_from(
    ["--json", "--help", "-h", "--store", "--store=", "--about", "--about=dana", "--weeks",
     "--sort", "--down", "--brief", "--dry-run", "--all-connections", "--version",
     "--", "-", "-x", "--nope",
     "--records=3", "--weeks=4", "--weeks=99999999999999999999", "--sort=name", "--sort=next"]
)  # fmt: skip
_records = st.sampled_from(
    ["dana", "Dana Whitfield", "marsh", "kestrel", "halden", "pace", "li na", "evil", "x1", ""]
)
_values = st.builds(
    lambda name, value: f"{name}={value}",
    st.sampled_from(
        ["name", "company", "role", "starts", "note", "stage", "agency", "about", "what", "by",
         "minutes", "salary", "interviews", "limits", "zone", "origin", "follow_up", "at", "", "x"]
    ),
    st.one_of(phrases, junk, _records, st.sampled_from(["85k", "1h30", "9" * 5_000, "yes", "active",
                                                        "2026-12-21=0", "x" * 100_001])),
)  # fmt: skip
_words = st.one_of(_records, _options, _values, junk, phrases, st.sampled_from([
    *KINDS, "vm", "+3d", ">fri", ":", "!by fri ring", "searches 2", "given.csv", "given.zip", ".",
    "voicemail", "missing.json",
]))  # fmt: skip
_names = st.sampled_from([command.name for command in COMMANDS if command.name != "demo"])
_likely = st.one_of(
    st.builds(lambda kind, told: ["add", kind, *told], st.sampled_from(KINDS), st.lists(_values)),
    st.builds(lambda one, told: ["set", one, *told], _records, st.lists(_values)),
    st.builds(lambda told: ["log", *told], st.lists(_words, max_size=6)),
    st.builds(lambda kind, told: ["list", kind, *told], st.sampled_from(KINDS), st.lists(_words)),
    st.builds(lambda one: ["show", one], _records),
    st.builds(lambda told: ["script", *told], st.lists(_words, max_size=3)),
)
_lines = st.one_of(
    _likely,
    st.builds(lambda name, rest: [name, *rest], _names, st.lists(_words, max_size=5)),
    st.lists(_words, max_size=5),
)
_commands = st.tuples(_lines, st.text(max_size=20))
_FRESH = 100
"""Commands after which the store is made anew: it must not grow for ever."""


class Shell:
    """Commands in this process, on a store of their own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.store = folder / "share" / "jobsearch-tui" / "store.json"
        self.environ = {
            "HOME": str(folder),
            "XDG_DATA_HOME": str(folder / "share"),
            "TZ": "Europe/Paris",
            "TERM": "xterm",
        }
        self.now = NOW
        self._made = 0

    def __call__(self, case: tuple[list[str], str]) -> str:
        """Run one command; what was wrong with it."""
        words, typed = case
        words = [_harmless_path(word) for word in words]
        if self._made % _FRESH == 0:
            shutil.rmtree(self.store.parent, ignore_errors=True)
            fill(self.store, PEOPLE)
        self._made += 1
        self.now += timedelta(seconds=1)
        out, err = io.StringIO(), io.StringIO()
        served = patch("jobsearch_tui.web.server.AppServer.serve", _close)  # it never ends else
        with redirect_stdout(out), redirect_stderr(err), served:
            world = World(self.environ, lambda: self.now, lambda: False, typed=lambda: typed)
            status = main(words, world)
        return _judged(status, out.getvalue(), err.getvalue()) or self._is_sound()

    def _is_sound(self) -> str:
        """Whether the store, if it was touched, can still be read."""
        with redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()) as err:
            status = main(["path"], World(self.environ, lambda: self.now, lambda: False))
            if self._made % 10 == 0:
                status += main(["list", "agency"], World(self.environ, lambda: self.now))
        return f"the store is lost: {err.getvalue()[:200]}" if status else ""


def _close(server: AppServer) -> None:
    server._socket.close()


def _harmless_path(word: str) -> str:
    """No word leads out of the folder in which the commands run."""
    return "x" if "/" in word or ".." in word else word


def _judged(status: int, out: str, err: str) -> str:
    if status not in (0, 1, 2, 3):
        return f"it ended with {status}"
    if "Traceback" in err or "in the program itself" in err:
        return f"a fault of the program: {err[-200:]}"
    if found := raw(out) or raw(err):
        return f"raw {found} was printed"
    lines = err.splitlines()
    several = any(line.startswith("  ") for line in lines)  # which of several was meant
    if status in (1, 2) and (not lines or (len(lines) > 1 and not several and "▲" not in err)):
        return f"{len(lines)} lines of error: {err[:200]!r}"
    return ""


def command_line(tries: int, seed: int, folder: Path) -> Iterator[str]:
    """Run so many commands of random words."""
    before = Path.cwd()
    os.chdir(folder)
    sync, disk = os.fsync, files.DISK
    try:
        for name in ("given.csv", "given.zip"):
            (folder / name).write_text(CONNECTIONS + DANA)
        # What is on the disk after a power cut is asked elsewhere; here it takes all the time.
        os.fsync = lambda _descriptor: None
        object.__setattr__(disk, "fsync", lambda _descriptor: None)
        yield from fuzz(_commands, Shell(folder), tries, seed)
    finally:
        os.fsync = sync
        object.__setattr__(disk, "fsync", sync)
        os.chdir(before)


# --- imports -------------------------------------------------------------------------------------

_cells = st.one_of(
    st.sampled_from(
        ["Dana", "Halden Foods", "VP Operations", "01 Mar 2024", "3/24/23, 4:11 PM", "31 Feb 2024",
         "https://www.linkedin.example/in/d", "https://www.linkedin.example/jobs/view/3412345678",
         "0/0/0", "99999-01-01", "Recruiter", '"', '""', "", " ", "a|b", "x" * 1_100, '"a\nb"',
         "12/31/9999, 11:59 PM", "9" * 5_000, *HOSTILE.values()]
    ),
    junk,
)  # fmt: skip
_headers = st.sampled_from(
    [CONNECTIONS, APPLIED, SAVED, CONNECTIONS.replace(",", ";"), APPLIED.replace(",", "\t"),
     "Notes:\n\n" + CONNECTIONS, APPLIED + SAVED, "First Name\n", "", "\ufeff" + SAVED]
)  # fmt: skip
_rows = st.lists(
    st.builds(
        lambda cells, sign: sign.join(cells),
        st.lists(_cells, min_size=1, max_size=9),
        st.sampled_from([",", ",", ",", ";", "\t"]),
    ),
    max_size=6,
).map("\n".join)
_encodings = st.sampled_from(["utf-8", "utf-8", "utf-8", "utf-16", "utf-16-le", "cp1252"])
_tables = st.one_of(
    st.builds(
        lambda header, rows, code: (header + rows).encode(
            code, "surrogatepass" if code.startswith("utf") else "replace"
        ),
        *(_headers, _rows, _encodings),
    ),
    st.binary(max_size=60),
)
_damage = st.lists(st.tuples(st.integers(0, 2_000), st.integers(0, 255)), max_size=4)
_exports = st.tuples(
    _tables,
    st.sampled_from([NAME, "Job Applications.csv", "Saved Jobs.csv", "other.csv"]),
    st.one_of(st.none(), _damage),
)
_stamps = st.sampled_from(
    ["2026-11-24T12:00:00Z", "2026-11-24T12:00:00", "", "9999-12-31T23:00:00Z"]
)
_own_cells = st.one_of(
    st.sampled_from(
        ["dana", "marsh", "x1", "America", "Europe/Paris", "2026-12-02", "0226-12-02", "13/02/2024",
         "2026-12-02T14:00:00", "2026-12-02T14:00:00-05:00", "0001-01-01T00:00:00+14:00", "99999",
         "-1", "yes", "5", "2026-11-23=99", '{"id":"dana","name":5,"mood":1}', "[[", "a;b", ""]
    ),
    _cells,
)  # fmt: skip
_own_columns = st.sampled_from(
    ["name", "role", "company", "agency", "stage", "starts", "zone", "minutes", "round", "at",
     "sequence", "about", "closes", "posted", "limits", "hours", "written", "beyond", "by", "hour"]
)  # fmt: skip


def _own_table(columns: list[str], kinds: list[str], cells: list[str]) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(["kind", "id", "created", "changed", *columns])
    for number, kind in enumerate(kinds):
        told = [cells[(number * 7 + at) % len(cells)] for at in range(len(columns))]
        writer.writerow([kind, ["dana", "x1", "", "marsh"][number % 4], *[cells[0]] * 2, *told])
    return out.getvalue().encode("utf-8", "replace")


_own_tables = st.builds(
    _own_table,
    st.lists(_own_columns, max_size=5, unique=True),
    st.lists(st.sampled_from([*RECORD_TYPES, "unicorn", ""]), min_size=1, max_size=4),
    st.builds(lambda stamp, more: [stamp, *more], _stamps, st.lists(_own_cells, max_size=12)),
)
_heads = st.sampled_from(
    ["FN", "N", "ORG", "TEL", "EMAIL", "NOTE", "ADR", "TITLE", "UID", "item1.URL", "KIND", "BEGIN",
     "END", "PHOTO", "VERSION", "TEL;PREF=1", "TEL;TYPE=cell", "NOTE;ENCODING=QUOTED-PRINTABLE",
     "FN;CHARSET=latin-1", "NOTE;ENCODING=b", "TEL" + ";a=b" * 40, 'TEL;a="x', "X", "", "AGENT"]
)  # fmt: skip
_card_lines = st.builds(
    lambda head, sign, cell: f"{head}{sign}{cell}", _heads, st.sampled_from([":", ":", ";"]), _cells
)
_cards = st.lists(_card_lines, max_size=6).map(
    lambda lines: "\r\n".join(["BEGIN:VCARD", "FN:Dana", *lines, "END:VCARD", ""]).encode(
        "utf-8", "surrogatepass"
    )
)
_sheet_cells = st.one_of(
    st.sampled_from(["13/02/2024", "02/13/2024", "3/4/2024", "2024-02-31", "85k", "a@x.example"]),
    _cells,
)
_sheets = st.lists(st.lists(_sheet_cells, min_size=4, max_size=4).map(",".join), max_size=5).map(
    lambda rows: "\n".join(["Company,Role,Applied,Thing", *rows]).encode("utf-8", "surrogatepass")
)
_given = st.one_of(
    _exports,
    st.tuples(_own_tables, st.just("own.csv"), st.none()),
    st.tuples(_cards, st.just("given.vcf"), st.none()),
    st.tuples(_sheets, st.just("sheet.csv"), st.none()),
)


def _read_own(source: Source, new_id: Callable[[], str]) -> Any:
    store = cast("Any", SimpleNamespace(contents=image.EMPTY))
    opened = Opened(FileKind.RECORDS, (source,))
    return StoreExports(store).read(opened, PEOPLE, NOW)


def _read_cards(source: Source, new_id: Callable[[], str]) -> Any:
    return read_cards([source], PEOPLE, now=NOW, new_id=new_id)


def _read_sheet(source: Source, new_id: Callable[[], str]) -> Any:
    sheet = read_sheet(source.data, source.label)
    columns = guess(sheet)
    mapping_lines(sheet, columns)
    told = replace(columns, dates=columns.dates or DMY) if question(sheet, columns) else columns
    return plan(sheet, told, PEOPLE, now=NOW.astimezone(ZONE), new_id=new_id)


READERS: Mapping[str, Callable[[Source, Callable[[], str]], Any]] = {
    "own.csv": _read_own,
    "given.vcf": _read_cards,
    "sheet.csv": _read_sheet,
}
"""What reads each kind of file that is no export of LinkedIn's."""


class Import:
    """Reads what was drawn as an export, from a file of its own."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def __call__(self, case: tuple[bytes, str, Any]) -> str:
        """Read one table, or an archive with it that was damaged; what was wrong."""
        data, name, damage = case
        ids = (f"id{number}" for number in count())
        if name in READERS:
            return self._judged(lambda: READERS[name](Source(name, name, data), lambda: next(ids)))
        path = self._folder / (name if damage is None else "export.zip")
        path.write_bytes(data if damage is None else _archive(data, name, damage))
        return self._judged(
            lambda: read_export(
                [path], EMPTY, now=NOW.astimezone(ZONE), zone=ZONE,
                new_id=lambda: next(ids), all_connections=True,
            )
        )  # fmt: skip

    def _judged(self, read: Callable[[], Any]) -> str:
        """What was wrong with what was read, or with the sentence that refused it."""
        try:
            report = read()
        except (ImportFailedError, UsageError) as error:
            return _sentence(str(error))
        for record in report.change.put:
            if codec.decode(record.kind, codec.encode(record)) != record:
                return f"the {record.kind} does not come back as it was read"
            # What a text may hold, clean() says; a screen shows the rest visibly.
            if found := _controls(repr(codec.plain(record))):
                return f"raw {found} was taken in"
        return next(filter(None, map(_sentence, report.words())), "")


def _controls(text: str) -> str:
    return "\\x1b" if "\\x1b" in text or "\\x9b" in text or "\\x00" in text else ""


def _sentence(words: str) -> str:
    return f"raw {found} in {words[:60]!r}" if (found := raw(words)) else ""


def _archive(data: bytes, name: str, damage: list[tuple[int, int]]) -> bytes:
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, data)
    told = bytearray(whole.getvalue())
    for at, byte in damage:
        told[4 + at % (len(told) - 4)] = byte
    return bytes(told)


def imports(tries: int, seed: int, folder: Path) -> Iterator[str]:
    """Read so many tables and archives."""
    return fuzz(_given, Import(folder), tries, seed)


ATTACKS = (
    Attack("fuzz-commands", "input", "command lines of random words", 100_000, 60, command_line),
    Attack("fuzz-imports", "input", "exports, tables edited by hand, cards, damaged archives",
           100_000, 150, imports),
)  # fmt: skip
