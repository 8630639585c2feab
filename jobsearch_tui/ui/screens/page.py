"""One page of lines over the whole screen, to be read and closed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar, Final

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.getters import query_one
from textual.screen import ModalScreen

from jobsearch_tui.ui.keys_named import named
from jobsearch_tui.ui.render.lines import Line
from jobsearch_tui.ui.widgets.lines_view import LinesView

_KEYS: Final = (
    "{record.down} {record.up} {record.page-down} scroll   {record.last} end   {help.back} closes"
)


class Page(ModalScreen[None]):
    """Lines made for the width, under a title, with the keys that scroll and close them."""

    DEFAULT_CSS = """
    Page {
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

    def __init__(self, title: str, make: Callable[[int], Sequence[Line]]) -> None:
        """Take the title and what makes the lines for a width in cells."""
        super().__init__()
        self._title = title
        self._make = make

    def compose(self) -> ComposeResult:
        """One view of lines."""
        yield LinesView(id="help")

    def on_mount(self) -> None:
        """Name the page and its keys, and show it from the top."""
        self.view.border_title = Content(self._title)
        self.view.border_subtitle = Content(named(self.app, _KEYS, Page, LinesView))
        self.view.focus()
        self.view.show(self._make)
