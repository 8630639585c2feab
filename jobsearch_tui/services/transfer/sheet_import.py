"""Imports any CSV file: what its rows and columns mean, and what bringing them in would do.

Nothing is changed here: :func:`plan` works out one change, to be applied or not.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any, Final

from humanize import intcomma

from jobsearch_tui.domain.changes import Change
from jobsearch_tui.domain.records import KINDS, PLURALS
from jobsearch_tui.domain.text import cells, shorten, visible
from jobsearch_tui.domain.workspace import Workspace
from jobsearch_tui.errors import UsageError
from jobsearch_tui.services.column_memory import ColumnMemory
from jobsearch_tui.services.transfer.import_report import Counts, Problems, Report
from jobsearch_tui.services.transfer.ledger import Ledger
from jobsearch_tui.services.transfer.sheet import Sheet
from jobsearch_tui.services.transfer.sheet_columns import (
    LEFT_OUT,
    NOTE,
    Columns,
    guess,
    missing,
    proved,
    targets_of,
    undecided,
)
from jobsearch_tui.services.transfer.sheet_dates import DMY, MDY, YMD, example, only_in, read
from jobsearch_tui.services.transfer.sheet_plan import SheetPlan, labels
from jobsearch_tui.services.transfer.twins_told import twins_told

_STYLES: Final = {DMY: "day first", MDY: "month first", YMD: "year first"}


def understood(sheet: Sheet, memory: ColumnMemory, kind: str = "") -> Columns:
    """What the columns mean: as the user said the last time, or else as it is guessed."""
    kept = memory.recall(sheet.signature)
    if kept is not None:
        columns = _recalled(sheet, kept)
        if columns is not None and kind in ("", columns.kind):
            return columns
    return guess(sheet, kind)


def _recalled(sheet: Sheet, kept: Mapping[str, Any]) -> Columns | None:
    """The columns that were kept; None where they don't fit, as after an edit by hand."""
    kind, targets, dates = kept.get("kind"), kept.get("targets"), kept.get("dates", "")
    if kind not in KINDS or not isinstance(targets, list) or len(targets) != len(sheet.header):
        return None
    known = {*targets_of(kind), NOTE, LEFT_OUT}
    if not set(map(str, targets)) <= known or dates not in ("", DMY, MDY, YMD):
        return None
    return Columns(kind, tuple(targets), dates)


def keep(sheet: Sheet, columns: Columns, memory: ColumnMemory) -> None:
    """Remember the columns for the next table with these headings."""
    memory.keep(sheet.signature, {**asdict(columns), "targets": list(columns.targets)})


def question(sheet: Sheet, columns: Columns) -> str:
    """What has to be said of the dates before the rows can be read; empty for nothing."""
    open_ones = undecided(columns, sheet)
    for number, styles in open_ones.items():
        told = _two_meanings(sheet.column(number), styles)
        return visible(f"In the column “{sheet.header[number]}” {told}.")
    return ""


def _two_meanings(column: Iterable[str], styles: Sequence[str]) -> str:
    """A date that may be two days; in a column that mixes its styles, one of each."""
    texts = tuple(column)
    if cell := example(texts, styles):
        days = (day for one in styles if (day := read(cell, one).day))
        return f"{cell} may be {' or '.join(f'{day:%-d %B %Y}' for day in days)}"
    alone = ((only_in(one, texts, styles), _STYLES[one]) for one in styles)
    return " and ".join(f"{cell} is {words}" for cell, words in alone if cell)


def plan(
    sheet: Sheet,
    columns: Columns,
    workspace: Workspace,
    *,
    now: datetime,
    new_id: Callable[[], str],
) -> Report:
    """What importing the rows into the workspace would do.

    Raises UsageError when a field that every record needs has no column, and when it is not
    clear in which style the dates are.
    """
    if lacking := missing(columns):
        raise UsageError(
            f"Nothing could be imported: no column of {visible(sheet.label)} is "
            f"{' or '.join(lacking)}, which every {columns.kind} needs. "
            "Say which: --map “Their column=field”; "
            f"its columns are {visible(', '.join(sheet.header[:20]))}."
        )
    if words := question(sheet, columns):
        fitting = next(iter(undecided(columns, sheet).values()))
        ways = " or ".join(f"--dates {style}" for style in fitting)
        raise UsageError(f"{words} Say which: {ways}.")
    ledger = Ledger(workspace, now, new_id)
    problems = Problems()
    for flaw in sheet.flaws:
        problems.add(sheet.label, flaw.line, flaw.reason)
    styles = {number: columns.dates or found[0] for number, found in proved(columns, sheet).items()}
    rows = SheetPlan(sheet, columns, styles, ledger, problems)
    for row in sheet.rows:
        rows.row(row)
    return report(ledger, problems, (sheet.label,), workspace)


def report(
    ledger: Ledger, problems: Problems, files: Sequence[str], workspace: Workspace
) -> Report:
    """What was planned, with the likely twins of what is new."""
    change = Change(label(ledger.counts, files), put=tuple(ledger.put.values()), upheaval="import")
    return Report(
        change, ledger.counts, problems.all(), tuple(files), twins_told(change, workspace)
    )


def label(counts: Mapping[str, Counts], files: Sequence[str]) -> str:
    """What an import is called in the list of things to undo."""
    told = [
        f"{intcomma(count.added)} {PLURALS[kind] if count.added > 1 else kind}"
        for kind, count in counts.items()
        if count.added and kind != "activity"
    ]
    what = ", ".join(told) or "nothing new"
    return f"import of {what} from {visible(files[0])}"


# --- the table of the columns -------------------------------------------------------------------


def mapping_lines(sheet: Sheet, columns: Columns, width: int = 80) -> list[str]:
    """What the columns are taken for, with samples, in lines of at most so many columns."""
    named = labels(columns)
    rows = [
        (visible(heading), named.get(target, target), _sample(sheet, number))
        for number, (heading, target) in enumerate(zip(sheet.header, columns.targets, strict=True))
    ]
    first = min(24, max(cells(row[0]) for row in rows))
    second = min(22, max(cells(row[1]) for row in rows))
    plural = "" if len(sheet.rows) == 1 else "s"
    count = f"{intcomma(len(sheet.rows))} row{plural}"
    head = f"{sheet.label}: {count}, as {PLURALS[columns.kind]}"
    told = [head]
    for heading, target, sample in rows:
        start = f"  {_padded(heading, first)}  → {_padded(target, second)}  "
        told.append(f"{start}{shorten(sample, width - cells(start))}".rstrip())
    return [*told, *_dates_told(sheet, columns)]


def _dates_told(sheet: Sheet, columns: Columns) -> Iterable[str]:
    found = proved(columns, sheet)
    if not found:
        return
    if columns.dates:
        yield f"  Dates are read {_STYLES[columns.dates]}."
    elif words := question(sheet, columns):
        yield f"  {words}"


def _padded(text: str, width: int) -> str:
    short = shorten(text, width)
    return short + " " * (width - cells(short))


def _sample(sheet: Sheet, number: int) -> str:
    return visible(" · ".join(sheet.samples(number, 3)))
