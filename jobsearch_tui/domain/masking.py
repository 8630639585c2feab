"""The search as it may be looked at by others: the same records, without what they are about.

Names of people, firms and places, addresses, numbers, roles and every other line of text are
replaced by a word and a number (``Recruiter 12``), longer texts by dots of the same length, sums
of money by nothing. Dates, stages, counts and references stay, so whatever is computed from the
masked records is what is computed from the real ones.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields, replace
from functools import partial
from types import MappingProxyType
from typing import Any, Final

from jobsearch_tui.domain.changes import STAMPS, Change
from jobsearch_tui.domain.records import RECORD_TYPES, STAGE_CHANGE, Activity, Record
from jobsearch_tui.domain.spec import FieldKind, Spec
from jobsearch_tui.domain.text import fold
from jobsearch_tui.domain.workspace import Workspace

DOT: Final = "•"

_FIRM: Final = "Company"
_PERSON: Final = "Person"
_ROLE: Final = "Role"
_PLACE: Final = "Place"

_WORDS: Final[Mapping[tuple[str, str], str]] = MappingProxyType(
    {
        ("agency", "name"): "Agency",
        ("agency", "location"): _PLACE,
        ("recruiter", "name"): "Recruiter",
        ("recruiter", "employer"): _FIRM,
        ("recruiter", "position"): _ROLE,
        ("search", "name"): _ROLE,
        ("search", "client"): _FIRM,
        ("ad", "role"): _ROLE,
        ("ad", "employer"): _FIRM,
        ("ad", "source"): "Source",
        ("target", "company"): _FIRM,
        ("target", "executive"): _PERSON,
        ("interview", "company"): _FIRM,
        ("interview", "role"): _ROLE,
        ("interview", "where"): _PLACE,
        ("interview", "referral"): _PERSON,
        ("promise", "what"): "Promise",
        ("promise", "who"): _PERSON,
        ("assignment", "what"): "Assignment",
        ("offer", "company"): _FIRM,
        ("offer", "role"): _ROLE,
        ("pace", "name"): "Owner",
    }
)
"""The word for a line of text; one that does not stand here is a ``Text``."""

_LISTS: Final = frozenset({("agency", "works_for"), ("recruiter", "works_for")})
_PEOPLE: Final = ("interview", "people")
_OF_KINDS: Final = MappingProxyType(
    {FieldKind.TEXT: "Text", FieldKind.EMAIL: "Email", FieldKind.PHONE: "Phone"}
)
_FIRMS: Final = frozenset({"Agency", _FIRM})
_PEOPLE_WORDS: Final = frozenset({"Recruiter", _PERSON, "Owner"})
_HIDDEN_TEXTS: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType({"reviewmark": ("reason",)})
"""Texts of the records that the program keeps for itself and shows."""

_FIRST: Final = ("agency", "recruiter")
"""Kinds that give their names first: a recruiter who is named elsewhere is no mere person."""

Masker = Callable[[str], str]


class Pseudonyms:
    """What stands for what. Numbers are given in the order in which names come, and kept."""

    def __init__(self) -> None:
        """Know nobody yet."""
        self._given: dict[tuple[str, str], str] = {}
        self._meant: dict[str, str] = {}
        self._counts: dict[str, int] = {}

    def of(self, word: str, text: str) -> str:
        """The pseudonym for a text: the same for the same firm or person, wherever it stands."""
        if not text.strip():
            return text
        key = _key(word, text)
        if key not in self._given:
            number = self._counts[word] = self._counts.get(word, 0) + 1
            self._given[key] = f"{word} {number}"
            self._meant[self._given[key].casefold()] = text
        return self._given[key]

    def each(self, word: str, text: str) -> str:
        """A list with commas between, with a pseudonym for each of its parts."""
        parts = (part.strip() for part in text.split(","))
        return ", ".join(self.of(word, part) for part in parts if part)

    def people(self, text: str) -> str:
        """The people of an interview; what somebody is begins with a small letter, as before."""
        parts = (part.strip() for part in text.split(","))
        return ", ".join(
            self.of(_ROLE, part).lower() if part.islower() else self.of(_PERSON, part)
            for part in parts
            if part
        )

    def meant(self, text: str) -> str:
        """The text with what each pseudonym in it stands for."""
        return re.sub(r"\b[A-Za-z]+ [0-9]+\b", self._real, text)

    def _real(self, found: re.Match[str]) -> str:
        return self._meant.get(found[0].casefold(), found[0])

    def hidden(self, text: str) -> str:
        """The text with the pseudonym in the place of each name and line that has one."""
        shown = {real.casefold(): as_shown for as_shown, real in self._meant.items()}
        longest_first = sorted(shown, key=len, reverse=True)
        pattern = "|".join(re.escape(real) for real in longest_first)
        if not pattern:
            return text
        return re.sub(
            rf"(?<!\w)(?:{pattern})(?!\w)",
            lambda found: shown.get(found[0].casefold(), DOT).capitalize(),
            text,
            flags=re.IGNORECASE,
        )


def _key(word: str, text: str) -> tuple[str, str]:
    """What makes two texts the same: the firm's or the person's name, else every letter."""
    if word in _FIRMS:
        from jobsearch_tui.domain.companies import firm_key  # 4 ms that no first frame needs

        return "firm", firm_key(text)
    if word in _PEOPLE_WORDS:
        return "person", fold(text)
    return word, text


def dotted(text: str) -> str:
    """Dots in the place of all that is seen of a text; its spaces and lines stay."""
    return re.sub(r"\S", DOT, text)


def masked(record: Record, names: Pseudonyms) -> Record:
    """The record as it may be looked at; its id, dates, stages and references are the real ones."""
    values = dict(_masked_values(record, names))
    return replace(record, **values) if values else record


def _masked_values(record: Record, names: Pseudonyms) -> Iterator[tuple[str, Any]]:
    for name, spec in _SPECS[record.kind]:
        value = getattr(record, name)
        if value is None or value == "":
            continue
        if spec is not None and spec.kind is FieldKind.MONEY:
            yield name, None
        elif isinstance(record, Activity) and record.type == STAGE_CHANGE:
            yield name, f"→ {record.stage}"
        else:
            yield name, _masker(record.kind, name, spec, names)(value)


def _masker(kind: str, name: str, spec: Spec | None, names: Pseudonyms) -> Masker:
    if spec is None or spec.kind is FieldKind.LINES:
        return dotted
    if (kind, name) in _LISTS:
        return partial(names.each, _FIRM)
    if (kind, name) == _PEOPLE:
        return names.people
    word = _WORDS.get((kind, name)) or _OF_KINDS.get(spec.kind, "Link")
    return partial(names.of, word)


_TOLD: Final = frozenset(
    {
        *(FieldKind.TEXT, FieldKind.LINES, FieldKind.EMAIL, FieldKind.PHONE, FieldKind.URL),
        FieldKind.MONEY,
    }
)
"""Kinds of attribute that say what a search is about."""


def _specs(kind: str) -> tuple[tuple[str, Spec | None], ...]:
    """The attributes of a kind that are masked; those without a declaration are dotted."""
    attributes = RECORD_TYPES[kind].__dataclass_fields__
    declared = ((name, attribute.metadata.get("spec")) for name, attribute in attributes.items())
    told = ((name, one) for name, one in declared if one and one.kind in _TOLD and not one.hidden)
    return (*told, *((name, None) for name in _HIDDEN_TEXTS.get(kind, ())))


_SPECS: Final = {kind: _specs(kind) for kind in RECORD_TYPES}


class Mask:
    """A mask that is worn or not, and remembers what it made of each record.

    Nothing is written through it: :meth:`revealed` is the change that is meant.
    """

    def __init__(self, *, is_worn: bool = False) -> None:
        """Begin without pseudonyms; they come with the first workspace that is shown masked."""
        self.is_worn = is_worn
        self._names = Pseudonyms()
        self._known: dict[str, tuple[Record, Record]] = {}
        self._last: tuple[Workspace, Workspace] | None = None

    def over(self, workspace: Workspace) -> Workspace:
        """The workspace as it may be shown: itself while the mask is not worn."""
        return self.masked(workspace) if self.is_worn else workspace

    def masked(self, workspace: Workspace) -> Workspace:
        """The workspace behind the mask; records that did not change stay the same objects."""
        if self._last is None or self._last[0] is not workspace:
            kinds = sorted(RECORD_TYPES, key=lambda kind: kind not in _FIRST)
            tables = {kind: self._table(workspace, kind) for kind in kinds}
            self._last = workspace, Workspace({kind: tables[kind] for kind in RECORD_TYPES})
        return self._last[1]

    def _table(self, workspace: Workspace, kind: str) -> dict[str, Record]:
        return {id: self._of(record) for id, record in workspace.table(kind).items()}

    def _of(self, record: Record) -> Record:
        known = self._known.get(record.id)
        if known is None or known[0] is not record:
            known = self._known[record.id] = record, masked(record, self._names)
        return known[1]

    def of(self, record: Record) -> Record:
        """One record as it may be shown, also one that is in no workspace yet."""
        return masked(record, self._names) if self.is_worn else record

    def hidden(self, text: str) -> str:
        """A sentence with names in it, such as an error, as it may be shown."""
        return self._names.hidden(text) if self.is_worn else text

    def meant(self, text: str) -> str:
        """A text that was made from masked records, with the real names in it."""
        return self._names.meant(text) if self.is_worn else text

    def revealed(self, change: Change) -> Change:
        """The change with real records: what was changed in the masked ones, and nothing else."""
        if not self.is_worn:
            return change
        before = {record.id: record for record in change.before}
        return replace(
            change,
            label=self.meant(change.label),
            put=tuple(self._revealed(record, before.get(record.id)) for record in change.put),
            before=tuple(self._real(record) for record in change.before),
        )

    def _real(self, record: Record) -> Record:
        known = self._known.get(record.id)
        return known[0] if known else record

    def _revealed(self, record: Record, before: Record | None) -> Record:
        """The real record with those attributes that differ from what was shown of it."""
        known = self._known.get(record.id)
        if known is None:
            return replace(record, **dict(self._changed(record, None)))
        real, shown = known
        return replace(real, **dict(self._changed(record, before or shown)))

    def _changed(self, record: Record, shown: Record | None) -> Iterator[tuple[str, Any]]:
        for name in (attribute.name for attribute in fields(record)):
            value = getattr(record, name)
            if name in STAMPS or (shown is not None and value == getattr(shown, name)):
                continue
            is_told = any(name == told for told, _ in _SPECS[record.kind])
            yield name, self.meant(value) if is_told and isinstance(value, str) else value
