"""The second machine from inside the app."""

from dataclasses import replace
from threading import Event

import pytest

from jobsearch_tui.domain.changes import Change
from jobsearch_tui.domain.conflicts import Conflict
from jobsearch_tui.domain.second_machine import Outcome, Standing
from jobsearch_tui.errors import LossError, SyncError
from tests.ui import host
from tests.ui.host import DANA, opened


@pytest.fixture(autouse=True)
def _unwatched(monkeypatch):
    """Nothing happens by itself."""
    monkeypatch.setattr("jobsearch_tui.ui.app.WATCH", 60.0)


class Second:
    """Another machine that does as it is told."""

    def __init__(self) -> None:
        self.is_set_up = True
        self.version = 1
        self.found = Standing("server:x", 0, 0, "")
        self.outcomes: list[Outcome | Exception] = []
        self.asked: list[str] = []
        self.may_answer = Event()
        self.may_answer.set()
        self.before = lambda: None

    def sync(self, *, allow_loss: bool = False) -> Outcome:
        self.asked.append("sync, with loss" if allow_loss else "sync")
        self.may_answer.wait(20)
        self.before()
        outcome = self.outcomes.pop(0)
        if isinstance(outcome, Exception):
            raise outcome
        return outcome

    def look(self) -> None:
        self.asked.append("look")
        self.found = Standing("server:x", 0, 4, "")
        raise SyncError("the server sleeps")

    def standing(self) -> Standing:
        return self.found


def with_second(monkeypatch, second, **config):
    start_on = host.start_on

    def start(*words, **given):
        start = start_on(*words, **given)
        return replace(start, second=second, config=replace(start.config, **config))

    monkeypatch.setattr(host, "start_on", start)


async def test_without_one_the_key_says_how_to_set_it_up(tmp_path):
    async with opened(tmp_path) as shown:
        await shown.press("Y")
        assert shown.bottom == (
            "There is no second machine yet. In a shell: jobsearch sync --init URL"
        )


async def test_the_key_syncs_beside_everything_else_and_says_what_came(tmp_path, monkeypatch):
    second = Second()
    second.outcomes = [Outcome(sent=2, received=1)]
    second.may_answer.clear()
    with_second(monkeypatch, second)
    async with opened(tmp_path) as shown:
        another = shown.elsewhere()
        second.before = lambda: another.commit(
            Change("from afar", put=(replace(DANA, phone="555 0101"),))
        )
        await shown.press("Y")
        assert shown.bottom == "Syncing…"
        await shown.press("j")  # the app goes on meanwhile
        second.may_answer.set()
        await shown.until(lambda: "went out" in shown.bottom)
        assert shown.bottom == "2 records went out; 1 record came in."
        assert shown.workspace.get("dana").phone == "555 0101"


async def test_what_went_wrong_is_said(tmp_path, monkeypatch):
    second = Second()
    second.outcomes = [SyncError("git is not installed."), Outcome(offline="no route to host")]
    with_second(monkeypatch, second)
    async with opened(tmp_path) as shown:
        await shown.press("Y")
        await shown.until(lambda: "git is" in shown.bottom)
        await shown.press("Y")
        await shown.until(lambda: "no route to host" in shown.bottom)
        assert shown.bottom == "Offline; what changed here waits: no route to host."


async def test_what_was_changed_on_both_is_named(tmp_path, monkeypatch):
    second = Second()
    names = ("Dana Whitfield", "Dana Whitfield", "Kestrel", "Omnia")
    found = tuple(
        Conflict(f"sy-{number}", "recruiters", "dana", name, "phone", "1", "2", "2026-11-24")
        for number, name in enumerate(names)
    )
    second.outcomes = [Outcome(sent=1, conflicts=found[:1]), Outcome(sent=1, conflicts=found)]
    with_second(monkeypatch, second)
    async with opened(tmp_path) as shown:
        await shown.press("Y")
        await shown.until(lambda: "went out" in shown.bottom)
        assert shown.bottom == "1 record went out.  Changed on both: Dana Whitfield."
        await shown.press("Y")
        await shown.until(lambda: "more" in shown.bottom)
        assert shown.bottom == "1 record went out.  Changed on both: Dana Whitfield and 2 more."


async def test_a_great_loss_is_asked_about(tmp_path, monkeypatch):
    loss = LossError("9 of 20 records would vanish. If that is meant: jobsearch sync --allow-loss")
    second = Second()
    second.outcomes = [loss, loss, Outcome(removed=9)]
    with_second(monkeypatch, second)
    async with opened(tmp_path) as shown:
        await shown.press("Y")
        await shown.until(lambda: shown.dialog == "Choose")
        assert "9 of 20 records would vanish." in shown.text
        assert "--allow-loss" not in shown.text
        await shown.press("n")
        assert shown.bottom == "Nothing was synced."
        await shown.press("Y")
        await shown.until(lambda: shown.dialog == "Choose")
        await shown.press("y")
        await shown.until(lambda: "9 records deleted" in shown.bottom)
        assert second.asked == ["sync", "sync", "sync, with loss"]


async def test_a_quiet_mark_tells_how_far_the_machines_are_apart(tmp_path, monkeypatch):
    second = Second()
    with_second(monkeypatch, second)
    async with opened(tmp_path) as shown:
        assert "↑" not in shown.bottom
        assert second.asked == []  # nobody is asked unless the user wants that
        second.found = Standing("server:x", 2, 1, "")
        shown.app.workspace_changed()
        await shown.until(lambda: shown.bottom.startswith("↑2 ↓1  t Today"))
        second.found = Standing("server:x", 0, 0, "")
        shown.app.workspace_changed()
        await shown.until(lambda: shown.bottom.startswith("t Today"))


async def test_the_mark_goes_when_another_program_has_synced(tmp_path, monkeypatch):
    second = Second()
    second.found = Standing("server:x", 2, 0, "")
    with_second(monkeypatch, second)
    async with opened(tmp_path) as shown:
        await shown.until(lambda: shown.bottom.startswith("↑2  t"))
        await shown.app._look_at_store()
        second.found = Standing("server:x", 0, 0, "")
        second.version = 2
        await shown.app._look_at_store()
        await shown.until(lambda: shown.bottom.startswith("t Today"))


async def test_the_remote_may_be_asked_at_the_start(tmp_path, monkeypatch):
    second = Second()
    with_second(monkeypatch, second, sync_look=True)
    async with opened(tmp_path) as shown:
        await shown.until(lambda: shown.bottom.startswith("↓4"))
        assert second.asked == ["look"]


async def test_leaving_does_not_wait_for_a_sync(tmp_path, monkeypatch):
    second = Second()
    second.outcomes = [Outcome()]
    second.may_answer.clear()
    with_second(monkeypatch, second)
    async with opened(tmp_path) as shown:
        await shown.press("Y")
        await shown.press("q")
        assert shown.app._exit
    assert not second.may_answer.is_set()
    second.may_answer.set()
