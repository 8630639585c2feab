"""One sync: the store into the mirror, the other machine's version merged, and back into the store.

In this order, so that a kill at any point loses nothing:

1. What changed in the store since it last agreed with the mirror becomes a version of the mirror.
2. The remote's version is fetched and merged with it into a new version, which a ref of its own
   names as the next one.
3. The difference is made in the store as one change, which bears the name of that version.
4. The mirror's main branch moves to the next version, and is pushed.

A run that was killed after 3 is recognised by the change in the store's history and completed; one
that was killed before is done again from the start.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from jobsearch_tui import __version__
from jobsearch_tui.domain.changes import Change
from jobsearch_tui.domain.conflicts import CONFLICTS, Conflict, told
from jobsearch_tui.domain.merging import Key, State, deleted, joined, merged, written
from jobsearch_tui.domain.records import Record
from jobsearch_tui.domain.second_machine import Outcome, Standing
from jobsearch_tui.domain.workspace import Workspace
from jobsearch_tui.errors import (
    ConflictError,
    LossError,
    OfflineError,
    StoreBusyError,
    SyncError,
)
from jobsearch_tui.storage import codec
from jobsearch_tui.storage import mirror_files as names
from jobsearch_tui.storage.git import without_password
from jobsearch_tui.storage.image import Image
from jobsearch_tui.storage.mirror import MAIN, NEXT, Mirror, now_text
from jobsearch_tui.storage.mirror_files import NO_TREE, Tree
from jobsearch_tui.storage.store import Store

TRIES: Final = 8
"""How often a sync begins anew because another machine or program was faster."""

LARGE: Final = 20
"""Records touched from which on the store is copied first, as before an import."""


class Sync:
    """Brings a store and its mirror together with the remote."""

    def __init__(self, mirror: Mirror, store: Store, now: Callable[[], datetime]) -> None:
        """Take a store that was loaded, and a clock that tells aware datetimes."""
        self._mirror = mirror
        self._store = store
        self._now = now

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
                main = self._take_down(main, allow_loss)
                theirs = self._mirror.fetch()
                if theirs:
                    main, got = self._bring_in(main, theirs, allow_loss, got)
                elif not main:
                    main = self._commit("", {})
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
            behind = len(self._newer(main, theirs)) if theirs and theirs != main else 0
            if behind != seen.behind:
                self._mirror.keep_seen(replace(seen, behind=behind))

    def _newer(self, main: str, theirs: str) -> set[str]:
        base = self._mirror.base_of(main, theirs) if main else ""
        before, after = self._mirror.trees(base, theirs)
        return _differing(before, after)

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

    # From the store into the mirror

    def _take_down(self, main: str, allow_loss: bool) -> str:
        """Write down what changed in the store; the name of the version that agrees with it."""
        self._store.refresh()
        image, workspace = self._store.contents, self._store.workspace
        seen = self._mirror.seen
        known = seen.records if seen.commit == main else None
        sums = checksums(image)
        if known is not None and known == sums and seen.version == __version__:
            return main
        tree = self._mirror.trees(main)[0] if main else NO_TREE
        if known is not None and seen.version != __version__:
            self._take_late(main, tree, known)
            image, workspace = self._store.contents, self._store.workspace
            sums = checksums(image)
        touched = [id for id in sums if known is None or known.get(id) != sums[id]]
        changed = self._written(tree, touched, image, workspace)
        gone = self._gone(tree, known, image)
        if gone:
            keys = (Key(table, id) for id, (table, _) in image.places.items())
            there = sum(names.path_of(key) in tree.files for key in keys)
            _check_loss(len(gone), len(gone) + there, "here", allow_loss)
        changed |= {key: deleted(state) for key, state in gone.items()}
        if changed:
            main = self._commit(main, changed)
        unsent = dict.fromkeys((*seen.unsent, *(key.id for key in changed)))
        self._mirror.keep_seen(
            replace(seen, commit=main, records=sums, unsent=tuple(unsent), version=__version__)
        )
        return main

    def _written(
        self, tree: Tree, ids: Sequence[str], image: Image, workspace: Workspace
    ) -> dict[Key, State]:
        """The states of those of the records that say something else than the mirror."""
        keys = [Key(image.places[id][0], id) for id in ids]
        before = self._states(tree, keys)
        machine = self._machine()
        dates = self._store.written_at(ids)
        changed: dict[Key, State] = {}
        for key in keys:
            record = workspace.get(key.id)
            if record is None:
                continue
            says = names.told_by(record, image.document(key.id))
            old = before.get(key)
            old = None if old is None else names.canonical(key, old)
            silent = names.silent(record.kind)
            dated = dates.get(key.id, {})
            new = written(old, says, record.changed, machine, silent, dated)
            if new != old:
                changed[key] = new
        return changed

    def _machine(self) -> str:
        settings = self._mirror.settings
        return settings.machine if settings else "0"

    def _gone(self, tree: Tree, known: Mapping[str, int] | None, image: Image) -> dict[Key, State]:
        """The records that the mirror has and the store had, and has no more."""
        damaged = _damaged_ids(image)
        if known is not None and known.keys() <= image.places.keys() | damaged:
            return {}
        keys = [
            key
            for path in tree.files
            if (key := names.key_of(path)) is not None
            and key.table in codec.TABLES
            and key.id not in image.places
            and key.id not in damaged
            and (known is None or key.id in known)
        ]
        states = self._states(tree, keys)
        return {
            key: state
            for key, state in states.items()
            if state.is_there and (known is not None or names.record_of(key, state))
        }

    def _commit(self, main: str, changed: Mapping[Key, State]) -> str:
        files: dict[str, bytes | str] = {
            names.path_of(key): names.encoded(state) for key, state in changed.items()
        }
        if not main:
            files[names.META] = names.meta()
        parents = [main] if main else []
        message = f"{len(changed)} changed"
        return self._mirror.commit(MAIN, parents, files, message, self._now())

    def _states(self, tree: Tree, keys: Iterable[Key]) -> dict[Key, State]:
        """What a version holds of these records; files that can't be read are left out."""
        return self._all_states([tree], keys)[0]

    def _all_states(self, trees: Sequence[Tree], keys: Iterable[Key]) -> list[dict[Key, State]]:
        """The same for several versions; each file is read once."""
        paths = {names.path_of(key): key for key in keys}
        wanted = {tree.files[path] for tree in trees for path in paths if path in tree.files}
        states: dict[str, State] = {}
        for object, data in self._mirror.contents(wanted).items():
            with suppress(ValueError):
                states[object] = names.decoded(data)
        return [
            {
                key: states[file]
                for path, key in paths.items()
                if (file := tree.files.get(path)) in states
            }
            for tree in trees
        ]

    # From the remote into the mirror and the store

    def _bring_in(
        self, main: str, theirs: str, allow_loss: bool, got: Outcome
    ) -> tuple[str, Outcome]:
        """Merge the remote's version; the version that the store then agrees with.

        Raises ConflictError when another program changed the store meanwhile.
        """
        base = self._mirror.base_of(main, theirs) if main else ""
        if base == theirs:
            return main, got
        before, ours, other = self._mirror.trees(base, main, theirs)
        meta = other.files.get(names.META, "")
        if meta != ours.files.get(names.META) or not meta:
            names.check_meta(self._mirror.contents([meta]).get(meta) if meta else None)
        if base == main:
            arrived: Mapping[Key, State] = self._states(
                other, _keys(_differing(ours, other)).values()
            )
        else:
            merging = self._merged(before, ours, other)
            arrived = merging.arrived
        self._check_arrived(arrived, allow_loss)
        if base == main:
            version = theirs
            self._mirror.point({NEXT: version})
        else:
            words = "the versions of two machines made one"
            parents = [main, theirs]
            version = self._mirror.commit(NEXT, parents, merging.files, words, self._now())
        return version, self._take_in(version, arrived, got)

    def _merged(self, before: Tree, ours: Tree, other: Tree) -> _Merging:
        paths = _differing(ours, other) | _differing(before, ours) | _differing(before, other)
        keys = _keys(paths)
        was, mine, theirs = self._all_states((before, ours, other), keys.values())
        merge = merged(was, mine, theirs)
        states = dict(merge.states)
        for key, state in told(merge).items():
            path = names.path_of(key)
            if path in keys or path not in ours.files:
                states[key] = joined(states.get(key), state) or state
        arrived = {key: state for key, state in states.items() if state != mine.get(key)}
        files: dict[str, bytes | str] = {}
        for key, state in arrived.items():
            path = names.path_of(key)
            same = state == theirs.get(key)
            files[path] = other.files[path] if same else names.encoded(state)
        for path in paths:
            if keys.get(path) not in states and (found := _foreign(path, before, ours, other)):
                files[path] = found
        return _Merging(arrived, files)

    def _check_arrived(self, arrived: Mapping[Key, State], allow_loss: bool) -> None:
        """Refuse what would take too much away, and remember how much is waiting."""
        workspace = self._store.workspace
        lost = sum(not state.is_there and key.id in workspace for key, state in arrived.items())
        try:
            _check_loss(lost, len(workspace), "on another machine", allow_loss)
        except LossError:
            self._mirror.keep_seen(replace(self._mirror.seen, behind=len(arrived)))
            raise

    def _take_in(self, version: str, arrived: Mapping[Key, State], got: Outcome) -> Outcome:
        """Make the difference in the store, and let the main branch say so."""
        workspace = self._store.workspace
        put: list[Record] = []
        documents: dict[str, codec.Raw] = {}
        remove: list[str] = []
        unreadable = 0
        for key, state in arrived.items():
            if not state.is_there:
                if key.table in codec.TABLES and key.id in workspace:
                    remove.append(key.id)
            elif (found := names.record_of(key, state)) is not None:
                put.append(found[0])
                documents[key.id] = found[1]
            elif key.table != CONFLICTS:
                unreadable += 1
        self._change(_change_id(version), put, remove, documents)
        seen = self._mirror.seen
        sums = checksums(self._store.contents)
        self._mirror.keep_seen(replace(seen, commit=version, records=sums, behind=0))
        self._mirror.point({MAIN: version, NEXT: ""})
        conflicts = _conflicts(state for key, state in arrived.items() if key.table == CONFLICTS)
        return replace(
            got,
            received=got.received + len(put),
            removed=got.removed + len(remove),
            conflicts=(*got.conflicts, *conflicts),
            unreadable=got.unreadable + unreadable,
        )

    def _take_late(self, main: str, tree: Tree, known: Mapping[str, int]) -> None:
        """Take in what an earlier version of the program could not read and left in the mirror."""
        image = self._store.contents
        there = image.places.keys() | _damaged_ids(image) | known.keys()
        late = [key for key in _keys(tree.files).values() if key.id not in there]
        states = self._states(tree, late).items()
        found = [names.record_of(key, state) for key, state in states if state.is_there]
        fresh = [one for one in found if one is not None]
        documents = {record.id: document for record, document in fresh}
        put = [record for record, _ in fresh]
        self._change(f"late-{main}-{__version__}", put, [], documents)

    def _change(
        self, id: str, put: list[Record], remove: list[str], documents: Mapping[str, codec.Raw]
    ) -> None:
        """The change of the store, on top of what was taken down, and to be undone in one step."""
        if not put and not remove:
            return
        workspace = self._store.workspace
        touched = [*(record.id for record in put), *remove]
        before = (workspace.get(id) for id in touched)
        count = f"{len(touched)} record{'s' if len(touched) > 1 else ''}"
        change = Change(
            f"take in {count} from the other machine",
            put=tuple(sorted(put, key=lambda record: (record.created, record.id))),
            remove=tuple(remove),
            before=tuple(record for record in before if record is not None),
            upheaval="sync" if len(touched) > LARGE else "",
            id=id,
        )
        self._store.commit(change, documents=documents, onto=workspace)


