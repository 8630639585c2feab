"""What makes two states of a search differ, record by record."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields, replace

from jobsearch_tui.domain.changes import COUNTERS, STAMPS, Change
from jobsearch_tui.domain.records import PACE_ID, PLURALS, RECORD_TYPES, Record
from jobsearch_tui.domain.workspace import Workspace
from jobsearch_tui.value import dataclass


@dataclass(frozen=True)
class Difference:
    """What leads from one state to another; ``changed`` holds each record before and after."""

    added: tuple[Record, ...] = ()
    removed: tuple[Record, ...] = ()
    changed: tuple[tuple[Record, Record], ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether both states say the same."""
        return not (self.added or self.removed or self.changed)

    def change(self, label: str, upheaval: str = "") -> Change:
        """The change that makes it so, with the records as they were."""
        return Change(
            label,
            put=(*self.added, *(after for _, after in self.changed)),
            remove=tuple(record.id for record in self.removed),
            before=tuple(before for before, _ in self.changed),
            upheaval=upheaval,
        )

    def words(self, most: int = 4) -> tuple[str, ...]:
        """A line for each act and kind, with the names of the first ``most`` records."""
        return (
            *_lines("adds", ((record, record.title) for record in self.added), most),
            *_lines("removes", ((record, record.title) for record in self.removed), most),
            *_lines("changes", map(_told, self.changed), most),
        )


def difference(before: Workspace, after: Workspace) -> Difference:
    """What has to be done to ``before`` so that it equals ``after``, but for what only rises."""
    added: list[Record] = []
    removed: list[Record] = []
    changed: list[tuple[Record, Record]] = []
    for kind in RECORD_TYPES:
        old, new = before.table(kind), after.table(kind)
        added += [record for id, record in new.items() if id not in old]
        removed += [record for id, record in old.items() if id not in new]
        changed += [
            (old[id], record)
            for id, record in new.items()
            if id in old and _counters_aside(record, old[id]) != old[id]
        ]
    return Difference(tuple(added), tuple(removed), tuple(changed))


def _counters_aside(record: Record, other: Record) -> Record:
    """The record with the counters of the other one, which nothing can put back."""
    counted = {name: getattr(other, name) for name in COUNTERS if hasattr(other, name)}
    return replace(record, **counted) if counted else record


def _told(pair: tuple[Record, Record]) -> tuple[Record, str]:
    """The later record, and its name with the attributes that differ."""
    before, after = pair
    names = [
        attribute.name.replace("_", " ")
        for attribute in fields(after)
        if attribute.name not in STAMPS | COUNTERS
        and getattr(before, attribute.name) != getattr(after, attribute.name)
    ]
    more = " …" if len(names) > 3 else ""
    return after, f"{after.title} ({', '.join(names[:3])}{more})" if names else after.title


def _lines(act: str, named: Iterable[tuple[Record, str]], most: int) -> list[str]:
    names: dict[str, list[str]] = {}
    for record, words in named:
        names.setdefault(record.kind, []).append(words)
    return [_line(act, kind, names[kind], most) for kind in names]


def _line(act: str, kind: str, names: list[str], most: int) -> str:
    if kind == PACE_ID:  # there is one alone
        return f"{act} the pace{names[0].removeprefix('Pace')}"
    noun = kind if len(names) == 1 else PLURALS[kind]
    rest = f" and {len(names) - most:,} more" if len(names) > most else ""
    return f"{act} {len(names):,} {noun}: {'; '.join(names[:most])}{rest}"
