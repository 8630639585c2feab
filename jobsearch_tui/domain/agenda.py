"""What is to be done today, in one queue, most urgent first, each item with its reason.

The order of the sorts is the order of the queue; within one, the earliest comes first. What
the user made of an item (done, snoozed, dropped) is a :class:`ReviewMark` of its key, which
names the occasion too: a mark says nothing of the next silence or the next broken promise.
``now`` is everywhere an aware datetime in the user's own zone; days are meant there.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from enum import StrEnum
from typing import Final

from jobsearch_tui.domain.records import Record, ReviewMark
from jobsearch_tui.domain.workspace import Workspace
from jobsearch_tui.value import dataclass


class Sort(StrEnum):
    """What an item asks for; the order here is that of the queue."""

    INTERVIEW = "interview"
    LOOK_BACK = "look back"
    BROKEN = "broken promise"
    SETTLE = "kept?"
    PROMISED = "promise"
    FOLLOW_UP = "follow-up"
    ASSIGNMENT = "assignment"
    AD = "closing ad"
    OFFER = "offer"
    CLOSE = "closing call"
    CONTACT = "contact"
    CONTRADICTION = "contradiction"


HEADINGS: Final[Mapping[Sort, str]] = {
    Sort.INTERVIEW: "Interviews today and tomorrow",
    Sort.LOOK_BACK: "Interviews to look back on",
    Sort.BROKEN: "Promises broken",
    Sort.SETTLE: "Promises that may have been kept",
    Sort.PROMISED: "Promised for today",
    Sort.FOLLOW_UP: "To get back to",
    Sort.ASSIGNMENT: "Assignments due",
    Sort.AD: "Ads that close soon",
    Sort.OFFER: "Offers to decide",
    Sort.CLOSE: "To close, now that an offer is accepted",
    Sort.CONTACT: "New contacts of this week",
    Sort.CONTRADICTION: "Records that contradict one another",
}
"""What the items of a sort are called together."""


@dataclass(frozen=True)
class Entry:
    """A log entry that *done* writes: its kind and words; ``result`` for a call."""

    type: str
    summary: str
    result: str = ""


@dataclass(frozen=True)
class Done:
    """What the key *done* means for an item.

    ``words`` say it ("kept", "held"); ``put`` are the records as they then are and ``entry``
    what the log gets. ``until`` is the day on which the item would come again if nothing else
    happens; None: this occasion is over. ``occasion`` is the one that is dealt with, where it
    is another than the item's own.
    """

    words: str = "done"
    put: tuple[Record, ...] = ()
    entry: Entry | None = None
    until: date | None = None
    occasion: str | None = None


@dataclass(frozen=True)
class Item:
    """One thing to do: about which record, what, why in a sentence without its full stop.

    ``due`` is the day for which or since which it is to be done, ``late`` whether that is
    overdue. ``occasion`` tells it from the same thing another time. ``script`` names the call
    script for it where the record's own state does not say.
    """

    sort: Sort
    record: Record
    what: str
    why: str
    due: date
    occasion: str = ""
    late: bool = False
    script: str = ""
    done: Done = Done()

    @property
    def key(self) -> str:
        """The name under which marks know this item, the occasion included."""
        return self.key_on(self.occasion)

    @property
    def done_key(self) -> str:
        """The name under which *done* is noted: the occasion that is over with it."""
        over = self.done.occasion
        return self.key_on(self.occasion if over is None else over)

    def key_on(self, occasion: str) -> str:
        """The name of the same thing on an occasion."""
        return f"{self.sort.value}:{self.record.id}:{occasion}"


def marks(workspace: Workspace) -> Mapping[str, ReviewMark]:
    """What the user made of items, by the items' keys; the newest mark of each."""
    newest: dict[str, ReviewMark] = {}
    for mark in sorted(workspace.all(ReviewMark), key=lambda mark: mark.changed):
        newest[mark.item] = mark
    return newest


def is_hidden(mark: ReviewMark | None, today: date) -> bool:
    """Whether a mark keeps its item out of the queue today."""
    return mark is not None and (mark.until is None or today < mark.until)


def open_items(items: Iterator[Item], workspace: Workspace, today: date) -> Iterator[Item]:
    """The items that no mark keeps out of the queue."""
    known = marks(workspace)
    return (item for item in items if not is_hidden(known.get(item.key), today))


def in_order(items: Sequence[Item]) -> tuple[Item, ...]:
    """Most urgent first: by sort, as they came within one."""
    place = {sort: number for number, sort in enumerate(Sort)}
    return tuple(sorted(items, key=lambda item: place[item.sort]))


_SEVERAL: Final[Mapping[Sort, str]] = {
    Sort.SETTLE: "promises to settle",
    Sort.AD: "closing ads",
    Sort.CONTACT: "new contacts",
}
_ONE: Final[Mapping[Sort, str]] = {
    Sort.SETTLE: "promise to settle",
    Sort.CONTACT: "new contact",
}


def counted(items: Iterable[Item]) -> str:
    """How many items of each sort there are, in words: ``1 broken promise, 4 follow-ups``.

    Empty when there are none.
    """
    counts = Counter(item.sort for item in items)
    return ", ".join(_counted(sort, counts[sort]) for sort in Sort if counts[sort])


def _counted(sort: Sort, count: int) -> str:
    if count == 1:
        return f"1 {_ONE.get(sort, sort.value)}"
    return f"{count} {_SEVERAL.get(sort, f'{sort.value}s')}"


def pressing_words(item: Item, now: datetime) -> str:
    """When an item is due in a word or two, for a column: ``today``, ``tomorrow``, ``4d late``."""
    days = (item.due - now.date()).days
    if days < 0:
        return f"{-days}d late" if item.late else f"{-days}d"
    return {0: "today", 1: "tomorrow"}.get(days, f"in {days}d")
