"""The end of the line: when the terminal or the machine goes, half-typed words stay.

The event loop is not to be relied on at that moment: it may be waiting for a dead link to take
its output. So the signals are blocked in every thread, one thread waits for them in the kernel,
and it needs nothing from the loop but plain data noted earlier. It asks the loop to exit, and
ends the process itself if that takes too long. Nothing here wakes up while nobody types.
"""

import os
import select
import signal
import sys
import termios
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Any, Final, Self

from jobsearch_tui.domain.draft import Draft
from jobsearch_tui.errors import JobsearchError
from jobsearch_tui.value import dataclass

PAUSE: Final = 1.0
"""Seconds from a keystroke to the disk; a second of typing is one write."""

SAVING: Final = 0.8
"""Seconds that a stuck disk may take before the loop is asked to exit all the same."""

LAST_ACT: Final = 0.4
"""Seconds that keeping what is not saved may take, beside the draft."""

DEADLINE: Final = 1.5
"""Seconds from the signal to the end of the process, whatever the event loop does."""

LAST_RESORT: Final = 1.8
"""Seconds after which the kernel ends the process, should this module itself be held up."""

ENDING: Final = frozenset({signal.SIGHUP, signal.SIGTERM})

RESTORING: Final = (
    b"\x1b[?2026l"  # show what was drawn
    b"\x1b[<u"  # the keyboard's own encoding, kept per screen: before the screen is left
    b"\x1b[?1000l\x1b[?1002l\x1b[?1003l\x1b[?1006l\x1b[?1015l\x1b[?1016l"  # mouse
    b"\x1b[?1004l\x1b[?2004l\x1b[?2048l"  # reports of focus, paste and size
    b"\x1b[?7h\x1b[?1049l\x1b[?25h\x1b[0m"  # wrap lines, leave the screen, show the cursor
)

_UNMASKING: Final = """\
import os, signal, sys
signal.signal(signal.SIGPIPE, signal.SIG_DFL)
signal.signal(signal.SIGXFSZ, signal.SIG_DFL)
signal.pthread_sigmask(signal.SIG_SETMASK, ())
try:
    os.execvp(sys.argv[1], sys.argv[1:])
except OSError as error:
    print(f"{sys.argv[1]}: {error.strerror}", file=sys.stderr)
    sys.exit(127)
"""


def unmasked(command: Sequence[str]) -> list[str]:
    """The command such that SIGHUP and SIGTERM reach it, for ``subprocess``; +10 ms to start.

    A child inherits the blocked signals, so that an editor would outlive its terminal. Lifting
    the block in this process around the fork would let a signal of that moment kill it without
    a draft, and Python code between fork and exec can hang in a program with threads: so the
    child lifts it, before it becomes the command. A command that is not found ends with 127.
    """
    return [sys.executable, "-I", "-S", "-c", _UNMASKING, *command]


def terminal_gone(descriptor: int) -> bool:
    """Whether the terminal behind the descriptor has been closed; never waits."""
    return _hung_up(descriptor, 0)


@dataclass(frozen=True)
class Terminal:
    """The user's terminal as it was at the start.

    ``descriptor`` is an opening of its own, so that it can refuse to wait (O_NONBLOCK) without
    the shell's and Textual's doing so; ``modes`` are those of ``termios.tcgetattr``.
    """

    descriptor: int
    modes: list[Any]

    @classmethod
    def found(cls) -> Self | None:
        """The terminal behind the standard streams, or None if none of them has one."""
        for stream in (0, 2, 1):
            with suppress(OSError, termios.error):
                flags = os.O_RDWR | os.O_NOCTTY | os.O_NONBLOCK | os.O_CLOEXEC
                descriptor = os.open(os.ttyname(stream), flags)
                return cls(descriptor, termios.tcgetattr(descriptor))
        return None

    def restore(self) -> None:
        """Give the shell a usable screen, as far as the terminal takes it at once.

        In the background the screen belongs to somebody else, and stays as it is.
        """
        with suppress(OSError):  # it may not be the controlling terminal, which is no obstacle
            if os.tcgetpgrp(self.descriptor) != os.getpgrp():
                return
        with suppress(OSError):  # gone, or a dead link: nothing more can reach it
            os.write(self.descriptor, RESTORING)
        with suppress(termios.error):
            termios.tcsetattr(self.descriptor, termios.TCSANOW, self.modes)
            # Mouse reports that are under way would be typed into the shell.
            termios.tcflush(self.descriptor, termios.TCIFLUSH)


