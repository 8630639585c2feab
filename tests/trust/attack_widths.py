"""Names of every script in real multiplexers: the borders stand in one column all the same."""

from __future__ import annotations

import json
import os
import random
import shlex
import shutil
import subprocess
import unicodedata
import uuid
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from tests.journeys.terminal import JOBSEARCH, Home
from tests.trust.attack_line import home_with_somebody
from tests.trust.attacks import Attack
from tests.trust.window import Window, wait

PIECES = (
    *("田中 恵", "서혜진", "山田太郎", "ｱｲｳ", "，。"),
    *("Zoe\u0308", "e\u030a\u0301", "ng\u0303", "Łukasz", "Ñandú"),
    *("דנה לוי", "שָׁלוֹם", "محمد العلي", "نُور"),
    *(
        "👩\u200d💻",
        "👨\u200d👩\u200d👧\u200d👦",
        "❤\ufe0f",
        "👍🏽",
        "🇫🇷",
        "1\ufe0f\u20e3",
        "🏳\ufe0f\u200d🌈",
        "✨",
    ),
    *("दीपिका किरण", "கிருஷ்ணன்", "বাংলা", "ไทย", "ខ្មែរ", "မြန်မာ"),
    *("☰", "㉈", "…", "“x”", "A", "B.", "\u200d", "\u202e"),
)
SIZE = (120, 36)
BORDERS = "│┃╮╯┓┛"


def name_by_lot(lot: random.Random) -> str:
    """A name of one to four pieces."""
    return " ".join(lot.choices(PIECES, k=lot.randint(1, 4)))


def columns_of(line: str) -> list[int]:
    """The columns of the borders on a line of a multiplexer's own screen."""
    at, found = 0, []
    for sign in line:
        if sign in BORDERS:
            found.append(at)
        at += _width(sign)
    return found


def _width(sign: str) -> int:
    """The cells of a character as the C library tells them to tmux and screen."""
    if unicodedata.category(sign) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(sign) in ("W", "F") else 1


def _misplaced(before: Sequence[str], after: Sequence[str]) -> str:
    """The first line with a border that is not where one is among names of plain letters."""
    for plain, line in zip(before, after, strict=False):
        if columns_of(plain) != columns_of(line):
            return line
    return ""


def _ids(home: Home) -> list[str]:
    return [one["id"] for one in json.loads(home.store.read_bytes())["recruiters"].values()]


def _shown(
    window: Window, capture: Callable[[], list[str]], home: Home, lot: random.Random, tries: int
) -> Iterator[str]:
    window.until("Help", "Recruiters: room")
    window.keys("2")
    (recruiter,) = _ids(home)
    window.read(0.5)
    before = capture()
    for number in range(tries):
        home.run("set", recruiter, f"name={number} {name_by_lot(lot)}")
        window.read(1.3)
        line = _misplaced(before, capture())
        yield f"a border is askew:\n{line}" if line else ""


def run_tmux(tries: int, seed: int, folder: Path) -> Iterator[str]:
    """Names by lot in a table, the record and the title of the pane, in tmux."""
    home = home_with_somebody(folder / "home")
    name = f"widths-{uuid.uuid4().hex[:8]}"
    tmux = [shutil.which("tmux") or "tmux", "-u", "-L", name, "-f", "/dev/null"]

    def capture() -> list[str]:
        words = [*tmux, "capture-pane", "-p"]
        done = subprocess.run(words, env=home.environ, capture_output=True, timeout=10, check=True)
        return done.stdout.decode().splitlines()

    try:
        command = [*tmux, "new-session", shlex.join(JOBSEARCH), ";", "set", "status", "off"]
        with Window(home.environ, command, SIZE) as window:
            yield from _shown(window, capture, home, random.Random(seed), tries)
    finally:
        subprocess.run([*tmux, "kill-server"], capture_output=True, timeout=10, check=False)


def run_screen(tries: int, seed: int, folder: Path) -> Iterator[str]:
    """The same in GNU screen."""
    home = home_with_somebody(folder / "home")
    sockets = folder / "s"
    sockets.mkdir(mode=0o700)
    home.environ["SCREENDIR"] = str(sockets)
    name, copy = f"widths-{uuid.uuid4().hex[:8]}", folder / "copy"
    screen = [shutil.which("screen") or "screen", "-S", name]

    def capture() -> list[str]:
        copy.unlink(missing_ok=True)
        words = [*screen, "-X", "hardcopy", str(copy)]
        subprocess.run(words, env=home.environ, capture_output=True, timeout=10, check=True)
        wait(copy.exists, 5)
        return copy.read_text("utf-8", "replace").splitlines()

    try:
        command = [screen[0], "-U", "-c", os.devnull, "-S", name, *JOBSEARCH]
        with Window(home.environ, command, SIZE) as window:
            yield from _shown(window, capture, home, random.Random(seed), tries)
    finally:
        quit_ = [*screen, "-X", "quit"]
        subprocess.run(quit_, env=home.environ, capture_output=True, timeout=10, check=False)


ATTACKS = (
    Attack(
        "widths-tmux", "line", "names of every script and emoji in tmux (borders in one column)",
        60, 1, run_tmux, needs=("tmux",),
    ),
    Attack(
        "widths-screen", "line", "the same in GNU screen", 60, 0, run_screen, needs=("screen",),
    ),
)  # fmt: skip
