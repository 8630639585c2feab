"""The one form for every record."""

import itertools
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from textual.app import App

from jobsearch_tui.domain.fields import Context, field_named, typed_fields
from jobsearch_tui.domain.records import (
    RECORD_TYPES,
    Activity,
    Agency,
    Interview,
    Pace,
    Recruiter,
    Search,
)
from jobsearch_tui.domain.text import cells
from jobsearch_tui.domain.workspace import Workspace
from jobsearch_tui.ui.dialogs import form as form_module
from jobsearch_tui.ui.dialogs.form import RecordForm, Saved
from jobsearch_tui.ui.widgets.field_entry import entry_for, read
from jobsearch_tui.ui.widgets.field_picks import picks, taken
from jobsearch_tui.ui.widgets.field_row import FieldRow
from jobsearch_tui.ui.widgets.field_words import Remark, Tone, placed, remarks, stepped

PARIS = ZoneInfo("Europe/Paris")
NEW_YORK = ZoneInfo("America/New_York")
NOW = datetime(2026, 11, 24, 20, 0, tzinfo=PARIS)
STARTS = datetime(2026, 11, 27, 9, 30, 12, tzinfo=NEW_YORK)

DANA = Recruiter(id="recr1", name="Dana Whitfield", agency="agen1", stage="active")
KESTREL = Interview(id="intv1", company="Kestrel", starts=STARTS, origin="recr1")
CALL = Activity(id="call1", at=NOW, about=("recr1",))
CALL_AT_SEA = Activity(id="call2", at=NOW.astimezone(ZoneInfo("Etc/GMT-1")), about=("recr1",))
NEW_SEARCH = Search(id="new", name="")
WORKSPACE = Workspace.of(
    [
        Agency(id="agen1", name="Marsh & Vale", location="Leeds"),
        Agency(id="agen2", name="Marshall Search"),
        DANA,
        Recruiter(id="recr2", name="Owen Pryce", agency="agen2"),
        Recruiter(id="recr3", name="Owen Pryce", employer="Omnia"),
        Search(id="srch1", name="VP Operations", recruiter="recr1"),
        KESTREL,
    ]
)
CONTEXT = Context(WORKSPACE, NOW)


def entry(record, name, text=None):
    return entry_for(field_named(record.kind, name), record, CONTEXT, text)


def said(shown, *, is_focused=True, is_checked=False, warning=""):
    found = remarks(shown, CONTEXT, is_focused=is_focused, is_checked=is_checked, warning=warning)
    return [remark.line for remark in found]


class TestEntries:
    @pytest.mark.parametrize(
        ("record", "name", "text"),
        [
            (DANA, "agency", "Marsh & Vale"),
            (KESTREL, "starts", "2026-11-27 09:30 New York"),
            (CALL_AT_SEA, "at", "2026-11-24 20:00 Etc/GMT-1"),
            (KESTREL, "minutes", "1 h"),
            (KESTREL, "format", "video"),
            (Interview(id="new", company=""), "starts", ""),
            (Search(id="s", name="", recruiter="recr2"), "recruiter", "Owen Pryce (recr2)"),
            (Search(id="s", name="", recruiter="gone"), "recruiter", ""),
            (
                *(Activity(id="a", about=("recr1", "gone", "recr3")), "about"),
                "Dana Whitfield; Owen Pryce (recr3)",
            ),
            (Agency(id="a", name="two\nlines\x1b[2J"), "name", "two lines"),
        ],
    )
    def test_show_a_value_as_a_person_would_type_it(self, record, name, text):
        assert entry(record, name).text == text

    def test_an_untouched_text_means_the_value_exactly(self):
        assert entry(KESTREL, "starts").read(CONTEXT) is STARTS
        assert entry(KESTREL, "starts", "2026-11-27 09:30 New York").read(CONTEXT) is STARTS

    @pytest.mark.parametrize(
        ("record", "name", "typed", "settled"),
        [
            (KESTREL, "format", "on", "on-site"),
            (KESTREL, "format", "", "video"),
            (KESTREL, "format", "p", "p"),
            (KESTREL, "follow_up", "fri", "2026-11-27"),
            (KESTREL, "starts", "sun 9:30 New York", "2026-11-29 09:30 New York"),
            (KESTREL, "minutes", "90", "90"),
            (DANA, "agency", "marshall", "Marshall Search"),
            (DANA, "agency", "Marsh & Vale", "Marsh & Vale"),
            (Pace(), "employed", "n", "no"),
        ],
    )
    def test_a_text_that_could_change_its_meaning_is_written_out(
        self, record, name, typed, settled
    ):
        assert entry(record, name, typed).settled(CONTEXT) == settled

    def test_make_a_record_of_what_is_understood(self):
        entries = [entry(KESTREL, "round", "3"), entry(KESTREL, "minutes", "long")]
        reading = read(KESTREL, entries, CONTEXT)
        assert (reading.record.round, reading.record.minutes) == (3, 60)
        assert set(reading.errors) == {"minutes"}


