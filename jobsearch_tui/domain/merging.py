"""Two versions of a search become one: field by field, by what was written last.

A record is here a :class:`State`: its attributes as plain JSON values, and for each of them the
stamp of the hybrid logical clock (``clock.py``) at which it was written. Of two states of a record
each attribute is taken from the side that wrote it later. A record that is deleted keeps its
attributes and remembers the stamps that it had when it was deleted: whatever was written without
knowledge of the deletion has a stamp that is not among them, and brings the record back.

So joining states is commutative, associative and idempotent, and machines that have seen the same
states have the same records, whatever the order. What a state cannot tell, that two machines
wrote the same attribute at the same time, is told by the last state that both knew: the base.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cache
from types import MappingProxyType
from typing import Any, Final, NamedTuple

from jobsearch_tui.domain.changes import COUNTERS, STAMPS
from jobsearch_tui.domain.clock import NEVER, following
from jobsearch_tui.domain.record import EPOCH
from jobsearch_tui.domain.records import PLURALS, reference_specs

Json = Any
"""A value as ``json.loads`` gives it."""

MERGE: Final = "0"
"""The machine of the stamps that a merge sets by itself, the same wherever it is made."""

_SILENT: Final = STAMPS | COUNTERS | {"zone"}
"""Attributes that never clash: they go with others, or only ever rise."""


class Key(NamedTuple):
    """Where a record is: the name of its table, and its id."""

    table: str
    id: str


@dataclass(frozen=True)
class State:
    """One record as a machine knows it.

    ``fields`` are its attributes, of which those that were never said are missing; ``stamps``
    tell for each when it was written; ``gone`` is empty, or holds the stamps at the deletion.
    """

    fields: Mapping[str, Json]
    stamps: Mapping[str, str]
    gone: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_there(self) -> bool:
        """Whether the record exists: it was not deleted, or written without knowledge of it."""
        gone = self.gone
        return not gone or any(gone.get(name, NEVER) < at for name, at in self.stamps.items())

    @property
    def latest(self) -> str:
        """The greatest stamp of all."""
        return max((*self.stamps.values(), *self.gone.values()), default=NEVER)


def written(
    state: State | None,
    told: Mapping[str, Json],
    wall: datetime,
    machine: str,
    silent: Mapping[str, Json],
    dated: Mapping[str, datetime] = MappingProxyType({}),
) -> State:
    """The state after a machine wrote a record that now says ``told``.

    Only attributes that differ get a stamp: of the moment that ``dated`` tells for them, or
    else of ``wall``. ``silent`` are the values that say nothing, each
    attribute's default: they are not taken down where nothing was said before, so that a version
    of the program that knows more attributes does not overrule one that filled them. Attributes
    of the state that are not told stay. A record that was deleted is there again.
    """
    fields = dict(state.fields) if state else {}
    stamps = dict(state.stamps) if state else {}
    gone = state.gone if state else {}
    is_back = state is not None and not state.is_there
    for name, value in told.items():
        if name in fields:
            if fields[name] == value and not (is_back and name == "id"):
                continue
        elif name in silent and silent[name] == value:
            continue
        fields[name] = value
        last = max(stamps.get(name, NEVER), gone.get(name, NEVER))
        stamps[name] = following(last, dated.get(name, wall), machine)
    return State(fields, stamps, gone)


def deleted(state: State) -> State:
    """The state after a machine deleted the record as it knows it."""
    return replace(state, gone=_later(state.gone, state.stamps))


def joined(one: State | None, other: State | None) -> State | None:
    """What both states say, each attribute as it was written last; None when neither is there."""
    if one is None or other is None or one == other:
        return one if other is None else other
    fields: dict[str, Json] = {}
    for name in one.fields.keys() | other.fields.keys():
        fields[name] = _value(one, other, name)
    stamps = _later(one.stamps, other.stamps)
    return State(fields, stamps, _later(one.gone, other.gone))


def _value(one: State, other: State, name: str) -> Json:
    mine, theirs = one.fields.get(name), other.fields.get(name)
    if name in COUNTERS and isinstance(mine, int) and isinstance(theirs, int):
        return max(mine, theirs)
    return _side(one, other, name).fields[name]


def _side(one: State, other: State, name: str) -> State:
    """The state whose value of an attribute counts."""
    mine, theirs = one.stamps.get(name, NEVER), other.stamps.get(name, NEVER)
    if name not in one.fields or name not in other.fields:
        return one if name in one.fields else other
    if mine != theirs:
        return one if mine > theirs else other
    # The same stamp with another value is a machine that was copied: any rule does that is
    # the same everywhere.
    return one if _text(one.fields[name]) >= _text(other.fields[name]) else other


def _later(one: Mapping[str, str], other: Mapping[str, str]) -> dict[str, str]:
    names = one.keys() | other.keys()
    return {name: max(one.get(name, NEVER), other.get(name, NEVER)) for name in names}


def _text(value: Json) -> str:
    return json.dumps(value, sort_keys=True)


@dataclass(frozen=True)
class Twice:
    """One attribute that two machines wrote without knowledge of one another.

    ``kept`` counts, because ``kept_at`` is the later stamp; ``other`` is what is shown beside it.
    """

    key: Key
    name: str
    kept: Json
    other: Json
    kept_at: str
    other_at: str


@dataclass(frozen=True)
class Merged:
    """What became of two versions.

    ``states`` are all records that were looked at; ``twice`` the attributes that both wrote;
    ``kept`` the records that one side deleted and that are there because the other wrote them,
    or wrote something that needs them. What had been deleted along with these is back as well.
    """

    states: Mapping[Key, State]
    twice: tuple[Twice, ...] = ()
    kept: tuple[Key, ...] = ()


States = Mapping[Key, State]


def merged(base: States, ours: States, theirs: States) -> Merged:
    """One version of two.

    The mappings hold every record in which ours or theirs differs from the base; others may be
    left out of all three. ``base`` is what both knew last, and may be empty.
    """
    states = {
        key: state
        for key in sorted(ours.keys() | theirs.keys())
        if (state := joined(ours.get(key), theirs.get(key))) is not None
    }
    twice = tuple(
        clash
        for key in states
        if states[key].is_there
        for clash in _twice(key, base.get(key), ours.get(key), theirs.get(key))
    )
    rescue = _Rescue(base, ours, theirs, states)
    rescue.run()
    return Merged(states, twice, tuple(sorted(rescue.kept)))


def _twice(
    key: Key, base: State | None, ours: State | None, theirs: State | None
) -> Iterator[Twice]:
    if ours is None or theirs is None:
        return
    known = base.stamps if base else {}
    for name in sorted(ours.fields.keys() & theirs.fields.keys() - _SILENT):
        mine, other = ours.stamps.get(name, NEVER), theirs.stamps.get(name, NEVER)
        was = known.get(name, NEVER)
        if was in (mine, other) or ours.fields[name] == theirs.fields[name]:
            continue
        kept = _side(ours, theirs, name)
        lost = theirs if kept is ours else ours
        yield Twice(
            *(key, name, kept.fields[name], lost.fields[name]),
            *(kept.stamps[name], lost.stamps[name]),
        )


@cache
def _references(table: str) -> tuple[str, ...]:
    """The attributes of a table's records that hold ids of others."""
    kind = next((kind for kind, plural in PLURALS.items() if plural == table), "")
    return tuple(reference_specs(kind)) if kind else ()


