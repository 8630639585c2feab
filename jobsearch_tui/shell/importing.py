"""``jobsearch import``: another program's export becomes records, as one change."""

from __future__ import annotations

import argparse
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from jobsearch_tui.errors import UsageError
from jobsearch_tui.services.identity import new_id
from jobsearch_tui.services.transfer.linkedin import Report, read_export
from jobsearch_tui.shell.desk import Desk
from jobsearch_tui.shell.output import answer


def import_files(desk: Desk, arguments: argparse.Namespace) -> int:
    """Read the files, make the change unless it is only to be told, and say what it is."""
    from jobsearch_tui.shell.calendars import calendars_among, import_calendar

    calendars = calendars_among(arguments.files)
    if calendars:
        if len(calendars) < len(arguments.files):
            raise UsageError("Invitations and exports are imported one after the other.")
        return import_calendar(desk, arguments)
    report = read_export(
        [Path(name) for name in arguments.files],
        desk.workspace,
        now=desk.now(),
        zone=desk.zone,
        new_id=new_id,
        all_connections=arguments.all_connections,
        progress=desk.output.progress if desk.output.is_watched else None,
    )
    if not arguments.dry_run and not report.is_empty:
        desk.apply(replace(report.change, upheaval="import"))
    lines = [*report.words(), _ending(report, arguments.dry_run)]
    answer(desk.output, arguments.json, _told(report, arguments.dry_run), lines)
    return 0


def _ending(report: Report, is_rehearsal: bool) -> str:
    if is_rehearsal:
        return "Nothing was changed: this was a dry run."
    return "" if report.is_empty else "jobsearch undo takes all of it back."


def _told(report: Report, is_rehearsal: bool) -> dict[str, Any]:
    return {
        "kind": "import",
        "dry_run": is_rehearsal,
        "files": list(report.files),
        "counts": {kind: asdict(counts) for kind, counts in report.counts.items()},
        "problems": [asdict(problem) for problem in report.problems],
    }
