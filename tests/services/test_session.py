"""The one way in which anything is changed."""

import threading
import time
from dataclasses import replace
from datetime import date, timedelta

import pytest

from jobsearch_tui.domain.changes import Change, removal
from jobsearch_tui.domain.records import Activity, Ad, Interview, Promise, Recruiter
from jobsearch_tui.domain.workspace import EMPTY, Workspace
from jobsearch_tui.errors import (
    ConflictError,
    NotSavedError,
    StoreNewerError,
    StoreUnreadableError,
)
from jobsearch_tui.services.session import Session
from jobsearch_tui.storage.lock import Lock
from tests.domain.makers import NOON
from tests.memory_store import MemoryStore
from tests.storage.stores import Programs, with_folder_that_cannot_be_synced, with_good_disk

DANA = Recruiter(id="r1", name="Dana Whitfield", created=NOON, changed=NOON)
OWEN = Recruiter(id="r2", name="Owen Pryce", created=NOON, changed=NOON)
LATER = NOON + timedelta(days=3)
FULL = NotSavedError("there is no room left")


@pytest.fixture
def store():
    return MemoryStore(EMPTY.put(DANA))


@pytest.fixture
def session(store):
    return Session(store, lambda: LATER)


def edit(session, id="r1", **values):
    return session.apply(Change(f"edit {id}", put=(replace(session.workspace.get(id), **values),)))


def add(session, *records):
    return session.apply(Change(f"add {records[0].title}", put=records))


class TestApplying:
    def test_saves_and_shows_the_change(self, store, session):
        applied = add(session, OWEN)
        assert (applied.label, applied.is_saved, applied.clashes) == ("add Owen Pryce", True, ())
        assert session.workspace is store.workspace
        assert session.unsaved == 0
        assert {record.id for record in session.workspace} == {"r1", "r2"}

    def test_a_change_that_is_being_written_is_not_told_as_one_that_is_not_saved(
        self, store, session, monkeypatch
    ):
        seen = []
        commit = store.commit
        monkeypatch.setattr(
            store, "commit", lambda change: (seen.append(session.unsaved), commit(change))[1]
        )
        add(session, OWEN)
        assert (seen, session.unsaved) == ([0], 0)

    def test_a_new_record_is_stamped_with_the_moment(self, session):
        add(session, Ad(id="a", role="COO"))
        assert (session.workspace.get("a").created, session.workspace.get("a").changed) == (
            LATER,
            LATER,
        )

    def test_an_edited_one_keeps_when_it_was_made(self, store, session):
        edit(session, phone="+1 212 555 0143")
        dana = session.workspace.get("r1")
        assert (dana.created, dana.changed) == (NOON, LATER)
        assert store.commits[0].before == (DANA,)

    def test_what_the_user_began_with_stays_the_base_of_the_merge(self, store, session):
        older = replace(DANA, note="as the form was opened")
        session.apply(Change("edit", put=(replace(older, phone="555 0143"),), before=(older,)))
        assert store.commits[0].before == (older,)

    def test_what_changes_nothing_is_neither_saved_nor_a_step(self, store, session):
        applied = session.apply(Change("save as it was", put=(replace(DANA, changed=LATER),)))
        assert (applied.label, applied.is_saved) == ("save as it was", True)
        assert store.commits == []
        with pytest.raises(ConflictError):
            session.undo()

    def test_when_one_will_hear_is_a_promise_of_the_same_change(self, store, session):
        add(session, Interview(id="i", company="Kestrel", people="Ruth Adeyemi"))
        edit(session, "i", hear_by=date(2026, 12, 4))
        (promise,) = session.workspace.promises("i")
        assert (promise.by, promise.who, promise.created) == (
            date(2026, 12, 4),
            "Ruth Adeyemi",
            LATER,
        )
        session.undo()
        assert session.workspace.promises("i") == ()
        assert session.workspace.get("i").hear_by is None

    def test_a_promise_that_is_waived_with_it_is_dated_in_the_log(self, store, session):
        add(session, Interview(id="i", company="Kestrel", hear_by=date(2026, 12, 4)))
        edit(session, "i", hear_by=None)
        assert [promise.stage for promise in session.workspace.promises("i")] == ["waived"]
        assert [entry.stage for entry in session.workspace.log("i")] == ["waived"]

    def test_records_that_did_not_change_are_left_out(self, store, session):
        session.apply(Change("two", put=(DANA, OWEN)))
        assert [record.id for record in store.commits[0].put] == ["r2"]

    def test_a_stage_move_is_dated_in_the_log(self, store, session):
        edit(session, stage="contacted")
        (entry,) = session.workspace.log("r1")
        assert (entry.type, entry.stage, entry.at) == ("stage", "contacted", LATER)
        assert (entry.created, entry.changed) == (LATER, LATER)
        assert entry.summary == "queued → contacted"
        session.undo()
        assert list(session.workspace) == [DANA]

    def test_a_deletion_takes_along_what_cannot_be_without_it(self, session):
        add(session, Promise(id="p", about="r1", what="call"))
        session.apply(removal(session.workspace, ["r1"], "delete"))
        assert len(session.workspace) == 0

    def test_each_change_has_an_id_of_its_own(self, store, session):
        add(session, OWEN)
        edit(session, note="x")
        assert len({change.id for change in store.commits} - {""}) == 2


