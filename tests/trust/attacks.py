"""What an attack is, and the list of all of them."""

from __future__ import annotations

import importlib
import shutil
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import Final

PARTS: Final = ("store", "line", "input", "eyes", "machines")
"""What is attacked: the file, the terminal and the way to it, what comes in, who looks on, and
the way between two machines."""


class CannotBeMadeError(Exception):
    """An attack needs what is not to be had here; the text is a sentence that says what."""


@dataclass(frozen=True)
class Attack:
    """One fault that is tried many times.

    ``run`` gets the number of tries, a seed and an empty folder of its own, and yields once for
    each try that it really made: an empty string when nothing was lost, else one sentence that
    says what was. ``fault`` are the words of the table; ``tries`` is the number of the full run
    and ``short`` that of the suite, 0 for one that is not in it. ``needs`` are programs without
    which it cannot be made.
    """

    name: str
    part: str
    fault: str
    tries: int
    short: int
    run: Callable[[int, int, Path], Iterable[str]]
    needs: tuple[str, ...] = ()

    def missing(self) -> tuple[str, ...]:
        """The programs it needs that are not here."""
        return tuple(program for program in self.needs if shutil.which(program) is None)


@dataclass(frozen=True)
class Outcome:
    """What came of an attack: the tries made, the losses in words, and the seconds taken."""

    attack: Attack
    tries: int
    losses: tuple[str, ...] = field(default=())
    seconds: float = 0.0


def attempt(attack: Attack, tries: int, seed: int, folder: Path) -> Outcome:
    """Make an attack so many times, in a folder that is made for it."""
    folder.mkdir(parents=True, exist_ok=True)
    began = time.monotonic()
    told: list[str] = []
    try:
        told.extend(attack.run(tries, seed, folder))
    except CannotBeMadeError:
        raise
    except Exception as error:  # noqa: BLE001 - nothing that an attack meets may end the others
        told.append(f"the attack itself came to an end ({type(error).__name__}): {error}")
    losses = tuple(loss for loss in told if loss)
    return Outcome(attack, len(told), losses, time.monotonic() - began)


def attacks(names: Iterable[str] = ()) -> Iterator[Attack]:
    """All attacks in the order of the table, or those of these names or parts alone.

    They are the ``ATTACKS`` of the modules of this package that are named ``attack_…``.
    """
    wanted = set(names)
    modules = sorted(path.stem for path in Path(__file__).parent.glob("attack_*.py"))
    found = [importlib.import_module(f"tests.trust.{name}").ATTACKS for name in modules]
    for attack in sorted(chain.from_iterable(found), key=lambda one: PARTS.index(one.part)):
        if not wanted or wanted & {attack.name, attack.part}:
            yield attack


def table(outcomes: Iterable[Outcome]) -> str:
    """The outcomes as a table in Markdown."""
    lines = ["| | fault | tries | losses |", "| --- | --- | ---: | ---: |"]
    part = ""
    for outcome in outcomes:
        attack = outcome.attack
        shown, part = ("" if attack.part == part else attack.part), attack.part
        lines.append(f"| {shown} | {attack.fault} | {outcome.tries:,} | {len(outcome.losses):,} |")
    return "\n".join(lines)
