"""Where the program runs, as far as it matters for copying: one frozen value."""

import os
import re
import sys
from collections.abc import Mapping
from types import MappingProxyType

from jobsearch_tui.services.clipboard.programs import Run, run
from jobsearch_tui.value import dataclass

# What tells a desktop from a connection. In tmux only the session knows them: the program's
# own environment is as old as its pane, perhaps begun at the desk and attached over ssh.
_DESKTOP_VARIABLES = frozenset(
    {"DISPLAY", "WAYLAND_DISPLAY", "XAUTHORITY", "SSH_CONNECTION", "SSH_CLIENT", "SSH_TTY"}
)
_SSH_VARIABLES = ("SSH_CONNECTION", "SSH_CLIENT", "SSH_TTY")
# sshd numbers the displays that it forwards from 10; lower ones belong to that machine.
_FORWARDED = re.compile(r"(?:localhost|127\.0\.0\.1|\[?::1\]?):\d{2,}(?:\.\d+)?")
_MULTIPLEXED = ("tmux", "screen")
_NO_CLIPBOARD = ("", "dumb", "linux")
_QUESTIONS = (
    *("tmux", "display-message", "-p", "#{version} #{client_termname}", ";"),
    *("show-options", "-sv", "set-clipboard", ";", "show-environment"),
)
_SETTINGS = ("on", "external", "off")


@dataclass(frozen=True)
class Tmux:
    """What the tmux server said.

    ``version`` is None if unreadable; ``set_clipboard`` is on, external or off;
    ``client_term`` is the TERM of the terminal that looks at it.
    """

    version: tuple[int, int] | None = None
    set_clipboard: str = "external"
    client_term: str = ""

    @property
    def asks_terminal(self) -> bool:
        """Whether ``load-buffer -w`` exists (3.2) and the user has not forbidden it."""
        return self.set_clipboard != "off" and (self.version is None or self.version >= (3, 2))


@dataclass(frozen=True)
class Surroundings:
    """What was found out. ``environ`` is the environment corrected by what tmux knows."""

    environ: Mapping[str, str]
    platform: str = "linux"
    wsl: bool = False
    tmux: Tmux | None = None

    @property
    def term(self) -> str:
        return self.environ.get("TERM", "")

    @property
    def ssh(self) -> bool:
        """Whether the person sits at another machine."""
        return any(self.environ.get(name) for name in _SSH_VARIABLES)

    @property
    def screen(self) -> bool:
        """Whether GNU screen is around the program, here or on the person's own machine."""
        return bool(self.environ.get("STY")) or self.term.startswith("screen.")

    @property
    def forwarded(self) -> bool:
        """Whether DISPLAY leads back through ssh to the person's own machine."""
        return bool(_FORWARDED.fullmatch(self.environ.get("DISPLAY", "")))

    @property
    def desktop(self) -> bool:
        """Whether pyperclip would reach the clipboard of the person's own desktop."""
        own_clipboard = self.wsl or self.platform in {"darwin", "win32", "cygwin"}
        if self.ssh:
            return self.forwarded and not own_clipboard
        display = self.environ.get("DISPLAY") or self.environ.get("WAYLAND_DISPLAY")
        return own_clipboard or bool(display)

    @property
    def desktop_environ(self) -> Mapping[str, str]:
        """The environment for a desktop's clipboard program."""
        if not self.ssh:
            return self.environ
        # pyperclip prefers Wayland, and that would be the wrong machine's.
        return {name: value for name, value in self.environ.items() if name != "WAYLAND_DISPLAY"}

    @property
    def refusing_terminal(self) -> str:
        """The name of a terminal that is known to refuse OSC 52, or ``""``."""
        if self.tmux or self.screen or self.within_local_multiplexer:
            return ""  # then these variables may be another terminal's
        if self.environ.get("TERM_PROGRAM") == "Apple_Terminal":
            return "macOS Terminal"
        if self.environ.get("VTE_VERSION"):
            return "a terminal of the GNOME family (VTE)"
        if self.term in _NO_CLIPBOARD:
            return "this terminal"
        return ""

    @property
    def within_local_multiplexer(self) -> bool:
        """Whether a tmux on the person's own machine stands in between."""
        if self.tmux:
            return self.tmux.client_term.startswith(_MULTIPLEXED)
        return self.term.startswith(_MULTIPLEXED) and not self.screen


def look_around(
    run: Run = run,
    environ: Mapping[str, str] | None = None,
    platform: str = sys.platform,
    kernel: str | None = None,
) -> Surroundings:
    """Find out, now: a session may have been attached from elsewhere since the last time.

    It asks tmux if the program runs in one, and so may take up to two seconds.
    """
    environ = dict(os.environ if environ is None else environ)
    if kernel is None:
        kernel = os.uname().release if hasattr(os, "uname") else ""
    wsl = "microsoft" in kernel.lower() or "WSL_DISTRO_NAME" in environ
    tmux = None
    if environ.get("TMUX"):
        tmux, session = _ask_tmux(run)
        environ = {k: v for k, v in environ.items() if k not in _DESKTOP_VARIABLES} | session
    return Surroundings(MappingProxyType(environ), platform, wsl, tmux)


def _ask_tmux(run: Run) -> tuple[Tmux | None, dict[str, str]]:
    """What the server says, with the session's desktop variables; None if it is silent."""
    answer = run(_QUESTIONS)
    if answer is None:
        return None, {}
    first, setting, *lines = [*answer.splitlines(), "", ""]
    version, _, client_term = first.partition(" ")
    session = dict(line.split("=", 1) for line in lines if "=" in line)
    return (
        Tmux(_version(version), setting if setting in _SETTINGS else "external", client_term),
        {name: session[name] for name in _DESKTOP_VARIABLES & session.keys()},
    )


def _version(text: str) -> tuple[int, int] | None:
    """``3.3a`` and ``next-3.5`` as numbers."""
    found = re.search(r"(\d+)\.(\d+)", text)
    return (int(found[1]), int(found[2])) if found else None
