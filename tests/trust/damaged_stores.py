"""A store to damage, what of it must survive, and the commands that are run on it."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator, Mapping
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass, fields
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from jobsearch_tui.cli import main
from jobsearch_tui.domain.changes import Change
from jobsearch_tui.domain.records import Activity, Record
from jobsearch_tui.domain.spec import FieldKind
from jobsearch_tui.domain.workspace import Workspace
from jobsearch_tui.services.demo import demo_records
from jobsearch_tui.shell.desk import World
from jobsearch_tui.storage.backups import Backups
from jobsearch_tui.storage.history import Sitting
from jobsearch_tui.storage.store import Store

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
LOG_ENTRIES = 60
SENTENCE = re.compile(r"[^\x00-\x1f\x7f]+[.)\w]\Z")


@dataclass
class Said:
    """What a command printed, and its status."""

    status: int
    out: str
    err: str

    @property
    def is_fault(self) -> bool:
        return "in the program itself" in self.err or "Traceback" in self.err


class Commands:
    """Runs commands on one store in this process."""

    def __init__(self, folder: Path) -> None:
        self.store = folder / "store.json"
        self.environ = {"HOME": str(folder), "TZ": "UTC", "TERM": "xterm"}
        self.now = NOW

    def __call__(self, *words: str) -> Said:
        self.now += timedelta(seconds=1)
        out, err = io.StringIO(), io.StringIO()
        world = World(self.environ, lambda: self.now, lambda: False)
        with redirect_stdout(out), redirect_stderr(err):
            status = main(["--store", str(self.store), *words], world)
        return Said(status, out.getvalue(), err.getvalue())

    def open(self) -> Store:
        """The store as another program opens it. Raises StoreError."""
        store = Store(
            self.store,
            now=lambda: self.now,
            new_id=lambda: "never2used",
            sitting=Sitting("attack", self.now),
            backups=Backups(self.store.with_name("store.json.backups")),
        )
        store.load()
        return store


@cache
def sound() -> bytes:
    """The bytes of a store of some two hundred records with steps to undo."""
    import tempfile

    records = demo_records(NOW, ZoneInfo("UTC"))
    entries = [record for record in records if isinstance(record, Activity)]
    left_out = {entry.id for entry in entries[LOG_ENTRIES:]}
    kept = [record for record in records if record.id not in left_out]
    with tempfile.TemporaryDirectory() as folder:
        store = Commands(Path(folder)).open()
        store.commit(Change("begin", put=tuple(kept[:-5])))
        for record in kept[-5:]:
            store.commit(Change(f"add {record.title}", put=(record,)))
        first = kept[1]
        store.commit(Change("delete", remove=(kept[-1].id,)))
        store.commit(Change("restore", put=(kept[-1],)))
        assert first.id in store.workspace
        return store.path.read_bytes()


@dataclass(frozen=True)
class Line:
    """Where the JSON of one record stands in the sound file."""

    table: str
    id: str
    start: int
    end: int


@cache
def lines() -> tuple[Line, ...]:
    """The records of the sound file with their bytes, found line by line."""
    found: list[Line] = []
    table, at = "", 0
    for line in sound().splitlines(keepends=True):
        header = re.match(rb'\{?"([a-z]+)":\{$', line.rstrip(b"\n"))
        document = re.match(rb'"[0-9]+":(\{.*\}),?$', line.rstrip(b"\n"))
        if header:
            table = header[1].decode()
        elif document and table not in ("meta", "history"):
            start = at + document.start(1)
            id = json.loads(document[1])["id"]
            found.append(Line(table, id, start, start + len(document[1])))
        at += len(line)
    return tuple(found)


@cache
def originals() -> Workspace:
    """The records of the sound file."""
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        commands = Commands(Path(folder))
        commands.store.write_bytes(sound())
        return commands.open().workspace


def losses(ids: Iterator[str] | list[str], after: Workspace) -> str:
    """The first of these records that is not as it was; empty when all are.

    A reference to a record that is gone may be cleared, and noted.
    """
    for id in ids:
        before, now = originals().get(id), after.get(id)
        assert before is not None
        if now is None:
            return f"{before.kind} {id} is gone"
        if now.kind != before.kind:
            return f"{before.kind} {id} has become a {now.kind}"
        if changed := _changed(before, now, after):
            return f"{before.kind} {id}: {changed} is another"
    return ""


def _changed(before: Record, now: Record, after: Workspace) -> str:
    is_cleared = False
    notes: list[str] = []
    for attribute in fields(before):
        was, is_now = getattr(before, attribute.name), getattr(now, attribute.name)
        if was == is_now:
            continue
        spec: Any = attribute.metadata.get("spec")
        if spec and spec.kind is FieldKind.REFERENCE and was not in after and is_now == "":
            is_cleared = True
        elif spec and spec.kind is FieldKind.REFERENCES:
            if is_now != tuple(id for id in was if id in after):
                return attribute.name
            is_cleared = True
        elif attribute.name in ("note", "summary") and is_now.startswith(was):
            notes.append(attribute.name)
        else:
            return attribute.name
    return notes[0] if notes and not is_cleared else ""


def tables() -> dict[str, dict[str, dict[str, Any]]]:
    """The sound file as plain JSON reads it, to be changed."""
    told: dict[str, dict[str, dict[str, Any]]] = json.loads(sound())
    return told


def plain(told: Mapping[str, Any]) -> bytes:
    """Tables as TinyDB writes them: all on one line."""
    return json.dumps(told).encode()
