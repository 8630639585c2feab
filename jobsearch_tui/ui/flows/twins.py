"""Uniting likely twins, pair by pair, until there are none or one has had enough."""

from __future__ import annotations

import asyncio
from collections.abc import Collection

from jobsearch_tui.domain.records import Record
from jobsearch_tui.domain.twins import Twins, likely_twins, tell_apart
from jobsearch_tui.domain.uniting import united
from jobsearch_tui.services.identity import new_id
from jobsearch_tui.ui.desk import Desk
from jobsearch_tui.ui.dialogs.twins import Answer, TwinsDialog


async def unite(desk: Desk, record: Record | None) -> None:
    """Show likely twins side by side, those of the record first; unite them or tell them apart."""
    if not desk.is_bare("Twins are shown with"):
        return
    desk.tell("Looking for twins…")
    seen: set[frozenset[str]] = set()
    while pairs := await _pairs(desk, record, seen):
        place = f"{len(seen) + 1} of {len(seen) + len(pairs)}"
        answer = await desk.ask(TwinsDialog(pairs[0], desk.context(), place))
        if answer is None:
            desk.tell("")
            return
        seen.add(pairs[0].ids)
        await _carry_out(desk, pairs[0], answer)
    if not seen:
        desk.tell("No likely twins were found.", "good")


async def _pairs(
    desk: Desk, record: Record | None, seen: Collection[frozenset[str]]
) -> list[Twins]:
    """The pairs that were not shown yet, those of the record first."""
    found = await asyncio.to_thread(likely_twins, desk.workspace)
    mine = record.id if record else ""
    return sorted(
        (twins for twins in found if twins.ids not in seen),
        key=lambda twins: mine not in twins.ids,
    )


async def _carry_out(desk: Desk, twins: Twins, answer: Answer) -> None:
    """Do what was answered, as one change; on the records as they are by now."""
    if answer.what == "later":
        desk.tell("Left as they are.")
        return
    if answer.what == "apart":
        await desk.save(tell_apart(twins, new_id(), desk.today()), "Kept apart.  u undoes")
        return
    first, second = (desk.workspace.get(one.id) for one in (twins.first, twins.second))
    if first is None or second is None:
        desk.tell("One of the two is gone by now.", "warn")
        return
    change = united(desk.workspace, first, second, answer.choices)
    await desk.save(change, f"United: {first.title}.  u undoes")
