"""One row of a form: a label, the text as it is typed, and what the program makes of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any, ClassVar, Final

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input, TextArea

from jobsearch_tui.domain.fields import Context, FieldError
from jobsearch_tui.domain.records import Record
from jobsearch_tui.domain.spec import FieldKind
from jobsearch_tui.ui.widgets.field_entry import Entry
from jobsearch_tui.ui.widgets.field_input import ChoiceInput, FieldArea, FieldInput
from jobsearch_tui.ui.widgets.field_picks import Pick, letters, picks, taken
from jobsearch_tui.ui.widgets.field_words import (
    Remark,
    Said,
    Tone,
    choices_of,
    offer,
    placed,
    remarks,
    stepped,
)

WIDTHS: Final = {
    FieldKind.CHOICE: 20,
    FieldKind.DATE: 22,
    FieldKind.TIME: 12,
    FieldKind.MOMENT: 30,
    FieldKind.MINUTES: 12,
    FieldKind.NUMBER: 12,
    FieldKind.HOURS: 12,
    FieldKind.MONEY: 16,
    FieldKind.YESNO: 12,
    FieldKind.ZONE: 22,
    FieldKind.PHONE: 30,
    FieldKind.REFERENCE: 34,
}
"""Cells that a text takes at the most; other kinds take all there are."""

LINES_SHOWN: Final = 3
"""Rows of a text of several lines."""

GAP: Final = 1
"""Cells between the text and what is said beside it."""

COLOURS: Final = {
    Tone.HINT: "$foreground-muted",
    Tone.UNDERSTOOD: "$foreground-muted",
    Tone.WARNING: "$text-warning",
    Tone.ERROR: "$text-error",
    Tone.PLAIN: "$foreground",
    Tone.PICKED: "$foreground bold",
}


class FieldRow(Widget):
    """A field of a form. It draws its own words and holds one input.

    ``make`` makes a record of a kind with this name and returns it; from then on ``context``
    knows it. ``warn`` says in words what is unusual about a value, or nothing.
    """

    DEFAULT_CSS = """
    FieldRow {
        height: 1;
        & > FieldInput, & > FieldArea {
            width: 1fr;
            background: $surface;
            padding: 0;
            &:focus { background: $surface; background-tint: $foreground 10%; }
        }
        & > FieldInput { height: 1; }
    }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1)", "Field or record before", show=False, id="field.up"),
        Binding("down", "move(1)", "Next field or record", show=False, id="field.down"),
    ]

    class Changed(Message):
        """The text was changed."""

    def __init__(
        self,
        entry: Entry,
        *,
        context: Callable[[], Context],
        make: Callable[[str, str], Record],
        warn: Callable[[Any], str],
        label_width: int,
    ) -> None:
        """Take what stands in the field and how to understand it."""
        super().__init__()
        self.entry = entry
        self._known = context
        self._make = make
        self._warn = warn
        self._label_width = label_width
        self._is_checked = False
        self._is_refused = False
        self._picks: tuple[Pick, ...] = ()
        self._highlight: int | None = None
        self._said = Said()
        self._is_drawn_focused = False

    def compose(self) -> ComposeResult:
        """The input, to the right of the label."""
        kind = self.entry.field.spec.kind
        shown: FieldInput | FieldArea
        if kind is FieldKind.LINES:
            shown = FieldArea(self.entry.text)
            shown.styles.height = LINES_SHOWN
        else:
            shown = (ChoiceInput if choices_of(self.entry.field) else FieldInput)(self.entry.text)
        if kind in WIDTHS:
            shown.styles.width = WIDTHS[kind]
        shown.styles.margin = (0, 0, 0, self._label_width)
        yield shown

    # --- what is shown -------------------------------------------------------------------------

    def render(self) -> Content:
        """The label, and what is said beside and under the text."""
        mark = "▸ " if self._is_drawn_focused else "  "
        star = " *" if self.entry.field.spec.required else ""
        label = f"{mark}{self.entry.field.label}{star}".ljust(self._label_width)
        first = Content.styled(label, "bold" if self._is_drawn_focused else "")
        if self._said.beside is not None:
            first = first + " " * (self._text_width + GAP) + _drawn(self._said.beside)
        rest = [Content(" " * self._label_width) + _drawn(line) for line in self._said.under]
        return Content("\n").join([first, *[Content()] * (self.lines - 1), *rest])

    @property
    def lines(self) -> int:
        """The lines that the text takes, without what is said under it."""
        return LINES_SHOWN if self.entry.field.spec.kind is FieldKind.LINES else 1

    @property
    def _text_width(self) -> int:
        return WIDTHS.get(self.entry.field.spec.kind, self.size.width)

    def say(self) -> None:
        """Work out anew what is said of the text, and take the lines that it needs."""
        if not self.size:
            return
        is_focused = self.has_focus_within
        context = self._known()
        self._picks = picks(self.entry, context) if is_focused else ()
        found = remarks(
            self.entry,
            context,
            is_focused=is_focused,
            is_checked=self._is_refused or (self._is_checked and not self._picks),
            warning=self._warning(context),
        )
        under = self.size.width - self._label_width
        beside = under - self._text_width - GAP
        said = placed(found, beside, under, is_focused=is_focused)
        if self._picks:
            wrong = tuple(one for one in found if one.tone is Tone.ERROR)
            errors = placed(wrong, 0, under, is_focused=is_focused).under
            said = Said(None, (*errors, *offer(self._picks, self._highlight or 0)))
        self.styles.height = self.lines + len(said.under)
        # Most keys change the text alone: then the rest of the row need not be sent again.
        if (said, is_focused) != (self._said, self._is_drawn_focused):
            self._said, self._is_drawn_focused = said, is_focused
            self.refresh()

    def _warning(self, context: Context) -> str:
        try:
            return self._warn(self.entry.read(context))
        except FieldError:
            return ""

    def on_resize(self) -> None:
        """Place the words in the room that there is now."""
        self.say()

    # --- what is typed -------------------------------------------------------------------------

    @property
    def _input(self) -> FieldInput | FieldArea:
        if self.lines > 1:
            return self.query_one(FieldArea)
        return self.query_one(FieldInput)

    def enter(self) -> None:
        """Put the cursor into the field."""
        self._input.focus()

    def check(self) -> None:
        """From now on say what is wrong with the text, even while it is typed."""
        self._is_checked = True
        self.say()

    def refuse(self) -> None:
        """Say what is wrong with the text although there is something to pick for it."""
        self._is_refused = True
        self.check()

    def write(self, text: str) -> None:
        """Put another text into the field, as if it had been typed."""
        shown = self._input
        if isinstance(shown, FieldArea):
            shown.load_text(text)
        else:
            shown.value = text
            shown.cursor_position = len(text)

    @on(Input.Changed)
    @on(TextArea.Changed)
    def _take_text(self, event: Input.Changed | TextArea.Changed) -> None:
        event.stop()
        text = event.value if isinstance(event, Input.Changed) else event.text_area.text
        if text == self.entry.text:
            return
        self.entry = replace(self.entry, text=text)
        self._highlight = None
        self._is_refused = False
        self.say()
        self.post_message(self.Changed())

    @on(Input.Submitted)
    def _go_on(self, event: Input.Submitted) -> None:
        event.stop()
        self._take(self._highlight or 0)
        self.screen.focus_next()

    @on(FieldInput.Stepped)
    def _step_choice(self, event: FieldInput.Stepped) -> None:
        event.stop()
        self.write(stepped(self.entry, event.step, self._known()))

    def action_move(self, step: int) -> None:
        """Go up or down: among the records offered, else from field to field."""
        if self._picks:
            self._highlight = ((self._highlight or 0) + step) % len(self._picks)
            self.say()
        elif step > 0:
            self.screen.focus_next()
        else:
            self.screen.focus_previous()

    def _take(self, place: int) -> None:
        if not self._picks:
            return
        pick = self._picks[place]
        record = pick.record or self._make(pick.makes, letters(self.entry))
        self.write(taken(self.entry, record, self._known()))

    # --- coming and going ----------------------------------------------------------------------

    def on_descendant_focus(self) -> None:
        """Say what helps while typing, where it can be seen."""
        self.say()
        self.call_after_refresh(self.scroll_visible, animate=False)

    def on_descendant_blur(self) -> None:
        """Write out what was meant, and say what was not understood."""
        if self._highlight is not None:
            self._take(self._highlight)
        elif self.entry.text != (settled := self.entry.settled(self._known())):
            self.write(settled)
        self.check()


def _drawn(remark: Remark) -> Content:
    return Content.styled(remark.line, COLOURS[remark.tone])
