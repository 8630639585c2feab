"""Offers side by side, what to do about the one that is chosen, and whom to close with."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Final

from jobsearch_tui.domain.closing import Closing, to_close
from jobsearch_tui.domain.fields import Context, field_named, show
from jobsearch_tui.domain.offers import (
    SPOKEN,
    Compared,
    compared,
    days_left,
    guard,
    is_settled,
    is_spoken,
    lacks,
    left_words,
)
from jobsearch_tui.domain.records import PLURALS, Offer
from jobsearch_tui.domain.stages import OVER
from jobsearch_tui.domain.text import cells, shorten, visible
from jobsearch_tui.domain.workspace import Workspace
from jobsearch_tui.ui.render.lines import Line, heading, labelled, line, wrapped
from jobsearch_tui.ui.render.pace import resting_words
from jobsearch_tui.ui.widgets.line_layout import fit

_LABELS: Final = 12
_NARROWEST: Final = 22
_WIDEST: Final = 36
"""Cells of the labels, and the least and most for one offer."""

_UNKNOWN: Final = "–"

_LONG: Final = {"other": 3, "note": 4}
"""Lines that an offer's words may take; two for all else."""

EMPTY: Final = "No offers yet: a adds one as soon as it is made, spoken or written."


def offers_lines(workspace: Workspace, chosen: str, now: datetime, width: int) -> list[Line]:
    """All of the screen: where the search stands, the offers, and what the chosen one asks for.

    ``chosen`` is the id of an offer; ``now`` is aware, in the user's zone.
    """
    shown = compared(workspace)
    offer = workspace.find(Offer, chosen)
    standing = [line((words, "accent")) for words in _standing(workspace, now, width)]
    if offer is None:
        return [*standing, Line(), *(line(words) for words in wrapped(EMPTY, width))]
    return [
        *standing,
        _head(offer, now, width),
        *_lacking(offer, width),
        *_what_follows(workspace, offer, now, width),
        *_table(shown, offer, Context(workspace, now), width),
    ]


def _standing(workspace: Workspace, now: datetime, width: int) -> Iterator[str]:
    if workspace.pace.at_rest:
        words = f"{resting_words(workspace.pace, now)} R takes it up again."
    else:
        words = guard(workspace)
    if words:
        yield from wrapped(words, width)


def _head(offer: Offer, now: datetime, width: int) -> Line:
    left = left_words(offer, now.date())
    tail = f"  {offer.stage}{', ' if left else ''}{left}"
    title = shorten(visible(offer.title), max(8, width - cells(tail)))
    return line((title, "strong"), (tail, "accent"), key=offer.id)


# --- side by side --------------------------------------------------------------------------------


