"""The grammar of dates, times and lengths of time."""

import time as stopwatch
from datetime import UTC, date, datetime, time, timedelta, timezone
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jobsearch_tui.domain import zones
from jobsearch_tui.domain.when import (
    EXAMPLES,
    WhenError,
    ago,
    find_zone,
    on_date,
    parse_date,
    parse_minutes,
    parse_moment,
    show_date,
    show_minutes,
    show_moment,
)
from jobsearch_tui.errors import UsageError

PARIS, NEW_YORK = ZoneInfo("Europe/Paris"), ZoneInfo("America/New_York")
TODAY = date(2026, 11, 24)  # a Tuesday
NOW = datetime(2026, 11, 24, 10, 0, tzinfo=PARIS)

days = st.dates(date(1902, 1, 1), date(2198, 12, 31))
# Pieces of the grammar, so that the search goes deeper than its first character.
pieces = """
fri next last in ago at on @ + - 2 30 31 29 0 99 9999 99999 12/2 24/12 1.2. feb dec may d w m y h
min am pm noon 9:30 9.30 24:00 2:30 2026-12-02 T14:30 Z -05:00 +99:99 [Europe/Paris] new york utc
0000-00-00 1899 2201 , ( here) 99999w +99999y
"""
odd = ["²", "٣", "İ", "\ud800", "\x1b[2J"]
scraps = st.lists(st.sampled_from([*pieces.split(), *odd]), max_size=7).map(" ".join)
scraps |= st.text(max_size=60)


def instants(first, last):
    """Moments of these years, in UTC."""
    seconds = [datetime(year, 1, 2, tzinfo=UTC).timestamp() for year in (first, last + 1)]
    whole = st.integers(int(seconds[0]), int(seconds[1]) - 3 * 86400)
    return whole.map(lambda second: datetime.fromtimestamp(second, UTC))


def or_why_not(parse, *arguments, **options):
    """What was read, or None once the refusal has been found to be a sentence."""
    try:
        return parse(*arguments, **options)
    except WhenError as error:
        message = str(error)
    assert message.endswith(".")
    return None


def refused(parse, *arguments, **options):
    with pytest.raises(WhenError) as caught:
        parse(*arguments, **options)
    return str(caught.value)


