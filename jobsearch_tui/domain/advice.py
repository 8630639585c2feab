"""What the adviser says this evening, put together once: weeks, room, rung of the ladder, wave.

Everywhere ``now`` is an aware datetime in the user's own zone.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType
from typing import Final

from jobsearch_tui.domain.channels import Channel
from jobsearch_tui.domain.daily import Wave
from jobsearch_tui.domain.followups import NOT_BEGUN
from jobsearch_tui.domain.forecast import Outlook, foresee
from jobsearch_tui.domain.ladder import ADS, BROADCAST, RECRUITERS, Rung, against, ladder
from jobsearch_tui.domain.records import Ad, Agency, Record, Recruiter, Target
from jobsearch_tui.domain.room import Room, consequence_in, room_in
from jobsearch_tui.domain.stages import OVER
from jobsearch_tui.domain.wave import first_waiting
from jobsearch_tui.domain.workspace import Workspace
from jobsearch_tui.value import dataclass

WEEKS: Final = 12
"""The weeks that are looked ahead."""

_CHANNELS: Final[Mapping[str, Channel]] = MappingProxyType(
    {RECRUITERS: Channel.RECRUITERS, ADS: Channel.ADS, BROADCAST: Channel.BROADCAST}
)
"""The channel of the forecast that each rung of the ladder opens."""


@dataclass(frozen=True)
class Advice:
    """The weeks ahead, the open channels and why, the room for new contacts, and the wave.

    ``channel`` is the one through which the next contact is made, and for which ``room`` holds:
    that of whoever waits first, or else the lowest that is open.
    """

    outlook: tuple[Outlook, ...]
    rung: Rung
    channel: Channel
    room: Room
    wave: Wave


def advise(workspace: Workspace, now: datetime, weeks: int = WEEKS) -> Advice:
    """The advice for the evening of ``now``, with the outlook for so many weeks."""
    forecast = foresee(workspace, now, max(weeks, WEEKS))
    risk = workspace.pace.risk
    recruiters = room_in(forecast, now, Channel.RECRUITERS, risk)
    rung = _rung(workspace, now, recruiters)
    waiting = first_waiting(workspace, rung.open, now.date())
    channel = (_channel_of(waiting[0]) if waiting else None) or _CHANNELS[rung.channel]
    is_theirs = channel is Channel.RECRUITERS
    room = recruiters if is_theirs else room_in(forecast, now, channel, risk)
    wave = Wave(waiting, room.contacts, f"{_why(channel, rung)}; room for {room.contacts}")
    return Advice(forecast.outlook[:weeks], rung, channel, room, wave)


def _why(channel: Channel, rung: Rung) -> str:
    """Why it is through this channel that the next contacts are made, without a full stop."""
    if channel is Channel.END_RUN:
        return "you have begun this end run"
    if channel is _CHANNELS[rung.channel]:
        return rung.why.rstrip(".")
    first = "recruiters and agencies come" if channel is Channel.RECRUITERS else "ads come"
    return f"{first} before {rung.channel}"


def _rung(workspace: Workspace, now: datetime, recruiters: Room) -> Rung:
    """The rung on which the user stands, by the room that recruiters would have."""
    return ladder(workspace, now.date(), recruiters.contacts)


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
    risk = workspace.pace.risk
    if words := consequence_in(forecast, now, channel, risk, count):
        return words
    recruiters = room_in(forecast, now, Channel.RECRUITERS, risk)
    return against(_rung(workspace, now, recruiters), record)


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
