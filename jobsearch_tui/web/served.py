"""One app behind one websocket: it ends as it does when its terminal goes away."""

from __future__ import annotations

import asyncio
import json
import shlex
import signal
from asyncio.subprocess import PIPE, Process
from collections.abc import Sequence
from contextlib import suppress
from typing import Any, Final

from aiohttp import WSCloseCode, web
from textual_serve.app_service import AppService
from textual_serve.download_manager import DownloadManager

LARGEST_SIDE: Final = 1000
"""Columns or lines that a browser may ask for; a wall of screens has half as many."""

LEAVING: Final = 10.0
"""Seconds that an app which was left may take to bring everything to the disk."""

HANGING_UP: Final = 2.5
"""Seconds from the hang-up to the end of the process, which the app itself keeps below 1.8."""


class Served(AppService):
    """An app in a process of its own, whose screen and keys go through a websocket.

    It is in a session of its own as well, so that Ctrl+C where the server runs does not reach it:
    the server hangs up instead, and what is half typed is kept.
    """

    def __init__(
        self, words: Sequence[str], websocket: web.WebSocketResponse, downloads: DownloadManager
    ) -> None:
        """Take the words of the program, and where its screen goes."""
        super().__init__(
            shlex.join(words),
            write_bytes=websocket.send_bytes,
            write_str=websocket.send_str,
            close=self._close,
            download_manager=downloads,
        )
        self._words = tuple(words)
        self._websocket = websocket
        self._is_left = False

    async def obey(self, told: str) -> None:
        """Do what the page asks for; what it cannot have asked for is nothing."""
        try:
            asked = json.loads(told)
        except (ValueError, RecursionError):
            return
        match asked:
            case ["stdin", str(typed)]:
                # Half a pair of surrogates is no text, and nothing at all would be the end of it.
                if keys := typed.encode("utf-8", "ignore"):
                    await self.send_bytes(keys)
            case ["resize", {"width": int(width), "height": int(height)}]:
                await self.set_terminal_size(within(width), within(height))
            case ["ping", str(sent)]:
                await self._websocket.send_json(["pong", sent])
            case ["focus", *_]:
                await self.focus()
            case ["blur", *_]:
                await self.blur()

    async def run(self) -> None:
        """Pass the screen on until the app has ended; then nobody is to wait for more."""
        await super().run()
        await self._websocket.close(code=WSCloseCode.GOING_AWAY)

    async def stop(self) -> None:
        """Hang up, unless the app was left and ends by itself; wait until it has ended."""
        task, self._task = self._task, None
        if task is None or self._process is None:
            return
        if not (self._is_left and await _ended(self._process, LEAVING)):
            with suppress(ProcessLookupError):
                self._process.send_signal(signal.SIGHUP)
            if not await _ended(self._process, HANGING_UP):
                self._process.kill()
        await asyncio.wait({task}, timeout=1)
        task.cancel()

    async def _close(self) -> None:
        self._is_left = True
        await self._websocket.close()

    async def _open_app_process(self, width: int = 80, height: int = 24) -> Process:
        self._process = await asyncio.create_subprocess_exec(
            *self._words,
            stdin=PIPE,
            stdout=PIPE,
            stderr=PIPE,
            env=self._build_environment(width=width, height=height),
            start_new_session=True,
        )
        self._stdin = self._process.stdin
        return self._process


def within(side: Any) -> int:
    """A number of columns or lines that a screen can have, whatever was asked for."""
    try:
        return max(1, min(int(side), LARGEST_SIDE))
    except ValueError:
        return 80


async def _ended(process: Process, seconds: float) -> bool:
    with suppress(TimeoutError):
        async with asyncio.timeout(seconds):
            await process.wait()
    return process.returncode is not None
