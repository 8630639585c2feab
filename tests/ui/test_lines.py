"""Lines of text with tones: wrapped, labelled, and safe whatever the text."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jobsearch_tui.domain.text import cells, visible
from jobsearch_tui.ui.render.lines import heading, labelled, line, wrapped

HOSTILE = "[red]x[/] [/] \x1b[31mred\x1b[0m \u202egnirts\x07"

text = st.text(
    st.sampled_from("ab é漢字👩\u200d🚒\u0301\ufe0f☎[]/\t\n\x1b\u202e\u200b") | st.characters(),
    max_size=60,
)
words = st.lists(st.text("abcé漢", min_size=1, max_size=12), max_size=12).map(" ".join)


def letters(lines):
    """What is left when the blanks are taken away."""
    return "".join("".join(lines).split())


class TestWrapped:
    @settings(max_examples=80)
    @given(text, st.integers(2, 30))
    def test_every_line_fits_the_width(self, text, width):
        assert all(cells(piece) <= width for piece in wrapped(text, width))

    @settings(max_examples=80)
    @given(text, st.integers(1, 30))
    def test_nothing_is_lost_but_blanks(self, text, width):
        shown = "".join(visible(text).split())
        assert letters(wrapped(text, width)) == shown

    @settings(max_examples=60)
    @given(words, st.integers(12 * 2, 60))
    def test_words_that_fit_are_never_cut(self, text, width):
        assert " ".join(wrapped(text, width)).split() == text.split()

    @pytest.mark.parametrize(
        ("text", "width", "pieces"),
        [
            ("", 10, [""]),
            ("one two three", 7, ["one two", "three"]),
            ("one\ntwo", 20, ["one", "two"]),
            ("one\n\ntwo", 20, ["one", "", "two"]),
            ("abcdefgh ij", 3, ["abc", "def", "gh", "ij"]),
            ("漢字漢字", 3, ["漢", "字", "漢", "字"]),
            ("ab", 0, ["a", "b"]),
            ("a\x1b[31mb", 20, ["a␛[31mb"]),
        ],
    )
    def test_breaks_at_blanks_and_line_breaks_first(self, text, width, pieces):
        assert wrapped(text, width) == pieces


class TestLine:
    def test_shows_what_a_terminal_would_obey_and_keeps_its_own_blanks(self):
        made = line(("  \x1b[2J ", "bad"), f" {HOSTILE}", "   ", key="k")
        assert made.text.startswith("  ␛[2J  [red]x[/] [/] ␛[31mred")
        assert made.text.endswith("⟨RLO⟩gnirts␇   ")
        assert (made.key, made.runs[0][1]) == ("k", "bad")

    @settings(max_examples=60)
    @given(text)
    def test_is_one_line_without_controls(self, text):
        made = line(text).text
        assert made.split() == visible(text).split()
        assert not set(made) & {chr(code) for code in (*range(32), *range(127, 160))}

    def test_a_heading_stands_under_a_blank_line(self):
        assert [made.text for made in heading("[b]Log\x1b")] == ["", "[b]Log␛"]


class TestLabelled:
    def test_wraps_under_itself_with_the_key_on_the_first_line(self):
        lines = labelled("Note", "one two three\nfour", 20, tone="bad", key="id")
        assert [made.text for made in lines] == [
            "Note        one two",
            "            three",
            "            four",
        ]
        assert [made.key for made in lines] == ["id", "", ""]
        assert lines[0].runs[1] == ("one two", "bad")

    def test_no_text_gives_no_line(self):
        assert labelled("Note", "", 40) == []

    def test_a_long_label_leaves_a_blank_before_the_text(self):
        (made,) = labelled("Open broadcast below", "3", 40)
        assert made.text == "Open broad… 3"

    @settings(max_examples=60)
    @given(text, st.integers(14, 60))
    def test_never_wider_than_the_width(self, text, width):
        assert all(cells(made.text) <= width for made in labelled("Note", text, width))

    def test_hostile_text_is_literal(self):
        shown = " ".join(made.text for made in labelled("Note", HOSTILE, 40))
        assert "[red]x[/] [/] ␛[31mred" in shown
        assert "\x1b" not in shown
