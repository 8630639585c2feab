"""Everything about one record, as lines."""

from dataclasses import fields, replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jobsearch_tui.domain.fields import Context
from jobsearch_tui.domain.records import (
    KINDS,
    RECORD_TYPES,
    Activity,
    Ad,
    Agency,
    Interview,
    Pace,
    Promise,
    Recruiter,
    Search,
)
from jobsearch_tui.domain.text import cells
from jobsearch_tui.domain.workspace import Workspace
from jobsearch_tui.ui.render.record import LOG_SHOWN, Look, record_lines
from jobsearch_tui.ui.widgets.line_layout import TONES
from tests.ui.host import NOW, demo

TODAY = NOW.date()
HOSTILE = "[red]漢字[/] \x1b[31m\u202e‌ " * 6
WIDTH = 50
NARROWEST = 40

MARSH = Agency(id="marsh", name="Marsh & Vale", type="retained search", location="Leeds")
DANA = Recruiter(id="dana", name="Dana Whitfield", agency="marsh", stage="active")
SEARCH = Search(id="search", name="VP Operations", recruiter="dana")
KESTREL = Interview(
    id="kestrel",
    company="Kestrel",
    starts=NOW + timedelta(days=2),
    origin="search",
    people="Ruth Adeyemi",
    note="bring\nthe figures",
)


def lines_of(record, *others, width=WIDTH):
    workspace = Workspace.of([Pace(interviews=4, hours=12), record, *others])
    return record_lines(record, Look(Context(workspace, NOW), width))


def text_of(record, *others, width=WIDTH):
    return "\n".join(line.text.rstrip() for line in lines_of(record, *others, width=width))


def call(id, days, summary="", **given):
    given = {"result": "reached", "about": ("dana",)} | given
    return Activity(id=id, at=NOW - timedelta(days=days), summary=summary, **given)


def hostile(kind):
    """A record of a kind with a hostile text wherever a text may stand."""
    record = RECORD_TYPES[kind](id="hostile")
    texts = {
        field.name: HOSTILE
        for field in fields(record)
        if field.type == "str" and field.name not in ("id", "zone") and not _is_chosen(field)
    }
    return replace(record, **texts)


def _is_chosen(field):
    spec = field.metadata.get("spec")
    return spec is None or bool(spec.choices) or bool(spec.refers)


class TestHead:
    def test_tells_title_and_stage_and_leads_to_the_record(self):
        first = lines_of(DANA)[0]
        assert (first.text, first.key) == ("Dana Whitfield  active", "dana")

    def test_of_a_long_title_wraps(self):
        shown = text_of(replace(MARSH, name="Marsh & Vale " * 6), width=40).splitlines()
        assert shown[0].endswith("  queued")
        assert shown[1].startswith("& Vale Marsh")


class TestFacts:
    def test_are_told_when_they_say_something(self):
        shown = text_of(KESTREL, SEARCH, DANA)
        assert "Starts      Thu 26 Nov 09:30" in shown
        assert "Length      1 h" in shown
        assert "With        Ruth Adeyemi" in shown
        assert "Note        bring\n            the figures" in shown
        assert "Company" not in shown
        assert "Where" not in shown
        assert "Round" not in shown

    def test_that_the_head_tells_already_are_not_told_again(self):
        ad = Ad(id="ad", role="COO", employer="Omnia", source="a friend, COO")
        shown = text_of(ad).splitlines()
        assert shown[0] == "COO, Omnia  spotted"
        assert shown[1] == "Source      a friend, COO"
        assert not any(line.startswith(("Role", "Employer")) for line in shown)

    def test_name_the_records_they_refer_to_and_lead_there(self):
        (origin,) = [line for line in lines_of(KESTREL, SEARCH) if "Came from" in line.text]
        assert origin.text == "Came from   VP Operations"
        assert origin.key == "search"


class TestDoubts:
    def test_about_a_scheduled_interview_stand_first_with_a_mark(self):
        others = [replace(KESTREL, id=f"k{number}") for number in range(4)]
        shown = text_of(KESTREL, *others, width=60).splitlines()
        assert shown[1].startswith("▲ This week is over capacity: 5 interviews")
        assert sum(line.startswith("▲ It overlaps Kestrel") for line in shown) == 4

    def test_are_not_raised_about_one_that_was_held(self):
        past = replace(KESTREL, starts=NOW - timedelta(days=1))
        assert "▲" in text_of(past)
        assert "▲" not in text_of(replace(past, stage="held"))


class TestFollowUp:
    @pytest.mark.parametrize(
        ("days", "words", "tone"),
        [
            (3, "in 7 days, Tue 1 Dec: last spoke 3", ""),
            (9, "tomorrow: last spoke 9 days ago, you", ""),
            (10, "call today: last spoke 10 days ago,", "warn"),
            (20, "! 10d late, Sat 14 Nov: last spoke 20", "bad"),
        ],
    )
    def test_tells_when_and_why(self, days, words, tone):
        (line,) = [one for one in lines_of(DANA, call("c", days)) if "Next" in one.text]
        assert line.text == f"Next        {words}"
        assert line.runs[1][1] == tone

    def test_says_a_pinned_date_once(self):
        shown = text_of(replace(DANA, follow_up=TODAY + timedelta(days=3)))
        assert "Next        in 3 days: pinned for Fri 27 Nov" in shown
        assert "Follow up" not in shown


