"""Records that likely stand for the same person, company or opening, and why.

Two records of one kind are likely twins when they share what only one has (an address, a
number, a web page), or bear names so alike that one was likely mistyped or shortened. Two that
name different ones of it are taken to be different.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from datetime import date, datetime
from difflib import SequenceMatcher
from enum import IntEnum
from functools import lru_cache
from itertools import combinations
from typing import Any, Final
from urllib.parse import unquote

from jobsearch_tui.domain.changes import Change
from jobsearch_tui.domain.companies import firm_key, name_key
from jobsearch_tui.domain.records import Ad, Agency, Record, Recruiter, ReviewMark, Search
from jobsearch_tui.domain.text import fold
from jobsearch_tui.domain.workspace import Workspace
from jobsearch_tui.value import dataclass

COMPARED: Final = ("agency", "recruiter", "search", "ad", "target", "interview", "offer")
"""The kinds among which twins are looked for."""

ALIKE: Final = 0.86
"""How alike two names must be, from 0 to 1, for one to be a slip of the other."""

_LONGEST_NAME: Final = 300
"""Characters of the longest name that is compared letter by letter, which takes their square."""

_MOST_IN_A_GROUP: Final = 24
"""How many records of one key are compared with one another; more are no twins but a habit."""


class Likelihood(IntEnum):
    """How sure it is; a higher one is surer."""

    MAYBE = 1
    LIKELY = 2
    SURE = 3


@dataclass(frozen=True)
class Twins:
    """Two records of one kind, the older one first, and in words why they may be one."""

    first: Record
    second: Record
    why: str
    likelihood: Likelihood

    @property
    def ids(self) -> frozenset[str]:
        """Both ids."""
        return frozenset((self.first.id, self.second.id))


def likely_twins(
    workspace: Workspace,
    kinds: Iterable[str] = COMPARED,
    among: Collection[str] | None = None,
) -> tuple[Twins, ...]:
    """All likely twins that the user has not told apart, the surest first, then by name.

    ``among`` limits them to pairs of which one at least has one of these ids.
    """
    wanted = None if among is None else frozenset(among)
    apart = _told_apart(workspace)
    found = [
        twins
        for kind in kinds
        for twins in _of_kind(workspace, kind, wanted)
        if twins.ids not in apart
    ]
    return tuple(sorted(found, key=lambda one: (-one.likelihood, fold(one.first.title))))


def twins_of(workspace: Workspace, id: str) -> tuple[Twins, ...]:
    """The likely twins of one record, the surest first."""
    record = workspace.get(id)
    if record is None or record.kind not in COMPARED:
        return ()
    return likely_twins(workspace, (record.kind,), (id,))


def by_hand(one: Record, other: Record) -> Twins:
    """Two records of one kind that the user says are one. Raises ValueError for other pairs."""
    if one.kind != other.kind or one.kind not in COMPARED or one.id == other.id:
        raise ValueError("only two records of one kind can be united")
    first, second = sorted((one, other), key=_age)
    return Twins(first, second, "You named them as one", Likelihood.SURE)


_APART: Final = "twins:"
"""How the item of a mark begins that tells two records apart."""


def tell_apart(twins: Twins, id: str, today: date) -> Change:
    """The change that remembers, under a new id, that two records are no twins."""
    mark = ReviewMark(
        id=id, about=twins.first.id, item=f"{_APART}{twins.second.id}", mark="apart", on=today
    )
    return Change(f"tell {twins.first.title} and its likely twin apart", put=(mark,))


def _told_apart(workspace: Workspace) -> frozenset[frozenset[str]]:
    return frozenset(
        frozenset((mark.about, mark.item.removeprefix(_APART)))
        for mark in workspace.all(ReviewMark)
        if mark.item.startswith(_APART)
    )


def _of_kind(workspace: Workspace, kind: str, wanted: frozenset[str] | None) -> Iterator[Twins]:
    """Pairs that share a key, each once; only those are looked at more closely."""
    seen: set[frozenset[str]] = set()
    for group in _groups(workspace, kind):
        if len(group) > _MOST_IN_A_GROUP:
            continue
        for first, second in combinations(sorted(group, key=_age), 2):
            pair = frozenset((first.id, second.id))
            if pair in seen or (wanted is not None and not pair & wanted):
                continue
            seen.add(pair)
            reason = _COMPARE[kind](workspace, first, second)
            if reason is not None:
                yield Twins(first, second, *reason)


def _age(record: Record) -> tuple[datetime, str]:
    return record.created, record.id


def _groups(workspace: Workspace, kind: str) -> Iterator[list[Record]]:
    groups: dict[str, list[Record]] = {}
    for record in workspace.of_kind(kind):
        for key in dict.fromkeys(_keys(record)):
            groups.setdefault(key, []).append(record)
    return (group for group in groups.values() if len(group) > 1)


def _keys(record: Record) -> Iterator[str]:
    """What two records must share one of to be compared at all."""
    for sign, key in (("@", _email(record)), ("#", _phone(record)), ("/", _page(record))):
        if key:
            yield sign + key
    name = _name(record)
    yield f"={name}"
    # A slip of the pen seldom is in every word of a name, nor in both halves of a word.
    for word in name.split():
        if len(word) > 2:
            yield f"<{word[:3]}"
            yield f">{word[-3:]}"


# --- what is compared ---------------------------------------------------------------------------


def _name(record: Record) -> str:
    if isinstance(record, Recruiter):
        return _person_name(record.name)
    if isinstance(record, Agency):
        return _firm_name(record.name)
    if isinstance(record, Ad):
        return f"{name_key(record.role)} {_firm_name(record.employer)}".strip()
    if isinstance(record, Search):
        return name_key(record.name)
    return _firm_name(str(getattr(record, "company", "")))


@lru_cache(maxsize=20_000)
def _person_name(name: str) -> str:
    """A person's name in whatever order its parts are written."""
    return " ".join(sorted(name_key(name).split()))


