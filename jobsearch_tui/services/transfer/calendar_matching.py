"""Whom an invitation is from: the company, people and opening of the search that it belongs to."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Final

from jobsearch_tui.domain.companies import firm_key, name_key
from jobsearch_tui.domain.records import (
    Ad,
    Agency,
    Interview,
    Offer,
    Record,
    Recruiter,
    Search,
    Target,
)
from jobsearch_tui.domain.stages import OVER
from jobsearch_tui.domain.workspace import Workspace
from jobsearch_tui.services.transfer.calendar_events import Event, Guest
from jobsearch_tui.value import dataclass

_LETTERS_FOR_ALL: Final = frozenset(
    {
        *("gmail", "googlemail", "outlook", "hotmail", "live", "msn", "yahoo", "ymail", "icloud"),
        *("me", "mac", "aol", "gmx", "web", "mail", "proton", "protonmail", "pm", "fastmail"),
        *("zoho", "posteo", "mailbox", "t-online", "orange", "free", "laposte", "libero", "seznam"),
        *(
            "calendly",
            "cal",
            "zoom",
            "goodtime",
            "greenhouse",
            "greenhouse-mail",
            "lever",
            "ashbyhq",
        ),
        *("workablemail", "smartrecruiters", "myworkday", "linkedin", "indeed", "xing", "teams"),
        *("google", "doodle", "hubspot", "microsoft"),
    }
)
"""Domains whose letters come from anybody: mailboxes, calendars and the software of recruiting."""

_SECOND_LEVEL: Final = frozenset({"co", "com", "org", "ac", "gov", "net", "edu"})


@dataclass(frozen=True)
class Meant:
    """What an invitation says of the search.

    ``origin`` is the record that it came from (None: not known), ``people`` the names of those
    who will be there. ``is_guess`` tells that nothing known bears the company's name.
    """

    company: str
    role: str = ""
    origin: Record | None = None
    people: tuple[str, ...] = ()
    round: int = 1
    is_guess: bool = False


def meant(event: Event, workspace: Workspace) -> Meant:
    """What an invitation is about, by addresses first and by names in its title then."""
    guests = tuple(_others(event, workspace))
    recruiter = _recruiter(event, guests, workspace)
    company = _known_company(event, guests, workspace)
    search = _only_search(workspace, recruiter)
    if not company and search is not None:
        company = search.client
    people = _people(guests, recruiter)
    if not company:
        guess = _guessed(event, guests, workspace, _agent(recruiter, guests, workspace))
        origin = search or recruiter
        return Meant(guess, search.name if search else "", origin, people, is_guess=True)
    return _of_company(company, event, recruiter, people, workspace)


_NOBODY: Final = re.compile(r"(?:no|do)[-_.]?(?:not[-_.]?)?reply|notifications?|calendar|invites?")
"""Mailboxes of software that invites in somebody's name."""


def _people(guests: Iterable[Guest], recruiter: Recruiter | None) -> tuple[str, ...]:
    """The names of those who will be there; the software that invites is nobody."""
    named = [one for one in guests if one.name]
    found = [one.name for one in named if not _NOBODY.match(one.email.partition("@")[0])]
    if not found and recruiter is not None:
        found = [recruiter.name]
    return tuple(dict.fromkeys(found or [one.name for one in named]))[:6]


def _of_company(
    company: str,
    event: Event,
    recruiter: Recruiter | None,
    people: tuple[str, ...],
    workspace: Workspace,
) -> Meant:
    """What is known of a company: the opening that is alive, and the rounds that were held."""
    key = firm_key(company)
    openings = [one for one in _openings(workspace) if firm_key(_company(one)) == key]
    alive = [one for one in openings if one.stage not in OVER]
    title = f" {name_key(event.summary)} "
    named = [one for one in alive if (role := name_key(_role(one))) and f" {role} " in title]
    through = [one for one in openings if recruiter and _is_filled_by(one, recruiter)]
    origin: Record | None = next(iter((*named, *through, *alive)), recruiter)
    held = [one for one in workspace.all(Interview) if firm_key(one.company) == key]
    before = [one for one in held if _comes_before(one, event)]
    last = max(held, key=lambda one: one.starts, default=None)
    return Meant(
        company,
        (_role(origin) if origin else "") or (last.role if last else ""),
        origin or (workspace.get(last.origin) if last else None),
        people,
        min(20, 1 + max((one.round for one in before), default=0)),
    )


