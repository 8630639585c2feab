"""Where calendar files go, and what writes them there."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Protocol

from jobsearch_tui.domain.workspace import Workspace
from jobsearch_tui.value import dataclass


class WriteFile(Protocol):
    """Writes a private file, whole or not at all."""

    def __call__(self, path: Path, data: bytes) -> object:
        """Replace the file. Raises NotSavedError."""


class Kept(Protocol):
    """A calendar file that says what the search says."""

    def bring_up_to_date(self, look: Callable[[], Workspace], now: Callable[[], datetime]) -> bool:
        """Write it if need be; whether it was written. Raises NotSavedError."""


@dataclass(frozen=True)
class CalendarBox:
    """A folder for the files of single interviews, what writes them, and the calendar kept."""

    folder: Path
    write: WriteFile
    kept: Kept | None = None
