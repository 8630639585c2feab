"""``jobsearch script``: a call script on stdout, filled from a record."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from typing import Any

from jobsearch_tui.domain.moving import week_with_room
from jobsearch_tui.domain.records import Interview, Record
from jobsearch_tui.domain.weeks import week_words
from jobsearch_tui.services.script_facts import facts_for
from jobsearch_tui.services.scripts import Filled, Library, Script, fill
from jobsearch_tui.shell.desk import Desk
from jobsearch_tui.shell.finding import record_called
from jobsearch_tui.shell.output import answer
from jobsearch_tui.shell.tables import laid_out


def script(desk: Desk, arguments: argparse.Namespace) -> int:
    """Print a script; without a name, the list of them."""
    library = Library.load(desk.paths.scripts)
    if arguments.name is None:
        desk.output.warn(*(str(problem) for problem in library.problems))
        _list(desk, library, arguments.json)
        return 0
    chosen = library.get(arguments.name)
    record = (
        record_called(desk.workspace, arguments.record, desk.seen) if arguments.record else None
    )
    filled = fill(chosen.text, _facts(desk, record))
    if arguments.json:
        desk.output.json(_told(chosen, filled))
    else:
        desk.output.text(filled.text)
    if filled.missing:
        desk.output.warn(f"Not known, and left as gaps: {', '.join(filled.missing)}.")
    return 0


def _list(desk: Desk, library: Library, as_json: bool) -> None:
    scripts = sorted(library.scripts.values(), key=lambda one: one.name)
    told = [_told(one, None) for one in scripts]
    rows = [(one.name, one.channel, one.title) for one in scripts]
    answer(desk.output, as_json, told, laid_out(rows, desk.output.width))


def _facts(desk: Desk, record: Record | None) -> dict[str, str]:
    seen = desk.seen
    as_shown = seen.get(record.id) if record else None
    return facts_for(seen, as_shown, desk.now(), dict(_calmer_week(desk, record)))


def _calmer_week(desk: Desk, record: Record | None) -> Iterator[tuple[str, str]]:
    if isinstance(record, Interview):
        now = desk.now()
        week = week_with_room(desk.workspace, record, now)
        if week is not None:
            yield "week_with_room", week_words(week, now.date())


def _told(one: Script, filled: Filled | None) -> dict[str, Any]:
    told: dict[str, Any] = {
        "kind": "script",
        "name": one.name,
        "title": one.title,
        "channel": one.channel,
        "for": list(one.kinds),
        "origin": one.origin,
    }
    return told if filled is None else told | {"text": filled.text, "missing": list(filled.missing)}
