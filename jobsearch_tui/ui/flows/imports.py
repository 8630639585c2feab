"""Importing somebody's export from inside the app."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from pathlib import Path

from jobsearch_tui.errors import JobsearchError
from jobsearch_tui.services.identity import new_id
from jobsearch_tui.ui.desk import Desk
from jobsearch_tui.ui.dialogs.choose import Choose, Option
from jobsearch_tui.ui.dialogs.line import AskLine
from jobsearch_tui.ui.flows.calendars import holds_calendar, import_invitation


async def import_export(desk: Desk) -> None:
    """Ask for a file, show what would come in, and bring it in as one change."""
    if not desk.is_bare("An import shows"):
        return
    from jobsearch_tui.services.transfer.linkedin import read_export

    text = await desk.ask(
        AskLine(
            "Import",
            hint="an invitation (.ics), or a LinkedIn export: its .zip or folder",
            understand=_understand,
        )
    )
    if not text:
        return
    if _is_invitation(_path(text)):
        await import_invitation(desk, _path(text))
        return
    desk.tell("Reading…")
    try:
        report = await asyncio.to_thread(
            read_export,
            [_path(text)],
            desk.workspace,
            now=desk.now(),
            zone=desk.here,
            new_id=new_id,
        )
    except JobsearchError as error:
        desk.tell(str(error), "bad")
        return
    words = "\n".join(report.words(most=6))
    if report.is_empty:
        await desk.ask(Choose("Nothing new", [Option("o", "all right", True)], question=words))
        return
    options = [Option("i", "import it; u undoes all of it", True), Option("n", "no", False)]
    if await desk.ask(Choose("Import this?", options, question=words)):
        change = replace(report.change, upheaval="import")
        await desk.save(change, f"Done: {report.change.label}.  u undoes all of it")


def _is_invitation(path: Path) -> bool:
    try:
        return path.is_file() and holds_calendar(path)
    except OSError:  # the reader will say what is wrong with it
        return False


def _path(text: str) -> Path:
    return Path(text.strip().strip("'\"")).expanduser()


def _understand(text: str) -> str:
    if not text.strip():
        return "the path of the file; the terminal may paste it"
    try:
        exists = _path(text).exists()
    except (OSError, ValueError, RuntimeError) as error:
        raise ValueError("this is no path") from error
    if not exists:
        raise ValueError("there is no such file")
    return "→ Enter shows what would come in"
