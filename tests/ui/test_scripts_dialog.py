"""The call script dialog, what it returns, and what comes of it on the record."""

from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from textual.app import App
from textual.events import Paste

from jobsearch_tui.domain.records import (
    Activity,
    Interview,
    Pace,
    Promise,
    Recruiter,
    Target,
)
from jobsearch_tui.domain.workspace import EMPTY
from jobsearch_tui.errors import UsageError
from jobsearch_tui.services.calendar_box import CalendarBox
from jobsearch_tui.services.clipboard import Outcome, Way
from jobsearch_tui.services.letter_box import LetterBox
from jobsearch_tui.services.scripts import GAP, PLACEHOLDERS, Library, Script
from jobsearch_tui.services.session import Session
from jobsearch_tui.storage.calendars import write_calendar
from jobsearch_tui.storage.letters import write_letters
from jobsearch_tui.ui.commands import command
from jobsearch_tui.ui.desk import Desk
from jobsearch_tui.ui.dialogs.script_sheet import Sheet, Sheets, counted, harmless
from jobsearch_tui.ui.dialogs.scripts import Copied, ScriptsDialog
from jobsearch_tui.ui.flows import scripts as flow
from jobsearch_tui.ui.half_typed import HalfTyped

PARIS = ZoneInfo("Europe/Paris")
NOW = datetime(2026, 11, 24, 18, 30, tzinfo=PARIS)
COPIED = Outcome(Way.DESKTOP, True, "Copied.")
SENT = Outcome(Way.OSC52, False, "Sent to your terminal; if nothing arrives press v.")
REFUSED = Outcome(Way.VIEW, False, "Not copied: too long.", "Press v to see the text.")


def script(name="call", text="Hello {contact.name}.", channel="call", **more):
    told = {"title": name.title(), "kinds": (), "when": "", "states": (), "origin": "shipped"}
    return Script(name=name, channel=channel, text=text, **told | more)


CALL = script(text="Hello {contact.name}, I am {me.role}: {me.role}. Call {me.phone}.")
THANKS = script("thanks", "Thank you, {contact.name}.", "email", when="After an interview.")
FACTS = {"contact.name": "Ruth [b]Adeyemi[/b]", "me.phone": "555 0100"}


class Host(App[None]):
    """Shows one dialog, and writes down what its callbacks were asked and what it returned."""

    def __init__(self, scripts=(CALL, THANKS), *, facts=FACTS, outcome=COPIED, problems=None):
        super().__init__()
        self.scripts, self.facts, self.outcome = scripts, facts, outcome
        self.library = Library({each.name: each for each in scripts}, problems or {})
        self.copied: list[str] = []
        self.viewed: list[str] = []
        self.results: list[Copied | None] = []
        self.edited: Script | UsageError | None = None
        self.logs_as = "a note"

    def on_mount(self) -> None:
        self.dialog = ScriptsDialog(
            self.library,
            self.scripts,
            self.facts,
            "Kestrel",
            copy=self.copy,
            edit=self.edit,
            plain=self.viewed.append,
            logs_as=lambda script: self.logs_as,
        )
        self.push_screen(self.dialog, self.results.append)

    async def copy(self, text: str) -> Outcome:
        self.copied.append(text)
        return self.outcome

    async def edit(self, script: Script) -> Script | None:
        if isinstance(self.edited, UsageError):
            raise self.edited
        return self.edited

    @property
    def status(self) -> str:
        return str(self.dialog.query_one("#status").render())

    @property
    def question(self) -> str:
        return str(self.dialog.line.query_one("Static").render())

    async def press(self, pilot, *keys: str) -> None:
        await pilot.press(*keys)
        if list(self.workers):
            await self.workers.wait_for_complete()
            await pilot.pause()


