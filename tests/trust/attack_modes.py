"""Who else can read it: every file that is written, under umask 0, from the first moment on.

The programs run with a ``sitecustomize`` that notes the mode of each file and directory in the
instant in which it is made; when they have ended the whole home is looked through as well.
"""

from __future__ import annotations

import os
import random
import re
import shutil
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Final

from tests.trust.attack_eyes import Watched, environ
from tests.trust.attacks import Attack

ROOT: Final = Path(__file__).parent.parent.parent
EXPORT: Final = ROOT / "tests" / "data" / "linkedin"

_WATCH: Final = """\
import os, stat, sys
home, notes = os.environ["HOME"] + "/", os.environ["JOBSEARCH_NOTES"]
real_open, real_mkdir = os.open, os.mkdir
def note(path, mode, wanted):
    if os.path.abspath(os.fsdecode(path)).startswith(home) and stat.S_IMODE(mode) & 0o077:
        line = f"{os.fsdecode(path)!r} was made with {stat.S_IMODE(mode):o}\\n"
        descriptor = real_open(notes, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        os.write(descriptor, line.encode())
        os.close(descriptor)
def watched_open(path, flags, mode=0o777, *, dir_fd=None):
    was_there = not flags & os.O_CREAT or os.path.lexists(path)
    descriptor = real_open(path, flags, mode, dir_fd=dir_fd)
    if not was_there:
        note(path, os.fstat(descriptor).st_mode, 0o600)
    return descriptor
def watched_mkdir(path, mode=0o777, *, dir_fd=None):
    real_mkdir(path, mode, dir_fd=dir_fd)
    note(path, os.stat(path).st_mode, 0o700)
def audit(event, told):
    if event == "open" and isinstance(told[1], str) and set(told[1]) & set("wax"):
        if isinstance(told[0], (str, bytes)) and not os.path.lexists(told[0]):
            note(told[0], 0o666, 0o600)
os.open, os.mkdir = watched_open, watched_mkdir
sys.addaudithook(audit)
"""

COMMANDS: Final[tuple[Sequence[str], ...]] = (
    ("add", "recruiter", "name=Dana Whitfield"),
    ("set", "pace", "interviews=4"),
    ("log", "dana vm +3d : ring back"),
    ("delete", "dana whitfield"),
    ("undo",),
    ("redo",),
    ("import", str(EXPORT)),
    ("demo", "--to", "made/here/demo.json"),
    ("today",),
    ("list", "recruiter"),
    ("path",),
)


class Home:
    """A home in which everything that is made is watched."""

    def __init__(self, folder: Path) -> None:
        """Make it anew."""
        self.path = folder / "home"
        self._notes = folder / "notes"
        watch = folder / "watch"
        shutil.rmtree(self.path, ignore_errors=True)
        self._notes.unlink(missing_ok=True)
        self.path.mkdir(mode=0o755)
        self.path.chmod(0o755)
        watch.mkdir(exist_ok=True)
        (watch / "sitecustomize.py").write_text(_WATCH)
        self.environ = environ(self.path) | {
            "PYTHONPATH": f"{watch}:{ROOT}",
            "PYTHONDONTWRITEBYTECODE": "1",
            "JOBSEARCH_NOTES": str(self._notes),
        }

    @property
    def data(self) -> Path:
        """Where the program keeps its own."""
        return self.path / ".local" / "share" / "jobsearch-tui"

    def run(self, *words: str) -> None:
        """A command of the program, under umask 0."""
        subprocess.run(
            [sys.executable, "-m", "jobsearch_tui", *words],
            env=self.environ,
            cwd=self.path,
            umask=0,
            capture_output=True,
            timeout=60,
            check=False,
        )

    def losses(self, known: Sequence[Path] = ()) -> str:
        """What others may read, or could for a moment; ``known`` are the user's own folders."""
        told = self._notes.read_text().splitlines() if self._notes.exists() else []
        for path in self.path.rglob("*"):
            mode = stat.S_IMODE(path.lstat().st_mode)
            if path in known:
                told += [] if mode == 0o755 else [f"{path} of the user has {mode:o}"]
            elif mode != (0o700 if path.is_dir() else 0o600):
                told.append(f"{path} has {mode:o}")
        return "; ".join(told)


