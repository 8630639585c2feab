"""Reads LinkedIn's data export: applications, saved jobs and the connections who recruit.

Nothing is changed here: :func:`read_export` works out one change, to be applied or not.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, tzinfo
from pathlib import Path
from typing import Final

from jobsearch_tui.domain.changes import Change
from jobsearch_tui.domain.workspace import Workspace
from jobsearch_tui.errors import ImportFailedError
from jobsearch_tui.services.transfer.import_report import (
    Counts,
    Problems,
    Report,
    RowProblem,
    label,
)
from jobsearch_tui.services.transfer.ledger import Ledger
from jobsearch_tui.services.transfer.linkedin_ads import AdPlan
from jobsearch_tui.services.transfer.linkedin_people import PeoplePlan
from jobsearch_tui.services.transfer.linkedin_rows import (
    KNOWN_FILES,
    Connection,
    Job,
    RowError,
    Table,
    TableKind,
    header_again,
    is_nameless,
    kind_of_file,
    read_connection,
    read_job,
    recognise,
    shown,
)
from jobsearch_tui.services.transfer.sources import Budget, Source, gather, read_all
from jobsearch_tui.services.transfer.tables import (
    Flaw,
    Header,
    Row,
    Rows,
    cut,
    decode,
    find_header,
    physical_lines,
)
from jobsearch_tui.services.transfer.twins_told import twins_told

__all__ = ["Counts", "Report", "RowProblem", "read_export"]

Progress = Callable[[int, int], None]

_STEP: Final = 500


@dataclass(slots=True)
class _Read:
    """What the files hold, in their order."""

    zone: tzinfo
    applications: list[Job] = field(default_factory=list)
    saved: list[Job] = field(default_factory=list)
    connections: list[Connection] = field(default_factory=list)
    nameless: int = 0
    problems: Problems = field(default_factory=Problems)
    files: list[str] = field(default_factory=list)


def read_export(
    paths: Sequence[Path],
    workspace: Workspace,
    *,
    now: datetime,
    zone: tzinfo,
    new_id: Callable[[], str],
    all_connections: bool = False,
    progress: Progress | None = None,
) -> Report:
    """What importing these files into the workspace would do.

    ``paths`` are LinkedIn's CSV files, its zip archive, or directories that hold either.
    Times in the files are taken to be in ``zone``. ``all_connections`` brings those who do
    not recruit too. ``progress`` is told the bytes done and all the bytes, now and then.

    Raises ImportFailedError when nothing could be read at all, or when the files are larger
    than any export.
    """
    found = gather(paths, lambda name: kind_of_file(name) is not None)
    read = _Read(zone)
    told = _Told(progress, found.total)
    for source in read_all(found, Budget()):
        _read_source(source, read, told)
    told.finish()
    for unread in found.unread:
        read.problems.add(unread.label, 0, unread.reason)
    if not read.files:
        raise ImportFailedError(_nothing_read(read.problems.all()))
    ledger = Ledger(workspace, now, new_id)
    _plan(read, ledger, all_connections)
    change = Change(label(ledger.counts), put=tuple(ledger.put.values()), upheaval="import")
    twins = twins_told(change, workspace)
    return Report(change, ledger.counts, read.problems.all(), tuple(read.files), twins)


def _plan(read: _Read, ledger: Ledger, all_connections: bool) -> None:
    ads = AdPlan(ledger, read.zone)
    for job in read.applications:
        ads.application(job)
    for job in read.saved:
        ads.saved(job)
    PeoplePlan(ledger).people(read.connections, all_connections)
    ledger.counts["recruiter"].nameless = read.nameless


def _nothing_read(problems: Sequence[RowProblem]) -> str:
    reasons = "; ".join(f"{problem.place} {problem.reason}" for problem in problems[:3])
    more = f"; and {len(problems) - 3} more" if len(problems) > 3 else ""
    if any("save it as CSV" in problem.reason for problem in problems):
        return f"Nothing could be imported: {reasons}{more}."
    return (
        f"Nothing could be imported: {reasons or 'no file was named'}{more}. "
        f"The files of LinkedIn's export that are read are {KNOWN_FILES}, or its whole zip archive."
    )


@dataclass(slots=True)
class _Told:
    """Tells how far reading is, in bytes."""

    progress: Progress | None
    total: int
    before: int = 0

    def within(self, size: int, line: int, lines: int) -> None:
        """Tell that reading is at this line of a file of ``size`` bytes."""
        if self.progress and line % _STEP == 0:
            done = self.before + size * line // max(lines, 1)
            self.progress(min(done, self.total), self.total)

    def file_done(self, size: int) -> None:
        """Tell that a file of ``size`` bytes is done."""
        self.before += size
        if self.progress:
            self.progress(min(self.before, self.total), self.total)

    def finish(self) -> None:
        """Tell that all is read."""
        if self.progress:
            self.progress(self.total, self.total)


def _read_source(source: Source, read: _Read, told: _Told) -> None:
    promised = kind_of_file(source.name)
    lines = physical_lines(decode(source.data))
    header = find_header(lines, lambda cells: recognise(cells, promised))
    if header is None:
        read.problems.add(source.label, 0, _unknown(lines))
    else:
        read.files.append(source.label)
        for row in _rows(source, lines, header, read):
            told.within(len(source.data), row.line, len(lines))
    told.file_done(len(source.data))


def _unknown(lines: Sequence[str]) -> str:
    """Why a file is not read, with its first cells, that show in which language it is."""
    first = next((line for line in lines[:50] if line.strip()), "")
    cells = [cell for cell in cut(first[:300], ",") if cell.strip()][:4]
    begins = f"; it begins “{shown(', '.join(cells))}”" if cells else "; it is empty"
    return f"does not have the columns of {KNOWN_FILES} (in English){begins}"


def _rows(
    source: Source, lines: Sequence[str], header: Header[Table], read: _Read
) -> Iterator[Row | Flaw]:
    """Each row, after what it says was noted."""
    table, promised = header.known, kind_of_file(source.name)
    rows = Rows(lines, header.line, header.delimiter, table.width)
    for row in rows:
        if isinstance(row, Flaw):
            read.problems.add(source.label, row.line, row.reason)
        elif again := header_again(row.cells, table, promised):
            table, rows.width = again, again.width
        else:
            _note(source, row, table, read)
        yield row


def _note(source: Source, row: Row, table: Table, read: _Read) -> None:
    try:
        if is_nameless(table, row.cells):
            read.nameless += 1
        elif table.kind is TableKind.CONNECTIONS:
            read.connections.append(read_connection(table, row.cells, read.zone))
        elif table.kind is TableKind.SAVED:
            read.saved.append(read_job(table, row.cells, read.zone))
        else:
            read.applications.append(read_job(table, row.cells, read.zone))
    except RowError as error:
        read.problems.add(source.label, row.line, str(error))
