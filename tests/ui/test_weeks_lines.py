"""The weeks ahead as bars and words."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobsearch_tui.domain.forecast import Outlook
from jobsearch_tui.domain.pacing import Capacity, loads
from jobsearch_tui.domain.records import Interview, Pace, WeekLimit
from jobsearch_tui.domain.workspace import Workspace
from jobsearch_tui.ui.render.weeks import bar, cells_of, most_of, standing, week_lines
from tests.ui.host import NOW


def outlook(count=0, expected=0.0, interviews=4, hours=12, low=0, high=0, risk=0.0):
    """The present week with so many interviews and so much to expect."""
    held = [
        Interview(id=f"i{number}", company="Kestrel", starts=NOW + timedelta(hours=1 + number))
        for number in range(count)
    ]
    pace = Pace(interviews=4, hours=hours, limits=(WeekLimit(NOW.date(), interviews),))
    (load,) = loads(Workspace.of([pace, *held]), NOW, 1)
    return Outlook(load, expected, low, high, risk, ())


class TestTheBar:
    @pytest.mark.parametrize(
        ("week", "drawn"),
        [
            (outlook(), "            │"),
            (outlook(2), "██████      │"),
            (outlook(2, 1.3), "██████░░░░  │"),
            (outlook(5), "████████████│███"),
            (outlook(3, 2.0), "█████████░░░│░░░"),
            (outlook(1, interviews=0), "│███"),
            (outlook(interviews=0), "│"),
        ],
    )
    def test_tells_set_likely_and_limit_by_their_shapes(self, week, drawn):
        assert bar(week, 6) == drawn

    def test_of_many_interviews_keeps_to_the_scale_of_the_busiest_week(self):
        assert len(bar(outlook(20, 20.0), 40)) == 31
        assert most_of([outlook(2, 1.5), outlook(interviews=9), outlook(1)]) == 9
        assert most_of([]) == 1.0

    @given(count=st.integers(0, 12), expected=st.floats(0, 30), interviews=st.integers(0, 12))
    def test_is_never_wider_than_the_widest_nor_without_its_limit(
        self, count, expected, interviews
    ):
        week = outlook(count, expected, interviews)
        drawn = bar(week, most_of([week]))
        assert len(drawn) <= 33
        assert drawn.count("│") == 1
        assert (drawn.count("█") > 0) == (count > 0)


class TestARow:
    def test_has_the_figures_beside_the_bar(self):
        texts = [cell.text for cell in cells_of(outlook(2, 1.3, low=2, high=5, risk=0.34), 6, NOW)]
        assert texts == ["This week", "██████░░░░  │", "2/4", "+1.3", "2–5", "34%", "room for 2"]

    def test_leaves_out_what_is_next_to_nothing(self):
        texts = [cell.text for cell in cells_of(outlook(2, 0.04, risk=0.004), 6, NOW)]
        assert texts[3] == texts[5] == ""


class TestHowAWeekStands:
    @pytest.mark.parametrize(
        ("week", "words"),
        [
            (outlook(2), "room for 2"),
            (outlook(4), "■ full"),
            (outlook(5), "▲ OVER BY 1"),
            (outlook(3, hours=4), "▲ OVER 2 h"),
            (outlook(interviews=0), "away"),
            (outlook(1, interviews=0), "▲ OVER BY 1"),
        ],
    )
    def test_is_said_in_two_or_three_words(self, week, words):
        assert standing(week.load) == words


class TestAWeekInFull:
    def lines(self, week, width=78):
        return list(week_lines(week, [week], NOW, width))

    def test_says_what_is_to_be_expected_and_lists_the_interviews(self):
        made = self.lines(outlook(2, 1.3, low=2, high=5, risk=0.34))
        text = " ".join(line.text for line in made)
        assert "This week 2 of 4, room for 2." in text
        assert "4 h of 12 h with preparation. Some 1.3 more to be expected" in text
        assert "2 to 5 in all in four cases of five; 34% that it will be too many." in text
        assert [line.key for line in made if line.key] == ["i0", "i1"]
        assert made[-2].text == "Tue 24 Nov 10:30  Kestrel, video, scheduled"

    def test_says_one_number_where_the_range_has_no_width(self):
        text = " ".join(line.text for line in self.lines(outlook(2, 0.1, low=2, high=2)))
        assert "Some 0.1 more to be expected, 2 in all" in text

    def test_says_what_could_move_and_by_which_key(self):
        week = outlook(5)
        later = replace(
            week.load,
            week=week.load.week + timedelta(weeks=1),
            interviews=(),
            capacity=Capacity(4, 720),
        )
        text = " ".join(
            line.text for line in week_lines(week, [week, replace(week, load=later)], NOW, 200)
        )
        assert "could move to the week of 30 Nov (m moves it)." in text

    @pytest.mark.parametrize(
        ("days", "words"), [(0, "You are away this week."), (7, "You are away in the week of 30")]
    )
    def test_says_that_one_is_away(self, days, words):
        week = outlook(interviews=0)
        away = replace(week, load=replace(week.load, week=week.load.week + timedelta(days=days)))
        text = " ".join(line.text for line in self.lines(away))
        assert words in text
        assert "No interviews." in text
