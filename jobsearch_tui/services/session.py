"""The one way in which anything is changed, by the screens and by the command line."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import datetime
from threading import RLock
from types import MappingProxyType
from typing import Any, Protocol

from jobsearch_tui.domain.changes import Change, Clash, stamped, with_stage_entries
from jobsearch_tui.domain.hearing import with_promises
from jobsearch_tui.domain.workspace import Workspace
from jobsearch_tui.errors import StoreError, UnwritableError
from jobsearch_tui.services.identity import new_id
from jobsearch_tui.value import dataclass


class Store(Protocol):
    """What a session needs of a store; ``storage.store.Store`` is the real one."""

    @property
    def workspace(self) -> Workspace:
        """What was read or written last."""

    @property
    def warning(self) -> str:
        """What went wrong beside the last change, such as a missing backup; mostly empty."""

    def refresh(self) -> Workspace | None:
        """The workspace when another program changed it since, else None."""

    def commit(
        self, change: Change, documents: Mapping[str, Any] = MappingProxyType({})
    ) -> tuple[Clash, ...]:
        """Make a change durable, once however often it is tried with the same id."""

    def holds(self, change: Change) -> bool:
        """Whether a change was written although its commit failed."""

    def undo(self) -> str:
        """Take the newest change back; its label."""

    def redo(self) -> str:
        """Make again what was undone last; its label."""


class Keep(Protocol):
    """What keeps the changes that are in memory alone; ``storage.unsaved.UnsavedBox`` has one."""

    def __call__(self, changes: Sequence[Change], /) -> bool:
        """Replace what is kept; whether it is on the disk. In any thread."""


def _keep_nothing(_changes: Sequence[Change]) -> bool:
    return False


@dataclass(frozen=True)
class Applied:
    """What became of a change: saved, still waiting, or given up, with the reason in words.

    ``warning`` tells of something else that went wrong, such as a backup that was not made, or an
    earlier change that was waiting and had to be given up. ``is_kept`` says of one that waits that
    the next start of the program will have it.
    """

    label: str
    clashes: tuple[Clash, ...] = ()
    not_saved: StoreError | None = None
    warning: str = ""
    is_kept: bool = False

    @property
    def is_saved(self) -> bool:
        """Whether the change is on the disk."""
        return self.not_saved is None

    @property
    def is_given_up(self) -> bool:
        """Whether the change can never be written as it is, and is kept nowhere."""
        return isinstance(self.not_saved, UnwritableError)


class Session:
    """The workspace as it is to be shown, and every change to it.

    A change is durable when :meth:`apply` says that it is saved. One that cannot be written
    is kept, shown, and tried again by :meth:`retry`; nothing is made durable out of order.
    One that no try can ever write is given up, so that it stands in the way of none.
    May be used from several threads.
    """

    def __init__(self, store: Store, now: Callable[[], datetime]) -> None:
        """Take a store that was loaded, and a clock that tells aware datetimes."""
        self._store = store
        self._now = now
        self._coming: dict[str, Change] = {}
        self._waiting: list[Change] = []
        self._unsaved = 0
        self._keep: Keep = _keep_nothing
        self._kept: tuple[Change, ...] = ()
        self._is_ending = False
        self._workspace = store.workspace
        self._lock = RLock()

    @property
    def workspace(self) -> Workspace:
        """All records, with the changes that are not saved yet."""
        return self._workspace

    @property
    def unsaved(self) -> int:
        """How many changes are kept in memory alone, as they could not be written.

        One that is being written at this moment is none of them.
        """
        return self._unsaved

    @property
    def is_kept(self) -> bool:
        """Whether all that is in memory alone will be there at the next start."""
        return self._kept == tuple(self._waiting)

    def take_over(self, owed: Sequence[Change], keep: Keep) -> int:
        """Take what an ended program could not save; how many of these changes are not made yet.

        They are shown, and the first that :meth:`retry` and any later change will save: nothing
        is written here and no lock waited for, as the first frame waits for this. From now on
        what cannot be written is given to ``keep`` at once, and so outlives this program as well.
        """
        with self._lock:
            self._keep, self._kept = keep, tuple(owed)
            self._waiting = [change for change in owed if not self._is_written(change)]
            self._look()
            return len(self._waiting)

    def keep_now(self) -> frozenset[str]:
        """Keep what waits, and what other threads are about to write; the ids of these changes.

        For the end of the line, when nobody can wait for a change that is under way: the store
        makes none of them twice. Empty where the disk does not take them either.
        """
        self._is_ending = True  # what another thread saves from now on is found made
        coming = tuple(self._coming.values())  # first: what is in neither of them is saved
        changes = {change.id: change for change in self._waiting}
        for change in coming:
            if change.id not in changes and (completed := self._completed(change)).ids:
                changes[change.id] = completed
        is_kept = not changes or self._keep(tuple(changes.values()))
        return frozenset(changes) if is_kept else frozenset()

    def announce(self, change: Change) -> Change:
        """The change with an id, for :meth:`apply` in a thread that may have to be waited for.

        From now on :meth:`keep_now` knows of it, so it is not lost if that thread never gets there.
        """
        named = replace(change, id=change.id or new_id())
        self._coming[named.id] = named
        return named

    def apply(self, change: Change) -> Applied:
        """Make a change with the promises that it makes, its stage moves dated in the log.

        A change that changes nothing is not saved and not a step to undo.
        """
        with self._handed_over(change) as named, self._lock:
            return self._make(self._completed(named))

    def take_in(self, change: Change) -> Applied:
        """Make a change of records that were in a store before, this one or another.

        They keep their stamps, and make neither promises nor entries in the log: what they
        made is among them already.
        """
        with self._lock:
            before = (self._workspace.get(id) for id in change.ids)
            was = tuple(record for record in before if record is not None)
            return self._make(replace(change, before=was))

    def put_back(self, change: Change, documents: Mapping[str, Any]) -> Applied:
        """Make a change whose records come from a copy, with the document of each, as it stands.

        Nothing is stamped, promised or logged: what comes back is what was there. It is not kept
        to be tried again when it cannot be written, as the copy is still there.
        """
        with self._lock:
            applied = self._save("")
            if not applied.is_saved:
                return applied
            change = replace(change, id=new_id())
            try:
                clashes = self._store.commit(change, documents)
            except StoreError as error:
                if self._is_written(change):  # it arrived, though something failed after it
                    return Applied(change.label, warning=str(error))
                return Applied(change.label, not_saved=error)
            finally:
                self._look()
            return Applied(change.label, clashes, warning=self._store.warning)

    def retry(self) -> Applied:
        """Try once more to save what is waiting."""
        with self._lock:
            return self._save(self._waiting[-1].label if self._waiting else "")

    def undo(self) -> str:
        """Take back the newest change; returns its label.

        Raises :class:`~jobsearch_tui.errors.ConflictError` and, when it cannot be written,
        :class:`~jobsearch_tui.errors.NotSavedError`. A change that was never saved is
        dropped first.
        """
        with self._lock:
            try:
                if self._waiting:
                    dropped = self._waiting.pop()
                    if not self._is_written(dropped):
                        return dropped.label
                return self._store.undo()
            finally:
                self._look()

    def redo(self) -> str:
        """Make again what was undone last; returns and raises as :meth:`undo`.

        What is not saved yet comes first, as nothing can be redone after a new change.
        """
        with self._lock:
            try:
                if (error := self._save("").not_saved) is not None:
                    raise error
                return self._store.redo()
            finally:
                self._look()

    def refresh(self) -> bool:
        """Take in what another program wrote; whether there was anything.

        Raises :class:`~jobsearch_tui.errors.StoreError` when the file cannot be read any more.
        """
        with self._lock:
            if self._store.refresh() is None:
                return False
            self._look()
            return True

    @contextmanager
    def _handed_over(self, change: Change) -> Iterator[Change]:
        """The change with an id, known to :meth:`keep_now` until it is saved or waits."""
        named = self.announce(change)
        try:
            yield named
        finally:
            self._coming.pop(named.id, None)

    def _completed(self, change: Change) -> Change:
        """The change with what goes with it: promises, entries in the log, stamps."""
        now, workspace = self._now(), self._workspace
        change = with_promises(workspace, change, new_id)
        change = with_stage_entries(workspace, change, now, new_id)
        return stamped(workspace, change, now)

    def _make(self, change: Change) -> Applied:
        """Save a change that is complete; nothing where it changes nothing."""
        if not change.ids and not change.luggage:
            return Applied(change.label)
        self._waiting.append(replace(change, id=change.id or new_id()))
        return self._save(change.label)

    def _is_written(self, change: Change) -> bool:
        with suppress(StoreError):  # what cannot be read cannot hold it
            return self._store.holds(change)
        return False

    def _save(self, label: str) -> Applied:
        clashes: tuple[Clash, ...] = ()
        given_up: list[UnwritableError] = []
        failure: StoreError | None = None
        try:
            while self._waiting:
                failure = None
                try:
                    clashes += self._store.commit(self._waiting[0])
                except UnwritableError as error:
                    given_up.append(failure := error)
                self._waiting.pop(0)
        except StoreError as error:
            failure = error
        finally:
            self._look()
        told = [_given_up(error) for error in given_up if error is not failure]
        told += [self._store.warning] if failure is None else []
        is_kept = failure is not None and failure not in given_up and self.is_kept
        return Applied(label, clashes, failure, " ".join(filter(None, told)), is_kept)

    def _look(self) -> None:
        self._unsaved = len(self._waiting)
        waiting = tuple(self._waiting)
        if waiting != self._kept and not self._is_ending and self._keep(waiting):
            self._kept = waiting
        workspace = self._store.workspace
        for change in self._waiting:
            workspace = change.apply(workspace)
        self._workspace = workspace


def _given_up(error: UnwritableError) -> str:
    """That an earlier change was given up, and why; without its names, which may be masked."""
    why = str(error).partition(": ")[2]
    return f"A change that was waiting was given up: {why}"