@lru_cache(maxsize=20_000)
def _firm_name(name: str) -> str:
    """A company's name without what people write or leave out: *Marsh and Vale* is Marsh & Vale."""
    words = firm_key(name).split()
    return " ".join(word for word in words if word != "and") or " ".join(words)


def _email(record: Record) -> str:
    return fold(str(getattr(record, "email", ""))).strip()


def _phone(record: Record) -> str:
    """The last nine digits: what comes before is written in too many ways."""
    digits = re.sub(r"\D", "", str(getattr(record, "phone", "")))
    return digits[-9:] if len(digits) >= 7 else ""


def _page(record: Record) -> str:
    text = unquote(str(getattr(record, "url", ""))).strip().lower()
    bare = re.sub(r"^(?:https?://)?(?:www\.|m\.)?", "", text).rstrip("/?#")
    return re.sub(r"[?#](?:utm_|trk|ref|src).*$", "", bare)


def alike(one: str, other: str) -> float:
    """How alike two folded names are, from 0 to 1; numbers are no slips of one another."""
    if one == other:
        return 1.0 if one else 0.0
    least, most = sorted((len(one), len(other)))
    if most > _LONGEST_NAME or 2 * least < ALIKE * (least + most):
        return 0.0
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    if matcher.quick_ratio() < ALIKE or _numbers(one) != _numbers(other):
        return 0.0
    return matcher.ratio()


def _numbers(name: str) -> list[str]:
    return re.findall(r"\d+", name)


_Reason = tuple[str, Likelihood]


def _shared(one: Record, other: Record) -> str:
    """What both have that only one can have, in words."""
    if _email(one) and _email(one) == _email(other):
        return f"the same address, {_email(one)}"
    if _phone(one) and _phone(one) == _phone(other):
        return f"the same number, {getattr(one, 'phone', '')}"
    if _page(one) and _page(one) == _page(other):
        return f"the same page, {_page(one)}"
    return ""


def _people(workspace: Workspace, one: Any, other: Any) -> _Reason | None:
    """Recruiters: a shared address, or names alike at one firm. Colleagues share a switchboard."""
    names = alike(_name(one), _name(other)) or _initials(_name(one), _name(other))
    shared = _shared(one, other)
    if names >= ALIKE and shared:
        return f"{_of_names(one, other)}, and {shared}", Likelihood.SURE
    if names >= ALIKE and _same_firm(workspace, one, other):
        return f"{_of_names(one, other)} at the same firm", Likelihood.LIKELY
    if _email(one) and _email(one) == _email(other):
        return f"{shared[0].upper()}{shared[1:]}", Likelihood.LIKELY
    if names == 1.0 and not (_firm(workspace, one) and _firm(workspace, other)):
        return "The same name, and one of them without a firm", Likelihood.LIKELY
    if names == 1.0:
        return "The same name at two firms: they may have moved", Likelihood.MAYBE
    return None


