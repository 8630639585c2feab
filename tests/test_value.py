"""Values that are completed when the first of them is made are dataclasses in all else."""

import dataclasses
from dataclasses import FrozenInstanceError, field, fields, replace

import pytest

from jobsearch_tui.value import dataclass


def declared():
    """A class of its own for each test, with everything that such classes here have."""

    @dataclass(frozen=True)
    class Week:
        days: int
        name: str = "this week"
        notes: list[str] = field(default_factory=list)

        def __post_init__(self):
            if self.days < 0:
                raise ValueError("no days")

    return Week


class TestAValue:
    def test_is_no_dataclass_before_the_first_is_made(self):
        week = declared()
        assert not dataclasses.is_dataclass(week)
        week(7)
        assert dataclasses.is_dataclass(week)

    def test_is_made_compared_shown_and_replaced_as_a_dataclass(self):
        week = declared()
        first, second = week(7), week(days=7)
        assert first == second != week(6)
        assert first.notes is not second.notes
        assert repr(first).endswith("Week(days=7, name='this week', notes=[])")
        assert replace(first, name="next").name == "next"
        assert [one.name for one in fields(week)] == ["days", "name", "notes"]

    def test_is_frozen_from_the_first_one_on(self):
        first = declared()(7)
        with pytest.raises(FrozenInstanceError):
            first.days = 6

    def test_refuses_what_it_has_no_place_for_from_the_first_one_on(self):
        with pytest.raises(TypeError, match="missing 1 required positional argument: 'days'"):
            declared()()

    def test_that_is_refused_may_be_made_the_next_time(self):
        week = declared()
        with pytest.raises(ValueError, match="no days"):
            week(-1)
        assert week(1).days == 1

    def test_takes_the_settings_of_a_dataclass(self):
        @dataclass(frozen=True, kw_only=True)
        class Named:
            name: str

        with pytest.raises(TypeError):
            Named("x")
        assert hash(Named(name="x")) == hash(Named(name="x"))
