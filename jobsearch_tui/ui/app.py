"""The app: theme, keys, first screen, and the one edge where errors become words."""

from __future__ import annotations

import asyncio
import gc
import io
import os
import sys
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar, Final

from textual import on, work
from textual._styles_cache import StylesCache
from textual.await_complete import AwaitComplete
from textual.binding import BindingType
from textual.dom import DOMNode
from textual.filter import LineFilter
from textual.screen import Screen

from jobsearch_tui.domain.draft import Draft
from jobsearch_tui.domain.records import Record
from jobsearch_tui.errors import JobsearchError, UnwritableError
from jobsearch_tui.services.letter_box import LetterBox
from jobsearch_tui.services.session import Applied
from jobsearch_tui.start import AppStart
from jobsearch_tui.ui import flows
from jobsearch_tui.ui.clipboard import ClipboardMixin, is_copied, said_elsewhere
from jobsearch_tui.ui.commands import COMMANDS, Command, bindings_of
from jobsearch_tui.ui.cover import CoveredApp
from jobsearch_tui.ui.desk import Desk, command, reason, waiting
from jobsearch_tui.ui.half_typed import HalfTyped
from jobsearch_tui.ui.kept_calendar import KeptCalendar
from jobsearch_tui.ui.keys import Keymap, keymap_of
from jobsearch_tui.ui.line_typed import LINE, LineTyped
from jobsearch_tui.ui.other_machine import OtherMachine
from jobsearch_tui.ui.screens.dashboard import Dashboard
from jobsearch_tui.ui.screens.work import WorkScreen
from jobsearch_tui.ui.steady import SteadyDriver, steady
from jobsearch_tui.ui.themes import (
    choose_among_themes,
    choose_theme,
    register_themes,
    theme_commands,
)
from jobsearch_tui.ui.ways import ONE_AT_A_TIME, WAYS
from jobsearch_tui.ui.widgets.last_gate import LastGate

if TYPE_CHECKING:
    from jobsearch_tui.services.clipboard import Outcome

_GATE: Final = LastGate()

WATCH: float = 1.0
"""Seconds between two looks at whether another program changed the store."""


THREADS: Final = 2
"""Threads for what blocks, so that a copy that hangs keeps no change from the disk.

The C library keeps a heap for each thread, and what the store leaves in it when it is read again:
with Python's own number of threads a day left open would grow by 7 MB instead of 4.
"""


