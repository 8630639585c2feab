import re
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len
from textual.app import App, ComposeResult
from textual.content import Content
from textual.events import MouseScrollDown
from textual.geometry import Region

from jobsearch_tui.domain.text import cells as cells_wide
from jobsearch_tui.ui.widgets.line_layout import (
    TONES,
    Viewport,
    fit,
    heading,
    row_runs,
    runs,
)
from jobsearch_tui.ui.widgets.line_table import Cell, Column, LineTable, layout

COLUMNS = (
    Column("name", "Name", 12, grow=1),
    Column("kind", "Kind", 6),
    Column("last", "Last", 6, align="right"),
)


class Rows:
    """A source over a list of keys that counts what it is asked for."""

    def __init__(self, keys: Sequence[str], name: str = "{}") -> None:
        self.keys = list(keys)
        self.name = name
        self.asked: list[int] = []

    def __len__(self) -> int:
        return len(self.keys)

    def key(self, index: int) -> str:
        return self.keys[index]

    def cells(self, index: int) -> Sequence[Cell]:
        self.asked.append(index)
        return Cell(self.name.format(self.keys[index])), Cell("ad", "muted"), Cell("2d")

    def index(self, key: str) -> int | None:
        return self.keys.index(key) if key in self.keys else None


class ManyRows(Rows):
    def __init__(self, total: int) -> None:
        super().__init__(())
        self.total = total

    def __len__(self) -> int:
        return self.total

    def key(self, index: int) -> str:
        return f"k{index}"

    def cells(self, index: int) -> Sequence[Cell]:
        self.asked.append(index)
        return Cell(f"row {index}"), Cell("ad"), Cell("2d")

    def index(self, key: str) -> int | None:
        index = int(key[1:])
        return index if index < self.total else None


class Host(App[None]):
    """One table, 40 cells wide and 10 lines high unless told, and what it said."""

    CSS = "Screen { layout: vertical; } LineTable { width: 40; height: 10; }"

    def __init__(self, table: LineTable) -> None:
        super().__init__()
        self.table = table
        self.said: list[tuple[str, str | None]] = []

    def compose(self) -> ComposeResult:
        yield self.table

    def on_line_table_highlighted(self, message: LineTable.Highlighted) -> None:
        self.said.append(("highlighted", message.key))

    def on_line_table_opened(self, message: LineTable.Opened) -> None:
        self.said.append(("opened", message.key))


def a_table(source: Rows | None = None, **more: object) -> LineTable:
    rows = Rows([f"r{n}" for n in range(30)]) if source is None else source
    return LineTable(COLUMNS, rows, **more)


def lines(table: LineTable) -> list[str]:
    return [table.render_line(y).text for y in range(table.content_size.height)]


columns = st.lists(
    st.builds(
        Column,
        id=st.text("abc", min_size=1, max_size=2),
        label=st.just("Label"),
        width=st.integers(0, 20),
        grow=st.integers(0, 3),
        priority=st.integers(0, 3),
    ),
    max_size=7,
)


class TestLayout:
    @given(columns, st.integers(0, 120))
    @settings(max_examples=150)
    def test_widths_add_up_to_the_room_and_none_is_negative(self, columns, width):
        widths = layout(columns, width)
        assert len(widths) == len(columns)
        assert sum(widths) == (width if columns else 0)
        assert min(widths, default=0) >= 0

    @given(columns, st.integers(0, 120))
    @settings(max_examples=100)
    def test_a_column_is_left_out_only_for_one_of_at_least_its_priority(self, columns, width):
        widths = layout(columns, width)
        kept = [column.priority for column, cells in zip(columns, widths, strict=True) if cells]
        lost = [column.priority for column, cells in zip(columns, widths, strict=True) if not cells]
        assert not kept or not lost or max(lost) <= max(kept)

    @pytest.mark.parametrize(
        ("width", "expected"),
        [
            (26, [13, 7, 6]),
            (36, [23, 7, 6]),
            (25, [19, 6, 0]),
            (18, [18, 0, 0]),
            (5, [5, 0, 0]),
            (0, [0, 0, 0]),
        ],
    )
    def test_spare_room_goes_to_what_grows_and_the_rightmost_goes_first(self, width, expected):
        assert layout(COLUMNS, width) == expected

    def test_the_lowest_priority_is_left_out_first(self):
        columns = [Column("a", "A", 5), Column("b", "B", 5, priority=2), Column("c", "C", 5)]
        assert layout(columns, 11) == [6, 5, 0]
        assert layout(columns, 6) == [0, 6, 0]

    def test_shares_of_the_spare_room_leave_no_remainder(self):
        columns = [Column(name, name, 1, grow=1) for name in "abc"]
        assert sum(layout(columns, 12)) == 12
        assert max(layout(columns, 12)) - min(layout(columns, 12)) <= 2

    def test_without_a_growing_column_the_last_takes_the_rest(self):
        assert layout([Column("a", "A", 4), Column("b", "B", 4)], 20) == [5, 15]


