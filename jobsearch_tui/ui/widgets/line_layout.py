"""The rows of a table as text: columns, cells, where rows come from, what fits where.

All of it is plain values and functions without a screen; ``line_table`` draws them.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final, Literal, Protocol, Self

from jobsearch_tui.domain.text import cells as cells_wide
from jobsearch_tui.domain.text import shorten, visible
from jobsearch_tui.value import dataclass

GAP: Final = 1
"""Blank cells between two columns."""


@dataclass(frozen=True)
class Column:
    """One column: at least ``width`` cells, and its share (``grow``) of the spare room.

    When the columns do not fit, those of the lowest ``priority`` are left out first, and
    of equals the rightmost.
    """

    id: str
    label: str
    width: int
    grow: int = 0
    align: Literal["left", "right"] = "left"
    priority: int = 0


@dataclass(frozen=True)
class Cell:
    """A cell's text, literally, and its tone.

    The tone is one of ``TONES``; any other is drawn plain. Say in words or shape too what
    the tone says: the row under a focused cursor has one colour throughout.
    """

    text: str
    style: str = ""


TONES: Final = frozenset({"muted", "accent", "good", "warn", "bad", "strong"})
"""What ``Cell.style`` may be: each is a component class, ``line-table--muted`` and so on."""


class RowSource(Protocol):
    """Rows in order. ``cells`` is asked only for rows that are about to be drawn."""

    def __len__(self) -> int: ...

    def key(self, index: int) -> str:
        """The name under which the row at ``index`` is found again, unique in the source."""

    def cells(self, index: int) -> Sequence[Cell]:
        """One cell for each column, in the order of the columns."""

    def index(self, key: str) -> int | None:
        """Where the row of that key stands now, or None if it is gone."""


class NoRows:
    """The source of a table that has not been given one."""

    def __len__(self) -> int:
        return 0

    def key(self, index: int) -> str:
        raise IndexError(index)

    def cells(self, index: int) -> Sequence[Cell]:
        raise IndexError(index)

    def index(self, key: str) -> int | None:  # noqa: ARG002
        return None


# --- pure: where things go in a line --------------------------------------------------------


def layout(columns: Sequence[Column], width: int) -> list[int]:
    """The cells that each column gets, its gap to the next one included.

    They add up to ``width`` exactly; 0 is a column left out.
    """
    widths = [0] * len(columns)
    kept = _kept(columns, width)
    if not kept or width <= 0:
        return widths
    for place in kept:
        widths[place] = _least(columns[place]) + GAP
    widths[kept[-1]] -= GAP
    spare = width - sum(widths)
    if spare < 0:
        widths[kept[-1]] = width
        return widths
    shares = [(place, columns[place].grow) for place in kept if columns[place].grow > 0]
    for place, more in _shared(spare, shares or [(kept[-1], 1)]):
        widths[place] += more
    return widths


def _least(column: Column) -> int:
    return max(1, column.width)


def _kept(columns: Sequence[Column], width: int) -> list[int]:
    """The places of the columns that fit; one stays even if it does not."""
    kept = list(range(len(columns)))
    needed = sum(_least(column) + GAP for column in columns) - GAP
    while len(kept) > 1 and needed > width:
        loser = min(kept, key=lambda place: (columns[place].priority, -place))
        kept.remove(loser)
        needed -= _least(columns[loser]) + GAP
    return kept


def _shared(spare: int, shares: Sequence[tuple[int, int]]) -> Iterable[tuple[int, int]]:
    """``spare`` cells dealt out by share, without a remainder."""
    left, claims = spare, sum(share for _, share in shares)
    for place, share in shares:
        part = left * share // claims
        yield place, part
        left, claims = left - part, claims - share


_LONGEST: Final = 2_000
"""Characters of a cell that are looked at; no terminal has so many columns."""


def fit(text: str, width: int, align: str = "left") -> str:
    """The text in exactly ``width`` cells, safe to draw."""
    text = visible(text[:_LONGEST])
    room = width - cells_wide(text)
    if room < 0:
        text = shorten(text, width)
        room = width - cells_wide(text)
    return " " * room + text if align == "right" else text + " " * room


def runs(cells: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """(text, tone) pairs with neighbours of one tone joined: a change of tone costs bytes.

    Blanks look the same in every tone, so they join whatever stands before them.
    """
    merged: list[tuple[str, str]] = []
    for text, tone in cells:
        if merged and (tone == merged[-1][1] or text.isspace()):
            merged[-1] = (merged[-1][0] + text, merged[-1][1])
        elif merged and merged[-1][0].isspace():
            merged[-1] = (merged[-1][0] + text, tone)
        elif text:
            merged.append((text, tone))
    return merged


def row_runs(
    cells: Sequence[Cell], columns: Sequence[Column], widths: Sequence[int]
) -> list[tuple[str, str]]:
    """A row between its margins, as (text, tone) runs; as wide as the widths together."""
    last = max((place for place, width in enumerate(widths) if width), default=-1)
    pieces = []
    for place, (cell, column, width) in enumerate(zip(cells, columns, widths, strict=True)):
        if width:
            gap = 0 if place == last else GAP
            tone = cell.style if cell.style in TONES else ""
            pieces.append((fit(cell.text, width - gap, column.align) + " " * gap, tone))
    return runs(pieces)


def heading(column: Column, width: int, sort: tuple[str, bool] | None) -> Cell:
    """A column's label, with ▲ or ▼ if the rows are sorted by it."""
    if sort is None or sort[0] != column.id:
        return Cell(column.label)
    mark = "▼" if sort[1] else "▲"
    label = shorten(visible(column.label), width - GAP - 2)
    return Cell(f"{label} {mark}" if label else mark)


