"""From the store into the mirror: what changed here since they last agreed becomes a version."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import datetime

from jobsearch_tui import __version__
from jobsearch_tui.domain.merging import Key, State, deleted, written
from jobsearch_tui.storage import mirror_files as names
from jobsearch_tui.storage.codec import TABLES
from jobsearch_tui.storage.image import Image
from jobsearch_tui.storage.losses import check_loss
from jobsearch_tui.storage.mirror import MAIN, Mirror
from jobsearch_tui.storage.mirror_files import NO_TREE, Tree
from jobsearch_tui.storage.mirror_states import keys_of, states_of
from jobsearch_tui.storage.standing import checksums
from jobsearch_tui.storage.store import Store
from jobsearch_tui.storage.taking_in import take_in
from jobsearch_tui.value import dataclass

Sums = Mapping[str, int]
"""The checksum of each record's document, by id."""


@dataclass(frozen=True)
class TakingDown:
    """A store that was loaded, its mirror, and a clock that tells aware datetimes."""

    mirror: Mirror
    store: Store
    now: Callable[[], datetime]

    def onto(self, main: str, *, allow_loss: bool) -> str:
        """Write down what changed in the store; the name of the version that agrees with it.

        Raises LossError, ConflictError, SyncError and StoreError.
        """
        self.store.refresh()
        seen = self.mirror.seen
        known = seen.records if seen.commit == main else None
        is_updated = seen.version != __version__
        sums = checksums(self.store.contents)
        if known == sums and not is_updated:
            return main
        tree = self.mirror.trees(main)[0] if main else NO_TREE
        if known is not None and is_updated:
            self._take_late(main, tree, known)
            sums = checksums(self.store.contents)
        changed = self._written(tree, known, sums) | self._deleted(tree, known, allow_loss)
        if changed:
            main = self.version(main, changed)
        unsent = dict.fromkeys((*seen.unsent, *(key.id for key in changed)))
        self.mirror.keep_seen(
            replace(seen, commit=main, records=sums, unsent=tuple(unsent), version=__version__)
        )
        return main

    def version(self, main: str, changed: Mapping[Key, State]) -> str:
        """The name of a new version, on top of another or the first, in which these changed."""
        files: dict[str, bytes | str] = {
            names.path_of(key): names.encoded(state) for key, state in changed.items()
        }
        if not main:
            files[names.META] = names.meta()
        parents = [main] if main else []
        return self.mirror.commit(MAIN, parents, files, f"{len(changed)} changed", self.now())

    def _take_late(self, main: str, tree: Tree, known: Sums) -> None:
        """Take in what an earlier version of the program could not read and left in the mirror."""
        image = self.store.contents
        there = image.places.keys() | _damaged_ids(image) | known.keys()
        late = [key for key in keys_of(tree.files).values() if key.id not in there]
        take_in(self.store, states_of(self.mirror, tree, late), f"late-{main}-{__version__}")

    def _written(self, tree: Tree, known: Sums | None, sums: Sums) -> dict[Key, State]:
        """The states of those of the records that say something else than the mirror."""
        image, workspace = self.store.contents, self.store.workspace
        ids = [id for id in sums if known is None or known.get(id) != sums[id]]
        before = states_of(self.mirror, tree, [Key(image.places[id][0], id) for id in ids])
        settings = self.mirror.settings
        machine = settings.machine if settings else "0"
        dates = self.store.written_at(ids)
        changed: dict[Key, State] = {}
        for id in ids:
            record = workspace.get(id)
            if record is None:
                continue
            key = Key(image.places[id][0], id)
            old = before.get(key)
            old = None if old is None else names.canonical(key, old)
            says = names.told_by(record, image.document(id))
            silent = names.silent(record.kind)
            new = written(old, says, record.changed, machine, silent, dates.get(id, {}))
            if new != old:
                changed[key] = new
        return changed

    def _deleted(self, tree: Tree, known: Sums | None, allow_loss: bool) -> dict[Key, State]:
        """The states of the records that were deleted here. Raises LossError."""
        image = self.store.contents
        gone = self._gone(tree, known, image)
        if gone and not allow_loss:
            keys = (Key(table, id) for id, (table, _) in image.places.items())
            there = sum(names.path_of(key) in tree.files for key in keys)
            check_loss(len(gone), len(gone) + there, "here")
        return {key: deleted(state) for key, state in gone.items()}

    def _gone(self, tree: Tree, known: Sums | None, image: Image) -> dict[Key, State]:
        """The records that the mirror has and the store had, and has no more."""
        there = image.places.keys() | _damaged_ids(image)
        if known is not None and known.keys() <= there:
            return {}
        keys = [
            key
            for key in keys_of(tree.files).values()
            if key.table in TABLES and key.id not in there and (known is None or key.id in known)
        ]
        return {
            key: state
            for key, state in states_of(self.mirror, tree, keys).items()
            if state.is_there and (known is not None or names.record_of(key, state))
        }


def _damaged_ids(image: Image) -> set[str]:
    """The ids of documents that can't be read as records; they are there all the same."""
    found: set[str] = set()
    for problem in image.problems:
        with suppress(ValueError, TypeError):
            told_id = json.loads(bytes(image.tables[problem.table][problem.document]))
            found.add(str(told_id.get("id")) if isinstance(told_id, dict) else "")
    return found