class TestPromises:
    def test_are_told_with_their_state_earliest_first(self):
        promises = [
            Promise(id="p1", about="kestrel", what="word", by=TODAY + timedelta(days=9)),
            Promise(id="p2", about="kestrel", what="names", by=TODAY - timedelta(days=4)),
            Promise(id="p3", about="kestrel", what="fare", by=TODAY, stage="kept"),
        ]
        lines = lines_of(KESTREL, *promises)
        made = [line for line in lines if line.key.startswith("p") and "▲" not in line.text]
        assert [line.text for line in made] == [
            "Promised    ! names by Fri 20 Nov, 4 days late",
            "            fare by today, kept",
            "            word by Thu 3 Dec",
        ]
        assert [line.runs[1][1] for line in made] == ["bad", "muted", "accent"]


class TestLinkedRecords:
    def test_are_named_with_their_stage_those_that_are_over_last(self):
        searches = [replace(SEARCH, id="s2", name="COO", stage="turned down"), SEARCH]
        shown = text_of(DANA, MARSH, *searches)
        assert "Agency      Marsh & Vale" in shown
        assert "Searches    VP Operations  discussed\n            COO  turned down" in shown

    def test_tell_an_interview_by_its_day(self):
        assert "Interviews  Thu 26 Nov 09:30  Kestrel  scheduled" in text_of(SEARCH, KESTREL)

    def test_lead_there(self):
        keys = [line.key for line in lines_of(MARSH, DANA, SEARCH)]
        assert "dana" in keys


class TestLog:
    def test_of_nothing_says_how_to_begin_one(self):
        assert text_of(DANA).endswith("Log\nnothing yet: l logs a call")

    def test_of_a_promise_is_that_of_what_it_is_about(self):
        promise = Promise(id="p", about="dana", what="ring back", by=TODAY)
        entry = Activity(id="e", at=NOW, about=("dana",), summary="agreed the date")
        assert text_of(promise, DANA, entry).endswith("agreed the date")

    def test_an_entry_of_the_log_has_none_of_its_own(self):
        assert "Log" not in text_of(Activity(id="e", at=NOW, about=("dana",), summary="hm"), DANA)

    def test_tells_the_newest_first_beside_each_other_where_it_fits(self):
        entries = [
            call("c1", 9, "invitation", type="email", result="", direction="in"),
            call("c2", 2, "agreed the date"),
            call("c3", 6, "in a meeting; try again on Thursday after five", result="gatekeeper"),
            call("c4", 7, "active → dormant", type="stage"),
            call("c5", 8, "likes\nboats", type="note", result=""),
        ]
        shown = text_of(DANA, *entries)
        assert shown[shown.index("Log") :].splitlines() == [
            "Log, 5",
            "  2d ago  call out reached  agreed the date",
            "  6d ago  call out gatekeeper",
            "           in a meeting; try again on Thursday",
            "           after five",
            "  7d ago  active → dormant",
            "  8d ago  note",
            "           likes",
            "           boats",
            "  9d ago  email in  invitation",
        ]

    def test_leads_to_each_entry(self):
        assert lines_of(DANA, call("c1", 1, "x\ny"))[-3].key == "c1"

    def test_of_many_entries_shows_the_newest_and_counts_the_rest(self):
        entries = [call(f"c{number}", number / 10) for number in range(LOG_SHOWN + 30)]
        lines = lines_of(DANA, *entries)
        assert f"Log, {LOG_SHOWN + 30}" in [line.text for line in lines]
        assert lines[-1].text == "… and 30 older entries"
        shown = [line.key for line in lines if line.key.startswith("c")]
        assert shown == [f"c{number}" for number in range(LOG_SHOWN)]


class TestEveryRecord:
    @pytest.mark.parametrize("width", [NARROWEST, 78, 51])
    def test_of_the_demo_fits_the_width_in_known_tones(self, width):
        workspace = Workspace.of(demo())
        look = Look(Context(workspace, NOW), width)
        kinds = set()
        for kind in KINDS:
            for record in list(workspace.of_kind(kind))[:60]:
                lines = record_lines(record, look)
                assert max(cells(line.text) for line in lines) <= width
                assert {tone for line in lines for _, tone in line.runs} <= {"", *TONES}
                assert lines[0].key == record.id
                kinds.add(kind)
        assert kinds == set(KINDS)

    @pytest.mark.parametrize("kind", KINDS)
    @pytest.mark.parametrize("width", [NARROWEST, 78])
    def test_of_hostile_text_shows_it_and_keeps_to_the_width(self, kind, width):
        lines = lines_of(hostile(kind), width=width)
        shown = "".join(line.text for line in lines)
        assert "[red]" in shown
        assert "␛[31m" in shown
        assert "\x1b" not in shown
        assert "\u202e" not in shown
        assert max(cells(line.text) for line in lines) <= width

    @pytest.mark.parametrize("width", [NARROWEST, 78])
    def test_about_which_hostile_things_were_logged_keeps_to_the_width(self, width):
        others = [
            *(call(f"c{kind}", 1, HOSTILE, type=kind) for kind in ("call", "note", "stage")),
            call("wide", 1, "漢字" * 7),
            Promise(id="p", about="dana", what=HOSTILE, who=HOSTILE, by=TODAY),
            Search(id="s", recruiter="dana", name=HOSTILE),
        ]
        lines = lines_of(DANA, *others, width=width)
        assert max(cells(line.text) for line in lines) <= width
        assert "漢字" * 7 in "".join(line.text for line in lines)

    @settings(max_examples=80)
    @given(st.text(max_size=90), st.integers(NARROWEST, 116))
    def test_keeps_to_the_width_whatever_was_written(self, text, width):
        ad = Ad(id="ad", role=text, employer=text, note=text, closes=date.max, stage="answered")
        entries = [
            call("c1", 1, text, about=("ad",)),
            call("c2", 400, text, about=("ad",), type="stage"),
        ]
        assert max(cells(line.text) for line in lines_of(ad, *entries, width=width)) <= width
