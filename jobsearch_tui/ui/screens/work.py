"""What every screen with a record to work on can do."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import ClassVar

from textual import events
from textual.binding import BindingType
from textual.content import Content
from textual.reactive import Reactive
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Static

from jobsearch_tui.domain.records import Interview, Record
from jobsearch_tui.ui import flows
from jobsearch_tui.ui.commands import bindings_of, commands_of
from jobsearch_tui.ui.desk import Desk, command
from jobsearch_tui.ui.widgets.bottom_line import BottomLine

LEAST_WIDTH, LEAST_HEIGHT = 80, 20


class WorkScreen(Screen[None]):
    """A screen on which one record at a time is worked on: :attr:`subject`.

    Each command asks what it needs and then does it, in a worker of its own; none of them is
    cancelled half way.
    """

    BINDINGS: ClassVar[list[BindingType]] = bindings_of("work")

    PLACES: ClassVar[tuple[str, ...]] = ("work", "app")
    """Whose commands the line at the bottom tells, in this order."""

    DEFAULT_CSS = """
    WorkScreen {
        layers: default words;
        BottomLine { layer: words; dock: bottom; }
        #room { height: 1; }
        #too-small { display: none; }
        &.-too-small > * { display: none; }
        &.-too-small > #too-small { display: block; }
    }
    """

    # Textual repaints the whole screen when the focus moves; the widgets that lose and get it
    # repaint themselves, which is all that there is to see.
    focused: Reactive[Widget | None] = Reactive(None, repaint=False)

    def __init__(self, desk: Desk) -> None:
        """Take the tools."""
        super().__init__()
        self.desk = desk

    @property
    def subject(self) -> Record | None:
        """The record that the commands are about."""
        raise NotImplementedError

    @property
    def kind(self) -> str:
        """The kind of record that is added here."""
        raise NotImplementedError

    def look(self) -> None:
        """Show the workspace as it now is."""
        raise NotImplementedError

    def forget(self) -> None:
        """Forget what was made of the workspace and typed about it: the mask was turned."""

    @property
    def home(self) -> Widget:
        """Where the keys go when nothing else has the focus."""
        raise NotImplementedError

    def reveal(self, id: str) -> None:
        """Put the cursor on a record that was just made, where it is shown here."""

    def open_record(self, id: str) -> None:
        """Show a record over this screen."""
        self.desk.host.show("record", self.desk.workspace.get(id))

    # --- what all of them have on the screen -----------------------------------------------------

    def bottom(self) -> Iterable[Widget]:
        """The line at the bottom, the room that it leaves free, and the words for no room at all.

        The line lies over the rest, so that long words lay nothing else out anew.
        """
        yield self._too_small()
        yield Static(id="room")
        yield self._bottom_line()

    def _bottom_line(self) -> BottomLine:
        """The line at the bottom, with the keys as they are bound now."""
        keys = [
            (self.desk.key(command.id), command.label)
            for place in self.PLACES
            for command in commands_of(place)
            if command.label
        ]
        more = self.desk.key("notices")
        line = BottomLine(keys, f"{more} shows all of it")
        line.stand(self.desk.standing)
        return line

    def _too_small(self) -> Static:
        """The one line for a terminal that is too small."""
        words = f"This needs {LEAST_WIDTH} × {LEAST_HEIGHT}: make the window larger."
        return Static(Content(words), id="too-small")

    def on_resize(self, event: events.Resize) -> None:
        """Say so when there is not enough room."""
        small = event.size.width < LEAST_WIDTH or event.size.height < LEAST_HEIGHT
        self.set_class(small, "-too-small")
        self.call_after_refresh(self._keep_focus)

    def _keep_focus(self) -> None:
        """Have the keys go somewhere when what had the focus has lost its place."""
        if self.has_class("-too-small"):
            return
        focused = self.focused
        if focused is None or not all(node.display for node in focused.ancestors_with_self):
            self.home.focus()

    def tell(self, words: str, tone: str = "") -> None:
        """Say something in the line at the bottom; it can be read again later."""
        self.desk.notices.add(words, tone, self.desk.now())
        for line in self.query(BottomLine):  # none while the screen is taken down
            line.tell(words, tone)

    def stand(self, words: str) -> None:
        """Say something that stays at the bottom until it is taken away."""
        for line in self.query(BottomLine):
            line.stand(words)

    def on_key(self) -> None:
        """A key was pressed: what was said has been read."""
        self.tell("")

    def _subject(self) -> Record | None:
        """The record to work on; says so when there is none."""
        if self.subject is None:
            self.tell(f"No record is highlighted: {self.desk.key('add')} adds one.", "warn")
        return self.subject

    # --- commands --------------------------------------------------------------------------------

    @command
    async def action_notices(self) -> None:
        """Read again what was said at the bottom."""
        from jobsearch_tui.ui.screens.page import Page

        notices, today = self.desk.notices, self.desk.today()
        await self.desk.ask(Page("Notices", partial(notices.lines, today)))

    def action_today(self) -> None:
        """Open the daily review, or go back to the one that this was opened from."""
        self.desk.host.show("today")

    def action_weeks(self) -> None:
        """Open the weeks ahead."""
        self.desk.host.show("weeks")

    @command
    async def action_log(self) -> None:
        """Log a call about the subject, or about whoever is named."""
        await flows.logging.quick_log(self.desk, self.subject)

    @command
    async def action_add(self) -> None:
        """Add a record of this screen's kind."""
        self.reveal(await flows.records.add(self.desk, self.kind))

    @command
    async def action_add_other(self) -> None:
        """Add a record of any kind, about the subject where that makes sense."""
        self.reveal(await flows.records.add_other(self.desk, self.subject))

    @command
    async def action_edit(self) -> None:
        """Edit the subject."""
        if record := self._subject():
            await flows.records.edit(self.desk, record)

    @command
    async def action_stage(self) -> None:
        """Move the subject to another stage."""
        if record := self._subject():
            await flows.records.stage(self.desk, record)

    @command
    async def action_copy_script(self) -> None:
        """Choose, fill and copy a call script."""
        await flows.scripts.copy_script(self.desk, self.subject)

    @command
    async def action_follow_up(self) -> None:
        """Pin the date of the next contact."""
        if record := self._subject():
            await flows.records.follow_up(self.desk, record)

    @command
    async def action_schedule(self) -> None:
        """Schedule an interview that came from the subject."""
        new = flows.interviews.from_record(self.subject) if self.subject else None
        if new is None:
            self.reveal(await flows.records.add(self.desk, "interview"))
        else:
            self.reveal(await flows.records.fill_in(self.desk, new, is_new=True))

    @command
    async def action_move(self) -> None:
        """Move an interview to the next week with room."""
        interview = self.interview_to_move()
        if interview is None:
            self.tell(f"{self.desk.key('move')} moves an interview: highlight one.", "warn")
        else:
            await flows.interviews.move(self.desk, interview)

    def interview_to_move(self) -> Interview | None:
        """The interview that the key for moving means."""
        return self.subject if isinstance(self.subject, Interview) else None

    @command
    async def action_calendar(self) -> None:
        """Write an interview to a file for a calendar program."""
        if isinstance(self.subject, Interview):
            await flows.calendars.write_interview(self.desk, self.subject)
        else:
            key = self.desk.key("calendar")
            self.tell(f"{key} writes an interview for a calendar: highlight one.", "warn")

    @command
    async def action_look_back(self) -> None:
        """Rate an interview and say what to change."""
        if isinstance(self.subject, Interview):
            await flows.records.look_back(self.desk, self.subject)
        else:
            key = self.desk.key("look-back")
            self.tell(f"{key} looks back on an interview: highlight one.", "warn")

    @command
    async def action_promise(self) -> None:
        """Note a promise about the subject."""
        if record := self._subject():
            await flows.records.promise(self.desk, record)

    @command
    async def action_deal(self) -> None:
        """Deal with a broken promise about the subject."""
        if (record := self._subject()) and (id := await flows.broken.deal(self.desk, record)):
            self.open_record(id)

    @command
    async def action_end_run(self) -> None:
        """After a no: say the odds, then list companies round the recruiter."""
        await flows.end_runs.end_run_for(self.desk, self.subject)

    def action_campaigns(self) -> None:
        """Show the broadcast and the end runs, the one of the subject first."""
        self.desk.host.show("campaigns", self.subject)

    @command
    async def action_delete(self) -> None:
        """Delete the subject."""
        if record := self._subject():
            await flows.records.delete(self.desk, record)

    def action_mask(self) -> None:
        """Put the mask on, or take it off."""
        self.desk.mask.is_worn = not self.desk.mask.is_worn
        self.desk.host.mask_turned()

    def action_offers(self) -> None:
        """Set the offers side by side."""
        self.desk.host.show("offers", self.subject)

    def action_figures(self) -> None:
        """Show what came of it all, in figures."""
        self.desk.host.show("figures")

    @command
    async def action_rest(self) -> None:
        """Put the search to rest, or take it up again."""
        await flows.offers.rest(self.desk)

    @command
    async def action_twins(self) -> None:
        """Unite likely twins, those of the subject first."""
        await flows.twins.unite(self.desk, self.subject)

    @command
    async def action_unite(self) -> None:
        """Unite the subject with a record that is named."""
        await flows.twins.unite_with(self.desk, self.subject)

    @command
    async def action_undo(self) -> None:
        """Take the last change back."""
        await self.desk.turn(self.desk.session.undo, "Undone")

    @command
    async def action_redo(self) -> None:
        """Make again what was undone."""
        await self.desk.turn(self.desk.session.redo, "Done again")

    @command
    async def action_pace(self) -> None:
        """Change the pace record."""
        await flows.records.edit_pace(self.desk)

    @command
    async def action_backups(self) -> None:
        """Make a copy of the store, or restore one."""
        await flows.copies.keep_copies(self.desk)

    @command
    async def action_sync(self) -> None:
        """Bring this machine and the other one together."""
        await flows.machines.sync(self.desk)

    @command
    async def action_import(self) -> None:
        """Import a file of another program."""
        await flows.imports.import_file(self.desk)
