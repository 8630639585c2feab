"""What looking at a search can find: each thing with where, why, and what mending it means."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from jobsearch_tui.value import dataclass


class Sort(StrEnum):
    """What sort of thing was found."""

    FILE = "file"
    LOST = "lost"
    PART = "rescued in part"
    BACKUP = "taken from the backup"
    VALUE = "wrong value"
    REFERENCE = "reference to nothing"
    TWICE = "id that stands twice"
    IDENTITY = "record without an id"
    TABLE = "record in the wrong table"
    FOREIGN = "no record"
    LACKING = "something needed is missing"
    LOOSE = "log entry about nothing"
    PERMISSION = "open to others"
    COPY = "backup that cannot be read"
    LEFTOVER = "left over"
    UNKNOWN = "unknown to this version"
    UNSAVED = "not saved yet"


_REMARKS: Final = frozenset({Sort.UNKNOWN, Sort.LEFTOVER, Sort.BACKUP, Sort.LOOSE, Sort.UNSAVED})


@dataclass(frozen=True)
class Finding:
    """One thing that was found: where, what is wrong, and what mending it means.

    ``words`` is a sentence. ``cure`` completes "then …" and is empty where only a person can help.
    """

    sort: Sort
    place: str
    words: str
    cure: str = ""
    id: str = ""
    name: str = ""

    @property
    def is_fault(self) -> bool:
        """Whether something is wrong; else it is only worth knowing."""
        return self.sort not in _REMARKS