def references(table: str, state: State) -> dict[str, tuple[str, ...]]:
    """By attribute, the ids that a record refers to."""
    return {name: _ids(state.fields.get(name)) for name in _references(table)}


def _ids(value: Json) -> tuple[str, ...]:
    several = value if isinstance(value, list) else [value]
    return tuple(id for id in several if isinstance(id, str) and id)


def _stamp(state: State | None, name: str) -> str:
    return state.stamps.get(name, NEVER) if state else NEVER


class _Rescue:
    """An edit beats a delete, and brings back what the edit needs and what went with it.

    A record is back when one side deleted it and the other wrote it, or when a record that the
    other side wrote refers to it. With it come the records that were deleted on account of
    it (its searches, its log) and the references to it that were emptied.
    """

    def __init__(self, base: States, ours: States, theirs: States, states: dict[Key, State]):
        self.kept: set[Key] = set()
        self._base = base
        self._sides = (ours, theirs)
        self._states = states
        self._by_id = {key.id: key for key in states}
        self._named_in: dict[str, list[Key]] = {}

    def run(self) -> None:
        """Change the states and fill ``kept``."""
        deleted = [key for key in self._states if self._was_deleted(key)]
        if not deleted:
            return
        for key in self._states:
            if (was := self._base.get(key)) is not None:
                for id in set().union(*references(key.table, was).values()):
                    self._named_in.setdefault(id, []).append(key)
        self.kept.update(key for key in deleted if self._states[key].is_there)
        self.kept.update(self._needed(key for key in self._states if self._states[key].is_there))
        queue, done = list(self.kept), set[Key]()
        while queue:
            key = queue.pop()
            if key not in done:
                done.add(key)
                self._bring_back(key)
                queue += self._needed([key])
                queue += self._followers(key)

    def _was_deleted(self, key: Key) -> bool:
        """Whether one side deleted what the base had, and the other did not."""
        was = self._base.get(key)
        if was is None or not was.is_there:
            return False
        return sum(key in side and not side[key].is_there for side in self._sides) == 1

    def _bring_back(self, key: Key) -> None:
        state = self._states[key]
        if not state.is_there:
            at = following(state.latest, EPOCH, MERGE)
            self._states[key] = replace(state, stamps={**state.stamps, "id": at})

    def _needed(self, keys: Iterable[Key]) -> Iterator[Key]:
        """The deleted records that these refer to."""
        for key in keys:
            for ids in references(key.table, self._states[key]).values():
                for id in ids:
                    other = self._by_id.get(id)
                    if other and not self._states[other].is_there and self._was_deleted(other):
                        yield other

    def _followers(self, key: Key) -> list[Key]:
        """What went with a deleted record; references to it that were emptied are restored."""
        found: list[Key] = []
        for other in self._named_in.get(key.id, ()):
            state = self._states[other]
            if not state.is_there:
                if self._was_deleted(other):
                    found.append(other)
                continue
            was = self._base[other]
            for name, ids in references(other.table, was).items():
                if key.id in ids and self._was_emptied(other, name, key.id):
                    state = self._restored(state, name, was)
            self._states[other] = state
        return found

    def _was_emptied(self, key: Key, name: str, id: str) -> bool:
        """Whether the side that deleted a record took the reference out, and nobody wrote it since.

        Taken out by the other side, a reference stays out: that was meant by itself.
        """
        ids = _ids(self._states[key].fields.get(name))
        if id in ids or not set(ids) <= set(_ids(self._base[key].fields.get(name))):
            return False
        now = self._states[key].stamps.get(name, NEVER)
        gone = self._by_id[id]
        return any(
            gone in side and not side[gone].is_there and _stamp(side.get(key), name) == now
            for side in self._sides
        )

    def _restored(self, state: State, name: str, was: State) -> State:
        at = following(state.stamps.get(name, NEVER), EPOCH, MERGE)
        fields = {**state.fields, name: was.fields[name]}
        return replace(state, fields=fields, stamps={**state.stamps, name: at})
