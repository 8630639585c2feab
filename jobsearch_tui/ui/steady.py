"""The last step before the terminal: what every terminal draws in the cells that it was given.

Terminals do not agree how wide some signs are: tmux draws a joined emoji in two cells, GNU
screen and xterm in as many as it has parts, and none of them counts as Textual does what asks
for a coloured picture or another tone of skin. Everything to the right of such a sign would
stand askew. So they are sent in a form that all count alike, or the cursor is put where it is
expected. A terminal without Unicode is sent ASCII.
"""

from __future__ import annotations

import codecs
import re
from typing import Any, Final

from rich.cells import cell_len
from textual.driver import Driver

from jobsearch_tui.domain.plain import plain

_MARKS: Final = (
    "\u0900-\u0dff\u0f00-\u109f\u1700-\u18af\u1900-\u1cff\ua800-\uabff\U00011000-\U00011fff"
)
"""The scripts whose vowels stand beside their letters, in a cell that Textual does not count."""

_UNSTEADY: Final = re.compile(
    "(?P<flag>[\U0001f1e6-\U0001f1ff]{2})"
    "|(?P<emoji>(?:[^\x00-\x7f]|[0-9#*](?=\ufe0f))?[\ufe0f\u20e3\u200d\U0001f3fb-\U0001f3ff]"
    "(?:[\ufe0f\u20e3\u200d\U0001f3fb-\U0001f3ff]|(?<=\u200d)[^\x00-\x7f])*)"
    f"|(?P<word>[{_MARKS}]+(?:[\u200c\u200d ][{_MARKS}]+)* *)"
    "|(?P<odd>[\u2630-\u2637\u268a-\u268f\u3248-\u324f\u302e\u302f\u3164\uffa0\u06de])"
)
_BASE: Final = re.compile("[\ufe0f\u20e3\u200d\U0001f3fb-\U0001f3ff]")
_REGIONAL_A: Final = 0x1F1E6
_SAVE, _RESTORE = "\x1b7", "\x1b8"


def steadied(data: str) -> str:
    """Output with the signs that terminals count differently made harmless.

    Of a joined emoji its first part stands, and of a flag the letters of its country. Words
    whose width is not agreed on may take the blanks that follow them, and the cursor is then
    put where they should have ended.
    """
    return data if data.isascii() else _UNSTEADY.sub(_steady, data)


def _steady(found: re.Match[str]) -> str:
    text = found[0]
    width = cell_len(text)
    if found["flag"]:
        return "".join(chr(ord(letter) - _REGIONAL_A + ord("A")) for letter in text).ljust(width)
    if found["emoji"]:
        first = _BASE.split(text, maxsplit=1)[0]
        return first + " " * (width - cell_len(first))
    move = f"\x1b[{width}C" if width else ""
    return f"{_SAVE}{' ' * width}{_RESTORE}{text.rstrip(' ')}{_RESTORE}{move}"


class SteadyDriver(Driver):
    """What is mixed into Textual's driver for this platform."""

    ascii_only = False
    """Whether the terminal shows nothing but ASCII."""

    _has_terminal = False

    def write(self, data: str) -> None:
        """Send output in a form on whose width all terminals agree."""
        steady = steadied(data)
        super().write(plain(steady) if self.ascii_only else steady)  # type: ignore[safe-super]

    def start_application_mode(self) -> None:
        """Take the terminal."""
        self._has_terminal = True
        super().start_application_mode()  # type: ignore[safe-super]

    def stop_application_mode(self) -> None:
        """Give the terminal back."""
        self._has_terminal = False
        super().stop_application_mode()  # type: ignore[safe-super]

    def _sigcont_application(self, *_: object) -> None:
        """Take the terminal anew after a stop without notice (SIGSTOP), as after Ctrl+Z.

        The driver would start a second pair of threads beside those that still read and write.
        """
        if self._auto_restart and self._has_terminal:
            self.suspend_application_mode()
            self._must_signal_resume = True
        super()._sigcont_application()  # type: ignore[misc]

    def _run_input_thread(self) -> None:
        """Read keys; bytes that are no UTF-8 are read as Latin-1 instead of ending the app.

        The driver gives no other hand on its decoder than the name by which its module knows it.
        """
        from textual.drivers import linux_driver

        linux_driver.getincrementaldecoder = _forgiving  # type: ignore[attr-defined]
        super()._run_input_thread()  # type: ignore[misc]


def steady(driver: type[Driver], *, ascii_only: bool) -> type[Driver]:
    """The driver class, with steady output."""
    return type(f"Steady{driver.__name__}", (SteadyDriver, driver), {"ascii_only": ascii_only})


def _forgiving(encoding: str) -> Any:
    decoder = codecs.getincrementaldecoder(encoding)
    return lambda: decoder("jobsearch.latin-1")


def _as_latin_1(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("latin-1"), error.end


codecs.register_error("jobsearch.latin-1", _as_latin_1)
