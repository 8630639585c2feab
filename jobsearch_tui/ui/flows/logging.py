"""Logging a call or a message."""

from __future__ import annotations

from functools import cache, partial

from jobsearch_tui.domain.advice import caution
from jobsearch_tui.domain.draft import Draft
from jobsearch_tui.domain.records import Record
from jobsearch_tui.services.identity import new_id
from jobsearch_tui.ui.desk import Desk
from jobsearch_tui.ui.dialogs.quicklog import QuickLog
from jobsearch_tui.ui.flows.settling import settle


async def quick_log(desk: Desk, subject: Record | None, text: str = "") -> None:
    """Ask for one line and save what it says; then ask whether it kept a promise."""

    def note(typed: str | None) -> None:
        named = dialog.subject.id if dialog.subject else ""
        desk.drafts.note(Draft("quicklog", named, {"line": typed}, desk.now()) if typed else None)

    dialog = QuickLog(
        workspace=lambda: desk.workspace,
        now=desk.now,
        new_id=new_id,
        subject=subject,
        text=text,
        note=note,
        caution=cache(partial(caution, desk.workspace, desk.now())),
    )
    logged = await desk.ask(dialog)
    if logged is not None:
        what = logged.change.label.removeprefix("log ")
        await desk.save(logged.change, f"Logged {what}.  {desk.undoes}", desk.drafts.newest)
        await settle(desk, logged.change)
