"""The daily review as one queue, put together from all that asks for something today.

``now`` is everywhere an aware datetime in the user's own zone; days are meant there.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice

from jobsearch_tui.domain import agenda_items
from jobsearch_tui.domain.agenda import Item, in_order, open_items
from jobsearch_tui.domain.records import Record
from jobsearch_tui.domain.workspace import Workspace


@dataclass(frozen=True)
class Wave:
    """Whom to approach for the first time this week: who waits, how many of them, and why."""

    queue: tuple[Record, ...] = ()
    room: int = 0
    why: str = ""


def agenda(workspace: Workspace, now: datetime, wave: Wave = Wave()) -> tuple[Item, ...]:
    """What is to be done today, most urgent first; nothing while the search is at rest.

    Of the wave as many are taken as there is room for; those that were snoozed or dropped do
    not count.
    """
    if workspace.pace.rested_on is not None:
        return ()
    items = list(open_items(_all(workspace, now), workspace, now.date()))
    waiting = agenda_items.contacts(wave.queue, wave.why, now.date())
    items.extend(islice(open_items(waiting, workspace, now.date()), max(0, wave.room)))
    return in_order(items)


def _all(workspace: Workspace, now: datetime) -> Iterator[Item]:
    yield from agenda_items.interviews(workspace, now)
    yield from agenda_items.look_backs(workspace, now)
    yield from agenda_items.promises(workspace, now)
    yield from agenda_items.follow_ups(workspace, now)
    yield from agenda_items.assignments(workspace, now)
    yield from agenda_items.closing_ads(workspace, now)
    yield from agenda_items.offers(workspace, now)
    yield from agenda_items.mendings(workspace, now)


def tomorrow(workspace: Workspace, now: datetime) -> tuple[Item, ...]:
    """What the next day adds to the queue, if nothing happens until then; without a wave."""
    present = {(item.sort, item.record.id) for item in agenda(workspace, now)}
    coming = agenda(workspace, now + timedelta(days=1))
    return tuple(item for item in coming if (item.sort, item.record.id) not in present)
