"""Putting the search to rest after an offer was accepted, and taking it up again.

Everything that waits for something is brought to an end that is true of it, in one change
that can be undone. What was never begun stays as it is: a queued agency and a listed company
are where a later search goes on. ``today`` is the calendar day in the user's zone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date
from typing import Any, Final

from jobsearch_tui.domain.changes import Change
from jobsearch_tui.domain.closing import origins
from jobsearch_tui.domain.offers import settled
from jobsearch_tui.domain.records import (
    PACE_ID,
    PLURALS,
    Ad,
    Interview,
    Record,
    Search,
)
from jobsearch_tui.domain.weeks import local_day, zone_named
from jobsearch_tui.domain.workspace import Workspace

UPHEAVAL: Final = "rest"
"""The word for this change of many records at once."""


def put_to_rest(workspace: Workspace, today: date) -> Change:
    """Everything archived in one change; the pace says since when.

    Ads are withdrawn, searches closed, letters without an answer silent, appointments
    cancelled, promises waived, assignments and other offers declined, agencies and recruiters
    dormant; no date to follow up is left. The search from which the accepted offer came is
    placed, and its ad offered. An appointment of a day before today was held. With an offer
    accepted in writing the user is employed.
    """
    offer = settled(workspace)
    own = origins(workspace, offer) if offer else frozenset()
    moves = [
        (record, after)
        for record in workspace
        if (after := _at_rest(workspace, record, own, today)) != record
    ]
    pace = workspace.pace
    resting = replace(pace, rested_on=today, employed=pace.employed or offer is not None)
    return Change(
        "put the search to rest",
        put=(*(after for _, after in moves), resting),
        before=(*(record for record, _ in moves), *_known(workspace)),
        upheaval=UPHEAVAL,
    )


def take_up(workspace: Workspace, today: date) -> Change:
    """The search taken up again: what is due is told from now on.

    What was archived stays so. An offer accepted before today settles nothing any more.
    """
    begun = replace(workspace.pace, rested_on=None, taken_up_on=today)
    return Change("take the search up again", put=(begun,), before=_known(workspace))


def rest_words(change: Change) -> str:
    """What a change that puts the search to rest archives, as in ``3 ads, 1 promise``."""
    kinds = Counter(record.kind for record in change.put if record.kind != PACE_ID)
    counted = [f"{n} {PLURALS[kind] if n > 1 else kind}" for kind, n in kinds.items()]
    return ", ".join(counted)


def _known(workspace: Workspace) -> tuple[Record, ...]:
    return (workspace.pace,) if PACE_ID in workspace else ()


def _at_rest(workspace: Workspace, record: Record, own: frozenset[str], today: date) -> Record:
    """A record as it is while the search rests; itself where nothing waits for anything."""
    stage = _stage(workspace, record, own, today)
    values: dict[str, Any] = {"stage": stage} if stage else {}
    if getattr(record, "follow_up", None) is not None:
        values["follow_up"] = None
    return replace(record, **values) if values else record


def _stage(workspace: Workspace, record: Record, own: frozenset[str], today: date) -> str:
    """The stage that ends a record; empty when it stays where it is."""
    present = getattr(record, "stage", "")
    if isinstance(record, Interview) and present == "scheduled":
        zone = zone_named(workspace.pace.zone, UTC)
        return "held" if local_day(record.starts, zone) < today else "cancelled"
    if record.id in own and record.kind in _TAKEN and present in _ENDS[record.kind]:
        return _TAKEN[record.kind]
    return _ENDS.get(record.kind, {}).get(present, "")


_TAKEN: Final = {Search.kind: "placed", Ad.kind: "offered"}
"""The stage of what the accepted offer came from."""

_PEOPLE: Final = dict.fromkeys(("contacted", "active"), "dormant")

_ENDS: Final[Mapping[str, Mapping[str, str]]] = {
    "agency": _PEOPLE,
    "recruiter": _PEOPLE,
    "search": dict.fromkeys(("discussed", "submitted", "interviewing"), "closed"),
    "ad": dict.fromkeys(("spotted", "answered", "replied", "interviewing", "offered"), "withdrawn"),
    "target": dict.fromkeys(("written", "called"), "silent"),
    "promise": dict.fromkeys(("open", "broken"), "waived"),
    "assignment": dict.fromkeys(("offered", "accepted"), "declined"),
    "offer": {"made": "declined"},
}
"""By kind and stage, the stage in which a record rests."""
