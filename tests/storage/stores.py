"""Stores on files, as several runs of the program open them."""

from __future__ import annotations

import errno
import os
import stat
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import count
from pathlib import Path

from jobsearch_tui.storage.backups import Backups
from jobsearch_tui.storage.files import DISK
from jobsearch_tui.storage.history import Sitting
from jobsearch_tui.storage.json_storage import AtomicJSONStorage
from jobsearch_tui.storage.store import Store
from tests.domain.makers import NOON


class Clock:
    """Tells a later second each time it is asked."""

    def __init__(self, start: datetime = NOON) -> None:
        self.now = start

    def __call__(self) -> datetime:
        self.now += timedelta(seconds=1)
        return self.now


class Programs:
    """Opens stores on one file, each as a run of its own, by one clock."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.clock = Clock()
        self.backups = Backups(path.parent / "backups")
        self._names = count(1)

    def start(self) -> Store:
        """A new run of the program, which has read the file."""
        store = self.named()
        store.load()
        return store

    def named(self) -> Store:
        """A new run of the program, which has read nothing yet."""
        name, ids = f"run{next(self._names)}", count(1)
        return Store(
            self.path,
            now=self.clock,
            new_id=lambda: f"{name}-{next(ids)}",
            sitting=Sitting(name, self.clock()),
            backups=self.backups,
        )

    def documents(self, table: str) -> dict[str, bytes]:
        """The documents of a table as their bytes in the file."""
        tables = AtomicJSONStorage(self.path).raw_tables() or {}
        return {number: bytes(raw) for number, raw in tables.get(table, {}).items()}


def with_folder_that_cannot_be_synced(store: Store) -> None:
    """From now on each write of the store arrives, but the folder's sync fails."""

    def fsync(descriptor: int) -> None:
        if stat.S_ISDIR(os.fstat(descriptor).st_mode):
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        os.fsync(descriptor)

    store._storage._disk = replace(DISK, fsync=fsync)


def with_full_disk(store: Store) -> None:
    """From now on nothing of the store can be written."""

    def write(descriptor: int, data: memoryview) -> int:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    store._storage._disk = replace(DISK, write=write)


def with_good_disk(store: Store) -> None:
    """The disk works again."""
    store._storage._disk = DISK
