from datetime import datetime
from itertools import count
from zoneinfo import ZoneInfo

import pytest
from textual.app import App
from textual.events import Paste
from textual.widgets import Static
from textual.widgets.input import Selection

from jobsearch_tui.domain.matching import Match, Quality
from jobsearch_tui.domain.quicklog import SAY_WHAT, understand
from jobsearch_tui.domain.records import (
    Activity,
    Ad,
    Agency,
    Interview,
    Promise,
    Recruiter,
)
from jobsearch_tui.domain.workspace import Workspace
from jobsearch_tui.ui.dialogs.quicklog import Logged, QuickLog
from jobsearch_tui.ui.dialogs.quicklog_choices import MARK, SHOWN, Choice, choices_of, picked, rows

NOW = datetime(2026, 11, 24, 17, 30, tzinfo=ZoneInfo("Europe/Paris"))
DANA = Recruiter(id="dana", name="Dana Whitfield", agency="marsh", position="Partner")
VANCE = Recruiter(id="vance", name="Dana Vance", stage="active")
MARSH = Agency(id="marsh", name="Marsh & Vale", stage="active", location="Leeds")
HOUSE = Workspace.of([DANA, VANCE, MARSH])


class Host(App[None]):
    """Shows one dialog and keeps what it gave and noted."""

    def __init__(self, subject=None, text="", house=HOUSE):
        super().__init__()
        self.house = house
        self.given: list[Logged | None] = []
        self.noted: list[str | None] = []
        ids = count(1)
        self.dialog = QuickLog(
            workspace=lambda: self.house,
            now=lambda: NOW,
            new_id=lambda: f"new{next(ids)}",
            subject=subject,
            text=text,
            note=self.noted.append,
        )

    def on_mount(self):
        self.push_screen(self.dialog, self.given.append)

    def shown(self, part: str) -> str:
        widget = self.dialog.query_one(f"#{part}", Static)
        return str(widget.content) if widget.display else ""


async def typed(pilot, text: str, *keys: str) -> None:
    """Set the line, as fast typing would, then press keys."""
    line = pilot.app.dialog.line
    line.value = text
    line.cursor_position = len(text)
    await pilot.pause()
    if keys:
        await pilot.press(*keys)
    await pilot.pause()


def logged(app: Host) -> Activity:
    (given,) = app.given
    (entry,) = [record for record in given.change.put if isinstance(record, Activity)]
    return entry


class TestAPaste:
    @pytest.mark.parametrize(
        ("pasted", "line"),
        [
            ("vm : one\r\n\r\n  two \nthree", "vm : one two three"),
            ("\nvm", "vm"),
            (" vm  : x ", " vm  : x "),
            ("\n", ""),
        ],
    )
    async def test_loses_none_of_its_lines(self, pasted, line):
        app = Host(DANA)
        async with app.run_test(size=(80, 24)) as pilot:
            app.dialog.line.post_message(Paste(pasted))
            await pilot.pause()
            assert app.dialog.line.value == line

    async def test_takes_the_place_of_what_is_marked(self):
        app = Host(DANA)
        async with app.run_test(size=(80, 24)) as pilot:
            await typed(pilot, "vm gk")
            app.dialog.line.selection = Selection(5, 3)
            app.dialog.line.post_message(Paste("na"))
            await pilot.pause()
            assert app.dialog.line.value == "vm na"

    async def test_that_is_too_long_goes_in_as_far_as_there_is_room_and_is_told_of(self):
        app = Host(DANA)
        async with app.run_test(size=(80, 24)) as pilot:
            await typed(pilot, "vm : ")
            app.dialog.line.post_message(Paste("x" * 3000))
            await pilot.pause()
            assert app.dialog.line.value.startswith("vm : xxx")
            assert "at most 2,000 characters" in app.shown("problems")
            await pilot.press("enter")
            assert app.given == []


