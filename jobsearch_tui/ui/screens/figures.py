"""The figures of the search, one at a time, each with what to do about it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.getters import query_one
from textual.widget import Widget

from jobsearch_tui.domain.figures.figure import Figure
from jobsearch_tui.domain.figures.figures import figures
from jobsearch_tui.domain.records import Activity, Record
from jobsearch_tui.ui.commands import bindings_of
from jobsearch_tui.ui.desk import Desk
from jobsearch_tui.ui.render.figures import figure_lines
from jobsearch_tui.ui.render.lines import Line
from jobsearch_tui.ui.screens.work import WorkScreen
from jobsearch_tui.ui.widgets.lines_view import LinesView


class FiguresScreen(WorkScreen):
    """One figure fills the screen; the commands are about the record under the cursor, if any."""

    BINDINGS: ClassVar[list[BindingType]] = bindings_of("figures")
    PLACES: ClassVar[tuple[str, ...]] = ("figures", "work", "app")

    DEFAULT_CSS = """
    FiguresScreen #figure {
        height: 1fr; border-top: heavy $primary; border-title-style: bold;
    }
    """

    view = query_one("#figure", LinesView)

    def __init__(self, desk: Desk) -> None:
        """Take the tools."""
        super().__init__(desk)
        self._figures: tuple[Figure, ...] = ()
        self._place = 0

    def compose(self) -> ComposeResult:
        """The figure and the keys."""
        yield LinesView(id="figure")
        yield self.too_small()
        yield self.bottom_line()

    def on_mount(self) -> None:
        """Show the first one."""
        self.view.focus()
        self.look()

    @property
    def home(self) -> Widget:
        """The figure."""
        return self.view

    @property
    def kind(self) -> str:
        """What is added here: the log is what the figures count."""
        return Activity.kind

    @property
    def subject(self) -> Record | None:
        """The record of the bar under the cursor."""
        return self.desk.workspace.get(self.view.key) if self.view.key else None

    def look(self) -> None:
        """Show the figure as the record now gives it."""
        self._figures = figures(self.desk.workspace, self.desk.now())
        self._show(keep_place=True)

    def _show(self, *, keep_place: bool) -> None:
        figure = self._figures[self._place]

        def make(width: int) -> Sequence[Line]:
            return tuple(figure_lines(figure, width))

        self.view.border_title = f"{figure.title} · {self._place + 1} of {len(self._figures)}"
        self.view.show(make, keep_place=keep_place)

    def on_lines_view_opened(self, message: LinesView.Opened) -> None:
        """Open the record of the bar under the cursor."""
        message.stop()
        self.open_record(message.key)

    def action_turn(self, by: int) -> None:
        """Go to the next figure, or the one before; after the last comes the first."""
        self._place = (self._place + by) % len(self._figures)
        self._show(keep_place=False)

    def action_figures(self) -> None:
        """The key that opened the figures goes on to the next one."""
        self.action_turn(1)

    def action_back(self) -> None:
        """Go back."""
        self.dismiss()
