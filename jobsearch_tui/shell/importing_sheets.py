"""Importing spreadsheets, as CSV, from the command line."""

from __future__ import annotations

import argparse
from dataclasses import replace

from jobsearch_tui.services.identity import new_id
from jobsearch_tui.services.transfer.import_report import Report, merged
from jobsearch_tui.services.transfer.kinds import Opened
from jobsearch_tui.services.transfer.sheet import Sheet, read_sheet
from jobsearch_tui.services.transfer.sheet_columns import (
    Columns,
    checked_dates,
    corrected,
)
from jobsearch_tui.services.transfer.sheet_import import keep, mapping_lines, plan, understood
from jobsearch_tui.shell.desk import Desk
from jobsearch_tui.shell.finding import kind_called
from jobsearch_tui.shell.importing import finish
from jobsearch_tui.storage.columns import ColumnBox


def import_sheets(desk: Desk, arguments: argparse.Namespace, opened: Opened) -> int:
    """Read the tables one after the other, each over what those before it bring."""
    box = ColumnBox(desk.paths.columns)
    workspace = desk.workspace
    reports: list[Report] = []
    read: list[tuple[Sheet, Columns]] = []
    for source in opened.sources:
        sheet = read_sheet(source.data, source.label)
        columns = _columns(sheet, arguments, box)
        report = plan(sheet, columns, workspace, now=desk.now(), new_id=new_id)
        workspace = report.change.apply(workspace)
        reports.append(report)
        read.append((sheet, columns))
    lines = [line for sheet, columns in read for line in _told(sheet, columns, desk)]
    status = finish(desk, arguments, merged(reports), lines, {"columns": _as_json(read)})
    if not arguments.dry_run:
        for sheet, columns in read:
            keep(sheet, columns, box)
    return status


def _columns(sheet: Sheet, arguments: argparse.Namespace, box: ColumnBox) -> Columns:
    columns = understood(sheet, box, kind_called(arguments.kind) if arguments.kind else "")
    columns = corrected(columns, sheet, arguments.map or ())
    dates = checked_dates(arguments.dates or "")
    return replace(columns, dates=dates) if dates else columns


def _told(sheet: Sheet, columns: Columns, desk: Desk) -> list[str]:
    return mapping_lines(sheet, columns, desk.output.width)


def _as_json(read: list[tuple[Sheet, Columns]]) -> dict[str, dict[str, str]]:
    return {
        sheet.label: dict(zip(sheet.header, columns.targets, strict=True))
        for sheet, columns in read
    }
