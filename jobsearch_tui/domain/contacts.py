"""What counts as a talk, and the last contact about a record and what hangs on it.

A contact about a search is one with its recruiter, and a contact with a recruiter is one with
their agency.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from jobsearch_tui.domain.records import Activity, Agency, Record, Recruiter, Search
from jobsearch_tui.domain.workspace import Workspace


def is_talk(entry: Activity) -> bool:
    """Whether a log entry says that both sides were in touch, not that one of them tried.

    Whatever comes in is, unless the number was wrong; what goes out is when somebody was
    reached or met.
    """
    if not entry.is_contact or entry.result == "wrong number":
        return False
    return entry.result == "reached" or entry.type == "meeting" or entry.direction == "in"


def concerned(workspace: Workspace, entry: Activity) -> set[str]:
    """The ids of those for whom a log entry counts: its records, for a search the recruiter."""
    searches = workspace.table(Search.kind)
    found: set[str] = set()
    for id in entry.about:
        search = searches.get(id)
        found.add(search.recruiter if isinstance(search, Search) else id)
    return found


def blocked_calls(log: Iterable[Activity]) -> int:
    """Of a log, newest first: the calls stopped at the front desk since the last talk."""
    blocked = 0
    for entry in log:
        if is_talk(entry):
            break
        blocked += entry.result == "gatekeeper"
    return blocked


def last_contact(workspace: Workspace, record: Record) -> Activity | None:
    """The newest log entry in which somebody was in touch about one record."""
    found = (workspace.last_contact(id) for id in _hanging_on(workspace, record))
    contacts = (entry for entry in found if entry is not None)
    return max(contacts, key=lambda entry: entry.at, default=None)


def _hanging_on(workspace: Workspace, record: Record) -> Iterator[str]:
    yield record.id
    recruiters: tuple[Record, ...] = ()
    if isinstance(record, Agency):
        recruiters = workspace.linked_of(Recruiter, record.id)
        yield from (recruiter.id for recruiter in recruiters)
    elif isinstance(record, Recruiter):
        recruiters = (record,)
    for recruiter in recruiters:
        yield from (search.id for search in workspace.linked_of(Search, recruiter.id))


def last_contacts(workspace: Workspace) -> Mapping[str, Activity]:
    """The same for all records at once, by id; those without any contact are missing."""
    newest: dict[str, Activity] = {}
    for entry in workspace.all(Activity):
        if entry.is_contact:
            for id in entry.about:
                _take(newest, id, entry)
    for search in workspace.all(Search):
        _pass_on(newest, search.id, search.recruiter)
    for recruiter in workspace.all(Recruiter):
        _pass_on(newest, recruiter.id, recruiter.agency)
    return newest


def _pass_on(newest: dict[str, Activity], source: str, target: str) -> None:
    if source in newest and target:
        _take(newest, target, newest[source])


def _take(newest: dict[str, Activity], id: str, entry: Activity) -> None:
    known = newest.get(id)
    if known is None or known.at < entry.at:
        newest[id] = entry
