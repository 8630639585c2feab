"""Directories that their owner alone can look into, whatever the umask is. A leaf."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import Final

MODE: Final = 0o700


def make_directory(path: Path) -> tuple[Path, ...]:
    """Make sure that a directory is there; the directories that had to be made, outermost first.

    It gets mode 0700, and so do its missing parents, as the XDG base directories ask for.
    Raises OSError; FileExistsError when something else has that name.
    """
    if path.is_dir():
        return ()
    made = () if path.parent.exists() else make_directory(path.parent)
    try:
        path.mkdir(mode=MODE)
    except FileExistsError:
        if path.is_dir():  # another program was quicker
            return made
        raise
    path.chmod(MODE)  # the umask may have taken away the owner's own rights
    return (*made, path)


def tighten(path: Path) -> None:
    """Take from others what they may do in a directory of the user's own; a link is left alone."""
    status = path.lstat()
    is_own = stat.S_ISDIR(status.st_mode) and status.st_uid == os.geteuid()
    if is_own and stat.S_IMODE(status.st_mode) & 0o077:
        path.chmod(MODE)
