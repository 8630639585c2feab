"""The four panes as columns and cells: which facts of a record stand in its row."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from jobsearch_tui.domain.contacts import last_contact
from jobsearch_tui.domain.followups import FollowUpLevel, follow_up
from jobsearch_tui.domain.ladder import searches_of
from jobsearch_tui.domain.lookbacks import looked_back
from jobsearch_tui.domain.promises import PromiseState, promise_line, promise_state
from jobsearch_tui.domain.records import Ad, Agency, Interview, Record, Recruiter
from jobsearch_tui.domain.stages import OVER
from jobsearch_tui.domain.weeks import zone_of
from jobsearch_tui.domain.when import ago, show_date
from jobsearch_tui.domain.workspace import Workspace
from jobsearch_tui.ui.widgets.line_layout import Cell, Column
from jobsearch_tui.value import dataclass

PANES: Final = ("agency", "recruiter", "ad", "interview")
"""The kinds of the four panes, in their order."""

COLUMNS: Final[Mapping[str, tuple[Column, ...]]] = {
    "agency": (
        Column("name", "Name", 16, grow=3, priority=9),
        Column("type", "Kind", 9, priority=2),
        Column("location", "Location", 10, grow=1, priority=0),
        Column("stage", "Stage", 9, priority=5),
        Column("contact", "Last", 8, align="right", priority=4),
        Column("next", "Next", 10, align="right", priority=6),
    ),
    "recruiter": (
        Column("name", "Name", 16, grow=3, priority=9),
        Column("agency", "At", 12, grow=2, priority=3),
        Column("searches", "Searches", 10, priority=1),
        Column("stage", "Stage", 9, priority=4),
        Column("contact", "Last", 8, align="right", priority=2),
        Column("next", "Next", 10, align="right", priority=6),
    ),
    "ad": (
        Column("role", "Role", 16, grow=3, priority=9),
        Column("employer", "Employer", 12, grow=2, priority=6),
        Column("stage", "Stage", 12, priority=4),
        Column("closes", "Closes", 10, priority=1),
        Column("next", "Next", 11, align="right", priority=5),
    ),
    "interview": (
        Column("starts", "When", 16, priority=9),
        Column("company", "Company", 18, grow=1, priority=8),
        Column("round", "Round", 5, priority=3),
        Column("format", "Format", 9, priority=2),
        Column("stage", "Stage", 13, grow=2, priority=6),
    ),
}
"""The columns of each pane; the ids that are attributes of the record can be sorted by value."""

_SHORT_TYPES: Final = {
    "employment agency": "agency",
    "contingency search": "conting.",
    "retained search": "retained",
}


@dataclass(frozen=True)
class Seen:
    """What a row is seen against: all records, and the moment in the user's zone."""

    workspace: Workspace
    now: datetime


def cells_of(record: Record, seen: Seen) -> tuple[Cell, ...]:
    """The cells of a record's row, one for each column of its pane."""
    return _ROWS[record.kind](record, seen)


def _next(record: Record, seen: Seen) -> Cell:
    found = follow_up(seen.workspace, record, seen.now.date(), zone_of(seen.now))
    if found is None:
        return Cell("")
    tones = {FollowUpLevel.OVERDUE: "bad", FollowUpLevel.DUE: "warn"}
    mark = "!" if found.level is FollowUpLevel.OVERDUE else ""
    return Cell(f"{mark}{found.words}", tones.get(found.level, "muted"))


def _last(record: Record, seen: Seen) -> Cell:
    last = last_contact(seen.workspace, record)
    return Cell(ago(last.at, seen.now) if last else "", "muted")


def _stage(record: Any) -> Cell:
    return Cell(record.stage, "muted" if record.stage in OVER else "")


def _agency(agency: Agency, seen: Seen) -> tuple[Cell, ...]:
    return (
        Cell(agency.name),
        Cell(_SHORT_TYPES.get(agency.type, agency.type), "muted"),
        Cell(agency.location, "muted"),
        _stage(agency),
        _last(agency, seen),
        _next(agency, seen),
    )


