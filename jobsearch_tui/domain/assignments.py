"""Assignments: work offered to a prospective boss, when it is due and how it stands."""

from __future__ import annotations

from datetime import date

from jobsearch_tui.domain.records import Assignment
from jobsearch_tui.domain.stages import OVER
from jobsearch_tui.domain.weeks import days_after
from jobsearch_tui.domain.when import show_date
from jobsearch_tui.domain.workspace import Workspace


def due_assignments(workspace: Workspace, today: date, within: int = 0) -> tuple[Assignment, ...]:
    """The assignments due on the user's ``today``, earlier, or within so many days of it.

    Earliest first. Those that are delivered or declined are not due any more; an offered one
    is, as nobody has said yet that it is not wanted.
    """
    until = days_after(today, within)
    found = (one for one in workspace.all(Assignment) if one.stage not in OVER)
    due = ((one.due, one) for one in found if one.due and one.due <= until)
    return tuple(one for _, one in sorted(due, key=lambda pair: (pair[0], pair[1].title)))


def assignment_line(assignment: Assignment, today: date) -> str:
    """An assignment in words, as in ``two pages on stock, accepted, due Fri 4 Dec``."""
    told = [assignment.what, assignment.stage]
    if assignment.due and assignment.stage not in OVER:
        told.append(_due(assignment.due, today))
    return ", ".join(told)


def why_due(assignment: Assignment, today: date) -> str:
    """Why an assignment is to be worked on, in one sentence without its full stop."""
    promised = "you said that you would" if assignment.stage == "accepted" else "you offered it"
    return f"{promised}; {_due(assignment.due, today)}" if assignment.due else promised


def _due(due: date, today: date) -> str:
    late = (today - due).days
    if late > 0:
        return f"{late} day{'s' if late > 1 else ''} late"
    return f"due {show_date(due, today)}"
