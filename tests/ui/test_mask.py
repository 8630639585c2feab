"""The mask in the app: what is shown, what is refused, and that nothing real is lost by it."""

from dataclasses import replace

from jobsearch_tui.domain.draft import Draft
from jobsearch_tui.domain.masking import Mask
from jobsearch_tui.domain.records import Activity
from tests.ui.host import DANA, NOW, SEARCH, WIDE, opened, start_on

NAMES = ("Dana", "Whitfield", "Kestrel", "Halden", "Owen", "Pryce", "Marsh", "Corbin", "Gill")


def named(text: str) -> list[str]:
    """The names of the small search that stand in a text."""
    return [name for name in NAMES if name in text]


class TestTheMask:
    async def test_is_put_on_and_taken_off_by_a_key(self, tmp_path):
        async with opened(tmp_path, WIDE) as app:
            assert named(app.text)
            await app.press("M")
            assert not named(app.text)
            assert "MASKED" in app.bottom
            await app.press("M")
            assert named(app.text)
            assert "MASKED" not in app.bottom

    async def test_takes_a_filter_that_was_typed_away(self, tmp_path):
        async with opened(tmp_path) as app:
            await app.press("2", "slash")
            await app.type("dana", "enter")
            await app.press("M")
            assert app.titles[1] == "2 Recruiters · 3"

    async def test_holds_on_every_screen(self, tmp_path):
        async with opened(tmp_path, WIDE) as app:
            await app.press("M")
            for key in ("t", "w", "o", "b"):
                await app.press(key)
                assert not named(app.text), app.text
                await app.press("escape")

    async def test_of_the_screen_before_is_forgotten_by_the_one_in_front(self, tmp_path):
        async with opened(tmp_path) as app:
            await app.press("t", "space", "M")
            assert not named(app.text)


class TestWhatIsRefused:
    async def test_is_every_form(self, tmp_path):
        async with opened(tmp_path) as app:
            await app.press("M", "e")
            assert app.dialog == "Dashboard"
            assert "M takes the mask off first" in app.bottom
            await app.press("a")
            assert app.dialog == "Dashboard"
            await app.press("P")
            assert app.dialog == "Dashboard"

    async def test_is_an_import_and_a_list_of_companies(self, tmp_path):
        async with opened(tmp_path) as app:
            await app.press("M", "I")
            assert app.dialog == "Dashboard"
            await app.press("b", "a")
            assert app.dialog == "CampaignsScreen"
            await app.press("B")
            assert app.dialog == "CampaignsScreen"


class TestAChangeBehindTheMask:
    async def test_changes_the_real_record_and_nothing_else_of_it(self, tmp_path):
        async with opened(tmp_path) as app:
            await app.go_to("recruiter", "Dana Whitfield")
            await app.press("M", "s", "4", "enter")
            await app.until(lambda: app.stored.get("dana").stage != DANA.stage)
            stored = app.stored.get("dana")
            assert not named(app.text)
        assert replace(stored, stage=DANA.stage, changed=DANA.changed, created=DANA.created) == DANA

    async def test_logs_on_the_real_record(self, tmp_path):
        async with opened(tmp_path) as app:
            await app.go_to("recruiter", "Dana Whitfield")
            before = len(app.workspace.log("dana"))
            await app.press("M", "l", "v", "enter")
            await app.until(lambda: len(app.stored.log("dana")) > before)
            assert not named(app.text)
            newest = app.stored.log("dana")[0]
        assert isinstance(newest, Activity)
        assert newest.result == "voicemail"

    async def test_is_undone_without_a_name(self, tmp_path):
        async with opened(tmp_path) as app:
            await app.go_to("recruiter", "Dana Whitfield")
            await app.press("x")
            await app.until(lambda: app.stored.get("dana") is None)
            await app.press("M", "u")
            await app.until(lambda: app.stored.get("dana") is not None)
            assert app.bottom == "MASKED  Undone."

    async def test_that_cannot_be_undone_says_no_name_either(self, tmp_path):
        async with opened(tmp_path) as app:
            await app.press("M", "u")
            assert "M takes the mask off, then it says why" in app.bottom


async def test_a_draft_is_offered_in_dots_and_gone_on_with_unmasked(tmp_path):
    draft = Draft("form:recruiter", "", {"name": "Ruth Secret"}, NOW)
    start = replace(start_on(tmp_path, SEARCH, draft=draft), mask=Mask(is_worn=True))
    async with opened(tmp_path, start=start) as app:
        await app.until(lambda: app.dialog == "Choose")
        assert "Ruth" not in app.text
        await app.press("g")
        await app.until(lambda: app.dialog == "RecordForm")
        assert "Ruth Secret" in app.text
