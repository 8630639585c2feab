"""When the terminal or the machine goes away, the process ends in time and the words stay."""

import json
import os
import pty
import select
import signal
import subprocess
import sys
import termios
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import pytest

from jobsearch_tui.domain.draft import Draft
from jobsearch_tui.errors import NotSavedError
from jobsearch_tui.lifeline import ENDING, RESTORING, Keeper, Lifeline, terminal_gone

PROGRAM = Path(__file__).with_name("lifeline_program.py")
ROOT = Path(__file__).parents[1]
TIME_ALLOWED = 2.0
PATIENCE = 20.0
TEXT = "dana vm +3d : ring back"


def draft(text: str) -> Draft:
    return Draft("quicklog", "", {"line": text}, datetime(2026, 12, 2, 14, 30, tzinfo=UTC))


class Run:
    """The program in a terminal of its own; the test holds the terminal's other end."""

    def __init__(self, behaviour: str, folder: Path) -> None:
        self.file = folder / "draft.json"
        self.screen = b""
        self.reports = ""
        self.frozen = False
        self.master, self.slave = pty.openpty()
        termios.tcsetwinsize(self.slave, (24, 80))
        self.modes = termios.tcgetattr(self.slave)
        self.pipe, report = os.pipe()
        self.process = subprocess.Popen(
            [sys.executable, PROGRAM, behaviour, self.file, str(report)],
            stdin=self.slave,
            stdout=self.slave,
            stderr=self.slave,
            start_new_session=True,
            pass_fds=(report,),
            cwd=ROOT,
            env={**os.environ, "TERM": "xterm-256color", "PYTHONPATH": str(ROOT)},
        )
        os.close(report)

    def type(self, text: str) -> None:
        os.write(self.master, text.encode())
        self.until(f"noted {text}")

    def until(self, word: str) -> None:
        """Read screen and reports until the program has told this."""
        deadline = time.monotonic() + PATIENCE
        while f"{word}\n" not in self.reports:
            assert time.monotonic() < deadline, (word, self.reports, self.screen)
            self._read(self.master, self.pipe, timeout=1)

    def until_it_stands_still(self) -> None:
        """Stop reading the screen, as a frozen link does, until no frame comes any more."""
        self.frozen = True
        while self._read(self.pipe, timeout=0.3):
            pass

    def seconds_to_end(self, since: float) -> float:
        """Wait for the end, and return how long after ``since`` it came."""
        screen = [] if self.frozen else [self.master]
        while self.process.poll() is None and time.monotonic() < since + PATIENCE:
            self._read(*screen, timeout=0.01)
        took = time.monotonic() - since
        while self._read(self.pipe, *screen, timeout=0):
            pass
        return took

    def send(self, number: int) -> float:
        """Send the signal, and return when."""
        self.process.send_signal(number)
        return time.monotonic()

    def close_terminal(self) -> float:
        """Close the terminal, and return when."""
        os.close(self.slave)
        os.close(self.master)
        self.master = self.slave = -1
        self.frozen = True
        return time.monotonic()

    def kept(self) -> str | None:
        """The line in the draft on the disk, None if there is no draft."""
        return json.loads(self.file.read_bytes())["values"]["line"] if self.file.exists() else None

    def close(self) -> None:
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        for descriptor in (self.master, self.slave, self.pipe):
            if descriptor >= 0:
                os.close(descriptor)

    def _read(self, *descriptors: int, timeout: float) -> bool:
        """Whether anything came; nothing more comes from a pipe that was closed."""
        ready = select.select(descriptors, [], [], timeout)[0]
        came = False
        for descriptor in ready:
            with suppress(OSError):
                data = os.read(descriptor, 65536)
                came = came or bool(data)
                if descriptor == self.pipe:
                    self.reports += data.decode()
                else:
                    self.screen += data
        return came


@pytest.fixture
def run(tmp_path: Path) -> Iterator[Callable[[str], Run]]:
    runs: list[Run] = []

    def begin(behaviour: str) -> Run:
        folder = tmp_path / str(len(runs))
        folder.mkdir()
        runs.append(Run(behaviour, folder))
        return runs[-1]

    yield begin
    for each in runs:
        each.close()


