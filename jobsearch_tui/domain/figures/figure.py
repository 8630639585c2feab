"""A figure as a value: bars in groups, what they count, and the sentence that follows from them."""

from __future__ import annotations

from math import sqrt
from typing import Final

from jobsearch_tui.value import dataclass

CONFIDENCE: Final = 1.96
"""Standard deviations of the normal distribution that hold 95 %."""


@dataclass(frozen=True)
class Bar:
    """One bar: its label, the count that is its length, and what is said after it.

    ``limit`` is where the bar is full (the capacity of a week), None where there is no such
    thing. ``record`` is the id of the record that the bar is about; empty for none.
    """

    label: str
    count: int
    note: str = ""
    limit: int | None = None
    record: str = ""


@dataclass(frozen=True)
class Group:
    """Bars that belong together, under a heading."""

    title: str
    bars: tuple[Bar, ...]


@dataclass(frozen=True)
class Figure:
    """A figure: its name and title, what is counted in one line, the bars, and what to do.

    ``advice`` is one sentence. Without any bars there is nothing to show yet, and it says what
    would change that.
    """

    id: str
    title: str
    counted: str
    groups: tuple[Group, ...]
    advice: str

    @property
    def most(self) -> int:
        """The greatest count or limit of any bar, so that all have one scale."""
        counts = (max(bar.count, bar.limit or 0) for one in self.groups for bar in one.bars)
        return max(counts, default=0)


def interval(count: int, of: int) -> tuple[float, float]:
    """Between which shares, 0 to 1, the true one lies in 95 of 100 cases.

    Wilson's score interval (E. B. Wilson, JASA 22, 1927), which holds for small counts too.
    From 0 to 1 where nothing was counted.
    """
    if of < 1:
        return 0.0, 1.0
    share, square = count / of, CONFIDENCE**2 / of
    middle = (share + square / 2) / (1 + square)
    half = CONFIDENCE * sqrt(share * (1 - share) / of + square / (4 * of)) / (1 + square)
    # To 12 digits, or the ends of the scale are missed by a hair.
    return max(0.0, round(middle - half, 12)), min(1.0, round(middle + half, 12))


def share_words(count: int, of: int) -> str:
    """A count among others with its interval: ``9 of 31, likely 16–47 %``; empty of none."""
    if of < 1:
        return ""
    low, high = interval(count, of)
    return f"{count} of {of}, likely {100 * low:.0f}–{100 * high:.0f} %"


def several(count: int, one: str, more: str = "") -> str:
    """A count with its noun: ``1 interview``, ``no interviews``, ``12 interviews``."""
    return f"{count or 'no'} {one if count == 1 else more or f'{one}s'}"
