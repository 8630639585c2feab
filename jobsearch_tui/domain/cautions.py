"""What to tell the user about an interview before it is saved; nothing of it forbids."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Final

from jobsearch_tui.domain.pacing import Level, counts, load
from jobsearch_tui.domain.records import Interview
from jobsearch_tui.domain.weeks import local_day, week_of, week_words, zone_of
from jobsearch_tui.domain.when import show_minutes, show_moment
from jobsearch_tui.domain.workspace import Workspace
from jobsearch_tui.value import dataclass

ON_THE_SPOT: Final = frozenset({"on-site", "panel", "meal", "assessment"})
"""The formats that one has to travel to; the others are held at a distance."""

WAY: Final = timedelta(minutes=30)
"""The least time to get from one place to another."""


class CautionKind(StrEnum):
    """What a caution is about."""

    PAST = "past"
    OVER = "over"
    OVERLAP = "overlap"
    WAY = "way"


@dataclass(frozen=True)
class Caution:
    """A doubt about an interview in one sentence, with the ids of the interviews it concerns."""

    kind: CautionKind
    words: str
    about: tuple[str, ...]


def cautions(workspace: Workspace, interview: Interview, now: datetime) -> tuple[Caution, ...]:
    """The doubts about a new or changed interview as it would stand.

    ``now`` is an aware datetime in the user's zone. The interview stands in the place of its
    old version, if there is one. One that is cancelled takes no room and raises no doubt.
    """
    if not counts(interview):
        return ()
    neighbours = tuple(_neighbours(workspace, interview))
    return (
        *_past(interview, now),
        *_over(workspace, interview, now),
        *_overlaps(interview, neighbours, now),
        *_short_ways(interview, neighbours, now),
    )


def _past(interview: Interview, now: datetime) -> Iterator[Caution]:
    if interview.stage == "scheduled" and interview.starts < now:
        words = f"{_told(interview, now)} is in the past, and it is still scheduled."
        yield Caution(CautionKind.PAST, words, (interview.id,))


def _over(workspace: Workspace, interview: Interview, now: datetime) -> Iterator[Caution]:
    zone = zone_of(now)
    first_weekday = workspace.pace.first_weekday
    week = week_of(local_day(interview.starts, zone), first_weekday)
    if week < week_of(now.date(), first_weekday):
        return
    standing = load(workspace.put(interview), week, zone)
    if standing.level is Level.OVER:
        words = week_words(week, now.date())
        is_over = "is" if workspace.get(interview.id) == interview else "would be"
        yield Caution(
            CautionKind.OVER,
            f"{words[0].upper()}{words[1:]} {is_over} over capacity: {standing.why}.",
            tuple(one.id for one in standing.interviews),
        )


def _neighbours(workspace: Workspace, interview: Interview) -> Iterator[Interview]:
    """The other interviews that count, at most a few days away."""
    day = interview.starts.date()
    for other in workspace.all(Interview):
        near = abs((other.starts.date() - day).days) <= _REACH
        if near and other.id != interview.id and counts(other):
            yield other


_REACH: Final = 3
"""Days: an interview takes a day at the most, and zones are up to a day apart."""


def _overlaps(
    interview: Interview, neighbours: Iterable[Interview], now: datetime
) -> Iterator[Caution]:
    for other in neighbours:
        if _between(interview, other) < timedelta(0):
            words = f"It overlaps {_told(other, now)}, {show_minutes(other.minutes)}."
            yield Caution(CautionKind.OVERLAP, words, (interview.id, other.id))


def _short_ways(
    interview: Interview, neighbours: Iterable[Interview], now: datetime
) -> Iterator[Caution]:
    for other in neighbours:
        between = _between(interview, other)
        if timedelta(0) <= between < WAY and _elsewhere(interview, other):
            left = show_minutes(int(between / timedelta(minutes=1)))
            words = f"Only {left} to get between it and {_told(other, now)}."
            yield Caution(CautionKind.WAY, words, (interview.id, other.id))


def _between(one: Interview, other: Interview) -> timedelta:
    """The time from the end of the earlier interview to the start of the later one.

    Negative when they overlap. An interview of no length takes a minute.
    """
    earlier, later = sorted((one, other), key=lambda interview: _utc(interview.starts))
    length = timedelta(minutes=max(1, earlier.minutes))
    return _utc(later.starts) - _utc(earlier.starts) - length


def _utc(moment: datetime) -> datetime:
    """The moment in UTC: two of the same zone would be told apart by their wall clock alone."""
    return moment.astimezone(UTC)


def _elsewhere(one: Interview, other: Interview) -> bool:
    """Whether one has to travel from one interview to the other.

    Not when they are at the same place: a panel and the lunch after it.
    """
    if not {one.format, other.format} <= ON_THE_SPOT:
        return False
    if one.where and other.where:
        return one.where.casefold() != other.where.casefold()
    return one.company.casefold() != other.company.casefold()


def _told(interview: Interview, now: datetime) -> str:
    return f"{interview.company}, {show_moment(interview.starts.astimezone(now.tzinfo), now)}"
