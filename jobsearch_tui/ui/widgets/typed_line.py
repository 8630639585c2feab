"""An input that shows what it holds, whatever that is, and obeys none of it.

Textual hands the text of an input to the terminal as it is. A record that another program
wrote may hold an escape sequence, and a pasted name a sign that turns the line round: each such
sign is drawn as one that stands for it, so that the cursor is where it seems to be. What is
typed stays what it is; the fields clean it when it is read.
"""

from __future__ import annotations

from typing import Final

from rich.cells import cell_len
from rich.text import Text
from textual.expand_tabs import expand_tabs_inline
from textual.widgets import Input

from jobsearch_tui.domain.text import signs

_TAB: Final = 4


class ShownInput(Input):
    """A line of text in which every sign can be seen."""

    @property
    def _value(self) -> Text:
        """The value as it is drawn: Textual has no public way to draw another text."""
        if self.password or self.value.isprintable():
            return super()._value
        return Text(signs(self.value), no_wrap=True, overflow="ignore", end="")

    def _position_to_cell(self, position: int) -> int:
        return cell_len(expand_tabs_inline(signs(self.value[:position]), _TAB))
