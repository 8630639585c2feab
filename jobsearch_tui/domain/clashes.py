"""One record that was changed here and by another program: attribute by attribute."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import replace
from datetime import datetime

from jobsearch_tui.domain.changes import Clash, clash_note, merge
from jobsearch_tui.domain.fields import Context, Field, fields_of, show, typed_fields
from jobsearch_tui.domain.records import Activity, Interview, Record
from jobsearch_tui.domain.text import cells
from jobsearch_tui.domain.workspace import Workspace
from jobsearch_tui.value import dataclass


@dataclass(frozen=True)
class Both:
    """What two programs made of one record.

    ``merged`` has what either changed alone, and ours where both did; ``clashes`` are these,
    in the order of the form.
    """

    base: Record
    ours: Record
    theirs: Record
    merged: Record
    clashes: tuple[Clash, ...]

    @property
    def taken(self) -> tuple[Field, ...]:
        """What only the other program changed, which is kept without a question."""
        return tuple(
            field
            for field in typed_fields(self.ours.kind)
            if getattr(self.merged, field.name) != getattr(self.ours, field.name)
        )

    def settled(self, theirs: Collection[str]) -> Record:
        """The record with the other program's value in the attributes of these names."""
        values = {name: getattr(self.theirs, name) for name in theirs}
        if "starts" in values and isinstance(self.theirs, Interview):
            values["zone"] = self.theirs.zone  # a moment is told by the clock of its place
        return replace(self.merged, **values) if values else self.merged


def both(base: Record, ours: Record, theirs: Record) -> Both:
    """Set what two programs made of ``base`` beside each other."""
    merged, found = merge(base, ours, theirs)
    order = [field.name for field in fields_of(ours.kind)]
    clashes = tuple(sorted(found, key=lambda clash: order.index(clash.name)))
    return Both(base, ours, theirs, merged, clashes)


def clash_notes(
    made: Both,
    theirs: Collection[str],
    workspace: Workspace,
    now: datetime,
    new_id: Callable[[], str],
) -> tuple[Activity, ...]:
    """Entries for the log that keep both values of every clash.

    ``theirs`` are the names of the attributes whose value by the other program was chosen.
    There are none for the pace, which has no log.
    """
    context = Context(workspace, now)
    notes = (
        clash_note(made.ours, clash, context, new_id, ours_counts=clash.name not in theirs)
        for clash in made.clashes
    )
    return tuple(note for note in notes if note is not None)


@dataclass(frozen=True)
class Values:
    """One clash in words: the label, and the value as it was, here, and elsewhere."""

    name: str
    label: str
    was: str
    mine: str
    theirs: str


def clash_values(made: Both, context: Context) -> tuple[Values, ...]:
    """The clashes in words; an empty value is the empty text."""
    fields = {field.name: field for field in fields_of(made.ours.kind)}
    return tuple(
        Values(
            clash.name,
            fields[clash.name].label,
            *(
                show(fields[clash.name], getattr(record, clash.name), context)
                for record in (made.base, made.ours, made.theirs)
            ),
        )
        for clash in made.clashes
    )


def from_difference(text: str, others: Collection[str], room: int) -> str:
    """The text from shortly before it differs from the others, where it is longer than ``room``.

    Two long notes that begin alike would otherwise look the same.
    """
    if cells(text) <= room:
        return text
    differs = min((_common(text, other) for other in others if other != text), default=0)
    start = max(0, differs - room // 3)
    return f"…{text[start:]}" if start else text


def _common(one: str, other: str) -> int:
    """How many characters two texts have in common at their beginning."""
    for place, (mine, theirs) in enumerate(zip(one, other, strict=False)):
        if mine != theirs:
            return place
    return min(len(one), len(other))
