"""Distributions of small counts: how likely 0, 1, 2 … interviews are, the last for all above."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from math import exp

Tally = Sequence[float]
"""The chance of each count from 0 on; the last is that of so many or more. They add up to 1."""

NONE: Tally = (1.0,)


def tally(mean: float, squares: float, size: int) -> list[float]:
    """The distribution of how many of many events happen, each of them unlikely by itself.

    ``mean`` is the sum of their chances and ``squares`` that of the chances' squares, which is
    what the variance lacks to the mean. It is the binomial distribution of that mean and
    variance, or Poisson's where no event is likely enough to matter.
    """
    if mean < 1e-6:
        return [1.0] + [0.0] * (size - 1)
    each = min(0.95, squares / mean)
    if each < 1e-3:
        found, term = [], exp(-mean)
        for count in range(1, size):
            found.append(term)
            term *= mean / count
        return [*found, max(0.0, 1 - sum(found))]
    trials, odds = mean / each, each / (1 - each)
    found, term = [], (1 - each) ** trials
    for count in range(size):
        found.append(term)
        term *= max(0.0, trials - count) / (count + 1) * odds
    whole = sum(found) if trials < size else 1.0
    found[-1] = max(0.0, whole - sum(found[:-1]))
    return [chance / whole for chance in found]


def together(one: Tally, other: Tally, size: int) -> list[float]:
    """The distribution of the sum of two independent counts."""
    found = [0.0] * size
    for place, chance in enumerate(one):
        if chance > 1e-9:
            for more, other_chance in enumerate(other):
                found[min(size - 1, place + more)] += chance * other_chance
    return found


def above(tally: Tally, most: int) -> float:
    """The chance of more than so many."""
    return min(1.0, sum(tally[most + 1 :]))


def middle(tally: Tally, share: float) -> tuple[int, int]:
    """The range in the middle that holds at least this share: what lies off it on either side
    is at most half the rest."""
    rest = (1 - share) / 2
    sums = list(accumulate(tally))
    low = next(count for count, total in enumerate(sums) if total > rest)
    high = next((count for count, total in enumerate(sums) if total >= 1 - rest), len(sums) - 1)
    return low, high
