"""What the remote's version says otherwise than ours, and the version that says what both do."""

from __future__ import annotations

from collections.abc import Mapping

from jobsearch_tui.domain.conflicts import told
from jobsearch_tui.domain.merging import Key, Merged, State, joined, merged
from jobsearch_tui.storage import mirror_files as names
from jobsearch_tui.storage.mirror import Mirror
from jobsearch_tui.storage.mirror_files import Tree
from jobsearch_tui.storage.mirror_states import differing, keys_of, states_of, states_of_each
from jobsearch_tui.value import dataclass


@dataclass(frozen=True)
class Coming:
    """What the remote's version makes different from ours.

    ``arrived`` are the states of records that are others then. ``files`` are those in which the
    version that holds both differs from ours, as :meth:`Mirror.commit` takes them; None where
    ours said nothing since, so that the remote's version is the one that holds both.
    """

    arrived: Mapping[Key, State]
    files: Mapping[str, bytes | str] | None = None


def coming(mirror: Mirror, main: str, theirs: str) -> Coming | None:
    """What comes in with the remote's version; None when ours holds it already.

    Nothing is changed. Raises SyncError when the remote is none of ours, or of another format.
    """
    base = _base(mirror, main, theirs)
    if base == theirs:
        return None
    before, ours, other = mirror.trees(base, main, theirs)
    _check_meta(mirror, ours, other)
    if base == main:
        return Coming(states_of(mirror, other, keys_of(differing(ours, other)).values()))
    return _of_both(mirror, before, ours, other)


def newer(mirror: Mirror, main: str, theirs: str) -> int:
    """How many files of the remote's version were written without knowledge of ours."""
    before, after = mirror.trees(_base(mirror, main, theirs), theirs)
    return len(differing(before, after))


def _base(mirror: Mirror, main: str, theirs: str) -> str:
    """The last version that both have in common; empty for none."""
    return mirror.base_of(main, theirs) if main else ""


def _check_meta(mirror: Mirror, ours: Tree, other: Tree) -> None:
    meta = other.files.get(names.META, "")
    if meta != ours.files.get(names.META) or not meta:
        names.check_meta(mirror.contents([meta]).get(meta) if meta else None)


def _of_both(mirror: Mirror, before: Tree, ours: Tree, other: Tree) -> Coming:
    paths = differing(ours, other) | differing(before, ours) | differing(before, other)
    keys = keys_of(paths)
    was, mine, theirs = states_of_each(mirror, (before, ours, other), keys.values())
    states = _with_told(merged(was, mine, theirs), keys, ours)
    arrived = {key: state for key, state in states.items() if state != mine.get(key)}
    files: dict[str, bytes | str] = {}
    for key, state in arrived.items():
        path = names.path_of(key)
        files[path] = other.files[path] if state == theirs.get(key) else names.encoded(state)
    for path in paths:
        if keys.get(path) not in states and (found := _foreign(path, before, ours, other)):
            files[path] = found
    return Coming(arrived, files)


def _with_told(merge: Merged, keys: Mapping[str, Key], ours: Tree) -> dict[Key, State]:
    """The states of a merge, with the records that show what it decided."""
    states = dict(merge.states)
    for key, state in told(merge).items():
        path = names.path_of(key)
        if path in keys or path not in ours.files:
            states[key] = joined(states.get(key), state) or state
    return states


def _foreign(path: str, before: Tree, ours: Tree, other: Tree) -> str:
    """The object that a file which is no record gets in the version of both; empty for ours."""
    was, mine, theirs = (tree.files.get(path, "") for tree in (before, ours, other))
    if not theirs or theirs in (mine, was):
        return ""
    return theirs if mine == was or theirs > mine else ""
