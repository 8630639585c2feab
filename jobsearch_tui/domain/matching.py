"""Whom a few typed letters mean: the names of the search, best match first.

The same person or company stands in several records (a company in an ad and in three
interviews); such records form one candidate, and the record of it that a log entry belongs to
is chosen here. Two candidates of the same quality are for the user to choose between.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import IntEnum

from jobsearch_tui.domain.records import Ad, Agency, Interview, Record, Recruiter, Search, Target
from jobsearch_tui.domain.stages import OVER
from jobsearch_tui.domain.text import fold
from jobsearch_tui.domain.workspace import Workspace
from jobsearch_tui.value import dataclass


class Quality(IntEnum):
    """How well letters fit a name; a higher one is better."""

    NONE = 0
    INSIDE = 1
    WORDS = 2
    BEGINNING = 3
    EXACT = 4


@dataclass(frozen=True)
class Match:
    """A name that fits, the record to use for it, and whether others of that name exist."""

    name: str
    record: Record
    quality: Quality
    namesakes: tuple[Record, ...] = ()


def quality(query: str, name: str) -> Quality:
    """How well a folded query fits a folded name.

    ``dana w`` fits *Dana Whitfield* from the beginning, ``whit`` fits one of its words and
    ``field`` is only inside it.
    """
    if not query:
        return Quality.NONE
    if query == name:
        return Quality.EXACT
    if query not in name:
        # A single word that begins a word of the name is inside it, too.
        several = " " in query and _words_fit(query.split(), name.split())
        return Quality.WORDS if several else Quality.NONE
    if name.startswith(query):
        return Quality.BEGINNING
    return Quality.WORDS if _words_fit(query.split(), name.split()) else Quality.INSIDE


def _words_fit(wanted: list[str], words: list[str]) -> bool:
    """Whether each wanted word begins a word of the name, in the same order."""
    rest = iter(words)
    return all(any(word.startswith(want) for word in rest) for want in wanted)


def matches(query: str, workspace: Workspace, *, among: Iterable[str] = ()) -> tuple[Match, ...]:
    """The names that fit, best first, then in the order of the alphabet.

    ``among`` limits the search to records of these kinds; by default agencies, recruiters, and
    the people and companies of interviews, ads, searches and targets are looked through.
    """
    wanted = fold(query).strip()
    first = wanted.partition(" ")[0]
    kinds = frozenset(among)
    groups: dict[str, list[tuple[str, Record]]] = {}
    for name, record in named(workspace):
        if not kinds or record.kind in kinds:
            folded = fold(name)
            # Whatever fits has the first word in it: most names need no closer look.
            if first in folded and quality(wanted, folded):
                groups.setdefault(folded, []).append((name, record))
    found = (_match(wanted, folded, group) for folded, group in groups.items())
    return tuple(sorted(found, key=lambda match: (-match.quality, fold(match.name))))


def titled(query: str, workspace: Workspace, *, among: Iterable[str]) -> tuple[Match, ...]:
    """The records of these kinds whose title fits, each by itself, best first.

    Of equally good ones those that are still open come first, then the alphabet decides.
    """
    wanted = fold(query).strip()
    found = [
        Match(record.title, record, fit)
        for kind in among
        for record in workspace.of_kind(kind)
        if (fit := quality(wanted, fold(record.title)))
    ]
    return tuple(sorted(found, key=_most_fitting))


def _most_fitting(match: Match) -> tuple[int, bool, str]:
    over = getattr(match.record, "stage", "") in OVER
    return -match.quality, over, fold(match.name)


def best(found: tuple[Match, ...]) -> tuple[Match, ...]:
    """Those of the matches that nothing but the user can tell apart."""
    return tuple(match for match in found if match.quality == found[0].quality)


def named(workspace: Workspace) -> Iterator[tuple[str, Record]]:
    """Every name that a log entry may be about, with the record that bears it."""
    for recruiter in workspace.all(Recruiter):
        yield recruiter.name, recruiter
    for agency in workspace.all(Agency):
        yield agency.name, agency
    for interview in workspace.all(Interview):
        yield interview.company, interview
        for person in interview.people.split(","):
            if person.strip():
                yield person.strip(), interview
    for ad in workspace.all(Ad):
        yield ad.employer or ad.role, ad
    for target in workspace.all(Target):
        yield target.company, target
        if target.executive:
            yield target.executive, target
    for search in workspace.all(Search):
        if search.client:
            yield search.client, search


_ORDER = ("recruiter", "agency", "interview", "search", "ad", "target")


def _match(query: str, folded: str, group: list[tuple[str, Record]]) -> Match:
    """One candidate of all records that bear a name: people first, then what is still open."""
    name = group[0][0]
    records = sorted((record for _, record in group), key=_liveliest)
    first = records[0]
    people = first.kind in ("recruiter", "agency")
    namesakes = tuple(r for r in records[1:] if people and r.kind == first.kind)
    return Match(name, first, quality(query, folded), namesakes)


def _liveliest(record: Record) -> tuple[int, bool, float]:
    moment = record.starts if isinstance(record, Interview) else record.changed
    over = getattr(record, "stage", "") in OVER
    return _ORDER.index(record.kind), over, -moment.timestamp()