class TestUndoAndRedo:
    def test_take_back_and_make_again_with_the_words(self, session):
        edit(session, note="x")
        assert session.undo() == "edit r1"
        assert session.workspace.get("r1") == DANA
        assert session.redo() == "edit r1"
        assert session.workspace.get("r1").note == "x"

    @pytest.mark.parametrize("verb", ["undo", "redo"])
    def test_a_refusal_shows_what_another_program_wrote(self, store, session, verb):
        def refuse() -> str:
            store.workspace = EMPTY
            raise ConflictError("changed elsewhere")

        setattr(store, verb, refuse)
        with pytest.raises(ConflictError, match="changed elsewhere"):
            getattr(session, verb)()
        assert session.workspace is EMPTY


class TestNotSaved:
    def test_a_change_is_kept_shown_and_told(self, store, session):
        store.failure = FULL
        applied = add(session, OWEN)
        assert (applied.is_saved, applied.not_saved) == (False, FULL)
        assert session.unsaved == 1
        assert "r2" in session.workspace
        assert "r2" not in store.workspace

    @pytest.mark.parametrize("error", [StoreUnreadableError("damaged"), StoreNewerError("newer")])
    def test_one_that_meets_an_unreadable_file_is_kept_as_well(self, store, session, error):
        store.failure = error
        assert add(session, OWEN).not_saved is error
        assert session.unsaved == 1

    def test_all_are_tried_again_in_order(self, store, session):
        store.failure = FULL
        add(session, OWEN)
        edit(session, "r2", note="x")
        assert edit(session, "r2", note="y").not_saved is FULL
        retried = session.retry()
        assert (retried.label, retried.is_saved, session.unsaved) == ("edit r2", False, 3)
        assert session.workspace.get("r2").note == "y"
        store.failure = None
        assert session.retry().is_saved
        assert session.unsaved == 0
        assert [change.label for change in store.commits] == ["add Owen Pryce", *["edit r2"] * 2]
        assert store.workspace.get("r2").note == "y"

    def test_the_next_change_saves_what_was_waiting_first(self, store, session):
        store.failure = FULL
        add(session, OWEN)
        store.failure = None
        assert edit(session, note="x").is_saved
        assert [change.label for change in store.commits] == ["add Owen Pryce", "edit r1"]

    def test_nothing_to_try_again_is_fine(self, session):
        applied = session.retry()
        assert (applied.label, applied.is_saved) == ("", True)

    def test_undo_drops_the_newest_that_is_not_saved(self, store, session):
        edit(session, note="saved")
        store.failure = FULL
        edit(session, note="one")
        edit(session, note="two")
        assert session.undo() == "edit r1"
        assert (session.workspace.get("r1").note, session.unsaved) == ("one", 1)
        assert session.undo() == "edit r1"
        assert (session.workspace.get("r1").note, session.unsaved) == ("saved", 0)
        with pytest.raises(NotSavedError):
            session.undo()
        assert session.workspace.get("r1").note == "saved"

    def test_nothing_is_made_again_before_it_is_saved(self, store, session):
        edit(session, note="x")
        session.undo()
        store.failure = FULL
        add(session, OWEN)
        with pytest.raises(NotSavedError):
            session.redo()
        store.failure = None
        with pytest.raises(ConflictError, match="nothing to redo"):
            session.redo()
        assert session.unsaved == 0
        assert "r2" in store.workspace

    def test_what_another_program_writes_lies_below_what_is_not_saved(self, store, session):
        store.failure = FULL
        edit(session, note="ours")
        store.another_program_writes(EMPTY.put(DANA, OWEN))
        assert session.refresh()
        assert {record.id for record in session.workspace} == {"r1", "r2"}
        assert session.workspace.get("r1").note == "ours"


