"""How long answers take, by channel: from the first contact to the first word that came back.

An answer is a talk, a stage that only somebody's answer brings, or an invitation; a refusal is
an answer too. Days are those of the user's zone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import Final

from jobsearch_tui.domain.contacts import concerned, is_talk
from jobsearch_tui.domain.figures.figure import Bar, Figure, Group, share_words
from jobsearch_tui.domain.outcomes import first_contacts, source_of
from jobsearch_tui.domain.records import (
    EPOCH,
    STAGE_CHANGE,
    Activity,
    Ad,
    Agency,
    Interview,
    Recruiter,
    Target,
)
from jobsearch_tui.domain.weeks import local_day, zone_of
from jobsearch_tui.domain.workspace import Workspace
from jobsearch_tui.value import dataclass

BUCKETS: Final = ((3, "within 3 days"), (7, "in a week"), (14, "in 2 weeks"), (28, "in 4 weeks"))
"""Days up to which an answer belongs to a bar, with the bar's label."""

TELLING: Final = 5
"""Of fewer answers than these it is not said how long they take."""

_ANSWERS: Final = frozenset(
    {"replied", "interviewing", "offered", "turned down", "interview", "referred back"}
    | {"no opening"}
)
"""Stages that only an answer brings."""


@dataclass(frozen=True)
class Waits:
    """The days that answers of a channel took, in order, and how many contacts have none yet."""

    name: str
    days: tuple[int, ...]
    silent: int

    def within(self, share: float) -> int:
        """In how many days that share of the answers came; there is at least one."""
        return self.days[min(len(self.days) - 1, int(share * len(self.days)))]


def waits(workspace: Workspace, now: datetime) -> tuple[Waits, ...]:
    """The waits of each channel through which anybody was contacted."""
    zone = zone_of(now)
    answered = _answered(workspace, now)
    first = first_contacts(workspace, zone)
    people = [
        (one.id, first.get(one.id)) for one in (*workspace.all(Agency), *workspace.all(Recruiter))
    ]
    ads = [(one.id, _ordinal(one.answered_on)) for one in workspace.all(Ad)]
    targets = [
        (one.id, _ordinal(one.written_on) or first.get(one.id)) for one in workspace.all(Target)
    ]
    channels = (
        ("Agencies and recruiters", people),
        ("Ads", ads),
        ("Letters to companies", targets),
    )
    found = (_waits(name, made, answered, now.toordinal()) for name, made in channels)
    return tuple(one for one in found if one.days or one.silent)


def _ordinal(day: date | None) -> int | None:
    return day.toordinal() if day else None


def _answered(workspace: Workspace, now: datetime) -> Mapping[str, list[int]]:
    """The days on which word came from each record, by id."""
    zone = zone_of(now)
    found: dict[str, list[int]] = {}
    for entry in workspace.all(Activity):
        if is_talk(entry) or (entry.type == STAGE_CHANGE and entry.stage in _ANSWERS):
            day = local_day(entry.at, zone).toordinal()
            for id in concerned(workspace, entry):
                found.setdefault(id, []).append(day)
    for interview in workspace.all(Interview):
        if EPOCH < interview.created < interview.starts:
            day = local_day(interview.created, zone).toordinal()
            found.setdefault(source_of(workspace, interview), []).append(day)
    return found


def _waits(
    name: str,
    made: Iterable[tuple[str, int | None]],
    answered: Mapping[str, list[int]],
    today: int,
) -> Waits:
    days, silent = [], 0
    for id, day in made:
        if day is None or day > today:
            continue
        later = [one for one in answered.get(id, ()) if one >= day]
        if later:
            days.append(min(later) - day)
        else:
            silent += 1
    return Waits(name, tuple(sorted(days)), silent)


def figure(workspace: Workspace, now: datetime) -> Figure:
    """Answer times by channel, at an aware moment in the user's zone."""
    found = waits(workspace, now)
    groups = tuple(Group(_title(one), tuple(_bars(one))) for one in found)
    counted = "From the first contact to the first answer, a refusal included."
    return Figure("answers", "Answer times", counted, groups, _advice(found))


def _title(one: Waits) -> str:
    answered = len(one.days)
    return f"{one.name}: answered {share_words(answered, answered + one.silent)}"


def _bars(one: Waits) -> Iterator[Bar]:
    before = -1
    for most, label in BUCKETS:
        yield Bar(label, sum(before < days <= most for days in one.days))
        before = most
    yield Bar("later", sum(days > before for days in one.days))
    yield Bar("no answer yet", one.silent)


def _advice(found: tuple[Waits, ...]) -> str:
    known = [one for one in found if len(one.days) >= TELLING]
    if not known:
        return "There are too few answers yet to say how long they take."
    slowest = max(known, key=lambda one: one.within(0.9))
    nine = slowest.within(0.9)
    name = slowest.name[0].lower() + slowest.name[1:]
    return (
        f"Half of the answers of {name} came by day {slowest.within(0.5)}, nine in ten by day "
        f"{nine}: what stays silent for longer need not be waited for."
    )
