"""What became of the interviews, how they went, and what the look backs say most."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Final

from jobsearch_tui.domain.companies import firm_key
from jobsearch_tui.domain.figures.figure import Bar, Figure, Group, several
from jobsearch_tui.domain.lookbacks import is_behind, looked_back
from jobsearch_tui.domain.outcomes import has_ended
from jobsearch_tui.domain.records import Interview, Offer, Promise
from jobsearch_tui.domain.text import fold
from jobsearch_tui.domain.workspace import Workspace
from jobsearch_tui.value import dataclass

OUTCOMES: Final = (
    "an offer",
    "a further round",
    "word is promised",
    "no word yet",
    "a no",
    "cancelled",
    "no-show",
)
"""What can have become of an interview, the best first."""

MOST_WORDS: Final = 5
"""Words of the look backs that are shown under each heading."""

TELLING: Final = 3
"""A word in fewer look backs than these is no theme."""

_RATINGS: Final = ("1 badly", "2", "3", "4", "5 very well")

_ENGLISH: Final = """
a about after again all also always am an and any are as asked at back be because been
before being better but by can could did didn do does doing don done down each even for from
get give go going good got had has have having he her here him his how i if in into is it
its just know less like little long lot made make many me more most much must my need never
next no nobody not nothing now of off on once one only or other our out over own quite
really s said say she should so some soon still such t take than that the their them then
there these they thing things think this those time to too two under until up us use very
want was way we well went were what when where which who why will with would yet you your
"""

_IDLE: Final = frozenset(_ENGLISH.split())
"""Words that say nothing of what an interview was about."""

_WORD: Final = re.compile(r"[^\W\d_]{3,}")


@dataclass(frozen=True)
class Theme:
    """A word of the look backs, and in how many of them it stands."""

    word: str
    count: int


def outcome(workspace: Workspace, interview: Interview, now: datetime) -> str:
    """What became of an interview, as one of ``OUTCOMES``; empty while it is to come."""
    if interview.stage in ("cancelled", "no-show"):
        return interview.stage
    if not is_behind(interview, now):
        return ""
    company = firm_key(interview.company)
    if any(firm_key(one.company) == company for one in workspace.all(Offer)):
        return "an offer"
    rounds = (one for one in workspace.all(Interview) if firm_key(one.company) == company)
    if any(one.starts > interview.starts for one in rounds):
        return "a further round"
    return _without(workspace, interview)


def _without(workspace: Workspace, interview: Interview) -> str:
    """What became of an interview that led to nothing so far."""
    promises = workspace.linked_of(Promise, interview.id)
    if any(one.stage == "open" for one in promises):
        return "word is promised"
    given_up = any(one.stage == "broken" and one.closed_on for one in promises)
    return "a no" if given_up or has_ended(workspace, interview) else "no word yet"


def themes(texts: Iterable[str], most: int = MOST_WORDS) -> tuple[Theme, ...]:
    """The words that stand in more than one of the texts, the most frequent first.

    Small words and words of fewer than three letters say nothing and are passed over; case and
    accents don't matter, and a word is counted once a text.
    """
    found: Counter[str] = Counter()
    shown: dict[str, str] = {}
    for text in texts:
        words = {fold(word): word.lower() for word in _WORD.findall(text)}
        told = {key: word for key, word in words.items() if key not in _IDLE}
        found.update(told.keys())
        shown |= {key: word for key, word in told.items() if key not in shown}
    ranked = sorted(found.items(), key=lambda pair: (-pair[1], pair[0]))
    return tuple(Theme(shown[key], count) for key, count in ranked if count > 1)[:most]


def figure(workspace: Workspace, now: datetime) -> Figure:
    """Interviews by outcome, by rating, and by what was said of them."""
    every = workspace.all(Interview)
    behind = [one for one in every if is_behind(one, now)]
    backs = [one for one in behind if looked_back(one)]
    became = Counter(outcome(workspace, one, now) for one in every)
    rated = Counter(one.rating for one in backs if one.rating)
    badly = themes(one.went_badly for one in backs)
    lessons = themes(one.lesson for one in backs)
    repeated = max((*badly, *lessons), key=lambda one: one.count, default=None)
    groups = (
        Group("What became of them", tuple(Bar(name, became[name]) for name in OUTCOMES)),
        Group("How they went", tuple(_ratings(rated))),
        _themes("Went badly: words in more than one look back", badly, len(backs)),
        _themes("To change", lessons, len(backs)),
        _themes("Went well", themes(one.went_well for one in backs), len(backs)),
    )
    shown = tuple(one for one in groups if any(bar.count for bar in one.bars))
    counted = f"{several(len(behind), 'interview')} behind you, {len(backs)} looked back on"
    counted = counted[0].upper() + counted[1:]
    missed = became["cancelled"] + became["no-show"]
    counted += f"; {missed} more did not take place." if missed else "."
    advice = _advice(behind, backs, repeated)
    return Figure("interviews", "Interviews and look backs", counted, shown, advice)


def _ratings(rated: Counter[int]) -> Iterator[Bar]:
    for number, label in reversed(list(enumerate(_RATINGS, 1))):
        yield Bar(label, rated[number])


def _themes(title: str, found: tuple[Theme, ...], of: int) -> Group:
    return Group(title, tuple(Bar(one.word, one.count, f"of {of}") for one in found))


def _advice(behind: list[Interview], backs: list[Interview], repeated: Theme | None) -> str:
    if not behind:
        return "No interview is behind you yet: what you note after the first one is shown here."
    if 2 * len(backs) < len(behind):
        missing = several(len(behind) - len(backs), "interview")
        return f"{missing} without a look back: rate each, and say in a line what to change."
    if repeated and repeated.count >= TELLING:
        return (
            f"“{repeated.word}” comes up in {repeated.count} of {len(backs)} look backs: read what "
            "you said there before the next interview."
        )
    return "The look backs hardly repeat themselves: read the newest before the next interview."
