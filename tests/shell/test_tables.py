from hypothesis import given, settings
from hypothesis import strategies as st

from jobsearch_tui.domain.text import cells, visible
from jobsearch_tui.shell.tables import laid_out

ID = "k3f9m2d7qa"
texts = st.text(st.characters(codec="utf-8"), max_size=40)


class TestRows:
    def test_stand_in_columns_under_one_another(self):
        assert laid_out([("1", "ab", "c"), ("22", "a", "d")], 80) == ["1   ab  c", "22  a   d"]

    def test_leave_out_a_column_that_nobody_fills(self):
        assert laid_out([("1", "", "c"), ("2", "", "")], 80) == ["1  c", "2"]

    def test_of_none_are_no_lines(self):
        assert laid_out([], 80) == []

    def test_cut_the_widest_column_first_and_never_the_id(self):
        (line,) = laid_out([(ID, "Dana Whitfield", "x" * 90)], 40)
        assert line == f"{ID}  Dana Whitfield  {'x' * 11}…"

    def test_count_wide_letters_by_the_cells_they_take(self):
        lines = laid_out([("1", "田中 恵", "x"), ("2", "Kim", "y")], 80)
        assert [cells(line) for line in lines] == [13, 13]

    def test_on_no_room_at_all_keep_the_ids(self):
        assert all(ID in line for line in laid_out([(ID, "Dana", "called")] * 2, 5))

    @settings(max_examples=60)
    @given(st.lists(st.tuples(texts, texts, texts, texts), max_size=4), st.integers(40, 120))
    def test_always_fit_and_are_harmless(self, rows, width):
        lines = laid_out([(ID, *row) for row in rows], width)
        assert len(lines) == len(rows)
        assert all(cells(line) <= width and visible(line) == line for line in lines)
