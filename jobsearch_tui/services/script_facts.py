"""The values that fill a script, read from a record and its neighbours."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime
from types import MappingProxyType
from typing import Final

from jobsearch_tui.domain.promises import pressing_promise
from jobsearch_tui.domain.records import (
    Ad,
    Agency,
    Assignment,
    Interview,
    Offer,
    Promise,
    Record,
    Recruiter,
    Search,
    Target,
)
from jobsearch_tui.domain.stages import OVER
from jobsearch_tui.domain.text import one_line
from jobsearch_tui.domain.workspace import Workspace, references
from jobsearch_tui.services.script_situation import (
    days_silent,
    stage_of,
    subject_of,
)

_EMPLOYED: Final = "I am employed at present"
_FREE: Final = "I am between positions"
_HONORIFICS: Final = frozenset({"dr", "mr", "mrs", "ms", "miss", "mx", "prof", "professor", "sir"})
_BETWEEN_PEOPLE: Final = re.compile(r"[,;/&(\n]|\sand\s|\swith\s|\s-\s")


def facts_for(
    workspace: Workspace,
    record: Record | None,
    now: datetime,
    extra: Mapping[str, str] = MappingProxyType({}),
) -> dict[str, str]:
    """The values known for a script's placeholders; what is not known is not in the dict.

    ``now`` is aware, in the user's own zone. ``extra`` adds values or replaces them, such as
    ``week_with_room`` or what the user was asked. Without a record: the user and the day.
    """
    values = {
        "me.name": workspace.pace.name,
        "me.phone": workspace.pace.phone,
        "me.standing": _EMPLOYED if workspace.pace.employed else _FREE,
        "today": f"{now.day} {now:%B %Y}",
    }
    if record is not None:
        values |= _record_values(workspace, record, now)
    values |= extra
    return {name: value for name, value in values.items() if value.strip()}


def first_name(name: str) -> str:
    """How a person is greeted; the whole name where a first name can't be told."""
    whole = one_line(name)
    before, _, after = (part.strip() for part in whole.partition(","))
    given = after if after and " " not in before else before
    words = given.split()
    if not words:
        return whole
    if words[0].rstrip(".").casefold() in _HONORIFICS:
        return words[1] if len(words) > 2 and not _is_initial(words[1]) else given
    return given if _is_initial(words[0]) else words[0]


def _is_initial(word: str) -> bool:
    return len(word.rstrip(".")) < 2


def _record_values(workspace: Workspace, record: Record, now: datetime) -> dict[str, str]:
    near = _neighbours(workspace, record)
    silent = days_silent(workspace, record, now)
    values = {"days_silent": "" if silent is None else str(silent)}
    for neighbour in near:
        values |= _values_of(neighbour, now)
    if isinstance(record, Offer) and record.stage == "accepted" and record.written:
        # From here the calls go to everybody else: what stands here would be the wrong name.
        return values
    speakers = _speakers(near)
    subjects = (said for each in speakers if (said := _about(each, now)))
    contact = next(filter(None, map(_person, speakers)), "")
    values["contact.name"] = contact
    values["contact.first_name"] = first_name(contact)
    values["about"] = next(subjects, "") or _small_talk(workspace, record)
    return values


def _neighbours(workspace: Workspace, record: Record) -> list[Record]:
    """One record of a kind, nearest first: what this one refers to, then what refers to it."""
    near: dict[str, Record] = {}
    waiting = [record]
    for found in waiting:
        if found.kind not in near:
            near[found.kind] = found
            waiting += [other for id in references(found) if (other := workspace.get(id))]
    promise = pressing_promise(workspace, record)
    for helper in (
        _only_recruiter(workspace, near.get("agency")),
        subject_of(workspace, promise) if promise else None,
        promise,
    ):
        if helper is not None:
            near.setdefault(helper.kind, helper)
    for kind, type in (("recruiter", Search), ("interview", Assignment)):
        newest = _newest(workspace, type, near.get(kind))
        if newest is not None:
            near.setdefault(newest.kind, newest)
    return list(near.values())


