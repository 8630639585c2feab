"""The pace: loads and capacities of weeks, where to move an interview, what to warn of."""

from collections import Counter
from dataclasses import replace
from datetime import UTC, date, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jobsearch_tui.domain.cautions import CautionKind, cautions
from jobsearch_tui.domain.moving import (
    moved_to,
    pace_line,
    to_move,
    week_line,
    week_with_room,
    why_move,
)
from jobsearch_tui.domain.pacing import (
    Capacity,
    Level,
    Load,
    capacity_of,
    counts,
    limit_for,
    load,
    loads,
    time_of,
    with_limit,
)
from jobsearch_tui.domain.records import WEEKDAYS, Interview, Pace, WeekLimit
from jobsearch_tui.domain.weeks import local_day, week_of
from jobsearch_tui.domain.workspace import Workspace
from tests.domain.makers import NEW_YORK, PARIS, at, interview, interviews, moments

NOW = at(9, day=24)
WEEK = date(2026, 11, 23)
NEXT = date(2026, 11, 30)
ROOMY = Pace(interviews=4, hours=40)
some = settings(max_examples=50, deadline=None)


def of(*held, pace=ROOMY):
    return Workspace.of([pace, *held])


def several(count, *, day=24, hour=10, **attributes):
    """So many interviews on following days of the week of 23 November."""
    return [
        interview(f"i{number}", at(hour, day=day + number), **attributes) for number in range(count)
    ]


def week_holding(count, minutes=120, *, interviews=4, hours=8):
    held = [interview(f"i{n}", minutes=minutes, preparation=0) for n in range(count)]
    return Load(WEEK, tuple(held), Capacity(interviews, hours * 60))


class TestWhatCounts:
    @pytest.mark.parametrize(
        ("stage", "is_counted"),
        [("scheduled", True), ("held", True), ("cancelled", False), ("no-show", False)],
    )
    def test_what_did_not_take_place_does_not(self, stage, is_counted):
        assert counts(interview(stage=stage)) is is_counted
        assert load(of(interview(stage=stage)), WEEK, PARIS).count == int(is_counted)

    def test_a_moved_one_counts_where_it_now_stands(self):
        workspace = of(interview()).put(interview(starts=at(11, day=3, month=12)))
        assert load(workspace, WEEK, PARIS).count == 0
        assert load(workspace, NEXT, PARIS).count == 1

    def test_preparation_takes_time_too(self):
        assert time_of(interview(minutes=90, preparation=60)) == 150
        assert load(of(*several(2)), WEEK, PARIS).minutes == 240


class TestCapacity:
    @pytest.mark.parametrize(
        ("limits", "expected"),
        [
            ([], Capacity(4, 480)),
            ([(date(2026, 11, 23), 2)], Capacity(2, 240)),
            ([(date(2026, 11, 29), 5)], Capacity(5, 600)),
            ([(date(2026, 11, 25), 0)], Capacity(0, 0)),
            ([(date(2026, 11, 22), 1)], Capacity(4, 480)),
            ([(date(2026, 11, 30), 1)], Capacity(4, 480)),
            ([(date(2026, 11, 24), 1), (date(2026, 11, 26), 3)], Capacity(3, 360)),
        ],
    )
    def test_a_limit_holds_for_the_week_of_its_day_and_scales_the_hours(self, limits, expected):
        pace = Pace(interviews=4, hours=8, limits=tuple(WeekLimit(*limit) for limit in limits))
        assert capacity_of(pace, WEEK) == expected

    def test_the_week_of_a_limit_begins_on_the_users_weekday(self):
        limits = (WeekLimit(date(2026, 11, 22), 0),)
        pace = Pace(interviews=4, hours=8, limits=limits, first_weekday="sunday")
        assert capacity_of(pace, date(2026, 11, 22)).away
        assert not capacity_of(pace, date(2026, 11, 15)).away

    def test_a_pace_of_no_interviews_is_away_but_for_its_limits(self):
        pace = Pace(interviews=0, hours=8, limits=(WeekLimit(NEXT, 2),))
        assert capacity_of(pace, WEEK) == Capacity(0, 0)
        assert capacity_of(pace, NEXT) == Capacity(2, 480)

    @pytest.mark.parametrize(
        ("capacity", "usual"),
        [
            (Capacity(4, 480), 120),
            (Capacity(3, 480), 120),
            (Capacity(10, 600), 60),
            (Capacity(0, 0), 1),
        ],
    )
    def test_the_usual_interview_takes_its_share_and_at_most_two_hours(self, capacity, usual):
        assert capacity.usual == usual


