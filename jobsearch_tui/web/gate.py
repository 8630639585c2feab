"""Who is let in: whoever opens the printed address first, and nobody else."""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Awaitable, Callable
from typing import Final
from urllib.parse import urlsplit

from aiohttp import web

SOCKET: Final = "/ws"
"""Where the app itself is: the rest is a page without anything of anybody in it."""

KEY_FOLLOWS: Final = "key."
"""What stands before the key among the protocols that the page's socket asks for."""

_HEADERS: Final = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; font-src 'self'; "
        "img-src 'self' data:; connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; "
        "form-action 'none'"
    ),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
"""What keeps the page to itself: nothing from elsewhere, in no frame, in no cache."""

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class Gate:
    """A token that opens once; the cookie and the key that it is exchanged for.

    A browser sends a cookie to every port of a machine, so another server there sees it. The
    cookie opens the page alone. The app needs the key as well: it comes with the page once,
    in answer to the token, and the page keeps it where no page of another port can read it.

    ``names`` are the host names by which the server may be asked for: a page elsewhere that has
    its own name point to this machine is refused. ``let_in`` are the connections by which
    somebody came in, until the server forgets those that have ended.
    """

    def __init__(self, names: frozenset[str]) -> None:
        self.token = secrets.token_urlsafe(32)
        self._key = secrets.token_urlsafe(32)
        self._names = frozenset(name.lower() for name in names)
        # A name of its own, as servers on other ports would overwrite it; and one that tells them
        # nothing, like the words of a refusal: that somebody looks for work is a secret.
        self._cookie_name = f"terminal-{secrets.token_hex(4)}"
        self._cookie = secrets.token_urlsafe(32)
        self._opener: web.Request | None = None
        self.let_in: set[web.RequestHandler] = set()

    @web.middleware
    async def guard(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """Let a request through that has the cookie; give it to the first that has the token."""
        if not self._is_for_us(request):
            return _refused("This address is not served here.")
        if _same(request.cookies.get(self._cookie_name, ""), self._cookie):
            if request.path == SOCKET and not self._has_key(request):
                return _refused("This opens in one browser, by the address that was printed.")
            self.let_in.add(request.protocol)
            return await handler(request)
        if self._opener is not None or not self._has_token(request):
            return _refused("Open the address that was printed; it opens once.")
        self._opener = request
        self.let_in.add(request.protocol)
        answer = await handler(request)
        answer.set_cookie(
            self._cookie_name, self._cookie, httponly=True, samesite="Strict", path="/"
        )
        return answer

    def key_for(self, request: web.Request) -> str:
        """The key, for the request that came with the token; empty for every other one."""
        return self._key if request is self._opener else ""

    def _is_for_us(self, request: web.Request) -> bool:
        """Whether one host is asked for, by a name of ours, and not by a page of another one."""
        hosts = request.headers.getall("Host", [])
        origin = request.headers.get("Origin")
        try:
            asked = [urlsplit(f"//{host}").hostname for host in hosts]
            same = origin is None or urlsplit(origin).netloc == hosts[0]
        except (ValueError, IndexError):  # such as a bracket that is left open
            return False
        return len(asked) == 1 and asked[0] in self._names and same

    def _has_token(self, request: web.Request) -> bool:
        is_opened = request.method == "GET" and request.path == "/"
        return is_opened and _same(request.query.get("token", ""), self.token)

    def _has_key(self, request: web.Request) -> bool:
        asked = request.headers.get("Sec-WebSocket-Protocol", "").split(",")
        said = [one.strip() for one in asked if one.strip().startswith(KEY_FOLLOWS)]
        return len(said) == 1 and _same(said[0], KEY_FOLLOWS + self._key)


def _same(said: str, secret: str) -> bool:
    """Whether somebody knows a secret, in a time that tells nothing of how much they know."""
    return hmac.compare_digest(said.encode("utf-8", "backslashreplace"), secret.encode())


def _refused(words: str) -> web.Response:
    answer = web.Response(status=403, text=f"{words}\n")
    answer.force_close()
    return answer


async def private(_request: web.Request, response: web.StreamResponse) -> None:
    """Give a response the headers that keep it to this browser."""
    response.headers.update(_HEADERS)
