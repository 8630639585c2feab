"""Assignments: when they are due and how they stand, in words."""

from dataclasses import replace
from datetime import date

import pytest

from jobsearch_tui.domain.assignments import assignment_line, due_assignments, why_due
from jobsearch_tui.domain.records import Assignment
from jobsearch_tui.domain.workspace import Workspace

TODAY = date(2026, 11, 24)
WORK = Assignment(id="w", interview="i", what="two pages on stock", due=TODAY)


def due(*records, within=0):
    return [one.id for one in due_assignments(Workspace.of(records), TODAY, within)]


class TestDue:
    def test_the_earliest_comes_first(self):
        late = replace(WORK, id="late", due=date(2026, 11, 20))
        soon = replace(WORK, id="soon", due=date(2026, 11, 27))
        assert due(soon, WORK, late) == ["late", "w"]
        assert due(soon, WORK, late, within=3) == ["late", "w", "soon"]

    @pytest.mark.parametrize(
        ("values", "is_due"),
        [
            ({"stage": "accepted"}, True),
            ({"stage": "delivered"}, False),
            ({"stage": "declined"}, False),
            ({"due": None}, False),
        ],
    )
    def test_only_what_is_still_to_be_done_and_has_a_date(self, values, is_due):
        assert due(replace(WORK, **values)) == (["w"] if is_due else [])


class TestWords:
    @pytest.mark.parametrize(
        ("values", "line"),
        [
            ({}, "two pages on stock, offered, due today"),
            ({"stage": "accepted", "due": date(2026, 12, 4)},
             "two pages on stock, accepted, due Fri 4 Dec"),
            ({"due": date(2026, 11, 23)}, "two pages on stock, offered, 1 day late"),
            ({"due": date(2026, 11, 20)}, "two pages on stock, offered, 4 days late"),
            ({"stage": "delivered"}, "two pages on stock, delivered"),
            ({"due": None}, "two pages on stock, offered"),
        ],
    )  # fmt: skip
    def test_a_line_says_how_it_stands(self, values, line):
        assert assignment_line(replace(WORK, **values), TODAY) == line

    def test_the_reason_says_whose_idea_it_was(self):
        accepted = replace(WORK, stage="accepted")
        assert why_due(accepted, TODAY) == "you said that you would; due today"
        assert why_due(WORK, TODAY) == "you offered it; due today"
        assert why_due(replace(WORK, due=None), TODAY) == "you offered it"
