"""Where somebody's word stands: whether it has come, is due, or is late."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Final

from jobsearch_tui.domain.records import Promise
from jobsearch_tui.domain.when import show_date


class PromiseState(StrEnum):
    """How a promise stands now; the last three are what the user has made of it."""

    OPEN = "open"
    DUE = "due"
    LATE = "late"
    KEPT = "kept"
    BROKEN = "broken"
    WAIVED = "waived"


_SETTLED: Final = {
    state.value: state for state in (PromiseState.KEPT, PromiseState.BROKEN, PromiseState.WAIVED)
}


def promise_state(promise: Promise, now: datetime) -> PromiseState:
    """How a promise stands at an aware moment in the user's zone.

    One for a day is due on that day, one for an hour of it from that hour on; from the next
    day on it is late. One without a date is never due.
    """
    if promise.stage in _SETTLED:
        return _SETTLED[promise.stage]
    if promise.by is None or now.date() < promise.by:
        return PromiseState.OPEN
    if now.date() > promise.by:
        return PromiseState.LATE
    hour_has_come = promise.hour is None or promise.hour <= now.time()
    return PromiseState.DUE if hour_has_come else PromiseState.OPEN


def promise_line(promise: Promise, now: datetime) -> str:
    """A promise in words, as in ``word by Fri 20 Nov (Ruth Adeyemi), 4 days late``.

    ``now`` is an aware datetime in the user's zone.
    """
    parts = [promise.what]
    if promise.by:
        parts.append(f"by {show_date(promise.by, now.date())}")
        if promise.hour:
            parts.append(f"{promise.hour:%H:%M}")
    if promise.who:
        parts.append(f"({promise.who})")
    standing = _standing(promise, now)
    return " ".join(parts) + (f", {standing}" if standing else "")


def _standing(promise: Promise, now: datetime) -> str:
    state = promise_state(promise, now)
    if state is PromiseState.OPEN:
        return ""
    if state is PromiseState.DUE:
        return "due now" if promise.hour else ""  # its date is told as today
    if state is PromiseState.LATE and promise.by:
        return _late((now.date() - promise.by).days)
    return state.value


def _late(days: int) -> str:
    return "1 day late" if days == 1 else f"{days} days late"