def commands(tries: int, seed: int, folder: Path) -> Iterator[str]:
    """Run commands, in a new home, over files that were open to all, and in a user's folder."""
    chance = random.Random(seed)
    for number in range(tries):
        home, known, store = Home(folder), [], []
        if number % 3 == 1:
            _open_to_all(home)
        elif number % 3 == 2:
            mine = home.path / "mine"
            mine.mkdir()
            mine.chmod(0o755)
            known, store = [mine], ["--store", str(mine / "search.json")]
        wanted = COMMANDS[number % len(COMMANDS)]
        for words in [chance.choice(COMMANDS) for _ in range(chance.randrange(3))] + [wanted]:
            home.run(*store, *words)
        home.run(*store, "add", "agency", f"name=Agency {number}")  # at least one that writes
        yield home.losses(known)


def _open_to_all(home: Home) -> None:
    """A store, a lock and copies that somebody's umask or hand has made readable."""
    home.run("set", "pace", "interviews=2")
    home.run("set", "pace", "interviews=3")
    for path in home.data.rglob("*"):
        if path.is_dir() or path.name.endswith((".json", ".lock")):
            path.chmod(0o777 if path.is_dir() else 0o666)
    home.data.chmod(0o777)
    for copy in home.data.glob("backups/*"):
        copy.unlink()  # a copy is never written again: the directory is what keeps it


def a_form_dropped(terminal: Watched) -> None:
    """Half fill in a form, and drop the line."""
    terminal.tap(b"2a")
    terminal.wait_for(re.compile("New recruiter"))
    terminal.tap(b"Dana Whitfield", 0.2)
    os.kill(terminal.pid, signal.SIGHUP)


def a_script_edited(terminal: Watched) -> None:
    """Change a call script, of which the user's own copy is made."""
    terminal.tap(b"2c")
    terminal.wait_for(re.compile("Scripts: "))
    terminal.tap(b"e")


def letters_written(terminal: Watched) -> None:
    """List companies in the broadcast, and write letters to them."""
    terminal.tap(b"b")
    terminal.wait_for(re.compile("Campaigns"))
    terminal.tap(b"a")
    terminal.wait_for(re.compile("one a line|One company|Companies", re.IGNORECASE))
    terminal.tap(b"Omnia Works\rHalden Foods\r", 0.3)
    terminal.tap(b"\x1bOQ", 0.6)
    terminal.tap(b"B", 0.5)
    for _ in range(8):
        terminal.tap(b"\r", 0.15)
    terminal.tap(b"a", 0.5)
    terminal.tap(b"w", 0.5)


EVENINGS: Final[tuple[tuple[Callable[[Watched], None], str], ...]] = (
    (a_form_dropped, "draft*.json"),
    (a_script_edited, "scripts/*.md"),
    (letters_written, "*.letters/*/*.txt"),
)


def screens(tries: int, seed: int, folder: Path) -> Iterator[str]:
    """Do in the app what writes a file other than the store."""
    editor = folder / "editor"
    editor.write_text("#!/bin/sh\necho 'One more line.' >> \"$1\"\n")
    editor.chmod(0o755)
    for number in range(tries):
        home = Home(folder)
        mine = home.path / "store.json"
        home.run("--store", str(mine), "set", "pace", "name=Pat Sample")
        home.run("--store", str(mine), "add", "recruiter", "name=Owen Pryce")
        do, made = EVENINGS[number % len(EVENINGS)]
        before = os.umask(0)
        try:
            terminal = Watched(home.path, surroundings=home.environ | {"EDITOR": str(editor)})
        finally:
            os.umask(before)
        with terminal:
            terminal.wait_for(re.compile("Agencies"))
            do(terminal)
            found = _appears(home.path, made, terminal)
        yield home.losses() or ("" if found else f"{do.__name__} made no {made}")


def _appears(folder: Path, made: str, terminal: Watched) -> bool:
    """Whether such a file is written, soon or, on a busy machine, later."""
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        if any(path.match(made) for path in folder.rglob("*")):
            return True
        terminal.heard(0.2)
        time.sleep(0.05)
    return False


ATTACKS: Final = (
    Attack(
        "modes", "eyes", "a command under umask 0, over files open to all: others may read one",
        300, 3, commands,
    ),
    Attack(
        "modes-app", "eyes", "drafts, scripts and letters written under umask 0: likewise",
        30, 1, screens,
    ),
)  # fmt: skip
