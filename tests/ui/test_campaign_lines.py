"""What campaigns, the worksheet and the end run show, as lines and cells."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from jobsearch_tui.domain.campaigns import Campaign
from jobsearch_tui.domain.companies import company_list
from jobsearch_tui.domain.fields import Context
from jobsearch_tui.domain.in_play import DoorKind, InPlay
from jobsearch_tui.domain.records import Ad, Recruiter, Search, Target
from jobsearch_tui.domain.text import cells
from jobsearch_tui.domain.workspace import Workspace
from jobsearch_tui.ui.render.campaign import (
    COLUMNS,
    SHOWN,
    TargetRows,
    campaign_lines,
    overview,
    preview,
)
from jobsearch_tui.ui.render.record import Look, record_lines
from jobsearch_tui.ui.render.rows import Seen
from jobsearch_tui.ui.widgets.line_layout import TONES
from tests.ui.host import NOW

HOSTILE = "[red]漢字[/] \x1b[31m\u202e " * 4
DANA = Recruiter(id="dana", name="Dana Whitfield")
NO = Search(id="no", name="Plant Director", recruiter="dana", stage="turned down")
HALDEN = Target(id="halden", company="Halden Foods", campaign="end run", search="no")
AD = Ad(id="ad", role="VP Ops", employer="Halden Foods", stage="answered")
RUN = Campaign("end run", "no")


def seen(*records):
    return Seen(Workspace.of([DANA, NO, *records]), NOW)


def text(lines):
    return "\n".join(line.text.rstrip() for line in lines)


def on_record(record, *others, width=60):
    context = Context(Workspace.of([DANA, NO, record, *others]), NOW)
    return text(campaign_lines(record, context, width))


class TestThePreview:
    def lines(self, typed, cautions=(), known=(), width=40):
        return preview(company_list(typed, known), lambda one: cautions, 1, width)

    def test_numbers_what_was_understood(self):
        shown = text(self.lines("Halden Foods - Ruth Adeyemi\nKestrel, Inc."))
        assert shown == "  1 Halden Foods · Ruth Adeyemi\n  2 Kestrel, Inc."

    def test_goes_on_from_what_is_listed(self):
        found = company_list("Kestrel")
        assert text(preview(found, lambda one: (), 8, 40)) == "  8 Kestrel"

    def test_says_under_a_company_why_to_think_twice(self):
        caution = InPlay(DoorKind.AD, "You answered their ad for VP Ops today.", "ad")
        assert text(self.lines("Halden", [caution], width=30)) == (
            "  1 Halden\n    ▲ You answered their ad\n      for VP Ops today."
        )

    def test_says_what_is_not_listed_and_why(self):
        shown = text(self.lines(f"A1\na1\nB2\n{'word ' * 60}", known=["B2"], width=90))
        assert "· a1: twice in these lines, listed once" in shown
        assert "· B2: listed already" in shown
        assert "too long for a name: part the line" in shown

    def test_an_empty_one_says_what_will_stand_there(self):
        assert "What is understood stands here" in text(self.lines(""))

    @pytest.mark.parametrize("width", [20, 40, 70])
    def test_hostile_names_are_made_visible_and_fit(self, width):
        caution = InPlay(DoorKind.AD, HOSTILE, "ad")
        for line in self.lines(f"{HOSTILE}\n{HOSTILE} - {HOSTILE}", [caution], width=width):
            assert cells(line.text) <= width
            assert "\x1b" not in line.text
            assert "\u202e" not in line.text


class TestTheOverview:
    def test_names_every_campaign_and_tells_the_figures_of_the_chosen_one(self):
        written = replace(HALDEN, id="2", stage="written", written_on=NOW.date())
        shown = text(overview(seen(HALDEN, written), RUN, 78))
        assert "  Broadcast" in shown
        assert "▸ End run: Plant Director" in shown
        assert "2 companies, 1 unwritten" in shown
        assert "1 letter out: no direct interviews, 0 handed back to the recruiter" in shown
        assert shown.endswith("\nlisted 1 · written 1")

    def test_of_many_the_chosen_one_is_among_those_shown(self):
        runs = [replace(HALDEN, id=str(n), search=f"s{n}") for n in range(9)]
        for number in range(9):
            shown = text(overview(seen(*runs), Campaign("end run", f"s{number}"), 78))
            assert shown.count("▸") == 1
            assert f"and {10 - SHOWN} more: Tab" in shown

    def test_a_campaign_that_is_gone_does_no_harm(self):
        assert "Broadcast" in text(overview(seen(), RUN, 78))


class TestTheTable:
    def row(self, target, *others):
        rows = TargetRows([target], seen(target, *others))
        return dict(zip([c.id for c in COLUMNS], rows.cells(0), strict=True))

    def test_shows_company_executive_stage_day_and_what_is_next(self):
        day = date(2026, 11, 10)
        row = self.row(replace(HALDEN, executive="Ruth Adeyemi", stage="written", written_on=day))
        assert [cell.text for cell in row.values()] == [
            *("", "Halden Foods", "Ruth Adeyemi", "written", "Tue 10 Nov", "!call 4d late")
        ]

    def test_marks_a_target_at_which_the_user_is_in_play(self):
        assert self.row(HALDEN, AD)["doubt"].text == "▲"
        assert self.row(replace(HALDEN, stage="no opening"), AD)["doubt"].text == ""

    def test_says_that_a_name_is_wanting(self):
        assert self.row(HALDEN)["executive"].text == "(no name yet)"

    def test_tones_are_those_that_there_are(self):
        for stage in ("listed", "written", "interview", "referred back", "odd"):
            target = replace(HALDEN, stage=stage, written_on=NOW.date() - timedelta(days=10))
            assert {cell.style for cell in self.row(target, AD).values()} <= TONES | {""}

    def test_a_row_is_found_by_its_id(self):
        rows = TargetRows([HALDEN], seen(HALDEN))
        assert (len(rows), rows.key(0), rows.index("halden"), rows.index("x")) == (
            *(1, "halden", 0, None),
        )


class TestOnARecord:
    def test_a_search_that_said_no_advises_to_stay_in_touch_first(self):
        shown = on_record(NO)
        assert "Advice      Stay in touch first: Dana Whitfield will" in shown
        assert "End run     E, one key further. The odds are poor" in shown

    def test_with_an_end_run_its_figures_stand_there(self):
        shown = on_record(NO, replace(HALDEN, stage="referred back"))
        assert "End run     1 letter out: no direct interviews, 1 handed" in shown
        assert "one key further" not in shown

    def test_another_search_says_nothing_of_it(self):
        assert on_record(replace(NO, stage="submitted")) == ""

    def test_a_target_says_why_to_think_twice(self):
        assert on_record(HALDEN, AD).startswith("▲ You answered their ad for VP Ops")
        assert on_record(HALDEN) == ""
        assert on_record(DANA) == ""

    def test_it_stands_on_the_records_page(self):
        look = Look(Context(Workspace.of([DANA, NO, HALDEN, AD]), NOW), 60)
        assert "▲ You answered their ad" in text(record_lines(HALDEN, look))
        assert "Stay in touch first" in text(record_lines(NO, look))
