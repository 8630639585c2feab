"""What the cells of a spreadsheet mean, as the values of a record's fields."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any, Final

from jobsearch_tui.domain.fields import LONGEST, Context, Field, FieldError, parse
from jobsearch_tui.domain.spec import FieldKind
from jobsearch_tui.domain.text import clean, one_line
from jobsearch_tui.services.transfer.sheet_dates import read
from jobsearch_tui.services.transfer.sheet_words import (
    FORMATS,
    PRIORITIES,
    ROUNDS,
    plain,
    stage_words,
)

NOON: Final = time(12)
"""The time of an appointment of which a table tells the day alone."""

_SUM: Final = re.compile(r"(\d[\d.,'’ \u00a0\u202f]*)(?:\s?([kKmM])(?![a-zA-Z]))?")
_NO: Final = frozenset({"no", "n", "false", "0", "nein", "non", "nao", "nee", "nie"})
_YES: Final = frozenset({"yes", "y", "true", "1", "x", "ja", "oui", "si", "sim", "tak"})


def value_of(kind: str, field: Field, text: str, style: str, context: Context) -> Any:
    """The value that a cell means for a field.

    Raises FieldError, whose sentence ends without a full stop, for one that means none.
    """
    reader = _READERS.get(field.spec.kind)
    if field.name == "stage":
        return _chosen(field, text, stage_words(kind))
    if field.name == "format":
        return _chosen(field, text, FORMATS)
    if field.name == "round":
        return _round(field, text)
    if reader is not None:
        return reader(field, text, style, context)
    if field.name == "priority" and plain(text) in PRIORITIES:
        return PRIORITIES[plain(text)]
    try:
        return parse(field, text, context)
    except FieldError as error:
        raise _unread(field, text) from error


def _unread(field: Field, text: str) -> FieldError:
    return FieldError(field.name, f"“{one_line(text)[:40]}” is not understood as {field.label}")


def _chosen(field: Field, text: str, words: Mapping[str, str]) -> str:
    """By a choice's own name, or a word that people use for it, alone or before a bracket."""
    named = {plain(choice): choice for choice in field.spec.choices}
    for part in (text, *re.split(r"[(\[/,:;–-]", text)):
        key = plain(part)
        if found := named.get(key) or words.get(key):
            return found
    raise _unread(field, text)


def _round(field: Field, text: str) -> int:
    """The one number that a cell has, as in *2nd round*, or a word for one."""
    numbers = re.findall(r"\d+", text)
    words = (ROUNDS[key] for word in text.split() if (key := plain(word)) in ROUNDS)
    found = int(numbers[0]) if len(numbers) == 1 and len(numbers[0]) < 3 else next(words, 0)
    if not (field.spec.low or 1) <= found <= (field.spec.high or found):
        raise _unread(field, text)
    return found


def _date(field: Field, text: str, style: str, _context: Context) -> date:
    found = read(text, style).day
    if found is None:
        raise _unread(field, text)
    return found


def _moment(field: Field, text: str, style: str, context: Context) -> datetime:
    found = read(text, style)
    if found.day is None:
        raise _unread(field, text)
    return datetime.combine(found.day, found.at or NOON, tzinfo=context.now.tzinfo)


def _money(field: Field, text: str, _style: str, _context: Context) -> int:
    found = sums(text)
    if not found:
        raise _unread(field, text)
    return found[0]


def _yes_no(field: Field, text: str, _style: str, _context: Context) -> bool:
    key = plain(text)
    if key not in _YES | _NO:
        raise _unread(field, text)
    return key in _YES


def _text(_field: Field, text: str, _style: str, _context: Context) -> str:
    return one_line(text)


def _lines(_field: Field, text: str, _style: str, _context: Context) -> str:
    return clean(text).strip()


_READERS: Final = {
    FieldKind.DATE: _date,
    FieldKind.MOMENT: _moment,
    FieldKind.MONEY: _money,
    FieldKind.YESNO: _yes_no,
    FieldKind.TEXT: _text,
    FieldKind.PHONE: _text,
    FieldKind.EMAIL: _text,
    FieldKind.URL: _text,
    FieldKind.LINES: _lines,
}


def sums(text: str) -> tuple[int, ...]:
    """The sums of money that a text names, in whole units: ``80-95k`` names two."""
    found: list[tuple[float, str]] = []
    for match in _SUM.finditer(one_line(text)):
        number = _number(match[1])
        if number is not None:
            found.append((number, (match[2] or "").lower()))
    # In “80-95k” both are thousands.
    unit = found[-1][1] if found else ""
    factors = {"": 1, "k": 1_000, "m": 1_000_000}
    told = (number * factors[own or (unit if number < 1000 else "")] for number, own in found)
    return tuple(round(one) for one in told if 0 < one <= 1_000_000_000)


def _number(text: str) -> float | None:
    """A number with either sign for the thousands and the cents."""
    digits = re.sub(r"[ '’\u00a0\u202f]", "", text).rstrip(".,")
    cents = re.search(r"[.,](\d{1,2})$", digits)
    whole = re.sub(r"[.,]", "", digits[: cents.start()] if cents else digits)
    if not whole or len(whole) > 12:
        return None
    return float(f"{whole}.{cents[1] if cents else 0}")


def is_too_long(cell: str) -> bool:
    """Whether a cell holds more than a field may."""
    return len(cell) > LONGEST
