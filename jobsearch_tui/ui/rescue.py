"""What the app shows in the place of a store that cannot be read: what there is to be done."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from textual import work
from textual.app import App

from jobsearch_tui.ui.dialogs.choose import Choose, Option
from jobsearch_tui.ui.themes import choose_theme, register_themes
from jobsearch_tui.value import dataclass

if TYPE_CHECKING:
    from jobsearch_tui.lifeline import Lifeline


@dataclass(frozen=True)
class Way:
    """One thing that can be done: its key, its words with a remark, and what it would change."""

    key: str
    words: str
    remark: str
    picture: tuple[str, ...]


class RescueApp(App[str]):
    """Asks which way to go; the answer is the key of one, or None to leave all as it is."""

    TITLE = "jobsearch"
    ENABLE_COMMAND_PALETTE = False

    def __init__(
        self, trouble: str, ways: Sequence[Way], theme: str, lifeline: Lifeline | None
    ) -> None:
        """Take the sentence that says what is wrong, and the ways out."""
        super().__init__()
        self.animation_level = "none"
        self._trouble = trouble
        self._ways = {way.key: way for way in ways}
        self._lifeline = lifeline
        register_themes(self)
        self.theme = choose_theme(self, theme, [])

    def on_mount(self) -> None:
        """Ask, and leave in order when the terminal or the machine goes."""
        if self._lifeline is not None:
            loop = asyncio.get_running_loop()
            self._lifeline.ask_to_exit = partial(self._leave, loop)
        self._ask()

    def _leave(self, loop: asyncio.AbstractEventLoop, _signal: int) -> None:
        loop.call_soon_threadsafe(self.exit)

    @work
    async def _ask(self) -> None:
        quitting = Option("q", "quit, and leave everything as it is", "")
        options = [Option(way.key, way.words, way.key, way.remark) for way in self._ways.values()]
        while True:
            question = Choose(
                "The store cannot be read", [*options, quitting], question=self._trouble
            )
            chosen = await self.push_screen_wait(question)
            if not chosen:
                self.exit(None)
                return
            if await self._is_meant(self._ways[chosen]):
                self.exit(chosen)
                return

    async def _is_meant(self, way: Way) -> bool:
        options = [Option("y", f"yes, {way.words}", True), Option("n", "no, go back", False)]
        question: Choose[bool] = Choose("Do this?", options, question="\n".join(way.picture))
        is_meant: bool | None = await self.push_screen_wait(question)
        return bool(is_meant)


def ask(
    trouble: str, ways: Sequence[Way], *, theme: str, mouse: bool, lifeline: Lifeline | None
) -> str | None:
    """Show the ways out and wait; the key of the one that was chosen, or None."""
    app = RescueApp(trouble, ways, theme, lifeline)
    return app.run(mouse=mouse)
