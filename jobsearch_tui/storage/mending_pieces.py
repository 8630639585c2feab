"""What is what: which of the documents that were found are records, and of what kind."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Final

import msgspec

from jobsearch_tui.domain.records import PLURALS
from jobsearch_tui.storage.codec import TABLES
from jobsearch_tui.storage.documents import Draft, Drafts, stranger, told_by
from jobsearch_tui.storage.findings import Finding, Sort
from jobsearch_tui.storage.image import META
from jobsearch_tui.storage.migrations import from_format_0
from jobsearch_tui.storage.salvage import Piece

UNREADABLE: Final = "unreadable"
"""The table of the documents that can be no records."""


def sorted_in(pieces: Sequence[Piece]) -> Drafts:
    """The documents of a file as drafts of records, and those that are none, in their order.

    A file that says nothing of its format is the first sketch of it, which did not.
    """
    is_first_sketch = all(piece.table != META for piece in pieces)
    if is_first_sketch:
        return Drafts.of(_sorted_in(*_brought_forward(piece)) for piece in pieces)
    return Drafts.of(_sorted_in(piece, told_by(piece.document), piece.document) for piece in pieces)


def set_aside(kind: str, piece: Piece, words: str) -> Drafts:
    """A document that can be no record of its kind, put into a table of its own."""
    text = piece.document.decode("utf-8", "replace")
    aside = {"table": PLURALS[kind], "number": piece.number, "text": text}
    place = f"{PLURALS[kind]} {piece.number}"
    cure = f"it is kept in the table {UNREADABLE}"
    return Drafts(
        rest=(Piece(UNREADABLE, piece.number, msgspec.json.encode(aside)),),
        findings=(Finding(Sort.FOREIGN, place, words, cure),),
    )


def _brought_forward(piece: Piece) -> tuple[Piece, Any, bytes | None]:
    """A document of the first sketch in today's names, what it tells, and its JSON if it stays."""
    told = told_by(piece.document)
    if not isinstance(told, dict):
        return piece, told, piece.document
    table = "ads" if piece.table == "jobs" else piece.table
    moved = from_format_0(table, told)
    stays = (table, moved) == (piece.table, told)
    return replace(piece, table=table), moved, piece.document if stays else None


def _sorted_in(piece: Piece, told: Any, document: bytes | None) -> Drafts:
    findings: tuple[Finding, ...] = ()
    kind = TABLES.get(piece.table)
    if isinstance(told, dict) and (other := stranger(piece.table, told)) is not None:
        kind = other
        words = f"The table {piece.table!r} holds what is by its fields a {kind}."
        cure = f"it is moved to {PLURALS[kind]}"
        place = f"{piece.table} {piece.number}"
        findings = (Finding(Sort.TABLE, place, words, cure, told["id"]),)
    if kind is None:
        return Drafts(rest=(piece,))
    if isinstance(told, dict):
        return Drafts((Draft(kind, piece.number, told, document),), findings=findings)
    return set_aside(kind, piece, "It is no record but something else.")
