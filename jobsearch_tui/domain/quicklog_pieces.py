"""Taking a quick log line apart: the name, the signs, the words and the promise."""

from __future__ import annotations

import re
from typing import Final

from jobsearch_tui.domain.matching import named
from jobsearch_tui.domain.quicklog_grammar import SIGNS, Sign
from jobsearch_tui.domain.text import fold
from jobsearch_tui.domain.workspace import Workspace

_QUOTED: Final = re.compile(r'["“”]([^"“”]*)(["“”]?)')
MARK: Final = re.compile(r"\+\d|>|@")
"""How the signs begin that are no words, apart from ``:`` and ``!by``."""
_SEARCHES: Final = re.compile(r"search(?:es)?[ =]([0-9]+)", re.IGNORECASE)
_COLON: Final = re.compile(r"(?<!\S):|:(?!\S)")
_COLON_ALONE: Final = re.compile(r"(?<!\S):(?!\S)")
_BY: Final = re.compile(r"(?<!\S)!by(?!\S)", re.IGNORECASE)


def quoted_name(text: str) -> tuple[str, str, bool]:
    """The quoted name at the beginning, if any, the rest, and whether the quotes are closed."""
    found = _QUOTED.match(text)
    if not found:
        return "", text, True
    return found[1].strip(), text[found.end() :].strip(), bool(found[2])


def parts(text: str) -> tuple[str, str, str | None]:
    """The signs, the words after the colon and the promise after ``!by`` (None without it).

    Words end at a ``!by``; a promise ends at a colon that stands alone, unless there were
    words before it.
    """
    by, colon = _BY.search(text), _COLON.search(text)
    if by and (not colon or by.start() < colon.start()):
        promised, _, words = _split(text[by.end() :], _COLON_ALONE)
        return text[: by.start()], words.strip(), promised
    head, _, rest = _split(text, _COLON)
    words, mark, promised = _split(rest, _BY)
    return head, words.strip(), promised if mark else None


def _split(text: str, pattern: re.Pattern[str]) -> tuple[str, str, str]:
    found = pattern.search(text)
    if not found:
        return text, "", ""
    return text[: found.start()], found[0], text[found.end() :]


def name_length(words: list[str], workspace: Workspace) -> int:
    """How many words at the beginning are the name: the first one, and on to the first sign."""
    for at, word in enumerate(words):
        if MARK.match(word):
            return at
        if at and _is_sign(words, at) and not _goes_on(words[:at], word, workspace):
            return at
        if at and (told := searches_at(words[at:])):
            begun = words[: at + told[1] - 1]
            if not _goes_on(begun, words[len(begun)], workspace):
                return at
    return len(words)


def _is_sign(words: list[str], at: int) -> bool:
    return sign_at(words[at : at + 2]) is not None


def _goes_on(before: list[str], word: str, workspace: Workspace) -> bool:
    """Whether somebody's name goes on with a word that could also be a sign.

    A single letter goes on with a name that has a word beginning with it (``dana v`` may
    become Dana Vance); anything longer only with the very same word (``li na`` is Li Na).
    """
    *wanted, last = fold(" ".join((*before, word))).split() or [""]
    for name, _ in named(workspace):
        folded = fold(name)
        if last not in folded:
            continue
        rest = iter(folded.split())
        if all(any(part.startswith(want) for part in rest) for want in wanted) and any(
            part == last or (len(last) == 1 and part.startswith(last)) for part in rest
        ):
            return True
    return False


def searches_at(words: list[str]) -> tuple[int, int] | None:
    """The number of ``searches 2`` or ``searches=2``, and how many words that takes.

    None when the words begin otherwise.
    """
    for size in range(min(2, len(words)), 0, -1):
        if found := _SEARCHES.fullmatch(" ".join(words[:size])):
            return int(found[1][:_DIGITS]), size
    return None


_DIGITS: Final = 9
"""More digits than these are no number of searches in any case."""


def sign_at(words: list[str]) -> tuple[Sign, int] | None:
    """The sign that these words begin with and how many of them it takes."""
    for size in range(min(2, len(words)), 0, -1):
        sign = SIGNS.get(fold(" ".join(words[:size])))
        if sign:
            return sign, size
    return None
