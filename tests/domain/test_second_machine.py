"""What a sync did, in words."""

from datetime import datetime

import pytest

from jobsearch_tui.domain.conflicts import Conflict
from jobsearch_tui.domain.second_machine import (
    Outcome,
    Standing,
    mark,
    outcome_words,
    standing_words,
)
from tests.domain.makers import PARIS

NOW = datetime(2026, 11, 25, 20, tzinfo=PARIS)
CONFLICT = Conflict("sy-1", "recruiters", "dana", "Dana", "phone", "1", "2", "2026-11-24T12:00:00Z")


def words(**told):
    return " ".join(outcome_words(Outcome(**told)))


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ({}, "Both machines have the same."),
        ({"sent": 1}, "1 record went out."),
        ({"sent": 2, "received": 3}, "2 records went out; 3 records came in."),
        ({"removed": 2}, "2 records deleted on another machine went."),
        (
            {"received": 1, "removed": 1},
            "1 record came in and 1 record deleted on another machine went.",
        ),
    ],
)
def test_a_sync_tells_what_went_and_came(told, said):
    assert words(**told) == said


def test_conflicts_are_pointed_out():
    assert "One thing was changed on two machines at once" in words(conflicts=(CONFLICT,))
    assert "2 things were changed on two machines" in words(conflicts=(CONFLICT, CONFLICT))


def test_what_this_version_cannot_read_is_pointed_out():
    assert "2 records can't be read by this version" in words(unreadable=2)


def test_offline_it_says_so_and_what_came_in_before():
    said = words(offline="no route to host", received=1)
    assert said.startswith("The other place can't be reached: no route to host.")
    assert said.endswith("goes out with the next sync. 1 record came in.")
    assert words(offline="it sleeps").endswith("with the next sync.")


class TestTheStanding:
    def test_of_one_machine_says_how_to_set_up_another(self):
        assert "jobsearch sync --init URL" in next(standing_words(None, NOW))
        assert mark(None) == ""

    def test_of_two_that_agree_is_quiet(self):
        found = Standing("server:search.git", 0, 0, "2026-11-24T12:00:00+00:00")
        assert list(standing_words(found, NOW)) == [
            "The machines meet at server:search.git",
            "last reached: Tue 24 Nov 13:00",
            "to be sent: nothing",
            "waiting there: nothing that is known of",
        ]
        assert mark(found) == ""

    def test_of_two_that_are_apart_tells_both_ways(self):
        found = Standing("server:search.git", 2, 1, "")
        assert list(standing_words(found, NOW))[1:] == [
            "last reached: never",
            "to be sent: 2 records",
            "waiting there: 1 record, as far as is known",
        ]
        assert mark(found) == "↑2 ↓1"
        assert mark(Standing("x", 0, 3, "")) == "↓3"
