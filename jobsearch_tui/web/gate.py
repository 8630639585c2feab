"""Who is let in: whoever opens the printed address first, and nobody else."""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Awaitable, Callable
from typing import Final
from urllib.parse import urlsplit

from aiohttp import web

COOKIE: Final = "jobsearch"
"""The cookie that the browser gets in return for the token."""

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
    """A token that opens once, and the cookie that it is exchanged for.

    ``names`` are the host names by which the server may be asked for: a page elsewhere that has
    its own name point to this machine is refused.
    """

    def __init__(self, names: frozenset[str]) -> None:
        self.token = secrets.token_urlsafe(32)
        self._names = names
        self._cookie = secrets.token_urlsafe(32)
        self._is_used = False

    @web.middleware
    async def guard(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """Let a request through that has the cookie; give it to the first that has the token."""
        if not self._is_for_us(request):
            return _refused("This address is not served here.")
        said = request.cookies.get(COOKIE, "")
        if hmac.compare_digest(said.encode(), self._cookie.encode()):
            return await handler(request)
        return self._exchange(request)

    def _is_for_us(self, request: web.Request) -> bool:
        host = urlsplit(f"//{request.host}").hostname or ""
        origin = request.headers.get("Origin")
        same = origin is None or urlsplit(origin).netloc == request.host
        return host in self._names and same

    def _exchange(self, request: web.Request) -> web.StreamResponse:
        said = request.query.get("token", "")
        if self._is_used or not hmac.compare_digest(said.encode(), self.token.encode()):
            words = "Open the address that jobsearch serve has printed; it opens once."
            return _refused(words)
        self._is_used = True
        answer = web.HTTPSeeOther("/")
        answer.set_cookie(COOKIE, self._cookie, httponly=True, samesite="Strict", path="/")
        return answer


def _refused(words: str) -> web.Response:
    return web.Response(status=403, text=f"{words}\n")


async def private(_request: web.Request, response: web.StreamResponse) -> None:
    """Give a response the headers that keep it to this browser."""
    response.headers.update(_HEADERS)
