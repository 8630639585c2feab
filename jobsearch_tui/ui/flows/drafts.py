"""Offering what was half typed when the terminal went away."""

from __future__ import annotations

from typing import Any

from jobsearch_tui.domain.campaigns import Campaign
from jobsearch_tui.domain.draft import Draft
from jobsearch_tui.domain.masking import dotted
from jobsearch_tui.domain.records import RECORD_TYPES
from jobsearch_tui.ui.desk import Desk
from jobsearch_tui.ui.dialogs.choose import Choose, Option
from jobsearch_tui.ui.flows import end_runs, logging, records


async def offer_draft(desk: Desk, draft: Draft) -> None:
    """Ask whether to go on with a draft; one that is not wanted is thrown away."""
    from humanize import naturaltime

    words = "; ".join(f"{name}: {text}" for name, text in draft.values.items() if text)
    masked = desk.mask.is_worn
    if masked:
        words = dotted(words)
    options: list[Option[Any]] = [
        Option("g", "take the mask off and go on" if masked else "go on with it", "on"),
        Option("l", "later: ask again at the next start", "later"),
        Option("t", "throw it away", "away"),
    ]
    when = naturaltime(desk.now() - draft.saved_at)
    question = f"{_what(draft)}, {when}:\n{words[:600]}"
    answer = await desk.ask(Choose("You were typing", options, question=question))
    if answer == "away":
        desk.note(None)
    elif answer == "on":
        if masked:
            desk.mask.is_worn = False
            desk.host.mask_turned()
        await _go_on(desk, draft)


def _what(draft: Draft) -> str:
    kind = draft.kind.removeprefix("form:")
    if kind.startswith(f"{end_runs.DRAFT}:"):
        return f"The companies of the {kind.partition(':')[2]}"
    return "The log line" if kind == "quicklog" else f"A form ({kind})"


async def _go_on(desk: Desk, draft: Draft) -> None:
    kind = draft.kind.removeprefix("form:")
    if kind == "pace":  # there is one always, saved or not
        await records.edit(desk, desk.workspace.pace, draft.values)
        return
    record = desk.workspace.get(draft.record) if draft.record else None
    if kind.startswith(f"{end_runs.DRAFT}:"):
        campaign = Campaign(kind.partition(":")[2], draft.record)
        await end_runs.list_companies(desk, campaign, draft.values.get("companies", ""))
    elif draft.kind == "quicklog":
        await logging.quick_log(desk, record, draft.values.get("line", ""))
    elif record is not None:
        await records.edit(desk, record, draft.values)
    elif kind in RECORD_TYPES:
        await records.fill_in(
            desk, records.fresh(desk, kind, None), is_new=True, texts=draft.values
        )