class TestALimitOfOneWeek:
    def test_stands_in_the_place_of_the_old_one_and_in_order(self):
        pace = Pace(interviews=3, limits=(WeekLimit(date(2026, 12, 2), 5),))
        after = with_limit(pace, date(2026, 11, 23), 0)
        assert after == (WeekLimit(date(2026, 11, 23), 0), WeekLimit(date(2026, 12, 2), 5))
        assert with_limit(replace(pace, limits=after), date(2026, 11, 30), 4) == (
            WeekLimit(date(2026, 11, 23), 0),
            WeekLimit(date(2026, 11, 30), 4),
        )

    def test_that_is_the_usual_number_is_none(self):
        pace = Pace(interviews=3, limits=(WeekLimit(date(2026, 12, 2), 5),))
        assert with_limit(pace, date(2026, 11, 30), 3) == ()


class TestLevel:
    @pytest.mark.parametrize(
        ("week", "level", "room", "why"),
        [
            (week_holding(0), Level.ROOM, 4, "0 of 4 interviews, room for 4"),
            (week_holding(2), Level.ROOM, 2, "2 of 4 interviews, room for 2"),
            (week_holding(4), Level.FULL, 0, "4 interviews, as many as you can prepare for"),
            (
                week_holding(1, interviews=1),
                Level.FULL,
                0,
                "1 interview, as many as you can prepare for",
            ),
            (week_holding(5, 60), Level.OVER, 0, "5 interviews, you can prepare for 4"),
            (week_holding(0, interviews=0, hours=0), Level.FULL, 0, "you are away"),
            (
                week_holding(1, interviews=0, hours=0),
                Level.OVER,
                0,
                "1 interview, you are away",
            ),
        ],
    )
    def test_by_number(self, week, level, room, why):
        assert (week.level, week.room, week.why) == (level, room, why)

    def test_by_time_a_week_is_full_when_no_usual_interview_fits(self):
        assert week_holding(2, 180).room == 1
        week = week_holding(2, 181)
        assert (week.level, week.room) == (Level.FULL, 0)
        assert "too close to the" in week.why
        assert "of interviews and preparation" in week.why

    def test_by_time_a_week_is_over_from_the_first_minute(self):
        assert week_holding(3, 160).level is Level.FULL
        week = week_holding(3, 161)
        assert (week.level, week.over_interviews, week.over_minutes) == (Level.OVER, 0, 3)
        assert "of interviews and preparation, you have" in week.why

    def test_over_in_both_ways_tells_both(self):
        week = week_holding(5, 120)
        assert (week.over_interviews, week.over_minutes) == (1, 120)
        assert week.why.startswith("5 interviews, you can prepare for 4, and ")

    @pytest.mark.parametrize(
        ("pace", "week", "limit"),
        [
            (Pace(interviews=4, hours=8), week_holding(5, 120), 5),
            (Pace(interviews=4, hours=8), week_holding(3, 200), 5),
            (Pace(interviews=4, hours=8), week_holding(2), 2),
            (Pace(interviews=0, hours=8), week_holding(2), 2),
            (Pace(interviews=4, hours=0), week_holding(2), None),
        ],
    )
    def test_the_lowest_limit_that_holds_the_week(self, pace, week, limit):
        assert limit_for(pace, week) == limit
        if limit is not None:
            raised = replace(pace, limits=(WeekLimit(WEEK, limit),))
            assert replace(week, capacity=capacity_of(raised, WEEK)).level is not Level.OVER


