"""The line drops while somebody types: the program ends, and the words are offered again."""

from __future__ import annotations

import json
import os
import random
import shlex
import shutil
import signal
import string
import subprocess
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from jobsearch_tui.domain.records import Pace, Recruiter
from jobsearch_tui.storage.lock import Lock
from tests.journeys.terminal import JOBSEARCH, Home, sshd
from tests.trust.attacks import Attack
from tests.trust.window import Window, prefix_shown, wait
from tests.ui.host import fill

TIME_ALLOWED = 2.0
"""Seconds that the program may outlive its line."""


@dataclass(frozen=True)
class Place:
    """Somewhere to type: the keys that lead there, each with what then stands on the screen."""

    name: str
    way: tuple[tuple[str, str], ...]


PLACES = (
    Place("the quick log", (("2", "Dana"), ("l", "Enter logs"))),
    Place("a form", (("1", "1 Agencies"), ("a", "New agency"))),
    Place("a line", (("I", "Import a file"),)),
    Place("a script", (("2", "Dana"), ("c", "Scripts:"), ("\t", "change it for this once"))),
    Place("a worksheet", (("b", "Broadcast"), ("a", "0 companies"))),
)


def home_of_a_newcomer(folder: Path) -> Home:
    """A home without a store."""
    folder.mkdir(parents=True, exist_ok=True)
    return Home(folder)


def home_with_somebody(folder: Path) -> Home:
    """A home with a name and one recruiter in it."""
    folder.mkdir(parents=True, exist_ok=True)
    home = Home(folder)
    home.store.parent.mkdir(parents=True, mode=0o700)
    pace = Pace(name="Pat Sample", zone="Europe/Paris")
    fill(home.store, [pace, Recruiter(id="dana", name="Dana Whitfield")])
    return home


@dataclass
class Line:
    """A way to the program: the command that opens it, and how it is cut."""

    command: list[str]
    cut: Callable[[Window, int], None]
    """Given the window and the process of the program."""


def program_of(home: Home) -> int:
    """The process of the app that runs in this home; 0 if none does."""
    wanted = str(home.folder).encode()
    for entry in Path("/proc").iterdir():
        if not entry.name.isdigit():
            continue
        try:
            words = (entry / "cmdline").read_bytes().split(b"\0")
            if b"jobsearch_tui" in words and wanted in (entry / "environ").read_bytes():
                return int(entry.name)
        except OSError:
            continue
    return 0


def is_running(process: int) -> bool:
    """Whether the process has not ended; one that nobody has asked after counts as ended."""
    try:
        state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state not in ("Z", "X")


def kept_texts(home: Home) -> list[str]:
    """The texts of the drafts on the disk."""
    folder = home.folder / "state" / "jobsearch-tui"
    drafts = [json.loads(path.read_bytes()) for path in folder.glob("draft*.json")]
    return [text for draft in drafts for text in draft["values"].values()]


def words_by_lot(lot: random.Random) -> str:
    """Something to type, which stands nowhere else and fits on a line."""
    letters = "".join(lot.choices(string.ascii_lowercase + " ", k=lot.randint(3, 22)))
    return f"zq{' '.join(letters.split())}"


def a_drop(window: Window, home: Home, cut: Callable, lot: random.Random) -> tuple[str, str]:
    """Type, cut the line at a random moment; what was shown by then, and what was lost."""
    place = lot.choice(PLACES)
    for key, then in place.way:
        window.keys(key, then=then)
    process = program_of(home)
    text = words_by_lot(lot)
    moment = time.monotonic() + lot.uniform(0.05, 0.9)
    for sign in text:
        if time.monotonic() >= moment:
            break
        window.type(sign)
        window.read(lot.choice((0, 0, 0.01, 0.05)))
    window.read(max(0.0, min(moment - time.monotonic(), 0.3)))
    shown = prefix_shown(text, window.text)
    cut(window, process)
    began = time.monotonic()
    if not wait(lambda: not is_running(process), 4 * TIME_ALLOWED):
        os.kill(process, signal.SIGKILL)
        return shown, f"{place.name}: the program did not end"
    if (took := time.monotonic() - began) > TIME_ALLOWED:
        return shown, f"{place.name}: the program took {took:.1f} s to end"
    if not any(shown in one for one in kept_texts(home)) and len(shown) > 1:
        return shown, f"{place.name}: {shown!r} was on the screen, {kept_texts(home)!r} is kept"
    return (shown if len(shown) > 1 else ""), ""


