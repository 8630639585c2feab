"""The demo's three months, written into the book one after the other."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from jobsearch_tui.domain.records import (
    RECORD_TYPES,
    Ad,
    Agency,
    Pace,
    Recruiter,
    Search,
    Target,
    WeekLimit,
)
from jobsearch_tui.services.demo import openings, people
from jobsearch_tui.services.demo.book import Book
from jobsearch_tui.services.demo.diary import EVENING
from jobsearch_tui.services.demo.meetings import give_words, meet_all
from jobsearch_tui.services.demo.names import address, number, website
from jobsearch_tui.services.demo.openings import Addressee, Mandate, Notice
from jobsearch_tui.services.demo.people import Firm, Person


def tell_all(book: Book) -> None:
    """Write the whole search: who was met, what was open, what came of it."""
    _pace(book)
    for firm in people.AGENCIES:
        _agency(book, firm)
    for person in people.RECRUITERS:
        _recruiter(book, person)
    for mandate in openings.SEARCHES:
        _search(book, mandate)
    for notice in openings.ADS:
        _ad(book, notice)
    _broadcast(book)
    meet_all(book)
    for kind, title, life in openings.ENDINGS:
        book.tell(book.named(RECORD_TYPES[kind], title), life)
    _end_run(book)
    give_words(book)


def _pace(book: Book) -> None:
    """Four a week, one week away and a shorter one soon after it.

    Who is employed can well answer an ad in an evening: the owner does so while recruiters have
    fewer than seven searches, which is more than the program proposes.
    """
    diary = book.diary
    made = diary.slot(90, EVENING)
    monday = diary.monday
    book.keep(
        Pace(
            created=made,
            changed=made,
            name="Pat Sample",
            phone="+1 415 555 0100",
            zone=diary.zone.key,
            interviews=4,
            hours=12,
            limits=(
                WeekLimit(monday + timedelta(weeks=6), 0),
                WeekLimit(monday + timedelta(weeks=8), 3),
            ),
            ladder_searches=7,
            employed=True,
        )
    )


def _agency(book: Book, firm: Firm) -> None:
    agency = book.add(
        Agency,
        book.diary.slot(firm.made, EVENING),
        name=firm.name,
        type=firm.type,
        specialty=firm.specialty,
        location=firm.location,
        phone=number(len(book)),
        email=address("office", firm.name),
        url=website(firm.name),
        priority=firm.priority,
        every=firm.every,
        note=firm.note,
    )
    book.tell(agency, firm.life)


def _recruiter(book: Book, person: Person) -> None:
    employer = person.firm.removeprefix("@") if person.firm.startswith("@") else ""
    agency = book.named(Agency, person.firm) if person.firm and not employer else None
    searches, told = person.told or (None, None)
    recruiter = book.add(
        Recruiter,
        book.diary.slot(person.made, EVENING, agency.created if agency else None),
        name=person.name,
        agency=agency.id if agency else "",
        employer=employer,
        position=person.position,
        priority=person.priority,
        searches=searches,
        searches_on=None if told is None else book.diary.day(told),
        works_for=person.works_for,
        phone=number(len(book)),
        email=address(person.name, agency.name if agency else employer or person.name),
        follow_up=None if person.pinned is None else book.diary.day(-person.pinned),
        every=person.every,
        note=person.note,
    )
    book.tell(recruiter, person.life)


def _search(book: Book, mandate: Mandate) -> None:
    recruiter = book.named(Recruiter, mandate.recruiter)
    search = book.add(
        Search,
        book.diary.slot(mandate.made, EVENING),
        name=mandate.name,
        recruiter=recruiter.id,
        client=mandate.client,
        client_description=mandate.client_description,
        salary=mandate.salary,
    )
    book.tell(search, mandate.life, recruiter)


def _ad(book: Book, notice: Notice) -> None:
    diary = book.diary
    answered = next((line for line in notice.life if ">answered" in line), "")
    low, high = notice.salary or (None, None)
    ad = book.add(
        Ad,
        diary.slot(notice.posted - 1, EVENING),
        role=notice.role,
        employer=notice.employer,
        source=notice.source,
        url=f"https://opsjobs.example/{40_000 + len(book)}",
        posted=diary.day(notice.posted),
        closes=None if notice.closes is None else diary.day(-notice.closes),
        answered_on=diary.day(int(answered.split()[0])) if answered else None,
        resume="resume 3" if answered else "",
        priority=notice.priority,
        salary_low=low,
        salary_high=high,
        note=notice.note,
    )
    book.tell(ad, notice.life)


# --- campaigns ----------------------------------------------------------------------------


def _broadcast(book: Book) -> None:
    """A handful of letters to companies that had no opening published."""
    _campaign(book, "broadcast", openings.BROADCAST, made=37, evenings=(34,), left=2)


def _end_run(book: Book) -> None:
    """Letters round the recruiter who said no, in four evenings; most come back."""
    search = book.named(Search, openings.UNDISCLOSED)
    words = "some twenty companies fit what Gerald Ashby told of his client; the odds are poor"
    book.log(book.diary.slot(29, EVENING), "note", words, search)
    evenings = (27, 26, 24, 21)
    _campaign(
        book, "end run", openings.END_RUN, made=28, evenings=evenings, left=2, search=search.id
    )


def _campaign(
    book: Book,
    campaign: str,
    addressees: tuple[Addressee, ...],
    *,
    made: int,
    evenings: tuple[int, ...],
    left: int,
    search: str = "",
) -> None:
    """List the companies, post the letters on a few evenings, and live through the answers.

    The last ones, so many as are ``left``, are still to be written to.
    """
    start = book.diary.slot(made, EVENING)
    posted = addressees[:-left]
    share = -(-len(posted) // len(evenings))
    letters: dict[int, list[Target]] = {}
    for place, addressee in enumerate(addressees):
        days = evenings[place // share] if addressee in posted else None
        written = None if days is None else book.diary.day(days)
        target = _target(book, campaign, addressee, start, written, search)
        if days is not None:
            letters.setdefault(days, []).append(target)
    for days, targets in letters.items():
        _post(book, targets, days)
    for addressee in addressees:
        book.tell(book.named(Target, addressee.company), addressee.life)


def _target(
    book: Book,
    campaign: str,
    addressee: Addressee,
    made: datetime,
    written: date | None,
    search: str,
) -> Target:
    return book.add(
        Target,
        made,
        company=addressee.company,
        campaign=campaign,
        executive=addressee.executive,
        phone=number(len(book)),
        email=address(addressee.executive, addressee.company),
        url=website(addressee.company),
        search=search,
        written_on=written,
    )


def _post(book: Book, targets: list[Target], days: int) -> None:
    at = book.diary.slot(days, EVENING)
    book.log(at, "letter", f"{len(targets)} letters, each to the executive by name", *targets)
    for target in targets:
        book.move(target, "written", book.diary.later(at, 5))
