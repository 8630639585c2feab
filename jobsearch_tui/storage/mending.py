"""A whole store out of what was found in a damaged one; pure.

Nothing that was found is dropped: a value that cannot stand goes into the record's note, a document
that can be no record into a table of its own. What it takes is told as findings, so that looking at
a store and mending it go by one rule.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import field, replace
from functools import cached_property
from typing import Any, Final

import msgspec

from jobsearch_tui.domain.records import PACE_ID, PLURALS, RECORD_TYPES
from jobsearch_tui.domain.spec import FieldKind, Spec
from jobsearch_tui.domain.text import one_line, shorten
from jobsearch_tui.storage import codec, migrations
from jobsearch_tui.storage.codec import TABLES
from jobsearch_tui.storage.documents import (
    HEAD,
    Draft,
    clean,
    encoded,
    enter,
    in_words,
    is_sound,
    keep,
    known_names_of,
    note_down,
    says_the_same,
    shown_names,
    stranger,
    told_by,
)
from jobsearch_tui.storage.findings import Finding, Sort
from jobsearch_tui.storage.flaws import (
    encodable,
    flaws,
    known_names,
    label_of,
    lacking,
    title_of,
)
from jobsearch_tui.storage.image import HISTORY, META, PROGRAM, RawTables
from jobsearch_tui.storage.salvage import Broken, Piece, Salvage
from jobsearch_tui.value import dataclass

UNREADABLE: Final = "unreadable"
"""The table of the documents that can be no records."""


@dataclass(frozen=True)
class Mended:
    """The tables of a store in which everything can be read, and what it took.

    ``kept`` counts the records that were there by kind, ``added`` those of a backup.
    """

    tables: RawTables
    findings: tuple[Finding, ...] = ()
    kept: Mapping[str, int] = field(default_factory=dict)
    added: Mapping[str, int] = field(default_factory=dict)

    @property
    def is_needed(self) -> bool:
        """Whether the tables differ from those that were found."""
        return any(finding.cure for finding in self.findings)


def mended(
    salvage: Salvage, copy: RawTables | None, new_id: Callable[[], str], since: str = ""
) -> Mended:
    """Everything of a salvage in order, filled up from a copy where damage left gaps.

    ``copy`` holds the tables of the newest good backup, if there is one; ``since`` names it.
    """
    work = _Mending(salvage, copy or {}, new_id, since)
    return work.result()


class _Mending:
    def __init__(
        self, salvage: Salvage, copy: RawTables, new_id: Callable[[], str], since: str
    ) -> None:
        self._salvage = salvage
        self._copy = copy
        self._new_id = new_id
        self._since = since
        self._findings: list[Finding] = []
        self._drafts: list[Draft] = []
        self._rest: list[Piece] = []
        self._added: Counter[str] = Counter()

    def result(self) -> Mended:
        for piece in self._salvage.pieces:
            self._sort_in(piece)
        self._add_parts()
        self._add_from_copy()
        for draft in self._drafts:
            self._mend_values(draft)
        self._settle_ids()
        self._clear_references()
        readable = [draft for draft in self._drafts if self._is_readable(draft)]
        for draft in readable:
            self._remark(draft)
        kept = Counter(draft.kind for draft in readable) - self._added
        return Mended(self._tables(readable), tuple(self._findings), kept, dict(self._added))

    def _tell(
        self,
        sort: Sort,
        draft: Draft,
        words: str,
        cure: str = "",
        name: str = "",
    ) -> None:
        self._findings.append(Finding(sort, draft.place, words, cure, draft.id, name))

    # --- what is what ----------------------------------------------------------------------------

    def _sort_in(self, piece: Piece) -> None:
        told = told_by(piece.document)
        document: bytes | None = piece.document
        if self._is_first_sketch and isinstance(told, dict):
            table = "ads" if piece.table == "jobs" else piece.table
            moved = migrations.from_format_0(table, told)
            if (table, moved) != (piece.table, told):
                piece, told, document = replace(piece, table=table), moved, None
        kind = TABLES.get(piece.table)
        if isinstance(told, dict) and (other := stranger(piece.table, told)) is not None:
            kind = other
            words = f"The table {piece.table!r} holds what is by its fields a {kind}."
            cure = f"it is moved to {PLURALS[kind]}"
            place = f"{piece.table} {piece.number}"
            self._findings.append(Finding(Sort.TABLE, place, words, cure, told["id"]))
        if kind is None:
            self._rest.append(piece)
        elif isinstance(told, dict):
            self._drafts.append(Draft(kind, piece.number, told, document))
        else:
            self._set_aside(kind, piece, "It is no record but something else.")

    def _set_aside(self, kind: str, piece: Piece, words: str) -> None:
        text = piece.document.decode("utf-8", "replace")
        aside = {"table": PLURALS[kind], "number": piece.number, "text": text}
        document = msgspec.json.encode(aside)
        self._rest.append(Piece(UNREADABLE, piece.number, document))
        place = f"{PLURALS[kind]} {piece.number}"
        cure = f"it is kept in the table {UNREADABLE}"
        self._findings.append(Finding(Sort.FOREIGN, place, words, cure))

    @cached_property
    def _is_first_sketch(self) -> bool:
        """Whether the file says nothing of its format, as the first sketch of it did not."""
        return all(piece.table != META for piece in self._salvage.pieces)

    # --- what was destroyed ----------------------------------------------------------------------

    def _add_parts(self) -> None:
        for broken in self._salvage.broken:
            if self._is_step(broken):
                words = "A step of undo was destroyed."
                self._findings.append(Finding(Sort.LOST, HISTORY, words, "it is left out"))
                continue
            self._add_part(broken)

    def _is_step(self, broken: Broken) -> bool:
        return broken.table == HISTORY or "records" in broken.told

    def _add_part(self, broken: Broken) -> None:
        kind = TABLES.get(broken.table) or "record"
        older = self._older(broken)
        told = dict(broken.told)
        id = told.get("id")
        id = id if isinstance(id, str) and id else str(older.get("id", ""))
        place = f"{broken.table} {broken.number}".strip()
        known = {name: told[name] for name in told if name in known_names_of(kind)}
        if any(draft.id == id for draft in self._drafts if id):
            return
        if kind not in RECORD_TYPES or not (older or title_of(known)):
            words = "A document was destroyed, and nothing of it can be read."
            if id:
                words = f"The {kind} with the id {id} was destroyed."
            self._findings.append(Finding(Sort.LOST, place, words, "it is lost", id))
            return
        whole = {**older, **known, "id": id or self._new_id()}
        missed = [label_of(kind, name) for name in shown_names(kind) if name not in known]
        draft = Draft(kind, broken.number, whole, None)
        self._drafts.append(draft)
        source = f"as in the backup {self._since}" if older else "left empty"
        cure = "what can be read of it is kept"
        if missed:
            cure += f"; {', '.join(missed[:6])}{' …' if len(missed) > 6 else ''} {source}"
        self._tell(Sort.PART, draft, f"{draft.who} is damaged.", cure)
        note_down(draft, f"Damaged in the file, and rescued in part: {cure}.")

    def _older(self, broken: Broken) -> Mapping[str, Any]:
        """The document of the copy that a broken one must be a later state of.

        Where its id cannot be read, it is the one of its number, unless that is there already.
        """
        documents = self._copy.get(broken.table, {})
        id = broken.told.get("id")
        if not isinstance(id, str):
            told = told_by(bytes(documents.get(broken.number, b"")))
            there = {draft.id for draft in self._drafts}
            return told if isinstance(told, dict) and told.get("id") not in there else {}
        for document in documents.values():
            told = told_by(bytes(document))
            if isinstance(told, dict) and told.get("id") == id:
                return told
        return {}

    def _add_from_copy(self) -> None:
        """What the copy has where the file has a hole; what was deleted since stays deleted."""
        if self._salvage.is_whole:
            return
        there = {draft.id for draft in self._drafts}
        lost = {finding.id for finding in self._findings if finding.sort is Sort.LOST}
        for table, kind in TABLES.items():
            for number, document in self._copy.get(table, {}).items():
                told = told_by(bytes(document))
                if not isinstance(told, dict) or told.get("id") in there:
                    continue
                if self._salvage.may_have_held(table, number) or told.get("id") in lost:
                    draft = Draft(kind, number, told, bytes(document))
                    self._drafts.append(draft)
                    self._added[kind] += 1
                    words = f"{draft.who} is in the backup {self._since}, but not in the file."
                    self._tell(Sort.BACKUP, draft, words, "it is taken from there")
        back = {draft.id for draft in self._drafts} - there
        self._findings = [
            finding
            for finding in self._findings
            if finding.sort is not Sort.LOST or finding.id not in back or not finding.id
        ]

    # --- values ----------------------------------------------------------------------------------

    def _mend_values(self, draft: Draft) -> None:
        if draft.document is not None and not is_sound(draft.kind, draft.document):
            draft.document = None  # it is written anew, with what JSON can say of it
        for flaw in flaws(draft.kind, draft.told):
            label = label_of(draft.kind, flaw.name)
            was = shorten(one_line(in_words(flaw.value)), 40)
            words = f"{draft.who}: {label} “{was}” {flaw.reason}."
            draft.told[flaw.name] = flaw.instead
            draft.document = None
            became = in_words(flaw.instead) or "empty"
            if flaw.is_kept:
                cure = f"it becomes “{shorten(one_line(became), 40)}”"
            else:
                where = keep(draft, flaw.name, label, flaw.value, flaw.reason)
                cure = f"it becomes {shorten(became, 40)}, and the value is kept {where}"
            self._tell(Sort.VALUE, draft, words, cure, flaw.name)

    def _settle_ids(self) -> None:
        seen: dict[str, Draft] = {}
        settled: list[Draft] = []
        for draft in self._drafts:
            if not draft.id:
                self._give_id(draft)
            elif (first := seen.get(draft.id)) is not None:
                if says_the_same(first, draft):
                    words = f"{draft.who} stands twice, word for word."
                    self._tell(Sort.TWICE, draft, words, "one of the two is left out")
                    continue
                self._give_other_id(draft)
            seen[draft.id] = draft
            settled.append(draft)
        self._drafts = settled

    def _give_id(self, draft: Draft) -> None:
        was = draft.told.get("id")
        words = f"{draft.who} has no id."
        if was not in (None, ""):
            keep(draft, "id", "Id", was, "is no id")
        self._tell(Sort.IDENTITY, draft, words, "it gets one")
        draft.told["id"] = PACE_ID if draft.kind == "pace" else self._new_id()
        draft.document = None

    def _give_other_id(self, draft: Draft) -> None:
        words = f"{draft.who} has the id {draft.id}, which another record has too."
        self._tell(Sort.TWICE, draft, words, "it gets an id of its own")
        note_down(draft, f"Had the id {draft.id}, which another record has.")
        draft.told["id"] = self._new_id()

    # --- references ------------------------------------------------------------------------------

    def _clear_references(self) -> None:
        kinds = {draft.id: draft.kind for draft in self._drafts}
        for draft in self._drafts:
            for name, attribute in RECORD_TYPES[draft.kind].__dataclass_fields__.items():
                spec: Spec | None = attribute.metadata.get("spec")
                if spec is None or draft.kind == "reviewmark" or name not in draft.told:
                    continue
                if spec.kind is FieldKind.REFERENCE:
                    self._clear(draft, name, spec, [draft.told[name]], "", kinds)
                elif spec.kind is FieldKind.REFERENCES:
                    named = draft.told[name]
                    left = [id for id in named if kinds.get(id) in spec.refers]
                    self._clear(draft, name, spec, named, left, kinds)

    def _clear(
        self,
        draft: Draft,
        name: str,
        spec: Spec,
        named: Iterable[str],
        left: str | list[str],
        kinds: Mapping[str, str],
    ) -> None:
        wrong = [id for id in named if id and kinds.get(id) not in spec.refers]
        if not wrong:
            return
        for id in wrong:
            why = f"which is no {spec.refers[0]}" if id in kinds else "which is not there"
            words = f"{draft.who}: {spec.label} names {id}, {why}."
            self._tell(Sort.REFERENCE, draft, words, "it is cleared, and noted there", name)
        draft.told[name] = left
        draft.document = None
        note_down(draft, f"{spec.label} named {', '.join(wrong)}, which was not there.")

    # --- the end ---------------------------------------------------------------------------------

    def _is_readable(self, draft: Draft) -> bool:
        document = draft.document or encoded(draft.told)
        try:
            codec.decode(draft.kind, document)
        except codec.DamagedRecordError as error:
            piece = Piece(PLURALS[draft.kind], draft.number, document)
            self._set_aside(draft.kind, piece, f"{draft.who} cannot be read: {error}.")
            return False
        draft.document = document
        return True

    def _remark(self, draft: Draft) -> None:
        """Tell what is worth knowing and stays as it is."""
        for label in lacking(draft.kind, draft.told):
            if (draft.kind, label) == ("activity", "About"):  # what it was about may be gone
                self._tell(Sort.LOOSE, draft, f"{draft.who} is about no record.")
            else:
                words = f"{draft.who} lacks {label}, which is needed."
                self._tell(Sort.LACKING, draft, words, name=label)
        unknown = sorted(draft.told.keys() - known_names(draft.kind))
        if unknown:
            names = ", ".join(shorten(one_line(name), 30) for name in unknown[:5])
            words = f"{draft.who} says more than this version knows: {names}."
            self._tell(Sort.UNKNOWN, draft, words)

    def _tables(self, readable: Iterable[Draft]) -> RawTables:
        tables: dict[str, dict[str, codec.Raw]] = {META: {"1": HEAD}}
        for draft in readable:
            enter(tables, PLURALS[draft.kind], draft.number, draft.document or b"{}")
        steps: list[Piece] = []
        strangers: Counter[str] = Counter()
        for piece in self._rest:
            if piece.table == HISTORY:
                steps.append(piece)
            elif piece.table == META:
                self._keep_meta(tables, piece)
            else:
                strangers[piece.table] += piece.table != UNREADABLE
                enter(tables, piece.table, piece.number, clean(piece.document))
        for piece in steps:
            enter(tables, HISTORY, piece.number, clean(piece.document))
        for table, count in strangers.items():
            if count:
                words = f"The table {table!r} ({count:,}) is none that this version knows."
                self._findings.append(Finding(Sort.UNKNOWN, table, words))
        return tables

    def _keep_meta(self, tables: dict[str, dict[str, codec.Raw]], piece: Piece) -> None:
        if piece.number == "1" and piece.document == HEAD:
            return
        told = told_by(piece.document)
        if piece.number == "1" and isinstance(told, dict):
            whole = {**encodable(told), "format": migrations.FORMAT, "program": PROGRAM}
            tables[META]["1"] = msgspec.json.encode(whole)
            if told.get("format") != migrations.FORMAT or told.get("program", PROGRAM) != PROGRAM:
                words = "The file does not say rightly which format it has."
                cure = f"it says that it has format {migrations.FORMAT}"
                self._findings.append(Finding(Sort.VALUE, "meta 1", words, cure))
        else:
            enter(tables, META, piece.number, clean(piece.document))
