"""Quick log: one line, and under it what will be written, before it is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar, Final, Literal

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
from jobsearch_tui.domain.matching import Match, Quality
from jobsearch_tui.domain.quicklog import (
    LONGEST,
    REMINDER,
    SAY_WHAT,
    Entry,
    addressed,
    bearer,
    new_record,
    preview,
    understand,
)
from jobsearch_tui.domain.records import Agency, Interview, Record, Recruiter
from jobsearch_tui.domain.text import shorten, visible
from jobsearch_tui.domain.when import show_moment
from jobsearch_tui.domain.workspace import Workspace

SHOWN: Final = 6
"""Rows of the list of candidates that are on the screen at once."""

MOST: Final = 40
"""Candidates that are listed at all; a longer list wants another letter, not scrolling."""


@dataclass(frozen=True, slots=True)
class Logged:
    """What is to be applied, and whom it is about: the record as the change leaves it."""

    change: Change
    subject: Record


@dataclass(frozen=True, slots=True)
class Choice:
    """One row of the list: a candidate, or the offer to ``make`` a record of a new name."""

    name: str
    match: Match | None = None
    make: Literal["recruiter", "agency"] = "recruiter"

    @property
    def key(self) -> str:
        """What tells this row from the others while the line is being typed."""
        return self.match.record.id if self.match else f"make {self.make}"

    def label(self, workspace: Workspace, now: datetime) -> str:
        """The row as it is shown, safe for a screen."""
        if self.match is None:
            return f"make {self.make} “{visible(self.name)}”"
        record = self.match.record
        called = addressed(record, workspace, name=self.match.name)
        return visible(f"{called} · {_detail(record, now)}")


def choices_of(entry: Entry) -> tuple[Choice, ...]:
    """Whom a line without a subject may be about, best first, then what could be made."""
    if not entry.name:
        return ()
    found = entry.choices
    known = tuple(Choice(match.name, match) for match in found[:MOST])
    if found and found[0].quality is Quality.EXACT:
        return known
    return (*known, Choice(entry.name, make="recruiter"), Choice(entry.name, make="agency"))


def _detail(record: Record, now: datetime) -> str:
    """What tells a record from its namesakes."""
    if isinstance(record, Interview):
        return f"interview {show_moment(record.starts, now)}"
    if isinstance(record, Recruiter):
        return ", ".join(part for part in ("recruiter", record.position, record.stage) if part)
    if isinstance(record, Agency):
        return ", ".join(part for part in ("agency", record.location, record.stage) if part)
    return f"{record.kind}, {getattr(record, 'stage', '')}"


class LogLine(Input):
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

    ``note`` is told each version of the line, and None once it is logged or given up;
    ``subject`` says about whom it is then, None while the line itself begins with the name.
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
        LogLine { width: 1fr; background: $surface; padding: 0; }
        .part { height: auto; max-height: 8; }
        #choices { text-wrap: nowrap; text-overflow: ellipsis; }
        #problems { color: $text-muted; }
        #problems.-refused { color: $text-warning; text-style: bold; }
        #reminder { color: $text-muted; text-wrap: nowrap; text-overflow: ellipsis; }
    }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "close", "Close"),
        Binding("up", "move(-1)", "Previous", show=False),
        Binding("down", "move(1)", "Next", show=False),
    ]

    line = query_one(LogLine)
    _who = query_one("#who", Static)
    _choices = query_one("#choices", Static)
    _preview = query_one("#preview", Static)
    _problems = query_one("#problems", Static)

    def __init__(
        self,
        *,
        workspace: Callable[[], Workspace],
        now: Callable[[], datetime],
        new_id: Callable[[], str],
        note: Callable[[str | None], None],
        subject: Record | None = None,
        text: str = "",
    ) -> None:
        """Take where records, the aware time and ids come from, and what is known already."""
        super().__init__()
        self._workspace, self._now, self._new_id, self._note = workspace, now, new_id, note
        self._subject = subject and (bearer(subject, workspace()) or subject)
        self._text = text[:LONGEST]
        self._picked = ""

    @property
    def subject(self) -> Record | None:
        """Whom the line is about, as the workspace has it now; None while a name is typed.

        A record that was deleted meanwhile is still logged about: that brings it back.
        """
        return self._subject and (self._workspace().get(self._subject.id) or self._subject)

    def compose(self) -> ComposeResult:
        """The line, the candidates, what will be written, what is wrong, and the signs."""
        with Vertical() as box:
            box.border_title = "Log"
            box.border_subtitle = "Enter logs · Esc closes"
            with Horizontal():
                yield Static(id="who")
                line = LogLine(
                    self._text, max_length=LONGEST, select_on_focus=False, compact=True
                )
                line.cursor_blink = False
                yield line
            yield Static(id="choices", classes="part")
            yield Static(id="preview", classes="part")
            yield Static(id="problems", classes="part")
            yield Static(Content(REMINDER), id="reminder")

    def on_mount(self) -> None:
        """Show whom the line is about."""
        self.line.cursor_position = len(self.line.value)
        self._show()

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self._note(event.value or None)
        self._show()

    @on(LogLine.Emptied)
    def _clear_subject(self) -> None:
        self._subject = None
        self._show()

    def action_move(self, by: int) -> None:
        """Pick the next or the previous candidate."""
        choices = choices_of(self._entry())
        if choices:
            at = self._index(choices)
            at = (at + by) if at is not None else min(by - 1, 0)
            self._picked = choices[at % len(choices)].key
            self._show()

    def action_close(self) -> None:
        """Give the line up."""
        self._note(None)
        self.dismiss(None)

    @on(Input.Submitted)
    def _submit(self, event: Input.Submitted) -> None:
        """Log, or say what keeps the line from being logged."""
        event.stop()
        now = self._now()
        entry = self._entry(now)
        choices = self._open_choices(entry)
        if choices and self._index(choices) is None:
            self._picked = choices[0].key
            self._show()
        elif entry.problems:
            self._show(refused=True)
        else:
            subject = self.subject or self._chosen(choices)
            self._dismiss_with(entry, subject, now)

    def _dismiss_with(self, entry: Entry, subject: Record, now: datetime) -> None:
        change = entry.changes(self._workspace(), now, self._new_id, subject)
        after = next((record for record in change.put if record.id == subject.id), subject)
        self._note(None)
        self.dismiss(Logged(change, after))

    def _chosen(self, choices: tuple[Choice, ...]) -> Record:
        choice = choices[self._index(choices) or 0]
        if choice.match:
            return choice.match.record
        return new_record(choice.name, choice.make, self._new_id)

    def _entry(self, now: datetime | None = None) -> Entry:
        return understand(self.line.value, self._workspace(), now or self._now(), self.subject)

    def _open_choices(self, entry: Entry) -> tuple[Choice, ...]:
        return () if self._subject else choices_of(entry)

    def _index(self, choices: tuple[Choice, ...]) -> int | None:
        """The row that is picked: by the user, or because nothing else fits as well."""
        keys = [choice.key for choice in choices]
        if self._picked in keys:
            return keys.index(self._picked)
        entry_is_clear = len([c for c in choices if _is_best(c, choices)]) == 1
        return 0 if entry_is_clear else None

    def _show(self, *, refused: bool = False) -> None:
        """Bring everything under the line up to date with it."""
