"""The text of a script as it is about to be copied, and the gaps that are left in it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Self

from jobsearch_tui.domain.text import clean, one_line, shorten, visible
from jobsearch_tui.services.scripts import GAP, PLACEHOLDERS, fill

_FIRST_MARK: Final = 0xF0000
"""The first of the private characters that stand for a name while gaps are told apart."""

_KEPT: Final = frozenset("\n\t\u200c\u200d")
"""Line breaks, tabs, and the joiners without which some scripts are spelt wrongly."""

_ASKED: Final = " (you are asked)"
_AROUND: Final = 24


@dataclass(frozen=True, slots=True)
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
        return cls(harmless(whole.text), tuple(marks.get(mark, "") for mark in found))._checked()

    def typed(self, text: str) -> Self:
        """What a hand has made of the sheet."""
        return type(self)(text, self.names)._checked()

    def _checked(self) -> Self:
        count = self.text.count(GAP)
        return self if len(self.names) == count else type(self)(self.text, ("",) * count)

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
        return type(self)(text, left)._checked()

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


def harmless(text: str) -> str:
    """The text as it may be both shown and copied: without controls and direction marks."""
    plain = clean(text)
    if plain.isprintable():
        return plain
    return "".join(sign for sign in plain if sign in _KEPT or visible(sign) == sign)


def counted(sheet: Sheet) -> str:
    """What is missing, in words; empty when nothing is."""
    if not sheet.gaps:
        return ""
    return "1 gap is left" if sheet.questions == 1 else f"{sheet.questions} gaps are left"
