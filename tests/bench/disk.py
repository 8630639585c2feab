"""What is measured on the disk: one durable change, and two commands as whole processes."""

from __future__ import annotations

import gc
import os
import sqlite3
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from statistics import median

from jobsearch_tui.domain.changes import Change
from jobsearch_tui.domain.quicklog import understand
from jobsearch_tui.domain.records import Ad, Recruiter
from jobsearch_tui.domain.workspace import Workspace
from jobsearch_tui.services.identity import new_id
from jobsearch_tui.services.session import Session
from jobsearch_tui.storage.backups import Backups
from jobsearch_tui.storage.codec import encode
from jobsearch_tui.storage.history import Sitting
from jobsearch_tui.storage.store import Store
from tests.bench.measures import Figure, paired
from tests.bench.programs import PYTHON, jobsearch, run


def durable_change(home: Path, store: Path, records: int, rounds: int) -> Iterator[Figure]:
    """The note of one ad among all records: the session, SQLite, and a file of the same size."""
    opened = _opened(store)
    session = Session(opened, _now)
    database = _database(home / f"{records}.sqlite", session.workspace)
    whole = store.read_bytes()
    ads = [ad.id for ad in session.workspace.all(Ad)]
    times: dict[str, list[float]] = {"ours": [], "sqlite": [], "file": []}
    gc.collect()
    gc.freeze()
    for number in range(rounds + 2):
        ad = session.workspace.find(Ad, ads[number % len(ads)])
        assert ad is not None
        changed = replace(ad, note=f"measured {number}")
        spent = {
            "ours": _timed(partial(_apply, session, changed)),
            "sqlite": _timed(partial(_commit, database, changed)),
            "file": _timed(partial(_write, home / f"{records}.file", whole)),
        }
        if number > 1:  # the first rounds make the day's backup and fill the caches
            for name, milliseconds in spent.items():
                times[name].append(milliseconds)
    gc.unfreeze()
    database.close()
    ours, sqlite, file = (median(times[name]) for name in ("ours", "sqlite", "file"))
    ratio = paired(times["ours"], times["sqlite"])
    yield Figure("change", records, ratio, f"{ours:.2f} ms ÷ {sqlite:.2f}")
    yield Figure("change.ms", records, ours)
    limit = 3 * sqlite + file
    yield Figure("change.file", records, ours / limit, f"the write alone {file:.2f} ms")


def _timed(step: Callable[[], None]) -> float:
    begun = time.perf_counter()
    step()
    return (time.perf_counter() - begun) * 1000


def _now() -> datetime:
    return datetime.now(UTC)


def _opened(path: Path) -> Store:
    store = Store(
        path,
        now=_now,
        new_id=new_id,
        sitting=Sitting(new_id(), _now()),
        backups=Backups(path.with_name("backups")),
    )
    store.load()
    return store


def _apply(session: Session, ad: Ad) -> None:
    applied = session.apply(Change("measure", put=(ad,)))
    if not applied.is_saved:
        raise RuntimeError(str(applied.not_saved))


def _database(path: Path, workspace: Workspace) -> sqlite3.Connection:
    """The same records as rows of SQLite, each found by its id."""
    database = sqlite3.connect(path, isolation_level=None)
    database.execute("PRAGMA journal_mode=WAL")
    database.execute("PRAGMA synchronous=FULL")
    database.execute("CREATE TABLE records (id TEXT PRIMARY KEY, document BLOB)")
    database.execute("BEGIN")
    rows = ((record.id, encode(record)) for record in workspace)
    database.executemany("INSERT INTO records VALUES (?, ?)", rows)
    database.execute("COMMIT")
    return database


def _commit(database: sqlite3.Connection, ad: Ad) -> None:
    database.execute("BEGIN IMMEDIATE")
    database.execute("UPDATE records SET document = ? WHERE id = ?", (encode(ad), ad.id))
    database.execute("COMMIT")


def _write(path: Path, whole: bytes) -> None:
    """Write a file as durably as can be, with nothing else to think of."""
    beside = path.with_suffix(".new")
    descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    try:
        os.write(descriptor, whole)
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
    beside.replace(path)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def log(home: Path, store: Path, records: int, rounds: int) -> Iterator[Figure]:
    """A whole process that logs a call to somebody by name, and Python that does nothing."""
    words = ("log", f"{_unmistakable_name(store)} vm +3d : ring back")
    yield from _whole_process("log", words, home, store, records, rounds)


def brief(home: Path, store: Path, records: int, rounds: int) -> Iterator[Figure]:
    """A whole process that says in one line what is due, and Python that does nothing."""
    yield from _whole_process("brief", ("today", "--brief"), home, store, records, rounds)


def _whole_process(
    measure: str, words: tuple[str, ...], home: Path, store: Path, records: int, rounds: int
) -> Iterator[Figure]:
    command = jobsearch("--store", str(store), *words)
    ours: list[float] = []
    python: list[float] = []
    for number in range(rounds + 1):
        pair = _timed(partial(run, PYTHON, home)), _timed(partial(run, command, home))
        if number:  # the first round fills the caches
            python.append(pair[0])
            ours.append(pair[1])
    detail = f"{median(ours):.0f} ms ÷ {median(python):.0f}"
    yield Figure(measure, records, paired(ours, python), detail)
    yield Figure(f"{measure}.ms", records, median(ours))


def _unmistakable_name(path: Path) -> str:
    """A recruiter whom nobody in the store is as good a match for."""
    workspace = _opened(path).workspace
    for recruiter in workspace.all(Recruiter):
        if len(understand(f"{recruiter.name} vm", workspace, _now(), None).equals) == 1:
            return recruiter.name
    raise RuntimeError("Every recruiter of the store has a namesake.")
