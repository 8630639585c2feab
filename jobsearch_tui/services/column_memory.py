"""What is remembered of the columns of a spreadsheet from one import to the next."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol


class ColumnMemory(Protocol):
    """Keeps what the user said of the columns of a table, by the signature of its headings."""

    def recall(self, signature: str) -> Mapping[str, Any] | None:
        """What was kept last for such a table; None for nothing."""

    def keep(self, signature: str, told: Mapping[str, Any]) -> None:
        """Keep it for the next time."""


class SittingMemory:
    """A memory that lasts as long as the program runs."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self._kept: dict[str, Mapping[str, Any]] = {}

    def recall(self, signature: str) -> Mapping[str, Any] | None:
        """What was kept last for such a table; None for nothing."""
        return self._kept.get(signature)

    def keep(self, signature: str, told: Mapping[str, Any]) -> None:
        """Keep it."""
        self._kept[signature] = told
