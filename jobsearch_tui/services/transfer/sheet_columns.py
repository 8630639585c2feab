"""What the columns of a spreadsheet mean: guessed by their headings and by what is in them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Final

from jobsearch_tui.domain.fields import typed_fields
from jobsearch_tui.domain.spec import FieldKind
from jobsearch_tui.errors import UsageError
from jobsearch_tui.services.transfer.recruiting import is_recruiting_firm
from jobsearch_tui.services.transfer.sheet import Sheet
from jobsearch_tui.services.transfer.sheet_dates import STYLES, decided, looks_like_date, styles_of
from jobsearch_tui.services.transfer.sheet_words import (
    FILE_WORDS,
    GENERIC_DATES,
    TELLING,
    VIRTUAL,
    headings,
    plain,
)
from jobsearch_tui.value import dataclass

NOTE: Final = ""
"""The target of a column that goes into the note with its heading."""

LEFT_OUT: Final = "-"
"""The target of a column that is not imported."""

GUESSABLE: Final = tuple(TELLING)
"""The kinds that are recognised by themselves, the likeliest first."""

_LONGEST: Final = 300
"""Characters of the longest cell that is looked at for what it is: the patterns below may take a
time that grows with the square of its length."""

_EMAIL: Final = re.compile(r"[^\s@]+@[^\s@]+\.[^\s@]+")
_URL: Final = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
_PHONE: Final = re.compile(r"(?=(?:\D*\d){7})[+(]?[\d\s()./\-]{7,25}(?:\s*(?:ext|x)\.?\s*\d+)?")
_MONEY: Final = re.compile(
    r"(?i)(?:[$€£]|usd|eur|gbp|chf)\s?[\d.,'’ ]+k?.*|[\d.,'’ ]+k?\s?(?:[$€£]|usd|eur|gbp|chf).*"
)


@dataclass(frozen=True)
class Columns:
    """What a table's rows are, and each column's target; ``dates`` is a style or empty.

    A target is a field's name, one of ``VIRTUAL``, :data:`NOTE` or :data:`LEFT_OUT`.
    """

    kind: str
    targets: tuple[str, ...]
    dates: str = ""

    def place(self, target: str) -> int | None:
        """The number of the column with this target."""
        return self.targets.index(target) if target in self.targets else None

    def with_target(self, number: int, target: str) -> Columns:
        """With another target for one column; the column that had it goes to the note."""
        told = [
            NOTE if one == target and target not in (NOTE, LEFT_OUT) else one
            for one in self.targets
        ]
        told[number] = target
        return replace(self, targets=tuple(told))


def targets_of(kind: str) -> dict[str, str]:
    """What a column may become in a kind of record: target and label, in the order of forms."""
    told = {field.name: field.label for field in typed_fields(kind)}
    return {**told, **VIRTUAL.get(kind, {})}


def guess(sheet: Sheet, kind: str = "") -> Columns:
    """What the rows and columns most likely are; ``kind`` is what the rows are known to be."""
    kinds = (kind,) if kind else GUESSABLE
    found = [_by_heading(sheet, one) for one in kinds]
    best = max(found, key=lambda columns: _worth(columns, sheet))
    return _by_content(best, sheet)


def _worth(columns: Columns, sheet: Sheet) -> tuple[bool, float]:
    """How well a kind fits: whether nothing needed is missing, then what it would take in."""
    told = {target for target in columns.targets if target}
    telling = sum(
        target in TELLING.get(columns.kind, ()) and _is_telling(heading, columns.kind)
        for heading, target in zip(sheet.header, columns.targets, strict=True)
    )
    # A company and a date are an appointment only where something says so.
    has_all = not missing(columns) and (telling > 0 or columns.kind != "interview")
    stem = plain(sheet.label.rpartition(".")[0])
    by_name = any(word in stem for word in FILE_WORDS.get(columns.kind, ()))
    by_content = columns.kind == "agency" and _are_agencies(columns, sheet)
    return has_all, len(told) + telling * 0.75 + (by_name + by_content) * 1.5


def _is_telling(heading: str, kind: str) -> bool:
    """Whether a heading is a word of its kind, and no mere *Date*."""
    word = plain(heading)
    return word in headings(kind) and word not in GENERIC_DATES


def _are_agencies(columns: Columns, sheet: Sheet) -> bool:
    """Whether most of the firms say in their names that they recruit."""
    place = columns.place("name")
    names = sheet.samples(place, 60) if place is not None else []
    return 2 * sum(map(is_recruiting_firm, names)) > len(names)


_NEEDED: Final[Mapping[str, tuple[tuple[str, ...], ...]]] = {
    "recruiter": (("name", "first", "last"),),
    "search": (("name",), ("recruiter",)),
}


def missing(columns: Columns) -> tuple[str, ...]:
    """The labels of the fields that a record cannot be without and no column gives."""
    labels = targets_of(columns.kind)
    needed = _NEEDED.get(columns.kind) or tuple(
        (field.name,)
        for field in typed_fields(columns.kind)
        if (field.spec.required and field.default in ("", None, ())) or field.name == "starts"
    )
    return tuple(
        labels[choices[0]] for choices in needed if not set(choices) & set(columns.targets)
    )


def _by_heading(sheet: Sheet, kind: str) -> Columns:
    """Each column by its heading: the very word, or else a heading that has the word in it."""
    known = headings(kind)
    dates = {
        field.name
        for field in typed_fields(kind)
        if field.spec.kind in (FieldKind.DATE, FieldKind.MOMENT)
    }
    others = frozenset().union(*(headings(one) for one in GUESSABLE)) - known.keys()
    targets = [NOTE] * len(sheet.header)
    taken: set[str] = set()
    for finds in (_exactly, _within):
        for number, heading in enumerate(sheet.header):
            # “Date applied” is a word of ads, and so no date of an interview.
            is_word_of_others = finds is _within and plain(heading) in others
            target = targets[number] or ("" if is_word_of_others else finds(heading, known))
            if not target or targets[number] or target in taken:
                continue
            if target not in dates or _has_a_date(sheet, number):
                targets[number] = target
                taken.add(target)
    return Columns(kind, tuple(targets))


def _has_a_date(sheet: Sheet, number: int) -> bool:
    """Whether a column may hold dates; “Next action” is a date in some tables, “Call” in others."""
    samples = sheet.samples(number, 60)
    return not samples or any(map(looks_like_date, samples))


def _exactly(heading: str, known: Mapping[str, str]) -> str:
    return known.get(plain(heading), "")


def _within(heading: str, known: Mapping[str, str]) -> str:
    """By the longest run of whole words of a heading that is a known one."""
    words = [word for word in map(plain, re.split(r"[\s_/\-().,:]+", heading)) if word]
    runs = (
        "".join(words[start : start + length])
        for length in range(len(words) - 1, 0, -1)
        for start in range(len(words) - length + 1)
    )
    return next((known[run] for run in runs if run in known and len(run) > 3), "")


_CONTENT: Final[tuple[tuple[FieldKind, Callable[[str], object]], ...]] = (
    (FieldKind.EMAIL, _EMAIL.fullmatch),
    (FieldKind.URL, _URL.match),
    (FieldKind.MONEY, _MONEY.fullmatch),
    (FieldKind.DATE, looks_like_date),
    (FieldKind.PHONE, _PHONE.fullmatch),
)
_MAIN: Final[Mapping[tuple[str, FieldKind], str]] = {
    ("ad", FieldKind.DATE): "answered_on",
    ("ad", FieldKind.MONEY): "salary",
    ("target", FieldKind.DATE): "written_on",
    ("interview", FieldKind.DATE): "starts",
    ("search", FieldKind.MONEY): "salary",
    ("offer", FieldKind.MONEY): "base",
    ("offer", FieldKind.DATE): "received",
}
"""The field that a column is without a known heading, by kind and what stands in it."""


def _by_content(columns: Columns, sheet: Sheet) -> Columns:
    """The columns with a heading that says nothing, by what stands in them."""
    fields = {field.spec.kind: field.name for field in reversed(typed_fields(columns.kind))}
    for number, target in enumerate(columns.targets):
        if target:
            continue
        samples = sheet.samples(number, 60)
        found = next((kind for kind, fits in _CONTENT if _mostly(samples, fits)), None)
        if found is None:
            continue
        meant = _MAIN.get((columns.kind, found), "")
        if not meant and found not in (FieldKind.DATE, FieldKind.MONEY):
            meant = fields.get(found, "")
        if meant and meant not in columns.targets and not _spoken_for(meant, columns):
            columns = columns.with_target(number, meant)
    return columns


def _spoken_for(target: str, columns: Columns) -> bool:
    return target == "salary" and bool({"salary_low", "salary_high"} & set(columns.targets))


def _mostly(samples: Sequence[str], fits: Callable[[str], object]) -> bool:
    fitting = sum(len(text) <= _LONGEST and bool(fits(text)) for text in samples)
    return bool(samples) and fitting >= 0.8 * len(samples)


# --- dates --------------------------------------------------------------------------------------


def date_columns(columns: Columns) -> tuple[int, ...]:
    """The numbers of the columns that hold dates."""
    kinds = {field.name: field.spec.kind for field in typed_fields(columns.kind)}
    return tuple(
        number
        for number, target in enumerate(columns.targets)
        if kinds.get(target) in (FieldKind.DATE, FieldKind.MOMENT)
    )


def proved(columns: Columns, sheet: Sheet) -> dict[int, tuple[str, ...]]:
    """By the number of each column with dates, the styles that may be meant in it.

    Where a column leaves it open the other ones of the table decide: people have one style.
    """
    found = {number: styles_of(sheet.column(number)) for number in date_columns(columns)}
    if all(len(styles) < 2 for styles in found.values()):
        return found
    told = {decided(sheet.column(number)) for number in range(len(sheet.header))} - {""}
    return {
        number: tuple(told) if len(told) == 1 and len(styles) > 1 else styles
        for number, styles in found.items()
    }


def undecided(columns: Columns, sheet: Sheet) -> dict[int, tuple[str, ...]]:
    """The columns whose dates may be meant in several styles, when nothing said which."""
    if columns.dates:
        return {}
    return {number: styles for number, styles in proved(columns, sheet).items() if len(styles) > 1}


# --- what the user says -------------------------------------------------------------------------


def corrected(columns: Columns, sheet: Sheet, said: Iterable[str]) -> Columns:
    """The columns as ``Their column=field`` says them. Raises UsageError."""
    for one in said:
        heading, equals, target = one.rpartition("=")
        if not equals or not heading.strip():
            raise UsageError(f"“{one[:60]}” is to be written as Their column=field.")
        number = _numbered(sheet, heading)
        columns = columns.with_target(number, _target(columns.kind, target.strip()))
    return columns


def _numbered(sheet: Sheet, heading: str) -> int:
    wanted = plain(heading)
    for number, name in enumerate(sheet.header):
        if plain(name) == wanted or name == heading.strip():
            return number
    names = ", ".join(sheet.header[:20])
    raise UsageError(f"There is no column “{heading[:40]}” in {sheet.label}; it has {names}.")


def _target(kind: str, said: str) -> str:
    if said in (LEFT_OUT, NOTE):
        return said
    labels = targets_of(kind)
    wanted = plain(said)
    for target, label in labels.items():
        if wanted in (plain(target), plain(label)):
            return target
    raise UsageError(
        f"{kind} has no field “{said[:40]}”; it has {', '.join(labels)}, and - for none."
    )


def checked_dates(style: str) -> str:
    """A style of dates; empty stays empty. Raises UsageError."""
    if style and style not in STYLES:
        raise UsageError("--dates is dmy (3/4 is 3 April), mdy (4 March) or ymd.")
    return style
