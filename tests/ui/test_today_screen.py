"""Journeys through the daily review, by keyboard."""

from dataclasses import replace
from datetime import timedelta

import pytest

from jobsearch_tui.domain.changes import Change
from jobsearch_tui.domain.records import Ad, Agency, Interview, Promise, Recruiter, ReviewMark
from jobsearch_tui.services.session import Session
from jobsearch_tui.ui import app as app_module
from tests.domain.makers import contact
from tests.ui.host import NARROW, NOW, PACE, SEARCH, WIDE, opened

TODAY = NOW.date()
DANA = Recruiter(id="dana", name="Dana Whitfield", agency="marsh", stage="active", follow_up=TODAY)
QUEUE = (
    PACE,
    Agency(id="marsh", name="Marsh & Vale", stage="closed"),
    DANA,
    contact("spoke", "dana", 20),
    Recruiter(id="owen", name="Owen Pryce", stage="active"),
    contact("wrote", "owen", 15, type="email"),
    Promise(id="word", about="dana", what="word", by=TODAY - timedelta(4), who="Dana"),
    Ad(id="coo", role="COO", employer="Carrow", closes=TODAY + timedelta(2)),
    Interview(id="past", company="Omnia", starts=NOW - timedelta(days=3), people="R. Gill"),
)
"""One item of five sorts: a broken promise, two follow-ups, an ad, a contradiction."""


@pytest.fixture(autouse=True)
def _unwatched(monkeypatch):
    monkeypatch.setattr(app_module, "WATCH", 60.0)


def rows(shown):
    """The queue as it stands: mark, sort and item, up to the divider."""
    table = shown.app.screen.table
    cells = (table.source.cells(place) for place in range(len(table.source)))
    return [f"{row[0].text} {row[2].text} {row[3].text}" for row in cells]


def banner(shown):
    return shown.lines[0].strip("━")


def marks(shown):
    return [(mark.item.split(":")[0], mark.mark) for mark in shown.stored.all(ReviewMark)]


