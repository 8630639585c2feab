import pytest
from textual.app import App

from jobsearch_tui.config import KeySetting
from jobsearch_tui.domain.quicklog_grammar import GRAMMAR
from jobsearch_tui.domain.text import cells
from jobsearch_tui.domain.when import EXAMPLES
from jobsearch_tui.ui.commands import COMMANDS, key_words
from jobsearch_tui.ui.keys import keymap_of
from jobsearch_tui.ui.own_keys import own_keys
from jobsearch_tui.ui.render.help import MARKS, help_page
from jobsearch_tui.ui.screens.help import HelpScreen

NARROW = (80, 24)


def keys_of(*settings: KeySetting):
    return keymap_of(settings, []).of


def page(width: int = 76, *settings: KeySetting) -> list[str]:
    return [line.text for line in help_page(keys_of(*settings), own_keys(), width)]


def row(words: str, *settings: KeySetting) -> str:
    """The keys that stand in front of these words."""
    [found] = [line for line in page(110, *settings) if line.rstrip().endswith(f"  {words}")]
    return found.removesuffix(words).strip()


class TestThePage:
    @pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.id)
    def test_every_command_stands_on_it_with_its_keys(self, command):
        assert row(command.help) == "  ".join(key_words(key) for key in command.keys)

    def test_keys_are_told_as_they_are_bound_now(self):
        words = "Log a call or a message in one line"
        assert row(words, KeySetting("log", ("F5", "L"), 1)) == "F5  L"

    def test_the_keys_of_lists_forms_and_scripts_stand_on_it(self):
        assert row("Last") == "End  G"
        assert row("Save") == "F2  Ctrl+S  Ctrl+O"
        assert row("Copy and log") == "y"

    def test_of_the_record_only_what_differs_from_lists_is_told(self):
        lines = page()
        assert lines.count("  PgUp              Page up") == 1
        assert "  PgDn  Space       Page down" in lines

    def test_every_sign_of_the_quick_log_stands_on_it(self):
        text = "\n".join(page(110))
        assert [sign for sign in GRAMMAR if ", ".join(sign.spellings) not in text] == []
        assert "left a voicemail, “dana vm”" in text

    def test_every_date_phrase_and_mark_stands_on_it(self):
        lines = page(110)
        for left, right in (*EXAMPLES, *MARKS):
            assert any(line.split() == f"{left} {right}".split() for line in lines)

    @pytest.mark.parametrize("width", [40, 74, 76, 116])
    def test_no_line_is_wider_than_the_room(self, width):
        assert max(cells(line) for line in page(width)) <= width


class Host(App[None]):
    """Shows the help."""

    def __init__(self):
        super().__init__()
        self.help = HelpScreen(keys_of(), own_keys())
        self.closed = False

    def on_mount(self):
        self.push_screen(self.help, self._close)

    def _close(self, _answer: None) -> None:
        self.closed = True

    @property
    def first(self) -> str:
        return self.help.view.render_line(0).text.strip()


class TestHelpScreen:
    @pytest.mark.parametrize("key", ["escape", "q", "question_mark"])
    async def test_closes(self, key):
        app = Host()
        async with app.run_test(size=NARROW) as pilot:
            await pilot.press(key)
            assert app.closed

    async def test_scrolls_from_the_first_command_to_the_last_mark(self):
        app = Host()
        async with app.run_test(size=NARROW) as pilot:
            await pilot.pause()
            assert app.first == "On a record"
            await pilot.press("j")
            assert app.first.startswith("t ")
            await pilot.press("k", "pagedown", "pageup")
            assert app.first == "On a record"
            await pilot.press("G")
            height = app.help.view.content_size.height
            last = app.help.view.render_line(height - 1).text
        assert last.split() == ["*", "beside", "a", "field:", "needed"]

    async def test_tells_its_own_keys_as_they_are_bound(self):
        app = Host()
        async with app.run_test(size=NARROW) as pilot:
            await pilot.pause()
            assert str(app.help.view.border_subtitle) == "↓ ↑ PgDn scroll   End end   Esc closes"

    def test_every_own_key_has_words(self):
        assert all(key.title for key in own_keys())
