"""Copying from widgets goes the services' way; leaving the screen for an editor or a plain view."""

import asyncio
import os
import signal
import threading
from pathlib import Path

import pytest
from textual.app import App, ComposeResult
from textual.widgets import Input, Static

from jobsearch_tui.errors import JobsearchError
from jobsearch_tui.services.clipboard import Outcome, Surroundings, Way
from jobsearch_tui.ui.aside import (
    PlainScreen,
    edit_file,
    editor_command,
    interrupts_ignored,
    plain_view,
)
from jobsearch_tui.ui.clipboard import (
    ClipboardMixin,
    is_copied,
    put,
    said,
    said_elsewhere,
    way_of,
)

OFFERED = "In the tmux buffer (prefix ]), and offered to your terminal."


class Host(ClipboardMixin[None], App[None]):
    def __init__(self) -> None:
        super().__init__()
        self.outcomes: asyncio.Queue[Outcome] = asyncio.Queue()

    def compose(self) -> ComposeResult:
        yield Input("some words")

    def tell_copied(self, outcome: Outcome) -> None:
        self.outcomes.put_nowait(outcome)


class Terminal:
    """Stands for the driver's writer."""

    def __init__(self, app: App) -> None:
        self.written: list[str] = []
        self.threads: set[int] = set()
        app._driver.write = self.write

    def write(self, data: str) -> None:
        self.written.append(data)
        self.threads.add(threading.get_ident())

    @property
    def clipboard(self) -> list[str]:
        return [data for data in self.written if data.startswith("\x1b]52;")]


@pytest.fixture(autouse=True)
def xterm(monkeypatch):
    around = Surroundings({"TERM": "xterm-256color"})
    monkeypatch.setattr("jobsearch_tui.services.clipboard.look_around", lambda: around)


class TestPut:
    async def test_the_sequence_reaches_the_terminal_in_one_piece_beside_the_loop(self):
        app = Host()
        async with app.run_test():
            terminal = Terminal(app)
            outcome = await put(app, "hello")
            assert terminal.clipboard == ["\x1b]52;c;aGVsbG8=\x07"]
            assert threading.get_ident() not in terminal.threads
        assert outcome.way is Way.OSC52
        assert not outcome.verified

    async def test_control_characters_never_leave(self):
        app = Host()
        async with app.run_test():
            terminal = Terminal(app)
            await put(app, "hel\x1b[201~lo")
            assert terminal.clipboard == ["\x1b]52;c;aGVsbG8=\x07"]

    async def test_a_forced_way_is_the_only_one_tried(self):
        app = Host()
        async with app.run_test():
            terminal = Terminal(app)
            outcome = await put(app, "hello", Way.NONE)
            assert not terminal.clipboard
        assert outcome.way is Way.NONE

    async def test_without_a_terminal_it_says_so_instead_of_failing(self):
        outcome = await put(Host(), "hello")
        assert outcome.way is Way.VIEW
        assert "could not be written to" in outcome.words

    async def test_of_two_copies_the_last_one_asked_for_stays(self):
        app = Host()
        async with app.run_test():
            terminal = Terminal(app)
            await asyncio.gather(put(app, "first"), put(app, "second"))
            assert terminal.clipboard[-1] == "\x1b]52;c;c2Vjb25k\x07"


class TestMixin:
    async def test_an_input_copies_the_services_way_and_the_app_tells(self):
        app = Host()
        async with app.run_test() as pilot:
            terminal = Terminal(app)
            app.query_one(Input).action_select_all()
            await pilot.press("ctrl+c")
            outcome = await asyncio.wait_for(app.outcomes.get(), 5)
            assert terminal.clipboard == ["\x1b]52;c;c29tZSB3b3Jkcw==\x07"]
            assert app.clipboard == "some words"
        assert outcome.words.startswith("Sent to your terminal")

    async def test_the_users_own_way_holds_for_inputs_too(self):
        app = Host()
        app.clipboard_setting = "none"
        async with app.run_test() as pilot:
            terminal = Terminal(app)
            app.query_one(Input).action_select_all()
            await pilot.press("ctrl+c")
            outcome = await asyncio.wait_for(app.outcomes.get(), 5)
            assert outcome.way is Way.NONE
            assert not terminal.clipboard

    @pytest.mark.parametrize(
        ("outcome", "severity"),
        [
            (Outcome(Way.DESKTOP, True, "Copied."), "information"),
            (Outcome(Way.VIEW, False, "Not copied: too [b]long."), "warning"),
        ],
    )
    async def test_by_itself_it_notifies_literally(self, outcome, severity):
        class Bare(ClipboardMixin[None], App[None]):
            pass

        app = Bare()
        async with app.run_test() as pilot:
            app.tell_copied(outcome)
            await pilot.pause()
            found = [(note.message, note.severity, note.markup) for note in app._notifications]
        assert found == [(outcome.words, severity, False)]


