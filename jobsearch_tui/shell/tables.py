"""Rows laid out in columns that fit the terminal."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from jobsearch_tui.domain.text import cells, shorten, visible

GAP: Final = "  "
"""What stands between two columns."""

_LONGEST: Final = 2_000
"""Characters of a cell that are looked at; no terminal has so many columns."""

_LEAST: Final = 12
_ENOUGH: Final = 28


def laid_out(rows: Sequence[Sequence[str]], width: int, main: int = 1) -> list[str]:
    """Each row as a line of at most ``width`` cells, the columns under one another.

    The first column, which holds the id, is never cut. The widest of the others gives way first,
    and the ``main`` one, which holds the name, keeps enough for a name as long as it can.
    Columns that are empty in every row are left out.
    """
    shown = [[visible(cell[:_LONGEST]) for cell in row] for row in rows]
    columns = list(zip(*shown, strict=True))
    used = [number for number, column in enumerate(columns) if any(column)]
    natural = [max(map(cells, columns[number])) for number in used]
    least = [_ENOUGH if number == main else _LEAST for number in used]
    widths = _fitting(natural, least, width)
    padded = [
        [_padded(cell, size) for cell in columns[number]]
        for number, size in zip(used, widths, strict=True)
    ]
    return [GAP.join(row).rstrip() for row in zip(*padded, strict=True)]


def _fitting(natural: Sequence[int], least: Sequence[int], width: int) -> list[int]:
    """The widths of columns, cut to fit: first down to their least, then as far as it takes."""
    room = width - len(GAP) * (len(natural) - 1)
    widths = list(natural)
    for limits in (least, [1] * len(natural)):
        while sum(widths) > room:
            open_to_cuts = [
                place for place in range(1, len(widths)) if widths[place] > limits[place]
            ]
            if not open_to_cuts:
                break
            widths[max(open_to_cuts, key=widths.__getitem__)] -= 1
    return widths


def _padded(cell: str, width: int) -> str:
    short = shorten(cell, width)
    return short + " " * (width - cells(short))
