"""Twelve weeks as bars; the one under the cursor with its interviews."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, Final

from textual.app import ComposeResult
from textual.binding import BindingType

from jobsearch_tui.domain.forecast import Outlook, outlook
from jobsearch_tui.domain.moving import to_move
from jobsearch_tui.domain.records import Interview, Record
from jobsearch_tui.ui import flows
from jobsearch_tui.ui.commands import bindings_of
from jobsearch_tui.ui.desk import Desk, command
from jobsearch_tui.ui.render.lines import Line
from jobsearch_tui.ui.render.weeks import COLUMNS, cells_of, most_of, week_lines
from jobsearch_tui.ui.screens.parts import TwoPartScreen
from jobsearch_tui.ui.widgets.line_table import LineTable
from jobsearch_tui.ui.widgets.lines_view import LinesView
from jobsearch_tui.ui.widgets.rows import ListRows

WEEKS: Final = 12


class WeeksScreen(TwoPartScreen):
    """The weeks on top, the interviews of the highlighted one below."""

    BINDINGS: ClassVar[list[BindingType]] = bindings_of("weeks")
    PLACES: ClassVar[tuple[str, ...]] = ("weeks", "work", "app")

    DEFAULT_CSS = f"""
    WeeksScreen {{
        #weeks {{ height: {WEEKS + 2}; border-top: heavy $primary; border-title-style: bold; }}
        #week {{ height: 1fr; border-top: solid $foreground-muted; }}
        #week:focus {{ border-top: heavy $primary; }}
    }}
    """

    def __init__(self, desk: Desk) -> None:
        """Take the tools."""
        super().__init__(desk, LineTable(COLUMNS, id="weeks"), LinesView(id="week"))
        self._weeks: tuple[Outlook, ...] = ()

    def compose(self) -> ComposeResult:
        """The weeks, the interviews of one, the keys."""
        self.table.border_title = "Weeks"
        yield self.table
        yield self.view
        yield from self.bottom()

    # --- what is worked on -----------------------------------------------------------------------

    @property
    def week(self) -> Outlook | None:
        """The week under the cursor."""
        place = self.table.cursor_index
        return self._weeks[place] if place is not None and place < len(self._weeks) else None

    @property
    def subject(self) -> Record | None:
        """The interview under the cursor while the keys go there."""
        return self.pointed

    @property
    def kind(self) -> str:
        """What is added here."""
        return "interview"

    def interview_to_move(self) -> Interview | None:
        """The highlighted interview, or the one that the week is best rid of."""
        if self.week is None or isinstance(self.subject, Interview):
            return super().interview_to_move()
        return to_move(self.week.load, self.desk.now())

    # --- showing ---------------------------------------------------------------------------------

    def look(self) -> None:
        """Show the weeks as they now are; the cursor stays on its week."""
        now = self.desk.now()
        self._weeks = outlook(self.desk.workspace, now, WEEKS)
        most = most_of(self._weeks)
        rows = [(week.load.week.isoformat(), cells_of(week, most, now)) for week in self._weeks]
        self.table.set_source(ListRows(rows))
        self._show_week(keep_place=True)

    def _show_week(self, *, keep_place: bool = False) -> None:
        week, weeks, now = self.week, self._weeks, self.desk.now()

        def make(width: int) -> Sequence[Line]:
            return tuple(week_lines(week, weeks, now, width)) if week else ()

        self.view.show(make, keep_place=keep_place)

    def on_line_table_highlighted(self, message: LineTable.Highlighted) -> None:
        """Show the week under the cursor."""
        message.stop()
        self._show_week()

    def on_line_table_opened(self, message: LineTable.Opened) -> None:
        """Go into the week."""
        message.stop()
        self.view.focus()

    # --- commands --------------------------------------------------------------------------------

    @command
    async def action_more(self) -> None:
        """Let the week bear one interview more."""
        if self.week is not None:
            await flows.weeks.change_limit(self.desk, self.week.load, 1)

    @command
    async def action_fewer(self) -> None:
        """Let the week bear one interview fewer."""
        if self.week is not None:
            await flows.weeks.change_limit(self.desk, self.week.load, -1)

    @command
    async def action_away(self) -> None:
        """Keep the week free of interviews."""
        if self.week is not None:
            await flows.weeks.set_limit(self.desk, self.week.load, 0)

    def action_weeks(self) -> None:
        """Leave the weeks, as they are open already."""
        self.dismiss()
