"""The steps that can be undone, kept in the store beside the records.

A step holds, for every record that a change touched, the document to restore and the
fingerprint that the record must still have. Undoing a step turns it round: what was there
becomes what redo restores.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

import msgspec

from jobsearch_tui.domain.changes import Change, fingerprint
from jobsearch_tui.domain.records import Record
from jobsearch_tui.domain.workspace import Workspace
from jobsearch_tui.errors import ConflictError
from jobsearch_tui.storage import codec

STEPS: Final = 50
"""How many steps back one can go."""


@dataclass(frozen=True, slots=True)
class Step:
    """One change that was made or undone.

    ``was`` gives for each record its document, ``null`` where there was none; ``expect`` the
    fingerprint it must have for that document to be put back, empty for no record.
    """

    id: str
    label: str
    at: datetime
    session: str
    undone: bool
    was: dict[str, msgspec.Raw]
    kinds: dict[str, str]
    expect: dict[str, str]


_NOTHING: Final = msgspec.Raw(b"null")
_decoder: Final = msgspec.json.Decoder(Step)


def read_steps(table: Mapping[str, codec.Raw]) -> tuple[Step, ...]:
    """The steps of the history table, oldest first; what is no step is passed over."""
    steps: list[tuple[int, Step]] = []
    for number, document in table.items():
        try:
            steps.append((int(number), _decoder.decode(document)))
        except (msgspec.MsgspecError, ValueError):
            continue
    return tuple(step for _, step in sorted(steps, key=lambda numbered: numbered[0]))


def write_steps(steps: Iterable[Step]) -> list[bytes]:
    """The newest steps as documents, oldest first."""
    return [msgspec.json.encode(step) for step in tuple(steps)[-STEPS:]]


@dataclass(frozen=True, slots=True)
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
    documents: Mapping[str, codec.Raw | None],
    at: datetime,
    sitting: Sitting,
) -> Step:
    """The step that undoes a change; ``documents`` are those of ``before``."""
    after = change.apply(before)
    kinds = {key: _kind(key, before, after) for key in change.ids}
    return Step(
        id=id,
        label=change.label,
        at=at,
        session=sitting.id,
        undone=False,
        was={key: _raw(documents[key]) for key in change.ids},
        kinds=kinds,
        expect={key: fingerprint(after.get(key)) for key in change.ids},
    )


def _raw(document: codec.Raw | None) -> msgspec.Raw:
    return _NOTHING if document is None else msgspec.Raw(bytes(document))


def _kind(id: str, *workspaces: Workspace) -> str:
    return next((record.kind for ws in workspaces if (record := ws.get(id))), "")


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


def restoring(step: Step, workspace: Workspace) -> Change:
    """The change that puts back what the step holds.

    Raises :class:`ConflictError` when a record was changed by another program since.
    """
    verb = "redo" if step.undone else "undo"
    for id, wanted in step.expect.items():
        if fingerprint(workspace.get(id)) != wanted:
            name = workspace.title(id) or "a record"
            raise ConflictError(
                f"Can't {verb} “{step.label}”: {name} was changed by another program since. "
                "Nothing was touched."
            )
    put: list[Record] = []
    remove: list[str] = []
    for id, document in step.was.items():
        if document == _NOTHING:
            remove.append(id)
        else:
            put.append(codec.decode(step.kinds[id], document))
    return Change(step.label, put=tuple(put), remove=tuple(remove))


def turned(step: Step, workspace: Workspace, documents: Mapping[str, codec.Raw | None]) -> Step:
    """The step turned round, given the documents before it was applied."""
    restored = restoring(step, workspace).apply(workspace)
    return replace(
        step,
        undone=not step.undone,
        was={id: _raw(documents[id]) for id in step.was},
        expect={id: fingerprint(restored.get(id)) for id in step.was},
    )
