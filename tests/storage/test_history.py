"""Undo and redo of everything, fifty steps back, across restarts and beside other programs."""

import json
from dataclasses import fields, replace

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tinydb import TinyDB, where

from jobsearch_tui.domain.changes import Change, removal, stamped, with_stage_entries
from jobsearch_tui.domain.records import Activity, Ad, Agency, ImportMark, Promise, Recruiter
from jobsearch_tui.errors import ConflictError
from jobsearch_tui.storage import history
from jobsearch_tui.storage.json_storage import AtomicJSONStorage
from tests.domain.makers import IDS, NOON, records
from tests.storage.stores import Programs

AD = Ad(id="a1", role="COO", created=NOON, changed=NOON)
CEO = replace(AD, role="CEO")
DANA = Recruiter(id="r1", name="Dana Whitfield", agency="g1")
MARSH = Agency(id="g1", name="Marsh & Vale")
WORD = Promise(id="p1", about="r1", what="call back")


def put(*records, label="put"):
    return Change(label, put=records)


def edit(before, **values):
    return Change(f"edit {before.title}", put=(replace(before, **values),), before=(before,))


def undo_all(store):
    labels, refusal = [], None
    while refusal is None:
        try:
            labels.append(store.undo())
        except ConflictError as error:
            refusal = str(error)
    assert refusal == "There is nothing to undo."
    return labels


@pytest.fixture
def store(programs):
    return programs.start()


class TestUndoAndRedo:
    def test_of_a_new_record(self, store):
        store.commit(put(AD, label="add ad COO"))
        assert store.undo() == "add ad COO"
        assert len(store.workspace) == 0
        assert store.redo() == "add ad COO"
        assert store.workspace.get("a1") == AD

    def test_of_an_edit(self, store):
        store.commit(put(AD))
        store.commit(edit(AD, role="CEO"))
        assert store.undo() == "edit COO"
        assert store.workspace.get("a1") == AD
        assert store.redo() == "edit COO"
        assert store.workspace.get("a1") == CEO

    def test_of_a_deletion_with_what_went_along(self, store):
        call = Activity(id="l1", at=NOON, about=("r1", "a1"))
        store.commit(put(MARSH, DANA, WORD, AD, call))
        before = store.workspace
        store.commit(removal(before, ["r1"], "delete recruiter Dana Whitfield"))
        assert {record.id for record in store.workspace} == {"g1", "a1", "l1"}
        assert store.workspace.get("l1").about == ("a1",)
        after = store.workspace
        store.undo()
        assert store.workspace == before
        store.redo()
        assert store.workspace == after

    def test_of_a_stage_move_with_its_entry_in_the_log(self, store):
        store.commit(put(DANA))
        before = store.workspace
        change = put(replace(DANA, stage="contacted"))
        change = with_stage_entries(before, change, NOON, lambda: "entry")
        store.commit(stamped(before, change, NOON))
        assert store.workspace.get("entry").summary == "queued → contacted"
        store.undo()
        assert store.workspace == before

    def test_of_an_import_of_a_thousand_records(self, programs, store):
        ads = [Ad(id=f"ad{number}", role=f"Role {number}") for number in range(1000)]
        marks = [ImportMark(id=f"m{ad.id}", record=ad.id) for ad in ads]
        store.commit(put(AD))
        store.commit(replace(put(*ads, *marks, CEO, label="import"), upheaval="import"))
        full = store.workspace
        assert programs.start().undo() == "import"
        assert list(programs.start().workspace) == [AD]
        assert programs.start().redo() == "import"
        assert programs.start().workspace == full

    def test_goes_fifty_steps_back(self, programs, store):
        for number in range(60):
            store.commit(put(replace(AD, note=f"step {number}"), label=f"step {number}"))
        assert undo_all(programs.start()) == [f"step {number}" for number in range(59, 9, -1)]
        assert programs.start().workspace.get("a1").note == "step 9"
        assert len(programs.documents("history")) == history.STEPS

    def test_goes_no_further_back_in_the_same_run(self, store):
        for number in range(history.STEPS + 5):
            store.commit(put(replace(AD, note=f"step {number}")))
        assert len(undo_all(store)) == history.STEPS

    def test_goes_across_restarts(self, programs):
        for number in range(3):
            programs.start().commit(put(Ad(id=f"a{number}", role="COO"), label=f"add {number}"))
        assert [programs.start().undo() for _ in range(3)] == ["add 2", "add 1", "add 0"]
        assert [programs.start().redo() for _ in range(3)] == ["add 0", "add 1", "add 2"]
        with pytest.raises(ConflictError, match="There is nothing to redo"):
            programs.start().redo()

    def test_a_new_change_ends_redo(self, programs, store):
        store.commit(put(AD))
        store.commit(put(DANA))
        programs.start().undo()
        later = programs.start()
        later.commit(put(MARSH))
        with pytest.raises(ConflictError, match="nothing to redo"):
            later.redo()
        assert undo_all(later) == ["put", "put"]

    def test_brings_back_what_is_not_understood(self, programs, store):
        store.commit(put(AD))
        document = b'{"id":"a1", "role":"COO","mood":{"a":[1.50,1e400]}, "created":"%s"}' % (
            NOON.isoformat().encode()
        )
        storage = AtomicJSONStorage(programs.path)
        storage.write_raw({**storage.raw_tables(), "ads": {"1": document}})
        here = programs.start()
        here.commit(Change("delete", remove=("a1",), before=(here.workspace.get("a1"),)))
        here.undo()
        assert list(programs.documents("ads").values()) == [document]

    @given(st.lists(st.lists(records, min_size=1, max_size=3), min_size=1, max_size=6), st.data())
    @settings(
        max_examples=20,
        deadline=None,
        suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    )
    def test_lead_through_every_state_there_was(self, tmp_path, batches, data):
        folder = tmp_path / str(len(list(tmp_path.iterdir())))
        store = Programs(folder / "store.json").start()
        states = [store.workspace]
        for batch in batches:
            there = [record.id for record in store.workspace]
            if there and data.draw(st.booleans()):
                change = removal(store.workspace, [data.draw(st.sampled_from(there))], "delete")
            else:
                change = put(*map(written, batch))
            store.commit(change)
            states.append(store.workspace)
        for state in states[-2::-1]:
            store.undo()
            assert store.workspace == state
        for state in states[1:]:
            store.redo()
            assert store.workspace == state


