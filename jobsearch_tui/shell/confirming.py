"""The question before something that replaces what there is."""

from __future__ import annotations

from jobsearch_tui.errors import UsageError
from jobsearch_tui.shell.desk import Desk


def is_confirmed(desk: Desk, question: str, *, is_said: bool) -> bool:
    """Whether to go on: because ``--yes`` said so, or because the question is answered by yes.

    Raises UsageError where there is nobody to ask.
    """
    if is_said:
        return True
    if not desk.world.has_terminal():
        raise UsageError("Nothing was changed: there is no terminal to ask on. Say --yes as well.")
    desk.output.ask(f"{question} [y/N] ")
    return desk.world.answer().strip().lower() in ("y", "yes")
