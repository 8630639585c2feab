"""Which channel to open next, and why: recruiters first, then ads, then broadcast letters.

Ads are worth the evening while recruiters have few searches for the user, broadcast letters
while there are few ads to answer; so neither is known before some recruiter has been asked.
Nothing new is opened while the weeks ahead are full. All of it is read from the records; the
thresholds stand in the pace. It is advice: nothing here forbids anything.
"""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, tzinfo
from itertools import chain
from typing import Final

from jobsearch_tui.domain.followups import NOT_BEGUN
from jobsearch_tui.domain.records import (
    EPOCH,
    Ad,
    Agency,
    Pace,
    Record,
    Recruiter,
    Search,
    Target,
)
from jobsearch_tui.domain.stages import OVER
from jobsearch_tui.domain.weeks import local_day, zone_named
from jobsearch_tui.domain.workspace import Workspace
from jobsearch_tui.value import dataclass

RECRUITERS: Final = "recruiters"
ADS: Final = "ads"
BROADCAST: Final = "broadcast"

CHANNELS: Final = (RECRUITERS, ADS, BROADCAST)
"""The rungs from the top: agencies and recruiters, published ads, letters to companies."""

WEEKS: Final = 4
"""Weeks over which the ads that can be answered are averaged."""

FULL: Final = "the weeks ahead are full"
"""Why nothing new is opened when there is no room, as a clause."""

UNASKED: Final = "no recruiter has been contacted yet"
"""Why nothing else is opened at the beginning of a search, as a clause."""


@dataclass(frozen=True)
class Rung:
    """Where the user stands on the ladder.

    ``open`` are the channels to use now, in the order in which to use them. ``why`` is one
    sentence with the numbers, ``ahead`` another that says what opens the next channel (empty
    when all are open). ``searches`` are the live searches that recruiters have for the user,
    ``ads`` the ads that could be answered in a week. ``room`` is for how many new contacts
    there is room. ``held`` is a clause that says why recruiters alone are open whatever the
    numbers are, and is empty when the numbers decide.
    """

    open: tuple[str, ...]
    why: str
    ahead: str
    searches: int
    ads: float
    room: int
    held: str = ""

    @property
    def channel(self) -> str:
        """The lowest channel that is open, in a word."""
        return self.open[-1]


def ladder(workspace: Workspace, today: date, room: int, full: str = FULL) -> Rung:
    """Which channels are open on ``today``, the day in the user's zone.

    ``room`` is for how many new contacts the weeks ahead have room; where that is none,
    ``full`` says why, in a clause.
    """
    pace = workspace.pace
    searches, ads = live_searches(workspace, today), answerable_ads(workspace, today)
    held = full if room < 1 else "" if _was_asked(workspace, searches) else UNASKED
    channels = CHANNELS[: 1 + _steps(pace, searches, ads, held)]
    sentence = _why(pace, channels[-1], searches, ads, held)
    ahead = _ahead(pace, channels[-1], searches, held)
    return Rung(channels, sentence, ahead, searches, ads, room, held)


def _was_asked(workspace: Workspace, searches: int) -> bool:
    """Whether any agency or recruiter was ever approached, or has told of a search."""
    agencies = (one.stage for one in workspace.all(Agency))
    recruiters = (one.stage for one in workspace.all(Recruiter))
    return searches > 0 or not NOT_BEGUN.issuperset(chain(agencies, recruiters))


def _steps(pace: Pace, searches: int, ads: float, held: str) -> int:
    """How many channels below the first one are open."""
    if held or searches >= pace.ladder_searches:
        return 0
    return 1 if ads >= pace.ladder_ads else 2


def _why(pace: Pace, channel: str, searches: int, ads: float, held: str) -> str:
    have = f"recruiters have {_searches(searches)} for you"
    if channel == BROADCAST:
        few = f"you find {_ads(ads)} a week to answer, fewer than {pace.ladder_ads}"
        return f"Broadcast is open: {few}, and {have}."
    if channel == ADS:
        return f"Ads are open: {have}, fewer than {pace.ladder_searches}."
    if held == UNASKED:
        return "Recruiters come first: none of them has been contacted yet."
    if held:
        return f"Nothing new is opened: {held}, and {have}."
    return f"Recruiters are enough: they have {_searches(searches)} for you."


def _ahead(pace: Pace, channel: str, searches: int, held: str) -> str:
    if channel == BROADCAST:
        return ""
    if channel == ADS:
        return f"Broadcast opens when you find fewer than {pace.ladder_ads} ads a week to answer."
    if held == UNASKED:
        few = f"fewer than {pace.ladder_searches} searches"
        return f"Ads open when you have asked, and recruiters have {few} for you."
    if held and searches < pace.ladder_searches:
        return "Ads open when there is room for more interviews."
    return f"Ads open when recruiters have fewer than {pace.ladder_searches} searches for you."