class TestParseDate:
    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("today", "2026-11-24"),
            (" Tomorrow ", "2026-11-25"),
            ("yesterday", "2026-11-23"),
            ("fri", "2026-11-27"),
            ("Friday", "2026-11-27"),
            ("on fri.", "2026-11-27"),
            ("tue", "2026-12-01"),
            ("mon", "2026-11-30"),
            ("weds", "2026-11-25"),
            ("this mon", "2026-11-23"),
            ("next fri", "2026-12-04"),
            ("next mon", "2026-11-30"),
            ("last fri", "2026-11-20"),
            ("last tue", "2026-11-17"),
            ("last mon", "2026-11-23"),
            ("+3d", "2026-11-27"),
            ("3d", "2026-11-27"),
            ("-2d", "2026-11-22"),
            ("+2w", "2026-12-08"),
            ("+1m", "2026-12-24"),
            ("+2m", "2027-01-24"),
            ("-11 months", "2025-12-24"),
            ("+1y", "2027-11-24"),
            ("in 3 days", "2026-11-27"),
            ("in a week", "2026-12-01"),
            ("2 weeks ago", "2026-11-10"),
            ("2 dec", "2026-12-02"),
            ("dec 2", "2026-12-02"),
            ("Dec. 2nd, 2026", "2026-12-02"),
            ("2nd dec", "2026-12-02"),
            ("2 of december", "2026-12-02"),
            ("2 december 2026", "2026-12-02"),
            ("2 dec 26", "2026-12-02"),
            ("2-dec-2026", "2026-12-02"),
            ("2dec", "2026-12-02"),
            ("3 sept 2027", "2027-09-03"),
            ("2026-12-02", "2026-12-02"),
            ("2026/12/2", "2026-12-02"),
            ("02.12.2026", "2026-12-02"),
            ("2.12.", "2026-12-02"),
            ("24.12", "2026-12-24"),
            ("24/12", "2026-12-24"),
            ("12/24", "2026-12-24"),
            ("12/24/2026", "2026-12-24"),
            ("24/12/27", "2027-12-24"),
            ("5/5/2027", "2027-05-05"),
            ("fri 27 nov", "2026-11-27"),
            ("Thu, Nov 27", "2025-11-27"),
            ("fri 27.11.2026", "2026-11-27"),
            ("29 feb", "2028-02-29"),
            ("thu 29 feb", "2024-02-29"),
        ],
    )
    def test_reads_what_people_type(self, text, expected):
        assert parse_date(text, TODAY).isoformat() == expected

    @pytest.mark.parametrize(
        ("text", "future", "past"),
        [
            ("fri", "2026-11-27", "2026-11-20"),
            ("tue", "2026-12-01", "2026-11-17"),
            ("3d", "2026-11-27", "2026-11-21"),
            ("+3d", "2026-11-27", "2026-11-27"),
            ("in 3 days", "2026-11-27", "2026-11-27"),
            ("24 nov", "2026-11-24", "2026-11-24"),
            ("25 nov", "2026-11-25", "2025-11-25"),
            ("2 oct", "2026-10-02", "2026-10-02"),
            ("25 sep", "2026-09-25", "2026-09-25"),
            ("24 sep", "2027-09-24", "2026-09-24"),
            ("29 feb", "2028-02-29", "2024-02-29"),
        ],
    )
    def test_takes_the_side_that_the_field_prefers(self, text, future, past):
        assert parse_date(text, TODAY, prefer="future").isoformat() == future
        assert parse_date(text, TODAY, prefer="past").isoformat() == past

    @pytest.mark.parametrize(
        ("today", "text", "expected"),
        [
            ("2026-01-31", "+1m", "2026-02-28"),
            ("2024-02-29", "+1y", "2025-02-28"),
            ("2026-11-30", "+1m", "2026-12-30"),
            ("2026-12-31", "in 2 months", "2027-02-28"),
            ("2026-03-31", "-1m", "2026-02-28"),
            ("2026-11-29", "next fri", "2026-12-04"),
            ("2026-11-29", "fri", "2026-12-04"),
            ("2026-12-30", "2 jan", "2027-01-02"),
            ("2026-01-03", "30 dec", "2025-12-30"),
            ("2098-06-01", "29 feb", "2104-02-29"),
        ],
    )
    def test_is_right_at_the_ends_of_weeks_months_and_years(self, today, text, expected):
        assert parse_date(text, date.fromisoformat(today)).isoformat() == expected

    @pytest.mark.parametrize(
        ("text", "words"),
        [
            ("", "not a day"),
            ("soon", "“soon” is not a day that can be read. Try fri"),
            ("fri 2pm", "not a day"),
            ("fr", "not a day"),
            ("some fri", "not a day"),
            ("2 foo", "not a day"),
            ("in 3 days ago", "not a day"),
            ("-3d ago", "not a day"),
            ("12/2", "12/2 has two readings. Write 12 Feb or 2 Dec."),
            ("12/2/2027", "Write 12 Feb 2027 or 2 Dec 2027."),
            ("0/5", "There is no day “0/5”"),
            ("5/0", "There is no day “5/0”"),
            ("24/13", "There is no month 13"),
            ("30 feb", "There is no 30 Feb 2026"),
            ("29 feb 2026", "There is no 29 Feb 2026"),
            ("mon 27 nov", "27 Nov 2026 is a Friday"),
            ("mon 27 nov 2026", "27 Nov 2026 is a Friday"),
            ("2 dec 1899", "from 1900 to 2200"),
            ("2201-01-01", "from 1900 to 2200"),
            ("+99999d", "from 1900 to 2200"),
            ("+99999w", "from 1900 to 2200"),
            ("-99999w", "from 1900 to 2200"),
            ("-99999y", "from 1900 to 2200"),
            ("\x1b[2J", "“·[2J”"),
            ("x" * 41, "x" * 40 + "…”"),
            ("x" * 101, "too long"),
        ],
    )
    def test_refuses_in_words_that_help(self, text, words):
        assert words in refused(parse_date, text, TODAY)

    def test_keeps_the_range_for_a_day_without_a_year_too(self):
        assert "1900 to 2200" in refused(parse_date, "2 jan", date(2200, 12, 30))

    def test_raises_an_error_that_both_the_edge_and_a_caller_of_plain_python_know(self):
        assert issubclass(WhenError, UsageError)
        assert issubclass(WhenError, ValueError)

    @given(scraps, days, st.sampled_from(["future", "past"]))
    @settings(max_examples=300, deadline=None)
    def test_never_raises_anything_else(self, text, today, prefer):
        day = or_why_not(parse_date, text, today, prefer=prefer)
        assert day is None or 1900 <= day.year <= 2200