class TestWords:
    @pytest.mark.parametrize(
        ("setting", "way"), [("auto", None), ("tmux", Way.TMUX), ("none", Way.NONE)]
    )
    def test_a_setting_is_a_way_and_auto_is_none(self, setting, way):
        assert way_of(setting) is way

    @pytest.mark.parametrize(
        ("words", "hint", "whole", "elsewhere"),
        [
            ("Copied.", "", "Copied.", "Copied."),
            (
                "Sent to your terminal; if nothing arrives press v.",
                "",
                "Sent to your terminal; if nothing arrives press v.",
                "Sent to your terminal.",
            ),
            (
                OFFERED,
                "If nothing arrives there press v.",
                f"{OFFERED} If nothing arrives there press v.",
                OFFERED,
            ),
            (
                "Not copied: too long.",
                "Press v to see the text and mark it by hand.",
                "Not copied: too long. Press v to see the text and mark it by hand.",
                "Not copied: too long.",
            ),
        ],
    )
    def test_v_is_named_only_where_it_shows_the_text(self, words, hint, whole, elsewhere):
        outcome = Outcome(Way.TMUX, True, words, hint)
        assert (said(outcome), said_elsewhere(outcome)) == (whole, elsewhere)

    @pytest.mark.parametrize("way", list(Way))
    def test_a_text_that_was_only_to_be_shown_was_not_copied(self, way):
        assert is_copied(Outcome(way, False, "")) is (way not in (Way.VIEW, Way.NONE))


class TestEditor:
    @pytest.mark.parametrize(
        ("environ", "command"),
        [
            ({"VISUAL": "code --wait", "EDITOR": "vim"}, ["code", "--wait"]),
            ({"VISUAL": " ", "EDITOR": "vim"}, ["vim"]),
            ({"EDITOR": "'/opt/my editor' -n"}, ["/opt/my editor", "-n"]),
            ({}, ["/usr/bin/vi"]),
        ],
    )
    def test_it_is_the_users_own_else_what_is_there(self, environ, command):
        found = {"vi": "/usr/bin/vi"}
        assert editor_command(environ, found.get) == command

    @pytest.mark.parametrize(
        ("environ", "words"), [({}, "Set EDITOR"), ({"EDITOR": "vim 'oops"}, "EDITOR cannot")]
    )
    def test_without_one_it_says_what_to_set(self, environ, words):
        with pytest.raises(JobsearchError, match=words):
            editor_command(environ, lambda name: None)

    async def test_where_the_screen_cannot_be_left_it_names_the_file(self, monkeypatch):
        monkeypatch.setenv("EDITOR", "vim")
        app = Host()
        async with app.run_test():
            with pytest.raises(JobsearchError, match=r"The script is thanks\.md"):
                edit_file(app, Path("thanks.md"))

    @pytest.mark.parametrize(
        ("editor", "words"),
        [
            ("jobsearch-no-such-editor", "could not be started"),
            ("sh -c 'exit 3'", "status 3"),
        ],
    )
    async def test_an_editor_that_fails_is_told_in_words(self, editor, words, monkeypatch, capfd):
        monkeypatch.setenv("VISUAL", editor)
        app = Host()
        async with app.run_test():
            monkeypatch.setattr(type(app._driver), "can_suspend", True)
            with pytest.raises(JobsearchError, match=words):
                edit_file(app, Path("thanks.md"))
            assert app.screen.is_attached

    def test_ctrl_c_in_front_does_not_end_this_program(self):
        before = signal.getsignal(signal.SIGINT)
        with interrupts_ignored():
            os.kill(os.getpid(), signal.SIGINT)
            assert signal.getsignal(signal.SIGINT) is not signal.SIG_IGN
        assert signal.getsignal(signal.SIGINT) is before

    def test_in_another_thread_signals_are_left_alone(self):
        before = signal.getsignal(signal.SIGINT)
        held = []

        def look() -> None:
            with interrupts_ignored():
                held.append(signal.getsignal(signal.SIGINT))

        thread = threading.Thread(target=look)
        thread.start()
        thread.join()
        assert held == [before]


class TestPlainView:
    async def test_where_the_screen_cannot_be_left_a_bare_screen_shows_the_text(self):
        app = Host()
        async with app.run_test() as pilot:
            plain_view(app, "one [b]two[/b]\n\x1b[31mthree")
            await pilot.pause()
            assert isinstance(app.screen, PlainScreen)
            text = app.screen.query(Static).first()
            assert text.region.x == 0
            assert str(text.render()) == "one [b]two[/b]\nthree\n"
            await pilot.press("enter")
            assert not isinstance(app.screen, PlainScreen)
