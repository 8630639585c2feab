"""The interviews of the demo, and what was promised, offered and worked for around them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta

from jobsearch_tui.domain.records import (
    RECORD_TYPES,
    Ad,
    Assignment,
    Interview,
    Offer,
    Promise,
    Record,
    Recruiter,
    Search,
    Target,
)
from jobsearch_tui.services.demo import appointments
from jobsearch_tui.services.demo.appointments import Meeting, Word, Work
from jobsearch_tui.services.demo.book import Book
from jobsearch_tui.services.demo.diary import CALLS, EVENING, OFFICE, Diary

_STARTED = {Search: "interviewing", Ad: "interviewing", Target: "interview"}
"""The stage that a first interview brings to what it came from."""

_SUNDAY = 6

_THANKS = (
    "thanks, with the figure that was missing",
    "thanked, and took up the question I had answered badly",
    "thanks; sent the article we had talked about",
    "a short note of thanks, and when I can be reached",
)


def meet_all(book: Book) -> None:
    """Book every interview, and hold those whose time has come."""
    for meeting in appointments.PAST:
        day = book.diary.workday(meeting.day)
        _meet(book, meeting, book.diary.at(day, _minute(meeting)))
    for meeting in _by_week(book.diary):
        _meet(book, meeting, _start(book.diary, meeting))


def give_words(book: Book) -> None:
    """The promises, the assignments and the offers."""
    for word in appointments.PROMISES:
        _promise(book, word)
    _stopped_at_the_desk(book)
    for work in appointments.ASSIGNMENTS:
        _assign(book, work)
    _offers(book)


# --- interviews ---------------------------------------------------------------------------


def _minute(meeting: Meeting) -> int:
    hour, minute = meeting.clock
    return 60 * hour + minute


def _start(diary: Diary, meeting: Meeting) -> datetime:
    return diary.at(diary.monday + timedelta(days=meeting.day), _minute(meeting))


def _by_week(diary: Diary) -> Iterator[Meeting]:
    """The interviews that are dated from this week's Monday.

    This week holds one too many on any day. Somebody was met yesterday on any day, too, and
    there is one today or tomorrow: a Monday had one the day before; when the last of the week
    is over, that one is tomorrow instead of on the Tuesday; and on a Sunday, when the last was
    held on the Saturday, the next week gets one too many, from its Monday on.
    """
    first, second, *others, last = appointments.THIS_WEEK
    weekend, weekday = appointments.YESTERDAY, diary.today.weekday()
    if weekday == _SUNDAY:
        last = last._replace(day=weekday - 1)
    elif _start(diary, last) <= diary.now:
        second = weekend._replace(day=weekday + 1)
    if weekday == 0:
        yield weekend
    *soon, later = appointments.AHEAD
    if weekday == _SUNDAY:
        soon, later = [*soon, *appointments.CROWDED], later._replace(day=11)
    yield from (first, second, *others, last, *soon, later)


def _meet(book: Book, meeting: Meeting, start: datetime) -> None:
    """Agree on the interview, and live through it when its time has come."""
    diary = book.diary
    origin = _origin(book, meeting)
    booked = diary.slot(meeting.booked, OFFICE, origin.changed if origin else None)
    debriefed = meeting.verdict is not None and start.date() < diary.day(1)
    rating, well, badly, lesson = (
        meeting.verdict if meeting.verdict and debriefed else (None, "", "", "")
    )
    interview = book.add(
        Interview,
        booked,
        company=meeting.company,
        role=meeting.role,
        starts=diary.abroad(start) if meeting.abroad else start,
        minutes=meeting.minutes[0],
        preparation=meeting.minutes[1],
        format=meeting.format,
        round=meeting.round,
        people=meeting.people,
        where=meeting.where,
        origin=origin.id if origin else "",
        referral="" if origin else "a former colleague",
        rating=rating,
        went_well=well,
        went_badly=badly,
        lesson=lesson,
        follow_up=diary.today if start.date() == diary.day(1) else None,
    )
    _agree(book, interview, origin)
    _live_through(book, interview, meeting.outcome, start)


def _origin(book: Book, meeting: Meeting) -> Record | None:
    kind, title = meeting.origin
    return book.named(RECORD_TYPES[kind], title) if kind else None


def _agree(book: Book, interview: Interview, origin: Record | None) -> None:
    about = (interview, origin) if origin else (interview,)
    words = "invitation" if interview.round == 1 else f"invitation to round {interview.round}"
    book.log(interview.created, "in", f"{words}: {interview.people}", *about)
    if origin and interview.round == 1:
        book.move(origin, _STARTED[type(origin)], book.diary.later(interview.created, 3))


def _live_through(book: Book, interview: Interview, outcome: str, start: datetime) -> None:
    diary = book.diary
    over = diary.later(start, interview.minutes)
    if outcome == "cancelled":
        before = (diary.today - start.date()).days + 1
        at = diary.slot(before, OFFICE, interview.created)
        book.log(at, "in", "they call it off: hiring is frozen", interview)
        book.move(interview, outcome, diary.later(at, 5))
    elif outcome == "no-show":
        book.log(over, "note", "nobody came; waited half an hour on the line", interview)
        book.move(interview, outcome, diary.later(over, 2))
    elif outcome == "held" and _is_over(interview, diary.now):
        book.move(interview, outcome, diary.later(over, 25))
        if interview.rating:
            days = (diary.today - start.date()).days
            at = diary.slot(days, EVENING, over)
            book.log(at, "out", book.rng.choice(_THANKS), interview)


def _is_over(interview: Interview, now: datetime) -> bool:
    return interview.starts.astimezone(UTC) + timedelta(minutes=interview.minutes) <= now


# --- promises, assignments, offers --------------------------------------------------------


def _promise(book: Book, word: Word) -> None:
    kind, title = word.about
    about = book.named(RECORD_TYPES[kind], title)
    made = book.diary.slot(word.made, EVENING, about.created)
    promise = book.add(
        Promise,
        made,
        about=about.id,
        what=word.what,
        by=book.diary.day(-word.by),
        hour=None if word.hour is None else time(word.hour),
        who=word.who,
    )
    if word.end:
        book.move(promise, word.stage, book.diary.slot(word.end, EVENING, made))


def _stopped_at_the_desk(book: Book) -> None:
    """Two calls to the one who broke their word, after the day was past; neither got through."""
    interview = book.named(Interview, "Omnia, round 2")
    search = book.named(Search, "VP Manufacturing, Omnia")
    days = [book.diary.day(days) for days in (3, 2, 1)]
    weekdays = [day for day in days if day.weekday() < 5]
    first = book.diary.at(weekdays[0], 12 * 60 + 40)
    second = book.diary.at(weekdays[-1], 17 * 60 + 10)
    book.log(first, "gk", "“she is in a meeting”; did not ask for my number", interview, search)
    book.log(second, "gk", "the same voice: “she will call you”", interview, search)


def _assign(book: Book, work: Work) -> None:
    interview = book.named(Interview, work.interview)
    made = book.diary.slot(work.made, EVENING, interview.changed)
    due: date | None = None if work.due is None else book.diary.day(-work.due)
    assignment = book.add(Assignment, made, interview=interview.id, what=work.what, due=due)
    for days, stage in work.life:
        book.move(assignment, stage, book.diary.slot(days, EVENING, made))


def _offers(book: Book) -> None:
    _declined(book)
    _written(book)
    diary = book.diary
    search = book.named(Search, "Operations Director, Tessaly Mills")
    caller = book.named(Recruiter, "Joaquín Ibarra")
    made = diary.slot(3, CALLS, search.changed)
    offer = book.add(
        Offer,
        made,
        company="Tessaly Mills",
        role="Operations Director",
        origin=search.id,
        received=made.date(),
        decide_by=diary.day(-5),
        base=128_000,
        bonus=15_000,
        other="car, five weeks' leave",
        written=False,
        note="Nothing in writing yet. Keep the job until it is signed.",
    )
    book.log(
        made,
        "callin",
        "Joaquín Ibarra makes the offer: nothing in writing yet",
        offer,
        search,
        caller,
    )


def _declined(book: Book) -> None:
    diary = book.diary
    ad = book.named(Ad, "Head of Operations, Brightwater Logistics")
    made = diary.slot(46, CALLS, ad.created)
    offer = book.add(
        Offer,
        made,
        company="Brightwater Logistics",
        role="Head of Operations",
        origin=ad.id,
        received=made.date(),
        decide_by=diary.day(41),
        base=97_000,
        bonus=6_000,
        written=True,
    )
    book.log(made, "in", "the offer as a letter, two pages", offer)
    book.move(offer, "declined", diary.slot(43, EVENING, made))


def _written(book: Book) -> None:
    """One on paper that pays less than the one that was only spoken of."""
    diary = book.diary
    ad = book.named(Ad, "Operations Manager, Tolland Rail")
    made = diary.slot(6, OFFICE, ad.changed)
    offer = book.add(
        Offer,
        made,
        company="Tolland Rail",
        role="Operations Manager",
        origin=ad.id,
        received=made.date(),
        decide_by=diary.day(-9),
        base=92_000,
        bonus=5_000,
        other="free travel",
        written=True,
        note="Asked for two weeks to think about it.",
    )
    book.log(made, "in", "Grace Umeh: the offer, three pages, signed", offer, ad)
    book.move(ad, "offered", diary.later(made, 6))
