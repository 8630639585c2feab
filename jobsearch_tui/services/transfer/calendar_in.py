"""Invitations into the search: made, moved and called off as one change, with what is to be said.

An event is the interview that its identity says; without one that is known, the interview that
stands on the same day with the same company; else a new one. What the user wrote stays.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import field, replace
from datetime import UTC, datetime
from typing import Final
from zoneinfo import ZoneInfo

from jobsearch_tui.domain.cautions import cautions
from jobsearch_tui.domain.changes import Change, same
from jobsearch_tui.domain.companies import firm_key
from jobsearch_tui.domain.records import ORIGINS, Activity, Interview, Record, Recruiter
from jobsearch_tui.domain.revisions import is_moved
from jobsearch_tui.domain.text import clean, visible
from jobsearch_tui.domain.weeks import local_day, zone_of
from jobsearch_tui.domain.when import show_minutes, show_moment
from jobsearch_tui.domain.workspace import Workspace
from jobsearch_tui.services.transfer.calendar_events import Event, read_events
from jobsearch_tui.services.transfer.calendar_matching import Meant, meant
from jobsearch_tui.services.transfer.calendar_names import own_id
from jobsearch_tui.services.transfer.import_report import WIDTH, wrapped
from jobsearch_tui.value import dataclass

_LONGEST_NOTE: Final = 4000
_MOST_DOUBTS: Final = 20
"""Cautions after which no more are looked for: a whole calendar would raise thousands."""
_RULES: Final = re.compile(
    r"^[-:~_=*. ]{8,}$\n?|^Please do not edit this section\.$\n?", re.MULTILINE
)
"""The rules that Google and Teams draw round what they add to a description."""
_PLAIN: Final = ("phone", "video", "on-site")
"""The formats that a new place may change into one another."""


@dataclass(frozen=True)
class CalendarPlan:
    """What an import of a calendar would do; nothing is changed until ``change`` is applied.

    ``told`` has a sentence or two for each event, ``cautions`` the doubts about the interviews as
    they would stand, ``counts`` how many are added, moved, changed, cancelled, unchanged and left.
    """

    change: Change
    told: tuple[str, ...]
    cautions: tuple[str, ...] = ()
    counts: Mapping[str, int] = field(default_factory=dict)

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to apply."""
        return not self.change.put

    def words(self, most: int = 50, width: int = WIDTH) -> list[str]:
        """What it would do in lines of at most so many columns, of at most so many events."""
        told = map(visible, self.told[:most])
        lines = [line for one in told for line in wrapped(one, "  ", "", width)]
        if len(self.told) > most:
            lines.append(f"and {len(self.told) - most} more")
        return lines or ["Nothing to import in it."]

    def doubts(self, most: int = 10) -> list[str]:
        """The first cautions, and whether there are more."""
        more = ["There are more of the kind."] if len(self.cautions) > most else []
        return [*self.cautions[:most], *more]


def read_calendar(
    data: bytes,
    workspace: Workspace,
    *,
    now: datetime,
    new_id: Callable[[], str],
    name: str = "the file",
) -> CalendarPlan:
    """What the invitations in a file mean for the search.

    ``now`` is aware, in the user's zone, in which times without a zone are meant; ``name`` is that
    of the file, for sentences. Raises :class:`~jobsearch_tui.errors.ImportFailedError`.
    """
    zone = zone_of(now)
    home = zone if isinstance(zone, ZoneInfo) else ZoneInfo("UTC")
    events = read_events(data, home, visible(name))
    book = _Book(workspace, now, new_id)
    for event in _each_once(events.found, book):
        book.take(event)
    book.told.extend(f"Not read: {problem}" for problem in events.problems)
    if events.others:
        book.told.append(f"Not read: {events.others} to-dos, journal entries or the like.")
    return book.plan(name)


# --- series -----------------------------------------------------------------------------------


def _each_once(events: Iterable[Event], book: _Book) -> Iterator[Event]:
    """The events to take, each identity once: of a series the first, of versions the newest."""
    of_uid: dict[str, list[Event]] = {}
    for number, event in enumerate(events):
        of_uid.setdefault(event.uid or f"\x00{number}", []).append(event)
    for several in of_uid.values():
        yield _one_of(several, book)


