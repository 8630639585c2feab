"""Recruiters and agencies as vCards."""

from __future__ import annotations

import argparse

from jobsearch_tui.errors import UsageError
from jobsearch_tui.services.transfer.vcards import KINDS, cards
from jobsearch_tui.shell.desk import Desk
from jobsearch_tui.shell.exporting import File
from jobsearch_tui.shell.finding import kind_called


def as_vcard(desk: Desk, arguments: argparse.Namespace) -> list[File]:
    """The cards of all recruiters and agencies, or of one of the two."""
    kinds = (kind_called(arguments.kind),) if arguments.kind else KINDS
    if not set(kinds) <= set(KINDS):
        raise UsageError("Only recruiters and agencies have cards: --kind recruiter or agency.")
    workspace = desk.workspace
    records = [record for kind in kinds for record in workspace.of_kind(kind)]
    return [("people.vcf", cards(records, workspace, arguments.version))]