HOSTILE = ["[red]x[/]", "[/]", "\x1b[31mred", "a\nb\tc", "\u202eevil", "\x9b2J", "\x07\x00"]
WIDE = ["東京の会社", "한국어", "🙂🙂🙂", "👩‍💻 dev", "e\u0301te\u0301", "Zoë", "ﬁ", "✈️ trip"]


class TestFit:
    @pytest.mark.parametrize("text", [*HOSTILE, *WIDE, "", "plain"])
    @pytest.mark.parametrize("width", [1, 2, 5, 20])
    def test_text_takes_exactly_the_room(self, text, width):
        assert cells_wide(fit(text, width)) == width
        assert cells_wide(fit(text, width, "right")) == width

    @pytest.mark.parametrize("text", HOSTILE)
    def test_nothing_is_left_for_a_terminal_to_obey(self, text):
        assert not re.search("[\x00-\x1f\x7f-\x9f\u202e]", fit(text, 30))

    @pytest.mark.parametrize("text", WIDE)
    def test_it_counts_cells_as_the_framework_does(self, text):
        assert cell_len(fit(text, 20)) == 20

    @given(st.text(max_size=30), st.integers(0, 25))
    @settings(max_examples=150)
    def test_any_text_takes_exactly_the_room(self, text, width):
        assert cells_wide(fit(text, width)) == width

    def test_it_stands_on_the_side_asked_for(self):
        assert fit("2d", 5) == "2d   "
        assert fit("2d", 5, "right") == "   2d"


class TestRuns:
    def test_neighbours_of_one_tone_are_one_run(self):
        assert runs([("a", ""), ("b", ""), ("c", "bad")]) == [("ab", ""), ("c", "bad")]

    def test_blanks_join_their_neighbours(self):
        assert runs([(" ", "mark"), ("a", "warn"), ("  ", ""), ("b", "warn")]) == [
            (" a  b", "warn")
        ]

    def test_a_row_of_plain_cells_is_a_single_run(self):
        cells = [Cell("a"), Cell("", "bad"), Cell("c")]
        assert row_runs(cells, COLUMNS, [6, 4, 3]) == [("a           c", "")]

    def test_an_unknown_tone_is_plain(self):
        cells = [Cell("a", "cursor"), Cell("b"), Cell("c")]
        assert [tone for _, tone in row_runs(cells, COLUMNS, [6, 4, 3])] == [""]

    @given(st.lists(st.text("ab 東", max_size=12), min_size=3, max_size=3), st.integers(0, 60))
    @settings(max_examples=80)
    def test_a_row_is_as_wide_as_its_columns_together(self, texts, width):
        row = row_runs([Cell(text, "warn") for text in texts], COLUMNS, layout(COLUMNS, width))
        assert sum(cells_wide(text) for text, _ in row) == width