class Keeper:
    """Brings the newest draft to the disk, at most once in ``pause`` seconds, in its own thread.

    ``save`` is given the draft, or None when there is none any more, and may raise
    JobsearchError or OSError: ``trouble`` then says in words why the last one failed.
    """

    def __init__(self, save: Callable[[Draft | None], None], pause: float = PAUSE) -> None:
        self.trouble = ""
        self._save = save
        self._pause = pause
        self._state = threading.Condition()
        self._draft: Draft | None = None
        self._noted = 0
        self._kept = 0
        self._hurry = False
        self._ending = False
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Start the thread, which sleeps until something is noted; the first note does it too."""
        if self._thread is None:
            self._thread = threading.Thread(target=self._keep, name="drafts", daemon=True)
            self._thread.start()

    def note(self, draft: Draft | None) -> None:
        """This is now half typed; None: nothing is."""
        with self._state:
            if draft is not None or self._draft is not None:
                self._change(draft)

    def settle(self) -> None:
        """Nothing is half typed, and what the disk holds is out of date: remove it at once."""
        with self._state:
            self._change(None)
            self._hurry = True

    def saved(self, draft: Draft) -> None:
        """What came of this draft is safe: remove it at once, unless another one was noted since.

        That holds while the app is torn down too, or what is saved would be offered again.
        """
        with self._state:
            if self._draft is draft:
                self._replace(None)
                self._hurry = True

    def flush(self, timeout: float) -> bool:
        """Write now what was noted; True when it is on the disk, False if it cannot be."""
        with self._state:
            if self.trouble:
                self._noted += 1
            self._hurry = self._noted != self._kept
            self._state.notify_all()
            done = self._state.wait_for(lambda: self._noted == self._kept, timeout)
            return done and not self.trouble

    def end(self) -> None:
        """From now on a draft is only ever replaced: a form that is torn down is not given up."""
        with self._state:
            self._ending = True

    def _change(self, draft: Draft | None) -> None:
        if not (self._ending and draft is None):
            self._replace(draft)

    def _replace(self, draft: Draft | None) -> None:
        self._draft = draft
        self._noted += 1
        self._hurry = self._hurry or self._ending
        self.start()
        self._state.notify_all()

    def _keep(self) -> None:
        while True:
            with self._state:
                self._state.wait_for(lambda: self._noted != self._kept)
                self._state.wait_for(lambda: self._hurry, self._pause)
                noted, draft = self._noted, self._draft
                self._hurry = False
            self._write(draft)
            with self._state:
                self._kept = noted
                self._state.notify_all()

    def _write(self, draft: Draft | None) -> None:
        try:
            self._save(draft)
        except (JobsearchError, OSError) as error:
            self.trouble = str(error)
        else:
            self.trouble = ""


class Lifeline:
    """Keeps what is half typed, and ends the process in time when its terminal has gone.

    Made by the composition root with ``start`` and handed to the app, which sets ``ask_to_exit``
    once its loop runs. ``Lifeline(save)`` alone keeps drafts and leaves the signals as they are,
    for tests and for an app inside another program.

    ``ask_to_exit`` is called with the signal, in a thread of its own:
    ``lambda signum: loop.call_soon_threadsafe(app.exit)``. Until it is set there is no loop to
    ask, and a signal ends the process as soon as the draft is kept.
    ``last_act`` is called before that, in a thread of its own, when the draft is on the disk: it
    keeps what is not saved, and may tell of drafts that are settled by that (:meth:`saved`).
    ``ended_by`` is the signal that came, or None; 128 plus it is the exit status of custom.
    """

    def __init__(self, save: Callable[[Draft | None], None]) -> None:
        self.ask_to_exit: Callable[[int], None] | None = None
        self.last_act: Callable[[], None] | None = None
        self.ended_by: signal.Signals | None = None
        self._keeper = Keeper(save)
        self._terminal: Terminal | None = None

    @classmethod
    def start(cls, save: Callable[[Draft | None], None]) -> Self:
        """Block SIGHUP and SIGTERM in this thread and all that it starts, and wait for them.

        Only for the main thread, before there is any other (RuntimeError): a thread that does
        not block them would let them end the process at once. Children need ``unmasked``.
        """
        if threading.active_count() > 1:
            raise RuntimeError("the lifeline has to be started before any other thread")
        # An ignored signal (nohup) need not arrive anywhere, and an ignored alarm ends nothing.
        for number in (*ENDING, signal.SIGALRM):
            signal.signal(number, signal.SIG_DFL)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGALRM})
        signal.pthread_sigmask(signal.SIG_BLOCK, ENDING)
        lifeline = cls(save)
        lifeline._begin()
        return lifeline

    @property
    def trouble(self) -> str:
        """Why the newest draft is not on the disk, in words; "" when it is or will be."""
        return self._keeper.trouble

    def note(self, draft: Draft | None) -> None:
        """Tell what is half typed now, at each keystroke; it is on the disk a second later.

        Costs a few microseconds in the calling thread. None: the line is empty again.
        """
        self._keeper.note(draft)

    def settled(self) -> None:
        """What was typed has been given up on purpose: its draft goes, at once."""
        self._keeper.settle()

    def saved(self, draft: Draft) -> None:
        """What came of this draft is on the disk: it goes at once, if it is still the newest."""
        self._keeper.saved(draft)

    def flush(self, timeout: float = SAVING) -> bool:
        """Wait until the disk holds what was noted last, before an ordinary exit; True if so."""
        return self._keeper.flush(timeout)

    def _begin(self) -> None:
        self._terminal = Terminal.found()
        self._keeper.start()
        threading.Thread(target=self._wait_for_signal, name="lifeline", daemon=True).start()
        if self._terminal is not None:
            threading.Thread(target=self._wait_for_hangup, name="hangup", daemon=True).start()

    def _wait_for_signal(self) -> None:
        # A background process that restores the terminal would be stopped, not ended.
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGTTOU})
        self._end(signal.Signals(signal.sigwait(ENDING)))

    def _wait_for_hangup(self) -> None:
        """Not every terminal that goes away sends a signal: the kernel says so here too."""
        if self._terminal is not None and _hung_up(self._terminal.descriptor, None):
            os.kill(os.getpid(), signal.SIGHUP)

    def _end(self, number: signal.Signals) -> None:
        deadline = time.monotonic() + DEADLINE
        signal.setitimer(signal.ITIMER_REAL, LAST_RESORT)
        self.ended_by = number
        self._keeper.end()
        self._keeper.flush(SAVING)
        if self.last_act is not None:
            with suppress(RuntimeError):  # no more threads
                act = threading.Thread(target=self.last_act, name="last act", daemon=True)
                act.start()
                act.join(LAST_ACT)
            self._keeper.flush(LAST_ACT)
        if self.ask_to_exit is not None:
            with suppress(RuntimeError):  # no more threads: the process is ending anyway
                threading.Thread(target=self._ask, name="asking", daemon=True).start()
            time.sleep(max(0.0, deadline - time.monotonic()))
        if self._terminal is not None:
            self._terminal.restore()
        os._exit(128 + number)

    def _ask(self) -> None:
        with suppress(RuntimeError):  # the loop has been closed, so the process is ending anyway
            if self.ask_to_exit is not None and self.ended_by is not None:
                self.ask_to_exit(self.ended_by)


def _hung_up(descriptor: int, timeout: float | None) -> bool:
    """Sleep in the kernel until the terminal has been closed: True; False when time is up.

    A descriptor that is not open counts as closed. False at once for one that is open but that
    the system cannot poll (macOS has such terminals): then the signals have to do.
    """
    poll = select.poll()
    poll.register(descriptor, 0)
    found = [event for _, event in poll.poll(timeout)]
    if found and found[0] & select.POLLNVAL:
        return not _is_open(descriptor)
    return bool(found)


def _is_open(descriptor: int) -> bool:
    try:
        os.fstat(descriptor)
    except OSError:
        return False
    return True
