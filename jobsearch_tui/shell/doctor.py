"""``jobsearch doctor``: what is wrong with the store, and a repaired copy when it is told."""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, Final

from jobsearch_tui.domain.counted import counted, records_in_words
from jobsearch_tui.errors import StoreError, StoreUnreadableError
from jobsearch_tui.services.identity import new_id
from jobsearch_tui.shell.confirming import is_confirmed
from jobsearch_tui.shell.desk import Desk
from jobsearch_tui.storage.backups import Backups, Content, made_at, read_copy
from jobsearch_tui.storage.examine import Examination, examine
from jobsearch_tui.storage.files import OWN_DIRECTORY_NAME, read_bytes, shown
from jobsearch_tui.storage.findings import Finding, Sort
from jobsearch_tui.storage.permissions import Open, open_to_others, tighten
from jobsearch_tui.storage.repair import Replacing, clear_away, leftovers
from jobsearch_tui.storage.unsaved import UnsavedBox
from jobsearch_tui.value import dataclass

_SHOWN: Final = 6
"""Findings of one sort that are told in words; --json tells all."""


@dataclass(frozen=True)
class Round:
    """Everything that one look at a search found.

    ``data`` are the bytes of the store, None where there is none; ``about`` is what was found in
    them. The rest lies around it.
    """

    data: bytes | None
    about: Examination
    open: tuple[Open, ...]
    left: tuple[Path, ...]
    around: tuple[Finding, ...]

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All of it."""
        return (*self.about.findings, *self.around)

    @property
    def is_well(self) -> bool:
        """Whether nothing is wrong."""
        return not any(finding.is_fault for finding in self.findings)

    @property
    def has_cure(self) -> bool:
        """Whether a repair would change anything."""
        return self.about.is_repairable or bool(self.open or self.left)


def doctor(desk: Desk, arguments: argparse.Namespace) -> int:
    """Say what is wrong; with ``--repair`` show what would change, ask, and mend it."""
    if arguments.duplicates:
        from jobsearch_tui.shell.duplicates import duplicates

        return duplicates(desk, arguments)
    found = look(desk)
    if arguments.repair and found.has_cure and (arguments.yes or not arguments.json):
        return _repair(desk, found, arguments)
    if arguments.json:
        desk.output.json(_told(desk, found, repaired=False, kept=None))
    elif arguments.repair:
        _say(desk, found)
        words = found.about.refusal or "There is nothing that a repair would change."
        desk.output.say(*desk.output.wrapped(words, hanging=""))
    else:
        _say(desk, found)
        if found.has_cure:
            desk.output.say("jobsearch doctor --repair shows what it would change, and asks first.")
        elif found.about.refusal:
            desk.output.say(*desk.output.wrapped(found.about.refusal, hanging=""))
    return 0 if found.is_well else 1


def look(desk: Desk) -> Round:
    """Look at the store and at everything round it; nothing is touched.

    Raises StoreUnreadableError when the store's bytes cannot be had.
    """
    paths = desk.paths
    data = read_bytes(paths.store)
    backups = Backups(paths.backups)
    about = Examination(()) if data is None else _about(desk, data, backups)
    open = _open(desk)
    left = leftovers(paths.store, (paths.backups, paths.letters))
    around = (
        *(Finding(Sort.COPY, copy.name, f"{copy.name}: {why}") for copy, why in _bad(backups)),
        *(
            Finding(Sort.PERMISSION, str(one.path), f"{_near(one.path)} {one.words}.", _CLOSED)
            for one in open
        ),
        *(Finding(Sort.LEFTOVER, str(path), f"{_near(path)}", "it is removed") for path in left),
        *(
            Finding(Sort.UNSAVED, str(path), f"{_near(path)}: {_WAITS}")
            for path in UnsavedBox(paths.draft).files()
        ),
    )
    return Round(data, about, open, left, around)


_CLOSED: Final = "it becomes yours alone"
_WAITS: Final = "changes that could not be written; the next start of the app saves them."


def _about(desk: Desk, data: bytes, backups: Backups) -> Examination:
    name = shown(desk.paths.store)
    found = examine(data, name, None, new_id)
    if found.opens:
        return found
    content = backups.newest_good(desk.world.clock())
    if content is None:
        return found
    return examine(data, name, content.image.tables, new_id, since(desk, content))


def since(desk: Desk, content: Content) -> str:
    """When a copy was made, for a sentence: "of 27 Nov 21:14"."""
    return f"of {made_at(content.path).astimezone(desk.zone_here):%-d %b %H:%M}"


def _bad(backups: Backups) -> Iterable[tuple[Path, str]]:
    for copy in backups.all():
        try:
            read_copy(copy)
        except StoreError as error:
            yield copy, str(error).rpartition("cannot be read: ")[2] or str(error)


def _open(desk: Desk) -> tuple[Open, ...]:
    paths = desk.paths
    own = [
        folder
        for folder in (paths.config.parent, paths.draft.parent)
        if folder.name == OWN_DIRECTORY_NAME
    ]
    folders = (paths.backups, paths.letters, *own)
    files = (paths.config, paths.draft, paths.crash, *UnsavedBox(paths.draft).files())
    return open_to_others(paths.store, folders, files)


def _near(path: Path) -> str:
    """A path short enough for a sentence: the last two parts of it."""
    return shown(Path(*path.parts[-2:]))


# --- telling ------------------------------------------------------------------------------------


def _say(desk: Desk, found: Round) -> None:
    store = shown(desk.paths.store)
    desk.output.say(*desk.output.wrapped(f"{store}: {_verdict(found)}", hanging=""))
    _list(desk, found.findings, with_cures=False)


def _verdict(found: Round) -> str:
    faults = sum(finding.is_fault for finding in found.findings)
    number = "one thing is" if faults == 1 else f"{faults:,} things are"
    if found.data is None:
        return "there is no store yet." if not faults else f"no store yet, and {number} wrong."
    if not found.about.opens:
        return f"it cannot be opened; {number} wrong. Nothing was touched."
    records = sum(found.about.mended.kept.values()) if found.about.mended else 0
    if not faults:
        return f"{records_in_words(records)}, and nothing is wrong."
    return f"{records_in_words(records)}; {number} wrong."


def _list(desk: Desk, findings: Sequence[Finding], *, with_cures: bool) -> None:
    """The findings sort by sort, the first few of each in words."""
    output = desk.output
    for sort in Sort:
        ones = [finding for finding in findings if finding.sort is sort]
        if not ones:
            continue
        cures = {finding.cure for finding in ones if with_cures}
        shared = f": {cures.pop()}" if len(cures) == 1 else ""
        output.say(*output.wrapped(f"{_heading(sort, ones)}{shared}", "  "))
        most = _SHOWN if ones[0].is_fault else _SHOWN // 2
        for finding in ones[:most]:
            cure = f" Then {finding.cure}." if cures and finding.cure else ""
            output.say(*output.wrapped(f"{finding.words}{cure}", "    "))
        if len(ones) > most:
            output.say(f"    … and {len(ones) - most:,} more; --json lists all of them.")


def _heading(sort: Sort, ones: Sequence[Finding]) -> str:
    """The sort with its number; what is no fault says so."""
    count = f" ({len(ones):,})" if len(ones) > 1 else ""
    mark = "" if ones[0].is_fault else " (to know, no fault)"
    return f"{sort.value[0].upper()}{sort.value[1:]}{count}{mark}"


def _told(desk: Desk, found: Round, *, repaired: bool, kept: Path | None) -> dict[str, Any]:
    whole = found.about.mended
    return {
        "kind": "doctor",
        "store": str(desk.paths.store),
        "well": found.is_well,
        "opens": found.about.opens,
        "repairable": found.about.is_repairable,
        "repaired": repaired,
        "old_file": str(kept) if kept else None,
        "records": dict(whole.kept) if whole else {},
        "from_backup": dict(whole.added) if whole else {},
        "findings": [
            {
                "sort": finding.sort.value,
                "fault": finding.is_fault,
                "place": finding.place,
                "id": finding.id or None,
                "field": finding.name or None,
                "words": finding.words,
                "cure": finding.cure or None,
            }
            for finding in found.findings
        ],
    }


# --- mending ------------------------------------------------------------------------------------


def _repair(desk: Desk, found: Round, arguments: argparse.Namespace) -> int:
    if not arguments.json:
        desk.output.say(*picture(desk, found))
        _list(desk, [one for one in found.findings if one.cure], with_cures=True)
    if not is_confirmed(desk, "Repair it?", is_said=arguments.yes):
        desk.output.say("Nothing was changed.")
        return 1
    kept = mend(desk, found)
    if arguments.json:
        desk.output.json(_told(desk, found, repaired=True, kept=kept))
    else:
        desk.output.say(*desk.output.wrapped(outcome(desk, kept), hanging=""))
        if found.about.refusal:
            desk.output.say(*desk.output.wrapped(found.about.refusal, hanging=""))
    return 1 if found.about.refusal else 0


def picture(desk: Desk, found: Round) -> list[str]:
    """What a repair would leave, in lines."""
    whole = found.about.mended
    lines = [f"{shown(desk.paths.store)}: {_verdict(found)}"]
    if whole is not None and found.about.is_repairable:
        lines.append(f"A repaired store would hold {counted(whole.kept) or 'nothing of it'}.")
        if whole.added:
            lines.append(f"Added from the newest good backup: {counted(whole.added)}.")
        where = "beside the store" if not found.about.opens else "among the backups"
        lines.append(f"The file as it is now is kept {where}.")
    return [part for line in lines for part in desk.output.wrapped(line, hanging="")]


def mend(desk: Desk, found: Round) -> Path | None:
    """Carry a repair out; where the old file is now. Raises JobsearchError."""
    paths = desk.paths
    kept = None
    whole = found.about.mended
    if whole is not None and found.data is not None and found.about.is_repairable:
        replacing = Replacing(paths.store, found.data, Backups(paths.backups))
        kept = replacing.by(whole.tables, desk.world.clock(), opens=found.about.opens)
    if found.left:
        clear_away(paths.store, found.left)
    tighten(_open(desk))
    return kept


def outcome(desk: Desk, kept: Path | None) -> str:
    """What a repair has done, in sentences. Raises StoreError when the result cannot be read."""
    if kept is None:
        return "Repaired."
    content = read_copy(desk.paths.store)
    if content.image.problems:
        raise StoreUnreadableError(f"{content.image.problems[0]}.")
    number = records_in_words(len(content.workspace))
    return f"Repaired: the store holds {number}. The file as it was: {shown(kept)}"
