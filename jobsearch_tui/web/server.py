"""The server: Textual's own, behind a gate, with a page that asks nobody else for anything."""

from __future__ import annotations

import asyncio
import logging
import shlex
import signal
from collections.abc import Callable, Sequence
from functools import partial
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
        web.run_app(self._make_app(), sock=self._socket, print=None, shutdown_timeout=SHUTDOWN)

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
        app.on_startup.append(self.on_startup)
        app.on_shutdown.append(self.on_shutdown)
        return app

    async def on_startup(self, app: web.Application) -> None:
        """Say where it can be opened, and end in order when asked to, or with the terminal."""
        del app
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGHUP):
            if signal.getsignal(number) is not signal.SIG_IGN:  # as nohup has it
                loop.add_signal_handler(number, partial(self._end, number))
        self._ready(f"http://{bracketed(self.host)}:{self.port}/?token={self.gate.token}")

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

    def _end(self, number: signal.Signals) -> None:
        self.ended_by = number
        self.request_exit()

    async def _page(self, request: web.Request) -> web.Response:
        page = _file("page.html").replace("{key}", escape(request.get("key", "")))
        return web.Response(text=page, content_type="text/html")

    async def _script(self, _request: web.Request) -> web.Response:
        return web.Response(text=_file("page.js"), content_type="text/javascript")


def bracketed(host: str) -> str:
    """A host as it stands before a port: an IPv6 address has colons of its own."""
    return f"[{host}]" if ":" in host else host


def _file(name: str) -> str:
    return files(__package__).joinpath(name).read_text("utf-8")
