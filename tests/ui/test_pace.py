"""The pace strip."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jobsearch_tui.domain.advice import Advice
from jobsearch_tui.domain.channels import Channel
from jobsearch_tui.domain.daily import Wave
from jobsearch_tui.domain.forecast import Outlook
from jobsearch_tui.domain.ladder import Rung
from jobsearch_tui.domain.pacing import Level, loads
from jobsearch_tui.domain.records import Ad, Interview, Pace, WeekLimit
from jobsearch_tui.domain.room import Room
from jobsearch_tui.domain.text import cells
from jobsearch_tui.domain.workspace import Workspace
from jobsearch_tui.ui.render.pace import TONES, coming_weeks, dots, strip
from tests.ui.host import NOW

WIDTHS = (78, 116)
MONDAY = date(2026, 11, 23)


def interviews(*days, company="Kestrel", **given):
    """Interviews so many days from the morning of Tuesday the 24th."""
    return [
        Interview(
            id=f"i{number}",
            company=company,
            starts=NOW + timedelta(days=day, hours=1 + number),
            **given,
        )
        for number, day in enumerate(days)
    ]


def drawn(width, *records, **pace):
    """The two lines of the strip as text, and their lines."""
    workspace = Workspace.of([Pace(**{"interviews": 4, "hours": 80} | pace), *records])
    lines = strip(loads(workspace, NOW), NOW, width)
    assert [cells(made.text) <= width for made in lines] == [True, True], lines
    return [made.text.rstrip() for made in lines], lines


class TestThisWeek:
    @pytest.mark.parametrize("width", WIDTHS)
    def test_with_room_says_for_how_many(self, width):
        (first, _), lines = drawn(width, *interviews(1, 2))
        assert first == "●●○○ This week 2 of 4, room for 2"
        assert lines[0].runs[0] == ("●●○○ ", TONES[Level.ROOM])

    @pytest.mark.parametrize("width", WIDTHS)
    def test_that_is_full_says_so_with_a_mark(self, width):
        (first, _), _ = drawn(width, *interviews(0, 0, 1, 2))
        assert first == "●●●● ■ This week 4 of 4, full"

    def test_that_is_over_names_what_could_move_and_the_key(self):
        (wide, _), _ = drawn(116, *interviews(0, 0, 1, 2, 3))
        assert wide == (
            "●●●●◉ ▲ This week 5 of 4, OVER BY 1: Fri 27 Nov 14:30 Kestrel could move to "
            "the week of 30 Nov  (m moves it)"
        )
        (narrow, _), _ = drawn(78, *interviews(0, 0, 1, 2, 3))
        assert narrow == ("●●●●◉ This week 5 of 4  ▲ OVER BY 1: Kestrel could move to 30 Nov (m)")

    @pytest.mark.parametrize("width", WIDTHS)
    def test_away_is_said(self, width):
        (first, second), _ = drawn(width, limits=(WeekLimit(MONDAY, 0),))
        assert "This week 0 of 0, away" in first
        assert second.startswith("30 Nov ○○○○ 0/4")

    @pytest.mark.parametrize("width", WIDTHS)
    def test_of_more_than_eight_is_a_number_without_dots(self, width):
        (first, second), _ = drawn(width, *interviews(*[1] * 9), interviews=9)
        assert first == "■ This week 9 of 9, full"
        assert "30 Nov 0/9" in second
        assert not set("●◉○") & set(first + second)

    def test_of_more_than_eight_that_is_over_fits_a_narrow_screen(self):
        (first, _), _ = drawn(78, *interviews(*[1] * 12, company="Hammersmith & Daughters"))
        assert first.startswith("This week 12 of 4  ▲ OVER BY 8: Hammersmith & Daught… could")

    @pytest.mark.parametrize("width", WIDTHS)
    def test_too_long_in_hours_alone_is_over_too(self, width):
        (first, _), _ = drawn(width, *interviews(1, 2, preparation=600), hours=12)
        assert "2 of 4" in first
        assert "OVER BY 10 h" in first

    @pytest.mark.parametrize("width", WIDTHS)
    def test_with_nothing_that_can_move_gives_no_key(self, width):
        held = interviews(0, 0, 0, 0, 0, stage="held")
        (first, _), _ = drawn(width, *held)
        assert "OVER BY 1" in first
        assert "move" not in first
        assert "(m" not in first


class TestLaterWeek:
    def test_that_is_over_stands_beside_this_one(self):
        (wide, _), _ = drawn(160, *interviews(1, 7, 7, 8, 8, 9))
        assert wide == (
            "●○○○ This week 1 of 4   ▲ The week of 30 Nov 5 of 4, OVER BY 1: Thu 3 Dec 15:30 "
            "Kestrel could move to the week of 7 Dec  (m moves it)"
        )
        (narrow, _), _ = drawn(78, *interviews(1, 7, 7, 8, 8, 9))
        assert narrow == (
            "●○○○ This week 1 of 4  ▲ 30 Nov OVER BY 1: Kestrel could move to 7 Dec (m)"
        )

    @settings(max_examples=60)
    @given(st.text("Kestrel &漢字é", min_size=1, max_size=90), st.sampled_from(WIDTHS))
    def test_keeps_its_key_whatever_the_company_is_called(self, company, width):
        (first, _), _ = drawn(width, *interviews(1, 7, 7, 8, 8, 9, company=company))
        assert first.endswith(("(m)", "(m moves it)"))


class TestComingWeeks:
    @pytest.mark.parametrize(("width", "shown"), [(78, 3), (116, 5), (1, 0), (62, 2), (63, 3)])
    def test_are_cut_at_whole_weeks(self, width, shown):
        workspace = Workspace.of([Pace(interviews=4, hours=80), *interviews(7, 7, 14)])
        made = coming_weeks(loads(workspace, NOW)[1:], NOW, width)
        weeks = [run.strip() for run, _ in made.runs[::2]]
        every = ["30 Nov ●●○○ 2/4", "7 Dec ●○○○ 1/4", "14 Dec ○○○○ 0/4", "21 Dec ○○○○ 0/4"]
        assert weeks[:4] == every[:shown]
        assert len(weeks) == shown
        assert cells(made.text) <= width

    def test_tell_away_full_and_over_in_signs(self):
        limits = (WeekLimit(MONDAY + timedelta(days=7), 0), WeekLimit(MONDAY + timedelta(14), 1))
        (_, second), lines = drawn(116, *interviews(14, 21, 21, 22, 22, 23), limits=limits)
        assert second.startswith("30 Nov away  7 Dec ● 1/1■       14 Dec ●●●●◉ 5/4▲")
        assert [tone for _, tone in lines[1].runs[:6:2]] == ["warn", "warn", "bad"]

    def test_away_with_an_interview_all_the_same_is_over(self):
        limits = (WeekLimit(MONDAY + timedelta(days=7), 0),)
        (_, second), _ = drawn(116, *interviews(7), limits=limits)
        assert second.startswith("30 Nov ◉ 1/0▲")


class TestDots:
    @given(st.integers(0, 12), st.integers(0, 12))
    @settings(max_examples=60)
    def test_are_as_many_as_interviews_or_places(self, count, capacity):
        workspace = Workspace.of([Pace(interviews=capacity, hours=100), *interviews(*[1] * count)])
        made = dots(loads(workspace, NOW, 1)[0])
        most = max(count, capacity)
        assert len(made) == (0 if most > 8 else most)
        if made:
            assert made.count("●") + made.count("◉") == count
            assert made.count("◉") == max(0, count - capacity)


def ahead(weeks, expected, contacts=3):
    """A forecast that expects so many interviews of each week."""
    outlook = tuple(
        Outlook(load, more, load.count, load.count, 0.0, (1.0,))
        for load, more in zip(weeks, expected, strict=True)
    )
    rung = Rung(("recruiters", "ads"), "Because.", "", 1, 5.0, contacts)
    room = Room(contacts, None, "Because.")
    return Advice(outlook, rung, Channel.ADS, room, Wave((Ad(id="ad", role="COO"),)))


class TestTheForecast:
    def both(self, width, expected, *records, contacts=3, **pace):
        """The strip before the forecast and with it."""
        workspace = Workspace.of([Pace(**{"interviews": 4, "hours": 80} | pace), *records])
        weeks = loads(workspace, NOW, len(expected))
        found = []
        for one in (None, ahead(weeks, expected, contacts)):
            lines = strip(weeks, NOW, width, one)
            assert all(cells(made.text) <= width for made in lines), lines
            found.append([made.text.rstrip() for made in lines])
        return found

    def test_stands_behind_each_coming_week_unless_it_rounds_to_nothing(self):
        _, (_, second) = self.both(78, (2.0, 1.26, 0.04, 12.0), *interviews(7))
        assert second == "30 Nov ●○○○ 1/4 +1.3  7 Dec ○○○○ 0/4       14 Dec ○○○○ 0/4 +12.0"

    @pytest.mark.parametrize("width", WIDTHS)
    def test_moves_nothing_that_stood_there_before(self, width):
        limits = (WeekLimit(MONDAY + timedelta(days=14), 0),)
        expected = (0.0, 1.3, 0.0, 0.7, 0.2, 0.1, 0.9)
        before, after = self.both(width, expected, *interviews(1, 7), limits=limits)
        for one, other in zip(before, after, strict=True):
            assert len(one) <= len(other)
            assert all(a in (b, " ") for a, b in zip(one, other, strict=False))

    @pytest.mark.parametrize(("contacts", "words"), [(3, "3 new contacts"), (1, "1 new contact")])
    def test_the_room_stands_at_the_end_of_the_first_line(self, contacts, words):
        _, (first, _) = self.both(78, (0.0, 0.0), contacts=contacts)
        assert first.endswith(f"   Ads: room for {words}")
        assert len(first) == 78

    def test_the_room_is_told_in_as_many_words_as_fit(self):
        for width, words in (
            (63, "room for 2  Ads: room for 3 new contacts"),
            (62, "  Ads: room for 3"),
            (52, "  Ads: room for 3"),
            (49, "  Room for 3"),
        ):
            _, (first, _) = self.both(width, (0.0, 0.0), *interviews(1, 2))
            assert first.endswith(words), width

    def test_the_room_names_no_channel_where_nobody_waits(self):
        weeks = loads(Workspace.of([Pace(interviews=4)]), NOW, 2)
        advice = replace(ahead(weeks, (0.0, 0.0)), wave=Wave())
        first, _ = strip(weeks, NOW, 78, advice)
        assert first.text.endswith("   Room for 3 new contacts")

    def test_the_room_goes_to_the_second_line_where_the_advice_fills_the_first(self):
        over = interviews(0, 0, 1, 2, 3, company="Greyfriars Steel")
        _, (first, second) = self.both(78, (0.0, 0.0, 0.0, 0.0), *over)
        assert first.endswith("could move to 30 Nov (m)")
        assert second.endswith("14 Dec ○○○○ 0/4          Room for 3")
        assert len(second) == 78

    def test_the_room_gives_way_to_the_advice_and_is_never_cut(self):
        over = interviews(0, 0, 1, 2, 3)
        _, (wide, _) = self.both(142, (0.0, 0.0), *over, contacts=0)
        assert wide.endswith("  No room for new contacts")
        _, (narrow, _) = self.both(84, (0.0, 0.0), *over, contacts=0)
        assert narrow.endswith("(m)     Room for 0")
        _, (least, _) = self.both(76, (0.0, 0.0), *over, contacts=0)
        assert least.endswith("could move to 30 Nov (m)")
