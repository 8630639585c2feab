"""Offers side by side, as lines."""

from dataclasses import replace
from datetime import timedelta

import pytest

from jobsearch_tui.domain.closing import to_close
from jobsearch_tui.domain.fields import Context
from jobsearch_tui.domain.records import Ad, Offer, Pace, Recruiter, Search
from jobsearch_tui.domain.text import cells
from jobsearch_tui.domain.workspace import Workspace
from jobsearch_tui.ui.render.offers import closing_line, offer_lines, offers_lines, to_close_lines
from jobsearch_tui.ui.render.pace import resting_words
from jobsearch_tui.ui.render.record import Look, record_lines
from jobsearch_tui.ui.widgets.line_layout import TONES
from tests.ui.host import DANA, KESTREL, MARSH, NOW, PACE

WIDTH = 78
TODAY = NOW.date()
HOSTILE = "[red]漢字[/] \x1b[31m\u202e‌ " * 6

HALDEN = Offer(
    id="halden",
    company="Halden Foods",
    role="COO",
    base=90_000,
    bonus=8_000,
    other="a company car, thirty days of leave, and a day a week at home or in Leeds, as agreed",
    decide_by=TODAY + timedelta(days=10),
    note="Ask about the pension.",
    origin="dana",
)
OMNIA = Offer(
    id="omnia",
    company="Omnia",
    base=99_000,
    decide_by=TODAY + timedelta(days=2),
    written=True,
)
ACCEPTED = replace(HALDEN, stage="accepted", written=True, changed=NOW)
HALDEN_TOO = replace(HALDEN, id="too")
AD = Ad(id="ad", role="COO", employer="Vantor", stage="replied")
SEARCH = Search(id="search", name="VP Operations", recruiter="dana", client="Kestrel")


def lines_of(*records, chosen="halden", width=WIDTH, pace=PACE):
    made = offers_lines(Workspace.of([pace, DANA, MARSH, *records]), chosen, NOW, width)
    assert [one.text for one in made if cells(one.text) > width] == []
    assert {tone for one in made for _, tone in one.runs} <= TONES | {""}
    return made


def text_of(*records, **given):
    return "\n".join(one.text.rstrip() for one in lines_of(*records, **given))


class TestSideBySide:
    def test_every_fact_has_its_row_and_every_offer_its_column(self):
        rows = [
            tuple(part.strip() for part in (one[:12], one[12:46], one[46:]))
            for one in text_of(HALDEN, OMNIA, width=80).splitlines()[5:]
        ]
        assert rows == [
            ("Company", "Omnia", "▸ Halden Foods"),
            ("Role", "–", "COO"),
            ("Stage", "made", "made"),
            ("Base", "99,000", "90,000"),
            ("Bonus", "–", "8,000"),
            ("Other", "–", "a company car, thirty days of"),
            ("", "", "leave, and a day a week at home"),
            ("", "", "or in Leeds, as agreed"),
            ("Total", "99,000 (the most)", "98,000 (−1,000)"),
            ("Decide by", "Thu 26 Nov", "Fri 4 Dec"),
            ("Left", "2 days left", "10 days left"),
            ("In writing", "yes", "no"),
            ("Came from", "–", "Dana Whitfield"),
            ("Note", "–", "Ask about the pension."),
        ]

    def test_three_fit_into_80_columns(self):
        text = text_of(HALDEN, OMNIA, replace(OMNIA, id="third", company="Kestrel"))
        assert all(name in text for name in ("Halden Foods", "Omnia", "Kestrel"))
        assert "more" not in text

    @pytest.mark.parametrize(
        ("chosen", "seen", "words"),
        [
            ("o0", "012", "2 more ▸"),
            ("o2", "123", "◂ 1 more   1 more ▸"),
            ("o4", "234", "◂ 2 more"),
        ],
    )
    def test_of_more_the_chosen_one_and_its_neighbours_are_shown(self, chosen, seen, words):
        offers = [
            Offer(id=f"o{n}", company=f"Firm {n}", decide_by=TODAY + timedelta(days=n))
            for n in range(5)
        ]
        text = text_of(*offers, chosen=chosen)
        assert f"▸ Firm {chosen[1]}" in text
        assert words in text
        assert [n for n in "01234" if f"Firm {n}" in text] == list(seen)

    def test_the_days_left_are_told_by_words_before_any_colour(self):
        late = replace(OMNIA, decide_by=TODAY - timedelta(days=1))
        (row,) = [
            one
            for one in lines_of(replace(late, id="late"), OMNIA, HALDEN)
            if one.text.startswith("Left")
        ]
        told = {text.strip(): tone for text, tone in row.runs}
        assert told == {"Left": "muted", "! 1 day past": "bad", "2 days left": "warn"} | {
            "10 days left": ""
        }

    def test_a_long_text_is_cut_with_an_ellipsis(self):
        text = text_of(replace(HALDEN, note="the pension and the notice " * 30), width=60)
        assert text.count("…") == 1

    @pytest.mark.parametrize("width", [40, 78, 118])
    def test_hostile_text_is_drawn_literally_and_fits(self, width):
        bad = Offer(id="bad", company=HOSTILE, role=HOSTILE, other=HOSTILE, note=HOSTILE)
        text = text_of(bad, HALDEN, OMNIA, chosen="bad", width=width)
        assert "[red]" in text
        assert "\x1b" not in text


