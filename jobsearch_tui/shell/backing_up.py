"""``jobsearch backup`` and ``jobsearch restore``."""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

from jobsearch_tui.domain.counted import records_in_words
from jobsearch_tui.domain.differences import Difference, difference
from jobsearch_tui.domain.text import one_line
from jobsearch_tui.domain.when import WhenError, parse_date
from jobsearch_tui.domain.workspace import EMPTY
from jobsearch_tui.errors import JobsearchError, StoreError, StoreUnreadableError, UsageError
from jobsearch_tui.shell.confirming import is_confirmed
from jobsearch_tui.shell.desk import Desk
from jobsearch_tui.shell.keeping import StoreCopies
from jobsearch_tui.shell.output import answer
from jobsearch_tui.shell.tables import laid_out
from jobsearch_tui.storage.backups import (
    RESTORE,
    Backups,
    Content,
    made_at,
    read_copy,
    reason_of,
)
from jobsearch_tui.storage.files import read_bytes, shown
from jobsearch_tui.storage.repair import Replacing

# --- backup --------------------------------------------------------------------------------------


def backup(desk: Desk, arguments: argparse.Namespace) -> int:
    """Make a copy now, or list those there are."""
    return _list(desk, arguments) if arguments.list else _make(desk, arguments)


def _make(desk: Desk, arguments: argparse.Namespace) -> int:
    made = StoreCopies(desk.paths.store, Backups(desk.paths.backups), desk.world.clock).make_file()
    told = _told(desk, made)
    answer(
        desk.output,
        arguments.json,
        told,
        [f"{shown(made)}  ({records_in_words(told['records'])})"],
    )
    return 0


def _list(desk: Desk, arguments: argparse.Namespace) -> int:
    copies = Backups(desk.paths.backups).all()
    told = [{"number": number, **_told(desk, copy)} for number, copy in enumerate(copies, 1)]
    if arguments.json:
        desk.output.json(told)
    elif told:
        now = desk.world.clock()
        desk.output.say(*laid_out([_row(one, now) for one in told], desk.output.width))
    else:
        desk.output.say(f"There is no backup in {shown(desk.paths.backups)} yet.")
    return 0


def _told(desk: Desk, copy: Path) -> dict[str, Any]:
    records: int | None = None
    fault: str | None = None
    try:
        records = len(read_copy(copy).workspace)
    except StoreError as error:
        fault = str(error)
    return {
        "kind": "backup",
        "path": str(copy),
        "made": made_at(copy).astimezone(desk.zone_here).isoformat(timespec="seconds"),
        "reason": reason_of(copy),
        "records": records,
        "size": copy.stat().st_size if copy.exists() else 0,
        "fault": fault,
    }


def _row(told: Mapping[str, Any], now: datetime) -> tuple[str, ...]:
    from humanize import naturalsize

    made = datetime.fromisoformat(told["made"])
    holds = "cannot be read" if told["fault"] else records_in_words(told["records"])
    if made > now:
        holds += ", dated in the future"
    size = naturalsize(told["size"])
    return (f"{told['number']:>2}", f"{made:%a %-d %b %Y %H:%M}", told["reason"], holds, size)


# --- restore -------------------------------------------------------------------------------------


def restore(desk: Desk, arguments: argparse.Namespace) -> int:
    """Put a copy in the place of what there is, once it is seen what that changes."""
    content = _chosen(desk, arguments.which)
    try:
        before = desk.workspace
    except StoreUnreadableError:
        return _replace(desk, content, arguments)
    found = difference(before, content.workspace)
    told = {"from": str(content.path), "records": len(content.workspace), **_ids(found)}
    told = {"kind": "restore", "dry_run": arguments.dry_run, **told}
    if not arguments.json:
        _picture(desk, content, found.words() or ("changes nothing: it is what there is",))
    if found.is_empty or arguments.dry_run or not _is_meant(desk, arguments):
        return _left(desk, arguments, told)
    label = f"restore the backup {dated(desk, content)}"
    desk.store.commit(found.change(label, RESTORE), content.documents)
    if desk.store.warning:
        desk.output.warn(desk.store.warning)
    lines = ["Restored. jobsearch undo takes it back."]
    answer(desk.output, arguments.json, {**told, "restored": True}, lines)
    return 0


