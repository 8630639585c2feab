"""The file that keeps the changes which could not be written into the store.

They are in the program's memory alone, and so would go with its terminal. A change has an id, by
which the store makes it once however often it is tried: so it does no harm that two programs find
the same file, nor that one change of it had reached the store all the same.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Final

import msgspec

from jobsearch_tui.domain.changes import Change, Luggage
from jobsearch_tui.domain.records import RECORD_TYPES, Record
from jobsearch_tui.errors import StoreError, UnwritableError
from jobsearch_tui.storage import codec, files

_DAMAGED: Final = ".damaged"

_Documents = tuple[tuple[str, msgspec.Raw], ...]


class _Luggage(msgspec.Struct, frozen=True):
    beyond: dict[str, dict[str, msgspec.Raw]]
    tables: dict[str, dict[str, msgspec.Raw]]


class _Kept(msgspec.Struct, frozen=True):
    """A change as it stands in the file; records are documents, each with its kind."""

    id: str
    label: str
    upheaval: str
    put: _Documents
    before: _Documents
    remove: tuple[str, ...]
    luggage: _Luggage


_decode: Final = msgspec.json.Decoder(tuple[_Kept, ...]).decode


class UnsavedBox:
    """Keeps the waiting changes of this run in a private file of its own, whole or not at all.

    ``draft`` is where this store's drafts are kept: the file stands beside it, ``unsaved.…json``.
    """

    def __init__(self, draft: Path) -> None:
        """Name the files; nothing is read and nothing is made."""
        name = draft.stem.replace("draft", "unsaved", 1)
        self._folder = draft.parent
        self._names = f"{name}.*.json"
        self._mine = draft.with_name(f"{name}.{os.urandom(4).hex()}.json")
        self._found: tuple[Path, ...] = ()

    @property
    def pattern(self) -> Path:
        """Where the files of all runs are, with a ``*`` for what tells them apart."""
        return self._folder / self._names

    def files(self) -> tuple[Path, ...]:
        """The files that wait for the next start, oldest first; none is read."""
        return tuple(_oldest_first(self._folder.glob(self._names)))

    def load(self) -> tuple[Change, ...]:
        """What other runs could not save, each change once, in their order.

        The files stay until :meth:`keep` is told what became of it. One that cannot be understood
        is set aside under a name that ends in ``.damaged``.
        """
        changes: dict[str, Change] = {}
        found: list[Path] = []
        for path in self.files():
            read = _read(path)
            if read is not None:
                found.append(path)
                changes |= {change.id: change for change in read}
        self._found = tuple(found)
        return tuple(changes.values())

    def keep(self, changes: Sequence[Change]) -> bool:
        """Replace what is kept, by nothing where all is saved; whether the disk holds it now."""
        if not changes:
            _remove(self._mine, *self._found)
            self._found = ()
            return True
        try:
            data = msgspec.json.encode(tuple(_writable(changes)))
            files.make_private_directory(self._folder)
            files.write_atomically(self._mine, data)
        except StoreError:  # the disk is as full as that of the store
            return False
        _remove(*self._found)
        self._found = ()
        return True


def _writable(changes: Iterable[Change]) -> Iterator[_Kept]:
    """The changes as they stand in the file; one that can never be written is none of them."""
    for change in changes:
        with suppress(UnwritableError):
            yield _plain(change)


def _plain(change: Change) -> _Kept:
    luggage = _Luggage(
        {id: _raw(attributes) for id, attributes in change.luggage.beyond.items()},
        {table: _raw(documents) for table, documents in change.luggage.tables.items()},
    )
    return _Kept(
        id=change.id,
        label=change.label,
        upheaval=change.upheaval,
        put=_documents(change.put),
        before=_documents(change.before),
        remove=change.remove,
        luggage=luggage,
    )


def _documents(records: Iterable[Record]) -> _Documents:
    return tuple((record.kind, msgspec.Raw(codec.encode(record))) for record in records)


def _raw(told: object) -> dict[str, msgspec.Raw]:
    return {name: msgspec.Raw(value) for name, value in dict(told).items()}  # type: ignore[call-overload]


def _read(path: Path) -> tuple[Change, ...] | None:
    """The changes in a file; None where there are none that can be read."""
    try:
        data = files.read_bytes(path)
        return None if data is None else tuple(map(_change, _decode(data)))
    except (StoreError, OSError):
        return None
    except (msgspec.MsgspecError, ValueError, LookupError, RecursionError):
        with suppress(OSError):  # where it cannot be moved it stays
            path.replace(path.with_name(path.name + _DAMAGED))
        return None


def _change(kept: _Kept) -> Change:
    if not kept.id:
        raise ValueError("a change without an id could be made twice")
    return Change(
        kept.label,
        put=_records(kept.put),
        remove=kept.remove,
        before=_records(kept.before),
        upheaval=kept.upheaval,
        id=kept.id,
        luggage=Luggage(_bytes(kept.luggage.beyond), _bytes(kept.luggage.tables)),
    )


def _records(documents: _Documents) -> tuple[Record, ...]:
    return tuple(codec.decode(kind, bytes(raw)) for kind, raw in documents if _is_known(kind))


def _is_known(kind: str) -> bool:
    if kind not in RECORD_TYPES:
        raise ValueError(f"{kind!r} is no kind of record")
    return True


def _bytes(told: dict[str, dict[str, msgspec.Raw]]) -> dict[str, dict[str, bytes]]:
    return {key: {name: bytes(raw) for name, raw in inner.items()} for key, inner in told.items()}


def _oldest_first(paths: Iterable[Path]) -> list[Path]:
    def written(path: Path) -> float:
        with suppress(OSError):
            return path.stat().st_mtime
        return 0.0

    return sorted(paths, key=lambda path: (written(path), path.name))


def _remove(*paths: Path) -> None:
    for path in paths:
        with suppress(OSError):  # at worst it is tried once more, and found made
            path.unlink()