@pytest.fixture
def typing(run: Callable[[str], Run]) -> Callable[..., list[Run]]:
    """Apps in which a line has been typed, started side by side, for each has its own waits."""

    def begin(*behaviours: str) -> list[Run]:
        apps = [run(behaviour) for behaviour in behaviours]
        for app in apps:
            app.until("ready")
            app.type(TEXT)
        return apps

    return begin


class TestAnAppWhoseTerminalOrMachineGoes:
    @pytest.mark.parametrize("number", [signal.SIGHUP, signal.SIGTERM])
    def test_ends_in_order_with_the_last_keystroke_kept_and_the_terminal_restored(
        self, typing, number
    ):
        (app,) = typing("types")
        assert termios.tcgetattr(app.slave) != app.modes
        since = app.send(number)
        assert app.seconds_to_end(since) < TIME_ALLOWED
        assert app.kept() == TEXT
        assert app.process.returncode == 128 + number
        assert "left in order" in app.reports
        assert b"\x1b[?1049l" in app.screen
        assert termios.tcgetattr(app.slave) == app.modes

    def test_ends_when_the_terminal_is_closed_whether_or_not_a_signal_says_so(self, typing):
        apps = typing("types", "hangup-ignored", "no-controlling-terminal")
        since = min([app.close_terminal() for app in apps])
        for app in apps:
            assert app.seconds_to_end(since) < TIME_ALLOWED
            assert app.kept() == TEXT
            assert app.process.returncode == 128 + signal.SIGHUP

    def test_ends_when_the_loop_stands_still_and_restores_a_terminal_that_still_listens(
        self, typing
    ):
        frozen, busy = apps = typing("floods", "stands-still")
        frozen.until_it_stands_still()
        since = min([app.send(signal.SIGTERM) for app in apps])
        for app in apps:
            assert app.seconds_to_end(since) < TIME_ALLOWED
            assert app.kept() == TEXT
            assert app.process.returncode == 128 + signal.SIGTERM
            assert "left in order" not in app.reports
        assert busy.screen.endswith(RESTORING)
        assert termios.tcgetattr(busy.slave) == busy.modes

    def test_keeps_no_draft_of_what_was_saved(self, typing):
        (app,) = typing("types")
        os.write(app.master, b"\r")
        app.until("settled True")
        assert app.seconds_to_end(app.send(signal.SIGTERM)) < TIME_ALLOWED
        assert app.kept() is None


class TestAProcessThatIsHeldUp:
    def test_ends_in_time_with_its_draft(self, run):
        programs = [run("asks-in-vain"), run("hangs-at-exit"), run("has-no-loop")]
        for program in programs:
            program.until("ready")
        since = min([program.send(signal.SIGTERM) for program in programs])
        for program in programs:
            assert program.seconds_to_end(since) < TIME_ALLOWED
            assert program.kept() == "half a li"
            assert program.process.returncode == 128 + signal.SIGTERM

    def test_ends_in_time_on_a_disk_that_does_not_answer(self, run):
        program = run("stuck-disk")
        program.until("ready")
        assert program.seconds_to_end(program.send(signal.SIGHUP)) < TIME_ALLOWED
        assert program.kept() is None
        assert "saving" in program.reports


class TestAQuietProcess:
    @pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="counts wakings in /proc")
    def test_never_wakes_up_while_nobody_types(self, run):
        program = run("idles")
        program.until("woke 0 times")

    def test_starts_children_that_the_signals_reach(self, run):
        program = run("starts-a-child")
        program.until("127")
        blocked = sorted(map(int, ENDING))
        assert program.reports.splitlines() == [str(blocked), "[]", "127"]

    def test_a_lifeline_that_comes_after_a_thread_is_a_mistake(self):
        stop = threading.Event()
        thread = threading.Thread(target=stop.wait)
        thread.start()
        try:
            with pytest.raises(RuntimeError, match="before any other thread"):
                Lifeline.start(lambda _: None)
        finally:
            stop.set()
            thread.join()


class TestTerminalGone:
    def test_tells_an_open_terminal_from_a_closed_one(self):
        master, slave = pty.openpty()
        assert not terminal_gone(slave)
        os.close(master)
        assert terminal_gone(slave)
        os.close(slave)
        assert terminal_gone(slave)


