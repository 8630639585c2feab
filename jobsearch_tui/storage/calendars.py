"""Calendar files: private, and whole or not at all."""

from pathlib import Path

from jobsearch_tui.storage import files


def write_calendar(path: Path, data: bytes) -> None:
    """Replace a calendar file, mode 0600; a folder that is missing is made with mode 0700.

    Raises :class:`~jobsearch_tui.errors.NotSavedError`.
    """
    files.make_private_directory(path.parent)
    files.write_atomically(path, data)