class TestLoads:
    @given(st.lists(interviews, max_size=20), st.sampled_from(WEEKDAYS), moments)
    @some
    def test_all_at_once_they_equal_each_week_alone(self, held, first_weekday, now):
        workspace = of(*held, pace=Pace(first_weekday=first_weekday))
        zone = now.tzinfo
        told = loads(workspace, now, 5)
        assert told == tuple(load(workspace, one.week, zone) for one in told)
        assert told[0].week == week_of(now.date(), first_weekday)

    @given(st.lists(interviews, max_size=20))
    @some
    def test_every_interview_that_counts_is_in_one_week(self, held):
        workspace = of(*held)
        told = loads(workspace, at(9, day=29, month=12, year=2025), 60)
        found = Counter(one.id for week in told for one in week.interviews)
        assert found == {one.id: 1 for one in workspace.all(Interview) if counts(one)}

    def test_interviews_stand_earliest_first(self):
        workspace = of(
            interview("late", at(9, day=27)),
            interview("early", at(9, zone=NEW_YORK)),
            interview("earlier", at(14)),
        )
        assert [one.id for one in load(workspace, WEEK, PARIS).interviews] == [
            "earlier",
            "early",
            "late",
        ]

    def test_any_day_names_its_week(self):
        assert load(of(), date(2026, 11, 27), PARIS).week == WEEK

    def test_twelve_weeks_are_told_unless_asked_otherwise(self):
        told = loads(of(), NOW)
        assert len(told) == 12
        assert told[1].week - told[0].week == timedelta(7)

    @pytest.mark.parametrize(
        ("first_weekday", "first", "last"),
        [
            ("monday", (28, 12, 2026), (3, 1, 2027)),
            ("sunday", (27, 12, 2026), (2, 1, 2027)),
            ("saturday", (26, 12, 2026), (1, 1, 2027)),
        ],
    )
    def test_a_week_goes_on_across_new_year(self, first_weekday, first, last):
        days = [at(hour, day=d, month=m, year=y) for hour, (d, m, y) in ((0, first), (23, last))]
        outside = [days[0] - timedelta(hours=1), days[1] + timedelta(hours=1)]
        held = [interview(f"i{n}", moment) for n, moment in enumerate([*days, *outside])]
        week = load(of(*held, pace=Pace(first_weekday=first_weekday)), days[0].date(), PARIS)
        assert [one.id for one in week.interviews] == ["i0", "i1"]

    def test_sunday_night_in_new_york_is_next_week_in_paris(self):
        workspace = of(interview(starts=at(23, 30, day=22, zone=NEW_YORK)))
        assert load(workspace, WEEK, PARIS).count == 1
        assert load(workspace, WEEK, NEW_YORK).count == 0

    @pytest.mark.parametrize(
        ("month", "day", "in_paris"),
        [
            (3, 7, "15:30"),
            (3, 9, "14:30"),
            (3, 28, "14:30"),
            (3, 30, "15:30"),
            (10, 24, "15:30"),
            (10, 26, "14:30"),
            (10, 31, "14:30"),
            (11, 2, "15:30"),
        ],
    )
    def test_half_past_nine_in_new_york_while_one_clock_has_changed(self, month, day, in_paris):
        starts = at(9, 30, day=day, month=month, zone=NEW_YORK)
        workspace = of(interview(starts=starts))
        (held,) = load(workspace, starts.date(), PARIS).interviews
        assert f"{held.starts.astimezone(PARIS):%H:%M}" == in_paris

    @pytest.mark.parametrize(("month", "day"), [(3, 29), (10, 25)])
    def test_the_week_of_a_clock_change_has_all_its_hours(self, month, day):
        first = at(0, day=day - 6, month=month)
        last = at(23, 59, day=day, month=month)
        workspace = of(interview("a", first), interview("b", last))
        assert load(workspace, first.date(), PARIS).count == 2
        after = interview("c", last + timedelta(minutes=1))
        assert load(workspace.put(after), first.date(), PARIS).count == 2

    def test_an_interview_at_the_end_of_the_calendar_does_no_harm(self):
        far = interview(starts=at(12).replace(year=9999, month=12, day=31, tzinfo=UTC))
        assert [week.count for week in loads(of(far), NOW)] == [0] * 12


