"""What a line that answers a question tells the app while it is typed."""

from __future__ import annotations

from typing import Final

from textual.message import Message

LINE: Final = "line"
"""The kind of the draft of such a line; its one value stands under the question."""


class LineTyped(Message):
    """The text of a line as it is now; nothing once it has answered or was given up."""

    def __init__(self, title: str, text: str) -> None:
        """Take the question, and what was typed under it."""
        super().__init__()
        self.title = title
        self.text = text
