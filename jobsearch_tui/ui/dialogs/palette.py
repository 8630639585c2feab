"""Any command by its name: type a few letters, choose, and it is carried out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import ClassVar, Final

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.getters import query_one
from textual.screen import ModalScreen
from textual.widgets import Input

from jobsearch_tui.domain.matching import Quality, quality
from jobsearch_tui.domain.text import cells, fold
from jobsearch_tui.ui.commands import Command, key_words
from jobsearch_tui.ui.keys_named import KeysLine
from jobsearch_tui.ui.widgets.line_layout import Cell, Column
from jobsearch_tui.ui.widgets.line_table import LineTable
from jobsearch_tui.ui.widgets.rows import ListRows
from jobsearch_tui.ui.widgets.typed_line import ShownInput

_TITLE_WIDTH: Final = 13

_KEYS: Final = "Enter carries it out   {palette.up} {palette.down} choose   {palette.back} closes"


def columns_for(commands: Iterable[Command]) -> tuple[Column, ...]:
    """The columns: the titles are never cut off, as themes differ in their last letters."""
    titles = max((cells(command.title) for command in commands), default=0)
    return (
        Column("title", "", max(_TITLE_WIDTH, titles), priority=1),
        Column("help", "", 30, grow=1),
        Column("key", "", 10, align="right"),
        Column("end", "", 1),  # the margin's sign for more rows is no part of a key
    )


def fitting(commands: Iterable[Command], letters: str) -> list[Command]:
    """The commands that the letters may mean, the likeliest first.

    For no letters those that have a key: the others are too many to look through. A title
    counts for more than the words of the help, and of equals the order is kept.
    """
    wanted = fold(letters).strip()
    if not wanted:
        return [command for command in commands if command.keys]
    rated = [(_fit(command, wanted), command) for command in commands]
    found = [(fit, command) for fit, command in rated if any(fit)]
    return [command for _, command in sorted(found, key=lambda pair: pair[0], reverse=True)]


def _fit(command: Command, wanted: str) -> tuple[Quality, bool]:
    """How well folded letters fit the title, and whether they fit title and help in any order."""
    text = fold(f"{command.title} {command.help}")
    return quality(wanted, fold(command.title)), all(word in text for word in wanted.split())


class CommandLine(ShownInput):
    """The line in which the letters are typed; its cursor sends nothing while it rests."""

    def __init__(self) -> None:
        """Begin empty."""
        super().__init__(placeholder="a few letters of a command", compact=True)
        self.cursor_blink = False


class Palette(ModalScreen[Command | None]):
    """A list of commands that narrows as one types; Escape answers nothing."""

    DEFAULT_CSS = """
    Palette {
        align: center top;
        background: $background 0%;
        & > Vertical {
            width: 76; max-width: 100%; height: auto; max-height: 100%;
            margin-top: 1;
            border: heavy $primary; background: $surface; padding: 0 1;
        }
        CommandLine { height: 1; margin-bottom: 1; }
        LineTable {
            height: auto; max-height: 17;
            & > .line-table--mark { color: $primary; text-style: bold; }
        }
        #keys { margin-top: 1; }
    }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", "Close", show=False, id="palette.back"),
        Binding("down,ctrl+n", "step(1)", "Down", show=False, id="palette.down"),
        Binding("up,ctrl+p", "step(-1)", "Up", show=False, id="palette.up"),
        Binding("pagedown", "page(1)", "Page down", show=False, id="palette.page-down"),
        Binding("pageup", "page(-1)", "Page up", show=False, id="palette.page-up"),
    ]

    line = query_one(CommandLine)
    table = query_one(LineTable)

    def __init__(
        self, commands: Sequence[Command], keys_of: Callable[[str], tuple[str, ...]]
    ) -> None:
        """Offer these commands; ``keys_of`` tells the keys of those that have any."""
        super().__init__()
        self._commands = tuple(commands)
        self._keys_of = keys_of
        self._by_id = {command.id: command for command in commands}

    def compose(self) -> ComposeResult:
        """The line, the commands and the keys."""
        offered = fitting(self._commands, "")
        with Vertical() as box:
            box.border_title = Content("Commands")
            yield CommandLine()
            yield LineTable(
                columns_for(offered),
                self._rows(offered),
                header=False,
                empty="No command is called that.",
            )
            yield KeysLine(_KEYS, Palette, id="keys")

    def _rows(self, commands: Iterable[Command]) -> ListRows:
        return ListRows([(command.id, self._cells(command)) for command in commands])

    def _cells(self, command: Command) -> tuple[Cell, ...]:
        key = key_words(self._keys_of(command.id)[0]) if command.keys else ""
        words = Cell(command.title, "strong"), Cell(command.help, "muted"), Cell(key, "accent")
        return *words, Cell("")

    def on_mount(self) -> None:
        """Begin typing."""
        self.line.focus()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Narrow the list; the likeliest is under the cursor."""
        event.stop()
        found = fitting(self._commands, event.value)
        self.table.set_columns(columns_for(found))
        self.table.set_source(self._rows(found))
        self.table.action_first()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Choose what is under the cursor."""
        event.stop()
        self.table.action_open()

    def on_line_table_opened(self, message: LineTable.Opened) -> None:
        """Answer with the command under the cursor."""
        message.stop()
        self.dismiss(self._by_id[message.key])

    def action_step(self, rows: int) -> None:
        """Move the cursor while typing goes on."""
        self.table.action_step(rows)

    def action_page(self, pages: int) -> None:
        """Move the cursor by a screenful."""
        self.table.action_page(pages)
