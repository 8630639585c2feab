"""The daily review: one queue, most urgent first, one key for each thing to do with an item."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import ClassVar, Final

from textual import work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content

from jobsearch_tui.domain.advice import Advice, advise
from jobsearch_tui.domain.agenda import Item
from jobsearch_tui.domain.daily import agenda, tomorrow
from jobsearch_tui.domain.records import KINDS, Record, ReviewMark
from jobsearch_tui.ui import flows
from jobsearch_tui.ui.commands import bindings_of, key_words
from jobsearch_tui.ui.desk import Desk, command
from jobsearch_tui.ui.render.lines import Line
from jobsearch_tui.ui.render.record import Look
from jobsearch_tui.ui.render.today import (
    COLUMNS,
    DELETED,
    OPEN,
    Row,
    cells_of,
    end_lines,
    item_lines,
    marked_today,
    merged,
    next_open,
    taken_back,
    title,
)
from jobsearch_tui.ui.screens.parts import TwoPartScreen
from jobsearch_tui.ui.screens.record import RecordScreen
from jobsearch_tui.ui.widgets.line_table import LineTable
from jobsearch_tui.ui.widgets.lines_view import LinesView
from jobsearch_tui.ui.widgets.rows import ListRows

_KEYS: Final = ("done", "snooze", "drop", "copy-script", "look-back", "undo")
"""The commands whose keys stand beside an item."""

_NOTHING: Final = "Nothing is due today. Enjoy the evening."
_AT_REST: Final = "The search is at rest: nothing is due."


class TodayScreen(TwoPartScreen):
    """The queue above, or at the left; the item under the cursor in full below, or beside it.

    An item that was dealt with stays in the list with its mark until the screen is left, so
    that the count in the banner means something.
    """

    BINDINGS: ClassVar[list[BindingType]] = bindings_of("today")
    PLACES: ClassVar[tuple[str, ...]] = ("today", "work", "app")

    HORIZONTAL_BREAKPOINTS = [  # noqa: RUF012 - Textual's own attribute
        (0, "-narrow"),
        (100, "-wide"),
    ]

    DEFAULT_CSS = """
    TodayScreen {
        #queue { height: 2fr; border-top: heavy $primary; border-title-style: bold; }
        #item { height: 3fr; border-top: solid $foreground-muted; }
        #parts { height: 1fr; layout: vertical; }
        &.-wide #parts { layout: horizontal; }
        &.-wide #queue { width: 5fr; height: 1fr; }
        &.-wide #item { width: 4fr; height: 1fr; }
        #item:focus { border-top: heavy $primary; }
    }
    """

    def __init__(self, desk: Desk) -> None:
        """Take the tools."""
        table = LineTable(COLUMNS, empty=_NOTHING, header=False, id="queue")
        super().__init__(desk, table, LinesView(id="item"))
        self._rows: list[Row] = []
        self._advice: Advice | None = None
        self._scripts: dict[str, str] = {}
        self._sought: set[str] = set()
        self._shown = ""

    def compose(self) -> ComposeResult:
        """The queue, the item, the keys."""
        with Vertical(id="parts"):
            yield self.table
            yield self.view
        yield from self.bottom()

    # --- what is worked on -----------------------------------------------------------------------

    @property
    def row(self) -> Row | None:
        """The row under the cursor."""
        place = self.table.cursor_index
        return self._rows[place] if place is not None and place < len(self._rows) else None

    @property
    def subject(self) -> Record | None:
        """The record of the item under the cursor, or of the line while the item has the focus."""
        item = self.row.item if self.row else None
        return self.pointed or (self.desk.workspace.get(item.record.id) if item else None)

    @property
    def kind(self) -> str:
        """The kind of the record under the cursor."""
        record = self.subject
        return record.kind if record and record.kind in KINDS else "recruiter"

    # --- showing ---------------------------------------------------------------------------------

    def look(self) -> None:
        """Make the queue anew; what has gone from it stays in the list as done."""
        workspace, now = self.desk.workspace, self.desk.now()
        rested = workspace.pace.at_rest
        self.table.set_empty(_AT_REST if rested else _NOTHING)
        self._advice = advise(workspace, now)
        items = agenda(workspace, now, self._advice.wave)
        was_open = self._is_open
        marked = marked_today(workspace.all(ReviewMark), now.date())
        gone = (row.item for row in self._rows if row.item.record.id not in workspace)
        marked |= {item.key: DELETED for item in gone}
        self._rows = merged(self._rows, items, marked)
        self._sought.clear()  # another script may fit now
        self._fill()
        if was_open and not self._is_open:
            self._advance()
        self._show_item()

    def forget(self) -> None:
        """Forget the items, those that are done as well."""
        self._rows = []

    @property
    def _is_open(self) -> bool:
        return self.row is not None and self.row.state == OPEN

    def _fill(self) -> None:
        look = Look(self.desk.context(), 0)
        rows = [(row.item.key, cells_of(row, look)) for row in self._rows]
        self.table.set_source(ListRows(rows))

    def _advance(self) -> None:
        place = self.table.cursor_index
        following = None if place is None else next_open(self._rows, place)
        if following is not None:
            self.table.move_to(self._rows[following].item.key)

    def _show_item(self) -> None:
        place, row = self.table.cursor_index, self.row
        self.table.border_title = Content(title(self._rows, place, self.desk.today()))
        context = self.desk.context()
        if row is None or not any(one.state == OPEN for one in self._rows):
            self._show_end()
            return
        self.view.border_title = Content(row.item.sort.value.capitalize())
        keys = self._keys()

        def make(width: int) -> Sequence[Line]:
            look = Look(context, width)
            return item_lines(row, look, self._scripts.get(row.item.key, ""), keys)

        self.view.show(make, keep_place=row.item.key == self._shown)
        self._shown = row.item.key
        if row.item.key not in self._sought and row.state == OPEN:
            self._find_script(row.item)

    def _show_end(self) -> None:
        context, advice = self.desk.context(), self._advice
        if advice is None:  # the queue is not made yet
            return
        coming = tomorrow(context.workspace, context.now)
        self._shown = ""
        self.view.border_title = Content("The end of the review")
        self.view.show(lambda width: end_lines(Look(context, width), coming, advice))

    def _keys(self) -> dict[str, str]:
        keys_of = self.app.keys_of  # type: ignore[attr-defined]
        return {id: key_words(keys_of(id)[0]) for id in _KEYS}

    @work(exclusive=True, group="script")
    async def _find_script(self, item: Item) -> None:
        """Name the script that fits, once the scripts are read."""
        title = await asyncio.to_thread(
            flows.scripts.fitting_title, self.desk, item.record, item.script
        )
        self._sought.add(item.key)
        if title == self._scripts.get(item.key, ""):
            return
        self._scripts[item.key] = title
        if self.row is not None and self.row.item.key == item.key:
            self._show_item()

    def on_line_table_highlighted(self, message: LineTable.Highlighted) -> None:
        """Show the item under the cursor."""
        message.stop()
        self._show_item()

    def on_line_table_opened(self, message: LineTable.Opened) -> None:
        """Open the record of the item."""
        message.stop()
        if self.subject is not None:
            self.app.push_screen(RecordScreen(self.desk, self.subject.id))

    # --- commands --------------------------------------------------------------------------------

    def _item(self) -> Item | None:
        """The item to deal with; says so when there is none."""
        if self.row is not None and self.row.state == OPEN:
            return self.row.item
        if any(row.state == OPEN for row in self._rows):
            self.tell("This is dealt with: j and k go to another item.", "warn")
        else:
            self.tell("Nothing is left to deal with: Esc goes back.", "warn")
        return None

    @command
    async def action_done(self) -> None:
        """Tick the item off."""
        if item := self._item():
            await flows.review.done(self.desk, item)

    @command
    async def action_snooze(self) -> None:
        """Put the item off."""
        if item := self._item():
            await flows.review.snooze(self.desk, item)

    @command
    async def action_drop(self) -> None:
        """Take the item out of the queue for a reason."""
        if item := self._item():
            await flows.review.drop(self.desk, item)

    @command
    async def action_undo(self) -> None:
        """Take the last change back, and go to the item that comes back with it."""
        before = tuple(self._rows)
        await self.desk.turn(self.desk.session.undo, "Undone")
        self._rows, back = taken_back(before, self._rows)
        self._fill()
        if back:
            self.table.move_to(back)
        self._show_item()

    def action_one_before(self) -> None:
        """Go back to the item before."""
        place = self.table.cursor_index
        if place:
            self.table.move_to(self._rows[place - 1].item.key)

    @command
    async def action_copy_script(self) -> None:
        """Copy the script that fits the item."""
        first = self.row.item.script if self.row else ""
        await flows.scripts.copy_script(self.desk, self.subject, first)

    def action_today(self) -> None:
        """Leave the review, as it is open already."""
        self.dismiss()
