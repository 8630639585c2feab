"""From the mirror into the store: what states of records say becomes one change of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from jobsearch_tui.domain.changes import Change
from jobsearch_tui.domain.conflicts import CONFLICTS
from jobsearch_tui.domain.merging import Key, State
from jobsearch_tui.domain.records import Record
from jobsearch_tui.domain.workspace import Workspace
from jobsearch_tui.storage import mirror_files as names
from jobsearch_tui.storage.codec import TABLES, Raw
from jobsearch_tui.storage.store import Store
from jobsearch_tui.value import dataclass

LARGE: Final = 20
"""Records touched from which on the store is copied first, as before an import."""


@dataclass(frozen=True)
class Arrived:
    """What states make of a store.

    ``put`` are records with their ``documents`` by id, ``remove`` the ids of those deleted, and
    ``unreadable`` counts the records that this version can't read, with those whose id another
    kind of record has here.
    """

    put: tuple[Record, ...]
    remove: tuple[str, ...]
    documents: Mapping[str, Raw]
    unreadable: int


def take_in(store: Store, states: Mapping[Key, State], id: str) -> Arrived:
    """Make the store say what states do, in one change of this id; what that was.

    The change is made on top of what the store has read. Raises ConflictError when another
    program changed it meanwhile, and StoreError.
    """
    workspace = store.workspace
    found = _sorted_out(states, workspace)
    if found.put or found.remove:
        store.commit(_change(found, workspace, id), documents=found.documents, onto=workspace)
    return found


def _sorted_out(states: Mapping[Key, State], workspace: Workspace) -> Arrived:
    put: list[Record] = []
    documents: dict[str, Raw] = {}
    remove: list[str] = []
    unreadable = 0
    for key in sorted(states, key=lambda key: (key.table, key.id)):
        state = states[key]
        if not state.is_there:
            if is_here(key, workspace):
                remove.append(key.id)
        elif key.id in documents or is_of_another_kind(key, workspace):
            unreadable += 1
        elif (found := names.record_of(key, state)) is not None:
            put.append(found[0])
            documents[key.id] = found[1]
        elif key.table != CONFLICTS:
            unreadable += 1
    return Arrived(tuple(put), tuple(remove), documents, unreadable)


def is_here(key: Key, workspace: Workspace) -> bool:
    """Whether the very record is in the store that a file of the mirror is about."""
    return key.id in workspace and not is_of_another_kind(key, workspace)


def is_of_another_kind(key: Key, workspace: Workspace) -> bool:
    """Whether the id of a file is that of a record of another table here, which is not its own."""
    here = workspace.get(key.id)
    return here is not None and here.kind != TABLES.get(key.table)


def _change(found: Arrived, workspace: Workspace, id: str) -> Change:
    """The change of the store, to be undone in one step."""
    touched = [*(record.id for record in found.put), *found.remove]
    before = (workspace.get(id) for id in touched)
    count = f"{len(touched)} record{'s' if len(touched) > 1 else ''}"
    return Change(
        f"take in {count} from the other machine",
        put=tuple(sorted(found.put, key=lambda record: (record.created, record.id))),
        remove=found.remove,
        before=tuple(record for record in before if record is not None),
        upheaval="sync" if len(touched) > LARGE else "",
        id=id,
    )
