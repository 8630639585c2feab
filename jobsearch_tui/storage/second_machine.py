"""The second machine as the app uses it: beside the session, as one more program on the store.

What it stands on is imported when it is first used: the first frame needs none of it.
"""

from __future__ import annotations

import threading
from collections.abc import Mapping
from dataclasses import field
from pathlib import Path
from typing import TYPE_CHECKING

from jobsearch_tui.storage.files import stamp
from jobsearch_tui.storage.store import Store
from jobsearch_tui.value import dataclass

if TYPE_CHECKING:
    from jobsearch_tui.domain.second_machine import Outcome, Standing
    from jobsearch_tui.storage.mirror import Mirror


@dataclass(frozen=True)
class SecondMachine:
    """The folder of a mirror, and the store of a session.

    A sync opens the store anew, so that it may run in a thread of its own; the session sees what
    came in as it sees what any other program wrote. ``store`` itself is only looked at. Within one
    program a sync waits for another one, and for a look, to end.
    """

    folder: Path
    environ: Mapping[str, str]
    store: Store
    _turns: threading.Lock = field(default_factory=threading.Lock, repr=False, compare=False)

    @property
    def is_set_up(self) -> bool:
        """Whether a remote was ever named."""
        return (self.folder / "settings.json").exists()

    @property
    def version(self) -> int:
        """A number that is another one after a sync, also after that of another program."""
        found = stamp(self.folder / "seen.json")
        return found.mtime_ns if found else 0

    def sync(self, *, allow_loss: bool = False) -> Outcome:
        """Bring both machines together. Raises JobsearchError."""
        from jobsearch_tui.storage.syncing import Sync

        with self._turns:
            store = self.store.another()
            store.load()
            return Sync(self._mirror(), store, store.now).run(allow_loss=allow_loss)

    def look(self) -> None:
        """Ask the remote how far it is ahead. Raises JobsearchError."""
        from jobsearch_tui.storage.git import BRIEFLY
        from jobsearch_tui.storage.syncing import Sync

        with self._turns:
            Sync(self._mirror(BRIEFLY), self.store, self.store.now).look()

    def standing(self) -> Standing | None:
        """How far the machines are apart, from small files and what the session has read."""
        from jobsearch_tui.storage.standing import standing

        return standing(self._mirror(), self.store.contents)

    def _mirror(self, patience: float | None = None) -> Mirror:
        from jobsearch_tui.storage.mirror import Mirror

        given = () if patience is None else (patience,)
        return Mirror(self.folder, self.environ, *given)
