"""What the adviser says this evening, put together once: weeks, room, rung of the ladder, wave.

Everywhere ``now`` is an aware datetime in the user's own zone.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import Final

from jobsearch_tui.domain.channels import Channel
from jobsearch_tui.domain.daily import Wave
from jobsearch_tui.domain.followups import NOT_BEGUN
from jobsearch_tui.domain.forecast import Forecast, Outlook, foresee
from jobsearch_tui.domain.ladder import ADS, BROADCAST, RECRUITERS, Rung, against, ladder
from jobsearch_tui.domain.records import Ad, Agency, Record, Recruiter, Target
from jobsearch_tui.domain.room import Room, consequence_in, room_in
from jobsearch_tui.domain.stages import OVER
from jobsearch_tui.domain.wave import channels_in_hand, queue
from jobsearch_tui.domain.workspace import Workspace

WEEKS: Final = 12
"""The weeks that are looked ahead."""

_CHANNELS: Final[Mapping[str, Channel]] = MappingProxyType(
    {RECRUITERS: Channel.RECRUITERS, ADS: Channel.ADS, BROADCAST: Channel.BROADCAST}
)
"""The channel of the forecast that each rung of the ladder opens."""


@dataclass(frozen=True)
class Advice:
    """The weeks ahead, the open channels and why, the room for new contacts, and the wave."""

    outlook: tuple[Outlook, ...]
    rung: Rung
    room: Room
    wave: Wave


def advise(workspace: Workspace, now: datetime) -> Advice:
    """The advice for the evening of ``now``."""
    forecast = foresee(workspace, now, WEEKS)
    rung, room = _rung(workspace, now, forecast)
    channels = (*rung.open, *channels_in_hand(workspace))
    waiting = tuple(queue(workspace, channels, now.date())) if room.contacts else ()
    return Advice(forecast.outlook, rung, room, Wave(waiting, room.contacts, _why(rung, room)))


def _rung(workspace: Workspace, now: datetime, forecast: Forecast) -> tuple[Rung, Room]:
    """The rung on which the user stands, and the room for contacts of its channel."""
    risk = workspace.pace.risk
    room = room_in(forecast, now, Channel.RECRUITERS, risk)
    rung = ladder(workspace, now.date(), room.contacts)
    if rung.channel != RECRUITERS:
        room = room_in(forecast, now, _CHANNELS[rung.channel], risk)
    return rung, room


def _why(rung: Rung, room: Room) -> str:
    """Why somebody is to be approached, in one sentence without its full stop."""
    return f"{rung.why.rstrip('.')}; room for {room.contacts}"


def caution(workspace: Workspace, now: datetime, before: Record, after: Record) -> str:
    """What to say of a change by which somebody is approached for the first time.

    One sentence that tells what is likely to happen and when, or else that the channel is not
    open; empty when there is room, and for a change that approaches nobody. It is advice:
    nothing is forbidden.
    """
    begun = _stage(before) in NOT_BEGUN and _stage(after) not in NOT_BEGUN | OVER
    return caution_for(workspace, now, before) if begun else ""


def caution_for(workspace: Workspace, now: datetime, record: Record, count: int = 1) -> str:
    """The same for ``count`` first contacts with records like this one, before they are made."""
    channel = _channel_of(record)
    if channel is None:
        return ""
    forecast = foresee(workspace, now, WEEKS)
    words = consequence_in(forecast, now, channel, workspace.pace.risk, count)
    return words or against(_rung(workspace, now, forecast)[0], record)


def _stage(record: Record) -> str:
    return str(getattr(record, "stage", ""))


def _channel_of(record: Record) -> Channel | None:
    if isinstance(record, Agency | Recruiter):
        return Channel.RECRUITERS
    if isinstance(record, Ad):
        return Channel.ADS
    if isinstance(record, Target):
        return Channel.BROADCAST if record.campaign == "broadcast" else Channel.END_RUN
    return None
