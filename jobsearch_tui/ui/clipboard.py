"""Copying from the screens: the services' ways, run beside the event loop."""

from __future__ import annotations

import asyncio
import re
import threading
from typing import TYPE_CHECKING, Any, Final, TypeVar

from textual.app import App

if TYPE_CHECKING:  # the ways to copy are loaded with the first copy: no first frame needs them
    from jobsearch_tui.services.clipboard import Outcome, Way

ReturnType = TypeVar("ReturnType")

_ONE_AT_A_TIME: Final = threading.Lock()
_CLAUSES: Final = re.compile(r"(?<=[.;]) ")


async def put(app: App[Any], text: str, forced: Way | None = None) -> Outcome:
    """Copy the text to where the person sits, and say what became of it.

    ``forced`` is the user's own choice of a way. May take some seconds, during which the app
    goes on; of several copies the last one asked for stays.
    """
    return await asyncio.to_thread(_put, app, text, forced)


def _put(app: App[Any], text: str, forced: Way | None) -> Outcome:
    from jobsearch_tui.services.clipboard import copy, look_around

    with _ONE_AT_A_TIME:
        return copy(
            text,
            surroundings=look_around(),
            terminal=lambda sequence: _to_terminal(app, sequence),
            forced=forced,
        )


def _to_terminal(app: App[Any], sequence: str) -> None:
    """Hand a sequence to Textual's own writer, whole, so that nothing comes between its bytes.

    Textual has no public way to write a sequence of one's own. The driver only puts it into a
    queue, which any thread may do; to go through the loop (``call_from_thread``) would wait
    for ever when the app ends meanwhile. Raises OSError when there is no terminal.
    """
    driver = app._driver  # noqa: SLF001
    if driver is None:
        raise OSError("the app has no terminal")
    driver.write(sequence)


def way_of(setting: str) -> Way | None:
    """The way that ``clipboard`` in config.toml asks for; None is the best one here."""
    from jobsearch_tui.services.clipboard import Way

    return None if setting == "auto" else Way(setting)


def is_copied(outcome: Outcome) -> bool:
    """Whether the text went anywhere, as far as is known."""
    return outcome.way not in ("view", "none")


def said(outcome: Outcome) -> str:
    """All that there is to say of an outcome, where ``v`` shows the text plainly."""
    return f"{outcome.words} {outcome.hint}".rstrip()


def said_elsewhere(outcome: Outcome) -> str:
    """The same without the advice to press ``v``, where that key means something else."""
    clauses = _CLAUSES.split(said(outcome))
    kept = " ".join(clause for clause in clauses if "press v" not in clause.casefold())
    return f"{kept[:-1]}." if kept.endswith(";") else kept


class ClipboardMixin(App[ReturnType]):
    """An app in which inputs, text areas and marked text are copied the same way as scripts.

    Textual's widgets call :meth:`copy_to_clipboard`, whose own version writes a bare OSC 52:
    in a default tmux, and in screen, that goes nowhere.
    """

    clipboard_setting: str = "auto"
    """What ``clipboard`` in config.toml says."""

    def copy_to_clipboard(self, text: str) -> None:
        """Copy the text beside the event loop, then tell what became of it."""
        self._clipboard = text  # what Ctrl+V in an input of this app pastes
        self.run_worker(self._put_and_tell(text), group="clipboard")

    async def _put_and_tell(self, text: str) -> None:
        outcome = await put(self, text, way_of(self.clipboard_setting))
        self.tell_copied(outcome)

    def tell_copied(self, outcome: Outcome) -> None:
        """Say what became of a copy; an app with a line for such words overrides this."""
        if is_copied(outcome):
            self.notify(said_elsewhere(outcome), markup=False)
        else:
            self.notify(said_elsewhere(outcome), severity="warning", markup=False)
