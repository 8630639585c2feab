"""The store: one JSON file, read as a workspace and changed durably.

A change is on the disk when :meth:`Store.commit` returns. It is made under the store's lock
and on top of whatever another program wrote meanwhile, so two programs lose nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from types import MappingProxyType
from typing import Final

from jobsearch_tui.domain.changes import Change, Clash, rebased
from jobsearch_tui.domain.revisions import with_revisions
from jobsearch_tui.domain.workspace import EMPTY, Workspace
from jobsearch_tui.errors import ConflictError, StoreError, StoreUnreadableError
from jobsearch_tui.storage import codec, history, image
from jobsearch_tui.storage.backups import Backups
from jobsearch_tui.storage.files import Stamp, shown
from jobsearch_tui.storage.image import Image
from jobsearch_tui.storage.json_storage import AtomicJSONStorage
from jobsearch_tui.storage.migrations import FORMAT

_MIGRATION: Final = "migration"

_Choice = Callable[[Sequence[history.Step], history.Sitting], history.Step | None]


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
        self.warning = ""
        """Why there is no backup of today, in a sentence; empty while nothing is amiss."""
        self._now = now
        self._new_id = new_id
        self._sitting = sitting
        self._backups = backups
        self._storage = AtomicJSONStorage(path, create_dirs=True)
        self._seen: Stamp | None = None
        self._image = image.EMPTY
        self._workspace = EMPTY
        self._steps: tuple[history.Step, ...] | None = None
        self._turning: history.Step | None = None

    @property
    def workspace(self) -> Workspace:
        """What was read or written last."""
        return self._workspace

    @property
    def contents(self) -> Image:
        """The documents of what was read or written last."""
        return self._image

    def written_at(self, ids: Iterable[str]) -> dict[str, dict[str, datetime]]:
        """By id, when attributes of these records got their values, as far as the history tells."""
        return history.written_at(self._history(), ids, self._image.document)

    def now(self) -> datetime:
        """The moment, by the clock of this store."""
        return self._now()

    def another(self) -> Store:
        """The same store for another thread of this run of the program, not loaded yet.

        What is changed through it is of the same sitting, so that either can undo it.
        """
        return Store(
            self.path,
            now=self._now,
            new_id=self._new_id,
            sitting=self._sitting,
            backups=self._backups,
        )

    @property
    def problems(self) -> tuple[image.Problem, ...]:
        """Documents that could not be understood; they are kept in the file as they are."""
        return self._image.problems

    def load(self) -> Workspace:
        """Read the file; a file that is not there is an empty workspace.

        Raises :class:`~jobsearch_tui.errors.StoreUnreadableError`, which names the newest good
        backup, and :class:`~jobsearch_tui.errors.StoreNewerError`; the file is never touched.
        """
        try:
            opened, workspace = self._read()
        except StoreUnreadableError as error:
            from jobsearch_tui.storage.rescue import advice

            raise StoreUnreadableError(
                f"{error} {advice(self.path, self._backups, self._now())}"
            ) from error
        self._take(opened, workspace, self._storage.seen, None)
        return workspace

    def refresh(self) -> Workspace | None:
        """The workspace, read again, when another program replaced the file; else None.

        A file that has gone is no empty store: what was in it is kept and written again with
        the next change. Raises as :meth:`load`.
        """
        stamp = self._storage.stamp()
        return None if stamp is None or stamp == self._seen else self.load()

    def commit(
        self,
        change: Change,
        documents: Mapping[str, codec.Raw] = MappingProxyType({}),
        onto: Workspace | None = None,
    ) -> tuple[Clash, ...]:
        """Make a change durable and remember how to undo it.

        What another program changed meanwhile is kept; where both changed the same attribute
        differently ours counts, theirs is noted in the log and returned. A change whose id is
        in the history already, because an earlier try failed after the file was written, is
        written once more and not made again.

        ``documents`` gives for some of the records the document to keep them as, so that what this
        version does not understand comes with them. With ``onto``
        the change is only made on that very workspace of this store; ConflictError says that
        another program was faster. Raises :class:`~jobsearch_tui.errors.StoreError`; then the
        change can be tried again.
        """
        with self._storage.transaction():
            self.refresh()
            if self._is_made(change):
                self._write(self._image, self._workspace, self._history())
                return ()
            if onto is not None and onto is not self._workspace:
                raise ConflictError("Another program changed the store meanwhile.")
            now = self._now()
            asked = frozenset(map(id, change.put))
            merged, clashes = rebased(change, self._workspace, now, self._new_id)
            change = with_revisions(self._workspace, merged)
            as_they_are = {
                new.id: codec.kept_as(new, record, documents[new.id])
                for record, new in zip(merged.put, change.put, strict=True)
                if new.id in documents and id(record) in asked  # not merged with another's
            }
            if change.ids or change.luggage:
                step_id = change.id or self._new_id()
                before, document = self._workspace, self._image.document
                step = history.step_of(step_id, change, before, document, now, self._sitting)
                steps = history.pushed(self._history(), step, self._sitting)
                changed = self._changed(change, as_they_are)
                self._write(changed, change.apply(before), steps, change.upheaval)
        return clashes

    def holds(self, change: Change) -> bool:
        """Whether a change is in the file although its commit failed. Raises as :meth:`load`."""
        self.refresh()
        return self._is_made(change)

    def undo(self) -> str:
        """Take back the newest change of this sitting, or else of an earlier one.

        Returns its label. Raises :class:`~jobsearch_tui.errors.ConflictError` when there is
        nothing to undo or another program has changed the same record since, and as
        :meth:`commit`; a second try then takes back the same change, never the one before it.
        """
        return self._turn(history.next_undo, "There is nothing to undo.")

    def redo(self) -> str:
        """Make again what was undone last; returns and raises as :meth:`undo`."""
        return self._turn(history.next_redo, "There is nothing to redo.")

    def _turn(self, choose: _Choice, nothing: str) -> str:
        with self._storage.transaction():
            self.refresh()
            steps = self._history()
            made = self._turning
            if made in steps and made.undone is (choose is history.next_undo):
                # The last try failed after the file was written.
                self._write(self._image, self._workspace, steps)
                return made.label
            step = choose(steps, self._sitting)
            if step is None:
                raise ConflictError(nothing)
            turn = history.turned(step, self._workspace, self._image.document)
            self._turning = turn.step
            kept = tuple(turn.step if old.id == step.id else old for old in steps)
            change = turn.change
            changed = self._image.with_records(change.put, change.remove, turn.documents)
            self._write(changed, change.apply(self._workspace), kept)
        return step.label

    def _changed(self, change: Change, documents: Mapping[str, codec.Raw]) -> Image:
        if not change.luggage:
            return self._image.with_records(change.put, change.remove, documents)
        from jobsearch_tui.storage.whole import unpacked  # only an import has any

        return unpacked(self._image, change)

    def _read(self) -> tuple[Image, Workspace]:
        tables = self._storage.raw_tables()
        if tables is None:
            return image.EMPTY, EMPTY
        return image.open_image(tables, shown(self.path))

    def _history(self) -> tuple[history.Step, ...]:
        """The steps, oldest first; read once, for an import's are long."""
        if self._steps is None:
            self._steps = history.read_steps(self._image.tables.get(image.HISTORY, {}))
        return self._steps

    def _is_made(self, change: Change) -> bool:
        return bool(change.id) and any(step.id == change.id for step in self._history())

    def _write(
        self,
        changed: Image,
        workspace: Workspace,
        steps: tuple[history.Step, ...],
        upheaval: str = "",
    ) -> None:
        changed = changed.with_history(history.write_steps(steps)).brought_forward()
        self._back_up(_MIGRATION if self._image.found < FORMAT else upheaval)
        stamp = self._storage.write_raw(changed.tables)
        self._take(changed, workspace, stamp, steps[-history.STEPS :])
        self._turning = None

    def _back_up(self, reason: str) -> None:
        """Copy the file. Only a migration waits for its copy: a change can be undone."""
        try:
            self._backups.make(self.path, self._now(), reason)
        except StoreError as error:
            if reason == _MIGRATION:
                raise
            self.warning = f"No backup could be made. {error}"
        else:
            self.warning = ""

    def _take(
        self,
        opened: Image,
        workspace: Workspace,
        stamp: Stamp | None,
        steps: tuple[history.Step, ...] | None,
    ) -> None:
        self._image, self._workspace, self._seen = opened, workspace, stamp
        self._steps = steps
