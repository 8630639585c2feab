"""What a sync did, and how far two machines are apart: as values, and in a few sentences."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from jobsearch_tui.domain.conflicts import Conflict
from jobsearch_tui.domain.counted import records_in_words
from jobsearch_tui.domain.when import show_moment
from jobsearch_tui.value import dataclass


@dataclass(frozen=True)
class Outcome:
    """What a sync did.

    ``sent`` and ``received`` count records changed, ``removed`` those that the other machine
    deleted. ``conflicts`` are those that this sync found. ``offline`` says why the remote was
    not reached; what is to be sent waits then. ``unreadable`` counts records that this version
    can't read, which stay in the mirror.
    """

    sent: int = 0
    received: int = 0
    removed: int = 0
    conflicts: tuple[Conflict, ...] = ()
    offline: str = ""
    unreadable: int = 0


@dataclass(frozen=True)
class Standing:
    """How far the machines are apart, as far as this one knows without asking.

    ``url`` is fit to be shown; ``ahead`` counts records that changed here, ``behind`` those that
    wait at the remote; ``at`` is when it was last reached, in ISO 8601, or empty.
    """

    url: str
    ahead: int
    behind: int
    at: str


def outcome_words(outcome: Outcome) -> Iterator[str]:
    """The sentences that tell what a sync did, the most important first."""
    came = _came_in(outcome)
    if outcome.offline:
        yield (
            f"The other place can't be reached: {outcome.offline}. What changed here is kept and "
            "goes out with the next sync."
        )
        if came:
            yield f"{came}."
    else:
        went = f"{records_in_words(outcome.sent)} went out" if outcome.sent else ""
        parts = [part for part in (went, came) if part]
        yield f"{'; '.join(parts)}." if parts else "Both machines have the same."
    yield from outcome_remarks(outcome)


def outcome_remarks(outcome: Outcome) -> Iterator[str]:
    """What a person should look at after a sync; mostly nothing."""
    if number := len(outcome.conflicts):
        what = "One thing was" if number == 1 else f"{number} things were"
        yield f"{what} changed on two machines at once; see: jobsearch sync --conflicts"
    if outcome.unreadable:
        yield (
            f"{records_in_words(outcome.unreadable)} can't be read by this version and "
            "stay in the mirror. Update jobsearch-tui here."
        )


def _came_in(outcome: Outcome) -> str:
    parts = []
    if outcome.received:
        parts.append(f"{records_in_words(outcome.received)} came in")
    if outcome.removed:
        parts.append(f"{records_in_words(outcome.removed)} deleted on another machine went")
    return " and ".join(parts)


def standing_words(found: Standing | None, now: datetime) -> Iterator[str]:
    """How far the machines are apart; ``now`` is aware and in the user's zone."""
    if found is None:
        yield "There is no second machine yet. Set it up: jobsearch sync --init URL"
        return
    yield f"The machines meet at {found.url}"
    at = datetime.fromisoformat(found.at).astimezone(now.tzinfo) if found.at else None
    yield f"last reached: {show_moment(at, now) if at else 'never'}"
    yield f"to be sent: {records_in_words(found.ahead)}" if found.ahead else "to be sent: nothing"
    yield (
        f"waiting there: {records_in_words(found.behind)}, as far as is known"
        if found.behind
        else "waiting there: nothing that is known of"
    )


def mark(found: Standing | None) -> str:
    """The few cells for a line of the screen: ``↑2 ↓1``; empty when the machines agree."""
    if found is None:
        return ""
    ahead = f"↑{found.ahead}" if found.ahead else ""
    behind = f"↓{found.behind}" if found.behind else ""
    return f"{ahead} {behind}".strip()
