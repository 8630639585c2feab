"""Records as JSON and as CSV."""

from __future__ import annotations

import argparse
from functools import partial

from jobsearch_tui.domain.records import RECORD_TYPES
from jobsearch_tui.services.transfer.csv_records import FILES, table
from jobsearch_tui.shell.desk import Desk
from jobsearch_tui.shell.exporting import File
from jobsearch_tui.shell.finding import kind_called
from jobsearch_tui.storage.whole import beyond, exported


def as_json(desk: Desk, arguments: argparse.Namespace) -> list[File]:
    """Everything but the steps of undo."""
    del arguments
    return [("jobsearch.json", exported(desk.store.contents))]


def as_csv(desk: Desk, arguments: argparse.Namespace) -> list[File]:
    """The table of one kind, or of each kind."""
    kinds = [_kind(arguments.kind)] if arguments.kind else list(RECORD_TYPES)
    more = partial(beyond, desk.store.contents)
    names = {kind: name for name, kind in FILES.items()}
    return [(names[kind], table(kind, desk.workspace, more, bom=arguments.bom)) for kind in kinds]


def _kind(name: str) -> str:
    """The kind of this name; those that the program keeps for itself can be had too."""
    return name if name in RECORD_TYPES else kind_called(name)
