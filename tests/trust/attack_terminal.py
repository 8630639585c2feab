"""The program is stopped, resized, put to sleep, left idle, and shown on every kind of terminal."""

from __future__ import annotations

import itertools
import json
import os
import random
import re
import shlex
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

from jobsearch_tui.ui.app import THREADS
from tests.bench.floor import READY
from tests.bench.programs import FLOOR
from tests.journeys.terminal import JOBSEARCH, Home
from tests.trust.attack_line import home_with_somebody, program_of
from tests.trust.attacks import Attack
from tests.trust.window import Window, wait

PROGRAM = [sys.executable, str(Path(__file__).with_name("line_program.py"))]
ROOT = Path(__file__).parents[2]
FIRST_FRAME = 1000.0
"""Milliseconds, beside those of an empty app, in which a first frame has to be there."""

GROWTH = 5_000_000
"""Bytes by which a day may make the program grow."""

DAY = 24 * 3600


def _clocked(home: Home) -> tuple[list[str], dict[str, str], Path]:
    """The program with a clock that can be set on, its environment, and the file for that."""
    ahead = home.folder / "ahead"
    _set(ahead, 0)
    return [*PROGRAM, str(ahead)], {**home.environ, "PYTHONPATH": str(ROOT)}, ahead


def _set(ahead: Path, seconds: int) -> None:
    """Set the clock on; the program must never find the file empty."""
    new = ahead.with_name("ahead.new")
    new.write_text(str(seconds), encoding="ascii")
    new.replace(ahead)


def _add(home: Home, number: int) -> None:
    home.run("add", "recruiter", f"name=Owen Pryce {number}")


# --- stopped and woken ------------------------------------------------------------------------


def run_stops(tries: int, seed: int, folder: Path) -> Iterator[str]:
    """Ctrl+Z, SIGTSTP or SIGSTOP in a shell, another size or a changed store, and fg."""
    lot = random.Random(seed)
    home = home_with_somebody(folder / "home")
    environ = {**home.environ, "PS1": "% "}
    with Window(environ, ["/bin/bash", "--norc", "-i"]) as window:
        window.until("% ")
        window.type(shlex.join(JOBSEARCH) + "\n")
        window.until("Help")
        most = len(os.listdir(f"/proc/{program_of(home)}/task")) + THREADS  # begun when needed
        for number in range(tries):
            yield _a_stop(window, home, lot, number, most)


def _a_stop(window: Window, home: Home, lot: random.Random, number: int, most: int) -> str:
    process = program_of(home)
    way = lot.choice(("Ctrl+Z", "SIGTSTP", "SIGSTOP"))
    for _ in range(3):  # a key that is typed while the terminal changes hands is nobody's
        if way == "Ctrl+Z":
            window.type(b"\x1a")
        else:
            os.kill(process, getattr(signal, way))
        if wait(lambda: window.read(0.05) or "Stopped" in window.text, 6):
            break
    else:
        return f"{way}: it does not stop:\n{window.text}"
    if lot.random() < 0.5:
        window.resize(*lot.choice(((80, 24), (120, 36), (100, 30))))
    if changed := not number or lot.random() < 0.3:
        _add(home, number)
    window.type("fg\n")
    if not wait(lambda: window.read(0.05) or _is_whole(window), 5):
        return f"{way}: the screen is not whole after fg:\n{window.text}"
    if changed and not wait(lambda: window.read(0.05) or _counts(window, home), 5):
        return f"{way}: what changed meanwhile is not shown:\n{window.text}"
    window.read(0.2)
    if not wait(lambda: len(os.listdir(f"/proc/{process}/task")) <= most, 5):
        return f"{way}: there are more threads than before"
    window.keys(lot.choice("1234"))
    return ""


def _is_whole(window: Window) -> bool:
    names = ("1 Agencies", "2 Recruiters", "3 Ads", "4 Interviews", "This week", "Help")
    return all(name in window.text for name in names) and "Stopped" not in window.text


def _counts(window: Window, home: Home) -> bool:
    count = len(json.loads(home.store.read_bytes())["recruiters"])
    return f"2 Recruiters · {count} " in window.text.replace("─", " ").replace("━", " ")


# --- sizes ------------------------------------------------------------------------------------


def run_resizes(tries: int, seed: int, folder: Path) -> Iterator[str]:
    """Fifty sizes in a row, from 1 × 1 to 400 × 100, as fast as they go; then as before."""
    lot = random.Random(seed)
    home = home_with_somebody(folder / "home")
    with Window(home.environ) as window:
        window.until("Help", "Recruiters: room")
        before = window.text
        for _ in range(tries):
            for _ in range(50):
                by_lot = (lot.randint(1, 200), lot.randint(1, 60))
                window.resize(*lot.choice(((1, 1), (20, 5), (400, 100), (80, 24), by_lot)))
                window.read(lot.choice((0, 0, 0.002, 0.02)))
            window.resize(81, 24)
            window.read(0.1)
            window.resize(80, 24)
            same = wait(lambda: window.read(0.05) or window.text == before, 8)
            yield "" if same else f"after the storm the screen is another:\n{window.text}"


