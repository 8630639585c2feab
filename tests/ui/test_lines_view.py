"""The view of lines with a cursor on some of them."""

from contextlib import asynccontextmanager

from textual.app import App
from textual.geometry import Region

from jobsearch_tui.ui.render.lines import Line, line
from jobsearch_tui.ui.widgets.lines_view import LinesView
from tests.ui.host import screen_text

HEIGHT = 6


class Host(App[None]):
    """One view, 30 cells wide and 6 lines high, and what it asked for."""

    CSS = "Screen { layout: vertical; } LinesView { width: 30; height: 6; }"

    def __init__(self, make):
        super().__init__()
        self.view = LinesView()
        self.make = make
        self.asked: list[str] = []
        self.widths: list[int] = []

    def compose(self):
        yield self.view

    def on_mount(self):
        self.view.show(self._lines)

    def _lines(self, width):
        self.widths.append(width)
        return self.make(width)

    def again(self, make=None, *, keep_place=False):
        self.make = make or self.make
        self.view.show(self._lines, keep_place=keep_place)

    def on_lines_view_opened(self, message):
        self.asked.append(message.key)


def numbered(count, keyed=()):
    """Lines ``0``, ``1`` … of which some have a key."""
    return lambda _width: [
        line(f"line {number}", key=f"k{number}" if number in keyed else "")
        for number in range(count)
    ]


@asynccontextmanager
async def opened(make, size=(40, 10), *, focus=True):
    app = Host(make)
    async with app.run_test(size=size) as pilot:
        if focus:
            app.view.focus()
        else:
            app.set_focus(None)
        await pilot.pause()
        yield app, pilot


def shown(app):
    return screen_text(app).splitlines()[:HEIGHT]


class TestCursor:
    async def test_goes_from_one_keyed_line_to_the_next_and_opens_it(self):
        async with opened(numbered(6, keyed=(1, 4))) as (app, pilot):
            assert app.view.key == "k1"
            assert shown(app)[1].startswith("▌line 1")
            assert shown(app)[1].endswith("▐")
            await pilot.press("j", "enter")
            assert (app.view.key, app.asked) == ("k4", ["k4"])
            await pilot.press("up", "enter")
            assert app.asked == ["k4", "k1"]

    async def test_is_hidden_while_the_focus_is_elsewhere(self):
        async with opened(numbered(6, keyed=(1,)), focus=False) as (app, pilot):
            assert "▌" not in screen_text(app)
            app.view.focus()
            await pilot.pause()
            assert "▌line 1" in screen_text(app)
            app.set_focus(None)
            await pilot.pause()
            assert "▌" not in screen_text(app)

    async def test_brings_a_line_that_is_out_of_sight_into_it(self):
        async with opened(numbered(40, keyed=(0, 30))) as (app, pilot):
            await pilot.press("down")
            assert any("▌line 30" in one for one in shown(app))
            await pilot.press("g")
            assert shown(app)[0].startswith("▌line 0")
            await pilot.press("G")
            assert (app.view.key, shown(app)[-1].strip()) == ("k30", "line 39")

    async def test_scrolls_past_the_last_keyed_line(self):
        async with opened(numbered(20, keyed=(0,))) as (app, pilot):
            await pilot.press("j", "j")
            assert shown(app)[0].strip(" ↑") == "line 2"
            await pilot.press("k", "k", "k")
            assert shown(app)[0].strip() == "▌line 0                      ▐"

    async def test_follows_a_page(self):
        async with opened(numbered(60, keyed=range(0, 60, 3))) as (app, pilot):
            await pilot.press("pagedown", "pagedown")
            assert shown(app)[0].strip(" ↑").endswith("line 10")
            number = int(app.view.key[1:])
            assert 10 <= number < 10 + HEIGHT
            await pilot.press("pageup", "pageup")
            assert app.view.key in ("k0", "k3")

    async def test_opens_nothing_where_no_line_has_a_key(self):
        async with opened(numbered(20)) as (app, pilot):
            await pilot.press("enter", "j", "space", "end", "enter")
            assert app.asked == []
            assert shown(app)[-1].strip() == "line 19"
            await pilot.press("home")
            assert shown(app)[0].strip() == "line 0"


