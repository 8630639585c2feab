"""What is half typed in this sitting, and when the disk may forget it."""

from __future__ import annotations

from collections.abc import Callable, Iterable

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
        self._told = ""
        self._under_way: dict[str, Draft] = {}
        self._owing: dict[str, Draft] = {}

    def note(self, draft: Draft | None) -> None:
        """This is half typed now; None: what was is given up, or empty again."""
        self.newest = draft
        if self._lifeline is not None:
            self._lifeline.settled() if draft is None else self._lifeline.note(draft)

    def comes_to(self, draft: Draft | None, change: str) -> None:
        """A change of this id came of the draft, and is about to be written. In any thread."""
        if draft is not None:
            self._under_way[change] = draft

    def came_to(self, change: str, *, is_safe: bool) -> None:
        """The change is on the disk, or will be there at the next start; else in memory alone."""
        draft = self._under_way.pop(change, None)
        if draft is None:
            return
        if is_safe:
            self._forget(draft)
        else:
            self._owing[change] = draft

    def all_saved(self) -> None:
        """What was in memory alone is on the disk as well."""
        self.are_kept(tuple(self._owing))

    def came_to_nothing(self, change: str) -> None:
        """The change can never be written: its draft stays on the disk."""
        self._under_way.pop(change, None)

    def none_saved(self) -> None:
        """What was in memory alone was given up; its drafts stay on the disk."""
        self._owing.clear()

    def are_kept(self, changes: Iterable[str]) -> None:
        """The changes of these ids will be there at the next start. In any thread."""
        for change in changes:
            draft = self._owing.pop(change, None) or self._under_way.get(change)
            if draft is not None:
                self._forget(draft)

    def new_trouble(self) -> str:
        """Why what is half typed cannot be kept, in a sentence; each reason once, mostly none."""
        found = self._lifeline.trouble if self._lifeline is not None else ""
        is_new, self._told = found != self._told, found
        return f"Should the line drop, what you type is lost: {found}" if found and is_new else ""

    def _forget(self, draft: Draft) -> None:
        if self._lifeline is not None:
            self._lifeline.saved(draft)
