"""One calendar file that always says what the search says, for a calendar program to subscribe to.

The file bears a mark of what it says, so that a change which does not show in a calendar costs
nothing, and whoever changes the search next brings a file up to date that another program's change
has left behind.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable
from dataclasses import field
from datetime import datetime
from pathlib import Path
from threading import Lock
from typing import Final

from jobsearch_tui.domain.workspace import Workspace
from jobsearch_tui.services.calendar_box import WriteFile
from jobsearch_tui.services.transfer.calendar_out import CalendarOptions, calendar_text, contents
from jobsearch_tui.value import dataclass

_HEAD: Final = 400
"""Bytes at the beginning of the file among which the mark stands."""

_TRIES: Final = 5
"""How often the search may change while the file is being written."""


@dataclass(frozen=True)
class KeptCalendar:
    """A calendar file, what goes into it, and what writes it. May be used from several threads."""

    path: Path
    options: CalendarOptions
    write: WriteFile
    _one_at_a_time: Lock = field(default_factory=Lock)

    def bring_up_to_date(self, look: Callable[[], Workspace], now: Callable[[], datetime]) -> bool:
        """Write the file unless it says already what the search says; whether it was written.

        ``look`` gives the newest workspace each time that it is asked. Raises
        :class:`~jobsearch_tui.errors.NotSavedError`.
        """
        written = False
        with self._one_at_a_time:
            for _ in range(_TRIES):
                workspace, moment = look(), now()
                state = self._state(workspace, moment)
                if self._says(state):
                    break
                data = calendar_text(workspace, moment, self.options, state=state)
                self.write(self.path, data)
                written = True
        return written

    def _state(self, workspace: Workspace, now: datetime) -> str:
        told = repr(contents(workspace, now, self.options))
        return f"{zlib.crc32(told.encode('utf-8', 'surrogatepass')):08x}"

    def _says(self, state: str) -> bool:
        try:
            with self.path.open("rb") as file:
                return f":{state}\r\n".encode() in file.read(_HEAD)
        except OSError:  # not there, or not to be read: writing it will tell
            return False
