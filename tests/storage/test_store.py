"""One JSON file, read as a workspace and changed durably."""

import json
import os
import stat
from dataclasses import replace

import msgspec
import pytest
from tinydb import TinyDB, where
from tinydb.table import Document

from jobsearch_tui.domain.changes import Change, Clash, stamped
from jobsearch_tui.domain.records import Activity, Ad, Agency, Pace, Promise, Recruiter
from jobsearch_tui.errors import (
    ConflictError,
    NotSavedError,
    StoreBusyError,
    StoreNewerError,
    StoreUnreadableError,
    UnwritableError,
)
from jobsearch_tui.storage.json_storage import AtomicJSONStorage
from jobsearch_tui.storage.lock import Lock
from tests.domain.makers import NOON
from tests.storage.stores import (
    Programs,
    with_folder_that_cannot_be_synced,
    with_full_disk,
    with_good_disk,
)

AD = Ad(id="a1", role="COO", created=NOON, changed=NOON)
DANA = Recruiter(id="r1", name="Dana Whitfield", created=NOON, changed=NOON)


def put(*records, label="put"):
    return Change(label, put=records)


def edit(before, **values):
    return Change("edit", put=(replace(before, **values),), before=(before,))


def notes(store, id="a1"):
    return [entry.summary for entry in store.workspace.log(id)]


class TestTheFile:
    def test_is_not_made_by_reading(self, programs):
        store = programs.start()
        assert len(store.workspace) == 0
        assert store.refresh() is None
        assert not programs.path.parent.exists()

    def test_is_read_again_as_it_was_written(self, programs):
        store = programs.start()
        store.commit(put(AD, DANA))
        again = programs.start()
        assert again.workspace == store.workspace
        assert list(again.workspace) == [DANA, AD]

    def test_is_opened_by_plain_tinydb(self, programs):
        programs.start().commit(put(AD, DANA))
        with TinyDB(programs.path, access_mode="r") as plain:
            assert plain.tables() == {"meta", "ads", "recruiters", "history"}
            assert plain.table("ads").get(where("role") == "COO")["id"] == "a1"
            assert plain.table("recruiters").get(doc_id=1)["name"] == "Dana Whitfield"

    def test_takes_what_plain_tinydb_writes(self, programs):
        store = programs.start()
        store.commit(put(AD))
        with TinyDB(programs.path) as plain:
            plain.table("ads").insert({"id": "by hand", "role": "CFO"})
            plain.insert({"mine": True})
        assert store.refresh().get("by hand").role == "CFO"
        store.commit(put(DANA))
        with TinyDB(programs.path, access_mode="r") as plain:
            assert plain.all() == [{"mine": True}]

    def test_is_private_and_so_is_its_folder(self, programs):
        programs.start().commit(put(AD))
        modes = [
            stat.S_IMODE(path.stat().st_mode) for path in (programs.path.parent, programs.path)
        ]
        assert modes == [0o700, 0o600]

    def test_that_a_symbolic_link_leads_to_is_replaced_and_the_link_stays(self, programs, tmp_path):
        programs.path.parent.mkdir()
        real = tmp_path / "elsewhere" / "search.json"
        real.parent.mkdir()
        programs.path.symlink_to(real)
        programs.start().commit(put(AD))
        programs.start().commit(put(DANA))
        assert programs.path.is_symlink()
        assert len(Programs(real).start().workspace) == 2

    def test_that_has_gone_is_written_again_whole(self, programs):
        store = programs.start()
        store.commit(put(AD))
        programs.path.unlink()
        assert store.refresh() is None
        assert len(store.workspace) == 1
        store.commit(put(DANA))
        assert len(programs.start().workspace) == 2


class TestWhatIsNotUnderstood:
    FILE = (
        b'{"meta":{"1":{"format":1,"theme":"dark"}},'
        b'"ads":{"3":{"id":"a1","role":"COO","mood":{"a":[1.50]}},"5":{"id":"a2", "role":7 },'
        b'"7":["no","record"],"9":null},"wishes":{"1":{"w" : 1.10},"2":"caf\\u00e9"},"empty":{}}'
    )

    @pytest.fixture
    def store(self, programs):
        programs.path.parent.mkdir()
        programs.path.write_bytes(self.FILE)
        return programs.start()

    def test_survives_a_change_byte_for_byte(self, programs, store):
        store.commit(put(DANA))
        whole = programs.path.read_bytes()
        before = json.loads(self.FILE)
        after = json.loads(whole)
        assert {name: after[name] for name in before} == before
        assert programs.documents("wishes") == {"1": b'{"w" : 1.10}', "2": b'"caf\\u00e9"'}
        assert programs.documents("ads")["5"] == b'{"id":"a2", "role":7 }'
        assert programs.documents("ads")["3"] == b'{"id":"a1","role":"COO","mood":{"a":[1.50]}}'

    def test_is_told(self, store):
        assert [(one.table, one.document) for one in store.problems] == [
            *(("ads", "5"), ("ads", "7"), ("ads", "9")),
        ]
        store.commit(put(DANA))
        assert len(store.problems) == 3

    def test_stays_with_the_record_that_is_edited(self, programs, store):
        store.commit(edit(store.workspace.get("a1"), role="CEO"))
        document = programs.documents("ads")["3"]
        assert b'"mood":{"a":[1.50]}' in document
        assert json.loads(document)["role"] == "CEO"

    def test_an_id_that_stands_twice_is_told_and_both_are_kept(self, programs, store):
        with TinyDB(programs.path) as plain:
            plain.table("ads").insert(Document({"id": "a1", "role": "CFO"}, doc_id=12))
        store.commit(put(DANA))
        assert "ads 12: the id a1 stands twice" in map(str, store.problems)
        assert store.workspace.get("a1").role == "COO"
        assert json.loads(programs.documents("ads")["12"])["role"] == "CFO"


