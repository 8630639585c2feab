"""Copying: the text reaches the person's machine, and the words claim no more than is known."""

import json
import os
import pty
import re
import select
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
import threading
import time
import uuid
from base64 import b64decode, b64encode
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jobsearch_tui.errors import JobsearchError
from jobsearch_tui.services.clipboard import (
    Outcome,
    Surroundings,
    Tmux,
    Way,
    copy,
    look_around,
    plain_view,
    programs,
    sequences,
    ways,
    write_private,
)

SSH = {"SSH_CONNECTION": "203.0.113.5 50000 203.0.113.9 22", "SSH_TTY": "/dev/pts/3"}
XTERM = {"TERM": "xterm-256color"}
IN_TMUX = {"TERM": "tmux-256color", "TMUX": "/tmp/tmux-1000/default,1,0"}
TEXT = "Dana,\n\tI'm ringing about the “Kestrel” panel.\n"
TOO_LONG = "x" * 60_000
OSC = f"\x1b]52;c;{b64encode(TEXT.encode()).decode()}\x07"


def needs(*names):
    missing = [name for name in names if shutil.which(name) is None]
    return pytest.mark.skipif(bool(missing), reason=f"not installed: {' '.join(missing)}")


def tmux_says(*, setting="external", version="3.3a", term="xterm-256color", session=()):
    """A ``run`` that answers as a tmux server of that kind would, and keeps a buffer."""
    buffers = []
    asked = []

    def run(words, text=""):
        asked.append(list(words))
        if words[1] == "load-buffer":
            buffers.append(text)
            return ""
        if words[1] == "show-buffer":
            return buffers[-1] if buffers else None
        if words[1] == "list-buffers":
            return "".join(f"buffer{number}\n" for number in range(len(buffers)))
        return "\n".join([f"{version} {term}", setting, *session]) + "\n"

    run.buffers = buffers
    run.asked = asked
    return run


def around(environ, **more):
    more = {"platform": "linux", "kernel": "6.1.0-generic", "run": tmux_says()} | more
    return look_around(environ=environ, **more)


def copied(environ, text=TEXT, forced=None, desktop=lambda text, environ: "", run=None, **more):
    """The outcome with stand-ins for the doers, and what was written to the terminal."""
    run = run or tmux_says()
    written = []
    outcome = copy(
        text,
        surroundings=around(environ, run=run, **more),
        terminal=written.append,
        forced=forced,
        run=run,
        desktop=desktop,
        pause=lambda seconds: None,
    )
    return outcome, "".join(written)