@dataclass(frozen=True)
class _Merging:
    """What a merge makes different from ours: the states of records, and the files."""

    arrived: Mapping[Key, State]
    files: Mapping[str, bytes | str]


def standing(mirror: Mirror, image: Image) -> Standing | None:
    """How far the machines are apart, from small files alone; None without a second machine."""
    settings = mirror.settings
    if settings is None:
        return None
    seen = mirror.seen
    now, before = checksums(image), seen.records
    touched = {id for id in now.keys() | before.keys() if now.get(id) != before.get(id)}
    ahead = len(touched | set(seen.unsent))
    return Standing(without_password(settings.url), ahead, seen.behind, seen.at)


def conflicts(mirror: Mirror) -> tuple[Conflict, ...]:
    """All conflicts there ever were, newest first. Raises SyncError."""
    with mirror.locked():
        main = mirror.refs().get(MAIN, "")
        if not main:
            return ()
        files = mirror.trees(main)[0].files
        wanted = [sha for path, sha in files.items() if path.startswith(f"{CONFLICTS}/")]
        states = []
        for data in mirror.contents(wanted).values():
            with suppress(ValueError):
                states.append(names.decoded(data))
    return _conflicts(states)


def _conflicts(states: Iterable[State]) -> tuple[Conflict, ...]:
    found = (Conflict.of(state.fields) for state in states)
    return tuple(sorted((one for one in found if one), key=lambda one: one.at, reverse=True))


