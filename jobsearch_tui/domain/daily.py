"""The daily review as one queue, put together from all that asks for something today.

``now`` is everywhere an aware datetime in the user's own zone; days are meant there.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, time
from itertools import islice
from typing import Final

from jobsearch_tui.domain import agenda_items
from jobsearch_tui.domain.agenda import Item, in_order, open_items
from jobsearch_tui.domain.records import Record
from jobsearch_tui.domain.weeks import days_after, zone_of
from jobsearch_tui.domain.workspace import Workspace
from jobsearch_tui.value import dataclass


@dataclass(frozen=True)
class Wave:
    """Whom to approach for the first time this week: who waits, how many of them, and why."""

    queue: tuple[Record, ...] = ()
    room: int = 0
    why: str = ""


NO_WAVE: Final = Wave()


def agenda(workspace: Workspace, now: datetime, wave: Wave = NO_WAVE) -> tuple[Item, ...]:
    """What is to be done today, most urgent first; nothing while the search is at rest.

    Of the wave as many are taken as there is room for; those that were snoozed or dropped do
    not count, nor do ads that have a place in the queue because they close.
    """
    if workspace.pace.at_rest:
        return ()
    items = list(open_items(_all(workspace, now), workspace, now.date()))
    items.extend(_contacts(workspace, now, wave))
    return in_order(items)


def _contacts(workspace: Workspace, now: datetime, wave: Wave) -> Iterator[Item]:
    today = now.date()
    closing = {item.record.id for item in agenda_items.closing_ads(workspace, now)}
    queue = (record for record in wave.queue if record.id not in closing)
    waiting = agenda_items.contacts(queue, wave.why, today)
    return islice(open_items(waiting, workspace, today), max(0, wave.room))


def _all(workspace: Workspace, now: datetime) -> Iterator[Item]:
    yield from agenda_items.interviews(workspace, now)
    yield from agenda_items.look_backs(workspace, now)
    yield from agenda_items.promises(workspace, now)
    yield from agenda_items.follow_ups(workspace, now)
    yield from agenda_items.assignments(workspace, now)
    yield from agenda_items.closing_ads(workspace, now)
    yield from agenda_items.offers(workspace, now)
    yield from agenda_items.closing_calls(workspace, now)
    yield from agenda_items.mendings(workspace, now)


def tomorrow(workspace: Workspace, now: datetime) -> tuple[Item, ...]:
    """What the next day adds to the queue, if nothing happens until then; without a wave.

    It is the day as it begins: what is to take place in its course is still to come.
    """
    present = {(item.sort, item.record.id) for item in agenda(workspace, now)}
    morning = datetime.combine(days_after(now.date(), 1), time.min, zone_of(now))
    coming = agenda(workspace, morning)
    return tuple(item for item in coming if (item.sort, item.record.id) not in present)
