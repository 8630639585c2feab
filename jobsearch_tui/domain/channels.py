"""The channels through which interviews come, and the first guess for each.

The guesses stand in the pace record, where they can be set; docs/forecast.md says where the
defaults come from.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from jobsearch_tui.domain.records import Pace


class Channel(StrEnum):
    """A way by which a contact can lead to an interview."""

    RECRUITERS = "recruiters"
    """Agencies and recruiters; each of them can bring several interviews."""
    ADS = "ads"
    BROADCAST = "broadcast"
    END_RUN = "end run"
    REFERRALS = "referrals"
    ROUNDS = "rounds"
    """Interviews that took place: the next round is what each may lead to."""


@dataclass(frozen=True, slots=True)
class Guess:
    """What is assumed of a channel while its own record says little.

    ``chance`` is the chance, 0 to 1, that a contact leads to an interview, ``days`` the mean
    number of days until that interview takes place.
    """

    chance: float
    days: float


_ATTRIBUTES: Final = {channel: channel.value.replace(" ", "_") for channel in Channel}

_LEAST, _MOST = 0.001, 0.95


def guess_of(pace: Pace, channel: Channel) -> Guess:
    """The first guess for a channel, from the user's pace.

    A chance of 0 or 100 % is taken as very nearly that: no guess is so sure that a record could
    not teach better.
    """
    name = _ATTRIBUTES[channel]
    percent: int = getattr(pace, f"chance_{name}")
    days: int = getattr(pace, f"days_{name}")
    return Guess(min(_MOST, max(_LEAST, percent / 100)), days)
