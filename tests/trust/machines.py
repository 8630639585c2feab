"""Two or three machines that meet at one repository, each with a store and a clock of its own."""

from __future__ import annotations

import os
import random
import re
import signal
import time
from contextlib import suppress
from dataclasses import fields, replace
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

from jobsearch_tui.domain.changes import Change, removal
from jobsearch_tui.domain.records import Activity, Ad, Agency, Record, Recruiter, Search, Target
from jobsearch_tui.domain.workspace import Workspace
from jobsearch_tui.errors import JobsearchError
from jobsearch_tui.services.identity import new_id
from jobsearch_tui.services.session import Session
from jobsearch_tui.storage.backups import Backups
from jobsearch_tui.storage.history import Sitting
from jobsearch_tui.storage.mirror import Mirror
from jobsearch_tui.storage.standing import conflicts
from jobsearch_tui.storage.store import Store
from jobsearch_tui.storage.syncing import Sync

TOKEN = re.compile(r"\bt[0-9]+x\b")
WRITTEN = {
    "agency": ("name", "specialty", "phone", "note"),
    "recruiter": ("name", "position", "phone", "note"),
    "search": ("name", "client", "note"),
    "ad": ("role", "employer", "source", "note"),
    "target": ("company", "executive", "note"),
    "activity": ("summary",),
}


def tokens(workspace: Workspace) -> set[str]:
    """Every token that stands anywhere in a workspace, notes of merges left out."""
    found: set[str] = set()
    for record in workspace:
        if record.id.startswith("sy-"):
            continue
        for attribute in fields(record):
            value = getattr(record, attribute.name)
            if isinstance(value, str):
                found.update(TOKEN.findall(value))
    return found


class World:
    """The machines, the repository, and what was written and taken back on purpose."""

    def __init__(self, folder: Path, machines: int, chance: random.Random) -> None:
        self.chance = chance
        self.time = datetime(2026, 11, 24, 12, tzinfo=UTC)
        self.remote = folder / "remote"
        self.reported: set[str] = set()
        self.settled: set[str] = set()
        self._names = count(1)
        self.machines = [Machine(self, folder / f"m{number}") for number in range(machines)]

    def token(self) -> str:
        """A text that was never written before."""
        return f"t{next(self._names)}x"

    def lost(self) -> str:
        """Whether the machines differ, or something is neither there nor shown; in a sentence."""
        first, *rest = (machine.opened() for machine in self.machines)
        for other in rest:
            if other != first:
                return "the machines differ at the end"
        shown = {
            token
            for machine in self.machines[:1]
            for one in conflicts(machine.mirror)
            for token in TOKEN.findall(f"{one.kept} {one.other}")
        }
        missing = self.reported - self.settled - tokens(first) - shown
        return f"neither there nor shown: {sorted(missing)}" if missing else ""


class Machine:
    """One machine: a store, its mirror, a session that stays open, a clock that may be wrong."""

    def __init__(self, world: World, folder: Path) -> None:
        self.world = world
        self.chance = world.chance
        self.skew = timedelta(days=self.chance.choice((0, 0, -3, 5, 40)))
        self.path = folder / "jobsearch-tui" / "store.json"
        self.mirror = Mirror(folder / "jobsearch-tui" / "mirror", os.environ)
        if not world.remote.exists():
            folder.mkdir(parents=True)
            self.mirror.make_remote(world.remote)
        folder.mkdir(parents=True, exist_ok=True)
        self.mirror.set_up(str(world.remote), new_id()[:6])
        self.store = self.another()
        self.session = Session(self.store, self.now)

    def now(self) -> datetime:
        """The time by this machine's clock, later each time."""
        self.world.time += timedelta(seconds=self.chance.choice((0, 1, 60)), milliseconds=1)
        return self.world.time + self.skew

    def another(self) -> Store:
        """The store as one more program of this machine opens it."""
        store = Store(
            self.path,
            now=self.now,
            new_id=new_id,
            sitting=Sitting(new_id(), self.now()),
            backups=Backups(self.path.parent / "backups"),
        )
        store.load()
        return store

    def opened(self) -> Workspace:
        """What the file holds."""
        return self.another().workspace

    def sync(self) -> None:
        """One sync in this process."""
        Sync(self.mirror, self.another(), self.now).run(allow_loss=True)

    def begin_sync(self) -> int:
        """One sync in a process of its own; its number."""
        child = os.fork()
        if child:
            return child
        with suppress(JobsearchError):
            self.sync()
        os._exit(0)

    # Work

    def work(self) -> None:
        """One thing that a user does, and a note of what it wrote and took away."""
        self.session.refresh()
        before = self.session.workspace
        self._act(before)
        after = self.session.workspace
        assert self.session.unsaved == 0
        had, has = tokens(before), tokens(after)
        self.world.reported |= has - had
        self.world.settled |= had - has

    def _act(self, workspace: Workspace) -> None:
        known = [one for one in workspace if one.kind in WRITTEN and not one.id.startswith("sy-")]
        draw = self.chance.random()
        if draw < 0.35 or len(known) < 3:
            self.session.apply(Change("add", put=(self._new(workspace),)))
        elif draw < 0.80:
            self._edit(self.chance.choice(known))
        elif draw < 0.92:
            one = self.chance.choice(known)
            self.session.apply(removal(workspace, [one.id], "delete"))
        else:
            with suppress(JobsearchError):
                self.session.undo()

    def _edit(self, one: Record) -> None:
        changed = replace(one, **{self.chance.choice(WRITTEN[one.kind]): self.world.token()})
        self.session.apply(Change("edit", put=(changed,), before=(one,)))

    def _new(self, workspace: Workspace) -> Record:
        token = self.world.token()
        agencies = [one.id for one in workspace.all(Agency)]
        recruiters = [one.id for one in workspace.all(Recruiter)]
        people = [*agencies, *recruiters]
        kinds = ["agency", "recruiter", "ad", "target"]
        kinds += ["search", "search"] * bool(recruiters) + ["activity"] * 3 * bool(people)
        match self.chance.choice(kinds):
            case "agency":
                return Agency(id=new_id(), name=token)
            case "recruiter":
                agency = self.chance.choice(["", *agencies])
                return Recruiter(id=new_id(), name=token, agency=agency)
            case "ad":
                return Ad(id=new_id(), role=token)
            case "target":
                return Target(id=new_id(), company=token)
            case "search":
                return Search(id=new_id(), name=token, recruiter=self.chance.choice(recruiters))
            case _:
                about = tuple(
                    self.chance.sample(people, k=min(len(people), self.chance.choice((1, 2))))
                )
                return Activity(id=new_id(), at=self.now(), about=about, summary=token)


def descendants(pid: int) -> list[int]:
    """The processes that a process has started, and those that they have."""
    try:
        found = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except OSError:
        return []
    return [one for child in map(int, found) for one in (child, *descendants(child))]


def kill(pid: int, chance: random.Random) -> None:
    """``kill -9`` of the program, of one git below it, or of all of them."""
    below = descendants(pid)
    draw = chance.random()
    if draw < 0.4 or not below:
        doomed = [pid]
    elif draw < 0.7:
        doomed = [chance.choice(below)]
    else:
        doomed = [pid, *below]
    for one in doomed:
        with suppress(ProcessLookupError):
            os.kill(one, signal.SIGKILL)


def wait_for(pid: int, longest: float = 60.0) -> None:
    """Wait for a process of ours to end."""
    deadline = time.monotonic() + longest
    while os.waitpid(pid, os.WNOHANG)[0] == 0:
        assert time.monotonic() < deadline, "a sync hangs"
        time.sleep(0.002)
