"""TinyDB's JSON file, written whole and under a lock, with a door for documents kept as JSON.

The file is what stock TinyDB reads and writes, in UTF-8 and with one line for each document::

    {"agencies":{
    "1":{"id":"k3f9","name":"Marsh & Vale"},
    "2":{"id":"m2d7","name":"Corbin Search"}
    },
    "recruiters":{}}
"""

import codecs
import errno
import io
import json
import os
import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, Final, Self, TypeVar

import msgspec
from tinydb.storages import Storage

from jobsearch_tui.errors import NotSavedError, StoreUnreadableError
from jobsearch_tui.storage import files
from jobsearch_tui.storage.files import DISK, Disk, Stamp, shown
from jobsearch_tui.storage.lock import Lock

_READ_MODES: Final = ("r", "rb")
_WRITE_MODES: Final = ("r+", "rb+")
_encode_document: Final = json.JSONEncoder(
    ensure_ascii=False, allow_nan=False, separators=(",", ":")
).encode
_decode_raw: Final = msgspec.json.Decoder(dict[str, dict[str, msgspec.Raw]]).decode
_decode_all: Final = msgspec.json.Decoder(dict[str, dict[str, dict[str, Any]]]).decode
_encode_key: Final = msgspec.json.Encoder().encode


Tables = TypeVar("Tables")


class NotStorableError(NotSavedError, TypeError, ValueError):
    """The data cannot be kept as JSON that reads back the same. Nothing was written."""


class ReadOnlyStorageError(NotSavedError, io.UnsupportedOperation):
    """The storage was opened for reading alone. Nothing was written."""