def written(record):
    """The record without the lone surrogates that no file takes."""
    names = [one.name for one in fields(record) if isinstance(getattr(record, one.name), str)]
    return replace(record, **{name: getattr(record, name).replace("\ud800", "") for name in names})


class TestBesideAnotherProgram:
    def test_undo_refuses_what_another_run_changed_since(self, programs):
        ours, theirs = programs.start(), programs.start()
        ours.commit(put(AD, DANA, label="add two"))
        theirs.refresh()
        theirs.commit(edit(AD, role="CFO"))
        before = programs.path.read_bytes()
        with pytest.raises(ConflictError) as caught:
            ours.undo()
        assert str(caught.value) == (
            "Can't undo “add two”: CFO was changed by another program since. Nothing was touched."
        )
        assert programs.path.read_bytes() == before
        assert ours.workspace.get("a1").role == "CFO"

    def test_undo_refuses_what_plain_tinydb_changed_since(self, programs):
        store = programs.start()
        store.commit(put(AD))
        with TinyDB(programs.path) as plain:
            plain.table("ads").update({"role": "CFO"}, where("id") == "a1")
        before = programs.path.read_bytes()
        with pytest.raises(ConflictError, match="CFO was changed by another program"):
            store.undo()
        assert programs.path.read_bytes() == before

    def test_undo_refuses_what_another_program_deleted_since(self, programs):
        store = programs.start()
        store.commit(put(AD))
        store.commit(edit(AD, role="CEO"))
        with TinyDB(programs.path) as plain:
            plain.table("ads").remove(where("id") == "a1")
        with pytest.raises(ConflictError, match="undo “edit COO”: COO was changed"):
            store.undo()

    def test_redo_refuses_as_well(self, programs):
        store = programs.start()
        store.commit(put(AD, label="add ad"))
        store.undo()
        with TinyDB(programs.path) as plain:
            plain.table("ads").insert({"id": "a1", "role": "CFO"})
        with pytest.raises(ConflictError, match="Can't redo “add ad”: CFO was changed"):
            store.redo()

    def test_a_change_of_another_record_is_no_hindrance(self, programs):
        ours, theirs = programs.start(), programs.start()
        ours.commit(put(AD, label="add ad"))
        theirs.commit(put(DANA, label="add Dana"))
        assert ours.undo() == "add ad"
        assert list(programs.start().workspace) == [DANA]

    def test_a_change_of_what_another_version_knows_is_no_hindrance(self, programs):
        store = programs.start()
        store.commit(put(AD))
        store.commit(edit(AD, role="CEO"))
        with TinyDB(programs.path) as plain:
            plain.table("ads").update({"mood": "hopeful"}, where("id") == "a1")
        store.undo()
        assert store.workspace.get("a1").role == "COO"

    def test_a_run_undoes_its_own_steps_and_those_from_before_it_began(self, programs):
        programs.start().commit(put(AD, label="long ago"))
        ours, theirs = programs.start(), programs.start()
        ours.commit(put(DANA, label="ours"))
        theirs.commit(put(MARSH, label="theirs"))
        assert undo_all(ours) == ["ours", "long ago"]
        assert undo_all(theirs) == ["theirs"]

    def test_a_run_redoes_its_own_steps_alone(self, programs):
        ours, theirs = programs.start(), programs.start()
        ours.commit(put(AD, label="ours"))
        theirs.commit(put(MARSH, label="theirs"))
        ours.undo()
        with pytest.raises(ConflictError):
            theirs.redo()
        theirs.commit(put(DANA))
        assert ours.redo() == "ours"