def _offered(window: Window, home: Home, shown: str, lot: random.Random) -> str:
    """Begin again with the draft of last time, and be rid of it; what is wrong with that."""
    if not kept_texts(home):
        return ""
    window.until("You were typing")
    if not wait(lambda: window.read(0.02) or _shows(window, shown), 5):
        return f"the draft {shown!r} is not offered"
    if lot.random() < 0.3:
        is_line = "copy it" in window.text
        window.keys("\r", gone="You were typing")
        if not is_line and not wait(lambda: window.read(0.02) or _shows(window, shown), 5):
            return f"the draft {shown!r} is not gone on with:\n{window.text}"
        return "" if kept_texts(home) else f"the draft {shown!r} was forgotten on the way"
    window.keys("t", gone="You were typing")
    if not wait(lambda: not kept_texts(home), 3):
        return f"{kept_texts(home)!r} was thrown away and is still kept"
    return ""


def _shows(window: Window, text: str) -> bool:
    return prefix_shown(text, window.text) == text


def drops(tries: int, seed: int, folder: Path, lines: Callable[[Home, int], Line]) -> Iterator[str]:
    """Drop the line again and again, and begin anew each time with what is left."""
    lot = random.Random(seed)
    home = home_with_somebody(folder / "home")
    shown = ""
    for number in range(tries):
        line = lines(home, number)
        with Window(home.environ, line.command) as window:
            window.until("Help")
            wrong = _offered(window, home, shown, lot) if shown else ""
            if not wrong and shown and kept_texts(home):  # gone on with
                wrong, shown = _dropped_again(window, home, line, shown), ""
            elif not wrong:
                shown, wrong = a_drop(window, home, line.cut, lot)
        if wrong or not shown:
            _clear(home)
            shown = ""
        yield wrong


def _dropped_again(window: Window, home: Home, line: Line, shown: str) -> str:
    """Drop the line with a draft that was gone on with and not touched."""
    line.cut(window, program_of(home))
    wait(lambda: not program_of(home), 2 * TIME_ALLOWED)
    kept = any(shown in text for text in kept_texts(home))
    return "" if kept else f"{shown!r} was lost by a second drop"


# --- while a change waits for another program -------------------------------------------------


def run_waiting(tries: int, seed: int, folder: Path) -> Iterator[str]:
    """What was typed is handed over, another program has the lock, and the line drops.

    Every other time the lock is free again before the program has ended: then the change is
    in the store, and not offered as well.
    """
    lot = random.Random(seed)
    home = home_with_somebody(folder / "home")
    for number in range(tries):
        frees = bool(number % 2)
        with Window(home.environ) as window:
            window.until("Help")
            yield _a_wait(window, home, lot, number, frees=frees)
        _clear(home)


def _a_wait(window: Window, home: Home, lot: random.Random, number: int, *, frees: bool) -> str:
    text = f"zq waits {number}"
    if lot.random() < 0.5:
        window.keys("2", then="Dana")
        window.keys("l", then="Enter logs")
        window.type(f"vm : {text}")
        window.until(text)
        hand_over, gone = "\r", "Enter logs"
    else:
        window.keys("1", then="1 Agencies")
        window.keys("a", then="New agency")
        window.type(text)
        window.until(text)
        hand_over, gone = "\x13", "New agency"
    with ExitStack() as held:
        held.enter_context(Lock(home.store))
        window.type(hand_over)
        window.until(gone=gone)
        process = program_of(home)
        _hang_up(window, process)
        began = time.monotonic()
        if frees:
            time.sleep(0.6)
            held.close()
        ended = wait(lambda: not is_running(process), 4 * TIME_ALLOWED)
    if not ended or time.monotonic() - began > TIME_ALLOWED:
        os.kill(process, signal.SIGKILL)
        return f"the program took more than {TIME_ALLOWED} s to end"
    return _wrong_after_waiting(home, text)


