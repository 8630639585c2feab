"""The letters of a campaign: filled from its script, written to files, and logged."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Final

from jobsearch_tui.domain.campaigns import Campaign
from jobsearch_tui.domain.changes import Change
from jobsearch_tui.domain.records import Activity, Target
from jobsearch_tui.domain.text import clean, fold
from jobsearch_tui.domain.workspace import Workspace
from jobsearch_tui.services.letter_box import LetterBox
from jobsearch_tui.services.script_facts import facts_for
from jobsearch_tui.services.script_text import harmless
from jobsearch_tui.services.scripts import Script, fill
from jobsearch_tui.value import dataclass

SCRIPTS: Final = {"broadcast": "broadcast-letter", "end run": "end-run-letter"}
"""The script of each kind of campaign."""

SAID_ONCE: Final = ("me.", "search.", "target.reason", "today")
"""Beginnings of the names whose value may be the same in all letters of a batch."""

_LONGEST_NAME: Final = 60


@dataclass(frozen=True)
class Letter:
    """One target's letter; each name in ``missing`` left a blank to be filled in by hand."""

    target: Target
    text: str
    missing: tuple[str, ...]


def draft_letters(
    script: Script,
    targets: Iterable[Target],
    workspace: Workspace,
    now: datetime,
    answers: Mapping[str, str],
) -> tuple[Letter, ...]:
    """The letters to these targets as they would be written now."""
    return tuple(_letter(script, target, workspace, now, answers) for target in targets)


def _letter(
    script: Script,
    target: Target,
    workspace: Workspace,
    now: datetime,
    answers: Mapping[str, str],
) -> Letter:
    told = facts_for(workspace, target, now)
    filled = fill(script.text, {**answers, **told})
    return Letter(target, f"{harmless(filled.text).strip()}\n", filled.missing)


def to_ask(letters: Iterable[Letter]) -> tuple[str, ...]:
    """The names that are missing and can be said once for all, in the order of the text."""
    names = (name for letter in letters for name in letter.missing)
    return tuple(dict.fromkeys(name for name in names if name.startswith(SAID_ONCE)))


def write_letters(
    box: LetterBox,
    letters: Sequence[Letter],
    campaign: Campaign,
    now: datetime,
    new_id: Callable[[], str],
) -> tuple[Change, Path]:
    """Write the letters to files; the change that logs them, and the folder where they are.

    Raises NotSavedError when they cannot be written; then there is nothing to log.
    """
    folder = box.folder_of(campaign.kind, now)
    named = [(file_name(letter.target.company), letter.text) for letter in letters]
    paths = box.write(folder, named)
    return _logged(letters, paths, campaign, now, new_id), folder


def _logged(
    letters: Sequence[Letter],
    paths: Sequence[Path],
    campaign: Campaign,
    now: datetime,
    new_id: Callable[[], str],
) -> Change:
    """Each target written to today, with an entry in its log."""
    before = tuple(letter.target for letter in letters)
    after = tuple(replace(one, stage="written", written_on=now.date()) for one in before)
    entries = tuple(
        Activity(
            id=new_id(),
            at=now,
            type="letter",
            about=(letter.target.id,),
            summary=f"{campaign.kind} letter, {path.name}",
        )
        for letter, path in zip(letters, paths, strict=True)
    )
    count = "1 letter" if len(letters) == 1 else f"{len(letters)} letters"
    return Change(f"{count} of the {campaign.kind}", put=(*after, *entries), before=before)


def file_name(company: str) -> str:
    """A name for the file of a company's letter: small letters, digits and dashes alone.

    Whatever the company is called, it is no hidden file, no path, and not too long.
    """
    name = "-".join(re.findall(r"[a-z0-9]+", fold(clean(company))))[:_LONGEST_NAME].strip("-")
    return f"{name or 'letter'}.txt"
