"""What a shell hands over, and what an export holds: words by lot, in the program itself."""

from __future__ import annotations

import io
import os
import shutil
import zipfile
from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any
from unittest.mock import patch
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from jobsearch_tui.cli import main
from jobsearch_tui.domain.records import KINDS
from jobsearch_tui.domain.workspace import EMPTY
from jobsearch_tui.errors import ImportFailedError
from jobsearch_tui.services.transfer.linkedin import read_export
from jobsearch_tui.shell.desk import World
from jobsearch_tui.shell.table import COMMANDS
from jobsearch_tui.storage import codec, files
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
_given = st.tuples(
    _tables,
    st.sampled_from([NAME, "Job Applications.csv", "Saved Jobs.csv", "other.csv"]),
    st.one_of(st.none(), _damage),
)


class Import:
    """Reads what was drawn as an export, from a file of its own."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def __call__(self, case: tuple[bytes, str, Any]) -> str:
        """Read one table, or an archive with it that was damaged; what was wrong."""
        data, name, damage = case
        path = self._folder / (name if damage is None else "export.zip")
        path.write_bytes(data if damage is None else _archive(data, name, damage))
        ids = (f"id{number}" for number in count())
        try:
            report = read_export(
                [path], EMPTY, now=NOW.astimezone(ZONE), zone=ZONE,
                new_id=lambda: next(ids), all_connections=True,
            )  # fmt: skip
        except ImportFailedError as error:
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
    Attack("fuzz-imports", "input", "tables and damaged archives as an export", 100_000, 150,
           imports),
)  # fmt: skip