class TestParseMoment:
    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("fri 2pm", "2026-11-27T14:00+01:00"),
            ("2pm fri", "2026-11-27T14:00+01:00"),
            ("@fri @ 2 PM", "2026-11-27T14:00+01:00"),
            ("2 dec 14:30", "2026-12-02T14:30+01:00"),
            ("14:30 on 2 dec", "2026-12-02T14:30+01:00"),
            ("2 dec 9", "2026-12-02T09:00+01:00"),
            ("tomorrow 9", "2026-11-25T09:00+01:00"),
            ("tomorrow at 9", "2026-11-25T09:00+01:00"),
            ("at 9 tomorrow", "2026-11-25T09:00+01:00"),
            ("tomorrow at 9:30am", "2026-11-25T09:30+01:00"),
            ("tomorrow 9 new york", "2026-11-25T09:00-05:00"),
            ("fri 27 nov 11:00", "2026-11-27T11:00+01:00"),
            ("in 3 days 16:10", "2026-11-27T16:10+01:00"),
            ("yesterday 16:10", "2026-11-23T16:10+01:00"),
            ("fri 14h30", "2026-11-27T14:30+01:00"),
            ("fri 14h", "2026-11-27T14:00+01:00"),
            ("fri 2.30pm", "2026-11-27T14:30+01:00"),
            ("fri 9.30", "2026-11-27T09:30+01:00"),
            ("fri 9:30:15", "2026-11-27T09:30:15+01:00"),
            ("fri 12am", "2026-11-27T00:00+01:00"),
            ("fri 12pm", "2026-11-27T12:00+01:00"),
            ("fri 11 a.m.", "2026-11-27T11:00+01:00"),
            ("fri noon", "2026-11-27T12:00+01:00"),
            ("midday tomorrow", "2026-11-25T12:00+01:00"),
            ("fri midnight", "2026-11-27T00:00+01:00"),
            ("9:30", "2026-11-25T09:30+01:00"),
            ("10:00", "2026-11-24T10:00+01:00"),
            ("11:00", "2026-11-24T11:00+01:00"),
            ("9:30 New York", "2026-11-24T09:30-05:00"),
            ("3:30 New York", "2026-11-25T03:30-05:00"),
            ("fri 9:30 New York", "2026-11-27T09:30-05:00"),
            ("fri 9:30 in New York", "2026-11-27T09:30-05:00"),
            ("9:30 new york fri", "2026-11-27T09:30-05:00"),
            ("9:30 uk time", "2026-11-24T09:30+00:00"),
            ("fri 14:00 Europe/Paris", "2026-11-27T14:00+01:00"),
            ("2 dec 9:30 utc", "2026-12-02T09:30+00:00"),
            ("2026-12-02T14:30", "2026-12-02T14:30+01:00"),
            ("2026-12-02 14:30", "2026-12-02T14:30+01:00"),
            ("2026-12-02 9:30 in new york", "2026-12-02T09:30-05:00"),
            ("2026-12-02T14:30-05:00", "2026-12-02T20:30+01:00"),
            ("2026-12-02T14:30-0500", "2026-12-02T20:30+01:00"),
            ("2026-12-02T14:30:05.25Z", "2026-12-02T15:30:05.250+01:00"),
            ("2026-12-02 14:30-05:00 tokyo", "2026-12-03T04:30+09:00"),
            ("2026-12-02T14:30-05:00[America/New_York]", "2026-12-02T14:30-05:00"),
            ("2026-12-02T14:30[!America/New_York]", "2026-12-02T14:30-05:00"),
            ("now", "2026-11-24T10:00+01:00"),
            ("+2h", "2026-11-24T12:00+01:00"),
            ("+90min", "2026-11-24T11:30+01:00"),
            ("in 90 minutes", "2026-11-24T11:30+01:00"),
            ("3 hours ago", "2026-11-24T07:00+01:00"),
            ("-30min", "2026-11-24T09:30+01:00"),
            ("Thu 26 Nov 11:00 New York (17:00 here)", "2026-11-26T11:00-05:00"),
        ],
    )
    def test_reads_what_people_type(self, text, expected):
        assert parse_moment(text, NOW).isoformat() == datetime.fromisoformat(expected).isoformat()

    @pytest.mark.parametrize(
        ("text", "zone"),
        [
            ("fri 2pm", PARIS),
            ("2026-12-02T14:30-05:00", PARIS),
            ("+2h", PARIS),
            ("fri 2pm new york", NEW_YORK),
            ("2026-12-02T14:30-05:00[America/New_York]", NEW_YORK),
            ("fri 2pm utc", ZoneInfo("UTC")),
        ],
    )
    def test_gives_the_zone_that_is_named_or_else_the_users(self, text, zone):
        assert parse_moment(text, NOW).tzinfo is zone

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("9:30", "2026-11-24T09:30"),
            ("11:00", "2026-11-23T11:00"),
            ("fri 9", "2026-11-20T09:00"),
        ],
    )
    def test_looks_back_where_the_past_is_preferred(self, text, expected):
        moment = parse_moment(text, NOW, prefer="past")
        assert moment == datetime.fromisoformat(expected).replace(tzinfo=PARIS)

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("fri", "2026-11-27T00:00+01:00"),
            ("dec 2", "2026-12-02T00:00+01:00"),
            ("2 dec 26", "2026-12-02T00:00+01:00"),
            ("fri new york", "2026-11-27T00:00-05:00"),
            ("fri 2pm", "2026-11-27T14:00+01:00"),
        ],
    )
    def test_takes_the_default_time_for_a_day_alone(self, text, expected):
        moment = parse_moment(text, NOW, default_time=time(0))
        assert moment == datetime.fromisoformat(expected)

    @pytest.mark.parametrize(
        ("text", "words"),
        [
            ("", "Say the time too"),
            ("fri", "Say the time too, e.g. fri 2pm"),
            ("9.30", "There is no month 30"),
            ("+2h ago", "neither a day nor a place"),
            ("2 hours", "neither a day nor a place"),
            ("fri 9:30 atlantis", "“fri atlantis” is neither a day nor a place"),
            ("fri 9:30 10:30", "neither a day nor a place"),
            ("fri 14:30pm", "neither a day nor a place"),
            ("fri 25:00", "neither a day nor a place"),
            ("30 feb 9:30", "There is no 30 Feb"),
            ("12/2 9:30", "two readings"),
            ("fri 2", "2 may be morning or afternoon. Write 2am or 14:00."),
            ("fri at 0", "0 may be morning or afternoon. Write 12am or 12:00."),
            ("fri at 24", "from 0 to 23"),
            ("2026-13-02T14:30", "There is no moment"),
            ("2026-12-02T14:30+99:99", "There is no moment"),
            ("2026-12-02T14:30[Mars/Olympus]", "“mars/olympus” is no known time zone"),
            ("2026-12-02 14:30 atlantis", "“atlantis” is no known time zone"),
            ("0001-01-01T00:00+10:00", "from 1900 to 2200"),
            ("x" * 101, "too long"),
        ],
    )
    def test_refuses_in_words_that_help(self, text, words):
        assert words in refused(parse_moment, text, NOW)

    def test_refuses_a_time_that_the_clocks_skip(self):
        words = refused(parse_moment, "2027-03-28 2:30", NOW)
        assert words.startswith("The clocks of Paris go forward on 28 Mar and skip 02:30.")
        assert "Write 03:30" in words
        assert "skip" in refused(parse_moment, "14 mar 2027 2:30 new york", NOW)

    def test_takes_the_first_of_a_time_that_comes_twice(self):
        moment = parse_moment("25 oct 2026 2:30", NOW)
        assert (moment.fold, moment.utcoffset()) == (0, timedelta(hours=2))

    def test_counts_hours_that_pass_not_those_on_the_clock(self):
        eve = datetime(2027, 3, 28, 1, 30, tzinfo=PARIS)
        assert parse_moment("+2h", eve).isoformat() == "2027-03-28T04:30:00+02:00"

    def test_takes_plain_utc_for_the_zone_of_that_name(self):
        assert parse_moment("fri 2pm", NOW.astimezone(UTC)).tzinfo is ZoneInfo("UTC")

    def test_needs_a_zone_for_now(self):
        with pytest.raises(TypeError):
            parse_moment("fri 2pm", NOW.astimezone(timezone(timedelta(hours=1))))

    @pytest.mark.parametrize("parse", [parse_date, parse_moment, parse_minutes])
    def test_refuses_a_megabyte_at_once(self, parse):
        today = {parse_date: [TODAY], parse_moment: [NOW], parse_minutes: []}[parse]
        begun = stopwatch.perf_counter()
        refused(parse, "1 " * 500_000, *today)
        assert stopwatch.perf_counter() - begun < 0.1
        assert find_zone("a" * 1_000_000) is None

    @given(scraps, st.sampled_from([None, time(9)]), st.sampled_from(["future", "past"]))
    @settings(max_examples=300, deadline=None)
    def test_never_raises_anything_else(self, text, default, prefer):
        moment = or_why_not(parse_moment, text, NOW, default_time=default, prefer=prefer)
        assert moment is None or isinstance(moment.tzinfo, ZoneInfo)

    @given(
        instants(1901, 2199),
        st.sampled_from([PARIS, NEW_YORK, ZoneInfo("Asia/Kolkata"), ZoneInfo("UTC")]),
    )
    @settings(max_examples=100, deadline=None)
    def test_reads_iso_back_to_the_same_moment_with_or_without_the_zone(self, instant, zone):
        moment = instant.astimezone(zone)
        assert parse_moment(moment.isoformat(), NOW) == moment
        zoned = parse_moment(f"{moment.isoformat()}[{zone.key}]", NOW)
        assert (zoned, zoned.tzinfo, zoned.fold) == (moment, zone, moment.fold)


