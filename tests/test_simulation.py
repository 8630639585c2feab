"""The simulation of searches does what it says; how well the pace holds, it is run to tell."""

from __future__ import annotations

from functools import cache

import pytest

from jobsearch_tui.domain.channels import Channel
from tests.bench import simulation
from tests.bench.simulation import MORE, POLICIES, RANGE, RISK, Outcome, report, run
from tests.bench.world import FIRST, WEEKS, World, known, truth


@cache
def few() -> Outcome:
    """A few searches, in this process."""
    return run(2, seed=5, processes=1)


class TestTheWorld:
    def test_is_the_same_for_the_same_seed_and_another_for_another(self) -> None:
        assert truth(1, 2) == truth(1, 2)
        assert truth(1, 2) != truth(2, 2)

    def test_a_contact_has_the_same_fate_whoever_makes_it_first(self) -> None:
        alone, later = World(truth(1, 1)), World(truth(1, 1))
        alone.contact(Channel.RECRUITERS, 60, 0)
        later.contact(Channel.ADS, 3, 0)
        later.contact(Channel.RECRUITERS, 60, 0)
        came = []
        for world in (alone, later):
            world.until(2)
            found = world.workspace.of_kind("interview")
            came.append({one.origin for one in found if one.origin.startswith("recruiters")})
        assert came[0] == came[1] != set()

    def test_no_interview_falls_on_a_weekend_or_into_a_week_off(self) -> None:
        world = World(truth(1, 3))
        world.contact(Channel.RECRUITERS, 120, 0)
        world.until(WEEKS)
        days = [one.starts.toordinal() - FIRST for one in world.workspace.of_kind("interview")]
        assert days
        assert all(day % 7 < 5 and world.capacity(day // 7) for day in days)

    def test_no_more_are_attended_than_fit(self) -> None:
        world = World(truth(1, 3))
        world.contact(Channel.RECRUITERS, 120, 0)
        world.until(WEEKS)
        stages = {one.stage for one in world.workspace.of_kind("interview")}
        assert stages <= {"held", "no-show", "scheduled"}
        assert all(attended <= world.capacity(week) for week, attended in enumerate(world.attended))

    def test_the_oracle_knows_the_mean_delay(self) -> None:
        one = truth(1, 1)
        for channel, (hypothesis,) in ((c, h) for c, h in known(one).items() if h):
            delay = hypothesis.delay
            mean = sum(day * delay.of(day) for day in range(len(delay.by)))
            assert mean == pytest.approx(one.channels[channel].mean, rel=0.1, abs=0.3)


class TestTheTables:
    def test_have_a_row_for_each_policy(self) -> None:
        first = report(few()).split("\n\n")[0].splitlines()
        assert [row.split(" | ")[0].removeprefix("| ") for row in first[2:]] == list(POLICIES)
        assert len({row.count("|") for row in first}) == 1

    def test_have_cases_of_each_kind_that_add_up(self) -> None:
        bins = few().bins
        for kind in (RISK, MORE, RANGE):
            assert sum(one.cases for (name, _), one in bins.items() if name == kind) > 50
        for one in bins.values():
            assert 0 <= one.happened <= one.cases
            assert 0 <= one.said <= one.cases + 1e-6

    def test_a_forecast_is_in_the_bin_of_what_it_said(self) -> None:
        for (kind, number), one in few().bins.items():
            if kind != RANGE:
                low, high = simulation.EDGES[kind][number : number + 2]
                assert low - 1e-9 <= one.said / one.cases <= high

    def test_all_weeks_are_accounted_for(self) -> None:
        for one in few().results.values():
            assert 2 * (WEEKS - 3) <= one.weeks <= 2 * (WEEKS - 1)
            assert 3 * one.weeks <= one.attended + one.idle <= 4 * one.weeks
            assert (one.over > 0) == (one.missed > 0)

    def test_everybody_at_once_contacts_the_most(self) -> None:
        contacts = {name: one.contacts for name, one in few().results.items()}
        assert max(contacts, key=contacts.__getitem__) == "everybody at once"
