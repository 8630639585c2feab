"""What every screen works with: the session, the clock, the settings, and how to ask and tell."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Mapping
from dataclasses import field
from datetime import date, datetime, tzinfo
from functools import partial, wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Protocol, TypeVar

from textual.screen import Screen

from jobsearch_tui.domain.changes import Change
from jobsearch_tui.domain.draft import Draft
from jobsearch_tui.domain.fields import Context
from jobsearch_tui.domain.masking import Mask
from jobsearch_tui.domain.records import Record
from jobsearch_tui.domain.weeks import zone_named
from jobsearch_tui.domain.workspace import Workspace
from jobsearch_tui.errors import JobsearchError
from jobsearch_tui.services.calendar_box import CalendarBox
from jobsearch_tui.services.column_memory import ColumnMemory, SittingMemory
from jobsearch_tui.services.copies import Copies
from jobsearch_tui.services.letter_box import LetterBox
from jobsearch_tui.services.session import Applied, Session
from jobsearch_tui.ui.commands import key_words
from jobsearch_tui.ui.half_typed import HalfTyped
from jobsearch_tui.ui.notices import Notices
from jobsearch_tui.value import dataclass

if TYPE_CHECKING:
    from jobsearch_tui.services.second_machine import SecondMachine
    from jobsearch_tui.services.transfer.own_exports import OwnExports

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

    def mask_turned(self) -> None:
        """Have every screen forget what it showed, and look again."""

    @property
    def apart(self) -> str:
        """How far this machine and the other one are apart, in a few cells; mostly nothing."""

    def keys_of(self, command: str) -> tuple[str, ...]:
        """The keys of a command as they are bound now, as Textual writes them."""

    def show(self, place: str, about: Record | None = None) -> None:
        """Go to the screen of a place, from or about a record."""


@dataclass(frozen=True)
class Desk:
    """The tools of the screens. ``clock`` tells aware datetimes in any zone.

    While the ``mask`` is worn, :attr:`workspace` is the masked one, and with it all that the
    screens and flows work on; :meth:`save` makes the change that is meant on the real records.
    """

    session: Session
    host: Host
    clock: Callable[[], datetime]
    zone: tzinfo
    scripts_folder: Path
    drafts: HalfTyped
    letters: LetterBox
    calendars: CalendarBox
    clipboard: str = "auto"
    mask: Mask = field(default_factory=Mask)
    copies: Copies | None = None
    columns: ColumnMemory = field(default_factory=SittingMemory)
    second: SecondMachine | None = None
    exports: OwnExports | None = None
    notices: Notices = field(default_factory=Notices)

    @property
    def workspace(self) -> Workspace:
        """All records as they are to be shown: masked while the mask is worn."""
        return self.mask.over(self.session.workspace)

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
        """What stands at the bottom of every screen: what is not saved or synced, and the mask."""
        unsaved = self.session.unsaved
        kept = f"✗ {unsaved} NOT SAVED" if unsaved else self.host.apart
        told = (kept, "MASKED" if self.mask.is_worn else "")
        return "  ".join(filter(None, told))

    def key(self, id: str) -> str:
        """The first key of a command as it is bound now, as people write it.

        Raises KeyError when there is no such command.
        """
        return key_words(self.host.keys_of(id)[0])

    @property
    def undoes(self) -> str:
        """How what was just done is undone: ``u undoes``, with the key as it is bound now."""
        return f"{self.key('undo')} undoes"

    def is_bare(self, what: str) -> bool:
        """Whether ``what`` may be opened, which shows or takes real words; says so if it may not.

        A form that showed pseudonyms would save them, and one that showed the real words would
        be no mask.
        """
        if self.mask.is_worn:
            self.tell(f"{what} real words: {self.key('mask')} takes the mask off first.", "warn")
        return not self.mask.is_worn

    async def ask(self, dialog: Screen[T]) -> T:
        """Show a dialog and wait for its answer."""
        return await self.host.ask(dialog)

    def tell(self, words: str, tone: str = "") -> None:
        """Say something in the line at the bottom."""
        self.host.tell(words, tone)

    async def save(self, change: Change, words: str = "", draft: Draft | None = None) -> bool:
        """Make a change durable, say so, and forget the draft that it came of; whether it is saved.

        One that could not be written is kept and tried again; that is said too. The draft stays
        until then, and stays as well when the change can never be written.
        """
        # Told before a thread is free: those there are may be waiting for another program's lock.
        named = self.session.announce(self.mask.revealed(change))
        self.drafts.comes_to(draft, named.id)
        return await self._made(partial(self._apply, named), words)

    async def take_in(self, change: Change, words: str) -> bool:
        """Make a change of records that were in a store before; otherwise as :meth:`save`."""
        return await self._made(partial(self.session.take_in, change), words)

    async def _made(self, make: Callable[[], Applied], words: str) -> bool:
        applied = await asyncio.to_thread(make)
        self.host.workspace_changed()
        if applied.not_saved is not None:
            told = (waiting(applied), applied.warning)
            self.tell(" ".join(filter(None, told)), "bad")
            return False
        self._tell_saved(applied, words)
        return True

    def _apply(self, named: Change) -> Applied:
        # In one go: the loop may be gone by the time that the disk has answered.
        applied = self.session.apply(named)
        if applied.is_given_up:
            self.drafts.came_to_nothing(named.id)
        else:
            self.drafts.came_to(named.id, is_safe=applied.is_saved or applied.is_kept)
        return applied

    def keep_unsaved(self) -> None:
        """Keep what is not on the disk for the next start, and forget its drafts. In any thread."""
        self.drafts.are_kept(self.session.keep_now())

    async def put_back(self, change: Change, documents: Mapping[str, Any]) -> None:
        """Make a change of records that come from a copy, then say so; or why it was not made."""
        applied = await asyncio.to_thread(self.session.put_back, change, documents)
        self.host.workspace_changed()
        if applied.not_saved is not None:
            self.tell(f"Nothing was restored. {reason(applied.not_saved)}", "bad")
        else:
            self._tell_saved(applied, "")

    def _tell_saved(self, applied: Applied, words: str) -> None:
        if applied.clashes:
            names = ", ".join(clash.name.replace("_", " ") for clash in applied.clashes)
            self.tell(f"Saved. Another program had changed {names} too: see the log.", "warn")
        elif applied.warning:
            self.tell(f"Saved. {applied.warning}", "warn")
        else:
            self.tell(words or f"Done: {applied.label}.  {self.undoes}", "good")

    async def turn(self, step: Callable[[], str], words: str) -> None:
        """Undo or redo, and say what; a refusal is said as well."""
        try:
            label = await asyncio.to_thread(step)
        except JobsearchError as error:
            self.host.workspace_changed()
            self.tell(_MASKED.format(self.key("mask")) if self.mask.is_worn else str(error), "bad")
            return
        self.host.workspace_changed()
        self.tell(f"{words}." if self.mask.is_worn else f"{words}: {label}.", "good")


_MASKED: Final = "That cannot be done; {} takes the mask off, then it says why."
"""In the place of a refusal, which names records."""


def waiting(applied: Applied) -> str:
    """Why a change is not saved, and what becomes of it meanwhile; nothing of one that is."""
    if applied.not_saved is None:
        return ""
    kept = "Kept aside; trying again." if applied.is_kept else "Kept in memory; trying again."
    return f"{reason(applied.not_saved)} {'' if applied.is_given_up else kept}".strip()


def reason(error: JobsearchError) -> str:
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
