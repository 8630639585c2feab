"""The weeks on the screen: limits, moving, going into a week."""

from jobsearch_tui.domain.records import Interview
from jobsearch_tui.ui.screens.weeks import WeeksScreen
from tests.ui.host import NARROW, opened


def limits(shown):
    """The limits of single weeks as pairs of a day and a number."""
    return [(str(limit.week), limit.interviews) for limit in shown.workspace.pace.limits]


class TestWeeks:
    async def test_show_twelve_with_the_interviews_of_the_highlighted_one(self, tmp_path):
        async with opened(tmp_path, NARROW) as shown:
            await shown.press("w")
            lines = shown.text.splitlines()
            assert "This week" in lines[2]
            assert "8 Feb" in lines[13]
            assert "Halden Foods, phone, scheduled" in shown.text
            await shown.press("j")
            assert "Ouseburn Brewing, video, scheduled" in shown.text
            await shown.press("w")
            assert shown.app.screen is shown.dashboard

    async def test_take_another_limit_by_one_key(self, tmp_path):
        async with opened(tmp_path, NARROW) as shown:
            await shown.press("w", "j", "plus")
            assert shown.bottom.startswith("The week of 30 Nov: 4 interviews.")
            assert limits(shown) == [("2026-11-30", 4)]
            await shown.press("minus")
            assert limits(shown) == []
            await shown.press("j", "0")
            assert limits(shown) == [("2026-12-07", 0)]
            assert "away" in shown.text.splitlines()[4]
            await shown.press("0")
            assert shown.bottom.startswith("The week of 7 Dec stays as it is.")
            await shown.press("minus", "u")
            assert limits(shown) == []

    async def test_move_an_interview_and_offer_the_words_for_it(self, tmp_path):
        async with opened(tmp_path, NARROW) as shown:
            await shown.press("w", "tab", "m")
            assert "They have yet to agree to it." in shown.text
            await shown.press("n")
            halden = shown.workspace.find(Interview, "halden")
            assert str(halden.starts.date()) == "2026-12-01"
            await shown.press("u", "escape", "minus", "m")
            assert "Vantor Glass is now Fri 4 Dec 14:00." in shown.text
            await shown.press("c")
            assert "in the week of 30 Nov instead" in " ".join(shown.text.split())

    async def test_open_the_interview_under_the_cursor(self, tmp_path):
        async with opened(tmp_path, NARROW) as shown:
            await shown.press("w", "enter", "enter")
            assert "Interview" in shown.text.splitlines()[0]
            await shown.press("escape", "e")
            assert "Edit: Halden Foods" in shown.text
            await shown.press("escape", "escape", "a")
            assert "New interview" in shown.text

    async def test_say_when_nothing_can_be_moved(self, tmp_path):
        async with opened(tmp_path, NARROW) as shown:
            await shown.press("w", "G", "m")
            assert isinstance(shown.app.screen, WeeksScreen)
            assert shown.bottom.startswith("m moves an interview: highlight one.")