class AtomicJSONStorage(Storage):
    """A TinyDB storage that loses nothing: ``TinyDB(path, storage=AtomicJSONStorage)``.

    It takes what ``tinydb.JSONStorage`` takes. Where it differs: the file is made by the first
    write, not on opening; it is always UTF-8; an empty or damaged file is an error, never an
    empty store. With ``create_dirs`` a missing folder is made, private, by the first write.
    Other keywords go to ``json.dumps`` (``indent``, ``sort_keys`` …) for ``write`` alone.

    Each write takes the lock by itself. A change that depends on what was read goes into
    :meth:`transaction`, or another program's change in between is lost.

    Opening raises FileNotFoundError, as TinyDB's storage does, when there is no file to read
    (``access_mode="r"``) or no folder to write into.
    """

    def __init__(
        self,
        path: str | Path,
        create_dirs: bool = False,
        encoding: str | None = None,
        access_mode: str = "r+",
        *,
        lock_timeout: float = 5.0,
        disk: Disk = DISK,
        **options: Any,
    ) -> None:
        super().__init__()
        if encoding is not None and encoding.lower().replace("-", "") != "utf8":
            raise ValueError(f"The store is always UTF-8, not {encoding}.")
        if access_mode not in (*_READ_MODES, *_WRITE_MODES):
            warnings.warn(
                "Using an `access_mode` other than 'r', 'rb', 'r+' or 'rb+' is taken as 'r+'",
                stacklevel=2,
            )
        self.path: Final = Path(path)
        self.lock: Final = Lock(self.path, lock_timeout)
        #: The version that this storage last read or wrote; None before that and without a file.
        self.seen: Stamp | None = None
        self._read_only = access_mode in _READ_MODES
        self._create_dirs = create_dirs
        self._disk = disk
        self._options = options
        self._tidied = False
        self._home: int | None = None  # the disk on which the file was seen last
        self._require(self.path if self._read_only else self.path.parent)

    def read(self) -> dict[str, dict[str, Any]] | None:
        """Every table with its documents by id, or None if there is no file.

        Raises StoreUnreadableError if the file is empty, damaged or of another shape.
        """
        return self._load(_decode_documents)

    def write(self, data: Mapping[str, Mapping[str, Any]]) -> None:
        """Replace all tables, durably.

        Raises NotStorableError for NaN, infinity, lone surrogates, keys that are no strings and
        whatever else is not JSON, before anything is touched; otherwise as :meth:`write_raw`.
        """
        try:
            whole = self._encode(data)
        except (TypeError, ValueError, RecursionError) as error:
            raise self._not_storable(str(error)) from error
        self._replace(whole)

    def raw_tables(self) -> dict[str, dict[str, msgspec.Raw]] | None:
        """Every table with its documents by id, each as the bytes of its JSON, not yet decoded.

        All of it is checked to be JSON in UTF-8, but not that each document is an object. A
        document is a view that keeps the bytes of the whole file alive: ``copy()`` it to keep
        it longer than its fellows. Raises StoreUnreadableError as :meth:`read` does.
        """
        return self._load(_decode_each_once)

    def write_raw(self, tables: Mapping[str, Mapping[str, bytes | msgspec.Raw]]) -> Stamp:
        """Replace all tables, durably, by documents that are JSON already, and stamp the result.

        Each document must be one whole JSON object in UTF-8; it is written byte for byte.
        Raises NotStorableError for an impossible key or a document of no bytes, StoreBusyError
        if the lock is held too long, NotSavedError if the file cannot be written; the old file
        is then still there.
        """
        try:
            pieces = _join(tables)
        except (TypeError, ValueError) as error:
            raise self._not_storable(str(error)) from error
        return self._replace(pieces)

    def stamp(self) -> Stamp | None:
        """The version that is on the disk now, or None without a file; compare with ``seen``."""
        return files.stamp(self.path)

    @contextmanager
    def transaction(self) -> Iterator[Self]:
        """Hold the lock over a read, a change and a write. May be nested.

        Raises StoreBusyError or NotSavedError if the lock cannot be had.
        """
        if self._read_only:
            raise ReadOnlyStorageError(
                f"{shown(self.path)} was not saved: it was opened for reading alone."
            )
        self._refuse_lost_disk()
        if self._create_dirs:
            files.make_private_directory(self.path.parent)
        with self.lock:
            self._tidy()
            yield self

    def _require(self, needed: Path) -> None:
        """Fail on opening, as TinyDB's storage does, unless the folder may be made later."""
        may_come = self._create_dirs and not self._read_only
        if not may_come and not needed.exists():
            raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), str(needed))

    def _load(self, decode: Callable[[bytes], Tables]) -> Tables | None:
        found = files.read_stamped(self.path)
        if found is None:
            self.seen = None
            return None
        whole, self.seen = found
        self._note_disk()
        if not whole:
            raise self._unreadable("it is empty (0 bytes), as after a crash or a full disk")
        try:
            return decode(whole)
        except _TwiceError as error:
            reason = f"{error} stands twice in it, and only one of the two would be read"
            raise self._unreadable(reason) from error
        except msgspec.ValidationError as error:
            raise self._unreadable(f"it is JSON, but not a store's tables ({error})") from error
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
            raise self._unreadable(f"it is damaged or not JSON ({error})") from error

    def _encode(self, data: Mapping[str, Mapping[str, Any]]) -> bytes | list[bytes]:
        for name, documents in data.items():
            _check_documents(name, documents)
        if self._options:
            options = {"ensure_ascii": False, **self._options, "allow_nan": False}
            whole = json.dumps(data, **options).encode()
            _check_keys(data)
            return whole
        tables = {name: _encode_documents(documents) for name, documents in data.items()}
        return _join(tables)

    def _replace(self, whole: bytes | list[bytes]) -> Stamp:
        with self.transaction():
            self.seen = files.write_atomically(self.path, whole, self._disk)
            self._note_disk()
            return self.seen

    def _note_disk(self) -> None:
        with suppress(OSError):  # it is known for the next time
            self._home = files.disk_of(self.path)

    def _refuse_lost_disk(self) -> None:
        """Refuse to write all of it anew where its disk has been taken away.

        It would lie unencrypted, perhaps, in the folder below, and out of sight as soon as the
        disk is there again. A file or a folder that was removed is written anew, on its disk.
        """
        if self._home is None or self.stamp() is not None:
            return
        try:
            is_lost = files.disk_of(self.path) != self._home
        except OSError as error:
            raise files.not_saved(self.path, error) from error
        if is_lost:
            raise NotSavedError(
                f"{shown(self.path)} was not saved: the disk that it was on is not there any "
                "more. Mount it, then try again."
            )

    def _tidy(self) -> None:
        """Once, under the lock: clear away what killed writers left."""
        if not self._tidied:
            files.remove_leftovers(self.path)
            self._tidied = True

    def _unreadable(self, reason: str) -> StoreUnreadableError:
        return StoreUnreadableError(
            f"{shown(self.path)} cannot be read: {reason}. It was left as it is."
        )

    def _not_storable(self, reason: str) -> NotStorableError:
        return NotStorableError(
            f"{shown(self.path)} was not saved: the data is not plain JSON ({reason}). "
            "Correct the record, then save again."
        )