class TestMovedTo:
    def test_it_keeps_weekday_and_wall_time(self):
        moved = moved_to(interview(starts=at(9, 30, zone=NEW_YORK)), date(2026, 12, 7), PARIS)
        assert moved.starts == at(9, 30, day=10, month=12, zone=NEW_YORK)
        assert moved.zone == "America/New_York"

    def test_it_goes_back_as_well(self):
        assert moved_to(interview(), date(2026, 11, 16), PARIS).starts == at(11, day=19)

    def test_wall_time_is_kept_across_a_change_of_clocks(self):
        before = interview(starts=at(9, 30, day=23, month=10))
        moved = moved_to(before, date(2026, 10, 26), PARIS)
        assert moved.starts.isoformat() == "2026-10-30T09:30:00+01:00"

    def test_an_hour_that_does_not_exist_becomes_the_next(self):
        before = interview(starts=at(2, 30, day=22, month=3))
        moved = moved_to(before, date(2026, 3, 23), PARIS)
        assert moved.starts.isoformat() == "2026-03-29T03:30:00+02:00"

    def test_near_midnight_it_stays_inside_the_week(self):
        # Sunday 18:30 in New York is Monday 00:30 in Paris, but Sunday 23:30 from 8 to 29 March.
        before = interview(starts=at(18, 30, day=1, month=3, zone=NEW_YORK))
        moved = moved_to(before, date(2026, 3, 9), PARIS)
        assert moved.starts == at(18, 30, day=15, month=3, zone=NEW_YORK)

    def test_near_midnight_it_may_come_from_the_sunday_before(self):
        before = interview(starts=at(18, 30, day=22, month=3, zone=NEW_YORK))
        moved = moved_to(before, date(2026, 3, 30), PARIS)
        # Monday 30 March 00:30 in Paris, the only such hour of that week.
        assert moved.starts == at(18, 30, day=29, month=3, zone=NEW_YORK)

    def test_where_there_is_no_such_hour_it_goes_to_the_next_one(self):
        # Sunday 22 March is 23:30 in Paris, Sunday 29 March is already Monday 00:30.
        before = interview(starts=at(18, 30, day=22, month=3, zone=NEW_YORK))
        moved = moved_to(before, date(2026, 3, 23), PARIS)
        assert moved.starts == at(18, 30, day=29, month=3, zone=NEW_YORK)
        assert week_with_room(of(before), before, at(9, day=20, month=3)) == date(2026, 3, 30)

    @given(interviews, st.dates(date(2026, 1, 1), date(2026, 12, 31)))
    @some
    def test_weekday_is_kept_and_the_week_is_hit_or_missed_by_an_hour_of_midnight(self, one, day):
        week = week_of(day, "monday")
        moved = moved_to(one, week, PARIS)
        assert moved.starts.weekday() == one.starts.weekday()
        lands = week_of(local_day(moved.starts, PARIS), "monday")
        near_midnight = moved.starts.astimezone(PARIS).hour in (23, 0)
        assert lands == week or near_midnight


