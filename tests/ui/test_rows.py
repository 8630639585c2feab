"""What stands in the rows of the four panes."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from jobsearch_tui.domain.records import (
    Activity,
    Ad,
    Agency,
    Interview,
    Pace,
    Promise,
    Recruiter,
    Search,
)
from jobsearch_tui.domain.selection import Selection
from jobsearch_tui.domain.workspace import Workspace
from jobsearch_tui.ui.render.rows import COLUMNS, PANES, RecordRows, Seen, cells_of
from jobsearch_tui.ui.widgets.line_layout import TONES, Cell
from tests.ui.host import NOW, demo

TODAY = NOW.date()
MARSH = Agency(id="marsh", name="Marsh & Vale", type="retained search", stage="active")
DANA = Recruiter(id="dana", name="Dana Whitfield", agency="marsh", stage="active")
AD = Ad(id="ad", role="VP Operations", employer="Halden Foods")
KESTREL = Interview(id="kestrel", company="Kestrel", starts=NOW + timedelta(days=2), round=2)
HELD = replace(KESTREL, starts=NOW - timedelta(days=12), stage="held")
WORD = Promise(id="word", about="kestrel", what="word", by=TODAY, who="Ruth Adeyemi")


def ago(days):
    return TODAY - timedelta(days=days)


def call(*about, days, **given):
    return Activity(id=f"call{days}", at=NOW - timedelta(days=days), about=about, **given)


def row(record, *others):
    """The cells of a record by their columns, seen among these others."""
    seen = Seen(Workspace.of([Pace(), record, *others]), NOW)
    names = [column.id for column in COLUMNS[record.kind]]
    return dict(zip(names, cells_of(record, seen), strict=True))


class TestAgencies:
    def test_tell_kind_stage_last_contact_and_the_next(self):
        assert row(replace(MARSH, location="Leeds"), call("marsh", days=3)) == {
            "name": Cell("Marsh & Vale"),
            "type": Cell("retained", "muted"),
            "location": Cell("Leeds", "muted"),
            "stage": Cell("active"),
            "contact": Cell("3d ago", "muted"),
            "next": Cell("in 7 days", "muted"),
        }

    def test_that_are_closed_are_muted_and_wait_for_nothing(self):
        cells = row(replace(MARSH, stage="closed"))
        assert (cells["stage"], cells["next"]) == (Cell("closed", "muted"), Cell(""))
        assert cells["contact"].text == ""

    def test_are_marked_when_they_are_late_in_signs_as_well_as_in_colour(self):
        assert row(MARSH, call("marsh", days=10))["next"] == Cell("call today", "warn")
        assert row(MARSH, call("marsh", days=20))["next"] == Cell("!10d late", "bad")

    def test_have_no_contact_in_a_note(self):
        cells = row(MARSH, call("marsh", days=1, type="note"))
        assert cells["contact"].text == ""


class TestRecruiters:
    def test_tell_where_they_are_and_their_live_searches(self):
        searches = [
            Search(id=f"s{number}", name="COO", recruiter="dana", stage=stage)
            for number, stage in enumerate(("discussed", "submitted", "turned down"))
        ]
        assert row(DANA)["searches"].text == ""
        assert row(DANA, *searches[1:])["searches"] == Cell("1 search", "accent")
        assert row(DANA, MARSH, *searches)["searches"] == Cell("2 searches", "accent")
        assert row(replace(DANA, searches=4), *searches)["searches"].text == "4 searches"
        assert row(DANA, MARSH)["agency"] == Cell("Marsh & Vale", "muted")

    def test_in_a_company_are_at_their_employer(self):
        assert row(replace(DANA, employer="Omnia", agency=""))["agency"].text == "Omnia"


class TestAds:
    def test_name_their_employer_or_say_that_they_do_not(self):
        assert row(AD)["employer"] == Cell("Halden Foods")
        assert row(replace(AD, employer=""))["employer"] == Cell("(blind ad)", "muted")

    @pytest.mark.parametrize(
        ("closes", "stage", "cell"),
        [
            (None, "spotted", Cell("")),
            (ago(0), "spotted", Cell("today", "warn")),
            (ago(-3), "spotted", Cell("Fri 27 Nov", "warn")),
            (ago(-4), "spotted", Cell("Sat 28 Nov", "muted")),
            (ago(1), "spotted", Cell("yesterday", "muted")),
            (ago(-3), "answered", Cell("")),
        ],
    )
    def test_warn_while_they_can_still_be_answered(self, closes, stage, cell):
        assert row(replace(AD, closes=closes, stage=stage))["closes"] == cell

    @pytest.mark.parametrize(
        ("answered", "words"), [(5, "5d silent"), (1, "1d silent"), (0, ""), (None, "")]
    )
    def test_tell_how_long_they_have_been_silent(self, answered, words):
        day = None if answered is None else ago(answered)
        ad = replace(AD, stage="answered", answered_on=day, follow_up=ago(-90))
        assert row(ad)["next"] == Cell(words, "muted")

    def test_count_the_silence_from_the_last_contact(self):
        ad = replace(AD, stage="answered", answered_on=ago(9))
        assert row(ad, call("ad", days=2))["next"].text == "2d silent"

    def test_tell_a_contact_that_is_due_rather_than_the_silence(self):
        ad = replace(AD, stage="answered", answered_on=ago(12))
        assert row(ad)["next"] == Cell("2d late", "warn")
        assert row(replace(ad, follow_up=ago(2), answered_on=ago(20)))["next"].style == "bad"


class TestInterviews:
    def test_stand_at_the_hour_of_the_user(self):
        new_york = KESTREL.starts.astimezone(tz=None).astimezone(NOW.tzinfo)
        cells = row(replace(KESTREL, starts=new_york, zone="America/New_York", format="panel"))
        assert cells["starts"] == Cell("Thu 26 Nov 09:30")
        assert cells["company"] == Cell("Kestrel")
        assert cells["format"] == Cell("panel", "muted")
        assert cells["stage"] == Cell("scheduled")

    @pytest.mark.parametrize(
        ("number", "words"),
        [
            (1, "1st"),
            (2, "2nd"),
            (3, "3rd"),
            (4, "4th"),
            (10, "10th"),
            (11, "11th"),
            (12, "12th"),
            (13, "13th"),
            (20, "20th"),
            (21, "21st"),
            (22, "22nd"),
        ],
    )
    def test_tell_their_round(self, number, words):
        assert row(replace(KESTREL, round=number))["round"].text == words

    def test_that_are_past_ask_whether_they_were_held(self):
        cells = row(replace(KESTREL, starts=NOW - timedelta(hours=1)))
        assert cells["stage"] == Cell("! past: held?", "warn")
        assert cells["starts"] == Cell("today 08:30", "muted")

    @pytest.mark.parametrize("stage", ["cancelled", "no-show"])
    def test_that_did_not_take_place_say_so(self, stage):
        assert row(replace(HELD, stage=stage), WORD)["stage"] == Cell(stage, "muted")

    @pytest.mark.parametrize(
        ("promise", "cell"),
        [
            (WORD, Cell("word by today (Ruth Adeyemi)", "accent")),
            (replace(WORD, by=ago(-3)), Cell("word by Fri 27 Nov (Ruth Adeyemi)", "accent")),
            (
                replace(WORD, by=ago(4)),
                Cell("! word by Fri 20 Nov (Ruth Adeyemi), 4 days late", "bad"),
            ),
            (
                replace(WORD, by=ago(4), stage="broken"),
                Cell("! word by Fri 20 Nov (Ruth Adeyemi), broken", "bad"),
            ),
            (replace(WORD, stage="kept"), Cell("held, look back", "muted")),
            (replace(WORD, by=None), Cell("held, look back", "muted")),
        ],
    )
    def test_that_were_held_wait_for_somebodys_word(self, promise, cell):
        assert row(HELD, promise)["stage"] == cell

    def test_that_were_looked_back_on_are_done(self):
        assert row(replace(HELD, rating=4))["stage"] == Cell("held", "muted")


class TestAllRows:
    @pytest.mark.parametrize("kind", PANES)
    def test_of_the_demo_have_a_cell_for_every_column_in_a_known_tone(self, kind):
        workspace = Workspace.of(demo())
        records = tuple(workspace.of_kind(kind))
        rows = RecordRows(records, Seen(workspace, NOW))
        assert len(rows) == len(records) > 10
        for place, record in enumerate(records):
            cells = rows.cells(place)
            assert len(cells) == len(COLUMNS[kind])
            assert {cell.style for cell in cells} <= {"", *TONES}
            assert (rows.key(place), rows.index(record.id)) == (record.id, place)
        assert rows.index("nobody") is None

    @pytest.mark.parametrize(
        ("kind", "column"), [(kind, column.id) for kind in PANES for column in COLUMNS[kind]]
    )
    def test_can_be_sorted_by_every_column_both_ways(self, kind, column):
        workspace = Workspace.of(demo())
        up = Selection(kind, sort=column).rows(workspace, NOW)
        down = Selection(kind, sort=column, downwards=True).rows(workspace, NOW)
        assert set(up) == set(down) == set(workspace.of_kind(kind))
        assert up != down

    def test_are_sorted_by_the_number_of_live_searches(self):
        searches = (
            Search(id=f"s{number}", name="COO", recruiter=recruiter, stage=stage)
            for number, (recruiter, stage) in enumerate(
                [("a", "closed"), ("b", "submitted"), ("c", "discussed"), ("c", "submitted")]
            )
        )
        people = [Recruiter(id=id, name=id) for id in "abc"]
        rows = Selection("recruiter", sort="searches").rows(Workspace.of([*people, *searches]), NOW)
        assert [record.id for record in rows] == ["b", "c", "a"]

    def test_are_legible_with_a_date_of_another_century(self):
        assert row(replace(AD, closes=date(1, 1, 1)))["closes"].text == "1 Jan 1"
