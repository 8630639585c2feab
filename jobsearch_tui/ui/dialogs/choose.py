"""One question with a few answers, each a key away."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar, Final, Generic, TypeVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.getters import query_one
from textual.screen import ModalScreen
from textual.widgets import Static

from jobsearch_tui.domain.text import visible, visible_lines
from jobsearch_tui.ui.keys_named import KeysLine
from jobsearch_tui.ui.widgets.line_layout import Cell, Column
from jobsearch_tui.ui.widgets.line_table import LineTable
from jobsearch_tui.ui.widgets.rows import ListRows
from jobsearch_tui.value import dataclass

T = TypeVar("T")

_KEYS: Final = "{table.open} chooses   {choose.back} goes back"

QUESTION_WIDTH: Final = 68
"""Cells of a line of the question, on a screen of 80 columns or more."""


@dataclass(frozen=True)
class Option(Generic[T]):
    """An answer: the key that gives it at once, its words, a remark, and what it means."""

    key: str
    words: str
    value: T
    remark: str = ""


class Choose(ModalScreen[T | None], Generic[T]):
    """A question over the screen; Escape answers nothing.

    Arrows and Enter choose too. A key that is no answer does nothing.
    """

    CSS_PATH = None
    DEFAULT_CSS = """
    Choose {
        align: center middle;
        background: $background 0%;
        & > Vertical {
            width: 72;
            max-width: 96%;
            height: auto;
            max-height: 90%;
            border: heavy $primary;
            background: $surface;
            padding: 0 1;
        }
        Static { height: auto; }
        #question { margin-bottom: 1; }
        #question.-empty { display: none; }
        LineTable { height: auto; max-height: 16; }
        #keys { margin-top: 1; }
    }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", "Back", show=False, id="choose.back")
    ]

    table = query_one(LineTable)

    def __init__(
        self, title: str, options: Sequence[Option[T]], *, question: str = "", start: int = 0
    ) -> None:
        """Ask ``question`` under ``title``; the cursor begins at the option ``start``."""
        super().__init__()
        self._title = title
        self._question = question
        self._options = tuple(options)
        self._start = start

    def compose(self) -> ComposeResult:
        """A box with the question, the answers and how to give them."""
        with Vertical() as box:
            box.border_title = Content(visible(self._title))
            question = Content("\n".join(visible_lines(self._question)))
            yield Static(question, id="question", classes="" if self._question else "-empty")
            yield LineTable(
                (
                    Column("key", "", 3),
                    Column("words", "", self._width("words"), grow=1),
                    Column("remark", "", self._width("remark"), grow=1, priority=-1),
                ),
                ListRows(self._rows()),
                header=False,
            )
            yield KeysLine(_KEYS, Choose, LineTable, id="keys")

    def _width(self, part: str) -> int:
        return min(56, max((len(getattr(option, part)) for option in self._options), default=1))

    def _rows(self) -> list[tuple[str, tuple[Cell, ...]]]:
        return [
            (str(number), (Cell(option.key, "accent"), Cell(option.words), _remark(option)))
            for number, option in enumerate(self._options)
        ]

    def on_mount(self) -> None:
        """Put the cursor where it is to begin."""
        self.table.move_to(str(self._start))
        self.table.focus()

    def on_line_table_opened(self, message: LineTable.Opened) -> None:
        """Answer with the option under the cursor."""
        message.stop()
        self.dismiss(self._options[int(message.key)].value)

    def on_key(self, event: events.Key) -> None:
        """Answer with the option of this key."""
        for option in self._options:
            if event.character == option.key:
                event.stop()
                event.prevent_default()
                self.dismiss(option.value)
                return


def _remark(option: Option[Any]) -> Cell:
    return Cell(option.remark, "muted")
