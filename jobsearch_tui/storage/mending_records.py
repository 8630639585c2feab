"""What is wrong within records, and between them: values, ids, and references."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from jobsearch_tui.domain.records import PACE_ID, reference_specs
from jobsearch_tui.domain.spec import FieldKind, Spec
from jobsearch_tui.domain.text import one_line, shorten
from jobsearch_tui.storage.documents import Draft, Drafts, in_words, is_sound, says_the_same
from jobsearch_tui.storage.findings import Finding, Sort
from jobsearch_tui.storage.flaws import Flaw, flaws, label_of

# --- values --------------------------------------------------------------------------------------


def with_sound_values(records: Iterable[Draft]) -> Drafts:
    """The records with only such values as their kinds allow; what cannot stand is noted."""
    return Drafts.of(_with_sound_values(draft) for draft in records)


def _with_sound_values(draft: Draft) -> Drafts:
    if draft.document is not None and not is_sound(draft.kind, draft.document):
        draft = replace(draft, document=None)  # it is written anew, with what JSON can say of it
    findings: list[Finding] = []
    for flaw in flaws(draft.kind, draft.told):
        draft, found = _without(draft, flaw)
        findings.append(found)
    return Drafts((draft,), findings=tuple(findings))


def _without(draft: Draft, flaw: Flaw) -> tuple[Draft, Finding]:
    label = label_of(draft.kind, flaw.name)
    was = shorten(one_line(in_words(flaw.value)), 40)
    words = f"{draft.who}: {label} “{was}” {flaw.reason}."
    after = draft.saying(flaw.name, flaw.instead)
    became = in_words(flaw.instead) or "empty"
    if flaw.is_kept:
        cure = f"it becomes “{shorten(one_line(became), 40)}”"
    else:
        after, where = after.keeping(flaw.name, label, flaw.value, flaw.reason)
        cure = f"it becomes {shorten(became, 40)}, and the value is kept {where}"
    return after, draft.finding(Sort.VALUE, words, cure, flaw.name)


# --- ids -----------------------------------------------------------------------------------------


def with_own_ids(records: Iterable[Draft], new_id: Callable[[], str]) -> Drafts:
    """The records with an id each, which no other has; one that stands twice is left out once."""
    seen: dict[str, Draft] = {}
    settled: list[Draft] = []
    findings: list[Finding] = []
    for draft in records:
        first = seen.get(draft.id)
        if not draft.id:
            after, found = _with_an_id(draft, new_id)
            findings.append(found)
        elif first is None:
            after = draft
        elif says_the_same(first, draft):
            words = f"{draft.who} stands twice, word for word."
            findings.append(draft.finding(Sort.TWICE, words, "one of the two is left out"))
            continue
        else:
            after, found = _with_another_id(draft, new_id)
            findings.append(found)
        seen[after.id] = after
        settled.append(after)
    return Drafts(tuple(settled), findings=tuple(findings))


def _with_an_id(draft: Draft, new_id: Callable[[], str]) -> tuple[Draft, Finding]:
    was = draft.told.get("id")
    found = draft.finding(Sort.IDENTITY, f"{draft.who} has no id.", "it gets one")
    after = draft
    if was not in (None, ""):
        after, _ = draft.keeping("id", "Id", was, "is no id")
    return after.saying("id", PACE_ID if draft.kind == "pace" else new_id()), found


def _with_another_id(draft: Draft, new_id: Callable[[], str]) -> tuple[Draft, Finding]:
    words = f"{draft.who} has the id {draft.id}, which another record has too."
    found = draft.finding(Sort.TWICE, words, "it gets an id of its own")
    noted = draft.noting(f"Had the id {draft.id}, which another record has.")
    return noted.saying("id", new_id()), found


# --- references ----------------------------------------------------------------------------------


def with_sound_references(records: Sequence[Draft]) -> Drafts:
    """The records with references to none but records that are there and may be referred to."""
    kinds = {draft.id: draft.kind for draft in records}
    return Drafts.of(_with_sound_references(draft, kinds) for draft in records)


def _with_sound_references(draft: Draft, kinds: Mapping[str, str]) -> Drafts:
    findings: list[Finding] = []
    for name, spec in _references(draft.kind).items():
        if name not in draft.told:
            continue
        is_one = spec.kind is FieldKind.REFERENCE
        named = [draft.told[name]] if is_one else draft.told[name]
        wrong = [id for id in named if id and kinds.get(id) not in spec.refers]
        for id in wrong:
            why = f"which is no {spec.refers[0]}" if id in kinds else "which is not there"
            words = f"{draft.who}: {spec.label} names {id}, {why}."
            cure = "it is cleared, and noted there"
            findings.append(draft.finding(Sort.REFERENCE, words, cure, name))
        if wrong:
            left = "" if is_one else [id for id in named if kinds.get(id) in spec.refers]
            words = f"{spec.label} named {', '.join(wrong)}, which was not there."
            draft = draft.saying(name, left).noting(words)
    return Drafts((draft,), findings=tuple(findings))


def _references(kind: str) -> Mapping[str, Spec]:
    """The attributes of a kind that must name other records; a mark may outlive what it is of."""
    return {} if kind == "reviewmark" else reference_specs(kind)
