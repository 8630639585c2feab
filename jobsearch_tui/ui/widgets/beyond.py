"""How a view says that there is more of it than it shows: signs in its margin."""

from __future__ import annotations

from typing import Final

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

ABOVE: Final = "↑"
BELOW: Final = "↓"


def ended(strip: Strip, words: str, style: Style | None = None) -> Strip:
    """The line with these words in the place of its last cells, in the style that it ends in.

    Each character of the words takes one cell.
    """
    kept = strip.crop(0, strip.cell_length - len(words))
    last = next((segment.style for segment in reversed(list(strip))), None)
    return Strip.join([kept, Strip([Segment(words, style or last)], len(words))])


def words_below(lines: int, room: int) -> str:
    """That so many lines follow, in as many words as fit into ``room`` blank cells."""
    words = f" {BELOW} {lines} more "
    return words if len(words) <= room else BELOW
