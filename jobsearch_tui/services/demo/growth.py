"""More of the same: the demo grown to any number of records, for the benchmarks.

What is added lies before the three months that are told, or after the weeks that the story
looks at, so that the picture of the current weeks stays what it is.
"""

from __future__ import annotations

from bisect import bisect
from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime, timedelta
from typing import Any, Final

from jobsearch_tui.domain.records import (
    Ad,
    Agency,
    Interview,
    Promise,
    Record,
    Recruiter,
    Search,
    Target,
)
from jobsearch_tui.services.demo.book import CODES, Book
from jobsearch_tui.services.demo.diary import EVENING, OFFICE
from jobsearch_tui.services.demo.names import address, company, firm, number, person, website
from jobsearch_tui.services.demo.phrases import MIX, phrase

Grown = list[Any]

_TOLD: Final = 13
"""Weeks back that the story covers; grown interviews lie before them."""

_AHEAD: Final = 9
"""Weeks ahead that the story plans; grown interviews lie after them."""

_HORIZON: Final = 43
"""Weeks over which the coming ones are spread, at most two in each."""

_RECENT: Final = 60
"""Days within which somebody is still in touch; older records have mostly come to an end."""

_ROLES: Final = (
    *("Plant Manager", "Operations Director", "VP Operations", "Factory Manager"),
    *("Head of Production", "Site Director", "General Manager", "Director of Supply Chain"),
)
_SECTORS: Final = ("food", "packaging", "steel and metal", "process industry", "logistics")
_CITIES: Final = ("Lyon", "Leeds", "Göteborg", "Chicago", "Osaka", "Łódź", "Bilbao", "Durban")
_SOURCES: Final = ("opsjobs.example", "Manufacturing Post", "company site", "Evening Courier")
_TYPES: Final = ("employment agency", "contingency search", "retained search")
_CLOCKS: Final = ((8, 30), (12, 15), (17, 15), (17, 45))

_Path = tuple[str, ...]

_OLD: Final[dict[type[Record], tuple[_Path, ...]]] = {
    Agency: ((), ("contacted", "closed"), ("contacted", "active", "closed"), ()),
    Recruiter: ((), (), ("contacted", "closed"), ("contacted", "active", "closed"), ()),
    Search: (("closed",), ("submitted", "turned down"), ("submitted", "closed")),
    Ad: ((), ("expired",), ("expired",), ("answered", "turned down"), ("withdrawn",), ()),
    Target: ((), ("written", "no opening"), ("written", "referred back")),
}
_NEW: Final[dict[type[Record], tuple[_Path, ...]]] = {
    Agency: ((), (), ("contacted",)),
    Recruiter: ((), (), ("contacted",), ("contacted", "active")),
    Search: ((), ("submitted",)),
    Ad: ((), (), ("answered",)),
    Target: ((), ("written",)),
}
_HELD: Final = (*("held",) * 18, "cancelled", "no-show")
_WORDS: Final = (*("kept",) * 8, "broken", "waived")