def _comes_before(one: Interview, event: Event) -> bool:
    """Whether it is an earlier round; one that is past may wait for its word that it was held."""
    return one.stage == "held" or (one.stage == "scheduled" and one.starts < event.starts)


def _role(record: Record) -> str:
    return record.name if isinstance(record, Search) else getattr(record, "role", "")


def _is_filled_by(opening: Record, recruiter: Recruiter) -> bool:
    return isinstance(opening, Search) and opening.recruiter == recruiter.id


def _openings(workspace: Workspace) -> Iterator[Search | Ad | Target]:
    yield from workspace.all(Search)
    yield from workspace.all(Ad)
    yield from workspace.all(Target)


def _company(record: Record) -> str:
    match record:
        case Search():
            return record.client
        case Ad() | Recruiter():
            return record.employer
        case Target() | Interview() | Offer():
            return record.company
    return ""


def _others(event: Event, workspace: Workspace) -> Iterator[Guest]:
    """Everybody but the user and the rooms, whoever invites first.

    The only one who is invited is the user, by whatever name.
    """
    own = name_key(workspace.pace.name)
    organizers = tuple(filter(None, (event.organizer,)))
    invited = [one for one in event.guests if one not in organizers and not one.is_room]
    for guest in (*organizers, *(invited if len(invited) > 1 else ())):
        if not (own and _bears(guest, own)):
            yield guest


def _bears(guest: Guest, own: str) -> bool:
    """Whether somebody bears the user's name, or an address that is made of all of it."""
    address = name_key(guest.email)
    return name_key(guest.name) == own or all(word in address for word in own.split())


# --- by address -------------------------------------------------------------------------------


def _recruiter(event: Event, guests: Iterable[Guest], workspace: Workspace) -> Recruiter | None:
    """The recruiter who writes or takes part, by address or by name."""
    emails = {guest.email for guest in guests if guest.email}
    names = {name_key(guest.name) for guest in guests if guest.name}
    title = f" {name_key(event.summary)} "
    recruiters = tuple(workspace.all(Recruiter))
    by_email = (one for one in recruiters if one.email and one.email.casefold() in emails)
    by_name = (one for one in recruiters if name_key(one.name) in names)
    by_title = (one for one in recruiters if f" {name_key(one.name)} " in title)
    return next(chain(by_email, by_name, by_title), None)


def _only_search(workspace: Workspace, recruiter: Recruiter | None) -> Search | None:
    if recruiter is None:
        return None
    alive = [one for one in workspace.linked_of(Search, recruiter.id) if one.stage not in OVER]
    return alive[0] if len(alive) == 1 else None


def _domain(text: str) -> str:
    """The domain that belongs to somebody, of an address of either kind; empty for a public one."""
    host = re.sub(r"\A[a-z]+://", "", text.strip().casefold())
    host = re.split(r"[/?#:]", host.rpartition("@")[2], maxsplit=1)[0].strip(".")
    labels = host.split(".")
    if len(labels) < 2:
        return ""
    deep = len(labels) > 2 and len(labels[-1]) == 2 and labels[-2] in _SECOND_LEVEL
    own = labels[-3:] if deep else labels[-2:]
    return "" if own[0] in _LETTERS_FOR_ALL else ".".join(own)


def _domains(guests: Iterable[Guest]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, (_domain(guest.email) for guest in guests))))


def _agent(recruiter: Recruiter | None, guests: Iterable[Guest], workspace: Workspace) -> str:
    """Who invites on behalf of others, by name; empty for a company's own people."""
    if recruiter is not None:
        agency = workspace.title(recruiter.agency)
        return agency or ("" if recruiter.employer else recruiter.name)
    theirs = set(_domains(guests))
    of_agencies = (
        one.name
        for one in workspace.all(Agency)
        if theirs & {_domain(one.email), _domain(one.url)} - {""}
    )
    at_agencies = (
        workspace.title(one.agency)
        for one in workspace.all(Recruiter)
        if one.agency and _domain(one.email) in theirs
    )
    return next(chain(of_agencies, at_agencies), "")


