"""Uniting likely twins, pair by pair, until there are none or one has had enough."""

from __future__ import annotations

import asyncio

from jobsearch_tui.domain.records import Record
from jobsearch_tui.domain.twins import Twins, likely_twins, tell_apart
from jobsearch_tui.domain.uniting import united
from jobsearch_tui.services.identity import new_id
from jobsearch_tui.ui.desk import Desk
from jobsearch_tui.ui.dialogs.twins import Answer, TwinsDialog


async def unite(desk: Desk, record: Record | None) -> None:
    """Show likely twins side by side, those of the record first; unite them or tell them apart."""
    desk.tell("Looking for twins…")
    left: set[frozenset[str]] = set()
    done = 0
    while True:
        found = await asyncio.to_thread(likely_twins, desk.workspace)
        pairs = [twins for twins in found if twins.ids not in left]
        if not pairs:
            break
        mine = record.id if record else ""
        twins = next((one for one in pairs if mine in one.ids), pairs[0])
        place = f"{done + 1} of {done + len(pairs)}"
        answer = await desk.ask(TwinsDialog(twins, desk.context(), place))
        if answer is None:
            desk.tell("")
            return
        done += 1
        left.add(twins.ids)
        await _carry_out(desk, twins, answer)
    if not done:
        desk.tell("No likely twins were found.", "good")
    elif len(left) > 1 or answer.what == "later":
        desk.tell("That was the last pair.  u undoes one step", "good")


async def _carry_out(desk: Desk, twins: Twins, answer: Answer) -> None:
    """Do what was answered, as one change; on the records as they are by now."""
    if answer.what == "later":
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
