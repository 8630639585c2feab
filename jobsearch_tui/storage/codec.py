"""Records to JSON and back, driven by their types; what is not known is kept.

The JSON of a record has the attribute names of ``records.py``, dates as ``2026-12-02``,
moments as ISO 8601 with their offset, and for an interview the name of its zone beside them.
"""

from __future__ import annotations

from functools import cache
from typing import Any, Final

import msgspec

from jobsearch_tui.domain.records import PLURALS, RECORD_TYPES, Activity, Record

TABLES: Final = {plural: kind for kind, plural in PLURALS.items()}
"""The kind of record that each table of the store holds."""

Raw = bytes | msgspec.Raw
"""One document as its JSON text."""


class DamagedRecordError(ValueError):
    """One document is not a record of its table; the sentence says what is wrong with it."""


@cache
def _decoder(kind: str) -> msgspec.json.Decoder[Any]:
    return msgspec.json.Decoder(RECORD_TYPES[kind])


@cache
def _known(kind: str) -> frozenset[str]:
    return frozenset(RECORD_TYPES[kind].__dataclass_fields__)


def decode(kind: str, document: Raw) -> Record:
    """The record that a document holds. Raises :class:`DamagedRecordError`."""
    try:
        record: Record = _decoder(kind).decode(document)
    except (msgspec.MsgspecError, ValueError, OverflowError, LookupError, OSError) as error:
        raise DamagedRecordError(str(error)) from error
    _check(record)
    return record


def _check(record: Record) -> None:
    if not record.id:
        raise DamagedRecordError("it has no id")
    if record.created.tzinfo is None or record.changed.tzinfo is None:
        raise DamagedRecordError("a time without a zone")
    if isinstance(record, Activity) and record.at.tzinfo is None:
        raise DamagedRecordError("a time without a zone")


def encode(record: Record, old: Raw | None = None) -> bytes:
    """The document of a record; attributes of ``old`` that are not known are carried over."""
    if old is not None:
        unknown = unknown_attributes(record.kind, old)
        if unknown:
            return msgspec.json.encode(msgspec.to_builtins(record) | unknown)
    return msgspec.json.encode(record)


def unknown_attributes(kind: str, document: Raw) -> dict[str, Any]:
    """What a document says beyond the attributes of its kind."""
    told: dict[str, Any] = msgspec.json.decode(document)
    return {name: value for name, value in told.items() if name not in _known(kind)}


def plain(record: Record) -> dict[str, Any]:
    """The record as the dict that its JSON would be read as, with its kind in front."""
    told: dict[str, Any] = msgspec.to_builtins(record)
    return {"kind": record.kind, **told}
