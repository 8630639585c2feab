"""Copying for real: what the program says of a copy is what really became of it."""

from __future__ import annotations

import os
import random
import re
import shlex
import shutil
import subprocess
import time
import uuid
from base64 import b64decode
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.journeys.terminal import JOBSEARCH, Home, sshd
from tests.trust.attack_line import home_with_somebody
from tests.trust.attacks import Attack
from tests.trust.window import Window, wait

SIZE = (120, 36)
PATIENCE = 15.0
"""Seconds within which something is said, though a clipboard hangs."""

COPIED, IN_TMUX, OFFERED, SENT, NOT = (
    "Copied.",
    "In the tmux buffer",
    "offered to your terminal",
    "Sent to your terminal",
    "Not copied",
)
_OSC52 = re.compile(rb"\x1b\]52;[^;]*;([A-Za-z0-9+/=]*)(?:\x07|\x1b\\)")
_WORDS = ("Dana", "good evening", "“Kestrel”", "naïve", "Łódź", "田中", "über die Stelle", "50 %")
_EMOJI = ("👩\u200d💻", "👨\u200d👩\u200d👧", "❤\ufe0f", "👍🏽", "🇫🇷", "1\ufe0f\u20e3", "✨")
_LENGTHS = {"short": 40, "lines": 900, "emoji": 300, "just fits": 56_000, "100 kB": 99_000}


def text_by_lot(kind: str, lot: random.Random) -> str:
    """A script of so many bytes, at most."""
    pieces = _EMOJI if kind == "emoji" else _WORDS
    text = f"{lot.randint(10**6, 10**7)}"
    data = bytearray(text.encode())
    while len(data) < _LENGTHS[kind] - 60:
        between = "\n" if lot.random() < 0.1 else " "
        data += f"{between}{lot.choice(pieces)} {lot.randint(0, 99)}".encode()
    return data.decode()


def use_as_script(home: Home, text: str) -> None:
    """Make the text the script that the recruiter's dialog begins with."""
    path = home.folder / "config" / "jobsearch-tui" / "scripts" / "first-call-recruiter.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    head = "---\ntitle: Hello\nchannel: call\nfor: recruiter\nstates: recruiter:queued\n---\n"
    path.write_text(f"{head}{text}\n", encoding="utf-8")


@dataclass
class Facts:
    """What can be looked at: the terminal outside, and the places that hold a copy."""

    window: Window
    tmux: Callable[[], str] = lambda: ""
    desktop: Callable[[], str] = lambda: ""
    before: int = field(init=False)

    def __post_init__(self) -> None:
        self.before = len(self.window.sent)

    def arrived(self) -> str | None:
        """The text that the outer terminal was asked to take since; None if it was not."""
        found = _OSC52.findall(self.window.sent[self.before :])
        return b64decode(found[-1]).decode() if found else None

    def contradict(self, said: str, text: str) -> str:
        """What is not as it was said."""
        if COPIED in said and self.desktop() != text:
            return f"“{COPIED}” was said, and the desktop holds {self.desktop()[:60]!r}"
        if IN_TMUX in said and self.tmux() != text:
            return f"“{IN_TMUX}” was said, and it holds {self.tmux()[:60]!r}"
        came = OFFERED in said or SENT in said
        if came and not wait(lambda: self.window.read(0.02) or self.arrived() == text, 5):
            return f"the terminal got {(self.arrived() or '')[:60]!r} and not the text"
        if not came and self.arrived() is not None:
            return f"the terminal was sent {len(self.arrived() or '')} signs, and nothing was said"
        return ""


def a_copy(home: Home, facts: Facts, text: str) -> str:
    """Copy the text in the app; what was said that is not so."""
    window = facts.window
    window.keys("c", then="Scripts:")
    window.until(text[:7])
    facts.before = len(window.sent)
    began = time.monotonic()
    window.type("c")
    said = ""
    while not said and time.monotonic() - began < PATIENCE:
        window.read(0.05)
        flat = " ".join(re.sub("[│┃|]", " ", window.text).split())
        said = flat if any(one in flat for one in (COPIED, IN_TMUX, SENT, NOT)) else ""
    window.read(0.1)
    wrong = facts.contradict(said, text) if said else "nothing was said"
    for _ in range(3):  # GNU screen holds an Escape back, to see what it begins
        window.type("\x1b")
        if wait(lambda: window.read(0.05) or "Scripts:" not in window.text, 5):
            break
    return wrong


def copies(
    tries: int, lot: random.Random, home: Home, command: list[str], facts: Callable[[Window], Facts]
) -> Iterator[str]:
    """Copy texts of every kind, one after the other, in one run of the app."""
    kinds = list(_LENGTHS)
    with Window(home.environ, command, SIZE) as window:
        window.until("Help", "2 Recruiters")
        window.keys("2")
        for number in range(tries):
            kind = kinds[(number + 2) % len(kinds)]
            text = text_by_lot(kind, lot)
            use_as_script(home, text)
            wrong = a_copy(home, facts(window), text)
            yield f"{kind}: {wrong}" if wrong else ""


