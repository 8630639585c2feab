"""Where a record stands today, read from its log, its promises and its dates."""

from __future__ import annotations

from datetime import date, datetime

from jobsearch_tui.domain.contacts import blocked_calls, is_talk
from jobsearch_tui.domain.lookbacks import is_behind, looked_back
from jobsearch_tui.domain.offers import is_spoken
from jobsearch_tui.domain.promises import due_at, is_owed, pressing_promise
from jobsearch_tui.domain.records import (
    Activity,
    Assignment,
    Interview,
    Offer,
    Promise,
    Record,
    Target,
)
from jobsearch_tui.domain.weeks import zone_of
from jobsearch_tui.domain.workspace import Workspace
from jobsearch_tui.services.script_rules import Situation


def situation_of(
    workspace: Workspace, record: Record, now: datetime, *, week_over: bool = False
) -> Situation:
    """Where a record stands. ``now`` is aware, in the user's own zone.

    ``week_over`` says that the interview's week is over capacity, as pacing has found.
    """
    subject = subject_of(workspace, record)
    log = [entry for entry in workspace.log(subject.id) if entry.is_contact and entry.at <= now]
    promise = pressing_promise(workspace, record)
    owed = promise is not None and is_owed(promise, now)
    due = due_at(promise, zone_of(now)) if promise and owed else None
    held = _days_since_held(subject, now)
    return Situation(
        stage=stage_of(record),
        campaign=record.campaign if isinstance(record, Target) else "",
        promise_overdue=owed,
        asked_since=due is not None and any(_got_through(entry, due) for entry in log),
        gatekeepers=blocked_calls(log),
        patience=workspace.pace.gatekeepers,
        last_result=log[0].result if log else "",
        days_since_held=held,
        thanked=isinstance(subject, Interview) and any(_is_thanks(e, subject) for e in log),
        debriefed=isinstance(subject, Interview) and looked_back(subject),
        week_over=week_over,
        spoken=isinstance(record, Offer) and is_spoken(record),
    )


def stage_of(record: Record) -> str:
    """The record's stage; the empty text for a kind that has none."""
    return str(getattr(record, "stage", ""))


def subject_of(workspace: Workspace, record: Record) -> Record:
    """What a promise or an assignment is about; any other record itself."""
    if isinstance(record, Promise):
        return workspace.get(record.about) or record
    if isinstance(record, Assignment):
        return workspace.get(record.interview) or record
    return record


def days_silent(workspace: Workspace, record: Record, now: datetime) -> int | None:
    """Whole days since anybody was last in touch; None when nobody ever was.

    An interview that was held, an ad answered and a letter written count as contact.
    """
    subject = subject_of(workspace, record)
    days = [
        _days_since_held(subject, now),
        _days_since(getattr(subject, "answered_on", None), now),
        _days_since(getattr(subject, "written_on", None), now),
    ]
    days += [
        _days_since(entry.at.astimezone(now.tzinfo).date(), now)
        for entry in workspace.log(subject.id)
        if entry.is_contact
    ]
    return min((count for count in days if count is not None), default=None)


def _days_since(day: date | None, now: datetime) -> int | None:
    """None for no day and for one that is still to come."""
    return (now.date() - day).days if day is not None and day <= now.date() else None


def _days_since_held(record: Record, now: datetime) -> int | None:
    """None for anything but an interview that took place, or must have by now."""
    if not isinstance(record, Interview):
        return None
    if is_behind(record, now):
        return max(0, (now.date() - record.starts.astimezone(now.tzinfo).date()).days)
    return None


def _got_through(entry: Activity, since: datetime) -> bool:
    return entry.at > since and entry.direction == "out" and is_talk(entry)


def _is_thanks(entry: Activity, interview: Interview) -> bool:
    written = entry.type in ("email", "letter", "message")
    return written and entry.direction == "out" and entry.at >= interview.starts
