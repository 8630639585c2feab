"""The signs of a quick log line, each declared once: reading, help and docs come from here."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from jobsearch_tui.value import dataclass


class Part(StrEnum):
    """What a sign tells about a log entry."""

    RESULT = "result"
    DIRECTION = "direction"
    KIND = "kind"
    WORDS = "words"
    FOLLOW_UP = "follow-up"
    PROMISE = "promise"
    SEARCHES = "searches"
    WHEN = "when"
    NAME = "name"


@dataclass(frozen=True)
class Sign:
    """One sign: the ways to write it, what it means and a line that uses it.

    ``value`` is what the entry takes from a sign that is a word; it is empty for the marks
    that begin something longer, such as ``: words``.
    """

    spellings: tuple[str, ...]
    part: Part
    value: str
    meaning: str
    example: str


GRAMMAR: Final[tuple[Sign, ...]] = (
    Sign(("vm", "v", "voicemail"), Part.RESULT, "voicemail", "left a voicemail", "dana vm"),
    Sign(("reached", "r", "ok", "spoke"), Part.RESULT, "reached", "spoke to them", "dana reached"),
    Sign(
        ("gk", "g", "gatekeeper"),
        Part.RESULT,
        "gatekeeper",
        "the secretary stopped the call",
        "kestrel gk",
    ),
    Sign(("na", "n", "noanswer", "no answer"), Part.RESULT, "no answer", "no answer", "dana na"),
    Sign(("wn", "wrong"), Part.RESULT, "wrong number", "a wrong number", "corbin wn"),
    Sign(("in",), Part.DIRECTION, "in", "they called or wrote", "dana in : has a search"),
    Sign(("call",), Part.KIND, "call", "a call, as without any kind", "dana call : the salary"),
    Sign(("email", "mail"), Part.KIND, "email", "an email", "dana email : sent the resume"),
    Sign(("letter",), Part.KIND, "letter", "a letter", "halden letter +10d"),
    Sign(("msg", "message"), Part.KIND, "message", "a message", "dana msg in"),
    Sign(("met", "meeting"), Part.KIND, "meeting", "met in person", "dana met @mon 12:30"),
    Sign(("note",), Part.KIND, "note", "a note: nobody was in touch", "kestrel note : new owner"),
    Sign((": words",), Part.WORDS, "", "what was said, to the end", "dana vm : ring back"),
    Sign(("+3d", "+2w"), Part.FOLLOW_UP, "", "follow up in 3 days, in 2 weeks", "dana vm +3d"),
    Sign((">fri", ">2 dec"), Part.FOLLOW_UP, "", "follow up on that day", "dana vm >fri"),
    Sign(
        ("!by fri …", "!by fri 15:00 …"),
        Part.PROMISE,
        "",
        "what they promised by then, to the end",
        "dana reached !by fri send the client's name",
    ),
    Sign(
        ("searches 2", "search 2", "searches=2"),
        Part.SEARCHES,
        "",
        "how many searches they have for you",
        "dana reached searches 2",
    ),
    Sign(
        ("@16:10", "@yesterday 16:10", "@mon"),
        Part.WHEN,
        "",
        "when it was, if not now",
        "dana vm @yesterday 16:10",
    ),
    Sign(('"Na Li"',), Part.NAME, "", "a name that looks like signs", '"Na Li" vm'),
)

SIGNS: Final[Mapping[str, Sign]] = MappingProxyType(
    {spelling: sign for sign in GRAMMAR if sign.value for spelling in sign.spellings}
)
"""The signs that are words, by each of their spellings."""

REMINDER: Final = "vm ok gk na in · searches 2 · : words · +3d >fri · @16:10 · !by fri what"
"""The signs used most, on one line of less than 76 columns."""

SAY_WHAT: Final = "Say what happened: vm, reached, gk, na, in, email, met …"
"""What a line lacks that only says about whom it is."""


def help_lines() -> tuple[tuple[str, str, str], ...]:
    """Every sign as a row of the help: its spellings, its meaning, a line that uses it."""
    return tuple((", ".join(sign.spellings), sign.meaning, sign.example) for sign in GRAMMAR)
