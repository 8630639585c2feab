"""Leaving the screen for a while: an editor, or a text on the ordinary screen to mark by hand."""

from __future__ import annotations

import os
import shlex
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, ClassVar, Final

from textual.app import App, ComposeResult, SuspendNotSupported
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from jobsearch_tui.domain.text import one_line, visible_lines
from jobsearch_tui.errors import JobsearchError
from jobsearch_tui.lifeline import unmasked
from jobsearch_tui.services.clipboard import plain_view as harmless

_NOT_FOUND: Final = 127
_FALLBACKS: Final = ("nano", "vi")
_PROMPT: Final = "\n-- Mark the text with the mouse and copy it; Enter goes back. --"


def plain_view(app: App[Any], text: str) -> None:
    """Show the text on the ordinary screen, unwrapped and without borders, until Enter.

    There the terminal itself marks and copies, which works everywhere. Where the app cannot
    step aside, the text fills a screen of its own.
    """
    try:
        with app.suspend(), interrupts_ignored():
            _show_and_wait(harmless(text))
    except SuspendNotSupported:
        app.push_screen(PlainScreen(text))


def _show_and_wait(text: str) -> None:
    """Print and wait for Enter. Nothing may be raised here: the screen would not come back."""
    out, typed = sys.__stdout__, sys.__stdin__
    if out is None or typed is None:
        return
    encoding = out.encoding or "utf-8"
    shown = f"\n{text}{_PROMPT}".encode(encoding, "replace").decode(encoding)
    with suppress(OSError, ValueError):  # the terminal is gone: there is nobody to wait for
        out.write(shown)
        out.flush()
        typed.readline()


def edit_file(app: App[Any], path: Path) -> None:
    """Open the user's editor on a file, and wait until it is closed.

    Raises JobsearchError, with the words for the user, when there is none or it failed.
    """
    command = [*editor_command(), str(path)]
    try:
        with app.suspend(), interrupts_ignored():
            status = _run(command)
    except SuspendNotSupported as error:
        raise JobsearchError(
            f"An editor cannot be opened here. The script is {one_line(str(path))}."
        ) from error
    if status == _NOT_FOUND:
        raise JobsearchError(f"{command[0]} could not be started. Set EDITOR to your editor.")
    if status:
        raise JobsearchError(f"{command[0]} ended with an error (status {status}).")


def _run(command: Sequence[str]) -> int:
    """The exit status; nothing may be raised here: the screen would not come back."""
    try:
        return subprocess.run(unmasked(command), check=False).returncode
    except OSError:
        return _NOT_FOUND


def editor_command(
    environ: Mapping[str, str] = os.environ,
    which: Callable[[str], str | None] = shutil.which,
) -> list[str]:
    """The user's editor with its arguments: VISUAL, EDITOR, else nano or vi.

    Raises JobsearchError that says to set EDITOR when there is none.
    """
    for name in ("VISUAL", "EDITOR"):
        value = environ.get(name, "").strip()
        if not value:
            continue
        try:
            return shlex.split(value)
        except ValueError as error:
            raise JobsearchError(f"{name} cannot be understood: {one_line(value)}.") from error
    for editor in _FALLBACKS:
        if found := which(editor):
            return [found]
    raise JobsearchError("No editor is set. Set EDITOR, for example: export EDITOR=nano")


@contextmanager
def interrupts_ignored() -> Iterator[None]:
    """Let Ctrl+C end what runs in front, and not this program.

    A handler that does nothing, as an ignored signal would stay ignored in the editor.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, lambda *_: None)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


class PlainScreen(Screen[None]):
    """A text from the left edge on, with nothing round it; Enter goes back."""

    DEFAULT_CSS = """
    PlainScreen {
        background: $background;
        VerticalScroll { scrollbar-size: 0 0; }
        Static { height: auto; }
        #back { dock: bottom; height: 1; color: $text-muted; }
    }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,escape,q,v", "dismiss(None)", "Back", show=False, id="plain.back")
    ]

    def __init__(self, text: str) -> None:
        """Take the text; what a terminal would obey in it is drawn or left out."""
        super().__init__()
        self._text = text

    def compose(self) -> ComposeResult:
        """The text, and how to go back."""
        with VerticalScroll():
            yield Static(Content("\n".join(visible_lines(harmless(self._text)))))
        yield Static(Content("Enter goes back, ↑ ↓ scroll"), id="back")
