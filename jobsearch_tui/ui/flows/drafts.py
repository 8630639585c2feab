"""Offering what was half typed when the terminal went away."""

from __future__ import annotations

import asyncio
from typing import Any, Final

from jobsearch_tui.domain.campaigns import Campaign
from jobsearch_tui.domain.draft import Draft
from jobsearch_tui.domain.masking import dotted
from jobsearch_tui.domain.records import RECORD_TYPES
from jobsearch_tui.domain.text import one_line, shorten
from jobsearch_tui.errors import JobsearchError
from jobsearch_tui.ui.desk import Desk
from jobsearch_tui.ui.dialogs.choose import Choose, Option
from jobsearch_tui.ui.flows import end_runs, logging, records, scripts
from jobsearch_tui.ui.flows.scripts import SCRIPT
from jobsearch_tui.ui.line_typed import LINE

LONGEST: Final = 300
"""Cells of a draft that are shown: of a long one there is enough to know it by."""


async def offer_draft(desk: Desk, draft: Draft) -> None:
    """Ask whether to go on with a draft; one that is not wanted is thrown away."""
    from humanize import naturaltime

    told = {"": draft.values["text"]} if draft.kind == SCRIPT else draft.values
    words = "; ".join(f"{name}: {text}".removeprefix(": ") for name, text in told.items() if text)
    is_line = draft.kind == LINE  # what it was to answer may have changed since
    masked = desk.mask.is_worn
    if masked:
        words = dotted(words)
    bare = "take the mask off and " if masked else ""
    copy, go_on = Option("c", f"{bare}copy it", "copy"), Option("g", f"{bare}go on with it", "on")
    options: list[Option[Any]] = [
        copy if is_line else go_on,
        Option("l", "later: ask again at the next start", "later"),
        Option("t", "throw it away", "away"),
    ]
    when = naturaltime(desk.now() - draft.saved_at)
    question = f"{_what(draft)}, {when}:\n{shorten(one_line(words), LONGEST)}"
    if not is_line and draft.saved_at.astimezone(desk.here).date() != desk.today():
        question += "\nDates such as fri or +3d in it count from today."
    dialog = Choose("You were typing", options, question=question)
    answer = await desk.ask(dialog)
    if masked and answer in ("on", "copy"):
        desk.mask.is_worn = False
        desk.host.mask_turned()
    if answer == "away":
        desk.drafts.note(None)
    elif answer == "on":
        await _go_on(desk, draft)
    else:
        await _keep(desk)
    if answer == "copy":
        dialog.app.copy_to_clipboard("\n".join(draft.values.values()))


async def _keep(desk: Desk) -> None:
    """Keep the draft for the next start, also when something else is typed in this one."""
    try:
        await asyncio.to_thread(desk.drafts.postpone)
    except JobsearchError as error:
        desk.tell(str(error), "bad")


def _what(draft: Draft) -> str:
    kind = draft.kind.removeprefix("form:")
    if kind.startswith(f"{end_runs.DRAFT}:"):
        return f"The companies of the {kind.partition(':')[2]}"
    return _KINDS.get(kind, f"A form ({kind})")


_KINDS: Final = {"quicklog": "The log line", LINE: "One line", SCRIPT: "A script"}


async def _go_on(desk: Desk, draft: Draft) -> None:
    desk.drafts.note(draft)  # it is half typed again, if nothing of it is changed either
    kind = draft.kind.removeprefix("form:")
    if kind == "pace":  # there is one always, saved or not
        await records.edit(desk, desk.workspace.pace, draft.values)
        return
    record = desk.workspace.get(draft.record) if draft.record else None
    if kind.startswith(f"{end_runs.DRAFT}:"):
        campaign = Campaign(kind.partition(":")[2], draft.record)
        await end_runs.list_companies(desk, campaign, draft.values.get("companies", ""))
    elif draft.kind == SCRIPT:
        name, text = draft.values.get("script", ""), draft.values.get("text", "")
        await scripts.copy_script(desk, record, name, text=text)
    elif draft.kind == "quicklog":
        await logging.quick_log(desk, record, draft.values.get("line", ""))
    elif record is not None:
        await records.edit(desk, record, draft.values)
    elif kind in RECORD_TYPES:
        await records.fill_in(
            desk, records.fresh(desk, kind, None), is_new=True, texts=draft.values
        )
