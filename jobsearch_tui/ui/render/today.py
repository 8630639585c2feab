"""The daily review as rows and lines: the queue, one item in full, and how the day ended."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from jobsearch_tui.domain.advice import Advice
from jobsearch_tui.domain.agenda import Item, Sort, counted, pressing_words
from jobsearch_tui.domain.moving import pace_line
from jobsearch_tui.domain.pacing import loads
from jobsearch_tui.domain.records import ReviewMark
from jobsearch_tui.domain.review import sum_of
from jobsearch_tui.domain.text import cells
from jobsearch_tui.domain.weeks import day_name
from jobsearch_tui.ui.render.lines import Line, heading, labelled, line, wrapped
from jobsearch_tui.ui.render.record import Look, record_lines
from jobsearch_tui.ui.widgets.line_layout import Cell, Column
from jobsearch_tui.value import dataclass

COLUMNS: Final = (
    Column("mark", "", 1, priority=9),
    Column("sort", "What", 14, priority=5),
    Column("item", "Item", 24, grow=1, priority=9),
    Column("due", "When", 9, align="right", priority=7),
)

OPEN = ""
GONE = "done"
"""How a row stands: still to do, or done by whatever made it go (a call that was logged)."""

DELETED = "deleted"
"""How the row of a record stands that is there no more."""

_MARKS: Final = {GONE: "✓", "snoozed": "z", "dropped": "–", DELETED: "–"}


@dataclass(frozen=True)
class Row:
    """One item of this sitting and what became of it: open, done, snoozed, dropped, deleted."""

    item: Item
    state: str = OPEN


def merged(rows: Sequence[Row], items: Sequence[Item], marked: Mapping[str, str]) -> list[Row]:
    """The rows of a sitting after the queue was made anew.

    Rows keep their places. One whose item is not in the queue any more is as it was ``marked``
    (by key), else as it was before, or done; what is new comes after the item that is before it
    in the queue.
    """
    keys = [row.item.key for row in rows]
    known = frozenset(keys)
    pending: dict[str, Item] = {}
    following: dict[str, list[Row]] = {}
    before = ""
    for item in items:
        key = item.key
        pending[key] = item
        if key in known:
            before = key
        else:
            following.setdefault(before, []).append(Row(item))
    kept = following.get("", [])
    for key, row in zip(keys, rows, strict=True):
        mark = marked.get(key) or marked.get(row.item.done_key, "")
        kept.append(_again(row, pending.get(key), mark))
        kept.extend(following.get(key, ()))
    return kept


def _again(row: Row, item: Item | None, mark: str) -> Row:
    """A row as it stands when its item, if any, is in the queue."""
    return Row(item) if item is not None else replace(row, state=mark or row.state or GONE)


def taken_back(before: Sequence[Row], after: Sequence[Row]) -> tuple[list[Row], str]:
    """The rows of a sitting after an undo, and the key of the first that is open again, if any.

    What was in the queue only because of what was undone is not done, so it leaves the list.
    """
    was_open = {row.item.key for row in before if row.state == OPEN}
    left = [row for row in after if row.state == OPEN or row.item.key not in was_open]
    back = (row.item.key for row in left if row.state == OPEN and row.item.key not in was_open)
    return left, next(back, "")


def marked_today(marks: Collection[ReviewMark], today: date) -> dict[str, str]:
    """What the user has made of items today, by the items' keys."""
    return {mark.item: mark.mark for mark in marks if mark.on == today}


def cells_of(row: Row, look: Look) -> tuple[Cell, ...]:
    """A row of the queue."""
    item = row.item
    if row.state != OPEN:
        told = (_MARKS[row.state], item.sort.value, item.what, row.state)
        return tuple(Cell(text, "muted") for text in told)
    tone = "bad" if item.late else "warn" if item.due <= look.context.today else ""
    return (
        Cell("!" if item.late else " ", "bad"),
        Cell(item.sort.value, "accent"),
        Cell(item.what),
        Cell(pressing_words(item, look.context.now), tone),
    )


