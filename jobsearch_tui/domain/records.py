"""The records of a job search, as frozen values; a change is :func:`dataclasses.replace`.

Every record has an ``id`` (short, unique on any machine, never used again), ``created`` and
``changed`` (aware datetimes, the moment of making and of the last change). An empty text,
``None`` or an empty tuple mean *not known*. Dates are calendar days in the user's own zone;
datetimes are aware. References hold the ``id`` of another record.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from types import MappingProxyType
from typing import Any, ClassVar, Final
from zoneinfo import ZoneInfo

from jobsearch_tui.domain import spec
from jobsearch_tui.domain.record import EPOCH as EPOCH
from jobsearch_tui.domain.record import Record as Record
from jobsearch_tui.domain.record import record_class
from jobsearch_tui.domain.spec import FieldKind, Spec
from jobsearch_tui.domain.stages import stages_of

PACE_ID: Final = "pace"
"""The id of the one pace record."""

ORIGINS: Final = ("search", "ad", "target", "recruiter", "agency")
SUBJECTS: Final = ("agency", "recruiter", "search", "ad", "target", "interview", "offer")


def _stage(kind: str) -> Any:
    stages = stages_of(kind)
    return spec.declare(Spec(FieldKind.CHOICE, "Stage", choices=stages), stages[0])


def _follow_up() -> Any:
    return spec.day("Follow up", hint="a date, or leave it to the cadence")


def _every() -> Any:
    return spec.number("Every", None, 1, 365, hint="days between contacts; empty: by stage")


def _priority() -> Any:
    return spec.number("Priority", None, 1, 9, hint="1 is approached first")


def _searches() -> Any:
    return spec.number("Has for you", None, 0, 99, hint="searches, as they told you")


def _searches_on() -> Any:
    return spec.day("Told on", past=True, hint="when they said how many searches")


def _hidden_text(label: str) -> Any:
    return spec.declare(Spec(FieldKind.TEXT, label, hidden=True), "")


def _works_for() -> Any:
    return spec.text("Clients", hint="companies they fill many jobs for, by commas")


@record_class(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Agency(Record):
    """A firm that places people."""

    kind: ClassVar[str] = "agency"

    name: str = spec.text("Name", required=True)
    stage: str = _stage("agency")
    type: str = spec.choice(
        "Kind", ("employment agency", "contingency search", "retained search"), ""
    )
    specialty: str = spec.text("Specialty")
    location: str = spec.text("Location")
    priority: int | None = _priority()
    searches: int | None = _searches()
    searches_on: date | None = _searches_on()
    works_for: str = _works_for()
    phone: str = spec.phone()
    email: str = spec.email()
    url: str = spec.url()
    follow_up: date | None = _follow_up()
    every: int | None = _every()
    note: str = spec.lines("Note")

    @property
    def title(self) -> str:
        """The firm's name."""
        return self.name


