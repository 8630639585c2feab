"""The text of each record in which a filter looks, made once and kept while it stays true."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Final

from jobsearch_tui.domain.fields import fields_of
from jobsearch_tui.domain.records import Record
from jobsearch_tui.domain.spec import FieldKind
from jobsearch_tui.domain.text import fold
from jobsearch_tui.domain.workspace import Workspace, references

_SEARCHED: Final = frozenset(
    {
        *(FieldKind.TEXT, FieldKind.LINES, FieldKind.EMAIL, FieldKind.PHONE, FieldKind.URL),
        *(FieldKind.CHOICE, FieldKind.ZONE),
    }
)

_Known = tuple[Record, tuple[Record, ...], str]


class Haystacks:
    """Remembers the texts of records across workspaces, for as long as nothing in them changes."""

    def __init__(self) -> None:
        self._known: dict[str, _Known] = {}
        self._texts: dict[str, tuple[Workspace, Mapping[str, str]]] = {}

    def texts(self, kind: str, workspace: Workspace) -> Mapping[str, str]:
        """The folded text of every record of a kind, by id."""
        last = self._texts.get(kind)
        if last is not None and untouched(kind, last[0], workspace):
            return last[1]
        texts = {id: self.text(record, workspace) for id, record in workspace.table(kind).items()}
        self._texts[kind] = (workspace, texts)
        return texts

    def text(self, record: Record, workspace: Workspace) -> str:
        """The folded text of one record, with the titles of the records that it refers to."""
        named = tuple(
            [other for id in references(record) if (other := workspace.get(id)) is not None]
        )
        known = self._known.get(record.id)
        if known is not None and known[0] is record and _identical(known[1], named):
            return known[2]
        text = haystack(record, named)
        self._known[record.id] = (record, named, text)
        return text


def haystack(record: Record, named: tuple[Record, ...]) -> str:
    """What a filter looks at in a record: all its words, and the titles of those it refers to."""
    parts = [getattr(record, name) for name in _searched(record.kind)]
    parts += [other.title for other in named]
    return fold("\n".join([part for part in parts if part]))


@cache
def _searched(kind: str) -> tuple[str, ...]:
    return tuple(field.name for field in fields_of(kind) if field.spec.kind in _SEARCHED)


@cache
def _kinds_in(kind: str) -> frozenset[str]:
    """The kinds of record whose change may change the text of this one."""
    return frozenset({kind}.union(*(field.spec.refers for field in fields_of(kind))))


def untouched(kind: str, before: Workspace, after: Workspace) -> bool:
    """Whether nothing changed between two workspaces that shows in the texts of a kind.

    An unchanged table is the same object in both, so no record is looked at.
    """
    return before is after or all(
        _same_table(before.table(one), after.table(one)) for one in _kinds_in(kind)
    )


def _same_table(one: Mapping[str, Record], other: Mapping[str, Record]) -> bool:
    return one is other or not (one or other)


def _identical(one: tuple[Record, ...], other: tuple[Record, ...]) -> bool:
    return len(one) == len(other) and all(map(_is, one, other))


def _is(one: Record, other: Record) -> bool:
    return one is other
