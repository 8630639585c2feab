"""What the dialog of the call scripts is made of: the list, the text, the line for a gap."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar, Final

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.getters import query_one
from textual.message import Message
from textual.widgets import Input, Static
from textual.widgets.text_area import Selection

from jobsearch_tui.domain.text import one_line, visible
from jobsearch_tui.services.script_text import harmless
from jobsearch_tui.services.scripts import GAP, SHIPPED, Script
from jobsearch_tui.ui.dialogs.script_sheet import Sheet
from jobsearch_tui.ui.widgets.line_layout import Cell, Column
from jobsearch_tui.ui.widgets.line_table import LineTable
from jobsearch_tui.ui.widgets.rows import ListRows
from jobsearch_tui.ui.widgets.typed_line import ShownInput
from jobsearch_tui.ui.widgets.typed_lines import ShownArea

_COLUMNS: Final = (
    Column("title", "", 40, grow=1),
    Column("channel", "", 9, priority=-1),
)
_MINE: Final = "◆"


class ScriptList(LineTable):
    """The scripts; here Page Up and Page Down belong to the text beside them."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            *("pagedown,space", "screen.scroll_text(1)", "Scroll down"),
            show=False,
            id="scripts.page-down",
        ),
        Binding("pageup", "screen.scroll_text(-1)", "Scroll up", show=False, id="scripts.page-up"),
    ]

    def __init__(self, scripts: Iterable[Script]) -> None:
        """List the scripts in this order."""
        super().__init__(_COLUMNS, _rows(scripts), header=False)

    def refill(self, scripts: Iterable[Script]) -> None:
        """List these scripts; the cursor stays on its own."""
        self.set_source(_rows(scripts))


def _rows(scripts: Iterable[Script]) -> ListRows:
    return ListRows([(script.name, _cells(script)) for script in scripts])


def _cells(script: Script) -> tuple[Cell, ...]:
    mine = "" if script.origin == SHIPPED else f"{_MINE} "
    return Cell(f"{mine}{script.title}"), Cell(script.channel, "muted")


def head(script: Script) -> str:
    """What is to be known before a script is used: its channel, whose it is, and when it fits."""
    whose = "" if script.origin == SHIPPED else f" · {_MINE} yours"
    when = f" · {script.when}" if script.when else ""
    return f"{script.channel.capitalize()}{whose}{when}"


class ScriptText(ShownArea):
    """The text to be copied. What is pasted into it is made harmless."""

    DEFAULT_CSS = """
    ScriptText {
        height: 1fr;
        padding: 0;
        background: $surface;
        scrollbar-size-vertical: 1;
        scrollbar-color: $primary;
        scrollbar-background: $surface;
        &:focus { background: $boost; }
    }
    """

    def __init__(self) -> None:
        """An empty text without line numbers, wrapped at words."""
        super().__init__(compact=True, highlight_cursor_line=False)
        self.cursor_blink = False

    def show(self, sheet: Sheet) -> None:
        """Show a sheet from its top."""
        self.load_text(sheet.text)
        self.scroll_home(animate=False)

    def point_at(self, sheet: Sheet, at: int) -> None:
        """Mark a gap and bring it into sight."""
        line, column = sheet.location(at)
        self.selection = Selection((line, column), (line, column + len(GAP)))
        self.call_after_refresh(self.scroll_cursor_visible, center=True, animate=False)

    def on_paste(self, event: events.Paste) -> None:
        """Put in what was pasted, without what a terminal would obey."""
        event.prevent_default()
        event.stop()
        result = self.replace(harmless(event.text), *self.selection)
        self.move_cursor(result.end_location)


class GapLine(Vertical):
    """Asks for the words of one gap after the other; its owner shows it while it asks."""

    DEFAULT_CSS = """
    GapLine {
        height: auto;
        display: none;
        Static { height: auto; max-height: 3; text-style: bold; }
    }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "skip", "Skip the gap", show=False, id="gap.skip"),
        Binding("tab,shift+tab", "leave", "Leave the rest", show=False, id="gap.leave"),
    ]

    line = query_one(Input)

    class Answered(Message):
        """The words for the gap that was asked for; empty when it is skipped."""

        def __init__(self, words: str) -> None:
            super().__init__()
            self.words = words

    class Left(Message):
        """Nothing more is to be asked."""

    def compose(self) -> ComposeResult:
        """The question and the line for its answer."""
        yield Static()
        line = ShownInput(compact=True)
        line.cursor_blink = False
        yield line

    def ask(self, question: str) -> None:
        """Ask for the words of a gap."""
        self.query_one(Static).update(Content(visible(question)))
        self.line.value = ""
        self.line.focus()

    def action_skip(self) -> None:
        """Leave this gap as it is."""
        self.post_message(self.Answered(""))

    def action_leave(self) -> None:
        """Leave this gap and all that follow."""
        self.post_message(self.Left())

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Answer with what was typed."""
        event.stop()
        self.post_message(self.Answered(one_line(harmless(event.value))))

    def on_input_changed(self, event: Input.Changed) -> None:
        """Nobody else has to know what is being typed."""
        event.stop()
