"""The book into which the demo is written: records, their log and the stages they go through.

Stage entries are made by the same function as in the program, so the demo looks as if
somebody had used it for three months.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from random import Random
from typing import Any, Final, TypeVar, cast
from zoneinfo import ZoneInfo

from jobsearch_tui.domain.changes import Change, with_stage_entries
from jobsearch_tui.domain.records import Activity, Record
from jobsearch_tui.domain.workspace import Workspace
from jobsearch_tui.services.demo.diary import CALLS, EVENING, OFFICE, Diary, Window
from jobsearch_tui.services.identity import ALPHABET, LENGTH

R = TypeVar("R", bound=Record)

_SEED: Final = 20_555

CODES: Final[dict[str, tuple[str, str, str, Window]]] = {
    "reached": ("call", "out", "reached", CALLS),
    "vm": ("call", "out", "voicemail", CALLS),
    "gk": ("call", "out", "gatekeeper", CALLS),
    "na": ("call", "out", "no answer", CALLS),
    "wn": ("call", "out", "wrong number", CALLS),
    "callin": ("call", "in", "reached", CALLS),
    "in": ("email", "in", "", OFFICE),
    "out": ("email", "out", "", EVENING),
    "msg": ("message", "out", "", EVENING),
    "msgin": ("message", "in", "", OFFICE),
    "letter": ("letter", "out", "", EVENING),
    "reply": ("letter", "in", "", OFFICE),
    "met": ("meeting", "out", "reached", CALLS),
    "note": ("note", "out", "", EVENING),
}
"""The short words of the stories: kind, direction and result of an activity, and its hours."""


class Book:
    """Collects records in the order in which they are made."""

    def __init__(self, now: datetime, zone: ZoneInfo) -> None:
        """Open an empty book at a moment, in the user's zone."""
        self.rng = Random(_SEED)  # noqa: S311 - invented data, no secrets
        self.diary = Diary(now, zone, self.rng)
        # Ids have their own source, so that the choice of a minute does not change them.
        self._ids = Random(_SEED + 1)  # noqa: S311
        self._records: dict[str, Record] = {}
        self._titles: dict[tuple[str, str], str] = {}

    def __len__(self) -> int:
        """How many records there are."""
        return len(self._records)

    def new_id(self) -> str:
        """The next id; the same ones in each demo."""
        return "".join(self._ids.choices(ALPHABET, k=LENGTH))

    def add(self, type: type[R], made: datetime, /, **said: Any) -> R:
        """A new record, made at that moment."""
        record = type(id=self.new_id(), created=made, changed=made, **said)
        self._records[record.id] = record
        self._titles.setdefault((record.kind, record.title), record.id)
        return record

    def keep(self, record: Record) -> None:
        """Put a record that has its own id."""
        self._records[record.id] = record

    def named(self, type: type[R], title: str) -> R:
        """The record of this type and title, as it stands now. KeyError when there is none."""
        return cast(R, self._records[self._titles[type.kind, title]])

    def current(self, record: Record) -> Record:
        """A record as it stands now."""
        return self._records[record.id]

    def move(self, record: Record, stage: str, at: datetime) -> None:
        """Give a record its next stage, with an entry in the log; not before its last change."""
        old = cast(Any, self._records[record.id])
        at = max(at, old.changed)
        moved = replace(old, stage=stage, changed=at)
        change = with_stage_entries(Workspace.of((old,)), Change("", (moved,)), at, self.new_id)
        self.keep(moved)
        for entry in change.put[1:]:
            self.keep(replace(entry, created=at, changed=at))

    def log(self, at: datetime, code: str, summary: str, *about: Record) -> Activity:
        """An entry of the log, of a kind that ``CODES`` names."""
        kind, direction, result, _ = CODES[code]
        return self.add(
            Activity,
            at,
            at=at,
            type=kind,
            direction=direction,
            result=result,
            about=tuple(record.id for record in about),
            summary=summary,
        )

    def tell(self, record: Record, story: Iterable[str], *also: Record) -> None:
        """Live through a story: lines of days ago, code, perhaps ``>stage``, and a summary.

        ``33 in>replied asks for references`` is an email that came 33 days ago, upon which the
        record got the stage *replied*; ``33 >answered`` is the stage alone. A stage of two
        words is written with ``_``.
        """
        at = self.current(record).changed
        for line in story:
            days, _, rest = line.partition(" ")
            head, _, summary = rest.partition(" ")
            code, _, stage = head.partition(">")
            window = CODES[code][3] if code else EVENING
            at = self.diary.slot(int(days), window, at + timedelta(minutes=4))
            if code:
                self.log(at, code, summary, record, *also)
            if stage:
                self.move(record, stage.replace("_", " "), self.diary.later(at, 2))

    def records(self) -> tuple[Record, ...]:
        """All records, in the order in which they were made."""
        return tuple(sorted(self._records.values(), key=lambda record: record.created))
