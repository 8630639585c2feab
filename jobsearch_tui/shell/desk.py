"""What a command works with: the store, the clock, the settings and the output of one run."""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, tzinfo
from functools import cached_property

from jobsearch_tui.config import Config
from jobsearch_tui.domain.changes import Change
from jobsearch_tui.domain.weeks import zone_named
from jobsearch_tui.domain.workspace import Workspace
from jobsearch_tui.paths import Folders, Paths
from jobsearch_tui.services.identity import new_id
from jobsearch_tui.services.session import Applied, Session
from jobsearch_tui.shell.output import Output
from jobsearch_tui.shell.zone import system_zone
from jobsearch_tui.storage.backups import Backups
from jobsearch_tui.storage.history import Sitting
from jobsearch_tui.storage.store import Store
from jobsearch_tui.value import dataclass


def system_clock() -> datetime:
    """The present moment."""
    return datetime.now(UTC)


def own_terminal() -> bool:
    """Whether there is a terminal to read keys from and, as Textual does by stderr, to draw on."""
    return all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stderr))


@dataclass(frozen=True)
class World:
    """What the program finds around it: the environment, a clock (aware), perhaps a terminal."""

    environ: Mapping[str, str]
    clock: Callable[[], datetime] = system_clock
    has_terminal: Callable[[], bool] = own_terminal


class Desk:
    """One run of the program. The store is opened when it is first needed."""

    def __init__(
        self, world: World, folders: Folders, paths: Paths, config: Config, output: Output
    ) -> None:
        self.world = world
        self.folders = folders
        self.paths = paths
        self.config = config
        self.output = output

    @cached_property
    def store(self) -> Store:
        """The store, loaded."""
        store = Store(
            self.paths.store,
            now=self.world.clock,
            new_id=new_id,
            sitting=Sitting(new_id(), self.world.clock()),
            backups=Backups(self.paths.backups),
        )
        _load(store)
        return store

    @property
    def is_open(self) -> bool:
        """Whether the store has been loaded in this run."""
        return "store" in self.__dict__

    @cached_property
    def session(self) -> Session:
        """The way to change the store."""
        return Session(self.store, self.now_in_zone_of(self.store))

    @property
    def store_problems(self) -> tuple[str, ...]:
        """What the store holds that this version cannot read, in a sentence."""
        problems = self.store.problems
        if not problems:
            return ()
        some = "; ".join(str(problem) for problem in problems[:3])
        more = f"; and {len(problems) - 3} more" if len(problems) > 3 else ""
        noun = "record" if len(problems) == 1 else "records"
        where = f"{len(problems)} {noun} of {self.paths.store}"
        return (f"{where} can't be read and stay in the file untouched ({some}{more}).",)

    @property
    def workspace(self) -> Workspace:
        """All records."""
        return self.session.workspace

    @property
    def zone(self) -> tzinfo:
        """The user's zone: what they said in the pace record, in config.toml, or the system's."""
        return self._zone_for(self.workspace)

    def now(self) -> datetime:
        """The present moment in the user's zone."""
        return self.world.clock().astimezone(self.zone)

    def now_in_zone_of(self, store: Store) -> Callable[[], datetime]:
        """A clock in the user's zone, also after that has been changed in the store."""
        return lambda: self.world.clock().astimezone(self._zone_for(store.workspace))

    def apply(self, change: Change) -> None:
        """Make a change durable; a command has no later in which it could be tried again.

        Raises :class:`~jobsearch_tui.errors.NotSavedError`.
        """
        self._tell(self.session.apply(change))

    def take_in(self, change: Change) -> None:
        """Make a change of records that were in a store before durable; raises as :meth:`apply`."""
        self._tell(self.session.take_in(change))

    def _tell(self, applied: Applied) -> None:
        if applied.not_saved is not None:
            raise applied.not_saved
        if applied.warning:
            self.output.warn(applied.warning)
        for clash in applied.clashes:
            what = f"{clash.name} of {self.workspace.title(clash.id)}"
            self.output.warn(
                f"Another program had changed {what}; your value was kept, "
                "and the other one is in its log."
            )

    @cached_property
    def zone_here(self) -> tzinfo:
        """The zone where nothing is said in the store: that of config.toml, or the system's."""
        return zone_named(self.config.zone, system_zone(self.world.environ))

    def _zone_for(self, workspace: Workspace) -> tzinfo:
        return zone_named(workspace.pace.zone, self.zone_here)


def _load(store: Store) -> None:
    """Load without the cycle collector, which would go through all records several times."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        store.load()
    finally:
        if was_enabled:
            gc.enable()
