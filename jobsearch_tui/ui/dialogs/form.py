"""The one form for every record, made from the declarations of its attributes."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any, ClassVar, Final

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.getters import query_one
from textual.reactive import Reactive
from textual.timer import Timer
from textual.widget import Widget
from textual.widgets import Static

from jobsearch_tui.domain.fields import Context, Field, typed_fields
from jobsearch_tui.domain.records import Record
from jobsearch_tui.domain.stages import unusual
from jobsearch_tui.domain.text import shorten, visible
from jobsearch_tui.domain.workspace import references
from jobsearch_tui.ui.dialogs.discard import Question
from jobsearch_tui.ui.dialogs.typed import TypedDialog
from jobsearch_tui.ui.keys_named import named
from jobsearch_tui.ui.widgets.field_entry import Reading, entry_for, read
from jobsearch_tui.ui.widgets.field_picks import MADE
from jobsearch_tui.ui.widgets.field_row import FieldRow
from jobsearch_tui.value import dataclass

ADVICE_AFTER: Final = 0.2
"""Seconds without a keystroke after which the record as typed is looked at as a whole."""

_LONGEST_TITLE: Final = 60

_SPARE_LINES: Final = 7
"""Lines for the border, for what is said under a field, and for advice."""


@dataclass(frozen=True)
class Saved:
    """What a form was closed with: the record, and those made on the spot that it names."""

    record: Record
    also: tuple[Record, ...] = ()


def _no_advice(_record: Record) -> Sequence[str]:
    return ()


async def _as_typed(record: Record) -> Record:
    return record


def _not_noted(_texts: Mapping[str, str] | None) -> None:
    """For a form whose texts nobody keeps."""


class RecordForm(TypedDialog[Saved]):
    """A form for a new record or an existing one, which knows no store.

    It is closed with what is to be saved, or with None. ``note`` is told the texts that differ
    from the record's after each change, and None when nothing is left in the form that could
    be lost: it was changed back or discarded. What is handed over to be saved is its caller's.
    """

    DEFAULT_CSS = """
    RecordForm {
        align: center middle;
        & > #form {
            width: 66%;
            min-width: 80;
            max-width: 100%;
            max-height: 100%;
            border: round $primary;
            border-title-style: bold;
            border-subtitle-color: $foreground;
            background: $background;
            padding: 0 0 0 1;
        }
        #fields { height: auto; max-height: 100%; scrollbar-size-vertical: 1; padding: 0 1 0 0; }
        #below { dock: bottom; height: auto; }
        #advice { height: auto; max-height: 4; color: $text-warning; }
        #advice.-silent { display: none; }
    }
    """

    AUTO_FOCUS: ClassVar[str | None] = ""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f2,ctrl+s,ctrl+o", "save", "Save", id="form.save"),
        Binding("escape", "cancel", "Cancel", id="form.cancel"),
    ]

    # Textual repaints the whole screen whenever the focus moves; the rows see to themselves.
    focused: Reactive[Widget | None] = Reactive(None, repaint=False)

    form = query_one("#form", Vertical)
    advice = query_one("#advice", Static)

    def __init__(
        self,
        record: Record,
        *,
        context: Callable[[], Context],
        is_new: bool,
        new_id: Callable[[], str],
        texts: Mapping[str, str] | None = None,
        advise: Callable[[Record], Sequence[str]] = _no_advice,
        confirm: Callable[[Record], Awaitable[Record | None]] = _as_typed,
        note: Callable[[Mapping[str, str] | None], None] = _not_noted,
        focus: str = "",
    ) -> None:
        """Take a record to begin with, and what there is to be asked and told.

        ``texts`` stand in the fields of these names instead of the record's own. ``advise``
        gives warnings in words about the record as typed. ``confirm`` is asked before the form
        closes and returns the record to be saved, or None to go back to the form. The cursor
        begins in the field named ``focus``, or else where something is needed.
        """
        super().__init__()
        self._record = record
        self._is_new = is_new
        self._outer_context = context
        self._new_id = new_id
        self._texts = texts or {}
        self._advise = advise
        self._confirm = confirm
        self._note = note
        self._focus_first = focus
        self._made: tuple[Record, ...] = ()
        self._advice_timer: Timer | None = None

    def compose(self) -> ComposeResult:
        """The rows in the order of the record's attributes, advice, and the question."""
        fields = typed_fields(self._record.kind)
        label_width = _LABEL_MARKS + max(len(field.label) + field.spec.required for field in fields)
        context = self._known()
        rows = [self._row(field, context, label_width) for field in fields]
        with Vertical(id="form") as form:
            # Of one height, so that not all of it moves when a row grows under the cursor.
            form.styles.height = sum(row.lines for row in rows) + _SPARE_LINES
            with VerticalScroll(id="fields", can_focus=False):
                yield from rows
            with Vertical(id="below"):
                yield Static(id="advice", classes="-silent", markup=False)
                yield Question()

    def _row(self, field: Field, context: Context, label_width: int) -> FieldRow:
        return FieldRow(
            entry_for(field, self._record, context, self._texts.get(field.name)),
            context=self._known,
            make=self._make,
            warn=self._unusual if field.name == "stage" else _nothing_unusual,
            label_width=label_width,
        )

    def on_mount(self) -> None:
        """Name the form and its keys, and begin where something is needed."""
        self.form.border_title = Content(self._heading())
        self.form.border_subtitle = Content(self._keys())
        self._first_row().enter()
        self._look_at_the_whole()

    def _heading(self) -> str:
        if self._is_new:
            return f" New {self._record.kind} "
        return f" Edit: {shorten(visible(self._record.title), _LONGEST_TITLE)} "

    def _keys(self) -> str:
        """The keys as they are mapped, the first of each."""
        return named(self.app, " {form.save} Save  {form.cancel} Cancel  Tab Next ", RecordForm)

    def _first_row(self) -> FieldRow:
        """The row to begin with: the one asked for, one that is needed, or the first."""
        asked = [row for row in self._rows if row.entry.field.name == self._focus_first]
        entries = ((row, row.entry) for row in self._rows)
        needed = [row for row, entry in entries if entry.field.spec.required and entry.is_blank]
        return [*asked, *needed, *self._rows][0]

    # --- what the fields mean ------------------------------------------------------------------

    @property
    def _rows(self) -> Sequence[FieldRow]:
        return self.query(FieldRow).nodes

    def _known(self) -> Context:
        """What is known, with the records made on the spot."""
        context = self._outer_context()
        if not self._made:
            return context
        return replace(context, workspace=context.workspace.put(*self._made))

    def _make(self, kind: str, name: str) -> Record:
        made = MADE[kind](id=self._new_id(), name=name)
        self._made = (*self._made, made)
        return made

    def _unusual(self, stage: Any) -> str:
        before = "" if self._is_new else getattr(self._record, "stage", "")
        return unusual(self._record.kind, before, stage) if before else ""

    def _reading(self) -> Reading:
        return read(self._record, (row.entry for row in self._rows), self._known())

    def _changed(self) -> dict[str, str]:
        """The texts that differ from the record's, by the names of their fields."""
        entries = (row.entry for row in self._rows)
        return {entry.field.name: entry.text for entry in entries if entry.is_changed}

    # --- while it is typed in ------------------------------------------------------------------

    @on(FieldRow.Changed)
    def _keep(self) -> None:
        self._note(self._changed() or None)
        if self._advice_timer is not None:
            self._advice_timer.stop()
        self._advice_timer = self.set_timer(ADVICE_AFTER, self._look_at_the_whole)

    def _look_at_the_whole(self) -> None:
        reading = self._reading()
        needed = {field.name for field in typed_fields(self._record.kind) if field.spec.required}
        words = () if needed & reading.errors.keys() else self._advise(reading.record)
        self.advice.set_class(not words, "-silent")
        self.advice.update(Content("\n".join(f"▲ {visible(line)}" for line in words)))

    # --- closing -------------------------------------------------------------------------------

    @work(exclusive=True, group="save")
    async def action_save(self) -> None:
        """Close with the record, unless something is not understood or not wanted so."""
        reading = self._reading()
        if reading.errors:
            self._show_errors(reading)
            return
        record = await self._confirm(reading.record)
        if record is not None:
            named = references(record)
            also = tuple(made for made in self._made if made.id in named)
            self.dismiss(Saved(record, also))

    def _show_errors(self, reading: Reading) -> None:
        for row in self._rows:
            row.check()
        wrong = next(row for row in self._rows if row.entry.field.name in reading.errors)
        wrong.enter()
        wrong.refuse()

    # --- closing ---------------------------------------------------------------------------------

    def would_be_lost(self) -> bool:
        """Whether a field was changed."""
        return bool(self._changed())

    def forget(self) -> None:
        """Throw the draft away."""
        self._note(None)


def _nothing_unusual(_value: Any) -> str:
    return ""


_LABEL_MARKS: Final = 4
"""Cells for the mark of the focus before a label and the star after it."""
