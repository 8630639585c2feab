"""Whom a record names, and which record bears what is logged or promised on it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from jobsearch_tui.domain.records import SUBJECTS, Interview, Record, Recruiter, Search, Target
from jobsearch_tui.domain.text import fold
from jobsearch_tui.domain.workspace import Workspace, references


def names_in(text: str) -> tuple[str, ...]:
    """The names in a text that has them with commas between."""
    return tuple(name.strip() for name in text.split(",") if name.strip())


def people_of(record: Record, workspace: Workspace) -> tuple[str, ...]:
    """The people whom a record names."""
    if isinstance(record, Recruiter):
        return (record.name,)
    if isinstance(record, Interview):
        return names_in(record.people)
    if isinstance(record, Target):
        return (record.executive,) if record.executive else ()
    if isinstance(record, Search):
        name = workspace.title(record.recruiter)
        return (name,) if name else ()
    return ()


def only_person(record: Record, workspace: Workspace) -> str:
    """The one person whom a record names; empty when there is none or more than one."""
    people = people_of(record, workspace)
    return people[0] if len(people) == 1 else ""


def bearer(record: Record, workspace: Workspace) -> Record | None:
    """The record that a log entry or a promise made on this one is about.

    It is the record itself, or for a promise, an assignment or a log entry what that is
    about; None where there is nothing of the kind, as for the pace.
    """
    if record.kind in SUBJECTS:
        return record
    about = (workspace.get(id) for id in references(record))
    return next((found for found in about if found and found.kind in SUBJECTS), None)


@lru_cache(maxsize=1)
def records_by_person(workspace: Workspace) -> Mapping[str, tuple[str, ...]]:
    """The ids of the records that name a person, by the folded name.

    The answer for the last workspace is kept, as a screen asks it for several promises.
    """
    found: dict[str, tuple[str, ...]] = {}
    for kind in (Recruiter, Search, Target, Interview):
        for record in workspace.all(kind):
            for name in people_of(record, workspace):
                folded = fold(name)
                found[folded] = (*found.get(folded, ()), record.id)
    return found
