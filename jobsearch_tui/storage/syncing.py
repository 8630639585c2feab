"""One sync: the store into the mirror, the other machine's version merged, and back into the store.

In this order, so that a kill at any point loses nothing:

1. What changed in the store since it last agreed with the mirror becomes a version of the mirror
   (``taking_down.py``).
2. The remote's version is fetched and merged with it into a new version (``mirror_versions.py``),
   which a ref of its own names as the next one.
3. The difference is made in the store as one change, which bears the name of that version
   (``taking_in.py``).
4. The mirror's main branch moves to the next version, and is pushed.

A run that was killed after 3 is recognised by the change in the store's history and completed; one
that was killed before is done again from the start.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Final

from jobsearch_tui.domain.changes import Change
from jobsearch_tui.domain.conflicts import CONFLICTS, conflicts_in
from jobsearch_tui.domain.merging import Key, State
from jobsearch_tui.domain.second_machine import Outcome
from jobsearch_tui.errors import (
    ConflictError,
    LossError,
    OfflineError,
    StoreBusyError,
    SyncError,
)
from jobsearch_tui.storage.losses import check_loss
from jobsearch_tui.storage.mirror import MAIN, NEXT, Mirror, now_text
from jobsearch_tui.storage.mirror_versions import Coming, coming, newer
from jobsearch_tui.storage.standing import checksums
from jobsearch_tui.storage.store import Store
from jobsearch_tui.storage.taking_down import TakingDown
from jobsearch_tui.storage.taking_in import is_here, take_in

TRIES: Final = 8
"""How often a sync begins anew because another machine or program was faster."""


class Sync:
    """Brings a store and its mirror together with the remote."""

    def __init__(self, mirror: Mirror, store: Store, now: Callable[[], datetime]) -> None:
        """Take a store that was loaded, and a clock that tells aware datetimes."""
        self._mirror = mirror
        self._store = store
        self._now = now
        self._down = TakingDown(mirror, store, now)

    def run(self, *, allow_loss: bool = False) -> Outcome:
        """Do it. Raises :class:`LossError`, SyncError and StoreError; an offline remote is none."""
        if self._mirror.settings is None:
            raise SyncError("There is no second machine yet. Set it up: jobsearch sync --init URL")
        with self._mirror.locked():
            return self._run(allow_loss)

    def _run(self, allow_loss: bool) -> Outcome:
        main = self._recovered()
        got = Outcome()
        for _ in range(TRIES):
            try:
                main = self._down.onto(main, allow_loss=allow_loss)
                theirs = self._mirror.fetch()
                if theirs:
                    main, got = self._bring_in(main, theirs, allow_loss, got)
                elif not main:
                    main = self._down.version("", {})
                if main == theirs or self._mirror.push():
                    return self._finished(got)
            except OfflineError as error:
                return replace(got, offline=str(error))
            except ConflictError:  # what another program did to the store is taken down first
                self._mirror.point({NEXT: ""})
        raise StoreBusyError(
            "The other machines kept changing the remote, or another program the store. What came "
            "in is kept; sync again."
        )

    def look(self) -> None:
        """Find out how far the remote is ahead, and change nothing. Raises as :meth:`run`."""
        with self._mirror.locked():
            seen = self._mirror.seen
            theirs = self._mirror.fetch()
            refs = self._mirror.refs()
            main = refs.get(MAIN, "")
            behind = newer(self._mirror, main, theirs) if theirs and theirs != main else 0
            if behind != seen.behind:
                self._mirror.keep_seen(replace(seen, behind=behind))

    def _finished(self, got: Outcome) -> Outcome:
        seen = self._mirror.seen
        sent = len(seen.unsent)
        self._mirror.keep_seen(replace(seen, unsent=(), behind=0, at=now_text()))
        self._mirror.tidy()
        return replace(got, sent=sent)

    def _recovered(self) -> str:
        """Complete, or give up, what a run that was killed had begun; the main version then."""
        refs = self._mirror.refs()
        main, pending = refs.get(MAIN, ""), refs.get(NEXT)
        if pending is None:
            return main
        made = self._store.holds(Change("", id=_change_id(pending)))
        self._mirror.point({MAIN: pending, NEXT: ""} if made else {NEXT: ""})
        return pending if made else main

    def _bring_in(
        self, main: str, theirs: str, allow_loss: bool, got: Outcome
    ) -> tuple[str, Outcome]:
        """Merge the remote's version; the version that the store then agrees with.

        Raises ConflictError when another program changed the store meanwhile.
        """
        found = coming(self._mirror, main, theirs)
        if found is None:
            return main, got
        if not allow_loss:
            self._check_arrived(found.arrived)
        version = self._next(main, theirs, found)
        got = self._take_in(version, found.arrived, got)
        # An interview that this moved has a higher number in the store than both machines gave it.
        return self._down.onto(version, allow_loss=allow_loss), got

    def _check_arrived(self, arrived: Mapping[Key, State]) -> None:
        """Refuse what would take too much away, and remember how much is waiting."""
        workspace = self._store.workspace
        lost = sum(not state.is_there and is_here(key, workspace) for key, state in arrived.items())
        try:
            check_loss(lost, len(workspace), "on another machine")
        except LossError:
            self._mirror.keep_seen(replace(self._mirror.seen, behind=len(arrived)))
            raise

    def _next(self, main: str, theirs: str, found: Coming) -> str:
        """Let a ref name the version that holds both as the next one; its name."""
        if found.files is None:
            self._mirror.point({NEXT: theirs})
            return theirs
        words = "the versions of two machines made one"
        return self._mirror.commit(NEXT, [main, theirs], found.files, words, self._now())

    def _take_in(self, version: str, arrived: Mapping[Key, State], got: Outcome) -> Outcome:
        """Make the difference in the store, and let the main branch say so."""
        taken = take_in(self._store, arrived, _change_id(version))
        seen = self._mirror.seen
        sums = checksums(self._store.contents)
        for record in taken.put:
            if self._store.workspace.get(record.id) != record:
                sums.pop(record.id, None)
        self._mirror.keep_seen(replace(seen, commit=version, records=sums, behind=0))
        self._mirror.point({MAIN: version, NEXT: ""})
        conflicts = conflicts_in(state for key, state in arrived.items() if key.table == CONFLICTS)
        return replace(
            got,
            received=got.received + len(taken.put),
            removed=got.removed + len(taken.remove),
            conflicts=(*got.conflicts, *conflicts),
            unreadable=got.unreadable + taken.unreadable,
        )


def _change_id(version: str) -> str:
    return f"sync-{version}"
