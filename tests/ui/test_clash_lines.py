"""Two values of one attribute side by side, as cells and lines."""

from jobsearch_tui.domain.clashes import Values
from jobsearch_tui.ui.render.clashes import LINES_EACH, clash_cells, clash_lines

ROLE = Values("role", "Role", "COO", "CEO", "")


def texts(values, theirs=(), width=60):
    return [line.text for line in clash_lines(values, theirs, width)]


class TestARow:
    def test_marks_the_value_that_counts_in_shape_as_well_as_in_tone(self):
        label, mine, theirs = clash_cells(ROLE, ())
        assert (label.text, mine.text, theirs.text) == ("Role", "● CEO", "○ empty")
        assert (mine.style, theirs.style) == ("strong", "muted")
        _, mine, theirs = clash_cells(ROLE, {"role"})
        assert (mine.text, theirs.text) == ("○ CEO", "● empty")

    def test_has_notes_of_many_lines_on_one(self):
        note = Values("note", "Note", "", "one\ntwo", "one\x1b[2J")
        _, mine, _ = clash_cells(note, ())
        assert mine.text == "● one two"


class TestTheLines:
    def test_tell_all_three_values(self):
        assert texts(ROLE) == ["As it was   COO", "Mine        CEO", "Theirs      empty"]

    def test_show_the_place_where_long_values_differ(self):
        same = "word " * 200
        note = Values("note", "Note", same, f"{same}OURS", f"{same}THEIRS")
        lines = texts(note)
        assert len(lines) <= 3 * LINES_EACH
        assert any("OURS" in line for line in lines)
        assert any("THEIRS" in line for line in lines)

    def test_never_hold_what_a_terminal_would_obey(self):
        lines = texts(Values("note", "Note", "", "a\x1b[2J\nb", "c\x00"))
        assert all(character.isprintable() for line in lines for character in line)
