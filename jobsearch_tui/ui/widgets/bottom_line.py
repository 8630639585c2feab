"""The last line: the keys, or what has just been done."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from textual.content import Content
from textual.widget import Widget

from jobsearch_tui.domain.text import cells, shorten, visible
from jobsearch_tui.ui.render.lines import wrapped

_RULE: Final = 1
"""Lines of the rule over words that take more than one line."""


class BottomLine(Widget):
    """One line that tells the keys until there is something to say.

    Words that are too long for it stand in as many lines as they need, under a rule and over
    what is there, until the next key. Words that would take more than half of the screen end
    with how the rest can be read.
    """

    DEFAULT_CSS = """
    BottomLine { height: 1; color: $text-muted; background: $background; }
    BottomLine.-good { color: $text-success; }
    BottomLine.-warn { color: $text-warning; }
    BottomLine.-bad { color: $text-error; text-style: bold; }
    """

    def __init__(self, keys: Iterable[tuple[str, str]], more: str = "") -> None:
        """Take pairs of a key and what it does, the most wanted first.

        ``more`` says how what does not fit can be read.
        """
        super().__init__()
        self._keys = tuple(keys)
        self._more = more
        self._words = ""
        self._standing = ""
        self._height = 1

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
        self._show()

    def stand(self, words: str) -> None:
        """Say something that stays in front of all else until it is taken away."""
        if words != self._standing:
            self._standing = words
            self._show()

    def on_resize(self) -> None:
        """Take as many lines as the words need in the new width."""
        self._take_room()

    def _show(self) -> None:
        self._take_room()
        self.refresh()

    def _take_room(self) -> None:
        lines = len(self._lines()) if self._words and self.size.width else 1
        height = lines + _RULE if lines > 1 else 1
        if height != self._height:
            self._height = height
            self.styles.height = height

    @property
    def _width(self) -> int:
        return max(1, self.size.width - 2)

    @property
    def _said(self) -> str:
        return f"{self._standing}  {self._words}" if self._standing else self._words

    def _lines(self) -> Sequence[str]:
        """The words in lines; what would take more than half of the screen is cut."""
        if cells(visible(self._said)) <= self._width:
            return (visible(self._said),)
        lines = wrapped(self._said, self._width)
        most = max(1, self.app.size.height // 2 - _RULE)
        if len(lines) <= most:
            return lines
        return (*lines[: most - 1], shorten(f"… {self._more}", self._width))

    def render(self) -> Content:
        """The words, or as many keys as fit."""
        if not self._words:
            return Content(f" {self._told_keys()}")
        lines = self._lines()
        if len(lines) == 1 or self.size.height == 1:
            # A screen that lies under a dialog is not laid out before that is closed.
            return Content(f" {shorten(visible(self._said), self._width)}")
        rule = "─" * self.size.width
        return Content("\n".join((rule, *(f" {words}" for words in lines))))

    def _told_keys(self) -> str:
        line = f"{self._standing}  " if self._standing else ""
        for key, label in self._keys:
            piece = f"{key} {label}  "
            if len(line) + len(piece) - 2 > self._width:
                break
            line += piece
        return line.rstrip()