DESKTOP, TMUX, SCREEN, OSC52, VIEW = Way.DESKTOP, Way.TMUX, Way.SCREEN, Way.OSC52, Way.VIEW
DESK = ["-SSH_CONNECTION", "DISPLAY=:0"]
AWAY = [f"SSH_CONNECTION={SSH['SSH_CONNECTION']}", "-DISPLAY"]
SITUATIONS = {
    "an X desktop": (XTERM | {"DISPLAY": ":0"}, {}, [DESKTOP, OSC52]),
    "a Wayland desktop": (XTERM | {"WAYLAND_DISPLAY": "wayland-0"}, {}, [DESKTOP, OSC52]),
    "GNOME Terminal on its desktop": (
        XTERM | {"DISPLAY": ":0", "VTE_VERSION": "7000"},
        {},
        [DESKTOP],
    ),
    "macOS Terminal": (
        XTERM | {"TERM_PROGRAM": "Apple_Terminal"},
        {"platform": "darwin"},
        [DESKTOP],
    ),
    "another terminal on macOS": (XTERM, {"platform": "darwin"}, [DESKTOP, OSC52]),
    "Windows": (XTERM, {"platform": "win32"}, [DESKTOP, OSC52]),
    "WSL": (XTERM, {"kernel": "5.15-microsoft-standard-WSL2"}, [DESKTOP, OSC52]),
    "ssh": (XTERM | SSH, {}, [OSC52]),
    "ssh to a machine with a desktop of its own": (
        XTERM | SSH | {"DISPLAY": ":0", "WAYLAND_DISPLAY": "wayland-0"},
        {},
        [OSC52],
    ),
    "ssh with a forwarded display": (
        XTERM | SSH | {"DISPLAY": "localhost:10.0"},
        {},
        [DESKTOP, OSC52],
    ),
    "ssh to a Mac": (XTERM | SSH, {"platform": "darwin"}, [OSC52]),
    "ssh to a Mac with a forwarded display": (
        XTERM | SSH | {"DISPLAY": "localhost:10.0"},
        {"platform": "darwin"},
        [OSC52],
    ),
    "ssh into WSL": (XTERM | SSH, {"kernel": "5.15-Microsoft"}, [OSC52]),
    "ssh or mosh without SSH_TTY": (
        XTERM | {"SSH_CONNECTION": SSH["SSH_CONNECTION"], "DISPLAY": ":0"},
        {},
        [OSC52],
    ),
    "tmux on a desktop": (IN_TMUX, {"run": tmux_says(session=DESK)}, [DESKTOP, TMUX]),
    "tmux over ssh": (IN_TMUX | SSH, {"run": tmux_says(session=AWAY)}, [TMUX]),
    "tmux begun at the desk, attached over ssh": (
        IN_TMUX | {"DISPLAY": ":0", "WAYLAND_DISPLAY": "wayland-0"},
        {"run": tmux_says(session=AWAY)},
        [TMUX],
    ),
    "tmux begun over ssh, attached at the desk": (
        IN_TMUX | SSH,
        {"run": tmux_says(session=DESK)},
        [DESKTOP, TMUX],
    ),
    "tmux over ssh with a forwarded display": (
        IN_TMUX,
        {"run": tmux_says(session=[AWAY[0], "DISPLAY=localhost:11.0"])},
        [DESKTOP, TMUX],
    ),
    "tmux on a Linux console": (IN_TMUX, {"run": tmux_says()}, [TMUX]),
    "a tmux that does not answer": (IN_TMUX, {"run": lambda words, text="": None}, [OSC52]),
    "screen over ssh": (SSH | {"TERM": "screen", "STY": "1.pts"}, {}, [SCREEN]),
    "screen on a desktop": (
        {"TERM": "screen", "STY": "1.pts", "DISPLAY": ":0"},
        {},
        [DESKTOP, SCREEN],
    ),
    "tmux inside screen": (IN_TMUX | {"STY": "1.pts"}, {}, [TMUX]),
    "ssh inside a local tmux": (SSH | {"TERM": "tmux-256color"}, {}, [OSC52]),
    "ssh inside a local screen": (SSH | {"TERM": "screen.xterm-256color"}, {}, [SCREEN]),
    "a Linux console": ({"TERM": "linux"}, {}, []),
    "no terminal type at all": ({}, {}, []),
}


class TestWays:
    @pytest.mark.parametrize("situation", SITUATIONS)
    def test_are_tried_in_the_order_that_reaches_the_person(self, situation):
        environ, more, expected = SITUATIONS[situation]
        assert ways(around(environ, **more)) == (*expected, VIEW)

    @pytest.mark.parametrize("forced", [DESKTOP, TMUX, SCREEN, OSC52])
    def test_a_forced_way_has_no_rival(self, forced):
        assert ways(around(XTERM | {"DISPLAY": ":0"}), forced) == (forced, VIEW)

    @pytest.mark.parametrize("forced", [VIEW, Way.NONE])
    def test_view_and_none_stand_alone(self, forced):
        assert ways(around(XTERM), forced) == (forced,)


