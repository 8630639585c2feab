"""``jobsearch sync``: this machine and the other one."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any, Final

from jobsearch_tui.domain.conflicts import Conflict
from jobsearch_tui.domain.second_machine import (
    Outcome,
    Standing,
    outcome_words,
    standing_words,
)
from jobsearch_tui.errors import LossError, SyncError, UsageError
from jobsearch_tui.services.identity import new_id
from jobsearch_tui.shell.desk import Desk
from jobsearch_tui.shell.output import answer
from jobsearch_tui.storage.mirror import Mirror
from jobsearch_tui.storage.remotes import folder_of, looks_public, shown_address, without_user
from jobsearch_tui.storage.standing import conflicts, standing
from jobsearch_tui.storage.syncing import Sync

_MACHINE: Final = 6
"""Characters of the name of a machine in stamps."""


def sync(desk: Desk, arguments: argparse.Namespace) -> int:
    """Do what the options say; without any of them, sync."""
    mirror = Mirror(desk.paths.mirror, desk.world.environ)
    if arguments.status:
        return _status(desk, mirror, arguments)
    if arguments.conflicts:
        return _conflicts(desk, mirror, arguments)
    if arguments.init is None:
        return _sync(desk, mirror, arguments)
    settings, seen = mirror.settings, mirror.seen
    _set_up(desk, mirror, arguments.init, arguments.yes)
    try:
        return _sync(desk, mirror, arguments)
    except LossError:
        raise  # the place is a good one
    except SyncError:
        mirror.go_back(settings, seen)
        raise


def _sync(desk: Desk, mirror: Mirror, arguments: argparse.Namespace) -> int:
    outcome = Sync(mirror, desk.store, desk.now).run(allow_loss=arguments.allow_loss)
    answer(desk.output, arguments.json, _told(outcome), outcome_words(outcome))
    return 0


def _told(outcome: Outcome) -> dict[str, Any]:
    return {
        "kind": "sync",
        "sent": outcome.sent,
        "received": outcome.received,
        "removed": outcome.removed,
        "unreadable": outcome.unreadable,
        "offline": outcome.offline,
        "conflicts": [asdict(one) for one in outcome.conflicts],
    }


def _status(desk: Desk, mirror: Mirror, arguments: argparse.Namespace) -> int:
    found = standing(mirror, desk.store.contents)
    answer(desk.output, arguments.json, _standing(found), standing_words(found, desk.now()))
    return 0


def _standing(found: Standing | None) -> dict[str, Any]:
    if found is None:
        return {"kind": "standing", "url": None, "ahead": 0, "behind": 0, "at": None}
    return {
        "kind": "standing",
        "url": found.url,
        "ahead": found.ahead,
        "behind": found.behind,
        "at": found.at or None,
    }


def _conflicts(desk: Desk, mirror: Mirror, arguments: argparse.Namespace) -> int:
    if mirror.settings is None:
        raise SyncError("There is no second machine yet. Set it up: jobsearch sync --init URL")
    found = conflicts(mirror)
    answer(
        desk.output,
        arguments.json,
        [{"kind": "conflict", **asdict(one)} for one in found],
        _conflict_lines(desk, found),
    )
    return 0


def _conflict_lines(desk: Desk, found: tuple[Conflict, ...]) -> Iterator[str]:
    for one in found:
        title = desk.workspace.title(one.record) or one.title
        yield f"{one.at[:10]}  {title}: {one.words}"
    if not found:
        yield "Nothing was ever changed on two machines at once."


def _set_up(desk: Desk, mirror: Mirror, named: str, is_agreed: bool) -> None:
    """Remember the remote, and make it where it is a folder that is empty or not there."""
    url = _whole(named.strip(), desk.world.environ.get("HOME", ""))
    if (bare := without_user(url)) is not None:
        raise UsageError(
            "An address on the web must have no name, password or token in it: other users of "
            "this machine would see it while git runs. Let git keep them (git help credentials), "
            f"then: jobsearch sync --init {bare}"
        )
    if looks_public(url) and not is_agreed:
        _ask(desk, url)
    folder = folder_of(url)
    if folder is not None:
        _check_folder(folder)
        if not folder.exists() or not any(folder.iterdir()):
            mirror.make_remote(folder)
    if mirror.settings is not None and not len(desk.store.workspace):
        mirror.begin_afresh(f"until-{desk.now():%Y%m%d%H%M%S}")
    mirror.set_up(url, new_id()[:_MACHINE])


def _whole(named: str, home: str) -> str:
    """The address as it is to be remembered: a folder by its whole path."""
    if not named or named.startswith("-"):
        raise UsageError("--init needs the address of a repository: user@host:path, or a folder.")
    folder = folder_of(named)
    if folder is None or named.lower().startswith("file://"):
        return named
    if folder.parts[:1] == ("~",) and home:
        folder = Path(home, *folder.parts[1:])
    return os.path.abspath(folder)  # noqa: PTH100 – a link stays a link


def _check_folder(folder: Path) -> None:
    if not folder.parent.is_dir():
        raise SyncError(
            f"{folder.parent} is not there. Make it, or mount its disk, then try again."
        )
    if folder.exists() and not folder.is_dir():
        raise SyncError(f"{folder} is a file. Name a folder for the repository.")
    if folder.is_dir() and any(folder.iterdir()):
        is_git = (folder / "HEAD").exists() or (folder / ".git").exists()
        if not is_git:
            raise SyncError(f"{folder} holds something else. Name an empty folder, or a new one.")


def _ask(desk: Desk, url: str) -> None:
    """Ask once before a remote that may be open to everybody. Raises SyncError for a no."""
    doubt = (
        f"{shown_address(url)} looks public. Everything you keep about your search would lie "
        "there in the clear: make sure that the repository is private."
    )
    if not (desk.world.has_terminal() and sys.stdin.isatty()):
        raise SyncError(f"{doubt} If it is, the same command with --yes goes on.")
    desk.output.warn(doubt)
    desk.output.flush()
    if input("Go on? [y/N] ").strip().lower() not in ("y", "yes"):
        raise SyncError("Nothing was set up.")
