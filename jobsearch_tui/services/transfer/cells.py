"""Cells that no spreadsheet takes for a formula, and that read back as they were."""

from __future__ import annotations

import re
from typing import Final

_DANGEROUS: Final = "[=+\\-@\t\r\n\uff1d\uff0b\uff0d\uff20]"
_HARMFUL: Final = re.compile(f"'*{_DANGEROUS}")
_DEFUSED: Final = re.compile(f"'+{_DANGEROUS}")


def defused(text: str) -> str:
    """The text as a cell: one that a spreadsheet would calculate gets an apostrophe before it.

    So does one that looks as if it had got one already; :func:`restored` takes one off again.
    """
    return f"'{text}" if _HARMFUL.match(text) else text


def restored(cell: str) -> str:
    """The text that a cell was written for; ``'Tis`` and the like stay as they are."""
    return cell[1:] if _DEFUSED.match(cell) else cell