class TestTheDocuments:
    def test_a_step_says_what_it_was_when_and_by_whom(self, programs, store):
        store.commit(put(AD, label="add ad"))
        (step,) = map(json.loads, programs.documents("history").values())
        assert list(step) == ["id", "label", "at", "session", "undone", "records"]
        assert step["label"] == "add ad"
        (held,) = step["records"].values()
        assert (held[0], held[2]) == ("ad", None)

    def test_what_is_no_step_is_passed_over_and_order_is_by_number(self):
        def step(id, at="2026-11-24T12:00:00Z"):
            told = {"id": id, "label": "x", "at": at, "session": "s", "undone": False}
            return msgspec.json.encode(told | {"records": {}})

        naive = step("naive", "2026-11-24T12:00:00")
        table = {"10": step("b"), "2": step("a"), "x": step("c"), "3": b"{}", "4": naive}
        assert [one.id for one in history.read_steps(table)] == ["a", "b"]

    @pytest.mark.parametrize(
        "records",
        [
            {"a1": 3},
            {"a1": ["", "", {"id": "a1"}]},
            {"a1": ["ad", "", {"id": "a1", "role": 3}]},
        ],
    )
    def test_a_damaged_step_is_refused_in_words(self, programs, store, records):
        store.commit(put(AD, label="add ad"))
        with TinyDB(programs.path) as plain:
            plain.table("history").update({"records": records})
        before = programs.path.read_bytes()
        with pytest.raises(ConflictError, match=r"Can't undo “add ad”: .* is damaged"):
            programs.start().undo()
        assert programs.path.read_bytes() == before

    def test_a_record_that_is_gone_and_was_new_has_no_name(self, programs, store):
        store.commit(put(AD, label="add ad"))
        with TinyDB(programs.path) as plain:
            plain.drop_table("ads")
        with pytest.raises(ConflictError, match="a record was changed by another program"):
            store.undo()

    def test_a_change_does_not_read_what_an_import_left_in_the_history(
        self, programs, store, monkeypatch
    ):
        ads = [Ad(id=f"ad{number}", role="COO") for number in range(200)]
        store.commit(put(*ads, label="import"))
        here = programs.start()
        read = []
        monkeypatch.setattr(history, "_decode_records", lambda raw: read.append(raw))
        monkeypatch.setattr(history, "read_steps", counted(history.read_steps, read))
        here.commit(put(AD))
        here.commit(put(DANA))
        assert read == ["read_steps"]

    @pytest.mark.parametrize("kind", IDS)
    def test_every_kind_of_record_is_undone(self, kind, store):
        record = next(
            one(id=IDS[kind][0]) for one in history.codec.RECORD_TYPES.values() if one.kind == kind
        )
        store.commit(put(record))
        store.commit(Change("delete", remove=(record.id,)))
        store.undo()
        assert list(store.workspace) == [record]


def counted(function, calls):
    def call(*arguments):
        calls.append(function.__name__)
        return function(*arguments)

    return call


class TestWhenAValueWasWritten:
    def dates(self, store, id):
        return store.written_at([id])[id]

    def test_is_told_for_each_attribute(self, store, programs):
        store.commit(put(AD))
        made = programs.clock.now
        store.commit(edit(AD, role="CEO"))
        dates = self.dates(store, "a1")
        assert dates["employer"] <= made < dates["role"]

    def test_knows_nothing_of_what_was_taken_back(self, store):
        store.commit(put(AD))
        before = self.dates(store, "a1")
        store.commit(edit(AD, role="CEO"))
        store.undo()
        assert self.dates(store, "a1") == before

    def test_is_not_known_of_what_the_history_has_forgotten(self, store, monkeypatch):
        monkeypatch.setattr(history, "STEPS", 1)
        store.commit(put(AD))
        store.commit(edit(AD, role="CEO"))
        assert self.dates(store, "a1").keys() == {"role"}
        assert store.written_at(["nobody"]) == {"nobody": {}}

    def test_passes_over_a_step_that_is_damaged(self, store):
        store.commit(put(AD))
        store.commit(edit(AD, role="CEO"))
        first, second = store._history()
        damaged = replace(second, records=msgspec.Raw(b'{"a1":3}'))
        document = store.contents.document
        dates = history.written_at((first, damaged), ["a1"], document)["a1"]
        assert dates["role"] == first.at