class TestWhatIsSaidAboveThem:
    def test_keep_your_job_until_one_is_written_and_accepted(self):
        first, second = lines_of(HALDEN)[:2]
        assert first.text == "Keep your job until an offer is written and accepted."
        assert (second.text, second.key) == ("COO, Halden Foods  made, 10 days left", "halden")

    def test_nothing_of_the_kind_without_a_job(self):
        free = replace(PACE, employed=False)
        assert "Keep your job" not in text_of(HALDEN, pace=free)

    def test_how_to_add_one_where_there_is_none(self):
        assert text_of(chosen="").splitlines() == [
            "Keep your job until an offer is written and accepted.",
            "",
            "No offers yet: a adds one as soon as it is made, spoken or written.",
        ]

    def test_what_it_lacks_and_what_accepting_it_would_leave(self):
        text = text_of(replace(HALDEN, base=None, origin=""), KESTREL, SEARCH, AD)
        assert "Lacks       the offer in writing, the base salary" in text
        left = "in writing, it would leave 1 interview, 1 search and 1 ad to close."
        assert left in " ".join(text.split())

    def test_that_it_would_leave_nobody(self):
        assert "in writing, it would leave nobody to tell." in text_of(HALDEN)

    def test_a_spoken_one_is_wanted_on_paper_first(self):
        text = text_of(replace(HALDEN, stage="accepted"), AD)
        assert "Keep your job" in text
        assert "First       This offer is not in writing." in text
        assert "To close with" not in text

    def test_nothing_more_of_one_that_is_over(self):
        text = text_of(replace(HALDEN, stage="declined"))
        assert "Lacks" not in text
        assert "would leave" not in text


class TestWhomToCloseWith:
    def test_each_has_its_reason_and_its_key_and_leads_to_the_record(self):
        made = lines_of(ACCEPTED, KESTREL, SEARCH)
        assert "To close with, 2" in [one.text for one in made]
        (kestrel,) = [one for one in made if one.key == "kestrel"]
        assert kestrel.text.rstrip().startswith("Kestrel, round 2")
        assert "interview Thu 26 Nov 17:00" in kestrel.text
        assert kestrel.text.rstrip().endswith("s cancelled")
        assert [one.key for one in made if one.key] == ["halden", "kestrel", "search"]

    def test_the_call_alone_closes_an_interview_that_was_held(self):
        held = replace(KESTREL, stage="held", starts=NOW - timedelta(days=3))
        (one,) = to_close(Workspace.of([ACCEPTED, held]), ACCEPTED, NOW)
        assert closing_line(one, WIDTH).text.rstrip().endswith("l the call")

    def test_when_all_have_been_told_the_search_can_rest(self):
        assert "Everybody has been told. R puts the search to rest" in text_of(ACCEPTED)

    def test_a_search_at_rest_says_so_and_asks_for_nothing(self):
        text = text_of(ACCEPTED, AD, pace=replace(PACE, rested_on=TODAY))
        assert text.splitlines()[0] == (
            "The search is at rest since today: nothing is due. R takes it up again."
        )
        assert "Keep your job" not in text
        assert "told" not in text
        assert resting_words(Pace(), NOW) == ""


def of_record(offer, *records, pace=PACE):
    workspace = Workspace.of([pace, DANA, MARSH, offer, *records])
    parts = (offer_lines, to_close_lines)
    return [one.text.rstrip() for part in parts for one in part(workspace, offer, NOW, WIDTH)]


class TestTheRecordOfAnOffer:
    def test_says_to_keep_the_job_what_is_left_and_what_it_lacks(self):
        assert of_record(HALDEN) == [
            "Keep your job until an offer is written and accepted.",
            "Left        10 days left",
            "Lacks       the offer in writing",
        ]

    def test_says_whom_to_close_with(self):
        owen = Recruiter(id="owen", name="Owen Pryce", stage="active")
        assert of_record(ACCEPTED, AD, owen) == [
            "To close    COO, Vantor: replied, undecided",
            "            Owen Pryce: looks for openings for you",
        ]

    def test_says_nothing_when_it_is_over_or_the_search_is_at_rest(self):
        assert of_record(replace(HALDEN, stage="lapsed")) == []
        assert of_record(HALDEN, pace=replace(PACE, rested_on=TODAY)) == []
        assert of_record(ACCEPTED, AD, pace=replace(PACE, rested_on=TODAY)) == []

    def test_says_all_that_between_its_facts(self):
        workspace = Workspace.of([PACE, DANA, MARSH, ACCEPTED, AD, HALDEN_TOO])
        look = Look(Context(workspace, NOW), WIDTH)
        lines = [one.text for one in record_lines(ACCEPTED, look)]
        (close,) = [
            at for at, text in enumerate(lines) if text.startswith("To close    COO, Vantor")
        ]
        assert lines.index("Base        90,000") < close < lines.index("Log")
        assert record_lines(HALDEN_TOO, look)[1].text.startswith("Left        10 days left")
