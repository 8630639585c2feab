"""A dialog in which a text is typed that must not be lost by a careless key."""

from __future__ import annotations

from typing import Generic, TypeVar

from textual import on
from textual.getters import query_one
from textual.screen import ModalScreen

from jobsearch_tui.ui.dialogs.discard import Question

T = TypeVar("T")


class TypedDialog(ModalScreen[T | None], Generic[T]):
    """Closes without a result, once the user has said yes to what that would lose.

    It has a :class:`Question` somewhere on it.
    """

    question = query_one(Question)

    def would_be_lost(self) -> bool:
        """Whether something was typed that is kept nowhere else."""
        raise NotImplementedError

    def forget(self) -> None:
        """Throw the draft of what was typed away."""
        raise NotImplementedError

    def action_cancel(self) -> None:
        """Close without saving; ask first when something would be lost."""
        if self.would_be_lost():
            self.question.ask()
        else:  # a draft of something else, to be offered later, stays
            self.dismiss(None)

    @on(Question.Answered)
    def _answered(self, event: Question.Answered) -> None:
        if event.is_yes:
            self._give_up()

    def _give_up(self) -> None:
        self.forget()
        self.dismiss(None)
