"""What a command does, step by step: ask, then do, then say so.

A flow and the dialogs that it asks with are imported when the flow is first asked for: the
first frame needs none of them.
"""

from __future__ import annotations

from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from jobsearch_tui.ui.flows import (
        broken,
        calendars,
        copies,
        drafts,
        end_runs,
        imports,
        interviews,
        letters,
        logging,
        machines,
        offers,
        panes,
        records,
        review,
        scripts,
        twins,
        weeks,
    )

__all__ = [
    "broken",
    "calendars",
    "copies",
    "drafts",
    "end_runs",
    "imports",
    "interviews",
    "letters",
    "logging",
    "machines",
    "offers",
    "panes",
    "records",
    "review",
    "scripts",
    "twins",
    "weeks",
]

_FLOWS: Final = frozenset(__all__)


def __getattr__(name: str) -> ModuleType:
    """The flow of this name, imported now."""
    if name not in _FLOWS:
        raise AttributeError(name)
    return import_module(f"{__name__}.{name}")


def load_all() -> None:
    """Import every flow, so that the first key of each need not wait for it."""
    for name in sorted(_FLOWS):
        import_module(f"{__name__}.{name}")