class TestOnAHighlightedRecord:
    async def test_two_keys_log_a_voicemail(self):
        app = Host(DANA)
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.press("v", "enter")
        entry = logged(app)
        assert (entry.result, entry.about) == ("voicemail", ("dana",))
        assert app.given[0].subject.stage == "contacted"
        assert app.noted[-1] == "v"  # whoever saves it forgets it

    async def test_shows_what_will_be_written_as_it_is_typed(self):
        app = Host(DANA)
        async with app.run_test(size=(80, 24)) as pilot:
            await typed(pilot, "vm >fri : [b]ring[/] back !by fri send\x1b[31m it")
            assert app.shown("who") == "Dana Whitfield › "
            assert app.shown("preview").splitlines() == [
                "Call out, voicemail, Dana Whitfield (Marsh & Vale), now",
                "“[b]ring[/] back”",
                "Follow up Fri 27 Nov",
                "Promise: send it by Fri 27 Nov (Dana Whitfield)",
                "recruiter: queued → contacted",
            ]
            assert app.shown("choices") == app.shown("problems") == ""

    async def test_an_empty_line_logs_nothing_and_says_what_is_missing(self):
        app = Host(DANA)
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.press("enter")
            assert SAY_WHAT in app.shown("problems")
            assert app.dialog.query_one("#problems").has_class("-refused")
            assert (app.given, app.shown("preview")) == ([], "")

    async def test_what_is_wrong_is_said_and_the_text_is_kept(self):
        app = Host(DANA)
        async with app.run_test(size=(80, 24)) as pilot:
            await typed(pilot, "vm ring", "enter")
            assert app.shown("problems").startswith("▲ “ring” is no sign")
            assert (app.dialog.line.value, app.given) == ("vm ring", [])
            await typed(pilot, "vm")
            assert app.shown("problems") == ""

    async def test_backspace_on_the_empty_line_asks_for_another_name(self):
        app = Host(DANA, text="v")
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.press("backspace")
            assert app.dialog.subject == DANA
            await pilot.press("backspace")
            assert (app.dialog.subject, app.shown("who")) == (None, "")
            await typed(pilot, "marsh vm", "enter")
        assert logged(app).about == ("marsh",)

    async def test_the_record_is_taken_as_it_is_when_it_is_logged(self):
        app = Host(DANA)
        async with app.run_test(size=(80, 24)) as pilot:
            app.house = HOUSE.put(Recruiter(id="dana", name="Dana Whitfield", stage="dormant"))
            await pilot.press("v", "enter")
        assert app.given[0].subject.stage == "dormant"

    async def test_a_record_deleted_meanwhile_comes_back(self):
        app = Host(VANCE)
        async with app.run_test(size=(80, 24)) as pilot:
            app.house = HOUSE.remove("vance")
            await pilot.press("v", "enter")
        assert app.given[0].change.put[0] == VANCE

    async def test_a_promise_stands_for_what_it_is_about(self):
        app = Host(Promise(id="p", about="dana", what="word", by=NOW.date()))
        async with app.run_test(size=(80, 24)):
            assert app.dialog.subject == DANA


