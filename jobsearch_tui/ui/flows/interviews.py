"""Scheduling and moving interviews within the pace that their owner can bear."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from jobsearch_tui.domain.cautions import Caution, CautionKind, cautions
from jobsearch_tui.domain.changes import Change
from jobsearch_tui.domain.moving import moved_to, week_with_room
from jobsearch_tui.domain.pacing import limit_for, load, with_limit
from jobsearch_tui.domain.records import (
    ORIGINS,
    Ad,
    Interview,
    Offer,
    Record,
    Search,
    Target,
)
from jobsearch_tui.domain.weeks import local_day, week_of, week_words
from jobsearch_tui.domain.when import show_moment
from jobsearch_tui.services.identity import new_id
from jobsearch_tui.ui.desk import Desk
from jobsearch_tui.ui.dialogs.choose import Choose, Option
from jobsearch_tui.ui.flows import scripts


@dataclass
class Confirmed:
    """What else is to be saved with a confirmed interview."""

    also: list[Record] = field(default_factory=list)


def advise(desk: Desk, record: Record) -> Sequence[str]:
    """The doubts about a record as it is being typed, in words."""
    if not isinstance(record, Interview):
        return ()
    return [caution.words for caution in cautions(desk.workspace, record, desk.now())]


async def confirmed(desk: Desk, interview: Interview, outcome: Confirmed) -> Interview | None:
    """Ask about an interview that would put its week over, or that raises another doubt.

    The interview to save, perhaps moved; None to go back to the form.
    """
    outcome.also.clear()
    doubts = [
        caution
        for caution in cautions(desk.workspace, interview, desk.now())
        if caution.kind is not CautionKind.PAST
    ]
    if not doubts or _stands_already(desk, interview):
        return interview
    answer = await desk.ask(_question(desk, interview, doubts))
    if answer == "next":
        return _in_next_week(desk, interview)
    if answer == "raise":
        outcome.also.append(_raised(desk, interview))
    return interview if answer in ("keep", "raise") else None


def _stands_already(desk: Desk, interview: Interview) -> bool:
    """Whether the record stood at the same time before, so that nothing new is to be asked."""
    old = desk.workspace.find(Interview, interview.id)
    if old is None:
        return False
    timing = ("starts", "minutes", "preparation", "stage", "format")
    return all(getattr(old, name) == getattr(interview, name) for name in timing)


def _question(desk: Desk, interview: Interview, doubts: Sequence[Caution]) -> Choose[str]:
    options = [Option("k", "keep it as it is", "keep")]
    if any(caution.kind is CautionKind.OVER for caution in doubts):
        week = week_with_room(desk.workspace, interview, desk.now())
        if week is not None:
            moved = moved_to(interview, week, desk.here)
            when = show_moment(moved.starts, desk.now())
            options.append(Option("n", f"take the next week with room: {when}", "next"))
        options.append(Option("r", "raise this week's limit", "raise"))
    options.append(Option("b", "go back to the form", "back"))
    words = "\n".join(f"▲ {caution.words}" for caution in doubts)
    return Choose("More than you can bear?", options, question=words, start=len(options) - 1)


def _in_next_week(desk: Desk, interview: Interview) -> Interview | None:
    week = week_with_room(desk.workspace, interview, desk.now())
    return moved_to(interview, week, desk.here) if week else None


def _raised(desk: Desk, interview: Interview) -> Record:
    """The pace record with this week's limit raised to what is now in it."""
    pace = desk.workspace.pace
    week = week_of(local_day(interview.starts, desk.here), pace.first_weekday)
    after = load(desk.workspace.put(interview), week, desk.here)
    limit = limit_for(pace, after) or after.count
    return replace(pace, limits=with_limit(pace, week, limit))


async def move(desk: Desk, interview: Interview) -> None:
    """Move an interview to the next week with room, at the same weekday and hour.

    The other side has yet to agree, so the script that asks them for it is offered.
    """
    if interview.stage != "scheduled":
        desk.tell(f"{interview.title} is {interview.stage}: there is nothing to move.", "warn")
        return
    week = week_with_room(desk.workspace, interview, desk.now())
    if week is None:
        desk.tell("No week of the next half year has room for it.", "warn")
        return
    moved = moved_to(interview, week, desk.here)
    change = Change(f"move {interview.title}", put=(moved,), before=(interview,))
    when = show_moment(moved.starts, desk.now())
    said = f"Moved {interview.title} to {when}.  {desk.undoes}"
    if not await desk.save(change, said):
        return
    options = [
        Option("c", "copy the script that asks them for it", True),
        Option("n", "not now", False),
    ]
    question = f"{interview.title} is now {when}. They have yet to agree to it."
    if await desk.ask(Choose("Moved", options, question=question)):
        await scripts.copy_script(
            desk,
            interview,
            "moving-an-interview",
            {"week_with_room": week_words(week, desk.today())},
        )


def from_record(record: Record) -> Interview:
    """A new interview that came from a record, with what that record tells of it."""
    company = role = ""
    if isinstance(record, Ad):
        company, role = record.employer, record.role
    elif isinstance(record, Search):
        company, role = record.client, record.name
    elif isinstance(record, Target):
        company = record.company
    elif isinstance(record, Offer):
        company, role = record.company, record.role
    elif isinstance(record, Interview):
        return replace(
            Interview(id=new_id(), origin=record.origin, people=record.people),
            company=record.company,
            role=record.role,
            round=min(20, record.round + 1),
        )
    origin = record.id if record.kind in ORIGINS else ""
    return Interview(id=new_id(), origin=origin, company=company, role=role)
