"""Likely twins side by side: which of two records counts, field by field."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar, Final

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.getters import query_one

from jobsearch_tui.domain.fields import Context
from jobsearch_tui.domain.text import shorten, visible
from jobsearch_tui.domain.twins import Twins
from jobsearch_tui.domain.uniting import Side, sides
from jobsearch_tui.ui.dialogs.wide import WideDialog
from jobsearch_tui.ui.keys_named import KeysLine
from jobsearch_tui.ui.render.twins import detail_lines, rows, top_lines
from jobsearch_tui.ui.widgets.line_layout import Cell, Column
from jobsearch_tui.ui.widgets.line_table import LineTable
from jobsearch_tui.ui.widgets.lines_view import LinesView
from jobsearch_tui.ui.widgets.rows import ListRows
from jobsearch_tui.value import dataclass

_KEYS: Final = (
    "{twins.left}{twins.right} side  {twins.both} both  {twins.unite} unite  "
    "{twins.apart} not twins  {twins.later} next  {twins.back} close"
)

_ALONE: Final = (
    "{twins.left}{twins.right} side  {twins.both} both  {twins.unite} unite  {twins.back} close"
)


@dataclass(frozen=True)
class Answer:
    """What the user makes of a pair: ``unite``, ``apart`` or ``later``, and what is kept."""

    what: str
    choices: Mapping[str, str]


class TwinsDialog(WideDialog[Answer | None]):
    """One pair of likely twins; Escape answers nothing."""

    DEFAULT_CSS = """
    TwinsDialog {
        #why { height: 3; margin-bottom: 1; }
        #detail { height: 5; border-top: solid $foreground-muted; }
    }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "take('first')", "Take the left one", show=False, id="twins.left"),
        Binding("right", "take('second')", "Take the right one", show=False, id="twins.right"),
        Binding("space", "other", "Take the other one", show=False, id="twins.other"),
        Binding("b", "take('both')", "Take both, one under the other", show=False, id="twins.both"),
        Binding("f2,ctrl+s,ctrl+o", "unite", "Unite them", show=False, id="twins.unite"),
        Binding("n", "apart", "They are no twins", show=False, id="twins.apart"),
        Binding("tab", "later", "The next pair", show=False, id="twins.later"),
        Binding("escape", "dismiss(None)", "Close", show=False, id="twins.back"),
    ]

    table = query_one(LineTable)
    why = query_one("#why", LinesView)
    detail = query_one("#detail", LinesView)

    def __init__(self, twins: Twins, context: Context, place: str) -> None:
        """Take a pair, what its fields are read with, and its place among others.

        ``place`` is as in ``1 of 3``, and empty for a pair that the user named.
        """
        super().__init__()
        self._twins = twins
        self._reading = context
        self._place = place
        self._sides = {side.field.name: side for side in sides(twins.first, twins.second)}
        self._choices = {name: side.proposed for name, side in self._sides.items()}

    def compose(self) -> ComposeResult:
        """Why, the fields, the one under the cursor in full, and the keys."""
        with Vertical() as box:
            asked = f"Twins? {self._place}" if self._place else "Unite"
            name = shorten(visible(self._twins.first.title), 40)
            box.border_title = Content(f"{asked} · {self._twins.first.kind} {name}")
            why = LinesView(id="why")
            why.can_focus = False
            yield why
            yield LineTable(
                (
                    Column("field", "Field", 13, priority=1),
                    Column("first", "  Left, the older", 20, grow=1),
                    Column("second", "  Right", 20, grow=1),
                ),
                ListRows(self._rows()),
            )
            detail = LinesView(id="detail")
            detail.can_focus = False
            yield detail
            yield KeysLine(_KEYS if self._place else _ALONE, TwinsDialog, id="keys")

    def _rows(self) -> list[tuple[str, tuple[Cell, ...]]]:
        return rows(tuple(self._sides.values()), self._choices, self._reading)

    def on_mount(self) -> None:
        """Begin with the first field that differs."""
        twins, context = self._twins, self._reading
        self.why.show(lambda width: top_lines(twins, context, width))
        self.table.focus()
        self._show_detail()

    def on_line_table_highlighted(self, message: LineTable.Highlighted) -> None:
        """Show the field in full."""
        message.stop()
        self._show_detail()

    def on_line_table_opened(self, message: LineTable.Opened) -> None:
        """Take the other side."""
        message.stop()
        self.action_other()

    def _side(self) -> Side | None:
        return self._sides.get(self.table.cursor_key or "")

    def _show_detail(self) -> None:
        side, context = self._side(), self._reading
        if side is not None:
            choice = self._choices[side.field.name]
            self.detail.show(lambda width: detail_lines(side, choice, context, width))

    def action_take(self, choice: str) -> None:
        """Keep what this side says of the field."""
        side = self._side()
        if side is not None and choice in side.choices:
            self._choices[side.field.name] = choice
            self.table.set_source(ListRows(self._rows()))
            self._show_detail()

    def action_other(self) -> None:
        """Keep what the other side says; after both sides, both where that can be."""
        side = self._side()
        if side is None:
            return
        now = side.choices.index(self._choices[side.field.name])
        self.action_take(side.choices[(now + 1) % len(side.choices)])

    def action_unite(self) -> None:
        """Answer with what is kept."""
        self.dismiss(Answer("unite", dict(self._choices)))

    def action_apart(self) -> None:
        """Answer that they are no twins."""
        self.dismiss(Answer("apart", {}))

    def action_later(self) -> None:
        """Leave them as they are for now."""
        self.dismiss(Answer("later", {}))
