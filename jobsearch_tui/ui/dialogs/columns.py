"""The columns of a spreadsheet and what they become, to be confirmed or corrected."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from string import ascii_lowercase, digits
from typing import ClassVar, Final

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.getters import query_one
from textual.widgets import Static

from jobsearch_tui.domain.records import KINDS, PLURALS
from jobsearch_tui.domain.text import shorten, visible
from jobsearch_tui.services.identity import new_id
from jobsearch_tui.services.transfer.import_report import Report
from jobsearch_tui.services.transfer.sheet import Sheet
from jobsearch_tui.services.transfer.sheet_columns import (
    GUESSABLE,
    LEFT_OUT,
    NOTE,
    Columns,
    guess,
    missing,
)
from jobsearch_tui.services.transfer.sheet_dates import DMY, MDY, YMD
from jobsearch_tui.services.transfer.sheet_import import plan, question
from jobsearch_tui.services.transfer.sheet_plan import labels
from jobsearch_tui.ui.desk import Desk, command
from jobsearch_tui.ui.dialogs.choose import Choose, Option
from jobsearch_tui.ui.dialogs.wide import WideDialog
from jobsearch_tui.ui.keys_named import KeysLine, named
from jobsearch_tui.ui.widgets.line_layout import Cell, Column
from jobsearch_tui.ui.widgets.line_table import LineTable
from jobsearch_tui.ui.widgets.rows import ListRows

_KEYS: Final = (
    "{table.open} field  {columns.note} note  {columns.leave-out} left out  {columns.kind} kind  "
    "{columns.dates} dates  {columns.import} import  {columns.back} close"
)
_STYLES: Final = {
    DMY: "the day first: 3/4 is 3 April",
    MDY: "the month first: 3/4 is 4 March",
    YMD: "the year first: 26/3/4 is 4 March 2026",
}


class ColumnsDialog(WideDialog[Columns | None]):
    """Asks what the columns are; Escape imports nothing."""

    DEFAULT_CSS = """
    ColumnsDialog {
        #outlook { height: auto; min-height: 2; max-height: 6; margin-top: 1; }
        #outlook.-stuck { color: $text-warning; text-style: bold; }
    }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n", "note", "Into the note", show=False, id="columns.note"),
        Binding("minus", "leave_out", "Leave the column out", show=False, id="columns.leave-out"),
        Binding("K", "kind", "What the rows are", show=False, id="columns.kind"),
        Binding("d", "dates", "How dates are meant", show=False, id="columns.dates"),
        Binding("f2,ctrl+s,ctrl+o", "import", "Import them", show=False, id="columns.import"),
        Binding("escape", "dismiss(None)", "Import nothing", show=False, id="columns.back"),
    ]

    table = query_one(LineTable)

    def __init__(self, desk: Desk, sheet: Sheet, columns: Columns) -> None:
        """Take the tools, the table, and what its columns are taken for to begin with."""
        super().__init__()
        self.desk = desk
        self._sheet = sheet
        self._columns = columns

    def compose(self) -> ComposeResult:
        """The columns, what would come in, and the keys."""
        with Vertical(id="box"):
            yield LineTable(
                (
                    Column("heading", "Their column", 18, grow=2),
                    Column("target", "becomes", 21, grow=1, priority=1),
                    Column("sample", "for instance", 20, grow=4, priority=-1),
                )
            )
            yield Static(id="outlook", markup=False)
            yield KeysLine(_KEYS, ColumnsDialog, LineTable, id="keys")

    def on_mount(self) -> None:
        """Show the columns."""
        self.table.focus()
        self._show()

    def _show(self) -> None:
        sheet, columns = self._sheet, self._columns
        rows = f"{len(sheet.rows):,} row{'' if len(sheet.rows) == 1 else 's'}"
        title = f"{shorten(visible(sheet.label), 40)} · {rows} as {PLURALS[columns.kind]}"
        self.query_one("#box", Vertical).border_title = Content(title)
        self.table.set_source(ListRows(column_rows(sheet, columns)))
        self.run_worker(self._look_ahead(), exclusive=True, group="outlook")

    async def _look_ahead(self) -> None:
        """Say what would come in, which a long table takes a moment to find out."""
        words, help = stuck(self._sheet, self._columns)
        if words:
            told = f"▲ {words} {named(self.app, help, ColumnsDialog, LineTable)}"
            self._say(told, is_stuck=True)
            return
        report = await asyncio.to_thread(
            plan,
            self._sheet,
            self._columns,
            self.desk.workspace,
            now=self.desk.now(),
            new_id=new_id,
        )
        self._say(outlook(report), is_stuck=False)

    def _say(self, words: str, *, is_stuck: bool) -> None:
        shown = self.query_one("#outlook", Static)
        shown.update(Content(words))
        shown.set_class(is_stuck, "-stuck")

    def _change(self, columns: Columns) -> None:
        self._columns = columns
        self._show()

    def _number(self) -> int | None:
        return self.table.cursor_index

    def _put(self, target: str) -> None:
        number = self._number()
        if number is not None:
            self._change(self._columns.with_target(number, target))

    def on_line_table_opened(self, message: LineTable.Opened) -> None:
        """Ask what the column is."""
        message.stop()
        self.action_target()

    @command
    async def action_target(self) -> None:
        """Ask which field the column is."""
        number = self._number()
        if number is None:
            return
        named = labels(self._columns)
        keys = iter(digits[1:] + ascii_lowercase)
        now = self._columns.targets[number]
        options = [
            Option(next(keys, ""), label, target, self._taken(target, number) if target else "")
            for target, label in named.items()
        ]
        start = list(named).index(now)
        heading = self._sheet.header[number]
        chosen = await self.desk.ask(Choose(f"{heading} is", options, start=start))
        if chosen is not None:
            self._change(self._columns.with_target(number, chosen))

    def _taken(self, target: str, number: int) -> str:
        place = None if target == LEFT_OUT else self._columns.place(target)
        return "" if place in (None, number) else f"now: {self._sheet.header[place or 0]}"

    def action_note(self) -> None:
        """Put the column into the note."""
        self._put(NOTE)

    def action_leave_out(self) -> None:
        """Leave the column out."""
        self._put(LEFT_OUT)

    @command
    async def action_kind(self) -> None:
        """Ask what the rows are, and guess the columns anew."""
        kinds = (*GUESSABLE, *(kind for kind in KINDS if kind not in GUESSABLE))
        options = [
            Option(str(number % 10), PLURALS[kind], kind) for number, kind in enumerate(kinds, 1)
        ]
        start = kinds.index(self._columns.kind)
        chosen = await self.desk.ask(Choose("The rows are", options, start=start))
        if chosen is not None:
            dates = self._columns.dates
            self._change(replace(guess(self._sheet, chosen), dates=dates))

    @command
    async def action_dates(self) -> None:
        """Ask how the dates are meant."""
        options = [
            Option(str(n), words, style) for n, (style, words) in enumerate(_STYLES.items(), 1)
        ]
        asked = question(self._sheet, replace(self._columns, dates=""))
        chosen = await self.desk.ask(Choose("Dates have", options, question=asked))
        if chosen is not None:
            self._change(replace(self._columns, dates=chosen))

    def action_import(self) -> None:
        """Close with the columns, when nothing is missing."""
        if not any(stuck(self._sheet, self._columns)):
            self.dismiss(self._columns)


