"""Who may read the user's files besides them: found, and mended when told."""

from __future__ import annotations

import os
import stat as modes
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Final

from jobsearch_tui.storage.files import OWN_DIRECTORY_NAME, not_saved
from jobsearch_tui.value import dataclass

OTHERS: Final = 0o077
"""The permissions of everybody but the owner."""


@dataclass(frozen=True)
class Open:
    """A file or folder that others may read, write or enter, with its mode."""

    path: Path
    mode: int

    @property
    def wanted(self) -> int:
        """The mode without what others may do."""
        return self.mode & ~OTHERS

    @property
    def words(self) -> str:
        """Who may do what, for a sentence."""
        verbs = {0o044: "be read", 0o022: "be changed", 0o011: "be entered"}
        may = next(verb for bits, verb in verbs.items() if self.mode & bits)
        who = "anybody on this machine" if self.mode & 0o007 else "your group"
        return f"can {may} by {who} (mode {self.mode:04o})"


def open_to_others(store: Path, folders: Iterable[Path], files: Iterable[Path]) -> tuple[Open, ...]:
    """What of a search others may get at.

    ``folders`` are the program's own, looked through to the bottom; the store's own folder counts
    where it has the program's name, as another one may be meant for others. Only what belongs to
    the user is told; links are not followed but for the store's.
    """
    own = [store.parent] if store.parent.name == OWN_DIRECTORY_NAME else []
    beside = sorted(store.parent.glob(f"{_escaped(store.stem)}.damaged-*"))
    places = [*own, Path(os.path.realpath(store)), store.with_name(f"{store.name}.lock"), *beside]
    places += [place for folder in folders for place in _within(folder)]
    places += files
    found = (_open(place) for place in dict.fromkeys(places))
    return tuple(one for one in found if one is not None)


def tighten(found: Iterable[Open]) -> None:
    """Take from others what they may do. Raises NotSavedError."""
    for one in found:
        try:
            one.path.chmod(one.wanted, follow_symlinks=True)
        except OSError as error:
            raise not_saved(one.path, error) from error


def _open(place: Path) -> Open | None:
    with suppress(OSError):
        status = place.lstat()
        mode = modes.S_IMODE(status.st_mode)
        is_ours = status.st_uid == os.geteuid() and not modes.S_ISLNK(status.st_mode)
        return Open(place, mode) if is_ours and mode & OTHERS else None
    return None


def _within(folder: Path) -> Iterator[Path]:
    if folder.is_symlink() or not folder.is_dir():
        return
    yield folder
    for parent, names, files in os.walk(folder):
        yield from (Path(parent, name) for name in (*names, *files))


def _escaped(name: str) -> str:
    return "".join(f"[{sign}]" if sign in "*?[" else sign for sign in name)