def _speakers(near: list[Record]) -> list[Record]:
    """The records that may say whom to talk to, and of what, then a promise.

    The nearest company ends them: to it, the recruiter beyond it is somebody else.
    """
    company = (at for at, each in enumerate(near) if isinstance(each, Interview | Target))
    end = next(company, len(near))
    return [*near[: end + 1], *(each for each in near[end + 1 :] if isinstance(each, Promise))]


def _only_recruiter(workspace: Workspace, agency: Record | None) -> Record | None:
    """The one recruiter of an agency; None where there are several to choose from."""
    found = workspace.linked_of(Recruiter, agency.id) if agency else ()
    return found[0] if len(found) == 1 else None


def _newest(workspace: Workspace, type: type[Record], of: Record | None) -> Record | None:
    """The newest record of a type that refers to this one, rather one that is not over."""
    found = workspace.linked_of(type, of.id) if of else ()
    return max(found, key=lambda each: (stage_of(each) not in OVER, each.created), default=None)


def _small_talk(workspace: Workspace, record: Record) -> str:
    return "our conversation" if workspace.last_contact(record.id) else "an introduction"


def _day(day: date | None, now: datetime) -> str:
    """A day as it is said: with its weekday while near, with its year when far."""
    if day is None:
        return ""
    near = abs((day - now.date()).days) < 180
    return f"{day:%A} {day.day} {day:%B}" if near else f"{day.day} {day:%B} {day.year}"


def _when(interview: Interview, now: datetime) -> str:
    """Day and hour in the interview's zone, which is named when it is not the user's."""
    starts = interview.starts
    said = f"{_day(starts.date(), now)} at {starts:%H:%M}"
    if starts.utcoffset() == starts.astimezone(now.tzinfo).utcoffset():
        return said
    region, _, city = interview.zone.rpartition("/")
    return f"{said}, {city.replace('_', ' ')} time" if region else f"{said} {city}"


def _values_of(record: Record, now: datetime) -> dict[str, str]:
    """The values that one record has to give."""
    match record:
        case Agency():
            return {"agency.name": record.name}
        case Recruiter():
            name = one_line(record.name)
            return {"recruiter.name": name, "recruiter.first_name": first_name(name)}
        case Search():
            return {"search.title": record.name}
        case Ad():
            return {
                "ad.role": record.role,
                "ad.employer": record.employer,
                "ad.source": record.source,
            }
        case Target():
            written_on = _day(record.written_on, now)
            return {
                "target.company": record.company,
                "target.executive": record.executive,
                "target.written_on": written_on,
            }
        case Interview():
            return _interview_values(record, now)
        case Promise():
            return {"promise.what": record.what, "promise.by": _promised_by(record, now)}
        case Assignment():
            return {"assignment.what": record.what}
        case Offer():
            decide_by = _day(record.decide_by, now)
            values = {"offer.company": record.company, "offer.role": record.role}
            return values | {"offer.decide_by": decide_by}
    return {}


def _interview_values(interview: Interview, now: datetime) -> dict[str, str]:
    return {
        "interview.company": interview.company,
        "interview.role": interview.role,
        "interview.when": _when(interview, now),
        "interview.where": interview.where,
        "interview.with": interview.people,
    }


def _promised_by(promise: Promise, now: datetime) -> str:
    by = _day(promise.by, now)
    return f"{by} at {promise.hour:%H:%M}" if by and promise.hour else by


def _person(record: Record) -> str:
    """Whom to talk to, as far as one record knows."""
    match record:
        case Promise():
            return one_line(record.who)
        case Interview():
            people = _BETWEEN_PEOPLE.split(record.people)
            return next(filter(None, map(one_line, people)), "")
        case Target():
            return one_line(record.executive)
        case Recruiter():
            return one_line(record.name)
    return ""


def _about(record: Record, now: datetime) -> str:
    """What a call is about, as far as one record knows."""
    match record:
        case Search():
            return f"the {record.name} search"
        case Ad():
            return _position(record.role, record.employer)
        case Target() if record.written_on:
            return f"my letter of {_day(record.written_on, now)}"
        case Interview() | Offer():
            return _position(record.role, record.company)
    return ""


def _position(role: str, company: str) -> str:
    position = f"the {role} position" if role else "the position"
    return f"{position} at {company}" if company else position
