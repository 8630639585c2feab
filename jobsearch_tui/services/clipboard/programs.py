"""Other programs, asked one question each and never waited for long."""

import os
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Protocol

PATIENCE = 2.0
"""Seconds that any other program has to answer."""

_CHILD = Path(__file__).with_name("child.py")


class Run(Protocol):
    """How a command is run: its output, or None when it failed or did not answer."""

    def __call__(self, words: Sequence[str], text: str = "") -> str | None: ...


def run(words: Sequence[str], text: str = "") -> str | None:
    """What the command ``words`` wrote when given ``text``; None if it did not do its work."""
    try:
        done = subprocess.run(
            words, input=text.encode(), capture_output=True, timeout=PATIENCE, check=True
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return done.stdout.decode(errors="replace")


def to_desktop(text: str, environ: Mapping[str, str], patience: float = PATIENCE) -> str:
    """Copy by pyperclip in a child process; ``""`` once read back, else why it is not there.

    The child leads a session of its own: what it leaves behind (xclip owns the selection
    until somebody else copies) outlives this program, and what hangs is killed with it.
    """
    # By path and with -P: a pyperclip.py in the current directory must not be picked up.
    words = [sys.executable, "-P", str(_CHILD)]
    try:
        child = subprocess.Popen(
            words,
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env=dict(environ),
            start_new_session=True,
        )
    except OSError:
        return "the clipboard's helper could not be started"
    with child:
        try:
            child.communicate(text.encode(), timeout=patience)
        except subprocess.TimeoutExpired:
            _end(child)
            return "the desktop's clipboard did not answer"
    return _VERDICTS.get(child.returncode, "the desktop's clipboard failed")


_VERDICTS = {
    0: "",
    3: "the desktop's clipboard did not give the text back",
    4: "no clipboard program is installed (xclip, xsel or wl-clipboard)",
}


def _end(child: subprocess.Popen[bytes]) -> None:
    """Kill the child and all that it started, as one group."""
    try:
        os.killpg(child.pid, signal.SIGKILL)
    except ProcessLookupError:
        child.kill()
