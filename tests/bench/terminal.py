"""A full-screen program in a real pseudo-terminal, and what it sends, with times.

All times are milliseconds. The terminal answers the questions that a present-day one answers,
because programs wait for that at their start.
"""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import signal
import struct
import termios
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

DOWN = b"\x1b[B"
FRAME_GAP = 0.03
"""Seconds of silence that part one painting from the next."""

_SEQUENCE = re.compile(
    rb"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[PX^_][^\x1b]*\x1b\\|[ -/]*[0-~])"
)
_QUESTION = re.compile(rb"\x1b\[\?(\d+)\$p|\x1b\[0?(c)|\x1b\[(6n)")
_TEXT_KEPT = 100_000


class NotShownError(Exception):
    """The program ended, or did not show in time what was waited for."""


@dataclass(frozen=True, slots=True)
class Chunk:
    """What arrived at once, and when (seconds of the monotonic clock)."""

    at: float
    data: bytes


@dataclass(frozen=True, slots=True)
class Painting:
    """What one key brought: all bytes, the time to the end of the first burst, the work."""

    size: int
    shown_ms: float
    cpu_ms: float


class Terminal:
    """One program on a terminal of its own, as a context manager that ends the program."""

    def __init__(
        self, command: Sequence[str], columns: int, rows: int, environ: Mapping[str, str]
    ) -> None:
        """Start the program; its time is counted from here."""
        self.chunks: list[Chunk] = []
        self._text = ""
        self._rest = b""
        self._master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        self.started = time.monotonic()
        self.pid = _spawn(command, os.ttyname(slave), environ)
        os.close(slave)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._end()

    def wait_for(self, shown: re.Pattern[str], timeout: float = 60) -> float:
        """Read until the text is on the screen; milliseconds from the start to its frame's end."""
        deadline = time.monotonic() + timeout
        while not shown.search(self._text):
            if self._read(deadline - time.monotonic()) is None:
                raise NotShownError(f"{shown.pattern!r} in {self._text[-300:]!r}")
        self.settle(FRAME_GAP)
        return (self.chunks[-1].at - self.started) * 1000

    def settle(self, quiet: float, limit: float = 20) -> None:
        """Read until nothing has come for so many seconds."""
        deadline = time.monotonic() + limit
        while time.monotonic() < deadline and self._read(quiet) is not None:
            pass

    def press(self, key: bytes, quiet: float = 0.2) -> Painting:
        """Press a key and read until all that it brings has come."""
        first = len(self.chunks)
        worked = cpu_ms(self.pid)
        pressed = time.monotonic()
        os.write(self._master, key)
        self._read(2.0)
        self.settle(quiet)
        came = self.chunks[first:]
        shown = _end_of_burst(came, pressed)
        size = sum(len(chunk.data) for chunk in came)
        return Painting(size, (shown - pressed) * 1000, cpu_ms(self.pid) - worked)

    def hold(self, key: bytes, times: int, rate: float) -> Painting:
        """Press a key so many times a second, however long each painting takes; means per key.

        ``shown_ms`` is how long the screen goes on changing after the last press.
        """
        first = len(self.chunks)
        worked = cpu_ms(self.pid)
        begun = time.monotonic()
        for number in range(times):
            os.write(self._master, key)
            self._read_until(begun + (number + 1) / rate)
        released = time.monotonic() - 1 / rate
        self.settle(FRAME_GAP)
        came = self.chunks[first:]
        size = sum(len(chunk.data) for chunk in came)
        last = came[-1].at if came else released
        return Painting(
            size // times,
            max(0.0, (last - released) * 1000),
            (cpu_ms(self.pid) - worked) / times,
        )

    def _read_until(self, moment: float) -> None:
        while (left := moment - time.monotonic()) > 0:
            self._read(left)

    def _read(self, timeout: float) -> Chunk | None:
        """The next chunk, or None when nothing came in time or the program has ended."""
        ready, _, _ = select.select([self._master], [], [], max(0.0, timeout))
        if not ready:
            return None
        try:
            data = os.read(self._master, 65536)
        except OSError:
            data = b""
        if not data:
            return None
        chunk = Chunk(time.monotonic(), data)
        self.chunks.append(chunk)
        self._take(data)
        return chunk

    def _take(self, data: bytes) -> None:
        data = self._rest + data
        for question in _QUESTION.finditer(data, max(0, len(self._rest) - 1)):
            self._answer(question)
        cut = data.rfind(b"\x1b", max(0, len(data) - 64))
        whole = cut < 0 or _SEQUENCE.match(data, cut)
        data, self._rest = (data, b"") if whole else (data[:cut], data[cut:])
        text = _SEQUENCE.sub(b"", data).decode("utf-8", "replace")
        self._text = (self._text + text)[-_TEXT_KEPT:]

    def _answer(self, question: re.Match[bytes]) -> None:
        if question[1]:
            state = 2 if question[1] == b"2026" else 0
            os.write(self._master, b"\x1b[?%s;%d$y" % (question[1], state))
        else:
            os.write(self._master, b"\x1b[?62;22c" if question[2] else b"\x1b[1;1R")

    def _end(self) -> None:
        with suppress(OSError):
            os.write(self._master, b"q")
        for ending in (None, signal.SIGTERM, signal.SIGKILL):
            if ending is not None:
                os.kill(self.pid, ending)
            if self._has_ended(time.monotonic() + 2.5):
                break
        os.close(self._master)

    def _has_ended(self, deadline: float) -> bool:
        while time.monotonic() < deadline:
            self._read(0.02)
            if os.waitpid(self.pid, os.WNOHANG)[0]:
                return True
        return False


def _spawn(command: Sequence[str], terminal: str, environ: Mapping[str, str]) -> int:
    """Start the program in a session of its own, whose terminal is the first that it opens."""
    return os.posix_spawn(
        command[0],
        list(command),
        dict(environ),
        file_actions=[
            (os.POSIX_SPAWN_OPEN, 0, terminal, os.O_RDWR, 0),
            (os.POSIX_SPAWN_DUP2, 0, 1),
            (os.POSIX_SPAWN_DUP2, 0, 2),
        ],
        setsid=True,
    )


def _end_of_burst(came: Sequence[Chunk], pressed: float) -> float:
    """When the first painting after a key was complete."""
    last = pressed
    for number, chunk in enumerate(came):
        if number and chunk.at - last > FRAME_GAP:
            break
        last = chunk.at
    return last


def cpu_ms(pid: int) -> float:
    """The processor time of all threads of a process so far; 0 where the system cannot say."""
    total = 0
    with suppress(OSError):
        for thread in Path(f"/proc/{pid}/task").iterdir():
            total += int((thread / "schedstat").read_text().split()[0])
    return total / 1e6
