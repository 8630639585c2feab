"""A broken promise: whether it is one, and what has happened since.

Everywhere ``now`` is an aware datetime in the user's own zone.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from functools import cached_property
from typing import Final

from jobsearch_tui.domain.contacts import blocked_calls, is_talk
from jobsearch_tui.domain.doors import Doors, live_doors
from jobsearch_tui.domain.lookbacks import is_behind
from jobsearch_tui.domain.promises import due_at, givers_records, is_owed, reach
from jobsearch_tui.domain.records import (
    EPOCH,
    Activity,
    Ad,
    Interview,
    Offer,
    Promise,
    Record,
    Recruiter,
    Search,
    Target,
)
from jobsearch_tui.domain.stages import OVER
from jobsearch_tui.domain.weeks import zone_of
from jobsearch_tui.domain.workspace import Workspace
from jobsearch_tui.value import dataclass


def is_broken(workspace: Workspace, promise: Promise, now: datetime) -> bool:
    """Whether somebody's word was broken and something is to be done about it.

    It is late, or was marked broken. It needs nothing more once it was closed, once what it is
    about is over, and, when it was marked broken, after such a silence as ads are given up
    after.
    """
    if not is_owed(promise, now) or _is_over(workspace, promise):
        return False
    if promise.stage == "open":
        return True
    return Case(workspace, promise, now).silent_for <= workspace.pace.cold


def opening_of(workspace: Workspace, promise: Promise) -> Search | Ad | Target | None:
    """The search, ad or target that a promise is about, or that its interview came from."""
    about = workspace.get(promise.about)
    if isinstance(about, (Interview, Offer)):
        about = workspace.get(about.origin)
    return about if isinstance(about, (Search, Ad, Target)) else None


def _is_over(workspace: Workspace, promise: Promise) -> bool:
    """Whether the answer is known: what was promised about has ended, or its opening has.

    An interview that was cancelled is not the end: a new date may have been promised.
    """
    about = workspace.get(promise.about)
    ends = [one for one in (about, opening_of(workspace, promise)) if one is not None]
    stages = (getattr(one, "stage", "") for one in ends if not isinstance(one, Interview))
    return any(stage in OVER for stage in stages)


@dataclass(frozen=True)
class Case:
    """A broken promise with what is known about it."""

    workspace: Workspace
    promise: Promise
    now: datetime

    @cached_property
    def since(self) -> datetime:
        """When it was broken: when it was due, or was marked so before that."""
        promise = self.promise
        due = due_at(promise, zone_of(self.now)) or self.now
        early = promise.stage == "broken" and EPOCH < promise.changed < due
        return promise.changed if early else due

    @cached_property
    def contacts(self) -> tuple[Activity, ...]:
        """The contacts with those who promised since then, newest first."""
        entries = {
            entry.id: entry
            for id in reach(self.workspace, self.promise)
            for entry in self.workspace.log(id)
            if entry.is_contact and self.since < entry.at <= self.now
        }
        return tuple(sorted(entries.values(), key=lambda entry: entry.at, reverse=True))

    @property
    def silent_for(self) -> int:
        """Whole days since the last contact, or since it was broken."""
        last = self.contacts[0].at if self.contacts else self.since
        return (self.now - last).days

    @property
    def talk(self) -> Activity | None:
        """The newest contact in which they were reached, or got in touch."""
        return next((entry for entry in self.contacts if is_talk(entry)), None)

    @property
    def blocked(self) -> int:
        """The calls stopped at the front desk, with nobody reached after them."""
        return blocked_calls(self.contacts)

    @property
    def is_hopeless(self) -> bool:
        """Whether so many calls were stopped that it is likely a no."""
        return self.blocked >= self.workspace.pace.gatekeepers

    @cached_property
    def interview(self) -> Interview | None:
        """The interview that the promise is about, or the last one held that came of it."""
        about = self.workspace.get(self.promise.about)
        if isinstance(about, Interview) or about is None:
            return about
        held = [one for one in self._came_of(about) if is_behind(one, self.now)]
        return max(held, key=lambda one: one.starts, default=None)

    @property
    def prospect(self) -> Interview | None:
        """The interview with the boss for whom work could be done: not a recruiter's promise."""
        about, interview = self.workspace.get(self.promise.about), self.interview
        if isinstance(about, (Interview, Offer)):
            return interview
        if isinstance(about, (Search, Ad, Target)) and interview and interview.origin == about.id:
            return interview
        return None

    def _came_of(self, about: Record) -> Iterator[Interview]:
        """The interviews that came from a record, and those with the people who promised."""
        waiting = [about.id, *([about.origin] if isinstance(about, Offer) else [])]
        waiting.extend(givers_records(self.workspace, self.promise))
        for id in waiting:
            if interview := self.workspace.find(Interview, id):
                yield interview
            below = (one.id for one in self.workspace.linked(id) if isinstance(one, _LEADING))
            waiting.extend(other for other in below if other not in waiting)

    @cached_property
    def doors(self) -> tuple[Doors, ...]:
        """The other live doors."""
        opening = opening_of(self.workspace, self.promise)
        own = {self.promise.about, *([opening.id] if opening else [])}
        own.update([self.interview.id] if self.interview else [])
        return live_doors(self.workspace, self.now, own)


_LEADING: Final = (Recruiter, Search, Interview)
"""What may stand between an agency or a recruiter and an interview that came of them."""
