"""What people jot down after a call or a letter."""

from __future__ import annotations

from random import Random
from typing import Final

PHRASES: Final[dict[str, tuple[str, ...]]] = {
    "reached": (
        "asked to ring back after the {day}",
        "board meets on the {day}, no word before",
        "nothing now; two plants may change hands next quarter",
        "wants the short resume, one page",
        "knows my old plant manager",
        "long talk, asked about unions and shift patterns",
        "salary is below mine; said so",
        "will propose me if I can travel two days a week",
        "brief is not signed yet",
        "on the road, gave me five minutes",
    ),
    "vm": (
        "left name and number",
        "left two lines, will try again on the {day}",
        "mailbox full",
        "said who gave me the name",
        "asked for a call after five",
    ),
    "gk": (
        "“in a meeting”",
        "assistant asks what it is about",
        "try before eight, says the desk",
        "no calls put through on Mondays",
        "took my number, did not sound hopeful",
    ),
    "na": ("rang out", "rang for a minute", "no machine", "office closed at five"),
    "callin": (
        "rang back at lunch",
        "asks for availability in the week of the {day}",
        "client likes the resume",
        "has something new, cannot name the client yet",
    ),
    "in": (
        "asks for resume with figures",
        "thanks, keeps it on file",
        "wants a date after the {day}",
        "sends the job description",
        "out of office until the {day}",
        "client has postponed to the {day}",
    ),
    "out": (
        "resume 3",
        "resume and two lines on the Lund plant",
        "thanked for the call",
        "sent the figures asked for",
        "reminded of the promised word",
    ),
    "msg": ("short message, one question", "congratulated on the new office"),
    "note": ("read their annual report", "a former colleague works there", "not before spring"),
}
"""Summaries for each code of the book; ``{day}`` is a day of the month."""

MIX: Final = (
    *("reached",) * 5,
    *("vm",) * 6,
    *("gk",) * 3,
    *("na",) * 2,
    *("callin",) * 2,
    *("in",) * 4,
    *("out",) * 5,
    *("msg", "note"),
)
"""How often each happens: voicemail more often than anybody reached."""


def phrase(code: str, rng: Random) -> str:
    """Something that could be jotted down about it."""
    return rng.choice(PHRASES[code]).replace("{day}", _ordinal(rng.randint(2, 28)))


def _ordinal(day: int) -> str:
    endings = {1: "st", 2: "nd", 3: "rd"}
    ending = "th" if 10 < day < 20 else endings.get(day % 10, "th")
    return f"{day}{ending}"
