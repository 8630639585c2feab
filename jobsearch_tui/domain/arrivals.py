"""Records that come back from a file of the program's own: which of them change anything here.

A file holds records with their ids and stamps, so it is known of each whether it is new, the
same, newer or older than what is here. The rule: what is not here comes in, the later change
counts, and nothing that is here alone is lost.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import field, replace
from datetime import datetime
from typing import Final

from jobsearch_tui.domain.changes import Change, Luggage, same
from jobsearch_tui.domain.records import PLURALS, Record
from jobsearch_tui.domain.workspace import Workspace
from jobsearch_tui.value import dataclass

ADDED: Final = "added"
CHANGED: Final = "changed"
SAME: Final = "as they are here"
OLDER: Final = "older than what is here"
FATES: Final = (ADDED, CHANGED, SAME, OLDER)
"""What may become of a record that arrives, in the order in which it is told."""

Beyond = Mapping[str, bytes]


@dataclass(frozen=True)
class Arrival:
    """A record of a file, where it stands there, and the JSON of what is not known of it."""

    record: Record
    place: str = ""
    beyond: Beyond = field(default_factory=dict)


@dataclass(frozen=True)
class Arrivals:
    """What taking records in would do.

    ``counts`` has, by kind, how many records meet each fate; ``refused`` are places and reasons.
    """

    change: Change
    counts: Mapping[str, Mapping[str, int]]
    refused: tuple[tuple[str, str], ...] = ()


def arrive(
    arriving: Iterable[Arrival],
    workspace: Workspace,
    now: datetime,
    *,
    beyond: Callable[[str], Beyond],
    label: str,
) -> Arrivals:
    """What these records change; ``beyond`` tells what is kept here of a record besides.

    A record that says something else than here although it was not changed later, as after an
    edit by hand, counts and is dated ``now``. Of two with one id the first counts.
    """
    put: dict[str, Record] = {}
    luggage: dict[str, Beyond] = {}
    counts: dict[str, Counter[str]] = {}
    refused: list[tuple[str, str]] = []
    seen: set[str] = set()
    for one in arriving:
        record = one.record
        if reason := _refusal(record, workspace, seen):
            refused.append((one.place, reason))
            continue
        seen.add(record.id)
        kept = beyond(record.id)
        carried = {**kept, **one.beyond}
        fate = _fate(record, workspace.get(record.id), is_more=carried != kept)
        counts.setdefault(record.kind, Counter())[fate] += 1
        if fate in (ADDED, CHANGED):
            put[record.id] = _dated(record, workspace.get(record.id), now)
            if carried:
                luggage[record.id] = carried
    change = Change(label, put=tuple(put.values()), luggage=Luggage(luggage), upheaval="import")
    return Arrivals(change, counts, tuple(refused))


def _refusal(record: Record, workspace: Workspace, seen: set[str]) -> str:
    if record.id in seen:
        return f"the id {record.id} stands in it twice"
    here = workspace.get(record.id)
    if here is not None and here.kind != record.kind:
        return f"the id {record.id} is that of one of the {PLURALS[here.kind]} here"
    return ""


def _fate(record: Record, here: Record | None, *, is_more: bool) -> str:
    if here is None:
        return ADDED
    if here == record and not is_more:
        return SAME
    return OLDER if here.changed > record.changed else CHANGED


def _dated(record: Record, here: Record | None, now: datetime) -> Record:
    if here is None or same(here, record) or record.changed > here.changed:
        return record
    return replace(record, changed=now)


def label_of(counts: Mapping[str, Mapping[str, int]], source: str) -> str:
    """What taking in so many records is called in the list of things to undo."""
    number = sum(told.get(ADDED, 0) + told.get(CHANGED, 0) for told in counts.values())
    return f"import of {number} record{'' if number == 1 else 's'} from {source}"
