"""The day by which one will hear of an interview makes a promise, and keeps step with it."""

from dataclasses import replace
from datetime import date

import pytest

from jobsearch_tui.domain.changes import Change
from jobsearch_tui.domain.hearing import WORD, with_promises
from jobsearch_tui.domain.records import Promise, Recruiter
from jobsearch_tui.domain.workspace import Workspace
from tests.domain.makers import interview

FRIDAY, MONDAY = date(2026, 12, 4), date(2026, 12, 7)
KESTREL = interview(people="Ruth Adeyemi", stage="held")
HEARD = replace(KESTREL, hear_by=FRIDAY)
MADE = Promise(id="new", about="i1", what=WORD, by=FRIDAY, who="Ruth Adeyemi")


def put(records, *changed, before=()):
    """What a change of these records puts in the end."""
    change = Change("edit", put=changed, before=before)
    return with_promises(Workspace.of(records), change, lambda: "new").put


class TestTheAttribute:
    def test_makes_an_open_promise(self):
        assert put([KESTREL], HEARD) == (HEARD, MADE)

    def test_of_a_new_interview_does_as_well(self):
        assert put([], HEARD) == (HEARD, MADE)

    def test_names_nobody_where_it_could_be_one_of_two(self):
        two = replace(HEARD, people="Ruth Adeyemi, R. Gill")
        assert put([], two) == (two, replace(MADE, who=""))

    def test_moved_moves_the_promise(self):
        later = replace(HEARD, hear_by=MONDAY)
        assert put([HEARD, MADE], later) == (later, replace(MADE, by=MONDAY))

    def test_moved_makes_a_new_one_when_the_old_is_settled_or_gone(self):
        later = replace(HEARD, hear_by=MONDAY)
        settled = replace(MADE, id="old", stage="kept")
        assert put([HEARD, settled], later) == (later, replace(MADE, by=MONDAY))
        assert put([HEARD], later) == (later, replace(MADE, by=MONDAY))

    def test_taken_away_waives_the_promise(self):
        assert put([HEARD, MADE], KESTREL) == (KESTREL, replace(MADE, stage="waived"))

    def test_taken_away_without_a_promise_changes_nothing_else(self):
        assert put([HEARD], KESTREL) == (KESTREL,)

    def test_left_as_it_was_changes_nothing_else(self):
        noted = replace(HEARD, note="was friendly")
        assert put([HEARD], noted) == (noted,)

    def test_is_compared_with_what_the_user_began_with(self):
        assert put([HEARD, MADE], HEARD, before=(KESTREL,)) == (HEARD,)

    def test_leaves_what_else_they_promised_alone(self):
        other = Promise(id="other", about="i1", what="send the figures", by=FRIDAY)
        assert put([KESTREL, other], HEARD) == (HEARD, MADE)


class TestThePromise:
    later = replace(MADE, by=MONDAY)

    def test_moved_takes_the_attribute_along(self):
        assert put([HEARD, MADE], self.later) == (self.later, replace(HEARD, hear_by=MONDAY))

    @pytest.mark.parametrize(
        ("stands", "new"),
        [
            ([replace(HEARD, hear_by=MONDAY), MADE], later),
            ([HEARD, MADE], replace(MADE, stage="kept")),
            ([HEARD, MADE], replace(MADE, note="called")),
            ([HEARD, replace(MADE, what="word")], replace(MADE, what="word", by=MONDAY)),
            ([MADE], later),
            ([HEARD], MADE),
        ],
        ids=["is so already", "settled", "same day", "another promise", "no interview", "new"],
    )
    def test_otherwise_leaves_the_interview_alone(self, stands, new):
        assert put(stands, new) == (new,)


def test_other_records_promise_nothing():
    dana = Recruiter(id="dana", name="Dana Whitfield")
    change = Change("add", put=(dana,))
    assert with_promises(Workspace.of([]), change, lambda: "new") is change
