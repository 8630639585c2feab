"""A program with a lifeline, run by test_lifeline.py in a terminal of its own.

Usage: lifeline_program.py BEHAVIOUR DRAFT_FILE REPORT_DESCRIPTOR. Each line that it writes to the
descriptor tells the test how far it has come, so that no test has to guess a time.
"""

import asyncio
import atexit
import contextlib
import fcntl
import os
import random
import signal
import subprocess
import sys
import termios
import threading
import time
from datetime import UTC, datetime
from pathlib import Path

from jobsearch_tui.domain.draft import Draft
from jobsearch_tui.lifeline import Lifeline, unmasked
from jobsearch_tui.storage.drafts import DraftBox

BEHAVIOUR, DRAFT_FILE, REPORT = sys.argv[1], Path(sys.argv[2]), int(sys.argv[3])

LAST = "dana vm +3d : ring back"
"""What the test types; when it is there the trouble begins."""


def tell(word: str) -> None:
    os.write(REPORT, f"{word}\n".encode())


def draft(text: str) -> Draft:
    return Draft("quicklog", "", {"line": text}, datetime.now(UTC))


def keep(box: DraftBox, found: Draft | None) -> None:
    if BEHAVIOUR == "stuck-disk" and found is not None:
        tell("saving")
        threading.Event().wait()
    if found is None:
        box.clear()
    else:
        box.save(found)


def begin() -> Lifeline:
    if BEHAVIOUR != "no-controlling-terminal":
        fcntl.ioctl(0, termios.TIOCSCTTY, 0)
    if BEHAVIOUR == "hangup-ignored":
        signal.signal(signal.SIGHUP, signal.SIG_IGN)
    box = DraftBox(DRAFT_FILE)
    return Lifeline.start(lambda found: keep(box, found))


def run_app(lifeline: Lifeline) -> None:
    from textual import on
    from textual.app import App, ComposeResult
    from textual.widgets import Input, Static

    class Typing(App[None]):
        def compose(self) -> ComposeResult:
            yield Input()
            yield Static(markup=False)

        def on_mount(self) -> None:
            loop = asyncio.get_running_loop()
            lifeline.ask_to_exit = lambda number: loop.call_soon_threadsafe(self.exit)

        def on_ready(self) -> None:
            tell("ready")

        @on(Input.Changed)
        def note(self, event: Input.Changed) -> None:
            lifeline.note(draft(event.value) if event.value else None)
            tell(f"noted {event.value}")
            if event.value == LAST and BEHAVIOUR == "floods":
                self.set_interval(0.01, self.flood)
            if event.value == LAST and BEHAVIOUR == "stands-still":
                time.sleep(60)

        @on(Input.Submitted)
        def save(self) -> None:
            lifeline.settled()
            tell(f"settled {lifeline.flush()}")

        def on_unmount(self) -> None:
            lifeline.note(None)  # as a form does that is taken off the screen

        def flood(self) -> None:
            self.query_one(Static).update("".join(random.choices("abcdefgh ", k=1500)))
            tell("drawn")

    Typing().run()


def run_bare(lifeline: Lifeline) -> None:
    """Without Textual: what does not need a screen starts four times as fast."""
    if BEHAVIOUR in ("asks-in-vain", "hangs-at-exit", "stuck-disk"):
        stop = threading.Event()
        lifeline.ask_to_exit = lambda number: stop.set()
    if BEHAVIOUR == "asks-in-vain":
        lifeline.ask_to_exit = lambda number: threading.Event().wait()
    if BEHAVIOUR == "hangs-at-exit":
        atexit.register(threading.Event().wait)
    lifeline.note(draft("half a li"))
    tell("ready")
    if BEHAVIOUR in ("hangs-at-exit", "stuck-disk"):
        stop.wait()
    else:
        threading.Event().wait()


def run_idle(lifeline: Lifeline) -> None:
    """How often the threads other than this one woke up while nobody typed."""
    lifeline.note(draft("half a li"))
    lifeline.flush()
    before = -1
    while before != (before := wakings()):
        time.sleep(0.05)  # until the threads have gone back to sleep
    time.sleep(1.2)
    tell(f"woke {wakings() - before} times")


def wakings() -> int:
    found = 0
    for task in Path("/proc/self/task").iterdir():
        if int(task.name) != threading.get_native_id():
            lines = (task / "status").read_text().splitlines()
            found += sum(int(line.split()[1]) for line in lines if line.startswith("voluntary"))
    return found


def run_child() -> None:
    """Which signals a child finds blocked, started plainly and by ``unmasked``."""
    code = (
        "import signal; print(sorted(map(int, signal.pthread_sigmask(signal.SIG_BLOCK, ()))),"
        "end='')"
    )
    ask = [sys.executable, "-c", code]
    for command in (ask, unmasked(ask)):
        tell(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    tell(str(subprocess.run(unmasked(["no-such-editor"]), capture_output=True).returncode))


def main() -> None:
    lifeline = begin()
    bare = {"asks-in-vain", "hangs-at-exit", "stuck-disk", "has-no-loop"}
    if BEHAVIOUR in bare:
        run_bare(lifeline)
    elif BEHAVIOUR == "idles":
        run_idle(lifeline)
    elif BEHAVIOUR == "starts-a-child":
        run_child()
    else:
        run_app(lifeline)
    lifeline.flush()
    if lifeline.ended_by is not None:
        with contextlib.suppress(OSError):  # the test may have gone
            tell("left in order")
        # As the program itself: Python's last flush to a dead terminal would change the status.
        leave = sys.exit if BEHAVIOUR == "hangs-at-exit" else os._exit
        leave(128 + lifeline.ended_by)


if __name__ == "__main__":
    main()
