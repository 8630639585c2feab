"""The whole app on a real store in a folder of its own, at a fixed moment."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cache
from itertools import count
from pathlib import Path
from zoneinfo import ZoneInfo

from textual import events
from textual.app import App
from textual.content import Content
from textual.geometry import Size
from textual.message_pump import MessagePump
from textual.widgets import Input

from jobsearch_tui.config import Config
from jobsearch_tui.domain.draft import Draft
from jobsearch_tui.domain.records import (
    Activity,
    Ad,
    Agency,
    Interview,
    Pace,
    Promise,
    Record,
    Recruiter,
    Search,
)
from jobsearch_tui.domain.workspace import Workspace
from jobsearch_tui.lifeline import Lifeline
from jobsearch_tui.paths import Folders, paths_within
from jobsearch_tui.services.calendar_box import CalendarBox, Kept
from jobsearch_tui.services.demo import demo_records
from jobsearch_tui.services.session import Session
from jobsearch_tui.shell.keeping import StoreCopies
from jobsearch_tui.shell.own_exports import StoreExports
from jobsearch_tui.start import AppStart
from jobsearch_tui.storage import image
from jobsearch_tui.storage.backups import Backups
from jobsearch_tui.storage.calendars import write_calendar
from jobsearch_tui.storage.history import Sitting
from jobsearch_tui.storage.json_storage import AtomicJSONStorage
from jobsearch_tui.storage.letters import write_letters
from jobsearch_tui.storage.store import Store
from jobsearch_tui.ui.app import JobsearchApp
from jobsearch_tui.ui.commands import key_sign
from jobsearch_tui.ui.screens.dashboard import Dashboard
from jobsearch_tui.ui.widgets.bottom_line import BottomLine
from jobsearch_tui.ui.widgets.field_row import FieldRow
from jobsearch_tui.ui.widgets.pane import Pane

PARIS = ZoneInfo("Europe/Paris")
NOW = datetime(2026, 11, 24, 9, 30, tzinfo=PARIS)  # a Tuesday
NARROW = (80, 24)
WIDE = (120, 36)
LONGEST_WAIT = 20.0
"""Seconds after which a wait is given up; nothing takes nearly so long."""

QUIET_TURNS = 8
"""Turns of the loop without any work after which the app is at rest."""

FRAMES = 2
"""Frames after which what was done can be seen: one for the style, one for what follows of it."""


@cache
def demo(now: datetime = NOW) -> tuple[Record, ...]:
    """The records of the demo, which take a while to invent."""
    return demo_records(now, PARIS)


def _at(days: float, hour: int, minute: int = 0, zone: ZoneInfo = PARIS) -> datetime:
    """An hour so many days from the day of NOW."""
    return datetime(2026, 11, 24, hour, minute, tzinfo=zone) + timedelta(days=days)


def _day(days: int) -> date:
    return NOW.date() + timedelta(days=days)


PACE = Pace(name="Pat Sample", zone="Europe/Paris", interviews=3, hours=12)
MARSH = Agency(
    id="marsh", name="Marsh & Vale", type="retained search", stage="active", location="Leeds"
)
DANA = Recruiter(id="dana", name="Dana Whitfield", agency="marsh", stage="active")
HALDEN = Interview(
    id="halden", company="Halden Foods", starts=_at(0, 17, 30), minutes=30, format="phone"
)
KESTREL = Interview(
    id="kestrel",
    company="Kestrel",
    starts=_at(2, 11, zone=ZoneInfo("America/New_York")),
    minutes=90,
    format="panel",
    round=2,
    origin="search",
    people="Ruth Adeyemi",
)
OMNIA = Interview(id="omnia", company="Omnia", starts=_at(-12, 9), stage="held", people="R. Gill")

SEARCH = (
    PACE,
    MARSH,
    Agency(id="corbin", name="Corbin Search", stage="contacted", type="contingency search"),
    Agency(id="heron", name="Blue Heron Talent", location="Rotterdam"),
    DANA,
    Recruiter(id="owen", name="Owen Pryce", agency="corbin", stage="contacted"),
    Recruiter(id="lena", name="Lena Brandt", employer="Kestrel"),
    Search(id="search", name="VP Operations", recruiter="dana", client="Kestrel"),
    Ad(id="vp", role="VP Ops", employer="Halden Foods", stage="answered", answered_on=_day(-6)),
    Ad(id="coo", role="COO", closes=_day(2), note="reports to the founder"),
    Ad(id="head", role="Head of Ops", employer="Vantor Glass", stage="turned down"),
    HALDEN,
    KESTREL,
    Interview(id="vantor", company="Vantor Glass", starts=_at(3, 14), format="video"),
    OMNIA,
    Interview(id="ouse", company="Ouseburn Brewing", starts=_at(7, 10), format="video"),
    Promise(id="word", about="omnia", what="word", by=_day(-4), who="R. Gill"),
    Activity(id="call1", at=_at(-2, 18), about=("dana",), result="reached", summary="agreed"),
    Activity(id="call2", at=_at(-3, 18), about=("owen", "search"), result="voicemail"),
    Activity(id="mail1", at=_at(-9, 12), type="email", direction="in", about=("kestrel",)),
)
"""A small search of known contents, in a week that is just full."""


def fill(path: Path, records: Iterable[Record]) -> None:
    """Write a store that holds these records and no history."""
    storage = AtomicJSONStorage(path, create_dirs=True)
    with storage.transaction():
        storage.write_raw(image.EMPTY.with_records(tuple(records), ()).complete())


def open_store(path: Path, name: str = "sitting", now: Callable[[], datetime] = lambda: NOW):
    """A store on a file as a program opens it; ``name`` tells two programs apart."""
    ids = count(1)
    store = Store(
        path,
        now=now,
        new_id=lambda: f"{name}{next(ids)}",
        sitting=Sitting(name, now()),
        backups=Backups(path.parent / "backups"),
    )
    store.load()
    return store


def start_on(
    folder: Path,
    records: Iterable[Record] | None = None,
    *,
    now: Callable[[], datetime] = lambda: NOW,
    config: Config | None = None,
    draft: Draft | None = None,
    lifeline: Lifeline | None = None,
    postpone: Callable[[], None] = lambda: None,
    kept: Kept | None = None,
) -> AppStart:
    """Everything that the composition root gives the app, on a store inside ``folder``.

    The store holds SEARCH unless there are other ``records``; none at all leave no file.
    """
    paths = paths_within(folder, Folders(folder, folder, folder))
    records = SEARCH if records is None else tuple(records)
    if records:
        fill(paths.store, records)
    store = open_store(paths.store, now=now)
    return AppStart(
        session=Session(store, now),
        store=store,
        config=config or Config(),
        paths=paths,
        now=now,
        zone=PARIS,
        write_letters=write_letters,
        calendars=CalendarBox(paths.calendars, write_calendar, kept),
        lifeline=lifeline,
        postpone=postpone,
        draft=draft,
        copies=StoreCopies(paths.store, Backups(paths.backups), now),
        exports=StoreExports(store),
    )


def screen_text(app: App) -> str:
    """What is on the screen, without the blanks at the ends of its lines."""
    lines = app.screen._compositor.render_strips()
    return "\n".join("".join(part.text for part in line).rstrip() for line in lines)


class Jobs(ThreadPoolExecutor):
    """The threads in which the app saves and reads; it knows how many are at work."""

    def __init__(self) -> None:
        super().__init__(4)
        self.running: set[Future] = set()

    def submit(self, *job, **given):
        future = super().submit(*job, **given)
        self.running.add(future)
        future.add_done_callback(self.running.discard)
        return future


@dataclass
class Shown:
    """The app as somebody in front of it sees and uses it."""

    app: JobsearchApp
    jobs: Jobs
    start: AppStart
    folder: Path
    others: count = field(default_factory=lambda: count(1))

    # --- what is seen ---------------------------------------------------------------------------

    @property
    def text(self) -> str:
        """The screen."""
        return screen_text(self.app)

    @property
    def lines(self) -> list[str]:
        """The screen, line by line."""
        return self.text.splitlines()

    @property
    def bottom(self) -> str:
        """What the bottom of the screen that is worked on says, in however many lines."""
        said = str(self.app.screen.query_one(BottomLine).render()).splitlines()
        return " ".join(line.strip() for line in said if line.strip("─"))

    @property
    def dashboard(self) -> Dashboard:
        """The first screen."""
        return self.app.screen_stack[0]

    @property
    def pane(self) -> Pane:
        """The active pane."""
        return self.dashboard.pane

    @property
    def titles(self) -> list[str]:
        """The titles of the four panes."""
        panes = self.dashboard.query(Pane)
        return [Content.from_markup(pane.border_title).plain for pane in panes]

    @property
    def workspace(self) -> Workspace:
        """What the app shows."""
        return self.start.session.workspace

    @property
    def stored(self) -> Workspace:
        """What is on the disk."""
        return open_store(self.start.paths.store).workspace

    @property
    def dialog(self) -> str:
        """The name of what is in front."""
        return type(self.app.screen).__name__

    # --- what is done ---------------------------------------------------------------------------

    async def press(self, *keys: str) -> None:
        """Press keys, each when what the one before began has come to rest."""
        for key in keys:
            character = key if len(key) == 1 else key_sign(key) or None
            self.app._driver.send_message(events.Key(key, character))
            await self.rest()

    async def resize(self, width: int, height: int) -> None:
        """Give the terminal another size."""
        size = Size(width, height)
        self.app._driver._size = size
        self.app.post_message(events.Resize(size, size))
        await self.until(lambda: self.app.size == size and self.app._resize_timer is None)

    async def rest(self) -> None:
        """Wait until nothing more comes of what was done, timers apart.

        A worker that waits for the user's answer is at rest.
        """
        async with asyncio.timeout(LONGEST_WAIT):
            for _ in range(FRAMES):
                await self._quiet()
                if self.app.screen_stack:
                    self.app.screen._on_timer_update()  # draw now, not at the next frame
            await self._quiet()

    async def _quiet(self) -> None:
        quiet = 0
        while quiet < QUIET_TURNS:
            await asyncio.sleep(0.001 if self.jobs.running else 0)
            quiet = 0 if self.jobs.running or self._is_busy() else quiet + 1

    def _is_busy(self) -> bool:
        typist = self.app._typist
        if typist is not None and not typist.done():
            return True
        return any(_has_messages(pump) for pump in self._pumps())

    def _pumps(self) -> Iterator[MessagePump]:
        yield self.app
        for screen in self.app.screen_stack:
            yield from screen.walk_children(with_self=True)

    async def until(self, seen: Callable[[], object]) -> None:
        """Wait for something that comes from outside the app, or after a while."""
        async with asyncio.timeout(LONGEST_WAIT):
            while not seen():
                await asyncio.sleep(0.002)
        await self.rest()

    async def type(self, text: str, *keys: str) -> None:
        """Put a text into the line that is typed in, as fast typing would."""
        line = self.app.focused
        assert isinstance(line, Input), line
        line.value = text
        line.cursor_position = len(text)
        await self.rest()
        if keys:
            await self.press(*keys)

    async def fill_in(self, **texts: str) -> None:
        """Type into the fields of the form."""
        rows = {row.entry.field.name: row for row in self.app.screen.query(FieldRow)}
        for name, text in texts.items():
            rows[name].enter()
            await self.rest()
            editor = self.app.focused
            if isinstance(editor, Input):
                editor.value = text
            else:
                editor.text = text
        await self.rest()

    async def go_to(self, kind: str, title: str) -> Record:
        """Put the cursor on a record, by its title."""
        found = [record for record in self.workspace.of_kind(kind) if record.title == title]
        self.dashboard.reveal(found[0].id)
        await self.rest()
        assert self.pane.record is found[0]
        return found[0]

    def elsewhere(self) -> Store:
        """The same store as another program opens it."""
        return open_store(self.start.paths.store, f"other{next(self.others)}")


def _has_messages(pump: MessagePump) -> bool:
    return not pump._message_queue.empty() or bool(pump._next_callbacks)


@asynccontextmanager
async def opened(
    folder: Path,
    size: tuple[int, int] = NARROW,
    records: Iterable[Record] | None = None,
    *,
    start: AppStart | None = None,
    **given,
) -> AsyncIterator[Shown]:
    """The app in front of somebody; without a ``start`` the rest is given to :func:`start_on`."""
    jobs = Jobs()
    asyncio.get_running_loop().set_default_executor(jobs)
    start = start or start_on(folder, records, **given)
    app = JobsearchApp(start)
    async with app.run_test(size=size):
        shown = Shown(app, jobs, start, folder)
        await shown.rest()
        yield shown
