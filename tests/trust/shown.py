"""All that the program would show of a workspace, without a screen."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterable, Iterator
from datetime import datetime
from types import SimpleNamespace

from jobsearch_tui.domain.advice import advise
from jobsearch_tui.domain.daily import agenda
from jobsearch_tui.domain.fields import Context
from jobsearch_tui.domain.figures.figures import figures
from jobsearch_tui.domain.offers import guard
from jobsearch_tui.domain.pacing import loads
from jobsearch_tui.domain.records import KINDS, Offer, Record
from jobsearch_tui.domain.reports.report import Period
from jobsearch_tui.domain.reports.summary import summary
from jobsearch_tui.domain.reports.work_search import work_search
from jobsearch_tui.domain.selection import Selection
from jobsearch_tui.domain.text import visible
from jobsearch_tui.domain.weeks import days_after
from jobsearch_tui.domain.workspace import Workspace
from jobsearch_tui.services.reports.writing import FORMS
from jobsearch_tui.shell import reading, today, week
from jobsearch_tui.ui.render import offers, pace, rows, weeks
from jobsearch_tui.ui.render.figures import figure_lines
from jobsearch_tui.ui.render.lines import Line
from jobsearch_tui.ui.render.record import Look, record_lines

WIDTH = 80


class Sink:
    """An output that keeps what would be printed, before it is made visible."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.width = WIDTH

    def say(self, *lines: str) -> None:
        self.lines.extend(lines)

    warn = say

    def cells(self, *rows: Iterable[str]) -> None:
        self.lines.extend("\t".join(map(visible, row)) for row in rows)

    def json(self, value: object) -> None:
        self.lines.append(repr(value))


def screens(workspace: Workspace, now: datetime) -> Iterator[str]:
    """Each line that the screens draw, as it would be sent; tables make their cells visible."""
    yield from map(_text, _record_lines(workspace, now))
    ahead = advise(workspace, now)
    yield from map(_text, pace.strip(loads(workspace, now), now, WIDTH, ahead))
    most = weeks.most_of(ahead.outlook)
    for one in ahead.outlook:
        yield from (visible(cell.text) for cell in weeks.cells_of(one, most, now))
        yield from map(_text, weeks.week_lines(one, ahead.outlook, now, WIDTH))
    seen = rows.Seen(workspace, now)
    for kind in rows.PANES:
        for record in Selection(kind).rows(workspace, now):
            yield from (visible(cell.text) for cell in rows.cells_of(record, seen))
    for figure in figures(workspace, now):
        yield from map(_text, figure_lines(figure, WIDTH))
    for offer in workspace.all(Offer):
        yield from map(_text, offers.offers_lines(workspace, offer.id, now, WIDTH))


def commands(workspace: Workspace, now: datetime) -> Iterator[str]:
    """Each line that the commands hand to the output, which makes it visible."""
    sink = Sink()
    desk = SimpleNamespace(workspace=workspace, seen=workspace, now=lambda: now, output=sink)
    for brief in (True, False):
        today.today(desk, Namespace(brief=brief, json=False))
    week.pace(desk, Namespace(weeks=8, json=False))
    for kind in KINDS:
        for sort in ("", "next", "contact"):
            words: list[str] = []
            try:
                reading.list_records(
                    desk,
                    Namespace(
                        kind=kind, words=words, sort=sort, down=False, json=False, tsv=not sort
                    ),
                )
            except ValueError as error:
                if sort not in str(error):
                    raise
    for record in _own(workspace):
        sink.say(*reading.details(record, Context(workspace, now), WIDTH))
    period = Period(days_after(now.date(), -60), days_after(now.date(), 30))
    for report in (work_search, summary):
        made = report(workspace, period, now, notes=True)
        sink.say(*(line for form in FORMS.values() for line in form(made).splitlines()))
    sink.say(guard(workspace), *(item.why for item in agenda(workspace, now)))
    return iter(sink.lines)


def _record_lines(workspace: Workspace, now: datetime) -> Iterator[Line]:
    look = Look(Context(workspace, now), WIDTH)
    for record in _own(workspace):
        yield from record_lines(record, look)


def _own(workspace: Workspace) -> list[Record]:
    """The records that the user can look at."""
    return [record for record in workspace if record.kind in (*KINDS, "pace")]


def _text(line: Line) -> str:
    return line.text