# --- terminals that do not answer --------------------------------------------------------------


def run_questions(tries: int, seed: int, folder: Path) -> Iterator[str]:
    """A terminal that answers no question, and one that takes 1.5 seconds for it."""
    home = home_with_somebody(folder / "home")
    for number in range(tries):
        answers = None if number % 2 else 1.5
        wrong = _a_start(home, answers)
        for _ in range(2):
            wrong = wrong and _a_start(home, answers)
        yield wrong


def _a_start(home: Home, answers: float | None) -> str:
    """Start an empty app, then ours; what is wrong, be it only that the machine was busy."""
    with Window(home.environ, FLOOR) as window:
        floor = window.wait_for(re.compile(READY))
    with Window(home.environ, answers=answers) as window:
        took = window.wait_for(re.compile("Help"))
        window.until("Recruiters: room")
        before = window.text
        window.read(max(0.2, 1.8 - took / 1000) if answers else 0.2)
        if window.text != before:
            return f"a late answer was taken for keys:\n{window.text}"
    if took <= max(FIRST_FRAME, 2.5 * floor):  # the second term: a busy machine
        return ""
    return f"answers {answers}: {took:.0f} ms to the first frame (an empty app: {floor:.0f})"


# --- a laptop that sleeps ----------------------------------------------------------------------


NIGHTS = 15
"""Nights of one sitting: the queue of Today holds no more new contacts than there is room for."""


def run_sleep(tries: int, seed: int, folder: Path) -> Iterator[str]:
    """A day of sleep with a form half typed, while another program changes the store."""
    for sitting in range(0, tries, NIGHTS):
        home = home_with_somebody(folder / f"home{sitting}")
        command, environ, ahead = _clocked(home)
        with Window(environ, command) as window:
            window.until("Help")
            window.keys("t", then="Today, ")
            for number in range(1, min(NIGHTS, tries - sitting) + 1):
                yield _a_sleep(window, home, ahead, number)


def _a_sleep(window: Window, home: Home, ahead: Path, number: int) -> str:
    before = window.text.splitlines()[0]
    window.keys("l", then="Enter logs")
    window.type("vm : half a li")
    window.until("half a li")
    os.kill(window.pid, signal.SIGSTOP)
    _add(home, number)
    _set(ahead, number * DAY)
    painted = window.sent.count(b"\x1b[?1049h")
    os.kill(window.pid, signal.SIGCONT)
    # What is typed before the program has the terminal again is lost in the changing of hands.
    wait(lambda: window.read(0.05) or window.sent.count(b"\x1b[?1049h") > painted)
    if not wait(lambda: window.read(0.05) or "half a li" in window.text, 5):
        return f"the line that was half typed is gone:\n{window.text}"
    for _ in range(3):  # one that is typed as the terminal changes hands is nobody's
        window.type("\x1b")
        if wait(lambda: window.read(0.05) or "Enter logs" not in window.text, 3):
            break
    after = f"1 of {number + 1}"
    if not wait(lambda: window.read(0.05) or after in window.text.splitlines()[0], 5):
        return f"the store was not read again:\n{window.text}"
    same_day = before.split("·")[0] == window.text.splitlines()[0].split("·")[0]
    return "the day has not moved on" if same_day else ""


# --- idle, and for a day -------------------------------------------------------------------------


