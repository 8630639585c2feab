"""Which part of a line changed: over a slow line every cell that is not sent counts."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain, repeat

from rich.style import Style
from textual.geometry import Region
from textual.strip import Strip

_Cell = tuple[str, Style | None]


def changed_regions(before: Sequence[Strip], after: Sequence[Strip]) -> list[Region]:
    """The part of each line, from the first cell to the last, that differs.

    The sequences are equally long; lines of the same place are compared.
    """
    return [
        Region(start, y, end - start, 1)
        for y, (old, new) in enumerate(zip(before, after, strict=True))
        if old is not new and old != new
        for start, end in (changed_span(old, new),)
    ]


def changed_span(old: Strip, new: Strip) -> tuple[int, int]:
    """The cells, from a first one up to but not including an end, in which two lines differ.

    Lines with characters that are not one cell wide are taken to differ as a whole.
    """
    width = new.cell_length
    one, other = _cells(old), _cells(new)
    if len(one) != width or len(other) != width or old.cell_length != width:
        return 0, width
    start = 0
    while start < width and one[start] == other[start]:
        start += 1
    end = width
    while end > start and one[end - 1] == other[end - 1]:
        end -= 1
    return start, end


def _cells(strip: Strip) -> list[_Cell]:
    return list(
        chain.from_iterable(zip(text, repeat(style), strict=False) for text, style, _ in strip)
    )
