"""An evening with the program in a real terminal, from the import to quitting."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from tests.journeys.terminal import JOBSEARCH, Home, Tmux, sshd, sshd_binary, tmux

EXPORT = Path(__file__).parent.parent / "data" / "linkedin"

pytestmark = pytest.mark.skipif(shutil.which("tmux") is None, reason="tmux is not installed")


@pytest.fixture
def home(tmp_path: Path) -> Home:
    home = Home(tmp_path)
    home.run("set", "pace", "name=Pat Sample", "interviews=2", "hours=8", "zone=Europe/Paris")
    return home


def an_evening(home: Home, terminal: Tmux) -> None:
    """Import, walk, be warned, move, log, copy, undo it all, quit."""
    terminal.wait_for("4 Interviews", "No interviews yet")
    before = _records(home)

    terminal.press("I")
    terminal.wait_for("Import a file")
    terminal.type(str(EXPORT))
    terminal.press("Enter")
    terminal.wait_for("Import this?")
    terminal.press("i")
    terminal.wait_for("undoes all of it", gone="Import this?")

    for number, name in enumerate(("Agencies", "Recruiters", "Ads", "Interviews"), 1):
        terminal.press(str(number))
        terminal.wait_for(f"{number} {name} ·")

    for company, when in (("Halden Foods", "mon 9:00"), ("Omnia", "tue 9:00")):
        _schedule(terminal, company, f"next {when}")
        terminal.press("F2")
        terminal.wait_for(f"Added: {company}")
    _schedule(terminal, "Kestrel", "next wed 11:00")
    terminal.wait_for("over capacity")
    terminal.press("F2")
    terminal.wait_for("More than you can bear?", "next week with room")
    terminal.press("k")
    terminal.wait_for("Added: Kestrel", "OVER BY 1")
    terminal.press("m")
    terminal.wait_for("They have yet to agree to it.")
    terminal.press("n")
    terminal.wait_for("Moved Kestrel", gone="OVER BY")

    terminal.press("2")
    terminal.wait_for("2 Recruiters ·")
    terminal.press("l")
    terminal.wait_for("Enter logs")
    terminal.press("v", "Enter")
    terminal.wait_for("Logged a voicemail with")

    terminal.press("c")
    terminal.wait_for("Scripts:")
    terminal.press("c")
    terminal.wait_for("once more copies as it is")
    terminal.press("c")
    terminal.wait_for("tmux buffer")
    assert "Pat Sample" in terminal.tmux("show-buffer")
    terminal.press("Escape")
    terminal.wait_for("2 Recruiters ·", gone="Scripts:")

    for label in ("log a voicemail", "move", "add", "add", "add", "import"):
        terminal.press("u")
        terminal.wait_for(f"Undone: {label}")
    assert _records(home) == before

    terminal.press("q")
    terminal.wait_for("ended 0")


def _schedule(terminal: Tmux, company: str, when: str) -> None:
    terminal.press("4", "a")
    terminal.wait_for("New interview")
    terminal.type(company)
    terminal.press("Tab", "Tab")
    terminal.type(when)
    terminal.wait_for("→ ")


def _records(home: Home) -> object:
    tables = json.loads(home.store.read_text(encoding="utf-8"))
    return {
        name: table for name, table in tables.items() if table and name not in ("meta", "history")
    }


@pytest.mark.parametrize(("width", "height"), [(80, 24), (120, 36)])
def test_an_evening_in_tmux(home: Home, width: int, height: int) -> None:
    with tmux(home, width, height) as terminal:
        terminal.start(JOBSEARCH)
        an_evening(home, terminal)


@pytest.mark.skipif(sshd_binary() is None, reason="sshd is not installed")
def test_an_evening_over_ssh_into_tmux(home: Home) -> None:
    """The terminal at home, ssh, tmux on the other machine, and the program in it."""
    with sshd(home) as ssh, tmux(home, 80, 24) as far, tmux(home, 80, 25) as near:
        far.start(JOBSEARCH)
        far.wait_for("4 Interviews")
        near.start([*ssh, f"tmux -L {far.name} attach -t it"])
        near.wait_for("4 Interviews")
        an_evening(home, far)
        near.wait_for("ended 0")