class TestWords:
    @pytest.mark.parametrize(
        ("record", "name", "typed", "words"),
        [
            (KESTREL, "starts", "fri 2pm", ["→ Fri 27 Nov 14:00"]),
            (KESTREL, "starts", "sun 9:30 New York", ["→ Sun 29 Nov 09:30 New York (15:30 here)"]),
            (KESTREL, "starts", "blu", ["fri 2pm, 2 dec 9:30 New York"]),
            (KESTREL, "follow_up", "+3d", ["→ Fri 27 Nov"]),
            (KESTREL, "minutes", "90", ["→ 1 h 30"]),
            (KESTREL, "minutes", "1 h", ["90, 1h30"]),
            (KESTREL, "format", "p", ["phone · video · on-site · panel · meal · assessment"]),
            (KESTREL, "format", "me", ["phone · video · on-site · panel · [meal] · assessment"]),
            (KESTREL, "where", "Main [b]St[/]", []),
            (Pace(), "employed", "n", ["yes · [no]"]),
            (Pace(), "zone", "paris", ["→ Europe/Paris"]),
            (DANA, "note", "one\ntwo", []),
        ],
    )
    def test_tell_what_is_understood(self, record, name, typed, words):
        assert said(entry(record, name, typed)) == words

    def test_call_a_text_wrong_only_once_it_was_left(self):
        shown = entry(KESTREL, "round", "99")
        assert said(shown) == []
        assert said(shown, is_checked=True) == ["✗ Round is a whole number from 1 to 20."]

    def test_warn_in_addition(self):
        shown = entry(DANA, "stage")
        assert said(shown, is_focused=False, warning="odd") == ["▲ odd"]

    def test_choices_are_of_no_use_where_nobody_types(self):
        assert said(entry(KESTREL, "format"), is_focused=False) == []

    @pytest.mark.parametrize(
        ("record", "name", "typed", "step", "text"),
        [
            (KESTREL, "format", "video", 1, "on-site"),
            (KESTREL, "format", "phone", -1, "assessment"),
            (KESTREL, "format", "on", 1, "on-site"),
            (KESTREL, "format", "zzz", 1, ""),
            (CALL, "result", "", 1, "reached"),
            (CALL, "result", "reached", -1, ""),
            (Pace(), "employed", "yes", 1, "no"),
        ],
    )
    def test_left_and_right_go_through_the_choices(self, record, name, typed, step, text):
        assert stepped(entry(record, name, typed), step, CONTEXT) == text


class TestPlaces:
    def test_what_fits_stands_beside(self):
        assert placed([Remark("days")], 10, 40, is_focused=True).beside == Remark("days")

    def test_a_hint_is_cut_off_where_nobody_types_and_whole_where_somebody_does(self):
        hint = Remark("a date, or leave it to the cadence")
        away = placed([hint], 20, 60, is_focused=False)
        assert (away.beside, away.under) == (Remark("a date, or leave it…"), ())
        assert placed([hint], 20, 60, is_focused=True).under == (hint,)

    def test_a_hint_without_room_is_left_out(self):
        assert placed([Remark("a long hint")], 5, 60, is_focused=False).beside is None

    @given(
        words=st.lists(st.text("abc ", max_size=30), min_size=1, max_size=8).map(" ".join),
        under=st.integers(12, 60),
    )
    @settings(max_examples=60)
    def test_no_word_of_an_error_is_lost(self, words, under):
        said = placed([Remark(words, Tone.ERROR)], 0, under, is_focused=False)
        assert all(cells(remark.line) <= under for remark in said.under)
        if all(len(word) <= under - 2 for word in words.split()):
            assert " ".join(remark.text for remark in said.under).split() == words.split()
        assert [remark.line[:2] for remark in said.under] == (
            ["✗ "] + ["  "] * (len(said.under) - 1)
        )