class TestTheWeekWithRoom:
    def test_it_is_the_next_one_that_is_not_full(self):
        full = [interview(f"n{n}", at(10, day=1 + n, month=12)) for n in range(4)]
        workspace = of(*several(4), *full)
        assert week_with_room(workspace, several(1)[0], NOW) == date(2026, 12, 7)

    def test_weeks_away_are_passed_over(self):
        workspace = of(interview(), pace=replace(ROOMY, limits=(WeekLimit(NEXT, 0),)))
        assert week_with_room(workspace, interview(), NOW) == date(2026, 12, 7)

    def test_it_must_fit_by_time_too(self):
        pace = Pace(interviews=4, hours=4)
        there = interview("n", at(10, day=1, month=12), minutes=60, preparation=120)
        assert week_with_room(of(interview(), there, pace=pace), interview(), NOW) == date(
            2026, 12, 7
        )

    def test_one_that_is_too_long_for_any_week_fits_nowhere(self):
        pace = Pace(interviews=4, hours=1)
        assert week_with_room(of(interview(), pace=pace), interview(), NOW) is None

    def test_a_past_interview_never_goes_into_the_past(self):
        past = interview(starts=at(11, day=2, month=11))
        assert week_with_room(of(past), past, NOW) == NEXT  # Monday 11:00 of this week is over
        past = interview(starts=at(11, day=6, month=11))
        assert week_with_room(of(past), past, NOW) == WEEK

    def test_it_is_not_counted_against_itself(self):
        pace = Pace(interviews=1, hours=8)
        early = interview(starts=at(11, day=3, month=11))
        there = of(interview(starts=at(11, day=26)), pace=pace)
        assert week_with_room(there, early, NOW) == WEEK

    def test_half_a_year_is_looked_through(self):
        limits = tuple(WeekLimit(NEXT + timedelta(weeks=n), 0) for n in range(26))
        workspace = of(interview(), pace=replace(ROOMY, limits=limits))
        assert week_with_room(workspace, interview(), NOW) is None
        workspace = of(interview(), pace=replace(ROOMY, limits=limits[:25]))
        assert week_with_room(workspace, interview(), NOW) == NEXT + timedelta(weeks=25)

    @given(st.lists(interviews, max_size=12), interviews)
    @some
    def test_moved_there_it_makes_no_week_over(self, held, one):
        workspace = of(*held, one, pace=Pace(interviews=2, hours=8))
        one = replace(one, stage="scheduled")
        week = week_with_room(workspace, one, NOW)
        if week is None:
            return
        moved = moved_to(one, week, PARIS)
        after = load(workspace.put(moved), week, PARIS)
        assert after.level is not Level.OVER
        assert moved in after.interviews
        assert moved.starts > NOW


class TestWhatToMove:
    def choose(self, *held, now=NOW, interviews=1):
        week = load(of(*held, pace=Pace(interviews=interviews, hours=40)), WEEK, PARIS)
        chosen = to_move(week, now)
        return (chosen.id, why_move(week, chosen)) if chosen else None

    def test_nothing_while_the_week_is_not_over(self):
        assert self.choose(interview()) is None

    def test_a_first_round_rather_than_a_later_one(self):
        early = interview("first", at(10, day=25))
        late = interview("second", at(10, day=27), round=2)
        assert self.choose(early, late) == ("first", "an earlier round than others of that week")

    def test_of_the_same_round_the_furthest_off(self):
        assert self.choose(*several(3, day=25)) == ("i2", "the last of that week's to come")

    def test_none_that_is_past_or_held(self):
        past = interview("past", at(8, day=24))
        held = interview("held", at(8, day=27), stage="held")
        assert self.choose(past, held) is None
        coming = interview("coming", at(8, day=23, month=11) + timedelta(days=1, hours=2))
        assert self.choose(coming, held) == (
            "coming",
            "the only one of that week that can still be moved",
        )


