"""The least that Textual can do: an app with one line of text. Run as a program."""

from __future__ import annotations

from textual.app import App, ComposeResult
from textual.widgets import Static

READY = "nothing but Textual"


class Floor(App[None]):
    """One line, and a key to leave."""

    BINDINGS = [("q", "quit", "Quit")]  # noqa: RUF012 - Textual's own attribute

    def compose(self) -> ComposeResult:
        yield Static(READY)


if __name__ == "__main__":
    Floor().run()
