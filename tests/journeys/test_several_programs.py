"""The app and shells that write to the same store at the same time: nothing is lost."""

from __future__ import annotations

import json
import os
import shlex
import shutil
import subprocess
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.journeys.terminal import JOBSEARCH, Home, seconds_until_gone, tmux

ON_LINUX = Path("/proc/self").exists()

pytestmark = pytest.mark.skipif(shutil.which("tmux") is None, reason="tmux is not installed")

LOGS = int(os.environ.get("JOBSEARCH_LOGS", "24"))
"""Entries that the two shells write together; JOBSEARCH_LOGS=200 for the long run."""

IN_APP = 5


@pytest.fixture
def home(tmp_path: Path) -> Home:
    home = Home(tmp_path)
    home.run("set", "pace", "name=Pat Sample", "zone=Europe/Paris")
    home.run("add", "recruiter", "name=Dana Whitfield")
    return home


def _shell(home: Home, number: int) -> subprocess.Popen[bytes]:
    """A shell that logs one entry after the other and stops at the first that fails."""
    command = shlex.join([*JOBSEARCH, "log", f"dana na : shell {number} entry"])
    script = (
        f"set -e; i=0; while [ $i -lt {LOGS // 2} ]; do {command}$i >/dev/null; i=$((i+1)); done"
    )
    return subprocess.Popen(["/bin/sh", "-c", script], env=home.environ)


def _summaries(home: Home) -> list[str]:
    tables = json.loads(home.store.read_text(encoding="utf-8"))
    return [entry["summary"] for entry in tables["activities"].values()]


def test_every_entry_of_the_app_and_of_two_shells_is_there_afterwards(home: Home) -> None:
    with ExitStack() as stack:
        terminal = stack.enter_context(tmux(home, 80, 24))
        terminal.start(JOBSEARCH)
        terminal.wait_for("4 Interviews")
        terminal.press("2")
        terminal.wait_for("Dana Whitfield")
        shells = [stack.enter_context(_shell(home, number)) for number in (1, 2)]
        for number in range(IN_APP):
            terminal.press("l")
            terminal.wait_for("Enter logs")
            terminal.type(f"vm : app entry{number}")
            terminal.press("Enter")
            # It may say instead that another program changed the record at the same time.
            terminal.wait_for("2 Recruiters", gone="Enter logs")
        assert [shell.wait(300) for shell in shells] == [0, 0]

        found = _summaries(home)
        wanted = [f"shell {n} entry{i}" for n in (1, 2) for i in range(LOGS // 2)]
        wanted += [f"app entry{number}" for number in range(IN_APP)]
        assert sorted(one for one in found if "entry" in one) == sorted(wanted)

        terminal.press("Enter")
        terminal.wait_for(f"Log, {len(found)}")


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
