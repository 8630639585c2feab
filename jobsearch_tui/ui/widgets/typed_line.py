"""An input that shows what it holds, whatever that is, and obeys none of it.

Textual hands the text of an input to the terminal as it is. A record that another program
wrote may hold an escape sequence, and a pasted name a sign that turns the line round: each such
sign is drawn as one that stands for it, so that the cursor is where it seems to be. What is
typed stays what it is; the fields clean it when it is read.

Of a paste Textual takes the first line and drops the rest in silence, or all of one that is too
long. Here its lines become one, and as much of it goes in as there is room for.
"""

from __future__ import annotations

from typing import Final

from rich.cells import cell_len
from rich.text import Text
from textual import events
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

    def on_paste(self, event: events.Paste) -> None:
        """Put in all lines of what was pasted, as one."""
        event.prevent_default()
        event.stop()
        start, end = sorted(self.selection)
        lines = event.text.splitlines()
        is_one = lines == [event.text]
        text = event.text if is_one else " ".join(filter(None, map(str.strip, lines)))
        room = self.max_length and max(0, self.max_length - len(self.value) + end - start)
        self.replace(text[:room] if self.max_length else text, start, end)

    def _position_to_cell(self, position: int) -> int:
        return cell_len(expand_tabs_inline(signs(self.value[:position]), _TAB))
