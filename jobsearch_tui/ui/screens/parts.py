"""Screens of one view of lines, and of two parts: a table, and beside it what was chosen."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.getters import query_one
from textual.widget import Widget

from jobsearch_tui.domain.records import Record
from jobsearch_tui.ui.desk import Desk
from jobsearch_tui.ui.screens.record import RecordScreen
from jobsearch_tui.ui.screens.work import WorkScreen
from jobsearch_tui.ui.widgets.line_table import LineTable
from jobsearch_tui.ui.widgets.lines_view import LinesView


class LinesScreen(WorkScreen):
    """One view of lines fills the screen; the record of the line under the cursor can be opened."""

    DEFAULT_CSS = """
    LinesScreen #lines {
        height: 1fr; border-top: heavy $primary; border-title-style: bold;
    }
    """

    view = query_one("#lines", LinesView)

    def compose(self) -> ComposeResult:
        """The lines and the keys."""
        yield LinesView(id="lines")
        yield from self.bottom()

    def on_mount(self) -> None:
        """Show what there is."""
        self.view.focus()
        self.look()

    @property
    def home(self) -> Widget:
        """The lines themselves."""
        return self.view

    def on_lines_view_opened(self, message: LinesView.Opened) -> None:
        """Open the record under the cursor."""
        message.stop()
        self.open_record(message.key)

    def action_back(self) -> None:
        """Go back."""
        self.dismiss()


class TwoPartScreen(WorkScreen):
    """The keys go to the table, or to the lines of what was chosen; Tab changes over."""

    def __init__(self, desk: Desk, table: LineTable, view: LinesView) -> None:
        """Take the tools and the two parts."""
        super().__init__(desk)
        self.table = table
        self.view = view

    def on_mount(self) -> None:
        """Begin in the table."""
        self.table.focus()
        self.look()

    @property
    def home(self) -> Widget:
        """The table."""
        return self.table

    @property
    def pointed(self) -> Record | None:
        """The record of the line under the cursor, while the keys go to the lines."""
        if self.view.has_focus and self.view.key:
            return self.desk.workspace.get(self.view.key)
        return None

    def on_lines_view_opened(self, message: LinesView.Opened) -> None:
        """Open the record that the line under the cursor names."""
        message.stop()
        self.app.push_screen(RecordScreen(self.desk, message.key))

    def action_other_part(self) -> None:
        """Go from the table to the lines, and back."""
        (self.table if self.view.has_focus else self.view).focus()

    def action_back(self) -> None:
        """From the lines to the table, then back to where one came from."""
        if self.view.has_focus:
            self.table.focus()
        else:
            self.dismiss()
