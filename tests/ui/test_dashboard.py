"""Journeys through the whole app: the dashboard, its panes and what the keys do."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from textual import events
from textual.widgets import Input

from jobsearch_tui.domain.changes import Change, removal
from jobsearch_tui.domain.draft import Draft
from jobsearch_tui.domain.records import Ad, Agency, Interview, WeekLimit
from jobsearch_tui.domain.text import cells
from jobsearch_tui.errors import NotSavedError
from jobsearch_tui.lifeline import Lifeline
from jobsearch_tui.storage.files import DISK
from jobsearch_tui.storage.lock import Lock
from jobsearch_tui.ui import app as app_module
from jobsearch_tui.ui.screens import dashboard as dashboard_module
from jobsearch_tui.ui.widgets.line_table import LineTable
from tests.ui.host import (
    DANA,
    KESTREL,
    MARSH,
    NARROW,
    NOW,
    PACE,
    SEARCH,
    WIDE,
    demo,
    opened,
    start_on,
)

THIS_WEEK = date(2026, 11, 23)


@pytest.fixture(autouse=True)
def _at_once(monkeypatch):
    """The record is drawn as soon as the cursor rests; the store is left alone unless asked."""
    monkeypatch.setattr(dashboard_module, "REST", 0.001)
    monkeypatch.setattr(app_module, "WATCH", 60.0)


@pytest.fixture
def watched(monkeypatch):
    """The store is looked at all the time."""
    monkeypatch.setattr(app_module, "WATCH", 0.02)


class TestGoingAbout:
    async def test_narrow_by_keys_alone(self, tmp_path):
        async with opened(tmp_path, NARROW) as shown:
            assert shown.titles == [
                "1 Agencies · 3",
                "2 Recruiters · 3",
                "3 Ads · 3",
                "4 Interviews · 5",
            ]
            assert [line[1:13].rstrip("─━") for line in shown.lines[2:6]] == [
                "1 Agencies ·"[:12],
                "2 Recruiters",
                "3 Ads · 3",
                "4 Interviews",
            ]
            for key, kind in (("1", "agency"), ("2", "recruiter"), ("3", "ad"), ("4", "interview")):
                await shown.press(key)
                assert shown.pane.kind == kind
                assert shown.app.focused is shown.pane.table
            seen = []
            for _ in range(5):
                await shown.press("tab")
                seen.append(shown.pane.kind)
            assert seen == ["agency", "recruiter", "ad", "interview", "agency"]
            await shown.press("shift+tab", "left")
            assert shown.pane.kind == "ad"

            await shown.press("2", "j", "k", "enter")
            assert shown.dialog == "RecordScreen"
            assert shown.lines[0].startswith("━Recruiter━")
            assert shown.lines[1].startswith("▌Dana Whitfield  active")
            assert "Searches    VP Operations, Kestrel  discussed" in shown.text
            await shown.press("j", "enter")
            assert shown.lines[0].startswith("━Agency━")
            await shown.press("enter", "escape")
            assert shown.lines[0].startswith("━Recruiter━")
            await shown.press("escape")
            assert (shown.dialog, shown.app.focused) == ("Dashboard", shown.pane.table)
            await shown.press("escape", "escape", "escape")
            assert shown.app.is_running
            assert shown.dialog == "Dashboard"

    async def test_wide_with_the_record_beside_the_panes(self, tmp_path):
        async with opened(tmp_path, WIDE) as shown:
            view = shown.dashboard.record_view
            await shown.press("2")
            await shown.until(lambda: view.key == "dana")
            assert "╭─ Recruiter ─" in shown.text
            await shown.press("j")
            await shown.until(lambda: view.key == "owen")
            await shown.press("enter")
            assert shown.app.focused is view
            assert "▌Owen Pryce  contacted" in shown.text
            await shown.press("j", "enter")
            assert (shown.dialog, shown.app.screen.kind) == ("RecordScreen", "agency")
            await shown.press("escape", "enter")
            assert shown.dialog == "RecordScreen"
            await shown.press("escape", "escape")
            assert shown.app.focused is shown.pane.table

            await shown.press("4", "tab")
            assert shown.app.focused is view
            await shown.press("tab")
            assert shown.pane.kind == "agency"
            await shown.press("shift+tab", "shift+tab")
            assert shown.pane.kind == "interview"
            await shown.press("right", "g", "j", "G", "space", "enter", "escape")
            assert shown.app.focused in (view, shown.pane.table)

    async def test_filter_as_it_is_typed(self, tmp_path):
        async with opened(tmp_path, NARROW) as shown:
            await shown.press("3", "slash")
            await shown.type("op")
            assert shown.titles[2] == "3 Ads · 2 of 3 /op"
            assert "COO" not in shown.text
            await shown.type("FOUNDER", "enter")
            assert shown.titles[2] == "3 Ads · 1 of 3 /FOUNDER"
            assert (shown.app.focused, shown.pane.record.id) == (shown.pane.table, "coo")
            assert not shown.pane.query(Input)
            await shown.press("slash")
            assert shown.app.focused.value == "FOUNDER"
            await shown.type("[/]\x1b[2J", "down")
            assert shown.titles[2] == "3 Ads · 0 of 3 /[/]␛[2J"
            assert "Nothing here holds “[/]␛[2J”. Esc clears the filter." in shown.text
            assert shown.pane.record is None
            await shown.press("e")
            assert "No record is highlighted" in shown.bottom
            await shown.press("escape")
            assert shown.titles[2] == "3 Ads · 3"
            await shown.press("slash")
            await shown.type("vp", "escape")
            assert (shown.titles[2], shown.app.focused) == ("3 Ads · 3", shown.pane.table)
            await shown.press("slash")
            await shown.type("vp", "tab")
            assert shown.pane.kind == "interview"
            assert shown.titles[2] == "3 Ads · 1 of 3 /vp"
            await shown.press("3")
            assert (shown.app.focused, len(shown.pane.query(Input))) == (shown.pane.table, 0)
            await shown.press("slash")
            assert [line.value for line in shown.pane.query(Input)] == ["vp"]

    async def test_sort_by_a_column_and_back(self, tmp_path):
        async with opened(tmp_path, NARROW) as shown:
            await shown.press("1", "S")
            assert "┏━ Sort by ━" in shown.text
            await shown.press("1")
            assert "Name ▲" in shown.text
            names = [line[1:18] for line in shown.lines[4:7]]
            assert [name.strip() for name in names] == [
                "Blue Heron Talent",
                "Corbin Search",
                "Marsh & Vale",
            ]
            assert shown.pane.record.id == "marsh"
            await shown.press("S", "1")
            assert "Name ▼" in shown.text
            await shown.press("S", "escape")
            assert "Name ▼" in shown.text
            await shown.press("S", "0")
            assert "▼" not in shown.text
            await shown.press("2", "S", "3")
            assert "Searches ▲" in shown.text

    async def test_zoom_a_pane(self, tmp_path):
        async with opened(tmp_path, WIDE) as shown:
            await shown.press("3", "z")
            assert shown.lines[0].startswith("━ 3 Ads · 3 ━") or "3 Ads" in shown.lines[0]
            assert "Agencies" not in shown.text
            await shown.press("2")
            assert "2 Recruiters · 3" in shown.lines[0]
            assert (shown.pane.kind, shown.app.focused) == ("recruiter", shown.pane.table)
            await shown.press("j", "enter")
            assert (shown.dialog, shown.app.screen.subject.id) == ("RecordScreen", "owen")
            await shown.press("escape", "escape")
            assert "╭─ Pace" in shown.lines[0]
            assert shown.app.focused is shown.pane.table


class TestSizes:
    async def test_too_small_is_said_in_one_line(self, tmp_path):
        async with opened(tmp_path, (70, 20)) as shown:
            words = "This needs 80 × 20: make the window larger."
            assert shown.text.strip() == words
            await shown.press("j", "2", "enter")
            assert shown.text.strip() == words
            await shown.resize(*NARROW)
            await shown.press("escape", "2", "j")
            assert (shown.pane.kind, shown.pane.record.id) == ("recruiter", "owen")
            await shown.resize(80, 19)
            assert shown.text.strip() == words
            await shown.resize(80, 23)  # what the line at the foot of tmux leaves
            assert "2 Recruiters" in shown.text
            await shown.resize(*WIDE)
            assert "╭─ Pace" in shown.text
            assert shown.app.focused is shown.pane.table
            await shown.press("j")
            assert shown.pane.record.id == "lena"

    async def test_every_size_shows_all_four_panes_of_the_demo(self, tmp_path):
        sizes = [(80, 24), (99, 60), (100, 24), (101, 30), WIDE, (250, 80), (160, 24)]
        async with opened(tmp_path, (250, 80), demo()) as shown:
            for width, height in (*sizes, *reversed(sizes)):
                await shown.resize(width, height)
                text = shown.text
                for title in ("1 Agencies · 13", "2 Recruiters · 30", "3 Ads · 50", "4 Interviews"):
                    assert title in text
                assert "This week 5 of 4" in text
                assert "Lindqvist Marine could move to" in text
                assert "scheduled" in text
                assert len(shown.lines) == height
                assert max(cells(line) for line in shown.lines) <= width

    async def test_a_record_that_has_the_focus_when_its_place_goes(self, tmp_path):
        async with opened(tmp_path, WIDE) as shown:
            await shown.press("2", "enter")
            assert shown.app.focused is shown.dashboard.record_view
            await shown.resize(*NARROW)
            await shown.press("j")
            assert shown.app.focused is shown.pane.table
            assert shown.pane.record.id == "owen"


class TestWorking:
    async def test_three_keys_log_a_voicemail(self, tmp_path):
        async with opened(tmp_path, NARROW) as shown:
            await shown.press("2", "j", "l", "v", "enter")
            (entry,) = [one for one in shown.stored.log("owen") if one.at == NOW]
            assert (entry.type, entry.direction, entry.result) == ("call", "out", "voicemail")
            assert entry.about == ("owen",)
            assert shown.dialog == "Dashboard"
            assert shown.bottom.startswith("Logged ")
            assert "Owen Pryce" in shown.bottom
            assert "u undoes" in shown.bottom
            assert shown.pane.record.id == "owen"
            assert "now" in shown.text
            await shown.press("j")
            assert shown.bottom.startswith("t Today  l Log")

    @pytest.mark.parametrize(
        ("answer", "starts", "limits"),
        [
            ("k", "2026-11-27 09:00", ()),
            ("n", "2026-12-04 09:00", ()),
            ("r", "2026-11-27 09:00", (WeekLimit(THIS_WEEK, 4),)),
            ("b", None, ()),
        ],
    )
    async def test_an_interview_too_many_is_asked_about(self, tmp_path, answer, starts, limits):
        async with opened(tmp_path, NARROW) as shown:
            await shown.press("a")
            assert "New interview" in shown.text
            await shown.fill_in(company="Tolland Rail", starts="fri 9:00")
            await shown.press("f2")
            assert "4 interviews, you can prepare" in shown.text
            await shown.press(answer)
            made = [one for one in shown.stored.all(Interview) if one.company == "Tolland Rail"]
            assert [f"{one.starts:%Y-%m-%d %H:%M}" for one in made] == [starts][: len(made)]
            assert shown.stored.pace.limits == limits
            if starts is None:
                assert (made, shown.dialog) == ([], "RecordForm")
                await shown.press("escape", "y")
                assert shown.dialog == "Dashboard"
            else:
                assert shown.pane.record == made[0]
                assert shown.bottom == "Added: Tolland Rail.  u undoes  C calendar file"
                await shown.press("u")
                assert shown.bottom == "Undone: add interview Tolland Rail."
                assert shown.stored.pace.limits == ()
                assert shown.titles[3] == "4 Interviews · 5"

    async def test_move_an_interview_to_the_next_week_with_room(self, tmp_path):
        crowded = (*SEARCH, replace(KESTREL, id="five", company="Tolland", round=1))
        async with opened(tmp_path, NARROW, crowded) as shown:
            assert "▲ OVER BY 1: Vantor Glass could move to 30 Nov (m)" in shown.lines[0]
            await shown.press("1", "m")
            assert "They have yet to agree to it." in shown.text
            await shown.press("n")
            assert shown.bottom.startswith("Moved Vantor Glass to Fri 4 Dec 14:00.")
            assert "This week 3 of 3, full" in shown.lines[0]
            await shown.press("m")
            assert shown.bottom == "m moves an interview: highlight one."
            await shown.go_to("interview", "Omnia")
            await shown.press("m")
            assert shown.bottom == "Omnia is held: there is nothing to move."
            await shown.press("u")
            assert shown.bottom == "Undone: move Vantor Glass."

    async def test_stages_usual_and_unusual(self, tmp_path):
        async with opened(tmp_path, NARROW) as shown:
            await shown.press("1", "s")
            assert "┏━ Marsh & Vale: which stage? ━" in shown.text
            assert "▌3   active" in shown.text
            assert "now" in shown.text
            assert "unusual from here" in shown.text
            await shown.press("1")
            assert shown.bottom.startswith("Marsh & Vale is queued.  u undoes   (From active it")
            assert shown.stored.get("marsh").stage == "queued"
            (entry,) = [one for one in shown.stored.log("marsh") if one.type == "stage"]
            assert (entry.summary, entry.at) == ("active → queued", NOW)
            await shown.press("s", "2")
            assert shown.bottom == "Marsh & Vale is contacted.  u undoes"
            await shown.press("s", "escape", "s", "2")
            assert len(shown.stored.log("marsh")) == 2

    async def test_what_has_no_stage_nor_follow_up_is_said(self, tmp_path):
        async with opened(tmp_path, NARROW) as shown:
            await shown.press("2", "enter", "G")
            assert shown.app.screen.subject.kind == "activity"
            for key, words in (
                ("s", "An activity has no stage."),
                ("f", "An activity has no follow-up."),
                ("d", "d looks back on an interview: highlight one."),
                ("m", "m moves an interview: highlight one."),
            ):
                await shown.press(key)
                assert (shown.dialog, shown.bottom) == ("RecordScreen", words)

    async def test_follow_up_promise_look_back_and_pace(self, tmp_path):
        async with opened(tmp_path, NARROW) as shown:
            await shown.press("2", "f")
            await shown.type("blue", "enter")
            assert "✗" in shown.text
            await shown.type("+3d")
            assert "→ Fri 27 Nov" in shown.text
            await shown.press("enter")
            assert shown.bottom == "Follow up Dana Whitfield on Fri 27 Nov.  u undoes"
            assert shown.stored.get("dana").follow_up == date(2026, 11, 27)
            assert "in 3 days" in shown.text
            await shown.press("f", "enter")
            assert shown.bottom == "Follow up Dana Whitfield by the cadence.  u undoes"
            assert shown.stored.get("dana").follow_up is None

            await shown.press("p")
            await shown.fill_in(what="send the client's name", by="fri")
            await shown.press("f2")
            (promise,) = shown.stored.promises("dana")
            assert (promise.who, promise.by) == ("Dana Whitfield", date(2026, 11, 27))

            await shown.go_to("interview", "Kestrel, round 2")
            await shown.press("d")
            assert shown.bottom == "It is still to come: look back when it was held."
            await shown.go_to("interview", "Omnia")
            await shown.press("d")
            assert shown.dialog == "RecordForm"
            await shown.fill_in(rating="4", lesson="ask about the plant")
            await shown.press("f2")
            assert shown.stored.get("omnia").rating == 4

            await shown.press("P")
            await shown.fill_in(interviews="5", hours="40")
            await shown.press("f2")
            assert shown.stored.pace.interviews == 5
            assert "This week 3 of 5, room for 2" in shown.lines[0]

    async def test_look_back_on_one_that_is_past_marks_it_as_held(self, tmp_path):
        past = Interview(id="past", company="Radcote", starts=NOW - timedelta(days=1))
        async with opened(tmp_path, NARROW, (PACE, past)) as shown:
            assert "! past: held?" in shown.text
            await shown.press("d")
            await shown.fill_in(rating="2")
            await shown.press("f2")
            assert (shown.stored.get("past").stage, shown.stored.get("past").rating) == ("held", 2)

    async def test_schedule_from_a_record_and_add_others(self, tmp_path):
        async with opened(tmp_path, NARROW) as shown:
            await shown.press("3", "i")
            assert shown.dialog == "RecordForm"
            assert "Halden Foods" in shown.text
            await shown.fill_in(starts="10 dec 9:00")
            await shown.press("f2")
            (made,) = shown.stored.linked_of(Interview, "vp")
            assert (made.role, shown.pane.record) == ("VP Ops", made)

            await shown.press("2", "A", "s")
            assert "New search" in shown.text
            await shown.fill_in(name="COO")
            await shown.press("f2")
            assert "COO" in {one.title for one in shown.stored.linked("dana")}
            assert shown.pane.record.id == "dana"

            await shown.press("1", "a")
            await shown.fill_in(name="[red]Zeta[/] \x1b[2J")
            await shown.press("f2")
            assert "[red]Zeta[/]" in shown.text
            assert shown.titles[0] == "1 Agencies · 4"

    async def test_delete_and_undo_bring_all_of_it_back(self, tmp_path):
        async with opened(tmp_path, NARROW) as shown:
            before = shown.stored
            await shown.press("2", "x")
            assert shown.bottom == (
                "Deleted Dana Whitfield and 2 entries about it.  u brings it back"
            )
            assert shown.titles[1] == "2 Recruiters · 2"
            assert shown.stored.get("search") is None
            assert shown.stored.get("kestrel").origin == ""
            assert shown.pane.record.id == "owen"
            await shown.press("u")
            assert shown.bottom == "Undone: delete recruiter Dana Whitfield."
            for kind in ("recruiter", "search", "interview", "activity"):
                assert set(shown.stored.of_kind(kind)) == set(before.of_kind(kind))
            await shown.press("U")
            assert shown.bottom == "Done again: delete recruiter Dana Whitfield."
            await shown.press("u", "u")
            assert shown.bottom == "There is nothing to undo."
            await shown.press("U", "U")
            assert shown.bottom == "There is nothing to redo."

    async def test_delete_the_record_that_is_open(self, tmp_path):
        async with opened(tmp_path, NARROW) as shown:
            await shown.press("1", "j", "enter", "x")
            assert shown.dialog == "Dashboard"
            assert shown.bottom.startswith("Deleted Corbin Search")
            await shown.press("u")
            assert shown.titles[0] == "1 Agencies · 3"

    async def test_empty_panes_tell_what_to_do(self, tmp_path):
        async with opened(tmp_path, NARROW, [PACE]) as shown:
            for key, words in (
                ("1", "No agencies yet: a adds one, I imports a spreadsheet."),
                ("2", "No recruiters yet: a adds one, I imports a spreadsheet."),
                ("3", "No ads yet: a adds one, I imports a spreadsheet."),
                ("4", "No interviews yet: a adds one."),
            ):
                await shown.press(key)
                assert words in shown.text
            await shown.press("j", "enter", "e", "x")
            assert shown.dialog == "Dashboard"
            assert shown.bottom == "No record is highlighted: a adds one."
            await shown.press("l")
            assert shown.dialog == "QuickLog"


class TestAnotherProgram:
    def test_is_noticed_within_two_seconds(self, request):
        request.getfixturevalue("monkeypatch").undo()
        assert app_module.WATCH <= 1.5

    async def test_is_shown_with_cursor_filter_and_an_open_form_kept(self, tmp_path, watched):
        async with opened(tmp_path, NARROW) as shown:
            await shown.press("3", "slash")
            await shown.type("op", "enter")
            await shown.press("j")
            assert shown.pane.record.id == "head"
            fresh = Ad(id="fresh", role="Ops Lead", employer="Aardvark", stage="offered")
            shown.elsewhere().commit(Change("add", put=(fresh,)))
            await shown.until(lambda: shown.titles[2] == "3 Ads · 3 of 4 /op")
            assert shown.pane.record.id == "head"
            assert "Aardvark" in shown.text

            await shown.press("e")
            await shown.fill_in(note="half a tho")
            theirs = replace(shown.workspace.get("head"), source="a friend")
            shown.elsewhere().commit(Change("edit", put=(theirs,)))
            await shown.until(lambda: shown.workspace.get("head").source == "a friend")
            assert shown.dialog == "RecordForm"
            assert "half a tho" in shown.text
            await shown.press("f2")
            saved = shown.stored.get("head")
            assert (saved.note, saved.source) == ("half a tho", "a friend")

    async def test_that_changes_the_same_field_has_the_user_choose_field_by_field(self, tmp_path):
        async with opened(tmp_path, NARROW) as shown:
            await shown.press("1", "e")
            await shown.fill_in(location="York", specialty="Food", note="ours")
            theirs = replace(MARSH, location="Bath", specialty="Retail", phone="555 0100")
            shown.elsewhere().commit(Change("edit", put=(theirs,)))
            await shown.press("f2")
            assert shown.dialog == "Clashes"
            assert "● York" in shown.text
            assert "○ Bath" in shown.text
            assert "As it was   empty" in shown.text

            await shown.press("escape")
            assert shown.dialog == "RecordForm"
            assert "York" in shown.text
            await shown.press("f2")
            table = shown.app.screen.query_one(LineTable)
            assert table.move_to("specialty")
            await shown.press("t", "m", "space")
            assert "● Retail" in shown.text
            await shown.press("enter")
            assert "with phone from another program" in shown.bottom
            saved = shown.stored.get("marsh")
            assert (saved.location, saved.specialty) == ("York", "Retail")
            assert (saved.phone, saved.note) == ("555 0100", "ours")
            log = " ".join(entry.summary for entry in shown.stored.log("marsh"))
            assert all(f"“{value}”" in log for value in ("York", "Bath", "Food", "Retail"))

            await shown.press("u")
            assert shown.stored.get("marsh").location == "Bath"
            assert shown.stored.get("marsh").phone == "555 0100"

    async def test_that_deleted_it_meanwhile_is_told_of_and_what_was_typed_brings_it_back(
        self, tmp_path
    ):
        async with opened(tmp_path, NARROW) as shown:
            await shown.press("1", "e")
            await shown.fill_in(location="York")
            shown.elsewhere().commit(removal(shown.workspace, ["marsh"], "delete"))
            await shown.press("f2")
            assert shown.bottom.startswith("Saved: Marsh & Vale, which another program had deleted")
            assert shown.stored.get("marsh").location == "York"

    async def test_that_changed_the_record_again_is_not_undone(self, tmp_path):
        async with opened(tmp_path, NARROW) as shown:
            await shown.press("1", "e")
            await shown.fill_in(location="York")
            await shown.press("f2")
            shown.elsewhere().commit(Change("edit", put=(replace(MARSH, location="Hull"),)))
            await shown.press("u")
            assert shown.dialog == "Dashboard"
            assert "Undone" not in shown.bottom
            assert shown.stored.get("marsh").location == "Hull"

    async def test_that_deletes_the_open_record_leads_back(self, tmp_path, watched):
        async with opened(tmp_path, NARROW) as shown:
            await shown.press("2", "enter")
            other = shown.elsewhere()
            other.commit(removal(other.workspace, ["dana"], "delete"))
            await shown.until(lambda: shown.dialog == "Dashboard")
            assert shown.titles[1] == "2 Recruiters · 2"

            await shown.press("enter", "e")
            assert shown.dialog == "RecordForm"
            other.refresh()
            other.commit(removal(other.workspace, ["owen"], "delete"))
            await shown.until(lambda: shown.titles[1] == "2 Recruiters · 1")
            assert shown.dialog == "RecordForm"
            await shown.press("escape")
            await shown.until(lambda: shown.dialog == "Dashboard")

    async def test_that_leaves_an_unreadable_file_is_told_of_once_it_is_seen(
        self, tmp_path, watched
    ):
        async with opened(tmp_path, NARROW) as shown:
            shown.start.paths.store.write_bytes(b"")
            await shown.until(lambda: "cannot be read" in shown.bottom)
            assert shown.titles[1] == "2 Recruiters · 3"
            assert shown.start.paths.store.read_bytes() == b""


def _refuse(*_):
    raise OSError(28, "No space left on device")


def _no_room(*_):
    raise NotSavedError("store.json was not saved: there is no room left on the disk.")


class TestNotSaved:
    async def test_stands_at_the_bottom_until_it_is_saved(self, tmp_path, monkeypatch):
        monkeypatch.setattr(app_module, "WATCH", 0.02)
        async with opened(tmp_path, NARROW) as shown:
            storage = shown.start.store._storage
            storage._disk = replace(DISK, fsync=_refuse)
            await shown.press("2", "l", "v", "enter")
            assert shown.bottom.startswith("✗ 1 NOT SAVED  there is no room left on the disk.")
            assert shown.workspace.log("dana")[0].result == "voicemail"
            assert len(shown.stored.log("dana")) == 1
            await shown.press("j")
            assert shown.bottom.startswith("✗ 1 NOT SAVED")
            await shown.press("enter")
            assert shown.dialog == "RecordScreen"
            assert shown.bottom.startswith("✗ 1 NOT SAVED")
            await shown.press("escape", "x")
            assert shown.bottom.startswith("✗ 2 NOT SAVED")

            storage._disk = DISK
            await shown.until(lambda: shown.bottom == "Saved now.")
            assert shown.stored.log("dana")[0].result == "voicemail"
            assert shown.stored.get("owen") is None
            await shown.press("j")
            assert "NOT SAVED" not in shown.text

    async def test_for_ever_is_said_and_kept_nowhere_but_in_the_draft(self, tmp_path):
        async with opened(tmp_path, NARROW) as shown:
            desk = shown.app.desk
            draft = Draft("quicklog", "", {"line": "dana vm"}, NOW)
            desk.drafts.note(draft)
            broken = replace(shown.workspace.get("dana"), note="half \ud800")
            assert not await desk.save(Change("edit", put=(broken,)), "", draft)
            assert shown.bottom.startswith(
                "half a character is in it, as of a bad paste. Correct it"
            )
            assert "NOT SAVED" not in shown.text
            assert desk.drafts.newest == draft
            await desk.save(Change("edit", put=(replace(broken, note="whole"),)))
            assert shown.stored.get("dana").note == "whole"

    async def test_for_ever_may_be_found_later(self, tmp_path, monkeypatch):
        async with opened(tmp_path, NARROW) as shown:
            desk = shown.app.desk
            broken = replace(shown.workspace.get("dana"), note="half \ud800")
            with monkeypatch.context() as patched:
                patched.setattr(type(shown.start.store), "commit", _no_room)
                await desk.save(Change("edit", put=(broken,)))
                assert desk.session.unsaved == 1
            await shown.app._look_at_store()
            assert shown.bottom.startswith("A change was given up: half a character")
            assert desk.session.unsaved == 0

    async def test_for_a_lock_is_said_and_quitting_asks(self, tmp_path):
        async with opened(tmp_path, NARROW) as shown:
            shown.start.store._storage.lock.timeout = 0.01
            with Lock(shown.start.paths.store):
                await shown.press("1", "s", "5")
                assert shown.bottom.startswith("✗ 1 NOT SAVED")
                await shown.press("q")
                assert shown.dialog == "Choose"
                assert "it is locked by" in shown.text
                assert "▌s   stay and try again" in shown.text
                await shown.press("s")
                assert shown.app.is_running
                await shown.press("q", "escape", "q")
                assert shown.dialog == "Choose"
                await shown.press("escape")
            await shown.press("q")
            assert shown.stored.get("marsh").stage == "closed"
            assert not shown.app.screen_stack or shown.app._exit

    async def test_that_is_kept_for_the_next_start_is_not_said_to_be_lost_by_quitting(
        self, tmp_path
    ):
        kept = []
        async with opened(tmp_path, WIDE) as shown:
            shown.start.session.take_over((), lambda changes: not kept.append(changes))
            shown.start.store._storage._disk = replace(DISK, write=_refuse)
            await shown.press("1", "s", "5")
            assert "Kept aside; trying again." in shown.bottom
            await shown.press("q")
            assert "q   quit: the next start saves it" in shown.text
            assert [change.put[0].id for change in kept[-1]] == ["marsh"]
            await shown.press("escape")
            shown.app.desk.keep_unsaved()
            assert len(kept) == 2

    async def test_by_an_ended_program_is_saved_after_the_first_frame(self, tmp_path):
        start, kept = start_owing(tmp_path)
        async with opened(tmp_path, NARROW, start=start) as shown:
            assert shown.bottom == "Taken over: 1 change."
            assert shown.stored.get("marsh").stage == "closed"
            assert kept == [()]

    async def test_by_an_ended_program_and_waits_for_a_lock_is_shown_meanwhile(self, tmp_path):
        start, kept = start_owing(tmp_path)
        start.store._storage.lock.timeout = 0.01
        with Lock(start.paths.store):
            async with opened(tmp_path, WIDE, start=start) as shown:
                assert shown.workspace.get("marsh").stage == "closed"
                assert "1 NOT SAVED" in shown.bottom
                assert "Taken over: 1 change.  it is locked by" in shown.bottom
                assert kept == []
                await shown.press("1", "s", "1")
        assert [change.label for change in kept[-1]][:1] == ["close"]
        assert len(kept[-1]) == 2

    async def test_is_dropped_first_by_undo(self, tmp_path):
        async with opened(tmp_path, NARROW) as shown:
            shown.start.store._storage._disk = replace(DISK, write=_refuse)
            await shown.press("1", "x", "u")
            assert shown.bottom == "Undone: delete agency Marsh & Vale."
            assert shown.titles[0] == "1 Agencies · 3"
            await shown.press("j")
            assert "NOT SAVED" not in shown.bottom
            with pytest.raises(NotSavedError):
                shown.start.store.commit(Change("x", put=(DANA,)))


def start_owing(tmp_path):
    """A start that takes over that Marsh & Vale was closed; and what is kept from then on."""
    start, kept = start_on(tmp_path), []
    marsh = start.store.workspace.get("marsh")
    owed = Change("close", put=(replace(marsh, stage="closed"),), before=(marsh,), id="c1")
    start.session.take_over((owed,), lambda changes: not kept.append(tuple(changes)))
    return replace(start, problems=("Taken over: 1 change.",)), kept


class TestDrafts:
    DRAFTS = (
        Draft("form:interview", "omnia", {"lesson": "[b]ask[/] more"}, NOW - timedelta(hours=2)),
        Draft("form:agency", "", {"name": "Zeta Search"}, NOW - timedelta(days=2)),
        Draft("form:pace", "pace", {"interviews": "5"}, NOW - timedelta(days=2)),
    )

    @pytest.mark.parametrize("draft", DRAFTS, ids=lambda draft: draft.kind)
    async def test_of_a_form_is_gone_on_with(self, tmp_path, draft):
        kept = []
        lifeline = Lifeline(kept.append)
        records = SEARCH if draft.record != "pace" else [MARSH]
        async with opened(tmp_path, NARROW, records, draft=draft, lifeline=lifeline) as shown:
            assert "┏━ You were typing ━" in shown.text
            ((name, text),) = draft.values.items()
            assert f"{name}: {text}" in shown.text
            is_old = draft.saved_at.date() != NOW.date()
            assert ("in it count from today" in shown.text) is is_old
            await shown.press("g")
            assert shown.dialog == "RecordForm"
            await shown.press("f2")
            assert lifeline.flush()
            assert kept[-1] is None
            kind = draft.kind.removeprefix("form:")
            saved = [one for one in shown.stored.of_kind(kind) if str(getattr(one, name)) == text]
            assert len(saved) == 1
            assert draft.record in ("", saved[0].id)

    async def test_of_a_log_line_is_gone_on_with(self, tmp_path):
        draft = Draft("quicklog", "dana", {"line": "vm : ring"}, NOW - timedelta(hours=2))
        async with opened(tmp_path, NARROW, draft=draft) as shown:
            assert "The log line, 2 hours ago:" in shown.text
            await shown.press("g")
            assert shown.dialog == "QuickLog"
            assert "Dana Whitfield ›" in shown.text
            await shown.press("enter")
            assert shown.stored.log("dana")[0].summary == "ring"

    async def test_is_thrown_away_or_kept_for_later(self, tmp_path):
        kept = []
        lifeline = Lifeline(kept.append)
        (draft, *_) = self.DRAFTS
        async with opened(tmp_path, NARROW, draft=draft, lifeline=lifeline) as shown:
            await shown.press("l")
            assert shown.dialog == "Dashboard"
            assert kept == []
        async with opened(tmp_path, NARROW, draft=draft, lifeline=lifeline) as shown:
            await shown.press("t")
            assert lifeline.flush()
            assert (kept, shown.dialog) == ([None], "Dashboard")

    async def test_of_a_line_or_a_script_is_kept_too(self, tmp_path):
        kept = []
        lifeline = Lifeline(kept.append)
        async with opened(tmp_path, NARROW, lifeline=lifeline) as shown:
            await shown.press("I")
            await shown.type("/media/expo")
            assert lifeline.flush()
            assert (kept[-1].kind, kept[-1].values) == (
                "line",
                {"Import a file": "/media/expo"},
            )
            await shown.press("escape")
            assert lifeline.flush()
            assert kept[-1] is None
            await shown.press("2", "c", "tab", "O", "k")
            assert lifeline.flush()
            assert (kept[-1].kind, kept[-1].record) == ("script", "dana")
            assert kept[-1].values["text"].startswith("Ok")
            draft = kept[-1]
            await shown.press("escape", "escape")
            assert lifeline.flush()
            assert kept[-1] is None
        async with opened(tmp_path, NARROW, lifeline=lifeline, draft=draft) as shown:
            assert "A script, " in shown.text
            await shown.press("g")
            assert shown.app.screen.area.text == draft.values["text"]

    async def test_of_a_line_is_copied_and_stays_for_the_next_start(self, tmp_path, monkeypatch):
        draft = Draft("line", "", {"Drop: Call": "they moved away"}, NOW - timedelta(hours=2))
        copied = []
        monkeypatch.setattr(
            app_module.JobsearchApp, "copy_to_clipboard", lambda _, text: copied.append(text)
        )
        postponed = []
        async with opened(tmp_path, NARROW, draft=draft, postpone=lambda: postponed.append(1)) as s:
            assert "One line, 2 hours ago:" in s.text
            await s.press("c")
            assert (copied, postponed) == (["they moved away"], [1])

    async def test_that_cannot_be_postponed_is_said(self, tmp_path):
        def postpone():
            raise NotSavedError("there is no room.")

        draft = self.DRAFTS[0]
        async with opened(tmp_path, NARROW, draft=draft, postpone=postpone) as shown:
            await shown.press("l")
            assert shown.bottom == "there is no room."

    async def test_is_kept_of_what_is_typed(self, tmp_path):
        kept = []
        lifeline = Lifeline(kept.append)
        async with opened(tmp_path, NARROW, lifeline=lifeline) as shown:
            await shown.press("2", "l")
            await shown.type("vm : hal")
            assert lifeline.flush()
            assert (kept[-1].kind, kept[-1].record) == ("quicklog", "dana")
            assert kept[-1].values == {"line": "vm : hal"}
            await shown.press("escape", "e")
            await shown.fill_in(position="Partner")
            assert lifeline.flush()
            assert (kept[-1].kind, kept[-1].record) == ("form:recruiter", "dana")
            assert kept[-1].values == {"position": "Partner"}
            await shown.press("f2")
            assert lifeline.flush()
            assert kept[-1] is None
            assert lifeline.ask_to_exit is not None


class TestTheClock:
    async def test_a_new_day_is_shown_without_a_key(self, tmp_path, watched):
        times = [NOW]
        async with opened(tmp_path, NARROW, now=lambda: times[-1]) as shown:
            assert "▌today 17:30" in shown.text
            times.append(NOW + timedelta(days=1))
            await shown.until(lambda: "yesterday 17:30" in shown.text)
            assert "! past: held?" in shown.text

    async def test_the_start_tells_what_is_wrong(self, tmp_path):
        bad = (*SEARCH[:2], Agency(id="odd", name="Odd", stage="nowhere"))
        async with opened(tmp_path, NARROW, bad) as shown:
            await shown.press("1", "G", "s")
            assert "which stage?" in shown.text
            await shown.press("2")
            assert shown.stored.get("odd").stage == "contacted"


class TestEscapeAndALetterAsOneKey:
    """What tmux makes of an Escape that is followed within half a second."""

    async def test_are_two(self, tmp_path):
        async with opened(tmp_path, NARROW) as shown:
            await shown.press("w")
            assert shown.dialog == "WeeksScreen"
            shown.app._driver.send_message(events.Key("alt+v", "v"))
            await shown.rest()
            assert shown.dialog == "FiguresScreen"
            assert [type(one).__name__ for one in shown.app.screen_stack][-2:] == [
                "Dashboard",
                "FiguresScreen",
            ]

    async def test_keep_a_capital(self, tmp_path):
        async with opened(tmp_path, NARROW) as shown:
            shown.app._driver.send_message(events.Key("alt+shift+p", "P"))
            await shown.rest()
            assert "Interviews a week" in shown.text

    async def test_leave_a_form_as_two_keys_do(self, tmp_path):
        async with opened(tmp_path, NARROW) as shown:
            await shown.press("1", "e")
            await shown.fill_in(location="York")
            shown.app._driver.send_message(events.Key("alt+n", "n"))
            await shown.rest()
            assert shown.dialog == "RecordForm"
            assert "York" in shown.text
            shown.app._driver.send_message(events.Key("alt+y", "y"))
            await shown.rest()
            assert shown.dialog == "Dashboard"
