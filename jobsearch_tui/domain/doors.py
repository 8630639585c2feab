"""Live doors: where an interview or an offer may come from without waiting for one's word.

Each opening is one door, counted where it stands furthest: a search that led to an interview
is that interview. What somebody's overdue word is about is no live door. Everywhere ``now`` is
an aware datetime in the user's own zone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import field
from datetime import datetime
from typing import Final, TypeVar

from jobsearch_tui.domain.promises import PromiseState, is_owed, is_waited_for, promise_state
from jobsearch_tui.domain.records import (
    Ad,
    Interview,
    Offer,
    Promise,
    Record,
    Recruiter,
    Search,
    Target,
)
from jobsearch_tui.domain.workspace import Workspace
from jobsearch_tui.value import dataclass

R = TypeVar("R", bound=Record)


@dataclass(frozen=True)
class Doors:
    """Live doors of one kind: what they are called, one and several, and the records."""

    one: str
    several: str
    records: tuple[Record, ...]

    @property
    def words(self) -> str:
        """How many there are, as in ``2 interviews scheduled``."""
        count = len(self.records)
        return f"{count} {self.one if count == 1 else self.several}"


_WITH_THE_CLIENT: Final = frozenset({"submitted", "interviewing"})
_ANSWERED: Final = frozenset({"replied", "interviewing", "offered"})


def live_doors(
    workspace: Workspace, now: datetime, without: Iterable[str] = ()
) -> tuple[Doors, ...]:
    """The live doors by kind, the nearest to a new job first; kinds that have none are left out.

    Offers to decide; interviews still to come; interviews held for which word is promised and
    not late; searches for which the recruiter has submitted the user; ads and targets that
    answered; active recruiters with none of these. The records ``without``, and what belongs
    to the same opening as one of them, are passed over.
    """
    lost = frozenset(_lost(workspace, now))
    taken = _Taken(workspace, set(without))
    offers = taken.those(Offer, lambda one: _is_to_decide(one, now))
    coming = taken.those(Interview, lambda one: _is_coming(one, now))
    waiting = taken.those(Interview, lambda one: _waits(workspace, one, now), lost)
    searches = taken.those(Search, lambda one: one.stage in _WITH_THE_CLIENT, lost)
    ads = taken.those(Ad, lambda one: one.stage in _ANSWERED, lost)
    targets = taken.those(Target, lambda one: one.stage == "interview", lost)
    told = lost | taken.recruiters
    recruiters = taken.those(Recruiter, lambda one: one.stage == "active", told)
    found = (
        Doors("offer to decide", "offers to decide", offers),
        Doors("interview to come", "interviews to come", coming),
        Doors("interview waiting for word", "interviews waiting for word", waiting),
        Doors("search under way", "searches under way", searches),
        Doors("ad that answered", "ads that answered", ads),
        Doors("target that answered", "targets that answered", targets),
        Doors("active recruiter", "active recruiters", recruiters),
    )
    return tuple(doors for doors in found if doors.records)


@dataclass(frozen=True)
class _Taken:
    """The openings that are counted already, and the recruiters who brought them."""

    workspace: Workspace
    ids: set[str]
    recruiters: set[str] = field(default_factory=set)

    def those(
        self, kind: type[R], lives: Callable[[R], bool], lost: AbstractSet[str] = frozenset()
    ) -> tuple[R, ...]:
        """The records of a kind that are live doors and of no opening counted before."""
        found: list[R] = []
        for record in self.workspace.all(kind):
            if record.id in lost or not lives(record):
                continue
            opening = set(_opening(self.workspace, record))
            if self.ids.isdisjoint(opening):
                found.append(record)
            self.ids.update(opening)
            self.recruiters.update(_recruiters(self.workspace, opening))
        return tuple(found)


def counted(doors: Iterable[Doors]) -> int:
    """How many live doors there are in all."""
    return sum(len(one.records) for one in doors)


def doors_line(doors: Iterable[Doors]) -> str:
    """The live doors in words, as in ``1 interview to come, 4 active recruiters``."""
    return ", ".join(one.words for one in doors) or "no other door is open"


def _opening(workspace: Workspace, record: Record) -> Iterator[str]:
    """A record, and the interview, search, ad or target that it came from; people lead to more."""
    seen: set[str] = set()
    while record.id not in seen:
        seen.add(record.id)
        yield record.id
        origin = workspace.get(getattr(record, "origin", ""))
        if isinstance(origin, (Interview, Search, Ad, Target)):
            record = origin


def _recruiters(workspace: Workspace, opening: Iterable[str]) -> Iterator[str]:
    """The recruiters through whom an opening came."""
    for id in opening:
        record = workspace.get(id)
        yield getattr(record, "recruiter", "") or getattr(record, "origin", "")


def _lost(workspace: Workspace, now: datetime) -> Iterator[str]:
    """What somebody's overdue or broken word is about, and what that came from."""
    for promise in workspace.all(Promise):
        about = workspace.get(promise.about)
        if about and (is_owed(promise, now) or promise_state(promise, now) is PromiseState.CLOSED):
            yield from _opening(workspace, about)


def _is_to_decide(offer: Offer, now: datetime) -> bool:
    return offer.stage == "made" and (offer.decide_by is None or offer.decide_by >= now.date())


def _is_coming(interview: Interview, now: datetime) -> bool:
    return interview.stage == "scheduled" and interview.starts > now


def _waits(workspace: Workspace, interview: Interview, now: datetime) -> bool:
    given = workspace.promises(interview.id)
    return interview.stage == "held" and any(is_waited_for(one, now) for one in given)
