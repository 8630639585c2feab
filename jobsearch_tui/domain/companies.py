"""Names of companies: compared, and read from lists as people type and paste them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache
from typing import Final

from jobsearch_tui.domain.text import clean, fold, one_line
from jobsearch_tui.value import dataclass

_LEGAL: Final = frozenset(
    {
        *("inc", "incorporated", "ltd", "limited", "llc", "llp", "plc", "gmbh", "ag", "sa", "sas"),
        *("sarl", "bv", "nv", "ab", "oy", "as", "kg", "co", "corp", "corporation", "company"),
        *("spa", "srl", "pty"),
    }
)
_FORMS: Final = _LEGAL | {
    *("lp", "kgaa", "se", "asa", "oyj", "aps", "pte", "kk", "sl", "cv", "sadecv", "kft", "sro"),
    *("doo", "zoo", "spzoo", "ohg", "ug", "ltda", "eg", "ev"),
}

LONGEST_NAME: Final = 200
"""Characters from which on a text is a paragraph and no company's name."""


def name_key(name: str) -> str:
    """A name as it is compared: its words, folded; signs and spaces don't matter."""
    folded = fold(name)
    return " ".join(re.findall(r"\w+", folded)) or folded.strip()


def company_key(name: str) -> str:
    """A company's name as imports compare it: without its legal form too.

    The marks of imports in the store are made with it, so it gives the same for all time.
    """
    return _without_form(name_key(name), _LEGAL)


@lru_cache(maxsize=20_000)
def firm_key(name: str) -> str:
    """A company's name as a person compares it: ``The Kestrel Group, S.A.`` is Kestrel Group."""
    key = _without_form(name_key(_undotted(name)), _FORMS)
    return key.removeprefix("the ") or key


def _without_form(key: str, forms: frozenset[str]) -> str:
    words = key.split()
    while len(words) > 1 and words[-1] in forms:
        words.pop()
    return " ".join(words)


def _undotted(name: str) -> str:
    """The name with the dots of its abbreviations taken out: ``S.A.`` is ``SA``."""
    return re.sub(r"(?<=\b[^\W\d_])\.(?=[^\W\d_]\b|\s|$)", "", name)


# --- lists ------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Entered:
    """One company as it was entered; ``executive`` and ``note`` may be empty."""

    company: str
    executive: str = ""
    note: str = ""


@dataclass(frozen=True)
class CompanyList:
    """What a list was understood as: each company once, in the order in which they stand.

    ``repeated`` names those that stand in it more than once, ``known`` those that were on the
    list already, ``too_long`` holds the beginnings of texts that can't be names.
    """

    new: tuple[Entered, ...] = ()
    repeated: tuple[str, ...] = ()
    known: tuple[str, ...] = ()
    too_long: tuple[str, ...] = ()


def company_list(text: str, known: Iterable[str] = ()) -> CompanyList:
    """A list as a person typed or pasted it; ``known`` are names that need no second entry.

    Names are the same whatever their case and legal form. What a later mention adds (an
    executive, say) is kept.
    """
    known_keys = {firm_key(name) for name in known}
    new: dict[str, Entered] = {}
    repeated: dict[str, str] = {}
    listed: dict[str, str] = {}
    too_long: list[str] = []
    for one in read_companies(text):
        key = firm_key(one.company)
        if len(one.company) > LONGEST_NAME:
            too_long.append(one.company[:40])
        elif key in known_keys:
            listed.setdefault(key, one.company)
        elif key in new:
            repeated.setdefault(key, one.company)
            new[key] = _both(new[key], one)
        else:
            new[key] = one
    return CompanyList(
        tuple(new.values()), tuple(repeated.values()), tuple(listed.values()), tuple(too_long)
    )


def _both(first: Entered, second: Entered) -> Entered:
    return replace(
        first,
        executive=first.executive or second.executive,
        note=first.note or second.note,
    )


def read_companies(text: str) -> tuple[Entered, ...]:
    """Every company of a list, also those that stand in it twice; never an error.

    One company a line, or several with commas, semicolons or bullets between them. Numbers and
    bullets before a name go. A comma before a legal form (``Kestrel Foods, Inc.``), between
    digits, in brackets, in quotation marks or in a row of a table parts nothing. After a dash,
    a tab or a colon stands the executive; what comes after a further one, and a title behind
    the executive's name, become a note.
    """
    lines = (_BLANKS.sub(" ", line) for line in clean(text).split("\n"))
    return tuple(one for line in lines for one in _of_line(line))


