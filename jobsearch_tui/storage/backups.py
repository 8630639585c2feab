"""Copies of the store: one a day before the first change, and one before each upheaval.

Of the daily ones the last 7 are kept, then one a week for 4 weeks, then one a month for a
year; those made before an import or a migration are kept like daily ones. Days are those of
UTC.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from jobsearch_tui.storage.files import (
    make_private_directory,
    read_bytes,
    remove_leftovers_in,
    write_atomically,
)
from jobsearch_tui.value import dataclass

DAILY, WEEKLY, MONTHLY = 7, 4, 12

_NAME: Final = re.compile(r"([0-9]{8}T[0-9]{12})Z(-[a-z]+)?\.json")


@dataclass(frozen=True)
class Backups:
    """The folder that holds the copies of one store."""

    folder: Path

    def make(self, store: Path, now: datetime, reason: str = "") -> Path | None:
        """Copy the store unless there is nothing to copy or today's copy exists.

        With a reason (``import``, ``migration``) a copy is made in any case. Returns the copy.
        Only for whoever holds the store's lock: half a copy that a killed program left is removed.
        Raises :class:`~jobsearch_tui.errors.StoreError` when it cannot be made.
        """
        moment = now.astimezone(UTC)
        if not reason and any(f"{moment:%Y%m%d}" == copy.name[:8] for copy in self.all()):
            return None
        data = read_bytes(store)
        if data is None:
            return None
        make_private_directory(self.folder.parent)
        make_private_directory(self.folder, ours=True)
        remove_leftovers_in(self.folder)
        name = f"{moment:%Y%m%dT%H%M%S%f}Z{'-' if reason else ''}{reason}.json"
        write_atomically(self.folder / name, data)
        for old in surplus(self.all()):
            with suppress(OSError):  # one copy too many harms nobody
                old.unlink()
        return self.folder / name

    def all(self) -> tuple[Path, ...]:
        """The copies there are, newest first; whatever else lies in the folder is passed over."""
        with suppress(OSError):
            found = [copy for copy in self.folder.iterdir() if _moment(copy)]
            return tuple(sorted(found, reverse=True))
        return ()


def surplus(copies: Iterable[Path]) -> tuple[Path, ...]:
    """The copies, given newest first, that need not be kept; a rule on names alone."""
    newest_first = tuple((copy, made) for copy in copies if (made := _moment(copy)))
    kept: set[Path] = set()
    for count, key in ((WEEKLY, "%G%V"), (MONTHLY, "%Y%m")):
        periods: dict[str, Path] = {}
        for copy, made in newest_first:
            periods.setdefault(f"{made:{key}}", copy)
        kept.update(list(periods.values())[:count])
    days = list(dict.fromkeys(made.date() for _, made in newest_first))[:DAILY]
    kept.update(copy for copy, made in newest_first if made.date() in days)
    return tuple(copy for copy, _ in newest_first if copy not in kept)


def made_at(copy: Path) -> datetime:
    """When a copy was made. Raises ValueError for a name that no copy has."""
    moment = _moment(copy)
    if moment is None:
        raise ValueError(f"{copy.name!r} is no copy of a store")
    return moment


def _moment(copy: Path) -> datetime | None:
    named = _NAME.fullmatch(copy.name)
    with suppress(ValueError):  # the 31st of February
        return named and datetime.strptime(named[1], "%Y%m%dT%H%M%S%f").replace(tzinfo=UTC)
    return None