class TestFindZone:
    @pytest.mark.parametrize(
        ("text", "key"),
        [
            ("europe/paris", "Europe/Paris"),
            ("AMERICA/NEW_YORK", "America/New_York"),
            ("new york", "America/New_York"),
            ("Buenos Aires", "America/Argentina/Buenos_Aires"),
            ("kolkata", "Asia/Kolkata"),
            ("São Paulo", "America/Sao_Paulo"),
            ("St. John's", "America/St_Johns"),
            ("port au prince", "America/Port-au-Prince"),
            ("louisville", "America/Kentucky/Louisville"),
            ("istanbul", "Europe/Istanbul"),
            ("UTC", "UTC"),
            ("gmt", "GMT"),
            ("ET", "America/New_York"),
            ("pst", "America/Los_Angeles"),
            ("CET", "Europe/Paris"),
            ("U.K.", "Europe/London"),
            ("eastern time", "America/New_York"),
            ("US/Pacific", "America/Los_Angeles"),
            ("Washington D.C.", "America/New_York"),
            ("boston", "America/New_York"),
            ("Zürich", "Europe/Zurich"),
            ("münchen", "Europe/Berlin"),
            ("geneva", "Europe/Zurich"),
            ("bangalore", "Asia/Kolkata"),
        ],
    )
    def test_knows_the_names_that_people_use(self, text, key):
        assert find_zone(text) == ZoneInfo(key)

    @pytest.mark.parametrize(
        "text",
        [
            "",
            "atlantis",
            "ist",
            "posix/Europe/Paris",
            "Etc/GMT+5",
            "EST5EDT",
            "west",
            "../etc/passwd",
        ],
    )
    def test_does_not_know(self, text):
        assert find_zone(text) is None

    def test_has_no_name_in_its_table_twice_and_no_key_that_is_missing(self):
        names = [name for line in zones._ALSO_KNOWN_AS.values() for name in line.split(", ")]
        assert len(names) == len(set(names))
        assert set(zones._ALSO_KNOWN_AS) <= available_timezones()
        assert all(zones._fold(name) == name for name in names)

    def test_does_not_look_at_the_disk_for_a_phrase_without_a_zone(self, monkeypatch):
        monkeypatch.setattr(zones, "_places", lambda: pytest.fail("looked at the disk"))
        assert parse_moment("fri 27 nov 2pm", NOW)
        assert parse_moment("tomorrow 9", NOW)
        assert find_zone("boston")

    @pytest.mark.parametrize("key", ["America/New_York", "America/St_Johns", "Europe/Paris", "UTC"])
    def test_reads_back_the_name_that_is_shown(self, key):
        assert find_zone(zones.zone_name(ZoneInfo(key))) == ZoneInfo(key)


