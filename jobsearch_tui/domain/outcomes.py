"""What the user's own record says of each channel: contacts made, and what came of them.

- An agency or a recruiter is contacted by the first outward contact in the log that reached
  somebody or left word, or else by the stage entry that left *queued*; an ad by ``answered_on``,
  a target by ``written_on`` or else by its first outward contact. Without a date there is no
  contact that one could learn from.
- The outcome is the first interview that came from it: a search's count for its recruiter. Each
  interview that an agency or a recruiter brings starts the wait for another one from them.
- An interview that took place is a contact for the next round, whose outcome is the interview
  of a later round with the same company. After the fourth round there is a decision.
- An interview that was cancelled or missed is an outcome all the same: the contact did lead to
  an invitation, and what is forecast are invitations. It starts no further round.
- Of referrals only those are in the record that came to something. So nothing can be learnt of
  their chance, and nobody waits for them here.

Days are ordinals of the calendar in the user's zone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from itertools import pairwise
from typing import Final

from jobsearch_tui.domain.channels import Channel
from jobsearch_tui.domain.pacing import counts
from jobsearch_tui.domain.records import (
    EPOCH,
    STAGE_CHANGE,
    Activity,
    Ad,
    Agency,
    Interview,
    Offer,
    Record,
    Recruiter,
    Search,
    Target,
)
from jobsearch_tui.domain.stages import OVER
from jobsearch_tui.domain.weeks import local_day, zone_of
from jobsearch_tui.domain.workspace import Workspace

_UNHEARD: Final = frozenset({"no answer", "wrong number"})
"""Results of a call that nobody will ever know of."""

MOST_ROUNDS: Final = 4
"""After so many rounds no further one is expected."""

_NOTICES_GUESSED: Final = 4
"""The guess of the notice counts for as much as so many interviews."""


@dataclass(frozen=True, slots=True)
class Contact:
    """A contact, made on a day; ``invited`` is the day of the invitation that it led to, if any.

    ``closed`` says that nothing more is expected of one that led to nothing.
    """

    made: int
    invited: int | None = None
    closed: bool = False


@dataclass(frozen=True)
class History:
    """All contacts by channel, and the mean notice of an interview in days."""

    contacts: Mapping[Channel, tuple[Contact, ...]]
    notice: int


@dataclass(frozen=True, slots=True)
class _Meeting:
    """An interview with its days; ``opens`` says that it is the first with its company."""

    day: int
    invited: int
    interview: Interview
    opens: bool


def history(workspace: Workspace, now: datetime) -> History:
    """What the record says of each channel at an aware moment in the user's zone."""
    zone, today = zone_of(now), now.toordinal()
    interviews = [(local_day(one.starts, zone).toordinal(), one) for one in _dated(workspace)]
    interviews.sort(key=lambda pair: (pair[0], pair[1].round))
    notices = _notices(interviews, zone)
    guess = workspace.pace.days_notice
    told = list(notices.values())
    notice = round((sum(told) + _NOTICES_GUESSED * guess) / (len(told) + _NOTICES_GUESSED))
    meetings = _meetings(interviews, notices, notice, today)
    came = _by_origin(workspace, meetings)
    began = first_contacts(workspace, zone)
    contacts = {
        Channel.RECRUITERS: tuple(_people(workspace, began, came, today)),
        Channel.ADS: tuple(_ads(workspace, came, today)),
        Channel.BROADCAST: tuple(_targets(workspace, "broadcast", began, came, today)),
        Channel.END_RUN: tuple(_targets(workspace, "end run", began, came, today)),
        Channel.REFERRALS: (),
        Channel.ROUNDS: tuple(_rounds(workspace, meetings)),
    }
    return History(contacts, max(1, notice))


def _dated(workspace: Workspace) -> Iterator[Interview]:
    return (one for one in workspace.all(Interview) if one.starts > EPOCH)


def _notices(interviews: Iterable[tuple[int, Interview]], zone: tzinfo) -> dict[str, int]:
    """By id, how many days before an interview it was known; those noted afterwards say nothing."""
    found: dict[str, int] = {}
    for day, one in interviews:
        if EPOCH < one.created < one.starts:
            found[one.id] = day - local_day(one.created, zone).toordinal()
    return found


def _meetings(
    interviews: Iterable[tuple[int, Interview]], notices: Mapping[str, int], usual: int, today: int
) -> list[_Meeting]:
    met: set[str] = set()
    found = []
    for day, one in interviews:
        company = one.company.casefold()
        invited = min(today, day - notices.get(one.id, usual))
        found.append(_Meeting(day, invited, one, one.round < 2 or company not in met))
        met.add(company)
    return found