class JobsearchApp(ClipboardMixin[None], CoveredApp):
    """The full-screen program on one session."""

    TITLE = "jobsearch"
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = bindings_of("app")

    def __init__(self, start: AppStart) -> None:
        """Take everything that the composition root made."""
        super().__init__()
        self.animation_level = "none"
        self.driver_class = steady(self.driver_class, ascii_only=start.is_ascii)
        self.start = start
        self.problems: list[str] = list(start.problems)
        self._keys: Keymap = keymap_of(start.config.keys, self.problems)
        self._day = start.now().date()
        self.desk = Desk(
            session=start.session,
            host=self,
            clock=start.now,
            zone=start.zone,
            scripts_folder=start.paths.scripts,
            drafts=HalfTyped(start.lifeline, start.postpone),
            letters=LetterBox(start.paths.letters, start.write_letters),
            calendars=start.calendars,
            columns=start.columns,
            clipboard=start.config.clipboard,
            mask=start.mask,
            copies=start.copies,
            second=start.second,
            exports=start.exports,
        )
        self._other = OtherMachine(start.second, self._stand)
        self._calendar = KeptCalendar(self.desk, partial(self.run_worker, group="calendar"))
        self.cover_after = start.config.cover_after * 60
        self.clipboard_setting = start.config.clipboard
        self._painting = ExitStack()
        self._review: WorkScreen | None = None
        register_themes(self)
        self.theme = choose_theme(self, start.config.theme, self.problems)

    def on_load(self) -> None:
        """Hold the painting until the first screen has taken its shape.

        Textual paints it whole when it is laid out, and once more when its parts have learnt
        their sizes: 36 kB at 120 × 40 instead of 17.
        """
        self._painting.enter_context(self.batch_update())

    def get_default_screen(self) -> Screen[Any]:
        """The dashboard; the very first frame shows it."""
        banner = " · demo, thrown away at the end" if self.start.is_demo else ""
        return Dashboard(self.desk, self.size, banner, ready=self._paint_first)

    def on_mount(self) -> None:
        """Take the user's keys, watch the store, and say what has to be said at the start."""
        self.set_keymap(self._keys.changed)
        self.watch_over()
        self._watch()
        if self.start.lifeline is not None:
            loop = asyncio.get_running_loop()
            self.start.lifeline.ask_to_exit = partial(self._leave, loop)
            self.start.lifeline.last_act = self.desk.keep_unsaved

    def _paint_first(self) -> None:
        """Paint the first screen, which has its shape; then do what need not come before."""
        self._painting.close()
        self.screen.refresh()
        self.call_after_refresh(self.action_greet)
        self.call_after_refresh(self._after_first_frame)

    def _after_first_frame(self) -> None:
        """Do what the first frame had no need of: collect garbage again, load the dialogs."""
        gc.freeze()
        gc.enable()
        self.run_worker(asyncio.to_thread(flows.load_all), group="loading")
        self._calendar.bring_up_to_date()
        if self.desk.session.unsaved:
            self.run_worker(self._save_owed(), group="owed")
        if self._other.is_set_up:
            look = self._other.look if self.start.config.sync_look else self._other.measure
            self.run_worker(look(), group="second")
        if self.start.config.ascii == "auto":
            self.run_worker(self._ask_tmux(), group="loading")

    async def _ask_tmux(self) -> None:
        """Go over to ASCII where a tmux around the app shows nothing else."""
        from jobsearch_tui.services.clipboard.programs import run
        from jobsearch_tui.services.terminal import tmux_is_ascii

        driver = self._driver
        if not isinstance(driver, SteadyDriver) or driver.ascii_only:
            return
        if await asyncio.to_thread(tmux_is_ascii, os.environ, run):
            driver.ascii_only = True
            self.screen.refresh()

    @command
    async def action_greet(self) -> None:
        """Say what there is to say at the start; offer a draft; welcome a newcomer."""
        if self.problems:
            self.tell("  ".join(self.problems), "warn")
        if self.start.draft is not None:
            await flows.drafts.offer_draft(self.desk, self.start.draft)
        if self.desk.workspace.is_new:
            from jobsearch_tui.ui.screens.welcome import welcome

            await welcome(self.desk)

    def _leave(self, loop: asyncio.AbstractEventLoop, _signal: int) -> None:
        loop.call_soon_threadsafe(self.exit)

    # --- what the desk asks of its host ----------------------------------------------------------

    def tell(self, words: str, tone: str = "") -> None:
        """Say something at the bottom of the screen that is worked on."""
        for screen in reversed(self.screen_stack):
            if isinstance(screen, WorkScreen):
                screen.tell(words, tone)
                return

    def workspace_changed(self) -> None:
        """Have every screen look again, show what is not saved, and keep the calendar."""
        self._calendar.bring_up_to_date()
        for screen in self.screen_stack:
            if isinstance(screen, WorkScreen) and screen.is_mounted:
                screen.look()
        self._stand()
        self._measure()

    def _stand(self) -> None:
        """Have every screen show what is not saved or synced."""
        for screen in self.screen_stack:
            if isinstance(screen, WorkScreen) and screen.is_mounted:
                screen.stand(self.desk.standing)

    @property
    def apart(self) -> str:
        """How far the machines are apart."""
        return self._other.words

    def mask_turned(self) -> None:
        """Have every screen forget what it showed, and look again."""
        for screen in self.screen_stack:
            if isinstance(screen, WorkScreen):
                screen.forget()
        self.desk.notices.forget()
        self.workspace_changed()
        if self.desk.mask.is_worn:
            self.tell(f"Names and texts are masked; {self.desk.key('mask')} shows them again.")
        else:
            self.tell("Names and texts are shown again.")

    def pop_screen(self) -> AwaitComplete:
        """Close the screen in front, and let go of all that it drew.

        Textual remembers the colours of a widget by the cache that asked for them, a thousand at a
        time, and so keeps the lines of as many widgets that are long gone: 0.5 MB in an hour.
        """
        StylesCache.get_inner_outer.cache_clear()
        return super().pop_screen()

    def show(self, place: str, about: Record | None = None) -> None:
        """Go to the screen of a place; back to it where it is open and there is only one."""
        if place == ONE_AT_A_TIME and self._review in self.screen_stack:
            while self.screen is not self._review:
                self.pop_screen()
            return
        screen = WAYS[place](self.desk, about)
        if place == ONE_AT_A_TIME:
            self._review = screen
        self.push_screen(screen)

    def tell_copied(self, outcome: Outcome) -> None:
        """Say what became of a text that was copied out of an input."""
        self.tell(said_elsewhere(outcome), "good" if is_copied(outcome) else "warn")

    def _refresh_notifications(self) -> None:
        """Leave the place for toasts alone, as none are shown.

        Textual hides it after the first frame of every screen, and lays out and paints all
        anew for that.
        """

    def get_line_filters(self) -> Sequence[LineFilter]:
        """What every line goes through before it is sent: Textual's, and the last gate."""
        return [*super().get_line_filters(), _GATE]

    # --- a fault of the program itself ------------------------------------------------------------

    @property
    def fault(self) -> Exception | None:
        """The error that ended the app; nothing of it was printed."""
        return self._exception

    def panic(self, *_renderables: object) -> None:
        """End at once. Textual would print the error with all that it quotes."""
        self._close_messages_no_wait()

    def _fatal_error(self) -> None:
        """End at once. Textual would print the local variables, which are the user's records."""
        self._close_messages_no_wait()

    @property
    def changed_keys(self) -> Mapping[str, str]:
        """The keys of each id to which config.toml gives others."""
        return self._keys.changed

    def keys_of(self, command: str) -> tuple[str, ...]:
        """The keys of a command as they are bound now."""
        return self._keys.of(command)

    @on(LineTyped)
    def _note_line(self, event: LineTyped) -> None:
        """Keep a line that a question is answered by; nobody else knows of it yet."""
        values = {event.title: event.text}
        self.desk.drafts.note(Draft(LINE, "", values, self.desk.now()) if event.text else None)

    # --- the store, watched ----------------------------------------------------------------------

    @work(group="watch")
    async def _watch(self) -> None:
        """Look at the store for as long as the app runs."""
        while True:
            await asyncio.sleep(WATCH)
            await self._look_at_store()

    async def _look_at_store(self) -> None:
        """Take in what another program wrote; try again what is not saved."""
        session = self.desk.session
        if trouble := self.desk.drafts.new_trouble():
            self.tell(trouble, "warn")
        try:
            changed = await asyncio.to_thread(session.refresh)
        except JobsearchError as error:
            self.tell(f"{error.title}: {error}", "bad")
            return
        if session.unsaved:
            changed = await self._retry() or changed
        today = self.desk.today()
        if changed or today != self._day:
            self._day = today
            self.workspace_changed()
        if self._other.has_moved:
            self._measure()

    async def _save_owed(self) -> None:
        """Save what an ended program could not. The greeting tells of it; here what went wrong."""
        applied = await asyncio.to_thread(self.desk.session.retry)
        self.workspace_changed()
        if told := waiting(applied) or applied.warning:
            self.tell("  ".join((*self.problems, told)), "warn" if applied.is_saved else "bad")

    async def _retry(self) -> bool:
        """Try once more what is not saved, and say what became of it; whether it is settled."""
        applied = await asyncio.to_thread(self.desk.session.retry)
        if applied.is_saved:
            self.tell(f"Saved now. {applied.warning}".strip(), "good")
            self.desk.drafts.all_saved()
        elif isinstance(applied.not_saved, UnwritableError):
            self.tell(f"A change was given up: {reason(applied.not_saved)}", "bad")
            self.desk.drafts.none_saved()
        return applied.is_saved or applied.is_given_up

    def _measure(self) -> None:
        """Show anew how far the machines are apart."""
        if self._other.is_set_up:
            self.run_worker(self._other.measure(), group="measure", exclusive=True)

    # --- commands of everywhere ------------------------------------------------------------------

    async def action_quit(self) -> None:
        """Leave; ask first when something is not on the disk."""
        self.carry_out(self._quit())

    async def _quit(self) -> None:
        # It waits for a change that is being written, and tries once more what could not be.
        applied = await asyncio.to_thread(self.desk.session.retry)
        if applied.is_saved:
            self.exit()
            return
        from jobsearch_tui.ui.dialogs.choose import Choose, Option

        options = [
            Option("s", "stay and try again", False),
            Option("q", _quitting(applied), True),
        ]
        unsaved = self.desk.session.unsaved
        question = (
            f"{unsaved} not saved. {applied.not_saved}" if unsaved else str(applied.not_saved)
        )
        if await self.ask(Choose("Quit?", options, question=question)):
            self.exit()

    @command
    async def action_help(self) -> None:
        """Show all keys and words."""
        from jobsearch_tui.ui.own_keys import own_keys
        from jobsearch_tui.ui.screens.help import HelpScreen

        await self.ask(HelpScreen(self.keys_of, own_keys()))

    @command
    async def action_palette(self) -> None:
        """Find a command by its name and carry it out."""
        from jobsearch_tui.ui.dialogs.palette import Palette

        screen = self.screen
        commands = [*_possible(screen), *theme_commands(self)]
        chosen = await self.ask(Palette(commands, self.keys_of))
        if chosen is not None:
            namespace: DOMNode = self if chosen.where == "app" else screen
            self.call_later(partial(self.run_action, chosen.action_name, namespace))

    def action_theme(self, name: str = "") -> None:
        """Use other colours until the program is left; ask which when none are named."""
        self.carry_out(self._use_theme(name))

    async def _use_theme(self, name: str) -> None:
        chosen: str | None = name or await self.desk.ask(choose_among_themes(self))
        if chosen:
            self.theme = chosen
            self.tell(f'Theme {chosen}. To keep it: theme = "{chosen}" in config.toml', "good")


def _quitting(applied: Applied) -> str:
    return "quit: the next start saves it" if applied.is_kept else "quit and lose what is not saved"


def _possible(screen: Screen[Any]) -> list[Command]:
    """The commands that the palette may offer over a screen."""
    return [
        command
        for command in COMMANDS
        if command.id not in ("palette", "back")
        and (command.where == "app" or hasattr(screen, command.method))
    ]


async def _run(app: JobsearchApp) -> None:
    threads = ThreadPoolExecutor(THREADS, "work")
    asyncio.get_running_loop().set_default_executor(threads)
    await app.run_async(mouse=app.start.config.mouse)


def run(start: AppStart) -> int:
    """Open the app and stay until it is left; the exit status.

    Raises the error that ended it, if one did: half-typed words are kept before.
    """
    app = JobsearchApp(start)
    if not start.is_ascii and isinstance(sys.__stderr__, io.TextIOWrapper):
        # Textual draws by it; the user's own word counts more than the locale.
        sys.__stderr__.reconfigure(encoding="utf-8")
    asyncio.run(_run(app))
    if start.lifeline is not None:
        start.lifeline.flush()
    if app.fault is not None:
        raise app.fault
    return app.return_code or 0
