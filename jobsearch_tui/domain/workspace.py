"""Everything the user has, as one frozen value.

A change makes a new workspace that shares with the old one what did not change, so undo is
the previous value and *has anything changed* is a comparison of identities.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Final, TypeVar, cast

from jobsearch_tui.domain.records import (
    PACE_ID,
    RECORD_TYPES,
    Activity,
    Pace,
    Promise,
    Record,
    reference_specs,
)
from jobsearch_tui.domain.spec import FieldKind

R = TypeVar("R", bound=Record)

_DEFAULT_PACE: Final = Pace()

_Tables = Mapping[str, Mapping[str, Record]]
_Links = dict[str, tuple[str, ...]]


_REFERENCES: Final = {
    kind: tuple(
        (name, spec.kind is FieldKind.REFERENCES) for name, spec in reference_specs(kind).items()
    )
    for kind in RECORD_TYPES
}
"""By kind the attributes that hold references, each with whether it holds several."""


def references(record: Record) -> tuple[str, ...]:
    """The ids of the records that this one refers to, each once, without empty ones."""
    found: list[str] = []
    for name, several in _REFERENCES[record.kind]:
        value = getattr(record, name)
        if several:
            found.extend(dict.fromkeys(value))
        elif value:
            found.append(value)
    return tuple(found)


class Workspace:
    """All records by kind and id, in the order in which they were made.

    Never changed after it was made; equal to another one when all records are equal.
    """

    __slots__ = ("_links", "_tables")

    def __init__(self, tables: _Tables) -> None:
        """Take tables of records by kind, then by id. They must not be changed afterwards."""
        self._tables: _Tables = MappingProxyType(dict(tables))
        self._links: _Links | None = None

    @classmethod
    def of(cls, records: Iterable[Record]) -> Workspace:
        """A workspace of these records; of two with the same id the later one counts."""
        return cls({}).put(*records)

    def __eq__(self, other: object) -> bool:
        """Whether all records are equal; empty tables do not matter."""
        if not isinstance(other, Workspace):
            return NotImplemented
        return self is other or all(
            self._tables.get(kind, {}) == other._tables.get(kind, {}) for kind in RECORD_TYPES
        )

    def __hash__(self) -> int:
        """The identity: workspaces are compared, not sorted into sets."""
        return id(self)

    def __len__(self) -> int:
        """How many records there are, of all kinds."""
        return sum(len(table) for table in self._tables.values())

    def __contains__(self, id: str) -> bool:
        """Whether a record has this id."""
        return self.get(id) is not None

    def __iter__(self) -> Iterator[Record]:
        """All records, kind by kind."""
        for table in self._tables.values():
            yield from table.values()

    def get(self, id: str) -> Record | None:
        """The record with this id, of whatever kind."""
        for table in self._tables.values():
            if (record := table.get(id)) is not None:
                return record
        return None

    def find(self, type: type[R], id: str) -> R | None:
        """The record of this type with this id; None when it is of another type."""
        return cast("R | None", self._tables.get(type.kind, {}).get(id))

    def all(self, type: type[R]) -> Collection[R]:
        """All records of a type, in the order in which they were made."""
        return cast("Collection[R]", self._tables.get(type.kind, {}).values())

    def of_kind(self, kind: str) -> Collection[Record]:
        """All records of a kind, in the order in which they were made."""
        return self._tables.get(kind, {}).values()

    def table(self, kind: str) -> Mapping[str, Record]:
        """The records of a kind by id."""
        return self._tables.get(kind, {})

    @property
    def pace(self) -> Pace:
        """The one pace record; the defaults while none was ever saved."""
        # Asked for every record that is looked at: 5 ms of a start with ten thousand of them.
        table = self._tables.get(Pace.kind)
        return cast("Pace | None", table and table.get(PACE_ID)) or _DEFAULT_PACE

    @property
    def is_new(self) -> bool:
        """Whether the user has not even said what pace they can bear."""
        return not len(self)

    def title(self, id: str) -> str:
        """What a person calls the record with this id; the empty text when there is none."""
        record = self.get(id)
        return record.title if record else ""

    def linked(self, id: str) -> tuple[Record, ...]:
        """The records that refer to this id, in no particular order."""
        found = (self.get(other) for other in self._index().get(id, ()))
        return tuple(record for record in found if record is not None)

    def linked_of(self, type: type[R], id: str) -> tuple[R, ...]:
        """The records of one type that refer to this id."""
        table = self._tables.get(type.kind, {})
        ids = self._index().get(id, ())
        return tuple(cast("R", table[other]) for other in ids if other in table)

    def log(self, id: str) -> tuple[Activity, ...]:
        """The log entries about a record, newest first."""
        entries = self.linked_of(Activity, id)
        return tuple(sorted(entries, key=lambda entry: entry.at, reverse=True))

    def last_contact(self, id: str) -> Activity | None:
        """The newest log entry in which somebody was in touch, in either direction."""
        contacts = (entry for entry in self.linked_of(Activity, id) if entry.is_contact)
        return max(contacts, key=lambda entry: entry.at, default=None)

    def promises(self, id: str) -> tuple[Promise, ...]:
        """What was promised about a record, earliest due first."""
        dated = (promise for promise in self.linked_of(Promise, id) if promise.by)
        return tuple(sorted(dated, key=lambda promise: str(promise.by)))

    def put(self, *records: Record) -> Workspace:
        """A workspace in which these records are added or stand in the place of their old ones."""
        tables = dict(self._tables)
        fresh: dict[str, dict[str, Record]] = {}
        links = None if self._links is None else dict(self._links)
        for record in records:
            if record.kind not in fresh:
                fresh[record.kind] = dict(tables.get(record.kind, {}))
                tables[record.kind] = fresh[record.kind]
            if links is not None:
                _unlink(links, fresh[record.kind].get(record.id))
                _link(links, record)
            fresh[record.kind][record.id] = record
        return self._with(tables, links)

    def remove(self, *ids: str) -> Workspace:
        """A workspace without the records of these ids; unknown ids are passed over."""
        tables = dict(self._tables)
        links = None if self._links is None else dict(self._links)
        unwanted = frozenset(ids)
        for kind, table in self._tables.items():
            gone = unwanted & table.keys()
            if not gone:
                continue
            tables[kind] = {key: record for key, record in table.items() if key not in gone}
            if links is not None:
                for id in gone:
                    _unlink(links, table[id])
        return self._with(tables, links)

    def _with(self, tables: _Tables, links: _Links | None) -> Workspace:
        workspace = Workspace(tables)
        workspace._links = links
        return workspace

    def _index(self) -> _Links:
        """Who refers to whom, made when it is first asked for."""
        if self._links is None:
            links: dict[str, list[str]] = {}
            for kind, table in self._tables.items():
                if _REFERENCES[kind]:
                    _link_all(links, kind, table)
            self._links = {target: tuple(sources) for target, sources in links.items()}
        return self._links


def _link_all(links: dict[str, list[str]], kind: str, table: Mapping[str, Record]) -> None:
    """Enter a whole table; the log is most of a store, and mostly about one record at a time."""
    if kind != Activity.kind:
        for record in table.values():
            for target in references(record):
                links.setdefault(target, []).append(record.id)
        return
    for entry in cast("Mapping[str, Activity]", table).values():
        about = entry.about
        for target in about if len(about) < 2 else dict.fromkeys(about):
            if target in links:
                links[target].append(entry.id)
            else:
                links[target] = [entry.id]


def _link(links: _Links, record: Record) -> None:
    for target in references(record):
        links[target] = (*links.get(target, ()), record.id)


def _unlink(links: _Links, record: Record | None) -> None:
    if record is None:
        return
    for target in references(record):
        links[target] = tuple(source for source in links[target] if source != record.id)


EMPTY: Final = Workspace({})
"""Nothing yet."""
