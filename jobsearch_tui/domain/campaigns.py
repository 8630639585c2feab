"""Campaigns: the broadcast, and an end run for each search that said no.

A campaign is no record: it is the targets that share a campaign and a search. ``today`` is the
calendar day in the user's zone.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, tzinfo
from typing import Final

from jobsearch_tui.domain.followups import FollowUpLevel, follow_up
from jobsearch_tui.domain.records import Target
from jobsearch_tui.domain.stages import OVER, stages_of
from jobsearch_tui.domain.weeks import days_after
from jobsearch_tui.domain.workspace import Workspace
from jobsearch_tui.value import dataclass

BROADCAST: Final = "broadcast"
END_RUN: Final = "end run"


@dataclass(frozen=True)
class Campaign:
    """One campaign; ``search`` is the id of the search that said no, empty for the broadcast."""

    kind: str = BROADCAST
    search: str = ""

    def has(self, target: Target) -> bool:
        """Whether a target belongs to it."""
        return target.campaign == self.kind and (
            not self.is_end_run or target.search == self.search
        )

    @property
    def is_end_run(self) -> bool:
        """Whether it goes round a recruiter."""
        return self.kind == END_RUN


def campaign_of(target: Target) -> Campaign:
    """The campaign to which a target belongs."""
    return Campaign(END_RUN, target.search) if target.campaign == END_RUN else Campaign()


def campaigns(workspace: Workspace) -> tuple[Campaign, ...]:
    """The broadcast, then the end runs, the one that was begun last first."""
    begun = dict.fromkeys(
        campaign_of(target) for target in workspace.all(Target) if target.campaign == END_RUN
    )
    return (Campaign(), *reversed(begun))


def name_of(workspace: Workspace, campaign: Campaign) -> str:
    """What a campaign is called: ``Broadcast``, ``End run: Plant Director``."""
    if not campaign.is_end_run:
        return "Broadcast"
    return f"End run: {workspace.title(campaign.search) or 'no search named'}"


def targets_of(workspace: Workspace, campaign: Campaign) -> tuple[Target, ...]:
    """The targets of a campaign, in the order in which they were listed."""
    return tuple(target for target in workspace.all(Target) if campaign.has(target))


def in_turn(targets: Iterable[Target]) -> tuple[Target, ...]:
    """Targets in the order in which they are approached: by priority, then as they were listed."""
    return tuple(sorted(targets, key=lambda target: target.priority or _LAST))


_LAST: Final = 10


def next_batch(targets: Iterable[Target], size: int) -> tuple[Target, ...]:
    """The listed targets whose letters are next, at most so many."""
    return in_turn(target for target in targets if target.stage == "listed")[:size]


def by_stage(targets: Sequence[Target]) -> dict[str, int]:
    """How many targets stand at each stage, in the order of the stages, without empty ones."""
    counts = dict.fromkeys(stages_of("target"), 0)
    for target in targets:
        counts[target.stage] = counts.get(target.stage, 0) + 1
    return {stage: count for stage, count in counts.items() if count}


# --- what is next -----------------------------------------------------------------------------


@dataclass(frozen=True)
class Step:
    """What is next for a target, in a few words, and how pressing that is; None is not at all."""

    words: str
    level: FollowUpLevel | None = None


_DEEDS: Final = {"written": "call", "called": "answer", "silent": "call"}


def next_step(workspace: Workspace, target: Target, today: date, zone: tzinfo) -> Step:
    """What is next for a target: its letter, the call after it, or noting what came of it."""
    if target.stage in OVER or target.stage == "interview":
        return Step("")
    found = follow_up(workspace, target, today, zone)
    deed = _DEEDS.get(target.stage, "write")
    if found is None:
        return Step({"listed": "write", "silent": ""}.get(target.stage, "note silence"))
    if found.late > 0:
        return Step(f"{deed} {found.late}d late", found.level)
    if found.late < 0:
        when = "tomorrow" if found.late == -1 else f"in {-found.late}d"
        return Step(f"{deed} {when}", found.level)
    return Step(f"{deed} today", found.level)


# --- what came of it --------------------------------------------------------------------------


@dataclass(frozen=True)
class Figures:
    """What became of a campaign's letters, as counts; ``listed`` were not yet approached."""

    listed: int = 0
    letters: int = 0
    interviews: int = 0
    handed_back: int = 0
    no_opening: int = 0
    silent: int = 0
    waiting: int = 0


def figures(targets: Iterable[Target], today: date, cold: int) -> Figures:
    """The counts of a campaign; a letter without an answer for ``cold`` days is silent."""
    fates = [_fate(target, today, cold) for target in targets]
    listed = fates.count("listed")
    return Figures(
        listed=listed,
        letters=len(fates) - listed,
        interviews=fates.count("interview"),
        handed_back=fates.count("referred back"),
        no_opening=fates.count("no opening"),
        silent=fates.count("silent"),
        waiting=len(fates) - sum(map(fates.count, ("listed", *_SETTLED))),
    )


_SETTLED: Final = ("interview", "referred back", "no opening", "silent")


def _fate(target: Target, today: date, cold: int) -> str:
    if target.stage != "written" or target.written_on is None:
        return target.stage
    return "silent" if days_after(target.written_on, cold) < today else "written"


def figures_line(told: Figures, *, end_run: bool) -> str:
    """The figures in a line: counts, for percentages of a few letters would say too much."""
    if not told.letters:
        return f"{told.listed} listed, no letter is out yet." if told.listed else ""
    parts = [
        _counted(told.interviews, "direct interview", "direct interviews", none="no"),
        f"{told.handed_back} handed back to the recruiter"
        if end_run
        else _if_any(told.handed_back, "handed to a recruiter"),
        _if_any(told.no_opening, "no opening"),
        _if_any(told.silent, "silent"),
        _if_any(told.waiting, "no answer yet"),
    ]
    letters = _counted(told.letters, "letter out", "letters out")
    more = f" {told.listed} more listed." if told.listed else ""
    return f"{letters}: {', '.join(filter(None, parts))}.{more}"


def _counted(count: int, one: str, many: str, none: str = "0") -> str:
    return f"{count or none} {one if count == 1 else many}"


def _if_any(count: int, words: str) -> str:
    return f"{count} {words}" if count else ""
