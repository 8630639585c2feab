"""The app, a long sitting and shells on one store at once, and locks that stand in the way."""

from __future__ import annotations

import json
import shlex
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Final

from tests.journeys.terminal import JOBSEARCH, Home, tmux
from tests.trust.attacks import Attack
from tests.trust.programs import PROJECT, told_by

_LONGEST: Final = 900
"""Seconds after which a writer is given up."""


def together(tries: int, _seed: int, folder: Path) -> Iterator[str]:
    """So many entries by the app, a sitting, two shells and two quicker ones; each is sought.

    The app's are said to be saved once it was left in order.
    """
    home = Home(folder)
    home.run("set", "pace", "name=Pat Sample", "zone=Europe/Paris")
    home.run("add", "recruiter", "name=Dana Whitfield")
    shares = _shares(tries)
    with ExitStack() as stack:
        terminal = stack.enter_context(tmux(home, 80, 24))
        terminal.start(JOBSEARCH)
        terminal.wait_for("4 Interviews")
        terminal.press("2")
        terminal.wait_for("Dana Whitfield")
        others = {name: share for name, share in shares.items() if name != "app"}
        writers = {name: _writer(home, name, share) for name, share in others.items()}
        for number in range(shares["app"]):
            terminal.press("l")
            terminal.wait_for("Enter logs")
            terminal.type(f"vm : app entry {number}")
            terminal.press("Enter")
            # It may say instead that another program changed the record at the same time.
            terminal.wait_for("2 Recruiters", gone="Enter logs")
        complaints = {name: _ended(writer) for name, writer in writers.items()}
        terminal.press("q")
        terminal.wait_for("ended 0")
    yield from _found(home, shares, complaints)


def _shares(tries: int) -> dict[str, int]:
    """Who writes how many; a key press in a terminal and the start of a process take longest."""
    shares = {"app": max(1, tries // 100), "command1": tries // 20, "command2": tries // 20}
    shares["sitting"] = tries // 4
    shares["shell1"] = (tries - sum(shares.values())) // 2
    shares["shell2"] = tries - sum(shares.values())
    return shares


def _writer(home: Home, name: str, share: int) -> subprocess.Popen[str]:
    if name.startswith("command"):
        command = shlex.join([*JOBSEARCH, "log", f"dana na : {name} entry "])
        loop = f"i=0; while [ $i -lt {share} ]; do {command}$i >/dev/null; i=$((i+1)); done"
        words = ["/bin/sh", "-ec", loop]
    else:
        kind = "session" if name == "sitting" else "shell"
        program = (sys.executable, "-m", "tests.trust.several_program")
        words = [*program, kind, str(home.store), name, str(share)]
    return subprocess.Popen(words, env=home.environ, stderr=subprocess.PIPE, text=True, cwd=PROJECT)


def _ended(writer: subprocess.Popen[str]) -> str:
    """What a writer complained of when it ended."""
    complaint = writer.communicate(timeout=_LONGEST)[1]
    return complaint.strip() if writer.returncode else ""


def _found(home: Home, shares: dict[str, int], complaints: dict[str, str]) -> Iterator[str]:
    """One outcome for each entry that was to be written."""
    tables = json.loads(home.store.read_text("utf-8"))
    summaries = Counter(entry["summary"] for entry in tables["activities"].values())
    for name, share in shares.items():
        for number in range(share):
            summary = f"{name} entry {number}"
            times = summaries[summary]
            complaint = f" ({complaints[name]})" if complaints.get(name) else ""
            yield "" if times == 1 else f"{summary} is there {times} times{complaint}"


def locks(tries: int, seed: int, folder: Path) -> Iterator[str]:
    """Locks of dead and of living processes, and disks without any."""
    return told_by("lock_program", folder, tries, seed)


ATTACKS: Final = (
    Attack(
        "together",
        "store",
        "the app, a long sitting and four shells write at once",
        2000,
        24,
        together,
        needs=("tmux",),
    ),
    Attack(
        "locks",
        "store",
        "a lock held by a living process or left by a dead one; a disk without locks, or too slow",
        250,
        12,
        locks,
    ),
)
