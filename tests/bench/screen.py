"""What is measured on a terminal: the first frame, and what a key costs."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from statistics import median

from tests.bench.floor import READY
from tests.bench.measures import Figure, paired
from tests.bench.programs import FLOOR, environ, jobsearch
from tests.bench.terminal import DOWN, Painting, Terminal

SIZES = ((80, 24), (120, 40))
_OURS = re.compile(r"4 Interviews.*?(?:scheduled|held)", re.DOTALL)
"""The last pane's title and a row in it."""

_EMPTY = re.compile(READY)
_SAFE = 5
"""Rows that the pane shows at least, so that so many steps from the top never scroll it."""

_MORE_THAN_A_SCREEN = 60


def start_up(home: Path, store: Path, records: int, rounds: int) -> Iterator[Figure]:
    """From the command to the end of the first frame, the two programs in turns."""
    ours: list[float] = []
    empty: list[float] = []
    command = jobsearch("--store", str(store))
    for number in range(rounds + 1):
        pair = (
            _first_frame(FLOOR, _EMPTY, home),
            _first_frame(command, _OURS, home),
        )
        if number:  # the first round fills the caches
            empty.append(pair[0])
            ours.append(pair[1])
    yield Figure(
        "start", records, paired(ours, empty), f"{median(ours):.0f} ms ÷ {median(empty):.0f}"
    )


def _first_frame(command: Sequence[str], shown: re.Pattern[str], home: Path) -> float:
    with Terminal(command, 120, 40, environ(home)) as terminal:
        return terminal.wait_for(shown)


def keys(home: Path, store: Path, records: int, rounds: int) -> Iterator[Figure]:
    """What a key costs in the pane of the ads, at both sizes."""
    command = jobsearch("--store", str(store))
    for columns, rows in SIZES:
        with Terminal(command, columns, rows, environ(home)) as terminal:
            terminal.wait_for(_OURS)
            terminal.settle(0.6)
            terminal.press(b"3")
            yield from _keys(terminal, f"{columns}x{rows}", records, rounds)


def _keys(terminal: Terminal, size: str, records: int, rounds: int) -> Iterator[Figure]:
    moved: list[Painting] = []
    for _ in range(rounds):
        terminal.press(b"g")
        moved.extend(terminal.press(DOWN) for _ in range(_SAFE))
    yield Figure(f"{size}.cursor.kB", records, _median(moved, _kilobytes))
    yield Figure(f"{size}.cursor.ms", records, _median(moved, _shown))
    yield Figure(f"{size}.cursor.cpu", records, _median(moved, _worked))
    terminal.hold(DOWN, _MORE_THAN_A_SCREEN, 100)
    terminal.settle(0.3)
    scrolled = [terminal.press(DOWN) for _ in range(rounds * _SAFE)]
    yield Figure(f"{size}.scroll.kB", records, _median(scrolled, _kilobytes))
    yield Figure(f"{size}.scroll.ms", records, _median(scrolled, _shown))
    held = terminal.hold(DOWN, 30, 30)
    detail = f"{held.cpu_ms:.1f} ms each, {held.shown_ms:.0f} ms behind"
    yield Figure(f"{size}.held.kB", records, _kilobytes(held), detail)


def _median(paintings: Sequence[Painting], of: Callable[[Painting], float]) -> float:
    return median(of(painting) for painting in paintings)


def _kilobytes(painting: Painting) -> float:
    return painting.size / 1000


def _shown(painting: Painting) -> float:
    return painting.shown_ms


def _worked(painting: Painting) -> float:
    return painting.cpu_ms
