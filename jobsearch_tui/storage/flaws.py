"""What is wrong with the values of one document, attribute by attribute.

A document is looked at as the dict that its JSON is read as, so that one wrong value does not hide
the others. What a value may be is said by the attribute's type and its declaration.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import fields
from datetime import date, datetime
from functools import cache
from typing import Any, Final, get_type_hints
from zoneinfo import ZoneInfo

import msgspec

from jobsearch_tui.domain.records import PLURALS, RECORD_TYPES
from jobsearch_tui.domain.spec import FieldKind, Spec
from jobsearch_tui.value import dataclass

FIRST_YEAR, LAST_YEAR = 1900, 2199
"""No date of a job search lies outside of these; reckoning with one far outside may fail."""

STEP: Final = frozenset({"id", "label", "at", "session", "undone", "records"})
"""What every step of the history says."""

_LIKENESS: Final = 0.7
_TEXTS: Final = frozenset(
    {FieldKind.TEXT, FieldKind.LINES, FieldKind.EMAIL, FieldKind.PHONE, FieldKind.URL}
)
_BOUNDED: Final = frozenset({FieldKind.NUMBER, FieldKind.MINUTES, FieldKind.HOURS})
_EXPECTED: Final[Mapping[FieldKind, str]] = {
    **dict.fromkeys(_TEXTS, "is no text"),
    FieldKind.DATE: "is no date",
    FieldKind.TIME: "is no time of the day",
    FieldKind.MOMENT: "is no moment with its zone",
    FieldKind.YESNO: "is neither true nor false",
    FieldKind.ZONE: "is no time zone",
    FieldKind.REFERENCE: "is no id",
    FieldKind.REFERENCES: "is no list of ids",
    FieldKind.LIMITS: "is no list of weeks",
}
_UNREADABLE: Final = (
    *(msgspec.MsgspecError, ValueError, TypeError, OverflowError, LookupError, OSError),
    RecursionError,
)
_NOTHING: Final = object()
_LOOSE: Final = (int, int | None, bool)
_SURROGATES: Final = re.compile(r"[\ud800-\udfff]+")


@dataclass(frozen=True)
class Flaw:
    """One value that cannot stand.

    ``reason`` completes a sentence ("is no date"). ``instead`` is what it may become and
    ``is_kept`` whether that says the same, so that nothing need be written down of it.
    """

    name: str
    value: Any
    reason: str
    instead: Any
    is_kept: bool = False


@cache
def known_names(kind: str) -> frozenset[str]:
    """The names of all attributes of a kind."""
    return frozenset(one.name for one in fields(RECORD_TYPES[kind]))


@cache
def _types(kind: str) -> Mapping[str, Any]:
    return get_type_hints(RECORD_TYPES[kind])


@cache
def _attributes(kind: str) -> tuple[tuple[str, Spec | None, Any], ...]:
    return tuple(
        (one.name, one.metadata.get("spec"), one.default) for one in fields(RECORD_TYPES[kind])
    )


def looks_like(told: Mapping[str, Any]) -> str | None:
    """The kind of record that a document must be by the names of its attributes; or None.

    The program writes all attributes of a record, so no table has to say what it is.
    """
    if not isinstance(told.get("id"), str):
        return None
    names = told.keys()
    likeness = {
        kind: len(names & known_names(kind)) / len(names | known_names(kind))
        for kind in RECORD_TYPES
    }
    kind = max(likeness, key=likeness.__getitem__)
    return kind if likeness[kind] >= _LIKENESS else None


def flaws(kind: str, told: Mapping[str, Any]) -> tuple[Flaw, ...]:
    """The values of a document that its kind does not allow, in the order of the attributes.

    References are looked at as texts alone, since what they name lies in other documents; a
    document without an id lacks something, but nothing of it is wrong.
    """
    found = (
        _flaw(kind, name, spec, default, told[name])
        for name, spec, default in _attributes(kind)
        if name in told and name != "id"
    )
    return tuple(flaw for flaw in found if flaw is not None)


def lacking(kind: str, told: Mapping[str, Any]) -> tuple[str, ...]:
    """The labels of what a record of this kind needs and the document does not say."""
    return tuple(
        spec.label
        for name, spec, default in _attributes(kind)
        if spec is not None and spec.required and told.get(name, default) in (None, "", [], ())
    )


def label_of(kind: str, name: str) -> str:
    """What an attribute is called on the screen; its name where it is on none."""
    for known, spec, _default in _attributes(kind):
        if known == name and spec is not None:
            return spec.label
    return name


def title_of(told: Mapping[str, Any]) -> str:
    """What a person would call the record of a document, on one line; it may be empty."""
    names = ("name", "role", "company", "what", "summary", "type")
    texts = (told.get(name) for name in names)
    found = next((text for text in texts if isinstance(text, str) and text.strip()), "")
    return found.strip().partition("\n")[0]


def table_of(kind: str) -> str:
    """The table in which records of a kind are kept."""
    return PLURALS[kind]


def _flaw(kind: str, name: str, spec: Spec | None, default: Any, value: Any) -> Flaw | None:
    expected = _types(kind)[name]
    read, is_exact = _read(value, expected)
    if read is _NOTHING:
        if expected is str and isinstance(value, int | float) and not isinstance(value, bool):
            return Flaw(name, value, "is a number where a text belongs", str(value), True)
        return Flaw(name, value, _expected(spec), _plain(default))
    reason = _out_of_place(spec, name, read)
    if reason:
        return Flaw(name, value, reason, _plain(default))
    if not is_exact:
        return Flaw(name, value, "is of another type", msgspec.to_builtins(read), True)
    if isinstance(value, str) and _SURROGATES.search(value):
        return Flaw(name, value, "has letters that are damaged", encodable(value), True)
    return None


def _read(value: Any, expected: Any) -> tuple[Any, bool]:
    """The value as its type has it, and whether it was written as that; else _NOTHING.

    A number or a truth value may have been written as a text, or a whole number with a point.
    """
    is_loose = isinstance(value, str | float) and expected in _LOOSE
    for is_strict in (True, False) if is_loose else (True,):
        try:
            return msgspec.convert(value, expected, strict=is_strict), is_strict
        except _UNREADABLE:
            continue
    return _NOTHING, False


def _expected(spec: Spec | None) -> str:
    if spec is None:
        return "has the wrong type"
    if spec.choices:
        return _not_one_of(spec)
    return _EXPECTED.get(spec.kind, "is no whole number")


def _not_one_of(spec: Spec) -> str:
    return f"is not one of {', '.join(spec.choices)}"


def _out_of_place(spec: Spec | None, name: str, value: Any) -> str:
    """Why a value of the right type cannot be meant; empty when it can."""
    if isinstance(value, datetime) and value.tzinfo is None and name != "starts":
        return "is a time without a zone"
    if isinstance(value, date) and not FIRST_YEAR <= value.year <= LAST_YEAR:
        return f"is not between {FIRST_YEAR} and {LAST_YEAR}"
    if spec is None or value in (None, ""):
        return ""
    if spec.choices and value not in spec.choices:
        return _not_one_of(spec)
    if spec.kind in _BOUNDED and not spec.low <= value <= spec.high:
        return f"is not between {spec.low} and {spec.high}"
    if spec.kind is FieldKind.ZONE and not _is_zone(value):
        return _EXPECTED[spec.kind]
    if spec.kind is FieldKind.LIMITS:
        return _strange_week(value)
    return ""


def _strange_week(limits: Iterable[Any]) -> str:
    for limit in limits:
        if not (FIRST_YEAR <= limit.week.year <= LAST_YEAR and 0 <= limit.interviews <= 99):
            return "has a week that cannot be meant"
    return ""


def _is_zone(name: str) -> bool:
    try:
        ZoneInfo(name)
    except _UNREADABLE:
        return False
    return True


def _plain(value: Any) -> Any:
    return msgspec.to_builtins(value)


def encodable(value: Any) -> Any:
    """The same JSON value with what cannot be written as JSON in UTF-8 put into words."""
    if isinstance(value, str):
        return _SURROGATES.sub("\N{REPLACEMENT CHARACTER}", value)
    if isinstance(value, float) and not -1e308 <= value <= 1e308:
        return str(value)
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) >= 2**63:
        return str(value)
    if isinstance(value, Mapping):
        return {encodable(name): encodable(inner) for name, inner in value.items()}
    if isinstance(value, list):
        return [encodable(inner) for inner in value]
    return value
