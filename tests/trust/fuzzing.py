"""Many cases drawn by Hypothesis, each counted, each loss with the smallest example of it."""

from __future__ import annotations

import random
import traceback
from collections.abc import Callable, Iterator
from itertools import count
from typing import TypeVar

from hypothesis import HealthCheck, Phase, Verbosity, given, seed, settings
from hypothesis.strategies import SearchStrategy

Case = TypeVar("Case")

_BATCH = 1_000
"""Cases drawn in one run of Hypothesis, which remembers all of them to draw none twice."""

_MOST_LOSSES = 10
"""Losses after which an attack is given up: it is the same one over and over."""

_SHOWN = 400


class LossError(AssertionError):
    """What a case lost, in words."""


def fuzz(
    cases: SearchStrategy[Case], check: Callable[[Case], str], tries: int, number: int
) -> Iterator[str]:
    """Check so many cases, drawn from the seed ``number``.

    ``check`` says in a sentence what was lost, or nothing; whatever it raises is a loss too.
    Yields once per case that was really checked, and once more for each loss.
    """
    lots = random.Random(number)
    made = losses = 0
    for _ in count():
        counted, loss = _batch(cases, check, min(_BATCH, tries - made), lots.getrandbits(64))
        yield from [""] * counted
        made += counted
        if loss:
            losses += 1
            yield loss
        if made >= tries or losses >= _MOST_LOSSES:
            return


def _batch(
    cases: SearchStrategy[Case], check: Callable[[Case], str], size: int, number: int
) -> tuple[int, str]:
    """How many cases were checked, and what the smallest one that lost anything lost."""
    made = 0
    last: Case | None = None

    @seed(number)
    @settings(
        max_examples=size,
        database=None,
        deadline=None,
        phases=[Phase.generate, Phase.shrink],
        suppress_health_check=list(HealthCheck),
        verbosity=Verbosity.quiet,
        report_multiple_bugs=False,
        print_blob=False,
    )
    @given(cases)
    def each(case: Case) -> None:
        nonlocal made, last
        made += 1
        last = case
        if told := check(case):
            raise LossError(told)

    try:
        each()
    except Exception as error:  # noqa: BLE001 - whatever was raised is what is looked for
        return made, f"{_told(error)}: {last!r:.{_SHOWN}}"
    return max(made, 1), ""


def _told(error: Exception) -> str:
    if isinstance(error, LossError):
        return str(error)
    ours = [
        frame
        for frame in traceback.extract_tb(error.__traceback__)
        if "jobsearch_tui" in frame.filename
    ]
    where = f" in {ours[-1].name}, line {ours[-1].lineno}" if ours else ""
    return f"{type(error).__name__}{where} ({str(error)[:120]})"
