"""Interviews to a calendar program, and invitations from one."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Final

from jobsearch_tui.domain.records import Interview
from jobsearch_tui.domain.text import cells
from jobsearch_tui.errors import ImportFailedError, JobsearchError
from jobsearch_tui.services.identity import new_id
from jobsearch_tui.services.transfer.calendar_in import CalendarPlan, read_calendar
from jobsearch_tui.services.transfer.calendar_lines import LARGEST, is_calendar
from jobsearch_tui.services.transfer.calendar_out import CalendarOptions, calendar_text, file_name
from jobsearch_tui.ui.desk import Desk
from jobsearch_tui.ui.dialogs.choose import QUESTION_WIDTH, Choose, Option
from jobsearch_tui.ui.flows.letters import short

ONE_LINE: Final = 78
"""Cells that the line at the bottom has for words on the narrowest screen."""


async def write_interview(desk: Desk, interview: Interview) -> None:
    """Write one interview to a private file that any calendar program opens; say where it is."""
    if not desk.is_bare("A calendar file holds"):
        return
    path = desk.calendars.folder / file_name(interview)
    options = CalendarOptions(every=True)
    try:
        await asyncio.to_thread(_write, desk, interview, path, options)
    except JobsearchError as error:
        desk.tell(f"Not written: {str(error).partition(': ')[2]}", "bad")
        return
    words = f"Written: {short(path)}"
    if cells(words) <= ONE_LINE:
        desk.tell(words, "good")
    else:  # what cannot be read whole cannot be typed
        await desk.ask(Choose("Written", [Option("o", "all right", True)], question=str(path)))


def _write(desk: Desk, interview: Interview, path: Path, options: CalendarOptions) -> None:
    data = calendar_text(desk.workspace, desk.now(), options, (interview,))
    desk.calendars.write(path, data)


def holds_calendar(path: Path) -> bool:
    """Whether a file is an invitation, by how it begins. Raises OSError."""
    with path.open("rb") as file:
        return is_calendar(file.read(4096))


async def import_invitation(desk: Desk, path: Path) -> None:
    """Show what the invitations in a file would do, and do it as one change."""
    try:
        plan = await asyncio.to_thread(_read, desk, path)
    except JobsearchError as error:
        desk.tell(str(error), "bad")
        return
    doubts = (f"▲ {doubt}" for doubt in plan.doubts(most=3))
    words = "\n".join((*plan.words(most=5, width=QUESTION_WIDTH), *doubts))
    if plan.is_empty:
        await desk.ask(Choose("Nothing new", [Option("o", "all right", True)], question=words))
        return
    options = [Option("i", f"import it; {desk.undoes} all of it", True), Option("n", "no", False)]
    if await desk.ask(Choose("Import this?", options, question=words)):
        await desk.save(plan.change, f"Done: {plan.change.label}.  {desk.undoes}")


def _read(desk: Desk, path: Path) -> CalendarPlan:
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or "is no file name"
        raise ImportFailedError(f"{path.name} was not read: {why}.") from error
    return read_calendar(data, desk.workspace, now=desk.now(), new_id=new_id, name=path.name)
