"""The steps that can be undone, kept in the store beside the records.

A step holds, for every record that a change touched, the document to restore and the
fingerprint that the record must still have. Undoing a step turns it round: what was there
becomes what redo restores.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

import msgspec

from jobsearch_tui.domain.changes import Change, fingerprint
from jobsearch_tui.domain.records import Record
from jobsearch_tui.domain.revisions import with_revisions
from jobsearch_tui.domain.workspace import Workspace
from jobsearch_tui.errors import ConflictError, UnwritableError
from jobsearch_tui.storage import codec

STEPS: Final = 50
"""How many steps back one can go."""

DocumentOf = Callable[[str], codec.Raw | None]
"""Gives the document of the record with an id; None where there is no such record."""


class Held(msgspec.Struct, frozen=True, array_like=True):
    """What a step holds of one record.

    ``expect`` is the fingerprint that the record must have for ``was`` to be put back, empty
    for no record; ``was`` is the document, ``null`` for none.
    """

    kind: str
    expect: str
    was: msgspec.Raw


@dataclass(frozen=True)
class Step:
    """One change that was made or undone.

    ``records`` is the JSON of a :class:`Held` for each id. It stays as it is until the step is
    turned: every change writes all steps, and an import may have touched ten thousand records.
    """

    id: str
    label: str
    at: datetime
    session: str
    undone: bool
    records: msgspec.Raw


@dataclass(frozen=True)
class Turn:
    """An undo or redo that is about to be made.

    ``documents`` are those to write, as they were, for the records that ``change`` puts back;
    ``step`` is the step turned round.
    """

    change: Change
    documents: Mapping[str, codec.Raw]
    step: Step


_NOTHING: Final = msgspec.Raw(b"null")
_decode_step: Final = msgspec.json.Decoder(Step).decode
_decode_records: Final = msgspec.json.Decoder(dict[str, Held]).decode


def read_steps(table: Mapping[str, codec.Raw]) -> tuple[Step, ...]:
    """The steps of the history table, oldest first; what is no step is passed over."""
    steps: list[tuple[int, Step]] = []
    for number, document in table.items():
        try:
            step = _decode_step(document)
            place = int(number)
        except (msgspec.MsgspecError, ValueError):
            continue
        if step.at.tzinfo is not None:
            steps.append((place, step))
    return tuple(step for _, step in sorted(steps, key=lambda numbered: numbered[0]))


def write_steps(steps: Iterable[Step]) -> list[bytes]:
    """The newest steps as documents, oldest first."""
    return [_encoded(step) for step in tuple(steps)[-STEPS:]]


def _encoded(told: Step | Mapping[str, Held]) -> bytes:
    try:
        return msgspec.json.encode(told)
    except ValueError as error:
        raise UnwritableError(
            f"The change was not saved: {codec.why_unwritable(error)}. Correct it, then save again."
        ) from error


def written_at(
    steps: Sequence[Step], ids: Iterable[str], document: DocumentOf
) -> dict[str, dict[str, datetime]]:
    """By id, when the attributes of these records got the values that they have.

    Attributes that were written before the oldest step are left out. ``document`` gives the
    present documents.
    """
    after = {id: _attributes(document(id)) for id in ids}
    found: dict[str, dict[str, datetime]] = {id: {} for id in after}
    for step in reversed(steps):
        if step.undone:
            continue
        with suppress(msgspec.MsgspecError, ValueError):  # damaged: it tells nothing
            held = _decode_records(step.records)
            for id in held.keys() & after.keys():
                before = _attributes(held[id].was)
                for name in before.keys() | after[id].keys():
                    if before.get(name) != after[id].get(name):
                        found[id].setdefault(name, step.at)
                after[id] = before
    return found


_told: Final = msgspec.json.Decoder(dict[str, msgspec.Raw] | None).decode


def _attributes(document: codec.Raw | None) -> dict[str, bytes]:
    told = None if document is None else _told(document)
    return {name: bytes(value) for name, value in (told or {}).items()}


@dataclass(frozen=True)
class Sitting:
    """One run of the program: what it may undo is what it did, and what was done before it."""

    id: str
    since: datetime

    def may_turn(self, step: Step) -> bool:
        """Whether this run of the program may undo or redo the step."""
        return step.session == self.id or step.at < self.since


def step_of(
    id: str,
    change: Change,
    before: Workspace,
    document: DocumentOf,
    at: datetime,
    sitting: Sitting,
) -> Step:
    """The step that undoes a change; ``document`` gives the documents of ``before``."""
    after: dict[str, Record | None] = {record.id: record for record in change.put}
    after |= dict.fromkeys(change.remove)
    held = {key: _held(before.get(key), there, document(key)) for key, there in after.items()}
    return Step(id, change.label, at, sitting.id, undone=False, records=_raw(held))


def _held(before: Record | None, after: Record | None, document: codec.Raw | None) -> Held:
    kind = next((record.kind for record in (before, after) if record is not None), "")
    was = _NOTHING if document is None else msgspec.Raw(bytes(document))
    return Held(kind, fingerprint(after), was)


def _raw(held: Mapping[str, Held]) -> msgspec.Raw:
    return msgspec.Raw(_encoded(held))


def pushed(steps: Sequence[Step], step: Step, sitting: Sitting) -> tuple[Step, ...]:
    """The history after a new step: what this sitting had undone can't be redone any more."""
    return (*(old for old in steps if not (old.undone and sitting.may_turn(old))), step)


def next_undo(steps: Sequence[Step], sitting: Sitting) -> Step | None:
    """The newest step that this sitting may undo."""
    fitting = (step for step in reversed(steps) if not step.undone and sitting.may_turn(step))
    return next(fitting, None)


def next_redo(steps: Sequence[Step], sitting: Sitting) -> Step | None:
    """The step that was undone last: the oldest of those that are undone."""
    fitting = (step for step in steps if step.undone and sitting.may_turn(step))
    return next(fitting, None)


def turned(step: Step, workspace: Workspace, document: DocumentOf) -> Turn:
    """What undoing or redoing the step means now; ``document`` gives the present documents.

    Raises :class:`ConflictError` when a record was changed by another program since, and when
    the step cannot be understood.
    """
    try:
        held = _decode_records(step.records)
        restored = {id: _restored(one) for id, one in held.items()}
    except (msgspec.MsgspecError, ValueError, LookupError) as error:
        raise _refusal(step, f"what the history holds of it is damaged ({error})") from error
    for id, one in held.items():
        if fingerprint(workspace.get(id)) != one.expect:
            name = workspace.title(id) or (restored[id] or _NOBODY).title
            raise _refusal(step, f"{name} was changed by another program since")
    put = tuple(record for record in restored.values() if record is not None)
    remove = tuple(id for id, record in restored.items() if record is None)
    change = with_revisions(workspace, Change(step.label, put=put, remove=remove))
    documents = {
        new.id: codec.kept_as(new, was, held[new.id].was)
        for was, new in zip(put, change.put, strict=True)
    }
    reverse = {id: _held(workspace.get(id), restored[id], document(id)) for id in held}
    return Turn(change, documents, replace(step, undone=not step.undone, records=_raw(reverse)))


_NOBODY: Final = Record(id="a record")


def _restored(held: Held) -> Record | None:
    return None if held.was == _NOTHING else codec.decode(held.kind, held.was)


def _refusal(step: Step, reason: str) -> ConflictError:
    verb = "redo" if step.undone else "undo"
    return ConflictError(f"Can't {verb} “{step.label}”: {reason}. Nothing was touched.")
