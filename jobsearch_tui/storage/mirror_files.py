"""The files of the mirror: one small JSON file for each record, the same bytes on every machine."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any, Final
from urllib.parse import quote, unquote

import msgspec

from jobsearch_tui.domain.clock import NEVER, is_stamp
from jobsearch_tui.domain.merging import Key, State
from jobsearch_tui.domain.record import EPOCH
from jobsearch_tui.domain.records import RECORD_TYPES, Record
from jobsearch_tui.errors import SyncError
from jobsearch_tui.storage import codec
from jobsearch_tui.storage.migrations import FORMAT
from jobsearch_tui.value import dataclass

META: Final = "meta.json"
MIRROR_FORMAT: Final = 1
"""The number of the mirror's own format; ``records`` in the meta file is that of the store."""

_PROGRAM: Final = "jobsearch-tui"
_SUFFIX: Final = ".json"


@dataclass(frozen=True)
class Tree:
    """What a commit holds: the object of each file by its path."""

    commit: str
    files: Mapping[str, str]


NO_TREE: Final = Tree("", {})
"""What there is before the first commit."""


def meta() -> bytes:
    """The file that says what the repository is."""
    return _spelt({"format": MIRROR_FORMAT, "program": _PROGRAM, "records": FORMAT})


def check_meta(data: bytes | None) -> None:
    """Refuse a repository that is something else, or of a newer version. Raises SyncError."""
    try:
        told = json.loads(data or b"null")
    except (ValueError, RecursionError):
        told = None
    if not isinstance(told, dict) or told.get("program") != _PROGRAM:
        raise SyncError(
            "The remote is a repository of something else. It was not touched; name another "
            "one with: jobsearch sync --init URL"
        )
    if told.get("format") != MIRROR_FORMAT or told.get("records") != FORMAT:
        raise SyncError(
            "The remote was written by another version of jobsearch-tui. Bring this machine and "
            "the other one to the same version; nothing was changed."
        )


def path_of(key: Key) -> str:
    """Where the file of a record is."""
    return f"{quote(key.table, safe='')}/{quote(key.id, safe='')}{_SUFFIX}"


def key_of(path: str) -> Key | None:
    """The record whose file has this path; None for any other file."""
    table, _, name = path.partition("/")
    key = Key(unquote(table), unquote(name.removesuffix(_SUFFIX)))
    return key if name and path_of(key) == path else None


def encoded(state: State) -> bytes:
    """The file of a record: readable, and the same for equal states."""
    usual = min(state.stamps.values(), default=NEVER)
    told: dict[str, Any] = {
        "fields": dict(state.fields),
        "stamp": usual,
        "stamps": {name: at for name, at in state.stamps.items() if at != usual},
    }
    if state.gone:
        told["gone"] = dict(state.gone)
    return _spelt(told)


def decoded(data: bytes) -> State:
    """The state that a file holds. Raises ValueError for what is no such file."""
    try:
        told = json.loads(data.decode("utf-8-sig"))
        if rb"\u" in data:  # half a character can be written so, and could not be written again
            json.dumps(told, ensure_ascii=False).encode()
    except RecursionError as error:
        raise ValueError("nested too deeply") from error
    if not isinstance(told, dict) or not isinstance(fields := told.get("fields"), dict):
        raise ValueError("no record")
    usual, stamps, gone = told.get("stamp"), told.get("stamps", {}), told.get("gone", {})
    if not is_stamp(usual) or not _are_stamps(stamps) or not _are_stamps(gone):
        raise ValueError("no stamps")
    return State(fields, {name: stamps.get(name, usual) for name in fields}, gone)


def _are_stamps(told: object) -> bool:
    return isinstance(told, dict) and all(map(is_stamp, told.values()))


def _spelt(told: Mapping[str, Any]) -> bytes:
    text = json.dumps(told, indent=1, sort_keys=True, ensure_ascii=False)
    return f"{text}\n".encode()


def told_by(record: Record, document: codec.Raw | None) -> dict[str, Any]:
    """What a record says as plain JSON, with what its document says beyond this version."""
    told: dict[str, Any] = msgspec.to_builtins(record)
    unknown = {} if document is None else codec.unknown_attributes(record.kind, document)
    return told | {name: json.loads(bytes(value)) for name, value in unknown.items()}


_SILENT: dict[str, dict[str, Any]] = {}


def silent(kind: str) -> Mapping[str, Any]:
    """What a record of a kind says that says nothing."""
    if kind not in _SILENT:
        blank = RECORD_TYPES[kind](id="x", created=EPOCH, changed=EPOCH)
        _SILENT[kind] = {n: v for n, v in msgspec.to_builtins(blank).items() if n != "id"}
    return _SILENT[kind]


def record_of(key: Key, state: State) -> tuple[Record, bytes] | None:
    """The record that a state tells and the document to keep it as.

    None where this version can't read it, knows no such table, or the state is not what the
    name of its file says: it is then carried in the mirror and left out of the store.
    """
    kind = codec.TABLES.get(key.table)
    if kind is None or state.fields.get("id") != key.id:
        return None
    try:
        document = json.dumps(state.fields, ensure_ascii=False).encode()
        record = codec.decode(kind, document)
        return record, codec.encode(record, document)
    except (ValueError, TypeError):
        return None


def canonical(key: Key, state: State) -> State:
    """The state with each value as this version writes it, so that values can be compared."""
    found = record_of(key, state)
    if found is None:
        return state
    told = msgspec.to_builtins(found[0])
    fields = {name: told.get(name, value) for name, value in state.fields.items()}
    return State(fields, state.stamps, state.gone)


def tree_entries(raw: bytes) -> Iterator[tuple[bytes, str, str]]:
    """The mode, name and object of each entry of a tree as git keeps it."""
    at = 0
    while at < len(raw):
        space, end = raw.index(b" ", at), raw.index(b"\0", at)
        name = raw[space + 1 : end].decode("utf-8", "surrogateescape")
        yield raw[at:space], name, raw[end + 1 : end + 21].hex()
        at = end + 21
