"""``jobsearch log``: one line becomes a log entry, a follow-up and a promise."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from jobsearch_tui.domain.changes import Change
from jobsearch_tui.domain.followups import NOT_BEGUN
from jobsearch_tui.domain.promises import promise_line, to_settle
from jobsearch_tui.domain.quicklog import Entry, preview, understand
from jobsearch_tui.domain.records import Activity, Record
from jobsearch_tui.domain.workspace import Workspace
from jobsearch_tui.errors import UsageError
from jobsearch_tui.services.identity import new_id
from jobsearch_tui.shell.desk import Desk
from jobsearch_tui.shell.finding import NotFoundError, record_called, several
from jobsearch_tui.storage.codec import plain


def log(desk: Desk, arguments: argparse.Namespace) -> int:
    """Understand the words, write what they say, and say what was written."""
    workspace, now = desk.workspace, desk.now()
    subject = record_called(workspace, arguments.about, desk.seen) if arguments.about else None
    entry = understand(" ".join(desk.words(arguments.words)), workspace, now, subject)
    if entry.problems:
        raise UsageError(" ".join(entry.problems))
    about = subject or _meant(entry, desk.seen)
    change = entry.changes(workspace, now, new_id, about)
    told = _preview(desk, entry, about)
    doubts = _doubts(desk.seen, now, desk.shown(about), desk.shown(entry.moved(about, now)))
    desk.apply(change)
    if arguments.json:
        desk.output.json([plain(record) for record in _written(change, desk.seen)])
    else:
        desk.output.say(*told, *doubts, *_to_settle(change, desk))
    return 0


def _preview(desk: Desk, entry: Entry, about: Record) -> list[str]:
    """What will be written, in words; what was typed is not said again behind the mask."""
    if desk.is_masked:
        entry = replace(entry, name="", candidates=(), summary="", promise=None)
    return preview(entry, desk.shown(about), desk.seen, desk.now())


def _doubts(workspace: Workspace, now: datetime, before: Record, after: Record) -> tuple[str, ...]:
    """What speaks against a first contact; looked for only where there is one."""
    if before is after or getattr(before, "stage", "") not in NOT_BEGUN:
        return ()  # and without the forecast, which takes a while to load
    from jobsearch_tui.domain.advice import caution

    words = caution(workspace, now, before, after)
    return (f"▲ {words}",) if words else ()


def _to_settle(change: Change, desk: Desk) -> Iterator[str]:
    """A line for each promise that the contact may have kept, with the command that says so."""
    for entry in change.put:
        if isinstance(entry, Activity):
            for promise in to_settle(desk.seen, entry):
                words = promise_line(promise, desk.now())
                yield f"Kept? {words}: jobsearch set {promise.id} stage=kept"


def _written(change: Change, workspace: Workspace) -> list[Record]:
    """The records of a change as they now stand, the log entry first."""
    found = (workspace.get(id) for id in change.ids)
    return sorted(
        (record for record in found if record is not None),
        key=lambda record: record.kind != "activity",
    )


def _meant(entry: Entry, seen: Workspace) -> Record:
    """The one record that the name means. Raises :class:`NotFoundError`; nothing is guessed."""
    equals = entry.equals
    if not equals:
        raise NotFoundError(
            f"Nobody is called “{entry.name}”. Add them first: "
            f'jobsearch add recruiter name="{entry.name}" (or agency), or log it on a record '
            "with --about ID."
        )
    if len(equals) > 1:
        raise NotFoundError(
            several(entry.name, (match.record for match in equals), seen)
            + "\nNothing was logged; use --about ID."
        )
    return equals[0].record
