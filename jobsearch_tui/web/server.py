"""The server: Textual's own, behind a gate, with a page that asks nobody else for anything."""

from __future__ import annotations

import asyncio
import logging
import shlex
import signal
from collections.abc import Callable, Sequence
from contextlib import suppress
from html import escape
from importlib.resources import files
from socket import socket
from typing import Final

from aiohttp import WSCloseCode, WSMsgType, web
from textual_serve.server import Server

from jobsearch_tui.web.gate import SOCKET, Gate, private
from jobsearch_tui.web.served import Served, within

HERE: Final = frozenset({"127.0.0.1", "::1", "localhost"})
"""The names of this machine that only it can use."""

PROTOCOL: Final = "terminal"
"""What the page and the server speak over the websocket."""

LARGEST_MESSAGE: Final = 2**20
"""Bytes of one message from the page; a pasted posting has a hundredth of that."""

GOODBYE: Final = 2.0
"""Seconds that a browser may take to answer that the websocket is closed."""

KEPT_OPEN: Final = 75.0
"""Seconds that a connection of the browser stays open without a request."""

STRANGER: Final = 10.0
"""Seconds, twice at most, after which a connection has to have been let in."""

SHUTDOWN: Final = 3.0
"""Seconds that what is under way may take when the server ends."""


class AppServer(Server):
    """Serves the app on one address to the browser that comes with the token."""

    def __init__(
        self,
        words: Sequence[str],
        listening: socket,
        ready: Callable[[str], None],
        name: str | None = None,
    ) -> None:
        """Take the words of the program, a socket that listens, and whom to tell the address.

        ``name`` is what the machine is asked for by, where that is not the socket's address.
        ``ended_by`` is the signal that asked the server to end, and None after Ctrl+C.
        """
        address, port = listening.getsockname()[:2]
        super().__init__(shlex.join(words), host=name or address, port=port, title="Terminal")
        self.gate = Gate(HERE | {address, self.host})
        self.ended_by: signal.Signals | None = None
        self._words = tuple(words)
        self._socket = listening
        self._ready = ready
        self._open: set[web.WebSocketResponse] = set()

    def serve(self, debug: bool = False) -> None:
        """Serve until the process is interrupted, or asked to end."""
        self.debug = debug
        self.initialize_logging()
        asyncio.run(self._serve())

    async def _serve(self) -> None:
        runner = web.AppRunner(
            await self._make_app(),
            access_log=None,
            keepalive_timeout=KEPT_OPEN,
            shutdown_timeout=SHUTDOWN,
        )
        await runner.setup()
        try:
            await web.SockSite(runner, self._socket).start()
            asked = self._when_asked_to_end()
            self._ready(f"http://{bracketed(self.host)}:{self.port}/?token={self.gate.token}")
            waiting: set[web.RequestHandler] = set()
            while not await _is_set(asked, STRANGER):
                waiting = self._drop_strangers(runner, waiting)
        finally:
            await runner.cleanup()

    def _when_asked_to_end(self) -> asyncio.Event:
        """What is set when the user, the machine or the end of the terminal wants it to end."""
        asked = asyncio.Event()

        def end(number: signal.Signals) -> None:
            self.ended_by = None if number == signal.SIGINT else number
            asked.set()

        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            if signal.getsignal(number) is not signal.SIG_IGN:  # as nohup has it
                asyncio.get_running_loop().add_signal_handler(number, end, number)
        return asked

    def _drop_strangers(
        self, runner: web.AppRunner, waiting: set[web.RequestHandler]
    ) -> set[web.RequestHandler]:
        """Close what is ``waiting`` since last time without having been let in; who waits now.

        The server waits for a request for as long as one takes; whoever never completes one could
        use up all connections that it may have.
        """
        connections = runner.server.connections if runner.server else []
        self.gate.let_in.intersection_update(connections)
        strangers = {one for one in connections if one not in self.gate.let_in}
        for one in strangers & waiting:
            one.force_close()
        return strangers - waiting

    def initialize_logging(self) -> None:
        """Log nothing of what passes through; a fault of the server is told by its kind alone."""
        logging.basicConfig(level=logging.CRITICAL)

    async def _make_app(self) -> web.Application:
        app = web.Application(middlewares=[self.gate.guard])
        app.add_routes(
            [
                web.get("/", self._page, allow_head=False),
                web.get("/page.js", self._script),
                web.get(SOCKET, self.handle_websocket),
                web.static("/static", self.statics_path),
            ]
        )
        app.on_response_prepare.append(private)
        app.on_shutdown.append(self.on_shutdown)
        return app

    async def on_shutdown(self, app: web.Application) -> None:
        """Close what is open, so that the apps behind it end now and not at the next heartbeat."""
        del app
        closing = [one.close(code=WSCloseCode.GOING_AWAY) for one in self._open]
        await asyncio.gather(*closing)

    async def handle_websocket(self, request: web.Request) -> web.WebSocketResponse:
        """Start an app, and pass its screen and its keys on until one of the two ends."""
        websocket = web.WebSocketResponse(
            heartbeat=15, timeout=GOODBYE, max_msg_size=LARGEST_MESSAGE, protocols=(PROTOCOL,)
        )
        await websocket.prepare(request)
        served = Served(self._words, websocket, self.download_manager)
        self._open.add(websocket)
        try:
            asked = request.query
            await served.start(within(asked.get("width", "80")), within(asked.get("height", "24")))
            async for message in websocket:
                if message.type is WSMsgType.TEXT:
                    await served.obey(message.data)
        finally:
            self._open.discard(websocket)
            await served.stop()
        return websocket

    async def _page(self, request: web.Request) -> web.Response:
        page = _file("page.html").replace("{key}", escape(self.gate.key_for(request)))
        return web.Response(text=page, content_type="text/html")

    async def _script(self, _request: web.Request) -> web.Response:
        return web.Response(text=_file("page.js"), content_type="text/javascript")


async def _is_set(event: asyncio.Event, seconds: float) -> bool:
    """Whether it is set within the time."""
    with suppress(TimeoutError):
        async with asyncio.timeout(seconds):
            await event.wait()
    return event.is_set()


def bracketed(host: str) -> str:
    """A host as it stands before a port: an IPv6 address has colons of its own."""
    return f"[{host}]" if ":" in host else host


def _file(name: str) -> str:
    return files(__package__).joinpath(name).read_text("utf-8")
