"""A damaged store is set aside and a whole one written in its place."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from jobsearch_tui.errors import ConflictError, NotSavedError
from jobsearch_tui.storage.backups import REPAIR, Backups
from jobsearch_tui.storage.files import read_bytes, real_file, shown, write_atomically
from jobsearch_tui.storage.image import RawTables
from jobsearch_tui.storage.json_storage import AtomicJSONStorage
from jobsearch_tui.value import dataclass

_LEFTOVER: Final = re.compile(r"\..+\.[0-9]+-[0-9a-f]{8}\.tmp")


@dataclass(frozen=True)
class Replacing:
    """A store's file that is to be replaced, with the bytes on which that was decided."""

    store: Path
    seen: bytes
    backups: Backups

    def by(self, tables: RawTables, now: datetime, *, opens: bool) -> Path | None:
        """Write other tables in its place; where the old file is now, byte for byte.

        One that ``opens`` is kept among the backups, one that does not beside the store, with its
        date. Raises ConflictError when the file was changed since it was looked at, and
        NotSavedError; the old file is then untouched.
        """
        storage = AtomicJSONStorage(self.store, create_dirs=True)
        with storage.transaction():
            if (read_bytes(self.store) or b"") != self.seen:
                raise ConflictError(
                    f"{shown(self.store)} was changed meanwhile. Nothing was touched; try again."
                )
            if opens:
                kept = self.backups.make(self.store, now, REPAIR)
            else:
                kept = set_aside(self.store, self.seen, now)
            storage.write_raw(tables)
        return kept


def set_aside(store: Path, data: bytes, now: datetime) -> Path:
    """Write the bytes of a damaged store beside it, under its date; the new file.

    Raises NotSavedError, also when what was written does not read back the same.
    """
    real = real_file(store)
    moment = now.astimezone(UTC)
    aside = real.with_name(f"{real.stem}.damaged-{moment:%Y%m%dT%H%M%S%f}Z{real.suffix}")
    write_atomically(aside, data)
    if read_bytes(aside) != data:
        raise NotSavedError(f"{shown(aside)} was not read back as it was written.")
    return aside


def leftovers(store: Path, folders: Iterable[Path]) -> tuple[Path, ...]:
    """Files that killed writers left beside the store and in the program's folders."""
    beside = real_file(store).parent
    name = f".{real_file(store).name}."
    found = [path for path in _files(beside) if path.name.startswith(name)]
    found += [path for folder in folders for path in _files(folder)]
    return tuple(path for path in dict.fromkeys(found) if _LEFTOVER.fullmatch(path.name))


def clear_away(store: Path, found: Iterable[Path]) -> None:
    """Remove what was left over, while nobody writes. Raises NotSavedError."""
    with AtomicJSONStorage(store, create_dirs=True).transaction():
        for path in found:
            with suppress(OSError):  # it is housekeeping, for which there is another time
                path.unlink()


def _files(folder: Path) -> Iterator[Path]:
    with suppress(OSError), os.scandir(folder) as entries:
        yield from sorted(Path(entry.path) for entry in entries if entry.is_file())
