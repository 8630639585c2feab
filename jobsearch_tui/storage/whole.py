"""Everything that a store holds as one JSON text, and back: ``export --as json``.

The text has the records of each table in their order, one a line, and under ``others`` what is
no record to this version. TinyDB's numbers, which mean nothing, and the steps of undo, which
are about this one file, are left out. ``docs/store.schema.json`` describes it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import field, replace
from typing import Final

import msgspec

from jobsearch_tui.domain.arrivals import Arrival, Beyond
from jobsearch_tui.domain.changes import Change
from jobsearch_tui.domain.text import one_line
from jobsearch_tui.errors import ImportFailedError, StoreError
from jobsearch_tui.storage import codec
from jobsearch_tui.storage.image import HISTORY, META, PROGRAM, Image, open_image
from jobsearch_tui.storage.migrations import FORMAT
from jobsearch_tui.value import dataclass

OTHERS: Final = "others"

_raw_table: Final = msgspec.json.Decoder(dict[str, msgspec.Raw]).decode
_raw_tables: Final = msgspec.json.Decoder(dict[str, dict[str, msgspec.Raw]]).decode
_raw_list: Final = msgspec.json.Decoder(list[msgspec.Raw]).decode
_key: Final = msgspec.json.Encoder().encode

Documents = Mapping[str, bytes]


@dataclass(frozen=True)
class Whole:
    """What a text holds: its records, what is none, and (place, reason) of what was not read."""

    arrivals: tuple[Arrival, ...] = ()
    others: Mapping[str, Documents] = field(default_factory=dict)
    unread: tuple[tuple[str, str], ...] = ()


# --- out ----------------------------------------------------------------------------------------


def exported(image: Image) -> bytes:
    """All of a store but its history: the same bytes for the same records."""
    records = frozenset(image.places.values())
    parts = [b'{\n"format":%d,\n"program":%s' % (FORMAT, _key(PROGRAM))]
    for name in codec.TABLES:
        table = image.tables.get(name, {})
        lines = [
            _record(name, document)
            for number, document in table.items()
            if (name, number) in records
        ]
        parts.append(_key(name) + b":" + _array(lines))
    if others := _others(image, records):
        parts.append(_key(OTHERS) + b":" + _objects(others))
    return b",\n".join(parts) + b"\n}\n"


def beyond(image: Image, id: str) -> Beyond:
    """The attributes that this version does not know of a record, each as its JSON."""
    place = image.places.get(id)
    document = image.document(id)
    if place is None or document is None:
        return {}
    unknown = codec.unknown_attributes(codec.TABLES[place[0]], document)
    return {name: compact(value) for name, value in unknown.items()}


def compact(value: codec.Raw) -> bytes:
    """A JSON text without the blanks between its parts."""
    return msgspec.json.format(bytes(value), indent=-1)


def _record(table: str, document: codec.Raw) -> bytes:
    kind = codec.TABLES[table]
    unknown = {
        name: msgspec.Raw(compact(value))
        for name, value in codec.unknown_attributes(kind, document).items()
    }
    return codec.encode_with(codec.decode(kind, document), unknown)


def _others(image: Image, records: frozenset[tuple[str, str]]) -> dict[str, dict[str, bytes]]:
    found: dict[str, dict[str, bytes]] = {}
    for name, table in image.tables.items():
        if name in (META, HISTORY):
            continue
        for number, document in table.items():
            if (name, number) not in records:
                found.setdefault(name, {})[number] = compact(document)
    return found


def _array(lines: list[bytes]) -> bytes:
    return b"[\n" + b",\n".join(lines) + b"\n]" if lines else b"[]"


def _objects(tables: Mapping[str, Documents]) -> bytes:
    opened = (
        _key(name)
        + b":{\n"
        + b",\n".join(_key(number) + b":" + document for number, document in table.items())
        + b"\n}"
        for name, table in tables.items()
    )
    return b"{\n" + b",\n".join(opened) + b"\n}"


# --- in -----------------------------------------------------------------------------------------


def read_whole(data: bytes, label: str) -> Whole:
    """What such a text holds; a store's file and a backup are understood as well.

    Raises :class:`ImportFailedError` for what is neither, or of a newer format.
    """
    try:
        bare = data.removeprefix(b"\xef\xbb\xbf")
        tables = _raw_table(bare)
        if "program" not in tables:
            return _of_file(bare, label)
        _check(tables, label)
        return _read(tables)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise ImportFailedError(
            f"{label} is not the JSON of jobsearch export --as json ({error})."
        ) from error
    except StoreError as error:
        raise ImportFailedError(str(error)) from error


def _check(tables: Mapping[str, msgspec.Raw], label: str) -> None:
    if bytes(tables.get("program", b"")) != _key(PROGRAM):
        raise ImportFailedError(
            f"{label} is JSON, but not that of jobsearch export --as json: "
            f'it does not say "program": "{PROGRAM}".'
        )
    found = msgspec.json.decode(tables.get("format", b"0"))
    if found != FORMAT:
        raise ImportFailedError(
            f"{label} has format {found}; this version reads format {FORMAT}. "
            "Update jobsearch-tui, or import the file with the version that wrote it."
        )


def _of_file(data: bytes, label: str) -> Whole:
    """The records of a store's own file, brought forward when it is an old one."""
    image, _ = open_image(_raw_tables(data), label)
    return _read(_raw_table(exported(image)))