def checksums(image: Image) -> dict[str, int]:
    """A checksum of each record's document."""
    tables = image.tables
    return {
        id: zlib.crc32(bytes(tables[table][number])) for id, (table, number) in image.places.items()
    }


def _keys(paths: Iterable[str]) -> dict[str, Key]:
    """The records whose files have these paths, other files left out."""
    return {path: key for path in paths if (key := names.key_of(path)) is not None}


def _change_id(version: str) -> str:
    return f"sync-{version}"


def _check_loss(lost: int, of: int, where: str, allow_loss: bool) -> None:
    if lost > 1 and lost * 5 > of and not allow_loss:
        raise LossError(
            f"{lost} of {of} records would vanish, as they were deleted {where}. Nothing was "
            "changed. If that is meant: jobsearch sync --allow-loss"
        )


def _differing(one: Tree, other: Tree) -> set[str]:
    """The paths of files that two versions do not share."""
    a, b = one.files, other.files
    return {path for path in a.keys() | b.keys() if a.get(path) != b.get(path)}


def _foreign(path: str, before: Tree, ours: Tree, other: Tree) -> str:
    """The object that a file which is no record gets in the merged version; empty for ours."""
    was, mine, theirs = (tree.files.get(path, "") for tree in (before, ours, other))
    if not theirs or theirs in (mine, was):
        return ""
    return theirs if mine == was or theirs > mine else ""


def _damaged_ids(image: Image) -> set[str]:
    """The ids of documents that can't be read as records; they are there all the same."""
    found: set[str] = set()
    for problem in image.problems:
        with suppress(ValueError, TypeError):
            told_id = json.loads(bytes(image.tables[problem.table][problem.document]))
            found.add(str(told_id.get("id")) if isinstance(told_id, dict) else "")
    return found
