"""Whom to approach for the first time, in which order."""

from datetime import UTC, date, datetime, timedelta

import pytest

from jobsearch_tui.domain.records import Ad, Agency, Recruiter, Target
from jobsearch_tui.domain.wave import (
    ADS,
    BROADCAST,
    RECRUITERS,
    first_waiting,
)
from jobsearch_tui.domain.workspace import Workspace

TODAY = date(2026, 11, 24)
MADE = datetime(2026, 11, 1, tzinfo=UTC)
ALL = (RECRUITERS, ADS, BROADCAST)


def waiting(*records, channels=ALL):
    found = first_waiting(Workspace.of(records), channels, TODAY)
    return [record.id for record in found]


class TestTheOrder:
    def test_is_that_of_the_ladder(self):
        people = [
            Target(id="broad", company="A"),
            Ad(id="ad", role="B"),
            Target(id="end", company="C", campaign="end run"),
            Recruiter(id="dana", name="Dana"),
        ]
        taken = []
        while people:
            taken += waiting(*people)
            people = [record for record in people if record.id not in taken]
        assert taken == ["dana", "end", "ad", "broad"]

    def test_is_the_users_own_priority_first(self):
        assert waiting(
            Recruiter(id="none", name="A"),
            Recruiter(id="nine", name="B", priority=9),
            Recruiter(id="one", name="C", priority=1),
        ) == ["one", "nine", "none"]

    def test_is_what_presses_next(self):
        assert waiting(
            Ad(id="open", role="A", created=MADE),
            Ad(id="later", role="B", closes=TODAY + timedelta(days=9)),
            Ad(id="soon", role="C", closes=TODAY + timedelta(days=2)),
            Ad(id="first", role="D", priority=2),
        ) == ["first", "soon", "later", "open"]

    def test_is_what_was_noted_down_first_in_the_end(self):
        assert waiting(
            Recruiter(id="new", name="A", created=MADE + timedelta(days=1)),
            Agency(id="b", name="B", created=MADE),
            Recruiter(id="a", name="C", created=MADE),
        ) == ["a", "b", "new"]


class TestWhoWaits:
    @pytest.mark.parametrize(
        ("channel", "expected"),
        [(RECRUITERS, ["dana"]), (ADS, ["ad"]), (BROADCAST, ["broad"])],
    )
    def test_those_of_the_open_channels_alone(self, channel, expected):
        everybody = (
            Target(id="broad", company="A"),
            Ad(id="ad", role="B"),
            Recruiter(id="dana", name="Dana"),
        )
        assert waiting(*everybody, channels=(channel,)) == expected
        assert waiting(*everybody, channels=()) == []

    def test_nobody_who_was_approached(self):
        assert not waiting(
            Recruiter(id="dana", name="Dana", stage="contacted"),
            Agency(id="marsh", name="Marsh", stage="active"),
            Ad(id="ad", role="B", stage="answered"),
            Ad(id="sent", role="B", answered_on=TODAY),
            Target(id="t", company="A", stage="written"),
        )

    def test_a_firm_and_its_recruiter_are_one_door(self):
        assert waiting(
            Agency(id="marsh", name="Marsh"), Recruiter(id="dana", name="Dana", agency="marsh")
        ) == ["dana"]

    @pytest.mark.parametrize(("days", "expected"), [(-1, []), (0, ["ad"])])
    def test_ads_until_their_last_day(self, days, expected):
        assert waiting(Ad(id="ad", role="B", closes=TODAY + timedelta(days=days))) == expected


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"campaign": "end run"}, ["t"]),
        ({"campaign": "end run", "stage": "written"}, []),
        ({"campaign": "broadcast"}, []),
    ],
)
def test_an_end_run_that_was_begun_is_open_whatever_the_ladder_says(given, expected):
    assert waiting(Target(id="t", company="A", **given), channels=()) == expected
