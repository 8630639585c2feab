"""Quick log: one line, and under it what will be written, before it is."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.getters import query_one
from textual.message import Message
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from jobsearch_tui.domain.changes import Change
from jobsearch_tui.domain.people import bearer
from jobsearch_tui.domain.quicklog import (
    LONGEST,
    REMINDER,
    SAY_WHAT,
    Entry,
    preview,
    understand,
)
from jobsearch_tui.domain.records import Record
from jobsearch_tui.domain.text import shorten, visible
from jobsearch_tui.domain.workspace import Workspace
from jobsearch_tui.ui.dialogs.quicklog_choices import MARK, Choice, choices_of, picked, rows
from jobsearch_tui.ui.keys_named import named
from jobsearch_tui.ui.widgets.typed_line import ShownInput
from jobsearch_tui.value import dataclass

NAME_CELLS = 34
"""Cells that the name before the line may take."""


@dataclass(frozen=True)
class Logged:
    """What is to be applied, and whom it is about: the record as the change leaves it."""

    change: Change
    subject: Record


@dataclass(frozen=True)
class Reading:
    """The line as it is understood at a moment, and whom it is about as far as is settled."""

    entry: Entry
    now: datetime
    subject: Record | None
    choices: tuple[Choice, ...] = ()
    at: int | None = None

    def about(self, new_id: Callable[[], str]) -> Record | None:
        """The record given or chosen; one made on the spot has a new id."""
        if self.subject or self.at is None:
            return self.subject
        return self.choices[self.at].record(new_id)


def _no_caution(_before: Record, _after: Record) -> str:
    return ""


class LogLine(ShownInput):
    """The line itself; Backspace where nothing is left to delete is a wish of its own."""

    class Emptied(Message):
        """Backspace was pressed on an empty line."""

    def action_delete_left(self) -> None:
        """Delete a character, or say that there is none."""
        if self.value:
            super().action_delete_left()
        else:
            self.post_message(self.Emptied())


class QuickLog(ModalScreen[Logged | None]):
    """Asks for one line; its result is what to apply, or None when it was closed.

    ``note`` is told each version of the line, and None once it is empty or given up; a line that
    is logged is its caller's to save. The line alone is told; :attr:`subject` is whom it is about
    at that moment.
    """

    DEFAULT_CSS = """
    QuickLog {
        align: center bottom;
        background: transparent;
        & > Vertical {
            width: 100%; max-width: 110; height: auto; padding: 0 1;
            border: round $primary; background: $surface;
        }
        Horizontal { height: 1; }
        #who { width: auto; text-style: bold; }
        LogLine { width: 1fr; }
        .part { height: auto; max-height: 8; }
        #choices { text-wrap: nowrap; text-overflow: ellipsis; }
        #problems { color: $text-muted; }
        #problems.-refused { color: $text-warning; text-style: bold; }
        #reminder { color: $text-muted; text-wrap: nowrap; text-overflow: ellipsis; }
    }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "close", "Close", id="quicklog.close"),
        Binding("up", "move(-1)", "Previous choice", show=False, id="quicklog.up"),
        Binding("down", "move(1)", "Next choice", show=False, id="quicklog.down"),
    ]

    line = query_one(LogLine)

    def __init__(
        self,
        *,
        workspace: Callable[[], Workspace],
        now: Callable[[], datetime],
        new_id: Callable[[], str],
        note: Callable[[str | None], None],
        subject: Record | None = None,
        text: str = "",
        caution: Callable[[Record, Record], str] = _no_caution,
    ) -> None:
        """Take where records, the aware time and ids come from, and what is known already.

        ``caution`` is given a record as it is and as it will be, and says in a sentence what
        speaks against the contact; mostly nothing.
        """
        super().__init__()
        self._workspace, self._now, self._new_id, self._note = workspace, now, new_id, note
        self._subject = subject and (bearer(subject, workspace()) or subject)
        self._text = text[: LONGEST + 1]
        self._caution = caution
        self._picked = ""

    @property
    def subject(self) -> Record | None:
        """Whom the line is about, as the workspace has it now; None while a name is typed.

        A record that was deleted meanwhile is still logged about, which brings it back.
        """
        return self._subject and (self._workspace().get(self._subject.id) or self._subject)

    def compose(self) -> ComposeResult:
        """The line, the candidates, what will be written, what is wrong, and the signs."""
        with Vertical() as box:
            box.border_title = "Log"
            box.border_subtitle = named(self.app, "Enter logs · {quicklog.close} closes", QuickLog)
            with Horizontal():
                yield Static(id="who")
                # One more than is understood, so that it is said of a paste that is longer.
                most = LONGEST + 1
                line = LogLine(self._text, max_length=most, select_on_focus=False, compact=True)
                line.cursor_blink = False
                yield line
            for part in ("choices", "preview", "problems"):
                yield Static(id=part, classes="part")
            yield Static(Content(REMINDER), id="reminder")

    def on_mount(self) -> None:
        """Show whom the line is about."""
        self.line.cursor_position = len(self.line.value)
        self._show(self._read())

    def action_move(self, by: int) -> None:
        """Pick the next or the previous candidate; from none, the first or the last."""
        reading = self._read()
        if reading.choices:
            before = (-1 if by > 0 else 0) if reading.at is None else reading.at
            self._picked = reading.choices[(before + by) % len(reading.choices)].key
            self._show(self._read())

    def action_close(self) -> None:
        """Give the line up."""
        self._note(None)
        self.dismiss(None)

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self._note(event.value or None)
        self._show(self._read())

    @on(LogLine.Emptied)
    def _clear_subject(self, event: LogLine.Emptied) -> None:
        event.stop()
        self._subject = None
        self._show(self._read())

    @on(Input.Submitted)
    def _submit(self, event: Input.Submitted) -> None:
        """Log; or go to the list when somebody has to be chosen; or say what is wrong."""
        event.stop()
        reading = self._read()
        about = reading.about(self._new_id)
        if about is None and reading.choices:
            self._picked = reading.choices[0].key
            self._show(self._read())
        elif about is None or reading.entry.problems:
            self._show(reading, refused=True)
        else:
            self._log(reading, about)

    def _log(self, reading: Reading, about: Record) -> None:
        change = reading.entry.changes(self._workspace(), reading.now, self._new_id, about)
        after = next((record for record in change.put if record.id == about.id), about)
        self.dismiss(Logged(change, after))

    def _read(self) -> Reading:
        now, subject = self._now(), self.subject
        entry = understand(self.line.value, self._workspace(), now, subject)
        choices = () if subject else choices_of(entry)
        return Reading(entry, now, subject, choices, picked(choices, entry, self._picked))

    def _show(self, reading: Reading, *, refused: bool = False) -> None:
        """Bring everything round the line up to date with it."""
        who = shorten(visible(reading.subject.title), NAME_CELLS) if reading.subject else ""
        self._fill("who", [f"{who} › "] if who else [])
        self.line.placeholder = "" if who else "a name, then what happened"
        listed = _is_listed(reading)
        lines = rows(reading.choices, reading.at, self._workspace(), reading.now) if listed else []
        self._fill("choices", lines)
        self._fill("preview", self._preview(reading))
        mark = "▲" if refused else "·"
        hints = (*_hints(reading), *reading.entry.problems)
        self._fill("problems", [f"{mark} {hint}" for hint in hints])
        self.query_one("#problems").set_class(refused, "-refused")

    def _preview(self, reading: Reading) -> list[str]:
        """What would be written; nothing while the line does not say what happened."""
        if SAY_WHAT in reading.entry.problems:
            return []
        about = reading.about(lambda: "new")
        lines = preview(reading.entry, about, self._workspace(), reading.now)
        words = about and self._caution(about, reading.entry.moved(about, reading.now))
        return [*lines, f"▲ {words}"] if words else lines

    def _fill(self, id: str, lines: list[str]) -> None:
        part = self.query_one(f"#{id}", Static)
        part.display = bool(lines)
        part.update(Content("\n").join(_drawn(visible(line)) for line in lines))


def _is_listed(reading: Reading) -> bool:
    """Whether there is anything to choose: not when the list holds only who is meant anyway."""
    return len(reading.choices) > 1


def _hints(reading: Reading) -> tuple[str, ...]:
    """What has to be chosen, in words."""
    if reading.at is not None or not reading.choices:
        return ()
    if reading.choices[0].match is None:
        return ("Nobody is called that yet: make a record with ↑ ↓, or correct the name.",)
    return ("Several fit equally well: choose with ↑ ↓.",)


def _drawn(line: str) -> Content:
    """A line as it stands, in bold where it is the one picked."""
    return Content.styled(line, "bold" if line.startswith(MARK) else "")
