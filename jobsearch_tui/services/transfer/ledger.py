"""What an import puts into the workspace, and the marks by which a later one knows its rows."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from jobsearch_tui.domain.records import ImportMark, Record
from jobsearch_tui.domain.workspace import Workspace
from jobsearch_tui.services.transfer.import_report import COUNTED, Counts


def mark_id(*identity: str) -> str:
    """The id of the mark for a row that is identified by these words at its source."""
    words = "\x1f".join(identity).encode("utf-8", "surrogatepass")
    return f"im-{hashlib.blake2b(words, digest_size=8).hexdigest()}"


@dataclass(slots=True)
class Ledger:
    """The records to put, each once, over those of a workspace that is not changed."""

    workspace: Workspace
    now: datetime
    new_id: Callable[[], str]
    put: dict[str, Record] = field(default_factory=dict)
    counts: dict[str, Counts] = field(default_factory=lambda: {kind: Counts() for kind in COUNTED})

    def known(self, mark: str) -> ImportMark | None:
        """The mark with this id, from an earlier import or this one."""
        found = self.put.get(mark)
        return found if isinstance(found, ImportMark) else self.workspace.find(ImportMark, mark)

    def add(self, record: Record) -> None:
        """Put a new record and count it."""
        self.put[record.id] = record
        self.count(record.kind).added += 1

    def count(self, kind: str) -> Counts:
        """What became of the rows of a kind so far."""
        return self.counts.setdefault(kind, Counts())

    def mark(self, mark: str, record_id: str, source: str) -> None:
        """Remember that a row came in as this record."""
        self.put[mark] = ImportMark(
            id=mark, created=self.now, changed=self.now, record=record_id, source=source
        )

    def claims(self) -> dict[str, set[str]]:
        """By the id of a record, the sources that earlier imports found it in."""
        found: dict[str, set[str]] = {}
        for mark in self.workspace.all(ImportMark):
            found.setdefault(mark.record, set()).add(mark.source)
        return found
