"""From older formats of the store to the present one: one pure function for each step.

A function is given the tables that any format has known by name; all others stay as they are.
One that changes documents has to change those in the history as well, or to drop it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

FORMAT: Final = 1
"""The number of the format that this version writes."""

OLD_TABLES: Final = frozenset({"jobs"})
"""The names of tables that an older format had and the present one has not."""

Tables = dict[str, dict[str, dict[str, Any]]]


def migrate(tables: Tables, found: int) -> Tables:
    """The tables of format ``found`` brought forward to :data:`FORMAT`.

    Raises ValueError, LookupError, TypeError or AttributeError for tables that are not of
    that format.
    """
    for number in range(found, FORMAT):
        tables = MIGRATIONS[number](tables)
    return tables


def _name_stages_and_ads(tables: Tables) -> Tables:
    """Format 0 had no number, *jobs* for ads, *status* for stages and times without a zone."""
    if "jobs" in tables and "ads" in tables:
        raise ValueError("it has jobs as well as ads")
    renamed = {("ads" if name == "jobs" else name): table for name, table in tables.items()}
    moved = {
        name: {key: from_format_0(name, document) for key, document in table.items()}
        for name, table in renamed.items()
    }
    return {**moved, "meta": {**moved.get("meta", {}), "1": {"format": 1}}}


_RENAMED_0: Final[Mapping[str, Mapping[str, str]]] = {
    "ads": {"company": "employer", "title": "role", "applied": "answered_on"},
    "activities": {"when": "at", "text": "summary"},
}


def from_format_0(table: str, document: dict[str, Any]) -> dict[str, Any]:
    """A document of the first sketch in the names of format 1; others stay as they are."""
    names = {"status": "stage", **_RENAMED_0.get(table, {})}
    names = {old: new for old, new in names.items() if new not in document}
    told = {names.get(name, name): value for name, value in document.items()}
    for name in ("at", "created", "changed"):
        moment = told.get(name)
        if isinstance(moment, str) and "T" in moment and not _has_zone(moment):
            told[name] = f"{moment}Z"
    return told


def _has_zone(moment: str) -> bool:
    clock = moment.partition("T")[2]
    return clock.endswith("Z") or "+" in clock or "-" in clock


MIGRATIONS: Final[Mapping[int, Callable[[Tables], Tables]]] = {0: _name_stages_and_ads}
"""The function that leads from each older format to the next one."""
