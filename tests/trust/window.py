"""A terminal of our own with a screen that can be read, and that can fail in every way."""

from __future__ import annotations

import fcntl
import os
import re
import signal
import struct
import termios
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress

import pyte

from tests.bench.terminal import Terminal, cpu_ms
from tests.journeys.terminal import JOBSEARCH

PATIENCE = 20.0
"""Seconds that anything may take on a busy machine."""

READY = "Help"
"""What stands on the screen once the app is there: the line of keys."""


_SCREENS = re.compile(rb"\x1b\[\?1049[hl]")


class Window(Terminal):
    """One program on a terminal; what it draws is kept as a screen (``text``).

    ``answers`` are the seconds after which the terminal answers a question; None: never.
    """

    def __init__(
        self,
        environ: Mapping[str, str],
        command: Sequence[str] = JOBSEARCH,
        size: tuple[int, int] = (80, 24),
        answers: float | None = 0.0,
    ) -> None:
        self.picture = pyte.Screen(*size)
        self._stream = pyte.ByteStream(self.picture)
        self._answers = answers
        self._owed: list[tuple[float, re.Match[bytes]]] = []
        self.status: int | None = None
        environ = {"TERM": "xterm-256color", **environ}
        super().__init__(command, *size, environ)

    # --- what is seen -----------------------------------------------------------------------------

    @property
    def text(self) -> str:
        """The screen."""
        rows, columns = self.picture.lines, range(self.picture.columns)
        buffer = self.picture.buffer
        return "\n".join("".join(buffer[y][x].data for x in columns) for y in range(rows))

    @property
    def sent(self) -> bytes:
        """All that the program has sent so far."""
        return b"".join(chunk.data for chunk in self.chunks)

    def until(self, *texts: str, gone: str = "", seconds: float = PATIENCE) -> str:
        """The screen once all of these stand on it, and ``gone`` does not."""
        deadline = time.monotonic() + seconds
        while not self._shows(texts, gone):
            if time.monotonic() > deadline or not self.is_alive():
                raise AssertionError(f"waited in vain for {texts} without {gone!r}:\n{self.text}")
            self.read(0.05)
        return self.text

    def _shows(self, texts: Sequence[str], gone: str) -> bool:
        return all(text in self.text for text in texts) and not (gone and gone in self.text)

    def read(self, seconds: float) -> None:
        """Take what comes for so long, and give the answers that are due."""
        deadline = time.monotonic() + seconds
        while True:
            self._settle_debts()
            left = deadline - time.monotonic()
            if self._read(min(max(left, 0.0), 0.05)) is None and left <= 0:
                return

    # --- what is done -----------------------------------------------------------------------------

    def type(self, text: str | bytes) -> None:
        """Type, or send the bytes of keys."""
        data = text.encode() if isinstance(text, str) else text
        with suppress(OSError):  # the program has ended
            os.write(self._master, data)

    def keys(self, *keys: str, then: str = "", gone: str = "") -> None:
        """Press keys, and wait for what shows that they arrived."""
        for key in keys:
            self.type(key)
            self.read(0.05)
        if then or gone:
            self.until(*([then] if then else []), gone=gone)

    def resize(self, columns: int, rows: int) -> None:
        """Give the terminal another size; the kernel tells the program."""
        self.picture.resize(rows, columns)
        size = struct.pack("HHHH", rows, columns, 0, 0)
        with suppress(OSError):
            fcntl.ioctl(self._master, termios.TIOCSWINSZ, size)

    def hang_up(self) -> None:
        """Close the terminal: its window is gone."""
        os.close(self._master)
        self._master = -1

    # --- the process ------------------------------------------------------------------------------

    def is_alive(self) -> bool:
        """Whether the program still runs; its exit status is kept when it does not."""
        if self.status is None:
            found, status = os.waitpid(self.pid, os.WNOHANG)
            if found:
                self.status = os.waitstatus_to_exitcode(status)
        return self.status is None

    def seconds_to_end(self, limit: float = PATIENCE) -> float:
        """How long the program still runs; as much as ``limit`` when it does not end."""
        began = time.monotonic()
        while self.is_alive() and time.monotonic() - began < limit:
            self.read(0.01) if self._master >= 0 else time.sleep(0.01)
        return time.monotonic() - began

    def cpu_ms(self) -> float:
        """The processor time that the program has used."""
        return cpu_ms(self.pid)

    def memory(self) -> int:
        """The memory that the program holds, in bytes, without what it shares."""
        with open(f"/proc/{self.pid}/smaps_rollup", encoding="ascii") as file:
            found = re.findall(
                r"^(?:Private_Clean|Private_Dirty|Swap): +(\d+) kB", file.read(), re.MULTILINE
            )
        return sum(map(int, found)) * 1024

    # --- inside -----------------------------------------------------------------------------------

    def _read(self, timeout: float):
        return super()._read(timeout) if self._master >= 0 else None

    def _take(self, data: bytes) -> None:
        # Without the keyboard's own encoding, whose end pyte writes on the screen; and what
        # stood on the ordinary screen is nobody's concern, but it is not the app's either.
        for number, part in enumerate(_SCREENS.split(data)):
            if number:
                self.picture.reset()
            self._stream.feed(part.replace(b"\x1b[<u", b""))
        super()._take(data)

    def _answer(self, question: re.Match[bytes]) -> None:
        if self._answers is not None:
            self._owed.append((time.monotonic() + self._answers, question))
        self._settle_debts()

    def _settle_debts(self) -> None:
        while self._owed and self._owed[0][0] <= time.monotonic():
            with suppress(OSError):
                super()._answer(self._owed.pop(0)[1])

    def _end(self) -> None:
        """End the program, whatever state it is in."""
        if self.is_alive():
            os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
        if self._master >= 0:
            os.close(self._master)


def prefix_shown(text: str, screen: str) -> str:
    """The longest beginning of a typed text that stands on the screen, whatever breaks it."""
    flat = re.sub(r"\s+", "", screen)
    for length in range(len(text), 0, -1):
        if re.sub(r"\s+", "", text[:length]) in flat:
            return text[:length]
    return ""


def wait(seen: Callable[[], object], seconds: float = PATIENCE) -> bool:
    """Whether something came true in time."""
    deadline = time.monotonic() + seconds
    while not seen():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.02)
    return True