class TestLookAround:
    def test_takes_the_desktop_from_the_session_and_the_rest_from_the_program(self):
        run = tmux_says(session=["DISPLAY=:5", "XAUTHORITY=/x", "PATH=/elsewhere"])
        found = around(IN_TMUX | {"DISPLAY": ":0", "PATH": "/bin"}, run=run)
        assert found.environ["DISPLAY"] == ":5"
        assert found.environ["XAUTHORITY"] == "/x"
        assert found.environ["PATH"] == "/bin"

    @pytest.mark.parametrize(
        ("version", "number"),
        [("3.3a", (3, 3)), ("2.6", (2, 6)), ("next-3.5", (3, 5)), ("master", None)],
    )
    def test_reads_what_tmux_says(self, version, number):
        found = around(IN_TMUX, run=tmux_says(version=version, setting="off"))
        assert found.tmux == Tmux(number, "off", "xterm-256color")

    def test_an_empty_answer_is_the_default_tmux(self):
        assert around(IN_TMUX, run=lambda words, text="": "").tmux == Tmux()

    def test_outside_tmux_nothing_is_asked(self):
        run = tmux_says()
        assert around(XTERM, run=run).tmux is None
        assert run.asked == []

    def test_the_real_surroundings_can_be_found_out(self):
        assert isinstance(look_around(), Surroundings)

    def test_pyperclip_does_not_see_wayland_over_ssh(self):
        environ = XTERM | SSH | {"DISPLAY": "localhost:10", "WAYLAND_DISPLAY": "wayland-0"}
        assert "WAYLAND_DISPLAY" not in around(environ).desktop_environ
        assert "WAYLAND_DISPLAY" in around({"WAYLAND_DISPLAY": "wayland-0"}).desktop_environ


class TestSequences:
    @settings(max_examples=50, deadline=None)
    @given(st.text(st.characters(codec="utf-8"), min_size=1, max_size=2000))
    def test_pieces_for_screen_add_up_and_are_short(self, text):
        pieces = re.findall(r"\x1bP(.*?)\x1b\\", sequences.through_screen(text))
        assert "".join(pieces) == sequences.osc52(text)
        assert max(len(piece) + 4 for piece in pieces) <= 250

    def test_the_clipboard_proper_is_named_and_the_text_comes_back(self):
        name, selection, data = sequences.osc52(TEXT).removesuffix("\x07").split(";")
        assert (name, selection) == ("\x1b]52", "c")
        assert b64decode(data).decode() == TEXT

    @pytest.mark.parametrize("size", [56_241, 56_244, 56_245, 56_300])
    def test_fits_counts_as_base64_does(self, size):
        encoded = len(sequences.osc52("x" * size)) - len("\x1b]52;c;\x07")
        assert sequences.fits("x" * size) == (encoded <= 74_994)


