"""Importing LinkedIn's data export from the command line."""

from __future__ import annotations

import argparse

from jobsearch_tui.services.identity import new_id
from jobsearch_tui.services.transfer.kinds import Opened
from jobsearch_tui.services.transfer.linkedin import read_export
from jobsearch_tui.shell.desk import Desk
from jobsearch_tui.shell.importing import finish


def import_linkedin(desk: Desk, arguments: argparse.Namespace, opened: Opened) -> int:
    """Read the export and make the change."""
    report = read_export(
        opened.paths,
        desk.workspace,
        now=desk.now(),
        zone=desk.zone,
        new_id=new_id,
        all_connections=arguments.all_connections,
        progress=desk.output.progress if desk.output.is_watched else None,
    )
    return finish(desk, arguments, report)
