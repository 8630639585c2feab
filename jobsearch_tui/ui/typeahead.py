"""Keys that are typed faster than the screen can follow wait their turn; none goes astray.

Textual hands each key to the widget that has the focus when the key arrives. Over a slow line
several arrive at once, and ``l v Enter`` would be a dialog that opens after its letters have
gone elsewhere. Here a key is handed on only when what the one before it began is on the screen.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Awaitable, Coroutine
from typing import Any, Final

from textual import events
from textual.app import App
from textual.message_pump import MessagePump
from textual.screen import Screen

PATIENCE: Final = 1.0
"""Seconds that a key waits for what the one before it began; then it is handed on all the same."""

_DRAINING: Final = 0.25

Typed = events.Key | events.Paste


class TypeAheadApp(App[None]):
    """An app that keeps the order of what is typed, and of the commands that it starts."""

    def __init__(self) -> None:
        """Begin with nothing typed and nothing under way."""
        super().__init__()
        self._typed: deque[Typed] = deque()
        self._typist: asyncio.Task[None] | None = None
        self._under_way = 0
        self._calm = asyncio.Event()

    async def on_event(self, event: events.Event) -> None:
        """Hand a key on at once when nothing is under way, else after what is."""
        if not isinstance(event, Typed) or event.is_forwarded:
            await super().on_event(event)
            return
        if isinstance(event, events.Key) and self._is_escape_and_more(event):
            letter = event.character or ""
            for key in (events.Key("escape", None), events.Key(letter, letter)):
                await self.on_event(key.set_sender(self))
            return
        if self._typist is not None and not self._typist.done():
            self._typed.append(event)
            return
        await super().on_event(event)
        self._typist = asyncio.create_task(self._follow(), name="type-ahead")

    def _is_escape_and_more(self, event: events.Key) -> bool:
        """Whether this is Escape and a letter, which a multiplexer has held back and sent as one.

        tmux waits half a second for what Escape may begin; no key here is taken from anybody who
        has bound one with Alt.
        """
        is_pair = event.key.startswith("alt+") and event.is_printable
        return is_pair and event.key not in self.screen.active_bindings

    async def _follow(self) -> None:
        await self._settle()
        while self._typed:
            await super().on_event(self._typed.popleft())
            await self._settle()

    async def _settle(self) -> None:
        """Wait until the last key was dealt with and no command is on its way to a question."""
        await self._drain()
        if self._under_way > 0:
            await _within(PATIENCE, self._calm.wait())
            await self._drain()

    async def _drain(self) -> None:
        """Wait until the focused widget, all around it and the app have handled their messages."""
        if not self.screen_stack:
            return  # the app is being left
        chain: list[MessagePump] = list((self.focused or self.screen).ancestors_with_self)
        for node in chain:
            handled = asyncio.Event()
            # A dialog that has just been closed takes no more calls.
            if node.is_running and node.call_later(handled.set):
                await _within(_DRAINING, handled.wait())

    # --- commands ---

    def carry_out(self, command: Coroutine[Any, Any, None]) -> None:
        """Start a command that may ask and save; what is typed meanwhile waits for it."""
        self._begin()
        self.run_worker(self._to_its_end(command))

    async def _to_its_end(self, command: Awaitable[None]) -> None:
        try:
            await command
        finally:
            self._end()

    async def ask(self, dialog: Screen[Any]) -> Any:
        """Show a dialog and wait for its answer; once it is there, what is typed goes to it."""
        answer = self.push_screen(dialog, wait_for_dismiss=True)
        shown = asyncio.Event()
        dialog.call_after_refresh(shown.set)
        await _within(PATIENCE, shown.wait())
        self._end()
        try:
            return await answer
        finally:
            self._begin()

    def _begin(self) -> None:
        self._under_way += 1
        self._calm.clear()

    def _end(self) -> None:
        self._under_way -= 1
        if self._under_way <= 0:
            self._calm.set()


async def _within(seconds: float, waiting: Awaitable[object]) -> None:
    """Wait, but not longer than this."""
    try:
        async with asyncio.timeout(seconds):
            await waiting
    except TimeoutError:
        return