class TestWords:
    def test_copied_is_said_only_when_read_back(self):
        outcome, written = copied(XTERM | {"DISPLAY": ":0"})
        assert outcome == Outcome(DESKTOP, verified=True, words="Copied.")
        assert written == ""

    def test_a_desktop_that_fails_hands_on_and_is_named(self):
        outcome, written = copied(XTERM | {"DISPLAY": ":0"}, desktop=lambda *_: "xclip is away")
        assert (outcome.way, outcome.verified) == (OSC52, False)
        assert outcome.words == "Sent to your terminal; if nothing arrives press v."
        assert outcome.hint == "Xclip is away."
        assert written == OSC

    def test_a_terminal_that_refuses_is_not_sent_anything(self):
        environ = XTERM | {"DISPLAY": ":0", "VTE_VERSION": "7000"}
        outcome, written = copied(environ, desktop=lambda *_: "the clipboard is dead")
        assert outcome.way is VIEW
        assert outcome.words == "Not copied: the clipboard is dead."
        assert "Press v" in outcome.hint
        assert written == ""

    def test_a_linux_console_is_told_why(self):
        outcome, _ = copied({"TERM": "linux"})
        assert outcome.words == "Not copied: this terminal takes no OSC 52."

    @pytest.mark.parametrize("way", [VIEW, Way.NONE])
    def test_what_the_user_switched_off_stays_off(self, way):
        outcome, written = copied(XTERM | {"DISPLAY": ":0"}, forced=way)
        assert (outcome.way, outcome.verified) == (way, False)
        assert outcome.words.startswith("Not copied")
        assert written == ""

    def test_a_forced_sequence_on_a_refusing_terminal_says_that_it_will_not_arrive(self):
        environ = XTERM | {"TERM_PROGRAM": "Apple_Terminal"}
        outcome, written = copied(environ, forced=OSC52, platform="darwin")
        assert "macOS Terminal takes no OSC 52" in outcome.hint
        assert written == OSC

    def test_a_forced_sequence_in_a_default_tmux_says_what_is_missing(self):
        outcome, _ = copied(IN_TMUX, forced=OSC52)
        assert outcome.hint == "tmux drops it here without: set -s set-clipboard on"

    def test_ssh_inside_a_local_tmux_says_what_that_tmux_needs(self):
        outcome, written = copied(SSH | {"TERM": "screen-256color"})
        assert outcome.words.startswith("Sent")
        assert "your own machine" in outcome.hint
        assert "set -s set-clipboard on" in outcome.hint
        assert written == OSC

    def test_too_long_for_osc52_is_not_sent(self):
        outcome, written = copied(XTERM | SSH, TOO_LONG)
        assert outcome.way is VIEW
        assert "too long" in outcome.words
        assert written == ""

    def test_in_screen_a_desktop_may_be_an_old_one_so_the_terminal_gets_it_too(self):
        environ = {"TERM": "screen", "STY": "1.pts", "DISPLAY": ":0"}
        outcome, written = copied(environ)
        assert outcome.words == "Copied on this machine's desktop; sent to your terminal too."
        assert written == sequences.through_screen(TEXT)
        outcome, written = copied(environ, TOO_LONG)
        assert outcome.words == "Copied on this machine's desktop."
        assert written == ""

    def test_screen_gets_it_in_pieces(self):
        outcome, written = copied(SSH | {"TERM": "screen", "STY": "1.pts"})
        assert (outcome.way, outcome.verified) == (SCREEN, False)
        assert written == sequences.through_screen(TEXT)

    def test_a_terminal_that_has_gone_is_not_claimed(self):
        def gone(sequence):
            raise OSError("closed")

        outcome = copy(TEXT, surroundings=around(XTERM | SSH), terminal=gone)
        assert outcome.way is VIEW
        assert outcome.words == "Not copied: the terminal could not be written to."

    def test_controls_never_leave_and_the_words_say_so(self):
        outcome, written = copied(XTERM | SSH, "ring\x1b[201~ Dana\x00\r\n")
        assert written == sequences.osc52("ring Dana\n")
        assert "Control characters were left out." in outcome.hint
        assert "left out" not in copied(XTERM | SSH, "two\r\nlines")[0].hint

    @pytest.mark.parametrize("text", ["", "\x00\x1b"])
    def test_nothing_is_not_copied(self, text):
        outcome, written = copied(XTERM | SSH, text)
        assert (outcome.way, outcome.words) == (Way.NONE, "There is nothing to copy.")
        assert written == ""


