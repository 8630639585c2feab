"""The help: one page over the whole screen."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.getters import query_one
from textual.screen import ModalScreen

from jobsearch_tui.ui.commands import key_words
from jobsearch_tui.ui.own_key import OwnKey
from jobsearch_tui.ui.render.help import KeysOf, help_page
from jobsearch_tui.ui.widgets.lines_view import LinesView


class HelpScreen(ModalScreen[None]):
    """All keys as they are bound now, the quick log, dates and marks, to be scrolled through."""

    DEFAULT_CSS = """
    HelpScreen {
        background: $background;
        LinesView {
            width: 100%; height: 100%;
            border: round $primary;
            border-title-style: bold;
            border-subtitle-color: $foreground;
            padding: 0 1;
        }
    }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,question_mark,f1", "dismiss(None)", "Close", show=False, id="help.back")
    ]

    view = query_one(LinesView)

    def __init__(self, keys_of: KeysOf, own: Sequence[OwnKey]) -> None:
        """Take what tells the keys that are bound to an id, and the keys that no command has."""
        super().__init__()
        self._keys_of = keys_of
        self._own = own

    def compose(self) -> ComposeResult:
        """One view of lines."""
        yield LinesView(id="help")

    def on_mount(self) -> None:
        """Name the page and its keys, and show it from the top."""
        keys = {id: key_words(self._keys_of(id)[0]) for id in _TOLD}
        self.view.border_title = Content("Help")
        self.view.border_subtitle = Content(_subtitle(keys))
        self.view.focus()
        self.view.show(lambda width: help_page(self._keys_of, self._own, width)[1:])


_TOLD = ("record.down", "record.up", "record.page-down", "record.last", "help.back")


def _subtitle(keys: dict[str, str]) -> str:
    down, up, page, last, back = (keys[id] for id in _TOLD)
    return f"{down} {up} {page} scroll   {last} end   {back} closes"
