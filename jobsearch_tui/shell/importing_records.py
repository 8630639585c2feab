"""Importing what this program exported: everything as JSON, or records as CSV."""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any, Final

from humanize import intcomma

from jobsearch_tui.domain.arrivals import (
    ADDED,
    CHANGED,
    FATES,
    Arrival,
    Arrivals,
    arrive,
    label_of,
)
from jobsearch_tui.domain.changes import Luggage
from jobsearch_tui.domain.records import PLURALS, RECORD_TYPES
from jobsearch_tui.errors import ImportFailedError
from jobsearch_tui.services.identity import new_id
from jobsearch_tui.services.transfer.csv_records import arrivals_of
from jobsearch_tui.services.transfer.kinds import Opened
from jobsearch_tui.services.transfer.sources import Source
from jobsearch_tui.services.transfer.tables import Flaw, Rows, decode, physical_lines
from jobsearch_tui.shell.desk import Desk
from jobsearch_tui.shell.importing import ending
from jobsearch_tui.shell.output import answer
from jobsearch_tui.storage.whole import Documents, beyond, missing, read_whole

_MOST: Final = 50

Unread = Sequence[tuple[str, str]]


def import_whole(desk: Desk, arguments: argparse.Namespace, opened: Opened) -> int:
    """Take in all that a JSON text holds and this store does not, or not so new."""
    arriving: list[Arrival] = []
    unread: list[tuple[str, str]] = []
    others: dict[str, Documents] = {}
    for source in opened.sources:
        whole = read_whole(source.data, source.label)
        arriving += whole.arrivals
        unread += whole.unread
        others |= missing(desk.store.contents, whole.others)
    return _take_in(desk, arguments, opened, arriving, unread, others)


def import_records(desk: Desk, arguments: argparse.Namespace, opened: Opened) -> int:
    """Take in the records of tables that ``export --as csv`` wrote."""
    arriving: list[Arrival] = []
    unread: list[tuple[str, str]] = []
    for source in opened.sources:
        found, missed = _rows(source, desk)
        arriving += found
        unread += missed
    order = {kind: number for number, kind in enumerate(RECORD_TYPES)}
    arriving.sort(key=lambda one: order[one.record.kind])
    return _take_in(desk, arguments, opened, arriving, unread, {})


def _rows(source: Source, desk: Desk) -> tuple[list[Arrival], list[tuple[str, str]]]:
    lines = physical_lines(decode(source.data))
    delimiter = max(",;\t", key=lines[0].count) if lines else ","
    rows = iter(Rows(lines, 0, delimiter, lines[0].count(delimiter) + 1 if lines else 1))
    header = next(rows, None)
    if header is None or isinstance(header, Flaw):
        raise ImportFailedError(f"Nothing could be imported: {source.label} is empty.")
    whole: list[tuple[str, Sequence[str]]] = []
    flaws: list[tuple[str, str]] = []
    for row in rows:
        place = f"{source.label}, line {intcomma(row.line)}"
        if isinstance(row, Flaw):
            flaws.append((place, row.reason))
        else:
            whole.append((place, row.cells))
    found, unread = arrivals_of(header.cells, whole, new_id, desk.now())
    return found, [*flaws, *unread]


def _take_in(
    desk: Desk,
    arguments: argparse.Namespace,
    opened: Opened,
    arriving: Sequence[Arrival],
    unread: Unread,
    others: Mapping[str, Documents],
) -> int:
    files = [source.label for source in opened.sources]
    arrivals = arrive(
        arriving,
        desk.workspace,
        desk.now(),
        beyond=partial(beyond, desk.store.contents),
        label="",
    )
    change = replace(
        arrivals.change,
        label=label_of(arrivals.counts, files[0]),
        luggage=Luggage(arrivals.change.luggage.beyond, others),
    )
    is_empty = not change.put and not change.luggage
    if not arguments.dry_run and not is_empty:
        desk.take_in(change)
    problems = [*arrivals.refused, *unread]
    lines = [*_words(arrivals, files, others, problems), ending(arguments.dry_run, is_empty)]
    if is_empty and not problems:
        lines[-1] = "Nothing was changed: all of it is here."
    answer(
        desk.output,
        arguments.json,
        _as_json(arrivals, files, problems, arguments.dry_run),
        lines,
    )
    return 0


def _words(
    arrivals: Arrivals, files: Sequence[str], others: Mapping[str, Documents], problems: Unread
) -> list[str]:
    lines = [f"Read {_files_told(files)}."]
    for kind in RECORD_TYPES:
        told = arrivals.counts.get(kind, {})
        parts = [f"{intcomma(told[fate])} {fate}" for fate in FATES if told.get(fate)]
        if parts:
            lines.append(f"  {PLURALS[kind]:<12}{', '.join(parts)}")
    for name, table in others.items():
        lines.append(f"  {name:<12}{intcomma(len(table))} {ADDED}, kept as it is")
    if problems:
        lines.append("Not read:")
    lines += [f"  {place}: {reason}" for place, reason in problems[:_MOST]]
    if len(problems) > _MOST:
        lines.append(f"  and {intcomma(len(problems) - _MOST)} more")
    return lines


def _files_told(files: Sequence[str]) -> str:
    """The names of the files, or of some of them and how many more."""
    if len(files) < 4:
        return ", ".join(files)
    return f"{files[0]}, {files[1]} and {len(files) - 2} more"


def _as_json(
    arrivals: Arrivals, files: Sequence[str], problems: Unread, is_rehearsal: bool
) -> dict[str, Any]:
    return {
        "kind": "import",
        "dry_run": is_rehearsal,
        "files": list(files),
        "counts": {
            kind: {"added": told.get(ADDED, 0), "changed": told.get(CHANGED, 0)}
            for kind, told in arrivals.counts.items()
        },
        "problems": [{"place": place, "reason": reason} for place, reason in problems],
    }
