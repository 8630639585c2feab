"""The programs that are measured, in surroundings where nothing of the user's counts."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FLOOR = [sys.executable, str(Path(__file__).with_name("floor.py"))]
PYTHON = [sys.executable, "-c", "pass"]

_LEFT_OUT = ("TEXTUAL", "COLUMNS", "LINES", "TMUX", "STY", "SSH", "XDG", "JOBSEARCH", "NO_COLOR")


def jobsearch(*words: str) -> list[str]:
    """The installed program with these arguments, or the package itself where there is none."""
    installed = Path(sys.executable).with_name("jobsearch")
    program = [str(installed)] if installed.exists() else [sys.executable, "-m", "jobsearch_tui"]
    return [*program, *words]


def environ(home: Path) -> dict[str, str]:
    """The environment of a fresh user on a good terminal."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(_LEFT_OUT)}
    told = {"HOME": str(home), "TERM": "xterm-256color", "COLORTERM": "truecolor"}
    return {**kept, **told, "TZ": "Europe/Paris", "LANG": "C.UTF-8"}


def make_store(folder: Path, records: int) -> Path:
    """A store of an invented search of so many records."""
    store = folder / f"{records}" / "store.json"
    store.parent.mkdir()
    store.parent.chmod(0o700)
    run(jobsearch("demo", "--to", str(store), "--records", str(records)), folder)
    return store


def run(command: list[str], home: Path) -> None:
    """Run a program to its end. Raises CalledProcessError when it fails."""
    subprocess.run(
        command,
        check=True,
        cwd=ROOT,
        env=environ(home),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
    )
