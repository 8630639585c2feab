"""Rows that are already there as a list."""

from __future__ import annotations

from collections.abc import Sequence

from jobsearch_tui.ui.widgets.line_layout import Cell


class ListRows:
    """A row source over (key, cells) pairs."""

    def __init__(self, rows: Sequence[tuple[str, Sequence[Cell]]]) -> None:
        """Take the rows in order; keys are unique."""
        self._rows = tuple(rows)
        self._places = {key: place for place, (key, _) in enumerate(self._rows)}

    def __len__(self) -> int:
        """How many rows there are."""
        return len(self._rows)

    def key(self, index: int) -> str:
        """The key of the row at a place."""
        return self._rows[index][0]

    def cells(self, index: int) -> Sequence[Cell]:
        """The cells of the row at a place."""
        return self._rows[index][1]

    def index(self, key: str) -> int | None:
        """The place of the row with a key."""
        return self._places.get(key)
