"""The benchmarks measure what they say; how fast anything is, they are run by hand to tell."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

from tests.bench import measures
from tests.bench.floor import READY
from tests.bench.machine import machine
from tests.bench.measures import Figure
from tests.bench.programs import FLOOR, environ
from tests.bench.terminal import NotShownError, Terminal

ECHO = """
import sys, termios, time, tty
before = termios.tcgetattr(0)
tty.setcbreak(0)
print("ready", *__import__("os").get_terminal_size(), flush=True)
while (key := sys.stdin.read(1)) != "q":
    print(key * 1000, flush=True)
"""


class TestTheTableOfMeasurements:
    def test_a_figure_over_its_aim_is_marked_at_the_size_of_the_aim_alone(self) -> None:
        table = measures.table([Figure("log.ms", 1_000, 151), Figure("log.ms", 10_000, 151)])
        assert table.splitlines()[-1] == (
            "| `jobsearch log` | 151.00 ms | **151.00 ms, over** | ≤ 150 ms |"
        )

    def test_the_growth_is_told_when_both_sizes_were_measured(self) -> None:
        table = measures.table([Figure("log.ms", 10_000, 100), Figure("log.ms", 100_000, 450)])
        assert table.splitlines()[0].endswith("| 100,000 ÷ 10,000, aim ≤ 8 |")
        assert table.splitlines()[-1].endswith("| 4.50 × |")

    def test_what_was_not_measured_has_no_row(self) -> None:
        assert len(measures.table([Figure("start", 10_000, 1.2)]).splitlines()) == 3

    def test_it_takes_the_place_of_the_last_one_in_a_page(self) -> None:
        once = measures.placed("before <!-- measured --><!-- end --> after", "1 ×")
        assert measures.placed(once, "2 ×") == (
            "before <!-- measured -->\n\n2 ×\n\n<!-- end --> after"
        )

    def test_the_ratio_of_turns_is_not_that_of_a_busy_minute(self) -> None:
        assert measures.paired([10, 100, 10], [5, 50, 5]) == 2

    def test_as_plain_data_an_aim_stands_at_its_size(self) -> None:
        told = measures.plain([Figure("start", 1_000, 1.23456), Figure("start", 10_000, 1.5)])
        assert [row["aim"] for row in told] == [None, 1.6]
        assert told[0]["value"] == pytest.approx(1.235)


class TestTheTerminal:
    def test_it_waits_for_what_a_program_shows_and_ends_it(self, tmp_path: Path) -> None:
        with Terminal([sys.executable, "-c", ECHO], 90, 30, environ(tmp_path)) as terminal:
            assert terminal.wait_for(re.compile("ready 90 30")) > 0
            painting = terminal.press(b"x", quiet=0.05)
        assert painting.size == 1002
        assert painting.shown_ms < 2000

    def test_a_held_key_is_told_per_key(self, tmp_path: Path) -> None:
        with Terminal([sys.executable, "-c", ECHO], 90, 30, environ(tmp_path)) as terminal:
            terminal.wait_for(re.compile("ready"))
            assert terminal.hold(b"x", 5, 100).size == 1002

    def test_a_program_that_ends_without_showing_it_is_an_error(self, tmp_path: Path) -> None:
        with (
            Terminal([sys.executable, "-c", "pass"], 80, 24, environ(tmp_path)) as terminal,
            pytest.raises(NotShownError),
        ):
            terminal.wait_for(re.compile("never"))

    def test_the_empty_app_is_shown(self, tmp_path: Path) -> None:
        with Terminal(FLOOR, 80, 24, environ(tmp_path)) as terminal:
            assert terminal.wait_for(re.compile(READY)) > 0


class TestTheMachine:
    def test_it_is_told_without_its_name(self) -> None:
        import platform

        assert "cores" in machine()
        assert platform.node() not in machine()
