"""``add``, ``set``, ``delete``, ``undo`` and ``redo``."""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterable, Mapping

from jobsearch_tui.domain.cautions import cautions
from jobsearch_tui.domain.changes import Change, removal, same
from jobsearch_tui.domain.counted import counted
from jobsearch_tui.domain.fields import Context, Field, filled, missing, typed_fields
from jobsearch_tui.domain.offers import SPOKEN, is_spoken
from jobsearch_tui.domain.records import (
    EPOCH,
    PACE_ID,
    RECORD_TYPES,
    Activity,
    Interview,
    Offer,
    Record,
)
from jobsearch_tui.domain.spec import FieldKind
from jobsearch_tui.domain.stages import unusual
from jobsearch_tui.domain.text import one_line
from jobsearch_tui.errors import UsageError
from jobsearch_tui.services.identity import new_id
from jobsearch_tui.shell.desk import Desk
from jobsearch_tui.shell.finding import kind_called, record_called, record_named
from jobsearch_tui.storage.codec import plain


def add(desk: Desk, arguments: argparse.Namespace) -> int:
    """Make a record of these values."""
    kind = kind_called(arguments.kind)
    texts = pairs(desk.words(arguments.values))
    context = Context(desk.workspace, desk.now())
    record = filled(RECORD_TYPES[kind](id=new_id()), texts, context)
    if isinstance(record, Activity) and record.at == EPOCH:
        record = filled(record, {"at": "now"}, context)
    if lacking := _lacking(record):
        names = " and ".join(f"{field.name}=…" for field in lacking)
        article = "An" if kind[0] in "aio" else "A"
        raise UsageError(f"{article} {kind} needs {names} as well.")
    _warn(desk, None, record)
    desk.apply(Change(f"add {kind} {record.title}", put=(record,)))
    if arguments.json:
        desk.output.json(plain(desk.seen.get(record.id) or record))
    else:
        desk.output.say(record.id)
    return 0


def set_values(desk: Desk, arguments: argparse.Namespace) -> int:
    """Give a record these values."""
    old = record_called(desk.workspace, arguments.id, desk.seen)
    record = filled(old, pairs(desk.words(arguments.values)), Context(desk.workspace, desk.now()))
    is_changed = not same(old, record)
    if is_changed:
        _warn(desk, old, record)
        before = (old,) if old.id in desk.workspace else ()
        label = f"change {old.kind} {record.title}" if old.id != PACE_ID else "change the pace"
        desk.apply(Change(label, put=(record,), before=before))
    if arguments.json:
        desk.output.json(plain(desk.seen.get(record.id) or desk.shown(record)))
    else:
        verb = "changed" if is_changed else "unchanged"
        desk.output.say(f"{record.id}  {desk.shown(record).title}: {verb}")
    return 0


def pairs(arguments: Iterable[str]) -> Mapping[str, str]:
    """The values by the names of their fields. Raises UsageError for what is no pair."""
    found: dict[str, str] = {}
    for argument in arguments:
        name, sign, value = argument.partition("=")
        if not sign or not name.strip():
            raise UsageError(f"“{one_line(argument)[:40]}” is no FIELD=VALUE; write name=Dana.")
        found[name] = value
    return found


def _lacking(record: Record) -> tuple[Field, ...]:
    """The required fields that are empty; a moment that was never told is as good as none."""
    moments = (
        field
        for field in typed_fields(record.kind)
        if field.spec.required
        and field.spec.kind is FieldKind.MOMENT
        and getattr(record, field.name) == EPOCH
    )
    return tuple(dict.fromkeys((*missing(record), *moments)))


def _warn(desk: Desk, old: Record | None, record: Record) -> None:
    """Say what is unusual about the record as it will stand; nothing of it forbids."""
    if old is not None:
        before, after = getattr(old, "stage", ""), getattr(record, "stage", "")
        if doubt := unusual(record.kind, before, after):
            desk.output.warn(doubt)
    if isinstance(record, Offer) and is_spoken(record, old if isinstance(old, Offer) else None):
        desk.output.warn(SPOKEN)
    if isinstance(record, Interview):
        found = cautions(desk.seen, desk.shown(record), desk.now())
        desk.output.warn(*(caution.words for caution in found))


def delete(desk: Desk, arguments: argparse.Namespace) -> int:
    """Delete a record with what cannot be without it."""
    workspace = desk.workspace
    record = record_named(workspace, arguments.id, desk.seen)
    if record.id == PACE_ID:
        raise UsageError("The pace cannot be deleted; change it with: jobsearch set pace …")
    change = removal(workspace, [record.id], f"delete {record.kind} {record.title}")
    gone = [found for id in change.remove if (found := workspace.get(id)) is not None]
    desk.apply(change)
    if arguments.json:
        desk.output.json([plain(desk.shown(one)) for one in gone])
        return 0
    desk.output.say(f"Deleted {record.kind} {desk.shown(record).title}.")
    if others := [one for one in gone if one.id != record.id]:
        desk.output.say(f"With it went {_counted(others)}.")
    if change.put:
        desk.output.say(f"No longer named in {_counted(change.put)}.")
    desk.output.say("jobsearch undo takes it back.")
    return 0


def _counted(records: Iterable[Record]) -> str:
    return counted(Counter(record.kind for record in records))


def undo(desk: Desk, arguments: argparse.Namespace) -> int:
    """Take back the newest change."""
    return _turned(desk, arguments, "undo", desk.session.undo())


def redo(desk: Desk, arguments: argparse.Namespace) -> int:
    """Make again what was undone last."""
    return _turned(desk, arguments, "redo", desk.session.redo())


def _turned(desk: Desk, arguments: argparse.Namespace, kind: str, label: str) -> int:
    if desk.is_masked:
        label = "a change"
    if arguments.json:
        desk.output.json({"kind": kind, "label": label})
    else:
        desk.output.say(f"{'Undone' if kind == 'undo' else 'Done again'}: {label}")
    return 0
