"""One key that a table, a form or a dialog has of its own, and the places where such keys count."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from jobsearch_tui.value import dataclass

PLACES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "table": "Lists",
        "record": "The record and the help",
        "filter": "While you filter",
        "offers": "Offers side by side",
        "quicklog": "The quick log",
        "form": "Forms",
        "field": "A field of a form",
        "clashes": "A record changed twice at once",
        "worksheet": "The companies of a campaign",
        "columns": "The columns of an import",
        "twins": "Likely twins",
        "line": "A line to type",
        "choose": "A question",
        "palette": "The palette",
        "scripts": "Call scripts",
        "gap": "A gap of a script",
        "plain": "The plain view of a script",
        "help": "The help",
        "welcome": "The first start",
    }
)
"""Where such keys count, by the beginning of their ids, with a heading for each place."""


@dataclass(frozen=True)
class OwnKey:
    """One thing that a key does inside a table, a form or a dialog.

    ``keys`` are Textual's names, as they come.
    """

    id: str
    keys: tuple[str, ...]
    title: str

    @property
    def place(self) -> str:
        """Where it counts: one of ``PLACES``."""
        return place_of(self.id)


def place_of(id: str) -> str:
    """Where the keys of an id count; the empty text for the commands of the screens."""
    place, dot, _ = id.partition(".")
    return place if dot else ""
