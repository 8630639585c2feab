"""A figure as lines of text: labels, counts and bars of block characters.

The length of a bar is never all that tells its count: the number stands beside it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from jobsearch_tui.domain.figures.figure import Bar, Figure
from jobsearch_tui.domain.text import cells, shorten, visible
from jobsearch_tui.value import dataclass

FULL, HALF, LIMIT = "█", "▌", "│"
"""A cell of a bar, half of one, and the line at what a week can bear."""

_WIDEST: Final = 40
_LEAST: Final = 8
_MOST_LABEL: Final = 26


@dataclass(frozen=True)
class Row:
    """One line: pieces of text, each with its tone, and the id of the record it is about."""

    runs: tuple[tuple[str, str], ...] = ()
    record: str = ""

    @property
    def text(self) -> str:
        """The line without its tones."""
        return "".join(text for text, _ in self.runs).rstrip()


def drawn(figure: Figure, width: int) -> Iterator[Row]:
    """The groups of a figure with their bars, in lines of at most ``width`` cells.

    All bars have one scale and begin in one column.
    """
    bars = [bar for group in figure.groups for bar in group.bars]
    label = min(
        _MOST_LABEL, width // 2, max((cells(visible(bar.label)) for bar in bars), default=0)
    )
    number = len(str(max((bar.count for bar in bars), default=0)))
    note = max((cells(bar.note) for bar in bars), default=0)
    room = width - 2 - label - 1 - number - 1 - (note + 2 if note else 0)
    scale = _Scale(max(_LEAST, min(_WIDEST, room - 1)), figure.most)
    for place, group in enumerate(figure.groups):
        if place:
            yield Row()
        yield Row(((shorten(visible(group.title), width), "strong"),))
        for bar in group.bars:
            yield _row(bar, label, number, scale, width)


def _row(bar: Bar, label: int, number: int, scale: _Scale, width: int) -> Row:
    name = shorten(visible(bar.label), label)
    head = f"  {name}{' ' * (label - cells(name))} {bar.count:>{number}} "
    shape = scale.shape(bar)
    room = width - cells(head) - cells(shape) - 2
    told = shorten(bar.note, room) if bar.note and room > 1 else ""
    tone = "warn" if bar.limit is not None and bar.count > bar.limit else "accent"
    runs = ((head, ""), (shape, tone), (f"  {told}" if told else "", "muted"))
    return Row(tuple(run for run in runs if run[0]), bar.record)


@dataclass(frozen=True)
class _Scale:
    """How many cells the greatest count takes; small counts take two cells each at most."""

    room: int
    most: int

    def shape(self, bar: Bar) -> str:
        """A bar; with a limit a line stands at it, and what goes beyond is past the line."""
        filled = self._filled(bar.count)
        if bar.limit is None:
            return filled
        edge = len(self._filled(bar.limit))
        return f"{filled[:edge].ljust(edge)}{LIMIT}{filled[edge:]}"

    def _filled(self, count: int) -> str:
        halves = round(2 * count * min(2.0, self.room / max(1, self.most)))
        halves = max(halves, 1 if count else 0)
        return FULL * (halves // 2) + HALF * (halves % 2)
