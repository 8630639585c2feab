"""Where a record stands today, read from its log, its promises and its dates."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Final

from jobsearch_tui.domain.offers import is_spoken
from jobsearch_tui.domain.records import (
    Activity,
    Assignment,
    Interview,
    Offer,
    Promise,
    Record,
    Target,
)
from jobsearch_tui.domain.workspace import Workspace
from jobsearch_tui.services.script_rules import Situation

_SPEAK_FOR: Final = ("recruiter", "search", "interview", "offer")
"""Kinds whose promises concern the record that they belong to as well."""


def situation_of(
    workspace: Workspace, record: Record, now: datetime, *, week_over: bool = False
) -> Situation:
    """Where a record stands. ``now`` is aware, in the user's own zone.

    ``week_over`` says that the interview's week is over capacity, as pacing has found.
    """
    subject = subject_of(workspace, record)
    log = [entry for entry in workspace.log(subject.id) if entry.is_contact and entry.at <= now]
    due = _due(pressing_promise(workspace, record), now)
    held = _days_since_held(subject, now)
    return Situation(
        stage=stage_of(record),
        campaign=record.campaign if isinstance(record, Target) else "",
        promise_overdue=due is not None and due < now,
        asked_since=due is not None and any(_got_through(entry, due) for entry in log),
        gatekeepers=_blocked_calls(log),
        last_result=log[0].result if log else "",
        days_since_held=held,
        thanked=isinstance(subject, Interview) and any(_is_thanks(e, subject) for e in log),
        debriefed=isinstance(subject, Interview) and _is_debriefed(subject),
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


def pressing_promise(workspace: Workspace, record: Record) -> Promise | None:
    """The open promise due first, about the record or what belongs to it; a promise itself."""
    if isinstance(record, Promise):
        return record
    subject = subject_of(workspace, record)
    linked = (each.id for each in workspace.linked(subject.id) if each.kind in _SPEAK_FOR)
    given = (promise for id in (subject.id, *linked) for promise in workspace.promises(id))
    waiting = (promise for promise in given if promise.stage == "open")
    return min(waiting, key=lambda promise: promise.by or date.max, default=None)


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
    over = record.starts + timedelta(minutes=record.minutes) <= now
    if record.stage == "held" or (record.stage == "scheduled" and over):
        return max(0, (now.date() - record.starts.astimezone(now.tzinfo).date()).days)
    return None


def _due(promise: Promise | None, now: datetime) -> datetime | None:
    """The moment by which an open promise is to be kept: the end of its day, or its hour."""
    if promise is None or promise.by is None or promise.stage != "open":
        return None
    return datetime.combine(promise.by, promise.hour or time.max, now.tzinfo)


def _is_talk(entry: Activity) -> bool:
    return entry.result == "reached" or entry.type == "meeting" or entry.direction == "in"


def _got_through(entry: Activity, since: datetime) -> bool:
    return entry.at > since and entry.direction == "out" and _is_talk(entry)


def _blocked_calls(log: Sequence[Activity]) -> int:
    """Of a log, newest first: the calls stopped at the front desk since the last talk."""
    blocked = 0
    for entry in log:
        if _is_talk(entry):
            break
        blocked += entry.result == "gatekeeper"
    return blocked


def _is_thanks(entry: Activity, interview: Interview) -> bool:
    written = entry.type in ("email", "letter", "message")
    return written and entry.direction == "out" and entry.at >= interview.starts


def _is_debriefed(interview: Interview) -> bool:
    return bool(interview.rating or interview.went_badly or interview.lesson)
