"""Quick log: ``dana vm +3d : ring back`` becomes a log entry, a follow-up and a promise.

The same lines are typed in the app and given to the command line. :func:`understand` reads
one by the table in ``quicklog_grammar.py``; what becomes of it stands in
``quicklog_entry.py``. ``docs/quicklog.md`` is the user's description of both.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Final

from jobsearch_tui.domain.matching import Match, matches
from jobsearch_tui.domain.people import bearer
from jobsearch_tui.domain.quicklog_entry import (
    Entry,
    Promised,
    addressed,
    new_record,
    preview,
)
from jobsearch_tui.domain.quicklog_grammar import (
    GRAMMAR,
    REMINDER,
    SAY_WHAT,
    Part,
    Sign,
    help_lines,
)
from jobsearch_tui.domain.quicklog_pieces import (
    MARK,
    name_length,
    parts,
    quoted_name,
    searches_at,
    sign_at,
)
from jobsearch_tui.domain.records import Agency, Offer, Record, Recruiter
from jobsearch_tui.domain.text import one_line
from jobsearch_tui.domain.when import WhenError, parse_date, parse_moment
from jobsearch_tui.domain.workspace import Workspace

__all__ = [
    "GRAMMAR",
    "LONGEST",
    "REMINDER",
    "SAY_WHAT",
    "Entry",
    "Part",
    "Promised",
    "Sign",
    "addressed",
    "help_lines",
    "new_record",
    "preview",
    "understand",
]

LONGEST: Final = 2_000
"""Characters that one line may hold."""

_WINDOW: Final = 5
"""Words that are looked at for one date or time: ``@2 dec 2026 16:10``, ``> 2 dec 2026``."""

_HOUR: Final = re.compile(r"\d{1,2}:\d{2}|\d{1,2}(?::\d{2})?[ap]m", re.IGNORECASE)


def understand(
    line: str, workspace: Workspace, now: datetime, subject: Record | None = None
) -> Entry:
    """What a line says, for any text; what it lacks stands in the entry's ``problems``.

    ``now`` is aware and in the user's zone. With a ``subject`` the whole line is signs;
    without, it begins with a name, which is looked up in the workspace.
    """
    heard = _Heard(now)
    if len(line) > LONGEST:
        heard.problems.append(f"A line holds at most {LONGEST:,} characters.")
    text = one_line(line[:LONGEST])
    name = ""
    if subject is None:
        name, text, is_closed = quoted_name(text)
        if not is_closed:
            heard.problems.append("The name has no closing quotation mark.")
    head, heard.summary, promised = parts(text)
    words = head.split()
    if subject is None and not name:
        length = name_length(words, workspace)
        name, words = " ".join(words[:length]), words[length:]
    _read_signs(words, heard)
    if promised is not None:
        heard.promise = _read_promise(promised.split(), heard)
    candidates = _meant(name, heard, workspace) if name else ()
    _judge(heard, name, subject, workspace)
    return Entry(
        at=heard.at or now,
        name=name,
        candidates=candidates,
        kind=heard.said.get(Part.KIND, "call"),
        result=heard.said.get(Part.RESULT, ""),
        direction=heard.said.get(Part.DIRECTION, "out"),
        follow_up=heard.follow_up,
        promise=heard.promise,
        searches=heard.searches,
        summary=heard.summary,
        problems=tuple(dict.fromkeys(heard.problems)),
    )


@dataclass(slots=True)
class _Heard:
    """What has been understood so far of the line that is being read."""

    now: datetime
    said: dict[Part, str] = field(default_factory=dict)
    at: datetime | None = None
    follow_up: date | None = None
    promise: Promised | None = None
    searches: int | None = None
    summary: str = ""
    problems: list[str] = field(default_factory=list)

    @property
    def today(self) -> date:
        return self.now.date()


# --- signs -------------------------------------------------------------------------------------


def _read_signs(words: list[str], heard: _Heard) -> None:
    at = 0
    while at < len(words):
        at += _read_sign(words[at : at + _WINDOW], heard)


def _read_sign(words: list[str], heard: _Heard) -> int:
    """Take in the sign at the beginning; returns how many words it takes, at least one."""
    if found := sign_at(words):
        sign, size = found
        if heard.said.setdefault(sign.part, sign.value) != sign.value:
            heard.problems.append(
                f"It is “{heard.said[sign.part]}” or “{sign.value}”, not both; "
                "a name with a sign in it stands in quotation marks."
            )
        return size
    if told := searches_at(words):
        _read_searches(told[0], heard)
        return told[1]
    if words[0].startswith("@"):
        return _read_when(words, heard)
    if MARK.match(words[0]):
        return _read_follow_up(words, heard)
    if words[0].casefold() in ("search", "searches"):
        heard.problems.append("Say how many searches: searches 2.")
        return 1
    heard.problems.append(f"“{words[0][:40]}” is no sign; words to keep come after “:”.")
    return 1


def _phrases(words: list[str], mark: str = "") -> Iterator[tuple[int, str]]:
    """What may follow a mark, from the longest phrase to its first word, with its length.

    A phrase ends before the next sign, so that ``@16:10 in`` is no time in Indiana.
    """
    bare = [words[0][len(mark) :], *words[1:]]
    end = 1
    while end < len(bare) and not _begins_sign(bare[end:]):
        end += 1
    for size in range(end, 0, -1):
        phrase = " ".join(bare[:size]).strip()
        # A stop that stands alone is no part of a date: it may be all that was promised.
        if phrase and (size == 1 or any(sign.isalnum() for sign in bare[size - 1])):
            yield size, phrase


_MOST_SEARCHES: Final[int] = Recruiter.__dataclass_fields__["searches"].metadata["spec"].high


def _begins_sign(words: list[str]) -> bool:
    known = sign_at(words[:1]) or searches_at(words)
    return bool(known or MARK.match(words[0]))


def _read_searches(count: int, heard: _Heard) -> None:
    """``searches 2``."""
    if count > _MOST_SEARCHES:
        heard.problems.append(f"Nobody has more than {_MOST_SEARCHES} searches for you.")
        return
    if heard.searches not in (None, count):
        heard.problems.append("There are two numbers of searches; leave one out.")
    heard.searches = count


def _read_follow_up(words: list[str], heard: _Heard) -> int:
    """``+3d``, ``>fri`` or ``>2 dec``."""
    phrases = [(1, words[0])] if words[0][0] == "+" else _phrases(words, ">")
    for size, phrase in phrases:
        day = _date(phrase, heard)
        if day is None:
            continue
        if heard.follow_up and heard.follow_up != day:
            heard.problems.append("There are two dates to follow up on; leave one out.")
        if day < heard.today:
            heard.problems.append(f"“{phrase}” is over; a follow-up is still to come.")
        heard.follow_up = day
        return size
    heard.problems.append(f"“{words[0][:40]}” is no date; write +3d, >fri or >2 dec.")
    return 1


def _date(phrase: str, heard: _Heard) -> date | None:
    try:
        return parse_date(phrase, heard.today)
    except WhenError:
        return None


def _read_when(words: list[str], heard: _Heard) -> int:
    """``@16:10``, ``@yesterday 16:10`` or ``@mon``."""
    for size, phrase in _phrases(words, "@"):
        at = _moment(phrase, heard)
        if at is None:
            continue
        if heard.at and heard.at != at:
            heard.problems.append("There are two times; leave one out.")
        if at > heard.now:
            heard.problems.append(f"“@{phrase}” is still to come; the log says what was.")
        heard.at = at
        return size
    heard.problems.append(f"“{words[0][:40]}” is no time; write @16:10 or @yesterday 16:10.")
    return 1


def _moment(phrase: str, heard: _Heard) -> datetime | None:
    """The moment that is meant; of a day alone its noon, of today alone now."""
    try:
        day = parse_date(phrase, heard.today, prefer="past")
    except WhenError:
        day = None
    if day == heard.today:
        return heard.now
    if day is not None:
        return datetime.combine(day, time(12), heard.now.tzinfo)
    try:
        return parse_moment(phrase, heard.now, prefer="past")
    except WhenError:
        return None


def _read_promise(words: list[str], heard: _Heard) -> Promised | None:
    """``fri 15:00 send the client's name``: until when, perhaps the hour, and what."""
    by: date | None = None
    if words:
        found = ((size, _date(phrase, heard)) for size, phrase in _phrases(words[:3]))
        size, by = next(((size, day) for size, day in found if day), (0, None))
        words = words[size:]
    hour: time | None = None
    if words and _HOUR.fullmatch(words[0]) and (hour := _hour(words[0], heard)):
        by, words = by or heard.today, words[1:]
    if by is None:
        heard.problems.append("A promise has a date: !by fri send the client's name.")
        return None
    if not words:
        heard.problems.append("Say what was promised: !by fri send the client's name.")
        return None
    return Promised(" ".join(words), by, hour)


