"""The figures of the search, one at a time, each with what to do about it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import BindingType

from jobsearch_tui.domain.figures.figure import Figure
from jobsearch_tui.domain.figures.figures import figures
from jobsearch_tui.domain.records import Activity, Record
from jobsearch_tui.ui.commands import bindings_of
from jobsearch_tui.ui.desk import Desk
from jobsearch_tui.ui.render.figures import figure_lines
from jobsearch_tui.ui.render.lines import Line
from jobsearch_tui.ui.screens.parts import LinesScreen


class FiguresScreen(LinesScreen):
    """One figure fills the screen; the commands are about the record under the cursor, if any."""

    BINDINGS: ClassVar[list[BindingType]] = bindings_of("figures")
    PLACES: ClassVar[tuple[str, ...]] = ("figures", "work", "app")

    def __init__(self, desk: Desk) -> None:
        """Take the tools."""
        super().__init__(desk)
        self._figures: tuple[Figure, ...] = ()
        self._place = 0

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

    def action_turn(self, by: int) -> None:
        """Go to the next figure, or the one before; after the last comes the first."""
        self._place = (self._place + by) % len(self._figures)
        self._show(keep_place=False)

    def action_figures(self) -> None:
        """The key that opened the figures goes on to the next one."""
        self.action_turn(1)
