"""How often an interview was moved or cancelled: the number by which calendars know what is newer.

A calendar takes an event for news only when its number is higher than that of the event that it
has. So the number never goes down, not even when a move is undone or a copy is restored.
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
    """The change as it is made on what there is, whether typed, undone, restored or merged.

    The number of each interview that it moves, cancels or takes up again is above the one that
    the interview has in the workspace, and that of every other is no lower than it was there.
    """
    if not any(isinstance(record, Interview) for record in change.put):
        return change
    return replace(change, put=tuple(_after(workspace.get(new.id), new) for new in change.put))


def _after(present: Record | None, new: Record) -> Record:
    """The record itself where its number may stand."""
    if not isinstance(present, Interview) or not isinstance(new, Interview):
        return new
    least = min(present.sequence + is_moved(present, new), MOST_MOVES)
    return new if new.sequence >= least else replace(new, sequence=least)


def is_moved(old: Interview, new: Interview) -> bool:
    """Whether somebody who goes by the old one would come at another time, or in vain."""
    return _appointment(old) != _appointment(new)


def _appointment(interview: Interview) -> tuple[object, ...]:
    starts = interview.starts.astimezone(UTC)
    is_off = interview.stage == "cancelled"
    return starts, interview.zone, interview.minutes, interview.where, is_off
