"""The screen of the figures."""

from dataclasses import replace

from tests.ui.host import DANA, HALDEN, NARROW, SEARCH, opened

BROUGHT = (*SEARCH, replace(HALDEN, origin="dana"))


class TestTheScreen:
    async def test_shows_one_figure_at_a_time_with_what_to_do(self, tmp_path):
        async with opened(tmp_path, NARROW) as shown:
            await shown.press("v")
            assert shown.dialog == "FiguresScreen"
            assert shown.lines[0].startswith("━The funnel, by channel · 1 of 5━")
            assert "go by the ladder" in shown.text
            await shown.press("tab", "tab")
            assert shown.lines[0].startswith("━Week by week · 3 of 5━")
            await shown.press("v", "v", "v")
            assert shown.lines[0].startswith("━The funnel, by channel · 1 of 5━")
            await shown.press("shift+tab")
            assert shown.lines[0].startswith("━Who opens doors · 5 of 5━")
            await shown.press("escape")
            assert shown.dialog == "Dashboard"

    async def test_opens_the_record_of_a_bar(self, tmp_path):
        async with opened(tmp_path, NARROW, BROUGHT) as shown:
            await shown.press("v", "left")
            assert shown.app.screen.subject.id == DANA.id
            await shown.press("enter")
            assert "Dana Whitfield" in shown.lines[1]

    async def test_counts_anew_what_was_logged_meanwhile(self, tmp_path):
        async with opened(tmp_path, NARROW, BROUGHT) as shown:
            await shown.press("v", "left")
            assert "3 contacts" not in shown.text
            await shown.press("l", "v", "enter")
            assert "3 contacts" in shown.text
