"""A command line on a store of its own, at a fixed moment."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from jobsearch_tui.cli import main
from jobsearch_tui.shell.desk import World

NOW = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)  # a Tuesday


@dataclass
class Said:
    """What a command said and how it ended."""

    status: int
    out: str
    err: str

    @property
    def json(self):
        return json.loads(self.out)


class CommandLine:
    """Runs commands as a user would, one process after the other."""

    def __init__(self, home: Path, read: Callable) -> None:
        self.home = home
        self.environ = {"HOME": str(home), "TZ": "Europe/Paris", "TERM": "xterm"}
        self.now = NOW
        self.has_terminal = False
        self.typed = ""
        self._read = read

    def __call__(self, *words: str) -> Said:
        self.now += timedelta(seconds=1)  # no two commands begin at the same moment
        world = World(self.environ, lambda: self.now, lambda: self.has_terminal, lambda: self.typed)
        status = main(words, world)
        out, err = self._read()
        return Said(status, out, err)

    def add(self, *words: str) -> str:
        said = self("add", *words)
        assert said.status == 0, said.err
        return said.out.strip()

    @property
    def store(self) -> Path:
        return self.home / ".local/share/jobsearch-tui/store.json"

    def configure(self, text: str) -> None:
        folder = self.home / ".config/jobsearch-tui"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "config.toml").write_text(text)


@pytest.fixture
def jobsearch(tmp_path, capsys, monkeypatch):
    monkeypatch.setenv("COLUMNS", "80")
    return CommandLine(tmp_path, capsys.readouterr)


@pytest.fixture
def dana(jobsearch):
    """The id of a recruiter."""
    return jobsearch.add("recruiter", "name=Dana Whitfield", "employer=Marsh & Vale")
