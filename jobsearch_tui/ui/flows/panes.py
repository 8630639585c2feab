"""What is asked about a pane."""

from __future__ import annotations

from jobsearch_tui.ui.desk import Desk
from jobsearch_tui.ui.dialogs.choose import Choose, Option
from jobsearch_tui.ui.widgets.line_layout import Column
from jobsearch_tui.ui.widgets.pane import Pane


async def sort(desk: Desk, pane: Pane, columns: tuple[Column, ...]) -> None:
    """Ask by which column to sort a pane, and do it."""
    selection = pane.selection
    usual = Option("0", "the usual order", "", "" if selection.sort else "now")
    by_column = (
        Option(str(number), column.label, column.id, _now(column, pane))
        for number, column in enumerate(columns, 1)
    )
    options = [usual, *by_column]
    start = next((place for place, option in enumerate(options) if option.remark), 0)
    column = await desk.ask(Choose("Sort by", options, start=start))
    if column is not None:
        pane.sort_by(column)


def _now(column: Column, pane: Pane) -> str:
    if column.id != pane.selection.sort:
        return ""
    return "now; again: the other way round"
