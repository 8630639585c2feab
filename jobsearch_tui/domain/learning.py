"""What may be believed of a channel: first guesses, corrected by the user's own record.

A belief is a handful of hypotheses with weights, not one estimate, so that a forecast is as
unsure as the record is short. docs/forecast.md has the formulas.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from math import exp, log, sqrt
from typing import Final

from jobsearch_tui.domain.channels import Guess
from jobsearch_tui.domain.delays import LONGEST, Delay, delay_of
from jobsearch_tui.domain.outcomes import Contact

GUESSED_INTERVIEWS: Final = 2.0
"""The guess of a chance counts for as much as a record in which so many interviews came."""

GUESSED_SPREAD: Final = 0.5
"""How unsure the guess of a delay is: the standard deviation of its logarithm."""

_SCALES: Final = (-0.9, -0.6, -0.3, 0.0, 0.3, 0.6, 0.9)
_STEPS: Final = (-2.0, -1.0, 0.0, 1.0, 2.0)
_NEGLIGIBLE: Final = 0.03
_LEAST_DAYS: Final = 2.0
_EXACT, _FINE, _COARSE = 14, 42, 7


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """One possible truth of a channel, with its weight among the others (they add up to 1).

    ``told`` is the chance that a contact which leads to nothing is known to: a refusal, or an
    end in the record.
    """

    weight: float
    chance: float
    delay: Delay
    told: float = 0.0

    def left(self, silent: int) -> float:
        """The chance that one silent for so many days, not closed, is still to answer, over p.

        It is 1 / P(silent): multiplied by p·P(the answer comes later) it gives the chance of that.
        """
        return 1 / _silence(self.chance, self.delay.by[silent], self.told)


def _silence(chance: float, by: float, told: float) -> float:
    """The chance that a contact is silent and open at the age at which ``by`` have answered."""
    return max(1e-9, 1 - by * (chance + (1 - chance) * told))


@dataclass
class Seen:
    """The contacts of a channel, equal ones counted together.

    ``silent`` counts those that still wait by (days ahead that they begin, days of silence).
    """

    delays: Counter[int] = field(default_factory=Counter)
    silent: Counter[tuple[int, int]] = field(default_factory=Counter)
    closed: int = 0


def seen(contacts: Iterable[Contact], today: int) -> Seen:
    """The contacts as they stand on a day, given as its ordinal."""
    found = Seen()
    for one in contacts:
        if one.invited is not None:
            if one.made <= today:
                found.delays[min(LONGEST, one.invited - one.made)] += 1
        elif one.closed:
            found.closed += 1
        elif one.made > today:
            found.silent[one.made - today, -1] += 1
        else:
            found.silent[0, _rounded(today - one.made)] += 1
    return found


def _rounded(age: int) -> int:
    """An age in days, the coarser the older, so that contacts of one week count together."""
    if age <= _EXACT:
        return age
    if age <= _FINE:
        return age - age % 3 + 1
    return min(LONGEST, age - age % _COARSE + 3)


def believe(guess: Guess, notice: int, record: Seen) -> tuple[Hypothesis, ...]:
    """The hypotheses about a channel, given the guess, the mean notice in days and the record."""
    mean = max(_LEAST_DAYS, guess.days - notice)
    waiting = {age: number for (_, age), number in record.silent.items() if age >= 0}
    told = _told(record.closed, waiting, delay_of(mean))
    weighed = [
        (score, Hypothesis(0, chance, delay, told))
        for scale in _SCALES
        for delay in (delay_of(mean * exp(scale)),)
        for chance, score in _chances(guess.chance, delay, scale, told, record, waiting)
    ]
    best = max(score for score, _ in weighed)
    kept = [(exp(score - best), one) for score, one in weighed if score > best + log(_NEGLIGIBLE)]
    total = sum(weight for weight, _ in kept)
    return tuple(Hypothesis(weight / total, one.chance, one.delay, told) for weight, one in kept)


def _told(closed: int, waiting: Mapping[int, int], delay: Delay) -> float:
    """Of the contacts whose time has come without an interview, the share that was closed."""
    overdue = sum(number * delay.by[age] for age, number in waiting.items())
    return closed / (closed + overdue + 1)


def _chances(
    guess: float,
    delay: Delay,
    scale: float,
    told: float,
    record: Seen,
    waiting: Mapping[int, int],
) -> Iterable[tuple[float, float]]:
    """Chances about the likeliest one for a delay, each with the logarithm of its weight."""
    answered = record.delays.total()
    yes = GUESSED_INTERVIEWS + answered
    no = GUESSED_INTERVIEWS * (1 / guess - 1) + record.closed
    exposed = sum(number * delay.by[age] for age, number in waiting.items())
    middle = yes / (yes + no + exposed)
    width = 1 / sqrt(yes * (1 - middle))
    groups = [(delay.by[age], number) for age, number in waiting.items()]
    fixed = -((scale / GUESSED_SPREAD) ** 2) / 2 + log(width)
    fixed += sum(number * log(delay.of(days)) for days, number in record.delays.items())
    for step in _STEPS:
        odds = middle / (1 - middle) * exp(step * width)
        chance = odds / (1 + odds)
        # The powers of the prior, with the derivative of the chance by its log odds.
        score = fixed + yes * log(chance) + no * log(1 - chance)
        score += sum(number * log(_silence(chance, by, told)) for by, number in groups)
        yield chance, score