def _replace(desk: Desk, content: Content, arguments: argparse.Namespace) -> int:
    """Put a copy in the place of a file that cannot be read, which is set aside."""
    store = desk.paths.store
    data = read_bytes(store) or b""
    found = difference(EMPTY, content.workspace)
    told = {"from": str(content.path), "records": len(content.workspace), **_ids(found)}
    told = {"kind": "restore", "dry_run": arguments.dry_run, **told}
    if not arguments.json:
        words = (
            "The store cannot be read; what it still holds would not come back this way "
            "(jobsearch doctor --repair rescues it). The file is set aside, with its date."
        )
        _picture(desk, content, (), words)
    if arguments.dry_run or not _is_meant(desk, arguments):
        return _left(desk, arguments, told)
    kept = put_in_place(desk, content, data)
    lines = desk.output.wrapped(f"Restored. The file as it was: {shown(kept)}", hanging="")
    answer(desk.output, arguments.json, {**told, "restored": True, "old_file": str(kept)}, lines)
    return 0


def put_in_place(desk: Desk, content: Content, data: bytes) -> Path:
    """Write a copy in the place of a damaged store; where the damaged file is now.

    Raises ConflictError when the store no longer holds ``data``, and NotSavedError.
    """
    replacing = Replacing(desk.paths.store, data, Backups(desk.paths.backups))
    kept = replacing.by(content.image.complete(), desk.world.clock(), opens=False)
    return kept or desk.paths.store


def _is_meant(desk: Desk, arguments: argparse.Namespace) -> bool:
    if arguments.json and not arguments.yes:
        return False  # nobody could see the question's picture
    return is_confirmed(desk, "Restore it?", is_said=arguments.yes)


def _left(desk: Desk, arguments: argparse.Namespace, told: Mapping[str, Any]) -> int:
    lines = [
        "Nothing was changed: this was a dry run." if arguments.dry_run else "Nothing changed."
    ]
    answer(desk.output, arguments.json, {**told, "restored": False}, lines)
    return 0


def _ids(found: Difference) -> dict[str, list[str]]:
    return {
        "added": [record.id for record in found.added],
        "removed": [record.id for record in found.removed],
        "changed": [after.id for _, after in found.changed],
    }


def _picture(desk: Desk, content: Content, lines: Sequence[str], words: str = "") -> None:
    output = desk.output
    number = records_in_words(len(content.workspace))
    named = dated(desk, content)
    output.say(*output.wrapped(f"The backup {named} holds {number}.", hanging=""))
    if _is_ahead(desk, content.path):
        output.say("Its date is still to come: the clock was wrong when it was made.")
    if words:
        output.say(*output.wrapped(words, hanging=""))
    if lines:
        output.say("To restore it")
    for line in lines:
        output.say(*output.wrapped(line, "  "))


def _is_ahead(desk: Desk, copy: Path) -> bool:
    try:
        return made_at(copy) > desk.world.clock()
    except ValueError:  # a store that somebody named, and no copy of ours
        return False


def dated(desk: Desk, content: Content) -> str:
    """A copy as a sentence names it: by its date, or by the path of what is none of ours."""
    try:
        made = made_at(content.path).astimezone(desk.zone_here)
    except ValueError:
        return shown(content.path)
    return f"of {made:%a %-d %b %Y %H:%M}"


def _chosen(desk: Desk, which: str | None) -> Content:
    """The copy that is meant. Raises UsageError when there is none, and StoreError."""
    backups = Backups(desk.paths.backups)
    if which is None:
        content = backups.newest_good(desk.world.clock())
        if content is None:
            raise JobsearchError(f"There is no good backup in {shown(backups.folder)}.")
        return content
    copies = backups.all()
    if which.isdecimal() and 1 <= int(which) <= len(copies):
        return read_copy(copies[int(which) - 1])
    if Path(which).is_file():
        return read_copy(Path(which))
    day = _day(desk, which)
    for copy in copies:
        if made_at(copy).astimezone(desk.zone_here).date() == day:
            return read_copy(copy)
    raise UsageError(f"There is no backup “{one_line(which)[:60]}” (see: jobsearch backup --list).")


def _day(desk: Desk, text: str) -> date | None:
    today = desk.world.clock().astimezone(desk.zone_here).date()
    try:
        return parse_date(text, today, prefer="past")
    except WhenError:
        return None