class TestTheReview:
    async def test_goes_to_its_end_with_a_key_for_each_item(self, tmp_path):
        async with opened(tmp_path, NARROW, QUEUE) as shown:
            await shown.press("t")
            assert shown.dialog == "TodayScreen"
            assert banner(shown) == "Today, Tue 24 Nov · 1 of 5 · 5 left"
            assert rows(shown) == [
                "! Word: Dana Whitfield 4d late",
                "  Call Dana Whitfield today",
                "! Call Owen Pryce 5d late",
                "  Answer COO, Carrow in 2d",
                "  Omnia: held? 3d",
            ]
            assert "Word promised by Fri 20 Nov by Dana, 4 days late." in shown.text
            assert "Space kept   c “" in shown.text

            await shown.press("space")
            assert shown.bottom == "Word: Dana Whitfield: kept.  u undoes"
            assert banner(shown) == "Today, Tue 24 Nov · 2 of 5 · 4 left"
            assert shown.stored.get("word").stage == "kept"

            await shown.press("l", "v", "enter")
            assert "Logged a voicemail with Dana Whitfield" in shown.bottom
            assert banner(shown) == "Today, Tue 24 Nov · 3 of 5 · 3 left"
            assert "Call Owen Pryce" in shown.lines[10]

            await shown.press("Z", "3")
            assert shown.bottom == "Snoozed until Fri 27 Nov.  u undoes"
            await shown.press("minus")
            await shown.type("too far away", "enter")
            assert shown.bottom == "Dropped: Answer COO, Carrow.  u undoes"
            assert shown.stored.log("coo")[0].summary == (
                "Dropped from Today (closing ad): too far away"
            )
            await shown.press("space")
            assert shown.stored.get("past").stage == "held"
            assert banner(shown) == "Today, Tue 24 Nov · 1 of 6 · 1 left"
            assert rows(shown) == [
                "  Look back on Omnia 3d",
                "✓ Word: Dana Whitfield done",
                "✓ Call Dana Whitfield done",
                "z Call Owen Pryce snoozed",
                "– Answer COO, Carrow dropped",
                "✓ Omnia: held? done",
            ]
            await shown.press("d")
            await shown.fill_in(rating="4")
            await shown.press("ctrl+s")
            assert shown.stored.get("past").rating == 4
            assert banner(shown) == "Today, Tue 24 Nov · 1 of 6 · all done"
            assert "The end of the review" in shown.text
            assert "Done        1 call (1 voicemail), 2 ticked off, 1 snoozed, 1 dropped." in (
                shown.text
            )
            assert "Tomorrow    nothing new." in shown.text
            assert "The week    This week 0 of 3, room for 3." in shown.text
            await shown.press("space")
            assert shown.bottom == "Nothing is left to deal with: Esc goes back."
            await shown.press("escape")
            assert shown.dialog == "Dashboard"
            await shown.press("t")
            assert "Nothing is due today. Enjoy the evening." in shown.text
            assert banner(shown) == "Today, Tue 24 Nov · nothing to do"

    @pytest.mark.parametrize(
        ("keys", "typed", "until"),
        [
            (("1",), "", "tomorrow"),
            (("3",), "", "Fri 27 Nov"),
            (("w",), "", "Tue 1 Dec"),
            (("d",), "+2w", "Tue 8 Dec"),
        ],
    )
    async def test_puts_an_item_off(self, tmp_path, keys, typed, until):
        async with opened(tmp_path, NARROW, QUEUE) as shown:
            await shown.press("t", "Z", *keys)
            if typed:
                await shown.type("today")
                assert "✗ that is not after today: say +1d, fri or 2 dec" in shown.text
                await shown.type(typed, "enter")
            assert shown.bottom == f"Snoozed until {until}.  u undoes"
            assert marks(shown) == [("broken promise", "snoozed")]

    async def test_does_not_sleep_through_the_last_day_of_an_ad(self, tmp_path):
        async with opened(tmp_path, NARROW, QUEUE) as shown:
            await shown.press("t", "G", "k", "Z", "w")
            assert shown.bottom == "Snoozed until Thu 26 Nov, when it is due.  u undoes"

    async def test_asks_nothing_more_after_escape(self, tmp_path):
        async with opened(tmp_path, NARROW, QUEUE) as shown:
            await shown.press("t", "Z", "escape", "Z", "d", "escape", "minus")
            await shown.type(" ", "enter")
            assert "✗ say why, so that you know it later" in shown.text
            await shown.press("escape")
            assert banner(shown) == "Today, Tue 24 Nov · 1 of 5 · 5 left"
            assert marks(shown) == []

    async def test_says_so_when_midnight_goes_by_while_it_asks(self, tmp_path):
        clock = [NOW]
        async with opened(tmp_path, NARROW, QUEUE, now=lambda: clock[0]) as shown:
            await shown.press("t", "Z")
            clock[0] += timedelta(days=1)
            await shown.press("1")
            assert shown.bottom == "That is not after today: say +1d, fri or 2 dec."
            assert marks(shown) == []

    async def test_goes_on_later_where_it_stopped(self, tmp_path):
        async with opened(tmp_path, NARROW, QUEUE) as shown:
            await shown.press("t", "space", "space")
            assert shown.stored.get("dana").follow_up is None
        records = tuple(shown.stored)
        async with opened(tmp_path, NARROW, records) as again:
            await again.press("t")
            assert banner(again) == "Today, Tue 24 Nov · 1 of 3 · 3 left"
            assert rows(again)[0] == "! Call Owen Pryce 5d late"

    async def test_undo_brings_an_item_back_and_the_cursor_with_it(self, tmp_path):
        async with opened(tmp_path, NARROW, QUEUE) as shown:
            await shown.press("t", "j", "space", "u")
            assert shown.bottom == "Undone: Call Dana Whitfield (done)."
            assert banner(shown) == "Today, Tue 24 Nov · 2 of 5 · 5 left"
            assert shown.stored.get("dana").follow_up == TODAY
            await shown.press("G", "space")
            assert len(rows(shown)) == 6
            await shown.press("u")
            assert banner(shown) == "Today, Tue 24 Nov · 5 of 5 · 5 left"
            assert rows(shown)[4] == "  Omnia: held? 3d"
            await shown.press("e", "escape", "U", "u", "u")
            assert marks(shown) == []

    async def test_goes_back_to_the_one_before(self, tmp_path):
        async with opened(tmp_path, NARROW, QUEUE) as shown:
            await shown.press("t", "space", "backspace")
            assert "This is done; u undoes the last step." in shown.text
            await shown.press("minus")
            assert shown.bottom == "This is dealt with: j and k go to another item."
            await shown.press("backspace")
            assert banner(shown) == "Today, Tue 24 Nov · 1 of 5 · 4 left"

    async def test_opens_the_record_and_leads_back(self, tmp_path):
        async with opened(tmp_path, NARROW, QUEUE) as shown:
            await shown.press("t", "j", "enter")
            assert shown.dialog == "RecordScreen"
            assert "Dana Whitfield" in shown.lines[1]
            await shown.press("t")
            assert shown.dialog == "TodayScreen"
            await shown.press("tab", "j", "enter")
            assert (shown.dialog, shown.app.screen.kind) == ("RecordScreen", "promise")
            await shown.press("escape", "escape", "tab", "tab", "t")
            assert shown.dialog == "Dashboard"

    async def test_names_the_script_that_fits_now(self, tmp_path):
        def named():
            return shown.text.split("c “")[1].split("”")[0]

        held = Interview(id="held", company="Omnia", starts=NOW - timedelta(1), stage="held")
        async with opened(tmp_path, NARROW, (PACE, held)) as shown:
            await shown.press("t")
            assert named() == "Thanks after an interview"
            await shown.press("l")
            await shown.type("email : thanks", "enter")
            assert named() != "Thanks after an interview"
            begins_with = f"▌{named()}"
            await shown.press("c")
            assert shown.dialog == "ScriptsDialog"
            assert begins_with in shown.text

    async def test_works_beside_the_item_on_a_wide_screen(self, tmp_path):
        async with opened(tmp_path, WIDE, QUEUE) as shown:
            await shown.press("t", "space")
            assert banner(shown).startswith("Today, Tue 24 Nov · 2 of 5 · 4 left━")
            assert "Follow-up" in shown.lines[0]
            assert "Call Dana Whitfield" in shown.lines[1]
            await shown.resize(*NARROW)
            assert banner(shown) == "Today, Tue 24 Nov · 2 of 5 · 4 left"


