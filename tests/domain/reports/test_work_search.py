"""The work-search record: a row for each thing done."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from jobsearch_tui.domain.records import (
    Activity,
    Ad,
    Agency,
    Interview,
    Pace,
    Recruiter,
    Search,
    Target,
)
from jobsearch_tui.domain.reports.report import Period, week_period
from jobsearch_tui.domain.reports.work_search import steps, work_search
from jobsearch_tui.domain.workspace import Workspace
from tests.domain.makers import NEW_YORK, PARIS

NOW = datetime(2026, 11, 27, 20, 0, tzinfo=PARIS)  # a Friday
WEEK = Period(date(2026, 11, 23), date(2026, 11, 29))
MARSH = Agency(id="marsh", name="Marsh & Vale")
DANA = Recruiter(id="dana", name="Dana Whitfield", agency="marsh")
SEARCH = Search(id="search", name="COO", recruiter="dana", client="Kestrel")
AD = Ad(id="ad", role="Plant Manager", employer="Omnia", stage="answered", answered_on=WEEK.first)


def entry(id, type="call", days=1, **given):
    return Activity(
        id=f"{id}{type}{days}", at=NOW - timedelta(days), type=type, about=(id,), **given
    )


def rows(*records, period=WEEK):
    found = steps(Workspace.of(records), period, NOW)
    return [(one.employer, one.position, one.how, one.whom, one.result) for one in found]


class TestAPeriod:
    def test_is_told_by_its_days(self):
        assert WEEK.words == "Mon 23 Nov 2026 to Sun 29 Nov 2026"
        assert Period(WEEK.first, WEEK.first).words == "Mon 23 Nov 2026"

    def test_of_a_week_begins_when_the_users_weeks_do(self):
        assert week_period(NOW.date(), "monday") == WEEK
        assert week_period(NOW.date(), "sunday").first == date(2026, 11, 22)

    def test_goes_by_the_day_in_the_users_zone(self):
        late = datetime(2026, 11, 29, 22, 0, tzinfo=NEW_YORK)
        assert WEEK.has(late, NEW_YORK)
        assert not WEEK.has(late, PARIS)
        assert not WEEK.has(None, PARIS)

    def test_has_the_weeks_that_it_touches(self):
        found = Period(date(2026, 11, 20), date(2026, 12, 1)).weeks("monday")
        assert [week.day for week in found] == [16, 23, 30]

    def test_ends_with_the_calendar(self):
        assert len(list(Period(date(9999, 12, 20), date.max).weeks("monday"))) == 2


class TestAStep:
    @pytest.mark.parametrize(
        ("result", "words"),
        [
            ("reached", "spoke"),
            ("voicemail", "left a message"),
            ("gatekeeper", "was not put through"),
            ("no answer", "no answer"),
            ("", "sent"),
        ],
    )
    def test_is_a_call_with_its_result(self, result, words):
        assert rows(MARSH, DANA, entry("dana", result=result)) == [
            ("Marsh & Vale", "", "by telephone", "Dana Whitfield", words)
        ]

    def test_about_a_search_is_with_its_recruiter(self):
        assert rows(MARSH, DANA, SEARCH, entry("search", "email")) == [
            ("Marsh & Vale", "COO", "by e-mail", "Dana Whitfield", "sent")
        ]
        assert rows(SEARCH, entry("search", "email"))[0][0] == "Kestrel"

    def test_is_a_meeting(self):
        assert rows(MARSH, entry("marsh", "meeting")) == [
            ("Marsh & Vale", "", "in a meeting", "", "met")
        ]

    def test_is_an_ad_that_was_answered(self):
        row = ("Omnia", "Plant Manager", "answered an ad", "", "no answer yet")
        assert rows(AD) == [row]

    def test_is_one_when_the_answer_is_in_the_log_too(self):
        assert rows(AD, entry("ad", "email", 4)) == [
            ("Omnia", "Plant Manager", "answered an ad, by e-mail", "", "no answer yet")
        ]
        assert len(rows(AD, entry("ad", "email", 2))) == 2

    def test_of_an_ad_tells_how_it_stood_at_the_end_of_the_period(self):
        no = entry("ad", "stage", 1, stage="turned down")
        assert rows(AD, no)[0][-1] == "turned down"
        before = Period(WEEK.first, date(2026, 11, 25))
        answered = entry("ad", "stage", 4, stage="answered")
        assert rows(AD, answered, no, period=before)[0][-1] == "no answer yet"
        typed_as_answered = replace(AD, stage="turned down")
        assert rows(typed_as_answered, no, period=before)[0][-1] == "no answer yet"
        assert rows(typed_as_answered, period=before)[0][-1] == "turned down"

    @pytest.mark.parametrize(
        ("source", "words"),
        [("", "not named in the ad"), ("The Courier", "not named, The Courier")],
    )
    def test_of_a_blind_ad_says_so(self, source, words):
        blind = Ad(id="ad", role="COO", source=source, answered_on=WEEK.first)
        assert rows(blind)[0][0] == words

    def test_is_a_letter_in_the_log_or_not(self):
        target = Target(id="t", company="Vantor", executive="Ines Carr", written_on=WEEK.first)
        row = ("Vantor", "", "by letter", "Ines Carr", "sent")
        assert rows(target) == rows(target, entry("t", "letter", 4)) == [row]

    def test_is_an_interview_that_took_place(self):
        met = Interview(
            id="i", company="Kestrel", role="COO", people="Ruth Adeyemi", starts=NOW - timedelta(2)
        )
        assert rows(met) == [
            ("Kestrel", "COO", "interview, video", "Ruth Adeyemi", "held, no word yet")
        ]

    @pytest.mark.parametrize(
        "record",
        [
            entry("dana", direction="in"),
            entry("dana", "note"),
            entry("dana", days=9),
            entry("dana", days=-1),
            Ad(id="x", role="COO", answered_on=date(2026, 11, 28)),
            Target(id="x", company="Omnia", written_on=date(2026, 11, 22)),
            Interview(id="x", company="Omnia", starts=NOW + timedelta(1)),
            Interview(id="x", company="Omnia", starts=NOW - timedelta(1), stage="cancelled"),
        ],
    )
    def test_is_nothing_else(self, record):
        assert rows(DANA, record) == []


class TestTheRecord:
    def made(self, *records, **given):
        return work_search(Workspace.of([MARSH, DANA, *records]), WEEK, NOW, **given)

    def test_says_whose_it_is_and_how_much_there_was(self):
        report = self.made(Pace(name="Pat Sample"), entry("dana"), entry("dana", "email"))
        assert report.about == "Pat Sample, Mon 23 Nov 2026 to Sun 29 Nov 2026"
        assert report.sections[0].lines == ("2 steps on 1 day.",)
        assert self.made(entry("dana"), entry("dana", days=2)).sections[0].lines == (
            "2 steps on 2 days.",
        )

    def test_of_nothing_has_no_table(self):
        report = self.made()
        assert report.about == WEEK.words
        assert report.sections[0].lines == ("Nothing was done in this period.",)
        assert report.sections[0].table is None

    def test_keeps_private_what_was_noted(self):
        called = entry("dana", summary="likes\nsailing")
        table = self.made(called).sections[0].table
        assert "sailing" not in str(table)
        noted = self.made(called, notes=True).sections[0].table
        assert noted.headings[-1] == "Note"
        assert noted.rows[0][-1] == "likes sailing"
        assert noted.prose[0][-1] == "Note: likes sailing"
        assert len(self.made(entry("dana"), notes=True).sections[0].table.prose[0]) == 2

    def test_can_be_read_aloud(self):
        (prose,) = self.made(AD).sections[0].table.prose
        assert prose == (
            "Mon 23 Nov 2026: Omnia (Plant Manager)",
            "Answered an ad: no answer yet.",
        )
        (prose,) = self.made(entry("dana")).sections[0].table.prose
        assert prose[1] == "By telephone, with Dana Whitfield: sent."
