"""Importing address books from the command line."""

from __future__ import annotations

import argparse

from jobsearch_tui.services.identity import new_id
from jobsearch_tui.services.transfer.kinds import Opened
from jobsearch_tui.services.transfer.vcards_in import read_cards
from jobsearch_tui.shell.desk import Desk
from jobsearch_tui.shell.importing import finish


def import_cards(desk: Desk, arguments: argparse.Namespace, opened: Opened) -> int:
    """Read the cards and make the change."""
    report = read_cards(opened.sources, desk.workspace, now=desk.now(), new_id=new_id)
    return finish(desk, arguments, report)
