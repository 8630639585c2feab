"""Choosing a call script for a record, copying it, and noting that on the record."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

from textual.app import App

from jobsearch_tui.domain.changes import Change
from jobsearch_tui.domain.closing import closings
from jobsearch_tui.domain.draft import Draft
from jobsearch_tui.domain.moving import week_with_room
from jobsearch_tui.domain.pacing import Level, counts, load
from jobsearch_tui.domain.records import SUBJECTS, Activity, Interview, Record
from jobsearch_tui.domain.weeks import local_day, week_words
from jobsearch_tui.domain.workspace import references
from jobsearch_tui.services.identity import new_id
from jobsearch_tui.services.script_facts import facts_for
from jobsearch_tui.services.script_situation import situation_of
from jobsearch_tui.services.scripts import Library, Script, Situation, user_copy
from jobsearch_tui.ui.aside import edit_file, plain_view
from jobsearch_tui.ui.clipboard import put, way_of
from jobsearch_tui.ui.desk import Desk
from jobsearch_tui.ui.dialogs.scripts import ScriptsDialog

SCRIPT: Final = "script"
"""The kind of the draft of a script whose text is changed by hand."""

_SENT: Final = {"email": "an email sent", "letter": "a letter sent", "message": "a message sent"}
"""Channels whose words are sent as they are; those of a call have yet to be spoken."""


async def copy_script(
    desk: Desk,
    record: Record | None,
    first: str = "",
    extra: Mapping[str, str] = MappingProxyType({}),
    text: str = "",
) -> None:
    """Let the user choose and copy a script; log it on the record if they say so.

    The list begins with the script of the name ``first``, if there is one, or else with the
    one that fits best. ``extra`` are values for placeholders that count more
    than what the record tells. ``text`` is what a hand had made of the first script's text.
    """
    library = await asyncio.to_thread(Library.load, desk.scripts_folder)
    about = subjects(record)

    def note(script: Script, typed: str) -> None:
        named = record.id if record else ""
        values = {"script": script.name, "text": typed}
        desk.drafts.note(Draft(SCRIPT, named, values, desk.now()) if typed else None)

    dialog = ScriptsDialog(
        library,
        ranked(desk, library, record, first),
        {**facts(desk, record), **extra},
        _title(desk, record),
        copy=lambda text: put(dialog.app, text, way_of(desk.clipboard)),
        edit=lambda script: edit_script(dialog.app, script, desk.scripts_folder),
        plain=lambda text: plain_view(dialog.app, text),
        logs_as=log_words if about else lambda _: "",
        note=note,
        text=text,
    )
    copied = await desk.ask(dialog)
    if copied is None or not copied.logged or record is None:
        return
    entry = entry_for(copied.script, about, desk.now(), new_id)
    words = f"Logged as {log_words(copied.script)}.  {copied.words}".rstrip() + f"  {desk.undoes}"
    await desk.save(Change(f"log “{copied.script.title}”", put=(entry,)), words)


def _title(desk: Desk, record: Record | None) -> str:
    title = record.title if record else ""
    return f"{title} · copied as it stands here, masked" if desk.mask.is_worn else title


def ranked(desk: Desk, library: Library, record: Record | None, first: str = "") -> list[Script]:
    """All scripts, the one that fits the record's state first.

    Before that comes the one named ``first``; without a name, the one for closing with whoever
    is still to be told of the offer that was accepted.
    """
    if record is None:
        return library.for_record("", Situation())
    first = first or _for_closing(desk, record)
    fitting = _fitting(desk, library, record)
    return sorted(fitting, key=lambda script: script.name != first) if first else fitting


def _for_closing(desk: Desk, record: Record) -> str:
    found = (one for one in closings(desk.workspace, desk.now()) if one.record.id == record.id)
    return next((one.script for one in found), "")


def _fitting(desk: Desk, library: Library, record: Record) -> list[Script]:
    over = isinstance(record, Interview) and _week_is_over(desk, record)
    situation = situation_of(desk.workspace, record, desk.now(), week_over=over)
    return library.for_record(record.kind, situation)


def fitting_title(desk: Desk, record: Record, first: str = "") -> str:
    """The title of the script that :func:`copy_script` would begin with."""
    library = Library.load(desk.scripts_folder)
    return next((script.title for script in ranked(desk, library, record, first)), "")


def _week_is_over(desk: Desk, interview: Interview) -> bool:
    week = load(desk.workspace, local_day(interview.starts, desk.here), desk.here)
    return counts(interview) and week.level is Level.OVER


def facts(desk: Desk, record: Record | None) -> dict[str, str]:
    """What the record and its neighbours tell for the placeholders of a script."""
    extra: dict[str, str] = {}
    if isinstance(record, Interview) and record.stage == "scheduled":
        week = week_with_room(desk.workspace, record, desk.now())
        if week is not None:
            extra["week_with_room"] = week_words(week, desk.today())
    return facts_for(desk.workspace, record, desk.now(), extra)


def subjects(record: Record | None) -> tuple[str, ...]:
    """The ids that a log entry about a record is about; empty when there can be none."""
    if record is None:
        return ()
    return (record.id,) if record.kind in SUBJECTS else references(record)[:1]


def log_words(script: Script) -> str:
    """As what a copied script is logged: words that were sent, or a note for a call to come."""
    return _SENT.get(script.channel, "a note")


def entry_for(
    script: Script, about: tuple[str, ...], now: datetime, new_id: Callable[[], str]
) -> Activity:
    """The log entry for a script that was copied.

    A written one counts as contact. One for a call is a note: a call that was not made yet
    must not move the follow-up.
    """
    if script.channel in _SENT:
        summary = script.title
        return Activity(id=new_id(), at=now, type=script.channel, about=about, summary=summary)
    summary = f"Copied the script “{script.title}”"
    return Activity(id=new_id(), at=now, type="note", about=about, summary=summary)


async def edit_script(app: App[Any], script: Script, folder: Path) -> Script | None:
    """Open the user's own copy of a script in their editor; the script as it then stands.

    The app stands still meanwhile: the terminal is the editor's. None when the file is gone.
    Raises JobsearchError for an editor that cannot be opened, and for a file that cannot be
    used any more, which is kept.
    """
    _edit_own_copy(app, script.name, folder)
    library = Library.load(folder)
    if script.name in library.damaged:
        raise library.damaged[script.name]
    return library.scripts.get(script.name)


def _edit_own_copy(app: App[Any], name: str, folder: Path) -> None:
    """Edit; a copy that was made for it and left as it was goes, and the shipped one holds."""
    known = set(folder.glob("*.md"))
    path = user_copy(name, folder)
    made = None if path in known else path.read_bytes()
    try:
        edit_file(app, path)
    finally:
        if made is not None and path.is_file() and path.read_bytes() == made:
            path.unlink()