def _table(
    shown: Sequence[Compared], chosen: Offer, context: Context, width: int
) -> Iterator[Line]:
    fitting = max(1, (width - _LABELS) // _NARROWEST)
    place = next(number for number, one in enumerate(shown) if one.offer.id == chosen.id)
    first = max(0, min(place - fitting // 2, len(shown) - fitting))
    seen = shown[first : first + fitting]
    column = min(_WIDEST, (width - _LABELS) // len(seen))
    yield line((_elsewhere(first, len(shown) - first - len(seen)), "muted"))
    marked = place - first
    companies = [one.offer.company for one in seen]
    tones = ["strong" if number == marked else "" for number in range(len(seen))]
    yield from _row(("Company", companies, tones), column, marked)
    for row in _rows(seen, context):
        yield from _row(row, column)


def _elsewhere(before: int, after: int) -> str:
    parts = ((f"◂ {before} more", before), (f"{after} more ▸", after))
    return " " * _LABELS + "   ".join(words for words, count in parts if count)


_Row = tuple[str, Sequence[str], Sequence[str]]
_FIELDS: Final = ("role", "stage", "base", "bonus", "other")
_LAST_FIELDS: Final = ("written", "origin", "note")


def _rows(seen: Sequence[Compared], context: Context) -> Iterator[_Row]:
    tones = ["muted" if one.offer.stage in OVER else "" for one in seen]
    for name in _FIELDS:
        yield _field_row(name, seen, tones, context)
    yield "Total", [_total(one) for one in seen], tones
    yield _field_row("decide_by", seen, tones, context)
    today, closing = context.now.date(), context.workspace.pace.closing
    lefts = [_left(one.offer, context) for one in seen]
    yield "Left", lefts, [_pressing(days_left(one.offer, today), closing) for one in seen]
    for name in _LAST_FIELDS:
        if name != "note" or any(one.offer.note for one in seen):
            yield _field_row(name, seen, tones, context)


def _field_row(name: str, seen: Sequence[Compared], tones: Sequence[str], context: Context) -> _Row:
    field = field_named(Offer.kind, name)
    texts = [show(field, getattr(one.offer, name), context) for one in seen]
    return field.label, texts, tones


def _total(one: Compared) -> str:
    if one.total is None:
        return ""
    if one.behind is None:
        return f"{one.total:,}"
    return f"{one.total:,} ({f'−{one.behind:,}' if one.behind else 'the most'})"


def _left(offer: Offer, context: Context) -> str:
    words = left_words(offer, context.now.date())
    return f"! {words}" if words.endswith("past") else words


def _pressing(left: int | None, closing: int) -> str:
    if left is None or left > closing:
        return ""
    return "bad" if left < 0 else "warn"


def _row(row: _Row, column: int, marked: int = -1) -> Iterator[Line]:
    """One row of the table in as many lines as it needs, with a mark at one of its offers."""
    label, texts, tones = row
    pieces = [_cut(text, column - 3, _LONG.get(label.lower(), 2)) for text in texts]
    for number in range(max(len(piece) for piece in pieces)):
        runs = [(fit("" if number else label, _LABELS), "muted")]
        for place, (piece, tone) in enumerate(zip(pieces, tones, strict=True)):
            words = piece[number] if number < len(piece) else ""
            mark = "▸ " if place == marked and number == 0 else "  "
            runs.append((fit(mark + words, column - 1) + " ", tone))
        yield line(*runs)


def _cut(text: str, width: int, most: int) -> list[str]:
    """The text in at most so many lines; an ellipsis says that there is more."""
    pieces = wrapped(text, width) if text else [_UNKNOWN]
    if len(pieces) <= most:
        return pieces
    return [*pieces[: most - 1], shorten(" ".join(pieces[most - 1 :]), width)]


# --- what the chosen one asks for ----------------------------------------------------------------


def _lacking(offer: Offer, width: int) -> list[Line]:
    return labelled("Lacks", ", ".join(lacks(offer)), width, indent=_LABELS, tone="warn")


def _what_follows(workspace: Workspace, offer: Offer, now: datetime, width: int) -> Iterator[Line]:
    if workspace.pace.at_rest or offer.stage in OVER:
        return
    if is_spoken(offer):
        yield from labelled("First", f"{SPOKEN} {_SPOKEN_KEYS}", width, tone="warn")
        return
    found = to_close(workspace, offer, now)
    if not is_settled(workspace, offer):
        yield from labelled("Accepted", _would_close(found), width, indent=_LABELS)
        return
    if not found:
        yield from (line(piece) for piece in wrapped(_ALL_TOLD, width))
        return
    yield from heading(f"To close with, {len(found)}")
    yield line(("c copies the words, l logs the call; R puts the search to rest", "muted"))
    for one in found:
        yield closing_line(one, width)


_SPOKEN_KEYS: Final = "c has the words for that; s notes that it has come in writing."
_ALL_TOLD: Final = "Everybody has been told. R puts the search to rest: nothing is due then."


def _would_close(found: Sequence[Closing]) -> str:
    if not found:
        return "in writing, it would leave nobody to tell."
    return f"in writing, it would leave {_counted(found)} to close."


def _counted(found: Iterable[Closing]) -> str:
    kinds: dict[str, int] = {}
    for one in found:
        kinds[one.record.kind] = kinds.get(one.record.kind, 0) + 1
    told = [f"{n} {PLURALS[kind] if n > 1 else kind}" for kind, n in kinds.items()]
    return told[0] if len(told) == 1 else f"{', '.join(told[:-1])} and {told[-1]}"


_KEYS: Final = 13


def closing_line(one: Closing, width: int) -> Line:
    """One record to close: its name, why, and the key that does it; it leads to the record."""
    title = max(12, (width - _KEYS) * 2 // 5)
    reason = max(1, width - _KEYS - title - 2)
    key = f"s {one.stage}" if one.stage else "l the call"
    return line(
        (fit(one.record.title, title), ""),
        (f" {fit(one.reason, reason)} ", "muted"),
        (key, "accent"),
        key=one.record.id,
    )


def offer_lines(workspace: Workspace, offer: Offer, now: datetime, width: int) -> Iterator[Line]:
    """What the record of an offer has to say first: keep the job, what is left, what it lacks."""
    if workspace.pace.at_rest or offer.stage in OVER:
        return
    for piece in wrapped(guard(workspace), width) if guard(workspace) else ():
        yield line((piece, "accent"))
    yield from labelled("Left", left_words(offer, now.date()), width)
    yield from labelled("Lacks", ", ".join(lacks(offer)), width, tone="warn")


def to_close_lines(workspace: Workspace, offer: Offer, now: datetime, width: int) -> Iterator[Line]:
    """Whom to close with on the record of the offer that was accepted in writing, and why."""
    if workspace.pace.at_rest or not is_settled(workspace, offer):
        return
    label = "To close"
    for one in to_close(workspace, offer, now):
        words = f"{one.record.title}: {one.reason}"
        yield from labelled(label, words, width, key=one.record.id)
        label = ""