class TestAFileThatIsNoStore:
    CASES = (
        (b"", StoreUnreadableError, r"it is empty \(0 bytes\)"),
        (b'{"meta":{"1":{"for', StoreUnreadableError, "it is damaged or not JSON"),
        (bytes(512), StoreUnreadableError, "it is damaged or not JSON"),
        (b'["a list"]', StoreUnreadableError, "not a store's tables"),
        (b'{"name":"a package","version":"1"}', StoreUnreadableError, "not a store's tables"),
        (b'{"_default":{"1":{"task":"x"}}}', StoreUnreadableError, "holds no job search"),
        (b'{"meta":{"1":{"format":99}}}', StoreNewerError, "Update jobsearch-tui"),
    )

    @pytest.mark.parametrize(("content", "error", "words"), CASES, ids=range(len(CASES)))
    def test_is_refused_and_not_touched(self, programs, content, error, words):
        programs.path.parent.mkdir()
        programs.path.write_bytes(content)
        before = programs.path.stat()
        with pytest.raises(error, match=words) as caught:
            programs.start()
        assert str(programs.path) in str(caught.value)
        assert "\n" not in str(caught.value)
        with pytest.raises(error):
            programs.named().commit(put(AD))
        assert programs.path.read_bytes() == content
        assert programs.path.stat().st_mtime_ns == before.st_mtime_ns

    @pytest.mark.parametrize(("content", "error", "words"), CASES, ids=range(len(CASES)))
    def test_is_not_overwritten_by_a_program_that_knew_it_when_it_was_good(
        self, programs, content, error, words
    ):
        store = programs.start()
        store.commit(put(AD))
        good = programs.path.read_bytes()
        programs.path.write_bytes(content)
        for _ in range(3):
            with pytest.raises(error, match=words):
                store.commit(put(DANA))
            with pytest.raises(error):
                store.refresh()
        assert programs.path.read_bytes() == content
        assert list(store.workspace) == [AD]
        programs.path.write_bytes(good)
        store.commit(put(DANA))
        assert len(programs.start().workspace) == 2

    def test_the_newest_good_backup_is_named(self, programs):
        store = programs.start()
        store.commit(put(AD))
        store.commit(put(DANA))
        programs.path.write_bytes(b"")
        with pytest.raises(StoreUnreadableError, match=r"jobsearch restore .*with 1 record\.$"):
            programs.start()

    @pytest.mark.parametrize(
        "text",
        [
            '{"ads":{"1":{"id":"a"},"1":{"id":"b"}}}',
            '{"ads":{"1":{"id":"a"}},"ads":{"2":{"id":"b"}}}',
            '{"ads":{\n"1":{"id":"a"},\n"1":{"id":"b"}\n}}\n',
        ],
    )
    def test_a_name_that_stands_twice_is_refused_as_one_would_be_lost(self, programs, text):
        programs.path.parent.mkdir()
        programs.path.write_text(text)
        with pytest.raises(StoreUnreadableError, match="stands twice in it, and only one"):
            programs.start()
        assert programs.path.read_text() == text

    def test_a_byte_order_mark_is_passed_over(self, programs):
        programs.start().commit(put(AD))
        programs.path.write_bytes(b"\xef\xbb\xbf" + programs.path.read_bytes())
        store = programs.start()
        assert list(store.workspace) == [AD]
        store.commit(put(DANA))
        assert programs.path.read_bytes()[:1] == b"{"

    def test_without_a_backup_that_is_said(self, programs):
        programs.path.parent.mkdir()
        programs.path.write_bytes(b"")
        with pytest.raises(StoreUnreadableError, match=r"There is no good backup of it\.$"):
            programs.start()

    def test_a_name_with_terminal_sequences_is_shown_safely(self, tmp_path):
        odd = Programs(tmp_path / "a\x1b[31m\n\u202eb.json")
        for content in (b"", b"{}", b'{"meta":{"1":{"format":99}}}'):
            odd.path.write_bytes(content)
            with pytest.raises((StoreUnreadableError, StoreNewerError)) as caught:
                odd.start()
            assert str(caught.value).isprintable()

    def test_a_folder_of_that_name_needs_no_backup(self, programs):
        programs.path.mkdir(parents=True)
        with pytest.raises(StoreUnreadableError, match="a folder has that name") as caught:
            programs.start()
        assert "backup" not in str(caught.value)


