"""What interviews taught, for the next one."""

from dataclasses import replace

import pytest

from jobsearch_tui.domain.lookbacks import is_behind, lessons_for, looked_back
from jobsearch_tui.domain.workspace import Workspace
from tests.domain.makers import at, interview

NEXT = interview("next", at(11, day=30), format="panel")


def held(id, day, **values):
    known = {"stage": "held", "lesson": "speak of figures"} | values
    return interview(id, at(9, day=day), **known)


def lessons(*records):
    return [one.id for one in lessons_for(Workspace.of([NEXT, *records]), NEXT)]


class TestLessons:
    def test_of_the_same_format_come_first_and_the_newest_of_them_before_all(self):
        assert lessons(
            held("old", 2, format="panel", company="Omnia"),
            held("new", 9, format="panel", company="Tessaly"),
            held("here", 20, format="phone", company="KESTREL"),
            held("elsewhere", 21, format="phone", company="Omnia"),
        ) == ["new", "old", "here"]

    @pytest.mark.parametrize(
        "other",
        [
            held("x", 9, format="panel", stage="cancelled"),
            replace(held("x", 9, format="panel"), lesson=" "),
            interview("x", at(9, month=12, day=9), stage="held", format="panel", lesson="later"),
        ],
        ids=["not held", "no lesson", "after it"],
    )
    def test_are_of_interviews_that_taught_something_before(self, other):
        assert lessons(other) == []


class TestLookingBack:
    @pytest.mark.parametrize(
        ("values", "done"),
        [({}, False), ({"rating": 2}, True), ({"went_badly": "x"}, True), ({"lesson": "x"}, True),
         ({"went_well": "x"}, True)],
    )  # fmt: skip
    def test_is_a_rating_or_what_to_change(self, values, done):
        assert looked_back(interview(**values)) is done

    @pytest.mark.parametrize(
        ("stage", "hour", "behind"),
        [
            ("held", 18, True),
            ("scheduled", 8, True),
            ("scheduled", 9, False),
            ("cancelled", 8, False),
        ],
    )
    def test_an_interview_is_behind_once_it_is_held_or_must_have_been(self, stage, hour, behind):
        assert is_behind(interview("i", at(hour), stage=stage, minutes=60), at(9)) is behind
