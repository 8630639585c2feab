"""Looking back on interviews: which of them are behind the user, and what they taught."""

from __future__ import annotations

from datetime import datetime

from jobsearch_tui.domain.records import Interview
from jobsearch_tui.domain.text import fold
from jobsearch_tui.domain.workspace import Workspace


def is_past(interview: Interview, now: datetime) -> bool:
    """Whether an interview is over by the clock, whatever its stage says."""
    # By the instants: a wall clock that is put back in between would be an hour off.
    return interview.starts.timestamp() + 60 * max(1, interview.minutes) <= now.timestamp()


def is_behind(interview: Interview, now: datetime) -> bool:
    """Whether an interview took place, or must have by now, at an aware moment."""
    return interview.stage == "held" or (interview.stage == "scheduled" and is_past(interview, now))


def looked_back(interview: Interview) -> bool:
    """Whether the user has said anything of how an interview went."""
    return any((interview.rating, interview.went_well, interview.went_badly, interview.lesson))


def lessons_for(workspace: Workspace, interview: Interview) -> tuple[Interview, ...]:
    """The earlier interviews with a lesson for this one, newest first.

    Those of the same format come before the others of the same company.
    """
    earlier = sorted(
        (
            one
            for one in workspace.all(Interview)
            if one.lesson.strip() and one.stage == "held" and one.starts < interview.starts
        ),
        key=lambda one: one.starts,
        reverse=True,
    )
    alike = [one for one in earlier if one.format == interview.format]
    company = fold(interview.company)
    others = (one for one in earlier if one not in alike and fold(one.company) == company)
    return (*alike, *others)
