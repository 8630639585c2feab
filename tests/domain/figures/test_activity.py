"""Week by week: what went out, what was held, what could be borne."""

from datetime import date, datetime, timedelta

from jobsearch_tui.domain.figures import activity
from jobsearch_tui.domain.records import Activity, Interview, Pace, WeekLimit
from jobsearch_tui.domain.workspace import Workspace
from tests.domain.makers import PARIS

NOW = datetime(2026, 11, 24, 20, 0, tzinfo=PARIS)  # a Tuesday
PACE = Pace(interviews=2, hours=20)


def calls(days, count=1, **given):
    return [
        Activity(id=f"c{days}{n}{sorted(given)}", at=NOW - timedelta(days), about=("x",), **given)
        for n in range(count)
    ]


def held(days, count=1):
    return [
        Interview(id=f"i{days}{n}", company=f"Firm {n}", starts=NOW - timedelta(days), stage="held")
        for n in range(count)
    ]


def figure(*records, pace=PACE):
    return activity.figure(Workspace.of([pace, *records]), NOW)


class TestTheWeeks:
    def test_end_with_the_current_one(self):
        borne, made = figure(*calls(0, 2), *calls(7, 3), *held(7)).groups
        assert [bar.label for bar in made.bars][-2:] == ["16 Nov", "This week"]
        assert [bar.count for bar in made.bars][-2:] == [3, 2]
        assert [bar.count for bar in borne.bars][-2:] == [1, 0]
        assert {bar.limit for bar in borne.bars} == {2}
        assert len(made.bars) == len(borne.bars) == activity.WEEKS

    def test_count_what_went_out_and_nothing_else(self):
        other = [*calls(0, direction="in"), *calls(0, type="note"), *calls(-2)]
        made = figure(*other).groups[1]
        assert sum(bar.count for bar in made.bars) == 0

    def test_say_what_could_be_borne(self):
        pace = Pace(interviews=2, hours=20, limits=(WeekLimit(date(2026, 11, 16), 0),))
        borne = figure(*held(0, 3), pace=pace).groups[0]
        assert [bar.note for bar in borne.bars][-2:] == ["away", "of 2, over capacity"]


class TestWhatToDo:
    def test_is_to_slow_down_after_weeks_that_were_too_much(self):
        words = figure(*held(7, 3), *held(14, 3), *calls(3)).advice
        assert words.startswith("2 of 12 weeks held more than you can bear")

    def test_is_to_begin_when_nothing_ever_went_out(self):
        assert figure().advice == "Nothing went out in 12 weeks: Today has whom to call first."

    def test_is_to_go_on_after_a_pause(self):
        assert figure(*calls(21)).advice.startswith("Nothing has gone out for 2 weeks: two calls")

    def test_is_to_keep_the_pace_that_was_borne(self):
        steady = [one for week in range(12) for one in calls(7 * week, 5)]
        assert figure(*steady).advice == (
            "Some 5 contacts a week brought no week over capacity: that is a pace to keep."
        )
        assert figure(*steady, *held(7, 3)).advice == (
            "Some 5 contacts a week brought one week over capacity: do not add to them."
        )