def _one_of(several: list[Event], book: _Book) -> Event:
    masters = [event for event in several if event.occurrence is None]
    singles = [event for event in several if event.occurrence is not None]
    if not masters:
        return _single(singles, book)
    master = max(masters, key=_version)
    if not master.repeats and not singles:
        return master
    in_its_place = [one for one in singles if _instant(one.occurrence) == _instant(master.starts)]
    first = max(in_its_place, key=_version, default=master)
    return replace(first, occurrence=None, remarks=(*first.remarks, _SERIES))


_SERIES: Final = "It repeats: only the first time was taken."


def _single(singles: list[Event], book: _Book) -> Event:
    """Of single events of a series the one that is known here, or else the first."""
    known = book.known(singles[0].uid)
    for event in singles:
        if known is not None and _instant(event.occurrence) == _instant(known.starts):
            return event
    first = min(singles, key=lambda one: _instant(one.occurrence))
    more = (_SERIES,) if len(singles) > 1 else ()
    return replace(first, remarks=(*first.remarks, *more))


def _instant(moment: datetime | None) -> datetime:
    return moment.astimezone(UTC) if moment else datetime.max.replace(tzinfo=UTC)


def _version(event: Event) -> tuple[int, datetime]:
    return event.sequence, event.stamp or datetime.min.replace(tzinfo=UTC)


def _version_words(event: Event) -> str:
    return f"{event.sequence} {event.stamp:%Y%m%dT%H%M%SZ}" if event.stamp else str(event.sequence)


def _version_of(words: str) -> tuple[int, datetime | None]:
    number, _, stamp = words.partition(" ")
    try:
        moment = datetime.strptime(stamp, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC) if stamp else None
        return int(number or 0), moment
    except ValueError:  # edited by hand
        return 0, None


# --- one event after the other ----------------------------------------------------------------

_NO_INVITATIONS: Final = {
    "reply": "it is an answer to an invitation",
    "counter": "it proposes another time, which is not agreed",
    "declinecounter": "it turns a proposal down",
    "refresh": "it asks for an invitation",
}