class TestTmuxWords:
    def test_external_asks_the_terminal_through_tmux(self):
        run = tmux_says()
        outcome, written = copied(IN_TMUX, run=run)
        assert ["tmux", "load-buffer", "-w", "-"] in run.asked
        assert outcome.verified
        assert outcome.words == "In the tmux buffer (prefix ]), and offered to your terminal."
        assert written == ""

    @pytest.mark.parametrize(
        ("says", "text", "hint"),
        [
            ({"setting": "off"}, TEXT, "set-clipboard is off"),
            ({"version": "3.1c"}, TEXT, "cannot ask"),
            ({}, TOO_LONG, "too long for your terminal"),
            ({"setting": "on"}, TOO_LONG, "too long for your terminal"),
        ],
    )
    def test_without_the_terminal_the_buffer_alone_is_claimed(self, says, text, hint):
        run = tmux_says(**says)
        outcome, written = copied(IN_TMUX, text, run=run)
        assert ["tmux", "load-buffer", "-w", "-"] not in run.asked
        assert outcome.words == "In the tmux buffer (prefix ])."
        assert hint in outcome.hint
        assert run.buffers == [text]
        assert written == ""

    @pytest.mark.parametrize("version", ["2.9", "3.3a", "master"])
    def test_on_takes_the_sequence_and_is_confirmed(self, version):
        run = tmux_says(setting="on", version=version)
        run.buffers.append(TEXT)  # copied once before
        surroundings = around(IN_TMUX, run=run)

        def terminal(sequence):
            assert sequence == OSC
            run.buffers.append(TEXT)

        outcome = copy(TEXT, surroundings=surroundings, terminal=terminal, run=run)
        assert outcome.words == "In the tmux buffer (prefix ]), and offered to your terminal."
        assert not [words for words in run.asked if "load-buffer" in words]

    @pytest.mark.parametrize("before", [[], [TEXT]])
    def test_on_without_confirmation_falls_back_to_the_buffer(self, before):
        run = tmux_says(setting="on")
        run.buffers.extend(before)
        outcome, written = copied(IN_TMUX, run=run)
        assert written == OSC
        assert run.buffers == [*before, TEXT]
        assert ["tmux", "load-buffer", "-w", "-"] in run.asked
        assert outcome.verified

    def test_on_with_a_terminal_that_has_gone_still_fills_the_buffer(self):
        def gone(sequence):
            raise OSError("closed")

        run = tmux_says(setting="on")
        outcome = copy(TEXT, surroundings=around(IN_TMUX, run=run), terminal=gone, run=run)
        assert (outcome.way, run.buffers) == (TMUX, [TEXT])

    def test_a_tmux_inside_a_local_tmux_says_what_the_outer_one_needs(self):
        outcome, _ = copied(IN_TMUX, run=tmux_says(term="tmux-256color"))
        assert "your own machine" in outcome.hint

    def test_a_buffer_that_is_not_the_text_is_not_claimed(self):
        answers = tmux_says()

        def run(words, text=""):
            return "something else" if words[1] == "show-buffer" else answers(words, text)

        outcome, _ = copied(IN_TMUX, run=run)
        assert (outcome.way, outcome.verified) == (VIEW, False)
        assert outcome.words == "Not copied: tmux did not take the text."

    def test_forced_without_a_tmux_is_refused(self):
        outcome, _ = copied(XTERM, forced=TMUX, run=lambda words, text="": None)
        assert outcome.way is VIEW


PROBE = """
import json, os, sys
from jobsearch_tui.services.clipboard import copy, look_around
def terminal(sequence):
    sys.stdout.write(sequence)
    sys.stdout.flush()
outcome = copy(sys.argv[1], surroundings=look_around(), terminal=terminal)
with open(sys.argv[2], "w") as file:
    json.dump([outcome.way, outcome.verified, outcome.words], file)
print("REPORTED")
input()
"""


class Client:
    """A terminal of our own that a program runs in; what it is sent is collected."""

    def __init__(self, words, environ):
        self.received = b""
        self.arrived = threading.Condition()
        self.pid, self.line = pty.fork()
        if self.pid == 0:
            os.execvpe(words[0], words, environ)
        self.reader = threading.Thread(target=self.read, daemon=True)
        self.reader.start()

    def read(self):
        while select.select([self.line], [], [], 20)[0]:
            try:
                data = os.read(self.line, 65536)
            except OSError:
                break
            with self.arrived:
                self.received += data
                self.arrived.notify_all()

    def gets(self, wanted, seconds=5.0):
        with self.arrived:
            return self.arrived.wait_for(lambda: re.search(wanted, self.received), seconds)

    def close(self):
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        self.reader.join(5)
        os.close(self.line)


@pytest.fixture
def outside(tmp_path):
    """An environment without desktop, connection or multiplexer."""
    kept = {k: v for k, v in os.environ.items() if k in {"PATH", "HOME", "VIRTUAL_ENV"}}
    root = Path(programs.__file__).parents[3]
    return kept | {"TERM": "xterm-256color", "LC_ALL": "C.UTF-8", "PYTHONPATH": str(root)}


