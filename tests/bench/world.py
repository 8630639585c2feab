"""A simulated job search: what the world makes of each contact, and a record kept of it.

The same contact has the same fate under every policy: it is drawn from the search's seed and
the contact's name alone.
"""

from __future__ import annotations

import heapq
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from math import exp, log
from random import Random

from jobsearch_tui.domain.channels import Channel, guess_of
from jobsearch_tui.domain.delays import LONGEST, Delay
from jobsearch_tui.domain.learning import Hypothesis
from jobsearch_tui.domain.records import (
    Activity,
    Ad,
    Interview,
    Pace,
    Record,
    Recruiter,
    Target,
    WeekLimit,
)
from jobsearch_tui.domain.workspace import Workspace

WEEKS = 26
MONDAY = date(2026, 1, 5)
FIRST = MONDAY.toordinal()
OPENED = (Channel.RECRUITERS, Channel.ADS, Channel.BROADCAST)
"""The channels in the order in which every policy opens them."""

RECRUITERS, ADS_A_WEEK, TARGETS = 120, 6, 400


@dataclass(frozen=True)
class Channelled:
    """The truth of a channel: the chance, and the mean days until the invitation."""

    chance: float
    mean: float


@dataclass(frozen=True)
class Truth:
    """What nobody in the search knows, and the pace that they do know."""

    seed: str
    pace: Pace
    channels: dict[Channel, Channelled]
    shape: float
    """Of the delays' gamma distribution: 1 is exponential, the higher the more regular."""
    notice: float
    told: float
    """The share of what fails that says so."""
    refusal: float
    """The mean days until it does."""
    rounds: int
    """After how many rounds there is a decision."""
    again: float
    """How much likelier than the first each further interview of a recruiter is."""


def truth(seed: int, number: int) -> Truth:
    """The truth of one search, drawn widely around the defaults and away from them."""
    random = Random(f"{seed}/{number}")
    capacity = random.choice((3, 4))
    away = random.sample(range(3, WEEKS), random.randint(1, 3))
    limits = tuple(WeekLimit(MONDAY + timedelta(weeks=week), 0) for week in sorted(away))
    pace = Pace(interviews=capacity, hours=10, limits=limits, zone="UTC")
    notice = random.uniform(4, 11)
    return Truth(
        f"{seed}/{number}",
        pace,
        {channel: _drawn(random, pace, channel, notice) for channel in (*OPENED, Channel.ROUNDS)},
        shape=random.uniform(1.2, 4),
        notice=notice,
        told=random.uniform(0, 0.6),
        refusal=random.uniform(5, 40),
        rounds=random.randint(3, 5),
        again=random.uniform(0.5, 1.5),
    )


def _drawn(random: Random, pace: Pace, channel: Channel, notice: float) -> Channelled:
    guess = guess_of(pace, channel)
    wide = 1.7 if channel is Channel.ROUNDS else 3
    chance = guess.chance * exp(random.uniform(-log(wide), log(wide)))
    days = guess.days * exp(random.uniform(-log(2), log(2)))
    return Channelled(min(0.85, chance), max(2.0, days - notice))


def known(truth: Truth) -> dict[Channel, tuple[Hypothesis, ...]]:
    """What somebody would believe who knew the truth."""
    found: dict[Channel, tuple[Hypothesis, ...]] = dict.fromkeys(Channel, ())
    for channel, one in truth.channels.items():
        delay = _gamma(truth.shape, one.mean)
        told = 0.0 if channel is Channel.ROUNDS else truth.told
        found[channel] = (Hypothesis(1, one.chance, delay, told),)
    return found


