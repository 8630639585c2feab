"""Reading and showing the attributes of records, for every form, table, file and argument.

What there is to know of an attribute is declared in ``records.py``; here it gets its name
and the two functions that turn text into a value and a value into text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, time
from functools import cache
from typing import Any, Final
from zoneinfo import ZoneInfo

from jobsearch_tui.domain.matching import best, matches, titled
from jobsearch_tui.domain.records import RECORD_TYPES, Record, WeekLimit
from jobsearch_tui.domain.spec import LARGEST, FieldKind, Spec
from jobsearch_tui.domain.text import clean, fold, one_line
from jobsearch_tui.domain.when import (
    WhenError,
    find_zone,
    parse_date,
    parse_minutes,
    parse_moment,
    show_date,
    show_minutes,
    show_moment,
)
from jobsearch_tui.domain.workspace import Workspace
from jobsearch_tui.errors import UsageError
from jobsearch_tui.value import dataclass

LONGEST: Final = 100_000
"""Characters that one attribute may hold."""


class FieldError(UsageError):
    """The text of one attribute cannot be understood; ``name`` is the attribute's."""

    def __init__(self, name: str, message: str) -> None:
        """Take the attribute's name and a sentence that says what would be understood."""
        super().__init__(message)
        self.name = name


@dataclass(frozen=True)
class Field:
    """One attribute of one kind of record."""

    name: str
    spec: Spec
    default: Any = ""

    @property
    def label(self) -> str:
        """What the attribute is called on the screen."""
        return self.spec.label


@dataclass(frozen=True)
class Context:
    """What is needed to understand a text: the records it may name, and the moment.

    ``now`` is aware and in the user's zone; it settles what *tomorrow* and *9:30* mean.
    """

    workspace: Workspace
    now: datetime

    @property
    def today(self) -> date:
        """The calendar day in the user's zone."""
        return self.now.date()


@cache
def fields_of(kind: str) -> tuple[Field, ...]:
    """The attributes of a kind of record in the order of forms and tables, hidden ones too."""
    attributes = RECORD_TYPES[kind].__dataclass_fields__
    return tuple(
        Field(name, attribute.metadata["spec"], attribute.default)
        for name, attribute in attributes.items()
        if "spec" in attribute.metadata
    )


@cache
def typed_fields(kind: str) -> tuple[Field, ...]:
    """The attributes of a kind that a person types in."""
    return tuple(field for field in fields_of(kind) if not field.spec.hidden)


def field_named(kind: str, name: str) -> Field:
    """The attribute of a kind with this name; dashes and spaces count as underscores.

    Raises :class:`FieldError` that lists the names there are.
    """
    wanted = name.strip().lower().replace("-", "_").replace(" ", "_")
    for field in typed_fields(kind):
        if wanted in (field.name, field.label.lower().replace(" ", "_")):
            return field
    known = ", ".join(field.name for field in typed_fields(kind))
    raise FieldError(name, f"{kind} has no field “{one_line(name)[:40]}”; it has {known}.")


def parse(field: Field, text: str, context: Context) -> Any:
    """The value that a text means for an attribute; an empty text is its default.

    Raises :class:`FieldError` with a sentence that says what would be understood.
    """
    if len(text) > LONGEST:
        raise FieldError(field.name, f"{field.label} holds at most {LONGEST:,} characters.")
    is_long = field.spec.kind is FieldKind.LINES
    text = clean(text).strip() if is_long else one_line(text)
    if not text:
        if field.spec.required:
            raise FieldError(field.name, f"{field.label} is needed.")
        return field.default
    try:
        return _PARSERS.get(field.spec.kind, _parse_text)(field, text, context)
    except WhenError as error:
        raise FieldError(field.name, str(error)) from error


def show(field: Field, value: Any, context: Context) -> str:
    """A value as a person reads it; the empty text for an empty one."""
    if value in (None, "", ()):
        return ""
    shower = _SHOWERS.get(field.spec.kind)
    return shower(value, context) if shower else str(value)


def edit(field: Field, value: Any, context: Context) -> str:
    """A value as the text that :func:`parse` turns back into it."""
    if value in (None, "", ()):
        return ""
    editor = _EDITORS.get(field.spec.kind)
    return editor(value, context) if editor else str(value)


def filled(record: Record, texts: Mapping[str, str], context: Context) -> Record:
    """The record with the attributes of these names read from these texts.

    Raises :class:`FieldError` for the first text that is not understood.
    """
    values: dict[str, Any] = {}
    for name, text in texts.items():
        field = field_named(record.kind, name)
        values[field.name] = parse(field, text, context)
    return replace(record, **values)