class TestWithoutARecord:
    async def test_the_only_one_who_fits_is_meant(self):
        app = Host()
        async with app.run_test(size=(80, 24)) as pilot:
            await typed(pilot, "whit vm")
            assert "Dana Whitfield (Marsh & Vale)" in app.shown("preview")
            assert app.shown("choices").startswith(f"{MARK} Dana Whitfield")
            await pilot.press("enter")
        assert logged(app).about == ("dana",)

    async def test_an_exact_name_needs_no_list(self):
        app = Host()
        async with app.run_test(size=(80, 24)) as pilot:
            await typed(pilot, "dana vance vm")
            assert app.shown("choices") == ""

    async def test_of_several_equals_one_is_chosen(self):
        app = Host()
        async with app.run_test(size=(80, 24)) as pilot:
            await typed(pilot, "dana vm", "enter")
            assert app.given == []
            assert app.shown("choices").splitlines()[0].startswith(f"{MARK} Dana Vance")
            await pilot.press("down", "enter")
        assert logged(app).about == ("dana",)

    @pytest.mark.parametrize(("key", "row"), [("down", 0), ("up", 3)])
    async def test_the_arrows_enter_the_list_at_either_end(self, key, row):
        app = Host()
        async with app.run_test(size=(80, 24)) as pilot:
            await typed(pilot, "dana vm")
            assert "Several fit equally" in app.shown("problems")
            await pilot.press(key)
            assert app.shown("choices").splitlines()[row].startswith(MARK)

    async def test_who_was_picked_stays_picked_while_the_line_goes_on(self):
        app = Host()
        async with app.run_test(size=(80, 24)) as pilot:
            await typed(pilot, "dana", "down", "down")
            await typed(pilot, "dana vm +3d", "enter")
        assert logged(app).about == ("dana",)

    @pytest.mark.parametrize(("keys", "kind"), [(("enter",), "recruiter"), (("up",), "agency")])
    async def test_an_unknown_name_becomes_a_record(self, keys, kind):
        app = Host()
        async with app.run_test(size=(80, 24)) as pilot:
            await typed(pilot, "Ann [Example] vm", *keys)
            assert app.given == []
            assert f"{MARK} make {kind} “Ann [Example]”" in app.shown("choices")
            await pilot.press("enter")
        made = app.given[0].subject
        assert (made.kind, made.name, made.stage) == (kind, "Ann [Example]", "contacted")
        assert made in app.given[0].change.put
        assert logged(app).about == (made.id,)

    async def test_an_unknown_name_is_said_to_be_one(self):
        app = Host()
        async with app.run_test(size=(80, 24)) as pilot:
            await typed(pilot, "Ann vm")
            assert "Nobody is called that yet" in app.shown("problems")

    async def test_nothing_typed_asks_for_a_name(self):
        app = Host()
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.press("down", "enter")
            assert "Begin with a name" in app.shown("problems")
        assert app.given == []


class TestTheDraft:
    async def test_is_noted_with_every_change_and_dropped_with_escape(self):
        app = Host(DANA)
        async with app.run_test(size=(80, 24)) as pilot:
            await typed(pilot, "vm : half a")
            assert app.noted[-1] == "vm : half a"
            await pilot.press("escape")
            await pilot.pause()
        assert (app.noted[-1], app.given) == (None, [None])

    async def test_is_taken_up_where_it_ended(self):
        app = Host(DANA, text="vm : half")
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.press("!")
            assert app.dialog.line.value == "vm : half!"


class TestTheSize:
    @pytest.mark.parametrize("size", [(80, 24), (120, 36), (60, 20)])
    async def test_leaves_the_panes_visible_above_the_fullest_line(self, size):
        app = Host(DANA)
        async with app.run_test(size=size) as pilot:
            await typed(pilot, "vm >fri : ring back !by fri send the client's name")
            box = app.dialog.query_one("Vertical").region
            assert box.bottom == size[1]
            assert box.y >= 8


class TestChoices:
    def many(self, number: int) -> tuple[Choice, ...]:
        return tuple(
            Choice("Dana", Match("Dana", Recruiter(id=f"r{n}", name=f"Dana {n}"), Quality.WORDS))
            for n in range(number)
        )

    @pytest.mark.parametrize("at", [None, 0, 5, 11])
    def test_a_long_list_shows_the_part_round_the_row_picked(self, at):
        lines = rows(self.many(12), at, HOUSE, NOW)
        assert len(lines) == SHOWN + 1
        assert [line[0] for line in lines].count(MARK) == (at is not None)
        assert "12 in all" in lines[-1]

    def test_a_row_tells_a_record_from_its_namesakes(self):
        starts = NOW.replace(day=26, hour=11, minute=0)
        records = [
            (DANA, "Dana Whitfield (Marsh & Vale) · recruiter, Partner, queued"),
            (MARSH, "Marsh & Vale · agency, Leeds, active"),
            (
                Interview(id="i", company="Kestrel", starts=starts),
                "Kestrel · interview Thu 26 Nov 11:00",
            ),
            (
                Ad(id="a", role="Director", employer="Halden", source="Paper"),
                "Director, Halden · ad, Paper, spotted",
            ),
        ]
        for record, words in records:
            match = Match(record.title, record, Quality.WORDS)
            assert Choice(match.name, match).label(HOUSE, NOW) == words

    def test_there_are_none_without_a_name(self):
        assert choices_of(understand("", HOUSE, NOW)) == ()
        assert picked((), understand("", HOUSE, NOW), "") is None
