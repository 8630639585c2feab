"""A real Chromium without a window, driven over its own debugging protocol."""

from __future__ import annotations

import asyncio
import base64
import itertools
import shutil
import subprocess
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from pathlib import Path
from typing import Any

import aiohttp
import pyte

NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")
PATIENCE = 40.0
"""Seconds after which what is waited for is given up; on a quiet machine all takes a tenth."""

COLUMNS, LINES = 200, 70


def chromium() -> str | None:
    """The browser's program, None where there is none."""
    return next(filter(None, map(shutil.which, NAMES)), None)


class Tab:
    """One page; what its socket receives is kept as the screen that a terminal makes of it."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        self._socket = socket
        self._numbers = itertools.count(1)
        self._answers: dict[int, asyncio.Future[Any]] = {}
        self._screen = pyte.Screen(COLUMNS, LINES)
        self._stream = pyte.ByteStream(self._screen)
        self.requests: list[str] = []
        self._reader = asyncio.create_task(self._read())

    async def _read(self) -> None:
        async for message in self._socket:
            told = message.json()
            if "id" in told:
                future = self._answers.pop(told["id"])
                future.set_result(told.get("result", {}))
            elif told["method"] == "Network.webSocketFrameReceived":
                frame = told["params"]["response"]
                if frame["opcode"] == 2:
                    self._stream.feed(base64.b64decode(frame["payloadData"]))
            elif told["method"] == "Network.requestWillBeSent":
                self.requests.append(told["params"]["request"]["url"])

    async def call(self, method: str, **given: Any) -> Any:
        """Ask the browser for something."""
        number = next(self._numbers)
        self._answers[number] = asyncio.get_running_loop().create_future()
        await self._socket.send_json({"id": number, "method": method, "params": given})
        return await asyncio.wait_for(self._answers[number], PATIENCE)

    async def open(self, address: str) -> None:
        """Go to an address; the screen is empty until the app has drawn on it."""
        self._screen.reset()
        await self.call("Network.enable")
        await self.call("Page.enable")
        await self.call("Page.navigate", url=address)

    @property
    def text(self) -> str:
        """What stands on the terminal of the page."""
        return "\n".join(line.rstrip() for line in self._screen.display)

    async def until(self, seen: Callable[[str], object]) -> None:
        """Wait until something is on the screen."""
        async with asyncio.timeout(PATIENCE):
            while not seen(self.text):
                await asyncio.sleep(0.05)

    async def key(self, text: str) -> None:
        """Press a key: a character, or Enter."""
        named = {"Enter": ("Enter", "\r", 13)}.get(text, (text, text, ord(text.upper()[0])))
        key, typed, code = named
        for type in ("keyDown", "keyUp"):
            given = {"text": typed} if type == "keyDown" else {}
            await self.call(
                "Input.dispatchKeyEvent", type=type, key=key, windowsVirtualKeyCode=code, **given
            )

    async def reload(self) -> None:
        """Load the page anew; its screen is empty until the app has drawn on it."""
        self._screen.reset()
        await self.call("Page.reload")

    async def run(self, script: str) -> Any:
        """What an expression of the page comes to."""
        told = await self.call("Runtime.evaluate", expression=script, returnByValue=True)
        return told["result"].get("value")

    async def until_said(self, words: str) -> None:
        """Wait until the page itself says something, over the terminal."""
        async with asyncio.timeout(PATIENCE):
            while words not in (await self.run("document.body.innerText") or ""):
                await asyncio.sleep(0.05)

    async def picture(self, path: Path) -> None:
        """Write what a person would see as a PNG."""
        taken = await self.call("Page.captureScreenshot")
        path.write_bytes(base64.b64decode(taken["data"]))

    async def close(self) -> None:
        """Stop listening."""
        self._reader.cancel()
        with suppress(asyncio.CancelledError):
            await self._reader


@asynccontextmanager
async def tabs(folder: Path, count: int) -> AsyncIterator[list[Tab]]:
    """A browser with some empty pages, ended afterwards."""
    program = chromium()
    assert program is not None
    words = ["--headless", "--no-sandbox", "--disable-gpu", "--window-size=1000,640"]
    own = [f"--user-data-dir={folder}", "--remote-debugging-port=0", "--no-first-run"]
    running = subprocess.Popen(
        [program, *words, *own, "about:blank"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        port = await _port(folder / "DevToolsActivePort")
        async with (
            aiohttp.ClientSession(f"http://127.0.0.1:{port}") as session,
            AsyncExitStack() as open_now,
        ):
            for _ in range(count - 1):
                (await session.put("/json/new?about:blank")).close()
            async with session.get("/json") as answer:
                pages = [one for one in await answer.json() if one["type"] == "page"]
            found = []
            for page in pages:
                address = page["webSocketDebuggerUrl"]
                socket = await open_now.enter_async_context(
                    session.ws_connect(address, max_msg_size=0)
                )
                found.append(Tab(socket))
                open_now.push_async_callback(found[-1].close)
            yield found
    finally:
        running.kill()
        running.wait()


@asynccontextmanager
async def tab(folder: Path) -> AsyncIterator[Tab]:
    """A browser with one empty page, ended afterwards."""
    async with tabs(folder, 1) as (page,):
        yield page


async def _port(file: Path) -> int:
    async with asyncio.timeout(PATIENCE):
        while not file.exists() or "\n" not in file.read_text():
            await asyncio.sleep(0.05)
    return int(file.read_text().split()[0])
