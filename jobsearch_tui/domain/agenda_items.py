"""Where the items of the daily review come from, sort by sort.

``now`` is everywhere an aware datetime in the user's own zone; days are meant there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, datetime
from typing import Final

from jobsearch_tui.domain.agenda import Done, Entry, Item, Sort, is_hidden, marks
from jobsearch_tui.domain.assignments import due_assignments, why_due
from jobsearch_tui.domain.broken import is_broken
from jobsearch_tui.domain.closing import Closing, closings
from jobsearch_tui.domain.contradictions import contradictions
from jobsearch_tui.domain.followups import FollowUpLevel, cadence, due
from jobsearch_tui.domain.lookbacks import is_past, looked_back
from jobsearch_tui.domain.promises import PromiseState, is_owed, promise_state, talk_since
from jobsearch_tui.domain.records import (
    Activity,
    Ad,
    Agency,
    Interview,
    Offer,
    Promise,
    Record,
    Recruiter,
    Search,
    Target,
)
from jobsearch_tui.domain.weeks import days_after, local_day, zone_of
from jobsearch_tui.domain.when import on_date, show_date, show_minutes, show_moment
from jobsearch_tui.domain.workspace import Workspace

_AGAIN_WITHOUT_CADENCE: Final = 7
"""Days after which a follow-up that was said to be done comes again where no cadence says."""


def interviews(workspace: Workspace, now: datetime) -> Iterator[Item]:
    """Those of today and tomorrow that are still to come, with what there is to prepare.

    To be prepared for tomorrow's is no reason not to be told of it on its day.
    """
    today = now.date()
    days = (today, days_after(today, 1))
    found = (
        interview
        for interview in workspace.all(Interview)
        if interview.stage == "scheduled"
        and local_day(interview.starts, zone_of(now)) in days
        and not is_past(interview, now)
    )
    for interview in sorted(found, key=lambda one: one.starts.timestamp()):
        day = local_day(interview.starts, zone_of(now))
        yield Item(
            Sort.INTERVIEW,
            interview,
            f"{interview.title}, {show_moment(interview.starts, now)}",
            _preparation(interview),
            day,
            occasion=f"{interview.starts.timestamp():.0f}",
            done=Done("prepared", until=day if day > today else None),
        )


def _preparation(interview: Interview) -> str:
    format = interview.format.capitalize()
    parts = [f"{format} with {interview.people}" if interview.people else format]
    if interview.where:
        parts.append(f"at {interview.where}")
    parts.append(show_minutes(interview.minutes))
    if interview.preparation:
        parts.append(f"{show_minutes(interview.preparation)} to prepare")
    return ", ".join(parts)


def look_backs(workspace: Workspace, now: datetime) -> Iterator[Item]:
    """Interviews held that nobody has looked back on; not those of long ago."""
    today = now.date()
    earliest = days_after(today, -workspace.pace.cold)
    found = [
        (local_day(interview.starts, zone_of(now)), interview)
        for interview in workspace.all(Interview)
        if interview.stage == "held" and not looked_back(interview)
    ]
    for day, interview in sorted(found, key=lambda one: (one[0], one[1].title)):
        if earliest <= day <= today:
            yield Item(
                Sort.LOOK_BACK,
                interview,
                f"Look back on {interview.title}",
                f"held {show_date(day, today)}; what went well, what badly, what to change",
                day,
                occasion=day.isoformat(),
                done=Done("no look back"),
            )


def promises(workspace: Workspace, now: datetime) -> Iterator[Item]:
    """Promises that are broken or due today, and those that a talk since may have kept.

    The one that is due the longest comes first. While it is not said whether a talk kept it, that
    is what is asked of a promise.
    """
    known, today = marks(workspace), now.date()
    dated = (promise for promise in workspace.all(Promise) if promise.by is not None)
    for promise in sorted(dated, key=lambda one: (str(one.by), str(one.hour), one.what)):
        state = promise_state(promise, now)
        asked = _settling(workspace, promise, now)
        if asked and not is_hidden(known.get(asked.key), today):
            yield asked
        elif is_broken(workspace, promise, now):
            yield _promise(workspace, promise, now, Sort.BROKEN)
        elif state is PromiseState.DUE or (state is PromiseState.OPEN and promise.by == today):
            yield _promise(workspace, promise, now, Sort.PROMISED)


def _settling(workspace: Workspace, promise: Promise, now: datetime) -> Item | None:
    if promise.stage != "open":
        return None
    talk = talk_since(workspace, promise, now)
    return settling(workspace, promise, talk, now) if talk else None


def settling(workspace: Workspace, promise: Promise, talk: Activity, now: datetime) -> Item:
    """The question whether a talk kept a promise; another talk asks it again."""
    item = _promise(workspace, promise, now, Sort.SETTLE)
    day = show_date(local_day(talk.at, zone_of(now)), now.date())
    why = f"{item.why}; you were in touch {day}, so it may have come"
    return replace(item, why=why, occasion=talk.id)


def _promise(workspace: Workspace, promise: Promise, now: datetime, sort: Sort) -> Item:
    by = promise.by or now.date()
    late = (now.date() - by).days
    is_past = late == 0 and promise.hour is not None and promise.hour <= now.time()
    hour = f" {promise.hour:%H:%M}" if promise.hour else ""
    who = f" by {promise.who}" if promise.who else ""
    standing = f", {_days(late)} late" if late > 0 else ", and the hour is past" * is_past
    day = f"{'by' if late > 1 else 'for'} {show_date(by, now.date())}"
    return Item(
        sort,
        promise,
        _named(promise.what or "word", workspace.title(promise.about)),
        f"{promise.what or 'word'} promised {day}{hour}{who}{standing}",
        by,
        occasion=by.isoformat(),
        late=is_owed(promise, now),
        done=Done("kept", put=(replace(promise, stage="kept"),)),
    )


def _named(what: str, about: str) -> str:
    """What it is and about whom, as the beginning of a line."""
    return f"{what[:1].upper()}{what[1:]}" + (f": {about}" if about else "")


def follow_ups(workspace: Workspace, now: datetime) -> Iterator[Item]:
    """Whom to get back to, pinned ones first, then by cadence.

    To tick off a pinned one is to be done with that silence: its cadence, which may be due as
    well, begins anew.
    """
    today = now.date()
    for one in due(workspace, today, zone_of(now)):
        record = one.record
        unpinned = (replace(record, follow_up=None),) if one.pinned else ()
        again = days_after(today, cadence(workspace, record) or _AGAIN_WITHOUT_CADENCE)
        silence = str(one.since or "")
        yield Item(
            Sort.FOLLOW_UP,
            record,
            f"{_verb(record)} {record.title}",
            one.why,
            one.due,
            occasion=f"pinned {one.due}" if one.pinned else silence,
            late=one.level is FollowUpLevel.OVERDUE,
            done=Done("done", put=unpinned, until=again, occasion=silence),
        )


def _verb(record: Record) -> str:
    return "Call" if isinstance(record, Agency | Recruiter | Search) else "Get back to"


def assignments(workspace: Workspace, now: datetime) -> Iterator[Item]:
    """Assignments that are due today or late, and those due within the days that the pace says."""
    today = now.date()
    for assignment in due_assignments(workspace, today, workspace.pace.closing):
        due_on = assignment.due or today
        yield Item(
            Sort.ASSIGNMENT,
            assignment,
            _named(assignment.what or "assignment", workspace.title(assignment.interview)),
            why_due(assignment, today),
            due_on,
            occasion=due_on.isoformat(),
            late=due_on < today,
            done=Done("delivered", put=(replace(assignment, stage="delivered"),)),
        )


def closing_ads(workspace: Workspace, now: datetime) -> Iterator[Item]:
    """Ads not answered yet that close within the days that the pace says."""
    today = now.date()
    until = days_after(today, workspace.pace.closing)
    found = (
        (ad.closes, ad)
        for ad in workspace.all(Ad)
        if ad.stage == "spotted" and ad.closes and today <= ad.closes <= until
    )
    for closes, ad in sorted(found, key=lambda one: (one[0], one[1].title)):
        if ad.answered_on is not None:
            continue
        answered = replace(ad, stage="answered", answered_on=today)
        yield Item(
            Sort.AD,
            ad,
            f"Answer {ad.title}",
            f"it closes {on_date(closes, today)} and is not answered",
            closes,
            occasion=closes.isoformat(),
            done=Done("answered", put=(answered,)),
        )


def offers(workspace: Workspace, now: datetime) -> Iterator[Item]:
    """Offers that are not decided, the first to lapse first.

    One that was thought over is not decided: it comes again the next day. Those that are to be
    declined, as another one is accepted, are among the closing calls.
    """
    today = now.date()
    declined = {one.record.id for one in closings(workspace, now)}
    made = (
        offer
        for offer in workspace.all(Offer)
        if offer.stage == "made" and offer.id not in declined
    )
    for offer in sorted(made, key=lambda one: (one.decide_by or date.max, one.title)):
        yield Item(
            Sort.OFFER,
            offer,
            f"Decide on {offer.title}",
            _deadline(offer, today),
            offer.decide_by or today,
            occasion=str(offer.decide_by or ""),
            late=offer.decide_by is not None and offer.decide_by < today,
            done=Done("thought over", until=days_after(today, 1)),
        )


def _deadline(offer: Offer, today: date) -> str:
    written = "in writing" if offer.written else "not in writing yet"
    if offer.decide_by is None:
        return f"no date to decide by; {written}"
    days = (offer.decide_by - today).days
    if days < 0:
        return f"it was to be decided by {show_date(offer.decide_by, today)}; ask if it still holds"
    left = {0: "today", 1: "by tomorrow"}.get(days, f"within {_days(days)}")
    return f"to be decided {left}; {written}"


def closing_calls(workspace: Workspace, now: datetime) -> Iterator[Item]:
    """With whom to close since an offer was accepted in writing, each with the script for it."""
    for one in closings(workspace, now):
        yield Item(
            Sort.CLOSE,
            one.record,
            f"Close with {one.record.title}",
            one.reason,
            now.date(),
            script=one.script,
            done=_closed(one),
        )


def _closed(one: Closing) -> Done:
    """They were told: that is logged, and the record is at its end."""
    told = Entry("call", "told that another offer is accepted", "reached")
    if not one.stage:
        return Done("told", entry=told)
    return Done(one.stage, put=(replace(one.record, stage=one.stage),), entry=told)  # type: ignore[call-arg]


def contacts(queue: Iterable[Record], why: str, today: date) -> Iterator[Item]:
    """Everybody who may be approached for the first time, in order, each for the same reason."""
    for record in queue:
        yield Item(
            Sort.CONTACT,
            record,
            _approach(record),
            why,
            today,
            done=_contacted(record, today),
        )


def _approach(record: Record) -> str:
    if isinstance(record, Ad):
        return f"Answer {record.title}"
    if isinstance(record, Target):
        return f"Write to {record.title}"
    return f"Call {record.title} for the first time"


def _contacted(record: Record, today: date) -> Done:
    if isinstance(record, Ad):
        return Done("answered", put=(replace(record, stage="answered", answered_on=today),))
    if isinstance(record, Target):
        written = replace(record, stage="written", written_on=today)
        return Done("written to", put=(written,), entry=Entry("letter", "Letter sent"))
    contacted = replace(record, stage="contacted")  # type: ignore[call-arg]
    return Done("contacted", put=(contacted,), entry=Entry("call", "First contact"))


def mendings(workspace: Workspace, now: datetime) -> Iterator[Item]:
    """Records that contradict one another, the oldest first."""
    found = sorted(contradictions(workspace, now), key=lambda one: (one.since, one.record.title))
    for one in found:
        yield Item(
            Sort.CONTRADICTION,
            one.record,
            f"{one.record.title}: {one.words}?",
            one.why,
            one.since,
            occasion=f"{one.words} {one.against}",
            done=Done(one.words, put=(one.mended,)),
        )


def _days(count: int) -> str:
    return "1 day" if count == 1 else f"{count} days"
