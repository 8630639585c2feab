"""Which script fits a record best, beyond what its stage alone says.

What a stage says stands in the scripts themselves (``states:``); this table holds what only
the record's history and neighbours can tell. The first rule that applies comes first.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from jobsearch_tui.domain.stages import OVER
from jobsearch_tui.value import dataclass

THANKS_WITHIN: Final = 2
"""Days after an interview in which a note of thanks comes before all else."""

BLOCKED_CALLS: Final = 2
"""Calls stopped at the front desk, from which on the next needs another way in, by default."""


@dataclass(frozen=True, kw_only=True)
class Situation:
    """Where a record stands today.

    ``gatekeepers`` counts the calls stopped since somebody was last reached, ``patience`` is
    how many of them call for another way in;
    ``days_since_held`` is None for anything but an interview that is behind the user;
    ``asked_since`` says that the user got through after the promised day;
    ``week_over`` that the interview's week is over capacity; ``spoken`` that an offer was
    accepted in words alone.
    """

    stage: str = ""
    campaign: str = ""
    promise_overdue: bool = False
    asked_since: bool = False
    gatekeepers: int = 0
    patience: int = BLOCKED_CALLS
    last_result: str = ""
    days_since_held: int | None = None
    thanked: bool = False
    debriefed: bool = False
    week_over: bool = False
    spoken: bool = False


def _thanks_are_due(now: Situation) -> bool:
    days = now.days_since_held
    return days is not None and days <= THANKS_WITHIN and not now.thanked


def _should_move(now: Situation) -> bool:
    return now.stage == "scheduled" and now.week_over and now.days_since_held is None


def _wants_writing(now: Situation) -> bool:
    return now.spoken


def _is_blocked(now: Situation) -> bool:
    return now.gatekeepers >= now.patience


def _has_asked(now: Situation) -> bool:
    return now.promise_overdue and now.asked_since


def _is_overdue(now: Situation) -> bool:
    return now.promise_overdue


def _end_run_is_listed(now: Situation) -> bool:
    return now.campaign == "end run" and now.stage == "listed"


def _end_run_is_written(now: Situation) -> bool:
    return now.campaign == "end run" and now.stage == "written"


def _got_voicemail(now: Situation) -> bool:
    return now.last_result == "voicemail"


def _knows_the_lesson(now: Situation) -> bool:
    return now.days_since_held is not None and now.debriefed


RULES: Final[tuple[tuple[Callable[[Situation], bool], str], ...]] = (
    (_wants_writing, "offer-in-writing"),
    (_thanks_are_due, "thanks"),
    (_should_move, "moving-an-interview"),
    (_is_blocked, "past-the-secretary"),
    (_has_asked, "offering-an-assignment"),
    (_is_overdue, "following-up"),
    (_end_run_is_listed, "end-run-letter"),
    (_end_run_is_written, "end-run-call"),
    (_got_voicemail, "voicemail"),
    (_knows_the_lesson, "what-they-would-need"),
)
"""What is the case, and the script that it calls for; a script serves the kinds it is for."""


def called_for(now: Situation) -> tuple[str, ...]:
    """The names of the scripts that the situation calls for, the most pressing first.

    Nothing is called for once a record's stage is one that ends it.
    """
    if now.stage in OVER:
        return ()
    return tuple(name for applies, name in RULES if applies(now))
