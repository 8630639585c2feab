"""The inputs of a form: one line high, without a border, silent while nobody types."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.message import Message

from jobsearch_tui.ui.widgets.typed_line import ShownInput
from jobsearch_tui.ui.widgets.typed_lines import ShownArea


class FieldInput(ShownInput):
    """A line of text without a border, whose cursor sends nothing while it rests."""

    class Stepped(Message):
        """Left or right was pressed where a choice stands."""

        def __init__(self, step: int) -> None:
            super().__init__()
            self.step = step

    def __init__(self, text: str) -> None:
        """Take the text to begin with."""
        super().__init__(text, compact=True, select_on_focus=False)
        self.cursor_blink = False


class ChoiceInput(FieldInput):
    """A line in which left and right go through the choices."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "step(-1)", "Previous choice", show=False, id="field.previous-choice"),
        Binding("right", "step(1)", "Next choice", show=False, id="field.next-choice"),
    ]

    def action_step(self, step: int) -> None:
        """Ask for the choice that many places on."""
        self.post_message(self.Stepped(step))


class FieldArea(ShownArea):
    """A few lines of text; Tab leaves them."""

    def __init__(self, text: str) -> None:
        """Take the text to begin with."""
        super().__init__(text, compact=True, highlight_cursor_line=False)
        self.cursor_blink = False