def _recruiter(recruiter: Recruiter, seen: Seen) -> tuple[Cell, ...]:
    at = seen.workspace.title(recruiter.agency) or recruiter.employer
    searches = searches_of(seen.workspace, recruiter, seen.now.date())
    count = "" if not searches else "1 search" if searches == 1 else f"{searches} searches"
    return (
        Cell(recruiter.name),
        Cell(at, "muted"),
        Cell(count, "accent"),
        _stage(recruiter),
        _last(recruiter, seen),
        _next(recruiter, seen),
    )


def _ad(ad: Ad, seen: Seen) -> tuple[Cell, ...]:
    return (
        Cell(ad.role),
        Cell(ad.employer or "(blind ad)", "" if ad.employer else "muted"),
        _stage(ad),
        _closes(ad, seen),
        _silence(ad, seen),
    )


def _closes(ad: Ad, seen: Seen) -> Cell:
    if ad.closes is None or ad.stage != "spotted":
        return Cell("")
    left = (ad.closes - seen.now.date()).days
    tone = "warn" if 0 <= left <= 3 else "muted"
    return Cell(show_date(ad.closes, seen.now.date()), tone)


def _silence(ad: Ad, seen: Seen) -> Cell:
    """How long an answered ad has been silent, unless the next contact is due."""
    found = _next(ad, seen)
    if found.style in ("bad", "warn") or ad.stage != "answered":
        return found
    last = last_contact(seen.workspace, ad)
    since = last.at.astimezone(seen.now.tzinfo).date() if last else ad.answered_on
    days = (seen.now.date() - since).days if since else 0
    return Cell(f"{days}d silent" if days > 0 else "", "muted")


def _interview(interview: Interview, seen: Seen) -> tuple[Cell, ...]:
    here = interview.starts.astimezone(seen.now.tzinfo)
    when = f"{show_date(here.date(), seen.now.date())} {here:%H:%M}"
    return (
        Cell(when, "muted" if interview.starts < seen.now else ""),
        Cell(interview.company),
        Cell(_round(interview.round), "muted"),
        Cell(interview.format, "muted"),
        interview_standing(interview, seen),
    )


def _round(number: int) -> str:
    ending = {1: "st", 2: "nd", 3: "rd"}.get(number % 10 if number // 10 != 1 else 0, "th")
    return f"{number}{ending}"


def interview_standing(interview: Interview, seen: Seen) -> Cell:
    """What an interview waits for: its day, a look back, or somebody's word."""
    if interview.stage in OVER:
        return Cell(interview.stage, "muted")
    if interview.stage == "scheduled":
        past = interview.starts < seen.now
        return Cell("! past: held?", "warn") if past else Cell("scheduled")
    for promise in seen.workspace.promises(interview.id):
        state = promise_state(promise, seen.now)
        if state in (PromiseState.LATE, PromiseState.BROKEN):
            return Cell(f"! {promise_line(promise, seen.now)}", "bad")
        if state in (PromiseState.OPEN, PromiseState.DUE):
            return Cell(promise_line(promise, seen.now), "accent")
    return Cell("held" if looked_back(interview) else "held, look back", "muted")


_ROWS: Final[Mapping[str, Callable[[Any, Seen], tuple[Cell, ...]]]] = {
    "agency": _agency,
    "recruiter": _recruiter,
    "ad": _ad,
    "interview": _interview,
}


class RecordRows:
    """A row source over records; cells are made when a row is drawn."""

    def __init__(self, records: Sequence[Record], seen: Seen) -> None:
        """Take the records in order and what they are seen against."""
        self._records = records
        self._seen = seen
        self._places: dict[str, int] | None = None

    def __len__(self) -> int:
        """How many rows there are."""
        return len(self._records)

    def key(self, index: int) -> str:
        """The id of the record at a place."""
        return self._records[index].id

    def cells(self, index: int) -> Sequence[Cell]:
        """The cells of the record at a place."""
        return cells_of(self._records[index], self._seen)

    def index(self, key: str) -> int | None:
        """The place of the record with an id."""
        if self._places is None:
            self._places = {record.id: place for place, record in enumerate(self._records)}
        return self._places.get(key)