def _hour(text: str, heard: _Heard) -> time | None:
    try:
        return parse_moment(f"today {text}", heard.now).time()
    except WhenError:
        return None


# --- whom it is about ---------------------------------------------------------------------------


def _meant(name: str, heard: _Heard, workspace: Workspace) -> tuple[Match, ...]:
    """Whom a name may mean; where searches are told, only those who can have any."""
    found = matches(name, workspace)
    if heard.searches is None or not found:
        return found
    having = matches(name, workspace, among=("agency", "recruiter"))
    if not having:
        heard.problems.append(_HAVE_NONE)
    return having or found


_HAVE_NONE: Final = "Only a recruiter or an agency has searches for you."


# --- what is missing ---------------------------------------------------------------------------


def _judge(heard: _Heard, name: str, subject: Record | None, workspace: Workspace) -> None:
    """Add the problems of the line as a whole."""
    if subject is None and not name:
        heard.problems.append("Begin with a name: dana vm.")
    about = bearer(subject, workspace) if subject else None
    if subject is not None and about is None:
        heard.problems.append(f"Nothing can be logged on a record of the kind {subject.kind}.")
    if heard.follow_up and isinstance(about, Offer):
        heard.problems.append("An offer has no follow-up date.")
    if heard.searches is not None and about and not isinstance(about, Agency | Recruiter):
        heard.problems.append(_HAVE_NONE)
    if not heard.said and not heard.summary and heard.searches is None:
        heard.problems.append(SAY_WHAT)
    kind, result = heard.said.get(Part.KIND, "call"), heard.said.get(Part.RESULT)
    if result and kind != "call":
        heard.problems.append(f"“{result}” is said of a call; leave out “{kind}”.")
