"""Live doors: where the next interview or offer may come from."""

from dataclasses import replace
from datetime import date

import pytest

from jobsearch_tui.domain.doors import counted, doors_line, live_doors
from jobsearch_tui.domain.records import Ad, Offer, Promise, Recruiter, Search, Target
from jobsearch_tui.domain.workspace import Workspace
from tests.domain.makers import at, interview

NOW = at(9, day=24)
DANA = Recruiter(id="dana", name="Dana Whitfield", stage="active")
SEARCH = Search(id="search", name="VP", recruiter="dana", stage="submitted")
AD = Ad(id="ad", role="COO", stage="replied")
TARGET = Target(id="target", company="Omnia", stage="interview")
COMING = interview("coming", at(9, day=27))
HELD = interview("held", at(9, day=20), stage="held")
WORD = Promise(id="word", about="held", what="word", by=date(2026, 11, 30))
OFFER = Offer(id="offer", company="Kestrel", decide_by=date(2026, 11, 24))
LATE = date(2026, 11, 20)


def told(*records, without=()):
    return doors_line(live_doors(Workspace.of(records), NOW, without))


class TestLive:
    def test_the_nearest_to_a_new_job_come_first(self):
        owen = Recruiter(id="owen", name="Owen Pryce", stage="active")
        found = live_doors(
            Workspace.of([owen, DANA, SEARCH, AD, TARGET, HELD, WORD, COMING, OFFER]), NOW
        )
        assert counted(found) == 7
        assert doors_line(found) == (
            "1 offer to decide, 1 interview to come, 1 interview waiting for word, "
            "1 search under way, 1 ad that answered, 1 target that answered, 1 active recruiter"
        )

    def test_several_are_counted(self):
        assert told(COMING, replace(COMING, id="other")) == "2 interviews to come"

    def test_none_is_said_as_well(self):
        assert told() == "no other door is open"

    @pytest.mark.parametrize(
        "records",
        [
            (replace(OFFER, decide_by=date(2026, 11, 23)),),
            (replace(OFFER, stage="declined"),),
            (replace(COMING, starts=at(8, day=24)),),
            (replace(COMING, stage="cancelled"),),
            (HELD,),
            (HELD, replace(WORD, stage="kept")),
            (HELD, replace(WORD, by=LATE)),
            (HELD, replace(WORD, stage="broken")),
            (replace(SEARCH, stage="discussed"),),
            (replace(AD, stage="answered"),),
            (replace(TARGET, stage="called"),),
            (replace(DANA, stage="contacted"),),
        ],
    )
    def test_what_leads_nowhere_now_is_no_door(self, records):
        assert told(*records) == "no other door is open"

    def test_an_offer_without_a_date_is_still_to_decide(self):
        assert told(replace(OFFER, decide_by=None)) == "1 offer to decide"


class TestEachOpeningIsOneDoor:
    def test_a_search_that_led_to_an_interview_is_that_interview(self):
        assert told(DANA, SEARCH, replace(COMING, origin="search")) == "1 interview to come"

    def test_two_rounds_are_one(self):
        first = replace(HELD, origin="ad")
        assert told(AD, first, WORD, replace(COMING, origin="ad")) == "1 interview to come"

    def test_an_offer_stands_for_its_interview(self):
        assert told(replace(OFFER, origin="held"), HELD, WORD) == "1 offer to decide"

    def test_two_interviews_through_one_recruiter_are_two(self):
        one = replace(COMING, origin="dana")
        assert told(DANA, one, replace(one, id="other")) == "2 interviews to come"

    def test_records_that_lead_to_each_other_are_no_trouble(self):
        ring = replace(COMING, origin="offer")
        assert told(replace(OFFER, origin="coming"), ring) == "1 offer to decide"


class TestPassedOver:
    def test_what_somebodys_overdue_word_is_about(self):
        assert told(AD, replace(WORD, about="ad", by=LATE)) == "no other door is open"
        assert told(AD, replace(WORD, about="ad")) == "1 ad that answered"

    def test_and_what_such_an_interview_came_from(self):
        held = replace(HELD, origin="ad")
        closed = replace(WORD, stage="broken", closed_on=LATE)
        assert told(AD, held, replace(WORD, by=LATE)) == "no other door is open"
        assert told(AD, held, closed) == "no other door is open"

    def test_a_promise_about_nothing_known_closes_no_door(self):
        assert told(AD, replace(WORD, about="gone", by=LATE)) == "1 ad that answered"

    def test_what_is_asked_to_be_left_out(self):
        assert told(AD, replace(COMING, origin="ad"), without=["ad"]) == "no other door is open"
        assert told(AD, COMING, without=["ad"]) == "1 interview to come"