class TestChoosing:
    async def test_it_begins_with_the_script_that_fits_best_filled_and_literal(self):
        app = Host((THANKS, CALL))
        async with app.run_test() as pilot:
            await pilot.pause()
            assert app.dialog.table.cursor_key == "thanks"
            assert app.dialog.area.text == "Thank you, Ruth [b]Adeyemi[/b]."
            assert str(app.dialog.query_one("#when").render()) == "Email · After an interview."

    async def test_the_preview_follows_the_cursor(self):
        app = Host()
        async with app.run_test() as pilot:
            await app.press(pilot, "down")
            assert app.dialog.area.text == "Thank you, Ruth [b]Adeyemi[/b]."
            assert app.status == ""
            await app.press(pilot, "up")
            assert app.dialog.area.text.count(GAP) == 2
            assert "1 gap is left" in app.status

    async def test_a_damaged_script_of_the_user_is_told_of(self):
        app = Host(problems={"x": UsageError("/x.md, line 3: [b]title[/b]: is missing.")})
        async with app.run_test() as pilot:
            await pilot.pause()
            assert "Not used: /x.md, line 3: [b]title[/b]: is missing." in app.status

    async def test_escape_returns_nothing_when_nothing_was_copied(self):
        app = Host()
        async with app.run_test() as pilot:
            await app.press(pilot, "escape")
        assert app.results == [None]

    @pytest.mark.parametrize(("size", "beside"), [((80, 24), False), ((120, 36), True)])
    async def test_list_and_text_stand_beside_each_other_where_there_is_room(self, size, beside):
        app = Host()
        async with app.run_test(size=size) as pilot:
            await pilot.pause()
            table, area = app.dialog.table.region, app.dialog.area.region
            assert (area.y < table.bottom) is beside
            assert area.height >= 7
            assert app.dialog.query_one("#keys").region.bottom < size[1]

    async def test_page_down_scrolls_the_text_from_the_list(self):
        app = Host((script(text="line\n" * 60),))
        async with app.run_test(size=(80, 24)) as pilot:
            await app.press(pilot, "pagedown")
            below = app.dialog.area.scroll_offset.y
            assert below > 5
            await app.press(pilot, "pageup")
            assert app.dialog.area.scroll_offset.y == 0


class TestFilling:
    async def test_what_is_missing_is_asked_once_per_name_and_filled_everywhere(self):
        app = Host()
        async with app.run_test() as pilot:
            await app.press(pilot, "f")
            assert app.question.startswith("1 of 1: what you do, with its article")
            assert app.question.endswith("(me.role)")
            app.dialog.line.line.value = " a {planner} "
            await app.press(pilot, "enter")
            text = "Hello Ruth [b]Adeyemi[/b], I am a {planner}: a {planner}. Call 555 0100."
            assert app.dialog.area.text == text
            assert app.status == "Nothing is missing: Enter copies."
            assert app.dialog.table.has_focus

    async def test_escape_skips_one_gap_and_goes_to_the_next(self):
        app = Host(facts={})
        async with app.run_test() as pilot:
            await app.press(pilot, "f")
            assert app.question.startswith("1 of 3: the person")
            await app.press(pilot, "escape")
            assert app.question.startswith("2 of 3: what you do")
            app.dialog.line.line.value = "a planner"
            await app.press(pilot, "enter")
            assert app.question.startswith("3 of 3: your telephone")
            await app.press(pilot, "escape")
            assert app.dialog.area.text == "Hello ____, I am a planner: a planner. Call ____."
            assert "2 gaps are left" in app.status

    async def test_tab_leaves_the_rest(self):
        app = Host(facts={})
        async with app.run_test() as pilot:
            await app.press(pilot, "f", "tab")
            assert app.dialog.table.has_focus
            assert not app.dialog.line.display
            assert "3 gaps are left" in app.status

    async def test_an_answer_fills_the_other_scripts_too(self):
        app = Host(facts={})
        async with app.run_test() as pilot:
            await app.press(pilot, "f")
            app.dialog.line.line.value = "Ruth"
            await app.press(pilot, "enter", "tab", "down")
            assert app.dialog.area.text == "Thank you, Ruth."

    async def test_with_nothing_missing_it_says_so(self):
        app = Host((THANKS,))
        async with app.run_test() as pilot:
            await app.press(pilot, "f")
            assert app.status == "Nothing is missing: Enter copies."


class TestEditingForThisOnce:
    async def test_what_stands_in_the_text_is_copied(self):
        app = Host((THANKS,))
        async with app.run_test() as pilot:
            await app.press(pilot, "tab", "c", "y", "escape", "c")
            assert app.copied == ["cyThank you, Ruth [b]Adeyemi[/b]."]

    async def test_it_stays_while_another_script_is_looked_at(self):
        app = Host()
        async with app.run_test() as pilot:
            await app.press(pilot, "tab", "X", "escape", "down", "up")
            assert app.dialog.area.text.startswith("XHello")

    async def test_a_gap_made_by_hand_is_asked_for_by_the_words_round_it(self):
        app = Host((THANKS,))
        async with app.run_test() as pilot:
            app.dialog.area.insert(f"On {GAP}: ", (0, 0))
            await app.press(pilot, "f")
            assert app.question == "1 of 1: the gap in: On ____: Thank you, Ruth [b]Ad…"
            app.dialog.line.line.value = "Friday"
            await app.press(pilot, "enter")
            assert app.dialog.area.text == "On Friday: Thank you, Ruth [b]Adeyemi[/b]."

    async def test_what_is_pasted_is_made_harmless(self):
        app = Host((THANKS,))
        async with app.run_test() as pilot:
            await app.press(pilot, "tab")
            app.dialog.area.post_message(Paste("a\x1b[31m\u202eb\r\nc"))
            await pilot.pause()
            assert app.dialog.area.text.startswith("ab\ncThank you")


