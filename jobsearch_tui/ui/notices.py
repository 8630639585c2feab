"""What was said at the bottom of the screen, to be read again."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from datetime import date, datetime
from typing import Final

from jobsearch_tui.ui.render.lines import Line, labelled
from jobsearch_tui.value import dataclass

KEPT: Final = 50
"""Notices that are kept, of this sitting alone; older ones are forgotten."""


@dataclass(frozen=True)
class Notice:
    """Words that were said, with their tone, at a moment in the user's zone."""

    at: datetime
    words: str
    tone: str


class Notices:
    """The last notices. They may name records, so they are forgotten when the mask is turned."""

    def __init__(self) -> None:
        """Begin with none."""
        self._kept: deque[Notice] = deque(maxlen=KEPT)

    def add(self, words: str, tone: str, at: datetime) -> None:
        """Keep what is said; no words, and what was said just before, are nothing new."""
        if not words or (self._kept and self._kept[-1].words == words):
            return
        self._kept.append(Notice(at, words, tone))

    def forget(self) -> None:
        """Forget all of them."""
        self._kept.clear()

    def lines(self, today: date, width: int) -> Sequence[Line]:
        """All of them in ``width`` cells, the last one first, each with its time."""
        if not self._kept:
            return labelled("", "Nothing was said yet.", width, indent=0, tone="muted")
        found: list[Line] = []
        for notice in reversed(self._kept):
            day = "" if notice.at.date() == today else f"{notice.at:%-d %b} "
            label = f"{day}{notice.at:%H:%M}"
            found += labelled(label, notice.words, width, indent=14, tone=notice.tone)
        return found
