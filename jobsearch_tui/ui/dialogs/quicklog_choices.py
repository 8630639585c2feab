"""Whom a quick log line may be about, as rows to choose from."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Final, Literal

from jobsearch_tui.domain.matching import Match, Quality
from jobsearch_tui.domain.quicklog import Entry, addressed, new_record
from jobsearch_tui.domain.records import Agency, Interview, Record, Recruiter
from jobsearch_tui.domain.text import visible
from jobsearch_tui.domain.when import show_moment
from jobsearch_tui.domain.workspace import Workspace
from jobsearch_tui.value import dataclass

SHOWN: Final = 6
"""Rows of the list that are on the screen at once."""

MOST: Final = 40
"""Candidates that are listed at all; a longer list wants another letter, not scrolling."""


MARK: Final = "›"
"""What stands before the row picked."""


@dataclass(frozen=True)
class Choice:
    """One row: a candidate, or without one the offer to ``make`` a record of a new name."""

    name: str
    match: Match | None = None
    make: Literal["recruiter", "agency"] = "recruiter"

    @property
    def key(self) -> str:
        """What tells this row from the others while the line is being typed."""
        return self.match.record.id if self.match else f"make {self.make}"

    def record(self, new_id: Callable[[], str]) -> Record:
        """The record that is chosen with this row; one made on the spot has a new id."""
        return self.match.record if self.match else new_record(self.name, self.make, new_id)

    def label(self, workspace: Workspace, now: datetime) -> str:
        """The row as it is shown, safe for a screen."""
        if self.match is None:
            return f"make {self.make} “{visible(self.name)}”"
        record = self.match.record
        called = addressed(record, workspace, name=self.match.name)
        return visible(f"{called} · {_detail(record, now)}")


def choices_of(entry: Entry) -> tuple[Choice, ...]:
    """Whom a line without a subject may be about, best first, then what could be made."""
    if not entry.name:
        return ()
    found = entry.choices
    known = tuple(Choice(match.name, match) for match in found[:MOST])
    if found and found[0].quality is Quality.EXACT:
        return known
    return (*known, Choice(entry.name, make="recruiter"), Choice(entry.name, make="agency"))


def picked(choices: tuple[Choice, ...], entry: Entry, key: str) -> int | None:
    """The row with this key, else the first one where nothing else fits as well."""
    keys = [choice.key for choice in choices]
    if key in keys:
        return keys.index(key)
    return 0 if choices and len(entry.equals) == 1 else None


def rows(
    choices: tuple[Choice, ...], at: int | None, workspace: Workspace, now: datetime
) -> list[str]:
    """The part of the list round the row picked, which has a mark, and what is left out."""
    start = max(0, min((at or 0) - SHOWN // 2, len(choices) - SHOWN))
    shown = choices[start : start + SHOWN]
    lines = [
        f"{MARK if start + offset == at else ' '} {choice.label(workspace, now)}"
        for offset, choice in enumerate(shown)
    ]
    if len(choices) > SHOWN:
        lines.append(f"  {len(choices)} in all; another letter leaves fewer")
    return lines


def _detail(record: Record, now: datetime) -> str:
    """What tells a record from its namesakes."""
    if isinstance(record, Interview):
        return f"interview {show_moment(record.starts, now)}"
    if isinstance(record, Recruiter):
        parts = ("recruiter", record.position, record.stage)
    elif isinstance(record, Agency):
        parts = ("agency", record.location, record.stage)
    else:
        parts = (record.kind, getattr(record, "source", ""), getattr(record, "stage", ""))
    return ", ".join(part for part in parts if part)