class TestShowDate:
    @pytest.mark.parametrize(
        ("away", "expected"),
        [
            (0, "today"),
            (1, "tomorrow"),
            (-1, "yesterday"),
            (3, "Fri 27 Nov"),
            (-3, "Sat 21 Nov"),
            (300, "Mon 20 Sep"),
            (301, "21 Sep 2027"),
            (-300, "Wed 28 Jan"),
            (-301, "27 Jan 2026"),
        ],
    )
    def test_is_compact_and_leaves_no_doubt(self, away, expected):
        assert show_date(TODAY + timedelta(days=away), TODAY) == expected

    @pytest.mark.parametrize(
        ("away", "expected"),
        [(-1, "yesterday"), (0, "today"), (1, "tomorrow"), (3, "on Fri 27 Nov")],
    )
    def test_stands_in_the_middle_of_a_sentence(self, away, expected):
        assert on_date(TODAY + timedelta(days=away), TODAY) == expected

    @given(days, st.integers(-400, 400), st.sampled_from(["future", "past"]))
    @settings(max_examples=200, deadline=None)
    def test_reads_back_to_the_same_day_whichever_side_is_preferred(self, today, away, prefer):
        day = today + timedelta(days=away)
        assert parse_date(show_date(day, today), today, prefer=prefer) == day


