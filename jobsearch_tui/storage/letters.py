"""Letters as files of their own: private, all of them or none, and never over another one."""

import os
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Final

from jobsearch_tui.storage import files

_NEW_FILE: Final = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC


def write_letters(folder: Path, letters: Sequence[tuple[str, str]]) -> tuple[Path, ...]:
    """Write each (file name, text) into a folder, and return the files in the same order.

    The folder and the one that it lies in are made with mode 0700, the files with 0600. Where a
    file of a name is there already, the new one gets a number: ``name-2.txt``. Raises
    NotSavedError when one of them cannot be written; then none of them stays.
    """
    files.make_private_directory(folder.parent, ours=True)
    files.make_private_directory(folder, ours=True)
    written: list[Path] = []
    try:
        for name, text in letters:
            written.append(_write_new(folder / name, text.encode("utf-8")))
        files.sync_directory(folder)
    except OSError as error:
        for path in written:
            with suppress(OSError):  # the first error is the one to tell
                path.unlink()
        raise files.not_saved(folder, error) from error
    return tuple(written)


def _write_new(wanted: Path, data: bytes) -> Path:
    """Write a file that is not there yet, whole and synced, or leave none."""
    path, descriptor = _opened(wanted)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fchmod(file.fileno(), 0o600)
            files.hand_over(file.fileno(), path.parent)
            os.fsync(file.fileno())
    except OSError:
        with suppress(OSError):
            path.unlink()
        raise
    return path


def _opened(wanted: Path) -> tuple[Path, int]:
    """A new file of the wanted name, or of the first numbered one that is free."""
    path, number = wanted, 2
    while True:
        try:
            return path, os.open(path, _NEW_FILE, 0o600)
        except FileExistsError:
            path = wanted.with_name(f"{wanted.stem}-{number}{wanted.suffix}")
            number += 1