_BLANKS: Final = re.compile(r"[^\S\t]+")
_NUMBER: Final = r"\(?[0-9]{1,3}[.)\]]"
_LEADING: Final = re.compile(rf"\A\s*(?:{_NUMBER}\s+|[-*+–—]+\s+|[•·‣◦▪●○■□➤→✓]+\s*)")
_PARTING: Final = re.compile(
    r"(?P<kept>(?<!\S)\"[^\"]*\"|(?<!\S)“[^”]*”|\([^()]*\))"
    r"|;|(?<![0-9]),|,(?![0-9])|(?<!\S)[•·‣◦▪●○|](?!\S)"
)
_EXECUTIVE: Final = re.compile(r" [-–—]+ | ?\t ?| ?:[ \t]")
_TITLES: Final = re.compile(
    r"(?:ceo|coo|cfo|cto|cio|cmo|president|director|chairman|chairwoman|chair|founder|owner"
    r"|[se]?vp)\b|(?:chief|vice president|managing|head of|general manager)\b",
    re.IGNORECASE,
)


def _of_line(line: str) -> Iterator[Entered]:
    found: Entered | None = None
    for piece in _pieces(_unnumbered(line)):
        one = _entered(piece)
        if one is None:
            continue
        if found is not None and found.executive and _is_title(one):
            found = replace(found, note=", ".join(filter(None, (found.note, one.company))))
            continue
        if found is not None:
            yield found
        found = one
    if found is not None:
        yield found


def _is_title(one: Entered) -> bool:
    return not one.executive and _TITLES.match(one.company) is not None


def _unnumbered(line: str) -> str:
    """The line without its bullet or number; ``1. A 2. B`` on one line becomes ``A; B``."""
    first = re.match(r"\s*\(?1([.)\]])\s+", line)
    if first is None:
        return _LEADING.sub("", line, count=1)
    rest, number = line[first.end() :], 2
    while True:
        before, mark, after = rest.partition(f" {number}{first[1]} ")
        if not mark:
            return rest
        rest, number = f"{before}; {after}", number + 1


def _pieces(line: str) -> Iterator[str]:
    """The parts of a line between its commas, semicolons and bullets."""
    if "\t" in line.strip():  # a row of a table holds one company, whatever its cells hold
        yield line
        return
    parting = [mark for mark in _PARTING.finditer(line) if mark["kept"] is None]
    starts = [0, *(mark.end() for mark in parting)]
    ends = [*(mark.start() for mark in parting), len(line)]
    begun = 0
    for place, mark in enumerate(parting):
        after = line[starts[place + 1] : ends[place + 1]]
        named = line[starts[begun] : ends[place]].strip()
        if mark[0] == "," and named and _begins_with_form(after):
            continue
        yield line[starts[begun] : ends[place]]
        begun = place + 1
    yield line[starts[begun] :]


def _begins_with_form(part: str) -> bool:
    """Whether a part goes on with the legal form of the name before it: ``Inc. - R. Adeyemi``."""
    words = re.findall(r"[\w.]+", _EXECUTIVE.split(part, maxsplit=1)[0])
    plain = [fold(word).replace(".", "") for word in words]
    return bool(plain) and plain[0] in _FORMS and set(plain) <= _FORMS | {"de", "and"}


def _entered(piece: str) -> Entered | None:
    """The company in a part of a line; None where it holds no name."""
    parts = iter(_EXECUTIVE.split(_LEADING.sub("", piece, count=1).strip(" ")))
    name = next(filter(None, map(_bare, parts)), "")
    if not name:
        return None
    executive, *notes = (*map(_said, parts), "")
    return Entered(name, executive, ", ".join(filter(None, notes)))


def _said(part: str) -> str:
    """A part behind a name, on one line; nothing for one without letters or digits."""
    return one_line(part) if any(map(str.isalnum, part)) else ""


def _bare(name: str) -> str:
    """A name without the quotation marks round it and the *and* of a list before it."""
    line = one_line(name).strip(",")
    if len(line) > 1 and (line[0], line[-1]) in (('"', '"'), ("“", "”")):
        line = line[1:-1].strip()
    name = line.removeprefix("and ").strip(" ")
    return name if any(map(str.isalnum, name)) else ""
