"""Journeys: a promise breaks and is dealt with; a contact asks whether one was kept."""

from dataclasses import replace
from datetime import timedelta
from itertools import count

import pytest

from jobsearch_tui.domain.records import (
    KINDS,
    SUBJECTS,
    Activity,
    Ad,
    Assignment,
    Offer,
    Promise,
    Target,
)
from jobsearch_tui.ui import app as app_module
from jobsearch_tui.ui.screens import dashboard as dashboard_module
from tests.ui.host import NARROW, NOW, OMNIA, SEARCH, opened

AD = Ad(id="omnia-ad", role="COO", employer="Omnia", stage="interviewing")
BROKEN = [AD, *(replace(r, origin="omnia-ad") if r.id == "omnia" else r for r in SEARCH)]


@pytest.fixture(autouse=True)
def _at_once(monkeypatch):
    """The record is drawn as soon as the cursor rests; the store is left alone."""
    monkeypatch.setattr(dashboard_module, "REST", 0.001)
    monkeypatch.setattr(app_module, "WATCH", 60.0)


@pytest.fixture
def clock():
    """A clock that goes on by a second whenever it is looked at."""
    seconds = count()
    return lambda: NOW + timedelta(seconds=next(seconds))


async def log(shown, words):
    await shown.press("l")
    await shown.type(words, "enter")


class TestABrokenPromise:
    async def test_is_dealt_with_step_by_step_and_closed(self, tmp_path, clock):
        async with opened(tmp_path, NARROW, BROKEN, now=clock) as shown:
            await shown.go_to("interview", "Omnia")
            await shown.press("enter")
            assert "▸ 1 Look back on the interview" in shown.text
            assert "next: d" in shown.text

            await shown.press("D")
            assert "Know why it went as it did before you call." in shown.text
            await shown.press("enter")
            assert shown.dialog == "RecordForm"
            await shown.fill_in(rating="2", lesson="speak of figures")
            await shown.press("f2")
            assert "✓ 1 Look back on the interview" in shown.text

            await shown.press("D", "enter")
            assert shown.dialog == "ScriptsDialog"
            assert "▌Following up after silence" in shown.text
            await shown.press("escape")
            assert shown.dialog == "QuickLog"
            await shown.type("reached : they are still talking", "enter")
            assert "Kept?" in shown.text
            await shown.press("n")
            assert "✓ 2 Call R. Gill" in shown.text

            await shown.press("D", "enter")
            assert "New assignment" in shown.text
            await shown.fill_in(what="two pages on stock", due="4 dec")
            await shown.press("f2")
            assert "▌Offering an assignment" in shown.text
            await shown.press("escape")
            assert "✓ 3 Assignment offered" in shown.text

            await log(shown, "gk")
            await log(shown, "gk")
            told = " ".join(shown.text.split())
            assert "this probably is a no. Close it, keep waiting, or write. (D)" in told

            await shown.press("D")
            assert "the ad is turned down" in shown.text
            await shown.press("c")
            assert shown.bottom.startswith("Closed: word of Omnia. COO, Omnia is turned down.")
            assert "Promise broken" not in shown.text
            promise, ad = shown.stored.get("word"), shown.stored.get("omnia-ad")
            assert (promise.stage, promise.closed_on, ad.stage) == (
                "broken",
                NOW.date(),
                "turned down",
            )
            assert shown.stored.get("omnia").stage == "held"

            await shown.press("u")
            assert "Promise broken" in shown.text
            assert shown.stored.get("omnia-ad").stage == "interviewing"

    async def test_can_be_waited_for_which_moves_when_one_will_hear(self, tmp_path):
        late = NOW.date() - timedelta(days=4)
        word = Promise(id="word", about="omnia", what="word of their decision", by=late)
        records = [word, *(r for r in BROKEN if r.id not in ("word", "omnia"))]
        async with opened(tmp_path, NARROW, [*records, replace(OMNIA, hear_by=late)]) as shown:
            await shown.go_to("interview", "Omnia")
            await shown.press("D", "k")
            await shown.type("yesterday", "enter")
            assert "A day that is still to come" in shown.text
            await shown.type("+1w", "enter")
            assert "Waiting: word of their decision by Tue 1 Dec" in shown.bottom
            assert str(shown.stored.get("word").by) == "2026-12-01"
            assert str(shown.stored.get("omnia").hear_by) == "2026-12-01"
            await shown.press("u")
            assert shown.stored.get("word").by == shown.stored.get("omnia").hear_by == late

    async def test_shows_the_other_doors_and_goes_to_one(self, tmp_path):
        async with opened(tmp_path, NARROW, BROKEN) as shown:
            await shown.go_to("interview", "Omnia")
            await shown.press("D", "4")
            assert "Live now: 4 interviews to come" in shown.text
            assert "Enter chooses" in shown.text
            await shown.press("2")
            assert shown.dialog == "RecordScreen"

    async def test_can_be_answered_with_a_letter(self, tmp_path):
        async with opened(tmp_path, NARROW, BROKEN) as shown:
            await shown.go_to("interview", "Omnia")
            await shown.press("D", "w")
            assert "▌Offering an assignment" in shown.text

    @pytest.mark.parametrize(
        ("key", "said"),
        [
            ("1", "There was no interview to look back on."),
            ("3", "That is for a boss who has interviewed you."),
            ("4", "No other door is open"),
        ],
    )
    async def test_says_why_a_step_is_not_needed(self, tmp_path, key, said):
        late = Promise(id="name", about="owen", what="a name", by=NOW.date() - timedelta(days=4))
        owen = [record for record in SEARCH if record.id in ("owen", "corbin", "pace")]
        async with opened(tmp_path, NARROW, [*owen, late]) as shown:
            await shown.go_to("recruiter", "Owen Pryce")
            await shown.press("D", key)
            assert said in shown.bottom

    async def test_nothing_is_changed_by_going_back(self, tmp_path):
        async with opened(tmp_path, NARROW, BROKEN) as shown:
            await shown.go_to("interview", "Omnia")
            before = shown.stored
            for keys in (("D",), ("D", "k"), ("D", "3"), ("D", "4")):
                await shown.press(*keys, "escape")
                assert shown.dialog == "Dashboard"
            assert shown.stored == before

    async def test_of_an_ad_has_no_letter(self, tmp_path):
        late = Promise(id="late", about="vp", what="word", by=NOW.date() - timedelta(days=4))
        async with opened(tmp_path, NARROW, [*SEARCH, late]) as shown:
            await shown.go_to("ad", "VP Ops, Halden Foods")
            await shown.press("D")
            assert "Keep waiting" in shown.text
            assert "Write" not in shown.text

    async def test_of_a_recruiter_is_closed_alone(self, tmp_path):
        late = Promise(id="late", about="owen", what="a name", by=NOW.date() - timedelta(days=4))
        async with opened(tmp_path, NARROW, [*SEARCH, late]) as shown:
            await shown.go_to("recruiter", "Owen Pryce")
            await shown.press("D", "c")
            assert shown.bottom == "Closed: a name of Owen Pryce.  u undoes"
            assert shown.stored.get("owen").stage == "contacted"

    async def test_is_only_dealt_with_when_there_is_one(self, tmp_path):
        async with opened(tmp_path, NARROW, BROKEN) as shown:
            await shown.go_to("interview", "Kestrel, round 2")
            await shown.press("D")
            assert shown.bottom == "No promise about Kestrel, round 2 is broken."

    async def test_one_that_is_open_is_said_not_to_be_broken(self, tmp_path):
        word = Promise(id="word", about="omnia", what="word", by=NOW.date() + timedelta(days=4))
        records = [OMNIA, word]
        async with opened(tmp_path, NARROW, records) as shown:
            await shown.go_to("interview", "Omnia")
            await shown.press("enter", *("down",) * 9)
            for _ in range(len(shown.lines)):
                if shown.app.screen.subject.kind == "promise":
                    break
                await shown.press("down")
            await shown.press("D")
            assert shown.bottom == "That promise is not broken."