def _wrong_after_waiting(home: Home, text: str) -> str:
    """What was handed over is to be in the store or among the drafts, and not in both."""
    reports = list((home.folder / "state").rglob("crash*"))
    is_stored = text in home.store.read_text("utf-8")
    is_drafted = any(text in one for one in kept_texts(home))
    is_owed = any(text in left.read_text("utf-8") for left in _unsaved_files(home))
    if reports:
        return "the end of the line was reported as a fault"
    if is_stored and is_drafted:
        return f"{text!r} is stored and offered again"
    return "" if is_stored or is_drafted or is_owed else f"{text!r} is lost"


def _clear(home: Home) -> None:
    for pattern in ("draft*.json", "unsaved*.json"):
        for left in (home.folder / "state").rglob(pattern):
            left.unlink()


# --- the first start ------------------------------------------------------------------------------


def run_welcome(tries: int, seed: int, folder: Path) -> Iterator[str]:
    """The window is closed over the questions of the first start."""
    lot = random.Random(seed)
    for number in range(tries):
        home = home_of_a_newcomer(folder / f"home{number}")
        yield _welcome_dropped(home, words_by_lot(lot).strip(), lot)


def _welcome_dropped(home: Home, text: str, lot: random.Random) -> str:
    with Window(home.environ) as window:
        window.until("Enter goes on")
        window.type(text)
        window.until(text)
        process = program_of(home)
        lot.choice((_hang_up, _signal(signal.SIGHUP), _signal(signal.SIGTERM)))(window, process)
        if not wait(lambda: not is_running(process), TIME_ALLOWED):
            return f"the program took more than {TIME_ALLOWED} s to end"
    if not any(text in one for one in kept_texts(home)):
        return f"{text!r} was on the screen, {kept_texts(home)!r} is kept"
    with Window(home.environ) as window:
        window.until("You were typing", text)
        window.keys("g", gone="You were typing")
        is_there = wait(lambda: window.read(0.02) or _shows(window, text), 5)
    return "" if is_there else f"{text!r} is not gone on with"


# --- changes that are in memory alone -----------------------------------------------------------


def run_unsaved(tries: int, seed: int, folder: Path) -> Iterator[str]:
    """Changes that could not be written, or wait for a lock, when the line drops.

    Half of them leave no words that a draft could keep: a stage, a date. The next start has them
    all, each once, and offers none of them again.
    """
    lot = random.Random(seed)
    for number in range(tries):
        home = home_with_somebody(folder / f"home{number}")
        deeds = lot.sample(list(_DEEDS), k=lot.randint(1, 2))
        yield _unsaved(home, deeds, lot, is_refused=bool(number % 2))


def _stage(window: Window) -> None:
    window.keys("s", then="which stage")
    window.keys("3", gone="which stage")


def _date(window: Window) -> None:
    window.keys("f", then="Follow up")
    window.type("+9d\r")
    window.until(gone="Enter takes it")


def _call(window: Window) -> None:
    window.keys("l", then="Enter logs")
    window.type("vm : zq unsaved\r")
    window.until(gone="Enter logs")


_DEEDS: dict[str, Callable[[Window], None]] = {"stage": _stage, "date": _date, "call": _call}


def _unsaved(home: Home, deeds: list[str], lot: random.Random, *, is_refused: bool) -> str:
    aside = home.store.with_name("aside.json")
    with Window(home.environ) as window, ExitStack() as held:
        window.until("Help")
        window.keys("2", then="Dana")
        if is_refused:
            home.store.rename(aside)
            home.store.mkdir()
        else:
            held.enter_context(Lock(home.store))
        for deed in deeds:
            _DEEDS[deed](window)
        window.keys("I", then="Import a file")
        window.type("zq")
        window.until("zq")
        window.keys("\x1b", gone="Import a file")  # which throws the draft of a line away
        process = program_of(home)
        lot.choice((_hang_up, _signal(signal.SIGHUP), _signal(signal.SIGTERM)))(window, process)
        if not wait(lambda: not is_running(process), TIME_ALLOWED):
            return f"{deeds}: the program took more than {TIME_ALLOWED} s to end"
    if is_refused:
        home.store.rmdir()
        aside.rename(home.store)
    return _wrong_after_taking_over(home, deeds)


