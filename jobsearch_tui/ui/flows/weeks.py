"""Changing what one week can bear."""

from __future__ import annotations

from dataclasses import replace

from jobsearch_tui.domain.changes import Change
from jobsearch_tui.domain.pacing import MOST_INTERVIEWS, Load, with_limit
from jobsearch_tui.domain.weeks import week_words
from jobsearch_tui.ui.desk import Desk


async def change_limit(desk: Desk, load: Load, by: int) -> None:
    """Raise or lower the interviews that a week can bear."""
    await set_limit(desk, load, load.capacity.interviews + by)


async def set_limit(desk: Desk, load: Load, interviews: int) -> None:
    """Give a week its own limit; 0 marks it as away. The usual number is no limit of its own."""
    interviews = max(0, min(MOST_INTERVIEWS, interviews))
    pace = desk.workspace.pace
    words = week_words(load.week, desk.today())
    if interviews == load.capacity.interviews:
        desk.tell(f"{words[0].upper()}{words[1:]} stays as it is.")
        return
    limits = with_limit(pace, load.week, interviews)
    told = "away" if interviews == 0 else f"{interviews} interviews"
    change = Change(f"{words}: {told}", put=(replace(pace, limits=limits),), before=(pace,))
    await desk.save(change, f"{words[0].upper()}{words[1:]}: {told}.  {desk.undoes}")
