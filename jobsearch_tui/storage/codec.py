"""Records to JSON and back, driven by their types; what is not known is kept.

The JSON of a record has the attribute names of ``records.py``, dates as ``2026-12-02``,
moments as ISO 8601 with their offset, and for an interview the name of its zone beside them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import fields
from datetime import UTC, datetime
from functools import cache
from operator import attrgetter
from typing import Any, Final

import msgspec

from jobsearch_tui.domain.dates import FIRST_YEAR, LAST_YEAR
from jobsearch_tui.domain.records import PLURALS, RECORD_TYPES, Activity, Pace, Record
from jobsearch_tui.domain.spec import LARGEST, Spec
from jobsearch_tui.domain.text import shorten, visible
from jobsearch_tui.errors import UnwritableError

TABLES: Final = {plural: kind for kind, plural in PLURALS.items()}
"""The kind of record that each table of the store holds."""

Raw = bytes | msgspec.Raw
"""One document as its JSON text."""


class DamagedRecordError(ValueError):
    """One document is not a record of its table; the sentence says what is wrong with it."""


_attributes: Final = msgspec.json.Decoder(dict[str, msgspec.Raw]).decode


@cache
def _decoder(kind: str) -> msgspec.json.Decoder[Any]:
    return msgspec.json.Decoder(RECORD_TYPES[kind])


@cache
def _known(kind: str) -> frozenset[str]:
    return frozenset(attribute.name for attribute in fields(RECORD_TYPES[kind]))


_UNREADABLE: Final = (
    *(msgspec.MsgspecError, ValueError, OverflowError, LookupError, OSError),
    RecursionError,
)


def decode(kind: str, document: Raw) -> Record:
    """The record that a document holds. Raises :class:`DamagedRecordError`."""
    try:
        record: Record = _decoder(kind).decode(document)
    except _UNREADABLE as error:
        raise DamagedRecordError(str(error)) from error
    _check(record)
    return record


def decode_all(kind: str, documents: Iterable[Raw]) -> list[Record] | None:
    """The records of a table's documents in one go, which takes a third of the time.

    None when any of them is damaged; :func:`decode` tells which.
    """
    try:
        records: list[Record] = _list_decoder(kind).decode(b"[" + b",".join(documents) + b"]")
        return records if _are_sound(kind, records) else None
    except _UNREADABLE:
        return None


@cache
def _list_decoder(kind: str) -> msgspec.json.Decoder[Any]:
    record = RECORD_TYPES[kind]
    return msgspec.json.Decoder(list.__class_getitem__(record))


def _check(record: Record) -> None:
    if not record.id:
        raise DamagedRecordError("it has no id")
    if record.created.tzinfo is None or record.changed.tzinfo is None:
        raise DamagedRecordError("a time without a zone")
    if isinstance(record, Activity) and record.at.tzinfo is None:
        raise DamagedRecordError("a time without a zone")
    names, numbers = _bounded(record.kind)
    for name in names:
        day = getattr(record, name)
        if day is not None and not FIRST_YEAR <= day.year <= LAST_YEAR:
            raise DamagedRecordError(f"the year {day.year} is none that can be meant")
    for name, low, high in numbers:
        value = getattr(record, name)
        if value is not None and not low <= value <= high:
            raise DamagedRecordError(f"{name} is no number from {low:,} to {high:,}")
    if not _has_sound_limits(record):
        raise DamagedRecordError("limits has a week that cannot be meant")


def _are_sound(kind: str, records: Sequence[Record]) -> bool:
    """Whether :func:`_check` has nothing against any record of a kind: all of them, at once.

    Attribute by attribute takes a quarter of the time that record by record does.
    """
    names, numbers = _bounded(kind)
    return (
        all(map(_ID, records))
        and not any(None in map(zone, records) for zone in _zones(kind))
        and all(_within(_years(records, name), FIRST_YEAR, LAST_YEAR) for name in names)
        and all(_within(_values(records, name), low, high) for name, low, high in numbers)
        and (kind != Pace.kind or all(map(_has_sound_limits, records)))
    )


_ID: Final = attrgetter("id")
_YEAR: Final = attrgetter("year")


@cache
def _zones(kind: str) -> tuple[Callable[[Record], object], ...]:
    moments = ("created", "changed", *(("at",) if kind == "activity" else ()))
    return tuple(attrgetter(f"{name}.tzinfo") for name in moments)


def _values(records: Iterable[Record], name: str) -> list[Any]:
    return [value for value in map(attrgetter(name), records) if value is not None]


def _years(records: Iterable[Record], name: str) -> list[int]:
    return list(map(_YEAR, _values(records, name)))


def _within(values: Sequence[int], low: int, high: int) -> bool:
    return not values or (low <= min(values) and max(values) <= high)


_COUNTED: Final = frozenset({"pace", "interview"})
"""Kinds whose numbers the advice counts with: they are as the form takes them."""


@cache
def _bounded(kind: str) -> tuple[tuple[str, ...], tuple[tuple[str, int, int], ...]]:
    """The days and moments of a kind that are counted with, and its numbers with their bounds.

    Beyond these, arithmetic with days fails, and what is counted takes for ever.
    """
    told = fields(RECORD_TYPES[kind])
    days = [
        one.name
        for one in told
        if str(one.type).startswith("date") and one.name not in ("created", "changed")
    ]
    numbers = [one for one in told if str(one.type).startswith("int")]
    bounds = (
        (one.name, *_bounds(one.metadata["spec"] if kind in _COUNTED else None)) for one in numbers
    )
    return tuple(days), tuple(bounds)


def _bounds(spec: Spec | None) -> tuple[int, int]:
    return (spec.low, spec.high) if spec else (-LARGEST, LARGEST)


def _has_sound_limits(record: Record) -> bool:
    return not isinstance(record, Pace) or all(
        FIRST_YEAR <= limit.week.year <= LAST_YEAR and 0 <= limit.interviews < 100
        for limit in record.limits
    )


def encode(record: Record, old: Raw | None = None) -> bytes:
    """The document of a record; attributes of ``old`` that are not known are carried over.

    Raises :class:`~jobsearch_tui.errors.UnwritableError` for what could not be read back.
    """
    return encode_with(record, {} if old is None else unknown_attributes(record.kind, old))


def kept_as(record: Record, was: Record, document: Raw) -> Raw:
    """The document of ``was`` as it stands, or, where another record takes its place, that one's.

    What is not known of the document is carried over. Raises as :func:`encode`.
    """
    return document if record is was else encode(record, document)


def encode_with(record: Record, unknown: Mapping[str, msgspec.Raw]) -> bytes:
    """The document of a record with attributes that are not known, each as its JSON.

    Where one is known after all, what the record says of it counts. Raises as :func:`encode`.
    """
    try:
        _check(record)
        more = {name: value for name, value in unknown.items() if name not in _known(record.kind)}
        extra = {**more, **_to_the_second(record)}
        told = msgspec.to_builtins(record) | extra if extra else record
        return msgspec.json.encode(told)
    except (ValueError, OverflowError, TypeError) as error:
        name = shorten(visible((record.title or record.id)[:80]), 60)
        raise UnwritableError(
            f"The {record.kind} {name} was not saved: {why_unwritable(error)}. "
            "Correct it, then save again."
        ) from error


def objection(record: Record) -> str:
    """Why a record could not be written and read back; empty for one that can."""
    try:
        decode(record.kind, encode(record))
    except UnwritableError as error:
        return str(error.__cause__)
    except DamagedRecordError as error:
        return str(error)
    return ""


def why_unwritable(error: Exception) -> str:
    """Why something has no JSON that could be read back, to go on a sentence with."""
    if isinstance(error, UnicodeEncodeError):
        return "half a character is in it, as of a bad paste"
    return f"it can't be written as JSON ({error})"


_MOMENTS: Final = {"interview": "starts", "activity": "at"}
"""The attribute of a kind that may be in any zone, hence of any offset."""


def _to_the_second(record: Record) -> dict[str, Any]:
    """A moment in UTC whose offset is no whole minute, as clocks had it before 1920.

    JSON would get the offset in minutes, and be another moment.
    """
    name = _MOMENTS.get(record.kind)
    if name is None:
        return {}
    moment: datetime = getattr(record, name)
    offset = moment.utcoffset()
    return {name: moment.astimezone(UTC)} if offset and offset.seconds % 60 else {}


def unknown_attributes(kind: str, document: Raw) -> dict[str, msgspec.Raw]:
    """What a document says beyond the attributes of its kind, each as it stands there."""
    told = _attributes(document)
    return {name: value for name, value in told.items() if name not in _known(kind)}


def plain(record: Record) -> dict[str, Any]:
    """The record as the dict that its JSON would be read as, with its kind in front."""
    told: dict[str, Any] = msgspec.to_builtins(record)
    return {"kind": record.kind, **told}
