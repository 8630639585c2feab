"""One line to type, with what is understood shown under it as it is typed."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.getters import query_one
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from jobsearch_tui.domain.text import visible
from jobsearch_tui.ui.keys_named import KeysLine
from jobsearch_tui.ui.line_typed import LineTyped
from jobsearch_tui.ui.widgets.typed_line import ShownInput


class AskLine(ModalScreen[str | None]):
    """A question answered by a line of text; Escape answers nothing.

    ``understand`` says in words what a text means and raises ValueError, or an error of the
    program, for one that means nothing; then Enter does not answer. The app is told each
    version of the line (:class:`LineTyped`), so that it can be kept.
    """

    DEFAULT_CSS = """
    AskLine {
        align: center middle;
        background: $background 0%;
        & > Vertical {
            width: 72; max-width: 96%; height: auto;
            border: heavy $primary; background: $surface; padding: 0 1;
        }
        Input { margin-top: 0; }
        Static { height: auto; }
        #means { min-height: 1; }
        #means.-bad { color: $text-error; }
    }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "back", "Back", show=False, id="line.back")
    ]

    input = query_one(Input)

    def __init__(
        self,
        title: str,
        *,
        text: str = "",
        hint: str = "",
        understand: Callable[[str], str],
    ) -> None:
        """Ask under ``title``, beginning with ``text``; ``hint`` says what may be typed."""
        super().__init__()
        self._title = title
        self._text = text
        self._hint = hint
        self._understand = understand
        self._is_noted = False

    def compose(self) -> ComposeResult:
        """A box with the line, its meaning and the keys."""
        with Vertical() as box:
            box.border_title = Content(visible(self._title))
            yield ShownInput(
                self._text, placeholder=self._hint, compact=True, select_on_focus=False
            )
            yield Static(id="means")
            yield KeysLine("Enter takes it   {line.back} goes back", AskLine, id="keys")

    def on_mount(self) -> None:
        """Begin typing."""
        self.input.focus()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Say what the text means."""
        event.stop()
        self._meaning(event.value)
        if self._is_noted or event.value != self._text:
            self._note(event.value)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Answer, when the text means something."""
        event.stop()
        if self._meaning(event.value):
            self._close(event.value)

    def action_back(self) -> None:
        """Close without an answer."""
        self._close(None)

    def _close(self, answer: str | None) -> None:
        if self._is_noted:
            self._note("")
        self.dismiss(answer)

    def _note(self, text: str) -> None:
        self._is_noted = True
        self.post_message(LineTyped(self._title, text))

    def _meaning(self, text: str) -> bool:
        means = self.query_one("#means", Static)
        try:
            words, understood = self._understand(text), True
        except ValueError as error:
            words, understood = f"✗ {error}", False
        means.update(Content(visible(words)))
        means.set_class(not understood, "-bad")
        return understood
