"""A remote that is a folder, before git works in it: it may come from anybody, as on a stick.

Git started in a folder does what the folder's own settings say, and writes where its links lead.
What has a name is overruled when git is started (``git.py``); the rest is refused here.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from pathlib import Path

from jobsearch_tui.domain.text import visible
from jobsearch_tui.errors import OfflineError, SyncError
from jobsearch_tui.storage.files import shown
from jobsearch_tui.storage.git import Git


def check_folder(folder: Path, environ: Mapping[str, str]) -> None:
    """Refuse a folder in which git would start or write something that is not its own.

    Raises SyncError for one, and OfflineError when it is not there or its disk does not answer.
    """
    if not is_there(folder):
        raise OfflineError(f"{shown(folder)} is not there")
    for place in _repositories(folder):
        if place.is_file():
            raise _refusal(place, "it is a file, and no folder")
        if not is_there(place / "HEAD"):
            continue
        for name in _hooks(place, environ):
            raise _refusal(place, f"its settings would start programs on this machine ({name})")
        for link in _links_out(place):
            raise _refusal(place, f"{link} leads out of it")


def is_there(path: Path) -> bool:
    """Whether there is such a file. Raises OfflineError when its disk does not say."""
    try:
        return path.exists()
    except OSError as error:  # a mount whose other side has gone
        raise OfflineError(f"{shown(path)} can't be reached: {error.strerror}") from error


def _repositories(folder: Path) -> tuple[Path, ...]:
    """Where git looks for the repository that a folder names."""
    return folder, folder / ".git", folder.with_name(f"{folder.name}.git")


def _hooks(place: Path, environ: Mapping[str, str]) -> Iterator[str]:
    """The settings that name hooks, as newer versions of git have them.

    Hooks that are files are switched off in one go; for these one would have to know the names.
    """
    done = Git(place, environ).run("config", "--list", "--name-only", "--show-scope")
    for line in done.out.decode("utf-8", "replace").splitlines():
        scope, _, name = line.partition("\t")
        if scope in ("local", "worktree") and name.startswith("hook."):
            yield visible(name)


def _links_out(place: Path) -> Iterator[str]:
    """The links to elsewhere among what git writes: it would write there as well.

    A log of a ref that is a link to a file of the user's gets a line that the folder has a say in.
    """
    home = place.resolve()
    for top, folders, files in os.walk(place):
        for path in (Path(top, name) for name in (*folders, *files)):
            leads_out = path.is_symlink() and not path.resolve().is_relative_to(home)
            if leads_out or path == place / "commondir":
                yield visible(str(path.relative_to(place)))
        # What lies in these is named by what it holds, or not looked at.
        folders[:] = [name for name in folders if name not in ("objects", "hooks")]


def _refusal(place: Path, reason: str) -> SyncError:
    return SyncError(
        f"{shown(place)} can't be used: {reason}. Nothing was sent; mend that, or name another "
        "folder with: jobsearch sync --init URL"
    )
