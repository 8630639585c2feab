"""With whom to close when an offer is accepted: everybody else who gave the user time.

``now`` is an aware datetime in the user's zone.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import Final

from jobsearch_tui.domain.offers import accepted_at, settled
from jobsearch_tui.domain.records import (
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
from jobsearch_tui.domain.text import fold
from jobsearch_tui.domain.weeks import local_day, zone_of
from jobsearch_tui.domain.when import show_date, show_moment
from jobsearch_tui.domain.workspace import Workspace, references
from jobsearch_tui.value import dataclass

WITHDRAWING: Final = "withdrawing"
DECLINING: Final = "declining-an-offer"
"""The names of the scripts for these calls."""


@dataclass(frozen=True)
class Closing:
    """A record to close, why, in a few words, and the name of the script for the call.

    ``stage`` is the one that ends it; empty where a word is all that is needed.
    """

    record: Record
    reason: str
    script: str = WITHDRAWING
    stage: str = ""


def closings(workspace: Workspace, now: datetime) -> tuple[Closing, ...]:
    """What is still to close for the offer that was accepted in writing; nothing without one."""
    offer = None if workspace.pace.at_rest else settled(workspace)
    return to_close(workspace, offer, now) if offer else ()


def to_close(workspace: Workspace, offer: Offer, now: datetime) -> tuple[Closing, ...]:
    """What is to close when an offer is accepted, the most pressing first.

    Appointments come first, then other offers, searches, ads that were replied to, interviews
    that wait for word, and the people who look for openings. What the offer itself came from is
    not in it. What has come to an end is not either; nor, appointments and offers apart, what
    has been spoken or written about since the offer was accepted.
    """
    since = accepted_at(workspace, offer) if offer.stage == "accepted" else None
    return tuple(_Closer(workspace, offer, now, since).all())


def origins(workspace: Workspace, offer: Offer) -> frozenset[str]:
    """The ids of what an offer came from: the interview, its search or ad, recruiter, agency."""
    found: dict[str, None] = {}
    waiting = [offer.origin]
    for id in waiting:
        record = workspace.get(id)
        if record is None or id in found:
            continue
        found[id] = None
        if not isinstance(record, Target):  # it names the search that turned the user down
            waiting.extend(references(record))
    return frozenset(found)


@dataclass(frozen=True)
class _Closer:
    workspace: Workspace
    offer: Offer
    now: datetime
    since: datetime | None

    def all(self) -> Iterator[Closing]:
        own = origins(self.workspace, self.offer)
        offers = list(self._offers())
        stand_for = frozenset(
            id for one in offers for id in (one.id, *origins(self.workspace, one))
        )
        searches = [one for one in self._searches(own) if one.id not in stand_for]
        ads = [one for one in self._ads(own) if one.id not in stand_for]
        live = frozenset(one.id for one in (*searches, *ads))
        yield from self._appointments(own)
        for one in offers:
            yield Closing(one, self._until(one), DECLINING, "declined")
        for search in searches:
            yield Closing(search, self._through(search), stage="closed")
        for ad in ads:
            yield Closing(ad, f"{ad.stage}, undecided", stage="withdrawn")
        yield from self._held(own, live | stand_for)
        yield from self._people(own | stand_for | {one.recruiter for one in searches})

    # --- what is in play -----------------------------------------------------------------------

    def _appointments(self, own: frozenset[str]) -> Iterator[Closing]:
        coming = [one for one in self.workspace.all(Interview) if self._is_coming(one)]
        for one in sorted(coming, key=lambda interview: interview.starts):
            if not self._is_own_interview(one, own):
                when = show_moment(one.starts.astimezone(self.now.tzinfo), self.now)
                yield Closing(one, f"interview {when}", stage="cancelled")

    def _offers(self) -> Iterator[Offer]:
        for one in self.workspace.all(Offer):
            if one.stage == "made" and one.id != self.offer.id and not self._is_ours(one.company):
                yield one

    def _searches(self, own: frozenset[str]) -> Iterator[Search]:
        for one in self.workspace.all(Search):
            if one.stage in OVER or one.id in own or self._is_ours(one.client):
                continue
            if not self._told(one.id, one.recruiter):
                yield one

    def _ads(self, own: frozenset[str]) -> Iterator[Ad]:
        for one in self.workspace.all(Ad):
            if one.stage in OVER or one.stage in ("spotted", "answered"):
                continue
            if one.id not in own and not self._is_ours(one.employer) and not self._told(one.id):
                yield one

    def _held(self, own: frozenset[str], told_of: frozenset[str]) -> Iterator[Closing]:
        """The last interview with each company that still waits for word."""
        last: dict[str, Interview] = {}
        for one in sorted(self.workspace.all(Interview), key=lambda one: one.starts):
            if one.stage in ("scheduled", "held"):
                last[fold(one.company)] = one
        for one in last.values():
            if one.origin not in told_of and self._waits(one, own):
                day = show_date(self._day(one.starts), self.now.date())
                yield Closing(one, f"held {day}, no answer yet")

    def _waits(self, one: Interview, own: frozenset[str]) -> bool:
        origin = self.workspace.get(one.origin)
        is_over = origin is not None and getattr(origin, "stage", "") in OVER
        age = (self.now.date() - self._day(one.starts)).days
        is_recent = age <= self.workspace.pace.cold
        offers = self.workspace.all(Offer)
        decided = any(fold(offer.company) == fold(one.company) for offer in offers)
        return (
            is_recent
            and not (self._is_coming(one) or is_over or decided or self._is_own_interview(one, own))
            and not self._told(one.id)
        )

    def _people(self, known: frozenset[str]) -> Iterator[Closing]:
        """Those who look for openings, unless they hear of it with a search of theirs."""
        reached = {known_agency for id in known if (known_agency := self._agency_of(id))}
        for one in self.workspace.all(Recruiter):
            if one.stage == "active":
                reached.add(one.agency)
                searches = self.workspace.linked_of(Search, one.id)
                heard = self._told(one.id, *(search.id for search in searches))
                if one.id not in known and not heard:
                    yield Closing(one, "looks for openings for you", stage="dormant")
        for agency in self.workspace.all(Agency):
            is_known = agency.id in known or agency.id in reached
            if agency.stage == "active" and not is_known and not self._told(agency.id):
                yield Closing(agency, "looks for openings for you", stage="dormant")

    # --- what is asked of each -------------------------------------------------------------------

    def _agency_of(self, id: str) -> str:
        recruiter = self.workspace.find(Recruiter, id)
        return recruiter.agency if recruiter else ""

    def _is_ours(self, company: str) -> bool:
        return bool(company) and fold(company) == fold(self.offer.company)

    def _is_coming(self, one: Interview) -> bool:
        return one.stage == "scheduled" and one.starts >= self.now

    def _is_own_interview(self, one: Interview, own: frozenset[str]) -> bool:
        """Whether it was held for the very position that is taken, or with that company."""
        origin = self.workspace.get(one.origin)
        is_opening = isinstance(origin, Search | Ad | Target)
        return one.id in own or self._is_ours(one.company) or (is_opening and one.origin in own)

    def _told(self, *ids: str) -> bool:
        """Whether somebody was spoken or written to about one of these since the acceptance."""
        since = self.since
        return since is not None and any(
            entry.at >= since and _got_through(entry) for id in ids for entry in self._log(id)
        )

    def _log(self, id: str) -> tuple[Activity, ...]:
        return self.workspace.linked_of(Activity, id)

    def _day(self, moment: datetime) -> date:
        return local_day(moment, zone_of(self.now))

    # --- in words --------------------------------------------------------------------------------

    def _until(self, offer: Offer) -> str:
        if offer.decide_by is None:
            return "waits for your answer"
        return f"waits for your answer until {show_date(offer.decide_by, self.now.date())}"

    def _through(self, search: Search) -> str:
        recruiter = self.workspace.title(search.recruiter)
        return f"{search.stage}, through {recruiter}" if recruiter else search.stage


def _got_through(entry: Activity) -> bool:
    written = entry.direction == "out" and entry.type in ("email", "letter", "message")
    return written or entry.type == "meeting" or entry.result == "reached"
