"""Whether one is in play at a company already, through somebody, before one writes to it.

A company that hears of a person from two sides may have to pay a fee for them to one of the
two, and takes neither: a double submission. ``today`` is the calendar day in the user's zone.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, tzinfo
from enum import StrEnum
from functools import lru_cache
from typing import Final

from jobsearch_tui.domain.campaigns import campaign_of
from jobsearch_tui.domain.companies import firm_key, read_companies
from jobsearch_tui.domain.records import Ad, Agency, Interview, Recruiter, Search, Target
from jobsearch_tui.domain.weeks import local_day
from jobsearch_tui.domain.when import show_date
from jobsearch_tui.domain.workspace import Workspace
from jobsearch_tui.value import dataclass


class DoorKind(StrEnum):
    """Through whom one is known at a company."""

    AD = "ad"
    SEARCH = "search"
    INTERVIEW = "interview"
    CAMPAIGN = "campaign"
    RECRUITER = "recruiter"


@dataclass(frozen=True)
class InPlay:
    """One reason for care before a company is written to, in a sentence.

    ``about`` is the id of the record that gives the reason.
    """

    kind: DoorKind
    words: str
    about: str


ANSWERED: Final = frozenset({"answered", "replied", "interviewing", "offered"})
SUBMITTED: Final = frozenset({"submitted", "interviewing"})


class Doors:
    """All doors of a workspace that are open, by company; made once, asked about many."""

    def __init__(self, workspace: Workspace, today: date, zone: tzinfo) -> None:
        """Take the records as they stand today."""
        self._workspace = workspace
        self._today = today
        self._zone = zone
        self._at: dict[str, list[Ad | Search | Interview | Target]] = {}
        for company, record in self._open():
            self._at.setdefault(firm_key(company), []).append(record)

    def _open(self) -> Iterator[tuple[str, Ad | Search | Interview | Target]]:
        for search in self._workspace.all(Search):
            if search.client and search.stage in SUBMITTED:
                yield search.client, search
        latest: dict[str, Interview] = {}
        for interview in self._workspace.all(Interview):
            known = latest.get(firm_key(interview.company))
            if self._counts(interview) and (known is None or known.starts < interview.starts):
                latest[firm_key(interview.company)] = interview
        yield from ((interview.company, interview) for interview in latest.values())
        for ad in self._workspace.all(Ad):
            if ad.employer and ad.stage in ANSWERED:
                yield ad.employer, ad
        for target in self._workspace.all(Target):
            yield target.company, target

    def _counts(self, interview: Interview) -> bool:
        """Whether an interview is to come, or was held so lately that its word may come yet."""
        if interview.stage == "scheduled":
            return True
        age = self._today - local_day(interview.starts, self._zone)
        return interview.stage == "held" and age.days <= self._workspace.pace.cold

    def cautions(self, target: Target) -> tuple[InPlay, ...]:
        """Why to think twice about a target, the gravest first; it need not be stored yet."""
        found = (
            self._told(record, target) for record in self._at.get(firm_key(target.company), ())
        )
        return (*(one for one in found if one is not None), *_close(self._workspace, target))

    def _told(self, record: Ad | Search | Interview | Target, target: Target) -> InPlay | None:
        if isinstance(record, Ad):
            return self._ad(record)
        if isinstance(record, Search):
            return self._search(record, target)
        if isinstance(record, Interview):
            return self._interview(record, target)
        return self._campaign(record, target)

    def _ad(self, ad: Ad) -> InPlay:
        since = f" {_on(self._day(ad.answered_on))}" if ad.answered_on else ""
        words = f"You answered their ad for {ad.role}{since}: your two letters would meet."
        return InPlay(DoorKind.AD, words, ad.id)

    def _search(self, search: Search, target: Target) -> InPlay | None:
        if search.id == target.search:
            return None
        who = recruiter_words(self._workspace, search)
        deed = "has submitted you" if search.stage == "submitted" else "has you interviewing"
        words = f"{who} {deed} there for {search.name}: a letter is a double submission."
        return InPlay(DoorKind.SEARCH, words, search.id)

    def _interview(self, interview: Interview, target: Target) -> InPlay | None:
        if interview.origin == target.id:
            return None
        day = self._day(local_day(interview.starts, self._zone))
        deed = "have an interview" if interview.stage == "scheduled" else "had an interview"
        words = f"You {deed} there {_on(day)}: ask the people you met instead."
        return InPlay(DoorKind.INTERVIEW, words, interview.id)

    def _campaign(self, other: Target, target: Target) -> InPlay | None:
        if other.id == target.id or campaign_of(other) == campaign_of(target):
            return None
        which = "the broadcast" if other.campaign == "broadcast" else "another end run"
        letter = f", letter of {self._day(other.written_on)}" if other.written_on else ""
        words = f"They are in {which} too ({other.stage}{letter}): one letter is enough."
        return InPlay(DoorKind.CAMPAIGN, words, other.id)

    def _day(self, day: date) -> str:
        return show_date(day, self._today)


@lru_cache(maxsize=2)
def doors(workspace: Workspace, today: date, zone: tzinfo) -> Doors:
    """The doors of a workspace, made once as long as it and the day stay the same."""
    return Doors(workspace, today, zone)


def _on(day: str) -> str:
    return day if day in ("today", "tomorrow", "yesterday") else f"on {day}"


def recruiter_words(workspace: Workspace, search: Search) -> str:
    """The recruiter of a search with their firm, as in ``Dana Whitfield of Marsh & Vale``."""
    recruiter = workspace.find(Recruiter, search.recruiter)
    if recruiter is None:
        return "A recruiter"
    firm = workspace.title(recruiter.agency)
    return f"{recruiter.name} of {firm}" if firm else recruiter.name


def _close(workspace: Workspace, target: Target) -> Iterator[InPlay]:
    """Where the recruiter who said no is known to work closely with the company."""
    said_no = workspace.find(Search, target.search)
    recruiter = workspace.find(Recruiter, said_no.recruiter) if said_no else None
    if recruiter is None or said_no is None:
        return
    key = firm_key(target.company)
    for reason, about in _ties(workspace, recruiter, said_no, key):
        words = f"{reason}: a letter will most likely be handed back."
        yield InPlay(DoorKind.RECRUITER, words, about)
        return


def _ties(
    workspace: Workspace, recruiter: Recruiter, said_no: Search, key: str
) -> Iterator[tuple[str, str]]:
    """What ties the recruiter to the company of a key, the closest tie first."""
    if recruiter.employer and firm_key(recruiter.employer) == key:
        yield f"{recruiter.name} is their own recruiter", recruiter.id
    if key in _listed(recruiter.works_for):
        yield f"{recruiter.name} fills many jobs for them", recruiter.id
    agency = workspace.find(Agency, recruiter.agency)
    if agency is not None and key in _listed(agency.works_for):
        yield f"{agency.name}, the firm of {recruiter.name}, fills many jobs for them", agency.id
    for search in workspace.linked_of(Search, recruiter.id):
        if search.id != said_no.id and search.client and firm_key(search.client) == key:
            yield f"{recruiter.name} has another search of theirs, {search.name}", search.id


def _listed(companies: str) -> frozenset[str]:
    return frozenset(firm_key(one.company) for one in read_companies(companies))
