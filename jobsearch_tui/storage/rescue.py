"""What can be put in the place of a store that cannot be read."""

from __future__ import annotations

import os
import shlex
from pathlib import Path

from jobsearch_tui.errors import StoreError
from jobsearch_tui.storage.backups import Backups, made_at
from jobsearch_tui.storage.files import shown
from jobsearch_tui.storage.image import open_image
from jobsearch_tui.storage.json_storage import AtomicJSONStorage


def advice(store: Path, backups: Backups) -> str:
    """A sentence that names the newest backup which can be read and how to put it back.

    Empty where the store's own bytes cannot be had: then it is not what they say that is wrong.
    """
    if not (store.is_file() and os.access(store, os.R_OK)):
        return ""
    for copy in backups.all():
        count = _records(copy)
        if count:
            noun = "record" if count == 1 else "records"
            words = " ".join(shlex.quote(shown(path)) for path in (copy, store))
            return (
                f"The newest good backup is of {made_at(copy):%Y-%m-%d %H:%M} UTC, with {count:,} "
                f"{noun}. To put it in the store's place: cp {words}"
            )
    return "There is no good backup of it."


def _records(copy: Path) -> int | None:
    """How many records a copy holds; None when it cannot be read."""
    try:
        tables = AtomicJSONStorage(copy, access_mode="r").raw_tables()
        return None if tables is None else len(open_image(tables, shown(copy))[1])
    except (StoreError, FileNotFoundError):
        return None
