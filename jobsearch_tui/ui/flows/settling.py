"""After a contact: asking whether what was promised has come."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from jobsearch_tui.domain import review
from jobsearch_tui.domain.agenda import Done
from jobsearch_tui.domain.agenda_items import settling
from jobsearch_tui.domain.changes import Change
from jobsearch_tui.domain.promises import promise_line, to_settle
from jobsearch_tui.domain.records import Activity, Promise
from jobsearch_tui.services.identity import new_id
from jobsearch_tui.ui.desk import Desk
from jobsearch_tui.ui.dialogs.choose import Choose, Option

_NOT_YET: Final = "not yet"

_ANSWERS: Final = (
    Option("k", "kept", "kept"),
    Option("n", "not yet", _NOT_YET, "it stays open"),
    Option("b", "broken", "broken", "D then says what to do"),
    Option("w", "waived", "waived", "it does not matter any more"),
)


async def settle(desk: Desk, change: Change) -> None:
    """Ask about each promise that a contact of this change may have kept; Escape is not yet."""
    entries = [record for record in change.put if isinstance(record, Activity)]
    for entry in entries:
        for promise in to_settle(desk.workspace, entry):
            await _ask(desk, promise, entry)


async def _ask(desk: Desk, promise: Promise, entry: Activity) -> None:
    about = desk.workspace.title(promise.about)
    question = f"{promise_line(promise, desk.now())}\n{about}"
    start = next(place for place, option in enumerate(_ANSWERS) if option.value == _NOT_YET)
    stage = await desk.ask(Choose("Kept?", _ANSWERS, question=question, start=start))
    if stage == _NOT_YET:
        await _not_yet(desk, promise, entry)
    elif stage:
        settled = replace(promise, stage=stage)
        change = Change(f"{promise.title}: {stage}", put=(settled,), before=(promise,))
        await desk.save(change, f"{stage.capitalize()}: {promise.title}.  {desk.undoes}")


async def _not_yet(desk: Desk, promise: Promise, entry: Activity) -> None:
    """Note the answer, so that the daily review need not ask again after this talk."""
    item = settling(desk.workspace, promise, entry, desk.now())
    answered = replace(item, done=Done(_NOT_YET))
    change = review.done(answered, desk.workspace, desk.now(), new_id)
    await desk.save(change, f"Not yet: {promise.title} stays open.  {desk.undoes}")
