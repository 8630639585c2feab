"""Figures as lines and as a picture."""

import xml.etree.ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobsearch_tui.domain.figures.figure import Bar, Figure, Group
from jobsearch_tui.domain.text import cells
from jobsearch_tui.services.figures.drawing import drawn
from jobsearch_tui.services.figures.svg import svg

HOSTILE = '[red]\x1b]52;c;eA==\x07</text><script>alert(1)</script>"&'


def figure(*bars, title="g"):
    return Figure("x", "X", "counted", (Group(title, bars),), "Do it.")


def texts(*bars, width=78):
    return [row.text for row in drawn(figure(*bars), width)]


class TestLines:
    def test_give_two_cells_to_each_of_a_few(self):
        assert texts(Bar("held", 3, "of 4"), Bar("none", 0)) == [
            "g",
            "  held 3 ██████  of 4",
            "  none 0",
        ]

    def test_have_one_scale_and_never_hide_one_of_many(self):
        longest, least = texts(Bar("a", 400), Bar("b", 1))[1:]
        assert longest.count("█") == 40
        assert least.endswith(" ▌")

    def test_draw_what_can_be_borne_as_a_line(self):
        assert texts(Bar("a", 1, limit=2), Bar("b", 3, "of 2", limit=2))[1:] == [
            "  a 1 ██  │",
            "  b 3 ████│██  of 2",
        ]

    def test_tell_in_the_tone_too_what_is_over(self):
        rows = list(drawn(figure(Bar("a", 2, limit=2), Bar("b", 3, limit=2)), 78))
        assert [row.runs[1][1] for row in rows[1:]] == ["accent", "warn"]

    def test_name_the_record_of_a_bar(self):
        assert [row.record for row in drawn(figure(Bar("Dana", 1, record="dana")), 78)] == [
            "",
            "dana",
        ]

    def test_part_groups_with_a_blank(self):
        two = Figure("x", "X", "", (Group("g", (Bar("a", 1),)), Group("h", ())), "")
        assert [row.text for row in drawn(two, 78)] == ["g", "  a 1 ██", "", "h"]

    @given(
        st.lists(
            st.builds(
                Bar,
                st.text(max_size=40),
                st.integers(0, 10_000),
                st.text("abc é田", max_size=40),
                st.none() | st.integers(0, 50),
            ),
            max_size=6,
        ),
        st.sampled_from([40, 78, 118]),
    )
    def test_fit_the_width_whatever_they_say(self, bars, width):
        for row in drawn(figure(*bars), width):
            assert cells(row.text) <= width
            assert "\x1b" not in row.text


class TestThePicture:
    def test_is_xml_that_shows_what_was_counted(self):
        root = ET.fromstring(svg([figure(Bar("held", 3, "of 4", limit=2))], "Figures"))
        said = [one.text for one in root.iter("{http://www.w3.org/2000/svg}text")]
        assert said == ["X", "counted", "g", "held", "3", "of 4", "Do it."]
        assert len(list(root.iter("{http://www.w3.org/2000/svg}line"))) == 1

    @pytest.mark.parametrize("place", ["label", "note", "title"])
    def test_holds_text_from_outside_as_text(self, place):
        bar = Bar(HOSTILE if place == "label" else "a", 1, HOSTILE if place == "note" else "")
        drawn_text = svg([figure(bar, title=HOSTILE if place == "title" else "g")], HOSTILE)
        root = ET.fromstring(drawn_text)
        assert not list(root.iter("{http://www.w3.org/2000/svg}script"))
        assert "\x1b" not in drawn_text
        assert "\x07" not in drawn_text