class TestPicks:
    def test_offer_the_best_records_and_to_make_one(self):
        found = picks(entry(DANA, "agency", "marsh"), CONTEXT)
        assert [pick.words for pick in found] == [
            "Marsh & Vale · Leeds",
            "Marshall Search",
            "make a new agency “marsh”",
        ]

    def test_namesakes_are_told_apart_and_taken_with_their_id(self):
        shown = entry(NEW_SEARCH, "recruiter", "owen pryce")
        found = picks(shown, CONTEXT)
        assert [pick.words for pick in found] == [
            *("Owen Pryce · Marshall Search", "Owen Pryce · Omnia"),
        ]
        assert taken(shown, found[1].record, CONTEXT) == "Owen Pryce (recr3)"

    @pytest.mark.parametrize("text", ["", "Marshall Search", "Owen (agen2)"])
    def test_nothing_is_offered_for_a_whole_name(self, text):
        assert picks(entry(DANA, "agency", text), CONTEXT) == ()

    def test_the_last_of_several_names_is_looked_for(self):
        shown = entry(CALL, "about", "Dana Whitfield; kes")
        found = picks(shown, CONTEXT)
        assert found[0].words == "Kestrel · interview · Fri 27 Nov 09:30 New York (15:30 here)"
        assert taken(shown, KESTREL, CONTEXT) == "Dana Whitfield; Kestrel"

    def test_what_needs_more_than_a_name_is_not_made(self):
        makes = [pick.makes for pick in picks(entry(KESTREL, "origin", "zeta"), CONTEXT)]
        assert sorted(makes) == ["agency", "recruiter"]

    def test_other_fields_offer_nothing(self):
        assert picks(entry(DANA, "name", "Dan"), CONTEXT) == ()

    def test_a_search_is_told_with_its_recruiter(self):
        found = picks(entry(KESTREL, "origin", "vp"), CONTEXT)
        assert found[0].words == "VP Operations · search · Dana Whitfield"


# --- on a screen ---------------------------------------------------------------------------------


@dataclass
class Opened:
    form: RecordForm
    pilot: object
    closed: list = field(default_factory=list)
    notes: list = field(default_factory=list)

    def row(self, name) -> FieldRow:
        return next(row for row in self.form.query(FieldRow) if row.entry.field.name == name)

    async def type(self, **texts):
        for name, text in texts.items():
            row = self.row(name)
            row.enter()
            await self.pilot.pause()
            row.write(text)
        await self.pilot.pause()

    async def press(self, *keys):
        await self.pilot.press(*keys)
        await self.pilot.pause()

    @property
    def screen(self):
        strips = self.form._compositor.render_strips()
        return "\n".join("".join(segment.text for segment in strip) for strip in strips)

    @property
    def focused(self):
        return next(
            row.entry.field.name for row in self.form.query(FieldRow) if row.has_focus_within
        )


@asynccontextmanager
async def opened(record, *, is_new=False, size=(80, 24), **options):
    ids = (f"made{number}" for number in itertools.count(1))
    app = App()
    async with app.run_test(size=size) as pilot:
        shown = Opened(
            RecordForm(
                record,
                context=lambda: CONTEXT,
                is_new=is_new,
                new_id=lambda: next(ids),
                note=lambda texts: shown.notes.append(texts),
                **options,
            ),
            pilot,
        )
        app.push_screen(shown.form, shown.closed.append)
        await pilot.pause()
        yield shown


