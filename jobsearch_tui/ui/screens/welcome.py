"""The first start: three questions, then how to begin."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import tzinfo
from typing import Any, ClassVar, Final

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from jobsearch_tui.domain.changes import Change
from jobsearch_tui.domain.draft import Draft
from jobsearch_tui.domain.fields import field_named
from jobsearch_tui.domain.records import Pace, Record
from jobsearch_tui.domain.text import one_line, visible
from jobsearch_tui.ui.commands import key_words
from jobsearch_tui.ui.desk import Desk
from jobsearch_tui.ui.keys_named import KeysLine
from jobsearch_tui.ui.widgets.field_entry import Reading, entry_for, read
from jobsearch_tui.ui.widgets.field_row import FieldRow

_ASKED: Final = {
    "name": "How the call scripts introduce you. It may stay empty.",
    "interviews": "How many can you prepare for and attend beside your work?",
    "zone": "Interviews elsewhere are shown on your own clock, too.",
}
"""The attributes of the pace that are asked for, each with the reason why."""

_LABEL_WIDTH: Final = 22

_PURPOSE: Final = (
    "jobsearch keeps every agency, recruiter, ad and interview of your search, says whom to "
    "call today, and keeps the search to the pace you can bear."
)

_FIRST_STEPS: Final = (
    ("add", "adds an agency, a recruiter, an ad or an interview"),
    ("import", "imports a spreadsheet, an address book or your LinkedIn export"),
    ("log", "logs a call in one line: dana vm +3d : ring back"),
    ("help", "shows all keys and words"),
)
"""Commands for the first evening, with what they do."""

_KEYS: Final = "{welcome.go-on} goes on   Shift+Tab goes back   {welcome.skip} skips this for now"

_BOX: Final = """
    background: $background;
    & > Vertical { width: 100%; height: 100%; align: center middle; }
    & > Vertical > Vertical {
        width: 76; max-width: 100%; height: auto; max-height: 100%;
        border: round $primary; border-title-style: bold; padding: 1 2;
    }
    Static { height: auto; margin-bottom: 1; }
    .why { color: $text-muted; padding-left: 2; }
    KeysLine { margin-bottom: 0; }
"""


async def welcome(desk: Desk) -> None:
    """Ask for the pace and save it, then show how to begin; nothing is saved when skipped."""
    pace = replace(desk.workspace.pace, name=_own_name(desk), zone=_zone_name(desk.zone))
    answered = await desk.ask(WelcomeScreen(desk, pace))
    if answered is not None:
        await desk.save(Change("set your pace", put=(answered,)), draft=desk.drafts.newest)
        await desk.ask(FirstSteps(answered.name))


def _own_name(desk: Desk) -> str:
    return "" if desk.mask.is_worn else account_name()


def account_name() -> str:
    """The full name of the account in which the program runs; empty when it has none."""
    try:
        import pwd

        account = pwd.getpwuid(os.getuid())
    except (ImportError, KeyError):
        return ""
    return full_name(account.pw_gecos, account.pw_name)


def full_name(gecos: str, login: str) -> str:
    """The name in an account's description, in which ``&`` stands for the login name."""
    name = one_line(gecos.partition(",")[0].replace("&", login.capitalize()))
    return "" if name.casefold() in (login.casefold(), "unknown") else name


def _zone_name(zone: tzinfo) -> str:
    return str(getattr(zone, "key", ""))