def title(rows: Sequence[Row], at: int | None, today: date) -> str:
    """The banner: which item of how many, and how many are left."""
    day = day_name(today)
    if not rows:
        return f"Today, {day} · nothing to do"
    left = sum(row.state == OPEN for row in rows)
    place = f"{(at or 0) + 1} of {len(rows)}"
    return f"Today, {day} · {place} · " + (f"{left} left" if left else "all done")


def next_open(rows: Sequence[Row], after: int) -> int | None:
    """The place of the row to go to from one that is dealt with; None: all is done.

    Another question about the same record comes first: whether the call that was just logged kept
    a promise, or what to do as it did not. Otherwise it is the next one, from there on and round.
    """
    count = len(rows)
    places = [(after + step) % count for step in range(1, count + 1)]
    left = [place for place in places if rows[place].state == OPEN]
    record = rows[after].item.record.id
    same = (place for place in left if rows[place].item.record.id == record)
    return next(same, left[0] if left else None)


def item_lines(row: Row, look: Look, script: str, keys: Mapping[str, str]) -> list[Line]:
    """One item in full: what, why, the keys that deal with it, then its record.

    ``script`` is the title of the call script that fits; ``keys`` the keys as they are bound.
    """
    item = row.item
    return [
        *_head(row, look.width),
        *_keys(item, row.state, script, keys, look.width),
        Line(),
        *record_lines(item.record, look),
    ]


def _head(row: Row, width: int) -> Iterator[Line]:
    item = row.item
    mark = "! " if item.late and row.state == OPEN else ""
    for piece in wrapped(f"{mark}{item.what}", width):
        yield line((piece, "strong"))
    tone = "bad" if item.late else ""
    why = f"{item.why[:1].upper()}{item.why[1:]}."
    for piece in wrapped(why, width):
        yield line((piece, tone if row.state == OPEN else "muted"))


def _keys(
    item: Item, state: str, script: str, keys: Mapping[str, str], width: int
) -> Iterator[Line]:
    if state != OPEN:
        yield line((f"This is {state}; {keys['undo']} undoes the last step.", "muted"))
        return
    told = [f"{keys['done']} {item.done.words}"]
    if item.sort is Sort.LOOK_BACK or item.done.words == "held":
        told.insert(0, f"{keys['look-back']} look back")
    if script:
        told.append(f"{keys['copy-script']} “{script}”")
    told += [f"{keys['snooze']} snooze", f"{keys['drop']} drop", "Enter open"]
    for piece in _packed(told, width):
        yield line((piece, "accent"))


def _packed(parts: Sequence[str], width: int) -> Iterator[str]:
    """The parts side by side, as many as fit on each line."""
    current = ""
    for part in parts:
        candidate = f"{current}   {part}" if current else part
        if current and cells(candidate) > width:
            yield current
            current = part
        else:
            current = candidate
    yield current


def end_lines(look: Look, coming: Sequence[Item], advice: Advice) -> list[Line]:
    """How the day ended: what was done, what comes tomorrow, how the week stands, what is open."""
    context, width = look.context, look.width
    weeks = loads(context.workspace, context.now)
    return [
        line(("That was all for today.", "strong")),
        Line(),
        *labelled("Done", f"{sum_of(context.workspace, context.now).words}.", width),
        *labelled("Tomorrow", f"{counted(coming) or 'nothing new'}.", width),
        *labelled("The week", f"{pace_line(weeks, context.now)}.", width),
        *labelled("The ladder", f"{advice.rung.why} {advice.rung.ahead}".strip(), width),
        *labelled("Room", advice.room.why, width),
        *_coming(coming, width),
    ]


def _coming(coming: Sequence[Item], width: int) -> Iterator[Line]:
    if not coming:
        return
    yield from heading("Tomorrow")
    for item in coming:
        yield from labelled(item.sort.value, item.what, width, indent=16, key=item.record.id)