class TestPaceLine:
    def test_a_week_that_is_over_says_what_could_move_where(self):
        kestrel = interview("k", at(11, day=26))
        held = [interview(f"o{n}", at(9, day=27), round=2) for n in range(4)]
        busy = [interview(f"n{n}", at(9, day=1, month=12)) for n in range(4)]
        line = pace_line(loads(of(kestrel, *held, *busy), NOW), NOW)
        assert line.startswith("This week 5 of 4, OVER BY 1: Thu 26 Nov 11:00")
        assert line.endswith("Kestrel could move to the week of 7 Dec")

    def test_the_hour_is_the_users(self):
        held = several(5, hour=9)
        held = [replace(one, starts=one.starts.replace(tzinfo=NEW_YORK)) for one in held]
        assert "15:00" in pace_line(loads(of(*held), NOW), NOW)

    @pytest.mark.parametrize(
        ("workspace", "line"),
        [
            (of(*several(1)), "This week 1 of 4, room for 3"),
            (of(*several(4)), "This week 4 of 4, full"),
            (of(pace=replace(ROOMY, limits=(WeekLimit(WEEK, 0),))), "This week 0 of 0, away"),
        ],
    )
    def test_a_week_that_is_not_over_says_how_full_it_is(self, workspace, line):
        assert pace_line(loads(workspace, NOW), NOW) == line

    def test_the_first_later_week_that_is_over_is_told_too(self):
        later = [interview(f"n{n}", at(9, day=1 + n, month=12)) for n in range(5)]
        line = pace_line(loads(of(*later), NOW), NOW)
        assert line.startswith("This week 0 of 4, room for 4. The week of 30 Nov 5 of 4, OVER BY 1")

    def test_over_by_time_alone_is_told_in_hours(self):
        workspace = of(interview(minutes=90, preparation=30), pace=Pace(interviews=4, hours=1))
        line = pace_line(loads(workspace, NOW), NOW)
        assert line.startswith("This week 1 of 4, OVER BY 1")
        assert line.endswith("Kestrel could move, but no week near has room")

    def test_when_nothing_can_move_nothing_is_advised(self):
        held = several(5, day=23, stage="held")
        told = loads(of(*held), NOW)
        assert week_line(told[0], told, NOW) == "This week 5 of 4, OVER BY 1"


def kinds(workspace, one, now=NOW):
    return [caution.kind for caution in cautions(workspace, one, now)]


