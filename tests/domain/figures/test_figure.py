"""Counts with their intervals."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobsearch_tui.domain.figures.figure import (
    Bar,
    Figure,
    Group,
    interval,
    several,
    share_words,
)


class TestTheInterval:
    @pytest.mark.parametrize(
        ("count", "of", "low", "high"),
        [
            (0, 10, 0.0, 0.2775),
            (5, 10, 0.2366, 0.7634),
            (10, 10, 0.7225, 1.0),
            (81, 263, 0.2553, 0.3662),
        ],
    )
    def test_is_that_of_wilson(self, count, of, low, high):
        assert interval(count, of) == pytest.approx((low, high), abs=5e-5)

    def test_of_nothing_says_nothing(self):
        assert interval(0, 0) == (0.0, 1.0)

    @given(st.integers(1, 500).flatmap(lambda of: st.tuples(st.integers(0, of), st.just(of))))
    def test_holds_the_share_itself(self, drawn):
        count, of = drawn
        low, high = interval(count, of)
        assert 0 <= low <= count / of <= high <= 1

    def test_is_told_with_the_counts(self):
        assert share_words(9, 31) == "9 of 31, likely 16–47 %"
        assert share_words(0, 0) == ""


class TestAFigure:
    def test_has_one_scale_for_counts_and_limits(self):
        bars = (Bar("a", 3), Bar("b", 1, limit=5))
        assert Figure("x", "X", "", (Group("g", bars),), "").most == 5
        assert Figure("x", "X", "", (), "").most == 0

    def test_counts_are_told_with_their_nouns(self):
        assert [several(n, "call") for n in (0, 1, 2)] == ["no calls", "1 call", "2 calls"]
        assert several(2, "of them has", "of them have") == "2 of them have"
