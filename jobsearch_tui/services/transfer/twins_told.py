"""Which of the records that an import brings are likely there already, in sentences."""

from __future__ import annotations

from typing import Final

from jobsearch_tui.domain.changes import Change
from jobsearch_tui.domain.records import Record
from jobsearch_tui.domain.text import shorten, visible
from jobsearch_tui.domain.twins import likely_twins
from jobsearch_tui.domain.workspace import Workspace

MOST: Final = 200
"""Pairs that are told of one import."""


def twins_told(change: Change, workspace: Workspace) -> tuple[str, ...]:
    """A sentence for each new record that is likely the same as another one."""
    new = [record.id for record in change.put if record.id not in workspace]
    found = likely_twins(change.apply(workspace), among=new) if new else ()
    return tuple(
        f"{_named(one.first)} and {_named(one.second)}: {visible(one.why)}." for one in found[:MOST]
    )


def _named(record: Record) -> str:
    return shorten(visible(record.title), 100)
