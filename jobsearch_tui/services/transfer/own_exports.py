"""What an export of this program brings back in, as a value that can say itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Protocol

from humanize import intcomma

from jobsearch_tui.domain.arrivals import ADDED, FATES
from jobsearch_tui.domain.changes import Change
from jobsearch_tui.domain.records import PLURALS, RECORD_TYPES
from jobsearch_tui.domain.workspace import Workspace
from jobsearch_tui.services.transfer.import_report import WIDTH, wrapped
from jobsearch_tui.services.transfer.kinds import Opened
from jobsearch_tui.value import dataclass


@dataclass(frozen=True)
class Returning:
    """What would come in; nothing changes until ``change`` is taken in.

    ``counts`` say for each kind of record how many meet which fate, ``others`` how many
    documents of tables that this program does not know would be kept as they are. ``problems``
    are places and why what stands there is not read.
    """

    change: Change
    files: tuple[str, ...]
    counts: Mapping[str, Mapping[str, int]]
    others: Mapping[str, int]
    problems: tuple[tuple[str, str], ...]

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to take in."""
        return not self.change.put and not self.change.luggage

    def words(self, most: int = 50, width: int = WIDTH) -> list[str]:
        """All of it in lines of at most so many columns, with at most that many problems."""
        lines = wrapped(f"Read {_files_told(self.files)}.", "", width=width)
        for kind in RECORD_TYPES:
            told = self.counts.get(kind, {})
            parts = [f"{intcomma(told[fate])} {fate}" for fate in FATES if told.get(fate)]
            if parts:
                lines.append(f"  {PLURALS[kind]:<12}{', '.join(parts)}")
        for name, number in self.others.items():
            lines.append(f"  {name:<12}{intcomma(number)} {ADDED}, kept as it is")
        if self.problems:
            lines.append("Not read:")
        for place, reason in self.problems[:most]:
            lines += wrapped(f"{place}: {reason}", "    ", "  ", width)
        if len(self.problems) > most:
            lines.append(f"  and {intcomma(len(self.problems) - most)} more")
        return lines


class OwnExports(Protocol):
    """Reads exports of this program beside the store into which they would go."""

    def read(self, opened: Opened, workspace: Workspace, now: datetime) -> Returning:
        """Work out what files that this program exported would bring into the store.

        Raises :class:`~jobsearch_tui.errors.ImportFailedError`.
        """


def _files_told(files: Sequence[str]) -> str:
    """The names of the files, or of some of them and how many more."""
    if len(files) < 4:
        return ", ".join(files)
    return f"{files[0]}, {files[1]} and {len(files) - 2} more"
