"""What a command works with: the store, the clock, the settings and the output of one run."""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime, tzinfo
from functools import cached_property
from typing import TYPE_CHECKING, Final, TypeVar, cast

from jobsearch_tui.config import Config
from jobsearch_tui.domain.changes import Change
from jobsearch_tui.domain.text import unix_lines
from jobsearch_tui.domain.weeks import zone_named
from jobsearch_tui.domain.workspace import Workspace
from jobsearch_tui.errors import JobsearchError
from jobsearch_tui.paths import Folders, Paths
from jobsearch_tui.services.identity import new_id
from jobsearch_tui.services.session import Applied, Session
from jobsearch_tui.shell.output import Output
from jobsearch_tui.shell.zone import system_zone
from jobsearch_tui.storage.backups import Backups
from jobsearch_tui.storage.history import Sitting
from jobsearch_tui.storage.store import Store
from jobsearch_tui.value import dataclass

if TYPE_CHECKING:
    from jobsearch_tui.domain.masking import Mask
    from jobsearch_tui.domain.records import Record

R = TypeVar("R", bound="Record")

FROM_INPUT: Final = "-"
"""What stands in the place of words that are read from standard input."""


def system_clock() -> datetime:
    """The present moment."""
    return datetime.now(UTC)


def own_terminal() -> bool:
    """Whether there is a terminal to read keys from and, as Textual does by stderr, to draw on."""
    return all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stderr))


def own_answer() -> str:
    """The line that is typed next; empty at the end of the input."""
    return sys.stdin.readline()


def own_input() -> str:
    """What comes on standard input, as far as anybody types; a line where a person types it."""
    stream = getattr(sys.stdin, "buffer", None)
    if stream is None:
        return ""
    read = stream.readline if sys.stdin.isatty() else stream.read
    told: bytes = read(_MOST_INPUT)
    return told.decode("utf-8", "replace")


_MOST_INPUT: Final = 1_000_000
"""Bytes; each word and value has a limit of its own, which is told when it is passed."""


@dataclass(frozen=True)
class World:
    """What the program finds around it: the environment, a clock (aware), perhaps a terminal.

    ``answer`` waits for a line that is typed there. ``typed`` gives what stands on standard input,
    for words that are nobody else's business: what is written on the command line can be seen in
    the list of processes.
    """

    environ: Mapping[str, str]
    clock: Callable[[], datetime] = system_clock
    has_terminal: Callable[[], bool] = own_terminal
    answer: Callable[[], str] = own_answer
    typed: Callable[[], str] = own_input


class Desk:
    """One run of the program. The store is opened when it is first needed."""

    def __init__(
        self,
        world: World,
        folders: Folders,
        paths: Paths,
        config: Config,
        output: Output,
        *,
        masked: bool = False,
    ) -> None:
        """Take what the command line was understood as; with ``masked`` no real name is printed."""
        self.world = world
        self.folders = folders
        self.paths = paths
        self.config = config
        self.output = output
        self.is_masked = masked
        if masked:
            output.conceal = self._concealed
        self._opened: Workspace | None = None

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
        self._opened = store.workspace
        return store

    def _concealed(self, text: str) -> str:
        """A text without real names; of a store that cannot be read no text has any."""
        try:
            mask = self.mask
        except JobsearchError:
            return text
        return mask.hidden(text)

    @property
    def is_open(self) -> bool:
        """Whether the store has been loaded in this run."""
        return "store" in self.__dict__

    @property
    def has_changed(self) -> bool:
        """Whether this run has changed the store, or found it changed by another one."""
        return self.is_open and self.store.workspace is not self._opened

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
        one = len(problems) == 1
        number = "1 record" if one else f"{len(problems):,} records"
        stay = "stays in the file as it is" if one else "stay in the file as they are"
        return (f"{number} cannot be read and {stay}: jobsearch doctor says why.",)

    def words(self, told: Sequence[str]) -> Sequence[str]:
        """The words of the command line; where they are ``-`` alone, the lines of the input."""
        if list(told) != [FROM_INPUT]:
            return told
        return [line for line in unix_lines(self.world.typed()).split("\n") if line.strip()]

    @property
    def workspace(self) -> Workspace:
        """All records, as they are."""
        return self.session.workspace

    @property
    def seen(self) -> Workspace:
        """All records as they are to be printed: masked where that was asked for."""
        return self.mask.over(self.workspace) if self.is_masked else self.workspace

    def shown(self, record: R) -> R:
        """One record as it is to be printed, also one that is not in the store."""
        return cast("R", self.mask.of(record)) if self.is_masked else record

    @cached_property
    def mask(self) -> Mask:
        """What masks names and texts; worn when that was asked for."""
        from jobsearch_tui.domain.masking import Mask  # few runs have a use for it

        mask = Mask(is_worn=self.is_masked)
        mask.over(self.workspace)
        return mask

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
            what = f"{clash.name} of {self.seen.title(clash.id)}"
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