def _wrong_after_taking_over(home: Home, deeds: list[str]) -> str:
    """What is wrong when the next start has come."""
    with Window(home.environ) as window:
        window.until("Taken over")
        wait(lambda: window.read(0.02) or not list(_unsaved_files(home)), 3)
    told = json.loads(home.store.read_bytes())
    dana = next(iter(told["recruiters"].values()))
    calls = [one for one in told.get("activities", {}).values() if one["summary"] == "zq unsaved"]
    made = {"stage": dana["stage"] == "active", "date": bool(dana["follow_up"])}
    made["call"] = len(calls) == 1
    if lost := [deed for deed in deeds if not made[deed]]:
        return f"of {deeds} the next start did not have {lost}, or twice"
    offered = [text for text in kept_texts(home) if "unsaved" in text]
    if left := [*_unsaved_files(home), *offered]:
        return f"{left} is left of what was saved"
    return ""


def _unsaved_files(home: Home) -> Iterator[Path]:
    return (home.folder / "state").rglob("unsaved*.json")


# --- the ways in which a line drops -----------------------------------------------------------


def _hang_up(window: Window, process: int) -> None:
    window.hang_up()


def _signal(number: int) -> Callable[[Window, int], None]:
    return lambda window, process: os.kill(process, number)


def _window(home: Home, number: int) -> Line:
    cuts = (_hang_up, _signal(signal.SIGHUP), _signal(signal.SIGTERM))
    return Line(JOBSEARCH, cuts[number % len(cuts)])


def run_window(tries: int, seed: int, folder: Path) -> Iterator[str]:
    """The window is closed; the terminal sends SIGHUP; the machine shuts down (SIGTERM)."""
    return drops(tries, seed, folder, _window)


def _in_tmux(home: Home, number: int) -> Line:
    name = f"drop-{uuid.uuid4().hex[:10]}"
    tmux = ["tmux", "-u", "-L", name, "-f", "/dev/null"]

    def kill(window: Window, process: int) -> None:
        if number % 2:
            subprocess.run([*tmux, "kill-server"], env=home.environ, check=False, timeout=10)
            return
        server = subprocess.run(
            [*tmux, "display-message", "-p", "#{pid}"],
            env=home.environ, capture_output=True, text=True, check=True, timeout=10,
        ).stdout  # fmt: skip
        os.kill(int(server), signal.SIGKILL)

    return Line([*_found(tmux[0]), *tmux[1:], "new-session", shlex.join(JOBSEARCH)], kill)


def _found(program: str) -> list[str]:
    return [shutil.which(program) or program]


def run_tmux(tries: int, seed: int, folder: Path) -> Iterator[str]:
    """The tmux server is killed, by itself (kill-server) and by SIGKILL."""
    return drops(tries, seed, folder, _in_tmux)


def run_ssh(tries: int, seed: int, folder: Path) -> Iterator[str]:
    """The connection dies: the ssh at home is killed, or what serves it on the machine."""
    with ExitStack() as stack:
        (folder / "home").mkdir()
        ssh = stack.enter_context(sshd(Home(folder / "home")))
        command = [*_found(ssh[0]), *ssh[1:], f"exec {shlex.join(JOBSEARCH)}"]

        def line(home: Home, number: int) -> Line:
            return Line(command, _kill_server if number % 2 else _kill_client)

        yield from drops(tries, seed, folder, line)


def _kill_client(window: Window, process: int) -> None:
    os.kill(window.pid, signal.SIGKILL)


def _kill_server(window: Window, process: int) -> None:
    os.kill(_parent(process), signal.SIGKILL)


def _parent(process: int) -> int:
    return int(Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[1])


ATTACKS = (
    Attack(
        "line-window", "line",
        "while somebody types: the window closed, SIGHUP, SIGTERM (ended in 2 s, words offered)",
        150, 1, run_window,
    ),
    Attack(
        "line-tmux", "line", "while somebody types: the tmux server ended, or killed",
        100, 1, run_tmux, needs=("tmux",),
    ),
    Attack(
        "line-ssh", "line", "while somebody types: the ssh at home killed, or its sshd",
        100, 0, run_ssh, needs=("ssh", "sshd", "ssh-keygen"),
    ),
    Attack(
        "line-waiting", "line",
        "a change waits for another program's lock, and the window is closed (saved or offered)",
        100, 2, run_waiting,
    ),
    Attack(
        "line-welcome", "line", "the window is closed over the questions of the first start",
        50, 1, run_welcome,
    ),
    Attack(
        "line-unsaved", "line",
        "changes are refused by the disk or wait for a lock, and the line drops (the next start "
        "has each)",
        100, 1, run_unsaved,
    ),
)  # fmt: skip