class TestWhatAnotherProgramDoes:
    async def test_is_taken_in(self, tmp_path, monkeypatch):
        monkeypatch.setattr(app_module, "WATCH", 0.02)
        async with opened(tmp_path, NARROW, QUEUE) as shown:
            await shown.press("t", "j")
            other = Session(shown.elsewhere(), lambda: NOW)
            other.apply(Change("keep", put=(replace(other.workspace.get("word"), stage="kept"),)))
            await shown.until(lambda: "4 left" in banner(shown))
            assert banner(shown) == "Today, Tue 24 Nov · 2 of 5 · 4 left"
            other.apply(Change("delete", remove=("coo",)))
            await shown.until(lambda: "3 left" in banner(shown))
            assert rows(shown)[3] == "– Answer COO, Carrow deleted"

    async def test_between_look_and_key_is_kept(self, tmp_path):
        async with opened(tmp_path, NARROW, QUEUE) as shown:
            await shown.press("t")
            other = Session(shown.elsewhere(), lambda: NOW)
            noted = replace(other.workspace.get("word"), note="she rang at noon")
            other.apply(Change("note", put=(noted,)))
            await shown.press("space")
            kept = shown.stored.get("word")
            assert (kept.stage, kept.note) == ("kept", "she rang at noon")

    async def test_deleted_here_goes_with_its_marks_and_comes_back_with_them(self, tmp_path):
        async with opened(tmp_path, NARROW, QUEUE) as shown:
            await shown.press("t", "G", "k", "Z", "1", "k", "x")
            assert "Deleted" in shown.bottom
            await shown.press("escape", "3", "x")
            assert marks(shown) == []
            await shown.press("u")
            assert marks(shown) == [("closing ad", "snoozed")]


class TestNothingToDo:
    async def test_is_said(self, tmp_path):
        async with opened(tmp_path, NARROW, (PACE,)) as shown:
            await shown.press("t")
            assert "Nothing is due today. Enjoy the evening." in shown.text
            await shown.press("space", "backspace", "c", "escape", "enter", "e")
            assert shown.dialog == "TodayScreen"
            assert "No record is highlighted" in shown.bottom

    async def test_at_rest_is_said(self, tmp_path):
        rested = replace(PACE, rested_on=TODAY)
        async with opened(tmp_path, NARROW, (*SEARCH[1:], rested)) as shown:
            await shown.press("t")
            assert "The search is at rest: nothing is due." in shown.text
            assert banner(shown) == "Today, Tue 24 Nov · nothing to do"


async def test_shows_hostile_names_harmlessly(tmp_path):
    hostile = replace(DANA, name="[red]Dana[/] \x1b[2J\u202e[/]")
    async with opened(tmp_path, NARROW, (PACE, hostile)) as shown:
        await shown.press("t")
        assert "Call [red]Dana[/] ␛[2J" in shown.lines[1]
        await shown.press("space")
        assert shown.bottom.startswith("Call [red]Dana[/] ␛[2J")
        await shown.press("u", "Z", "escape", "minus")
        assert shown.dialog == "AskLine"
