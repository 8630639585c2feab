"""``jobsearch import``: files of other programs, or of this one, become records in one change."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from importlib import import_module
from pathlib import Path
from typing import Any, Final

from jobsearch_tui.errors import UsageError
from jobsearch_tui.services.transfer.import_report import Report
from jobsearch_tui.services.transfer.kinds import FileKind, Opened, open_files
from jobsearch_tui.services.transfer.sources import MAX_FILE
from jobsearch_tui.shell.desk import Desk
from jobsearch_tui.shell.output import answer

Reader = Callable[[Desk, argparse.Namespace, Opened], int]

READERS: Final[Mapping[FileKind, str]] = {
    FileKind.LINKEDIN: "importing_linkedin:import_linkedin",
    FileKind.WHOLE: "importing_records:import_records",
    FileKind.RECORDS: "importing_records:import_records",
    FileKind.SHEET: "importing_sheets:import_sheets",
    FileKind.VCARD: "importing_cards:import_cards",
}
"""What reads each kind of file: ``module:function`` in this package, imported when it is needed."""

_FOR_SHEETS: Final = {"kind": "--kind", "map": "--map", "dates": "--dates"}


def import_files(desk: Desk, arguments: argparse.Namespace) -> int:
    """Find out what the files are, and have them read by what reads such files."""
    from jobsearch_tui.services.transfer.calendar_lines import is_calendar
    from jobsearch_tui.shell.calendars import calendars_among, import_calendar

    piped = _piped(arguments.files)
    calendars = calendars_among(arguments.files) if piped is None else []
    if calendars or (piped is not None and is_calendar(piped)):
        if piped is None and len(calendars) < len(arguments.files):
            raise UsageError("Invitations and exports are imported one after the other.")
        return import_calendar(desk, arguments, piped)
    paths = [Path(name) for name in arguments.files] if piped is None else []
    opened = open_files(paths, piped)
    if opened.kind is not FileKind.SHEET:
        _refuse_what_is_for_sheets(arguments, opened.kind)
    module, _, function = READERS[opened.kind].partition(":")
    reader: Reader = getattr(import_module(f"{__package__}.{module}"), function)
    return reader(desk, arguments, opened)


def _piped(files: Sequence[str]) -> bytes | None:
    """What comes through a pipe, by whatever name the shell gives it; None for files on a disk."""
    pipes = [name for name in files if _is_pipe(name)]
    if not pipes:
        return None
    if len(files) > 1:
        raise UsageError(f"{pipes[0]} stands for what is piped in, and is imported by itself.")
    if pipes[0] == "-":
        stream = getattr(sys.stdin, "buffer", None)  # none where standard input is closed
        return stream.read(MAX_FILE + 1)[:MAX_FILE] if stream else b""
    with Path(pipes[0]).open("rb") as pipe:
        return pipe.read(MAX_FILE + 1)[:MAX_FILE]


def _is_pipe(name: str) -> bool:
    try:
        return name == "-" or name == "/dev/stdin" or Path(name).is_fifo()
    except (OSError, ValueError):  # the reader of files will say what is wrong with it
        return False


def _refuse_what_is_for_sheets(arguments: argparse.Namespace, kind: FileKind) -> None:
    for name, option in _FOR_SHEETS.items():
        if getattr(arguments, name):
            raise UsageError(f"{option} is for a spreadsheet; this is {kind}.")


def finish(
    desk: Desk,
    arguments: argparse.Namespace,
    report: Report,
    before: Sequence[str] = (),
    more: Mapping[str, Any] | None = None,
) -> int:
    """Make the change of a report unless it is only to be told, and say what it is."""
    if not arguments.dry_run and not report.is_empty:
        desk.apply(report.change)
    lines = [*before, *report.words(), ending(arguments.dry_run, report.is_empty)]
    answer(desk.output, arguments.json, {**told(report, arguments.dry_run), **(more or {})}, lines)
    return 0


def ending(is_rehearsal: bool, is_empty: bool) -> str:
    """The last line of what an import says."""
    if is_rehearsal:
        return "Nothing was changed: this was a dry run."
    return "" if is_empty else "jobsearch undo takes all of it back."


def told(report: Report, is_rehearsal: bool) -> dict[str, Any]:
    """A report as JSON."""
    return {
        "kind": "import",
        "dry_run": is_rehearsal,
        "files": list(report.files),
        "counts": {kind: asdict(counts) for kind, counts in report.counts.items()},
        "problems": [asdict(problem) for problem in report.problems],
        "twins": list(report.twins),
    }
