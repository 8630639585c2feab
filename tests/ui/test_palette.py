import pytest
from textual.app import App

from jobsearch_tui.ui.commands import COMMANDS, Command, command, key_words
from jobsearch_tui.ui.dialogs.palette import Palette, columns_for, fitting
from jobsearch_tui.ui.themes import register_themes, theme_commands
from jobsearch_tui.ui.widgets.line_table import LineTable
from tests.ui.host import opened

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
            ("import", "import"),
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
            table = app.palette.table
            lines = [
                line.text.rstrip(" ↓").split() for line in table.render_lines(table.size.region)
            ]
            keys = [key_words(DEFAULT_KEYS[id][0]) for id in app.shown]
        assert len(lines) == 17
        assert [line[-1] for line in lines] == keys[: len(lines)]


class TestInTheApp:
    async def test_it_carries_out_what_was_chosen_on_the_screen_below(self, tmp_path):
        async with opened(tmp_path) as app:
            await app.press("ctrl+p")
            await app.type("zoom", "enter")
            assert app.dashboard.has_class("-zoom")
            await app.press("colon")
            await app.type("all keys", "enter")
            assert app.dialog == "HelpScreen"

    async def test_over_a_record_only_what_can_be_done_there_is_offered(self, tmp_path):
        async with opened(tmp_path) as app:
            await app.press("enter", "ctrl+p")
            offered = app.app.screen.query_one(LineTable).source
            assert offered.index("log") is not None
            assert offered.index("zoom") is None

    async def test_a_theme_is_used_at_once_and_how_to_keep_it_is_said(self, tmp_path):
        async with opened(tmp_path) as app:
            await app.press("ctrl+p")
            await app.type("theme: nord", "enter")
            assert app.app.theme == "nord"
            assert app.bottom.endswith('To keep it: theme = "nord" in config.toml')

    async def test_the_themes_have_a_list_of_their_own(self, tmp_path):
        async with opened(tmp_path) as app:
            await app.press("T", "j", "enter")
            assert app.app.theme == "high-contrast"
