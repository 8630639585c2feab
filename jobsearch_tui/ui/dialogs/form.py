"""The one form for every record, made from the declarations of its attributes."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, ClassVar, Final

from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.getters import query_one
from textual.screen import ModalScreen
from textual.timer import Timer
from textual.widget import Widget
from textual.widgets import Static

from jobsearch_tui.domain.fields import Context, Field, typed_fields
from jobsearch_tui.domain.records import Record
from jobsearch_tui.domain.stages import unusual
from jobsearch_tui.domain.text import shorten, visible
from jobsearch_tui.domain.workspace import references
from jobsearch_tui.ui.widgets.field_entry import Reading, entry_for, read
from jobsearch_tui.ui.widgets.field_picks import MADE
from jobsearch_tui.ui.widgets.field_row import FieldRow, is_alt_letter

ADVICE_AFTER: Final = 0.2
"""Seconds without a keystroke after which the record as typed is looked at as a whole."""

_LONGEST_TITLE: Final = 60


@dataclass(frozen=True, slots=True)
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


class Question(Static, can_focus=True):
    """Asks whether to give up what was typed, on one line, while it has the focus.

    Any key but ``y`` means no.
    """

    DEFAULT_CSS = """
    Question {
        height: 1;
        color: $text-warning;
        text-style: bold;
        display: none;
    }
    """

    class Answered(Message):
        """Yes or no."""

        def __init__(self, is_yes: bool) -> None:
            super().__init__()
            self.is_yes = is_yes

    def __init__(self) -> None:
        """Ask nothing yet."""
        super().__init__("▲ Discard what you typed? y = yes, any other key = no", markup=False)

    def on_focus(self) -> None:
        """Show the question."""
        self.display = True

    def on_blur(self) -> None:
        """Take the question away."""
        self.display = False

    def on_key(self, event: events.Key) -> None:
        """Take the answer."""
        event.stop()
        event.prevent_default()
        self.post_message(self.Answered(event.character in ("y", "Y")))
