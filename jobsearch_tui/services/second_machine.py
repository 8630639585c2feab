"""What the screens need of the second machine; ``storage.second_machine`` is the real one."""

from __future__ import annotations

from typing import Protocol

from jobsearch_tui.domain.second_machine import Outcome, Standing


class SecondMachine(Protocol):
    """The other machine, as far as this one can reach it. Each call may take a while."""

    @property
    def is_set_up(self) -> bool:
        """Whether a remote was ever named."""

    @property
    def version(self) -> int:
        """A number that is another one after a sync, also after that of another program."""

    def sync(self, *, allow_loss: bool = False) -> Outcome:
        """Bring both machines together, through the store's file. Raises JobsearchError."""

    def look(self) -> None:
        """Ask the remote how far it is ahead, and change nothing. Raises JobsearchError."""

    def standing(self) -> Standing | None:
        """How far the machines are apart, without asking anybody; None if not set up."""