class TestCautions:
    def test_an_interview_that_fits_raises_none(self):
        assert cautions(of(), interview(), NOW) == ()

    def test_over_the_capacity_of_its_week_as_it_would_stand(self):
        workspace = of(*several(4))
        (caution,) = cautions(workspace, interview("new", at(15, day=27)), NOW)
        assert caution.kind is CautionKind.OVER
        assert (
            caution.words
            == "This week would be over capacity: 5 interviews, you can prepare for 4."
        )
        assert caution.about == ("i0", "i1", "i2", "i3", "new")

    def test_of_one_that_stands_in_a_week_that_is_over(self):
        week = several(5)
        (caution,) = cautions(of(*week), week[0], NOW)
        assert caution.words == "This week is over capacity: 5 interviews, you can prepare for 4."

    def test_in_place_of_its_old_version(self):
        workspace = of(*several(4))
        assert kinds(workspace, interview("i0", at(15, day=27))) == []

    def test_a_later_week_is_named(self):
        held = [interview(f"n{n}", at(9, day=1 + n, month=12)) for n in range(4)]
        (caution,) = cautions(of(*held), interview("x", at(15, day=4, month=12)), NOW)
        assert caution.words.startswith("The week of 30 Nov would be over capacity")

    def test_a_week_that_is_over_anyway_is_not_called_too_full(self):
        held = [interview(f"n{n}", at(9, day=9 + n)) for n in range(4)]
        assert kinds(of(*held), interview("x", at(15, day=13), stage="held")) == []

    def test_one_that_is_cancelled_raises_none(self):
        assert cautions(of(*several(5)), interview("x", at(1), stage="cancelled"), NOW) == ()

    @pytest.mark.parametrize(
        ("starts", "minutes", "is_told"),
        [
            (at(10, 30), 30, False),
            (at(10, 30), 31, True),
            (at(11, 30), 60, True),
            (at(12), 60, False),
            (at(11), 0, True),
            (at(5, 30, zone=NEW_YORK), 60, True),
            (at(6, zone=NEW_YORK), 60, False),
            (at(11, zone=NEW_YORK), 60, False),
        ],
    )
    def test_one_that_overlaps_another(self, starts, minutes, is_told):
        workspace = of(interview(minutes=60))
        told = cautions(workspace, interview("x", starts, minutes=minutes), NOW)
        assert [caution.kind for caution in told] == [CautionKind.OVERLAP] * is_told
        assert [caution.about for caution in told] == [("x", "i1")] * is_told
        assert all(one.words.startswith("It overlaps Kestrel, Thu 26 Nov 11:00") for one in told)

    def test_overlap_is_measured_in_real_time_when_the_clocks_change(self):
        now = at(9, day=20, month=3)
        early = interview("a", at(1, 30, day=29, month=3), minutes=90)
        late = interview("b", at(3, 15, day=29, month=3))  # 45 real minutes after 01:30
        assert kinds(of(early), late, now) == [CautionKind.OVERLAP]

    @pytest.mark.parametrize("stage", ["cancelled", "no-show"])
    def test_what_does_not_take_place_overlaps_nothing(self, stage):
        assert kinds(of(interview(stage=stage)), interview("x")) == []

    @pytest.mark.parametrize(
        ("formats", "starts", "is_told"),
        [
            (("on-site", "on-site"), at(12, 29), True),
            (("on-site", "on-site"), at(12, 0), True),
            (("on-site", "on-site"), at(12, 30), False),
            (("on-site", "on-site"), at(9, 31), True),
            (("panel", "meal"), at(12, 15), True),
            (("assessment", "on-site"), at(12, 15), True),
            (("on-site", "video"), at(12, 15), False),
            (("phone", "on-site"), at(12, 15), False),
        ],
    )
    def test_too_short_a_way_between_two_places(self, formats, starts, is_told):
        there = interview(format=formats[0], minutes=60)
        new = interview("x", starts, format=formats[1], company="Omnia", minutes=60)
        assert kinds(of(there), new) == [CautionKind.WAY] * is_told

    @pytest.mark.parametrize(
        ("company", "here", "there", "is_told"),
        [
            ("kestrel", "", "", False),
            ("Kestrel", "Main St", "", False),
            ("Kestrel", "Main St", "2 Park Row", True),
            ("Omnia", "Main St", "main st", False),
            ("Omnia", "", "", True),
        ],
    )
    def test_at_one_place_there_is_no_way_to_go(self, company, here, there, is_told):
        one = interview(format="panel", where=here)
        lunch = interview("x", at(12), format="meal", company=company, where=there)
        assert kinds(of(one), lunch) == [CautionKind.WAY] * is_told

    def test_the_way_is_told_in_minutes(self):
        one = interview(format="panel", minutes=60)
        new = interview("x", at(12, 15), format="on-site", company="Omnia")
        (caution,) = cautions(of(one), new, NOW)
        assert caution.words.startswith("Only 15")
        assert "to get between it and Kestrel, Thu 26 Nov 11:00" in caution.words

    def test_one_in_the_past_that_is_still_scheduled(self):
        past = interview(starts=at(8, day=24))
        (caution,) = cautions(of(), past, NOW)
        assert caution.kind is CautionKind.PAST
        assert caution.words.startswith("Kestrel, ")
        assert caution.words.endswith(" is in the past, and it is still scheduled.")
        assert cautions(of(), replace(past, stage="held"), NOW) == ()

    @given(interviews, interviews)
    @some
    def test_overlap_and_way_are_told_from_either_side(self, one, other):
        one, other = replace(one, id="a"), replace(other, id="b")
        mutual = (CautionKind.OVERLAP, CautionKind.WAY)
        from_one = [kind for kind in kinds(of(other), one) if kind in mutual]
        from_other = [kind for kind in kinds(of(one), other) if kind in mutual]
        if counts(one) and counts(other):
            assert from_one == from_other
        else:
            assert not from_one or not from_other

    def test_the_user_may_live_in_any_zone(self):
        tokyo = ZoneInfo("Asia/Tokyo")
        (caution,) = cautions(of(interview()), interview("x"), NOW.astimezone(tokyo))
        assert "19:00" in caution.words