class TestBesideAnotherProgram:
    @pytest.fixture
    def two(self, programs):
        """Two programs that have read the same ad."""
        programs.start().commit(put(AD, DANA))
        return programs.start(), programs.start()

    def test_what_it_writes_is_seen(self, two):
        ours, theirs = two
        assert ours.refresh() is None
        theirs.commit(edit(AD, role="CFO"))
        assert ours.refresh().get("a1").role == "CFO"
        assert ours.refresh() is None

    def test_different_records_are_both_kept(self, two):
        ours, theirs = two
        theirs.commit(put(Agency(id="g1", name="Corbin Search")))
        assert ours.commit(edit(AD, role="CEO")) == ()
        assert {record.id for record in ours.workspace} == {"a1", "r1", "g1"}

    def test_different_fields_of_one_record_are_both_kept(self, programs, two):
        ours, theirs = two
        theirs.commit(edit(AD, employer="Halden Foods"))
        assert ours.commit(edit(AD, role="CEO")) == ()
        ad = programs.start().workspace.get("a1")
        assert (ad.role, ad.employer) == ("CEO", "Halden Foods")
        assert notes(ours) == []

    def test_of_the_same_field_the_later_counts_and_the_other_is_noted(self, programs, two):
        ours, theirs = two
        theirs.commit(edit(AD, role="CFO"))
        assert ours.commit(edit(AD, role="CEO")) == (Clash("a1", "role", "CFO", "CEO"),)
        store = programs.start()
        assert store.workspace.get("a1").role == "CEO"
        assert notes(store) == [
            "Changed twice at once: role is “CEO”; another program had made it “CFO”."
        ]
        assert ours.undo() == "edit"
        assert ours.workspace.get("a1").role == "CFO"
        assert notes(ours) == []

    def test_what_it_deleted_and_we_changed_comes_back_and_that_is_noted(self, programs, two):
        ours, theirs = two
        theirs.commit(Change("delete", remove=("a1",), before=(AD,)))
        assert ours.commit(edit(AD, role="CEO")) == ()
        store = programs.start()
        assert store.workspace.get("a1").role == "CEO"
        assert notes(store) == [
            "Another program had deleted this meanwhile; it is kept because it was changed here."
        ]
        assert ours.undo() == "edit"
        assert "a1" not in ours.workspace

    def test_what_has_no_log_comes_back_without_a_note(self, programs):
        word = Promise(id="p1", about="r1", what="call", created=NOON, changed=NOON)
        programs.start().commit(put(word))
        ours, theirs = programs.start(), programs.start()
        theirs.commit(Change("delete", remove=("p1",)))
        ours.commit(edit(word, what="write"))
        assert [record.id for record in ours.workspace] == ["p1"]

    def test_what_it_changed_and_we_delete_is_deleted_and_comes_back_as_it_was(self, two):
        ours, theirs = two
        theirs.commit(edit(AD, role="CFO"))
        ours.commit(Change("delete", remove=("a1",), before=(AD,)))
        assert "a1" not in ours.workspace
        ours.undo()
        assert ours.workspace.get("a1").role == "CFO"

    def test_what_both_delete_is_one_step(self, two):
        ours, theirs = two
        theirs.commit(Change("delete theirs", remove=("a1",), before=(AD,)))
        assert ours.commit(Change("delete ours", remove=("a1",), before=(AD,))) == ()
        with pytest.raises(ConflictError, match="undo “put”"):
            ours.undo()
        assert theirs.undo() == "delete theirs"

    def test_a_pace_that_both_make_has_what_either_said(self, programs):
        ours, theirs = programs.start(), programs.start()
        theirs.commit(put(Pace(name="Pat Example", created=NOON)))
        assert ours.commit(put(Pace(interviews=5, created=NOON))) == ()
        pace = programs.start().workspace.pace
        assert (pace.name, pace.interviews) == ("Pat Example", 5)

    def test_a_lock_that_is_held_is_told_by_whom(self, programs, two):
        ours, _ = two
        ours._storage.lock.timeout = 0.02
        with Lock(programs.path), pytest.raises(StoreBusyError, match=f"pid {os.getpid()}"):
            ours.commit(edit(AD, role="CEO"))
        ours.commit(edit(AD, role="CEO"))
        assert programs.start().workspace.get("a1").role == "CEO"


