"""A whole store out of what was found in a damaged one; pure.

Nothing that was found is dropped: a value that cannot stand goes into the record's note, a document
that can be no record into a table of its own. What it takes is told as findings, so that looking at
a store and mending it go by one rule.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import field

from jobsearch_tui.storage.documents import Drafts
from jobsearch_tui.storage.findings import Finding
from jobsearch_tui.storage.image import RawTables
from jobsearch_tui.storage.mending_gaps import Copy, filled
from jobsearch_tui.storage.mending_pieces import sorted_in
from jobsearch_tui.storage.mending_records import (
    with_own_ids,
    with_sound_references,
    with_sound_values,
)
from jobsearch_tui.storage.mending_tables import readable, remarks, tables_of
from jobsearch_tui.storage.salvage import Salvage
from jobsearch_tui.value import dataclass


@dataclass(frozen=True)
class Mended:
    """The tables of a store in which everything can be read, and what it took.

    ``kept`` counts the records that were there by kind, ``added`` those of a backup.
    """

    tables: RawTables
    findings: tuple[Finding, ...] = ()
    kept: Mapping[str, int] = field(default_factory=dict)
    added: Mapping[str, int] = field(default_factory=dict)

    @property
    def is_needed(self) -> bool:
        """Whether the tables differ from those that were found."""
        return any(finding.cure for finding in self.findings)


def mended(
    salvage: Salvage, copy: RawTables | None, new_id: Callable[[], str], since: str = ""
) -> Mended:
    """Everything of a salvage in order, filled up from a copy where damage left gaps.

    ``copy`` holds the tables of the newest good backup, if there is one; ``since`` names it.
    """
    found = sorted_in(salvage.pieces)
    parts, back = filled(found.records, salvage, Copy(copy or {}, since), new_id)
    drafts = Drafts.of((found, parts, back))
    drafts = drafts.then(with_sound_values(drafts.records))
    drafts = drafts.then(with_own_ids(drafts.records, new_id))
    drafts = drafts.then(with_sound_references(drafts.records))
    drafts = drafts.then(readable(drafts.records))
    remarked = (finding for draft in drafts.records for finding in remarks(draft))
    tables, told = tables_of(drafts)
    added = Counter(draft.kind for draft in back.records)
    kept = Counter(draft.kind for draft in drafts.records) - added
    return Mended(tables, (*drafts.findings, *remarked, *told), kept, dict(added))