class TestWhatCanNeverBeWritten:
    """Half a character, of a broken paste, has no place in a file."""

    BROKEN = Recruiter(id="r2", name="Owen \ud800", created=NOON, changed=NOON)

    @pytest.fixture
    def real(self, tmp_path):
        programs = Programs(tmp_path / "store.json")
        session = Session(programs.start(), programs.clock)
        add(session, DANA)
        return session

    @pytest.mark.parametrize(
        "change",
        [
            Change("add", put=(BROKEN,)),
            Change("add \ud800", put=(OWEN,)),
            Change("add", put=(replace(OWEN, id="r2\ud800"),)),
            Change("add", put=(Ad(id="r1", role="of the same id"),)),
        ],
    )
    def test_is_given_up_and_stops_nothing(self, real, change):
        applied = real.apply(change)
        assert (applied.is_saved, applied.is_given_up, real.unsaved) == (False, True, 0)
        assert list(real.workspace) == [real.workspace.get("r1")]
        assert edit(real, note="later work").is_saved
        assert real.undo() == "edit r1"

    def test_that_waited_is_given_up_once_its_turn_comes(self, real, monkeypatch):
        def full(*_):
            raise FULL

        with monkeypatch.context() as patched:
            patched.setattr(real._store, "commit", full)
            add(real, self.BROKEN)
            edit(real, note="later work")
            assert real.unsaved == 2
        retried = real.retry()
        assert (retried.is_saved, real.unsaved) == (True, 0)
        assert retried.warning == (
            "A change that was waiting was given up: half a character is in it, as of a bad paste. "
            "Correct it, then save again."
        )
        assert real.workspace.get("r1").note == "later work"

    def test_is_told_by_a_retry_that_finds_it_last(self, real, monkeypatch):
        def full(*_):
            raise FULL

        with monkeypatch.context() as patched:
            patched.setattr(real._store, "commit", full)
            add(real, self.BROKEN)
        retried = real.retry()
        assert (retried.is_given_up, real.unsaved) == (True, 0)
        assert real.retry().is_saved


class TestWrittenThoughNotSaved:
    """The file was written, but its folder could not be synced."""

    def test_a_second_try_makes_nothing_twice(self, store, session):
        store.failure, store.fails_late = FULL, True
        edit(session, stage="contacted")
        assert session.unsaved == 1
        assert not session.retry().is_saved
        store.failure = None
        assert session.retry().is_saved
        assert len(store.commits) == 1
        assert len(session.workspace.log("r1")) == 1

    def test_undo_takes_it_back_as_what_it_is(self, store, session):
        store.failure, store.fails_late = FULL, True
        edit(session, note="x")
        store.failure = None
        assert session.undo() == "edit r1"
        assert store.workspace.get("r1") == DANA
        assert (session.unsaved, session.workspace.get("r1")) == (0, DANA)
        assert session.redo() == "edit r1"

    def test_undo_drops_it_when_the_file_cannot_be_read(self, store, session, monkeypatch):
        def holds(change):
            raise StoreUnreadableError("damaged")

        store.failure = FULL
        edit(session, note="x")
        monkeypatch.setattr(store, "holds", holds)
        assert session.undo() == "edit r1"
        assert session.workspace.get("r1") == DANA

    def test_on_a_real_disk_it_is_one_step_and_one_entry(self, tmp_path):
        programs = Programs(tmp_path / "store.json")
        store = programs.start()
        session = Session(store, programs.clock)
        add(session, DANA)
        with_folder_that_cannot_be_synced(store)
        assert "reports an error" in str(edit(session, stage="contacted").not_saved)
        session.refresh()
        session.retry()
        with_good_disk(store)
        assert session.retry().is_saved
        assert len(session.workspace.log("r1")) == 1
        assert [session.undo(), session.undo()] == ["edit r1", "add Dana Whitfield"]


class Box:
    """Keeps changes, or refuses to."""

    def __init__(self, *, takes=True):
        self.takes = takes
        self.kept = ()
        self.writes = 0

    def keep(self, changes):
        if self.takes:
            self.kept = tuple(changes)
            self.writes += 1
        return self.takes