def missing(record: Record) -> tuple[Field, ...]:
    """The required attributes that a record still lacks."""
    return tuple(
        field
        for field in typed_fields(record.kind)
        if field.spec.required and getattr(record, field.name) in (None, "", ())
    )


# --- text → value ------------------------------------------------------------------------------


def _parse_text(_field: Field, text: str, _context: Context) -> str:
    return text


def _parse_choice(field: Field, text: str, _context: Context) -> str:
    wanted = fold(text)
    fitting = [choice for choice in field.spec.choices if fold(choice).startswith(wanted)]
    exact = [choice for choice in fitting if fold(choice) == wanted]
    if len(exact or fitting) == 1:
        return (exact or fitting)[0]
    raise FieldError(field.name, f"{field.label} is one of: {', '.join(field.spec.choices)}.")


def _parse_date(field: Field, text: str, context: Context) -> date:
    return parse_date(text, context.today, prefer=field.spec.prefer)


def _parse_moment(field: Field, text: str, context: Context) -> datetime:
    return parse_moment(text, context.now, prefer=field.spec.prefer)


def _parse_time(_field: Field, text: str, _context: Context) -> time:
    return parse_moment(f"today {text}", _ANY_DAY).time()


_ANY_DAY: Final = datetime(2000, 1, 1, tzinfo=UTC)
"""A day on which no clock goes forward, so that every time of a day exists."""


def _parse_minutes(_field: Field, text: str, _context: Context) -> int:
    return parse_minutes(text)


def _parse_number(field: Field, text: str, _context: Context) -> int:
    low, high = field.spec.low, field.spec.high
    if re.fullmatch(r"[+-]?[0-9]{1,9}", text) and low <= int(text) <= high:
        return int(text)
    raise FieldError(field.name, f"{field.label} is a whole number from {low} to {high}.")


def _parse_money(field: Field, text: str, _context: Context) -> int:
    digits = re.sub(r"[\s,'’_]|(?<=\d)\.(?=\d{3}(\D|$))", "", text.strip("$€£ "))
    found = re.fullmatch(r"(\d{1,12}(?:\.\d{1,2})?)([kKmM]?)", digits)
    if not found:
        raise FieldError(field.name, f"{field.label} is a sum such as 85000 or 85k.")
    factor = {"": 1, "k": 1_000, "m": 1_000_000}[found[2].lower()]
    sum = round(float(found[1]) * factor)
    if sum > LARGEST:
        raise FieldError(field.name, f"{field.label} is more than anybody earns.")
    return sum


def _parse_yes_no(field: Field, text: str, _context: Context) -> bool:
    if fold(text) in ("y", "yes", "true", "1", "on"):
        return True
    if fold(text) in ("n", "no", "false", "0", "off"):
        return False
    raise FieldError(field.name, f"{field.label} is yes or no.")


def _parse_zone(field: Field, text: str, _context: Context) -> str:
    zone = find_zone(text)
    if zone is None:
        raise FieldError(field.name, f"{field.label} is a zone such as Europe/Paris, or a city.")
    return zone.key


def _parse_reference(field: Field, text: str, context: Context) -> str:
    by_id = re.search(r"(?:^|\()([0-9a-z-]{4,})\)?$", text)
    named = context.workspace.get(by_id[1]) if by_id else None
    if named is not None and named.kind in field.spec.refers:
        return named.id
    found = [
        record
        for kind in field.spec.refers
        for record in context.workspace.of_kind(kind)
        if fold(record.title) == fold(text)
    ] or _by_letters(field, text, context)
    if len(found) == 1:
        return found[0].id
    kinds = " or ".join(field.spec.refers)
    if found:
        names = ", ".join(f"{record.title} ({record.id})" for record in found[:4])
        raise FieldError(field.name, f"“{text[:40]}” fits several: {names}.")
    if named is not None:
        raise FieldError(field.name, f"{named.id} is no {kinds}.")
    raise FieldError(field.name, f"No {kinds} is called “{text[:40]}”.")


def _by_letters(field: Field, text: str, context: Context) -> list[Record]:
    """The records that letters fit best: by their titles, else by the people in them."""
    refers = field.spec.refers
    if by_title := titled(text, context.workspace, among=refers):
        return [match.record for match in best(by_title)]
    found = matches(text, context.workspace, among=refers)
    return [record for match in best(found) for record in (match.record, *match.namesakes)]


