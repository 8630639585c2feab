"""Saving a form whose record another program changed while it was open."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from dataclasses import dataclass

from jobsearch_tui.domain.changes import same
from jobsearch_tui.domain.clashes import Both, both, clash_notes, clash_values
from jobsearch_tui.domain.records import KINDS, Activity, Record
from jobsearch_tui.domain.text import one_line
from jobsearch_tui.errors import StoreError
from jobsearch_tui.services.identity import new_id
from jobsearch_tui.ui.desk import Desk
from jobsearch_tui.ui.dialogs.clashes import Clashes


@dataclass
class Others:
    """What other programs did to a record meanwhile, and what the user made of that.

    ``before`` is the record that the change now starts from, ``notes`` are log entries that
    keep both values, ``words`` tell of it after *Saved*.
    """

    desk: Desk
    record: Record
    before: Record
    notes: tuple[Activity, ...] = ()
    words: str = ""

    @classmethod
    def than(cls, desk: Desk, record: Record) -> Others:
        """Programs that may change this record while its form is open."""
        return cls(desk, record, record)

    async def met(self, typed: Record) -> Record | None:
        """The record to save, after asking what counts; None to go back to the form."""
        self.before, self.notes, self.words = self.record, (), ""
        theirs = await self._theirs()
        if theirs is None and self.record.kind in KINDS:
            self.words = ", which another program had deleted"
        if theirs is None or same(theirs, self.record):
            return typed
        made = both(self.record, typed, theirs)
        chosen: frozenset[str] | None = frozenset()
        if made.clashes:
            chosen = await self._asked(made)
        if chosen is None:
            return None
        now, workspace = self.desk.now(), self.desk.workspace
        self.before = theirs
        self.notes = clash_notes(made, chosen, workspace, now, new_id)
        self.words = _told(made, bool(self.notes))
        return made.settled(chosen)

    async def _theirs(self) -> Record | None:
        """The record as it now stands in the store."""
        with suppress(StoreError):  # saving will meet the same trouble, and tell of it
            if await asyncio.to_thread(self.desk.session.refresh):
                self.desk.host.workspace_changed()
        return self.desk.workspace.get(self.record.id)

    async def _asked(self, made: Both) -> frozenset[str] | None:
        values = clash_values(made, self.desk.context())
        is_logged = bool(clash_notes(made, (), self.desk.workspace, self.desk.now(), new_id))
        return await self.desk.ask(Clashes(self.record.title, values, is_logged=is_logged))


def _told(made: Both, is_logged: bool) -> str:
    """What to say after *Saved*, quietly."""
    taken = [one_line(field.label).lower() for field in made.taken]
    kept = f", with {_listed(taken)} from another program" if taken else ""
    return f"{kept}; its log keeps both" if is_logged else kept


def _listed(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