class TestHeading:
    @pytest.mark.parametrize(
        ("sort", "expected"),
        [(None, "Name"), (("kind", False), "Name"), (("name", False), "Name ▲")],
    )
    def test_the_sorted_column_carries_a_mark(self, sort, expected):
        assert heading(COLUMNS[0], 12, sort).text == expected

    @pytest.mark.parametrize("width", [2, 4, 5, 8])
    def test_the_mark_survives_in_a_narrow_column(self, width):
        assert heading(Column("s", "Stage of it", 4), width, ("s", True)).text.endswith("▼")


moves = st.lists(
    st.one_of(
        st.tuples(st.just("at"), st.integers(-5, 60)),
        st.tuples(st.just("paged"), st.sampled_from([-1, 1])),
        st.tuples(st.just("scrolled"), st.integers(-5, 60)),
        st.tuples(st.just("resized"), st.integers(0, 30)),
    ),
    max_size=12,
)


class TestViewport:
    @given(st.integers(0, 50), st.integers(0, 20), moves)
    @settings(max_examples=150)
    def test_it_never_leaves_the_rows(self, total, page, steps):
        view = Viewport(total=total).at(0).resized(page)
        for name, argument in steps:
            view = getattr(view, name)(argument)
            assert (view.cursor == -1) == (total == 0)
            assert view.cursor < max(1, total)
            assert 0 <= view.top <= max(0, total - max(1, view.page))
            if name in {"at", "paged"}:
                assert view.follows or not total

    def test_a_step_past_the_edge_scrolls_by_one(self):
        view = Viewport(total=50, page=10, top=0, cursor=9)
        assert view.at(10) == Viewport(total=50, page=10, top=1, cursor=10)

    def test_a_far_jump_puts_the_cursor_in_the_middle(self):
        assert Viewport(total=500, page=10, cursor=0).at(250).top == 245

    def test_a_page_keeps_the_cursor_on_its_line_of_the_screen(self):
        view = Viewport(total=50, page=10, top=5, cursor=8).paged(1)
        assert (view.top, view.cursor) == (14, 17)

    def test_before_there_is_a_screen_nothing_is_scrolled_away(self):
        assert Viewport(total=50).at(5).resized(10).top == 0
        assert Viewport(total=50).at(30).resized(10).shown.count(30) == 1

    def test_a_smaller_screen_keeps_the_cursor_and_a_larger_one_has_no_blank_lines(self):
        view = Viewport(total=20, page=10, top=10, cursor=19)
        assert 19 in view.resized(3).shown
        assert view.resized(15).top == 5

    def test_a_view_that_was_scrolled_away_stays_where_it_is(self):
        view = Viewport(total=100, page=10, top=50, cursor=3).refilled(101, 4, 51)
        assert (view.top, view.cursor) == (51, 4)


