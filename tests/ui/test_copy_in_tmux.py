"""Copying, the plain view and the editor, in a real tmux of 80 by 24."""

import os
import shlex
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(not shutil.which("tmux"), reason="tmux is not installed")

ROOT = Path(__file__).parents[2]
PROGRAM = Path(__file__).with_name("copy_program.py")
PATIENCE = 20.0
WORDS = "Guten Tag, \u00fcber die Stelle [b]im Betrieb[/b]"
EDITOR = """sh -c 'printf "by the editor" > "$1"; read answer' sh"""


class Tmux:
    """A tmux server of its own, with the program in its only window."""

    def __init__(self, folder: Path) -> None:
        self.name = f"jobsearch-copy-{os.getpid()}"
        self.environ = {
            **{name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ},
            "TERM": "xterm-256color",
            "LANG": "C.UTF-8",
            "SHELL": "/bin/sh",
            "PYTHONPATH": str(ROOT),
            "TEXTUAL_ANIMATIONS": "none",
            "EDITOR": EDITOR,
        }
        self.file = folder / "script.md"
        self.file.write_text("before")
        program = shlex.join([sys.executable, str(PROGRAM), str(self.file)])
        self.run("-f", "/dev/null", "new-session", "-d", "-x", "80", "-y", "24", program)

    def run(self, *words: str) -> str:
        command = ["tmux", "-u", "-L", self.name, *words]
        done = subprocess.run(command, env=self.environ, capture_output=True, timeout=PATIENCE)
        return done.stdout.decode()

    def keys(self, *keys: str) -> None:
        self.run("send-keys", *keys)

    def screen(self) -> str:
        return self.run("capture-pane", "-p")

    def until(self, ask: Callable[[], str], part: str) -> str:
        """What was answered when it first held this part."""
        deadline = time.monotonic() + PATIENCE
        while part not in (answer := ask()):
            assert time.monotonic() < deadline, (part, answer)
            time.sleep(0.03)
        return answer


@pytest.fixture(scope="module")
def tmux(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Tmux]:
    server = Tmux(tmp_path_factory.mktemp("copy"))
    server.until(server.screen, "ready")
    yield server
    server.run("kill-server")


class TestInADefaultTmux:
    def test_a_copy_within_a_text_area_can_be_pasted_from_the_buffer(self, tmux):
        tmux.keys("F6", "C-c")
        screen = tmux.until(tmux.screen, "In the tmux buffer")
        assert "press v" not in screen
        assert tmux.run("show-buffer").rstrip("\n") == WORDS

    def test_the_plain_view_is_unwrapped_harmless_and_leaves_the_app_as_it_was(self, tmux):
        tmux.keys("F7")
        screen = tmux.until(tmux.screen, "Enter goes back")
        assert "\nshown plainly\n" in screen
        assert "│" not in screen
        joined = tmux.run("capture-pane", "-p", "-J")
        assert " ".join(["word"] * 40) in joined
        tmux.keys("C-c", "Enter")
        assert "Guten Tag" in tmux.until(tmux.screen, "back from the view")

    def test_the_editor_has_the_terminal_and_what_it_wrote_is_there_afterwards(self, tmux):
        tmux.keys("F8")
        tmux.until(tmux.file.read_text, "by the editor")
        assert "Guten Tag" not in tmux.until(
            lambda: tmux.run("display-message", "-p", "#{alternate_on}"), "0"
        )
        tmux.keys("Enter")
        assert "Guten Tag" in tmux.until(tmux.screen, "edited: by the editor")