@dataclass(frozen=True)
class Viewport:
    """Which of ``total`` rows are on the screen, and which one the cursor is on.

    ``page`` rows fit, 0 before there is a screen; ``top`` is the first one shown; ``cursor``
    is -1 exactly when there are no rows. Every method keeps to what there is.
    """

    total: int = 0
    page: int = 0
    top: int = 0
    cursor: int = -1

    @property
    def shown(self) -> range:
        return range(self.top, min(self.total, self.top + self.page))

    @property
    def follows(self) -> bool:
        """Whether the cursor is on the screen, or would be were there a screen."""
        return self.page <= 0 or self.top <= self.cursor < self.top + self.page

    def scrolled(self, top: int) -> Self:
        """With that row first, or the nearest that leaves no lines blank below."""
        return replace(self, top=max(0, min(top, self.total - max(1, self.page))))

    def at(self, cursor: int) -> Self:
        """With the cursor on that row, or the nearest, and as little scrolling as shows it."""
        cursor = max(0, min(cursor, self.total - 1)) if self.total else -1
        return replace(self, cursor=cursor).following()

    def following(self) -> Self:
        """Scrolled so that the cursor shows; far from here it comes to the middle."""
        page = self.page
        if self.follows:
            return self if page <= 0 else self.scrolled(self.top)
        if not self.top - page <= self.cursor < self.top + 2 * page:
            return self.scrolled(self.cursor - page // 2)
        return self.scrolled(self.cursor if self.cursor < self.top else self.cursor - page + 1)

    def paged(self, pages: int) -> Self:
        """A screenful less a row further, with the cursor on the same line if there is room."""
        rows = pages * max(1, self.page - 1)
        return self.scrolled(self.top + rows).at(self.cursor + rows)

    def resized(self, page: int) -> Self:
        """With room for that many rows; a cursor that was on the screen stays on it."""
        after = replace(self, page=page)
        return after.following() if self.follows else after.scrolled(self.top)

    def refilled(self, total: int, cursor: int | None, top: int | None) -> Self:
        """With other rows; ``cursor`` and ``top`` say where the old ones now are, if anywhere."""
        place = max(0, self.cursor) if cursor is None else cursor
        after = replace(self, total=total, cursor=min(place, total - 1))
        after = after.scrolled(self.top if top is None else top)
        return after.following() if self.follows else after
