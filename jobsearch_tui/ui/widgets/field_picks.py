"""The records that a few letters in a reference may mean, and what can be made on the spot."""

from __future__ import annotations

from typing import Final

from jobsearch_tui.domain.fields import Context, Field
from jobsearch_tui.domain.matching import titled
from jobsearch_tui.domain.records import Agency, Interview, Record, Recruiter, Search
from jobsearch_tui.domain.spec import FieldKind
from jobsearch_tui.domain.text import fold, one_line
from jobsearch_tui.domain.when import show_moment
from jobsearch_tui.ui.widgets.field_entry import Entry, words_for
from jobsearch_tui.value import dataclass

MOST: Final = 4
"""Records offered at once."""

MADE: Final[dict[str, type[Agency] | type[Recruiter]]] = {
    "agency": Agency,
    "recruiter": Recruiter,
}
"""The kinds of record that need no more than a name, and so can be made on the spot."""


@dataclass(frozen=True)
class Pick:
    """One line of the offer: an existing record, or a kind of record to be made."""

    words: str
    record: Record | None = None
    makes: str = ""


def is_reference(field: Field) -> bool:
    """Whether the field names other records."""
    return field.spec.kind in (FieldKind.REFERENCE, FieldKind.REFERENCES)


def letters(entry: Entry) -> str:
    """What is being typed now: the name after the last ``;`` where several are allowed."""
    text = entry.text
    if entry.field.spec.kind is FieldKind.REFERENCES:
        text = text.rpartition(";")[2]
    return one_line(text)


def picks(entry: Entry, context: Context) -> tuple[Pick, ...]:
    """What the letters may mean, best first; nothing when they are a whole name already."""
    typed = letters(entry)
    if not is_reference(entry.field) or not entry.is_changed or not typed:
        return ()
    refers = entry.field.spec.refers
    found = titled(typed, context.workspace, among=refers)
    exact = [match for match in found if fold(match.name) == fold(typed)]
    if len(exact) == 1 or _is_written_out(typed, context):
        return ()
    records = tuple(
        Pick(_told(match.record, len(refers) > 1, context), match.record) for match in found[:MOST]
    )
    makers = () if exact else tuple(kind for kind in MADE if kind in refers)
    offers = (Pick(f"make a new {kind} “{typed}”", makes=kind) for kind in makers)
    return (*records, *offers)


def taken(entry: Entry, record: Record, context: Context) -> str:
    """The text of the field once a record was picked; ``context`` knows the record."""
    if entry.field.spec.kind is FieldKind.REFERENCE:
        return words_for(entry.field, record.id, context)
    before = entry.text.rpartition(";")[0].strip()
    name = words_for(entry.field, (record.id,), context)
    return f"{before}; {name}" if before else name


def _is_written_out(typed: str, context: Context) -> bool:
    """Whether the name ends with a record's id in brackets, as it does among namesakes."""
    return typed.endswith(")") and typed.rpartition("(")[2][:-1] in context.workspace


def _told(record: Record, with_kind: bool, context: Context) -> str:
    parts = (one_line(record.title), record.kind if with_kind else "", _detail(record, context))
    return " · ".join(part for part in parts if part)


def _detail(record: Record, context: Context) -> str:
    """What tells a record from another one of its name."""
    match record:
        case Recruiter():
            return one_line(context.workspace.title(record.agency) or record.employer)
        case Search():
            return one_line(context.workspace.title(record.recruiter))
        case Interview():
            return show_moment(record.starts, context.now)
        case Agency():
            return one_line(record.location)
        case _:
            return ""
