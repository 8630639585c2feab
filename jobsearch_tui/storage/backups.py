"""Copies of the store: one a day before the first change, and one before each upheaval.

Of the daily ones the last 7 are kept, then one a week for 4 weeks, then one a month for a
year; those made before an import or a migration are kept like daily ones.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from jobsearch_tui.storage.files import make_private_directory, read_bytes, write_atomically

DAILY, WEEKLY, MONTHLY = 7, 4, 12


@dataclass(frozen=True, slots=True)
class Backups:
    """The folder that holds the copies of one store."""

    folder: Path

    def make(self, store: Path, now: datetime, reason: str = "") -> Path | None:
        """Copy the store unless there is nothing to copy or today's copy exists.

        With a reason (``import``, ``migration``) a copy is made in any case. Returns the copy.
        Raises :class:`~jobsearch_tui.errors.NotSavedError` when it cannot be written.
        """
        moment = now.astimezone(UTC)
        if not reason and any(self._of_day(moment)):
            return None
        data = read_bytes(store)
        if data is None:
            return None
        make_private_directory(self.folder.parent)
        make_private_directory(self.folder)
        name = f"{moment:%Y%m%dT%H%M%S%f}Z{'-' if reason else ''}{reason}.json"
        write_atomically(self.folder / name, data)
        for old in surplus(self.all()):
            old.unlink(missing_ok=True)
        return self.folder / name

    def all(self) -> tuple[Path, ...]:
        """The copies there are, newest first."""
        return tuple(sorted(self.folder.glob("[0-9]*T[0-9]*Z*.json"), reverse=True))

    def _of_day(self, moment: datetime) -> Iterable[Path]:
        return self.folder.glob(f"{moment:%Y%m%d}T*.json")


def surplus(copies: Iterable[Path]) -> tuple[Path, ...]:
    """The copies, given newest first, that need not be kept; a rule on names alone."""
    kept: set[Path] = set()
    newest_first = tuple(copies)
    for count, key in ((DAILY, "%Y%m%d"), (WEEKLY, "%G%V"), (MONTHLY, "%Y%m")):
        periods: dict[str, Path] = {}
        for copy in newest_first:
            periods.setdefault(_moment(copy).strftime(key), copy)
        kept.update(list(periods.values())[:count])
    recent = {copy.name[:8] for copy in newest_first}
    days = sorted(recent, reverse=True)[:DAILY]
    kept.update(copy for copy in newest_first if copy.name[:8] in days)
    return tuple(copy for copy in newest_first if copy not in kept)


def _moment(copy: Path) -> datetime:
    return datetime.strptime(copy.name[:8], "%Y%m%d").replace(tzinfo=UTC)