@needs("tmux")
class TestRealTmux:
    @pytest.fixture
    def tmux(self, outside, tmp_path):
        # Not in tmp_path: the name of a socket must be short.
        home = tempfile.mkdtemp(prefix="tmux-", dir="/tmp")
        name = f"test-{uuid.uuid4().hex[:12]}"
        words = ["tmux", "-S", f"{home}/{name}", "-f", "/dev/null"]

        def tmux(*more):
            done = subprocess.run(
                [*words, *more], env=outside, capture_output=True, timeout=10, check=True
            )
            return done.stdout.decode()

        tmux.words = words
        tmux("new-session", "-d", "-x", "80", "-y", "24", "sleep 60")
        yield tmux
        tmux("kill-server")
        shutil.rmtree(home)

    @pytest.mark.parametrize(
        ("setting", "words", "selection"),
        [
            ("on", "In the tmux buffer (prefix ]), and offered to your terminal.", b"c?"),
            ("external", "In the tmux buffer (prefix ]), and offered to your terminal.", b"c?"),
            ("off", "In the tmux buffer (prefix ]).", None),
        ],
    )
    def test_what_the_words_say_is_so(self, tmux, outside, tmp_path, setting, words, selection):
        tmux("set-option", "-s", "set-clipboard", setting)
        probe, report = tmp_path / "probe.py", tmp_path / "report.json"
        probe.write_text(PROBE)
        client = Client([*tmux.words, "attach"], outside)
        try:
            assert client.gets(rb"\x1b\[\?1049h")
            # The pane was begun at a desk that nobody sits at any more.
            stale = ["env", "DISPLAY=:77", "WAYLAND_DISPLAY=wayland-7"]
            tmux("new-window", *stale, sys.executable, str(probe), TEXT, str(report))
            assert client.gets(b"REPORTED")
            assert json.loads(report.read_text()) == ["tmux", True, words]
            assert tmux("show-buffer") == TEXT
            # 3.3 names no selection outside, whatever it was sent; 3.4 and newer pass c on.
            if selection is None:
                assert b"\x1b]52" not in client.received
            else:
                assert client.gets(rb"\x1b\]52;%s;" % selection + b64encode(TEXT.encode()))
        finally:
            client.close()


@needs("screen")
class TestRealScreen:
    def test_a_long_text_passes_in_pieces(self, outside, tmp_path):
        sockets = tmp_path / "s"
        sockets.mkdir(mode=0o700)
        environ = outside | {"SCREENDIR": str(sockets)}
        probe, report = tmp_path / "probe.py", tmp_path / "report.json"
        probe.write_text(PROBE)
        text = TEXT * 60
        name = f"test-{uuid.uuid4().hex[:8]}"
        words = ["screen", "-c", "/dev/null", "-S", name]
        client = Client([*words, sys.executable, str(probe), text, str(report)], environ)
        try:
            assert client.gets(b"REPORTED")
            assert client.gets(re.escape(sequences.osc52(text).encode()))
        finally:
            quit_ = ["screen", "-S", name, "-X", "quit"]
            subprocess.run(quit_, env=environ, capture_output=True, timeout=10)
            client.close()
        way, verified, said = json.loads(report.read_text())
        assert (way, verified) == ("screen", False)
        assert said.startswith("Sent")


