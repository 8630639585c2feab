"""The text of a script as it is about to be copied, and the gaps that are left in it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Final, Self

from jobsearch_tui.domain.text import one_line, shorten
from jobsearch_tui.services.script_text import harmless
from jobsearch_tui.services.scripts import GAP, PLACEHOLDERS, Script, fill
from jobsearch_tui.value import dataclass

_FIRST_MARK: Final = 0xF0000
"""The first of the private characters that stand for a name while gaps are told apart."""

_ASKED: Final = " (you are asked)"
_AROUND: Final = 24


@dataclass(frozen=True)
class Sheet:
    """A text with its gaps. ``names`` has one placeholder for each gap, in the text's order.

    A name is empty where it cannot be told, which is so after a hand has made or removed gaps.
    """

    text: str
    names: tuple[str, ...] = ()

    @classmethod
    def filled(cls, script_text: str, values: Mapping[str, str]) -> Self:
        """A script's text with the values that are known in it."""
        whole = fill(script_text, values)
        marks = {chr(_FIRST_MARK + at): name for at, name in enumerate(whole.missing)}
        marked = fill(script_text, {**values, **{name: mark for mark, name in marks.items()}})
        found = re.findall(f"{GAP}|[{''.join(marks)}]" if marks else GAP, harmless(marked.text))
        return cls.of(harmless(whole.text), tuple(marks.get(mark, "") for mark in found))

    @classmethod
    def of(cls, text: str, names: tuple[str, ...]) -> Self:
        """A text with the names of its gaps, if there are as many names as gaps."""
        count = text.count(GAP)
        return cls(text, names if len(names) == count else ("",) * count)

    def typed(self, text: str) -> Self:
        """What a hand has made of the sheet."""
        return self.of(text, self.names)

    @property
    def gaps(self) -> int:
        """How many gaps there are."""
        return len(self.names)

    @property
    def questions(self) -> int:
        """How many answers would close them all: gaps of one name need one answer."""
        return len({name for name in self.names if name}) + self.names.count("")

    def with_words(self, at: int, words: str) -> Self:
        """The sheet with the words in the gap at a place, and in all others of its name."""
        name = self.names[at]
        same = [place for place, other in enumerate(self.names) if name and other == name] or [at]
        pieces = self.text.split(GAP)
        text = pieces[0]
        for place, piece in enumerate(pieces[1:]):
            text += (words if place in same else GAP) + piece
        left = tuple(other for place, other in enumerate(self.names) if place not in same)
        return self.of(text, left)

    def next_gap(self, at: int, skipped: frozenset[str] = frozenset()) -> int | None:
        """The first gap from a place on whose name was not skipped; None when there is none."""
        places = range(at, self.gaps)
        return next((place for place in places if self.names[place] not in skipped), None)

    def question(self, at: int) -> str:
        """What to ask for a gap: what belongs there, or the words round it."""
        name = self.names[at]
        if not name:
            return f"the gap in: {self._around(at)}"
        meaning = PLACEHOLDERS.get(name, "").removesuffix(_ASKED)
        return f"{meaning} ({name})" if meaning else one_line(name)

    def offset(self, at: int) -> int:
        """Where a gap begins in the text."""
        pieces = self.text.split(GAP)
        return sum(len(piece) for piece in pieces[: at + 1]) + at * len(GAP)

    def location(self, at: int) -> tuple[int, int]:
        """Line and column of a gap, from 0."""
        before = self.text[: self.offset(at)]
        return before.count("\n"), len(before) - before.rfind("\n") - 1

    def _around(self, at: int) -> str:
        start = self.offset(at)
        before = self.text[:start].rpartition("\n")[2]
        after = self.text[start + len(GAP) :].partition("\n")[0]
        begun = f"…{before[-_AROUND:]}" if len(before) > _AROUND else before
        return f"{begun}{GAP}{shorten(after, _AROUND)}"


def counted(sheet: Sheet) -> str:
    """What is missing, in words; empty when nothing is."""
    if not sheet.gaps:
        return ""
    return "1 gap is left" if sheet.questions == 1 else f"{sheet.questions} gaps are left"


class Sheets:
    """The sheets of all scripts while the dialog is open.

    What a hand has changed stays while another script is looked at, and an answer that was
    given for one script fills the same gap in every other.
    """

    def __init__(self, values: Mapping[str, str]) -> None:
        """Take the values that are known from the record."""
        self._values = dict(values)
        self._kept: dict[str, Sheet] = {}

    def of(self, script: Script) -> Sheet:
        """The sheet of a script, with all that is known by now."""
        sheet = self._kept.get(script.name) or Sheet.filled(script.text, self._values)
        for name in dict.fromkeys(sheet.names):
            if name in self._values:
                sheet = sheet.with_words(sheet.names.index(name), self._values[name])
        return sheet

    def keep(self, script: Script, sheet: Sheet) -> None:
        """Remember what has become of a script's sheet."""
        self._kept[script.name] = sheet

    def answer(self, script: Script, sheet: Sheet, at: int, words: str) -> Sheet:
        """Put the answer into the gap, remember it, and return the sheet as it then is."""
        if name := sheet.names[at]:
            self._values[name] = words
        after = sheet.with_words(at, words)
        self.keep(script, after)
        return after

    def forget(self, script: Script) -> None:
        """Fill the script anew when it is shown next."""
        self._kept.pop(script.name, None)


@dataclass(frozen=True)
class Asking:
    """How far the asking for gaps has come: the gap ``at`` is asked for; None: no gap is."""

    at: int | None = None
    of: int = 0
    number: int = 0
    skipped: frozenset[str] = frozenset()

    def next(self, sheet: Sheet) -> Asking:
        """The next gap to ask for, from the present place on."""
        at = None if self.at is None else sheet.next_gap(self.at, self.skipped)
        return replace(self, at=at, number=self.number + 1)

    def skip(self, sheet: Sheet) -> Asking:
        """Past this gap, and past all others of its name."""
        if self.at is None:
            return self
        name = sheet.names[self.at]
        skipped = self.skipped | {name} if name else self.skipped
        return replace(self, at=self.at + 1, skipped=skipped)
