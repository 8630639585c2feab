"""What two programs made of one record, side by side, as cells and lines."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Final

from jobsearch_tui.domain.clashes import Values, from_difference
from jobsearch_tui.ui.render.lines import Line, labelled
from jobsearch_tui.ui.widgets.line_layout import Cell, Column

COLUMNS: Final = (
    Column("label", "", 12),
    Column("mine", "Mine", 20, grow=1),
    Column("theirs", "Theirs", 20, grow=1),
)

LINES_EACH: Final = 3
"""Lines that each of the three values may take below the table."""

_INDENT: Final = 12


def clash_cells(values: Values, theirs: Collection[str]) -> tuple[Cell, ...]:
    """One row: the label, and both values, the one that will count with a filled mark."""
    chosen = values.name in theirs
    others = (values.mine, values.theirs)
    mine, other = (" ".join(from_difference(text, others, 26).split()) for text in others)
    return (
        Cell(values.label),
        Cell(f"{'○' if chosen else '●'} {mine or 'empty'}", "muted" if chosen else "strong"),
        Cell(f"{'●' if chosen else '○'} {other or 'empty'}", "strong" if chosen else "muted"),
    )


def clash_lines(values: Values, theirs: Collection[str], width: int) -> list[Line]:
    """The three values of one clash, long ones from where they differ."""
    chosen = values.name in theirs
    return [
        *_value("As it was", values.was, values, width, ""),
        *_value("Mine", values.mine, values, width, "" if chosen else "strong"),
        *_value("Theirs", values.theirs, values, width, "strong" if chosen else ""),
    ]


def _value(label: str, text: str, values: Values, width: int, tone: str) -> Iterator[Line]:
    room = LINES_EACH * (width - _INDENT) * 2 // 3
    text = from_difference(text, (values.was, values.mine, values.theirs), room)
    lines = labelled(label, text or "empty", width, indent=_INDENT, tone=tone)
    yield from lines[:LINES_EACH]
