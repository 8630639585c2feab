"""What was destroyed: what is left of it, and what a backup has in its place."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from typing import Any

from jobsearch_tui.domain.records import RECORD_TYPES
from jobsearch_tui.storage.codec import TABLES
from jobsearch_tui.storage.documents import Draft, Drafts, known_names_of, shown_names, told_by
from jobsearch_tui.storage.findings import Finding, Sort
from jobsearch_tui.storage.flaws import label_of, title_of
from jobsearch_tui.storage.image import HISTORY, RawTables
from jobsearch_tui.storage.salvage import Broken, Salvage
from jobsearch_tui.value import dataclass


@dataclass(frozen=True)
class Copy:
    """The tables of the newest good backup, none without one; ``since`` names it in sentences."""

    tables: RawTables
    since: str

    def older(self, broken: Broken, there: Collection[str]) -> Mapping[str, Any]:
        """The document that a broken one must be a later state of; empty for none.

        Where its id cannot be read, it is the one of its number, unless that is there already.
        """
        documents = self.tables.get(broken.table, {})
        id = broken.told.get("id")
        if not isinstance(id, str):
            told = told_by(bytes(documents.get(broken.number, b"")))
            return told if isinstance(told, dict) and told.get("id") not in there else {}
        for document in documents.values():
            told = told_by(bytes(document))
            if isinstance(told, dict) and told.get("id") == id:
                return told
        return {}


def filled(
    records: Sequence[Draft], salvage: Salvage, copy: Copy, new_id: Callable[[], str]
) -> tuple[Drafts, Drafts]:
    """What there is besides these records: rescued in part, and taken from the backup."""
    parts = _rescued(records, salvage, copy, new_id)
    there = {draft.id for draft in (*records, *parts.records)}
    lost = {finding.id for finding in parts.findings if finding.sort is Sort.LOST}
    back = Drafts() if salvage.is_whole else _taken(salvage, copy, there, lost)
    return _without_those_back(parts, back), back


def _rescued(
    records: Sequence[Draft], salvage: Salvage, copy: Copy, new_id: Callable[[], str]
) -> Drafts:
    there = {draft.id for draft in records}
    parts: list[Drafts] = []
    for broken in salvage.broken:
        if _is_step(broken):
            words = "A step of undo was destroyed."
            parts.append(_lost(Finding(Sort.LOST, HISTORY, words, "it is left out")))
            continue
        parts.append(_part(broken, copy, there, new_id))
        there |= {draft.id for draft in parts[-1].records}
    return Drafts.of(parts)


def _is_step(broken: Broken) -> bool:
    return broken.table == HISTORY or "records" in broken.told


def _part(broken: Broken, copy: Copy, there: Collection[str], new_id: Callable[[], str]) -> Drafts:
    """What can be made of a broken document: a record, a loss, or nothing if it is there."""
    kind = TABLES.get(broken.table) or "record"
    older = copy.older(broken, there)
    id = broken.told.get("id")
    id = id if isinstance(id, str) and id else str(older.get("id", ""))
    if id and id in there:
        return Drafts()
    names = known_names_of(kind)
    known = {name: value for name, value in broken.told.items() if name in names}
    if kind not in RECORD_TYPES or not (older or title_of(known)):
        words = "A document was destroyed, and nothing of it can be read."
        if id:
            words = f"The {kind} with the id {id} was destroyed."
        place = f"{broken.table} {broken.number}".strip()
        return _lost(Finding(Sort.LOST, place, words, "it is lost", id))
    draft = Draft(kind, broken.number, {**older, **known, "id": id or new_id()}, None)
    cure = _cure(kind, known, f"as in the backup {copy.since}" if older else "left empty")
    found = draft.finding(Sort.PART, f"{draft.who} is damaged.", cure)
    noted = draft.noting(f"Damaged in the file, and rescued in part: {cure}.")
    return Drafts((noted,), findings=(found,))


def _lost(finding: Finding) -> Drafts:
    return Drafts(findings=(finding,))


def _cure(kind: str, known: Collection[str], source: str) -> str:
    missed = [label_of(kind, name) for name in shown_names(kind) if name not in known]
    cure = "what can be read of it is kept"
    if missed:
        cure += f"; {', '.join(missed[:6])}{' …' if len(missed) > 6 else ''} {source}"
    return cure


def _taken(salvage: Salvage, copy: Copy, there: Collection[str], lost: Collection[str]) -> Drafts:
    """What the copy has where the file has a hole; what was deleted since stays deleted."""
    back: list[Drafts] = []
    for table, kind in TABLES.items():
        for number, document in copy.tables.get(table, {}).items():
            told = told_by(bytes(document))
            if not isinstance(told, dict) or told.get("id") in there:
                continue
            if salvage.may_have_held(table, number) or told.get("id") in lost:
                draft = Draft(kind, number, told, bytes(document))
                words = f"{draft.who} is in the backup {copy.since}, but not in the file."
                found = draft.finding(Sort.BACKUP, words, "it is taken from there")
                back.append(Drafts((draft,), findings=(found,)))
    return Drafts.of(back)


def _without_those_back(parts: Drafts, back: Drafts) -> Drafts:
    """The parts, no longer telling the loss of what the backup has."""
    ids = {draft.id for draft in back.records}
    findings = tuple(
        finding
        for finding in parts.findings
        if finding.sort is not Sort.LOST or finding.id not in ids or not finding.id
    )
    return replace(parts, findings=findings)
