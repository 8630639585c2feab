"""Offers: what they lack, how they compare, and whether the user may leave their job for one.

A spoken offer is no reason to give anything up. Only one that is written and accepted settles
the search, and it settles no later one: offers accepted before the search was taken up again
do not count. ``today`` is the calendar day in the user's zone.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Final

from jobsearch_tui.domain.records import STAGE_CHANGE, Offer
from jobsearch_tui.domain.weeks import local_day, zone_named
from jobsearch_tui.domain.workspace import Workspace
from jobsearch_tui.value import dataclass

GUARD: Final = "Keep your job until an offer is written and accepted."

SPOKEN: Final = (
    "This offer is not in writing. A spoken one can be taken back in a sentence: ask for it on "
    "paper first, and close nothing else until both have signed."
)
"""What to say to somebody who accepts an offer that is not in writing."""

IN_PLAY: Final = ("made", "accepted")
"""The stages in which an offer still counts."""


def settled(workspace: Workspace) -> Offer | None:
    """The offer that was accepted in writing in this search; of several the newest."""
    found = (offer for offer in workspace.all(Offer) if is_settled(workspace, offer))
    return max(found, key=lambda offer: accepted_at(workspace, offer), default=None)


def is_settled(workspace: Workspace, offer: Offer) -> bool:
    """Whether an offer is accepted and in writing, and was so in this search."""
    if offer.stage != "accepted" or not offer.written:
        return False
    begun, zone = workspace.pace.taken_up_on, zone_named(workspace.pace.zone, UTC)
    return begun is None or local_day(accepted_at(workspace, offer), zone) >= begun


def accepted_at(workspace: Workspace, offer: Offer) -> datetime:
    """When an accepted offer was accepted: by the log, or else when it was last changed."""
    entries = (entry for entry in workspace.log(offer.id) if entry.type == STAGE_CHANGE)
    return next((entry.at for entry in entries if entry.stage == "accepted"), offer.changed)


def guard(workspace: Workspace) -> str:
    """The sentence that says to keep the job; empty when it is settled, or there is none."""
    is_free = not workspace.pace.employed or settled(workspace) is not None
    return "" if is_free else GUARD


def is_spoken(offer: Offer, before: Offer | None = None) -> bool:
    """Whether this accepts an offer that is not in writing, as it did not stand ``before``."""
    if offer.stage != "accepted" or offer.written:
        return False
    return before is None or before.stage != "accepted" or before.written


def lacks(offer: Offer) -> tuple[str, ...]:
    """What an offer does not say yet, each in a few words; nothing once it has come to an end."""
    if offer.stage not in IN_PLAY:
        return ()
    wanted = (
        (offer.written, "the offer in writing"),
        (offer.role, "the role"),
        (offer.base is not None, "the base salary"),
        (offer.decide_by or offer.stage != "made", "the day to decide by"),
    )
    return tuple(words for is_there, words in wanted if not is_there)


def days_left(offer: Offer, today: date) -> int | None:
    """The days left to decide; negative when they are over, None when nothing is to decide."""
    if offer.stage != "made" or offer.decide_by is None:
        return None
    return (offer.decide_by - today).days


def left_words(offer: Offer, today: date) -> str:
    """The days left to decide, in words; empty when there is nothing to decide."""
    left = days_left(offer, today)
    if left is None:
        return ""
    if left == 0:
        return "decide today"
    days = "1 day" if abs(left) == 1 else f"{abs(left)} days"
    return f"{days} left" if left > 0 else f"{days} past"


def total(offer: Offer) -> int | None:
    """Base and bonus together, a year; None when neither is known."""
    known = [part for part in (offer.base, offer.bonus) if part is not None]
    return sum(known) if known else None


@dataclass(frozen=True)
class Compared:
    """An offer beside the others.

    ``behind`` is by how much its total is less than the best one, 0 for the best itself; None
    for an offer that is over or tells no sum, and where there is nothing to compare.
    """

    offer: Offer
    total: int | None
    behind: int | None


def compared(workspace: Workspace) -> tuple[Compared, ...]:
    """All offers: the accepted one, those to decide, the most pressing first, then the others."""
    offers = sorted(workspace.all(Offer), key=_order)
    sums = [found for offer in offers if (found := _counts(offer)) is not None]
    best = max(sums) if len(sums) > 1 else None
    return tuple(Compared(offer, total(offer), _behind(offer, best)) for offer in offers)


def _counts(offer: Offer) -> int | None:
    return total(offer) if offer.stage in IN_PLAY else None


def _behind(offer: Offer, best: int | None) -> int | None:
    counted = _counts(offer)
    return None if best is None or counted is None else best - counted


def _order(offer: Offer) -> tuple[int, int, str]:
    if offer.stage == "accepted":
        return 0, 0, offer.title
    if offer.stage == "made":
        return 1, (offer.decide_by or date.max).toordinal(), offer.title
    return 2, -(offer.received or date.min).toordinal(), offer.title