class TestDesktop:
    @pytest.fixture
    def fake_xclip(self, tmp_path, outside):
        """An environment in which xclip is a script of ours."""

        def install(script):
            program = tmp_path / "bin" / "xclip"
            program.parent.mkdir()
            program.write_text(f"#!/bin/sh\n{script}\n")
            program.chmod(0o755)
            return outside | {"PATH": f"{program.parent}:{outside['PATH']}", "DISPLAY": ":77"}

        return install

    @pytest.fixture
    def display(self):
        reading, writing = os.pipe()
        words = ["Xvfb", "-displayfd", str(writing), "-screen", "0", "64x64x24", "-noreset"]
        server = subprocess.Popen(
            [*words, "-nolisten", "tcp"], pass_fds=[writing], stderr=subprocess.DEVNULL
        )
        os.close(writing)
        with os.fdopen(reading) as pipe:
            number = pipe.readline().strip()
        yield f":{number}"
        server.terminate()
        server.wait(10)

    @needs("Xvfb", "xclip")
    def test_is_copied_and_read_back_and_outlives_the_helper(self, display, outside):
        environ = outside | {"DISPLAY": display}
        assert programs.to_desktop(TEXT, environ) == ""
        words = ["xclip", "-o", "-selection", "clipboard"]
        done = subprocess.run(words, env=environ, capture_output=True, timeout=5, check=True)
        assert done.stdout.decode() == TEXT

    def test_a_dead_display_is_not_claimed(self, fake_xclip):
        environ = fake_xclip('echo "Error: Can\'t open display" >&2; cat > /dev/null; exit 1')
        why = programs.to_desktop(TEXT, environ)
        assert why == "the desktop's clipboard did not give the text back"

    def test_line_ends_of_another_system_are_the_same_text(self, fake_xclip, tmp_path):
        environ = fake_xclip(
            f'case "$*" in *-o) sed "s/$/\\r/" {tmp_path}/c;; *) cat > {tmp_path}/c;; esac'
        )
        assert programs.to_desktop(TEXT, environ) == ""

    def test_a_machine_without_a_clipboard_program_says_which_to_install(self, tmp_path, outside):
        environ = outside | {"PATH": str(tmp_path), "DISPLAY": ":77"}
        assert "xclip" in programs.to_desktop(TEXT, environ)

    def test_a_helper_that_cannot_start_is_not_claimed(self, monkeypatch, outside):
        monkeypatch.setattr(sys, "executable", "/nonexistent/python")
        assert "could not be started" in programs.to_desktop(TEXT, outside)

    def test_a_hanging_clipboard_ends_in_time_with_all_it_started(self, fake_xclip, tmp_path):
        seen = tmp_path / "seen"
        environ = fake_xclip(f"echo $$ > {seen}; grep SigBlk /proc/self/status >> {seen}; sleep 30")
        blocked = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGHUP, signal.SIGTERM})
        try:
            start = time.monotonic()
            outcome = copy(TEXT, surroundings=around(environ), terminal=lambda sequence: None)
            taken = time.monotonic() - start
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, blocked)
        assert taken < 3
        assert outcome == Outcome(
            OSC52,
            verified=False,
            words="Sent to your terminal; if nothing arrives press v.",
            hint="The desktop's clipboard did not answer.",
        )
        pid, _, mask = seen.read_text().split()
        assert int(mask, 16) == 0
        assert _gone(int(pid))


def _gone(pid):
    """Whether a process that was killed is gone within a second, however busy the machine is."""
    ends = time.monotonic() + 1
    while not _is_gone(pid) and time.monotonic() < ends:
        time.sleep(0.01)
    return _is_gone(pid)


def _is_gone(pid):
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except (FileNotFoundError, ProcessLookupError):
        return True
    return state == "Z"


class TestRun:
    def test_gives_what_the_program_wrote(self):
        assert programs.run(["cat"], TEXT) == TEXT

    @pytest.mark.parametrize("words", [["false"], ["/nonexistent/tmux"]])
    def test_a_failure_is_no_answer(self, words):
        assert programs.run(words) is None

    def test_a_program_that_hangs_is_no_answer(self, monkeypatch):
        monkeypatch.setattr(programs, "PATIENCE", 0.1)
        assert programs.run(["sleep", "20"]) is None


class TestByHand:
    @pytest.mark.parametrize(
        ("text", "shown"),
        [("Dear Dana", "Dear Dana\n"), ("a\n\n", "a\n"), ("a\x1b[2Jb\r\n\tc", "ab\n\tc\n")],
    )
    def test_the_plain_view_is_harmless_and_ends_in_one_newline(self, text, shown):
        assert plain_view(text) == shown

    def test_the_file_is_for_its_owner_alone(self, tmp_path):
        path = tmp_path / "script.txt"
        path.write_text("an older and much longer text, open to all\n")
        path.chmod(0o644)
        write_private("Dear Dana\x1b[2J", path)
        assert path.read_text() == "Dear Dana\n"
        assert stat.S_IMODE(path.stat().st_mode) == 0o600

    def test_a_link_is_not_followed_and_the_error_says_what_to_do(self, tmp_path):
        target = tmp_path / "precious"
        target.write_text("keep")
        link = tmp_path / "script.txt"
        link.symlink_to(target)
        with pytest.raises(JobsearchError, match="choose another place"):
            write_private("Dear Dana", link)
        assert target.read_text() == "keep"
