"""``jobsearch path``: where everything is."""

from __future__ import annotations

import argparse

from jobsearch_tui.shell.desk import Desk
from jobsearch_tui.shell.output import answer


def path(desk: Desk, arguments: argparse.Namespace) -> int:
    """Print where the files are, whether or not they are there yet."""
    paths = desk.paths
    places = {
        "store": paths.store,
        "backups": paths.backups,
        "config": paths.config,
        "scripts": paths.scripts,
        "draft": paths.draft,
    }
    told = {"kind": "paths"} | {name: str(place) for name, place in places.items()}
    lines = [f"{name:<8} {place}{_absent(place.exists())}" for name, place in places.items()]
    answer(desk.output, arguments.json, told | {"chosen_by": paths.chosen_by}, lines)
    return 0


def _absent(exists: bool) -> str:
    return "" if exists else "  (not there yet)"
