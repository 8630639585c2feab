"""Whom to approach for the first time, in order: the queue from which a week's wave is taken.

One channel at a time, in the order of the ladder; within it by the user's own priority (1 first,
none last), then by what presses (an ad's last day), then the one noted down first.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from datetime import date
from typing import Any, Final

from jobsearch_tui.domain.ladder import ADS, BROADCAST, RECRUITERS
from jobsearch_tui.domain.records import Ad, Agency, Record, Recruiter, Target
from jobsearch_tui.domain.workspace import Workspace

END_RUN: Final = "end run"
"""The channel that the ladder does not open: the user does, after a no."""

_LAST: Final = 10
"""The priority of those that have none: after all that have one."""


def first_waiting(
    workspace: Workspace, channels: Collection[str], today: date
) -> tuple[Record, ...]:
    """All who wait to be approached through the first of these channels that has anybody.

    An end run that the user has begun is open, whatever the ladder says.
    """
    for channel, waiting in _WAITING.items():
        if channel in channels or channel == END_RUN:
            found = sorted(waiting(workspace, today), key=_order)
            if found:
                return tuple(found)
    return ()


def _order(record: Any) -> tuple[int, date, float, str]:
    pressing = record.closes if isinstance(record, Ad) else None
    return record.priority or _LAST, pressing or date.max, record.created.timestamp(), record.id


def _people(workspace: Workspace, _today: date) -> Iterator[Record]:
    """Queued recruiters, and queued agencies of which no recruiter is known.

    A firm and its recruiter are one door: the person is the one to call.
    """
    for recruiter in workspace.all(Recruiter):
        if recruiter.stage == "queued":
            yield recruiter
    for agency in workspace.all(Agency):
        if agency.stage == "queued" and not workspace.linked_of(Recruiter, agency.id):
            yield agency


def _ads(workspace: Workspace, today: date) -> Iterator[Record]:
    for ad in workspace.all(Ad):
        is_open = ad.closes is None or ad.closes >= today
        if ad.stage == "spotted" and ad.answered_on is None and is_open:
            yield ad


def _targets(campaign: str) -> Callable[[Workspace, date], Iterator[Record]]:
    def listed(workspace: Workspace, _today: date) -> Iterator[Record]:
        for target in workspace.all(Target):
            if target.campaign == campaign and target.stage == "listed":
                yield target

    return listed


_WAITING: Final[Mapping[str, Callable[[Workspace, date], Iterator[Record]]]] = {
    RECRUITERS: _people,
    END_RUN: _targets(END_RUN),
    ADS: _ads,
    BROADCAST: _targets(BROADCAST),
}
"""In the order of the ladder; an end run that was begun comes before the wider nets."""