def _by_origin(workspace: Workspace, meetings: Iterable[_Meeting]) -> dict[str, list[_Meeting]]:
    """The first interviews with each company, by the record they came from."""
    searches: Mapping[str, Record] = workspace.table(Search.kind)
    found: dict[str, list[_Meeting]] = {}
    for one in meetings:
        origin = one.interview.origin
        if origin and one.opens:
            found.setdefault(_source(searches, origin), []).append(one)
    return found


def source_of(workspace: Workspace, interview: Interview) -> str:
    """The id of the record that brought an interview: for a search its recruiter; may be empty."""
    return _source(workspace.table(Search.kind), interview.origin)


def _source(searches: Mapping[str, Record], origin: str) -> str:
    search = searches.get(origin)
    return search.recruiter if isinstance(search, Search) else origin


def first_contacts(workspace: Workspace, zone: tzinfo) -> dict[str, int]:
    """The day on which each agency, recruiter and target was first contacted, by id.

    Days are ordinals of the calendar in the zone.
    """
    spoken: dict[str, datetime] = {}
    moved: dict[str, datetime] = {}
    for entry in workspace.all(Activity):
        type = entry.type
        if type == STAGE_CHANGE:
            firsts = moved if entry.stage != "queued" else None
        elif type == "note" or entry.direction != "out" or entry.result in _UNHEARD:
            firsts = None
        else:
            firsts = spoken
        if firsts is not None:
            at = entry.at
            for id in entry.about:
                if id not in firsts or at < firsts[id]:
                    firsts[id] = at
    known = (Agency.kind, Recruiter.kind, Target.kind)
    tables = [workspace.table(kind) for kind in known]
    firsts = {id: moved[id] for table in tables[:2] for id in table if id in moved}
    firsts.update((id, spoken[id]) for table in tables for id in table if id in spoken)
    return {id: local_day(at, zone).toordinal() for id, at in firsts.items()}


def _people(
    workspace: Workspace,
    began: Mapping[str, int],
    came: Mapping[str, list[_Meeting]],
    today: int,
) -> Iterator[Contact]:
    people: list[Agency | Recruiter] = [*workspace.all(Agency), *workspace.all(Recruiter)]
    for record in people:
        made = began.get(record.id)
        if made is None or made > today:
            continue
        closed = record.stage in OVER
        brought = [one for one in came.get(record.id, ()) if one.day >= made]
        for start, one in zip([made, *(one.day for one in brought)], brought, strict=False):
            yield Contact(start, max(start, one.invited))
        yield Contact(brought[-1].day if brought else made, closed=closed)


def _ads(workspace: Workspace, came: Mapping[str, list[_Meeting]], today: int) -> Iterator[Contact]:
    for ad in workspace.all(Ad):
        made = _ordinal(ad.answered_on)
        if made is not None and made <= today:
            yield _contact(made, came.get(ad.id, ()), closed=ad.stage in OVER)


def _targets(
    workspace: Workspace,
    campaign: str,
    began: Mapping[str, int],
    came: Mapping[str, list[_Meeting]],
    today: int,
) -> Iterator[Contact]:
    for target in workspace.all(Target):
        if target.campaign == campaign:
            made = _ordinal(target.written_on) or began.get(target.id)
            if made is not None and made <= today:
                yield _contact(made, came.get(target.id, ()), closed=target.stage in OVER)


def _ordinal(day: date | None) -> int | None:
    return day.toordinal() if day else None


def _contact(made: int, came: Iterable[_Meeting], *, closed: bool) -> Contact:
    first = next((one for one in came if one.day >= made), None)
    return (
        Contact(made, closed=closed) if first is None else Contact(made, max(made, first.invited))
    )


def _rounds(workspace: Workspace, meetings: Iterable[_Meeting]) -> Iterator[Contact]:
    """Each round with a company, and the next one if there is one."""
    companies: dict[str, dict[int, list[_Meeting]]] = {}
    for one in meetings:
        rounds = companies.setdefault(one.interview.company.casefold(), {})
        rounds.setdefault(one.interview.round, []).append(one)
    decided = {offer.company.casefold() for offer in workspace.all(Offer)}
    for company, rounds in companies.items():
        numbers = sorted(rounds)
        for number, following in pairwise([*numbers, 0]):
            held = [one for one in rounds[number] if counts(one.interview)]
            if not held or number >= MOST_ROUNDS:
                continue
            start = held[-1].day
            if following:
                yield Contact(start, max(start, rounds[following][0].invited))
            else:
                over = company in decided or has_ended(workspace, held[-1].interview)
                yield Contact(start, closed=over)


def has_ended(workspace: Workspace, interview: Interview) -> bool:
    """Whether what an interview came from has come to its end.

    An agency, a recruiter or a target is not the opening itself, so their end says nothing.
    """
    origin = workspace.get(interview.origin) if interview.origin else None
    return isinstance(origin, (Ad, Search)) and (origin.stage in OVER or origin.stage == "offered")