class TestShowMoment:
    @pytest.mark.parametrize(
        ("moment", "expected"),
        [
            (datetime(2026, 11, 26, 11, tzinfo=PARIS), "Thu 26 Nov 11:00"),
            (datetime(2026, 11, 26, 11, tzinfo=ZoneInfo("Europe/Berlin")), "Thu 26 Nov 11:00"),
            (
                datetime(2026, 11, 26, 11, tzinfo=NEW_YORK),
                "Thu 26 Nov 11:00 New York (17:00 here)",
            ),
            (
                datetime(2026, 11, 26, 20, tzinfo=NEW_YORK),
                "Thu 26 Nov 20:00 New York (Fri 02:00 here)",
            ),
            (datetime(2026, 11, 26, 11, tzinfo=UTC), "Thu 26 Nov 11:00 UTC (12:00 here)"),
            (datetime(2027, 11, 26, 11, tzinfo=PARIS), "Fri 26 Nov 2027 11:00"),
            # Only New York has changed to summer time: five hours apart, not six.
            (
                datetime(2027, 3, 16, 9, 30, tzinfo=NEW_YORK),
                "Tue 16 Mar 09:30 New York (14:30 here)",
            ),
        ],
    )
    def test_tells_its_own_clock_and_the_users_where_they_differ(self, moment, expected):
        assert show_moment(moment, NOW) == expected

    @given(
        instants(2025, 2028),
        st.sampled_from([PARIS, NEW_YORK, ZoneInfo("Australia/Lord_Howe"), ZoneInfo("UTC")]),
    )
    @settings(max_examples=100, deadline=None)
    def test_reads_back_to_the_same_clock(self, instant, zone):
        moment = instant.replace(second=0).astimezone(zone).replace(fold=0)
        read = parse_moment(show_moment(moment, NOW), NOW)
        assert read == moment


class TestAgo:
    @pytest.mark.parametrize(
        ("seconds", "past", "coming"),
        [
            (0, "now", "now"),
            (59, "now", "now"),
            (60, "1m ago", "in 1m"),
            (5 * 60, "5m ago", "in 5m"),
            (3600, "1h ago", "in 1h"),
            (23 * 3600, "23h ago", "in 23h"),
            (24 * 3600, "1d ago", "in 1d"),
            (39 * 3600, "2d ago", "in 2d"),
        ],
    )
    def test_measures_moments(self, seconds, past, coming):
        length = timedelta(seconds=seconds)
        late, early = (
            datetime(2026, 11, 24, 21, tzinfo=PARIS),
            datetime(2026, 11, 24, 9, tzinfo=PARIS),
        )
        assert ago(early - length, early) == past
        assert ago(late + length, late) == coming

    @pytest.mark.parametrize(
        ("away", "expected"),
        [
            (0, "today"),
            (-1, "1d ago"),
            (-13, "13d ago"),
            (-14, "2w ago"),
            (-42, "6w ago"),
            (-60, "8w ago"),
            (-61, "2mo ago"),
            (-92, "3mo ago"),
            (-364, "11mo ago"),
            (-365, "1y ago"),
            (-731, "2y ago"),
            (3, "in 3d"),
            (21, "in 3w"),
        ],
    )
    def test_measures_days(self, away, expected):
        assert ago(TODAY + timedelta(days=away), NOW) == expected

    def test_counts_a_day_even_when_the_clocks_went_back(self):
        now = datetime(2026, 10, 25, 23, 30, tzinfo=PARIS)
        assert ago(datetime(2026, 10, 25, 0, 15, tzinfo=PARIS), now) == "1d ago"

    def test_counts_the_hours_that_passed_on_such_a_night(self):
        now = datetime(2026, 10, 25, 4, tzinfo=PARIS)
        assert ago(datetime(2026, 10, 25, 1, tzinfo=PARIS), now) == "4h ago"

    def test_reads_other_zones_on_the_users_calendar(self):
        assert ago(datetime(2026, 11, 22, 20, tzinfo=NEW_YORK), NOW) == "1d ago"


