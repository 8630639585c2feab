"""Which cells of a line changed."""

from hypothesis import given, settings
from hypothesis import strategies as st
from rich.segment import Segment
from rich.style import Style
from textual.geometry import Region
from textual.strip import Strip

from jobsearch_tui.ui.widgets.spans import changed_regions, changed_span

PLAIN, BOLD, RED = None, Style(bold=True), Style(color="red")

pieces = st.lists(
    st.tuples(st.text("ab 漢é☎", max_size=6), st.sampled_from([PLAIN, BOLD, RED])), max_size=6
)


def strip(*parts):
    return Strip([Segment(text, style) for text, style in parts])


def cells_of(made):
    """The line as cells; the second half of a wide character is a cell of its own."""
    cells = []
    for text, style, _ in made:
        for character in text:
            width = Segment(character).cell_length
            cells.extend([(character, style)] + [("", style)] * (width - 1))
    return cells


def of_width(made, width):
    return made.adjust_cell_length(width, None)


class TestChangedSpan:
    @settings(max_examples=120)
    @given(pieces, pieces, st.integers(1, 24))
    def test_the_span_of_the_new_line_over_the_old_one_gives_the_new_one(self, old, new, width):
        old, new = of_width(strip(*old), width), of_width(strip(*new), width)
        start, end = changed_span(old, new)
        assert 0 <= start <= end <= width
        before, after = cells_of(old), cells_of(new)
        assert before[:start] + after[start:end] + before[end:] == after

    @settings(max_examples=60)
    @given(pieces)
    def test_a_line_that_stayed_has_no_span(self, parts):
        made = strip(*((text.replace("漢", "a"), style) for text, style in parts))
        start, end = changed_span(made, Strip(list(made)))
        assert start == end or any(character == "☎" for text, _, _ in made for character in text)

    def test_is_from_the_first_cell_to_the_last_that_differs(self):
        old = strip(("one two three", PLAIN))
        assert changed_span(old, strip(("one TWO three", PLAIN))) == (4, 7)
        assert changed_span(old, strip(("one ", PLAIN), ("two", BOLD), (" three", PLAIN))) == (4, 7)

    def test_takes_wide_characters_as_a_whole_line(self):
        old, new = strip(("漢字 a", PLAIN)), strip(("漢字 b", PLAIN))
        assert changed_span(old, new) == (0, 6)
        assert changed_span(strip(("abcdef", PLAIN)), strip(("漢字ab", PLAIN))) == (0, 6)

    def test_takes_a_line_of_another_width_as_a_whole(self):
        assert changed_span(strip(("abc", PLAIN)), strip(("abcd", PLAIN))) == (0, 4)


class TestChangedRegions:
    def test_names_only_the_lines_that_differ(self):
        same = strip(("same", PLAIN))
        old = [same, strip(("left", PLAIN)), strip(("more", PLAIN))]
        new = [same, strip(("lift", PLAIN)), strip(("more", PLAIN))]
        assert changed_regions(old, new) == [Region(1, 1, 1, 1)]

    def test_the_same_cells_in_other_segments_are_no_change(self):
        old, new = [strip(("ab", BOLD))], [strip(("a", BOLD), ("b", BOLD))]
        assert not any(changed_regions(old, new))
