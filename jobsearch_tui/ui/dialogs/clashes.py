"""A record that another program changed while its form was open: which value counts."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import ClassVar, Final

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.getters import query_one
from textual.screen import ModalScreen
from textual.widgets import Static

from jobsearch_tui.domain.clashes import Values
from jobsearch_tui.domain.text import shorten, visible
from jobsearch_tui.ui.keys_named import KeysLine
from jobsearch_tui.ui.render.clashes import COLUMNS, clash_cells, clash_lines
from jobsearch_tui.ui.widgets.line_table import LineTable
from jobsearch_tui.ui.widgets.lines_view import LinesView
from jobsearch_tui.ui.widgets.rows import ListRows

_KEYS: Final = (
    "{clashes.mine} Mine   {clashes.theirs} Theirs   {clashes.swap} Swap   {table.open} Save   "
    "{clashes.back} Back to the form"
)

_LEAST_WIDTH: Final = 70
"""Cells for a line of a value in a terminal of 80."""


class Clashes(ModalScreen[frozenset[str] | None]):
    """Asks for each attribute that two programs changed which value is to count; first mine.

    It is closed with the names of the attributes whose other value was chosen, or with None to
    go back to the form.
    """

    CSS_PATH = None
    DEFAULT_CSS = """
    Clashes {
        align: center middle;
        background: $background 0%;
        & > Vertical {
            width: 90%;
            min-width: 78;
            max-width: 110;
            height: auto;
            max-height: 100%;
            border: heavy $primary;
            background: $surface;
            padding: 0 1;
        }
        Static { height: auto; }
        LineTable { height: auto; max-height: 7; margin: 1 0; }
        LinesView { margin-bottom: 1; }
    }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("m", "choose_mine", "Mine counts", show=False, id="clashes.mine"),
        Binding("t", "choose_theirs", "Theirs counts", show=False, id="clashes.theirs"),
        Binding("space,left,right", "swap", "The other one", show=False, id="clashes.swap"),
        Binding("escape", "dismiss(None)", "Back to the form", show=False, id="clashes.back"),
    ]

    table = query_one(LineTable)
    values_view = query_one(LinesView)

    def __init__(self, title: str, values: Sequence[Values], *, is_logged: bool = True) -> None:
        """Ask about the values of a record; ``is_logged`` when its log will keep both."""
        super().__init__()
        self._title = title
        self._values = {one.name: one for one in values}
        self._is_logged = is_logged
        self._theirs: frozenset[str] = frozenset()

    def compose(self) -> ComposeResult:
        """A box with a row for each attribute, its values in full, and the keys."""
        with Vertical() as box:
            box.border_title = Content(f" Changed twice: {shorten(visible(self._title), 50)} ")
            yield Static(Content(self._question()))
            yield LineTable(COLUMNS, self._rows())
            view = LinesView()
            view.can_focus = False
            view.styles.height = max(
                len(clash_lines(one, (), _LEAST_WIDTH)) for one in self._values.values()
            )
            yield view
            yield KeysLine(_KEYS, Clashes, LineTable, id="keys")

    def _question(self) -> str:
        kept = (
            "Its log will keep both."
            if self._is_logged
            else "There is no log to keep both; u brings back theirs."
        )
        return f"While the form was open, another program changed this too. ● will count. {kept}"

    def _rows(self) -> ListRows:
        rows = [(one.name, clash_cells(one, self._theirs)) for one in self._values.values()]
        return ListRows(rows)

    def on_mount(self) -> None:
        """Begin at the first attribute."""
        self.table.focus()
        self._show()

    def on_line_table_highlighted(self) -> None:
        """Show the values of the attribute under the cursor."""
        self._show()

    def on_line_table_opened(self, message: LineTable.Opened) -> None:
        """Save as it is marked."""
        message.stop()
        self.dismiss(self._theirs)

    def action_choose_mine(self) -> None:
        """Have what was typed here count."""
        self._choose(self._theirs - {self._attribute})

    def action_choose_theirs(self) -> None:
        """Have what the other program wrote count."""
        self._choose(self._theirs | {self._attribute})

    def action_swap(self) -> None:
        """Have the other one count."""
        self._choose(self._theirs ^ {self._attribute})

    @property
    def _attribute(self) -> str:
        return self.table.cursor_key or next(iter(self._values))

    def _choose(self, theirs: frozenset[str]) -> None:
        self._theirs = theirs
        self.table.set_source(self._rows())
        self._show()

    def _show(self) -> None:
        make = partial(clash_lines, self._values[self._attribute], self._theirs)
        self.values_view.show(make)
