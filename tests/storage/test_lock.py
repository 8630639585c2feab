"""One writer at a time, among threads and among programs."""

import errno
import fcntl
import os
import stat
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from jobsearch_tui.errors import NotSavedError, StoreBusyError, StoreError
from jobsearch_tui.storage import far_disks
from jobsearch_tui.storage import lock as lock_module
from jobsearch_tui.storage.far_disks import may_hang
from jobsearch_tui.storage.lock import Holder, Lock, program_name

HOLDING = """
import sys
from pathlib import Path
from jobsearch_tui.storage.lock import Lock

sys.argv[:] = ["/usr/bin/jobsearch", "log", "dana vm"]
with Lock(Path({path!r})):
    print("held", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def store(tmp_path) -> Path:
    return tmp_path / "store.json"


@contextmanager
def held_by_another_program(store: Path) -> Iterator[subprocess.Popen[str]]:
    script = HOLDING.format(path=str(store))
    with subprocess.Popen(
        [sys.executable, "-c", script], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as program:
        assert program.stdout.readline() == "held\n"
        try:
            yield program
        finally:
            program.kill()


def refused(lock: Lock) -> bool:
    try:
        with lock:
            return False
    except StoreBusyError:
        return True


class TestHolding:
    def test_the_lock_file_lies_beside_the_store_is_private_and_stays(self, store):
        before = os.umask(0)
        try:
            with Lock(store):
                pass
        finally:
            os.umask(before)
        assert os.listdir(store.parent) == ["store.json.lock"]
        assert stat.S_IMODE((store.parent / "store.json.lock").stat().st_mode) == 0o600

    def test_a_link_and_its_file_have_one_lock(self, store, tmp_path):
        link = tmp_path / "link.json"
        link.symlink_to(store)
        with Lock(link):
            assert refused(Lock(store, timeout=0))

    def test_it_excludes_another_lock_of_the_same_process(self, store):
        with Lock(store):
            assert refused(Lock(store, timeout=0))
        assert not refused(Lock(store, timeout=0))

    def test_it_can_be_entered_again_and_is_held_to_the_outermost_end(self, store):
        lock = Lock(store)
        with lock:
            with lock:
                pass
            assert refused(Lock(store, timeout=0))
        assert not refused(Lock(store, timeout=0))

    def test_it_is_let_go_when_the_work_fails(self, store):
        with pytest.raises(ZeroDivisionError), Lock(store):
            _ = 1 / 0
        assert not refused(Lock(store, timeout=0))

    def test_no_descriptor_is_left_behind(self, store):
        lock = Lock(store)
        before = os.listdir("/dev/fd")
        for _ in range(5):
            with lock:
                assert refused(Lock(store, timeout=0))
        assert os.listdir("/dev/fd") == before

    def test_a_disk_that_fails_when_it_is_let_go_harms_nobody(self, store, monkeypatch):
        def broken(*_: object) -> None:
            raise OSError(errno.EIO, "")

        with Lock(store):
            monkeypatch.setattr(os, "ftruncate", broken)
        monkeypatch.undo()
        assert not refused(Lock(store, timeout=0))

    def test_a_lock_file_deleted_and_made_anew_is_locked_in_its_place(self, store, monkeypatch):
        real, times = fcntl.flock, []

        def racing(descriptor: int, operation: int) -> None:
            real(descriptor, operation)
            if not times:
                lock.path.unlink()
            times.append(operation)

        lock = Lock(store)
        monkeypatch.setattr(fcntl, "flock", racing)
        with lock:
            monkeypatch.undo()
            assert refused(Lock(store, timeout=0))


class TestThreads:
    def test_a_second_one_waits_for_the_first(self, store):
        lock, order = Lock(store), []
        entered = threading.Event()

        def second() -> None:
            entered.set()
            with lock:
                order.append("second")

        thread = threading.Thread(target=second)
        with lock:
            thread.start()
            assert entered.wait(5)
            order.append("first")
        thread.join(5)
        assert order == ["first", "second"]

    def test_a_second_one_gives_up_in_time(self, store):
        lock, results = Lock(store, timeout=0.02), []
        with lock:
            thread = threading.Thread(target=lambda: results.append(refused(lock)))
            thread.start()
            thread.join(5)
        assert results == [True]
        assert not refused(lock)


class TestOtherPrograms:
    def test_the_sentence_names_the_holder(self, store):
        with held_by_another_program(store) as program:
            started = time.monotonic()
            with pytest.raises(StoreBusyError) as caught, Lock(store, timeout=0.1):
                pass
            waited = time.monotonic() - started
        assert 0.1 <= waited < 2
        sentence = str(caught.value)
        assert (
            f"{store} was not saved: it is locked by pid {program.pid} (jobsearch log) since "
            in sentence
        )
        assert "dana" not in sentence

    def test_it_is_had_as_soon_as_they_let_go(self, store):
        with held_by_another_program(store) as program:
            assert refused(Lock(store, timeout=0))
            program.stdin.close()
            with Lock(store, timeout=5):
                program.wait(5)
        assert program.returncode == 0

    def test_a_killed_one_never_blocks(self, store):
        with held_by_another_program(store) as program:
            program.kill()
            program.wait(5)
            assert (store.parent / "store.json.lock").read_text()
            assert not refused(Lock(store, timeout=0))

    def test_one_that_is_dead_is_not_named_for_a_lock_that_somebody_else_holds(self, store):
        with Lock(store) as lock:
            dead = subprocess.Popen([sys.executable, "-c", ""])
            dead.wait()
            lock.path.write_text(str(Holder(dead.pid, "jobsearch", datetime.now(UTC))))
            with pytest.raises(StoreBusyError, match=r"locked by another program\."):
                Lock(store, timeout=0).__enter__()

    def test_a_holder_that_left_no_name_is_another_program(self, store):
        with Lock(store) as lock:
            lock.path.write_bytes(b"\xff\x00nonsense")
            with pytest.raises(StoreBusyError, match=r"locked by another program\."):
                Lock(store, timeout=0).__enter__()


class TestWhereThereAreNoLocks:
    @pytest.mark.parametrize("number", [errno.ENOLCK, errno.ENOSYS, errno.EOPNOTSUPP])
    def test_the_sentence_says_so(self, store, monkeypatch, number):
        def unable(*_: object) -> None:
            raise OSError(number, "")

        monkeypatch.setattr(fcntl, "flock", unable)
        before = os.listdir("/dev/fd")
        with pytest.raises(StoreError, match=r"has no file locks.*JOBSEARCH_STORE"):
            Lock(store).__enter__()
        assert os.listdir("/dev/fd") == before

    def test_one_that_does_not_answer_is_given_up_in_time_and_its_late_lock_given_back(
        self, store, monkeypatch
    ):
        answers, real, taken = threading.Event(), fcntl.flock, threading.Event()

        def late(descriptor: int, operation: int) -> None:
            answers.wait(10)
            real(descriptor, operation)
            if operation == fcntl.LOCK_UN:
                taken.set()

        monkeypatch.setattr(lock_module, "may_hang", lambda _: True)
        monkeypatch.setattr(lock_module, "_LEAST_PATIENCE", 0.02)
        monkeypatch.setattr(fcntl, "flock", late)
        with pytest.raises(NotSavedError, match=r"does not answer.*local disk"):
            Lock(store, timeout=0.02).__enter__()
        answers.set()
        assert taken.wait(5)
        monkeypatch.setattr(fcntl, "flock", real)
        assert not refused(Lock(store, timeout=5))

    def test_a_far_disk_that_answers_is_like_any_other(self, store, monkeypatch):
        monkeypatch.setattr(lock_module, "may_hang", lambda _: True)
        before = os.listdir("/dev/fd")
        with Lock(store):
            assert refused(Lock(store, timeout=0))
        assert os.listdir("/dev/fd") == before
        assert not refused(Lock(store, timeout=0))

    @pytest.mark.parametrize(
        ("kind", "far"),
        [("ext4", False), ("nfs4", True), ("fuse.sshfs", True), ("cifs", True), ("tmpfs", False)],
    )
    def test_far_disks_are_known_by_the_kind_of_their_file_system(
        self, tmp_path, monkeypatch, kind, far
    ):
        device = os.stat(tmp_path).st_dev
        mounts = tmp_path / "mountinfo"
        mounts.write_text(
            "22 1 0:1 / / rw - nfs far rw\n"
            f"36 35 {os.major(device)}:{os.minor(device)} / /x rw,noatime master:1 - {kind} x rw\n"
        )
        monkeypatch.setattr(far_disks, "MOUNTS", mounts)
        with mounts.open() as file:
            assert may_hang(file.fileno()) is far

    def test_where_nobody_knows_the_kind_it_may_be_far(self, tmp_path, monkeypatch):
        monkeypatch.setattr(far_disks, "MOUNTS", tmp_path / "none")
        with (tmp_path / "x").open("w") as file:
            assert may_hang(file.fileno())

    @pytest.mark.parametrize("far", [False, True])
    def test_another_failure_is_told_as_it_is(self, store, monkeypatch, far):
        monkeypatch.setattr(lock_module, "may_hang", lambda _: far)

        def unable(*_: object) -> None:
            raise OSError(errno.EIO, "")

        monkeypatch.setattr(fcntl, "flock", unable)
        with pytest.raises(NotSavedError, match="the disk reports an error"):
            Lock(store).__enter__()

    def test_a_missing_folder_is_told(self, tmp_path):
        lock = Lock(tmp_path / "none" / "store.json")
        with pytest.raises(NotSavedError, match="its folder is not there"):
            lock.__enter__()
        (tmp_path / "none").mkdir()
        assert not refused(lock)

    def test_a_link_in_the_place_of_the_lock_file_is_not_written_through(self, store, tmp_path):
        victim = tmp_path / "victim"
        victim.write_text("precious")
        (tmp_path / "store.json.lock").symlink_to(victim)
        with pytest.raises(NotSavedError):
            Lock(store).__enter__()
        assert victim.read_text() == "precious"

    def test_a_full_disk_does_not_keep_it_from_being_taken(self, store, monkeypatch):
        def full(*_: object) -> int:
            raise OSError(errno.ENOSPC, "")

        monkeypatch.setattr(os, "pwrite", full)
        assert not refused(Lock(store, timeout=0))


class TestHolders:
    NOW = datetime(2025, 11, 24, 21, 4, tzinfo=UTC)

    def test_come_back_from_their_line(self):
        holder = Holder(1234, "jobsearch log", self.NOW)
        assert Holder.parse(str(holder)) == holder

    @pytest.mark.parametrize(
        "line",
        ["", "\n", "12", "x\t2025-11-24T21:04:00+00:00\tp", "1\tnever\tp", "1\t2025-11-24\tp"],
    )
    def test_are_nobody_if_the_line_is_anything_else(self, line):
        assert Holder.parse(line) is None

    def test_are_alive_or_not(self):
        alive = {pid: Holder(pid, "x", self.NOW).is_alive for pid in (1, os.getpid(), 10**20)}
        assert alive == {1: True, os.getpid(): True, 10**20: False}

    def test_cannot_bring_terminal_sequences_or_long_tales(self):
        holder = Holder.parse("1\t2025-11-24T21:04:00+00:00\t\x1b]0;x\x07" + "y" * 500)
        assert holder.program == "]0;x" + "y" * 56

    @pytest.mark.parametrize(
        ("later", "words"),
        [
            (timedelta(minutes=1), "pid 7 (jobsearch) since 21:04"),
            (timedelta(days=2), "pid 7 (jobsearch) since 2025-11-24 21:04"),
        ],
    )
    def test_are_put_into_words(self, later, words):
        assert Holder(7, "jobsearch", self.NOW).in_words(self.NOW + later) == words

    @pytest.mark.parametrize(
        ("arguments", "name"),
        [
            (["/usr/bin/jobsearch"], "jobsearch"),
            (["/usr/bin/jobsearch", "log", "dana vm : secret"], "jobsearch log"),
            (["/usr/bin/jobsearch", "--store", "/secret"], "jobsearch"),
            (["/site-packages/jobsearch_tui/__main__.py", "today"], "jobsearch_tui today"),
            (["x", "a private sentence"], "x"),
            ([""], "python"),
            ([], "python"),
        ],
    )
    def test_show_the_program_but_nothing_private(self, arguments, name):
        assert program_name(arguments) == name
