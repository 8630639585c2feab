"""After a recruiter's no: stay in touch first, the end run one key further."""

from dataclasses import replace
from datetime import date
from itertools import count

import pytest

from jobsearch_tui.domain.campaigns import Campaign
from jobsearch_tui.domain.companies import Entered
from jobsearch_tui.domain.end_run import (
    ODDS,
    after_no,
    client_words,
    count_words,
    listing,
    odds,
    stay_in_touch,
    turned_down,
)
from jobsearch_tui.domain.records import Pace, Recruiter, Search, Target
from jobsearch_tui.domain.workspace import Workspace
from tests.domain import makers

TODAY = date(2026, 11, 24)
DANA = Recruiter(id="dana", name="Dana Whitfield")
NO = Search(id="no", name="Plant Director", recruiter="dana", stage="turned down")
RUN = Campaign("end run", "no")


def house(*records):
    return Workspace.of([DANA, NO, *records])


class TestWhenItIsAsked:
    def test_when_a_search_comes_to_be_turned_down(self):
        assert turned_down(replace(NO, stage="submitted"), NO)
        assert turned_down(None, NO)

    def test_not_when_it_was_so_before_or_is_something_else(self):
        assert not turned_down(NO, replace(NO, note="why"))
        assert not turned_down(NO, replace(NO, stage="closed"))


class TestTheAdvice:
    def test_is_to_stay_in_touch_and_says_why(self):
        advice = after_no(house(), NO, TODAY)
        assert advice.why == (
            "Stay in touch first: Dana Whitfield will have other searches, and a line today with "
            "a call in 6 weeks costs minutes, where an end run costs evenings."
        )
        assert advice.call_on == date(2027, 1, 5)
        assert advice.odds == ODDS
        assert advice.script == "staying-in-touch"

    @pytest.mark.parametrize(
        ("live", "words"), [(1, "has another search"), (2, "has 2 other searches")]
    )
    def test_counts_what_the_recruiter_has_besides(self, live, words):
        others = [
            Search(id=str(n), name="COO", recruiter="dana", stage=stage)
            for n, stage in enumerate(["submitted", "discussed"][:live])
        ]
        closed = Search(id="closed", name="COO", recruiter="dana", stage="closed")
        assert f"Dana Whitfield {words} for you now, and a line today" in (
            after_no(house(closed, *others), NO, TODAY).why
        )

    def test_names_the_day_of_a_call_that_is_near(self):
        soon = after_no(house(Pace(stay_in_touch=7)), NO, TODAY)
        assert "with a call Tue 1 Dec costs" in soon.why

    def test_is_given_without_a_recruiter_too(self):
        advice = after_no(house(), replace(NO, recruiter=""), TODAY)
        assert "the recruiter will have other searches" in advice.why


class TestTheOdds:
    def test_are_poor_from_the_outset(self):
        assert "handed back to that same recruiter" in odds(house(), TODAY)

    @pytest.mark.parametrize(
        ("stages", "words"),
        [
            (["referred back"], "1 letter so far 1 came back and none led to"),
            (["silent", "interview"], "2 letters so far none came back and 1 led"),
            (["interview"] * 2, "2 letters so far none came back and 2 led"),
        ],
    )
    def test_then_come_in_the_users_own_figures(self, stages, words):
        targets = [
            Target(id=str(n), company="K", campaign="end run", search="no", stage=stage)
            for n, stage in enumerate(stages)
        ]
        assert words in odds(house(*targets), TODAY)

    def test_a_list_and_a_broadcast_tell_nothing_of_them(self):
        listed = Target(id="1", company="K", campaign="end run", search="no")
        broadcast = Target(id="2", company="K", stage="interview")
        assert odds(house(listed, broadcast), TODAY) == ODDS


class TestStayingInTouch:
    def test_pins_the_next_call(self):
        change = stay_in_touch(house(), NO, TODAY)
        assert change.put == (replace(DANA, follow_up=date(2027, 1, 5)),)
        assert change.label == "stay in touch with Dana Whitfield"

    @pytest.mark.parametrize(
        ("pinned", "kept"),
        [
            (date(2026, 12, 1), date(2026, 12, 1)),
            (TODAY, TODAY),
            (date(2027, 3, 1), date(2027, 1, 5)),
            (date(2026, 11, 20), date(2027, 1, 5)),
        ],
    )
    def test_leaves_a_date_that_comes_sooner(self, pinned, kept):
        change = stay_in_touch(house(replace(DANA, follow_up=pinned)), NO, TODAY)
        assert change.put[0].follow_up == kept

    @pytest.mark.parametrize(("days_ago", "day"), [(0, date(2027, 1, 5)), (1, TODAY)])
    def test_a_call_that_was_made_on_its_day_is_done(self, days_ago, day):
        called = makers.contact("call", "dana", days_ago)
        change = stay_in_touch(house(replace(DANA, follow_up=TODAY), called), NO, TODAY)
        assert change.put[0].follow_up == day

    def test_needs_somebody_to_call(self):
        assert stay_in_touch(house(), replace(NO, recruiter="gone"), TODAY) is None


class TestTheWorksheet:
    def test_counts_towards_about_twenty(self):
        assert count_words(7, 20) == "7 of about 20"

    def test_lists_companies_as_targets_of_the_end_run(self):
        ids = count(1)
        entered = [Entered("Halden", "Ruth Adeyemi", "CEO"), Entered("Omnia")]
        change = listing(entered, RUN, lambda: f"t{next(ids)}", "Plant Director")
        assert change.label == "list 2 companies: Plant Director"
        assert change.put[0] == Target(
            id="t1",
            company="Halden",
            campaign="end run",
            executive="Ruth Adeyemi",
            search="no",
            note="CEO",
        )
        assert [one.stage for one in change.put] == ["listed", "listed"]

    def test_one_company_is_one(self):
        change = listing([Entered("Omnia")], Campaign(), lambda: "t", "Broadcast")
        assert change.label == "list 1 company: Broadcast"
        assert change.put[0].campaign == "broadcast"

    def test_reminds_of_what_was_told_of_the_client(self):
        told = replace(NO, client_description="makes closures, 400 people", client="Northcap")
        assert client_words(house(told), RUN) == "makes closures, 400 people"
        assert client_words(house(replace(NO, client="Northcap")), RUN) == "Northcap"
        assert client_words(house(), RUN) == ""
        assert client_words(house(), Campaign()) == ""