class TestTheForm:
    @pytest.mark.parametrize("kind", ["activity", "interview", "pace"])
    async def test_has_a_row_for_every_field_that_is_typed(self, kind):
        async with opened(RECORD_TYPES[kind](id="x"), is_new=True) as shown:
            names = [row.entry.field.name for row in shown.form.query(FieldRow)]
            assert names == [field.name for field in typed_fields(kind)]
            assert f"New {kind}" in shown.screen
            assert "F2 Save  Esc Cancel  Tab Next" in shown.screen

    async def test_shows_an_interview_at_80_by_24(self):
        async with opened(KESTREL) as shown:
            lines = shown.screen.splitlines()
            assert "Edit: Kestrel" in lines[0]
            assert "▸ Company *" in lines[1]
            assert "→ Fri 27 Nov 09:30 New York (15:30 here)" in lines[4]
            assert "Went badly" in lines[18]

    async def test_scrolls_to_the_field_that_is_typed_in(self):
        async with opened(KESTREL) as shown:
            assert "Note" not in shown.screen
            await shown.type(note="bring [b]figures[/b]")
            assert "▸ Note" in shown.screen
            assert "bring [b]figures[/b]" in shown.screen

    async def test_takes_two_thirds_of_a_wide_screen(self):
        async with opened(DANA, size=(150, 40)) as shown:
            assert shown.form.form.region.width == 99
            assert shown.form.form.region.x == 25

    async def test_reads_no_markup_in_a_name(self):
        async with opened(Agency(id="a", name="[red]X[/] [/]")) as shown:
            assert "Edit: [red]X[/] [/]" in shown.screen
            assert not shown.notes

    async def test_begins_where_it_is_asked_to(self):
        async with opened(DANA, focus="phone") as shown:
            assert shown.focused == "phone"

    async def test_begins_where_something_is_needed(self):
        async with opened(Search(id="x", name="VP"), is_new=True) as shown:
            assert shown.focused == "recruiter"

    async def test_warns_of_an_unusual_stage(self):
        async with opened(DANA) as shown:
            await shown.type(stage="queued")
            assert "▲ From active it usually becomes dormant or closed, not" in shown.screen

    async def test_a_new_record_may_begin_at_any_stage(self):
        async with opened(Agency(id="x", name="Zeta"), is_new=True) as shown:
            await shown.type(stage="active")
            assert "▲" not in shown.screen

    async def test_shows_advice_about_the_record_as_typed(self, monkeypatch):
        monkeypatch.setattr(form_module, "ADVICE_AFTER", 0.001)
        advised = []

        def advise(record):
            advised.append(record)
            return ["[/] That week is full."] if record.round == 4 else []

        async with opened(KESTREL, advise=advise) as shown:
            assert "▲" not in shown.screen
            await shown.type(round="4")
            await shown.pilot.pause()
            assert "▲ [/] That week is full." in shown.screen
            count = len(advised)
            await shown.type(company="")
            await shown.pilot.pause()
            assert len(advised) == count


