"""A program that logs entries into a store and says which ones are saved.

``write PATH NAME NUMBER`` logs so many entries; ``killed FOLDER ROUNDS SEED`` starts one writer
after the other, each a process of its own, and kills it with ``kill -9`` at a random moment.
"""

from __future__ import annotations

import os
import random
import signal
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from jobsearch_tui.domain.changes import Change
from jobsearch_tui.domain.records import Activity, Ad
from jobsearch_tui.errors import StoreError
from jobsearch_tui.services.identity import new_id
from jobsearch_tui.storage.backups import Backups
from jobsearch_tui.storage.history import Sitting
from jobsearch_tui.storage.store import Store
from tests.trust.programs import left_behind, tell

LONGEST = 0.04
"""Seconds after which a writer is killed at the latest."""

STORE_LASTS = 40
"""Writers on one store, before a new one is begun."""

SIZES = (0, 30, 600)
"""Records that a store may have to begin with: it takes 1 to 10 ms to write."""


def now() -> datetime:
    return datetime.now(UTC)


def opened(path: Path, name: str) -> Store:
    store = Store(
        path,
        now=now,
        new_id=new_id,
        sitting=Sitting(name, now()),
        backups=Backups(path.parent / "backups"),
    )
    store.load()
    return store


def pair(name: str) -> Change:
    """A change of two records, which has to be there whole or not at all."""
    entry = Activity(id=name, at=now(), about=("r1",), summary="rang " * 20)
    return Change("log a call", put=(entry, Ad(id=f"with-{name}", role="COO")))


def write(path: Path, name: str, number: int, out: int) -> None:
    """Log entries, and say after each commit that it is done."""
    store = opened(path, name)
    for place in range(number):
        change = pair(f"{name}-{place}")
        store.commit(change)
        os.write(out, f"{change.put[0].id}\n".encode())


def one_killed(path: Path, name: str, delay: float) -> set[str]:
    """What a writer had said to be done when it was killed."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        try:
            write(path, name, 10_000, writing)
        finally:
            os._exit(1)
    os.close(writing)
    time.sleep(delay)  # the random moment itself
    os.kill(child, signal.SIGKILL)
    ended = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    assert ended == -signal.SIGKILL, f"the writer ended by itself with {ended}"
    with os.fdopen(reading) as told:
        return set(told.read().split())


def killed(folder: Path, rounds: int, seed: int) -> Iterator[str]:
    """Kill so many writers; for each what is missing, too much, half there or in the way."""
    chance = random.Random(seed)
    for number in range(rounds):
        if number % STORE_LASTS == 0:
            path = folder / str(number) / "store.json"
            told: set[str] = set()
            if size := chance.choice(SIZES):
                ads = (Ad(id=f"ad{place}", role="COO", note="x" * 400) for place in range(size))
                opened(path, "filler").commit(Change("fill", put=tuple(ads)))
        name = f"w{number}"
        delay = chance.uniform(0.001, LONGEST)
        told |= one_killed(path, name, delay)
        yield _loss(path, told, name)


def _loss(path: Path, told: set[str], name: str) -> str:
    """What is wrong with a store after a writer of this name was killed; then all is told."""
    try:
        store = opened(path, "reader")
        there = {entry.id for entry in store.workspace.all(Activity)}
        partners = {ad.id.removeprefix("with-") for ad in store.workspace.all(Ad)}
        store._storage.lock.timeout = 0.2
        store.commit(pair(f"after-{name}"))
    except StoreError as error:
        return f"after a kill: {error}"
    unsaid = there - told
    told |= {*unsaid, f"after-{name}"}
    if missing := told - there - {f"after-{name}"}:
        return f"said to be saved and not there: {sorted(missing)[:3]}"
    if len(unsaid) > 1 or any(not entry.startswith(f"{name}-") for entry in unsaid):
        return f"there and never said to be saved: {sorted(unsaid)[:3]}"
    if halves := {entry for entry in there ^ partners if not entry.startswith("ad")}:
        return f"half of a change: {sorted(halves)[:3]}"
    if store.problems:
        return f"damaged: {store.problems[0]}"
    if left := left_behind(path.parent):
        return f"left behind: {left}"
    return ""


if __name__ == "__main__":
    if sys.argv[1] == "write":
        write(Path(sys.argv[2]), sys.argv[3], int(sys.argv[4]), 1)
    else:
        tell(killed(Path(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4])))
