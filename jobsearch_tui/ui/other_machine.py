"""How far this machine and the other one are apart, as the bottom of every screen says it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING

from jobsearch_tui.errors import JobsearchError
from jobsearch_tui.ui.beside import beside

if TYPE_CHECKING:
    from jobsearch_tui.services.second_machine import SecondMachine


class OtherMachine:
    """Measures it beside the app; there may be no other machine at all.

    ``words`` say it in a few cells and are mostly empty; ``show`` is called when they change.
    """

    def __init__(self, second: SecondMachine | None, show: Callable[[], None]) -> None:
        """Take the other machine, and what shows the words."""
        self.words = ""
        self._second = second
        self._show = show
        self._version = 0

    @property
    def is_set_up(self) -> bool:
        """Whether there is another machine."""
        return self._second is not None and self._second.is_set_up

    @property
    def has_moved(self) -> bool:
        """Whether a sync has ended since this was asked last."""
        if self._second is None or self._second.version == self._version:
            return False
        self._version = self._second.version
        return True

    async def look(self) -> None:
        """Ask the remote, and measure."""
        if self._second is not None:
            with suppress(JobsearchError):  # Y tells what is the matter; nobody has asked now
                await beside(self._second.look, "look")
        await self.measure()

    async def measure(self) -> None:
        """Measure anew, without asking anybody."""
        if self._second is None:
            return
        from jobsearch_tui.domain.second_machine import mark

        words = mark(await asyncio.to_thread(self._second.standing))
        if words != self.words:
            self.words = words
            self._show()