class _Book:
    """The workspace as it would be, event by event, with what there is to say."""

    def __init__(self, workspace: Workspace, now: datetime, new_id: Callable[[], str]) -> None:
        self._before = workspace
        self._workspace = workspace
        self._now = now
        self._new_id = new_id
        self._put: dict[str, Record] = {}
        self._by_uid = {one.uid: one.id for one in workspace.all(Interview) if one.uid}
        self._counts: Counter[str] = Counter()
        self._doubts: dict[str, None] = {}
        self._label = ""
        self.told: list[str] = []

    def known(self, uid: str) -> Interview | None:
        """The interview that bears this identity, its own or the one that it came with."""
        own = own_id(uid)
        id = self._by_uid.get(uid) or (own[0] if own else "")
        return self._workspace.find(Interview, id)

    def take(self, event: Event) -> None:
        """Make, move or call off the interview of an event, or say why not."""
        own = own_id(event.uid)
        if own and own[1]:
            self._left(event, "it is the time to prepare for an interview", quietly=True)
        elif event.method in _NO_INVITATIONS:
            self._left(event, _NO_INVITATIONS[event.method])
        elif (known := self.known(event.uid)) is not None:
            self._update(known, event)
        elif event.is_cancelled:
            self._left(event, "it calls off an interview that is not here")
        else:
            self._take_new(event, meant(event, self._workspace))

    def _take_new(self, event: Event, found: Meant) -> None:
        standing = self._standing(event, found)
        if standing is not None:
            self._update(standing, event, ("It is the interview that stood here already.",))
        else:
            self._add(event, found)

    def _left(self, event: Event, why: str, *, quietly: bool = False) -> None:
        self._counts["left"] += 1
        if not quietly:
            self.told.append(f"Left: {_called(event)}; {why}.")

    def _standing(self, event: Event, found: Meant) -> Interview | None:
        """The interview that the user put down by hand for the same day and company."""
        key = firm_key(found.company)
        day = local_day(event.starts, zone_of(self._now))
        for one in self._workspace.all(Interview):
            is_free = one.stage == "scheduled" and not one.uid and one.id not in self._put
            is_theirs = is_free and firm_key(one.company) == key
            if is_theirs and local_day(one.starts, zone_of(self._now)) == day:
                return one
        return None

    def _add(self, event: Event, found: Meant) -> None:
        where, kind = place_of(event)
        origin = found.origin if found.origin and found.origin.kind in ORIGINS else None
        new = Interview(
            id=self._new_id(),
            company=found.company,
            role=found.role,
            starts=event.starts,
            minutes=event.minutes,
            format=kind,
            round=found.round,
            people=", ".join(found.people),
            where=where,
            origin=origin.id if origin else "",
            note=_RULES.sub("", clean(event.description))[:_LONGEST_NOTE].strip(),
            uid=event.uid,
            invited=_version_words(event),
            sequence=event.sequence,
        )
        words = [f"Added {new.title}, {self._described(new)}."]
        if origin is not None:
            words.append(f"It came from {origin.title}.")
        if found.is_guess:
            words.append("The company is a guess: nothing here bears its name.")
        self._enter(new, event, "invitation", words, "added")

    def _described(self, interview: Interview) -> str:
        parts = [
            show_moment(interview.starts, self._now),
            show_minutes(interview.minutes),
            interview.format,
            f"with {interview.people}" if interview.people else "",
        ]
        return ", ".join(filter(None, parts))

    def _update(self, known: Interview, event: Event, remarks: tuple[str, ...] = ()) -> None:
        if event.occurrence and _instant(event.occurrence) != _instant(known.starts):
            self._left(event, "it is about another day of a series, of which the first is kept")
        elif _is_outdated(known, event):
            self._left(event, "a newer version of it came in before")
        elif event.is_cancelled:
            self._cancel(known, event)
        else:
            self._move(known, event, remarks)

    def _cancel(self, known: Interview, event: Event) -> None:
        if known.stage not in ("scheduled", "cancelled"):
            self._left(event, f"it calls off an interview that is {known.stage} already")
            return
        new = self._versioned(replace(known, stage="cancelled"), event)
        named = f"{known.title}, {show_moment(known.starts, self._now)}"
        if known.stage == "cancelled":
            self._enter(new, event, "", [f"{named}, is cancelled already."], "unchanged", known)
        else:
            self._enter(new, event, "called off", [f"Cancelled {named}."], "cancelled", known)

    def _move(self, known: Interview, event: Event, remarks: tuple[str, ...]) -> None:
        where, kind = place_of(event)
        new = replace(known, starts=event.starts, minutes=event.minutes)
        if where and where != known.where:
            is_plain = known.format in _PLAIN and kind in _PLAIN
            new = replace(new, where=where, format=kind if is_plain else known.format)
        if known.stage == "cancelled":
            new = replace(new, stage="scheduled")
        if not known.people:
            new = replace(new, people=", ".join(meant(event, self._workspace).people))
        new = self._versioned(new, event)
        words, said, count = self._change_words(known, new)
        self._enter(new, event, said, [*words, *remarks], count, known)

    def _change_words(self, known: Interview, new: Interview) -> tuple[list[str], str, str]:
        before, after = (show_moment(one.starts, self._now) for one in (known, new))
        if before != after:
            return [f"Moved {new.title} from {before} to {after}."], f"moved to {after}", "moved"
        if is_moved(known, new) or known.people != new.people:
            return [f"Changed {new.title}, {self._described(new)}."], "changed", "changed"
        return [f"{new.title}, {after}, stands as it is."], "", "unchanged"

    def _versioned(self, new: Interview, event: Event) -> Interview:
        """The interview with the identity and version of the invitation."""
        sequence = max(new.sequence, event.sequence)
        if own_id(event.uid):
            return replace(new, sequence=sequence)
        return replace(new, uid=event.uid, invited=_version_words(event), sequence=sequence)

    def _enter(
        self,
        new: Interview,
        event: Event,
        said: str,
        words: list[str],
        count: str,
        known: Interview | None = None,
    ) -> None:
        self._counts[count] += 1
        remarks = () if count == "cancelled" else event.remarks
        self.told.append(" ".join((*words, *remarks)))
        if known is not None and same(known, new):
            return
        if said and new.stage == "scheduled" and len(self._doubts) < _MOST_DOUBTS:
            found = cautions(self._workspace, new, self._now)
            self._doubts.update(dict.fromkeys(caution.words for caution in found))
        self._put[new.id] = new
        self._workspace = self._workspace.put(new)
        if new.uid:
            self._by_uid[new.uid] = new.id
        if said and event.method in ("request", "cancel"):
            self._log(new, event, said)
        self._label = self._label or f"{new.title}: {said or 'invitation'}"

    def _log(self, new: Interview, event: Event, said: str) -> None:
        """An invitation is a letter that came in, about the interview and whoever arranges it."""
        recruiter = self._workspace.find(Recruiter, new.origin)
        entry = Activity(
            id=self._new_id(),
            at=min(event.stamp.astimezone(self._now.tzinfo), self._now)
            if event.stamp
            else self._now,
            type="email",
            direction="in",
            about=(new.id, *((recruiter.id,) if recruiter else ())),
            summary=f"{said[0].upper()}{said[1:]}, by their calendar",
        )
        self._put[entry.id] = entry

    def plan(self, name: str) -> CalendarPlan:
        """What came of all events."""
        interviews = sum(isinstance(one, Interview) for one in self._put.values())
        several = f"import of {interviews} interviews from {visible(name)}"
        before = tuple(filter(None, map(self._before.get, self._put)))
        change = Change(
            self._label if interviews == 1 else several,
            put=tuple(self._put.values()),
            before=before,
            upheaval="import",
        )
        return CalendarPlan(change, tuple(self.told), tuple(self._doubts), self._counts)


