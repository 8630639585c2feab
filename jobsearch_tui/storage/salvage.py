"""Documents out of a file that cannot be read as a whole.

Whatever the damage did to its surroundings, a document is JSON by itself: it is looked for at every
opening brace, and known by what stands before it or by the names of its attributes. So it matters
little whether the file has a document on each line, all of it on one, or was indented by an editor.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from functools import cached_property
from itertools import pairwise
from typing import Any, Final

import msgspec

from jobsearch_tui.domain.records import PLURALS
from jobsearch_tui.storage.codec import TABLES
from jobsearch_tui.storage.flaws import STEP, known_names, looks_like
from jobsearch_tui.storage.image import HISTORY
from jobsearch_tui.value import dataclass

BOM: Final = "\N{ZERO WIDTH NO-BREAK SPACE}"

_KEY: Final = r'"(?:[^"\\\n]|\\.){0,200}"\s*:\s*'
_OPENING: Final = re.compile(r'(?:"((?:[^"\\\n]|\\.){0,200})"\s*:\s*)?\{')
_CONTAINER: Final = re.compile(rf"\{{\s*{_KEY}\{{")
_STRUCTURE: Final = re.compile(r'[\s,{}]*(?:"(?:[^"\\]|\\.)*"\s*:[\s{},]*)*')
_NEXT: Final = re.compile(r'\n|,\s*"[0-9]+"\s*:\s*\{')
_ATTRIBUTE: Final = re.compile(r'"([a-z_]+)"\s*:\s*')
_LONGEST: Final = 1_000_000
"""Characters of a broken document that are looked through."""

_decode: Final = json.JSONDecoder(strict=False).raw_decode
_UNDECODABLE: Final = (ValueError, RecursionError)


@dataclass(frozen=True)
class Piece:
    """One document: the table and number under which it stood, and its JSON."""

    table: str
    number: str
    document: bytes


@dataclass(frozen=True)
class Broken:
    """What is left of a document that is no JSON any more; ``told`` are the values found in it."""

    table: str
    number: str
    told: Mapping[str, Any]


@dataclass(frozen=True)
class Gap:
    """Numbers of a table between which something was destroyed; no end stands for all of them."""

    table: str
    after: int
    before: int | None

    def covers(self, table: str, number: int) -> bool:
        """Whether a document may have stood here."""
        is_before = self.before is None or number < self.before
        return table == self.table and self.after < number and is_before


@dataclass(frozen=True)
class Salvage:
    """Everything that was found in a file, in its order.

    ``gaps`` say where documents may have stood that are gone; ``lost_tables`` that whole tables
    may be.
    """

    pieces: tuple[Piece, ...]
    broken: tuple[Broken, ...] = ()
    gaps: tuple[Gap, ...] = ()
    lost_tables: bool = False

    @property
    def is_whole(self) -> bool:
        """Whether nothing can have been destroyed."""
        return not (self.broken or self.gaps or self.lost_tables)

    @cached_property
    def _tables(self) -> frozenset[str]:
        return frozenset(piece.table for piece in self.pieces)

    def may_have_held(self, table: str, number: str) -> bool:
        """Whether a document of this place may have been destroyed."""
        if self.lost_tables and table not in self._tables:
            return True
        return any(gap.covers(table, _order(number)) for gap in self.gaps)


def salvaged(data: bytes) -> Salvage:
    """What the bytes of a damaged or oddly written store still hold; pure, and never fails."""
    text = data.decode("utf-8", "surrogateescape").removeprefix(BOM)
    return _Search(text).result()


def pieces_of(tables: Mapping[str, Mapping[str, bytes | msgspec.Raw]]) -> tuple[Piece, ...]:
    """The documents of tables that could be read."""
    return tuple(
        Piece(name, number, bytes(document))
        for name, table in tables.items()
        for number, document in table.items()
    )


def _order(number: str) -> int:
    return int(number) if number.isdecimal() and len(number) < 18 else 0


class _Search:
    """One walk through a text from brace to brace."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._table = ""
        self._found: list[tuple[int, int, Piece]] = []
        self._broken: list[tuple[int, str, str]] = []

    def result(self) -> Salvage:
        at = 0
        while opening := _OPENING.search(self._text, at):
            at = self._after(opening)
        gaps, lost_tables = self._gaps()
        return Salvage(
            tuple(piece for _, _, piece in self._found), self._parts(), gaps, lost_tables
        )

    def _after(self, opening: re.Match[str]) -> int:
        """Take what begins here if it is a document; where to go on."""
        brace, key = opening.end() - 1, _readable(opening[1] or "")
        is_numbered = key.isdecimal()
        if not is_numbered and _CONTAINER.match(self._text, brace):
            self._table = key or self._table
            return brace + 1
        try:
            told, end = _decode(self._text, brace)
        except _UNDECODABLE:
            if is_numbered or self._text.startswith('{"id":"', brace):
                self._broken.append((brace, self._table, key))
            return brace + 1
        if _swallowed(told):
            self._broken.append((brace, self._table, key))
            return brace + 1
        table = self._home(told, opening, is_numbered)
        if not table:
            return brace + 1
        self._table = table
        document = self._text[brace:end].encode("utf-8", "surrogateescape")
        number = key if is_numbered or table not in TABLES else ""  # what it had is destroyed
        self._found.append((opening.start(), end, Piece(table, number, document)))
        return end

    def _home(self, told: Mapping[str, Any], opening: re.Match[str], is_numbered: bool) -> str:
        """The table to which a document belongs; empty for what is none.

        The history holds records as they once were, in the midst of its steps: they must not
        come back. In a step each stands after a fingerprint and a comma, without a key.
        """
        if told.keys() >= STEP:
            return HISTORY
        kind = looks_like(told)
        is_in_step = opening[1] is None and self._text.endswith('",', 0, opening.start())
        if self._table == HISTORY or is_in_step:
            return PLURALS[kind] if kind and is_numbered else ""
        if kind and (self._table not in TABLES or told.keys() == known_names(kind)):
            return PLURALS[kind]
        return self._table if is_numbered or kind else ""

    def _parts(self) -> tuple[Broken, ...]:
        """The documents that are no JSON any more, each up to where the next one begins."""
        starts = [start for start, _, _ in self._found]
        return tuple(
            Broken(table, number, _values(self._text[start : self._end(start, starts)]))
            for start, table, number in self._broken
        )

    def _end(self, start: int, starts: Sequence[int]) -> int:
        following = _NEXT.search(self._text, start, start + _LONGEST)
        place = bisect_right(starts, start)
        limit = min([start + _LONGEST, *starts[place : place + 1]])
        return min(limit, following.start()) if following else limit

    def _gaps(self) -> tuple[tuple[Gap, ...], bool]:
        if not self._found:
            return (), True
        gaps: list[Gap] = []
        lost_tables = False
        for (_, end, one), (start, _, other) in pairwise(self._found):
            if _STRUCTURE.fullmatch(self._text, end, start):
                continue
            if one.table == other.table:
                gaps.append(Gap(one.table, _order(one.number), _order(other.number)))
            else:
                lost_tables = True
                gaps.append(Gap(one.table, _order(one.number), None))
                gaps.append(Gap(other.table, 0, _order(other.number)))
        first_start, _, first = self._found[0]
        if not _STRUCTURE.fullmatch(self._text, 0, first_start):
            lost_tables = True
            gaps.append(Gap(first.table, 0, _order(first.number)))
        _, last_end, last = self._found[-1]
        if not _ends_well(self._text, last_end):
            lost_tables = True
            gaps.append(Gap(last.table, _order(last.number), None))
        return tuple(gaps), lost_tables


def _readable(key: str) -> str:
    """A key in which what is no text any more is marked as such, as it may be written again."""
    return key.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _swallowed(told: Mapping[str, Any]) -> bool:
    """Whether other documents, or a table of them, stand inside a document.

    They do where its end was destroyed, up to within the next key: it goes on with what follows.
    """
    inner = [value for value in told.values() if isinstance(value, dict)]
    tables = (document for value in inner for document in value.values())
    return any(_is_document(value) for value in (*inner, *tables))


def _is_document(value: object) -> bool:
    return isinstance(value, dict) and (value.keys() >= STEP or bool(looks_like(value)))


def _ends_well(text: str, at: int) -> bool:
    """Whether nothing but the end of the tables, which may be empty, follows."""
    depth = 2 + text.count("{", at) - text.count("}", at)
    return bool(_STRUCTURE.fullmatch(text, at)) and depth == 0


def _values(text: str) -> dict[str, Any]:
    """The attributes that can be read from what is left of a document; of two the first."""
    found: dict[str, Any] = {}
    for match in _ATTRIBUTE.finditer(text):
        if match[1] in found:
            continue
        try:
            found[match[1]], _ = _decode(text, match.end())
        except _UNDECODABLE:
            continue
    return found
