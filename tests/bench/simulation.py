"""``python -m tests.bench.simulation``: does the pace that the forecast sets hold?

Simulated searches of half a year, each under every policy; the table says how many weeks were
over capacity, how many interviews could be attended, and how often what the forecast said
came true.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import partial
from itertools import pairwise
from multiprocessing import Pool
from pathlib import Path

from jobsearch_tui.domain.channels import Channel
from jobsearch_tui.domain.forecast import Forecast, Outlook, foresee, project
from jobsearch_tui.domain.learning import Seen, seen
from jobsearch_tui.domain.outcomes import history
from jobsearch_tui.domain.pacing import Level, loads
from jobsearch_tui.domain.room import MOST_CONTACTS, room_in
from jobsearch_tui.domain.room import WEEKS as AHEAD
from tests.bench.machine import machine
from tests.bench.measures import placed
from tests.bench.world import FIRST, OPENED, WEEKS, World, known, truth

A_WEEK = 8
"""The fixed number: what would fill three of four places if the defaults were true."""

Foresee = Callable[[World, datetime], Forecast]


def now_in(week: int) -> datetime:
    """The Monday morning on which a week's contacts are decided on."""
    return datetime.combine(date.fromordinal(FIRST + 7 * week), datetime.min.time(), UTC).replace(
        hour=8
    )


def everybody(world: World, week: int) -> None:
    """Contact all there are."""
    for channel in OPENED:
        world.contact(channel, world.available(channel, week), week)


def fixed(world: World, week: int) -> None:
    """Contact the same number each week, those of the first channel first."""
    left = A_WEEK
    for channel in OPENED:
        count = min(left, world.available(channel, week))
        world.contact(channel, count, week)
        left -= count


def paced(foreseen: Foresee, world: World, week: int) -> None:
    """Contact as many as there is room for; the next channel once one is exhausted."""
    now, left = now_in(week), MOST_CONTACTS
    for channel in OPENED:
        available = min(left, world.available(channel, week))
        if available:
            found = room_in(foreseen(world, now), now, channel, world.truth.pace.risk)
            count = min(available, found.contacts)
            world.contact(channel, count, week)
            left -= count
            if count < available:
                return


def ours(world: World, now: datetime) -> Forecast:
    """The program's own forecast, from the record alone."""
    return foresee(world.workspace, now)


def oracle(world: World, now: datetime) -> Forecast:
    """The forecast of somebody who knows the true chances and delays."""
    beliefs = known(world.truth)
    past = history(world.workspace, now)
    records = {
        channel: seen(past.contacts[channel], now.toordinal()) if beliefs[channel] else Seen()
        for channel in Channel
    }
    notice = round(world.truth.notice)
    return project(loads(world.workspace, now, 12), now, notice, beliefs, records)


POLICIES: dict[str, Callable[[World, int], None]] = {
    "everybody at once": everybody,
    f"{A_WEEK} a week": fixed,
    "ours": partial(paced, ours),
    "an oracle": partial(paced, oracle),
}


@dataclass
class Result:
    """What came of some searches under one policy."""

    weeks: int = 0
    over: int = 0
    attended: int = 0
    idle: int = 0
    missed: int = 0
    contacts: int = 0

    def add(self, other: Result) -> None:
        """Take in what came of others."""
        for name in self.__dataclass_fields__:
            setattr(self, name, getattr(self, name) + getattr(other, name))


@dataclass
class Bin:
    """Forecasts that said about the same: how many, what they said, and what happened."""

    cases: int = 0
    said: float = 0.0
    happened: int = 0

    def add(self, other: Bin) -> None:
        """Take in others."""
        self.cases += other.cases
        self.said += other.said
        self.happened += other.happened


RISK, MORE, RANGE = "over capacity", "another interview", "the range of 80 %"
EDGES = {
    RISK: (0.0, 0.02, 0.05, 0.1, 0.15, 0.2, 0.3, 0.5, 1.01),
    MORE: (0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.01),
}
HORIZONS = (1, 2, 3, 4, 6, 8)
"""Weeks ahead at which the range is looked at."""

Bins = dict[tuple[str, int], Bin]


@dataclass
class Outcome:
    """All results by policy, and the calibration of our forecasts."""

    results: dict[str, Result] = field(default_factory=lambda: {n: Result() for n in POLICIES})
    bins: Bins = field(default_factory=dict)
    searches: int = 0

    def add(self, other: Outcome) -> None:
        """Take in others."""
        self.searches += other.searches
        for name, result in other.results.items():
            self.results[name].add(result)
        for key, one in other.bins.items():
            self.bins.setdefault(key, Bin()).add(one)


def search(seed: int, number: int) -> Outcome:
    """One search under every policy."""
    found = Outcome(searches=1)
    for name, policy in POLICIES.items():
        world, said = World(truth(seed, number)), []
        for week in range(WEEKS):
            world.until(week)
            policy(world, week)
            if name == "ours":
                said.append(ours(world, now_in(week)).outlook)
        world.until(WEEKS + 50)
        found.results[name] = _result(world)
        if said:
            _calibrate(found.bins, world, said)
    return found


def _result(world: World) -> Result:
    found = Result(contacts=sum(world.made.values()))
    for week in range(WEEKS):
        capacity = world.capacity(week)
        if capacity:
            count = sum(1 for placed, _ in world.placed if placed == week)
            found.weeks += 1
            found.over += count > capacity
            found.missed += max(0, count - capacity)
            found.attended += min(count, capacity)
            found.idle += max(0, capacity - count)
    return found