class TestKept:
    @pytest.mark.parametrize(
        ("key", "stage"), [("k", "kept"), ("n", "open"), ("b", "broken"), ("w", "waived")]
    )
    async def test_is_asked_after_a_talk_with_those_who_promised(self, tmp_path, key, stage):
        async with opened(tmp_path, NARROW) as shown:
            await shown.go_to("interview", "Omnia")
            await log(shown, "r")
            assert "word by Fri 20 Nov (R. Gill), 4 days late" in shown.text
            await shown.press(key)
            assert shown.dialog == "Dashboard"
            assert shown.stored.get("word").stage == stage

    async def test_is_asked_of_each_promise_in_turn(self, tmp_path):
        other = Promise(id="other", about="omnia", what="figures", by=NOW.date())
        async with opened(tmp_path, NARROW, [*SEARCH, other]) as shown:
            await shown.go_to("interview", "Omnia")
            await log(shown, "r")
            await shown.press("k")
            assert "figures by today" in shown.text
            await shown.press("w")
            stages = [shown.stored.get(id).stage for id in ("word", "other")]
            assert stages == ["kept", "waived"]

    async def test_a_voicemail_asks_nothing(self, tmp_path):
        async with opened(tmp_path, NARROW) as shown:
            await shown.go_to("interview", "Omnia")
            await shown.press("l", "v", "enter")
            assert shown.dialog == "Dashboard"
            assert shown.bottom.startswith("Logged a voicemail with Omnia")

    async def test_is_asked_of_an_entry_made_in_the_form_too(self, tmp_path):
        async with opened(tmp_path, NARROW) as shown:
            await shown.go_to("interview", "Omnia")
            await shown.press("A", "l")
            await shown.fill_in(result="reached")
            await shown.press("f2")
            assert "Kept?" in shown.text
            await shown.press("escape")
            assert shown.stored.get("word").stage == "open"


class TestPromising:
    others = (
        Target(id="target", company="Tessaly", executive="M. Reyes"),
        Offer(id="offer", company="Tessaly"),
        Assignment(id="work", interview="omnia", what="two pages"),
        Activity(id="entry", at=NOW, about=("dana",)),
    )

    def test_every_kind_of_record_is_here(self):
        assert {record.kind for record in (*SEARCH, *self.others)} >= set(KINDS)

    @pytest.mark.parametrize("kind", KINDS)
    async def test_works_on_every_kind_of_record(self, tmp_path, kind):
        from jobsearch_tui.ui.flows import records

        async with opened(tmp_path, NARROW, [*SEARCH, *self.others]) as shown:
            record = next(iter(shown.workspace.of_kind(kind)))
            desk = shown.app.desk
            desk.host.carry_out(records.promise(desk, record))
            await shown.rest()
            await shown.fill_in(what="the figures", by="fri")
            await shown.press("f2")
            (made,) = [one for one in shown.stored.all(Promise) if one.what == "the figures"]
            assert shown.stored.get(made.about).kind in SUBJECTS
            assert (made.about == record.id) is (kind in SUBJECTS)

    async def test_is_not_done_on_the_pace(self, tmp_path):
        from jobsearch_tui.ui.flows import records

        async with opened(tmp_path, NARROW) as shown:
            desk = shown.app.desk
            desk.host.carry_out(records.promise(desk, desk.workspace.pace))
            await shown.rest()
            assert shown.bottom == "A promise can't be about a pace."