def run_idle(tries: int, seed: int, folder: Path) -> Iterator[str]:
    """Seconds in which nobody does anything, half of them at the panes, half at Today."""
    home = Home(folder)
    store = folder / "demo.json"
    home.run("demo", "--to", str(store))
    with Window({**home.environ, "JOBSEARCH_STORE": str(store)}) as window:
        window.until("Help")
        window.settle(2.0)  # the forecast comes after the first frame
        for seconds, key in ((tries - tries // 2, ""), (tries // 2, "t")):
            window.keys(*key, then="Today, " if key else "Help")
            window.settle(0.7)
            for _ in range(seconds):
                before, worked = len(window.sent), window.cpu_ms()
                window.read(1.0)
                sent, work = len(window.sent) - before, window.cpu_ms() - worked
                if sent:
                    yield f"{sent} bytes were sent: {window.sent[before:][:80]!r}"
                else:
                    yield "" if work < 100 else f"{work:.0f} ms of work in an idle second"


HOUR_KEYS = ("jjjjkkkk", "1jj2jj3jjj4jj", "t\x1b", "w\x1b", "\t\t", "GG", "gg", "2\r\x1b")
"""What is done in an hour, several times over; Escape alone goes back."""


def run_day(tries: int, seed: int, folder: Path) -> Iterator[str]:
    """Hours of walking about, with a change by another program in each, over a midnight."""
    lot = random.Random(seed)
    home = home_with_somebody(folder / "home")
    command, environ, ahead = _clocked(home)
    home.run("demo", "--to", str(folder / "demo.json"))
    home.store.write_bytes((folder / "demo.json").read_bytes())
    with Window(environ, command) as window:
        window.until("Help", "Recruiters")
        warm = 0
        for number in range(-2, tries):
            _an_hour(window, lot)
            home.run("log", f"dana na : hour {number}")
            _set(ahead, (number + 3) * 3600)
            window.read(1.2)
            if number < 0:
                warm = window.memory()
                continue
            grown = window.memory() - warm
            told = f"{grown / 1e6:.1f} MB more after {number + 1} hours"
            yield told if grown > GROWTH else ""


def _an_hour(window: Window, lot: random.Random) -> None:
    for _ in range(12):
        for key in lot.choice(HOUR_KEYS):
            window.type(key)
            window.read(0.02 if key != "\x1b" else 0.2)
    window.keys("\x1b")
    window.read(0.3)


# --- kinds of terminals ---------------------------------------------------------------------------

TERMS = ("xterm", "xterm-16color", "linux", "screen", "tmux-256color", "vt220", "dumb", "")
LOCALES = ("C", "POSIX", "en_US.ISO-8859-1", "C.UTF-8", "de_DE.UTF-8", "")
KINDS = tuple(itertools.product(TERMS, LOCALES, ("", "1"), ("auto", "yes", "no")))


def run_kinds(tries: int, seed: int, folder: Path) -> Iterator[str]:
    """TERM, locale, NO_COLOR and the setting ``ascii`` by lot; a key that is no UTF-8."""
    lot = random.Random(seed)
    home = home_with_somebody(folder / "home")
    home.run("add", "recruiter", "name=Søren “Ø” Дми́трий 田中 恵 👩‍💻 דנה")
    kinds = [KINDS[0], ("xterm", "C", "", "auto"), *lot.sample(KINDS, len(KINDS))]
    for kind in itertools.islice(itertools.cycle(kinds[1:]), tries):
        wrong = _on_a_terminal(home, *kind)
        yield f"{kind}: {wrong}" if wrong else ""


def _on_a_terminal(home: Home, term: str, locale: str, no_color: str, setting: str) -> str:
    config = home.folder / "config" / "jobsearch-tui" / "config.toml"
    config.parent.mkdir(parents=True, exist_ok=True)
    config.write_text(f'ascii = "{setting}"\n', encoding="ascii")
    environ = {k: v for k, v in home.environ.items() if k not in ("LANG", "LC_ALL")}
    environ |= {"TERM": term, **({"LC_ALL": locale} if locale else {})}
    environ |= {"NO_COLOR": no_color} if no_color else {}
    with Window(environ) as window:
        if term == "dumb":
            window.seconds_to_end(5)
            told = " ".join(window.text.split())
            return "" if window.status == 1 and "cannot show the app" in told else told
        window.until("Help", "2 Recruiters")
        window.keys("2", then="Dana")
        window.keys("/")
        window.type(b"\xe9\xe9t\xe9")
        window.read(0.2)
        window.until("Nothing here holds")
        window.keys("\x1b", gone="Nothing here holds")
        window.type("q")
        window.seconds_to_end()
        if window.status != 0 or b"Traceback" in window.sent:
            return f"ended with {window.status}:\n{window.text}"
        is_ascii = setting == "yes" or (setting == "auto" and bool(locale) and "UTF" not in locale)
        if is_ascii != window.sent.isascii():
            return "what was sent is not ASCII" if is_ascii else "what was sent is ASCII alone"
        return "" if b"\\u" not in window.sent else "escapes were sent in the place of signs"


ATTACKS = (
    Attack(
        "line-stops", "line",
        "Ctrl+Z, SIGTSTP and SIGSTOP in a shell, a new size or store meanwhile, then fg",
        100, 2, run_stops, needs=("bash",),
    ),
    Attack(
        "line-resizes", "line", "storms of 50 sizes, 1×1 to 400×100, as fast as they go",
        40, 1, run_resizes,
    ),
    Attack(
        "line-questions", "line",
        "a terminal that answers no questions or late (first frame within a second)",
        40, 1, run_questions,
    ),
    Attack(
        "line-sleep", "line",
        "a day asleep with a line half typed, the store changed meanwhile (seen, day moved on)",
        50, 1, run_sleep,
    ),
    Attack("line-idle", "line", "an idle second at the panes or Today (0 bytes sent)",
           120, 1, run_idle),
    Attack("line-day", "line", "an hour of a day left open (less than 5 MB more in all)",
           24, 0, run_day),
    Attack(
        "line-kinds", "line",
        "kinds of terminals: TERM, locale, NO_COLOR, ascii; a key that is no UTF-8",
        96, 1, run_kinds,
    ),
)  # fmt: skip