class TestADiskThatFails:
    CHANGE = replace(put(DANA, Activity(id="l1", at=NOON, about=("r1",))), id="change 1")

    def test_a_change_that_cannot_be_written_leaves_everything_as_it_was(self, programs):
        store = programs.start()
        store.commit(put(AD))
        before = programs.path.read_bytes()
        with_full_disk(store)
        with pytest.raises(NotSavedError, match="no room left"):
            store.commit(self.CHANGE)
        with pytest.raises(NotSavedError):
            store.undo()
        assert programs.path.read_bytes() == before
        assert list(store.workspace) == [AD]
        assert not store.holds(self.CHANGE)
        with_good_disk(store)
        store.commit(self.CHANGE)
        assert len(programs.start().workspace) == 3

    def test_a_change_that_was_written_all_the_same_is_not_made_twice(self, programs):
        store = programs.start()
        store.commit(put(AD))
        with_folder_that_cannot_be_synced(store)
        for _ in range(3):
            with pytest.raises(NotSavedError, match="reports an error"):
                store.commit(self.CHANGE)
        assert store.holds(self.CHANGE)
        with_good_disk(store)
        before = os.stat(programs.path)
        assert store.commit(self.CHANGE) == ()
        assert os.stat(programs.path).st_ino != before.st_ino  # written, and synced, once more
        assert len(store.workspace) == 3
        assert len(programs.documents("history")) == 2
        assert store.undo() == "put"
        assert list(programs.start().workspace) == [AD]

    def test_an_undo_that_was_written_all_the_same_takes_back_one_change(self, programs):
        store = programs.start()
        store.commit(put(AD, label="first"))
        store.commit(put(DANA, label="second"))
        for verb, there in (("undo", [AD]), ("redo", [DANA, AD])):
            with_folder_that_cannot_be_synced(store)
            for _ in range(2):
                with pytest.raises(NotSavedError):
                    getattr(store, verb)()
            with_good_disk(store)
            assert getattr(store, verb)() == "second"
            assert list(programs.start().workspace) == there
        assert [store.undo(), store.undo()] == ["second", "first"]

    def test_an_undo_that_failed_and_the_redo_after_it_are_two_things(self, programs):
        store = programs.start()
        store.commit(put(AD, label="first"))
        with_folder_that_cannot_be_synced(store)
        with pytest.raises(NotSavedError):
            store.undo()
        with_good_disk(store)
        assert store.redo() == "first"
        assert store.undo() == "first"
        assert list(programs.start().workspace) == []

    def test_nor_is_its_clash_noted_twice(self, programs):
        programs.start().commit(put(AD))
        ours, theirs = programs.start(), programs.start()
        theirs.commit(edit(AD, role="CFO"))
        with_folder_that_cannot_be_synced(ours)
        change = replace(edit(AD, role="CEO"), id="change 2")
        with pytest.raises(NotSavedError):
            ours.commit(change)
        with_good_disk(ours)
        ours.commit(change)
        assert len(notes(ours)) == 1

    def test_an_unwritable_record_is_refused_before_anything_is_touched(self, programs):
        store = programs.start()
        store.commit(put(AD))
        before = programs.path.read_bytes()
        with pytest.raises(UnwritableError, match="half a character is in it"):
            store.commit(put(replace(DANA, name="\ud800")))
        assert programs.path.read_bytes() == before


class TestNothingToDo:
    def test_is_no_step_and_no_write(self, programs):
        store = programs.start()
        store.commit(put(AD))
        before = programs.path.read_bytes()
        store.commit(Change("delete", remove=("nobody",)))
        store.commit(stamped(store.workspace, put(AD), NOON))
        assert programs.path.read_bytes() == before
        assert len(programs.documents("history")) == 1

    @pytest.mark.parametrize("verb", ["undo", "redo"])
    def test_there_is_nothing_to_take_back_at_first(self, programs, verb):
        with pytest.raises(ConflictError, match=f"There is nothing to {verb}."):
            getattr(programs.start(), verb)()
        assert not programs.path.exists()

    def test_numbers_of_documents_are_left_to_tinydb(self, programs):
        storage_path = programs.path
        programs.start().commit(put(AD))
        storage = AtomicJSONStorage(storage_path)
        tables = storage.raw_tables()
        tables["ads"]["first"] = msgspec.Raw(b'{"id":"by hand","role":"CFO"}')
        storage.write_raw(tables)
        store = programs.start()
        store.commit(edit(store.workspace.get("by hand"), role="CEO"))
        assert json.loads(programs.documents("ads")["first"])["role"] == "CEO"
