"""A figure as lines of the screen: what to do first, then what it is seen from."""

from __future__ import annotations

from collections.abc import Iterator

from jobsearch_tui.domain.figures.figure import Figure
from jobsearch_tui.services.figures.drawing import drawn
from jobsearch_tui.ui.render.lines import Line, line, wrapped


def figure_lines(figure: Figure, width: int) -> Iterator[Line]:
    """The advice, what is counted, and the bars; a bar about a record has its id as key."""
    for piece in wrapped(figure.advice, width):
        yield line((piece, "strong"))
    for piece in wrapped(figure.counted, width):
        yield line((piece, "muted"))
    yield Line()
    for row in drawn(figure, width):
        yield Line(row.runs, row.record)
