"""Which channel to open next, and why."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from jobsearch_tui.domain.ladder import (
    against,
    answerable_ads,
    channel_of,
    ladder,
    live_searches,
    rung_line,
    searches_by_recruiter,
    searches_of,
)
from jobsearch_tui.domain.records import (
    Ad,
    Agency,
    Interview,
    Pace,
    Recruiter,
    Search,
    Target,
)
from jobsearch_tui.domain.text import cells
from jobsearch_tui.domain.workspace import EMPTY, Workspace

TODAY = date(2026, 11, 24)
MARSH = Agency(id="marsh", name="Marsh & Vale", stage="active")
DANA = Recruiter(id="dana", name="Dana Whitfield", agency="marsh", stage="active")
OWEN = Recruiter(id="owen", name="Owen Pryce", agency="marsh", stage="active")
LENA = Recruiter(id="lena", name="Lena Brandt", employer="Kestrel", stage="active")


def ago(days):
    return TODAY - timedelta(days=days)


def ads(count, days=1, **given):
    """Ads posted so many days ago, spotted unless something else is said."""
    key = f"{days}{sorted(given.items())}"
    return [Ad(id=f"ad{key}{n}", role="COO", posted=ago(days), **given) for n in range(count)]


def searches(count, recruiter="dana", stage="discussed"):
    return [
        Search(id=f"s{recruiter}{stage}{n}", name="COO", recruiter=recruiter, stage=stage)
        for n in range(count)
    ]


def rung(*records, room=2):
    return ladder(Workspace.of(records), TODAY, room)


class TestTheLadder:
    def test_ads_wait_while_recruiters_have_many_searches_for_someone_like_you(self):
        found = rung(DANA, *searches(3))
        assert (found.open, found.channel) == (("recruiters",), "recruiters")
        assert found.why == "Recruiters are enough: they have 3 live searches for you."
        assert found.ahead == "Ads open when recruiters have fewer than 3 searches for you."

    def test_ads_open_when_the_searches_of_recruiters_are_few(self):
        found = rung(DANA, *searches(2), *ads(3))
        assert (found.open, found.channel) == (("recruiters", "ads"), "ads")
        assert found.why == "Ads are open: recruiters have 2 live searches for you, fewer than 3."
        assert found.ahead == "Broadcast opens when you find fewer than 3 ads a week to answer."

    def test_broadcast_opens_when_there_are_few_ads_to_answer(self):
        found = rung(DANA, *searches(1), *ads(2))
        assert found.open == ("recruiters", "ads", "broadcast")
        assert found.channel == "broadcast"
        assert found.why == (
            "Broadcast is open: you find 2 ads a week to answer, fewer than 3, "
            "and recruiters have 1 live search for you."
        )
        assert found.ahead == ""

    def test_broadcast_waits_for_recruiters_too(self):
        assert rung(DANA, *searches(3)).channel == "recruiters"

    @pytest.mark.parametrize("room", [0, -1])
    def test_nothing_opens_while_the_weeks_ahead_are_full(self, room):
        found = rung(DANA, *searches(1), *ads(1), room=room)
        assert found.open == ("recruiters",)
        assert found.why == (
            "Nothing new is opened: the weeks ahead are full, "
            "and recruiters have 1 live search for you."
        )
        assert found.ahead == "Ads open when there is room for more interviews."

    def test_full_weeks_are_not_all_that_keeps_ads_closed(self):
        found = rung(DANA, *searches(4), room=0)
        assert found.ahead == "Ads open when recruiters have fewer than 3 searches for you."

    def test_why_there_is_no_room_can_be_said_more_exactly(self):
        found = ladder(EMPTY, TODAY, 0, "you are away until January")
        assert found.why.startswith("Nothing new is opened: you are away until January, and")

    def test_the_thresholds_are_those_of_the_pace(self):
        pace = Pace(ladder_searches=2, ladder_ads=1)
        assert rung(pace, DANA, *searches(2)).channel == "recruiters"
        assert rung(pace, DANA, *searches(1), *ads(1)).channel == "ads"

    @pytest.mark.parametrize("records", [[], [replace(DANA, stage="queued"), *ads(3)]])
    def test_recruiters_come_first_as_long_as_none_was_asked(self, records):
        found = rung(*records, room=5)
        assert found.open == ("recruiters",)
        assert found.why == "Recruiters come first: none of them has been contacted yet."
        assert found.ahead == (
            "Ads open when you have asked, and recruiters have fewer than 3 searches for you."
        )

    @pytest.mark.parametrize("asked", [MARSH, replace(DANA, stage="closed")])
    def test_having_asked_one_of_them_is_enough(self, asked):
        found = rung(asked)
        assert found.channel == "broadcast"
        assert "you find no ads a week to answer" in found.why
        assert "recruiters have no live searches for you" in found.why

    def test_a_search_that_was_told_of_counts_as_asked(self):
        told = replace(DANA, stage="queued", searches=1)
        assert rung(told).channel == "broadcast"

    def test_the_numbers_are_told(self):
        found = rung(DANA, *searches(1), *ads(3), room=4)
        assert (found.searches, found.ads, found.room) == (1, 3, 4)


ALL_OPEN = "Open: recruiters, ads, broadcast"


class TestTheLineOfTheStrip:
    @pytest.mark.parametrize(
        ("records", "room", "words"),
        [
            ([DANA, *searches(4)], 2, "Open: recruiters (4 live searches)"),
            ([DANA, *searches(1), *ads(3)], 2, "Open: recruiters, ads (1 live search)"),
            (
                [MARSH, *ads(1)],
                2,
                "Open: recruiters, ads, broadcast (no live searches, 1 ad a week)",
            ),
            ([], 0, "Open: recruiters alone, as the weeks ahead are full"),
            ([], 2, "Open: recruiters alone, as no recruiter has been contacted yet"),
        ],
    )
    def test_names_what_is_open_with_the_numbers(self, records, room, words):
        line = rung_line(rung(*records, room=room))
        assert line == words
        assert cells(line) < 78


class TestGoingAgainstIt:
    SPOTTED = Ad(id="ad", role="COO")
    LISTED = Target(id="t", company="Halden Foods")

    def test_is_told_for_an_ad_while_recruiters_are_enough(self):
        words = against(rung(DANA, *searches(3)), self.SPOTTED)
        assert words == "Ads are not open now: recruiters have 3 live searches for you."

    def test_is_told_for_a_letter_while_there_are_ads(self):
        found = rung(MARSH, *ads(4))
        assert against(found, self.LISTED) == (
            "Broadcast is not open now: you find 4 ads a week to answer."
        )
        assert against(found, self.SPOTTED) == ""

    def test_is_told_for_both_while_the_weeks_are_full(self):
        found = rung(room=0)
        assert against(found, self.SPOTTED) == "Ads are not open now: the weeks ahead are full."
        assert against(found, self.LISTED).startswith("Broadcast is not open now: the weeks")

    @pytest.mark.parametrize(
        "record",
        [
            replace(SPOTTED, stage="answered"),
            replace(LISTED, stage="written"),
            replace(LISTED, campaign="end run"),
            Recruiter(id="r", name="Dana"),
            Interview(id="i", company="Kestrel"),
        ],
    )
    def test_is_no_matter_for_what_was_begun_and_what_the_ladder_does_not_rule(self, record):
        assert against(rung(room=0), record) == ""

    def test_is_no_matter_on_a_channel_that_is_open(self):
        assert against(rung(MARSH), self.LISTED) == ""

    def test_is_told_before_any_recruiter_was_asked(self):
        words = against(rung(), self.SPOTTED)
        assert words == "Ads are not open now: no recruiter has been contacted yet."

    @pytest.mark.parametrize(
        ("record", "channel"),
        [
            (MARSH, "recruiters"),
            (Search(id="s"), "recruiters"),
            (SPOTTED, "ads"),
            (LISTED, "broadcast"),
            (replace(LISTED, campaign="end run"), ""),
        ],
    )
    def test_each_record_has_its_channel(self, record, channel):
        assert channel_of(record) == channel


class TestLiveSearches:
    def count(self, *records):
        return live_searches(Workspace.of(records), TODAY)

    def test_are_those_noted_at_a_live_stage(self):
        live = [*searches(1), *searches(1, stage="submitted"), *searches(1, stage="interviewing")]
        over = [*searches(1, stage="turned down"), *searches(1, stage="closed")]
        assert self.count(MARSH, DANA, *live, *over, *searches(1, stage="placed")) == 3

    @pytest.mark.parametrize(("told", "noted", "count"), [(2, 0, 2), (2, 3, 3), (0, 1, 1)])
    def test_the_larger_counts_of_what_was_told_and_what_is_noted(self, told, noted, count):
        assert self.count(replace(DANA, searches=told), *searches(noted)) == count

    @pytest.mark.parametrize(("days", "count"), [(0, 2), (60, 2), (61, 0)])
    def test_what_was_told_holds_for_some_weeks(self, days, count):
        assert self.count(replace(DANA, searches=2, searches_on=ago(days))) == count

    def test_what_was_told_without_a_day_holds(self):
        assert self.count(replace(LENA, searches=2)) == 2

    def test_how_long_it_holds_is_in_the_pace(self):
        told = replace(DANA, searches=2, searches_on=ago(10))
        assert self.count(Pace(searches_fresh=9), told) == 0

    def test_an_agency_is_not_counted_beside_its_recruiters(self):
        two, one = replace(DANA, searches=2), replace(OWEN, searches=1)
        assert self.count(replace(MARSH, searches=2), two, one) == 3
        assert self.count(replace(MARSH, searches=5), two, one, replace(LENA, searches=1)) == 6

    def test_those_who_are_closed_have_none_to_tell_of(self):
        assert self.count(replace(DANA, searches=4, stage="closed"), *searches(1)) == 1

    def test_searches_of_a_recruiter_who_is_no_longer_there_count(self):
        assert self.count(DANA, *searches(1, "nobody"), *searches(1)) == 2

    def test_an_agency_that_is_no_longer_there_hides_nobody(self):
        assert self.count(replace(DANA, searches=2)) == 2

    def test_of_one_recruiter_and_of_each_are_the_same(self):
        dana, owen = replace(DANA, searches=2), replace(OWEN, searches=0)
        workspace = Workspace.of([dana, owen, LENA, *searches(1), *searches(1, "owen")])
        each = searches_by_recruiter(workspace, TODAY)
        assert each == {"dana": 2, "owen": 1, "lena": 0}
        assert {one.id: searches_of(workspace, one, TODAY) for one in (dana, owen, LENA)} == each


class TestAnswerableAds:
    def per_week(self, *records):
        return answerable_ads(Workspace.of(records), TODAY)

    def test_are_an_average_of_four_weeks(self):
        assert self.per_week(*ads(2, 1), *ads(3, 10), *ads(1, 27), *ads(9, 28)) == 6 / 4

    @pytest.mark.parametrize(("days", "weeks"), [(0, 1), (6, 1), (7, 2), (20, 3), (400, 4)])
    def test_of_fewer_weeks_when_the_search_is_young(self, days, weeks):
        assert self.per_week(*ads(6, 0), Ad(id="x", posted=ago(days), stage="expired")) == 6 / weeks

    def test_answering_them_at_once_does_not_make_them_few(self):
        answered = ads(3, stage="answered", answered_on=TODAY)
        gone = ads(1, stage="expired", answered_on=ago(1))
        assert self.per_week(*answered, *gone, *ads(1, stage="turned down")) == 5

    def test_what_was_dropped_or_has_closed_was_none(self):
        dropped = [*ads(1, stage="withdrawn"), *ads(1, stage="expired")]
        closed = ads(1, closes=ago(1))
        assert self.per_week(*dropped, *closed, *ads(1, closes=TODAY)) == 1

    def test_one_without_a_date_counts_for_the_day_on_which_it_was_noted(self):
        noted = Ad(id="a", created=datetime(2026, 11, 24, 8, tzinfo=UTC))
        assert self.per_week(noted, Ad(id="b")) == 1

    def test_one_that_is_said_to_be_of_tomorrow_counts(self):
        assert self.per_week(*ads(1, -1)) == 1

    def test_there_are_none_without_ads(self):
        assert self.per_week() == 0

    def test_an_average_is_told_with_one_digit(self):
        found = rung(MARSH, *ads(2), *ads(1, 8))
        assert "1.5 ads a week" in found.why
