"""A pane: the records of one kind as a table under a title, with its filter."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message

from jobsearch_tui.domain.records import PLURALS, Record
from jobsearch_tui.domain.selection import Catalogue, Selection
from jobsearch_tui.domain.text import visible
from jobsearch_tui.ui.render.rows import COLUMNS, RecordRows, Seen
from jobsearch_tui.ui.widgets.line_layout import Column, RowSource
from jobsearch_tui.ui.widgets.line_table import LineTable

if TYPE_CHECKING:  # loaded with the first filter
    from jobsearch_tui.ui.widgets.filter_input import FilterInput


class Pane(Vertical):
    """The table of one kind; it shows what it is given and tells what the user points at."""

    DEFAULT_CSS = """
    Pane {
        FilterInput { height: 1; background: $boost; }
    }
    """

    class Pointed(Message):
        """The cursor of a pane came to another record."""

        def __init__(self, pane: Pane) -> None:
            """Name the pane."""
            super().__init__()
            self.pane = pane

    class Opened(Message):
        """The user asked for the record under a pane's cursor."""

        def __init__(self, pane: Pane) -> None:
            """Name the pane."""
            super().__init__()
            self.pane = pane

    class Entered(Message):
        """A pane got the focus, by a key or a click."""

        def __init__(self, pane: Pane) -> None:
            """Name the pane."""
            super().__init__()
            self.pane = pane

    def __init__(self, kind: str, number: int, empty: str, columns: Sequence[Column] = ()) -> None:
        """A pane for a kind, with the number that its key is, and words for no rows.

        ``columns`` are others than those that the four panes have for the kind.
        """
        super().__init__(id=f"pane-{kind}", classes="pane")
        self.kind = kind
        self.selection = Selection(kind)
        self._number = number
        self._empty = empty
        self._seen: Seen | None = None
        self._catalogue = Catalogue()
        self._records: Sequence[Record] = ()
        self.columns = columns or COLUMNS[kind]
        self.table = LineTable(self.columns, empty=empty)

    def compose(self) -> ComposeResult:
        """The table; the filter line comes under it while it is typed in."""
        yield self.table

    @property
    def record(self) -> Record | None:
        """The record under the cursor."""
        key = self.table.cursor_key
        return self._seen.workspace.get(key) if key and self._seen else None

    def show(self, seen: Seen) -> None:
        """Show the records as they now are; the cursor stays on its record."""
        self._seen = seen
        self._fill()

    def sort_by(self, column: str) -> None:
        """Sort by a column, the other way round when it is sorted by it already."""
        downwards = self.selection.sort == column and not self.selection.downwards
        self.selection = replace(self.selection, sort=column, downwards=downwards)
        self.table.set_columns(self.columns, (column, downwards) if column else None)
        self._fill()

    def begin_filter(self) -> None:
        """Show the filter line and type in it."""
        from jobsearch_tui.ui.widgets.filter_input import FilterInput

        entry = FilterInput(
            self.selection.words, compact=True, placeholder="filter; Enter keeps, Esc clears"
        )
        self.mount(entry)
        entry.focus()

    def clear_filter(self) -> bool:
        """Show all rows again; whether there was a filter."""
        had = bool(self.selection.words)
        self._filter("")
        return had

    def end_filter(self) -> None:
        """Show all rows again, and put the filter line away if one is typed in."""
        self._filter("")
        if self.query("FilterInput"):
            self._close_filter()

    def _filter(self, words: str) -> None:
        if words != self.selection.words:
            self.selection = replace(self.selection, words=words)
            self._fill()

    def _fill(self) -> None:
        if self._seen is None:
            return
        seen = self._seen
        self._records = self.select(seen)
        self.table.set_empty(self._no_rows())
        self.table.set_source(self.source_of(self._records, seen))
        self._entitle()

    def select(self, seen: Seen) -> Sequence[Record]:
        """The records that are shown, in their order."""
        return self.selection.rows(seen.workspace, seen.now, self._catalogue)

    def source_of(self, records: Sequence[Record], seen: Seen) -> RowSource:
        """The rows of these records."""
        return RecordRows(records, seen)

    def _no_rows(self) -> str:
        if self.selection.words:
            return f"Nothing here holds “{self.selection.words}”. Esc clears the filter."
        return self._empty

    def _entitle(self) -> None:
        total = len(self._seen.workspace.of_kind(self.kind)) if self._seen else 0
        shown = len(self._records)
        count = f"{shown:,} of {total:,}" if self.selection.words else f"{total:,}"
        words = f" /{self.selection.words}" if self.selection.words else ""
        name = PLURALS[self.kind].capitalize()
        self.border_title = Content(visible(f"{self._number} {name} · {count}{words}"))

    # --- what the parts tell -------------------------------------------------------------------

    def on_line_table_highlighted(self, message: LineTable.Highlighted) -> None:
        """Pass on that the cursor moved."""
        message.stop()
        self.post_message(self.Pointed(self))

    def on_line_table_opened(self, message: LineTable.Opened) -> None:
        """Pass on that a record is wanted."""
        message.stop()
        self.post_message(self.Opened(self))

    def on_descendant_focus(self) -> None:
        """Tell that the keys go here now; a filter line that was left for another pane goes."""
        self.post_message(self.Entered(self))
        if self.table.has_focus:
            self.query("FilterInput").remove()

    def on_filter_input_typed(self, message: FilterInput.Typed) -> None:
        """Filter as it is typed."""
        message.stop()
        self._filter(message.words)

    def on_filter_input_closed(self, message: FilterInput.Closed) -> None:
        """Put the filter line away and go back to the rows."""
        message.stop()
        self._filter(message.words)
        self._close_filter()

    def _close_filter(self) -> None:
        self.table.focus()
        self.query("FilterInput").remove()
