"""Two records become one: field by field, with everything that refers to either."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final

from jobsearch_tui.domain.changes import Change
from jobsearch_tui.domain.fields import Field, fields_of
from jobsearch_tui.domain.records import PLURALS, ImportMark, Record
from jobsearch_tui.domain.spec import FieldKind
from jobsearch_tui.domain.stages import OVER, stages_of
from jobsearch_tui.domain.workspace import Workspace
from jobsearch_tui.errors import UsageError
from jobsearch_tui.value import dataclass

FIRST: Final = "first"
SECOND: Final = "second"
BOTH: Final = "both"
"""What the united record takes for a field: of one of the two, or both texts."""

_JOINED: Final = (FieldKind.LINES,)


@dataclass(frozen=True)
class Side:
    """One field of both records: what each says, and what is proposed."""

    field: Field
    first: Any
    second: Any
    proposed: str

    @property
    def differs(self) -> bool:
        """Whether the two say something else."""
        return bool(self.first != self.second)

    @property
    def choices(self) -> tuple[str, ...]:
        """What may be taken: both only where texts can stand under one another."""
        both = self.field.spec.kind in _JOINED and bool(self.first) and bool(self.second)
        return (FIRST, SECOND, BOTH) if both else (FIRST, SECOND)


def sides(first: Record, second: Record) -> tuple[Side, ...]:
    """Every field of two records of one kind in which either says anything.

    Proposed is what is said at all; of two names the older one, as the twin is the likelier slip;
    of two stages the one that is further on and not over; of two notes both; of any other two
    values that of the record that was changed later.
    """
    if first.kind != second.kind:
        raise UsageError(f"{PLURALS[first.kind]} can't be united with {PLURALS[second.kind]}.")
    found = (_side(field, first, second) for field in fields_of(first.kind))
    return tuple(side for side in found if _says(side.first) or _says(side.second))


def _side(field: Field, first: Record, second: Record) -> Side:
    one, other = getattr(first, field.name), getattr(second, field.name)
    return Side(field, one, other, _proposed(field, first, second))


def _says(value: object) -> bool:
    return value not in (None, "", ())


def _proposed(field: Field, first: Record, second: Record) -> str:
    one, other = getattr(first, field.name), getattr(second, field.name)
    if one == other or not _says(other) or other == field.default:
        return FIRST
    if not _says(one) or one == field.default:
        return SECOND
    if field.spec.kind in _JOINED:
        return BOTH
    if field.name == "stage":
        return _further(first.kind, one, other)
    is_newer = second.changed > first.changed and not field.spec.required
    return SECOND if is_newer else FIRST


def _further(kind: str, one: str, other: str) -> str:
    stages = stages_of(kind)
    places = [
        (stage not in OVER, stages.index(stage) if stage in stages else -1)
        for stage in (one, other)
    ]
    return SECOND if places[1] > places[0] else FIRST


def united(
    workspace: Workspace,
    first: Record,
    second: Record,
    choices: Mapping[str, str] | None = None,
) -> Change:
    """The change that makes two records one: the first stays, the second goes.

    ``choices`` say by a field's name which side counts; what they don't name is as proposed.
    Log entries, promises, searches and all else that referred to the second refer to the first
    then, and what an import remembered of it too, so that it does not come in again.
    """
    if first.id == second.id:
        raise UsageError(f"{first.title} is one record already.")
    taken = {
        side.field.name: _taken(side, (choices or {}).get(side.field.name, side.proposed))
        for side in sides(first, second)
    }
    kept = replace(first, **_with_zone(taken, first, second))
    moved = (_moved(record, second.id, first.id) for record in _referring(workspace, second.id))
    return Change(
        f"unite {first.title} with its twin",
        put=(kept, *moved),
        remove=(second.id,),
    )


def _with_zone(taken: dict[str, Any], first: Record, second: Record) -> dict[str, Any]:
    """An appointment's zone goes with its time, whichever side was taken."""
    if "starts" not in taken:
        return taken
    source = second if taken["starts"] is getattr(second, "starts", None) else first
    return {**taken, "zone": getattr(source, "zone", "UTC")}


def _taken(side: Side, choice: str) -> Any:
    if choice == BOTH:
        if side.second in side.first:
            return side.first
        return f"{side.first}\n{side.second}"
    return side.second if choice == SECOND else side.first


def _referring(workspace: Workspace, id: str) -> list[Record]:
    marks = [mark for mark in workspace.all(ImportMark) if mark.record == id]
    return [*workspace.linked(id), *marks]


def _moved(record: Record, old: str, new: str) -> Record:
    """The record with one reference in the place of another; in a list each stands once."""
    if isinstance(record, ImportMark):
        return replace(record, record=new)
    values: dict[str, Any] = {}
    for field in fields_of(record.kind):
        value = getattr(record, field.name)
        if field.spec.kind is FieldKind.REFERENCE and value == old:
            values[field.name] = new
        elif field.spec.kind is FieldKind.REFERENCES and old in value:
            values[field.name] = tuple(dict.fromkeys(new if one == old else one for one in value))
    return replace(record, **values)