def _shares(tries: int, parts: int) -> list[int]:
    """The tries, dealt out to so many situations."""
    return [tries // parts + (number < tries % parts) for number in range(parts)]


# --- over ssh, into tmux ------------------------------------------------------------------------


def run_ssh(tries: int, seed: int, folder: Path) -> Iterator[str]:
    """sshd on this machine, tmux with each ``set-clipboard``, the app; and without tmux."""
    lot = random.Random(seed)
    home = home_with_somebody(folder / "home")
    with ExitStack() as stack:
        ssh = stack.enter_context(sshd(home))
        ssh[0] = shutil.which("ssh") or "ssh"
        for setting, share in zip(("on", "external", "off", ""), _shares(tries, 4), strict=True):
            if not share:
                continue
            if not setting:
                remote = f"exec {shlex.join(JOBSEARCH)}"
                yield from copies(share, lot, home, [*ssh, remote], Facts)
                continue
            with _tmux(home, setting) as tmux:
                remote = shlex.join([*tmux, "attach"])
                yield from copies(
                    share, lot, home, [*ssh, remote], lambda window, tmux=tmux: Facts(
                        window, tmux=lambda: _output([*tmux, "show-buffer"], home)
                    )
                )  # fmt: skip


@contextmanager
def _tmux(home: Home, setting: str) -> Iterator[list[str]]:
    """A tmux server with the app in it, and ``set-clipboard`` as it is told."""
    tmux = ["tmux", "-u", "-L", f"clip-{uuid.uuid4().hex[:8]}", "-f", "/dev/null"]
    app = f"cd {shlex.quote(os.getcwd())} && exec {shlex.join(JOBSEARCH)}"
    size = ("-x", str(SIZE[0]), "-y", str(SIZE[1]))
    try:
        subprocess.run(
            [*tmux, "new-session", "-d", *size, app, ";", "set", "-s", "set-clipboard", setting],
            env=home.environ, check=True, timeout=10,
        )  # fmt: skip
        yield tmux
    finally:
        subprocess.run([*tmux, "kill-server"], capture_output=True, timeout=10, check=False)


def _output(words: list[str], home: Home, **more: str) -> str:
    environ = {**home.environ, **more}
    try:
        done = subprocess.run(words, env=environ, capture_output=True, timeout=5, check=False)
    except subprocess.TimeoutExpired:
        return ""
    return done.stdout.decode("utf-8", "replace")


# --- GNU screen, a desktop, nothing at all ----------------------------------------------------


def run_screen(tries: int, seed: int, folder: Path) -> Iterator[str]:
    """The app in GNU screen: the sequence passes in pieces."""
    home = home_with_somebody(folder / "home")
    (folder / "s").mkdir(mode=0o700)
    home.environ["SCREENDIR"] = str(folder / "s")
    screen = shutil.which("screen") or "screen"
    name = f"clip-{uuid.uuid4().hex[:8]}"
    try:
        command = [screen, "-U", "-c", os.devnull, "-S", name, *JOBSEARCH]
        yield from copies(tries, random.Random(seed), home, command, Facts)
    finally:
        quit_ = [screen, "-S", name, "-X", "quit"]
        subprocess.run(quit_, env=home.environ, capture_output=True, timeout=10, check=False)


def run_x11(tries: int, seed: int, folder: Path) -> Iterator[str]:
    """A desktop of its own (Xvfb) with xclip."""
    home = home_with_somebody(folder / "home")
    with _display() as display:
        home.environ["DISPLAY"] = display

        def desktop() -> str:
            return _output(["xclip", "-o", "-selection", "clipboard"], home)

        def facts(window: Window) -> Facts:
            return Facts(window, desktop=desktop)

        yield from copies(tries, random.Random(seed), home, JOBSEARCH, facts)


@contextmanager
def _display() -> Iterator[str]:
    reading, writing = os.pipe()
    words = ["Xvfb", "-displayfd", str(writing), "-screen", "0", "64x64x24", "-nolisten", "tcp"]
    server = subprocess.Popen(words, pass_fds=[writing], stderr=subprocess.DEVNULL)
    os.close(writing)
    try:
        with os.fdopen(reading) as pipe:
            yield f":{pipe.readline().strip()}"
    finally:
        server.terminate()
        server.wait(10)


def run_bare(tries: int, seed: int, folder: Path) -> Iterator[str]:
    """A plain terminal, a console without a clipboard, a xclip that hangs, one that fails."""
    lot = random.Random(seed)
    situations = ({}, {"TERM": "linux"}, {"xclip": "exec sleep 30"}, {"xclip": "exit 1"})
    for number, share in enumerate(_shares(tries, len(situations))):
        if not share:
            continue
        home = home_with_somebody(folder / f"home{number}")
        environ = dict(situations[number])
        if script := environ.pop("xclip", ""):
            program = folder / f"bin{number}" / "xclip"
            program.parent.mkdir()
            program.write_text(f"#!/bin/sh\n{script}\n")
            program.chmod(0o755)
            environ |= {"DISPLAY": ":77", "PATH": f"{program.parent}:{home.environ['PATH']}"}
        home.environ |= environ
        yield from copies(share, lot, home, JOBSEARCH, Facts)


ATTACKS = (
    Attack(
        "clipboard-ssh", "line",
        "a script copied over ssh, without tmux and with each set-clipboard (what was said is so)",
        40, 0, run_ssh, needs=("ssh", "sshd", "ssh-keygen", "tmux"),
    ),
    Attack(
        "clipboard-screen", "line", "a script copied in GNU screen",
        20, 0, run_screen, needs=("screen",),
    ),
    Attack(
        "clipboard-x11", "line", "a script copied on an X desktop with xclip",
        20, 0, run_x11, needs=("Xvfb", "xclip"),
    ),
    Attack(
        "clipboard-bare", "line",
        "the same on a plain terminal, on a console, with a xclip that hangs or fails",
        40, 1, run_bare,
    ),
)  # fmt: skip
