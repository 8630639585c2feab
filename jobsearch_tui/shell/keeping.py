"""The copies of a store, as commands and screens see them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path

from jobsearch_tui.errors import JobsearchError, StoreError
from jobsearch_tui.services.copies import Copy
from jobsearch_tui.storage.backups import ASKED, Backups, made_at, read_copy, reason_of
from jobsearch_tui.storage.files import shown
from jobsearch_tui.value import dataclass


@dataclass(frozen=True)
class StoreCopies:
    """The copies of one store; ``clock`` tells the aware moment of a new one."""

    store: Path
    backups: Backups
    clock: Callable[[], datetime]

    def all(self) -> tuple[Copy, ...]:
        """Those there are, newest first, each read once to say what it holds."""
        return tuple(_copy(path) for path in self.backups.all())

    def make(self) -> Copy:
        """Make one now. Raises JobsearchError, also when there is nothing to copy."""
        return _copy(self.make_file())

    def make_file(self) -> Path:
        """Make one now and say where it is. Raises as :meth:`make`."""
        if self.store.exists():
            read_copy(self.store)  # a damaged file is no backup
        made = self.backups.make(self.store, self.clock(), ASKED)
        if made is None:
            raise JobsearchError(
                f"There is no store at {shown(self.store)} yet, and nothing to copy."
            )
        return made


def _copy(path: Path) -> Copy:
    records: int | None = None
    try:
        records = len(read_copy(path).workspace)
    except StoreError:
        records = None
    return Copy(made_at(path), reason_of(path), records, partial(read_copy, path))