def rung_line(rung: Rung) -> str:
    """The open channels and the numbers, in less than 78 cells."""
    if rung.held:
        return f"Open: {RECRUITERS} alone, as {rung.held}"
    numbers = _searches(rung.searches)
    if rung.channel == BROADCAST:
        numbers = f"{numbers}, {_ads(rung.ads)} a week"
    return f"Open: {', '.join(rung.open)} ({numbers})"


def against(rung: Rung, record: Record) -> str:
    """What to say, in one sentence, of a first approach through a channel that is not open.

    ``record`` is as it stands before that approach. Empty when the channel is open, when the
    record was approached before, and for records that belong to no channel. An end run is
    offered by its own rules, whatever the rung.
    """
    channel = channel_of(record)
    if not channel or channel in rung.open or getattr(record, "stage", "") not in NOT_BEGUN:
        return ""
    named = "Ads are" if channel == ADS else "Broadcast is"
    if rung.held:
        return f"{named} not open now: {rung.held}."
    if rung.channel == RECRUITERS:
        return f"{named} not open now: recruiters have {_searches(rung.searches)} for you."
    return f"{named} not open now: you find {_ads(rung.ads)} a week to answer."


def channel_of(record: Record) -> str:
    """The channel that a record belongs to; empty for none, and for an end run."""
    if isinstance(record, Agency | Recruiter | Search):
        return RECRUITERS
    if isinstance(record, Ad):
        return ADS
    return BROADCAST if isinstance(record, Target) and record.campaign == "broadcast" else ""


# --- the searches of recruiters ------------------------------------------------------------------


def live_searches(workspace: Workspace, today: date) -> int:
    """How many live searches recruiters have for the user.

    For each recruiter the larger of what they told and of the searches noted that are not
    over; for an agency the larger of what it told and of its recruiters' together, so that
    nobody is counted twice.
    """
    noted = _noted(workspace)
    at_agency: Counter[str] = Counter()
    total = 0
    for recruiter in workspace.all(Recruiter):
        has = max(noted.pop(recruiter.id, 0), _told(workspace.pace, recruiter, today))
        if workspace.find(Agency, recruiter.agency) is None:
            total += has
        else:
            at_agency[recruiter.agency] += has
    for agency in workspace.all(Agency):
        total += max(at_agency[agency.id], _told(workspace.pace, agency, today))
    return total + noted.total()  # what is left is of recruiters who are no longer there


def searches_of(workspace: Workspace, recruiter: Recruiter, today: date) -> int:
    """How many live searches one recruiter has for the user, told or noted."""
    live = (one for one in workspace.linked_of(Search, recruiter.id) if one.stage not in OVER)
    return max(sum(1 for _ in live), _told(workspace.pace, recruiter, today))


def searches_by_recruiter(workspace: Workspace, today: date) -> Counter[str]:
    """The same for all recruiters at once, by id."""
    noted = _noted(workspace)
    for recruiter in workspace.all(Recruiter):
        noted[recruiter.id] = max(noted[recruiter.id], _told(workspace.pace, recruiter, today))
    return noted


def _noted(workspace: Workspace) -> Counter[str]:
    return Counter(one.recruiter for one in workspace.all(Search) if one.stage not in OVER)


def _told(pace: Pace, record: Agency | Recruiter, today: date) -> int:
    """What they said, while it holds: for some days, and for ever where no day is known."""
    if record.searches is None or record.stage in OVER:
        return 0
    on = record.searches_on
    holds = on is None or (today - on).days <= pace.searches_fresh
    return record.searches if holds else 0


# --- the ads that can be answered ----------------------------------------------------------------


def answerable_ads(workspace: Workspace, today: date) -> float:
    """How many ads a week there were to answer lately, on the average of a few weeks.

    An ad counts for the day on which it was posted, or else noted. It counts when it can still
    be answered, and when it has been: answering all of them at once does not make them few. The
    average is over four weeks, or over fewer where the user has noted ads for less than that.
    """
    zone = zone_named(workspace.pace.zone, UTC)
    ages: list[int] = []
    wanted = 0
    for ad in workspace.all(Ad):
        appeared = _appeared(ad, zone)
        if appeared is not None:
            ages.append((today - appeared).days)
            wanted += ages[-1] < 7 * WEEKS and _could_be_answered(ad, today)
    return wanted / max(1, min(WEEKS, max(ages, default=0) // 7 + 1))


def _could_be_answered(ad: Ad, today: date) -> bool:
    if ad.stage == "spotted":
        return ad.closes is None or ad.closes >= today
    return ad.answered_on is not None or ad.stage not in ("withdrawn", "expired")


def _appeared(ad: Ad, zone: tzinfo) -> date | None:
    if ad.posted:
        return ad.posted
    return local_day(ad.created, zone) if ad.created != EPOCH else None


def _searches(count: int) -> str:
    return "1 live search" if count == 1 else f"{count or 'no'} live searches"


def _ads(count: float) -> str:
    number = f"{count:.1f}".removesuffix(".0")
    return "1 ad" if count == 1 else f"{number if count else 'no'} ads"