class TestCopying:
    async def test_with_gaps_left_it_asks_once(self):
        app = Host()
        async with app.run_test() as pilot:
            await app.press(pilot, "enter")
            assert not app.copied
            assert "Enter once more copies" in app.status
            await app.press(pilot, "enter")
            assert app.copied == [app.dialog.area.text]

    async def test_it_asks_again_for_another_script(self):
        app = Host((CALL, script("other", "I am {me.role}.")))
        async with app.run_test() as pilot:
            await app.press(pilot, "c", "down", "c")
            assert not app.copied

    async def test_the_outcomes_words_are_shown_and_l_logs(self):
        app = Host((THANKS,), outcome=SENT)
        async with app.run_test() as pilot:
            await app.press(pilot, "c")
            assert app.status == f"{SENT.words}\nl logs it as a note."
            await app.press(pilot, "l")
        assert app.results == [Copied(THANKS, True, "Sent to your terminal.")]

    async def test_escape_after_copying_returns_it_unlogged(self):
        app = Host((THANKS,))
        async with app.run_test() as pilot:
            await app.press(pilot, "c", "escape")
        assert app.results == [Copied(THANKS, False, "Copied.")]

    async def test_y_copies_and_logs_with_one_key(self):
        app = Host((THANKS,))
        async with app.run_test() as pilot:
            await app.press(pilot, "y")
        assert app.copied == ["Thank you, Ruth [b]Adeyemi[/b]."]
        assert app.results == [Copied(THANKS, True, "Copied.")]

    async def test_y_stays_while_v_may_still_be_needed(self):
        app = Host((THANKS,), outcome=SENT)
        async with app.run_test() as pilot:
            await app.press(pilot, "y")
            assert app.status.endswith("Esc closes and logs it as a note.")
            await app.press(pilot, "v", "escape")
        assert app.viewed == ["Thank you, Ruth [b]Adeyemi[/b]."]
        assert app.results == [Copied(THANKS, True, "Sent to your terminal.")]

    async def test_what_was_not_copied_is_not_logged(self):
        app = Host((THANKS,), outcome=REFUSED)
        async with app.run_test() as pilot:
            await app.press(pilot, "y")
            assert app.status == "Not copied: too long. Press v to see the text."
            await app.press(pilot, "l")
            assert app.status.startswith("Copy it first")
            await app.press(pilot, "escape")
        assert app.results == [None]

    async def test_what_was_marked_by_hand_in_the_plain_view_can_be_logged(self):
        app = Host((THANKS,), outcome=REFUSED)
        async with app.run_test() as pilot:
            await app.press(pilot, "c", "v")
            assert app.status == "l logs it as a note."
            await app.press(pilot, "l")
        assert app.results == [Copied(THANKS, True)]

    async def test_without_a_record_it_copies_and_does_not_offer_the_log(self):
        app = Host((THANKS,))
        app.logs_as = ""
        async with app.run_test() as pilot:
            await app.press(pilot, "y")
            assert app.status == "Copied."
            await app.press(pilot, "l")
            assert app.status == "There is no record to log it on."
            await app.press(pilot, "escape")
        assert app.results == [Copied(THANKS, False, "Copied.")]


class TestEditingTheScript:
    async def test_the_text_read_again_is_shown(self):
        app = Host((THANKS,))
        app.edited = script("thanks", "Mine, {contact.name}!", "email", origin="/own/thanks.md")
        async with app.run_test() as pilot:
            await app.press(pilot, "tab", "X", "escape", "e")
            assert app.dialog.area.text == "Mine, Ruth [b]Adeyemi[/b]!"
            assert app.dialog.table.source.cells(0)[0].text == "◆ Thanks"
            assert "yours" in str(app.dialog.query_one("#when").render())

    async def test_what_was_typed_for_this_once_outlives_an_edit_that_changed_nothing(self):
        app = Host((THANKS,))
        app.edited = THANKS
        async with app.run_test() as pilot:
            await app.press(pilot, "tab", "X", "escape", "e")
            assert app.dialog.area.text.startswith("XThank you")

    async def test_a_damaged_script_is_told_in_words_and_the_old_one_stays(self):
        app = Host((THANKS,))
        app.edited = UsageError("/own/thanks.md, line 2: [b] is no key.")
        async with app.run_test() as pilot:
            await app.press(pilot, "e")
            assert app.status == "▲ /own/thanks.md, line 2: [b] is no key."
            assert app.dialog.area.text.startswith("Thank you")

    async def test_a_script_whose_file_is_gone_stays_as_it_was(self):
        app = Host((THANKS,))
        async with app.run_test() as pilot:
            await app.press(pilot, "e")
            assert "is gone" in app.status
            assert app.dialog.area.text.startswith("Thank you")


