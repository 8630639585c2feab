"""What the screens need of the store's copies; the composition root brings the real ones."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any, Protocol

from jobsearch_tui.domain.workspace import Workspace
from jobsearch_tui.value import dataclass


class Content(Protocol):
    """What one copy holds: its records, and the document of each by its id."""

    @property
    def workspace(self) -> Workspace:
        """All records."""

    @property
    def documents(self) -> Mapping[str, Any]:
        """What stands in the copy for each of them, to be put back byte for byte."""


@dataclass(frozen=True)
class Copy:
    """One copy of the store: when (aware) and why it was made, and how many records it holds.

    ``records`` is None for one that cannot be read. ``read`` gives what it holds and raises
    :class:`~jobsearch_tui.errors.StoreError`.
    """

    made: datetime
    reason: str
    records: int | None
    read: Callable[[], Content]


class Copies(Protocol):
    """The copies of one store."""

    def all(self) -> Sequence[Copy]:
        """Those there are, newest first."""

    def make(self) -> Copy:
        """Make one now. Raises :class:`~jobsearch_tui.errors.JobsearchError`."""
