"""The help: one page over the whole screen."""

from __future__ import annotations

from collections.abc import Sequence

from jobsearch_tui.ui.own_key import OwnKey
from jobsearch_tui.ui.render.help import KeysOf, help_page
from jobsearch_tui.ui.screens.page import Page


class HelpScreen(Page):
    """All keys as they are bound now, the quick log, dates and marks, to be scrolled through."""

    def __init__(self, keys_of: KeysOf, own: Sequence[OwnKey]) -> None:
        """Take what tells the keys that are bound to an id, and the keys that no command has."""
        super().__init__("Help", lambda width: help_page(keys_of, own, width)[1:])
