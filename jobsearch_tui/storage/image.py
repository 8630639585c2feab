"""What one state of the store's file holds, document by document.

Documents stay the JSON that they were read as, so writing a change costs the encoding of the
changed records alone, and whatever this version does not understand is written back as it was.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import field, replace
from itertools import repeat
from types import MappingProxyType
from typing import Any, Final

import msgspec

from jobsearch_tui.domain.records import PLURALS, RECORD_TYPES, Record
from jobsearch_tui.domain.workspace import Workspace
from jobsearch_tui.errors import StoreNewerError, StoreUnreadableError, UnwritableError
from jobsearch_tui.storage import codec, migrations
from jobsearch_tui.value import dataclass

META: Final = "meta"
HISTORY: Final = "history"
PROGRAM: Final = "jobsearch-tui"

RawTables = Mapping[str, Mapping[str, codec.Raw]]


@dataclass(frozen=True)
class Problem:
    """A document that could not be understood; it is kept as it is."""

    table: str
    document: str
    reason: str

    def __str__(self) -> str:
        """Where it stands and what is wrong."""
        return f"{self.table} {self.document}: {self.reason}"


@dataclass(frozen=True)
class Image:
    """The documents of a file by table and TinyDB's number, and where each record stands.

    ``places`` leads from our own id to the table and number; ``found`` is the format number
    that the file had, which is lower than the present one until the first change is written.
    ``highest`` is the last number of a table, kept once it was looked for.
    """

    tables: RawTables
    places: Mapping[str, tuple[str, str]]
    problems: tuple[Problem, ...] = ()
    found: int = migrations.FORMAT
    highest: Mapping[str, int] = field(default_factory=dict)

    def document(self, id: str) -> codec.Raw | None:
        """The document of the record with this id."""
        place = self.places.get(id)
        return self.tables[place[0]][place[1]] if place else None

    def with_records(
        self,
        put: Iterable[Record],
        remove: Iterable[str],
        documents: Mapping[str, codec.Raw] = MappingProxyType({}),
    ) -> Image:
        """The image with these records written in and these ids taken out.

        ``documents`` gives for some of the records the document to write as it is. Raises
        :class:`~jobsearch_tui.errors.UnwritableError` for a record that cannot be written, as it
        has no JSON or as its id is that of a record of another kind.
        """
        tables = dict(self.tables)
        places = dict(self.places)
        highest = dict(self.highest)
        fresh: dict[str, dict[str, codec.Raw]] = {}
        for record in put:
            name = PLURALS[record.kind]
            table = _opened(tables, fresh, name)
            place = places.get(record.id)
            if place is None:
                highest[name] = 1 + (highest[name] if name in highest else _highest(table))
                place = places[record.id] = (name, str(highest[name]))
            elif place[0] != name:
                raise _taken(record, place[0])
            number = place[1]
            table[number] = documents.get(record.id) or codec.encode(record, table.get(number))
        for id in remove:
            gone = places.pop(id, None)
            if gone is not None:
                _opened(tables, fresh, gone[0]).pop(gone[1])
        return replace(self, tables=tables, places=places, highest=highest)

    def with_history(self, steps: Iterable[bytes]) -> Image:
        """The image with these steps, oldest first, as its history."""
        numbered = {str(number): step for number, step in enumerate(steps, 1)}
        return replace(self, tables={**self.tables, HISTORY: numbered})

    def complete(self) -> RawTables:
        """All tables as they are to be written, with the present format number."""
        return self.brought_forward().tables

    def brought_forward(self) -> Image:
        """The image of the file that will be written: it says that it has the present format."""
        meta = self.tables.get(META, {})
        if self.found == migrations.FORMAT and "1" in meta:
            return self
        told = {"format": migrations.FORMAT, "program": PROGRAM}
        rest = {name: table for name, table in self.tables.items() if name != META}
        tables = {META: {**meta, "1": msgspec.json.encode(told)}, **rest}
        return replace(self, tables=tables, found=migrations.FORMAT)


def _taken(record: Record, table: str) -> UnwritableError:
    return UnwritableError(
        f"The {record.kind} {record.id} was not saved: one of the {table} has that id. Nothing was "
        "overwritten."
    )


def _opened(
    tables: dict[str, Mapping[str, codec.Raw]], fresh: dict[str, dict[str, codec.Raw]], name: str
) -> dict[str, codec.Raw]:
    """The table as one that may be written to, copied the first time."""
    if name not in fresh:
        fresh[name] = dict(tables.get(name, {}))
        tables[name] = fresh[name]
    return fresh[name]


def _highest(table: Mapping[str, Any]) -> int:
    try:
        return max(map(int, table), default=0)
    except ValueError:  # somebody else's way of naming documents
        short = (number for number in table if len(number) < 18 and number.isdecimal())
        return max(map(int, short), default=0)


EMPTY: Final = Image({}, {})
"""A store that was never written."""


def open_image(tables: RawTables, path: str) -> tuple[Image, Workspace]:
    """The image and the records of a file's tables, brought forward from an older format.

    Raises :class:`StoreNewerError` and :class:`StoreUnreadableError`; ``path`` is for their
    sentences.
    """
    found = _format_of(tables, path)
    forward = _migrated(tables, found, path) if found < migrations.FORMAT else tables
    opened, workspace = _read_records(forward, found)
    if "1" not in tables.get(META, {}) and not len(workspace):
        raise _foreign(path)
    return opened, workspace


def _format_of(tables: RawTables, path: str) -> int:
    meta = tables.get(META, {}).get("1")
    if meta is None:
        if any(name in codec.TABLES or name == "jobs" for name in tables):
            return 0
        raise _foreign(path)
    told = _told(meta)
    found = told.get("format")
    if told.get("program", PROGRAM) != PROGRAM:
        raise _foreign(path)
    if not isinstance(found, int) or isinstance(found, bool) or found < 0:
        raise StoreUnreadableError(
            f"{path} does not say which format it has. It was not touched; "
            "choose a backup or another file with --store."
        )
    if found > migrations.FORMAT:
        raise StoreNewerError(
            f"{path} has format {found}; this version knows formats up to {migrations.FORMAT}. "
            "It was not touched. Update jobsearch-tui, or choose another file with --store."
        )
    return found


def _told(meta: codec.Raw) -> dict[str, Any]:
    try:
        told: Any = msgspec.json.decode(meta)
    except (msgspec.MsgspecError, ValueError, RecursionError):
        return {}
    return told if isinstance(told, dict) else {}


def _foreign(path: str) -> StoreUnreadableError:
    return StoreUnreadableError(
        f"{path} holds no job search. It was not touched; choose another file with --store."
    )


_NAMES: Final = frozenset({META, HISTORY, *codec.TABLES, *migrations.OLD_TABLES})


def _migrated(tables: RawTables, found: int, path: str) -> RawTables:
    """The tables in the present format; those that no format knows stay byte for byte."""
    try:
        opened = {
            name: {key: msgspec.json.decode(document) for key, document in table.items()}
            for name, table in tables.items()
            if name in _NAMES
        }
        moved = {
            name: {key: msgspec.json.encode(document) for key, document in table.items()}
            for name, table in migrations.migrate(opened, found).items()
        }
    except (
        *(msgspec.MsgspecError, AttributeError, TypeError, LookupError, ValueError),
        *(OverflowError, RecursionError),
    ) as error:
        raise StoreUnreadableError(
            f"{path} has format {found} but could not be brought forward ({error}). "
            "It was not touched; choose a backup or another file with --store."
        ) from error
    rest = {name: table for name, table in tables.items() if name not in _NAMES}
    return {**moved, **rest}


def _take_all(
    whole: list[Record],
    name: str,
    table: Mapping[str, codec.Raw],
    records: dict[str, Record],
    places: dict[str, tuple[str, str]],
) -> bool:
    """Enter a table whose records are all sound; not done when an id stands twice."""
    found = {record.id: record for record in whole}
    if len(found) < len(whole) or not places.keys().isdisjoint(found):
        return False
    records.update(found)
    places.update(zip(found, zip(repeat(name), table, strict=False), strict=True))
    return True


def _read_records(tables: RawTables, found: int) -> tuple[Image, Workspace]:
    records: dict[str, dict[str, Record]] = {kind: {} for kind in RECORD_TYPES}
    places: dict[str, tuple[str, str]] = {}
    problems: list[Problem] = []
    for name, table in tables.items():
        kind = codec.TABLES.get(name)
        if kind is None:
            continue
        whole = codec.decode_all(kind, table.values())
        if whole is not None and _take_all(whole, name, table, records[kind], places):
            continue
        for number, document in table.items():
            try:
                record = codec.decode(kind, document)
            except codec.DamagedRecordError as error:
                problems.append(Problem(name, number, str(error)))
                continue
            if record.id in places:
                problems.append(Problem(name, number, f"the id {record.id} stands twice"))
                continue
            records[kind][record.id] = record
            places[record.id] = (name, number)
    return Image(tables, places, tuple(problems), found), Workspace(records)
