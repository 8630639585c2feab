"""From any screen to any other: which screen a place is, made when one first goes there.

The screens do not know one another; they ask the app, and the app looks here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

from jobsearch_tui.domain.records import Offer, Record
from jobsearch_tui.ui.desk import Desk
from jobsearch_tui.ui.screens.work import WorkScreen


def _today(desk: Desk, _about: Record | None) -> WorkScreen:
    from jobsearch_tui.ui.screens.today import TodayScreen

    return TodayScreen(desk)


def _weeks(desk: Desk, _about: Record | None) -> WorkScreen:
    from jobsearch_tui.ui.screens.weeks import WeeksScreen

    return WeeksScreen(desk)


def _campaigns(desk: Desk, about: Record | None) -> WorkScreen:
    from jobsearch_tui.ui.screens.campaigns import CampaignsScreen

    return CampaignsScreen(desk, about)


def _offers(desk: Desk, about: Record | None) -> WorkScreen:
    from jobsearch_tui.ui.screens.offers import OffersScreen

    return OffersScreen(desk, about.id if isinstance(about, Offer) else "")


def _figures(desk: Desk, _about: Record | None) -> WorkScreen:
    from jobsearch_tui.ui.screens.figures import FiguresScreen

    return FiguresScreen(desk)


def _record(desk: Desk, about: Record | None) -> WorkScreen:
    from jobsearch_tui.ui.screens.record import RecordScreen

    return RecordScreen(desk, about.id if about else "")


WAYS: Final[Mapping[str, Callable[[Desk, Record | None], WorkScreen]]] = MappingProxyType(
    {
        "today": _today,
        "weeks": _weeks,
        "campaigns": _campaigns,
        "offers": _offers,
        "figures": _figures,
        "record": _record,
    }
)
"""What makes the screen of each place; the record is the one that it is opened from, or about."""

ONE_AT_A_TIME: Final = "today"
"""The place to which one goes back when it is open already: a review has its own memory."""
