"""The dashboard: the pace on top, four panes, and the record under the cursor."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, ClassVar, Final

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.geometry import Size
from textual.timer import Timer
from textual.widget import Widget

from jobsearch_tui.domain.ladder import rung_line
from jobsearch_tui.domain.moving import to_move
from jobsearch_tui.domain.pacing import Level, loads
from jobsearch_tui.domain.records import Interview, Record
from jobsearch_tui.ui import flows
from jobsearch_tui.ui.commands import bindings_of
from jobsearch_tui.ui.desk import Desk, command
from jobsearch_tui.ui.render.lines import Line, line
from jobsearch_tui.ui.render.pace import resting_words, strip
from jobsearch_tui.ui.render.record import Look, record_lines
from jobsearch_tui.ui.render.rows import COLUMNS, PANES, Seen
from jobsearch_tui.ui.screens.record import RecordScreen
from jobsearch_tui.ui.screens.work import WorkScreen
from jobsearch_tui.ui.widgets.lines_view import LinesView
from jobsearch_tui.ui.widgets.pane import Pane

if TYPE_CHECKING:
    from jobsearch_tui.domain.advice import Advice

WIDE: Final = 100
"""Columns from which the record stands beside the panes."""

HIGH: Final = 30
"""Lines from which every pane shows some of its rows."""

REST: Final = 0.08
"""Seconds that the cursor must rest before the record is drawn."""

_EMPTY: Final = {
    "agency": "No agencies yet: a adds one, I imports a spreadsheet.",
    "recruiter": "No recruiters yet: a adds one, I imports a spreadsheet.",
    "ad": "No ads yet: a adds one, I imports a spreadsheet.",
    "interview": "No interviews yet: a adds one.",
}


class Dashboard(WorkScreen):
    """Four panes of which one is active; the keys and commands go to its record."""

    BINDINGS: ClassVar[list[BindingType]] = bindings_of("dashboard")
    PLACES: ClassVar[tuple[str, ...]] = ("work", "dashboard", "app")

    AUTO_FOCUS = f"#pane-{PANES[-1]} LineTable"

    HORIZONTAL_BREAKPOINTS = [  # noqa: RUF012 - Textual's own attribute
        (0, "-narrow"),
        (WIDE, "-wide"),
    ]
    VERTICAL_BREAKPOINTS = [(0, "-low"), (HIGH, "-high")]  # noqa: RUF012 - likewise

    DEFAULT_CSS = """
    Dashboard {
        #pace { height: 2; }
        #work { height: 1fr; }
        #panes { width: 1fr; }
        #record { width: 1fr; height: 1fr; }
        Pane { height: 1; border-top: solid $foreground-muted; border-title-color: $text-muted; }
        Pane.-active {
            height: 1fr;
            border-top: heavy $primary;
            border-title-color: $foreground;
            border-title-style: bold;
        }
        &.-narrow #record { display: none; }
        &.-wide #panes { width: 5fr; }
        &.-wide #record { width: 4fr; border: round $foreground-muted; }
        &.-wide #record:focus { border: heavy $primary; }
        &.-wide.-high #pace { height: 4; border: round $foreground-muted; }
        &.-wide.-high Pane { height: 1fr; min-height: 4; border: round $foreground-muted; }
        &.-wide.-high Pane.-active { height: 3fr; border: heavy $primary; }
        &.-zoom #pace, &.-zoom #record, &.-zoom Pane { display: none; }
        &.-zoom Pane.-active {
            display: block; height: 1fr; border: none; border-top: heavy $primary;
        }
    }
    """

    def __init__(
        self, desk: Desk, size: Size, banner: str = "", *, ready: Callable[[], None]
    ) -> None:
        """Take the tools, the terminal's size, and words to show beside the pace ("demo").

        ``ready`` is called once when the screen has its shape and may be painted.
        """
        super().__init__(desk)
        self._on_shape: Callable[[], None] | None = ready
        # The breakpoints would set these too, but only after a first layout without them.
        self.add_class("-wide" if size.width >= WIDE else "-narrow")
        self.add_class("-high" if size.height >= HIGH else "-low")
        self.pace = LinesView(id="pace")
        self.pace.can_focus = False
        self._banner = banner
        self.record_view = LinesView(id="record")
        self._active = len(PANES) - 1
        self._shown = ""
        self._rest: Timer | None = None
        self._advice: Advice | None = None
        self._looking: Timer | None = None
        self._panes = tuple(
            Pane(kind, number, _EMPTY[kind]) for number, kind in enumerate(PANES, 1)
        )
        self.pane.add_class("-active")

    def compose(self) -> ComposeResult:
        """Pace, panes, record, keys."""
        self.look()
        yield self.pace
        with Horizontal(id="work"):
            yield Vertical(*self._panes, id="panes")
            yield self.record_view
        yield from self.bottom()

    # --- what is worked on -----------------------------------------------------------------------

    @property
    def pane(self) -> Pane:
        """The active pane."""
        return self._panes[self._active]

    @property
    def kind(self) -> str:
        """The kind of the active pane."""
        return self.pane.kind

    @property
    def home(self) -> Widget:
        """The table of the active pane."""
        return self.pane.table

    @property
    def subject(self) -> Record | None:
        """The record under the cursor: of the record view while it has the focus."""
        if self.record_view.has_focus and self.record_view.key:
            return self.desk.workspace.get(self.record_view.key)
        return self.pane.record

    def interview_to_move(self) -> Interview | None:
        """The highlighted interview, or the one that the pace strip names."""
        if isinstance(self.subject, Interview):
            return self.subject
        now = self.desk.now()
        for load in loads(self.desk.workspace, now):
            if load.level is Level.OVER and (found := to_move(load, now)):
                return found
        return None

    # --- showing ---------------------------------------------------------------------------------

    def look(self) -> None:
        """Show the workspace as it now is; cursors and filters stay."""
        seen = Seen(self.desk.workspace, self.desk.now())
        for pane in self._panes:
            pane.show(seen)
        self._show_pace(seen)
        if self.is_mounted:
            self._show_record(keep_place=True)
            self._look_ahead_soon()

    def forget(self) -> None:
        """Forget the forecast, which names interviews, and the filters that were typed."""
        self._advice = None
        for pane in self._panes:
            pane.end_filter()

    def on_screen_resume(self) -> None:
        """The first time: say so when all parts have their sizes."""
        if self._on_shape is not None:
            self.call_after_refresh(self._paint_first)

    def _paint_first(self) -> None:
        """Have the first frame painted, then show what it need not wait for."""
        ready, self._on_shape = self._on_shape, None
        if ready is not None:
            ready()
            self.call_after_refresh(self._show_record_soon)
            self.call_after_refresh(self._look_ahead_soon)

    def _show_pace(self, seen: Seen) -> None:
        weeks = loads(seen.workspace, seen.now)
        resting = resting_words(seen.workspace.pace, seen.now)
        advice = self._advice
        if advice and [one.load.week for one in advice.outlook] != [load.week for load in weeks]:
            advice = None
        self._entitle_pace(advice, at_rest=bool(resting))

        def make(width: int) -> Sequence[Line]:
            if not resting:
                return strip(weeks, seen.now, width, advice)
            return [
                line((f"{resting} R takes it up again.", "accent")),
                *strip(weeks, seen.now, width)[1:],
            ]

        self.pace.show(make, keep_place=True)

    def _entitle_pace(self, advice: Advice | None, *, at_rest: bool) -> None:
        """Say beside the pace which channels are open and why, where there is a border for it."""
        rung = f" · {rung_line(advice.rung)}" if advice else ""
        title = Content(f"Pace{self._banner}{' · at rest' if at_rest else rung}")
        if self.pace.border_title != title.markup:
            self.pace.border_title = title

    def _look_ahead_soon(self) -> None:
        if self._looking is not None:
            self._looking.stop()
        self._looking = self.set_timer(REST, self._look_ahead)

    def _look_ahead(self) -> None:
        """Forecast the weeks, for which neither the first frame nor a key need wait."""
        from jobsearch_tui.domain.advice import advise  # nor for loading what forecasts them

        seen = Seen(self.desk.workspace, self.desk.now())
        self._advice = advise(seen.workspace, seen.now)
        self._show_pace(seen)

    def _show_record(self, *, keep_place: bool = False) -> None:
        record = self.pane.record
        id = record.id if record else ""
        keep_place = keep_place and id == self._shown
        self._shown = id
        title = record.kind.capitalize() if record else "Record"
        if self.record_view.border_title != title:
            self.record_view.border_title = title
        context = self.desk.context()

        def make(width: int) -> Sequence[Line]:
            return record_lines(record, Look(context, width)) if record else ()

        self.record_view.show(make, keep_place=keep_place)

    def on_pane_pointed(self, message: Pane.Pointed) -> None:
        """Show the record once the cursor rests."""
        message.stop()
        if message.pane is self.pane:
            self._show_record_soon()

    def _show_record_soon(self) -> None:
        if self._rest is not None:
            self._rest.stop()
        self._rest = self.set_timer(REST, self._show_record)

    # --- going about -----------------------------------------------------------------------------

    def action_pane(self, number: int) -> None:
        """Make a pane the active one."""
        self._activate(number)
        self.pane.table.focus()

    def _activate(self, number: int) -> None:
        if number == self._active:
            return
        self._active = number
        for place, pane in enumerate(self._panes):
            pane.set_class(place == number, "-active")
        self._show_record_soon()

    def on_pane_entered(self, message: Pane.Entered) -> None:
        """Follow a click into another pane."""
        message.stop()
        self._activate(self._panes.index(message.pane))

    def action_next_pane(self) -> None:
        """Go to the next pane; after the last one to the record where it is shown."""
        self._step(1)

    def action_last_pane(self) -> None:
        """Go to the pane before."""
        self._step(-1)

    def _step(self, by: int) -> None:
        if self.record_view.has_focus:
            self.action_pane(0 if by > 0 else len(PANES) - 1)
            return
        number = self._active + by
        if number in range(len(PANES)):
            self.action_pane(number)
        elif self._record_is_shown:
            self.record_view.focus()
        else:
            self.action_pane(number % len(PANES))

    @property
    def _record_is_shown(self) -> bool:
        return self.has_class("-wide") and not self.has_class("-zoom")

    def on_pane_opened(self, message: Pane.Opened) -> None:
        """Go into the record: beside the panes, or over them where there is no room."""
        message.stop()
        record = message.pane.record
        if record is None:
            return
        if self._record_is_shown:
            self.record_view.focus()
        else:
            self.app.push_screen(RecordScreen(self.desk, record.id))

    def on_lines_view_opened(self, message: LinesView.Opened) -> None:
        """Open a record that the record view names."""
        message.stop()
        if message.key != self._shown:
            self.app.push_screen(RecordScreen(self.desk, message.key))

    def action_back(self) -> None:
        """From the record to its pane, then out of the zoom, then out of the filter."""
        if self.record_view.has_focus:
            self.pane.table.focus()
        elif self.has_class("-zoom"):
            self.action_zoom()
        else:
            self.pane.clear_filter()

    def action_zoom(self) -> None:
        """Give the active pane the whole screen, or back."""
        self.toggle_class("-zoom")
        self.pane.table.focus()

    def action_filter(self) -> None:
        """Filter the active pane."""
        self.pane.begin_filter()

    @command
    async def action_sort(self) -> None:
        """Ask by which column to sort the active pane."""
        await flows.panes.sort(self.desk, self.pane, COLUMNS[self.kind])

    def reveal(self, id: str) -> None:
        """Put the cursor on a record that was just made."""
        record = self.desk.workspace.get(id) if id else None
        if record is not None and record.kind in PANES:
            self.action_pane(PANES.index(record.kind))
            self.pane.table.move_to(id)
