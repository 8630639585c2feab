"""What is declared once for each attribute of a record.

A record's attributes are made with the functions below, so that name, label, kind, choices
and limits stand in one line of ``records.py``. The form, the table column, the detail row,
the CSV column and the command-line argument are all read from these declarations.
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final, Literal

LARGEST: Final = 10**12
"""No sum and no count is beyond this, in either direction."""


class FieldKind(StrEnum):
    """How the text of an attribute is read and shown."""

    TEXT = "text"
    LINES = "lines"
    EMAIL = "email"
    PHONE = "phone"
    URL = "url"
    CHOICE = "choice"
    DATE = "date"
    TIME = "time"
    MOMENT = "moment"
    MINUTES = "minutes"
    NUMBER = "number"
    HOURS = "hours"
    MONEY = "money"
    YESNO = "yes/no"
    ZONE = "zone"
    REFERENCE = "reference"
    REFERENCES = "references"
    LIMITS = "limits"


@dataclass(frozen=True)
class Spec:
    """The declaration of one attribute; ``fields.py`` adds its name.

    ``refers`` are the kinds of record that a reference may point to. ``low`` and ``high``
    bound numbers and minutes, both included. ``prefer`` says in which direction a date
    without a year is meant. ``hidden`` attributes are kept but not typed in.
    """

    kind: FieldKind
    label: str
    required: bool = False
    choices: tuple[str, ...] = ()
    refers: tuple[str, ...] = ()
    hint: str = ""
    low: int = 0
    high: int = 1_000_000_000
    prefer: Literal["future", "past"] = "future"
    hidden: bool = False


def declare(spec: Spec, default: object) -> Any:  # a dataclass field, typed by its annotation
    """A keyword-only dataclass field that carries its declaration."""
    return dataclasses.field(default=default, metadata={"spec": spec})


def text(label: str, *, required: bool = False, hint: str = "") -> Any:
    """One line of text; empty when it is not known."""
    return declare(Spec(FieldKind.TEXT, label, required, hint=hint), "")


def lines(label: str, *, hint: str = "") -> Any:
    """Any number of lines of text."""
    return declare(Spec(FieldKind.LINES, label, hint=hint), "")


def email() -> Any:
    """An address for letters on the wire."""
    return declare(Spec(FieldKind.EMAIL, "Email"), "")


def phone() -> Any:
    """A telephone number as the user writes it."""
    return declare(Spec(FieldKind.PHONE, "Phone"), "")


def url(label: str = "Web") -> Any:
    """A web address."""
    return declare(Spec(FieldKind.URL, label), "")


def choice(label: str, choices: tuple[str, ...], default: str, *, required: bool = False) -> Any:
    """One of a few words."""
    return declare(Spec(FieldKind.CHOICE, label, required, choices), default)


def day(label: str, *, past: bool = False, required: bool = False, hint: str = "") -> Any:
    """A date of the calendar, without a time; None when it is not known."""
    prefer: Literal["future", "past"] = "past" if past else "future"
    return declare(Spec(FieldKind.DATE, label, required, prefer=prefer, hint=hint), None)


def reference(label: str, *refers: str, required: bool = False, hint: str = "") -> Any:
    """The id of another record; empty when there is none."""
    return declare(Spec(FieldKind.REFERENCE, label, required, refers=refers, hint=hint), "")


def references(label: str, *refers: str, required: bool = False) -> Any:
    """The ids of other records, in the order given."""
    return declare(Spec(FieldKind.REFERENCES, label, required, refers=refers), ())


def number(
    label: str, default: int | None, low: int, high: int, *, hint: str = "", required: bool = False
) -> Any:
    """A whole number within bounds, both included."""
    return declare(Spec(FieldKind.NUMBER, label, required, low=low, high=high, hint=hint), default)


def minutes(label: str, default: int) -> Any:
    """A length of time in whole minutes, at most a day."""
    return declare(Spec(FieldKind.MINUTES, label, high=1440, hint="90, 1h30"), default)


def money(label: str) -> Any:
    """A sum of money a year in whole units of the user's currency."""
    return declare(Spec(FieldKind.MONEY, label, hint="85000, 85k"), None)


def yes_no(label: str, default: bool, *, hint: str = "") -> Any:
    """Yes or no."""
    return declare(Spec(FieldKind.YESNO, label, hint=hint), default)