class TestDrawing:
    async def test_only_rows_on_the_screen_are_asked_for(self):
        rows = ManyRows(100_000)
        async with Host(a_table(rows)).run_test(size=(50, 12)) as pilot:
            await pilot.press("G", "pageup", "g", "j")
            pilot.app.query_one(LineTable).set_source(rows)
            await pilot.pause()
        assert set(rows.asked) <= {*range(20), *range(99_970, 100_000)}
        assert len(rows.asked) < 120

    async def test_every_line_is_as_wide_as_the_table_whatever_the_text(self):
        rows = Rows([*HOSTILE, *WIDE][:9])
        async with Host(a_table(rows)).run_test(size=(50, 12)) as pilot:
            for strip in (pilot.app.query_one(LineTable).render_line(y) for y in range(10)):
                assert cells_wide(strip.text) == strip.cell_length == 40

    async def test_columns_stay_aligned_behind_wide_characters(self):
        async with Host(a_table(Rows(WIDE[:6]))).run_test(size=(50, 12)) as pilot:
            body = lines(pilot.app.query_one(LineTable))[1:7]
        assert len({cells_wide(line[: line.rindex("ad")]) for line in body}) == 1

    async def test_rows_above_and_below_are_told_of_in_the_margin(self):
        async with Host(a_table()).run_test(size=(50, 12)) as pilot:
            table = pilot.app.query_one(LineTable)
            first = [line[-1] for line in lines(table)[1:]]
            await pilot.press("G", "pageup")
            middle = [line[-1] for line in lines(table)[1:]]
            await pilot.press("G")
            last = [line[-1] for line in lines(table)[1:]]
        assert (first[-1], "".join(first).count("↑")) == ("↓", 0)
        assert (middle[0], middle[-1]) == ("↑", "↓")
        assert (last[0], "".join(last).count("↓")) == ("↑", 0)

    async def test_text_is_never_read_as_markup_or_as_a_sequence(self):
        rows = Rows(["[red]x[/]", "\x1b[31mx"])
        async with Host(a_table(rows)).run_test(size=(50, 12)) as pilot:
            body = lines(pilot.app.query_one(LineTable))[1:3]
        assert "[red]x[/]" in body[0]
        assert "\x1b" not in body[1]

    async def test_the_cursor_is_told_by_shape_and_loses_one_side_with_the_focus(self):
        async with Host(a_table()).run_test(size=(50, 12)) as pilot:
            table = pilot.app.query_one(LineTable)
            focused = lines(table)[1]
            pilot.app.set_focus(None)
            await pilot.pause()
            blurred = lines(table)[1]
        assert (focused[0], focused[-1]) == ("▌", "▐")
        assert (blurred[0], blurred[-1]) == ("▌", " ")

    async def test_the_header_names_the_columns_and_gives_way_when_it_is_tight(self):
        async with Host(a_table()).run_test(size=(50, 12)) as pilot:
            table = pilot.app.query_one(LineTable)
            table.set_columns(COLUMNS, ("name", True))
            assert lines(table)[0].split() == ["Name", "▼", "Kind", "Last"]
            table.styles.height = 3
            await pilot.pause()
            assert lines(table)[0].startswith("▌r0")

    async def test_one_line_is_enough(self):
        async with Host(a_table()).run_test(size=(50, 12)) as pilot:
            table = pilot.app.query_one(LineTable)
            table.styles.height = 1
            await pilot.press("j", "j", "pagedown")
            assert lines(table)[0].startswith("▌r3")
            assert table.position() == (4, 4, 30)

    @pytest.mark.parametrize("width", [1, 2, 3, 5])
    async def test_hardly_any_width_is_no_error(self, width):
        async with Host(a_table(empty="none")).run_test(size=(50, 12)) as pilot:
            table = pilot.app.query_one(LineTable)
            table.styles.width = width
            await pilot.press("j")
            table.set_source(Rows([]))
            await pilot.pause()
            assert {strip.cell_length for strip in map(table.render_line, range(10))} == {width}

    async def test_without_rows_it_says_why_in_wrapped_words(self):
        words = "No ad matches [/ops]: press Esc to see all of them again"
        async with Host(a_table(Rows([]), empty=words)).run_test(size=(50, 12)) as pilot:
            table = pilot.app.query_one(LineTable)
            assert " ".join(" ".join(lines(table)[1:]).split()) == words
            assert table.cursor_key is None
            assert table.position() == (0, 0, 0)
            table.set_empty(Content.styled("Nothing yet", "bold"))
            assert "Nothing yet" in lines(table)[1]

    async def test_each_tone_has_a_style_of_its_own_in_the_theme(self):
        async with Host(a_table()).run_test(size=(50, 12)) as pilot:
            table = pilot.app.query_one(LineTable)
            styles = {tone: table.get_component_rich_style(f"line-table--{tone}") for tone in TONES}
            assert len({str(style) for style in styles.values()}) == len(TONES)
            before = table.render_line(2)
            pilot.app.theme = "textual-light"
            await pilot.pause()
            assert table.render_line(2) != before


