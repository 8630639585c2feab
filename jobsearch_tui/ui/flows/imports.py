"""Importing files of other programs from inside the app."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from pathlib import Path
from typing import Final

from jobsearch_tui.errors import JobsearchError
from jobsearch_tui.services.identity import new_id
from jobsearch_tui.services.transfer.import_report import Report
from jobsearch_tui.services.transfer.kinds import FileKind, Opened, open_files
from jobsearch_tui.services.transfer.own_exports import Returning
from jobsearch_tui.services.transfer.sources import Source
from jobsearch_tui.ui.desk import Desk
from jobsearch_tui.ui.dialogs.choose import QUESTION_WIDTH, Choose, Option
from jobsearch_tui.ui.dialogs.columns import ColumnsDialog
from jobsearch_tui.ui.dialogs.line import AskLine
from jobsearch_tui.ui.flows.calendars import holds_calendar, import_invitation


async def import_file(desk: Desk) -> None:
    """Ask for a file, show what would come in, and bring it in as one change."""
    if not desk.is_bare("An import shows"):
        return
    text = await desk.ask(
        AskLine(
            "Import a file",
            hint="a .csv, .vcf, .ics, .json or .zip file, or LinkedIn's folder",
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
        opened = await asyncio.to_thread(open_files, [_path(text)])
        await _READERS[opened.kind](desk, opened)
    except JobsearchError as error:
        desk.tell(str(error), "bad")


async def _linkedin(desk: Desk, opened: Opened) -> None:
    from jobsearch_tui.services.transfer.linkedin import read_export

    report = await asyncio.to_thread(
        read_export,
        opened.paths,
        desk.workspace,
        now=desk.now(),
        zone=desk.here,
        new_id=new_id,
    )
    await _confirm(desk, report)


async def _cards(desk: Desk, opened: Opened) -> None:
    from jobsearch_tui.services.transfer.vcards_in import read_cards

    report = await asyncio.to_thread(
        read_cards, opened.sources, desk.workspace, now=desk.now(), new_id=new_id
    )
    await _confirm(desk, report)


async def _sheets(desk: Desk, opened: Opened) -> None:
    for source in opened.sources:
        await _sheet(desk, source)


async def _sheet(desk: Desk, source: Source) -> None:
    """Have the columns confirmed, remember them, and bring the rows in."""
    from jobsearch_tui.services.transfer.sheet import read_sheet
    from jobsearch_tui.services.transfer.sheet_import import keep, plan, understood

    sheet = await asyncio.to_thread(read_sheet, source.data, source.label)
    columns = await asyncio.to_thread(understood, sheet, desk.columns)
    chosen = await desk.ask(ColumnsDialog(desk, sheet, columns))
    if chosen is None:
        desk.tell("")
        return
    await asyncio.to_thread(keep, sheet, chosen, desk.columns)
    report = await asyncio.to_thread(
        plan, sheet, chosen, desk.workspace, now=desk.now(), new_id=new_id
    )
    if report.is_empty:
        desk.tell("Nothing new: all of it was imported before.", "good")
        return
    if len(report.problems) > 1 and not await _agreed(desk, report):
        return
    twins = f"  {desk.key('twins')} shows likely twins" if report.twins else ""
    await desk.save(report.change, f"Done: {report.change.label}.  {desk.undoes} all of it{twins}")


async def _own(desk: Desk, opened: Opened) -> None:
    """Bring back what this program exported, here or on another machine."""
    if desk.exports is None:
        desk.tell("jobsearch import FILE takes in an export of this program.", "warn")
        return
    read = desk.exports.read
    found = await asyncio.to_thread(read, opened, desk.session.workspace, desk.now())
    if await _agreed(desk, found):
        await desk.take_in(found.change, _done(desk, found))


_READERS: Final[Mapping[FileKind, Callable[[Desk, Opened], Awaitable[None]]]] = {
    FileKind.LINKEDIN: _linkedin,
    FileKind.VCARD: _cards,
    FileKind.SHEET: _sheets,
    FileKind.RECORDS: _own,
    FileKind.WHOLE: _own,
}


async def _confirm(desk: Desk, report: Report) -> None:
    if await _agreed(desk, report):
        await desk.save(report.change, _done(desk, report))


async def _agreed(desk: Desk, report: Report | Returning) -> bool:
    """Whether what was read is to come in; that there is nothing new is said."""
    desk.tell("")
    words = "\n".join(report.words(most=6, width=QUESTION_WIDTH))
    if report.is_empty:
        await desk.ask(Choose("Nothing new", [Option("o", "all right", True)], question=words))
        return False
    options = [Option("i", f"import it; {desk.undoes} all of it", True), Option("n", "no", False)]
    agreed: bool | None = await desk.ask(Choose("Import this?", options, question=words))
    return bool(agreed)


def _done(desk: Desk, report: Report | Returning) -> str:
    return f"Done: {report.change.label}.  {desk.undoes} all of it"


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
