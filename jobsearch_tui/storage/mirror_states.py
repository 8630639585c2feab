"""The states of records out of versions of the mirror, and the files in which versions differ."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import suppress

from jobsearch_tui.domain.merging import Key, State
from jobsearch_tui.storage.mirror import Mirror
from jobsearch_tui.storage.mirror_files import Tree, decoded, key_of, path_of


def differing(one: Tree, other: Tree) -> set[str]:
    """The paths of files that two versions do not share."""
    a, b = one.files, other.files
    return {path for path in a.keys() | b.keys() if a.get(path) != b.get(path)}


def keys_of(paths: Iterable[str]) -> dict[str, Key]:
    """The records whose files have these paths, by path; other files are left out."""
    return {path: key for path in paths if (key := key_of(path)) is not None}


def states_of(mirror: Mirror, tree: Tree, keys: Iterable[Key]) -> dict[Key, State]:
    """What a version holds of these records; files that can't be read are left out."""
    return states_of_each(mirror, [tree], keys)[0]


def states_of_each(
    mirror: Mirror, trees: Sequence[Tree], keys: Iterable[Key]
) -> list[dict[Key, State]]:
    """The same for several versions, in their order; each file is read once."""
    paths = {path_of(key): key for key in keys}
    wanted = {tree.files[path] for tree in trees for path in paths if path in tree.files}
    states = states_in(mirror, wanted)
    return [
        {
            key: states[file]
            for path, key in paths.items()
            if (file := tree.files.get(path)) in states
        }
        for tree in trees
    ]


def states_in(mirror: Mirror, objects: Iterable[str]) -> dict[str, State]:
    """The states that files hold, by their objects; files that can't be read are left out."""
    states: dict[str, State] = {}
    for object, data in mirror.contents(objects).items():
        with suppress(ValueError):
            states[object] = decoded(data)
    return states