class TestRefreshing:
    """A slow line carries only what changed."""

    @pytest.fixture
    def sent(self, monkeypatch) -> list[tuple[Region, ...]]:
        sent: list[tuple[Region, ...]] = []
        original = LineTable.refresh

        def refresh(table, *regions, **more):
            sent.append(regions)
            return original(table, *regions, **more)

        monkeypatch.setattr(LineTable, "refresh", refresh)
        return sent

    async def test_a_step_sends_two_lines(self, sent):
        async with Host(a_table()).run_test(size=(50, 12)) as pilot:
            sent.clear()
            await pilot.press("j")
        assert sent[0] == (Region(0, 1, 40, 1), Region(0, 2, 40, 1))

    async def test_other_rows_of_the_same_look_send_nothing(self, sent):
        async with Host(a_table()).run_test(size=(50, 12)) as pilot:
            sent.clear()
            pilot.app.query_one(LineTable).set_source(Rows([f"r{n}" for n in range(40)]))
            await pilot.pause()
            assert sent == []

    async def test_one_changed_row_sends_the_cells_that_changed(self, sent):
        async with Host(a_table()).run_test(size=(50, 12)) as pilot:
            keys = [f"r{n}" for n in range(30)]
            keys[4] = "other"
            sent.clear()
            pilot.app.query_one(LineTable).set_source(Rows(keys))
            assert sent == [(Region(1, 5, 5, 1),)]


class TestCursor:
    @pytest.mark.parametrize(
        ("keys", "expected"),
        [
            (["j"], "r1"),
            (["down", "down", "k"], "r1"),
            (["up"], "r0"),
            (["G"], "r29"),
            (["end", "g"], "r0"),
            (["end", "home"], "r0"),
            (["pagedown"], "r8"),
            (["pagedown", "pageup"], "r0"),
            (["G", "j"], "r29"),
        ],
    )
    async def test_keys_move_it(self, keys, expected):
        async with Host(a_table()).run_test(size=(50, 12)) as pilot:
            await pilot.press(*keys)
            table = pilot.app.query_one(LineTable)
            assert table.cursor_key == expected
            assert any(line.startswith(f"▌{expected} ") for line in lines(table))

    async def test_keys_can_be_remapped(self):
        app = Host(a_table())
        app.set_keymap({"table.down": "n"})
        async with app.run_test(size=(50, 12)) as pilot:
            await pilot.press("n", "j", "down")
            assert app.table.cursor_key == "r1"

    async def test_it_stays_on_its_row_when_rows_come_and_go(self):
        async with Host(a_table()).run_test(size=(50, 12)) as pilot:
            table = pilot.app.query_one(LineTable)
            table.move_to("r12")
            before = lines(table)
            table.set_source(Rows(["new", *table.source.keys]))
            assert table.cursor_key == "r12"
            assert lines(table) == before
            table.set_source(Rows([f"r{n}" for n in range(30, -1, -1)]))
            assert table.cursor_key == "r12"
            assert table.cursor_index == 18

    async def test_it_goes_to_the_nearest_row_when_its_own_is_gone(self):
        async with Host(a_table()).run_test(size=(50, 12)) as pilot:
            table = pilot.app.query_one(LineTable)
            table.move_to("r29")
            table.set_source(Rows([f"r{n}" for n in range(5)]))
            assert table.cursor_key == "r4"
            table.set_source(Rows(["r0", "r1", "r2", "x", "r3"]))
            assert table.cursor_key == "r3"
            table.set_source(Rows([]))
            assert table.cursor_key is None
            table.set_source(Rows(["r7"]))
            assert table.cursor_key == "r7"

    async def test_a_new_first_row_is_seen_from_the_top(self):
        async with Host(a_table()).run_test(size=(50, 12)) as pilot:
            table = pilot.app.query_one(LineTable)
            table.set_source(Rows(["new", *table.source.keys]))
            assert lines(table)[1].startswith(" new")
            assert lines(table)[2].startswith("▌r0")

    async def test_it_stays_on_the_screen_when_the_table_shrinks(self):
        async with Host(a_table()).run_test(size=(50, 12)) as pilot:
            table = pilot.app.query_one(LineTable)
            await pilot.press(*["j"] * 8)
            table.styles.height = 4
            await pilot.pause()
            first, last, total = table.position()
            assert first <= 9 <= last
            assert (last - first + 1, total) == (3, 30)

    def test_rows_may_be_set_before_there_is_a_screen(self):
        table = LineTable()
        table.set_columns(COLUMNS)
        table.set_source(Rows(["a", "b"]))
        assert table.move_to("b")
        assert not table.move_to("nobody")
        assert table.cursor_key == "b"

    async def test_a_list_may_be_as_high_as_its_rows(self):
        async with Host(a_table(Rows(["a", "b"]))).run_test(size=(50, 12)) as pilot:
            table = pilot.app.query_one(LineTable)
            table.styles.height = "auto"
            await pilot.pause()
            assert table.size.height == 2
            table.set_source(Rows(["a", "b", "c", "d"]))
            await pilot.pause()
            assert table.size.height == 5


