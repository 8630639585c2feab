"""What stands in the fields of a form, and the record that it means; no screen is needed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any, Final

from jobsearch_tui.domain.fields import Context, Field, FieldError, edit, parse
from jobsearch_tui.domain.records import EPOCH, Record
from jobsearch_tui.domain.spec import FieldKind
from jobsearch_tui.domain.text import clean, one_line
from jobsearch_tui.value import dataclass

SETTLED: Final = frozenset(
    {
        *(FieldKind.CHOICE, FieldKind.YESNO, FieldKind.DATE, FieldKind.MOMENT),
        *(FieldKind.REFERENCE, FieldKind.REFERENCES),
    }
)
"""Kinds whose text is written out when its field is left: *fri* must not move overnight."""


@dataclass(frozen=True)
class Entry:
    """One field of a form.

    ``value`` is the record's own and ``shown`` the text that stands for it; ``text`` is what
    stands in the field now. A text that was not changed means the value exactly, with all
    that the text does not tell (the seconds of a moment).
    """

    field: Field
    value: Any
    shown: str
    text: str

    @property
    def is_changed(self) -> bool:
        """Whether the text says something else than the record."""
        return self.text.strip() != self.shown.strip()

    @property
    def is_blank(self) -> bool:
        """Whether nothing is typed."""
        return not self.text.strip()

    def read(self, context: Context) -> Any:
        """The value that is meant. Raises :class:`FieldError` when it cannot be understood."""
        if self.is_changed or (self.is_blank and self.field.spec.required):
            return parse(self.field, self.text, context)
        return self.value

    def settled(self, context: Context) -> str:
        """The text as it is to stand when the field is left."""
        if not self.is_changed or self.field.spec.kind not in SETTLED:
            return self.text
        try:
            return words_for(self.field, self.read(context), context)
        except FieldError:
            return self.text


@dataclass(frozen=True)
class Reading:
    """The record that a form means, and by field name what was not understood.

    An attribute that was not understood has its old value in ``record``.
    """

    record: Record
    errors: Mapping[str, FieldError]


def entry_for(field: Field, record: Record, context: Context, text: str | None = None) -> Entry:
    """The field of a form for an attribute of a record; ``text`` stands instead of its own."""
    value = getattr(record, field.name)
    shown = words_for(field, value, context)
    return Entry(field, value, shown, shown if text is None else _tidy(field, text))


def read(record: Record, entries: Iterable[Entry], context: Context) -> Reading:
    """The record with what was typed."""
    values: dict[str, Any] = {}
    errors: dict[str, FieldError] = {}
    for entry in entries:
        try:
            value = entry.read(context)
        except FieldError as error:
            errors[entry.field.name] = error
            continue
        if entry.is_changed:
            values[entry.field.name] = value
    return Reading(replace(record, **values), errors)


def words_for(field: Field, value: Any, context: Context) -> str:
    """A value as the text to be edited: records by their names where one name is enough."""
    if value == EPOCH:
        return ""
    if field.spec.kind is FieldKind.REFERENCE:
        return _name(field, value, context)
    if field.spec.kind is FieldKind.REFERENCES:
        return "; ".join(name for id in value if (name := _name(field, id, context)))
    text = _tidy(field, edit(field, value, context))
    return _with_city(field, text, context) if field.spec.kind is FieldKind.MOMENT else text


def _with_city(field: Field, text: str, context: Context) -> str:
    """A moment with the city for the name of its zone, where that means the same zone."""
    when, _, key = text.rpartition(" ")
    city = key.rpartition("/")[2].replace("_", " ")
    if city == key:
        return text
    try:
        exact = parse(field, text, context)
        short = parse(field, f"{when} {city}", context)
    except FieldError:
        return text
    return f"{when} {city}" if (short, short.tzinfo) == (exact, exact.tzinfo) else text


def _tidy(field: Field, text: str) -> str:
    return clean(text) if field.spec.kind is FieldKind.LINES else one_line(text)


def _name(field: Field, id: str, context: Context) -> str:
    name = one_line(context.workspace.title(id))
    if not name:
        return ""
    try:
        meant = parse(field, name, context)
    except FieldError:
        meant = None
    if meant in (id, (id,)):
        return name
    several = field.spec.kind is FieldKind.REFERENCES
    return one_line(edit(field, (id,) if several else id, context))
