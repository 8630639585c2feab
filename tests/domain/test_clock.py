"""The later of two values, on machines whose clocks differ."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobsearch_tui.domain.clock import NEVER, following, is_stamp, moment

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
walls = st.integers(-40, 40).map(lambda days: NOON + timedelta(days=days))


class TestAStamp:
    def test_tells_the_time_by_the_clock_of_its_machine(self):
        stamp = following(NEVER, NOON, "k3f9m2")
        assert is_stamp(stamp)
        assert stamp.endswith("-0000-k3f9m2")
        assert moment(stamp) == NOON

    def test_of_a_later_moment_is_greater(self):
        first = following(NEVER, NOON, "b")
        assert following(NEVER, NOON + timedelta(milliseconds=1), "a") > first

    @given(st.lists(st.tuples(walls, st.sampled_from("abc")), min_size=2))
    def test_is_greater_than_the_one_it_follows_whatever_the_clock_says(self, steps):
        stamp = NEVER
        for wall, machine in steps:
            after = following(stamp, wall, machine)
            assert after > stamp
            stamp = after

    def test_counts_where_the_clock_stands_behind_what_was_seen(self):
        ahead = following(NEVER, NOON + timedelta(days=3), "a")
        assert following(ahead, NOON, "b") == f"{ahead[:12]}-0001-b"

    def test_takes_a_millisecond_when_the_counter_is_full(self):
        full = f"{following(NEVER, NOON, 'a')[:12]}-ffff-a"
        after = following(full, NOON, "a")
        assert after > full
        assert moment(after) - moment(full) == timedelta(milliseconds=1)

    def test_before_1970_is_that_of_1970(self):
        assert moment(following(NEVER, datetime(1960, 1, 1, tzinfo=UTC), "a")).year == 1970

    @pytest.mark.parametrize("text", ["", "x", None, 3, "019aba3c5d10-0003", "Z" * 12 + "-0000-a"])
    def test_has_a_shape(self, text):
        assert not is_stamp(text)

    def test_that_was_never_written_tells_1970(self):
        assert moment(NEVER) == datetime(1970, 1, 1, tzinfo=UTC)

    def test_of_the_end_of_all_days_can_be_told(self):
        assert moment("ffffffffffff-ffff-a").year == 9999