class TestKeys:
    async def test_enter_and_the_arrows_go_from_field_to_field(self):
        async with opened(DANA) as shown:
            await shown.press("enter")
            assert shown.focused == "stage"
            await shown.press("down")
            assert shown.focused == "agency"
            await shown.press("up")
            assert shown.focused == "stage"

    async def test_left_and_right_choose_and_letters_are_completed(self):
        async with opened(DANA) as shown:
            await shown.press("enter", "right")
            assert shown.row("stage").entry.text == "dormant"
            await shown.press("left", "left")
            assert shown.row("stage").entry.text == "contacted"
            await shown.press("home", "ctrl+k", "d", "tab")
            assert shown.row("stage").entry.text == "dormant"

    async def test_saving_reads_what_was_typed_and_keeps_the_rest(self):
        async with opened(KESTREL) as shown:
            await shown.type(minutes="90", follow_up="+3d", note="one\ntwo")
            await shown.press("f2")
            (saved,) = shown.closed
            assert saved.record.minutes == 90
            assert saved.record.follow_up == date(2026, 11, 27)
            assert saved.record.note == "one\ntwo"
            assert saved.record.starts == STARTS
            assert saved.also == ()
            typed = {"minutes": "90", "follow_up": "2026-11-27", "note": "one\ntwo"}
            assert shown.notes[-1] == typed  # whoever saves them forgets them

    async def test_saving_goes_to_the_first_error_and_keeps_every_text(self):
        async with opened(Interview(id="x"), is_new=True) as shown:
            await shown.type(company="Omnia", round="99", starts="blue")
            await shown.press("f2")
            assert shown.closed == []
            assert shown.focused == "starts"
            assert "✗ “blue”" in shown.screen
            assert "✗ Round is a whole number" in shown.screen
            assert shown.row("round").entry.text == "99"

    async def test_confirming_may_change_the_record_or_go_back(self):
        answers = iter([None, DANA])

        async def confirm(record):
            return next(answers)

        async with opened(DANA, confirm=confirm) as shown:
            await shown.type(position="Buyer")
            await shown.press("f2")
            assert shown.closed == []
            assert shown.row("position").entry.text == "Buyer"
            await shown.press("ctrl+s")
            assert shown.closed == [Saved(DANA)]


class TestReferences:
    async def test_letters_and_enter_pick_a_record(self):
        async with opened(DANA) as shown:
            await shown.type(agency="marsh")
            assert "▸ Marsh & Vale · Leeds" in shown.screen
            await shown.press("down")
            assert "▸ Marshall Search" in shown.screen
            await shown.press("enter")
            assert shown.focused == "employer"
            await shown.press("f2")
            assert shown.closed[0].record.agency == "agen2"

    async def test_an_unknown_name_is_made_on_the_spot(self):
        async with opened(DANA) as shown:
            await shown.type(agency="Zeta [b]")
            assert "▸ make a new agency “Zeta [b]”" in shown.screen
            await shown.press("enter", "f2")
            assert shown.closed[0].record.agency == "made1"
            assert shown.closed[0].also == (Agency(id="made1", name="Zeta [b]"),)

    async def test_a_record_made_and_then_not_wanted_is_not_saved(self):
        async with opened(DANA) as shown:
            await shown.type(agency="Zeta")
            await shown.press("enter")
            await shown.type(agency="Marshall Search")
            await shown.press("f2")
            assert shown.closed[0].also == ()

    async def test_leaving_takes_what_was_highlighted_but_makes_nothing_unasked(self):
        async with opened(DANA) as shown:
            await shown.type(agency="marsh")
            await shown.press("down", "tab")
            assert shown.row("agency").entry.text == "Marshall Search"
            await shown.type(agency="Zeta")
            await shown.press("tab")
            assert "✗ No agency is called “Zeta”." in shown.screen


class TestLeaving:
    async def test_escape_closes_when_nothing_would_be_lost(self):
        async with opened(DANA) as shown:
            await shown.press("escape")
            assert shown.closed == [None]

    async def test_escape_asks_when_something_would_be_lost(self):
        async with opened(DANA) as shown:
            await shown.type(name="Dana W")
            await shown.press("escape")
            assert "▲ Discard what you typed?" in shown.screen
            await shown.press("x")
            assert shown.closed == []
            assert "▲ Discard" not in shown.screen
            assert (shown.focused, shown.row("name").entry.text) == ("name", "Dana W")
            await shown.press("escape", "y")
            assert shown.closed == [None]
            assert shown.notes[-1] is None

    async def test_a_draft_stands_in_the_fields_and_would_be_lost(self):
        async with opened(DANA, texts={"name": "Dana W", "note": "half\nsaid"}) as shown:
            assert shown.row("name").entry.text == "Dana W"
            assert "half" in shown.screen
            await shown.press("escape")
            assert "▲ Discard" in shown.screen

    async def test_what_was_typed_is_noted_until_it_is_changed_back(self):
        async with opened(DANA) as shown:
            await shown.type(name="Dana W")
            assert shown.notes == [{"name": "Dana W"}]
            await shown.type(name="Dana Whitfield")
            assert shown.notes[-1] is None