class TestShowing:
    async def test_begins_at_the_top_unless_the_place_is_kept(self):
        async with opened(numbered(40, keyed=range(40))) as (app, pilot):
            await pilot.press("G")
            app.again(keep_place=True)
            await pilot.pause()
            assert (app.view.key, shown(app)[-1].strip(" ▌▐")) == ("k39", "line 39")
            app.again()
            await pilot.pause()
            assert (app.view.key, shown(app)[0].strip(" ▌▐")) == ("k0", "line 0")

    async def test_keeps_the_cursor_on_its_record_when_lines_come_and_go(self):
        async with opened(numbered(6, keyed=(1, 4))) as (app, pilot):
            await pilot.press("j")
            app.again(lambda _: [Line(), Line(), *numbered(6, keyed=(1, 4))(0)], keep_place=True)
            await pilot.pause()
            assert app.view.key == "k4"
            app.again(numbered(3, keyed=(1,)), keep_place=True)
            await pilot.pause()
            assert app.view.key == "k1"
            app.again(lambda _: (), keep_place=True)
            await pilot.pause()
            assert (app.view.key, app.view.lines) == ("", ())
            assert screen_text(app).strip() == ""

    async def test_goes_to_what_stands_in_the_place_of_a_record_that_is_gone(self):
        async with opened(numbered(6, keyed=(0, 2, 4))) as (app, pilot):
            await pilot.press("j")
            app.again(numbered(6, keyed=(0, 3, 4)), keep_place=True)
            await pilot.pause()
            assert app.view.key == "k3"
            app.again(numbered(6, keyed=(0, 1)), keep_place=True)
            await pilot.pause()
            assert app.view.key == "k1"

    async def test_makes_the_lines_for_its_width_and_anew_for_another(self):
        async with opened(numbered(3)) as (app, pilot):
            assert set(app.widths) == {28}
            app.view.styles.width = 20
            await pilot.pause()
            assert app.widths[-1] == 18

    async def test_does_not_make_them_anew_for_another_height(self):
        async with opened(numbered(30)) as (app, pilot):
            made = len(app.widths)
            app.view.styles.height = 8
            await pilot.pause()
            assert screen_text(app).splitlines()[7].split() == ["line", "7", "↓", "22", "more"]
            assert len(app.widths) == made

    async def test_leaves_no_room_blank_when_it_grows_at_the_end(self):
        async with opened(numbered(12)) as (app, pilot):
            await pilot.press("G")
            app.view.styles.height = 10
            await pilot.pause()
            lines = screen_text(app).splitlines()
            assert (lines[0].strip(" ↑"), lines[9].strip()) == ("line 2", "line 11")

    async def test_cuts_what_is_too_long_and_draws_markup_and_controls_literally(self):
        text = "[red]x[/] \x1b[31m " + "漢" * 40
        async with opened(lambda _: [line(text, key="k"), line(text)]) as (app, _pilot):
            under_cursor, plain = shown(app)[:2]
            assert under_cursor.startswith("▌[red]x[/] ␛[31m 漢")
            assert plain.startswith(" [red]x[/] ␛[31m 漢")
            assert "…" in under_cursor

    async def test_is_blank_before_anything_is_shown(self):
        async with opened(lambda _: ()) as (app, pilot):
            await pilot.press("j", "k", "g", "G", "pagedown", "enter")
            assert screen_text(app).strip() == ""


class TestSending:
    async def test_refreshes_only_the_cells_that_changed(self, monkeypatch):
        async with opened(numbered(6, keyed=(1, 4))) as (app, pilot):
            sent: list[tuple[Region, ...]] = []
            monkeypatch.setattr(app.view, "refresh", lambda *regions, **_: sent.append(regions))

            app.again(keep_place=True)
            assert sent == []

            app.view.action_step(1)
            assert sent == [(Region(0, 1, 30, 1), Region(0, 4, 30, 1))]

            sent.clear()
            changed = numbered(6, keyed=(1, 4))(0)
            changed[2] = line("lime 2")
            app.again(lambda _: changed, keep_place=True)
            assert sent == [(Region(3, 2, 1, 1),)]
            await pilot.pause()


class TestWhatLiesBeyond:
    async def test_is_counted_below_and_marked_above(self):
        async with opened(numbered(20)) as (app, pilot):
            assert shown(app)[0].split() == ["line", "0"]
            assert shown(app)[-1].split() == ["line", "5", "↓", "14", "more"]
            await pilot.press("j")
            assert shown(app)[0].split() == ["line", "1", "↑"]
            assert shown(app)[-1].split() == ["line", "6", "↓", "13", "more"]

    async def test_is_not_told_where_all_is_shown(self):
        async with opened(numbered(20)) as (app, pilot):
            await pilot.press("G")
            assert shown(app)[-1].split() == ["line", "19"]
        async with opened(numbered(HEIGHT)) as (app, _):
            assert not any(sign in screen_text(app) for sign in "↑↓")

    async def test_takes_no_cell_from_a_line_that_is_full(self):
        full = "x" * 28  # the margins take the other two cells
        async with opened(lambda _width: [line(full) for _ in range(20)]) as (app, _):
            assert shown(app)[-1].strip() == f"{full}↓"

    async def test_is_told_at_the_cursor_too(self):
        async with opened(numbered(20, keyed=(0, 5))) as (app, pilot):
            await pilot.press("j")
            assert shown(app)[-1].split() == ["▌line", "5", "↓"]
