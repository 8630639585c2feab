"""Giving up on a broken promise, or waiting for it longer: what either of them changes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import Final

from jobsearch_tui.domain.broken import opening_of
from jobsearch_tui.domain.records import Ad, Interview, Promise, Record, Search, Target
from jobsearch_tui.domain.workspace import Workspace
from jobsearch_tui.value import dataclass

_ENDS: Final = {"search": "closed", "ad": "turned down", "target": "no opening"}
"""By kind, the stage of an opening that nobody waits for any more.

A search becomes *closed*, not *turned down*: nobody said no, and an end run round the recruiter
is for those who did.
"""


@dataclass(frozen=True)
class GivenUp:
    """The records as they are once a promise is closed.

    ``opening`` is the search, ad or target that ends with it, as it will be; None where nothing
    ends: a person stays somebody to call, and an interview stays held.
    """

    records: tuple[Record, ...]
    opening: Search | Ad | Target | None


def given_up(workspace: Workspace, promise: Promise, now: datetime) -> GivenUp:
    """What becomes of a broken promise that the user waits for no longer.

    ``now`` is an aware datetime in the user's zone. The promise is marked broken and closed. A
    follow-up that was pinned on the interview goes. The opening behind it ends, unless another
    interview of it is still to come.
    """
    closed = replace(promise, stage="broken", closed_on=now.date())
    interview = workspace.find(Interview, promise.about)
    opening = opening_of(workspace, promise)
    if opening is not None and not _goes_on(workspace, opening, now):
        opening = replace(opening, stage=_ENDS[opening.kind], follow_up=None)
    else:
        opening = None
    settled = replace(interview, follow_up=None) if interview else None
    return GivenUp(tuple(one for one in (closed, settled, opening) if one is not None), opening)


def _goes_on(workspace: Workspace, opening: Record, now: datetime) -> bool:
    interviews = workspace.linked_of(Interview, opening.id)
    return any(one.stage == "scheduled" and one.starts > now for one in interviews)


def waiting_until(promise: Promise, day: date) -> Promise:
    """The promise as one that is open again and due on a day."""
    return replace(promise, by=day, hour=None, stage="open", closed_on=None)
