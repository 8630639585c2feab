"""Campaigns as lines and cells: the worksheet's preview, the table, and what a record says."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Final

from jobsearch_tui.domain.campaigns import (
    Campaign,
    by_stage,
    campaigns,
    figures,
    figures_line,
    name_of,
    next_step,
    targets_of,
)
from jobsearch_tui.domain.companies import CompanyList, Entered
from jobsearch_tui.domain.end_run import SAID_NO, after_no
from jobsearch_tui.domain.fields import Context
from jobsearch_tui.domain.followups import FollowUpLevel
from jobsearch_tui.domain.in_play import InPlay, doors
from jobsearch_tui.domain.records import Record, Search, Target
from jobsearch_tui.domain.stages import OVER
from jobsearch_tui.domain.text import cells, shorten, visible
from jobsearch_tui.domain.weeks import zone_of
from jobsearch_tui.domain.when import show_date
from jobsearch_tui.ui.render.lines import Line, heading, labelled, line, wrapped
from jobsearch_tui.ui.render.rows import Seen
from jobsearch_tui.ui.widgets.line_layout import Cell, Column

# --- the worksheet ----------------------------------------------------------------------------

Cautions = Callable[[Entered], Sequence[InPlay]]


def preview(found: CompanyList, cautions: Cautions, first: int, width: int) -> list[Line]:
    """What the lines of a worksheet were understood as; ``first`` is the first one's number."""
    lines = [
        piece
        for number, one in enumerate(found.new, first)
        for piece in _entered(number, one, cautions(one), width)
    ]
    for names, words in (
        (found.repeated, "twice in these lines, listed once"),
        (found.known, "listed already"),
        (found.too_long, "too long for a name: part the line"),
    ):
        for name in names:
            lines += _marked(f"· {visible(name)}: {words}", width, "muted")
    return lines or [*_marked(f"· {_HOW_READ}", width, "muted")]


_HOW_READ: Final = (
    "What is understood stands here, with ▲ where you are in play at a company already."
)


def _entered(number: int, one: Entered, found: Sequence[InPlay], width: int) -> Iterator[Line]:
    head = f"{number:>3} "
    behind = "".join(f" · {part}" for part in (one.executive, one.note) if part)
    first, *rest = wrapped(f"{one.company}{behind}", width - len(head))
    yield line((head, "muted"), first)
    yield from (line(" " * len(head), piece) for piece in rest)
    for caution in found:
        yield from _marked(f"▲ {caution.words}", width, "warn", indent=len(head))


def _marked(text: str, width: int, tone: str, indent: int = 0) -> Iterator[Line]:
    """A sentence whose first sign is its mark, wrapped under its first word."""
    mark, _, words = text.partition(" ")
    first, *rest = wrapped(words, width - indent - 2)
    yield line(" " * indent, (f"{mark} {first}", tone))
    yield from (line(" " * (indent + 2), (piece, tone)) for piece in rest)


# --- the list of campaigns --------------------------------------------------------------------

SHOWN: Final = 4
"""Campaigns that are named at once; the others come into sight when they are chosen."""


def overview(seen: Seen, chosen: Campaign, width: int) -> list[Line]:
    """The campaigns with their counts, the chosen one marked, and its figures in words."""
    every = campaigns(seen.workspace)
    place = every.index(chosen) if chosen in every else 0
    top = max(0, min(place - 1, len(every) - SHOWN))
    shown = every[top : top + SHOWN]
    lines = [_campaign(seen, one, one == chosen, width) for one in shown]
    more = len(every) - len(shown)
    if more:
        lines.append(line((f"  and {more} more: Tab", "muted")))
    targets = targets_of(seen.workspace, chosen)
    told = figures(targets, seen.now.date(), seen.workspace.pace.cold)
    words = figures_line(told, end_run=chosen.is_end_run)
    lines += [line((piece, "accent")) for piece in wrapped(words, width) if piece]
    stages = " · ".join(f"{stage} {count}" for stage, count in by_stage(targets).items())
    return lines + [line((piece, "muted")) for piece in wrapped(stages, width) if piece]


