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


async def import_export(desk: Desk) -> None:
    """Ask for a file, show what would come in, and bring it in as one change."""
    if not desk.is_bare("An import shows"):
        return
    from jobsearch_tui.services.transfer.linkedin import read_export

    text = await desk.ask(
        AskLine(
            "Import a LinkedIn export",
            hint="the .zip, its folder, or one of its .csv files",
            understand=_understand,
        )
    )
    if not text:
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
