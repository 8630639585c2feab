"""Whom to get back to and when: the date the user pinned, or else the cadence.

The cadence counts from the last contact about a record, never from a fixed calendar: a call
made yesterday moves it. Contacts in either direction and by any channel count; notes and
changes of stage don't. ``today`` is the calendar day in the user's zone.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, tzinfo
from enum import StrEnum
from typing import Final

from jobsearch_tui.domain.contacts import last_contact, last_contacts
from jobsearch_tui.domain.records import (
    EPOCH,
    Activity,
    Ad,
    Agency,
    Interview,
    Record,
    Recruiter,
    Search,
    Target,
)
from jobsearch_tui.domain.stages import OVER
from jobsearch_tui.domain.weeks import day_name, days_after, local_day
from jobsearch_tui.domain.when import show_date
from jobsearch_tui.domain.workspace import Workspace
from jobsearch_tui.value import dataclass

Followed = Agency | Recruiter | Search | Ad | Target | Interview
"""The records that one gets back to."""

NOT_BEGUN: Final = frozenset({"queued", "spotted", "listed"})
"""Stages before the first contact, in which there is nobody to get back to."""


class FollowUpLevel(StrEnum):
    """How pressing a follow-up is."""

    LATER = "later"
    DUE = "due"
    OVERDUE = "overdue"


@dataclass(frozen=True)
class FollowUp:
    """A record to get back to on the day ``due``, as seen on ``today``.

    ``last`` is the newest contact. ``since`` is the day from which the cadence of ``every``
    days counts: the contact's, the answer's or the letter's, or else the day on which the
    record was made; None when that is not known. ``every`` is None for a pinned date. The
    cadence may slip by ``grace`` days before it is overdue: it is a rhythm, not an appointment.
    """

    record: Followed
    due: date
    every: int | None
    last: Activity | None
    since: date | None
    today: date
    grace: int = 0

    @property
    def pinned(self) -> bool:
        """Whether the user set the date."""
        return self.every is None

    @property
    def late(self) -> int:
        """The days since it was due; negative while it is still to come."""
        return (self.today - self.due).days

    @property
    def level(self) -> FollowUpLevel:
        """Overdue from the day after a pinned date, or once the cadence slips past its grace."""
        if self.late < 0:
            return FollowUpLevel.LATER
        patience = 0 if self.pinned else self.grace
        return FollowUpLevel.OVERDUE if self.late > patience else FollowUpLevel.DUE

    @property
    def why(self) -> str:
        """The reason for the date, in one sentence without its full stop."""
        if self.every is None:
            return f"pinned for {show_date(self.due, self.today)}"
        return f"{_last_words(self)}, {_habit(self.record)} every {_days(self.every)}"

    @property
    def lasting_why(self) -> str:
        """The reason in words that stay true when they are read on another day."""
        if self.every is None:
            return "you pinned the date"
        last = _since_words(self, f"{day_name(self.since)} {self.since.year}" if self.since else "")
        return f"{last}, {_habit(self.record)} every {_days(self.every)}"

    @property
    def words(self) -> str:
        """The date in a phrase short enough for a column: ``call today``, ``4d late``."""
        if self.late > 0:
            return f"{self.late}d late"
        if self.late < 0:
            return "tomorrow" if self.late == -1 else f"in {_days(-self.late)}"
        return "call today" if isinstance(self.record, _CALLED) else "due today"


_CALLED: Final = (Agency, Recruiter, Search)
_FOLLOWED: Final = (*_CALLED, Ad, Target, Interview)


def follow_up(workspace: Workspace, record: Record, today: date, zone: tzinfo) -> FollowUp | None:
    """When to get back to a record, whether or not it is due; None when there is no need.

    A pinned date counts until there was a contact on that date or after it, then the cadence
    counts again. While the search is at rest there is nobody to get back to.
    """
    if not isinstance(record, _FOLLOWED):
        return None
    return _follow_up(workspace, record, last_contact(workspace, record), today, zone)


def due(workspace: Workspace, today: date, zone: tzinfo, within: int = 0) -> tuple[FollowUp, ...]:
    """All follow-ups due today, earlier, or ``within`` so many days from today.

    Pinned ones come first, then those that are late the longest.
    """
    contacts = last_contacts(workspace)
    until = days_after(today, within)
    found = (
        _follow_up(workspace, record, contacts.get(record.id), today, zone)
        for record in _followed(workspace)
    )
    wanted = [one for one in found if one is not None and one.due <= until]
    return tuple(sorted(wanted, key=lambda one: (not one.pinned, one.due, one.record.title)))


def _followed(workspace: Workspace) -> Iterator[Followed]:
    yield from workspace.all(Agency)
    yield from workspace.all(Recruiter)
    yield from workspace.all(Search)
    yield from workspace.all(Ad)
    yield from workspace.all(Target)
    yield from workspace.all(Interview)


def next_line(workspace: Workspace, record: Record, today: date, zone: tzinfo) -> str:
    """When to get back to a record, in a phrase for a column; empty when there is no need."""
    found = follow_up(workspace, record, today, zone)
    return found.words if found else ""


def _follow_up(
    workspace: Workspace, record: Followed, last: Activity | None, today: date, zone: tzinfo
) -> FollowUp | None:
    pinned, every = record.follow_up, cadence(workspace, record)
    if workspace.pace.at_rest or (pinned is None and every is None):
        return None
    touched = _touched(record, last, zone)
    since = touched or (local_day(record.created, zone) if record.created != EPOCH else None)
    if pinned and (touched is None or touched < pinned):
        return FollowUp(record, pinned, None, last, since, today)
    pace = workspace.pace
    if every is None or _went_cold(record, since, today, pace.cold):
        return None
    return FollowUp(record, _after(since, every, today), every, last, since, today, pace.grace)


def _went_cold(record: Followed, since: date | None, today: date, cold: int) -> bool:
    """Whether an ad or a letter has been silent for so long that nobody expects an answer.

    One with a cadence of its own never is. That there is such a day at all keeps an old history
    that is brought in from coming due all at once.
    """
    silent = isinstance(record, (Ad, Target)) and not record.every
    return silent and since is not None and (today - since).days > cold


def _after(since: date | None, every: int, today: date) -> date:
    return today if since is None else days_after(since, every)


def _touched(record: Followed, last: Activity | None, zone: tzinfo) -> date | None:
    """The day of the last contact; answering an ad or writing a letter is one, logged or not."""
    began = _began(record)
    if last is None:
        return began
    spoke = local_day(last.at, zone)
    return max(spoke, began) if began else spoke


def _began(record: Followed) -> date | None:
    if isinstance(record, Ad):
        return record.answered_on
    return record.written_on if isinstance(record, Target) else None


_PEOPLE: Final = {
    "contacted": "cadence_contacted",
    "active": "cadence_active",
    "dormant": "cadence_dormant",
}
_CADENCES: Final[Mapping[str, Mapping[str, str]]] = {
    "agency": _PEOPLE,
    "recruiter": _PEOPLE,
    "search": dict.fromkeys(("discussed", "submitted", "interviewing"), "cadence_active"),
    "ad": dict.fromkeys(("answered", "replied"), "cadence_ads"),
    "target": dict.fromkeys(("written", "called", "silent"), "cadence_targets"),
}
"""By kind and stage, the attribute of the pace that holds the days."""


def cadence(workspace: Workspace, record: Followed) -> int | None:
    """The days between contacts for a record where it stands now; None where there is none.

    There is none before the first contact nor when the record is over. Otherwise a record's
    own ``every`` comes before what the pace says for its stage. A search is asked about when
    its recruiter is called; it has a cadence of its own only while the recruiter is not
    contacted or active.
    """
    if isinstance(record, Interview) or record.stage in NOT_BEGUN or record.stage in OVER:
        return None
    if record.every:
        return record.every
    if isinstance(record, Search) and _goes_through_recruiter(workspace, record):
        return None
    named = _CADENCES[record.kind].get(record.stage)
    return getattr(workspace.pace, named) if named else None


def _goes_through_recruiter(workspace: Workspace, search: Search) -> bool:
    recruiter = workspace.find(Recruiter, search.recruiter)
    return recruiter is not None and recruiter.stage in ("contacted", "active")


def _last_words(one: FollowUp) -> str:
    if one.since is None:
        return _since_words(one, "")
    days = (one.today - one.since).days
    when = {0: "today", 1: "yesterday"}.get(days, f"{days} days ago")
    return _since_words(one, when if days >= 0 else show_date(one.since, one.today))


def _since_words(one: FollowUp, when: str) -> str:
    """What happened last, and when that was in words."""
    if one.since is None:
        return "no contact yet"
    if one.since == _began(one.record):
        return f"{'answered' if isinstance(one.record, Ad) else 'written to'} {when}"
    return f"{_verb(one.last) if one.last else 'added'} {when}"


def _verb(last: Activity) -> str:
    if last.type == "meeting":
        return "last met"
    if last.type == "call" and last.result in ("reached", ""):
        return "last spoke"
    if last.direction == "in":
        return "last heard from them"
    return "last called" if last.type == "call" else "last wrote"


def _habit(record: Followed) -> str:
    if isinstance(record, Agency):
        return f"you call {record.stage} agencies"
    if isinstance(record, Recruiter):
        return f"you call {record.stage} recruiters"
    if isinstance(record, Search):
        return "you ask about live searches"
    if isinstance(record, Ad):
        return "you ask about answered ads"
    return "you get back to targets"


def _days(count: int) -> str:
    return "1 day" if count == 1 else f"{count} days"
