"""Documents on their way through a repair: they keep what cannot stand in them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any, Final

import msgspec

from jobsearch_tui.domain.records import PLURALS, RECORD_TYPES
from jobsearch_tui.domain.text import one_line, shorten
from jobsearch_tui.storage import codec, migrations
from jobsearch_tui.storage.codec import TABLES
from jobsearch_tui.storage.findings import Finding, Sort
from jobsearch_tui.storage.flaws import encodable, known_names, looks_like, title_of
from jobsearch_tui.storage.image import HISTORY, META, PROGRAM
from jobsearch_tui.storage.salvage import Piece
from jobsearch_tui.value import dataclass

_LONGEST_NOTED: Final = 500
"""Characters of a value that still fit a note; a longer one becomes an attribute of its own."""


@dataclass(frozen=True)
class Draft:
    """One record on its way: ``document`` is its JSON as long as nothing of it was changed."""

    kind: str
    number: str
    told: Mapping[str, Any]
    document: bytes | None

    @property
    def id(self) -> str:
        found = self.told.get("id")
        return found if isinstance(found, str) else ""

    @property
    def place(self) -> str:
        return f"{PLURALS[self.kind]} {self.number}"

    @property
    def who(self) -> str:
        """The record as a sentence begins with it: its kind, and its title where it has one."""
        title = shorten(one_line(title_of(encodable(self.told))), 50)
        article = "An" if self.kind[0] in "aio" else "A"
        return f"The {self.kind} {title}" if title else f"{article} {self.kind} ({self.place})"

    def saying(self, name: str, value: Any) -> Draft:
        """The draft with another value of an attribute."""
        return replace(self, told={**self.told, name: value}, document=None)

    def noting(self, words: str) -> Draft:
        """The draft with a line more in its note, where it has one."""
        if not self._has_note:
            return replace(self, document=None)
        old = self.told.get(self._note)
        return self.saying(self._note, f"{old}\n{words}" if old else words)

    def keeping(self, name: str, label: str, value: Any, reason: str) -> tuple[Draft, str]:
        """The draft with a value written down that cannot stand; and where, in words."""
        words = in_words(value)
        if len(words) <= _LONGEST_NOTED and name != self._note and self._has_note:
            where = "in its note" if self.kind != "activity" else "in its summary"
            return self.noting(f"{label} was “{words}”, which {reason}."), where
        own = f"{name}_before_repair"
        while own in self.told:
            own += "_"
        return self.saying(own, encodable(value)), f"as {own}"

    def finding(self, sort: Sort, words: str, cure: str = "", name: str = "") -> Finding:
        """What was found in this record, as it is now."""
        return Finding(sort, self.place, words, cure, self.id, name)

    @property
    def _note(self) -> str:
        """The name of the attribute that takes notes; empty for none."""
        names = known_names(self.kind)
        return "note" if "note" in names else "summary" if "summary" in names else ""

    @property
    def _has_note(self) -> bool:
        return bool(self._note) and isinstance(self.told.get(self._note, ""), str)


@dataclass(frozen=True)
class Drafts:
    """The records of a store on their way.

    ``rest`` are the documents that are no records, ``findings`` what was found on the way so far.
    """

    records: tuple[Draft, ...] = ()
    rest: tuple[Piece, ...] = ()
    findings: tuple[Finding, ...] = ()

    @classmethod
    def of(cls, several: Iterable[Drafts]) -> Drafts:
        """All that several of them hold, in their order."""
        each = tuple(several)
        return cls(
            tuple(draft for one in each for draft in one.records),
            tuple(piece for one in each for piece in one.rest),
            tuple(finding for one in each for finding in one.findings),
        )

    def then(self, after: Drafts) -> Drafts:
        """What became of the records, with what was found and what turned out to be none since."""
        return Drafts(after.records, (*self.rest, *after.rest), (*self.findings, *after.findings))


HEAD: Final = msgspec.json.encode({"format": migrations.FORMAT, "program": PROGRAM})


def stranger(table: str, told: Mapping[str, Any]) -> str | None:
    """The kind that a document must be although it stands in another table; else None."""
    if table in (META, HISTORY):
        return None
    kind = looks_like(told)
    is_sure = kind is not None and (table not in TABLES or told.keys() == known_names(kind))
    return kind if is_sure and kind != TABLES.get(table) else None


def known_names_of(kind: str) -> frozenset[str]:
    """The names of the attributes of a kind; none for what is no kind."""
    return known_names(kind) if kind in RECORD_TYPES else frozenset()


def shown_names(kind: str) -> tuple[str, ...]:
    return tuple(
        name
        for name, attribute in RECORD_TYPES[kind].__dataclass_fields__.items()
        if "spec" in attribute.metadata
    )


def told_by(document: bytes) -> Any:
    try:
        return json.loads(document.decode("utf-8", "surrogateescape"), strict=False)
    except (ValueError, RecursionError):
        return None


def is_sound(kind: str, document: bytes) -> bool:
    """Whether a document can be read as a record as it stands, to the last letter."""
    try:
        codec.decode(kind, document)
    except codec.DamagedRecordError:
        return False
    return is_text(document)


def is_text(document: bytes) -> bool:
    try:
        document.decode()
    except UnicodeDecodeError:
        return False
    return True


def clean(document: bytes) -> bytes:
    """The document byte for byte where it is JSON in UTF-8, else what JSON can say of it."""
    if is_text(document):
        try:
            msgspec.json.decode(document)
        except (msgspec.MsgspecError, ValueError, RecursionError):
            return encoded(told_by(document))
        return document
    return encoded(told_by(document))


def encoded(told: Any) -> bytes:
    return msgspec.json.encode(encodable(told))


def in_words(value: Any) -> str:
    """A JSON value as a person writes it."""
    if value is None or value == "":
        return ""
    if isinstance(value, str):
        return str(encodable(value))
    return json.dumps(encodable(value), ensure_ascii=False)


def says_the_same(one: Draft, other: Draft) -> bool:
    return one.kind == other.kind and one.told == other.told


def enter(tables: dict[str, dict[str, codec.Raw]], name: str, number: str, document: bytes) -> None:
    """Put a document into a table, under its number where that is free."""
    table = tables.setdefault(name, {})
    if not number or number in table:
        numbers = (int(one) for one in table if one.isdecimal() and len(one) < 18)
        number = str(max(numbers, default=0) + 1)
    table[number] = document
