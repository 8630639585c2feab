"""What every screen works with: the session, the clock, the settings, and how to ask and tell."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from datetime import date, datetime, tzinfo
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from textual.screen import Screen

from jobsearch_tui.domain.changes import Change
from jobsearch_tui.domain.draft import Draft
from jobsearch_tui.domain.fields import Context
from jobsearch_tui.domain.records import Record
from jobsearch_tui.domain.weeks import zone_named
from jobsearch_tui.domain.workspace import Workspace
from jobsearch_tui.errors import JobsearchError
from jobsearch_tui.services.letter_box import LetterBox
from jobsearch_tui.services.session import Session
from jobsearch_tui.value import dataclass

if TYPE_CHECKING:
    from jobsearch_tui.services.second_machine import SecondMachine

T = TypeVar("T")


class Host(Protocol):
    """What the desk needs of the app."""

    async def ask(self, dialog: Screen[T]) -> T:
        """Show a dialog and wait for its answer."""

    def carry_out(self, command: Coroutine[Any, Any, None]) -> None:
        """Start a command that may ask and save."""

    def tell(self, words: str, tone: str = "") -> None:
        """Say something in the line at the bottom."""

    def workspace_changed(self) -> None:
        """Have every screen look at the session's workspace again."""

    @property
    def apart(self) -> str:
        """How far this machine and the other one are apart, in a few cells; mostly nothing."""

    def show(self, place: str, about: Record | None = None) -> None:
        """Go to the screen of a place, from or about a record."""


@dataclass(frozen=True)
class Desk:
    """The tools of the screens. ``clock`` tells aware datetimes in any zone."""

    session: Session
    host: Host
    clock: Callable[[], datetime]
    zone: tzinfo
    scripts_folder: Path
    note: Callable[[Draft | None], None]
    letters: LetterBox
    clipboard: str = "auto"
    second: SecondMachine | None = None

    @property
    def workspace(self) -> Workspace:
        """All records as they are to be shown."""
        return self.session.workspace

    @property
    def here(self) -> tzinfo:
        """The user's zone: the one of the pace record, else the machine's."""
        return zone_named(self.workspace.pace.zone, self.zone)

    def now(self) -> datetime:
        """The moment, in the user's zone."""
        return self.clock().astimezone(self.here)

    def today(self) -> date:
        """The calendar day in the user's zone."""
        return self.now().date()

    def context(self) -> Context:
        """What the fields need to understand a text."""
        return Context(self.workspace, self.now())

    @property
    def standing(self) -> str:
        """What stands at the bottom of every screen: what is not on the disk, or not synced."""
        unsaved = self.session.unsaved
        return f"✗ {unsaved} NOT SAVED" if unsaved else self.host.apart

    async def ask(self, dialog: Screen[T]) -> T:
        """Show a dialog and wait for its answer."""
        return await self.host.ask(dialog)

    def tell(self, words: str, tone: str = "") -> None:
        """Say something in the line at the bottom."""
        self.host.tell(words, tone)

    async def save(self, change: Change, words: str = "") -> bool:
        """Make a change durable, then say so; whether it is on the disk.

        One that could not be written is kept and tried again; that is said too.
        """
        applied = await asyncio.to_thread(self.session.apply, change)
        self.host.workspace_changed()
        if applied.not_saved is not None:
            self.tell(f"{_reason(applied.not_saved)} Kept in memory; trying again.", "bad")
            return False
        if applied.clashes:
            names = ", ".join(clash.name.replace("_", " ") for clash in applied.clashes)
            self.tell(f"Saved. Another program had changed {names} too: see the log.", "warn")
        elif applied.warning:
            self.tell(f"Saved. {applied.warning}", "warn")
        else:
            self.tell(words or f"Done: {change.label}.  u undoes", "good")
        return True

    async def turn(self, step: Callable[[], str], words: str) -> None:
        """Undo or redo, and say what; a refusal is said as well."""
        try:
            label = await asyncio.to_thread(step)
        except JobsearchError as error:
            self.host.workspace_changed()
            self.tell(str(error), "bad")
            return
        self.host.workspace_changed()
        self.tell(f"{words}: {label}.", "good")


def _reason(error: JobsearchError) -> str:
    """Why something is not saved, without the file's path: one line has no room for both."""
    return str(error).partition(": ")[2] or str(error)


class HasDesk(Protocol):
    """A screen, or the app, with tools to work with."""

    desk: Desk


A = TypeVar("A", bound=HasDesk)


def command(action: Callable[[A], Coroutine[Any, Any, None]]) -> Callable[[A], None]:
    """An action that may ask and save: it runs beside the app and is never cancelled half way."""

    @wraps(action)
    def begin(worker: A) -> None:
        worker.desk.host.carry_out(action(worker))

    return begin
