"""Call scripts: choose one, fill what is missing, copy it, and say whether it is logged."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, Vertical
from textual.content import Content
from textual.getters import query_one
from textual.screen import ModalScreen
from textual.widgets import Input, Static, TextArea
from textual.widgets.text_area import Selection

from jobsearch_tui.domain.text import one_line, shorten, visible
from jobsearch_tui.errors import JobsearchError
from jobsearch_tui.services.clipboard import Outcome
from jobsearch_tui.services.scripts import GAP, SHIPPED, Library, Script
from jobsearch_tui.ui.clipboard import is_copied, said, said_elsewhere
from jobsearch_tui.ui.dialogs.script_sheet import Sheet, counted, harmless
from jobsearch_tui.ui.widgets.line_layout import Cell, Column
from jobsearch_tui.ui.widgets.line_table import LineTable
from jobsearch_tui.ui.widgets.rows import ListRows

IN_LIST = (
    "Enter copies   y copies and logs   f fills the gaps   v plain view\n"
    "Tab edits the text for this once   e edits the script   PgDn scrolls   Esc closes"
)
IN_TEXT = "Type to change what is copied this once.\nEsc or Tab goes back to the list"
IN_LINE = "Enter fills it in   Esc skips it   Tab leaves the rest"

_COLUMNS = (
    Column("title", "", 20, grow=1),
    Column("channel", "", 9, priority=-1),
    Column("mine", "", 5, priority=-2),
)


@dataclass(frozen=True, slots=True)
class Copied:
    """What was copied, whether it is to be logged on the record, and what became of the copy."""

    script: Script
    logged: bool
    words: str = ""


class ScriptList(LineTable):
    """The scripts; here Page Up and Page Down belong to the text beside them."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("pagedown,space", "screen.scroll_text(1)", "Scroll down", show=False),
        Binding("pageup", "screen.scroll_text(-1)", "Scroll up", show=False),
    ]


class ScriptText(TextArea):
    """The text to be copied. What is pasted into it is made harmless."""

    def on_paste(self, event: events.Paste) -> None:
        """Put in what was pasted, without what a terminal would obey."""
        event.prevent_default()
        event.stop()
        result = self.replace(harmless(event.text), *self.selection)
        self.move_cursor(result.end_location)


class ScriptsDialog(ModalScreen[Copied | None]):
    """The scripts, the one that fits first, and the chosen one's text with its values.

    ``copy`` brings a text to the clipboard; ``edit`` opens the user's own copy of a script and
    returns it as it then is, or None when it is gone, or raises JobsearchError; ``plain`` shows
    a text plainly; ``logs_as`` says as what a script is logged, empty when it cannot be.
    """

    DEFAULT_CSS = """
    ScriptsDialog {
        align: center middle;
        background: $background 0%;
        #box {
            width: 100%; max-width: 130; height: 100%; max-height: 46;
            border: heavy $primary; background: $surface; padding: 0 1;
        }
        #body { height: 1fr; layout: vertical; }
        ScriptList { height: 6; }
        #sheet { height: 1fr; border-top: solid $primary; }
        #when { height: auto; max-height: 2; color: $text-muted; text-style: italic; }
        ScriptText, ScriptText:focus { height: 1fr; border: none; padding: 0; }
        ScriptText { background: $surface; }
        ScriptText:focus { background: $boost; }
        #status { height: auto; min-height: 1; max-height: 4; }
        #status.-good { color: $text-success; }
        #status.-warn { color: $text-warning; }
        #asking { height: auto; display: none; }
        #asking.-shown { display: block; }
        #question { height: auto; max-height: 2; color: $text-accent; }
        #keys { height: auto; color: $text-muted; }
        &.-wide #body { layout: horizontal; }
        &.-wide ScriptList { width: 2fr; height: 1fr; margin-right: 1; }
        &.-wide #sheet {
            width: 3fr; border-top: none; border-left: solid $primary; padding-left: 1;
        }
    }
    """

    HORIZONTAL_BREAKPOINTS: ClassVar[list[tuple[int, str]] | None] = [(0, "-narrow"), (100, "-wide")]

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "back", "Back", show=False, id="scripts.back"),
        Binding("tab,shift+tab", "turn", "Text or list", show=False, id="scripts.turn"),
        Binding("c", "copy(False)", "Copy", show=False, id="scripts.copy"),
        Binding("y", "copy(True)", "Copy and log", show=False, id="scripts.copy-and-log"),
        Binding("l", "log", "Log", show=False, id="scripts.log"),
        Binding("f", "fill", "Fill the gaps", show=False, id="scripts.fill"),
        Binding("e", "edit", "Edit the script", show=False, id="scripts.edit"),
        Binding("v", "plain", "Plain view", show=False, id="scripts.plain"),
    ]

    table = query_one(ScriptList)
    area = query_one(ScriptText)
    answer = query_one(Input)

    def __init__(
        self,
        library: Library,
        ranked: Sequence[Script],
        facts: Mapping[str, str],
        title: str,
        *,
        copy: Callable[[str], Awaitable[Outcome]],
        edit: Callable[[Script], Awaitable[Script | None]],
        plain: Callable[[str], None],
        logs_as: Callable[[Script], str],
    ) -> None:
        """Show the ``ranked`` scripts for the record with this ``title``, filled from ``facts``."""
        super().__init__()
        self._problems = library.problems
        self._scripts = {script.name: script for script in ranked}
        self._values = dict(facts)
        self._title = title
        self._copy, self._edit, self._plain, self._logs_as = copy, edit, plain, logs_as
        self._name = next(iter(self._scripts), "")
        self._sheet = Sheet("")
        self._by_hand: dict[str, Sheet] = {}
        self._gap: int | None = None
        self._skipped: frozenset[str] = frozenset()
        self._warned = False
        self._copied: Copied | None = None