def _read(tables: Mapping[str, msgspec.Raw]) -> Whole:
    arrivals: list[Arrival] = []
    unread: list[tuple[str, str]] = []
    for name, kind in codec.TABLES.items():
        for at, document in enumerate(_raw_list(tables.get(name, b"[]")), 1):
            place = f"{name}, record {at}"
            try:
                arrivals.append(_arrival(kind, document, place))
            except codec.DamagedRecordError as error:
                unread.append((place, str(error)))
    kept: dict[str, dict[str, bytes]] = {}
    for name, table in _raw_tables(tables.get(OTHERS, b"{}")).items():
        if name in (META, HISTORY):
            continue
        for number, document in table.items():
            if (record := _record_among_others(name, number, document)) is not None:
                arrivals.append(record)
            else:
                kept.setdefault(name, {})[number] = compact(document)
    return Whole(tuple(arrivals), kept, tuple(unread))


def _record_among_others(name: str, number: str, document: msgspec.Raw) -> Arrival | None:
    """A document that is a record after all, and would become one past the rules for those."""
    kind = codec.TABLES.get(name)
    if kind is None:
        return None
    try:
        return _arrival(kind, document, f"{OTHERS}, {name}, {one_line(number)[:20]}")
    except codec.DamagedRecordError:
        return None


def _arrival(kind: str, document: msgspec.Raw, place: str) -> Arrival:
    return Arrival(codec.decode(kind, document), place, _told(kind, document))


def _told(kind: str, document: msgspec.Raw) -> Beyond:
    unknown = codec.unknown_attributes(kind, document)
    return {name: compact(value) for name, value in unknown.items()}


def missing(image: Image, others: Mapping[str, Documents]) -> dict[str, Documents]:
    """Those of the other documents that a store does not hold yet, whatever their numbers."""
    found: dict[str, Documents] = {}
    for name, table in others.items():
        here = {compact(document) for document in image.tables.get(name, {}).values()}
        new = {number: document for number, document in table.items() if document not in here}
        if new:
            found[name] = new
    return found


def together(one: Mapping[str, Documents], more: Mapping[str, Documents]) -> dict[str, Documents]:
    """The other documents of two files, each under its own number or else the next free one."""
    found: dict[str, Documents] = dict(one)
    for name, table in more.items():
        joined = dict(found.get(name, {}))
        here = set(joined.values())
        for number, document in table.items():
            if document not in here:
                joined[next(_free(number, joined))] = document
        found[name] = joined
    return found


def unpacked(image: Image, change: Change) -> Image:
    """The image with a change made and its luggage put away."""
    beyond_of = change.luggage.beyond
    documents = {
        record.id: codec.encode_with(
            record, {name: msgspec.Raw(value) for name, value in beyond_of[record.id].items()}
        )
        for record in change.put
        if record.id in beyond_of
    }
    after = image.with_records(change.put, change.remove, documents)
    tables = change.luggage.tables
    if not tables:
        return after
    return replace(
        after,
        tables={**after.tables, **{name: _joined(after, name, tables[name]) for name in tables}},
        highest={},
    )


def _joined(image: Image, name: str, more: Documents) -> dict[str, codec.Raw]:
    """A table with more documents, each under its own number or else the next free one."""
    table = dict(image.tables.get(name, {}))
    for number, document in more.items():
        table[next(_free(number, table))] = document
    return table


def _free(number: str, table: Mapping[str, object]) -> Iterator[str]:
    if number not in table:
        yield number
    taken = (int(one) for one in table if one.isdecimal() and len(one) < 18)
    yield str(max(taken, default=0) + 1)
