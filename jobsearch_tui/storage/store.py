"""The store: one JSON file, read as a workspace and changed durably.

A change is on the disk when :meth:`Store.commit` returns. It is made under the store's lock
and on top of whatever another program wrote meanwhile, so two programs lose nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

from jobsearch_tui.domain.changes import Change, Clash, rebased
from jobsearch_tui.domain.workspace import EMPTY, Workspace
from jobsearch_tui.errors import ConflictError
from jobsearch_tui.storage import history, image
from jobsearch_tui.storage.backups import Backups
from jobsearch_tui.storage.json_storage import AtomicJSONStorage
from jobsearch_tui.storage.migrations import FORMAT


class Store:
    """A file that holds a job search.

    ``now`` tells the time (aware), ``new_id`` makes ids that were never used, and ``sitting``
    names this run of the program. Not to be used from two threads at the same time.
    """

    def __init__(
        self,
        path: Path,
        *,
        now: Callable[[], datetime],
        new_id: Callable[[], str],
        sitting: history.Sitting,
        backups: Backups,
    ) -> None:
        """Name the file; nothing is read, and nothing is made before the first change."""
        self.path = path
        self._now = now
        self._new_id = new_id
        self._sitting = sitting
        self._backups = backups
        self._storage = AtomicJSONStorage(path, create_dirs=True)
        self._image = image.EMPTY
        self._workspace = EMPTY

    @property
    def workspace(self) -> Workspace:
        """What was read or written last."""
        return self._workspace

    @property
    def problems(self) -> tuple[image.Problem, ...]:
        """Documents that could not be understood; they are kept in the file as they are."""
        return self._image.problems

    def load(self) -> Workspace:
        """Read the file; a file that is not there is an empty workspace.

        Raises :class:`~jobsearch_tui.errors.StoreUnreadableError` and
        :class:`~jobsearch_tui.errors.StoreNewerError`; the file is never touched.
        """
        tables = self._storage.raw_tables()
        if tables is None:
            opened, workspace = image.EMPTY, EMPTY
        else:
            opened, workspace = image.open_image(tables, str(self.path))
        self._image, self._workspace = opened, workspace
        return workspace

    def refresh(self) -> Workspace | None:
        """The workspace, read again, when another program replaced the file; else None."""
        return None if self._storage.stamp() == self._storage.seen else self.load()

    def commit(self, change: Change) -> tuple[Clash, ...]:
        """Make a change durable and remember how to undo it.

        What another program changed meanwhile is kept; where both changed the same attribute
        differently ours counts, theirs is noted in the log and returned.
        Raises :class:`~jobsearch_tui.errors.NotSavedError`; then the file is as it was.
        """
        with self._storage.transaction():
            self.refresh()
            now = self._now()
            change, clashes = rebased(change, self._workspace, now, self._new_id)
            documents = {id: self._image.document(id) for id in change.ids}
            step = history.step_of(
                self._new_id(), change, self._workspace, documents, now, self._sitting
            )
            steps = history.pushed(self._steps(), step, self._sitting)
            self._write(change, steps, reason=change.upheaval)
        return clashes

    def undo(self) -> str:
        """Take back the newest change of this sitting, or else of an earlier one.

        Returns its label. Raises :class:`~jobsearch_tui.errors.ConflictError` when there is
        nothing to undo or another program has changed the same record since.
        """
        return self._turn(history.next_undo, "There is nothing to undo.")

    def redo(self) -> str:
        """Make again what was undone last; returns and raises as :meth:`undo`."""
        return self._turn(history.next_redo, "There is nothing to redo.")

    def _turn(
        self,
        choose: Callable[[Sequence[history.Step], history.Sitting], history.Step | None],
        nothing: str,
    ) -> str:
        with self._storage.transaction():
            self.refresh()
            steps = self._steps()
            step = choose(steps, self._sitting)
            if step is None:
                raise ConflictError(nothing)
            change = history.restoring(step, self._workspace)
            documents = {id: self._image.document(id) for id in change.ids}
            turned = history.turned(step, self._workspace, documents)
            kept = [turned if old.id == step.id else old for old in steps]
            self._write(change, kept, reason="")
        return step.label

    def _steps(self) -> tuple[history.Step, ...]:
        return history.read_steps(self._image.tables.get(image.HISTORY, {}))

    def _write(self, change: Change, steps: Sequence[history.Step], *, reason: str) -> None:
        if self._image.found < FORMAT:
            reason = "migration"
        self._backups.make(self.path, self._now(), reason)
        workspace = change.apply(self._workspace)
        changed = self._image.with_records(change.put, change.remove)
        changed = changed.with_history(history.write_steps(steps))
        self._storage.write_raw(changed.complete())
        self._image = image.current(changed)
        self._workspace = workspace
