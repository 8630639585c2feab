"""What can be done about a store that cannot be read, in words."""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path

from jobsearch_tui.storage.backups import Backups, made_at

_LOOK = "jobsearch doctor says what is wrong, and jobsearch doctor --repair rescues what it holds"


def advice(store: Path, backups: Backups, now: datetime) -> str:
    """Sentences that name the newest backup which can be read, and the commands that help.

    Empty where the store's own bytes cannot be had: then it is not what they say that is wrong.
    """
    try:
        is_readable = store.is_file() and os.access(store, os.R_OK)
    except OSError:  # in a folder that may not be looked into
        is_readable = False
    if not is_readable:
        return ""
    content = backups.newest_good(now)
    if content is None:
        return f"{_LOOK}. There is no good backup of it."
    count = len(content.workspace)
    noun = "record" if count == 1 else "records"
    return (
        f"{_LOOK}. jobsearch restore puts back the newest good backup, of "
        f"{made_at(content.path):%Y-%m-%d %H:%M} UTC, with {count:,} {noun}."
    )