def _decode_documents(whole: bytes) -> dict[str, dict[str, dict[str, Any]]]:
    return _decode_all(whole.removeprefix(codecs.BOM_UTF8))


def decode_tables(whole: bytes) -> dict[str, dict[str, msgspec.Raw]]:
    """Every table of a file's bytes with its documents by id, each still as JSON.

    A byte order mark, as an editor may leave it, is passed over. Raises msgspec's errors,
    UnicodeDecodeError and RecursionError.
    """
    whole = whole.removeprefix(codecs.BOM_UTF8)
    if not whole.isascii():
        whole.decode()  # msgspec checks no text that it leaves undecoded
    return _decode_raw(whole)


def stands_twice(data: bytes) -> tuple[str, ...]:
    """The names that stand twice in a file, of which a JSON reader takes the last: "ads 12"."""
    twice: list[str] = []

    def hook(pairs: Sequence[tuple[str, Any]]) -> Any:
        return pairs or {}

    try:
        whole = json.loads(data.decode("utf-8-sig"), object_pairs_hook=hook)
    except (ValueError, RecursionError):
        return ()
    if isinstance(whole, list):
        twice.extend(f"the table {name}" for name in _repeated(whole))
        for name, table in whole:
            if isinstance(table, list):
                twice.extend(f"{name} {number}" for number in _repeated(table))
    return tuple(twice)


def _repeated(pairs: Sequence[Any]) -> list[str]:
    seen: set[str] = set()
    names = [pair[0] for pair in pairs if isinstance(pair, tuple)]
    return [name for name in names if name in seen or seen.add(name)]  # type: ignore[func-returns-value]


def _is_our_layout(whole: bytes, tables: Mapping[str, Mapping[str, Any]]) -> bool:
    """Whether each table and document that was read has a line of its own, and no other has."""
    lines = sum(map(len, tables.values())) + len(tables) - 1
    return whole.count(b'\n"') == lines


def _decode_each_once(whole: bytes) -> dict[str, dict[str, msgspec.Raw]]:
    tables = decode_tables(whole)
    if not _is_our_layout(whole, tables) and (twice := stands_twice(whole)):
        raise _TwiceError(twice[0])
    return tables


class _TwiceError(ValueError):
    """A name stands twice in the file: the former would be lost with the next write."""


def _check_documents(name: object, documents: object) -> None:
    if not isinstance(name, str) or not isinstance(documents, Mapping):
        raise TypeError(f"{name!r} is not a table of documents by id")
    for identity, document in documents.items():
        if not isinstance(identity, str) or not isinstance(document, Mapping):
            raise TypeError(f"{identity!r} in {name!r} is not a document with a text for its id")


def _check_keys(value: object) -> None:
    """Refuse keys that ``json`` would turn into text: they would come back as something else."""
    if isinstance(value, Mapping):
        for key, inner in value.items():
            if not isinstance(key, str):
                raise TypeError(f"the key {key!r} is not a text")
            _check_keys(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            _check_keys(inner)


def _encode_documents(documents: Mapping[str, Any]) -> dict[str, bytes]:
    encoded = {
        identity: _encode_document(document).encode() for identity, document in documents.items()
    }
    _check_keys(documents)  # after encoding, which refuses what refers to itself
    return encoded


def _join(tables: Mapping[str, Mapping[str, bytes | msgspec.Raw]]) -> list[bytes]:
    """The pieces of the file, in order; the documents among them are not copied."""
    _check_texts(tables)
    pieces: list[bytes] = []
    opening = b"{"
    for name, documents in tables.items():
        pieces += (opening, _encode_key(name), b":{")
        pieces += _join_documents(documents)
        pieces.append(b"\n}" if documents else b"}")
        opening = b",\n"
    pieces.append(b"}\n" if tables else b"{}\n")
    return pieces


def _join_documents(documents: Mapping[str, bytes | msgspec.Raw]) -> list[bytes]:
    """A comma, an id, a colon and the document, over and over, without a loop in Python."""
    _check_texts(documents)
    if not all(documents.values()):
        raise ValueError("a document is empty")
    pieces = [b",\n", b"", b":", b""] * len(documents)
    pieces[1::4] = map(_encode_key, documents)
    pieces[3::4] = documents.values()
    pieces[:1] = [b"\n"] * bool(documents)
    return pieces


def _check_texts(keys: Iterable[object]) -> None:
    kinds = set(map(type, keys)) - {str}
    if kinds:
        raise TypeError(f"a key is not a text but {kinds.pop().__name__}")
