import re
from contextlib import asynccontextmanager

import pytest

from jobsearch_tui.domain.records import Agency
from jobsearch_tui.ui.screens import welcome
from jobsearch_tui.ui.screens.welcome import account_name, full_name
from tests.ui.host import NARROW, opened


@pytest.fixture(autouse=True)
def _account(monkeypatch):
    monkeypatch.setattr(welcome, "account_name", lambda: "Ruth Example")


@asynccontextmanager
async def newcomer(folder, size=NARROW):
    """The app on an empty store, when it has greeted."""
    async with opened(folder, size, records=()) as app:
        await app.until(lambda: app.dialog == "WelcomeScreen")
        yield app


async def answered(app) -> None:
    """Take the answers as they are."""
    await app.press("enter", "enter", "enter")
    await app.until(lambda: app.dialog == "FirstSteps")


class TestTheThreeQuestions:
    async def test_enter_takes_the_defaults_and_saves_them_durably(self, tmp_path):
        async with newcomer(tmp_path) as app:
            await answered(app)
            pace = app.stored.pace
        assert (pace.name, pace.interviews, pace.zone) == ("Ruth Example", 3, "Europe/Paris")

    async def test_what_is_typed_is_understood_beside_the_field_and_saved(self, tmp_path):
        async with newcomer(tmp_path) as app:
            await app.type("[b]Dana[/] \x1b[31mDoe")
            await app.press("enter")
            await app.type("5")
            await app.press("enter")
            await app.type("tokyo")
            await app.until(lambda: re.search(r"tokyo +→ Asia/Tokyo", app.text))
            await app.press("enter")
            await app.until(lambda: app.dialog == "FirstSteps")
            pace = app.stored.pace
            assert "Ready, [b]Dana[/]" in app.text
        assert (pace.interviews, pace.zone) == (5, "Asia/Tokyo")

    async def test_what_is_not_understood_keeps_the_screen_and_goes_to_the_field(self, tmp_path):
        async with newcomer(tmp_path) as app:
            await app.press("enter")
            await app.type("many")
            await app.press("enter")
            await app.type("atlantis")
            await app.press("enter")
            assert app.dialog == "WelcomeScreen"
            assert app.app.focused.value == "many"
            await app.until(lambda: app.text.count("✗") == 2)
            assert "✗ Interviews a week is a whole number from 0 to" in app.text
            assert "✗ Time zone is a zone such as Europe/Paris, or a" in app.text
            assert "Esc skips this for now" in app.text
            assert app.stored.is_new

    async def test_escape_saves_nothing_and_the_next_start_asks_again(self, tmp_path):
        async with newcomer(tmp_path) as app:
            await app.press("escape")
            assert app.dialog == "Dashboard"
            assert not app.start.paths.store.exists()
        async with newcomer(tmp_path) as app:
            assert app.dialog == "WelcomeScreen"

    async def test_a_store_with_anything_in_it_is_not_asked(self, tmp_path):
        async with opened(tmp_path, records=[Agency(id="marsh", name="Marsh & Vale")]) as app:
            assert app.dialog == "Dashboard"

    async def test_undo_takes_the_pace_back(self, tmp_path):
        async with newcomer(tmp_path) as app:
            await answered(app)
            await app.press("space", "u")
            await app.until(lambda: app.bottom.startswith("Undone"))
            assert app.bottom == "Undone: set your pace."
            assert app.stored.is_new


class TestTheFirstSteps:
    @pytest.mark.parametrize(
        ("key", "dialog"),
        [
            ("space", "Dashboard"),
            ("q", "Dashboard"),
            ("a", "RecordForm"),
            ("I", "AskLine"),
            ("l", "QuickLog"),
            ("question_mark", "HelpScreen"),
        ],
    )
    async def test_any_key_goes_on_and_a_key_that_is_told_does_its_work(
        self, tmp_path, key, dialog
    ):
        async with newcomer(tmp_path) as app:
            await answered(app)
            await app.press(key)
            await app.until(lambda: app.dialog == dialog)

    @pytest.mark.parametrize("size", [(80, 24), (120, 36)])
    async def test_both_pages_are_whole_on_the_screen(self, tmp_path, size):
        async with newcomer(tmp_path, size) as app:
            assert "the pace you" in app.text
            assert "Enter goes on   Shift+Tab goes back   Esc skips this for now" in app.text
            await answered(app)
            assert "│    jobsearch demo " in app.text
            assert "Any key goes to the dashboard" in app.text


class TestTheNameOfTheAccount:
    @pytest.mark.parametrize(
        ("gecos", "login", "name"),
        [
            ("Ruth Example,Room 5,555-0100,", "ruth", "Ruth Example"),
            ("& Example", "ruth", "Ruth Example"),
            ("root", "root", ""),
            ("Unknown", "me", ""),
            ("", "me", ""),
            ("  Zo\u00eb\t\x1b[31m ", "zoe", "Zo\u00eb"),
        ],
    )
    def test_is_read_from_its_description(self, gecos, login, name):
        assert full_name(gecos, login).split("[")[0].strip() == name

    def test_an_account_without_an_entry_has_none(self, monkeypatch):
        pwd = pytest.importorskip("pwd")

        def unknown(_uid: int):
            raise KeyError("uid not found")

        monkeypatch.setattr(pwd, "getpwuid", unknown)
        assert account_name() == ""
