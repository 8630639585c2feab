"""Importing what this program exported: everything as JSON, or records as CSV."""

from __future__ import annotations

import argparse
from typing import Any

from jobsearch_tui.domain.arrivals import ADDED, CHANGED
from jobsearch_tui.services.transfer.kinds import Opened
from jobsearch_tui.services.transfer.own_exports import Returning
from jobsearch_tui.shell.desk import Desk
from jobsearch_tui.shell.importing import ending
from jobsearch_tui.shell.output import answer
from jobsearch_tui.shell.own_exports import StoreExports


def import_records(desk: Desk, arguments: argparse.Namespace, opened: Opened) -> int:
    """Take in all that an export holds and this store does not, or not so new."""
    found = StoreExports(desk.store).read(opened, desk.workspace, desk.now())
    if not arguments.dry_run and not found.is_empty:
        desk.take_in(found.change)
    last = ending(arguments.dry_run, found.is_empty)
    if found.is_empty and not found.problems:
        last = "Nothing was changed: all of it is here."
    lines = [*found.words(), last]
    answer(desk.output, arguments.json, _as_json(found, arguments.dry_run), lines)
    return 0


def _as_json(found: Returning, is_rehearsal: bool) -> dict[str, Any]:
    return {
        "kind": "import",
        "dry_run": is_rehearsal,
        "files": list(found.files),
        "counts": {
            kind: {"added": told.get(ADDED, 0), "changed": told.get(CHANGED, 0)}
            for kind, told in found.counts.items()
        },
        "problems": [{"place": place, "reason": reason} for place, reason in found.problems],
    }
