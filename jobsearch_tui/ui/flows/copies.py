"""Copies of the store: make one, look at what restoring one would change, restore it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from datetime import datetime
from functools import partial
from typing import Any

from jobsearch_tui.domain.counted import records_in_words
from jobsearch_tui.domain.differences import difference
from jobsearch_tui.errors import JobsearchError
from jobsearch_tui.services.copies import Copies, Copy
from jobsearch_tui.ui.desk import Desk, reason
from jobsearch_tui.ui.dialogs.choose import Choose, Option


async def keep_copies(desk: Desk) -> None:
    """Show the copies; make another one, or restore the one that is chosen."""
    if desk.copies is None:
        desk.tell("Of this search no copies are kept.", "warn")
        return
    copies = await asyncio.to_thread(desk.copies.all)
    options: list[Option[Callable[[], Coroutine[Any, Any, None]]]] = [
        Option("+", "make a backup now", partial(_make, desk, desk.copies)),
        *(_option(desk, place, copy) for place, copy in enumerate(copies, 1)),
    ]
    question = "Choose one to see what restoring it would change." if copies else ""
    chosen = await desk.ask(Choose("Backups", options, question=question))
    if chosen is None:
        return
    try:
        await chosen()
    except JobsearchError as error:
        desk.tell(f"Not done: {reason(error)}", "bad")


def _option(desk: Desk, place: int, copy: Copy) -> Option[Callable[[], Coroutine[Any, Any, None]]]:
    key = str(place) if place < 10 else ""
    holds = "cannot be read" if copy.records is None else records_in_words(copy.records)
    words = f"{_made(desk, copy.made)}, {copy.reason}"
    return Option(key, words, partial(_restore, desk, copy), holds)


def _made(desk: Desk, moment: datetime) -> str:
    return f"{moment.astimezone(desk.here):%a %-d %b %Y %H:%M}"


async def _make(desk: Desk, copies: Copies) -> None:
    made = await asyncio.to_thread(copies.make)
    desk.tell(f"Backup made, of {records_in_words(made.records or 0)}.", "good")


async def _restore(desk: Desk, copy: Copy) -> None:
    if not desk.is_bare("What a copy would bring back is shown with"):
        return
    content = await asyncio.to_thread(copy.read)
    found = difference(desk.workspace, content.workspace)
    made = _made(desk, copy.made)
    if found.is_empty:
        desk.tell(f"The backup of {made} holds what there is; nothing to restore.")
        return
    words = "\n".join(("To restore it", *(f"  {line}" for line in found.words(3))))
    options = [Option("r", f"restore it; {desk.undoes} all of it", True), Option("n", "no", False)]
    if await desk.ask(Choose(f"Restore the backup of {made}?", options, question=words)):
        change = found.change(f"restore the backup of {made}", "restore")
        await desk.put_back(change, content.documents)
