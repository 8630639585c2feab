"""A text area that shows what it holds and obeys none of it, as ``typed_line`` for one line."""

from __future__ import annotations

from rich.text import Text
from textual.widgets import TextArea

from jobsearch_tui.domain.text import signs


class ShownArea(TextArea):
    """Lines of text in which every sign can be seen."""

    def get_line(self, line_index: int) -> Text:
        """The line as it is drawn."""
        return Text(signs(self.document.get_line(line_index)), end="", no_wrap=True)