def _called(event: Event) -> str:
    return f"“{event.summary[:60]}”" if event.summary else "an event without a name"


def _is_outdated(known: Interview, event: Event) -> bool:
    """Whether what came in is older than what is known of the same invitation."""
    if own_id(event.uid):
        return event.sequence < known.sequence
    if known.uid != event.uid:
        return False
    sequence, stamp = _version_of(known.invited)
    if event.sequence != sequence:
        return event.sequence < sequence
    return bool(stamp and event.stamp and event.stamp < stamp)


# --- where and how ----------------------------------------------------------------------------

_VIDEO: Final = re.compile(
    r"https?://[^\s/]*(?:zoom\.us|zoomgov\.com|meet\.google\.com|teams\.microsoft\.com"
    r"|teams\.live\.com|webex\.com|whereby\.com|gotomeet(?:ing)?\.com|gotomeet\.me"
    r"|bluejeans\.com|chime\.aws|meet\.jit\.si|join\.skype\.com|hirevue\.com|ringcentral\.com)/",
    re.IGNORECASE,
)
_ONLINE: Final = re.compile(
    r"(?:microsoft )?teams(?: meeting|-besprechung)?|réunion microsoft teams|zoom(?: meeting)?"
    r"|google meet|webex|video(?: call| conference)?|online|virtual",
    re.IGNORECASE,
)
_NUMBER: Final = re.compile(r"(?:tel:|phone:?|call:?)?\s*\+?[\d\s().-]{7,}", re.IGNORECASE)
_BY_PHONE: Final = re.compile(r"\b(?:phone|telephone|telefon\w*|téléphon\w*)\b", re.IGNORECASE)
_OTHER_FORMATS: Final = (
    ("panel", re.compile(r"\bpanel\b", re.IGNORECASE)),
    ("meal", re.compile(r"\b(?:lunch|dinner|breakfast|coffee)\b", re.IGNORECASE)),
    ("assessment", re.compile(r"\bassessment\b", re.IGNORECASE)),
)


def place_of(event: Event) -> tuple[str, str]:
    """Where an interview is held, and its format by the link, the number or the place it names."""
    link = next((one for one in event.links if _VIDEO.match(one)), "")
    where = event.where
    is_number = bool(_NUMBER.fullmatch(where)) or where.casefold().startswith("tel:")
    online = not where or bool(_ONLINE.fullmatch(where)) or bool(_VIDEO.match(where))
    if link and online:
        return link, "video"
    if is_number or (not where and _BY_PHONE.search(event.summary)):
        return re.sub(r"\A(?:tel|phone|call):?\s*", "", where, flags=re.IGNORECASE), "phone"
    for kind, words in _OTHER_FORMATS:
        if words.search(event.summary):
            return where, kind
    return where, "video" if online else "on-site"
