"""TinyDB's JSON file, written whole and under a lock."""

import errno
import io
import json
import math
import os
import shutil
import stat
import subprocess
import sys
import threading
from dataclasses import replace
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tinydb import TinyDB, where
from tinydb.middlewares import CachingMiddleware

from jobsearch_tui.errors import NotSavedError, StoreBusyError, StoreUnreadableError
from jobsearch_tui.storage import files
from jobsearch_tui.storage.files import DISK
from jobsearch_tui.storage.json_storage import AtomicJSONStorage, NotStorableError
from jobsearch_tui.storage.lock import Lock

AGENCIES = {"agencies": {"1": {"name": "Marsh & Vale"}, "2": {"name": "Corbin"}}, "ads": {}}


@pytest.fixture
def path(tmp_path) -> Path:
    return tmp_path / "store.json"


@pytest.fixture
def storage(path) -> AtomicJSONStorage:
    return AtomicJSONStorage(path)


def lone_surrogate() -> str:
    return "\ud800"


def circular() -> dict[str, object]:
    document: dict[str, object] = {}
    document["self"] = document
    return document


class TestOpening:
    def test_makes_no_file(self, storage, path):
        assert storage.read() is None
        assert storage.raw_tables() is None
        assert storage.stamp() is None
        assert os.listdir(path.parent) == []

    def test_needs_a_folder(self, tmp_path):
        with pytest.raises(FileNotFoundError):
            AtomicJSONStorage(tmp_path / "none" / "store.json")

    def test_the_folder_is_made_private_by_the_first_write_alone(self, tmp_path):
        path = tmp_path / "jobsearch-tui" / "store.json"
        storage = AtomicJSONStorage(path, create_dirs=True)
        assert storage.read() is None
        assert not path.parent.exists()
        storage.write(AGENCIES)
        assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
        assert stat.S_IMODE(path.stat().st_mode) == 0o600

    def test_for_reading_needs_a_file_and_refuses_to_write(self, storage, path):
        with pytest.raises(FileNotFoundError):
            AtomicJSONStorage(path, access_mode="r")
        storage.write(AGENCIES)
        reading = AtomicJSONStorage(path, access_mode="r")
        assert reading.read() == AGENCIES
        with pytest.raises(NotSavedError, match="opened for reading alone"):
            reading.write_raw({})
        with pytest.raises(io.UnsupportedOperation):
            reading.write({})
        assert reading.read() == AGENCIES

    def test_another_mode_warns_and_does_not_empty_the_file(self, storage, path):
        storage.write(AGENCIES)
        with pytest.warns(UserWarning, match="access_mode"):
            assert AtomicJSONStorage(path, access_mode="w").read() == AGENCIES

    def test_is_always_utf_8(self, path):
        AtomicJSONStorage(path, encoding="UTF-8")
        with pytest.raises(ValueError, match="always UTF-8"):
            AtomicJSONStorage(path, encoding="cp936")


class TestTheFile:
    def test_has_a_line_for_each_document(self, storage, path):
        storage.write(AGENCIES)
        assert path.read_text() == (
            '{"agencies":{\n"1":{"name":"Marsh & Vale"},\n"2":{"name":"Corbin"}\n},\n"ads":{}}\n'
        )

    def test_may_hold_no_table(self, storage, path):
        storage.write({})
        assert path.read_text() == "{}\n"
        assert storage.read() == {}
        assert storage.raw_tables() == {}

    def test_is_read_and_written_by_stock_tinydb(self, storage, path):
        storage.write({"agencies": {"1": {"name": "Čapek & Ωmega 🙂"}}})
        with TinyDB(path, encoding="utf-8") as stock:
            agencies = stock.table("agencies")
            assert agencies.all() == [{"name": "Čapek & Ωmega 🙂"}]
            agencies.insert({"name": "second 🙂"})
        assert storage.read() == {
            "agencies": {"1": {"name": "Čapek & Ωmega 🙂"}, "2": {"name": "second 🙂"}}
        }

    def test_takes_the_options_of_json(self, path):
        AtomicJSONStorage(path, indent=1, sort_keys=True).write({"t": {"1": {"b": "é", "a": 1}}})
        assert path.read_text("utf-8").splitlines()[3:5] == ['   "a": 1,', '   "b": "é"']

    def test_behind_a_link_is_replaced_and_the_link_stays(self, tmp_path):
        (tmp_path / "elsewhere").mkdir()
        link = tmp_path / "store.json"
        link.symlink_to(tmp_path / "elsewhere" / "real.json")
        AtomicJSONStorage(link).write(AGENCIES)
        assert link.is_symlink()
        assert sorted(os.listdir(tmp_path / "elsewhere")) == ["real.json", "real.json.lock"]
        assert sorted(os.listdir(tmp_path)) == ["elsewhere", "store.json"]