def _campaign(seen: Seen, one: Campaign, is_chosen: bool, width: int) -> Line:
    targets = targets_of(seen.workspace, one)
    listed = sum(target.stage == "listed" for target in targets)
    companies = "1 company" if len(targets) == 1 else f"{len(targets)} companies"
    count = f"{companies}, {listed} unwritten" if targets else "none yet"
    room = width - len(count) - 4
    name = shorten(visible(name_of(seen.workspace, one)), room)
    mark, tone = ("▸ ", "strong") if is_chosen else ("  ", "")
    gap = " " * (room - cells(name) + 2)
    return line((f"{mark}{name}{gap}", tone), (count, "muted"))


# --- the table --------------------------------------------------------------------------------

COLUMNS: Final = (
    Column("doubt", "▲", 1, priority=7),
    Column("company", "Company", 14, grow=3, priority=9),
    Column("executive", "Executive", 11, grow=2, priority=3),
    Column("stage", "Stage", 13, priority=6),
    Column("written_on", "Written", 10, priority=4),
    Column("next", "Next", 16, align="right", priority=5),
)
"""The columns of a campaign's targets; all but the first can be sorted by."""

_TONES: Final = {FollowUpLevel.DUE: "warn", FollowUpLevel.OVERDUE: "bad"}


def target_cells(target: Target, seen: Seen) -> tuple[Cell, ...]:
    """The cells of a target's row."""
    today, zone = seen.now.date(), zone_of(seen.now)
    step = next_step(seen.workspace, target, today, zone)
    overdue = "!" if step.level is FollowUpLevel.OVERDUE else ""
    written = show_date(target.written_on, today) if target.written_on else ""
    over = target.stage in OVER
    return (
        Cell("▲" if doubts(target, seen) else "", "warn"),
        Cell(target.company, "muted" if over else ""),
        Cell(target.executive or "(no name yet)", "" if target.executive else "muted"),
        Cell(target.stage, "muted" if over else "good" if target.stage == "interview" else ""),
        Cell(written, "muted"),
        Cell(f"{overdue}{step.words}", _TONES.get(step.level, "muted") if step.level else ""),
    )


def doubts(target: Target, seen: Seen) -> tuple[InPlay, ...]:
    """The cautions about a target, as long as something may still be done about it."""
    if target.stage in OVER or target.stage == "interview":
        return ()
    return doors(seen.workspace, seen.now.date(), zone_of(seen.now)).cautions(target)


class TargetRows:
    """A row source over targets; cells are made when a row is drawn."""

    def __init__(self, targets: Sequence[Target], seen: Seen) -> None:
        """Take the targets in order and what they are seen against."""
        self._targets = targets
        self._seen = seen
        self._places = {target.id: place for place, target in enumerate(targets)}

    def __len__(self) -> int:
        """How many rows there are."""
        return len(self._targets)

    def key(self, index: int) -> str:
        """The id of the target at a place."""
        return self._targets[index].id

    def cells(self, index: int) -> Sequence[Cell]:
        """The cells of the target at a place."""
        return target_cells(self._targets[index], self._seen)

    def index(self, key: str) -> int | None:
        """The place of the target with an id."""
        return self._places.get(key)


# --- on a record ------------------------------------------------------------------------------


def campaign_lines(record: Record, context: Context, width: int) -> list[Line]:
    """What the end run and the campaigns have to say on a record's own page."""
    if isinstance(record, Search) and record.stage == SAID_NO:
        return _after_no(record, context, width)
    if isinstance(record, Target):
        found = doubts(record, Seen(context.workspace, context.now))
        return [piece for one in found for piece in _marked(f"▲ {one.words}", width, "warn")]
    return []


def _after_no(search: Search, context: Context, width: int) -> list[Line]:
    advice = after_no(context.workspace, search, context.today)
    lines = [*labelled("Advice", advice.why, width, tone="accent")]
    run = targets_of(context.workspace, Campaign("end run", search.id))
    told = figures(run, context.today, context.workspace.pace.cold)
    words = figures_line(told, end_run=True)
    lines += labelled("End run", words or f"E, one key further. {advice.odds}", width)
    return [*heading("Turned down"), *lines, Line()]
