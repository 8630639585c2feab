"""``serve``: the app in a browser on this machine, for when no terminal is at hand."""

from __future__ import annotations

import argparse
import ipaddress
import os
import socket
import sys
from typing import Final

from jobsearch_tui.domain.text import one_line
from jobsearch_tui.errors import JobsearchError, UsageError
from jobsearch_tui.shell.desk import Desk
from jobsearch_tui.value import dataclass

_OF_A_TERMINAL: Final = (
    *("TMUX", "TMUX_PANE", "STY", "WINDOW", "DISPLAY", "WAYLAND_DISPLAY", "XAUTHORITY"),
    *("SSH_CONNECTION", "SSH_CLIENT", "SSH_TTY", "NO_COLOR"),
)
"""What says where one sits in the terminal that serves: the browser is elsewhere."""

_PORTS: Final = range(65536)


def serve(desk: Desk, arguments: argparse.Namespace) -> int:
    """Serve the app until it is interrupted; asked to end by a signal, 128 plus its number."""
    place = _place(arguments.host, arguments.port, expose=arguments.expose)
    try:
        from jobsearch_tui.web.server import AppServer, bracketed
    except ModuleNotFoundError as error:
        raise JobsearchError(
            "Serving needs more packages: pip install 'jobsearch-tui[web]'."
        ) from error
    desk.workspace  # noqa: B018 - what is wrong with the store is said here, not in the browser
    for name in _OF_A_TERMINAL:
        os.environ.pop(name, None)
    os.environ["TERM"] = "xterm-256color"

    listening = _listening(place)
    port = listening.getsockname()[1]

    def ready(address: str) -> None:
        if arguments.json:
            desk.output.json({"kind": "address", "address": address})
        else:
            desk.output.say(*_words(address, port, bracketed(place.name), place.is_own))
        desk.output.flush()

    server = AppServer(_app(desk), listening, ready, place.name)
    server.serve()
    return 0 if server.ended_by is None else 128 + server.ended_by


@dataclass(frozen=True)
class _Place:
    """Where to serve: a socket's family and address, and the name that it is asked for by.

    ``is_own`` says that this machine alone can reach it.
    """

    family: socket.AddressFamily
    address: tuple[str, int]
    name: str
    is_own: bool


def _app(desk: Desk) -> tuple[str, ...]:
    """The words of the program that is served, on the same store."""
    mask = "--mask" if desk.is_masked else "--no-mask"
    return (sys.executable, "-m", "jobsearch_tui", "--store", str(desk.paths.store), mask)


def _words(address: str, port: int, host: str, is_own: bool) -> tuple[str, ...]:
    tunnel = f"ssh -L {port}:{host}:{port} this-machine"
    from_elsewhere = (
        f"From another machine, first: {tunnel}; then open the address there."
        if is_own
        else "Others reach it too: whoever is between the two machines can read all that passes."
    )
    return (f"Open {address}", "It opens once, in one browser. Ctrl+C ends it.", from_elsewhere)


def _place(host: str, port: int, *, expose: bool) -> _Place:
    """Where to serve.

    Raises UsageError for a place that is none, or that others reach unless they may, and
    JobsearchError for a name that nobody knows.
    """
    if port not in _PORTS:
        raise UsageError("--port is a number from 0 to 65535.")
    if not host:
        raise UsageError("--host takes an address or a name of this machine.")
    literal = _literal(host)
    if not expose and literal is None and host != "localhost":
        raise _reached_by_others(host)
    try:
        found = socket.getaddrinfo(str(literal or host), port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise JobsearchError(f"{one_line(host)[:60]} is no address of this machine.") from error
    # An IPv4 address first, since that is what a tunnel or an address line of a browser expects.
    family, *_, address = min(found, key=lambda one: one[0] != socket.AF_INET)
    reached = ipaddress.ip_address(str(address[0]).partition("%")[0])
    if reached.is_unspecified:
        raise UsageError(
            f"{one_line(host)[:60]} is every address of this machine at once, and none that a "
            "browser can open: --host takes the one address or name by which the browser will "
            "reach it."
        )
    if not expose and not reached.is_loopback:
        raise _reached_by_others(host)
    name = str(reached) if literal or reached.is_loopback else host.lower()
    return _Place(family, (str(address[0]), port), name, reached.is_loopback)


def _reached_by_others(host: str) -> UsageError:
    return UsageError(
        f"{one_line(host)[:60]} can be reached by others, who would see all of it unencrypted: "
        "--expose serves there nevertheless. An ssh tunnel to 127.0.0.1 is the better way."
    )


def _literal(host: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    """The address that the words are; None for a name."""
    try:
        found = ipaddress.ip_address(host)
    except ValueError:
        return None
    return getattr(found, "ipv4_mapped", None) or found


def _listening(place: _Place) -> socket.socket:
    """A socket that listens there; port 0 is any free one."""
    found = socket.socket(place.family, socket.SOCK_STREAM)
    try:
        found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        found.bind(place.address)
        found.listen()
    except OSError as error:
        found.close()
        where = f"{one_line(place.name)[:60]} port {place.address[1]}"
        raise JobsearchError(
            f"{where} cannot be used: {error.strerror}. --port names another one."
        ) from error
    return found
