"""``list`` and ``show``."""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from jobsearch_tui.domain.fields import Context, field_named, fields_of, show
from jobsearch_tui.domain.records import PLURALS, Activity, Record
from jobsearch_tui.domain.selection import Selection
from jobsearch_tui.domain.text import cells, unix_lines
from jobsearch_tui.shell.desk import Desk
from jobsearch_tui.shell.finding import kind_called, record_called
from jobsearch_tui.shell.tables import laid_out
from jobsearch_tui.storage.codec import plain

_COLUMNS: Final[Mapping[str, tuple[str, ...]]] = {
    "agency": ("name", "type", "stage", "location", "follow_up"),
    "recruiter": ("name", "agency", "employer", "stage", "follow_up"),
    "search": ("name", "client", "recruiter", "stage"),
    "ad": ("role", "employer", "stage", "answered_on"),
    "target": ("company", "campaign", "stage", "executive"),
    "interview": ("starts", "company", "round", "format", "stage"),
    "promise": ("what", "by", "who", "about", "stage"),
    "assignment": ("what", "interview", "due", "stage"),
    "offer": ("company", "role", "base", "decide_by", "stage"),
    "activity": ("at", "type", "result", "about", "summary"),
}
"""The fields that a list shows after the id; those that are empty in all rows are left out."""


def list_records(desk: Desk, arguments: argparse.Namespace) -> int:
    """Print the records of a kind that have all the words."""
    kind = kind_called(arguments.kind)
    sort = arguments.sort
    words = " ".join(arguments.words)
    selection = Selection(kind, words, sort, arguments.down)
    found = selection.rows(desk.workspace, desk.now())
    records = [desk.seen.table(kind)[record.id] for record in found]
    if arguments.json:
        desk.output.json([plain(record) for record in records])
    elif arguments.tsv:
        desk.output.cells(*_table(kind, records))
    elif records:
        context = Context(desk.seen, desk.now())
        rows = [_row(record, context) for record in records]
        desk.output.say(*laid_out(rows, desk.output.width))
    else:
        which = f" {selection.describe()}" if words.strip() else ""
        desk.output.warn(f"There are no {PLURALS[kind]}{which}.")
    return 0


def _table(kind: str, records: Iterable[Record]) -> Iterator[tuple[str, ...]]:
    """A line of names, then one for each record, with the values as JSON has them."""
    names = ("id", *(field.name for field in fields_of(kind)))
    yield names
    for record in records:
        values = plain(record)
        yield tuple(_cell(values[name]) for name in names)


def _cell(value: object) -> str:
    if isinstance(value, list | tuple):
        return " ".join(map(str, value))
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else str(value)


def _row(record: Record, context: Context) -> tuple[str, ...]:
    shown = (
        show(field_named(record.kind, name), getattr(record, name), context)
        for name in _COLUMNS[record.kind]
    )
    return (record.id, *(cell.split("\n", 1)[0] for cell in shown))


def show_record(desk: Desk, arguments: argparse.Namespace) -> int:
    """Print one record with what belongs to it."""
    called = record_called(desk.workspace, arguments.id, desk.seen)
    record = desk.seen.get(called.id) or called  # the pace may be in no store yet
    if arguments.json:
        desk.output.json(plain(record))
    else:
        desk.output.say(*details(record, Context(desk.seen, desk.now()), desk.output.width))
    return 0


def details(record: Record, context: Context, width: int) -> Iterator[str]:
    """A record line by line: its fields, the next follow-up, promises, and its log."""
    yield f"{record.title} ({record.kind} {record.id})"
    yield from _fields(record, context)
    yield from _next(record, context)
    yield from _promises(record, context)
    yield from _log(record, context, width)


def _fields(record: Record, context: Context) -> Iterator[str]:
    told = [
        (field.label, show(field, getattr(record, field.name), context))
        for field in fields_of(record.kind)
        if not field.spec.hidden
    ]
    column = max(cells(label) for label, _ in told)
    for label, value in told:
        first, *rest = unix_lines(value).split("\n")
        if value:
            yield f"  {label:<{column}}  {first}"
        yield from (f"  {'':<{column}}  {line}" for line in rest)


def _next(record: Record, context: Context) -> Iterator[str]:
    from jobsearch_tui.domain.followups import follow_up
    from jobsearch_tui.domain.weeks import zone_of

    found = follow_up(context.workspace, record, context.today, zone_of(context.now))
    if found:
        yield f"Next: {found.words}; {found.why}"


def _promises(record: Record, context: Context) -> Iterator[str]:
    from jobsearch_tui.domain.promises import promise_line

    for promise in context.workspace.promises(record.id):
        yield f"Promised: {promise_line(promise, context.now)}"


def _log(record: Record, context: Context, width: int) -> Iterator[str]:
    entries = context.workspace.log(record.id)
    if entries:
        yield "Log:"
        yield from laid_out([_log_row(entry, context) for entry in entries], width, main=4)


def _log_row(entry: Activity, context: Context) -> tuple[str, ...]:
    from jobsearch_tui.domain.when import ago

    way = entry.direction if entry.is_contact else ""
    said = " ".join(entry.summary.split())
    return f"  {ago(entry.at, context.now)}", entry.type, way, entry.result, said
