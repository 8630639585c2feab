"""The last gate before the terminal: no control character passes, wherever it came from."""

from __future__ import annotations

from typing import Final

from rich.cells import get_character_cell_size
from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

from jobsearch_tui.domain.text import signs

_JOINERS: Final = "\u200c\u200d"
"""An emoji may be parted from its joiner where a style ends; they are harmless by themselves."""


class LastGate(LineFilter):
    """Takes out of every line what a terminal would obey.

    Text is made visible where it is drawn. This holds for the widgets of Textual, too, and for
    a line of ours that forgets.
    """

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:  # noqa: ARG002
        """The same pieces, with what does not print replaced in as many cells as it took."""
        if all(segment.control or segment.text.isprintable() for segment in segments):
            return segments
        return [
            segment if segment.control else Segment(_printed(segment.text), segment.style)
            for segment in segments
        ]


def _printed(text: str) -> str:
    return "".join(
        sign if sign == safe or sign in _JOINERS else "\ufffd" * get_character_cell_size(sign)
        for sign, safe in zip(text, signs(text).replace("\t", " "), strict=True)
    )
