"""The server: Textual's own, behind a gate, with a page that asks nobody else for anything."""

from __future__ import annotations

import logging
import shlex
from collections.abc import Callable, Sequence
from importlib.resources import files
from socket import socket
from typing import Final

from aiohttp import web
from textual_serve.server import Server

from jobsearch_tui.web.gate import Gate, private

HERE: Final = frozenset({"127.0.0.1", "::1", "localhost"})
"""The names of this machine that only it can use."""


class AppServer(Server):
    """Serves the app on one address to the browser that comes with the token."""

    def __init__(
        self, words: Sequence[str], listening: socket, ready: Callable[[str], None]
    ) -> None:
        """Take the words of the program, a socket that listens, and whom to tell the address."""
        host, port = listening.getsockname()[:2]
        super().__init__(shlex.join(words), host=host, port=port, title="Terminal")
        self.gate = Gate(HERE | {host})
        self._socket = listening
        self._ready = ready

    def serve(self, debug: bool = False) -> None:
        """Serve until the process is interrupted, or asked to end."""
        self.debug = debug
        self.initialize_logging()
        web.run_app(self._make_app(), sock=self._socket, print=None)

    def initialize_logging(self) -> None:
        """Log nothing of what passes through; a fault of the server is told by its kind alone."""
        logging.basicConfig(level=logging.CRITICAL)

    async def _make_app(self) -> web.Application:
        app = web.Application(middlewares=[self.gate.guard])
        app.add_routes(
            [
                web.get("/", self._page),
                web.get("/page.js", self._script),
                web.get("/ws", self.handle_websocket),
                web.static("/static", self.statics_path),
            ]
        )
        app.on_response_prepare.append(private)
        app.on_startup.append(self.on_startup)
        return app

    async def on_startup(self, app: web.Application) -> None:
        """Say where it can be opened."""
        del app
        name = f"[{self.host}]" if ":" in self.host else self.host
        self._ready(f"http://{name}:{self.port}/?token={self.gate.token}")

    async def _page(self, _request: web.Request) -> web.Response:
        return web.Response(text=_file("page.html"), content_type="text/html")

    async def _script(self, _request: web.Request) -> web.Response:
        return web.Response(text=_file("page.js"), content_type="text/javascript")


def _file(name: str) -> str:
    return files(__package__).joinpath(name).read_text("utf-8")
