"""The line in which a pane's filter is typed."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widgets import Input

from jobsearch_tui.ui.widgets.typed_line import ShownInput


class FilterInput(ShownInput):
    """The line in which a pane's filter is typed."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "clear", "Clear", show=False, id="filter.clear"),
        Binding("down", "keep", "Keep", show=False, id="filter.keep"),
    ]

    class Typed(Message):
        """The filter is another one now."""

        def __init__(self, words: str) -> None:
            """Give its words."""
            super().__init__()
            self.words = words

    class Closed(Message):
        """The filter is settled; ``words`` are empty when it was cleared."""

        def __init__(self, words: str) -> None:
            """Give its words."""
            super().__init__()
            self.words = words

    def action_clear(self) -> None:
        """Show all rows again."""
        self.value = ""
        self.post_message(self.Closed(""))

    def action_keep(self) -> None:
        """Leave the filter as it is and go to the rows."""
        self.post_message(self.Closed(self.value))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Keep the filter."""
        event.stop()
        self.action_keep()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Tell what is to be filtered by."""
        event.stop()
        self.post_message(self.Typed(event.value))