class TestMinutes:
    @pytest.mark.parametrize(
        ("text", "minutes"),
        [
            ("90", 90),
            ("0", 0),
            ("90 min", 90),
            ("45m", 45),
            ("1h30", 90),
            ("1 h 30", 90),
            ("1h 5m", 65),
            ("1.5h", 90),
            ("1,5 hours", 90),
            ("1:30", 90),
            ("2h", 120),
            ("24h", 1440),
            ("1440", 1440),
        ],
    )
    def test_are_read(self, text, minutes):
        assert parse_minutes(text) == minutes

    @pytest.mark.parametrize("text", ["", "long", "-5", "1.5h30", "1:60", "h", "²", "1" * 101])
    def test_are_refused_with_examples(self, text):
        assert refused(parse_minutes, text).endswith("90, 90 min, 1h30 or 1.5h.")

    @pytest.mark.parametrize("text", ["1441", "24h1", "25h", "24:01", "9999"])
    def test_are_at_most_a_day(self, text):
        assert "at most 24 hours" in refused(parse_minutes, text)

    @pytest.mark.parametrize(
        ("minutes", "expected"),
        [(0, "0 min"), (45, "45 min"), (60, "1 h"), (65, "1 h 05"), (90, "1 h 30"), (120, "2 h")],
    )
    def test_are_shown_short(self, minutes, expected):
        assert show_minutes(minutes) == expected

    def test_read_back_what_is_shown(self):
        assert all(parse_minutes(show_minutes(minutes)) == minutes for minutes in range(1441))

    @given(st.text(max_size=20))
    @settings(max_examples=100, deadline=None)
    def test_never_raise_anything_else(self, text):
        assert (or_why_not(parse_minutes, text) or 0) in range(1441)


class TestExamples:
    MEANINGS = {  # noqa: RUF012
        "today": "2026-11-24",
        "fri": "2026-11-27",
        "next fri": "2026-12-04",
        "+3d": "2026-11-27",
        "2 weeks ago": "2026-11-10",
        "2 dec": "2026-12-02",
        "2026-12-02": "2026-12-02",
        "24/12": "2026-12-24",
        "fri 2pm": "2026-11-27T14:00:00+01:00",
        "tomorrow 9": "2026-11-25T09:00:00+01:00",
        "2 dec 14:30": "2026-12-02T14:30:00+01:00",
        "2026-12-02T14:30": "2026-12-02T14:30:00+01:00",
        "yesterday 16:10": "2026-11-23T16:10:00+01:00",
        "+2h": "2026-11-24T12:00:00+01:00",
        "9:30 New York": "2026-11-24T09:30:00-05:00",
        "fri 14:00 Europe/Paris": "2026-11-27T14:00:00+01:00",
    }

    @pytest.mark.parametrize("phrase", [phrase for phrase, _ in EXAMPLES])
    def test_mean_what_the_help_says(self, phrase):
        expected = self.MEANINGS[phrase]
        read = parse_moment(phrase, NOW) if "T" in expected else parse_date(phrase, TODAY)
        assert read.isoformat() == expected

    def test_are_all_told_in_words(self):
        assert all(meaning and phrase for phrase, meaning in EXAMPLES)
        assert set(self.MEANINGS) == {phrase for phrase, _ in EXAMPLES}

    @pytest.mark.parametrize(
        ("phrase", "others"),
        [
            ("today", ["tomorrow", "yesterday"]),
            ("next fri", ["last fri", "this fri"]),
            ("+3d", ["+2w", "+1m", "in 3 days"]),
            ("2026-12-02", ["2 dec 2026", "02.12.2026"]),
            ("2 weeks ago", ["-14d"]),
        ],
    )
    def test_name_others_that_are_read_too(self, phrase, others):
        meaning = dict(EXAMPLES)[phrase]
        assert all(other in meaning and parse_date(other, TODAY) for other in others)
