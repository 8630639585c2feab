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

_OF_A_TERMINAL: Final = (
    *("TMUX", "TMUX_PANE", "STY", "WINDOW", "DISPLAY", "WAYLAND_DISPLAY", "XAUTHORITY"),
    *("SSH_CONNECTION", "SSH_CLIENT", "SSH_TTY", "NO_COLOR"),
)
"""What says where one sits in the terminal that serves: the browser is elsewhere."""

_PORTS: Final = range(65536)


def serve(desk: Desk, arguments: argparse.Namespace) -> int:
    """Serve the app until it is interrupted."""
    _check_address(arguments.host, expose=arguments.expose)
    if arguments.port not in _PORTS:
        raise UsageError("--port is a number from 0 to 65535.")
    try:
        from jobsearch_tui.web.server import AppServer
    except ModuleNotFoundError as error:
        raise JobsearchError(
            "Serving needs more packages: pip install 'jobsearch-tui[web]'."
        ) from error
    desk.workspace  # noqa: B018 - what is wrong with the store is said here, not in the browser
    for name in _OF_A_TERMINAL:
        os.environ.pop(name, None)
    os.environ["TERM"] = "xterm-256color"

    listening = _listening(arguments.host, arguments.port)
    port = listening.getsockname()[1]

    def ready(address: str) -> None:
        if arguments.json:
            desk.output.json({"kind": "address", "address": address})
        else:
            desk.output.say(*_words(address, port, arguments.host))
        desk.output.flush()

    AppServer(_app(desk), listening, ready).serve()
    return 0


def _app(desk: Desk) -> tuple[str, ...]:
    """The words of the program that is served, on the same store."""
    mask = "--mask" if desk.is_masked else "--no-mask"
    return (sys.executable, "-m", "jobsearch_tui", "--store", str(desk.paths.store), mask)


def _words(address: str, port: int, host: str) -> tuple[str, ...]:
    tunnel = f"ssh -L {port}:{host}:{port} this-machine"
    return (
        f"Open {address}",
        "It opens once, in one browser. Ctrl+C ends it.",
        f"From another machine, first: {tunnel}; then open the address there.",
    )


def _check_address(host: str, *, expose: bool) -> None:
    try:
        is_own = ipaddress.ip_address(host).is_loopback
    except ValueError:
        is_own = host == "localhost"
    if not is_own and not expose:
        raise UsageError(
            f"{one_line(host)[:60]} can be reached by others, who would see all of it unencrypted: "
            "--expose serves there nevertheless. An ssh tunnel to 127.0.0.1 is the better way."
        )


def _listening(host: str, port: int) -> socket.socket:
    """A socket that listens there; port 0 is any free one."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    found = socket.socket(family, socket.SOCK_STREAM)
    try:
        found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        found.bind((host, port))
        found.listen()
    except OSError as error:
        found.close()
        where = f"{one_line(host)[:60]} port {port}"
        raise JobsearchError(
            f"{where} cannot be used: {error.strerror}. --port names another one."
        ) from error
    return found
