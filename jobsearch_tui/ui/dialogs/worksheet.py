"""The worksheet: companies typed or pasted on the left, what is understood on the right."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar, Final

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.getters import query_one
from textual.widgets import Static, TextArea

from jobsearch_tui.domain.companies import CompanyList
from jobsearch_tui.domain.text import clean, shorten, visible, visible_lines
from jobsearch_tui.ui.dialogs.discard import Question
from jobsearch_tui.ui.dialogs.typed import TypedDialog
from jobsearch_tui.ui.keys_named import named
from jobsearch_tui.ui.render.lines import Line
from jobsearch_tui.ui.widgets.field_input import FieldArea
from jobsearch_tui.ui.widgets.lines_view import LinesView
from jobsearch_tui.value import dataclass

_LONGEST_TITLE: Final = 60

_HOW: Final = "One a line, or a pasted list. With a name: Halden Foods - Ruth Adeyemi"


@dataclass(frozen=True)
class Sheet:
    """What a worksheet is about: its title, the words above it, and how its text is read.

    ``understand`` reads the text, ``preview`` draws what was understood for a width in cells,
    ``count`` says how far it has come.
    """

    title: str
    advice: str
    understand: Callable[[str], CompanyList]
    preview: Callable[[CompanyList, int], Sequence[Line]]
    count: Callable[[CompanyList], str]


class CompanyArea(FieldArea):
    """The lines that are typed; what is pasted into them is made harmless, its tabs are kept."""

    def on_paste(self, event: events.Paste) -> None:
        """Put in what was pasted, without what a terminal would obey."""
        event.prevent_default()
        event.stop()
        result = self.replace(clean(event.text), *self.selection)
        self.move_cursor(result.end_location)


class Worksheet(TypedDialog[CompanyList]):
    """Asks for companies; its result is what was understood, or None when it was given up.

    ``note`` is told the text after each change, and None when nothing in it could be lost.
    A list that is handed over is its caller's to save.
    """

    DEFAULT_CSS = """
    Worksheet {
        align: center middle;
        & > #sheet {
            width: 100%; max-width: 120; height: 100%; max-height: 40;
            border: round $primary; background: $background; padding: 0 1;
            border-title-style: bold; border-subtitle-color: $foreground;
        }
        #advice { height: auto; max-height: 6; color: $text-muted; }
        #how { height: auto; }
        #body { height: 1fr; margin-top: 1; }
        CompanyArea { width: 2fr; height: 100%; padding: 0; background: $boost; }
        #preview { width: 3fr; height: 100%; margin-left: 1; }
        #refused { height: auto; color: $text-warning; text-style: bold; display: none; }
        #refused.-shown { display: block; }
    }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f2,ctrl+s,ctrl+o", "save", "List the companies", id="worksheet.save"),
        Binding("escape", "cancel", "Give them up", id="worksheet.cancel"),
    ]

    AUTO_FOCUS: ClassVar[str | None] = "CompanyArea"

    sheet = query_one("#sheet", Vertical)
    area = query_one(CompanyArea)
    shown = query_one("#preview", LinesView)

    def __init__(self, sheet: Sheet, *, note: Callable[[str | None], None], text: str = "") -> None:
        """Take what it is about, who keeps what is half typed, and a text to begin with."""
        super().__init__()
        self._sheet = sheet
        self._note = note
        self._text = text

    def compose(self) -> ComposeResult:
        """The words above, the text and the preview side by side, and what is said below."""
        with Vertical(id="sheet"):
            yield Static(Content("\n".join(visible_lines(self._sheet.advice))), id="advice")
            yield Static(Content(_HOW), id="how")
            with Horizontal(id="body"):
                yield CompanyArea(self._text)
                yield LinesView(id="preview")
            yield Static(id="refused", markup=False)
            yield Question()

    def on_mount(self) -> None:
        """Name the sheet and show what stands in it."""
        self.sheet.border_title = Content(
            f" {shorten(visible(self._sheet.title), _LONGEST_TITLE)} "
        )
        self.area.move_cursor(self.area.document.end)
        self._look()

    # --- while it is typed in -------------------------------------------------------------------

    @on(TextArea.Changed)
    def _typed(self, event: TextArea.Changed) -> None:
        event.stop()
        self._note(self.area.text if self.would_be_lost() else None)
        self._refuse("")
        self._look()

    def _look(self) -> None:
        found = self._understood()
        count = self._sheet.count(found)
        self.sheet.border_subtitle = Content(f" {'  '.join((count, self._keys()))} ")
        self.shown.show(lambda width: self._sheet.preview(found, width), keep_place=True)
        if self.area.cursor_at_last_line:
            self.shown.action_last()

    def _keys(self) -> str:
        """The keys as they are mapped, the first of each."""
        return named(self.app, "{worksheet.save} Save  {worksheet.cancel} Cancel", Worksheet)

    def _understood(self) -> CompanyList:
        return self._sheet.understand(self.area.text)

    def would_be_lost(self) -> bool:
        """Whether there is any text."""
        return bool(self.area.text.strip())

    def forget(self) -> None:
        """Throw the draft away."""
        self._note(None)

    def _refuse(self, words: str) -> None:
        refused = self.query_one("#refused", Static)
        refused.update(Content(f"▲ {words}" if words else ""))
        refused.set_class(bool(words), "-shown")

    # --- closing ----------------------------------------------------------------------------------

    def action_save(self) -> None:
        """Close with the companies, unless there is none, or something is no name."""
        found = self._understood()
        if found.too_long:
            self._refuse("A line is too long for a name: part it, or take it out.")
        elif not found.new:
            self._refuse("There is no new company in it yet.")
        else:
            self.dismiss(found)
