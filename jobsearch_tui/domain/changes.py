"""A change to the workspace as a value: what is put, what is removed, and its name in words."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import field, fields, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

from jobsearch_tui.domain.records import (
    KINDS,
    RECORD_TYPES,
    STAGE_CHANGE,
    SUBJECTS,
    Activity,
    Record,
)
from jobsearch_tui.domain.spec import FieldKind, Spec
from jobsearch_tui.domain.workspace import Workspace, references
from jobsearch_tui.value import dataclass

if TYPE_CHECKING:
    from jobsearch_tui.domain.fields import Context

STAMPS: Final = frozenset({"id", "created", "changed"})
"""The attributes that the program sets itself; they never clash."""

COUNTERS: Final = frozenset({"sequence"})
"""The attributes that the program counts up, and never down (``revisions.py``)."""


@dataclass(frozen=True)
class Luggage:
    """What records of another store bring along that a store keeps without understanding it.

    ``beyond`` holds, by a record's id, the JSON of each attribute that this version does not
    know; ``tables`` the documents, by table and number, that are no records to it.
    """

    beyond: Mapping[str, Mapping[str, bytes]] = field(default_factory=dict)
    tables: Mapping[str, Mapping[str, bytes]] = field(default_factory=dict)

    def __bool__(self) -> bool:
        """Whether there is any."""
        return bool(self.beyond or self.tables)


@dataclass(frozen=True)
class Change:
    """Records to put and ids to remove, all of it or nothing.

    ``label`` says in words what is done, as after *undone:* ("log a call with Dana").
    ``before`` holds the records as they were when the user began; what another program has
    changed since is merged field by field against them. ``upheaval`` is a word for a change of
    many records at once ("import"), before which the store is copied in any case.
    ``id`` tells a second try from a second change; empty as long as it does not matter.
    ``luggage`` is what records of another store bring along.
    """

    label: str
    put: tuple[Record, ...] = ()
    remove: tuple[str, ...] = ()
    before: tuple[Record, ...] = ()
    upheaval: str = ""
    id: str = ""
    luggage: Luggage = field(default_factory=Luggage)

    @property
    def ids(self) -> tuple[str, ...]:
        """Every record that is touched, each once."""
        return tuple(dict.fromkeys((*(record.id for record in self.put), *self.remove)))

    def apply(self, workspace: Workspace) -> Workspace:
        """The workspace with this change made."""
        after = workspace.put(*self.put) if self.put else workspace
        return after.remove(*self.remove) if self.remove else after


def stamped(workspace: Workspace, change: Change, now: datetime) -> Change:
    """The change with ``created``, ``changed`` and ``before`` filled in; unchanged records go.

    ``before`` keeps what the caller gave and takes the workspace's record for the rest.
    """
    given = {record.id: record for record in change.before}
    put: list[Record] = []
    before: list[Record] = []
    for record in change.put:
        old = given.get(record.id) or workspace.get(record.id)
        if old is not None and same(old, record):
            continue
        if old is not None:
            before.append(old)
        put.append(replace(record, created=old.created if old else now, changed=now))
    before.extend(old for id in change.remove if (old := workspace.get(id)) is not None)
    return replace(change, put=tuple(put), before=tuple(before))


def same(one: Record, other: Record) -> bool:
    """Whether two records say the same, whenever they were written."""
    return one == replace(other, created=one.created, changed=one.changed)


def with_stage_entries(
    workspace: Workspace, change: Change, now: datetime, new_id: Callable[[], str]
) -> Change:
    """The change with a dated log entry for every record whose stage it moves."""
    given = {record.id: record for record in change.before}
    entries: list[Activity] = []
    for record in change.put:
        old = given.get(record.id) or workspace.get(record.id)
        was, now_at = getattr(old, "stage", ""), getattr(record, "stage", "")
        if old is None or was == now_at or isinstance(record, Activity):
            continue
        about = (record.id,) if record.kind in SUBJECTS else references(record)[:1]
        entries.append(
            Activity(
                id=new_id(),
                at=now,
                type=STAGE_CHANGE,
                about=about,
                stage=now_at,
                summary=f"{_about_whom(record)}{was} → {now_at}",
            )
        )
    return replace(change, put=(*change.put, *entries)) if entries else change


def _about_whom(record: Record) -> str:
    return "" if record.kind in SUBJECTS else f"{record.kind} “{record.title}”: "


def removal(workspace: Workspace, ids: Iterable[str], label: str) -> Change:
    """The change that removes records and leaves no reference to them behind.

    What cannot be without a removed record (its searches, its promises, the log entries about
    nothing else) goes with it; other references to it are emptied.
    """
    gone = dict.fromkeys(ids)
    queue = list(gone)
    kept: dict[str, Record] = {}
    while queue:
        id = queue.pop()
        for record in workspace.linked(id):
            if record.id in gone:
                continue
            left = _without(kept.get(record.id, record), id)
            if left is None:
                gone[record.id] = None
                kept.pop(record.id, None)
                queue.append(record.id)
            else:
                kept[record.id] = left
    return Change(label, put=tuple(kept.values()), remove=tuple(gone))


def _without(record: Record, id: str) -> Record | None:
    """The record without its references to ``id``; None when it cannot be without them."""
    emptied: dict[str, object] = {}
    for attribute in fields(record):
        spec: Spec | None = attribute.metadata.get("spec")
        value = getattr(record, attribute.name)
        if spec is None:
            continue
        if spec.kind is FieldKind.REFERENCE and value == id:
            emptied[attribute.name] = ""
        elif spec.kind is FieldKind.REFERENCES and id in value:
            emptied[attribute.name] = tuple(other for other in value if other != id)
        else:
            continue
        if spec.required and not emptied[attribute.name]:
            return None
    return replace(record, **emptied)  # type: ignore[arg-type]


@dataclass(frozen=True)
class Clash:
    """One attribute that two programs changed differently; ``ours`` was kept."""

    id: str
    name: str
    theirs: object
    ours: object


def merge(base: Record, ours: Record, theirs: Record) -> tuple[Record, tuple[Clash, ...]]:
    """Our change from ``base`` applied to what another program made of it meanwhile.

    Attributes that only one side changed take that side's value. Where both did, ours, the
    later, is kept and the clash is returned so that it can be shown and logged.
    """
    taken: dict[str, object] = {}
    clashes: list[Clash] = []
    for attribute in fields(ours):
        name = attribute.name
        was, mine, other = (getattr(record, name) for record in (base, ours, theirs))
        if name in STAMPS:
            continue
        if name in COUNTERS:
            taken[name] = max(mine, other)
            continue
        if _told(other) in (_told(was), _told(mine)):
            continue
        if _told(mine) == _told(was):
            taken[name] = other
        elif name != "zone":
            clashes.append(Clash(ours.id, name, other, mine))
    return replace(ours, **taken) if taken else ours, tuple(clashes)  # type: ignore[arg-type]


def _told(value: object) -> object:
    """The value with its zone: the same moment expressed in another one says something else."""
    return (value, value.tzinfo) if isinstance(value, datetime) else value


def fingerprint(record: Record | None) -> str:
    """A short checksum of what a record says, without its stamps; empty for no record.

    It tells accidents, not forgeries: a cryptographic digest would cost each start 3 ms.
    Attributes that have their default value do not count, so a later version of the program
    that knows more attributes finds the same digest. Counters do not count either.
    """
    if record is None:
        return ""
    kind = RECORD_TYPES[record.kind]
    told = [
        (attribute.name, _spelt(getattr(record, attribute.name)))
        for attribute in fields(kind)
        if attribute.name not in STAMPS | COUNTERS
        and getattr(record, attribute.name) != attribute.default
    ]
    text = repr(told).encode("utf-8", "surrogatepass")
    return f"{zlib.crc32(text):08x}{zlib.adler32(text):08x}"


def _spelt(value: object) -> object:
    """A moment by its instant: files keep its offset, not the object that told its zone."""
    return value.astimezone(UTC) if isinstance(value, datetime) else value


def rebased(
    change: Change, workspace: Workspace, now: datetime, new_id: Callable[[], str]
) -> tuple[Change, tuple[Clash, ...]]:
    """The change as it has to be made on a workspace that may have moved on meanwhile.

    Each record is merged against what it was when the user began; one that was not there then
    but is now (the pace, made by two programs) against a blank one. Where another program gave
    the same attribute another value, that value is noted in the record's log. A record that
    another program deleted comes back when it is changed here, which is noted as well; one that
    is deleted here is deleted, whatever another program changed in it.
    """
    given = {record.id: record for record in change.before}
    put: list[Record] = []
    clashes: list[Clash] = []
    notes: list[Activity | None] = []
    for record in change.put:
        base, theirs = given.get(record.id), workspace.get(record.id)
        if theirs is None:
            put.append(record)
            if base is not None and record.kind in SUBJECTS:
                notes.append(_note((record.id,), _CAME_BACK, now, new_id()))
        elif base is theirs or base == theirs:
            put.append(record)
        else:
            merged, clashing = merge(base or _blank(record), record, theirs)
            put.append(merged)
            clashes.extend(clashing)
            if base is not None and clashing:
                notes.extend(_clash_notes(merged, clashing, workspace, now, new_id))
    put.extend(note for note in notes if note is not None)
    remove = tuple(id for id in change.remove if id in workspace)
    return replace(change, put=tuple(put), remove=remove), tuple(clashes)


_CAME_BACK: Final = (
    "Another program had deleted this meanwhile; it is kept because it was changed here."
)


def _blank(record: Record) -> Record:
    """A record that says nothing but who it is."""
    return RECORD_TYPES[record.kind](id=record.id)


def _clash_notes(
    record: Record,
    clashes: Iterable[Clash],
    workspace: Workspace,
    now: datetime,
    new_id: Callable[[], str],
) -> list[Activity | None]:
    """A log entry for each clash in which ours counts."""
    from jobsearch_tui.domain.fields import Context  # loaded only where there is a clash

    context = Context(workspace, now)
    return [clash_note(record, clash, context, new_id) for clash in clashes]


def clash_note(
    record: Record,
    clash: Clash,
    context: Context,
    new_id: Callable[[], str],
    *,
    ours_counts: bool = True,
) -> Activity | None:
    """The log entry that keeps both values of a clash, in the log of the record.

    What has no log of its own is told in that of the record that it belongs to; None where
    there is none in the workspace.
    """
    about = (record.id,) if record.kind in SUBJECTS else references(record)[:1]
    if record.kind not in KINDS or not all(id in context.workspace for id in about) or not about:
        return None
    words = f"{_about_whom(record)}{_in_words(record.kind, clash, context, ours_counts)}"
    return _note(about, words, context.now, new_id())


def _in_words(kind: str, clash: Clash, context: Context, ours_counts: bool) -> str:
    from jobsearch_tui.domain.fields import fields_of, show

    field = next(field for field in fields_of(kind) if field.name == clash.name)
    ours, theirs = (
        f"“{show(field, value, context)}”" if value not in (None, "", ()) else "empty"
        for value in (clash.ours, clash.theirs)
    )
    head = f"Changed twice at once: {field.label.lower()} is"
    if ours_counts:
        return f"{head} {ours}; another program had made it {theirs}."
    return f"{head} {theirs}, as another program made it; here it was made {ours}."


def _note(about: tuple[str, ...], summary: str, now: datetime, id: str) -> Activity:
    return Activity(
        id=id, created=now, changed=now, at=now, type="note", about=about, summary=summary
    )
