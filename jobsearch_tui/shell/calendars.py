"""Calendars on the command line: the search as a file, and invitations."""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

from jobsearch_tui.domain.changes import Change
from jobsearch_tui.domain.records import Interview
from jobsearch_tui.errors import ImportFailedError, UsageError
from jobsearch_tui.services.identity import new_id
from jobsearch_tui.services.transfer.calendar_lines import LARGEST, is_calendar
from jobsearch_tui.services.transfer.calendar_out import CalendarOptions, calendar_text, chosen
from jobsearch_tui.shell.desk import Desk
from jobsearch_tui.shell.exporting import File
from jobsearch_tui.shell.finding import record_called
from jobsearch_tui.shell.output import answer


def as_ics(desk: Desk, arguments: argparse.Namespace) -> list[File]:
    """The interviews as an iCalendar file."""
    if arguments.alarm is not None and arguments.alarm < 0:
        raise UsageError("--alarm takes minutes before the interview: --alarm 30.")
    options = CalendarOptions(
        preparation=arguments.preparation,
        alarm=arguments.alarm,
        todos=arguments.todos,
        notes=arguments.notes,
        every=arguments.all,
    )
    interviews = _asked_for(desk, arguments.only, options)
    data = calendar_text(desk.workspace, desk.now(), options, interviews)
    return [("interviews.ics", data)]


def _asked_for(desk: Desk, only: str | None, options: CalendarOptions) -> tuple[Interview, ...]:
    if not only:
        return chosen(desk.workspace, desk.now(), options)
    record = record_called(desk.workspace, only)
    if not isinstance(record, Interview):
        raise UsageError(f"{record.title} is no interview; a calendar takes interviews.")
    return (record,)


# --- invitations ------------------------------------------------------------------------------


def calendars_among(files: Iterable[str]) -> list[Path]:
    """The files that hold calendars, by their name or by how they begin."""
    return [path for path in map(Path, files) if _holds_calendar(path)]


def _holds_calendar(path: Path) -> bool:
    if path.suffix.casefold() in (".ics", ".ical", ".ifb", ".icalendar", ".vcs"):
        return True
    try:
        if not path.is_file():
            return False
        with path.open("rb") as file:
            return is_calendar(file.read(4096))
    except (OSError, ValueError):  # the reader of exports will say what is wrong with it
        return False


def import_calendar(desk: Desk, arguments: argparse.Namespace, piped: bytes | None = None) -> int:
    """Take invitations in, say what they do, and warn as after typing an interview.

    They stand in the files, or came through a pipe.
    """
    from jobsearch_tui.services.transfer.calendar_in import read_calendar

    workspace, plans = desk.workspace, []
    for name in arguments.files:
        data = read_file(Path(name)) if piped is None else piped
        called = Path(name).name if piped is None else "standard input"
        plan = read_calendar(data, workspace, now=desk.now(), new_id=new_id, name=called)
        workspace = plan.change.apply(workspace)
        plans.append(plan)
    change = together([plan.change for plan in plans if not plan.is_empty])
    if change.put and not arguments.dry_run:
        desk.apply(change)
    ending = "jobsearch undo takes it back." if change.put else ""
    if arguments.dry_run:
        ending = "Nothing was changed: this was a dry run."
    told = {
        "kind": "import",
        "dry_run": arguments.dry_run,
        "files": [str(name) for name in arguments.files],
        "counts": dict(sum((Counter(plan.counts) for plan in plans), Counter())),
        "events": [line for plan in plans for line in plan.told],
        "cautions": [line for plan in plans for line in plan.cautions],
    }
    lines = [line for plan in plans for line in plan.words()]
    answer(desk.output, arguments.json, told, [*lines, *([ending] if ending else [])])
    for plan in plans:
        desk.output.warn(*plan.doubts())
    return 0


def together(changes: Sequence[Change]) -> Change:
    """Several changes, each made on top of the one before, as one."""
    if len(changes) == 1:
        return changes[0]
    put = {record.id: record for change in changes for record in change.put}
    before = {record.id: record for change in changes[::-1] for record in change.before}
    return Change(
        f"import of {len(changes)} invitations",
        put=tuple(put.values()),
        before=tuple(before.values()),
        upheaval="import",
    )


def read_file(path: Path) -> bytes:
    """A file that is not larger than a calendar may be. Raises ImportFailedError."""
    try:
        with path.open("rb") as file:
            return file.read(LARGEST + 1)
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or "is no file name"
        raise ImportFailedError(f"{path} was not read: {why}. Nothing was imported.") from error