values = st.dictionaries(
    st.sampled_from(sorted(PLACEHOLDERS)), st.text("a{}_\n\u202e\x1b", min_size=1), max_size=4
)
pieces = st.sampled_from(["{me.role}", "{about}", "{my.own}", GAP, "__", "Hello, ", "\n"])


class TestSheet:
    @given(st.lists(pieces, max_size=8), values)
    @settings(max_examples=60, deadline=None)
    def test_every_gap_has_a_name_or_none_and_answers_close_them_all(self, parts, known):
        sheet = Sheet.filled("".join(parts), known)
        assert len(sheet.names) == sheet.text.count(GAP)
        for _ in range(sheet.gaps):
            if sheet.gaps:
                line, column = sheet.location(0)
                assert sheet.text.split("\n")[line][column:].startswith(GAP)
                assert sheet.question(0)
                sheet = sheet.with_words(0, "x")
        assert counted(sheet) == ""

    def test_a_placeholder_of_the_users_own_is_asked_for_by_its_name(self):
        assert Sheet.filled("Ask {my.thing}.", {}).question(0) == "my.thing"

    def test_a_literal_gap_keeps_the_names_of_the_others(self):
        assert Sheet.filled("(name: ____) {about}", {}).names == ("", "about")

    def test_a_hand_that_removes_a_gap_makes_the_others_nameless(self):
        assert Sheet.filled("{about} {me.role}", {}).typed("so ____").names == ("",)

    def test_signs_that_turn_a_text_round_are_left_out_and_joiners_kept(self):
        assert harmless("a\u202eb\u200d\x1b[2Jc\td\u00ade\u200b") == "ab\u200dc\tde"

    def test_an_answer_reaches_a_sheet_that_was_changed_by_hand(self):
        sheets = Sheets({})
        first, other = script("a", "I am {me.role}."), script("b", "{me.role}")
        sheets.keep(first, sheets.of(first).typed("Yes, I am ____."))
        sheets.answer(other, sheets.of(other), 0, "a planner")
        assert sheets.of(first).text == "Yes, I am a planner."


# --- the flow -------------------------------------------------------------------------------

DANA = Recruiter(id="dana", name="Dana Whitfield", stage="active")
TARGET = Target(id="omnia", company="Omnia", stage="listed")
KESTREL = Interview(id="kes", company="Kestrel", starts=datetime(2026, 11, 27, 11, tzinfo=PARIS))
PROMISE = Promise(id="word", about="kes", what="word", by=date(2026, 12, 4))
WORKSPACE = EMPTY.put(DANA, TARGET, KESTREL, PROMISE, Pace(interviews=3, hours=8))


class MemoryStore:
    warning = ""

    def __init__(self, workspace) -> None:
        self.workspace = workspace

    def refresh(self):
        return None

    def commit(self, change):
        self.workspace = change.apply(self.workspace)
        return ()


class FlowHost:
    """Answers every dialog with ``answer`` of its scripts, and hears what is told."""

    def __init__(self, answer=None) -> None:
        self.answer = answer
        self.told: list[str] = []
        self.dialog: ScriptsDialog | None = None

    async def ask(self, screen):
        self.dialog = screen
        return self.answer

    def tell(self, words: str, tone: str = "") -> None:
        self.told.append(words)

    def keys_of(self, id: str) -> tuple[str, ...]:
        return command(id).keys

    def carry_out(self, command) -> None:
        raise AssertionError("nothing is carried out beside the flow")

    def workspace_changed(self) -> None:
        pass


def desk_of(host, folder: Path, workspace=WORKSPACE) -> Desk:
    store = MemoryStore(workspace)
    session = Session(store, lambda: NOW.astimezone(UTC))
    box = LetterBox(folder, write_letters)
    calendars = CalendarBox(folder, write_calendar)
    return Desk(session, host, lambda: NOW, PARIS, folder, HalfTyped(), box, calendars)


def logged(desk: Desk) -> list[Activity]:
    return list(desk.workspace.all(Activity))


