"""Bringing this machine and the other one together."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from jobsearch_tui.domain.conflicts import Conflict
from jobsearch_tui.domain.second_machine import Outcome, outcome_words
from jobsearch_tui.domain.text import shorten, visible
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
    """What came of it in the one line of the screen, what matters most in front.

    Behind the mask what was found changed on both is counted and not named.
    """
    quiet = replace(outcome, conflicts=())
    told = list(outcome_words(quiet))
    if outcome.offline:
        told[0] = f"Offline; what changed here waits: {outcome.offline}."
    if outcome.conflicts:
        told.append(f"Changed on both: {_named(desk, outcome.conflicts)}.")
    return told


def _named(desk: Desk, conflicts: Sequence[Conflict]) -> str:
    if desk.mask.is_worn:
        return str(len(conflicts))
    names = list(dict.fromkeys(shorten(visible(one.title), 40) for one in conflicts))
    more = f" and {len(names) - 1} more" if len(names) > 1 else ""
    return f"{names[0]}{more}"


async def _outcome(desk: Desk, second: SecondMachine) -> Outcome | None:
    """What a sync did; None when much would have vanished and the user does not want that."""
    try:
        return await beside(second.sync, "sync")
    except LossError as error:
        question = str(error).partition(" If that is meant")[0]
        options = [
            Option("n", "no, leave everything as it is", False),
            Option("y", f"yes, that is meant; {desk.key('undo')} brings back what goes here", True),
        ]
        if not await desk.ask(Choose("Let them go?", options, question=question)):
            return None
    return await beside(partial(second.sync, allow_loss=True), "sync")
