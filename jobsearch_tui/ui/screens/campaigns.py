"""Broadcast and end runs: the campaigns on top, the targets of the chosen one under them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, Final

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.widget import Widget

from jobsearch_tui.domain.campaigns import (
    END_RUN,
    Campaign,
    campaign_of,
    campaigns,
    targets_of,
)
from jobsearch_tui.domain.records import Record, Search, Target
from jobsearch_tui.domain.workspace import Workspace
from jobsearch_tui.ui import flows
from jobsearch_tui.ui.commands import bindings_of, key_words
from jobsearch_tui.ui.commands import command as declared
from jobsearch_tui.ui.desk import Desk, command
from jobsearch_tui.ui.render.campaign import overview
from jobsearch_tui.ui.render.lines import Line
from jobsearch_tui.ui.render.record import Look, record_lines
from jobsearch_tui.ui.render.rows import Seen
from jobsearch_tui.ui.screens.record import RecordScreen
from jobsearch_tui.ui.screens.work import WorkScreen
from jobsearch_tui.ui.widgets.bottom_line import BottomLine
from jobsearch_tui.ui.widgets.campaign_pane import CampaignPane
from jobsearch_tui.ui.widgets.lines_view import LinesView
from jobsearch_tui.ui.widgets.pane import Pane

WIDE: Final = 100
"""Columns from which the record of a target stands beside the table."""

_KEYS: Final = (
    ("add", "Companies"),
    ("batch", "Letters"),
    ("log", "Log"),
    ("stage", "Stage"),
    ("copy-script", "Script"),
    ("filter", "Find"),
    ("next-pane", "Next"),
    ("back", "Back"),
    ("help", "Help"),
)
"""What the line at the bottom tells: commands with a word for each, the most wanted first."""

_LIKE_PANES: Final = ("filter", "sort", "next-pane", "last-pane")
"""Commands of the four panes that mean the same among the campaigns."""


class CampaignsScreen(WorkScreen):
    """One campaign at a time; the keys and commands go to its highlighted target."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings_of("campaigns"),
        *(declared(id).binding for id in _LIKE_PANES),
    ]

    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (WIDE, "-wide")]  # noqa: RUF012 - Textual's own

    DEFAULT_CSS = """
    CampaignsScreen {
        #overview { height: 2; border-top: solid $foreground-muted; }
        #work { height: 1fr; }
        CampaignPane {
            width: 1fr; height: 1fr; border-top: heavy $primary; border-title-style: bold;
        }
        #record { display: none; width: 1fr; height: 1fr; border-top: solid $foreground-muted; }
        &.-wide CampaignPane { width: 3fr; }
        &.-wide #record { display: block; width: 2fr; }
    }
    """

    def __init__(self, desk: Desk, about: Record | None = None) -> None:
        """Take the tools; the campaign of the record ``about`` is shown first, if it has one."""
        super().__init__(desk)
        self.overview = LinesView(id="overview")
        self.overview.can_focus = False
        self.record_view = LinesView(id="record")
        self.record_view.can_focus = False
        self.pane = CampaignPane(_first(desk.workspace, about))

    def compose(self) -> ComposeResult:
        """The campaigns, the targets of one, the record where there is room, and the keys."""
        self.overview.border_title = "Campaigns"
        yield self.overview
        with Horizontal(id="work"):
            yield self.pane
            yield self.record_view
        yield from self.bottom()

    def bottom_line(self) -> BottomLine:
        """The line at the bottom, with the keys that count most among campaigns."""
        keys = [
            (key_words(self.app.keys_of(id)[0]), label)  # type: ignore[attr-defined]
            for id, label in _KEYS
        ]
        line = BottomLine(keys)
        line.stand(self.desk.standing)
        return line

    def on_mount(self) -> None:
        """Begin in the table."""
        self.look()
        self.home.focus()

    # --- what is worked on -----------------------------------------------------------------------

    @property
    def home(self) -> Widget:
        """The table."""
        return self.pane.table

    @property
    def subject(self) -> Record | None:
        """The highlighted target."""
        return self.pane.record

    @property
    def kind(self) -> str:
        """What is added here."""
        return "target"

    def reveal(self, id: str) -> None:
        """Put the cursor on a target that was just made."""
        if id:
            self.pane.table.move_to(id)

    # --- showing ---------------------------------------------------------------------------------

    def look(self) -> None:
        """Show the workspace as it now is; a campaign that is gone gives way to the first."""
        every = campaigns(self.desk.workspace)
        chosen = self.pane.campaign if self.pane.campaign in every else every[0]
        self.pane.turn_to(chosen, self._empty_words(chosen))
        seen = Seen(self.desk.workspace, self.desk.now())
        self.pane.show(seen)
        self._show_overview(seen)
        self._show_record(keep_place=True)

    def forget(self) -> None:
        """Forget the filter that was typed."""
        self.pane.end_filter()

    def _show_overview(self, seen: Seen) -> None:
        def make(width: int) -> Sequence[Line]:
            return overview(seen, self.pane.campaign, width)

        self.overview.styles.height = len(make(max(1, self.size.width - _MARGINS))) + 1
        self.overview.show(make, keep_place=True)

    def on_resize(self, event: events.Resize) -> None:
        """Give the campaigns the lines that they need for the width."""
        super().on_resize(event)
        self._show_overview(Seen(self.desk.workspace, self.desk.now()))

    def _show_record(self, *, keep_place: bool = False) -> None:
        record = self.subject
        context = self.desk.context()

        def make(width: int) -> Sequence[Line]:
            return record_lines(record, Look(context, width)) if record else ()

        self.record_view.border_title = "Target" if record else ""
        self.record_view.show(make, keep_place=keep_place)

    def _empty_words(self, campaign: Campaign) -> str:
        begin = f"No companies yet: {self.desk.key('add')} lists some, one a line."
        if campaign.is_end_run:
            return begin
        ads = self.desk.workspace.pace.ladder_ads
        return f"{begin}\n{flows.end_runs.broadcast_words(ads)}"

    def on_pane_pointed(self, message: Pane.Pointed) -> None:
        """Show the record of the target under the cursor."""
        message.stop()
        self._show_record()

    def on_pane_opened(self, message: Pane.Opened) -> None:
        """Open the target over the screen."""
        message.stop()
        if message.pane.record is not None:
            self.app.push_screen(RecordScreen(self.desk, message.pane.record.id))

    # --- going about -----------------------------------------------------------------------------

    def action_next_pane(self) -> None:
        """Go to the next campaign."""
        self._step(1)

    def action_last_pane(self) -> None:
        """Go to the campaign before."""
        self._step(-1)

    def _step(self, by: int) -> None:
        every = campaigns(self.desk.workspace)
        place = every.index(self.pane.campaign) if self.pane.campaign in every else 0
        self.pane.campaign = every[(place + by) % len(every)]
        self.pane.clear_filter()
        self.look()
        self.home.focus()

    def action_campaigns(self) -> None:
        """They are shown already."""
        self.tell("These are the campaigns: Tab goes to the next one, Esc goes back.")

    def action_back(self) -> None:
        """Out of the filter, then back to where one came from."""
        if not self.pane.clear_filter():
            self.dismiss()

    def action_filter(self) -> None:
        """Filter the targets."""
        self.pane.begin_filter()

    @command
    async def action_sort(self) -> None:
        """Ask by which column to sort the targets."""
        await flows.panes.sort(self.desk, self.pane, tuple(self.pane.columns[1:]))

    @command
    async def action_add(self) -> None:
        """List companies in the campaign."""
        self.reveal(await flows.end_runs.list_companies(self.desk, self.pane.campaign))

    @command
    async def action_batch(self) -> None:
        """Write the next letters, of those that the filter lets through."""
        await flows.letters.write_batch(self.desk, self.pane.campaign, self.pane.targets)


_MARGINS: Final = 2


def _first(workspace: Workspace, about: Record | None) -> Campaign:
    """The campaign that a record is about; else the first one that has anything in it."""
    every = campaigns(workspace)
    if isinstance(about, Target):
        return campaign_of(about)
    if isinstance(about, Search) and Campaign(END_RUN, about.id) in every:
        return Campaign(END_RUN, about.id)
    return next((one for one in every if targets_of(workspace, one)), every[0])
