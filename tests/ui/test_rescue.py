"""What the app shows in the place of a store that cannot be read."""

import pytest

from jobsearch_tui.ui.rescue import RescueApp, Way

TROUBLE = "/home/pat/store.json\nIt is empty (0 bytes). It was not touched."
REPAIR = Way("r", "repair it", "12 records", ("It would hold 12 records.",))
RESTORE = Way("b", "restore the backup of Fri 27 Nov", "14 records", ("It would hold 14.",))


def app():
    return RescueApp(TROUBLE, (REPAIR, RESTORE), "terminal", None)


def shown(pilot):
    return "\n".join(strip.text for strip in pilot.app.screen._compositor.render_strips())


class TestTheQuestion:
    async def test_says_what_is_wrong_and_what_there_is_to_be_done(self):
        async with app().run_test(size=(80, 24)) as pilot:
            await pilot.pause()
            text = shown(pilot)
            for words in (
                "It is empty (0 bytes). It was not touched.",
                "r   repair it",
                "12 records",
                "b   restore the backup of Fri 27 Nov",
                "q   quit, and leave everything as it is",
            ):
                assert words in text

    @pytest.mark.parametrize("keys", [("q",), ("escape",), ("r", "n", "q"), ("b", "escape", "q")])
    async def test_leaves_everything_alone_unless_it_is_meant(self, keys):
        rescue = app()
        async with rescue.run_test(size=(80, 24)) as pilot:
            for key in keys:
                await pilot.press(key)
                await pilot.pause()
        assert rescue.return_value is None

    async def test_shows_what_a_way_would_change_before_it_is_taken(self):
        rescue = app()
        async with rescue.run_test(size=(80, 24)) as pilot:
            await pilot.press("b")
            await pilot.pause()
            assert "It would hold 14." in shown(pilot)
            await pilot.press("y")
            await pilot.pause()
        assert rescue.return_value == "b"

    async def test_ends_when_the_terminal_goes(self):
        class Lifeline:
            ask_to_exit = None

        lifeline = Lifeline()
        rescue = RescueApp(TROUBLE, (REPAIR,), "terminal", lifeline)
        async with rescue.run_test(size=(80, 24)) as pilot:
            await pilot.pause()
            assert lifeline.ask_to_exit is not None
            lifeline.ask_to_exit(1)
            await pilot.pause()
        assert rescue.return_value is None
