"""The targets of one campaign, as a pane."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from textual.content import Content

from jobsearch_tui.domain.campaigns import Campaign, name_of
from jobsearch_tui.domain.records import Record, Target
from jobsearch_tui.domain.stages import stages_of
from jobsearch_tui.domain.text import visible
from jobsearch_tui.ui.render.campaign import COLUMNS, TargetRows
from jobsearch_tui.ui.render.rows import Seen
from jobsearch_tui.ui.widgets.line_layout import RowSource
from jobsearch_tui.ui.widgets.pane import Pane

_STAGES = stages_of("target")


class CampaignPane(Pane):
    """The targets of :attr:`campaign`, by stage and, in a stage, by priority."""

    def __init__(self, campaign: Campaign) -> None:
        """Show this campaign first."""
        super().__init__("target", 0, "", COLUMNS)
        self.campaign = campaign

    def turn_to(self, campaign: Campaign, empty: str) -> None:
        """Show another campaign; ``empty`` is said while it has no companies."""
        self.campaign, self._empty = campaign, empty

    @property
    def targets(self) -> Sequence[Target]:
        """The targets that are shown, in the order of the rows."""
        return cast("Sequence[Target]", self._records)

    def select(self, seen: Seen) -> Sequence[Record]:
        """The targets of the campaign that the filter lets through."""
        every = cast("Sequence[Target]", super().select(seen))
        found = [target for target in every if self.campaign.has(target)]
        if not self.selection.sort:
            found.sort(key=_by_stage)
        return found

    def source_of(self, records: Sequence[Record], seen: Seen) -> RowSource:
        """The rows of these targets."""
        return TargetRows(cast("Sequence[Target]", records), seen)

    def _entitle(self) -> None:
        if self._seen is None:
            return
        words = f" /{self.selection.words}" if self.selection.words else ""
        name = name_of(self._seen.workspace, self.campaign)
        self.border_title = Content(visible(f"{name} · {len(self._records):,}{words}"))


def _by_stage(target: Target) -> tuple[int, int]:
    place = _STAGES.index(target.stage) if target.stage in _STAGES else len(_STAGES)
    return place, target.priority or len(_STAGES) + 1