def _known_company(event: Event, guests: tuple[Guest, ...], workspace: Workspace) -> str:
    """The company of the search that the addresses or the title name; empty for none."""
    names = tuple(_companies(workspace))
    domains = _domains(guests)
    for record in (*workspace.all(Target), *workspace.all(Ad), *workspace.all(Recruiter)):
        own = {_domain(getattr(record, name, "")) for name in ("email", "url")}
        is_at_agency = isinstance(record, Recruiter) and bool(record.agency)
        if _company(record) and not is_at_agency and own.intersection(domains):
            return _company(record)
    squeezed = {firm_key(name).replace(" ", ""): name for name in names}
    for domain in domains:
        if name := squeezed.get(domain.partition(".")[0].replace("-", "")):
            return name
    called = " ".join(guest.name for guest in guests)
    title = f" {name_key(f'{event.summary} {called}')} "
    in_title = (name for name in names if f" {firm_key(name)} " in title)
    return max(in_title, key=len, default="")


def _companies(workspace: Workspace) -> Iterator[str]:
    """The names of all companies, each once, but those too short to be looked for in a title."""
    seen: set[str] = set()
    for kind in (Interview, Search, Ad, Target, Offer, Recruiter):
        for record in workspace.all(kind):
            key = firm_key(name := _company(record))
            if len(key) > 2 and key not in seen:
                seen.add(key)
                yield name


# --- by guess ---------------------------------------------------------------------------------

_PARTS: Final = re.compile(
    r"\s*(?::|\||/|<>|\s[-–—]\s|,|\(|\)|\bwith\b|\bat\b|@|\bfor\b|\bfrom\b|\bmit\b|\bbei\b|\bavec\b)\s*",
    re.IGNORECASE,
)
_LEADING: Final = re.compile(
    r"\A(?:(?:job )?interviews?|vorstellungsgespräch|entretien|de[rmn])\s+(?=\S)", re.IGNORECASE
)
"""Words before a company's name that are none of it."""

_GENERIC: Final = frozenset(
    {
        *("interview", "interviews", "invitation", "invite", "updated", "canceled", "cancelled"),
        *("phone", "video", "screen", "screening", "call", "chat", "conversation", "meeting"),
        *("round", "first", "second", "third", "final", "onsite", "on", "site", "zoom", "teams"),
        *("microsoft", "google", "meet", "1st", "2nd", "3rd", "with", "and", "the", "of", "a"),
        *("intro", "introduction", "introductory", "technical", "panel", "online", "virtual"),
        *("job", "re", "fw", "fwd", "vorstellungsgesprach", "gesprach", "entretien", "bewerbung"),
        *("1", "2", "3", "4", "5", "hold", "placeholder", "your", "our", "minutes", "min"),
    }
)


def _guessed(event: Event, guests: tuple[Guest, ...], workspace: Workspace, agent: str) -> str:
    """A name for a company that nothing here bears: of the title, or of the sender's address.

    The address of an ``agent``, who recruits for others, says nothing of the company.
    """
    people = {name_key(name) for name in (workspace.pace.name, *(one.name for one in guests))}
    parts = [_LEADING.sub("", part.strip()) for part in _PARTS.split(event.summary)]
    named = [
        part for part in parts if part and name_key(part) not in people and not _is_generic(part)
    ]
    labels = [] if agent else [one.partition(".")[0] for one in _domains(guests)]
    for label in labels:
        plain = label.replace("-", "")
        of_label = [part for part in named if plain in name_key(part).replace(" ", "")]
        if of_label:
            return of_label[0][:200]
    if labels:
        return labels[0].replace("-", " ").title()
    if not named and agent:
        return f"A client of {agent}"
    return (named or [event.summary or "Unknown company"])[0][:200]


def _is_generic(part: str) -> bool:
    return all(word in _GENERIC for word in name_key(part).split())
