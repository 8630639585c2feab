"""``jobsearch path``: where everything is, how large and how old."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from jobsearch_tui.shell.desk import Desk
from jobsearch_tui.shell.output import answer
from jobsearch_tui.storage.backups import Backups, made_at
from jobsearch_tui.storage.unsaved import UnsavedBox


def path(desk: Desk, arguments: argparse.Namespace) -> int:
    """Print where the files are, whether or not they are there yet."""
    paths = desk.paths
    places = {
        "store": paths.store,
        "backups": paths.backups,
        "config": paths.config,
        "scripts": paths.scripts,
        "draft": paths.draft,
        "unsaved": UnsavedBox(paths.draft).pattern,
        "letters": paths.letters,
        "calendar": paths.calendars,
        "mirror": paths.mirror,
    }
    told = {"kind": "paths"} | {name: str(place) for name, place in places.items()}
    lines = () if arguments.json else _lines(places, desk.world.clock())
    answer(desk.output, arguments.json, told | {"chosen_by": paths.chosen_by}, lines)
    return 0


def _lines(places: Mapping[str, Path], now: datetime) -> list[str]:
    remarks = {name: _REMARKS.get(name, _state)(place, now) for name, place in places.items()}
    return [
        f"{name:<8} {place}" + (f"  ({remarks[name]})" if remarks[name] else "")
        for name, place in places.items()
    ]


def _state(place: Path, now: datetime) -> str:
    """The size of a file and when it was changed; of a folder, that it is there, in silence."""
    from humanize import naturalsize, naturaltime

    try:
        found = place.stat()
    except OSError:
        return "not there yet"
    if place.is_dir():
        return ""
    changed = datetime.fromtimestamp(found.st_mtime, UTC)
    return f"{naturalsize(found.st_size)}, changed {naturaltime(now - changed)}"


def _unsaved(pattern: Path, _now: datetime) -> str:
    """How many files of changes wait for the next start."""
    number = sum(1 for _ in pattern.parent.glob(pattern.name))
    if not number:
        return "nothing waits"
    return f"{number} file{'' if number == 1 else 's'}, for the next start to save"


def _copies(folder: Path, now: datetime) -> str:
    """How many copies of the store there are, and when the newest was made."""
    from humanize import naturaltime

    copies = Backups(folder).by_trust(now)
    if not copies:
        return "none yet" if folder.exists() else "not there yet"
    number = "1 copy" if len(copies) == 1 else f"{len(copies)} copies, the newest"
    return f"{number} made {naturaltime(now - made_at(copies[0]))}"


_REMARKS: Final = {"backups": _copies, "unsaved": _unsaved}
