"""A real terminal to drive the program in: a tmux server of its own, and optionally an sshd."""

from __future__ import annotations

import os
import shlex
import shutil
import socket
import subprocess
import sys
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

JOBSEARCH = [sys.executable, "-m", "jobsearch_tui"]
PATIENCE = 20.0
"""Seconds that a screen may take on a busy machine; a quick one is not waited for."""


class Home:
    """A home of its own for one test: nothing of the real one is seen or touched."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.environ = {
            "HOME": str(folder),
            "XDG_DATA_HOME": str(folder / "data"),
            "XDG_CONFIG_HOME": str(folder / "config"),
            "XDG_STATE_HOME": str(folder / "state"),
            "PATH": os.environ["PATH"],
            "LANG": "C.UTF-8",
            "LC_ALL": "C.UTF-8",
            "TZ": "Europe/Paris",
            "SHELL": "/bin/sh",
        }

    @property
    def store(self) -> Path:
        return self.folder / "data" / "jobsearch-tui" / "store.json"

    def run(self, *words: str, check: bool = True) -> subprocess.CompletedProcess[str]:
        """A command of the program, outside the terminal."""
        return subprocess.run(
            [*JOBSEARCH, *words],
            env=self.environ,
            capture_output=True,
            text=True,
            timeout=60,
            check=check,
        )


class Tmux:
    """One pane of a tmux server that nobody else uses."""

    def __init__(self, home: Home, width: int, height: int) -> None:
        self.home = home
        self.name = f"journey-{uuid.uuid4().hex[:10]}"
        self._size = (str(width), str(height))

    def start(self, command: list[str]) -> None:
        width, height = self._size
        self.tmux(
            *("-f", "/dev/null", "new-session", "-d", "-x", width, "-y", height, "-s", "it"),
            shlex.join(command) + "; echo ended $?; exec sleep 600",
        )

    def tmux(self, *words: str) -> str:
        done = subprocess.run(
            ["tmux", "-L", self.name, *words],
            env=self.home.environ,
            capture_output=True,
            text=True,
            timeout=30,
            check=True,
        )
        return done.stdout

    def screen(self) -> str:
        return self.tmux("capture-pane", "-p", "-t", "it")

    def press(self, *keys: str) -> None:
        for key in keys:
            self.tmux("send-keys", "-t", "it", key)

    def type(self, text: str) -> None:
        self.tmux("send-keys", "-t", "it", "-l", text)

    def wait_for(self, *texts: str, gone: str = "") -> str:
        """The screen once all of these stand on it and ``gone`` does not."""
        deadline = time.monotonic() + PATIENCE
        while True:
            screen = self.screen()
            if all(text in screen for text in texts) and not (gone and gone in screen):
                return screen
            if time.monotonic() > deadline:
                wanted = f"{texts} without {gone!r}" if gone else f"{texts}"
                raise AssertionError(f"waited in vain for {wanted}:\n{screen}")
            time.sleep(0.03)

    def program(self) -> int:
        """The process id of the program in the pane, a child of the pane's shell."""
        shell = self.tmux("display-message", "-p", "-t", "it", "#{pane_pid}").strip()
        return int(Path(f"/proc/{shell}/task/{shell}/children").read_text().split()[0])

    def kill(self) -> None:
        subprocess.run(["tmux", "-L", self.name, "kill-server"], capture_output=True, check=False)


def seconds_until_gone(process: int) -> float:
    """How long a process still lives."""
    started = time.monotonic()
    while Path(f"/proc/{process}").exists():
        if time.monotonic() - started > PATIENCE:
            raise AssertionError(f"process {process} does not end")
        time.sleep(0.02)
    return time.monotonic() - started


@contextmanager
def tmux(home: Home, width: int, height: int) -> Iterator[Tmux]:
    terminal = Tmux(home, width, height)
    try:
        yield terminal
    finally:
        terminal.kill()


def sshd_binary() -> str | None:
    return shutil.which("sshd") or next(
        (path for path in ("/usr/sbin/sshd",) if os.access(path, os.X_OK)), None
    )


@contextmanager
def sshd(home: Home) -> Iterator[list[str]]:
    """An sshd on 127.0.0.1 with keys of its own; gives the ssh command that reaches it."""
    folder = home.folder / "ssh"
    folder.mkdir(mode=0o700)
    for name in ("host", "user"):
        keygen = ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(folder / name)]
        subprocess.run(keygen, check=True, timeout=30)
    (folder / "authorized").write_bytes((folder / "user.pub").read_bytes())
    port = _free_port()
    config = folder / "config"
    config.write_text(
        f"Port {port}\nListenAddress 127.0.0.1\nHostKey {folder / 'host'}\n"
        f"AuthorizedKeysFile {folder / 'authorized'}\nPidFile {folder / 'pid'}\n"
        "StrictModes no\nUsePAM no\nPasswordAuthentication no\nPermitRootLogin yes\n"
        "AcceptEnv *\n"
    )
    Path("/run/sshd").mkdir(exist_ok=True)
    server = subprocess.Popen([sshd_binary() or "sshd", "-D", "-e", "-f", str(config)],
                              stderr=subprocess.DEVNULL)  # fmt: skip
    try:
        _wait_for_port(port)
        yield [
            *("ssh", "-tt", "-p", str(port), "-i", str(folder / "user"), "-F", "/dev/null"),
            *("-o", "StrictHostKeyChecking=no", "-o", f"UserKnownHostsFile={folder / 'known'}"),
            *("-o", "LogLevel=ERROR", "-o", "SendEnv=LANG LC_ALL TZ XDG_* SHELL"),
            "127.0.0.1",
        ]
    finally:
        server.terminate()
        server.wait(10)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_for_port(port: int) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise AssertionError("sshd did not answer")
