"""Bringing this machine and the other one together."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from functools import partial

from jobsearch_tui.domain.second_machine import Outcome, outcome_words
from jobsearch_tui.errors import JobsearchError, LossError
from jobsearch_tui.services.second_machine import SecondMachine
from jobsearch_tui.ui.beside import beside
from jobsearch_tui.ui.desk import Desk
from jobsearch_tui.ui.dialogs.choose import Choose, Option


async def sync(desk: Desk) -> None:
    """Sync beside everything else, and say what came of it."""
    second = desk.second
    if second is None or not second.is_set_up:
        desk.tell("There is no second machine yet. In a shell: jobsearch sync --init URL", "warn")
        return
    desk.tell("Syncing…")
    try:
        outcome = await _outcome(desk, second)
    except JobsearchError as error:
        desk.tell(str(error), "bad")
        return
    if outcome is None:
        desk.tell("Nothing was synced.")
        return
    try:
        await asyncio.to_thread(desk.session.refresh)
    except JobsearchError as error:
        desk.tell(str(error), "bad")
        return
    desk.host.workspace_changed()
    is_quiet = not outcome.offline and not outcome.conflicts and not outcome.unreadable
    desk.tell("  ".join(_words(desk, outcome)), "good" if is_quiet else "warn")


def _words(desk: Desk, outcome: Outcome) -> list[str]:
    """What came of it; behind the mask without what was found changed on both."""
    if not (desk.mask.is_worn and outcome.conflicts):
        return list(outcome_words(outcome))
    told = outcome_words(replace(outcome, conflicts=()))
    return [*told, f"Changed on both: {len(outcome.conflicts)}."]


async def _outcome(desk: Desk, second: SecondMachine) -> Outcome | None:
    """What a sync did; None when much would have vanished and the user does not want that."""
    try:
        return await beside(second.sync, "sync")
    except LossError as error:
        question = str(error).partition(" If that is meant")[0]
        options = [
            Option("n", "no, leave everything as it is", False),
            Option("y", "yes, that is meant; u brings back what goes here", True),
        ]
        if not await desk.ask(Choose("Let them go?", options, question=question)):
            return None
    return await beside(partial(second.sync, allow_loss=True), "sync")
