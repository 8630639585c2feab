"""What is half typed in this sitting, and when the disk may forget it."""

from __future__ import annotations

from collections.abc import Callable

from jobsearch_tui.domain.draft import Draft
from jobsearch_tui.lifeline import Lifeline


class HalfTyped:
    """The one draft of the sitting: kept until what came of it is on the disk, or given up.

    ``lifeline`` brings it to the disk; without one nothing is kept. ``postpone`` leaves the
    draft of an earlier sitting to the next one, and may raise JobsearchError. ``newest`` is what
    was noted last, and None once that was given up.
    """

    def __init__(
        self, lifeline: Lifeline | None = None, postpone: Callable[[], None] = lambda: None
    ) -> None:
        self._lifeline = lifeline
        self.postpone = postpone
        self.newest: Draft | None = None
        self._owing: Draft | None = None

    def note(self, draft: Draft | None) -> None:
        """This is half typed now; None: what was is given up, or empty again."""
        self.newest = draft
        if self._lifeline is not None:
            self._lifeline.settled() if draft is None else self._lifeline.note(draft)

    def came_to(self, draft: Draft | None, *, is_saved: bool) -> None:
        """A change came of this draft, and is on the disk or in memory alone. In any thread."""
        if is_saved:
            self._forget(draft)
        else:
            self._owing = draft

    def all_saved(self) -> None:
        """What was in memory alone is on the disk as well."""
        self._forget(self._owing)
        self._owing = None

    def none_saved(self) -> None:
        """What was in memory alone was given up; its draft stays on the disk."""
        self._owing = None

    def _forget(self, draft: Draft | None) -> None:
        if self._lifeline is not None and draft is not None:
            self._lifeline.saved(draft)
