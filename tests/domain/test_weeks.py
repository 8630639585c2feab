"""Weeks: named by their first day, in the user's zone."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jobsearch_tui.domain.records import WEEKDAYS
from jobsearch_tui.domain.weeks import (
    day_name,
    days_after,
    iso_week,
    local_day,
    week_label,
    week_of,
    week_words,
    weeks_from,
    zone_named,
    zone_of,
)
from tests.domain.makers import NEW_YORK, PARIS, at

TODAY = date(2026, 11, 24)
some = settings(max_examples=80, deadline=None)


class TestWeekOf:
    @given(st.dates(min_value=date(1, 1, 8)), st.sampled_from(WEEKDAYS))
    @some
    def test_a_week_begins_on_its_weekday_at_most_six_days_before(self, day, first):
        week = week_of(day, first)
        assert WEEKDAYS[week.weekday()] == first
        assert timedelta(0) <= day - week < timedelta(7)

    @pytest.mark.parametrize(
        ("day", "first", "week"),
        [
            (date(2026, 11, 24), "monday", date(2026, 11, 23)),
            (date(2026, 11, 23), "monday", date(2026, 11, 23)),
            (date(2026, 11, 22), "monday", date(2026, 11, 16)),
            (date(2026, 11, 22), "sunday", date(2026, 11, 22)),
            (date(2026, 11, 21), "sunday", date(2026, 11, 15)),
            (date(2026, 11, 21), "saturday", date(2026, 11, 21)),
            (date(2027, 1, 1), "monday", date(2026, 12, 28)),
            (date(2027, 1, 3), "monday", date(2026, 12, 28)),
            (date(2027, 1, 3), "sunday", date(2027, 1, 3)),
            (date(2026, 11, 24), "someday", date(2026, 11, 23)),
            (date(1, 1, 1), "sunday", date(1, 1, 1)),
        ],
    )
    def test_cases(self, day, first, week):
        assert week_of(day, first) == week

    def test_weeks_follow_each_other_across_new_year(self):
        assert weeks_from(date(2026, 12, 30), 3, "monday") == (
            date(2026, 12, 28),
            date(2027, 1, 4),
            date(2027, 1, 11),
        )

    def test_no_weeks_are_none(self):
        assert weeks_from(TODAY, 0, "monday") == ()

    def test_the_calendar_ends_on_its_last_day(self):
        assert days_after(TODAY, 7) == date(2026, 12, 1)
        assert days_after(date.max, 7) == date.max
        assert weeks_from(date.max, 2, "monday")[1] == date.max


class TestDays:
    @pytest.mark.parametrize(
        ("moment", "zone", "day"),
        [
            (at(23, 30, day=22, zone=NEW_YORK), PARIS, date(2026, 11, 23)),
            (at(0, 30, day=23, zone=PARIS), NEW_YORK, date(2026, 11, 22)),
            (at(12), PARIS, date(2026, 11, 26)),
            (datetime.max.replace(tzinfo=UTC), PARIS, date.max),
            (datetime.min.replace(tzinfo=UTC), NEW_YORK, date.min),
        ],
    )
    def test_the_day_is_that_of_the_users_zone(self, moment, zone, day):
        assert local_day(moment, zone) == day

    def test_a_moment_tells_its_zone_or_is_refused(self):
        assert zone_of(at(12)) is PARIS
        with pytest.raises(ValueError, match="without a time zone"):
            zone_of(datetime.fromisoformat("2026-11-24T12:00"))

    @pytest.mark.parametrize("name", ["", "Nowhere/Atlantis", "../../etc/passwd", "America", "\0"])
    def test_a_zone_that_is_not_known_is_the_default(self, name):
        assert zone_named(name, PARIS) is PARIS

    def test_a_zone_is_found_by_its_name(self):
        assert zone_named("America/New_York", PARIS) == ZoneInfo("America/New_York")


class TestLabels:
    @pytest.mark.parametrize(
        ("week", "label"),
        [
            (date(2026, 11, 23), "This week"),
            (date(2026, 11, 24), "This week"),
            (date(2026, 11, 18), "This week"),
            (date(2026, 11, 17), "17 Nov"),
            (date(2026, 11, 30), "30 Nov"),
            (date(2026, 12, 1), "1 Dec"),
            (date(2027, 1, 4), "4 Jan"),
            (date(2027, 11, 22), "22 Nov 2027"),
            (date(2025, 11, 24), "24 Nov 2025"),
        ],
    )
    def test_a_week_is_called_by_its_first_day(self, week, label):
        assert week_label(week, TODAY) == label

    def test_in_a_sentence_it_takes_an_article(self):
        assert week_words(date(2026, 11, 23), TODAY) == "this week"
        assert week_words(date(2026, 12, 7), TODAY) == "the week of 7 Dec"

    @pytest.mark.parametrize(
        ("day", "number"),
        [
            (date(2026, 12, 1), "2026-W49"),
            (date(2026, 12, 28), "2026-W53"),
            (date(2027, 1, 3), "2026-W53"),
            (date(2027, 1, 4), "2027-W01"),
            (date(2025, 12, 29), "2026-W01"),
        ],
    )
    def test_the_iso_week_has_its_own_year(self, day, number):
        assert iso_week(day) == number


@pytest.mark.parametrize(
    ("day", "name"),
    [(TODAY, "Tue 24 Nov"), (date(2027, 1, 3), "Sun 3 Jan"), (date(1, 12, 31), "Mon 31 Dec")],
)
def test_a_day_is_called_by_its_name_and_date_whatever_day_is_today(day, name):
    assert day_name(day) == name
