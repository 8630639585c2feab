"""The calendar file of config.toml, kept up to date while the app is open."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any

from jobsearch_tui.errors import JobsearchError
from jobsearch_tui.ui.desk import Desk

Run = Callable[[Coroutine[Any, Any, None]], object]
"""Starts something beside everything else."""


class KeptCalendar:
    """Writes it after changes, once for several of them; a failure is told once."""

    def __init__(self, desk: Desk, run: Run) -> None:
        """Take the calendars and the session of a desk, and how to work beside the app."""
        self._desk = desk
        self._run = run
        self._is_behind = False
        self._is_at_work = False
        self._failure = ""

    def bring_up_to_date(self) -> None:
        """Something may have changed; there may be no such file to keep."""
        if self._desk.calendars.kept is not None:
            self._is_behind = True
            if not self._is_at_work:
                self._is_at_work = True
                self._run(self._keep())

    async def _keep(self) -> None:
        while self._is_behind:
            self._is_behind = False
            failure = await asyncio.to_thread(self._write)
            if failure and failure != self._failure:
                self._desk.tell(failure, "warn")
            self._failure = failure
        self._is_at_work = False

    def _write(self) -> str:
        """Write it if need be; why it could not be written, in a sentence."""
        kept, session = self._desk.calendars.kept, self._desk.session
        try:
            if kept is not None:
                kept.bring_up_to_date(lambda: session.workspace, self._desk.now)
        except JobsearchError as error:
            return f"The calendar is not up to date. {error}"
        return ""
