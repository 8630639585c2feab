"""Two records side by side, and what of each is kept, as the cells of a table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from jobsearch_tui.domain.fields import Context, show
from jobsearch_tui.domain.text import shorten, visible, visible_lines
from jobsearch_tui.domain.twins import Twins
from jobsearch_tui.domain.uniting import BOTH, FIRST, SECOND, Side
from jobsearch_tui.domain.when import show_moment
from jobsearch_tui.ui.render.lines import Line, line, wrapped
from jobsearch_tui.ui.widgets.line_layout import Cell

TAKEN = "▸ "
LEFT = "  "


def side_row(side: Side, choice: str, context: Context) -> tuple[Cell, ...]:
    """A field with what both records say; what is kept has a mark before it."""
    if not side.differs:
        return (
            Cell(side.field.label, "muted"),
            Cell(LEFT + _said(side, side.first, context), "muted"),
            Cell(f"{LEFT}the same", "muted"),
        )
    return (
        Cell(side.field.label),
        _cell(_said(side, side.first, context), is_taken=choice in (FIRST, BOTH)),
        _cell(_said(side, side.second, context), is_taken=choice in (SECOND, BOTH)),
    )


def _cell(text: str, *, is_taken: bool) -> Cell:
    return Cell((TAKEN if is_taken else LEFT) + text, "strong" if is_taken else "muted")


def _said(side: Side, value: object, context: Context) -> str:
    return visible(show(side.field, value, context)) or "–"


def top_lines(twins: Twins, context: Context, width: int) -> list[Line]:
    """Why the two are likely one, and what is known of either besides its fields."""
    workspace = context.workspace
    told = [Line(((shorten(visible(f"{twins.why}."), width), "strong"),))]
    for place, record in (("left", twins.first), ("right", twins.second)):
        log = len(workspace.log(record.id))
        others = len(workspace.linked(record.id)) - log
        parts = [f"made {show_moment(record.created, context.now)}", _number(log, "log entry")]
        if others:
            parts.append(f"{others} more that refer to it")
        told.append(line((f"{place:<6}", "muted"), ", ".join(parts)))
    return told


def _number(count: int, noun: str) -> str:
    plural = f"{noun[:-1]}ies" if noun.endswith("y") else f"{noun}s"
    return f"{count or 'no'} {noun if count == 1 else plural}"


def detail_lines(side: Side, choice: str, context: Context, width: int) -> list[Line]:
    """All that both say of one field, which a row may have no room for."""
    told: list[Line] = []
    for place, value, kept in (
        ("left", side.first, (FIRST, BOTH)),
        ("right", side.second, (SECOND, BOTH)),
    ):
        text = "\n".join(visible_lines(show(side.field, value, context))) or "–"
        mark = "▸" if choice in kept or not side.differs else " "
        for number, piece in enumerate(wrapped(text, width - 9)):
            head = f"{mark} {place:<7}" if number == 0 else " " * 9
            told.append(line((head, "muted"), piece))
    return told


def rows(
    sides: Sequence[Side], choices: Mapping[str, str], context: Context
) -> list[tuple[str, tuple[Cell, ...]]]:
    """All fields, those that differ first."""
    ordered = sorted(sides, key=lambda side: not side.differs)
    return [
        (side.field.name, side_row(side, choices[side.field.name], context)) for side in ordered
    ]