class WelcomeScreen(ModalScreen[Pace | None]):
    """Asks for name, interviews a week and zone; Escape answers nothing."""

    DEFAULT_CSS = f"WelcomeScreen {{ {_BOX} }}"

    BINDINGS: ClassVar[list[BindingType]] = [
        # Before the fields, for which Enter means the next one, and after the last one the first.
        Binding("enter", "go_on", "Go on", show=False, priority=True, id="welcome.go-on"),
        Binding("escape", "skip", "Skip", show=False, id="welcome.skip"),
    ]

    def __init__(self, desk: Desk, pace: Pace) -> None:
        """Begin with this pace."""
        super().__init__()
        self._desk = desk
        self._pace = pace

    def compose(self) -> ComposeResult:
        """What this is, the three fields with their reasons, and the keys."""
        with Vertical(), Vertical() as box:
            box.border_title = Content("Welcome")
            yield Static(Content(_PURPOSE))
            for name, why in _ASKED.items():
                yield self._row(name)
                yield Static(Content(why), classes="why")
            yield KeysLine(_KEYS, WelcomeScreen)

    def _row(self, name: str) -> FieldRow:
        context = self._desk.context()
        return FieldRow(
            entry_for(field_named("pace", name), self._pace, context),
            context=self._desk.context,
            make=_nothing_is_made,
            warn=_nothing_is_odd,
            label_width=_LABEL_WIDTH,
        )

    def on_mount(self) -> None:
        """Begin in the first field."""
        self._rows[0].enter()

    @on(FieldRow.Changed)
    def _keep(self) -> None:
        """Keep what is typed, as the form of the pace, which has these fields too."""
        entries = [row.entry for row in self._rows]
        texts = {entry.field.name: entry.text for entry in entries if entry.is_changed}
        drafts = self._desk.drafts
        if texts or drafts.newest is not None:
            drafts.note(Draft("form:pace", "", texts, self._desk.now()) if texts else None)

    def action_skip(self) -> None:
        """Close without an answer."""
        if self._desk.drafts.newest is not None:
            self._desk.drafts.note(None)
        self.dismiss(None)

    @property
    def _rows(self) -> list[FieldRow]:
        return list(self.query(FieldRow))

    def action_go_on(self) -> None:
        """Go to the next field; from the last one, answer when all is understood."""
        if self._rows[-1].has_focus_within:
            self._answer()
        else:
            self.focus_next()

    def _answer(self) -> None:
        reading = self._reading()
        wrong = [row for row in self._rows if row.entry.field.name in reading.errors]
        for row in wrong:
            row.check()
        if wrong:
            wrong[0].enter()
        elif isinstance(reading.record, Pace):
            self.dismiss(reading.record)

    def _reading(self) -> Reading:
        return read(self._pace, (row.entry for row in self._rows), self._desk.context())


def _nothing_is_made(kind: str, name: str) -> Record:
    raise NotImplementedError(f"no {kind} is made here, not even {name}")


def _nothing_is_odd(_value: Any) -> str:
    return ""


class FirstSteps(ModalScreen[None]):
    """How to begin; any key goes to the dashboard, and one that is told here does its work."""

    DEFAULT_CSS = f"FirstSteps {{ {_BOX} .steps {{ padding-left: 2; }} }}"

    def __init__(self, name: str) -> None:
        """Greet this person, who may have given no name."""
        super().__init__()
        self._called = name.partition(" ")[0]

    def compose(self) -> ComposeResult:
        """The first commands with their keys."""
        with Vertical(), Vertical() as box:
            box.border_title = Content(
                f"Ready, {visible(self._called)}" if self._called else "Ready"
            )
            yield Static(Content("Your search is empty. These keys begin it:"))
            yield Static(Content("\n".join(self._steps())), classes="steps")
            yield Static(
                Content(
                    "To look round in an invented search first, type this in another shell; "
                    "nothing of it is kept:"
                )
            )
            yield Static(Content("jobsearch demo"), classes="steps")
            yield KeysLine("Any key goes to the dashboard")

    def _steps(self) -> list[str]:
        return [f"{key_words(self._keys(id)[0]):<4}{words}" for id, words in _FIRST_STEPS]

    def _keys(self, id: str) -> tuple[str, ...]:
        keys: tuple[str, ...] = self.app.keys_of(id)  # type: ignore[attr-defined]
        return keys

    def on_key(self, event: events.Key) -> None:
        """Go to the dashboard, and take one of the first steps if its key was pressed."""
        event.stop()
        event.prevent_default()
        self.dismiss()
        wanted = [id for id, _ in _FIRST_STEPS if event.key in self._keys(id)]
        if wanted:
            self.app.call_later(self.app.simulate_key, event.key)

    def on_click(self) -> None:
        """A click is as good as a key."""
        self.dismiss()