def grow(book: Book, records: int) -> None:
    """Add to the book until it holds exactly so many records.

    The records come first, then the stages they went through, then other entries of the log,
    each as long as there is room.
    """
    missing = records - len(book)
    weeks = min(260, _TOLD + records // 100)
    agencies = [_agency(book, serial, weeks) for serial in range(missing * 4 // 100)]
    recruiters = [_recruiter(book, n, weeks, agencies) for n in range(missing * 11 // 100)]
    recruiters.sort(key=_created)
    searches = [_search(book, recruiters) for _ in range(missing // 100)]
    ads = [_ad(book, serial, weeks) for serial in range(missing * 17 // 100)]
    targets = [_target(book, serial, weeks) for serial in range(missing // 100)]
    interviews = _interviews(book, missing * 4 // 100, weeks, recruiters)
    promised = book.rng.sample(interviews, missing * 2 // 100)
    promises = [_promise(book, interview) for interview in promised]
    _live(book, [*agencies, *recruiters, *searches, *ads, *targets], records, _path_of)
    _live(book, interviews, records, _outcome_of)
    _live(book, promises, records, _end_of)
    _talk(book, [*agencies, *recruiters, *searches, *ads, *targets], records)


def _created(record: Record) -> datetime:
    return record.created


def _days(book: Book, moment: datetime) -> int:
    """How many days ago a moment of the user's zone was."""
    return (book.diary.today - moment.date()).days


# --- the records --------------------------------------------------------------------------


def _agency(book: Book, serial: int, weeks: int) -> Agency:
    rng = book.rng
    name = firm(serial)
    return book.add(
        Agency,
        book.diary.slot(rng.randint(2, 7 * weeks), EVENING),
        name=name,
        type=rng.choice(_TYPES),
        specialty=rng.choice(_SECTORS),
        location=rng.choice(_CITIES),
        phone=number(len(book)),
        email=address("office", name),
        url=website(name),
    )


def _recruiter(book: Book, serial: int, weeks: int, agencies: Sequence[Agency]) -> Recruiter:
    """Four of five at an agency, the others independent."""
    rng = book.rng
    agency = rng.choice(agencies) if agencies and rng.random() < 0.8 else None
    oldest = _days(book, agency.created) if agency else 7 * weeks
    name = person(serial)
    return book.add(
        Recruiter,
        book.diary.slot(rng.randint(1, oldest), EVENING, agency.created if agency else None),
        name=name,
        agency=agency.id if agency else "",
        position="Consultant" if agency else "Independent",
        phone=number(len(book)),
        email=address(name, agency.name if agency else name),
    )


def _search(book: Book, recruiters: Sequence[Recruiter]) -> Search:
    rng = book.rng
    recruiter = rng.choice(recruiters)
    days = rng.randint(1, max(1, _days(book, recruiter.created)))
    return book.add(
        Search,
        book.diary.slot(days, EVENING, recruiter.created),
        name=rng.choice(_ROLES),
        recruiter=recruiter.id,
        client=company(rng.randrange(1_500)) if rng.random() < 0.6 else "",
        salary=rng.randrange(80, 150) * 1_000,
    )


def _ad(book: Book, serial: int, weeks: int) -> Ad:
    rng = book.rng
    days = rng.randint(2, 7 * weeks)
    low = rng.randrange(70, 140) * 1_000
    return book.add(
        Ad,
        book.diary.slot(days, EVENING),
        role=rng.choice(_ROLES),
        employer=company(serial) if rng.random() < 0.93 else "",
        source=rng.choice(_SOURCES),
        url=f"https://opsjobs.example/{50_000 + serial}",
        posted=book.diary.day(days + rng.randint(0, 6)),
        closes=book.diary.day(days - rng.randint(14, 40)),
        salary_low=low,
        salary_high=low + 12_000,
    )


def _target(book: Book, serial: int, weeks: int) -> Target:
    name, executive = company(700 + serial), person(5_000 + serial)
    return book.add(
        Target,
        book.diary.slot(book.rng.randint(2, 7 * weeks), EVENING),
        company=name,
        executive=executive,
        phone=number(len(book)),
        email=address(executive, name),
        url=website(name),
    )


def _interviews(
    book: Book, count: int, weeks: int, recruiters: Sequence[Recruiter]
) -> list[Interview]:
    """Most of them before the story's weeks, some after; through recruiters or by referral."""
    coming = min(count // 10, 2 * _HORIZON)
    mondays = (book.diary.monday + timedelta(weeks=week) for week in _weeks(count, coming, weeks))
    return [_interview(book, serial, monday, recruiters) for serial, monday in enumerate(mondays)]


def _weeks(count: int, coming: int, weeks: int) -> Iterator[int]:
    for serial in range(coming):
        yield _AHEAD + serial % _HORIZON
    for serial in range(count - coming):
        yield -_TOLD - serial % weeks


def _interview(book: Book, serial: int, monday: date, recruiters: Sequence[Recruiter]) -> Interview:
    rng, diary = book.rng, book.diary
    hour, minute = rng.choice(_CLOCKS)
    start = diary.at(monday + timedelta(days=rng.randrange(5)), 60 * hour + minute)
    days = max(rng.randint(1, 20), _days(book, start) + 8)
    booked = diary.slot(days, OFFICE)
    known = bisect(recruiters, booked, key=_created)
    origin = recruiters[rng.randrange(known)].id if known else ""
    return book.add(
        Interview,
        booked,
        company=company(rng.randrange(1_500)),
        role=rng.choice(_ROLES),
        starts=start,
        minutes=rng.choice((30, 45, 60, 90)),
        format=rng.choice(("phone", "video", "video", "on-site")),
        round=rng.choice((1, 1, 1, 2, 2, 3)),
        people=person(9_000 + serial),
        origin=origin,
        referral="" if origin else "a former colleague",
    )


def _promise(book: Book, interview: Interview) -> Promise:
    return book.add(
        Promise,
        book.diary.later(interview.created, 3),
        about=interview.id,
        what=book.rng.choice(("call with their decision", "send the agenda", "name the panel")),
        by=interview.starts.date() + timedelta(days=book.rng.randint(3, 14)),
        who=interview.people,
    )


# --- what came of them --------------------------------------------------------------------

_Fate = Callable[[Book, Any], Iterator[tuple[str, datetime]]]


def _live(book: Book, grown: Grown, records: int, fate: _Fate) -> None:
    """Move each record through its stages, while the book has room for the entries."""
    for record in grown:
        for stage, at in fate(book, record):
            if len(book) == records:
                return
            book.move(record, stage, at)


def _path_of(book: Book, record: Record) -> Iterator[tuple[str, datetime]]:
    days = _days(book, record.created)
    at = record.created
    paths = _OLD if days > _RECENT else _NEW
    for stage in book.rng.choice(paths[type(record)]):
        days = max(1, days - book.rng.randint(2, 25))
        at = book.diary.slot(days, EVENING, at)
        yield stage, at


def _outcome_of(book: Book, interview: Interview) -> Iterator[tuple[str, datetime]]:
    if interview.starts < book.diary.now:
        yield book.rng.choice(_HELD), book.diary.later(interview.starts, interview.minutes + 15)


def _end_of(book: Book, promise: Promise) -> Iterator[tuple[str, datetime]]:
    if promise.by and promise.by < book.diary.today:
        days = (book.diary.today - promise.by).days
        yield book.rng.choice(_WORDS), book.diary.slot(days, EVENING, promise.created)


def _talk(book: Book, grown: Grown, records: int) -> None:
    """Calls, letters and notes about those who were contacted, until the book is full."""
    rng = book.rng
    contacted = [record for record in map(book.current, grown) if record.changed > record.created]
    subjects = contacted or [book.named(Recruiter, "Dana Whitfield")]
    while len(book) < records:
        subject = rng.choice(subjects)
        code = rng.choice(MIX)
        days = rng.randint(_days(book, subject.changed), _days(book, subject.created))
        at = book.diary.slot(max(1, days), CODES[code][3], subject.created)
        book.log(at, code, phrase(code, rng), subject)
