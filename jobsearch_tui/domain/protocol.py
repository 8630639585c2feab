"""What to do when somebody's word has not come: look back, call, offer work, look elsewhere.

The four steps of one broken promise, each with its reason, its command and its script. It is
advice: nothing has to be done in this order. Everywhere ``now`` is an aware datetime in the
user's own zone.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from enum import StrEnum
from typing import Final

from jobsearch_tui.domain.assignments import assignment_line
from jobsearch_tui.domain.broken import Case, is_broken
from jobsearch_tui.domain.doors import Doors, counted, doors_line
from jobsearch_tui.domain.lookbacks import is_behind, looked_back
from jobsearch_tui.domain.promises import givers, promises_of
from jobsearch_tui.domain.records import Assignment, Interview, Offer, Promise, Record
from jobsearch_tui.domain.stages import OVER
from jobsearch_tui.domain.weeks import local_day, zone_of
from jobsearch_tui.domain.when import show_date
from jobsearch_tui.domain.workspace import Workspace
from jobsearch_tui.value import dataclass


class StepState(StrEnum):
    """How a step stands; of all steps at most one is next."""

    DONE = "done"
    NEXT = "next"
    LATER = "later"
    NOT_NEEDED = "not needed"


@dataclass(frozen=True)
class Step:
    """One step: what to do in a short phrase, and why, or what came of it, in one sentence.

    ``command`` is the id of the command that does it, ``script`` the name of the script that
    helps; empty where there is none.
    """

    number: int
    what: str
    why: str
    state: StepState
    command: str
    script: str = ""


@dataclass(frozen=True)
class Protocol:
    """The steps for one broken promise.

    ``interview`` is the one to look back on, ``prospect`` the one with the boss to whom work can
    be offered; either may be missing. ``blocked`` counts the calls
    that the front desk stopped since the word was due, with nobody reached after them.
    ``verdict`` says in a sentence what these probably mean; empty while there is hope.
    ``doors`` are the other live ones.
    """

    promise: Promise
    interview: Interview | None
    prospect: Interview | None
    steps: tuple[Step, ...]
    blocked: int
    verdict: str
    doors: tuple[Doors, ...]

    @property
    def next(self) -> Step | None:
        """The step to do now; None when nothing more can be done about it."""
        return next((step for step in self.steps if step.state is StepState.NEXT), None)


LOOK_BACK: Final = 1
CALL: Final = 2
ASSIGNMENT: Final = 3
ELSEWHERE: Final = 4


def protocol(workspace: Workspace, promise: Promise, now: datetime) -> Protocol | None:
    """The four steps for a promise; None when :func:`is_broken` says that it needs none."""
    if not is_broken(workspace, promise, now):
        return None
    case = Case(workspace, promise, now)
    return Protocol(
        promise,
        case.interview,
        case.prospect,
        _in_order(_look_back(case), _call(case), _offer_work(case), _elsewhere(case)),
        case.blocked,
        _verdict(case),
        case.doors,
    )


def protocols(workspace: Workspace, record: Record, now: datetime) -> tuple[Protocol, ...]:
    """Those of the promises about a record and what belongs to it, the oldest promise first.

    Of a promise its own alone, of an assignment or a log entry those of its record.
    """
    promises = sorted(promises_of(workspace, record), key=lambda one: str(one.by))
    found = (protocol(workspace, one, now) for one in promises)
    return tuple(one for one in found if one is not None)


# --- the steps ------------------------------------------------------------------------------------
# A step is made as the next one where it could be done now; the first of these is the next one.


def _in_order(*steps: Step) -> tuple[Step, ...]:
    ready = [step for step in steps if step.state is StepState.NEXT]
    return tuple(
        replace(step, state=StepState.LATER) if step in ready[1:] else step for step in steps
    )


def _look_back(case: Case) -> Step:
    interview = case.interview
    why, state = "Know why it went as it did before you call.", StepState.NEXT
    if interview is None:
        why, state = "There was no interview to look back on.", StepState.NOT_NEEDED
    elif not is_behind(interview, case.now):
        why, state = "The interview was not held.", StepState.NOT_NEEDED
    elif looked_back(interview):
        rated = f"You rated it {interview.rating} of 5" if interview.rating else "You looked back"
        lesson = f"; to change: {interview.lesson}" if interview.lesson else ""
        why, state = f"{rated}{lesson}.", StepState.DONE
    return Step(LOOK_BACK, "Look back on the interview", why, state, "look-back")


def _call(case: Case) -> Step:
    script = "past-the-secretary" if case.is_hopeless else "following-up"
    names = givers(case.workspace, case.promise)
    who = names[0] if names else "them"
    why, state = "Nobody has asked since; a call tells you where it stands.", StepState.NEXT
    if case.talk is not None:
        day = show_date(local_day(case.talk.at, zone_of(case.now)), case.now.date())
        came = case.talk.direction == "in"
        why = f"They got in touch {day}." if came else f"You reached them {day}."
        state = StepState.DONE
    elif case.is_hopeless:
        why = f"The front desk stopped you {_times(case.blocked)}; another call may not help."
        state = StepState.NOT_NEEDED
    elif case.contacts:
        why = f"Since then {_tries(case)}; nobody was reached yet."
    return Step(CALL, f"Call {who}", why, state, "log", script)


def _tries(case: Case) -> str:
    """What was tried without reaching anybody, as in ``1 voicemail and 1 blocked call``."""
    results = [entry.result for entry in case.contacts if entry.type == "call"]
    numbers = (
        (results.count("voicemail"), "voicemail", "voicemails"),
        (results.count("gatekeeper"), "blocked call", "blocked calls"),
        (len([one for one in results if one not in ("voicemail", "gatekeeper")]), "call", "calls"),
        (len(case.contacts) - len(results), "message sent", "messages sent"),
    )
    told = [f"{count} {one if count == 1 else more}" for count, one, more in numbers if count]
    return told[0] if len(told) == 1 else f"{', '.join(told[:-1])} and {told[-1]}"


def _offer_work(case: Case) -> Step:
    what, why = "Offer an assignment", "Only once you reached them, and they were friendly."
    state = StepState.LATER
    made = _assignment(case)
    if case.prospect is None:
        why, state = "That is for a boss who has interviewed you.", StepState.NOT_NEEDED
    elif made is not None:
        what, state = f"Assignment {made.stage}", StepState.DONE
        why = f"{assignment_line(made, case.now.date())}."
    elif case.talk is not None:
        why = "If they were friendly, show what you can do rather than ask again."
        state = StepState.NEXT
    elif case.is_hopeless:
        why = "They do not take your calls; it can still be offered in writing."
    return Step(ASSIGNMENT, what, why, state, "add-other", "offering-an-assignment")


def _assignment(case: Case) -> Assignment | None:
    """The assignment about the interview that was made last, rather one that is not over."""
    id = case.prospect.id if case.prospect else ""
    made = case.workspace.linked_of(Assignment, id)
    return max(made, key=lambda one: (one.stage not in OVER, one.created), default=None)


def _elsewhere(case: Case) -> Step:
    number, told = counted(case.doors), doors_line(case.doors)
    coming = any(isinstance(one, (Interview, Offer)) for d in case.doors for one in d.records)
    state = StepState.DONE if coming else StepState.NEXT
    if not number:
        why = "No other door is open: an interview elsewhere is the best answer to silence."
    elif coming:
        why = f"Live now: {told}."
    else:
        why = f"An interview elsewhere is the best answer to silence; live now: {told}."
    live = f"{number} live door{'' if number == 1 else 's'}"
    return Step(ELSEWHERE, f"Interviews elsewhere: {live}", why, state, "deal")


def _verdict(case: Case) -> str:
    if not case.is_hopeless:
        return ""
    return (
        f"Stopped {_times(case.blocked)} at the front desk, with nobody reached: "
        "this probably is a no. Close it, keep waiting, or write."
    )


def _times(count: int) -> str:
    return {1: "once", 2: "twice"}.get(count, f"{count} times")
