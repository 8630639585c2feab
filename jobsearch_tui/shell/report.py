"""``report``: what was done in a period, for an office or for a coach."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Final

from jobsearch_tui.domain.dates import parse_date
from jobsearch_tui.domain.reports.report import Period, Report, week_period
from jobsearch_tui.domain.reports.summary import summary
from jobsearch_tui.domain.reports.work_search import work_search
from jobsearch_tui.domain.weeks import days_after
from jobsearch_tui.errors import UsageError
from jobsearch_tui.shell.desk import Desk
from jobsearch_tui.shell.output import answer

REPORTS: Final[Mapping[str, Callable[..., Report]]] = MappingProxyType(
    {"record": work_search, "summary": summary}
)
"""The reports by their names."""


_TO_COME: Final = "--from is a day that is yet to come; without --to a report ends today."


def report(desk: Desk, arguments: argparse.Namespace) -> int:
    """Print a report of a week or of other days, or write it to a file."""
    from jobsearch_tui.services.reports.writing import FORMS

    now = desk.now()
    period = _period(arguments, now.date(), desk.workspace.pace.first_weekday)
    made = REPORTS[arguments.which](desk.seen, period, now, notes=arguments.notes)
    text = FORMS[arguments.form](made)
    if arguments.out:
        return _write(desk, arguments, text)
    if arguments.json:
        desk.output.json({"kind": "report", "title": made.title, "about": made.about, "text": text})
    else:
        desk.output.text(text.rstrip("\r\n"))
    return 0


def _period(arguments: argparse.Namespace, today: date, first_weekday: str) -> Period:
    if arguments.first is None and arguments.last is None:
        return week_period(_week_day(arguments.week, today), first_weekday)
    if arguments.week is not None:
        raise UsageError("Give either --week or --from and --to.")
    if arguments.first is None:
        raise UsageError("--to needs --from: the first day.")
    first = _day(arguments.first, today)
    last = today if arguments.last is None else _day(arguments.last, today)
    if last < first:
        told = "--to is before --from." if arguments.last is not None else _TO_COME
        raise UsageError(told)
    return Period(first, last)


def _week_day(said: str | None, today: date) -> date:
    if not said:
        return today
    return days_after(today, -7) if said.strip().lower() == "last" else _day(said, today)


def _day(said: str, today: date) -> date:
    return parse_date(said, today, prefer="past")


def _write(desk: Desk, arguments: argparse.Namespace, text: str) -> int:
    """Write it to a file that nobody else may read; a file that is there is left alone."""
    from jobsearch_tui.storage.files import shown, write_atomically

    path = Path(arguments.out).expanduser()
    if path.exists() and not arguments.force:
        raise UsageError(f"{shown(path)} is there already: --force replaces it.")
    write_atomically(path, text.encode())
    answer(
        desk.output,
        arguments.json,
        {"kind": "file", "path": str(path)},
        [f"Written to {shown(path)}."],
    )
    return 0
