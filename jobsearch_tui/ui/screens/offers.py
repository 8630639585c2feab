"""Offers side by side, and whom to close with when one is accepted."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType

from jobsearch_tui.domain.offers import compared
from jobsearch_tui.domain.records import Offer, Record
from jobsearch_tui.ui.desk import Desk
from jobsearch_tui.ui.render.offers import offers_lines
from jobsearch_tui.ui.screens.parts import LinesScreen


class OffersScreen(LinesScreen):
    """The offers as columns; the commands are about the chosen one, or the line below it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("right,tab", "choose(1)", "Next offer", show=False, id="offers.next"),
        Binding("left,shift+tab", "choose(-1)", "Offer before", show=False, id="offers.last"),
    ]

    def __init__(self, desk: Desk, chosen: str = "") -> None:
        """Take the tools and the id of the offer to begin with; else it is the first."""
        super().__init__(desk)
        self._chosen = chosen

    @property
    def kind(self) -> str:
        """What is added here."""
        return Offer.kind

    @property
    def subject(self) -> Record | None:
        """The record under the cursor, or the chosen offer."""
        return self.desk.workspace.get(self.view.key or self._chosen)

    def _offers(self) -> list[str]:
        return [one.offer.id for one in compared(self.desk.workspace)]

    def look(self) -> None:
        """Show the offers as they now are; one that is gone leaves its place to the first."""
        self._show(keep_place=True)

    def _show(self, *, keep_place: bool) -> None:
        ids = self._offers()
        if self._chosen not in ids:
            self._chosen = next(iter(ids), "")
        place = f" · {ids.index(self._chosen) + 1} of {len(ids)}" if ids else ""
        self.view.border_title = f"Offers{place}"
        workspace, now, chosen = self.desk.workspace, self.desk.now(), self._chosen
        self.view.show(
            lambda width: offers_lines(workspace, chosen, now, width), keep_place=keep_place
        )

    def action_choose(self, by: int) -> None:
        """Go to the offer beside the chosen one, as far as there is one."""
        ids = self._offers()
        if not ids:
            return
        place = max(0, min(ids.index(self._chosen) + by, len(ids) - 1))
        if ids[place] != self._chosen:
            self._chosen = ids[place]
            self._show(keep_place=False)

    def reveal(self, id: str) -> None:
        """Choose an offer that was just made."""
        if self.desk.workspace.find(Offer, id) is not None:
            self._chosen = id
            self._show(keep_place=False)

    def action_offers(self) -> None:
        """Stay: the offers are here."""
