"""Week by week: what went out, and the interviews held beside what the week could bear."""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from typing import Final

from jobsearch_tui.domain.figures.figure import Bar, Figure, Group
from jobsearch_tui.domain.pacing import Level, Load, loads_from
from jobsearch_tui.domain.records import Activity
from jobsearch_tui.domain.weeks import days_after, local_day, week_label, week_of, zone_of
from jobsearch_tui.domain.workspace import Workspace

WEEKS: Final = 12
"""Weeks that are shown, the current one last."""

QUIET: Final = 2
"""Whole weeks without any contact after which it is said."""


def past_weeks(workspace: Workspace, now: datetime, weeks: int = WEEKS) -> tuple[Load, ...]:
    """What each of the last weeks held and could bear, the current one last."""
    first = days_after(now.date(), -7 * (weeks - 1))
    return loads_from(workspace, first, weeks, zone_of(now))


def contacts_by_week(workspace: Workspace, now: datetime) -> Counter[str]:
    """How many contacts went out in each week, by its first day as text; none of the future."""
    zone, first = zone_of(now), workspace.pace.first_weekday
    found: Counter[str] = Counter()
    for entry in workspace.all(Activity):
        if entry.is_contact and entry.direction == "out" and entry.at <= now:
            found[week_of(local_day(entry.at, zone), first).isoformat()] += 1
    return found


def figure(workspace: Workspace, now: datetime) -> Figure:
    """Contacts made and interviews held, at an aware moment in the user's zone."""
    weeks = past_weeks(workspace, now)
    made = contacts_by_week(workspace, now)
    names = [week_label(one.week, now.date()) for one in weeks]
    told = tuple(zip(names, weeks, strict=True))
    borne = tuple(Bar(name, one.count, _note(one), one.capacity.interviews) for name, one in told)
    out = tuple(Bar(name, made[one.week.isoformat()]) for name, one in told)
    groups = (
        Group("Interviews, and how many the week could bear", borne),
        Group("Contacts made", out),
    )
    counted = "Calls, messages and letters that went out; interviews that were not cancelled."
    advice = _advice(weeks, [made[one.week.isoformat()] for one in weeks])
    return Figure("activity", "Week by week", counted, groups, advice)


def _note(one: Load) -> str:
    if one.level is Level.OVER:
        return f"of {one.capacity.interviews}, over capacity"
    return "away" if one.capacity.away else f"of {one.capacity.interviews}"


def _advice(weeks: tuple[Load, ...], made: list[int]) -> str:
    over = sum(one.level is Level.OVER for one in weeks)
    if over > 1:
        return (
            f"{over} of {len(weeks)} weeks held more than you can bear: make fewer contacts at "
            "once, and move an interview when a week is full."
        )
    if not any(made):
        return f"Nothing went out in {len(weeks)} weeks: Today has whom to call first."
    whole = made[:-1]
    quiet = next((n for n, count in enumerate(reversed(whole)) if count), len(whole))
    if quiet >= QUIET and not made[-1]:
        return f"Nothing has gone out for {quiet} weeks: two calls this week keep the search alive."
    each = f"Some {sum(made) / len(weeks):.0f} contacts a week brought"
    if over:
        return f"{each} one week over capacity: do not add to them."
    return f"{each} no week over capacity: that is a pace to keep."