class Disk:
    """Where a keeper saves: what was written, in order, and a gate that can hold it up."""

    def __init__(self) -> None:
        self.written: list[Draft | None] = []
        self.error: Exception | None = None
        self.came = threading.Semaphore(0)

    def save(self, found: Draft | None) -> None:
        if self.error is not None:
            raise self.error
        self.written.append(found)
        self.came.release()

    def wait(self) -> None:
        assert self.came.acquire(timeout=PATIENCE)


class TestKeeper:
    def test_writes_the_newest_of_many_keystrokes_once(self):
        disk = Disk()
        keeper = Keeper(disk.save, pause=0.1)
        for length in range(1, len(TEXT) + 1):
            keeper.note(draft(TEXT[:length]))
        disk.wait()
        assert disk.written == [draft(TEXT)]

    def test_writes_while_the_typing_goes_on(self):
        disk = Disk()
        keeper = Keeper(disk.save, pause=0.02)
        deadline = time.monotonic() + PATIENCE
        while not disk.written and time.monotonic() < deadline:
            keeper.note(draft(TEXT))
        assert disk.written

    def test_flushes_without_the_pause(self):
        disk = Disk()
        keeper = Keeper(disk.save, pause=60)
        keeper.note(draft(TEXT))
        assert keeper.flush(PATIENCE)
        assert disk.written == [draft(TEXT)]

    def test_has_nothing_to_flush_when_nothing_was_noted(self):
        disk = Disk()
        keeper = Keeper(disk.save)
        keeper.note(None)
        assert keeper.flush(0)
        assert disk.written == []

    def test_removes_a_settled_draft_at_once_even_one_of_an_earlier_program(self):
        disk = Disk()
        keeper = Keeper(disk.save, pause=60)
        keeper.settle()
        disk.wait()
        assert disk.written == [None]

    def test_an_emptied_line_removes_the_draft(self):
        disk = Disk()
        keeper = Keeper(disk.save, pause=60)
        keeper.note(draft(TEXT))
        assert keeper.flush(PATIENCE)
        keeper.note(None)
        assert keeper.flush(PATIENCE)
        assert disk.written == [draft(TEXT), None]

    def test_does_not_give_up_a_draft_while_the_app_is_torn_down(self):
        disk = Disk()
        keeper = Keeper(disk.save, pause=60)
        keeper.note(draft(TEXT))
        keeper.end()
        keeper.note(None)
        keeper.settle()
        assert keeper.flush(PATIENCE)
        assert disk.written == [draft(TEXT)]

    def test_takes_a_last_keystroke_at_once_while_the_app_is_torn_down(self):
        disk = Disk()
        keeper = Keeper(disk.save, pause=60)
        keeper.end()
        keeper.note(draft(TEXT))
        disk.wait()
        assert disk.written == [draft(TEXT)]

    def test_forgets_a_draft_whose_change_is_saved_even_while_the_app_is_torn_down(self):
        disk = Disk()
        keeper = Keeper(disk.save, pause=60)
        noted = draft(TEXT)
        keeper.note(noted)
        assert keeper.flush(PATIENCE)
        keeper.end()
        keeper.saved(noted)
        assert keeper.flush(PATIENCE)
        assert disk.written == [noted, None]

    def test_keeps_a_draft_that_was_noted_after_the_one_that_is_saved(self):
        disk = Disk()
        keeper = Keeper(disk.save, pause=60)
        earlier, later = draft(TEXT), draft(TEXT)
        keeper.note(earlier)
        keeper.note(later)
        keeper.saved(earlier)
        assert keeper.flush(PATIENCE)
        assert disk.written == [later]

    @pytest.mark.parametrize("error", [NotSavedError("no room"), OSError("no room")])
    def test_says_why_a_draft_is_not_on_the_disk_and_tries_again(self, error):
        disk = Disk()
        lifeline = Lifeline(disk.save)
        disk.error = error
        lifeline.note(draft(TEXT))
        assert not lifeline.flush(PATIENCE)
        assert lifeline.trouble == "no room"
        disk.error = None
        assert lifeline.flush(PATIENCE)
        assert lifeline.trouble == ""
        assert disk.written == [draft(TEXT)]

    def test_does_not_wait_for_ever_for_a_stuck_disk(self):
        gate = threading.Event()
        keeper = Keeper(lambda _: gate.wait(PATIENCE) and None, pause=0)
        keeper.note(draft(TEXT))
        assert not keeper.flush(0.05)
        gate.set()
        assert keeper.flush(PATIENCE)
