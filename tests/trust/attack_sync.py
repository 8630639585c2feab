"""Two and three machines: random work, syncs in any order, and ``kill -9`` between and within."""

from __future__ import annotations

import random
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from jobsearch_tui.errors import JobsearchError, StoreBusyError
from tests.trust.attacks import Attack
from tests.trust.machines import Machine, World, kill, wait_for

LONGEST: Final = 0.25
"""Seconds after which a sync is killed at the latest; most take 0.1."""

ROUNDS: Final = 20
"""Tries with the same machines, before new ones are set up."""

PATIENCE: Final = 5
"""How often a sync that finds another one under way is tried again."""


def rounds(tries: int, seed: int, folder: Path) -> Iterator[str]:
    """Machines that work and sync, some of them killed, and are the same in the end."""
    chance = random.Random(seed)
    for number in range(tries):
        if number % ROUNDS == 0:
            world = World(folder / f"w{number}", 2 + number // ROUNDS % 2, chance)
        _trouble(world)
        yield _settled(world)


def _trouble(world: World) -> None:
    chance = world.chance
    for _ in range(chance.randint(2, 4)):
        for machine in world.machines:
            for _ in range(chance.choice((0, 0, 1, 2, 3))):
                machine.work()
        several = chance.sample(world.machines, k=chance.choice((1, 1, 1, 2)))
        running = [machine.begin_sync() for machine in several]
        if chance.random() < 0.3:
            chance.choice(world.machines).work()
        if chance.random() < 0.6:
            time.sleep(chance.uniform(0, LONGEST))  # the random moment itself
            kill(chance.choice(running), chance)
        for pid in running:
            wait_for(pid)


def _settled(world: World) -> str:
    """Let all machines sync undisturbed until nothing moves, then look."""
    head = _head(world)
    for _ in range(2):
        for machine in world.machines:
            try:
                _patiently(machine)
            except JobsearchError as error:
                return f"a sync does not work after the kills: {error}"
    if head and _git(world, "merge-base", "--is-ancestor", head, "main").returncode != 0:
        return "the history was rewritten"
    return world.lost()


def _patiently(machine: Machine) -> None:
    """A sync that waits for what a killed one has left running, as a user would."""
    for _ in range(PATIENCE):
        try:
            machine.sync()
        except StoreBusyError:
            continue  # each of them has waited five seconds
        return
    machine.sync()


def _head(world: World) -> str:
    return _git(world, "rev-parse", "--verify", "--quiet", "main").stdout.strip()


def _git(world: World, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["git", f"--git-dir={world.remote}", *words], capture_output=True, text=True, check=False
    )


ATTACKS = (
    Attack(
        name="second-machine",
        part="machines",
        fault="two and three machines change the same records, clocks days apart, "
        "`kill -9` of the program and of git within their syncs",
        tries=1000,
        short=4,
        run=rounds,
        needs=("git",),
    ),
)
