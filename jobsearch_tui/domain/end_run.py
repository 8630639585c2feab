"""After a recruiter's no: stay in touch, which is the better use of the evening, or the end run.

The end run lists some twenty companies that fit what the recruiter told of an undisclosed
client, and writes to each. It is offered, never urged: most letters are handed back to the same
recruiter. ``today`` is the calendar day in the user's zone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from typing import Final

from jobsearch_tui.domain.campaigns import END_RUN, Campaign, Figures, figures
from jobsearch_tui.domain.changes import Change
from jobsearch_tui.domain.companies import Entered
from jobsearch_tui.domain.contacts import last_contact
from jobsearch_tui.domain.records import Recruiter, Search, Target
from jobsearch_tui.domain.stages import OVER
from jobsearch_tui.domain.weeks import days_after
from jobsearch_tui.domain.when import show_date
from jobsearch_tui.domain.workspace import Workspace
from jobsearch_tui.value import dataclass

SAID_NO: Final = "turned down"

_BACK: Final = "The odds are poor: most of these letters are handed back to that same recruiter"

ODDS: Final = f"{_BACK}, some are never answered, and of twenty perhaps one leads to an interview."
"""What an end run brings as a rule, told before any letter is written."""


@dataclass(frozen=True)
class AfterNo:
    """What to do about a search that said no: first to stay in touch, and why.

    ``call_on`` is the day of the next call to the recruiter, ``script`` the name of the words
    to send now. ``odds`` says what an end run brings, in the user's own figures once there are.
    """

    why: str
    call_on: date
    odds: str
    script: str = "staying-in-touch"


def turned_down(before: Search | None, after: Search) -> bool:
    """Whether a search has just been turned down."""
    return after.stage == SAID_NO and (before is None or before.stage != SAID_NO)


def after_no(workspace: Workspace, search: Search, today: date) -> AfterNo:
    """The advice for a search that was turned down."""
    call_on = _call_on(workspace, search, today)
    who = workspace.title(search.recruiter) or "the recruiter"
    others = _live(workspace, search)
    has = f"has {_searches(others)} for you now" if others else "will have other searches"
    why = (
        f"Stay in touch first: {who} {has}, and a line today with a call "
        f"{_when(call_on, today)} costs minutes, where an end run costs evenings."
    )
    return AfterNo(why, call_on, odds(workspace, today))


def _when(day: date, today: date) -> str:
    weeks = round((day - today).days / 7)
    return f"in {weeks} weeks" if weeks > 1 else show_date(day, today)


def _searches(count: int) -> str:
    return "another search" if count == 1 else f"{count} other searches"


def _live(workspace: Workspace, search: Search) -> int:
    """The recruiter's other searches that are open, as the records have them."""
    searches = workspace.linked_of(Search, search.recruiter) if search.recruiter else ()
    return sum(one.id != search.id and one.stage not in OVER for one in searches)


def odds(workspace: Workspace, today: date) -> str:
    """What end runs bring: as a rule, and what came of the user's own letters so far."""
    runs = [target for target in workspace.all(Target) if target.campaign == END_RUN]
    own = figures(runs, today, workspace.pace.cold)
    return f"{_BACK}. {_own_words(own)}" if own.letters else ODDS


def _own_words(own: Figures) -> str:
    letters = "1 letter" if own.letters == 1 else f"{own.letters} letters"
    back = own.handed_back or "none"
    direct = {0: "none led to an interview", 1: "1 led to an interview"}
    led = direct.get(own.interviews, f"{own.interviews} led to interviews")
    return f"Of your own {letters} so far {back} came back and {led}."


def stay_in_touch(workspace: Workspace, search: Search, today: date) -> Change | None:
    """The change that pins the recruiter's next call; None when there is nobody to call.

    A date that is pinned already and comes sooner stays: it has a reason of its own.
    """
    recruiter = workspace.find(Recruiter, search.recruiter)
    if recruiter is None:
        return None
    pinned = replace(recruiter, follow_up=_call_on(workspace, search, today))
    return Change(f"stay in touch with {recruiter.name}", put=(pinned,), before=(recruiter,))


def _call_on(workspace: Workspace, search: Search, today: date) -> date:
    day = days_after(today, workspace.pace.stay_in_touch)
    recruiter = workspace.find(Recruiter, search.recruiter)
    pinned = recruiter.follow_up if recruiter else None
    if recruiter is None or pinned is None or pinned < today:
        return day
    last = last_contact(workspace, recruiter)
    kept = last is not None and last.at.date() >= pinned
    return day if kept else min(day, pinned)


# --- the worksheet ----------------------------------------------------------------------------


def count_words(count: int, size: int) -> str:
    """How far an end run has come: ``7 of about 20``."""
    return f"{count} of about {size}"


def listing(
    entered: Iterable[Entered], campaign: Campaign, new_id: Callable[[], str], label: str
) -> Change:
    """The change that lists companies in a campaign."""
    targets = tuple(as_target(one, campaign, new_id()) for one in entered)
    count = "1 company" if len(targets) == 1 else f"{len(targets)} companies"
    return Change(f"list {count}: {label}", put=targets)


def as_target(one: Entered, campaign: Campaign, id: str) -> Target:
    """The target that an entered company becomes."""
    return Target(
        id=id,
        company=one.company,
        campaign=campaign.kind,
        executive=one.executive,
        search=campaign.search,
        note=one.note,
    )


def client_words(workspace: Workspace, campaign: Campaign) -> str:
    """What was told of the client, as a help in listing companies that fit; may be empty."""
    search = workspace.find(Search, campaign.search)
    if search is None:
        return ""
    told = (search.client_description, search.client)
    return next(filter(None, told), "")
