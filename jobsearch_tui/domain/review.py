"""What the user makes of an item of the daily review: done, snoozed, dropped; and the day's sum.

Each is one :class:`Change`, so each is undone in one step. ``now`` is an aware datetime in the
user's own zone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date, datetime
from typing import Final

from jobsearch_tui.domain.agenda import Item, Sort
from jobsearch_tui.domain.changes import Change
from jobsearch_tui.domain.people import bearer
from jobsearch_tui.domain.records import ACTIVITY_KINDS, Activity, Record, ReviewMark
from jobsearch_tui.domain.text import one_line
from jobsearch_tui.domain.weeks import days_after, local_day, zone_of
from jobsearch_tui.domain.when import show_date
from jobsearch_tui.domain.workspace import Workspace
from jobsearch_tui.value import dataclass

DONE, SNOOZED, DROPPED = "done", "snoozed", "dropped"
"""What a mark says of its item."""

KEPT_FOR: Final = 400
"""Days after which a mark without an end is thrown away: its occasion is long past. One that
has an end goes after that; what was dropped is for good, so that mark goes with its record."""

NewId = Callable[[], str]


def done(item: Item, workspace: Workspace, now: datetime, new_id: NewId) -> Change:
    """Mark an item as done, with what that means for its record and the log."""
    key, until = item.done_key, item.done.until
    mark = _mark(item, workspace, now, new_id, key=key, mark=DONE, until=until)
    logged = _logged(item, workspace, now, new_id)
    return Change(
        f"{item.what} ({item.done.words})",
        put=(*item.done.put, *logged, mark),
        remove=_stale(workspace, mark, now.date()),
        before=_basis(item, item.done.put),
    )


def _basis(item: Item, put: tuple[Record, ...]) -> tuple[Record, ...]:
    """What the records to put were made of: what was changed since is not taken back."""
    return tuple(item.record for record in put if record.id == item.record.id)


def snoozed(item: Item, until: date, workspace: Workspace, now: datetime, new_id: NewId) -> Change:
    """Keep an item out of the queue until a day; see :func:`wakes`.

    Raises ValueError, with a sentence, for a day that is not still to come.
    """
    if until <= now.date():
        raise ValueError("That is not after today: say +1d, fri or 2 dec.")
    until = wakes(item, until, now.date())
    mark = _mark(item, workspace, now, new_id, key=item.key, mark=SNOOZED, until=until)
    label = f"snooze {item.what} until {show_date(until, now.date())}"
    return Change(label, put=(mark,), remove=_stale(workspace, mark, now.date()))


def wakes(item: Item, until: date, today: date) -> date:
    """The day on which an item that is snoozed until a day comes again.

    That is the day for which it is due, where it would be slept through: an interview, the last
    day of an ad.
    """
    return min(until, item.due) if item.due > today else until


def dropped(item: Item, reason: str, workspace: Workspace, now: datetime, new_id: NewId) -> Change:
    """Take an item out of the queue for good, for a reason that the record's log keeps.

    A date that was pinned for a follow-up goes as well, and the silence is dropped with it.
    """
    words = one_line(reason)
    pinned = item.sort is Sort.FOLLOW_UP
    key, put = (item.done_key, item.done.put) if pinned else (item.key, ())
    mark = _mark(item, workspace, now, new_id, key=key, mark=DROPPED, reason=words)
    told = f"Dropped from Today ({item.sort.value}): {words}" if words else ""
    notes = _entries(item.record, workspace, now, new_id, "note", told) if told else ()
    return Change(
        f"drop {item.what}",
        put=(*put, *notes, mark),
        remove=_stale(workspace, mark, now.date()),
        before=_basis(item, put),
    )


def _mark(
    item: Item,
    workspace: Workspace,
    now: datetime,
    new_id: NewId,
    *,
    key: str,
    mark: str,
    until: date | None = None,
    reason: str = "",
) -> ReviewMark:
    known = (old for old in workspace.all(ReviewMark) if old.item == key)
    id = next((old.id for old in known), "") or new_id()
    return ReviewMark(
        id=id,
        about=item.record.id,
        item=key,
        mark=mark,
        on=now.date(),
        until=until,
        reason=reason,
    )


def _stale(workspace: Workspace, written: ReviewMark, today: date) -> tuple[str, ...]:
    """The marks that hide nothing any more, but for the one that is just written."""
    past = (mark.id for mark in workspace.all(ReviewMark) if _is_past(mark, today))
    return tuple(id for id in past if id != written.id)


def _is_past(mark: ReviewMark, today: date) -> bool:
    if mark.mark == DROPPED or mark.on is None:
        return False
    if mark.until is not None:
        return mark.on < today and mark.until <= today
    return mark.on < days_after(today, -KEPT_FOR)


def _logged(item: Item, workspace: Workspace, now: datetime, new_id: NewId) -> tuple[Activity, ...]:
    entry = item.done.entry
    if entry is None:
        return ()
    return _entries(item.record, workspace, now, new_id, entry.type, entry.summary, entry.result)


def _entries(
    record: Record,
    workspace: Workspace,
    now: datetime,
    new_id: NewId,
    type: str,
    summary: str,
    result: str = "",
) -> tuple[Activity, ...]:
    """The log entry about what a record is about; none where nothing can be logged."""
    about = bearer(record, workspace)
    if about is None:
        return ()
    entry = Activity(
        id=new_id(), at=now, type=type, result=result, about=(about.id,), summary=summary
    )
    return (entry,)


# --- the day's sum ------------------------------------------------------------------------------


@dataclass(frozen=True)
class Sum:
    """What was done on a day: contacts by kind and result, and items by what was made of them."""

    contacts: Counter[tuple[str, str, str]]
    marks: Counter[str]

    @property
    def words(self) -> str:
        """The day in one sentence without its full stop."""
        parts = [*_contact_words(self.contacts), *_mark_words(self.marks)]
        return ", ".join(parts) if parts else "nothing yet"


def sum_of(workspace: Workspace, now: datetime) -> Sum:
    """What was done on the day of ``now``."""
    today, zone = now.date(), zone_of(now)
    contacts = Counter(
        (entry.type, entry.direction, entry.result)
        for entry in workspace.all(Activity)
        if entry.is_contact and local_day(entry.at, zone) == today
    )
    marks = Counter(mark.mark for mark in workspace.all(ReviewMark) if mark.on == today)
    return Sum(contacts, marks)


def _contact_words(contacts: Counter[tuple[str, str, str]]) -> Iterator[str]:
    for kind in ACTIVITY_KINDS:
        of_kind = {key: count for key, count in contacts.items() if key[0] == kind}
        total = sum(of_kind.values())
        if not total:
            continue
        results = Counter[str]()
        for (_, _, result), count in of_kind.items():
            results[result] += count
        told = ", ".join(f"{count} {result}" for result, count in results.most_common() if result)
        yield f"{total} {kind}{'' if total == 1 else 's'}" + (f" ({told})" if told else "")


def _mark_words(marks: Counter[str]) -> Iterator[str]:
    for mark in (DONE, SNOOZED, DROPPED):
        if marks[mark]:
            yield f"{marks[mark]} {'ticked off' if mark == DONE else mark}"
