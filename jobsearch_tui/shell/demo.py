"""``jobsearch demo``: an invented search, to look at or to measure with."""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

from jobsearch_tui.errors import JobsearchError, UsageError
from jobsearch_tui.paths import Paths, paths_for, paths_within
from jobsearch_tui.shell.desk import Desk
from jobsearch_tui.shell.opening import open_app
from jobsearch_tui.storage import image
from jobsearch_tui.storage.json_storage import AtomicJSONStorage

_MOST: Final = 1_000_000


def demo(desk: Desk, arguments: argparse.Namespace) -> int:
    """Open the app on an invented search, or write one to a file."""
    if arguments.records is not None and not 1 <= arguments.records <= _MOST:
        raise UsageError("--records is a number from 1 to a million.")
    if arguments.to is None:
        return _shown(desk, arguments.records)
    return _written(desk, arguments)


def _shown(desk: Desk, records: int | None) -> int:
    with tempfile.TemporaryDirectory(prefix="jobsearch-demo-") as folder:
        paths = paths_within(Path(folder), desk.folders)
        stage = _stage(desk, paths)
        _fill(stage, records)
        return open_app(stage, is_demo=True)


def _stage(desk: Desk, paths: Paths) -> Desk:
    """The same run on another store."""
    return Desk(desk.world, desk.folders, paths, desk.config, desk.output, masked=desk.is_masked)


def _written(desk: Desk, arguments: argparse.Namespace) -> int:
    paths = paths_for(desk.folders, desk.world.environ, option=arguments.to)
    # A link to nowhere exists too: what is written would land somewhere else.
    if paths.store.exists() or paths.store.is_symlink():
        raise JobsearchError(f"{paths.store} exists already and was not touched; name a new file.")
    stage = _stage(desk, paths)
    count = _fill(stage, arguments.records)
    if arguments.json:
        desk.output.json({"kind": "demo", "store": str(paths.store), "records": count})
    else:
        from humanize import intcomma

        desk.output.say(f"Wrote an invented search of {intcomma(count)} records to {paths.store}.")
    return 0


def _fill(desk: Desk, records: int | None) -> int:
    """Write the invented records to an empty store; how many they are.

    Not as a change: to undo it would empty the demo, and to remember how would double the file.
    """
    from jobsearch_tui.services.demo import demo_records

    zone = desk.zone_here
    now = desk.world.clock().astimezone(zone)
    made = demo_records(now, ZoneInfo(str(zone)), records=records)
    storage = AtomicJSONStorage(desk.paths.store, create_dirs=True)
    with storage.transaction():
        storage.write_raw(image.EMPTY.with_records(made, ()).complete())
    return len(made)
