"""A program in which a lock is held, left, missing or slow while a session wants to save.

``lock_program FOLDER TRIES SEED``; the ways take turns, so the seed does not matter.
"""

from __future__ import annotations

import errno
import fcntl
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from itertools import cycle
from pathlib import Path
from typing import Final

from jobsearch_tui.services.session import Session
from jobsearch_tui.storage import lock as lock_module
from jobsearch_tui.storage.lock import Lock
from tests.trust.call_program import CALL, filled
from tests.trust.programs import PROJECT, tell
from tests.trust.writer_program import opened

PATIENCE: Final = 0.02
"""Seconds that these sessions wait for a lock."""


@contextmanager
def holder(path: Path) -> Iterator[int]:
    """Another process, called ``jobsearch log``, that holds the lock; it is killed at the end."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        sys.argv[:] = ["/usr/bin/jobsearch", "log", "a private line"]
        with Lock(path):
            os.write(writing, b"held")
            signal.pause()
    os.close(writing)
    try:
        os.read(reading, 4)
        yield child
    finally:
        os.close(reading)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)


def _session(path: Path) -> Session:
    store = opened(path, "ours")
    store._storage.lock.timeout = PATIENCE
    return Session(store, lambda: datetime.now(UTC))


def _refused(session: Session, *words: str) -> str:
    """What is wrong with how a change was refused."""
    error = session.apply(CALL).not_saved
    if error is None:
        return "it was saved past the lock"
    if missing := [word for word in words if word not in str(error)]:
        return f"{missing} is not said: {error}"
    return "" if session.unsaved == 1 else "it was not kept"


def _saved_now(session: Session) -> str:
    error = session.retry().not_saved
    return f"not saved afterwards: {error}" if error else ""


def left_by_a_dead_one(path: Path) -> str:
    """The holder is killed; its lock is nobody's."""
    session = _session(path)
    with holder(path):
        pass
    return _applied_at_once(session)


def _applied_at_once(session: Session) -> str:
    error = session.apply(CALL).not_saved
    return f"it blocks: {error}" if error else ""


def held(path: Path) -> str:
    """The holder lives, and is named with what it is and since when."""
    session = _session(path)
    since = time.strftime("%H:%M")
    with holder(path) as pid:
        words = (f"pid {pid} (jobsearch log) since ", since[:2])
        loss = _refused(session, *words)
    return loss or _saved_now(session)


def held_against_a_command(path: Path) -> str:
    """A command says the same in one line."""
    with holder(path) as pid:
        words = ("-m", "jobsearch_tui", "--store", path, "add", "recruiter", "name=Lena Brandt")
        done = subprocess.run(
            [sys.executable, *words],
            env={**os.environ, "HOME": str(path.parent)},
            cwd=PROJECT,
            capture_output=True,
            text=True,
            check=False,
        )
    said = f"pid {pid} (jobsearch log) since "
    is_right = done.returncode == 1 and said in done.stderr and done.stderr.count("\n") == 1
    return "" if is_right else f"status {done.returncode}: {done.stderr}"


def no_locks(path: Path) -> str:
    """The disk has no locks, as some network disks."""
    return _with_flock(path, _no_locks, "has no file locks")


def hanging(path: Path) -> str:
    """The disk does not answer for a while."""
    return _with_flock(path, _hangs, "does not answer")


def _no_locks(_descriptor: int, _operation: int) -> None:
    raise OSError(errno.ENOLCK, os.strerror(errno.ENOLCK))


def _hangs(descriptor: int, operation: int) -> None:
    time.sleep(0.2)
    REAL(descriptor, operation)


REAL: Final = fcntl.flock


def _with_flock(path: Path, call: Callable[[int, int], None], words: str) -> str:
    session = _session(path)
    before = lock_module.may_hang
    fcntl.flock, lock_module.may_hang = call, lambda _: True
    lock_module._LEAST_PATIENCE = PATIENCE
    began = time.monotonic()
    try:
        loss = _refused(session, words, "local disk")
    finally:
        fcntl.flock, lock_module.may_hang = REAL, before
        lock_module._LEAST_PATIENCE = 1.0
    took = time.monotonic() - began
    time.sleep(0.3 if call is _hangs else 0)  # the late lock comes, and is given back
    return loss or ("" if took < 1 else f"it took {took:.1f} s") or _saved_now(session)


WAYS: Final = (
    *(left_by_a_dead_one, held, no_locks, hanging),
    *(left_by_a_dead_one, held) * 10,
    held_against_a_command,
)
"""In turn; a command waits for five seconds, which is why there are few."""


def attack(folder: Path, tries: int) -> Iterator[str]:
    """One way after the other."""
    path = folder / "data" / "store.json"
    for _, way in zip(range(tries), cycle(WAYS), strict=False):
        path.unlink(missing_ok=True)
        filled(path)
        loss = way(path)
        yield f"{way.__name__}: {loss}" if loss else ""


if __name__ == "__main__":
    tell(attack(Path(sys.argv[1]), int(sys.argv[2])))
