"""On a record: the four steps for a broken promise, and what was learned the last time."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from jobsearch_tui.domain.fields import Context
from jobsearch_tui.domain.lookbacks import lessons_for
from jobsearch_tui.domain.promises import promise_line
from jobsearch_tui.domain.protocol import CALL, Protocol, Step, StepState, protocols
from jobsearch_tui.domain.records import Interview, Record
from jobsearch_tui.domain.text import cells, fold, shorten, visible
from jobsearch_tui.ui.commands import command, key_words
from jobsearch_tui.ui.render.lines import Line, labelled, wrapped

MARKS: Final = {
    StepState.DONE: "✓",
    StepState.NEXT: "▸",
    StepState.LATER: "·",
    StepState.NOT_NEEDED: "–",
}
"""What stands before a step; its state is told in words as well."""

_TONES: Final = {StepState.NEXT: "accent", StepState.DONE: "good"}

LESSONS_SHOWN: Final = 3
"""Lessons of earlier interviews that are shown with the next one."""

_INDENT: Final = 4

_SCRIPT: Final = "c has the words for it."


def broken_lines(record: Record, context: Context, width: int) -> Iterator[Line]:
    """The oldest broken promise about a record with its four steps, and how many more there are.

    Nothing when no promise about it, or about what belongs to it, was broken.
    """
    found = protocols(context.workspace, record, context.now)
    if not found:
        return
    first = found[0]
    head = f"▲ Promise broken: {promise_line(first.promise, context.now)}"
    for number, piece in enumerate(wrapped(head, width)):
        yield Line(((piece, "bad"),), first.promise.id if number == 0 else "")
    for step in first.steps:
        yield _step_line(step, _key(step, first, record), width)
        if step.state is StepState.NEXT:
            words = f"{step.why} {_SCRIPT}" if step.script else step.why
            yield from _indented(words, width, "")
    yield from _indented(_outcome(first), width, "warn")
    if len(found) > 1:
        yield from _indented(f"{len(found) - 1} more broken: D deals with each.", width, "muted")


def _key(step: Step, found: Protocol, record: Record) -> str:
    """The key that does a step on this record; empty when it needs not be done.

    A call is logged anywhere. The others begin from the interview; D leads there from elsewhere.
    """
    if step.state not in (StepState.NEXT, StepState.LATER):
        return ""
    is_here = step.number == CALL or (found.interview is not None and found.interview == record)
    return key_words(command(step.command if is_here else "deal").keys[0])


def _step_line(step: Step, key: str, width: int) -> Line:
    """Mark, number, what, state and key."""
    state = f"{step.state}: {key}" if key else step.state.value
    room = width - _INDENT - cells(state) - 2
    what = shorten(visible(step.what), room)
    blank = " " * max(0, room - cells(what))
    tone = _TONES.get(step.state, "muted")
    mark = f"{MARKS[step.state]} {step.number} "
    return Line(((mark, tone), (what, tone), (f"{blank}  {state}", tone)))


def _outcome(found: Protocol) -> str:
    """What may be done when the steps are at their end; the keys of it are in the dialog."""
    if found.verdict:
        return f"{found.verdict} (D)"
    return "" if found.next else "All is done: D closes it, or keeps waiting."


def _indented(text: str, width: int, tone: str) -> Iterator[Line]:
    for piece in wrapped(text, width - _INDENT) if text else ():
        yield Line(((" " * _INDENT, ""), (piece, tone)))


def lesson_lines(record: Record, context: Context, width: int) -> Iterator[Line]:
    """What the user meant to change, with an interview that is still to come."""
    if not isinstance(record, Interview) or record.stage != "scheduled":
        return
    label = "Last time"
    for earlier in _shown(lessons_for(context.workspace, record), record):
        words = f"({earlier.format}, {earlier.title}) {earlier.lesson}"
        yield from labelled(label, words, width, tone="accent", key=earlier.id)
        label = ""


def _shown(lessons: tuple[Interview, ...], coming: Interview) -> tuple[Interview, ...]:
    """The first few lessons; the newest of the same company is one of them if there is any."""
    first = lessons[:LESSONS_SHOWN]
    company = fold(coming.company)
    here = next((one for one in lessons if fold(one.company) == company), None)
    return first if here is None or here in first else (*first[:-1], here)
