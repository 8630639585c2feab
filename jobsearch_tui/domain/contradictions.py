"""Records that contradict one another or the calendar, each with the change that mends it.

``now`` is an aware datetime in the user's own zone.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime

from jobsearch_tui.domain.lookbacks import is_past
from jobsearch_tui.domain.records import Ad, Interview, Record, Recruiter, Search, Target
from jobsearch_tui.domain.stages import OVER
from jobsearch_tui.domain.weeks import days_after, local_day, zone_of
from jobsearch_tui.domain.when import on_date
from jobsearch_tui.domain.workspace import Workspace
from jobsearch_tui.value import dataclass


@dataclass(frozen=True)
class Contradiction:
    """What cannot be true as it stands, in a sentence without its full stop.

    ``mended`` is the record as it most likely should be, ``words`` that in a word or two;
    ``since`` is the day from which the two have contradicted each other. ``against`` names what
    the record contradicts, a date or another record, and so tells this time from the next.
    """

    record: Record
    why: str
    since: date
    mended: Record
    words: str
    against: str


def contradictions(workspace: Workspace, now: datetime) -> Iterator[Contradiction]:
    """Everything that contradicts something else, kind by kind.

    An ad that closed long ago and was never answered is let be: nobody expects anything of it.
    """
    yield from _interviews(workspace, now)
    yield from _ads(workspace, now.date())
    yield from _targets(workspace, now.date())
    yield from _searches(workspace, now.date())


def _interviews(workspace: Workspace, now: datetime) -> Iterator[Contradiction]:
    today = now.date()
    for interview in workspace.all(Interview):
        day = local_day(interview.starts, zone_of(now))
        when, against = on_date(day, today), f"{interview.starts.timestamp():.0f}"
        if interview.stage == "scheduled" and is_past(interview, now):
            held = replace(interview, stage="held")
            why = f"it was {when} and is still scheduled"
            yield Contradiction(interview, why, day, held, "held", against)
        elif interview.stage == "held" and interview.starts > now:
            again = replace(interview, stage="scheduled")
            why = f"it is held, yet it will be {when}"
            yield Contradiction(interview, why, today, again, "scheduled", against)
        elif interview.stage == "scheduled" and (gone := _ended_origin(workspace, interview)):
            why = f"it is scheduled, yet {gone.title} is {_stage(gone)}"
            cancelled = replace(interview, stage="cancelled")
            yield Contradiction(interview, why, today, cancelled, "cancelled", gone.id)


def _ended_origin(workspace: Workspace, interview: Interview) -> Record | None:
    """The ad, search or target that an interview came from, where that has ended."""
    origin = workspace.get(interview.origin) if interview.origin else None
    if isinstance(origin, Ad | Search | Target) and origin.stage in OVER - {"placed"}:
        return origin
    return None


def _stage(record: Record) -> str:
    return str(getattr(record, "stage", ""))


def _ads(workspace: Workspace, today: date) -> Iterator[Contradiction]:
    earliest = days_after(today, -workspace.pace.cold)
    for ad in workspace.all(Ad):
        if ad.stage != "spotted":
            continue
        if ad.answered_on is not None:
            answered = replace(ad, stage="answered")
            why = f"it was answered {on_date(ad.answered_on, today)} and is still spotted"
            yield Contradiction(ad, why, ad.answered_on, answered, "answered", str(ad.answered_on))
        elif ad.closes is not None and earliest <= ad.closes < today:
            expired = replace(ad, stage="expired")
            why = f"it closed {on_date(ad.closes, today)} and is still spotted"
            yield Contradiction(ad, why, ad.closes, expired, "expired", str(ad.closes))


def _targets(workspace: Workspace, today: date) -> Iterator[Contradiction]:
    for target in workspace.all(Target):
        if target.stage == "listed" and target.written_on is not None:
            written = replace(target, stage="written")
            why = f"it was written to {on_date(target.written_on, today)} and is still listed"
            day = target.written_on
            yield Contradiction(target, why, day, written, "written", str(day))


def _searches(workspace: Workspace, today: date) -> Iterator[Contradiction]:
    for search in workspace.all(Search):
        recruiter = workspace.find(Recruiter, search.recruiter)
        if search.stage in OVER or recruiter is None or recruiter.stage != "closed":
            continue
        closed = replace(search, stage="closed")
        why = f"it is {search.stage}, yet {recruiter.name} is closed"
        yield Contradiction(search, why, today, closed, "closed", recruiter.id)
