"""A program that lets each call of one change fail, or ends the process there.

``call_program FOLDER TRIES SEED`` goes through all kinds of change; with fewer tries than there
are calls, some are drawn by lot.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from jobsearch_tui.domain.changes import Change
from jobsearch_tui.domain.records import Activity, Ad, Recruiter
from jobsearch_tui.domain.workspace import Workspace
from jobsearch_tui.errors import JobsearchError, StoreError
from jobsearch_tui.services.session import Session
from jobsearch_tui.storage import rescue  # loaded before any call can fail  # noqa: F401
from jobsearch_tui.storage.store import Store
from tests.trust.faults import ERRORS, HALF, STOP, STOPPED, Fault, watched
from tests.trust.programs import in_child, left_behind, tell
from tests.trust.writer_program import opened

MOMENT: Final = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)
DANA: Final = Recruiter(id="r1", name="Dana Whitfield", created=MOMENT, changed=MOMENT)
CALL: Final = Change(
    "log a call",
    put=(
        Activity(id="call", at=MOMENT, about=("r1",), summary="rang"),
        replace(DANA, note="rang back"),
    ),
    before=(DANA,),
)
OLD: Final = {
    "jobs": {"1": {"id": "a1", "title": "COO", "company": "Halden", "status": "spotted"}},
    "recruiters": {"1": {"id": "r1", "name": "Dana Whitfield"}},
}
"""A store of format 0."""


def _nothing(_path: Path) -> None:
    """Nothing happens there."""


def filled(path: Path) -> None:
    ads = (Ad(id=f"ad{place}", role="COO", note="x" * 400) for place in range(30))
    opened(path, "filler").commit(Change("fill", put=(DANA, *ads)))
    for copy in (path.parent / "backups").glob("*"):
        copy.unlink()


def _done(path: Path) -> None:
    filled(path)
    opened(path, "earlier").commit(CALL)


def _old(path: Path) -> None:
    path.parent.mkdir()
    path.write_text(json.dumps(OLD))


def _other(path: Path) -> None:
    other = Activity(id="theirs", at=MOMENT, about=("r1",), summary="theirs")
    opened(path, "other").commit(Change("log", put=(other,)))


def _apply(session: Session) -> StoreError | None:
    return session.apply(CALL).not_saved


def _begin(session: Session) -> StoreError | None:
    return session.apply(replace(CALL, before=())).not_saved


def _import(session: Session) -> StoreError | None:
    return session.apply(replace(CALL, upheaval="import")).not_saved


def _undo(session: Session) -> StoreError | None:
    try:
        session.undo()
    except StoreError as error:
        return error
    return None


@dataclass(frozen=True)
class Scene:
    """A change that is made: what there was, what happened since it was read, and the act."""

    name: str
    prepare: Callable[[Path], None]
    act: Callable[[Session], StoreError | None] = _apply
    meanwhile: Callable[[Path], None] = _nothing


SCENES: Final = (
    Scene("a small change", filled),
    Scene("the first change", _nothing, _begin),
    Scene("a change after another program's", filled, meanwhile=_other),
    Scene("an undo", _done, _undo),
    Scene("a change with a backup", filled, _import),
    Scene("a migration", _old),
)


def state(workspace: Workspace) -> str:
    """All that a workspace says, apart from when it was written."""
    records = (
        record for kind in ("recruiter", "ad", "activity") for record in _all(workspace, kind)
    )
    return repr(sorted(repr(replace(one, created=MOMENT, changed=MOMENT)) for one in records))


def _all(workspace: Workspace, kind: str) -> list:
    return list(workspace.of_kind(kind))


class Stage:
    """One scene, with what the store says before and after it, and what calls it makes."""

    def __init__(self, scene: Scene, folder: Path) -> None:
        self.scene = scene
        self.template = folder / "template"
        self.place = folder / "place"
        self.template.mkdir(parents=True)
        scene.prepare(self.template / "data" / "store.json")
        self.calls: list[str] = []
        self.before = self.after = ""
        self._rehearse()

    @property
    def path(self) -> Path:
        return self.place / "data" / "store.json"

    def set_up(self) -> Session:
        """The scene before the change, in a place of its own."""
        shutil.rmtree(self.place, ignore_errors=True)
        shutil.copytree(self.template, self.place)
        session = Session(opened(self.path, "ours"), lambda: datetime.now(UTC))
        self.scene.meanwhile(self.path)
        return session

    def _rehearse(self) -> None:
        session = self.set_up()
        self.before = state(opened(self.path, "look").workspace)
        fault = Fault()
        with watched(fault):
            error = self.scene.act(session)
        assert error is None, error
        self.calls = fault.calls
        self.after = state(opened(self.path, "look").workspace)

    # --- one try ----------------------------------------------------------------------------------

    def attempt(self, fault: Fault) -> str:
        """Make the change with this fault; what was lost."""
        session = self.set_up()
        status, said = in_child(lambda: self._act(session, fault))
        if status == STOPPED:
            return said or self._look(may_be_before=True)
        return said or self._look(may_be_before=False)

    def _act(self, session: Session, fault: Fault) -> str:
        with watched(fault):
            error = self.scene.act(session)
        if error is None:
            return ""
        words = str(error)
        if "\n" in words or ". " not in words or "Errno" in words:
            return f"no sentence: {words!r}"
        if left := left_behind(self.place):
            return f"left behind by a failure: {left}"
        if session.unsaved != (self.scene.act is not _undo):
            return f"{session.unsaved} kept in memory after: {words}"
        again = _undo(session) if self.scene.act is _undo else session.retry().not_saved
        return f"not saved when the disk was well again: {again}" if again else ""

    def _look(self, *, may_be_before: bool) -> str:
        """What is wrong with the store now."""
        try:
            store = opened(self.path, "look")
            there = state(store.workspace)
            if there != self.after and not (may_be_before and there == self.before):
                return "what was saved is not there" if there == self.before else "half of it"
            return self._write_on(store)
        except JobsearchError as error:
            return f"afterwards: {error}"

    def _write_on(self, store: Store) -> str:
        """What stands in the way of the next writer, or is left when it has written."""
        store._storage.lock.timeout = 0.2
        note = Activity(id="next", at=MOMENT, about=("r1",), summary="next")
        store.commit(Change("import", put=(note,), upheaval="import"))
        if left := left_behind(self.place):
            return f"left behind for ever: {left}"
        for copy in (self.path.parent / "backups").glob("*.json"):
            opened(copy, "look")
        return "" if "next" in opened(self.path, "look").workspace else "the next change is gone"


def faults_of(calls: list[str]) -> Iterator[tuple[int, int | str, bool]]:
    """Every fault of a series of calls: where, what, and whether it lasts."""
    for place, name in enumerate(calls, 1):
        yield place, STOP, False
        for number in ERRORS:
            yield place, number, False
            yield place, number, True
        if name == "write":
            yield place, HALF, False


def attack(folder: Path, tries: int, seed: int) -> Iterator[str]:
    """Every fault of every scene, or as many of them by lot."""
    stages = [Stage(scene, folder / str(number)) for number, scene in enumerate(SCENES)]
    faults = [(stage, *fault) for stage in stages for fault in faults_of(stage.calls)]
    chosen = sorted(random.Random(seed).sample(range(len(faults)), min(tries, len(faults))))
    for stage, at, how, lasts in (faults[place] for place in chosen):
        loss = stage.attempt(Fault(at, how, lasts))
        told = os.strerror(how) if isinstance(how, int) else how
        where = f"{stage.scene.name}, call {at} ({stage.calls[at - 1]}), {told}"
        yield f"{where}{', for good' if lasts else ''}: {loss}" if loss else ""


if __name__ == "__main__":
    tell(attack(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])))
