"""A small app with the clipboard mixin, run by test_copy_in_tmux.py in a real tmux.

Usage: copy_program.py FILE. F6 selects the line, Ctrl+C copies it as Textual's own widgets do,
F7 shows a text plainly, F8 opens the editor on the file.
"""

import sys
from pathlib import Path
from typing import ClassVar

from textual.app import App, ComposeResult
from textual.binding import Binding
from textual.widgets import Static, TextArea

from jobsearch_tui.errors import JobsearchError
from jobsearch_tui.services.clipboard import Outcome
from jobsearch_tui.ui.aside import edit_file, plain_view
from jobsearch_tui.ui.clipboard import ClipboardMixin, said_elsewhere

FILE = Path(sys.argv[1])
WORDS = "Guten Tag, \u00fcber die Stelle [b]im Betrieb[/b]"
LONG = " ".join(["word"] * 40)


class CopyApp(ClipboardMixin[None], App[None]):
    BINDINGS: ClassVar = [
        Binding("f7", "view", priority=True),
        Binding("f8", "edit", priority=True),
    ]

    def compose(self) -> ComposeResult:
        area = TextArea(WORDS)
        area.cursor_blink = False
        yield area
        yield Static("ready", id="told", markup=False)

    def told(self, words: str) -> None:
        self.query_one("#told", Static).update(words)

    def tell_copied(self, outcome: Outcome) -> None:
        self.told(said_elsewhere(outcome))

    def action_view(self) -> None:
        plain_view(self, f"{LONG}\nshown \x1b[31mplainly")
        self.told("back from the view")

    def action_edit(self) -> None:
        try:
            edit_file(self, FILE)
        except JobsearchError as error:
            self.told(str(error))
        else:
            self.told(f"edited: {FILE.read_text()}")


if __name__ == "__main__":
    CopyApp().run()
