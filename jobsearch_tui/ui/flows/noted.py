"""What is half typed, kept as a draft until the change that comes of it is on the disk."""

from __future__ import annotations

from dataclasses import dataclass

from jobsearch_tui.domain.changes import Change
from jobsearch_tui.domain.draft import Draft
from jobsearch_tui.ui.desk import Desk


@dataclass
class Noted:
    """The newest draft of one dialog. The disk forgets it with the change, not before."""

    desk: Desk
    last: Draft | None = None

    def note(self, draft: Draft | None) -> None:
        """Keep what is typed now; None when nothing of it could be lost."""
        self.last = draft or self.last
        self.desk.note(draft)

    async def save(self, change: Change, words: str) -> None:
        """Save what came of the dialog; its draft stays while that is in memory alone."""
        self.desk.note(None if await self.desk.save(change, words) else self.last)