@lru_cache(maxsize=64)
def _gamma(shape: float, mean: float) -> Delay:
    """The gamma distribution by whole days, summed up in steps of a quarter."""
    scale, steps = mean / shape, 4
    heights = [0.0]
    for step in range(1, LONGEST * steps + steps):
        x = (step - 0.5) / steps / scale
        heights.append(heights[-1] + exp((shape - 1) * log(x) - x))
    whole = heights[-1]
    return Delay(
        tuple(
            heights[min(len(heights) - 1, day * steps + steps // 2)] / whole
            for day in range(LONGEST + 1)
        )
    )


@dataclass(frozen=True)
class Coming:
    """An interview in the making: what it came from, and the day of the first contact."""

    origin: str
    channel: Channel
    company: str
    round: int
    root: int


@dataclass
class World:
    """One search as it goes: its events to come, and the record as the user keeps it."""

    truth: Truth
    workspace: Workspace = field(init=False)
    made: dict[Channel, int] = field(default_factory=lambda: dict.fromkeys(OPENED, 0))
    placed: list[tuple[int, int]] = field(default_factory=list)
    """For each interview its week, and the day of the contact that it goes back to."""
    attended: list[int] = field(default_factory=lambda: [0] * (WEEKS + 60))
    _events: list[tuple[int, int, str, object]] = field(default_factory=list)
    _changed: dict[str, Record] = field(default_factory=dict)
    _count: int = 0

    def __post_init__(self) -> None:
        self.workspace = Workspace.of([self.truth.pace])
        days = {limit.week.toordinal() for limit in self.truth.pace.limits}
        self._away = {(day - FIRST) // 7 for day in days}

    def capacity(self, week: int) -> int:
        """The interviews that a week can bear."""
        return 0 if week in self._away else self.truth.pace.interviews

    def available(self, channel: Channel, week: int) -> int:
        """How many of a channel wait to be contacted in a week."""
        supply = {
            Channel.RECRUITERS: RECRUITERS,
            Channel.ADS: ADS_A_WEEK * (week + 1),
            Channel.BROADCAST: TARGETS,
        }
        return supply[channel] - self.made[channel]

    def contact(self, channel: Channel, count: int, week: int) -> None:
        """Contact so many on the Monday of a week."""
        day = FIRST + 7 * week
        for _ in range(count):
            id = f"{channel.value}-{self.made[channel]}"
            self.made[channel] += 1
            for record in _records(channel, id, day):
                self._changed[record.id] = record
            random = Random(f"{self.truth.seed}/{id}")
            self._await(random, Coming(id, channel, f"{id} Ltd.example", 1, day), day, 1.0)
        self.note()

    def _await(self, random: Random, coming: Coming, day: int, factor: float) -> None:
        rounds = coming.round > 1
        one = self.truth.channels[Channel.ROUNDS if rounds else coming.channel]
        delay = random.gammavariate(self.truth.shape, one.mean / self.truth.shape)
        refusal = random.gammavariate(2, self.truth.refusal / 2)
        if random.random() < one.chance * factor:
            self._at(day + int(delay + 0.5), "invited", (random, coming))
        elif random.random() < self.truth.told and not rounds:
            self._at(day + int(refusal + 0.5), "refused", coming.origin)

    def _at(self, day: int, what: str, about: object) -> None:
        self._count += 1
        heapq.heappush(self._events, (day, self._count, what, about))

    def until(self, week: int) -> None:
        """Let everything happen before the Monday of a week."""
        while self._events and self._events[0][0] < FIRST + 7 * week:
            day, _, what, about = heapq.heappop(self._events)
            if what == "refused":
                self._refused(str(about))
            elif what == "invited":
                self._invited(day, *about)  # type: ignore[misc]
            else:
                self._takes_place(day, *about)  # type: ignore[misc]
        self.note()

    def note(self) -> None:
        """Write what has changed into the record."""
        self.workspace = self.workspace.put(*self._changed.values())
        self._changed.clear()

    def _record(self, id: str) -> Record:
        found = self._changed.get(id) or self.workspace.get(id)
        assert found is not None
        return found

    def _refused(self, id: str) -> None:
        record = self._record(id)
        over = {"recruiter": "closed", "ad": "turned down", "target": "no opening"}
        self._changed[id] = replace(record, stage=over[record.kind])  # type: ignore[call-arg]

    def _invited(self, day: int, random: Random, coming: Coming) -> None:
        notice = 1 + int(random.gammavariate(2, (self.truth.notice - 1) / 2) + 0.5)
        held = day + notice
        held += max(0, (held - FIRST) % 7 - 4) and 7 - (held - FIRST) % 7
        while (held - FIRST) // 7 in self._away:
            held += 7
        id = f"i{self._count}"
        at = datetime.combine(date.fromordinal(held), datetime.min.time(), UTC)
        self._changed[id] = Interview(
            id=id,
            company=coming.company,
            starts=at + timedelta(hours=10),
            round=coming.round,
            origin=coming.origin,
            created=datetime.combine(date.fromordinal(day), datetime.min.time(), UTC)
            + timedelta(hours=9),
        )
        self.placed.append(((held - FIRST) // 7, coming.root))
        self._at(held, "takes place", (id, random, coming))

    def _takes_place(self, day: int, id: str, random: Random, coming: Coming) -> None:
        week = (day - FIRST) // 7
        goes = self.attended[week] < self.capacity(week)
        self.attended[week] += goes
        record = self._record(id)
        self._changed[id] = replace(record, stage="held" if goes else "no-show")  # type: ignore[call-arg]
        seeds = random.random(), random.random()
        if goes and coming.round < self.truth.rounds:
            following = replace(coming, round=coming.round + 1)
            self._await(Random(seeds[0]), following, day, 1.0)
        if coming.channel is Channel.RECRUITERS and coming.round == 1:
            another = replace(coming, company=f"{id} Ltd.example")
            self._await(Random(seeds[1]), another, day, self.truth.again)


def _records(channel: Channel, id: str, day: int) -> tuple[Record, ...]:
    on = date.fromordinal(day)
    if channel is Channel.ADS:
        return (Ad(id=id, role="Planner", stage="answered", answered_on=on),)
    if channel is Channel.BROADCAST:
        return (Target(id=id, company=f"{id} Ltd.example", stage="written", written_on=on),)
    at = datetime.combine(on, datetime.min.time(), UTC) + timedelta(hours=9)
    return (
        Recruiter(id=id, name=id, stage="contacted"),
        Activity(id=f"c-{id}", at=at, about=(id,), result="reached"),
    )
