"""Dates and times as exports write them."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jobsearch_tui.services.transfer.moments import read_moment, written

PARIS = ZoneInfo("Europe/Paris")


def at(month: int, day: int, hour: int, minute: int, second: int = 0) -> datetime:
    return datetime(2023, month, day, hour, minute, second, tzinfo=PARIS)


class TestReadMoment:
    @pytest.mark.parametrize(
        ("text", "moment"),
        [
            ("3/24/23, 4:11 PM", at(3, 24, 16, 11)),
            ("3/24/23, 4:11\u202fPM", at(3, 24, 16, 11)),
            ("3/24/23, 4:11\xa0pm", at(3, 24, 16, 11)),
            ("3/24/23, 4:11pm", at(3, 24, 16, 11)),
            ("3/24/23, 4:11:09 p.m.", at(3, 24, 16, 11, 9)),
            ("03/24/2023 16:11", at(3, 24, 16, 11)),
            ("24/03/23, 4:11 AM", at(3, 24, 4, 11)),
            ("3/4/23, 12:05 AM", at(3, 4, 0, 5)),
            ("3/4/23, 12:05 PM", at(3, 4, 12, 5)),
            ("04.03.2023 09:05", at(3, 4, 9, 5)),
            ("2023-03-24 16:11:09", at(3, 24, 16, 11, 9)),
            ("2023-03-24T15:11:09.123Z", at(3, 24, 16, 11, 9)),
            ("2023-03-24T23:11:09+00:00", at(3, 25, 0, 11, 9)),
            ("2023-03-24 11:11:09 -0400", at(3, 24, 16, 11, 9)),
            ("2023-03-24 10:11:09 UTC", at(3, 24, 11, 11, 9)),
            ("24 Mar 2023, 4:11 PM", at(3, 24, 16, 11)),
        ],
    )
    def test_a_time_is_understood_in_the_given_zone(self, text: str, moment: datetime) -> None:
        read = read_moment(text, PARIS)
        assert read is not None
        assert (read.at, read.day) == (moment, moment.date())
        assert read.at is not None
        assert read.at.tzinfo is PARIS

    @pytest.mark.parametrize(
        ("text", "day"),
        [
            ("05 Mar 2024", date(2024, 3, 5)),
            ("  5 march 2024 ", date(2024, 3, 5)),
            ("05-Mar-24", date(2024, 3, 5)),
            ("Mar 5, 2024", date(2024, 3, 5)),
            ("12 Sept 2024", date(2024, 9, 12)),
            ("5 Mär 2024", date(2024, 3, 5)),
            ("2024-03-05", date(2024, 3, 5)),
            ("2024/3/5", date(2024, 3, 5)),
            ("3/5/24", date(2024, 3, 5)),
            ("13/5/24", date(2024, 5, 13)),
            ("5.3.24", date(2024, 3, 5)),
            ("29 Feb 2024", date(2024, 2, 29)),
        ],
    )
    def test_a_day_without_a_time_has_no_moment(self, text: str, day: date) -> None:
        read = read_moment(text, PARIS)
        assert read is not None
        assert (read.day, read.at) == (day, None)

    @pytest.mark.parametrize(
        "text",
        [
            *("", "soon", "31 Jun 2025", "29 Feb 2025", "5 Mai 2024", "5 fév 2024", "5 ma 2024"),
            *("13/13/23", "0/5/23", "3/24/23, 16:11 PM", "3/24/23, 25:11", "3/24/23, 4:71 PM"),
            *("05 Mar 1970", "05 Mar 9999", "2024", "20240305", "3/24", "x" * 10_000),
            *("5/3-24", "3/24/23, 4:11 PM and more", "\x00"),
        ],
    )
    def test_what_is_no_date_is_not_guessed_at(self, text: str) -> None:
        assert read_moment(text, PARIS) is None

    @settings(max_examples=150, deadline=None)
    @given(st.text(st.sampled_from("0123456789/-.: ,apmAPMzZ+٣½marMAR\u202f\n"), max_size=30))
    def test_no_text_is_an_error(self, text: str) -> None:
        read = read_moment(text, UTC)
        assert read is None or 1990 <= read.day.year < 2100

    @settings(max_examples=60, deadline=None)
    @given(st.dates(date(2000, 1, 1), date(2090, 12, 31)))
    def test_what_it_writes_it_reads_again(self, day: date) -> None:
        read = read_moment(written(day), UTC)
        assert read is not None
        assert read.day == day
