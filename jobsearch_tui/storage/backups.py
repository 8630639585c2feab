"""Copies of the store: one a day before the first change, and one before each upheaval.

Of the daily ones the last 7 are kept, then one a week for 4 weeks, then one a month for a
year; those made before an import, a large sync, a migration, a restore or a repair, and those
that were asked for, are kept like daily ones. Days are those of UTC.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import msgspec

from jobsearch_tui.domain.workspace import Workspace
from jobsearch_tui.errors import NotSavedError, StoreError
from jobsearch_tui.storage.codec import Raw
from jobsearch_tui.storage.files import (
    make_private_directory,
    read_bytes,
    remove_leftovers_in,
    shown,
    write_atomically,
)
from jobsearch_tui.storage.image import Image, open_image
from jobsearch_tui.storage.json_storage import AtomicJSONStorage, decode_tables
from jobsearch_tui.value import dataclass

DAILY, WEEKLY, MONTHLY = 7, 4, 12

ASKED, RESTORE, REPAIR = "asked", "restore", "repair"

REASONS: Final[Mapping[str, str]] = {
    "": "daily",
    "import": "before an import",
    "migration": "before a new format",
    RESTORE: "before a restore",
    REPAIR: "before a repair",
    "sync": "before a sync",
    "rest": "before the search was put to rest",
    ASKED: "asked for",
}
"""Why a copy was made, in words, by the word in its name."""

_NAME: Final = re.compile(r"([0-9]{8}T[0-9]{12})Z(?:-([a-z]+))?\.json")


_FOR_EVER: Final = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True)
class Content:
    """What a copy holds, once it was read."""

    path: Path
    image: Image
    workspace: Workspace

    @property
    def documents(self) -> Mapping[str, Raw]:
        """The document of each record, by its id."""
        tables = self.image.tables
        return {id: tables[table][number] for id, (table, number) in self.image.places.items()}


@dataclass(frozen=True)
class Backups:
    """The folder that holds the copies of one store."""

    folder: Path

    def make(self, store: Path, now: datetime, reason: str = "") -> Path | None:
        """Copy the store unless there is nothing to copy or today's copy exists.

        With a reason (a key of :data:`REASONS`) a copy is made in any case. It is read back and
        compared before it counts, and must be a store's tables unless it was made for a repair,
        when it shows what was wrong. Returns the copy. Only for whoever holds the store's lock:
        half a copy that a killed program left is removed.
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
        made = self.folder / name
        write_atomically(made, data)
        _verify(made, data, must_be_store=reason != REPAIR)
        for old in surplus(self.all(), moment):
            with suppress(OSError):  # one copy too many harms nobody
                old.unlink()
        return made

    def all(self) -> tuple[Path, ...]:
        """The copies there are, newest first; whatever else lies in the folder is passed over."""
        with suppress(OSError):
            found = [copy for copy in self.folder.iterdir() if _moment(copy)]
            return tuple(sorted(found, reverse=True))
        return ()

    def by_trust(self, now: datetime) -> tuple[Path, ...]:
        """The copies, newest first, but last those that were dated by a clock that ran ahead.

        What such a copy is older than cannot be known from its date.
        """
        return tuple(sorted(self.all(), key=lambda copy: made_at(copy) > now))

    def newest_good(self, now: datetime) -> Content | None:
        """The newest copy that can be read and holds a record; one from after ``now`` at need."""
        for copy in self.by_trust(now):
            with suppress(StoreError):
                content = read_copy(copy)
                if len(content.workspace):
                    return content
        return None


def read_copy(copy: Path) -> Content:
    """What a copy, or any other store, holds. Raises StoreError when it cannot be read."""
    try:
        tables = AtomicJSONStorage(copy, access_mode="r").raw_tables()
    except FileNotFoundError:
        tables = None
    if tables is None:
        raise StoreError(f"{shown(copy)} is not there.")
    return Content(copy, *open_image(tables, shown(copy)))


def surplus(copies: Iterable[Path], now: datetime = _FOR_EVER) -> tuple[Path, ...]:
    """The copies, given newest first, that need not be kept; a rule on names alone.

    Those of a time that is still to come were made while the clock was wrong. They are thinned
    out by themselves: they take no place from one that is made today.
    """
    dated = [(copy, made) for copy in copies if (made := _moment(copy))]
    to_come = [(copy, made) for copy, made in dated if made > now]
    kept = _worth_keeping(to_come) | _worth_keeping(dated[len(to_come) :])
    return tuple(copy for copy, _ in dated if copy not in kept)


def _worth_keeping(newest_first: Sequence[tuple[Path, datetime]]) -> set[Path]:
    kept: set[Path] = set()
    for count, key in ((WEEKLY, "%G%V"), (MONTHLY, "%Y%m")):
        periods: dict[str, Path] = {}
        for copy, made in newest_first:
            periods.setdefault(f"{made:{key}}", copy)
        kept.update(list(periods.values())[:count])
    days = list(dict.fromkeys(made.date() for _, made in newest_first))[:DAILY]
    kept.update(copy for copy, made in newest_first if made.date() in days)
    return kept


def made_at(copy: Path) -> datetime:
    """When a copy was made. Raises ValueError for a name that no copy has."""
    moment = _moment(copy)
    if moment is None:
        raise ValueError(f"{copy.name!r} is no copy of a store")
    return moment


def reason_of(copy: Path) -> str:
    """Why a copy was made, in words."""
    named = _NAME.fullmatch(copy.name)
    return REASONS.get((named and named[2]) or "", "made by another version")


def _verify(copy: Path, data: bytes, *, must_be_store: bool) -> None:
    """Read a fresh copy back; one that is not what it should be is removed again."""
    try:
        found = read_bytes(copy)
        if found != data:
            raise NotSavedError(f"{shown(copy)} was not read back as it was written.")
        if must_be_store:
            decode_tables(found)
    except StoreError:
        copy.unlink(missing_ok=True)
        raise
    except (msgspec.MsgspecError, ValueError, RecursionError) as error:
        copy.unlink(missing_ok=True)
        raise NotSavedError(f"{shown(copy)} was not kept: it is no store ({error}).") from error


def _moment(copy: Path) -> datetime | None:
    named = _NAME.fullmatch(copy.name)
    with suppress(ValueError):  # the 31st of February
        return named and datetime.strptime(named[1], "%Y%m%dT%H%M%S%f").replace(tzinfo=UTC)
    return None
