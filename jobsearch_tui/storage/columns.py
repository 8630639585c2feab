"""What the user said of the columns of the spreadsheets that they import, kept for next time."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

import msgspec

from jobsearch_tui.errors import StoreError
from jobsearch_tui.storage.files import make_private_directory, read_bytes, write_atomically

MOST: Final = 50
"""Tables that are remembered; the one that was not imported for longest is forgotten."""


class ColumnBox:
    """A small private file of JSON; one that can't be read or written costs the memory alone."""

    def __init__(self, path: Path) -> None:
        """Name the file; it is made when something is kept."""
        self._path = path

    def recall(self, signature: str) -> Mapping[str, Any] | None:
        """What was kept last for a table with such headings; None for nothing."""
        return self._all().get(signature)

    def keep(self, signature: str, told: Mapping[str, Any]) -> None:
        """Keep it; it is the newest then."""
        kept = self._all()
        kept.pop(signature, None)
        kept[signature] = dict(told)
        newest = dict(list(kept.items())[-MOST:])
        with suppress(StoreError):  # the import is done; the memory is a convenience
            make_private_directory(self._path.parent)
            write_atomically(self._path, msgspec.json.format(msgspec.json.encode(newest)) + b"\n")

    def _all(self) -> dict[str, dict[str, Any]]:
        with suppress(StoreError, msgspec.MsgspecError, UnicodeDecodeError):
            data = read_bytes(self._path)
            if data:
                return msgspec.json.decode(data, type=dict[str, dict[str, Any]])
        return {}
