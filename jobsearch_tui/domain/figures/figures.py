"""All figures of an evening."""

from __future__ import annotations

from datetime import datetime

from jobsearch_tui.domain.figures import activity, answers, funnel, interviews, openers
from jobsearch_tui.domain.figures.figure import Figure
from jobsearch_tui.domain.weeks import zone_of
from jobsearch_tui.domain.workspace import Workspace


def figures(workspace: Workspace, now: datetime) -> tuple[Figure, ...]:
    """The figures at an aware moment in the user's zone, in the order of the screen."""
    return (
        funnel.figure(workspace, zone_of(now)),
        answers.figure(workspace, now),
        activity.figure(workspace, now),
        interviews.figure(workspace, now),
        openers.figure(workspace),
    )
