"""The record pane: everything about one record, as lines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from jobsearch_tui.domain.assignments import assignment_line
from jobsearch_tui.domain.cautions import cautions
from jobsearch_tui.domain.fields import Context, show, typed_fields
from jobsearch_tui.domain.followups import FollowUpLevel, follow_up
from jobsearch_tui.domain.people import bearer
from jobsearch_tui.domain.promises import PromiseState, promise_line, promise_state
from jobsearch_tui.domain.records import (
    STAGE_CHANGE,
    Activity,
    Assignment,
    Interview,
    Offer,
    Record,
    Recruiter,
    Search,
    Target,
)
from jobsearch_tui.domain.spec import FieldKind
from jobsearch_tui.domain.stages import OVER
from jobsearch_tui.domain.text import cells, shorten, visible
from jobsearch_tui.domain.weeks import zone_of
from jobsearch_tui.domain.when import ago, show_date, show_moment
from jobsearch_tui.ui.render.lines import Line, heading, labelled, line, wrapped

_ELSEWHERE = frozenset({"follow_up", "every"})
"""Attributes that the follow-up line tells of."""

_PROMISE_TONES = {PromiseState.LATE: "bad", PromiseState.DUE: "warn", PromiseState.BROKEN: "bad"}

LOG_SHOWN = 200
"""Entries of the log that are drawn; the newest ones."""


@dataclass(frozen=True)
class Look:
    """What a record is looked at with: the records around it, the moment, the room."""

    context: Context
    width: int


def record_lines(record: Record, look: Look) -> list[Line]:
    """All there is to show of a record: facts, what is due, what hangs on it, its log."""
    return [
        *_head(record, look),
        *_doubts(record, look),
        *_offer(record, look),
        *_promised(record, look),
        *_campaign(record, look),
        *_follow_up(record, look),
        *_facts(record, look),
        *_promises(record, look),
        *_linked(record, look),
        *_to_close(record, look),
        *_log(record, look),
    ]


def _head(record: Record, look: Look) -> list[Line]:
    stage = shorten(visible(getattr(record, "stage", "")), look.width // 2)
    first, *rest = wrapped(record.title, look.width - cells(stage) - 2)
    head = Line(((first, "strong"), (f"  {stage}", "accent")), record.id)
    return [head, *(Line(((piece, "strong"),)) for piece in rest)]


def _is_in_title(text: str, record: Record) -> bool:
    """Whether the head of the record says this already, alone or before or after a comma."""
    title = record.title
    return title == text or title.startswith(f"{text}, ") or title.endswith(f", {text}")


def _facts(record: Record, look: Look) -> Iterator[Line]:
    for field in typed_fields(record.kind):
        if field.name == "stage" or field.name in _ELSEWHERE:
            continue
        value = getattr(record, field.name)
        text = show(field, value, look.context)
        if not text or (value == field.default and field.spec.kind is not FieldKind.MINUTES):
            continue
        if field.spec.kind is FieldKind.TEXT and _is_in_title(text, record):
            continue
        linked = value if field.spec.kind is FieldKind.REFERENCE else ""
        yield from labelled(field.label, text, look.width, key=linked)


def _doubts(record: Record, look: Look) -> Iterator[Line]:
    if isinstance(record, Interview) and record.stage == "scheduled":
        for caution in cautions(look.context.workspace, record, look.context.now):
            for piece in wrapped(f"▲ {caution.words}", look.width):
                yield Line(((piece, "warn"),))


def _promised(record: Record, look: Look) -> Iterator[Line]:
    """What to do about a broken promise, and what earlier interviews taught."""
    # The first frame shows no record: it need not load what there is to say of promises.
    from jobsearch_tui.ui.render.promised import broken_lines, lesson_lines

    yield from broken_lines(record, look.context, look.width)
    yield from lesson_lines(record, look.context, look.width)


def _offer(record: Record, look: Look) -> Iterator[Line]:
    if isinstance(record, Offer):
        # Most records are no offers, and the first frame shows none.
        from jobsearch_tui.ui.render.offers import offer_lines

        yield from offer_lines(look.context.workspace, record, look.context.now, look.width)


def _to_close(record: Record, look: Look) -> Iterator[Line]:
    if isinstance(record, Offer) and record.stage == "accepted":
        from jobsearch_tui.ui.render.offers import to_close_lines

        yield from to_close_lines(look.context.workspace, record, look.context.now, look.width)


def _campaign(record: Record, look: Look) -> list[Line]:
    """The advice after a no, and the cautions about a target."""
    if not isinstance(record, Search | Target):
        return []
    # The first frame shows no such record, and need not load what they have to say.
    from jobsearch_tui.ui.render.campaign import campaign_lines

    return campaign_lines(record, look.context, look.width)


def _follow_up(record: Record, look: Look) -> list[Line]:
    now = look.context.now
    found = follow_up(look.context.workspace, record, now.date(), zone_of(now))
    if found is None:
        return []
    tones = {FollowUpLevel.OVERDUE: "bad", FollowUpLevel.DUE: "warn"}
    mark = {FollowUpLevel.OVERDUE: "! "}.get(found.level, "")
    told = found.pinned or found.late in (0, -1)  # the words name the day by themselves
    when = "" if told else f", {show_date(found.due, now.date())}"
    words = f"{mark}{found.words}{when}: {found.why}"
    return labelled("Next", words, look.width, tone=tones.get(found.level, ""))


def _promises(record: Record, look: Look) -> Iterator[Line]:
    label = "Promised"
    for promise in look.context.workspace.promises(record.id):
        state = promise_state(promise, look.context.now)
        mark = "! " if state in (PromiseState.LATE, PromiseState.BROKEN) else ""
        words = f"{mark}{promise_line(promise, look.context.now)}"
        over = promise.stage in OVER or state is PromiseState.CLOSED
        tone = _PROMISE_TONES.get(state, "muted" if over else "accent")
        yield from labelled(label, words, look.width, tone=tone, key=promise.id)
        label = ""


_KINDS = (
    ("Recruiters", Recruiter),
    ("Searches", Search),
    ("Interviews", Interview),
    ("Targets", Target),
    ("Assignments", Assignment),
    ("Offers", Offer),
)


def _linked(record: Record, look: Look) -> Iterator[Line]:
    for label, kind in _KINDS:
        found = look.context.workspace.linked_of(kind, record.id)
        shown = sorted(found, key=lambda one: (getattr(one, "stage", "") in OVER, one.title))
        for number, other in enumerate(shown):
            yield from labelled(
                label if number == 0 else "",
                _named(other, look),
                look.width,
                tone="muted" if getattr(other, "stage", "") in OVER else "",
                key=other.id,
            )


def _named(other: Record, look: Look) -> str:
    stage = getattr(other, "stage", "")
    if isinstance(other, Interview):
        return f"{show_moment(other.starts, look.context.now)}  {other.title}  {stage}"
    if isinstance(other, Assignment):
        return assignment_line(other, look.context.now.date())
    return f"{other.title}  {stage}"


def _log(record: Record, look: Look) -> Iterator[Line]:
    """The log of a record, or of what a promise or an assignment is about; an entry has none."""
    workspace = look.context.workspace
    about = None if isinstance(record, Activity) else bearer(record, workspace)
    if about is None:
        return
    entries = workspace.log(about.id)
    if not entries:
        yield from heading("Log")
        yield line(("nothing yet: l logs a call", "muted"))
        return
    yield from heading(f"Log, {len(entries)}")
    for entry in entries[:LOG_SHOWN]:
        yield from _entry(entry, look)
    if len(entries) > LOG_SHOWN:
        yield line((f"… and {len(entries) - LOG_SHOWN} older entries", "muted"))


def _entry(entry: Activity, look: Look) -> Iterator[Line]:
    when = f"{ago(entry.at, look.context.now).rjust(8)}  "
    room = look.width - len(when)
    pieces: Sequence[str] = wrapped(entry.summary, room - 1) if entry.summary else ()
    if entry.type == STAGE_CHANGE:
        yield Line(((when, "muted"), ("".join(pieces[:1]), "muted")), entry.id)
        yield from _indented(pieces[1:], "muted")
        return
    head = shorten(visible(_what(entry)), room)
    beside = len(pieces) == 1 and len(head) + 2 + cells(pieces[0]) <= room
    tail = f"  {pieces[0]}" if beside else ""
    yield Line(((when, "muted"), (head, "accent"), (tail, "")), entry.id)
    if not beside:
        yield from _indented(pieces)


def _what(entry: Activity) -> str:
    way = "in" if entry.direction == "in" else "out"
    words = f"{entry.type} {way}" if entry.type != "note" else "note"
    return f"{words} {entry.result}".strip()


def _indented(pieces: Iterable[str], tone: str = "") -> Iterator[Line]:
    for piece in pieces:
        yield Line(((" " * 11, ""), (piece, tone)))
