"""Placeholders, and how a script's text is filled with them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from jobsearch_tui.domain.text import clean, visible
from jobsearch_tui.value import dataclass

GAP: Final = "____"
"""What stands in the text where a value is missing: it is seen, and it is no brace."""

PLACEHOLDERS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "about": "what it is about, in a few words: the search, the position, your letter",
        "ad.employer": "the employer that an ad names",
        "ad.need": "the work that the ad asks for above all (you are asked)",
        "ad.role": "the role that an ad offers",
        "ad.source": "where the ad appeared",
        "agency.name": "the agency",
        "assignment.what": "the work that you offer to do",
        "contact.first_name": "the first name of the person to talk to",
        "contact.name": "the person to talk to: interviewer, executive or recruiter",
        "days_silent": "whole days since the last contact, as a number",
        "interview.company": "the company that interviews you",
        "interview.role": "the role that the interview is for",
        "interview.topic": "a point of the talk that you want to come back to (you are asked)",
        "interview.when": "day and time of the interview, in its own time zone",
        "interview.where": "the place of the interview",
        "interview.with": "everybody who interviews you",
        "me.name": "your name",
        "me.phone": "your telephone number",
        "me.result": "a result of yours, as a sentence without its full stop (you are asked)",
        "me.role": "what you do, with its article: an operations director (you are asked)",
        "me.standing": "I am employed at present, or: I am between positions",
        "offer.company": "the company that made an offer",
        "offer.decide_by": "the day by which you must decide on an offer",
        "offer.role": "the role that is offered",
        "promise.by": "the day by which word was promised",
        "promise.what": "what was promised",
        "recruiter.first_name": "the recruiter's first name",
        "recruiter.name": "the recruiter's full name",
        "search.title": "the opening that the recruiter is filling",
        "target.company": "the company that you approach directly",
        "target.executive": "the executive whom you approach there",
        "target.reason": "why you chose that company, as a clause (you are asked)",
        "target.written_on": "the day of your letter to that company",
        "today": "today's date, as in a letter",
        "week_with_room": "the next week that has room for an interview",
    }
)
"""Every placeholder that the program knows, with what it stands for."""

# A doubled brace is read first, so that {{{name}}} is a value between literal braces.
_TOKEN = re.compile(r"\{\{|\}\}|\{([^{}\n]*)\}|[{}]")
_KEPT: Final = frozenset("\n\t\u200c\u200d")
"""Line breaks, tabs, and the joiners without which some scripts are spelt wrongly."""

_LITERAL: Final = {"{{": "{", "}}": "}"}


@dataclass(frozen=True)
class Filled:
    """A text with its values in place; ``missing`` and ``used`` in the order of the text.

    Each missing name left a ``GAP``. A single brace that closes nothing counts as missing
    under its own sign.
    """

    text: str
    missing: tuple[str, ...]
    used: tuple[str, ...]

    @property
    def complete(self) -> bool:
        """Whether nothing is missing."""
        return not self.missing


def fill(script_text: str, values: Mapping[str, str]) -> Filled:
    """Put the values in the place of their ``{placeholders}``.

    Values are taken as they are, cleaned of control characters: braces in them mean
    nothing. An empty value is missing. ``{{`` and ``}}`` stand for literal braces.
    """
    missing: dict[str, None] = {}
    used: dict[str, None] = {}

    def put(match: re.Match[str]) -> str:
        if literal := _LITERAL.get(match[0]):
            return literal
        name = match[0] if match[1] is None else match[1].strip()
        if value := clean(values.get(name, "")).strip():
            used[name] = None
            return value
        missing[name] = None
        return GAP

    text = _TOKEN.sub(put, script_text)
    return Filled(text, tuple(missing), tuple(used))


def placeholders_in(script_text: str) -> tuple[str, ...]:
    """The names in a text, each once, in the order in which they first stand there."""
    return fill(script_text, {}).missing


def stray_brace(script_text: str) -> int:
    """The line, counted from 1, of the first brace that belongs to nothing; 0 when all do."""
    for match in _TOKEN.finditer(script_text):
        if match[0] in ("{", "}") or (match[1] is not None and not match[1].strip()):
            return script_text.count("\n", 0, match.start()) + 1
    return 0


def harmless(text: str) -> str:
    """The text as it may be both shown and copied: without controls and direction marks."""
    plain = clean(text)
    if plain.isprintable():
        return plain
    return "".join(sign for sign in plain if sign in _KEPT or visible(sign) == sign)
