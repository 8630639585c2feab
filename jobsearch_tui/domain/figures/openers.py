"""Which agencies and recruiters open doors: the interviews that each brought, and at what pains."""

from __future__ import annotations

from collections import Counter
from typing import Final

from jobsearch_tui.domain.contacts import concerned
from jobsearch_tui.domain.figures.figure import Bar, Figure, Group, several
from jobsearch_tui.domain.outcomes import source_of
from jobsearch_tui.domain.records import Activity, Agency, Interview, Recruiter
from jobsearch_tui.domain.stages import OVER
from jobsearch_tui.domain.workspace import Workspace
from jobsearch_tui.value import dataclass

MOST: Final = 12
"""Agencies and recruiters that are shown."""

PATIENCE: Final = 6
"""Contacts without an interview after which somebody need not come first any more."""


@dataclass(frozen=True)
class Opener:
    """An agency or a recruiter: the interviews that came from them, and the contacts with them.

    What a recruiter brought is counted for them and not for their agency.
    """

    record: Agency | Recruiter
    interviews: int
    contacts: int


def openers(workspace: Workspace) -> tuple[Opener, ...]:
    """All agencies and recruiters who were in touch or brought something, the best first."""
    brought = Counter(source_of(workspace, one) for one in workspace.all(Interview))
    contacts: Counter[str] = Counter()
    for entry in workspace.all(Activity):
        if entry.is_contact:
            contacts.update(concerned(workspace, entry))
    people: list[Agency | Recruiter] = [*workspace.all(Agency), *workspace.all(Recruiter)]
    found = (Opener(one, brought[one.id], contacts[one.id]) for one in people)
    known = (one for one in found if one.interviews or one.contacts)
    return tuple(sorted(known, key=_rank))


def _rank(one: Opener) -> tuple[int, int, str]:
    return -one.interviews, one.contacts, one.record.name


def figure(workspace: Workspace) -> Figure:
    """The agencies and recruiters who brought most, and those who took most without."""
    found = openers(workspace)
    bringing = [one for one in found if one.interviews]
    idle = sorted(
        (one for one in found if not one.interviews and one.record.stage not in OVER),
        key=lambda one: -one.contacts,
    )
    groups = (
        Group("Interviews brought", tuple(_bar(one, one.interviews) for one in bringing[:MOST])),
        Group(
            "Contacts without an interview",
            tuple(_bar(one, one.contacts) for one in idle[:MOST]),
        ),
    )
    shown = tuple(one for one in groups if one.bars)
    counted = "A recruiter's interviews are counted for them, not for their agency."
    return Figure("doors", "Who opens doors", counted, shown, _advice(bringing, idle))


def _bar(one: Opener, count: int) -> Bar:
    note = several(one.contacts, "contact") if one.interviews else one.record.stage
    return Bar(one.record.name, count, note, record=one.record.id)


def _advice(bringing: list[Opener], idle: list[Opener]) -> str:
    if bringing:
        best = bringing[0]
        total = sum(one.interviews for one in bringing)
        name = best.record.name
        if best.interviews > max((one.interviews for one in bringing[1:]), default=0):
            return (
                f"{name} brought {best.interviews} of {several(total, 'interview')}: call there "
                "before anybody new."
            )
    tried = [one for one in idle if one.contacts >= PATIENCE]
    if tried:
        names = several(len(tried), "of them has", "of them have")
        return (
            f"{names[0].upper()}{names[1:]} brought nothing in {PATIENCE} contacts and more: let "
            "others come first."
        )
    if bringing:
        return "None of them stands out yet: keep to the cadences."
    return "No agency or recruiter has brought an interview yet: ask each what they have for you."