def _initials(one: str, other: str) -> float:
    """A little short of certain for *D Whitfield* and *Dana Whitfield*, whose words are sorted."""
    first, second = sorted((one.split(), other.split()), key=lambda words: sum(map(len, words)))
    if len(first) != len(second):
        return 0.0
    rest = list(second)
    for word in sorted(first, key=len, reverse=True):
        fitting = [w for w in rest if w == word or (len(word) == 1 and w[0] == word)]
        if not fitting:
            return 0.0
        rest.remove(fitting[0])
    return 0.9 if max(map(len, first), default=0) > 2 else 0.0


def _firm(workspace: Workspace, person: Any) -> str:
    return _firm_name(workspace.title(person.agency) or person.employer)


def _same_firm(workspace: Workspace, one: Any, other: Any) -> bool:
    return alike(_firm(workspace, one), _firm(workspace, other)) >= ALIKE


def _of_names(one: Record, other: Record) -> str:
    return "The same name" if _name(one) == _name(other) else "Names that are nearly the same"


def _companies(_workspace: Workspace, one: Record, other: Record) -> _Reason | None:
    """Agencies: names alike, or an address or a page in common."""
    shared, names = _shared(one, other), alike(_name(one), _name(other))
    if names >= ALIKE:
        words = _of_names(one, other)
        if shared:
            return f"{words}, and {shared}", Likelihood.SURE
        return words, Likelihood.LIKELY if names == 1.0 else Likelihood.MAYBE
    if shared:
        is_number = shared.startswith("the same number")
        likelihood = Likelihood.MAYBE if is_number else Likelihood.LIKELY
        return f"{shared[0].upper()}{shared[1:]}", likelihood
    return None


def _targets(workspace: Workspace, one: Any, other: Any) -> _Reason | None:
    """Companies of one campaign; the same company may be in two of them."""
    if (one.campaign, one.search) != (other.campaign, other.search):
        return None
    return _companies(workspace, one, other)


def _ads(_workspace: Workspace, one: Any, other: Any) -> _Reason | None:
    """Openings: one page, or role and employer alike and not answered months apart."""
    if _page(one) and _page(one) == _page(other):
        return f"The same page, {_page(one)}", Likelihood.SURE
    names = alike(_name(one), _name(other))
    if names < ALIKE or not one.employer or not other.employer:
        return None
    if one.answered_on and other.answered_on:
        apart = abs((one.answered_on - other.answered_on).days)
        if apart > _MONTHS:
            return None
    if _page(one) and _page(other):
        return None
    what = "The same role and employer" if names == 1.0 else "Role and employer nearly the same"
    return what, Likelihood.LIKELY if names == 1.0 else Likelihood.MAYBE


_MONTHS: Final = 90
"""Days after which an answer to the same ad is to another opening."""


def _interviews(_workspace: Workspace, one: Any, other: Any) -> _Reason | None:
    """Appointments with one company at the same time."""
    apart = abs((one.starts - other.starts).total_seconds())
    if apart >= one.minutes * 60 or alike(_name(one), _name(other)) < ALIKE:
        return None
    return "With one company at the same time", Likelihood.SURE


def _searches(_workspace: Workspace, one: Any, other: Any) -> _Reason | None:
    """Openings that one recruiter told of."""
    clients = (_firm_name(one.client), _firm_name(other.client))
    if one.recruiter != other.recruiter or (all(clients) and alike(*clients) < ALIKE):
        return None
    if alike(_name(one), _name(other)) < ALIKE:
        return None
    return "The same recruiter told of both, under names alike", Likelihood.LIKELY


def _offers(_workspace: Workspace, one: Any, other: Any) -> _Reason | None:
    """Offers of one company for one role, received at one time."""
    if name_key(one.role) != name_key(other.role) or one.received != other.received:
        return None
    if alike(_name(one), _name(other)) < ALIKE:
        return None
    return "The same company, role and day", Likelihood.LIKELY


_COMPARE: Final[Mapping[str, Callable[[Workspace, Record, Record], _Reason | None]]] = {
    "agency": _companies,
    "recruiter": _people,
    "search": _searches,
    "ad": _ads,
    "target": _targets,
    "interview": _interviews,
    "offer": _offers,
}