class TestKeepingWhatIsNotSaved:
    def test_what_cannot_be_written_is_kept_until_it_is(self, store, session):
        box = Box()
        assert session.take_over((), box.keep) == 0
        store.failure = FULL
        applied = edit(session, stage="active")
        assert (applied.is_saved, applied.is_kept) == (False, True)
        assert [change.label for change in box.kept] == ["edit r1"]
        session.retry()
        assert box.writes == 1
        store.failure = None
        assert session.retry().is_saved
        assert box.kept == ()

    def test_nothing_is_kept_of_what_is_saved_at_once(self, session):
        box = Box()
        session.take_over((), box.keep)
        edit(session, stage="active")
        assert box.writes == 0

    def test_a_disk_that_keeps_nothing_is_told_and_asked_again(self, store, session):
        box = Box(takes=False)
        session.take_over((), box.keep)
        store.failure = FULL
        assert not edit(session, stage="active").is_kept
        box.takes = True
        assert session.retry().is_kept

    def test_undo_drops_it_there_too(self, store, session):
        box = Box()
        session.take_over((), box.keep)
        store.failure = FULL
        edit(session, stage="active")
        session.undo()
        assert box.kept == ()

    def test_the_next_run_makes_it_once(self, tmp_path):
        programs = Programs(tmp_path / "store.json")
        add(Session(programs.start(), programs.clock), DANA)
        box, ours = Box(), Session(programs.start(), programs.clock)
        ours.take_over((), box.keep)
        with_folder_that_cannot_be_synced(ours._store)
        edit(ours, stage="active")
        (owed,) = box.kept
        for expected in (0, 0):  # it reached the disk all the same
            later = Session(programs.start(), programs.clock)
            assert later.take_over((owed,), box.keep) == expected
            later.retry()
            assert len(later.workspace.log("r1")) == 1
        assert box.kept == ()

    def test_the_next_run_has_what_was_never_written(self, tmp_path):
        programs = Programs(tmp_path / "store.json")
        add(Session(programs.start(), programs.clock), DANA)
        owed = Change("edit r1", put=(replace(DANA, note="kept"),), before=(DANA,), id="c1")
        box, later = Box(), Session(programs.start(), programs.clock)
        edit(Session(programs.start(), programs.clock), phone="555 0143")
        box.kept = (owed,)
        assert later.take_over((owed,), box.keep) == 1
        assert later.retry().is_saved
        assert box.kept == ()
        dana = programs.start().workspace.get("r1")
        assert (dana.note, dana.phone) == ("kept", "555 0143")

    def test_a_start_waits_for_no_lock_and_shows_it_all_the_same(self, tmp_path):
        programs = Programs(tmp_path / "store.json")
        add(Session(programs.start(), programs.clock), DANA)
        owed = Change("edit r1", put=(replace(DANA, note="owed"),), before=(DANA,), id="c1")
        box, later = Box(), Session(programs.start(), programs.clock)
        with Lock(tmp_path / "store.json"):
            began = time.monotonic()
            assert later.take_over((owed,), box.keep) == 1
            assert time.monotonic() - began < 1
        assert (later.unsaved, later.is_kept, box.writes) == (1, True, 0)
        assert later.workspace.get("r1").note == "owed"
        assert programs.start().workspace.get("r1").note == ""

    def test_what_the_user_does_next_is_saved_after_it(self, tmp_path):
        programs = Programs(tmp_path / "store.json")
        add(Session(programs.start(), programs.clock), DANA)
        owed = Change("edit r1", put=(replace(DANA, note="owed"),), before=(DANA,), id="c1")
        later = Session(programs.start(), programs.clock)
        later.take_over((owed,), Box().keep)
        assert edit(later, note="mine").is_saved
        assert programs.start().workspace.get("r1").note == "mine"
        assert [later.undo(), later.workspace.get("r1").note] == ["edit r1", "owed"]

    def test_what_no_thread_has_begun_with_is_kept_at_the_end_too(self, session):
        box = Box()
        session.take_over((), box.keep)
        named = session.announce(Change("add Owen", put=(OWEN,)))
        assert session.keep_now() == {named.id}
        assert [change.id for change in box.kept] == [named.id]
        assert session.apply(named).is_saved
        assert session.keep_now() == frozenset()

    def test_at_the_end_it_keeps_also_what_waits_for_its_turn(self, store, session, monkeypatch):
        box, written = Box(), []
        session.take_over((), box.keep)
        commit = store.commit

        def slow(change):
            if not written:  # while this one is written, another thread hands over the next
                written.append(change)
                thread = threading.Thread(target=edit, args=(session,), kwargs={"note": "next"})
                thread.start()
                while not any("note" in str(one.put) for one in [*session._coming.values()][1:]):
                    pass
                kept.extend(session.keep_now())
                waiting.append(thread)
            return commit(change)

        kept: list[str] = []
        waiting: list[threading.Thread] = []
        monkeypatch.setattr(store, "commit", slow)
        edit(session, stage="active")
        waiting[0].join()
        assert len(kept) == 2
        assert {change.id for change in box.kept} == set(kept)
        assert any(getattr(record, "note", "") == "next" for record in box.kept[1].put)

    def test_at_the_end_nothing_is_said_to_be_kept_that_is_not(self, store, session):
        session.take_over((), Box(takes=False).keep)
        store.failure = FULL
        edit(session, stage="active")
        assert session.keep_now() == frozenset()


