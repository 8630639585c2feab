"""A program that logs entries into a store and says which ones are saved.

``write PATH NAME NUMBER`` logs so many entries; ``killed PATH ROUNDS SEED`` starts one writer
after the other, each a process of its own, and kills it with ``kill -9`` at a random moment.
"""

from __future__ import annotations

import json
import os
import random
import signal
import sys
import time
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

from jobsearch_tui.domain.changes import Change
from jobsearch_tui.domain.records import Activity
from jobsearch_tui.services.identity import new_id
from jobsearch_tui.storage.backups import Backups
from jobsearch_tui.storage.history import Sitting
from jobsearch_tui.storage.store import Store

LONGEST = 0.04


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


def write(path: Path, name: str, number: int, out: int) -> None:
    """Log entries, and say after each commit that it is done."""
    store = opened(path, name)
    for place in range(number):
        entry = Activity(id=f"{name}-{place}", at=now(), about=("r1",), summary="rang " * 20)
        store.commit(Change("log a call", put=(entry,)))
        os.write(out, f"{entry.id}\n".encode())


def one_killed(path: Path, name: str, delay: float) -> list[str]:
    """What a writer had said to be done when it was killed."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        write(path, name, 10_000, writing)
        os._exit(0)
    os.close(writing)
    time.sleep(delay)  # the random moment itself
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    with os.fdopen(reading) as told:
        return told.read().split()


def killed(path: Path, rounds: int, seed: int) -> None:
    """Print as JSON how many entries were said to be saved, and each round that lost some."""
    chance = random.Random(seed)
    told: set[str] = set()
    lost: list[str] = []
    names = count(1)
    for _ in range(rounds):
        told.update(one_killed(path, f"w{next(names)}", chance.uniform(0.001, LONGEST)))
        there = {entry.id for entry in opened(path, "reader").workspace.all(Activity)}
        lost.extend(told - there)
    print(json.dumps({"told": len(told), "lost": lost}), flush=True)


if __name__ == "__main__":
    if sys.argv[1] == "write":
        write(Path(sys.argv[2]), sys.argv[3], int(sys.argv[4]), 1)
    else:
        killed(Path(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4]))