def _calibrate(bins: Bins, world: World, said: Sequence[Sequence[Outlook]]) -> None:
    """Compare what was said each Monday with what came of the contacts made until then."""
    for monday, outlooks in enumerate(said):
        made_by = FIRST + 7 * monday
        for ahead, one in enumerate(outlooks):
            week = monday + ahead
            if week >= WEEKS or one.load.capacity.away:
                continue
            count = sum(1 for placed, root in world.placed if placed == week and root <= made_by)
            if ahead < AHEAD and one.load.level is not Level.OVER and one.expected > 0.001:
                over = count > one.load.capacity.interviews
                _note(bins, RISK, _bin(RISK, one.risk), one.risk, over)
                more = 1 - one.spread[0]
                _note(bins, MORE, _bin(MORE, more), more, count > one.load.count)
            if ahead in HORIZONS:
                mass = sum(one.spread[one.low - one.load.count : one.high - one.load.count + 1])
                _note(bins, RANGE, ahead, mass, one.low <= count <= one.high)


def _bin(kind: str, chance: float) -> int:
    return next(n for n, edge in enumerate(EDGES[kind][1:]) if chance < edge)


def _note(bins: Bins, kind: str, number: int, said: float, happened: bool) -> None:
    bins.setdefault((kind, number), Bin()).add(Bin(1, said, int(happened)))


def run(searches: int, seed: int, processes: int = 2) -> Outcome:
    """So many searches; the same seed gives the same result."""
    total = Outcome()
    if processes == 1:
        for number in range(searches):
            total.add(search(seed, number))
        return total
    with Pool(processes) as pool:
        for done, one in enumerate(pool.imap(partial(search, seed), range(searches), 4), 1):
            total.add(one)
            if done % 100 == 0:
                print(f"{done} of {searches} …", file=sys.stderr, flush=True)
    return total


def report(outcome: Outcome) -> str:
    """The tables in Markdown."""
    return "\n\n".join(
        "\n".join(_table(heads, rows))
        for heads, rows in (
            (_POLICY_HEADS, _policy_rows(outcome)),
            (_BIN_HEADS, _bin_rows(outcome, RISK, "over capacity")),
            (_BIN_HEADS, _bin_rows(outcome, MORE, "more than the scheduled")),
            (_RANGE_HEADS, _range_rows(outcome)),
        )
    )


_POLICY_HEADS = (
    "policy", "weeks over capacity", "interviews attended", "of the oracle's", "too many",
    "idle capacity", "contacts",
)  # fmt: skip
_BIN_HEADS = ("the forecast said", "in the mean", "it happened", "off by", "cases")
_RANGE_HEADS = ("weeks ahead", "the range was to hold", "it held", "off by", "cases")


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    for row in (heads, ["---"] * len(heads), *rows):
        yield f"| {' | '.join(row)} |"


def _policy_rows(outcome: Outcome) -> Iterator[Sequence[str]]:
    best = outcome.results["an oracle"].attended
    for name, one in outcome.results.items():
        each = outcome.searches
        yield (
            name,
            f"{one.over / one.weeks:.1%}",
            f"{one.attended / each:.1f}",
            f"{one.attended / best:.0%}" if best else "–",
            f"{one.missed / each:.1f}",
            f"{one.idle / (one.idle + one.attended):.0%}",
            f"{one.contacts / each:.0f}",
        )


def _bin_rows(outcome: Outcome, kind: str, words: str) -> Iterator[Sequence[str]]:
    edges = EDGES[kind]
    for number, (low, high) in enumerate(pairwise(edges)):
        if one := outcome.bins.get((kind, number)):
            yield (f"{words}, {low:.0%} to {min(1, high):.0%}", *_against(one))


def _range_rows(outcome: Outcome) -> Iterator[Sequence[str]]:
    for ahead in HORIZONS:
        if one := outcome.bins.get((RANGE, ahead)):
            yield (str(ahead), *_against(one))


def _against(one: Bin) -> Sequence[str]:
    said, happened = one.said / one.cases, one.happened / one.cases
    off = 100 * (happened - said)
    return f"{said:.1%}", f"{happened:.1%}", f"{off:+.1f} points", f"{one.cases:,}"


def main() -> None:
    """Simulate what the arguments say and print the tables."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.simulation", description=__doc__)
    parser.add_argument("--searches", type=int, default=1_000, help="how many (1,000)")
    parser.add_argument("--seed", type=int, default=1, help="of what is drawn (1)")
    parser.add_argument("--processes", type=int, default=2, help="how many at once (2)")
    parser.add_argument("--write", type=Path, help="put it between the marks of this page, too")
    arguments = parser.parse_args()
    began = time.monotonic()
    outcome = run(arguments.searches, arguments.seed, arguments.processes)
    took = time.monotonic() - began
    measured = (
        f"{datetime.now(UTC).date().isoformat()}, {machine()}: {outcome.searches:,} searches of "
        f"{WEEKS} weeks, seed {arguments.seed}, in {took / 60:.1f} minutes.\n\n{report(outcome)}"
    )
    print(measured)
    if arguments.write:
        arguments.write.write_text(placed(arguments.write.read_text("utf-8"), measured), "utf-8")


if __name__ == "__main__":
    main()