def _parse_references(field: Field, text: str, context: Context) -> tuple[str, ...]:
    parts = [part.strip() for part in text.split(";")]
    return tuple(dict.fromkeys(_parse_reference(field, part, context) for part in parts if part))


def _parse_limits(field: Field, text: str, context: Context) -> tuple[WeekLimit, ...]:
    limits: dict[date, WeekLimit] = {}
    for part in re.split(r"[,;]", text):
        day, _, number = part.strip().rpartition("=")
        if not day or not re.fullmatch(r"\s*[0-9]{1,2}\s*", number):
            raise FieldError(field.name, f"{field.label} are written as 2026-12-21=0, 4 jan=2.")
        week = parse_date(day, context.today)
        limits[week] = WeekLimit(week, int(number))
    return tuple(limits[week] for week in sorted(limits))


_Parser = Callable[[Field, str, Context], Any]
_PARSERS: Final[Mapping[FieldKind, _Parser]] = {
    FieldKind.CHOICE: _parse_choice,
    FieldKind.DATE: _parse_date,
    FieldKind.MOMENT: _parse_moment,
    FieldKind.TIME: _parse_time,
    FieldKind.MINUTES: _parse_minutes,
    FieldKind.NUMBER: _parse_number,
    FieldKind.MONEY: _parse_money,
    FieldKind.YESNO: _parse_yes_no,
    FieldKind.ZONE: _parse_zone,
    FieldKind.REFERENCE: _parse_reference,
    FieldKind.REFERENCES: _parse_references,
    FieldKind.LIMITS: _parse_limits,
}


# --- value → text ------------------------------------------------------------------------------


def _show_reference(value: str, context: Context) -> str:
    return context.workspace.title(value) or f"(deleted: {value})"


def _edit_reference(value: str, context: Context) -> str:
    title = context.workspace.title(value)
    # The id says which record is meant; a semicolon would part the name in two.
    return f"{title.replace(';', ',')} ({value})" if title else ""


def _edit_moment(value: datetime, context: Context) -> str:
    here = context.now.tzinfo
    if not isinstance(value.tzinfo, ZoneInfo):
        value = value.astimezone(here)
    zone = "" if value.tzinfo == here else f" {getattr(value.tzinfo, 'key', '')}".rstrip()
    # Of a time that comes twice the second needs its offset, or it is read as the first.
    return f"{value:%Y-%m-%dT%H:%M%z}{zone}" if value.fold else f"{value:%Y-%m-%d %H:%M}{zone}"


def _each(one: Callable[[str, Context], str]) -> Callable[[tuple[str, ...], Context], str]:
    return lambda values, context: "; ".join(one(value, context) for value in values)


def _show_yes_no(value: bool, _context: Context) -> str:
    return "yes" if value else "no"


def _show_limits(value: tuple[WeekLimit, ...], context: Context) -> str:
    return ", ".join(
        f"week of {show_date(limit.week, context.today)}: {limit.interviews or 'away'}"
        for limit in value
    )


_SHOWERS: Final[Mapping[FieldKind, Callable[[Any, Context], str]]] = {
    FieldKind.DATE: lambda value, context: show_date(value, context.today),
    FieldKind.MOMENT: lambda value, context: show_moment(value, context.now),
    FieldKind.TIME: lambda value, _: f"{value:%H:%M}",
    FieldKind.MINUTES: lambda value, _: show_minutes(value),
    FieldKind.MONEY: lambda value, _: f"{value:,}",
    FieldKind.YESNO: _show_yes_no,
    FieldKind.REFERENCE: _show_reference,
    FieldKind.REFERENCES: _each(_show_reference),
    FieldKind.LIMITS: _show_limits,
}

_EDITORS: Final[Mapping[FieldKind, Callable[[Any, Context], str]]] = {
    FieldKind.DATE: lambda value, _: value.isoformat(),
    FieldKind.MOMENT: _edit_moment,
    FieldKind.TIME: lambda value, _: f"{value:%H:%M}",
    FieldKind.MINUTES: lambda value, _: show_minutes(value),
    FieldKind.YESNO: _show_yes_no,
    FieldKind.REFERENCE: _edit_reference,
    FieldKind.REFERENCES: _each(_edit_reference),
    FieldKind.LIMITS: lambda value, _: ", ".join(
        f"{limit.week.isoformat()}={limit.interviews}" for limit in value
    ),
}
