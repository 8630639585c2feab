"""The last line: the keys, or what has just been done."""

from __future__ import annotations

from collections.abc import Iterable

from textual.content import Content
from textual.widget import Widget

from jobsearch_tui.domain.text import shorten, visible


class BottomLine(Widget):
    """One line that tells the keys until there is something to say."""

    DEFAULT_CSS = """
    BottomLine { height: 1; color: $text-muted; }
    BottomLine.-good { color: $text-success; }
    BottomLine.-warn { color: $text-warning; }
    BottomLine.-bad { color: $text-error; text-style: bold; }
    """

    def __init__(self, keys: Iterable[tuple[str, str]]) -> None:
        """Take pairs of a key and what it does, the most wanted first."""
        super().__init__()
        self._keys = tuple(keys)
        self._words = ""
        self._standing = ""

    @property
    def words(self) -> str:
        """What is said at present; empty while the keys are shown."""
        return self._words

    def tell(self, words: str, tone: str = "") -> None:
        """Say something, or nothing to show the keys again."""
        if words == self._words:
            return
        self._words = words
        for name in ("good", "warn", "bad"):
            self.set_class(name == tone, f"-{name}")
        self.refresh()

    def stand(self, words: str) -> None:
        """Say something that stays in front of all else until it is taken away."""
        if words != self._standing:
            self._standing = words
            self.refresh()

    def render(self) -> Content:
        """The words, or as many keys as fit."""
        width = self.size.width - 2
        standing = f"{self._standing}  " if self._standing else ""
        if self._words:
            return Content(f" {shorten(visible(standing + self._words), width)}")
        line = standing
        for key, label in self._keys:
            piece = f"{key} {label}  "
            if len(line) + len(piece) - 2 > width:
                break
            line += piece
        return Content(f" {line.rstrip()}")
