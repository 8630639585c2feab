"""Whom a record names, and which record bears what is logged or promised on it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from jobsearch_tui.domain.records import (
    SUBJECTS,
    Ad,
    Interview,
    Offer,
    Record,
    Recruiter,
    Search,
    Target,
)
from jobsearch_tui.domain.text import fold
from jobsearch_tui.domain.workspace import Workspace, references


def names_in(text: str) -> tuple[str, ...]:
    """The names in a text that has them with commas between.

    Of ``Ruth Adeyemi, president`` the first alone: what has no capital beside names that have
    some is what somebody is, not who.
    """
    parts = tuple(part.strip() for part in text.split(",") if part.strip())
    return tuple(part for part in parts if not part.islower()) or parts


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


def company_of(record: Record, workspace: Workspace) -> str:
    """The company or the firm for which the people of a record speak; empty when not known."""
    match record:
        case Interview() | Target() | Offer():
            return record.company
        case Search():
            return record.client
        case Ad():
            return record.employer
        case Recruiter():
            return workspace.title(record.agency) or record.employer
    return ""


@lru_cache(maxsize=1)
def _by_person(workspace: Workspace) -> Mapping[tuple[str, str], tuple[str, ...]]:
    """The ids of records by the folded name of a person, and by their company where it matters.

    The answer for the last workspace is kept, as a screen asks it for several promises.
    """
    found: dict[tuple[str, str], tuple[str, ...]] = {}
    for kind in (Recruiter, Search, Target, Interview):
        for record in workspace.all(kind):
            people = people_of(record, workspace)
            company = record.company if isinstance(record, (Target, Interview)) else ""
            for key in ((fold(name), fold(company)) for name in people):
                found[key] = (*found.get(key, ()), record.id)
    return found


def records_of_person(workspace: Workspace, name: str, company: str) -> tuple[str, ...]:
    """The ids of the records that name a person: a recruiter and their searches by the name
    alone, interviews and targets when they are of that company as well.
    """
    by_person = _by_person(workspace)
    theirs = by_person.get((fold(name), fold(company)), ()) if company else ()
    return (*by_person.get((fold(name), ""), ()), *theirs)