@record_class(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Recruiter(Record):
    """A person who recruits: at an agency, in-house or independent."""

    kind: ClassVar[str] = "recruiter"

    name: str = spec.text("Name", required=True)
    stage: str = _stage("recruiter")
    agency: str = spec.reference("Agency", "agency", hint="a few letters of its name")
    employer: str = spec.text("In-house at", hint="when the recruiter works for the company itself")
    position: str = spec.text("Title")
    priority: int | None = _priority()
    searches: int | None = _searches()
    searches_on: date | None = _searches_on()
    works_for: str = _works_for()
    phone: str = spec.phone()
    email: str = spec.email()
    url: str = spec.url()
    follow_up: date | None = _follow_up()
    every: int | None = _every()
    note: str = spec.lines("Note")

    @property
    def title(self) -> str:
        """The person's name."""
        return self.name


@record_class(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Search(Record):
    """An opening that a recruiter is filling. An empty client is an undisclosed one."""

    kind: ClassVar[str] = "search"

    name: str = spec.text("Title", required=True)
    recruiter: str = spec.reference("Recruiter", "recruiter", required=True)
    stage: str = _stage("search")
    client: str = spec.text("Client", hint="empty: undisclosed")
    client_description: str = spec.text("Client is", hint="what you were told of it")
    salary: int | None = spec.money("Salary")
    follow_up: date | None = _follow_up()
    every: int | None = _every()
    note: str = spec.lines("Note")

    @property
    def title(self) -> str:
        """The opening, with its client where that is known."""
        return f"{self.name}, {self.client}" if self.client else self.name


@record_class(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Ad(Record):
    """A published opening. An empty employer is a blind ad."""

    kind: ClassVar[str] = "ad"

    role: str = spec.text("Role", required=True)
    employer: str = spec.text("Employer", hint="empty: a blind ad")
    stage: str = _stage("ad")
    source: str = spec.text("Source")
    url: str = spec.url()
    posted: date | None = spec.day("Posted", past=True)
    closes: date | None = spec.day("Closes")
    answered_on: date | None = spec.day("Answered on", past=True)
    resume: str = spec.text("Resume sent")
    priority: int | None = _priority()
    salary_low: int | None = spec.money("Salary from")
    salary_high: int | None = spec.money("Salary to")
    follow_up: date | None = _follow_up()
    every: int | None = _every()
    note: str = spec.lines("Note")

    @property
    def title(self) -> str:
        """The role, with the employer where the ad names one."""
        return f"{self.role}, {self.employer}" if self.employer else self.role


@record_class(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Target(Record):
    """A company approached directly, in a broadcast or an end run."""

    kind: ClassVar[str] = "target"

    company: str = spec.text("Company", required=True)
    campaign: str = spec.choice("Campaign", ("broadcast", "end run"), "broadcast", required=True)
    stage: str = _stage("target")
    executive: str = spec.text("Executive")
    priority: int | None = _priority()
    phone: str = spec.phone()
    email: str = spec.email()
    url: str = spec.url()
    search: str = spec.reference("Search", "search", hint="for an end run: the search that said no")
    written_on: date | None = spec.day("Written on", past=True)
    follow_up: date | None = _follow_up()
    every: int | None = _every()
    note: str = spec.lines("Note")

    @property
    def title(self) -> str:
        """The company's name."""
        return self.company


@record_class(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Interview(Record):
    """An appointment, in its own time zone.

    ``starts`` always carries the zone that ``zone`` names: a datetime with a ``ZoneInfo``
    names its own; one with a bare offset (as read from a file) is expressed in ``zone``, and
    one without any is the wall clock of ``zone``.

    ``uid`` and ``invited`` are the identity and version of the invitation that it came from, if
    any; ``sequence`` counts the times that it was moved, cancelled or taken up again, for
    calendars (``revisions.py``).
    """

    kind: ClassVar[str] = "interview"

    company: str = spec.text("Company", required=True)
    role: str = spec.text("Role")
    starts: datetime = spec.declare(
        Spec(FieldKind.MOMENT, "Starts", required=True, hint="fri 2pm, 2 dec 9:30 New York"),
        EPOCH,
    )
    zone: str = spec.declare(Spec(FieldKind.ZONE, "Zone", hidden=True), "UTC")
    minutes: int = spec.minutes("Length", 60)
    preparation: int = spec.minutes("Preparation", 60)
    format: str = spec.choice(
        "Format", ("phone", "video", "on-site", "panel", "meal", "assessment"), "video"
    )
    round: int = spec.number("Round", 1, 1, 20)
    stage: str = _stage("interview")
    people: str = spec.text("With")
    where: str = spec.text("Where")
    origin: str = spec.reference("Came from", *ORIGINS, hint="the search, ad, target or person")
    referral: str = spec.text("Referred by")
    rating: int | None = spec.number("How it went", None, 1, 5, hint="1 badly … 5 very well")
    went_well: str = spec.lines("Went well")
    went_badly: str = spec.lines("Went badly")
    lesson: str = spec.lines("To change")
    hear_by: date | None = spec.day("Hear by", hint="when will you hear? makes a promise")
    follow_up: date | None = _follow_up()
    note: str = spec.lines("Note")
    uid: str = _hidden_text("UID of the invitation")
    invited: str = _hidden_text("Version of the invitation")
    sequence: int = spec.declare(
        Spec(FieldKind.NUMBER, "Times moved or cancelled", high=2**31 - 1, hidden=True), 0
    )

    def __post_init__(self) -> None:
        """Hold the rule that ``starts`` is expressed in ``zone``."""
        if isinstance(self.starts.tzinfo, ZoneInfo):
            object.__setattr__(self, "zone", self.starts.tzinfo.key)
        elif self.starts.tzinfo is None:
            object.__setattr__(self, "starts", self.starts.replace(tzinfo=ZoneInfo(self.zone)))
        else:
            object.__setattr__(self, "starts", self.starts.astimezone(ZoneInfo(self.zone)))

    @property
    def title(self) -> str:
        """The company, with the round from the second on."""
        return self.company if self.round < 2 else f"{self.company}, round {self.round}"


@record_class(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Promise(Record):
    """Somebody's word. With ``hour`` it is due at that time of the day, in the user's zone."""

    kind: ClassVar[str] = "promise"

    about: str = spec.reference("About", *SUBJECTS, required=True)
    what: str = spec.text("What", required=True, hint="call with their decision")
    by: date | None = spec.day("By", required=True)
    hour: time | None = spec.declare(
        Spec(FieldKind.TIME, "At", hint="15:00, if at a fixed hour"), None
    )
    who: str = spec.text("Who")
    stage: str = _stage("promise")
    closed_on: date | None = spec.day("Closed on", past=True, hint="given up, once it was broken")
    note: str = spec.lines("Note")

    @property
    def title(self) -> str:
        """What was promised."""
        return self.what


@record_class(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Assignment(Record):
    """Work offered to a prospective boss, to show interest and ability."""

    kind: ClassVar[str] = "assignment"

    interview: str = spec.reference("Interview", "interview", required=True)
    what: str = spec.text("What", required=True)
    due: date | None = spec.day("Due")
    stage: str = _stage("assignment")
    note: str = spec.lines("Note")

    @property
    def title(self) -> str:
        """What was offered."""
        return self.what


@record_class(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Offer(Record):
    """An offer of a job."""

    kind: ClassVar[str] = "offer"

    company: str = spec.text("Company", required=True)
    role: str = spec.text("Role")
    stage: str = _stage("offer")
    origin: str = spec.reference("Came from", *ORIGINS, "interview")
    received: date | None = spec.day("Received", past=True)
    decide_by: date | None = spec.day("Decide by")
    base: int | None = spec.money("Base")
    bonus: int | None = spec.money("Bonus")
    other: str = spec.text("Other")
    written: bool = spec.yes_no("In writing", default=False)
    note: str = spec.lines("Note")

    @property
    def title(self) -> str:
        """The company, with the role where that is known."""
        return f"{self.role}, {self.company}" if self.role else self.company


ACTIVITY_KINDS: Final = ("call", "email", "letter", "message", "meeting", "note")
RESULTS: Final = ("reached", "voicemail", "gatekeeper", "no answer", "wrong number")
STAGE_CHANGE: Final = "stage"
"""The activity that the program writes when a record's stage changes; it is no contact."""


@record_class(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Activity(Record):
    """One entry of the log. An empty result is none; a stage change names the new ``stage``."""

    kind: ClassVar[str] = "activity"

    at: datetime = spec.declare(Spec(FieldKind.MOMENT, "When", required=True, prefer="past"), EPOCH)
    type: str = spec.choice("Kind", (*ACTIVITY_KINDS, STAGE_CHANGE), "call", required=True)
    direction: str = spec.choice("Direction", ("out", "in"), "out")
    result: str = spec.choice("Result", RESULTS, "")
    about: tuple[str, ...] = spec.references("About", *SUBJECTS, required=True)
    summary: str = spec.lines("Summary")
    stage: str = spec.declare(Spec(FieldKind.TEXT, "Stage", hidden=True), "")

    @property
    def title(self) -> str:
        """Kind and result, then the first words said."""
        head = f"{self.type} {self.result}".strip()
        return f"{head}: {self.summary}" if self.summary else head

    @property
    def is_contact(self) -> bool:
        """Whether somebody was in touch: notes and stage changes are not."""
        return self.type not in ("note", STAGE_CHANGE)


@dataclass(frozen=True, slots=True)
class WeekLimit:
    """Another capacity for the week in which the day ``week`` falls; 0 is a week away."""

    week: date
    interviews: int


def _chance(label: str, percent: int) -> Any:
    return spec.number(f"{label}, %", percent, 0, 100, hint="a first guess: become interviews")


def _delay(label: str, days: int) -> Any:
    return spec.number(f"{label}, days", days, 1, 365, hint="a first guess: until the interview")


WEEKDAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


@record_class(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Pace(Record):
    """What the owner of the search can bear, and how the program may address them."""

    kind: ClassVar[str] = "pace"

    id: str = PACE_ID
    name: str = spec.text("Your name")
    phone: str = spec.phone()
    zone: str = spec.declare(Spec(FieldKind.ZONE, "Time zone", hint="Europe/Paris, or a city"), "")
    interviews: int = spec.number("Interviews a week", 3, 0, 40, required=True)
    hours: int = spec.number(
        "Hours a week", 8, 0, 100, hint="interviews and preparation", required=True
    )
    limits: tuple[WeekLimit, ...] = spec.declare(
        Spec(FieldKind.LIMITS, "Other weeks", hint="2026-12-21=0, 2027-01-04=2"), ()
    )
    first_weekday: str = spec.choice("Week begins on", WEEKDAYS, "monday")
    employed: bool = spec.yes_no("Employed", default=True)
    ladder_searches: int = spec.number("Open ads below", 3, 0, 50, hint="live searches for you")
    ladder_ads: int = spec.number("Open broadcast below", 3, 0, 50, hint="answerable ads a week")
    cadence_contacted: int = spec.number("Contacted, every", 7, 1, 365, hint="days")
    cadence_active: int = spec.number("Active, every", 10, 1, 365, hint="days")
    cadence_dormant: int = spec.number("Dormant, every", 60, 1, 365, hint="days")
    cadence_ads: int = spec.number("Ads, every", 10, 1, 365, hint="days")
    cadence_targets: int = spec.number("Targets, every", 10, 1, 365, hint="days")
    grace: int = spec.number("Overdue after", 3, 0, 90, hint="days that a cadence may slip")
    cold: int = spec.number("Given up after", 60, 1, 999, hint="days of silence: ads, letters")
    closing: int = spec.number("Ads closing in", 3, 0, 60, hint="days; Today shows them")
    searches_fresh: int = spec.number(
        "Searches last", 60, 1, 365, hint="days for which “2 searches” holds"
    )
    gatekeepers: int = spec.number("Blocked calls", 2, 1, 9, hint="after which it is likely a no")
    stay_in_touch: int = spec.number("After a no, call", 42, 1, 365, hint="days later")
    end_run_size: int = spec.number("End run", 20, 1, 200, hint="companies")
    batch: int = spec.number("Letters at once", 10, 1, 200, hint="of a campaign")
    risk: int = spec.number("Risk of too much", 20, 0, 99, hint="% that you can bear, for a week")
    days_notice: int = spec.number(
        "Notice, days", 7, 0, 90, hint="a first guess: from invitation to interview"
    )
    chance_recruiters: int = _chance("Recruiters", 15)
    days_recruiters: int = _delay("Recruiters", 21)
    chance_ads: int = _chance("Ads", 6)
    days_ads: int = _delay("Ads", 21)
    chance_broadcast: int = _chance("Broadcast", 3)
    days_broadcast: int = _delay("Broadcast", 28)
    chance_end_run: int = _chance("End run", 5)
    days_end_run: int = _delay("End run", 21)
    chance_referrals: int = _chance("Referrals", 40)
    days_referrals: int = _delay("Referrals", 14)
    chance_rounds: int = _chance("Next rounds", 45)
    days_rounds: int = _delay("Next rounds", 12)
    rested_on: date | None = spec.day("At rest since", past=True, hint="empty: searching")
    taken_up_on: date | None = spec.day(
        "Searching since", past=True, hint="offers accepted before do not count"
    )

    @property
    def title(self) -> str:
        """The record's name on the screen."""
        return "Pace"

    @property
    def at_rest(self) -> bool:
        """Whether the search was put to rest: then nothing is due, whatever the records say."""
        return self.rested_on is not None


@record_class(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class ImportMark(Record):
    """Remembers that a row of somebody's export came in, as which record.

    Its id is made from the row's identity at the source, so that a second import knows the
    row again even after the user has changed or deleted the record that came of it.
    """

    kind: ClassVar[str] = "importmark"

    record: str = ""
    source: str = ""


REVIEWED: Final = (*SUBJECTS, "promise", "assignment")
"""The kinds of record that an item of the daily review may be about."""


@record_class(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class ReviewMark(Record):
    """What the user made of one item of the daily review, other than doing it.

    ``item`` is the item's key, which names the occasion too, so that a mark says nothing of a
    later one. ``on`` is the day of the mark, ``until`` the day from which the item is shown
    again (None: not any more).
    """

    kind: ClassVar[str] = "reviewmark"

    about: str = spec.reference("About", *REVIEWED, required=True)
    item: str = ""
    mark: str = ""
    on: date | None = None
    until: date | None = None
    reason: str = ""


RECORD_TYPES: Final[Mapping[str, type[Record]]] = MappingProxyType(
    {
        record.kind: record
        for record in (
            *(Agency, Recruiter, Search, Ad, Target, Interview, Promise, Assignment),
            *(Offer, Activity, Pace, ImportMark, ReviewMark),
        )
    }
)
"""Every kind of record, in the order in which they are listed."""

_KEPT_BY_THE_PROGRAM: Final = ("pace", "importmark", "reviewmark")

KINDS: Final = tuple(kind for kind in RECORD_TYPES if kind not in _KEPT_BY_THE_PROGRAM)
"""The kinds that a person adds, lists and deletes."""

PLURALS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "agency": "agencies",
        "recruiter": "recruiters",
        "search": "searches",
        "ad": "ads",
        "target": "targets",
        "interview": "interviews",
        "promise": "promises",
        "assignment": "assignments",
        "offer": "offers",
        "activity": "activities",
        "pace": "pace",
        "importmark": "importmarks",
        "reviewmark": "reviewmarks",
    }
)
"""What several records of a kind are called; the tables of the store bear these names."""


def reference_specs(kind: str) -> Mapping[str, Spec]:
    """The attributes of a kind that hold ids of other records, with their declarations."""
    told = RECORD_TYPES[kind].__dataclass_fields__.items()
    found = ((name, attribute.metadata.get("spec")) for name, attribute in told)
    return {name: spec for name, spec in found if spec is not None and spec.kind in _REFERRING}


_REFERRING: Final = frozenset({FieldKind.REFERENCE, FieldKind.REFERENCES})