def column_rows(sheet: Sheet, columns: Columns) -> list[tuple[str, tuple[Cell, ...]]]:
    """Each column with its target and some of what stands in it."""
    named = labels(columns)
    return [
        (
            str(number),
            (
                Cell(heading),
                Cell(
                    named.get(target, target), "muted" if target in (NOTE, LEFT_OUT) else "accent"
                ),
                Cell(" · ".join(sheet.samples(number, 3)), "muted"),
            ),
        )
        for number, (heading, target) in enumerate(zip(sheet.header, columns.targets, strict=True))
    ]


def stuck(sheet: Sheet, columns: Columns) -> tuple[str, str]:
    """Why the table can't be imported yet, and which ``{key}`` helps; empty when it can be."""
    if lacking := missing(columns):
        why = f"No column is {' or '.join(lacking)}, which every {columns.kind} needs:"
        return why, (
            "{table.open} on a column says which it is. {columns.kind}: the rows are "
            "something else."
        )
    asked = question(sheet, columns)
    return (asked, "{columns.dates} says which.") if asked else ("", "")


def outlook(report: Report) -> str:
    """What would come in, in a few words."""
    added = [
        f"{counts.added:,} {_noun(kind, counts.added)}"
        for kind, counts in report.counts.items()
        if counts.added
    ]
    known = sum(counts.linked for counts in report.counts.values())
    again = sum(counts.skipped for counts in report.counts.values())
    told = [f"New: {', '.join(added) or 'nothing'}."]
    if known:
        told.append(f"{known:,} known already.")
    if again:
        told.append(f"{again:,} imported before, or repeated.")
    if report.twins:
        told.append(f"{len(report.twins):,} likely twins.")
    if report.problems:
        first = report.problems[0]
        told.append(f"{len(report.problems):,} remarks: {first.place}: {first.reason}.")
    return visible(" ".join(told))


def _noun(kind: str, number: int) -> str:
    if kind == "activity":
        return "log entry" if number == 1 else "log entries"
    return kind if number == 1 else PLURALS[kind]