class TestCopyScript:
    @pytest.mark.parametrize(
        ("channel", "type", "summary", "contact"),
        [
            ("email", "email", "Thanks", True),
            ("letter", "letter", "Thanks", True),
            ("message", "message", "Thanks", True),
            ("call", "note", "Copied the script “Thanks”", False),
            ("voicemail", "note", "Copied the script “Thanks”", False),
        ],
    )
    async def test_written_words_count_as_sent_and_a_call_is_not_made_yet(
        self, channel, type, summary, contact, tmp_path
    ):
        host = FlowHost(Copied(script("thanks", channel=channel), True, "Copied."))
        desk = desk_of(host, tmp_path)
        await flow.copy_script(desk, KESTREL)
        (entry,) = logged(desk)
        assert (entry.type, entry.summary, entry.about) == (type, summary, ("kes",))
        assert (entry.is_contact, entry.at, entry.direction) == (contact, NOW, "out")
        assert host.told[0].startswith("Logged as a")
        assert host.told[0].endswith("Copied.  u undoes")

    @pytest.mark.parametrize("answer", [None, Copied(THANKS, False)])
    async def test_nothing_is_logged_unless_the_user_says_so(self, answer, tmp_path):
        desk = desk_of(FlowHost(answer), tmp_path)
        await flow.copy_script(desk, KESTREL)
        assert logged(desk) == []

    async def test_what_is_copied_for_a_promise_is_logged_on_what_it_is_about(self, tmp_path):
        desk = desk_of(FlowHost(Copied(THANKS, True)), tmp_path)
        await flow.copy_script(desk, PROMISE)
        assert logged(desk)[0].about == ("kes",)

    async def test_without_a_record_there_is_nothing_to_log_on(self, tmp_path):
        host = FlowHost(Copied(THANKS, True))
        desk = desk_of(host, tmp_path)
        await flow.copy_script(desk, None)
        assert logged(desk) == []
        assert host.dialog._logs_as(THANKS) == ""

    def test_the_list_begins_with_what_the_records_state_asks_for(self, tmp_path):
        desk = desk_of(FlowHost(), tmp_path)
        library = Library.load(None)
        assert flow.ranked(desk, library, TARGET)[0].name == "broadcast-letter"
        assert len(flow.ranked(desk, library, None)) == len(library.scripts)

    def test_an_interview_in_a_week_that_is_over_is_asked_to_move_to_the_next_with_room(
        self, tmp_path
    ):
        tight = WORKSPACE.put(Pace(interviews=0, hours=8), *WORKSPACE.all(Interview))
        over = desk_of(FlowHost(), tmp_path, WORKSPACE.put(Pace(interviews=1, hours=1)))
        assert flow.ranked(over, Library.load(None), KESTREL)[0].name == "moving-an-interview"
        assert flow.facts(desk_of(FlowHost(), tmp_path), KESTREL)["week_with_room"] == (
            "the week of 30 Nov"
        )
        assert "week_with_room" not in flow.facts(desk_of(FlowHost(), tmp_path, tight), KESTREL)


class TestEditScript:
    """The editor itself is replaced: it gets the path and writes what it likes."""

    @pytest.fixture
    def edit(self, monkeypatch, tmp_path):
        async def run(name, write):
            monkeypatch.setattr(flow, "edit_file", lambda app, path: write(path))
            found = Library.load(tmp_path).scripts[name]
            return await flow.edit_script(None, found, tmp_path)

        return run

    async def test_a_shipped_script_is_copied_first_and_then_the_users_own(self, edit, tmp_path):
        text = "---\ntitle: Mine\nchannel: email\n---\nThank you."
        found = await edit("thanks", lambda path: path.write_text(text))
        assert (found.title, found.origin) == ("Mine", str(tmp_path / "thanks.md"))

    async def test_a_copy_that_was_not_changed_does_not_stay(self, edit, tmp_path):
        found = await edit("thanks", lambda path: None)
        assert found.origin == "shipped"
        assert list(tmp_path.iterdir()) == []

    async def test_an_own_script_that_was_not_changed_stays(self, edit, tmp_path):
        await edit("thanks", lambda path: path.write_text(path.read_text() + "."))
        assert (await edit("thanks", lambda path: None)).origin != "shipped"

    async def test_a_damaged_file_is_kept_and_its_fault_raised(self, edit, tmp_path):
        with pytest.raises(UsageError, match="line 1"):
            await edit("thanks", lambda path: path.write_text("no header"))
        assert (tmp_path / "thanks.md").read_text() == "no header"

    async def test_an_own_script_that_was_deleted_is_gone(self, edit, tmp_path):
        (tmp_path / "my-own.md").write_text("---\ntitle: Mine\nchannel: call\n---\nHello.")
        assert await edit("my-own", lambda path: path.unlink()) is None
