"""The end of a repair: the records that can be read and all the rest, as tables to be written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace

import msgspec

from jobsearch_tui.domain.records import PLURALS
from jobsearch_tui.domain.text import one_line, shorten
from jobsearch_tui.storage import codec, migrations
from jobsearch_tui.storage.documents import HEAD, Draft, Drafts, clean, encoded, enter, told_by
from jobsearch_tui.storage.findings import Finding, Sort
from jobsearch_tui.storage.flaws import encodable, known_names, lacking
from jobsearch_tui.storage.image import HISTORY, META, PROGRAM, RawTables
from jobsearch_tui.storage.mending_pieces import UNREADABLE, set_aside
from jobsearch_tui.storage.salvage import Piece

Tables = dict[str, dict[str, codec.Raw]]


def readable(records: Iterable[Draft]) -> Drafts:
    """The records with their documents; one that cannot be read all the same is set aside."""
    return Drafts.of(_readable(draft) for draft in records)


def _readable(draft: Draft) -> Drafts:
    document = draft.document or encoded(draft.told)
    try:
        codec.decode(draft.kind, document)
    except codec.DamagedRecordError as error:
        piece = Piece(PLURALS[draft.kind], draft.number, document)
        return set_aside(draft.kind, piece, f"{draft.who} cannot be read: {error}.")
    return Drafts((replace(draft, document=document),))


def remarks(draft: Draft) -> Iterator[Finding]:
    """What is worth knowing of a record and stays as it is."""
    for label in lacking(draft.kind, draft.told):
        if (draft.kind, label) == ("activity", "About"):  # what it was about may be gone
            yield draft.finding(Sort.LOOSE, f"{draft.who} is about no record.")
        else:
            words = f"{draft.who} lacks {label}, which is needed."
            yield draft.finding(Sort.LACKING, words, name=label)
    unknown = sorted(draft.told.keys() - known_names(draft.kind))
    if unknown:
        names = ", ".join(shorten(one_line(name), 30) for name in unknown[:5])
        words = f"{draft.who} says more than this version knows: {names}."
        yield draft.finding(Sort.UNKNOWN, words)


def tables_of(drafts: Drafts) -> tuple[RawTables, tuple[Finding, ...]]:
    """The tables of a store that holds all of it, and what was found in what is no record."""
    tables: Tables = {META: {"1": HEAD}}
    for draft in drafts.records:
        enter(tables, PLURALS[draft.kind], draft.number, draft.document or b"{}")
    findings: list[Finding] = []
    for piece in drafts.rest:
        if piece.table == META:
            findings += _keep_meta(tables, piece)
        elif piece.table != HISTORY:
            enter(tables, piece.table, piece.number, clean(piece.document))
    for piece in drafts.rest:
        if piece.table == HISTORY:
            enter(tables, HISTORY, piece.number, clean(piece.document))
    return tables, (*findings, *_strangers(drafts.rest))


def _strangers(rest: Iterable[Piece]) -> Iterator[Finding]:
    known = (HISTORY, META, UNREADABLE)
    for table, count in Counter(one.table for one in rest if one.table not in known).items():
        words = f"The table {table!r} ({count:,}) is none that this version knows."
        yield Finding(Sort.UNKNOWN, table, words)


def _keep_meta(tables: Tables, piece: Piece) -> list[Finding]:
    """Enter a document of the head, which then says what this version writes."""
    if piece.number == "1" and piece.document == HEAD:
        return []
    told = told_by(piece.document)
    if piece.number != "1" or not isinstance(told, dict):
        enter(tables, META, piece.number, clean(piece.document))
        return []
    whole = {**encodable(told), "format": migrations.FORMAT, "program": PROGRAM}
    tables[META]["1"] = msgspec.json.encode(whole)
    if told.get("format") == migrations.FORMAT and told.get("program", PROGRAM) == PROGRAM:
        return []
    words = "The file does not say rightly which format it has."
    cure = f"it says that it has format {migrations.FORMAT}"
    return [Finding(Sort.VALUE, "meta 1", words, cure)]
