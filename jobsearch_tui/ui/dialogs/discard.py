"""The line that asks before what was typed is given up."""

from __future__ import annotations

from textual import events
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Static


class Question(Static, can_focus=True):
    """Asks whether to give up what was typed, on one line, while it has the focus.

    Any key but ``y`` means no.
    """

    DEFAULT_CSS = """
    Question {
        height: 1;
        color: $text-warning;
        text-style: bold;
        display: none;
    }
    """

    class Answered(Message):
        """Yes or no."""

        def __init__(self, is_yes: bool) -> None:
            super().__init__()
            self.is_yes = is_yes

    def __init__(self) -> None:
        """Ask nothing yet."""
        super().__init__("▲ Discard what you typed?  y Yes  any other key: No", markup=False)
        self._asked_from: Widget | None = None

    def ask(self) -> None:
        """Show the question and wait for a key."""
        self._asked_from = self.screen.focused
        self.display = True
        self.focus()

    def on_blur(self) -> None:
        """Take the question away."""
        self.display = False

    def on_key(self, event: events.Key) -> None:
        """Take the answer, and go back to where the question came up."""
        event.stop()
        event.prevent_default()
        if self._asked_from is not None:
            self._asked_from.focus()
        self.post_message(self.Answered(event.key in ("y", "Y")))
