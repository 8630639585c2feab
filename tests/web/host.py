"""``jobsearch serve`` in a process of its own, and visitors that are no browser."""

from __future__ import annotations

import asyncio
import os
import re
import signal
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from pathlib import Path

import aiohttp
import pyte

PATIENCE = 40.0
"""Seconds after which what is waited for is given up; on a quiet machine all takes a tenth."""


class Running:
    """A server: the address that it printed, and its process."""

    def __init__(self, address: str, process: asyncio.subprocess.Process) -> None:
        self.address = address
        self.base = address.partition("/?")[0]
        self.process = process

    @property
    def port(self) -> int:
        """The port of the address."""
        return int(self.base.rpartition(":")[2])

    async def says(self, words: str) -> None:
        """Wait until the server prints something."""
        assert self.process.stdout is not None
        async with asyncio.timeout(PATIENCE):
            while words not in (line := (await self.process.stdout.readline()).decode()):
                assert line, "the server has ended"

    async def ended(self, number: int) -> float:
        """Send a signal, and wait for the end: the seconds that it took."""
        loop = asyncio.get_running_loop()
        began = loop.time()
        self.process.send_signal(number)
        async with asyncio.timeout(PATIENCE):
            await self.process.wait()
        return loop.time() - began


@asynccontextmanager
async def served(store: Path, *options: str) -> AsyncIterator[Running]:
    """A server on a store of its own, ended afterwards."""
    environ = {**os.environ, "HOME": str(store.parent), "PYTHONUNBUFFERED": "1"}
    for name in [one for one in environ if one.startswith("XDG_")]:
        del environ[name]
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "jobsearch_tui", "--store", str(store), "serve", *options),
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
        env=environ,
    )
    assert process.stdout is not None
    try:
        async with asyncio.timeout(PATIENCE):
            line = (await process.stdout.readline()).decode()
        assert line.startswith("Open http://"), line
        yield Running(line.split()[1], process)
    finally:
        with suppress(ProcessLookupError):
            process.send_signal(signal.SIGINT)
        async with asyncio.timeout(PATIENCE):
            await process.wait()


def visitor() -> aiohttp.ClientSession:
    """Somebody who keeps cookies of addresses that are numbers, as browsers do: for all ports."""
    return aiohttp.ClientSession(cookie_jar=aiohttp.CookieJar(unsafe=True))


async def let_in(session: aiohttp.ClientSession, running: Running) -> str:
    """Open the printed address: the key that comes with the page."""
    async with session.get(running.address) as answer:
        assert answer.status == 200
        return key_in(await answer.text())


def key_in(page: str) -> str:
    """The key that a page brings, empty without one."""
    found = re.search(r'<meta name="key" content="([^"]*)">', page)
    assert found is not None
    return found[1]


class Wire:
    """The app behind a websocket, and the screen that a terminal makes of what it sends."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        self.socket = socket
        self._screen = pyte.Screen(100, 30)
        self._stream = pyte.ByteStream(self._screen)

    async def type(self, text: str) -> None:
        """Send keys."""
        await self.socket.send_json(["stdin", text])

    async def until(self, seen: Callable[[str], object]) -> None:
        """Read until something is on the screen."""
        async with asyncio.timeout(PATIENCE):
            while not seen("\n".join(self._screen.display)):
                message = await self.socket.receive()
                if message.type is aiohttp.WSMsgType.BINARY:
                    self._stream.feed(message.data)
                else:
                    assert message.type is aiohttp.WSMsgType.TEXT, message

    async def until_closed(self) -> int | None:
        """Read until the server has closed it: the code that it gave."""
        async with asyncio.timeout(PATIENCE):
            async for _message in self.socket:
                pass
        return self.socket.close_code


@asynccontextmanager
async def wire(session: aiohttp.ClientSession, running: Running, key: str) -> AsyncIterator[Wire]:
    """The app, asked for with a key as the page asks for it."""
    protocols = ("terminal", f"key.{key}")
    address = f"{running.base}/ws?width=100&height=30"
    async with session.ws_connect(address, protocols=protocols, max_msg_size=0) as socket:
        yield Wire(socket)
