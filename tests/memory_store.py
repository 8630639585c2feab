"""A store that keeps everything in memory, for the tests of what works with a session."""

from __future__ import annotations

from jobsearch_tui.domain.changes import Change, Clash
from jobsearch_tui.domain.workspace import EMPTY, Workspace
from jobsearch_tui.errors import ConflictError, StoreError


class MemoryStore:
    """What ``services.session.Store`` asks for. ``commits`` are the changes that were made.

    While there is a ``failure``, every commit, undo and redo raises it; with ``fails_late`` it
    does so after the change was made, as when a directory cannot be synced.
    """

    def __init__(self, workspace: Workspace = EMPTY) -> None:
        self.workspace = workspace
        self.commits: list[Change] = []
        self.failure: StoreError | None = None
        self.fails_late = False
        self.warning = ""
        self._arrived: Workspace | None = None
        self._past: list[tuple[str, Workspace]] = []
        self._future: list[tuple[str, Workspace]] = []

    def another_program_writes(self, workspace: Workspace) -> None:
        """Have the next refresh find this workspace."""
        self._arrived = workspace

    def refresh(self) -> Workspace | None:
        arrived, self._arrived = self._arrived, None
        self.workspace = arrived or self.workspace
        return arrived

    def commit(self, change: Change, documents: object = None) -> tuple[Clash, ...]:
        if self.holds(change):
            self._fail()
            return ()
        if not self.fails_late:
            self._fail()
        self.refresh()
        self._past.append((change.label, self.workspace))
        self._future.clear()
        self.commits.append(change)
        self.workspace = change.apply(self.workspace)
        self._fail()
        return ()

    def holds(self, change: Change) -> bool:
        return any(made.id == change.id for made in self.commits)

    def undo(self) -> str:
        return self._turn(self._past, self._future, "undo")

    def redo(self) -> str:
        return self._turn(self._future, self._past, "redo")

    def _turn(self, source: list, target: list, verb: str) -> str:
        self._fail()
        if not source:
            raise ConflictError(f"There is nothing to {verb}.")
        label, workspace = source.pop()
        target.append((label, self.workspace))
        self.workspace = workspace
        return label

    def _fail(self) -> None:
        if self.failure is not None:
            raise self.failure
