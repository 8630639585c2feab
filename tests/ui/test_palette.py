import pytest
from textual.app import App

from jobsearch_tui.ui.commands import COMMANDS, Command, command
from jobsearch_tui.ui.dialogs.palette import Palette, columns_for, fitting
from jobsearch_tui.ui.themes import register_themes, theme_commands

NARROW = (80, 24)
DEFAULT_KEYS = {one.id: one.keys for one in COMMANDS}


class Host(App[None]):
    """Shows the palette and keeps what was chosen."""

    def __init__(self):
        super().__init__()
        register_themes(self)
        self.chosen: list[Command | None] = []
        commands = [*COMMANDS, *theme_commands(self)]
        self.palette = Palette(commands, DEFAULT_KEYS.__getitem__)

    def on_mount(self):
        self.push_screen(self.palette, self.chosen.append)

    @property
    def shown(self) -> list[str]:
        rows = self.palette.table.source
        return [rows.key(place) for place in range(len(rows))]


class TestWhatLettersMean:
    @pytest.mark.parametrize(
        ("letters", "first"),
        [
            ("undo", "undo"),
            ("UNDO", "undo"),
            ("scr", "copy-script"),
            ("voice", None),
            ("linkedin", "import"),
            ("week room", "move"),
            ("room week", "move"),
            ("add", "add"),
            ("theme: nord", None),
        ],
    )
    def test_the_likeliest_command_comes_first(self, letters, first):
        found = fitting(COMMANDS, letters)
        assert (found[0].id if found else None) == first

    def test_a_title_counts_for_more_than_the_help(self):
        found = [one.id for one in fitting(COMMANDS, "record")]
        assert found.index("edit") < found.index("next-pane")
        assert fitting(COMMANDS, "interview")[0].title.startswith("Interview")

    def test_no_letters_offer_what_has_a_key(self):
        without = Command("theme.nord", (), "Theme: nord", "Use these colours")
        assert fitting([*COMMANDS, without], " ") == list(COMMANDS)
        assert fitting([*COMMANDS, without], "nord") == [without]

    def test_titles_are_never_cut_off(self):
        long = Command("x", (), "Theme: catppuccin-macchiato", "")
        assert columns_for([long])[0].width == len(long.title)


class TestPalette:
    async def test_enter_carries_out_the_likeliest(self):
        app = Host()
        async with app.run_test(size=NARROW) as pilot:
            app.palette.line.value = "undo"
            await pilot.pause()
            await pilot.press("enter")
        assert app.chosen == [command("undo")]

    async def test_arrows_move_while_letters_are_typed(self):
        app = Host()
        async with app.run_test(size=NARROW) as pilot:
            await pilot.press("t", "h", "e", "m", "down", "down", "up", "down", "enter")
        assert [one.title for one in app.chosen] == ["Theme: high-contrast"]

    async def test_escape_chooses_nothing(self):
        app = Host()
        async with app.run_test(size=NARROW) as pilot:
            await pilot.press("escape")
        assert app.chosen == [None]

    async def test_nothing_found_is_said_and_enter_waits(self):
        app = Host()
        async with app.run_test(size=NARROW) as pilot:
            app.palette.line.value = "[bold] nothing"
            await pilot.pause()
            await pilot.press("enter")
            assert (app.shown, app.chosen) == ([], [])

    async def test_every_row_shows_its_key_at_80_columns(self):
        app = Host()
        async with app.run_test(size=NARROW) as pilot:
            await pilot.pause()
            lines = [
                line.text for line in app.palette.table.render_lines(app.palette.table.size.region)
            ]
        assert lines[0].split() == ["▌Log", "Log", "a", "call", "or", "a", "message", "in", "one", "line", "l"]
        assert all(line.rstrip()[-1] in "laAescfimdpx/Sz12" for line in lines)
        assert len(lines) == 17


class TestInTheApp:
    def test_every_theme_has_a_command(self):
        app = Host()
        found = theme_commands(app)
        assert {one.title for one in found} >= {"Theme: nord", "Theme: high-contrast"}
        assert {one.action_name for one in found} >= {"theme('nord')"}
