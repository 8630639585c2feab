"""Dealing with a broken promise: the four steps, and then closing it, waiting or writing."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator, Mapping
from datetime import date
from typing import Final

from jobsearch_tui.domain.changes import Change
from jobsearch_tui.domain.doors import doors_line
from jobsearch_tui.domain.fields import Context, Field, field_named, parse, show
from jobsearch_tui.domain.giving_up import given_up, waiting_until
from jobsearch_tui.domain.promises import is_owed, promise_line
from jobsearch_tui.domain.protocol import ELSEWHERE, Protocol, protocols
from jobsearch_tui.domain.records import Promise, Record
from jobsearch_tui.ui.desk import Desk
from jobsearch_tui.ui.dialogs.choose import Choose, Option
from jobsearch_tui.ui.dialogs.line import AskLine
from jobsearch_tui.ui.flows import logging, records, scripts

Step = Callable[[Desk, Protocol], Awaitable[str]]

_CLOSE, _WAIT, _WRITE = "close", "wait", "write"

_LISTED: Final = 9
"""Doors that are offered to go to, each a key away; their number is told in any case."""

_LETTERS: Final = {
    "interview": "offering-an-assignment",
    "recruiter": "staying-in-touch",
    "search": "staying-in-touch",
}
"""By the kind of record that a promise is about, the script of a letter in place of a call."""


async def deal(desk: Desk, record: Record) -> str:
    """Ask for a step for the oldest broken promise about a record, and take it.

    The id of another record that the user wants to go to; mostly empty.
    """
    found = protocols(desk.workspace, record, desk.now())
    if not found:
        desk.tell(_none(desk, record), "warn")
        return ""
    options = tuple(_options(desk, found[0]))
    answer = await desk.ask(
        Choose(
            "A broken promise",
            options,
            question=_question(desk, found[0]),
            start=_start(found[0], options),
        )
    )
    return await _STEPS[answer](desk, found[0]) if answer else ""


def _none(desk: Desk, record: Record) -> str:
    if isinstance(record, Promise) and not is_owed(record, desk.now()):
        return "That promise is not broken."
    return f"No promise about {record.title} is broken."


def _question(desk: Desk, found: Protocol) -> str:
    """The promise, what it is about, and what is to be said of it now."""
    about = desk.workspace.title(found.promise.about)
    advice = found.verdict or (found.next.why if found.next else "All is done.")
    return f"{promise_line(found.promise, desk.now())}\n{about}\n{advice}"


def _options(desk: Desk, found: Protocol) -> Iterator[Option[str]]:
    for step in found.steps:
        yield Option(str(step.number), step.what, str(step.number), step.state.value)
    yield Option("c", "Close it: it is a no", _CLOSE, _ends(desk, found.promise))
    yield Option("k", "Keep waiting", _WAIT, "until another day")
    if _letter(desk, found):
        yield Option("w", "Write", _WRITE)


def _start(found: Protocol, options: tuple[Option[str], ...]) -> int:
    """The option of the next step; of the verdict or at the end, that of closing it."""
    wanted = _CLOSE if found.verdict or not found.next else str(found.next.number)
    return next(place for place, option in enumerate(options) if option.value == wanted)


def _ends(desk: Desk, promise: Promise) -> str:
    opening = given_up(desk.workspace, promise, desk.now()).opening
    return f"the {opening.kind} is {opening.stage}" if opening else ""


def _subject(desk: Desk, found: Protocol) -> Record:
    """The record that a call about the promise is logged on."""
    return desk.workspace.get(found.promise.about) or found.promise


# --- the steps ------------------------------------------------------------------------------------


async def _look_back(desk: Desk, found: Protocol) -> str:
    if found.interview is None:
        desk.tell(found.steps[0].why, "warn")
    else:
        await records.look_back(desk, found.interview)
    return ""


async def _call(desk: Desk, found: Protocol) -> str:
    """Show what to say, then take down what came of it."""
    await scripts.copy_script(desk, _subject(desk, found), found.steps[1].script)
    await logging.quick_log(desk, _subject(desk, found))
    return ""


async def _offer_work(desk: Desk, found: Protocol) -> str:
    """Take down the work to offer, then show how to offer it."""
    if found.prospect is None:
        desk.tell(found.steps[2].why, "warn")
        return ""
    id = await records.add(desk, "assignment", found.prospect)
    if made := desk.workspace.get(id):
        await scripts.copy_script(desk, made, found.steps[2].script)
    return ""


async def _elsewhere(desk: Desk, found: Protocol) -> str:
    """Say which other doors are open; the one to go to."""
    if not found.doors:
        desk.tell(found.steps[ELSEWHERE - 1].why, "warn")
        return ""
    nearest = [record for doors in found.doors for record in doors.records][:_LISTED]
    options = [
        Option(str(number), record.title, record.id, record.kind)
        for number, record in enumerate(nearest, 1)
    ]
    question = f"Live now: {doors_line(found.doors)}."
    return await desk.ask(Choose("Elsewhere: go to which?", options, question=question)) or ""


async def _close(desk: Desk, found: Protocol) -> str:
    ended = given_up(desk.workspace, found.promise, desk.now())
    before = tuple(
        old for record in ended.records if (old := desk.workspace.get(record.id)) is not None
    )
    what = f"{found.promise.title} of {desk.workspace.title(found.promise.about)}"
    also = f" {ended.opening.title} is {ended.opening.stage}." if ended.opening else ""
    change = Change(f"close {what}", put=ended.records, before=before)
    await desk.save(change, f"Closed: {what}.{also}  {desk.undoes}")
    return ""


async def _wait(desk: Desk, found: Protocol) -> str:
    field = field_named("promise", "by")

    def understand(text: str) -> str:
        return f"→ {show(field, _coming(field, text, desk.context()), desk.context())}"

    text = await desk.ask(
        AskLine(
            f"Keep waiting for {found.promise.title} until",
            hint="+1w, fri, 2 dec",
            understand=understand,
        )
    )
    if text is None:
        return ""
    later = waiting_until(found.promise, _coming(field, text, desk.context()))
    change = Change(f"wait for {later.title}", put=(later,), before=(found.promise,))
    await desk.save(change, f"Waiting: {promise_line(later, desk.now())}.  {desk.undoes}")
    return ""


def _coming(field: Field, text: str, context: Context) -> date:
    day: date | None = parse(field, text, context)
    if day is None or day <= context.today:
        raise ValueError("A day that is still to come: +1w, fri, 2 dec.")
    return day


def _letter(desk: Desk, found: Protocol) -> str:
    """The script of a letter; empty where none fits."""
    return _LETTERS.get(_addressee(desk, found).kind, "")


def _addressee(desk: Desk, found: Protocol) -> Record:
    """The record that a letter about the promise is written from."""
    return found.prospect or _subject(desk, found)


async def _write(desk: Desk, found: Protocol) -> str:
    await scripts.copy_script(desk, _addressee(desk, found), _letter(desk, found))
    return ""


_STEPS: Final[Mapping[str, Step]] = {
    "1": _look_back,
    "2": _call,
    "3": _offer_work,
    "4": _elsewhere,
    _CLOSE: _close,
    _WAIT: _wait,
    _WRITE: _write,
}