class TestWhatIsNoStore:
    @pytest.mark.parametrize(
        ("content", "words"),
        [
            (b"", "empty"),
            (b"\0\0\0\0", "damaged or not JSON"),
            (b'{"a":{"1":{"x":1}', "damaged or not JSON"),
            (b'{"a":{"1":{"x":1}}} {"a"', "damaged or not JSON"),
            (b'{"a":{"1":{"x":NaN}}}', "damaged or not JSON"),
            (b'{"a":{"1":{"x":"\xff"}}}', "damaged or not JSON"),
            (b'{"a":{"1":{"x":"\\ud800"}}}', "damaged or not JSON"),
            (b'{"a":{"1":{"x":' + b"[" * 100_000, "damaged or not JSON"),
            (b"null", "not a store's tables"),
            (b"[]", "not a store's tables"),
            (b'{"a":[]}', "not a store's tables"),
            (b'{"a":null}', "not a store's tables"),
        ],
    )
    def test_is_refused_and_left_as_it_is(self, storage, path, content, words):
        path.write_bytes(content)
        for read in (storage.read, storage.raw_tables):
            with pytest.raises(StoreUnreadableError, match=words) as caught:
                read()
            assert str(path) in str(caught.value)
        with pytest.raises(StoreUnreadableError):
            TinyDB(path, storage=AtomicJSONStorage).insert({"a": 1})
        assert path.read_bytes() == content

    def test_a_document_that_is_no_object_is_refused_where_documents_are_decoded(
        self, storage, path
    ):
        path.write_bytes(b'{"a":{"1":5}}')
        with pytest.raises(StoreUnreadableError, match="not a store's tables"):
            storage.read()


class TestWriting:
    @pytest.mark.parametrize(
        "data",
        [
            {"t": {"1": {"x": math.nan}}},
            {"t": {"1": {"x": [math.inf]}}},
            {"t": {"1": {"x": lone_surrogate()}}},
            {"t": {"1": {lone_surrogate(): 1}}},
            {"t": {"1": {2: "x"}}},
            {"t": {"1": {"x": [{None: "x"}]}}},
            {"t": {"1": {"x": {1, 2}}}},
            {"t": {"1": circular()}},
            {"t": {1: {"x": 1}}},
            {"t": {lone_surrogate(): {"x": 1}}},
            {1: {"1": {"x": 1}}},
            {"t": {"1": [1]}},
            {"t": [1]},
        ],
    )
    @pytest.mark.parametrize("options", [{}, {"indent": 2, "allow_nan": True}])
    def test_what_would_not_come_back_is_refused_first(self, path, data, options):
        storage = AtomicJSONStorage(path, **options)
        storage.write(AGENCIES)
        before = storage.stamp()
        with pytest.raises(NotStorableError, match="not plain JSON"):
            storage.write(data)
        assert storage.stamp() == before
        assert storage.read() == AGENCIES

    def test_a_full_disk_leaves_the_old_file_and_no_other(self, storage, path):
        storage.write(AGENCIES)

        def full(*_: object) -> int:
            raise OSError(errno.ENOSPC, "")

        failing = AtomicJSONStorage(path, disk=replace(DISK, write=full))
        with pytest.raises(NotSavedError, match="no room left"):
            failing.write({})
        assert storage.read() == AGENCIES
        assert sorted(os.listdir(path.parent)) == ["store.json", "store.json.lock"]

    def test_waits_for_the_lock_and_gives_up_in_words(self, path):
        with Lock(path), pytest.raises(StoreBusyError, match="locked by pid"):
            AtomicJSONStorage(path, lock_timeout=0.02).write(AGENCIES)
        assert not path.exists()

    def test_clears_away_what_a_killed_writer_left(self, storage, path):
        leftover = path.parent / ".store.json.99-0123abcd.tmp"
        leftover.write_bytes(b"half")
        storage.write(AGENCIES)
        assert not leftover.exists()


class TestRawDocuments:
    def test_are_kept_byte_for_byte(self, storage, path):
        odd = b'{ "x":1.10, "y":1E5, "big":123456789012345678901234567890, "s":"\\u00e9" }'
        path.write_bytes(b'{"t": {"1": %s, "2":{}}}' % odd)
        tables = storage.raw_tables()
        storage.write_raw({**tables, "new": {'a"b\\\n': b'{"z":0}'}})
        again = storage.raw_tables()
        assert bytes(again["t"]["1"]) == odd
        assert bytes(again["new"]['a"b\\\n']) == b'{"z":0}'
        assert storage.read()["new"] == {'a"b\\\n': {"z": 0}}

    @pytest.mark.parametrize(
        "tables",
        [
            {"t": {"1": b""}},
            {"t": {"1": msgspec.Raw()}},
            {"t": {1: b"{}"}},
            {1: {"1": b"{}"}},
            {"t": {lone_surrogate(): b"{}"}},
        ],
    )
    def test_that_would_spoil_the_file_are_refused(self, storage, tables):
        storage.write(AGENCIES)
        with pytest.raises(NotStorableError):
            storage.write_raw(tables)
        assert storage.read() == AGENCIES

    json_values = st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
        max_leaves=6,
    )
    some_tables = st.dictionaries(
        st.text(),
        st.dictionaries(st.text(), st.dictionaries(st.text(), json_values, max_size=3), max_size=3),
        max_size=3,
    )

    @given(some_tables.filter(lambda t: "inf" not in repr(t)))
    @settings(
        max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
    )
    def test_and_whole_tables_come_back_as_they_were(self, storage, path, tables):
        storage.write(tables)
        written = path.read_bytes()
        assert storage.read() == tables
        assert json.loads(written) == tables
        storage.write_raw(storage.raw_tables())
        assert path.read_bytes() == written