class TestBesideAnotherProgram:
    def test_refresh_says_whether_there_was_anything(self, store, session):
        assert not session.refresh()
        store.another_program_writes(Workspace.of([OWEN]))
        assert session.refresh()
        assert list(session.workspace) == [OWEN]
        assert not session.refresh()

    def test_clashes_are_told(self, tmp_path):
        programs = Programs(tmp_path / "store.json")
        add(Session(programs.start(), programs.clock), DANA)
        ours, theirs = (Session(programs.start(), programs.clock) for _ in range(2))
        edit(theirs, note="theirs")
        (clash,) = edit(ours, note="ours").clashes
        assert (clash.name, clash.theirs, clash.ours) == ("note", "theirs", "ours")


class TestTwoThreads:
    def test_lose_nothing(self, tmp_path):
        programs = Programs(tmp_path / "store.json")
        session = Session(programs.start(), programs.clock)
        add(session, DANA)
        begin = threading.Barrier(2)
        failed: list[object] = []

        def work(name: str) -> None:
            begin.wait()
            for number in range(50):
                entry = Activity(id=f"{name}{number}", at=NOON, about=("r1",))
                note = f"{session.workspace.get('r1').note}{name}"
                if not add(session, entry).is_saved or not edit(session, note=note).is_saved:
                    failed.append(number)
                session.refresh()

        threads = [threading.Thread(target=work, args=(name,)) for name in "ab"]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert failed == []
        assert session.unsaved == 0
        written = programs.start().workspace
        assert written == session.workspace
        assert {entry.id for entry in written.all(Activity)} == {
            f"{name}{number}" for name in "ab" for number in range(50)
        }


class TestWarning:
    def test_a_backup_that_was_not_made_is_told_with_the_change_that_was(self):
        store = MemoryStore()
        store.warning = "No backup could be made."
        session = Session(store, lambda: NOON)
        applied = session.apply(Change("add", put=(Recruiter(id="r1", name="Dana"),)))
        assert applied.is_saved
        assert applied.warning == "No backup could be made."


class TestPuttingBack:
    def test_makes_the_change_as_it_stands(self, store, session):
        older = replace(DANA, name="Dana W.", stage="active", changed=NOON)
        applied = session.put_back(Change("restore", put=(older,), before=(DANA,)), {})
        assert applied.is_saved
        assert list(session.workspace) == [older]
        assert session.undo() == "restore"
        assert list(session.workspace) == [DANA]

    def test_comes_after_what_is_not_saved_yet(self, store, session):
        store.failure = FULL
        add(session, OWEN)
        applied = session.put_back(Change("restore", remove=("r1",)), {})
        assert applied.not_saved is FULL
        assert "r1" in session.workspace
        assert session.unsaved == 1

    def test_that_cannot_be_written_is_not_tried_again(self, store, session):
        store.failure = FULL
        applied = session.put_back(Change("restore", remove=("r1",)), {})
        assert (applied.label, applied.not_saved, session.unsaved) == ("restore", FULL, 0)
        assert "r1" in session.workspace

    def test_that_arrived_all_the_same_is_made(self, store, session):
        store.failure, store.fails_late = FULL, True
        applied = session.put_back(Change("restore", remove=("r1",)), {})
        assert (applied.is_saved, applied.warning) == (True, str(FULL))
        assert "r1" not in session.workspace
