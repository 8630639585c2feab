from itertools import product

import pytest
from textual.app import App
from textual.color import Color
from textual.widgets import Input

from jobsearch_tui.ui.render.lines import line
from jobsearch_tui.ui.themes import (
    DEFAULT,
    HIGH_CONTRAST,
    TERMINAL,
    choose_among_themes,
    choose_theme,
    register_themes,
    theme_names,
)
from jobsearch_tui.ui.widgets.bottom_line import BottomLine
from jobsearch_tui.ui.widgets.line_layout import TONES, Cell, Column
from jobsearch_tui.ui.widgets.line_table import LineTable
from jobsearch_tui.ui.widgets.lines_view import LinesView
from jobsearch_tui.ui.widgets.rows import ListRows

SIZE = (60, 24)
TONED = ("", *sorted(TONES))
SAYINGS = ("", "good", "warn", "bad")


class Host(App[None]):
    """Everything that has a tone, in one theme."""

    def __init__(self, theme: str):
        super().__init__()
        register_themes(self)
        self.theme = theme

    def compose(self):
        rows = [(tone or "plain", [Cell(f"{tone or 'plain'}…row")]) for tone in TONED]
        yield LineTable([Column("words", "Words", 10)], ListRows(rows))
        view = LinesView()
        view.show(lambda _width: [line((f"{tone or 'plain'}…line", tone)) for tone in TONED])
        view.styles.height = len(TONED)
        yield view
        for tone in SAYINGS:
            saying = BottomLine([])
            saying.tell(f"{tone or 'plain'}…said", tone)
            yield saying
        yield Input("typed…", compact=True)


async def contrasts(theme: str) -> dict[str, float]:
    """The contrast of each text on the screen, after WCAG 2.2, by its first word."""
    app = Host(theme)
    found: dict[str, float] = {}
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        app.query_one(LineTable).focus()
        await pilot.pause()
        for strip in app.screen._compositor.render_strips():
            for segment in strip:
                if segment.text.strip() and segment.style:
                    found[segment.text.split()[0]] = contrast(segment.style)
    return found


def contrast(style) -> float:
    ink, paper = (Color.from_rich_color(color) for color in (style.color, style.bgcolor))
    light, dark = sorted((luminance(ink), luminance(paper)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(color: Color) -> float:
    parts = [part / 255 for part in color.rgb]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return sum(w * p for w, p in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


class TestLegibility:
    async def test_high_contrast_is_at_least_seven_to_one_everywhere(self):
        found = await contrasts(HIGH_CONTRAST.name)
        assert len(found) >= 2 * len(TONED) + len(SAYINGS)
        assert {text: round(ratio, 1) for text, ratio in found.items() if ratio < 7} == {}

    @pytest.mark.parametrize("theme", ["textual-dark", "textual-light", "nord"])
    async def test_in_other_themes_even_the_muted_is_at_least_three_to_one(self, theme):
        found = await contrasts(theme)
        assert {text: round(ratio, 1) for text, ratio in found.items() if ratio < 3} == {}

    def test_the_default_leaves_the_paper_to_the_terminal_and_no_ink_to_dark_blue(self):
        assert TERMINAL.ansi
        assert (TERMINAL.background, TERMINAL.foreground) == ("ansi_default", "ansi_default")
        inks = (TERMINAL.primary, TERMINAL.error, TERMINAL.warning, TERMINAL.success)
        assert not {"ansi_blue", "ansi_red", "ansi_black"} & set(inks)


class TestNothingIsToldByColourAlone:
    async def test_the_cursor_has_a_shape(self):
        app = Host(DEFAULT)
        async with app.run_test(size=SIZE) as pilot:
            await pilot.pause()
            table = app.query_one(LineTable)
            table.focus()
            await pilot.pause()
            focused = [row.text for row in table.render_lines(table.size.region)]
            app.query_one(Input).focus()
            await pilot.pause()
            left = [row.text for row in table.render_lines(table.size.region)]
        assert [row[0] + row[-1] for row in focused[:3]] == ["  ", "▌▐", "  "]
        assert [row[0] + row[-1] for row in left[:3]] == ["  ", "▌ ", "  "]


class TestChoosing:
    def test_the_default_is_the_terminals_own_colours(self):
        problems: list[str] = []
        assert choose_theme(Host(DEFAULT), "", problems) == TERMINAL.name
        assert choose_theme(Host(DEFAULT), "nord", problems) == "nord"
        assert problems == []

    def test_an_unknown_one_is_told_with_all_there_are(self):
        problems: list[str] = []
        assert choose_theme(Host(DEFAULT), "nrod", problems) == DEFAULT
        assert problems[0].startswith("config.toml: there is no theme “nrod”; there are ansi-dark,")
        assert "high-contrast" in problems[0]

    @pytest.mark.parametrize("wanted", ["", "terminal", "ansi-dark", "ansi-light"])
    def test_without_colour_no_theme_is_black_on_black(self, monkeypatch, wanted):
        monkeypatch.setenv("NO_COLOR", "1")
        app = Host("textual-dark")
        assert choose_theme(app, wanted, []) == HIGH_CONTRAST.name
        assert not any(app.available_themes[name].ansi for name in theme_names(app))

    async def test_the_list_begins_at_the_theme_in_use(self):
        app = Host("gruvbox")
        async with app.run_test(size=(80, 24)) as pilot:
            dialog = choose_among_themes(app)
            answers: list[str | None] = []
            app.push_screen(dialog, answers.append)
            await pilot.press("enter")
        assert answers == ["gruvbox"]

    def test_the_own_ones_come_first_and_none_twice(self):
        names = theme_names(Host(DEFAULT))
        assert names[:2] == [DEFAULT, HIGH_CONTRAST.name]
        assert len(set(names)) == len(names) > 20


def test_the_ratio_is_that_of_the_standard():
    pairs = product(("#ffffff", "#000000"), repeat=2)
    ratios = {(ink, paper): _ratio(ink, paper) for ink, paper in pairs}
    assert ratios["#ffffff", "#000000"] == ratios["#000000", "#ffffff"] == pytest.approx(21)
    assert _ratio("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


def _ratio(ink: str, paper: str) -> float:
    from rich.style import Style

    return contrast(Style(color=ink, bgcolor=paper))
