"""How often an interview was moved or cancelled: the number by which calendars know what is newer.

A calendar takes an event for news only when its number is higher than that of the event that it
has. So the number never goes down, not even when a move is undone.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC
from typing import Final

from jobsearch_tui.domain.changes import Change
from jobsearch_tui.domain.records import Interview, Record
from jobsearch_tui.domain.workspace import Workspace

MOST_MOVES: Final[int] = Interview.__dataclass_fields__["sequence"].metadata["spec"].high
"""The highest number there is. Some programs begin with the seconds since 1970."""


def with_revisions(workspace: Workspace, change: Change) -> Change:
    """The change with the number raised of each interview that it moves or cancels."""
    if not any(isinstance(record, Interview) for record in change.put):
        return change
    given = {record.id: record for record in change.before}
    put = tuple(
        _revised(given.get(record.id) or workspace.get(record.id), record) for record in change.put
    )
    return replace(change, put=put)


def _revised(old: Record | None, new: Record) -> Record:
    if not isinstance(old, Interview) or not isinstance(new, Interview):
        return new
    if not is_moved(old, new):
        return new
    return replace(new, sequence=max(new.sequence, _after(old)))


def _after(interview: Interview) -> int:
    return min(interview.sequence + 1, MOST_MOVES)


def is_moved(old: Interview, new: Interview) -> bool:
    """Whether somebody who goes by the old one would come at another time, or in vain."""
    return _appointment(old) != _appointment(new)


def _appointment(interview: Interview) -> tuple[object, ...]:
    starts = interview.starts.astimezone(UTC)
    is_off = interview.stage == "cancelled"
    return starts, interview.zone, interview.minutes, interview.where, is_off


def ahead_of(restored: Record, present: Record | None) -> Record:
    """What undo or redo puts back, as the newest version where the present one is a later one."""
    if not isinstance(restored, Interview) or not isinstance(present, Interview):
        return restored
    if present.sequence <= restored.sequence:
        return restored
    return replace(restored, sequence=_after(present))