class TestStamps:
    def test_tell_that_another_program_replaced_the_file(self, storage, path):
        storage.write(AGENCIES)
        assert storage.seen == storage.stamp()
        other = AtomicJSONStorage(path)
        other.read()
        assert other.seen == storage.seen
        assert other.write_raw({}) == other.seen
        assert storage.seen != storage.stamp()
        storage.read()
        assert storage.seen == storage.stamp() == other.seen

    def test_are_none_after_the_file_has_gone(self, storage, path):
        storage.write(AGENCIES)
        path.unlink()
        assert storage.read() is None
        assert storage.seen is None


class TestADiskThatIsTakenAway:
    @pytest.fixture
    def path(self, tmp_path):
        (tmp_path / "disk").mkdir()
        return tmp_path / "disk" / "store.json"

    def test_is_not_written_to_below_its_place(self, path, monkeypatch):
        storage = AtomicJSONStorage(path, create_dirs=True)
        storage.write(AGENCIES)
        shutil.rmtree(path.parent)
        there = files.disk_of(path)
        monkeypatch.setattr(files, "disk_of", lambda _: there + 1)
        with pytest.raises(NotSavedError, match="the disk that it was on is not there any more"):
            storage.write(AGENCIES)
        assert not path.parent.exists()
        monkeypatch.undo()
        storage.write(AGENCIES)
        assert storage.read() == AGENCIES

    def test_nor_where_nobody_can_tell_which_disk_it_is(self, path, monkeypatch):
        def fails(_path):
            raise OSError(errno.EIO, "I/O error")

        storage = AtomicJSONStorage(path, create_dirs=True)
        storage.write(AGENCIES)
        path.unlink()
        monkeypatch.setattr(files, "disk_of", fails)
        with pytest.raises(NotSavedError):
            storage.write(AGENCIES)

    def test_another_disk_that_has_the_file_is_as_good(self, path, monkeypatch):
        storage = AtomicJSONStorage(path)
        storage.write(AGENCIES)
        monkeypatch.setattr(files, "disk_of", lambda _: -1)
        storage.write(AGENCIES)


INCREMENTING = """
import sys
from jobsearch_tui.storage.json_storage import AtomicJSONStorage

storage = AtomicJSONStorage(sys.argv[1], lock_timeout=30)
for turn in range(100):
    with storage.transaction():
        tables = storage.read() or {"count": {"1": {"n": 0}}}
        tables["count"]["1"]["n"] += 1
        storage.write(tables)
"""


class TestTransactions:
    def test_of_two_programs_lose_nothing(self, path):
        command = [sys.executable, "-c", INCREMENTING, str(path)]
        with subprocess.Popen(command) as one, subprocess.Popen(command) as two:
            assert (one.wait(60), two.wait(60)) == (0, 0)
        assert AtomicJSONStorage(path).read() == {"count": {"1": {"n": 200}}}

    def test_of_two_threads_lose_nothing(self, storage):
        storage.write({"count": {"1": {"n": 0}}})

        def count() -> None:
            for _ in range(20):
                with storage.transaction():
                    tables = storage.read()
                    tables["count"]["1"]["n"] += 1
                    storage.write(tables)

        threads = [threading.Thread(target=count) for _ in range(3)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(30)
        assert storage.read() == {"count": {"1": {"n": 60}}}

    def test_hold_the_lock_to_the_end(self, storage, path):
        with storage.transaction() as same:
            assert same is storage
            same.write(AGENCIES)
            with pytest.raises(StoreBusyError):
                Lock(path, timeout=0).__enter__()
        with Lock(path, timeout=0):
            pass


class TestUnderTinyDB:
    def test_inserts_searches_and_opens_again(self, path):
        with TinyDB(path, storage=AtomicJSONStorage) as database:
            assert database.insert({"name": "Dana"}) == 1
            assert database.search(where("name") == "Dana") == [{"name": "Dana"}]
        with TinyDB(path, storage=AtomicJSONStorage) as database:
            assert database.all() == [{"name": "Dana"}]
            database.truncate()
            assert database.all() == []

    def test_behind_the_caching_middleware(self, path):
        with TinyDB(path, storage=CachingMiddleware(AtomicJSONStorage)) as database:
            database.insert({"name": "Dana"})
        assert AtomicJSONStorage(path).read() == {"_default": {"1": {"name": "Dana"}}}