class TestMessages:
    async def test_moving_and_opening_are_told_once_each(self):
        app = Host(a_table())
        async with app.run_test(size=(50, 12)) as pilot:
            await pilot.press("j", "enter", "up", "up")
            assert app.said == [("highlighted", "r1"), ("opened", "r1"), ("highlighted", "r0")]

    async def test_an_unchanged_cursor_is_not_told_and_an_empty_table_is(self):
        app = Host(a_table())
        async with app.run_test(size=(50, 12)) as pilot:
            app.table.set_source(Rows(["new", "r0"]))
            app.table.set_source(Rows([]))
            await pilot.press("enter", "j", "G", "pagedown")
            assert app.said == [("highlighted", None)]

    async def test_of_a_held_key_only_the_last_row_is_told(self):
        app = Host(a_table())
        async with app.run_test(size=(50, 12)) as pilot:
            for _ in range(20):
                app.table.action_step(1)
            await pilot.pause()
            assert app.said == [("highlighted", "r20")]


class TestMouse:
    async def test_a_click_moves_and_a_click_on_the_cursor_opens(self):
        app = Host(a_table())
        async with app.run_test(size=(50, 12)) as pilot:
            await pilot.click(LineTable, offset=(5, 3))
            assert app.said == [("highlighted", "r2")]
            app.said.clear()
            await pilot.press("j")
            await pilot.click(LineTable, offset=(5, 4))
            assert app.said == [("highlighted", "r3"), ("opened", "r3")]

    async def test_a_double_click_where_one_click_opens_opens_once(self):
        app = Host(a_table())
        async with app.run_test(size=(50, 12)) as pilot:
            await pilot.press("j")
            app.said.clear()
            await pilot.double_click(LineTable, offset=(5, 2))
            assert app.said == [("opened", "r1")]

    @pytest.mark.parametrize("line", [1, 4])
    async def test_a_double_click_opens_once(self, line):
        app = Host(a_table())
        async with app.run_test(size=(50, 12)) as pilot:
            await pilot.double_click(LineTable, offset=(5, line))
            assert [said for said in app.said if said[0] == "opened"] == [
                ("opened", f"r{line - 1}")
            ]

    async def test_the_click_that_brings_the_focus_opens_nothing(self):
        app = Host(a_table())
        async with app.run_test(size=(50, 12)) as pilot:
            app.set_focus(None)
            await pilot.pause()
            await pilot.click(LineTable, offset=(5, 1))
            assert app.table.has_focus
            assert app.said == []

    async def test_a_click_on_the_header_or_below_the_rows_does_nothing(self):
        app = Host(a_table(Rows(["a", "b"])))
        async with app.run_test(size=(50, 12)) as pilot:
            await pilot.click(LineTable, offset=(5, 0))
            await pilot.click(LineTable, offset=(5, 7))
            assert app.said == []

    async def test_the_wheel_looks_elsewhere_and_a_key_comes_back(self):
        app = Host(a_table())
        async with app.run_test(size=(50, 12)) as pilot:
            for _ in range(3):
                await pilot._post_mouse_events([MouseScrollDown], LineTable, offset=(5, 3))
            assert app.table.position() == (7, 15, 30)
            assert app.table.cursor_key == "r0"
            await pilot.press("j")
            assert app.table.position() == (2, 10, 30)
