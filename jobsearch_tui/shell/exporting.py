"""``jobsearch export``: the search in a form that other programs read."""

from __future__ import annotations

import argparse

from jobsearch_tui.shell.calendars import export_calendar
from jobsearch_tui.shell.desk import Desk


def export(desk: Desk, arguments: argparse.Namespace) -> int:
    """Write what was asked for, to a file or to stdout."""
    return export_calendar(desk, arguments)
