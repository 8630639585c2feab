"""When no clipboard can be reached: the text to print plainly, or in a private file."""

import os
from pathlib import Path

from jobsearch_tui.domain.text import for_clipboard
from jobsearch_tui.errors import JobsearchError


def plain_view(text: str) -> str:
    """The text as it may be printed on the ordinary screen: harmless, one newline at its end."""
    return for_clipboard(text).rstrip("\n") + "\n"


def write_private(text: str, path: Path) -> None:
    """Write the text, made harmless, to a file that its owner alone can read.

    An existing file is replaced, a symbolic link is not followed. Raises JobsearchError
    when it cannot be written.
    """
    flags = os.O_WRONLY | os.O_CREAT | os.O_NOFOLLOW
    try:
        with os.fdopen(os.open(path, flags, 0o600), "wb") as file:
            # Private before it holds anything: an old file may be open to all.
            os.fchmod(file.fileno(), 0o600)
            file.truncate()
            file.write(plain_view(text).encode())
    except OSError as error:
        raise JobsearchError(
            f"{path} could not be written ({error.strerror}): choose another place."
        ) from error
