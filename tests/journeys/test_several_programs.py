"""The app while shells write to its store, and when its terminal goes."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.journeys.terminal import JOBSEARCH, Home, seconds_until_gone, tmux

ON_LINUX = Path("/proc/self").exists()

pytestmark = pytest.mark.skipif(shutil.which("tmux") is None, reason="tmux is not installed")


@pytest.fixture
def home(tmp_path: Path) -> Home:
    home = Home(tmp_path)
    home.run("set", "pace", "name=Pat Sample", "zone=Europe/Paris")
    home.run("add", "recruiter", "name=Dana Whitfield")
    return home


def test_a_change_from_a_shell_is_shown_under_an_open_filter_and_form(home: Home) -> None:
    with tmux(home, 80, 24) as terminal:
        terminal.start(JOBSEARCH)
        terminal.press("2")
        terminal.wait_for("Dana Whitfield")
        terminal.press("/")
        terminal.wait_for("Enter keeps")
        terminal.type("dana")
        terminal.press("Enter")
        terminal.wait_for("1 of 1 /dana")
        terminal.press("e")
        terminal.wait_for("Edit: Dana Whitfield")
        terminal.press("Tab", "Tab")
        terminal.type("Marsh")
        home.run("add", "recruiter", "name=Owen Pryce")
        terminal.press("F2")
        terminal.wait_for("No agency is called", "make a new agency")
        terminal.press("Escape")
        terminal.wait_for("Discard what you typed?")
        terminal.press("y")
        terminal.wait_for("1 of 2 /dana")


@pytest.mark.skipif(not ON_LINUX, reason="the process is looked for in /proc")
def test_a_form_that_was_open_when_the_terminal_went_is_offered_again(home: Home) -> None:
    with tmux(home, 80, 24) as terminal:
        terminal.start(JOBSEARCH)
        terminal.press("2")
        terminal.wait_for("Dana Whitfield")
        terminal.press("a")
        terminal.wait_for("New recruiter")
        terminal.type("Owen Pry")
        terminal.wait_for("Owen Pry")
        process = terminal.program()
    assert seconds_until_gone(process) < 2.5
    drafts = home.folder / "state" / "jobsearch-tui"
    with tmux(home, 80, 24) as terminal:
        terminal.start(JOBSEARCH)
        terminal.wait_for("You were typing", "Owen Pry")
        terminal.press("g")
        terminal.wait_for("New recruiter", "Owen Pry")
        terminal.press("End")
        terminal.type("ce")
        terminal.press("F2")
        terminal.wait_for("Added: Owen Pryce")
        terminal.press("q")
        terminal.wait_for("ended 0")
    assert not list(drafts.glob("draft*.json"))
