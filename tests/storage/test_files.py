"""Files that are there whole or not at all, and private."""

import errno
import json
import os
import random
import resource
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jobsearch_tui.errors import NotSavedError, StoreUnreadableError
from jobsearch_tui.storage import files
from jobsearch_tui.storage.files import DISK, Disk

as_root = os.geteuid() == 0


@pytest.fixture
def open_umask() -> Iterator[None]:
    before = os.umask(0)
    yield
    os.umask(before)


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def failing(number: int) -> Callable[..., int]:
    def call(*_: object) -> int:
        raise OSError(number, os.strerror(number))

    return call


class TestReading:
    def test_no_file_is_none(self, tmp_path):
        assert files.read_bytes(tmp_path / "store.json") is None
        assert files.stamp(tmp_path / "store.json") is None

    def test_an_empty_file_is_not_none(self, tmp_path):
        path = tmp_path / "store.json"
        path.touch()
        assert files.read_bytes(path) == b""

    def test_the_stamp_belongs_to_the_bytes_that_were_read(self, tmp_path):
        path = tmp_path / "store.json"
        written = files.write_atomically(path, b"one")
        assert files.read_stamped(path) == (b"one", written)
        assert files.stamp(path) == written

    def test_a_directory_is_unreadable_not_missing(self, tmp_path):
        with pytest.raises(StoreUnreadableError, match="a folder has that name"):
            files.read_bytes(tmp_path)

    def test_a_named_pipe_is_refused_and_not_waited_for(self, tmp_path):
        os.mkfifo(tmp_path / "store.json")
        with pytest.raises(StoreUnreadableError, match="not an ordinary file"):
            files.read_bytes(tmp_path / "store.json")

    def test_a_link_loop_is_unreadable_not_missing(self, tmp_path):
        (tmp_path / "store.json").symlink_to("store.json")
        with pytest.raises(StoreUnreadableError, match="leads back to itself"):
            files.read_bytes(tmp_path / "store.json")

    def test_a_link_to_a_file_that_is_still_to_come_is_no_file(self, tmp_path):
        (tmp_path / "store.json").symlink_to("later.json")
        assert files.read_bytes(tmp_path / "store.json") is None

    def test_a_link_to_a_disk_that_is_not_mounted_is_not_an_empty_store(self, tmp_path):
        (tmp_path / "store.json").symlink_to(tmp_path / "stick" / "store.json")
        with pytest.raises(StoreUnreadableError, match="Mount its disk"):
            files.read_bytes(tmp_path / "store.json")

    @pytest.mark.skipif(as_root, reason="root may read everything")
    def test_a_file_of_somebody_else_is_unreadable_not_missing(self, tmp_path):
        path = tmp_path / "store.json"
        path.touch(mode=0)
        with pytest.raises(StoreUnreadableError, match="you may not read it"):
            files.read_bytes(path)


class TestStampsThatCannotBeHad:
    @pytest.mark.parametrize("number", [errno.EIO, errno.EACCES, errno.ESTALE])
    def test_are_no_sign_that_the_file_has_gone(self, tmp_path, monkeypatch, number):
        monkeypatch.setattr(Path, "stat", failing(number))
        with pytest.raises(StoreUnreadableError, match=r"cannot be read.*left as it is"):
            files.stamp(tmp_path / "store.json")

    def test_are_none_where_there_is_no_file_nor_folder(self, tmp_path):
        (tmp_path / "file").touch()
        assert files.stamp(tmp_path / "none" / "store.json") is None
        assert files.stamp(tmp_path / "file" / "store.json") is None


class TestStamps:
    def test_each_version_has_its_own_even_at_once_and_of_the_same_size(self, tmp_path):
        path = tmp_path / "store.json"
        stamps = [files.write_atomically(path, b"%03d" % n) for n in range(60)]
        assert len(set(stamps)) == 60

    def test_have_the_exact_time_and_not_that_of_a_coarse_kernel_clock(self, tmp_path, monkeypatch):
        monkeypatch.setattr(files.time, "time_ns", lambda: 1_764_000_000_123_456_789)
        written = files.write_atomically(tmp_path / "store.json", b"{}")
        assert written.mtime_ns == 1_764_000_000_123_456_789
        assert files.stamp(tmp_path / "store.json") == written

    def test_a_link_has_the_stamp_of_the_real_file(self, tmp_path):
        real = tmp_path / "real.json"
        (tmp_path / "store.json").symlink_to(real)
        assert files.write_atomically(real, b"{}") == files.stamp(tmp_path / "store.json")


class TestWriting:
    def test_makes_and_replaces(self, tmp_path):
        path = tmp_path / "store.json"
        files.write_atomically(path, b"a longer first version")
        files.write_atomically(path, [b"{", b"", b"}"])
        assert path.read_bytes() == b"{}"
        assert os.listdir(tmp_path) == ["store.json"]

    def test_the_file_is_private_whatever_the_umask_and_its_former_mode(self, tmp_path, open_umask):
        path = tmp_path / "store.json"
        path.write_bytes(b"")
        path.chmod(0o644)
        files.write_atomically(path, b"{}")
        assert mode(path) == 0o600

    def test_the_new_file_is_private_before_anything_is_in_it(self, tmp_path, open_umask):
        modes: list[int] = []

        def spying(descriptor: int, data: memoryview) -> int:
            modes.append(stat.S_IMODE(os.fstat(descriptor).st_mode))
            return os.write(descriptor, data)

        files.write_atomically(tmp_path / "store.json", b"{}", replace(DISK, write=spying))
        assert modes == [0o600]

    def test_a_symbolic_link_stays_and_its_file_is_replaced(self, tmp_path):
        (tmp_path / "elsewhere").mkdir()
        real = tmp_path / "elsewhere" / "real.json"
        real.write_bytes(b"old")
        link = tmp_path / "store.json"
        link.symlink_to(real)
        files.write_atomically(link, b"new")
        assert link.is_symlink()
        assert real.read_bytes() == b"new"
        assert os.listdir(tmp_path / "elsewhere") == ["real.json"]

    def test_very_many_pieces_stay_in_order(self, tmp_path):
        path = tmp_path / "store.json"
        pieces = [b"%d " % n for n in range(10_000)]
        files.write_atomically(path, pieces)
        assert path.read_bytes() == b"".join(pieces)

    def test_short_writes_are_continued(self, tmp_path):
        path = tmp_path / "store.json"
        halting = replace(DISK, write=lambda fd, data: os.write(fd, data[:7]))
        files.write_atomically(path, bytes(range(100)), halting)
        assert path.read_bytes() == bytes(range(100))

    def test_synced_before_it_takes_the_name_and_the_directory_after(self, tmp_path):
        calls: list[str] = []

        def noted(name: str) -> Callable[..., object]:
            real = getattr(DISK, name)

            def call(*arguments: object) -> object:
                calls.append(name)
                return real(*arguments)

            return call

        names = ("access", "open", "write", "fsync", "close", "rename", "unlink")
        disk = Disk(**{name: noted(name) for name in names})
        (tmp_path / "store.json").touch()
        files.write_atomically(tmp_path / "store.json", b"{}", disk)
        assert " ".join(calls) == (
            "access access open write fsync close rename open fsync close"  # then the directory
        )

    @pytest.mark.skipif(not as_root, reason="only root can own a file of somebody else")
    def test_root_leaves_the_file_to_its_owner(self, tmp_path):
        os.chown(tmp_path, 4321, 4321)
        path = tmp_path / "store.json"
        files.write_atomically(path, b"1")
        assert (path.stat().st_uid, path.stat().st_gid) == (4321, 4321)
        os.chown(path, 1234, 1234)
        files.write_atomically(path, b"2")
        assert (path.stat().st_uid, path.stat().st_gid) == (1234, 1234)


class TestFailing:
    @pytest.fixture
    def path(self, tmp_path) -> Path:
        path = tmp_path / "store.json"
        path.write_bytes(b"old")
        return path

    def assert_untouched(self, path: Path) -> None:
        assert path.read_bytes() == b"old"
        assert os.listdir(path.parent) == [path.name]

    @pytest.mark.parametrize("call", ["open", "write", "fsync", "close", "rename"])
    @pytest.mark.parametrize(
        ("number", "words"),
        [
            (errno.ENOSPC, "no room left on the disk. Free some room"),
            (errno.EROFS, "the disk is read-only. Make it writable"),
            (errno.EDQUOT, "your share of the disk is used up"),
            (errno.EIO, "the disk reports an error. Copy your files"),
            (errno.ENOTTY, "Inappropriate ioctl for device. Mend that"),
        ],
    )
    def test_the_old_file_stays_and_the_sentence_says_why(self, path, call, number, words):
        disk = replace(DISK, **{call: failing(number)})
        with pytest.raises(NotSavedError, match=words) as caught:
            files.write_atomically(path, b"new", disk)
        assert str(path) in str(caught.value)
        self.assert_untouched(path)

    def test_when_the_disk_fills_up_halfway(self, path):
        room = 10

        def filling(descriptor: int, data: memoryview) -> int:
            nonlocal room
            if not room:
                raise OSError(errno.ENOSPC, "")
            written = os.write(descriptor, data[:room])
            room -= written
            return written

        with pytest.raises(NotSavedError, match="no room"):
            files.write_atomically(path, b"x" * 25, replace(DISK, write=filling))
        self.assert_untouched(path)

    def test_when_the_kernel_refuses_so_large_a_file(self, path):
        before = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, before[1]))
        try:
            with pytest.raises(NotSavedError, match="larger than a file may be"):
                files.write_atomically(path, b"x" * 200_000)
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, before)
        self.assert_untouched(path)

    def test_an_interruption_leaves_no_temporary_file(self, path):
        def interrupted(_: int) -> None:
            raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            files.write_atomically(path, b"new", replace(DISK, fsync=interrupted))
        self.assert_untouched(path)

    def test_the_first_error_is_told_even_if_the_temporary_cannot_be_removed(self, path):
        disk = replace(DISK, fsync=failing(errno.ENOSPC), unlink=failing(errno.EIO))
        with pytest.raises(NotSavedError, match="no room"):
            files.write_atomically(path, b"new", disk)
        assert path.read_bytes() == b"old"

    @pytest.mark.parametrize("refused", ["store.json", ""])
    def test_a_read_only_file_or_folder_is_not_replaced(self, path, refused):
        wanted = path.parent / refused
        disk = replace(DISK, access=lambda asked, _: asked != wanted)
        with pytest.raises(NotSavedError, match=r"it is read-only|write into the folder"):
            files.write_atomically(path, b"new", disk)
        self.assert_untouched(path)

    @pytest.mark.skipif(as_root, reason="root may write everywhere")
    def test_a_file_made_read_only_is_not_replaced(self, path):
        path.chmod(0o400)
        with pytest.raises(NotSavedError, match="it is read-only"):
            files.write_atomically(path, b"new")
        self.assert_untouched(path)

    def test_a_missing_folder_is_named_as_such(self, tmp_path):
        with pytest.raises(NotSavedError, match="its folder is not there"):
            files.write_atomically(tmp_path / "none" / "store.json", b"new")

    def test_a_folder_is_not_replaced(self, tmp_path):
        with pytest.raises(NotSavedError, match="a folder has that name"):
            files.write_atomically(tmp_path, b"new")

    def test_a_device_is_not_replaced(self):
        with pytest.raises(NotSavedError, match="not an ordinary file"):
            files.write_atomically(Path("/dev/full"), b"new")
        assert Path("/dev/full").is_char_device()

    def test_a_link_loop_is_not_replaced(self, tmp_path):
        link = tmp_path / "store.json"
        link.symlink_to(link)
        with pytest.raises(NotSavedError, match="leads back to itself"):
            files.write_atomically(link, b"new")
        assert link.is_symlink()

    def test_a_control_character_in_a_path_does_not_reach_the_sentence(self, tmp_path):
        with pytest.raises(NotSavedError) as caught:
            files.write_atomically(tmp_path / "none\x1b[2J" / "store.json", b"")
        assert str(caught.value).isprintable()


class TestSyncingTheDirectory:
    def disk(self, number: int) -> Disk:
        def fsync(descriptor: int) -> None:
            if stat.S_ISDIR(os.fstat(descriptor).st_mode):
                raise OSError(number, "")
            os.fsync(descriptor)

        return replace(DISK, fsync=fsync)

    def test_is_done_without_where_the_disk_has_no_such_thing(self, tmp_path):
        files.write_atomically(tmp_path / "store.json", b"{}", self.disk(errno.EINVAL))
        assert (tmp_path / "store.json").read_bytes() == b"{}"

    def test_failing_in_earnest_is_told(self, tmp_path):
        with pytest.raises(NotSavedError, match="the disk reports an error"):
            files.write_atomically(tmp_path / "store.json", b"{}", self.disk(errno.EIO))


class TestPrivateDirectories:
    def test_are_private_with_all_their_parents_that_were_missing(self, tmp_path, open_umask):
        (tmp_path / "there").mkdir()
        files.make_private_directory(tmp_path / "there" / "share" / "jobsearch-tui")
        assert mode(tmp_path / "there" / "share" / "jobsearch-tui") == 0o700
        assert mode(tmp_path / "there" / "share") == 0o700
        assert mode(tmp_path / "there") == 0o777

    def test_of_ours_are_tightened_whatever_their_name(self, tmp_path):
        folder = tmp_path / "store.json.backups"
        folder.mkdir()
        folder.chmod(0o755)
        files.make_private_directory(folder, ours=True)
        assert mode(folder) == 0o700

    def test_behind_a_link_are_somebody_elses(self, tmp_path):
        (tmp_path / "disk").mkdir()
        (tmp_path / "disk").chmod(0o755)
        (tmp_path / "backups").symlink_to(tmp_path / "disk")
        files.make_private_directory(tmp_path / "backups", ours=True)
        assert mode(tmp_path / "disk") == 0o755

    def test_each_new_folder_has_its_name_synced_in_the_one_above(self, tmp_path, monkeypatch):
        synced: list[Path] = []
        monkeypatch.setattr(files, "sync_directory", synced.append)
        files.make_private_directory(tmp_path / "new" / "share" / "jobsearch-tui")
        assert synced == [tmp_path, tmp_path / "new", tmp_path / "new" / "share"]

    def test_a_folder_whose_name_cannot_be_synced_is_told_in_words(self, tmp_path, monkeypatch):
        monkeypatch.setattr(files, "sync_directory", failing(errno.EIO))
        with pytest.raises(NotSavedError, match="the disk reports an error"):
            files.make_private_directory(tmp_path / "jobsearch-tui")

    def test_a_narrow_umask_does_not_lock_the_owner_out(self, tmp_path):
        before = os.umask(0o777)
        try:
            files.make_private_directory(tmp_path / "jobsearch-tui")
        finally:
            os.umask(before)
        assert mode(tmp_path / "jobsearch-tui") == 0o700

    @pytest.mark.parametrize(
        ("name", "afterwards"), [("jobsearch-tui", 0o700), ("documents", 0o755)]
    )
    def test_of_those_that_were_there_only_our_own_is_tightened(self, tmp_path, name, afterwards):
        (tmp_path / name).mkdir()
        (tmp_path / name).chmod(0o755)
        files.make_private_directory(tmp_path / name)
        assert mode(tmp_path / name) == afterwards

    @pytest.mark.skipif(not as_root, reason="only root can make a directory of somebody else")
    def test_that_of_somebody_else_is_left_alone(self, tmp_path):
        path = tmp_path / "jobsearch-tui"
        path.mkdir()
        path.chmod(0o755)
        os.chown(path, 4321, 4321)
        files.make_private_directory(path)
        assert mode(path) == 0o755

    def test_a_file_in_its_place_is_told(self, tmp_path):
        (tmp_path / "jobsearch-tui").touch()
        with pytest.raises(NotSavedError, match="not a folder"):
            files.make_private_directory(tmp_path / "jobsearch-tui")

    def test_a_file_in_the_place_of_its_parent_is_told(self, tmp_path):
        (tmp_path / "share").touch()
        with pytest.raises(NotSavedError):
            files.make_private_directory(tmp_path / "share" / "jobsearch-tui")


class TestLeftovers:
    def test_those_of_this_file_alone_are_removed(self, tmp_path):
        def die(_: Path, __: Path) -> None:
            raise KeyboardInterrupt

        lasting = replace(DISK, rename=die, unlink=lambda _: None)
        for name in ("store.json", "other.json"):
            with pytest.raises(KeyboardInterrupt):
                files.write_atomically(tmp_path / name, b"{}", lasting)
        for name in (".store.json.tmp", "store.json.lock", ".store.json.12-notahexa.tmp"):
            (tmp_path / name).touch()
        assert files.remove_leftovers(tmp_path / "store.json") == 1
        assert len(os.listdir(tmp_path)) == 4
        assert files.remove_leftovers(tmp_path / "other.json") == 1
        assert files.remove_leftovers(tmp_path / "none" / "store.json") == 0


KILLING = """
import json, os, random, signal, sys, time
from pathlib import Path
from jobsearch_tui.storage import files

path, seed = Path(sys.argv[1]), int(sys.argv[2])
rng = random.Random(seed)

def write_for_ever(first, pipe):
    number = first
    while True:
        number += 1
        files.write_atomically(path, json.dumps([number] * 20_000).encode())
        os.write(pipe, number.to_bytes(4, "big"))

done, rounds = 0, []
for _ in range(20):
    reader, writer = os.pipe()
    child = os.fork()
    if not child:
        write_for_ever(done, writer)
    os.close(writer)
    os.read(reader, 4)
    time.sleep(rng.uniform(0, 0.012))
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    reported = os.read(reader, 65536)
    least = int.from_bytes(reported[-4:], "big") if reported else done + 1
    numbers = json.loads(path.read_bytes())
    rounds.append([least, numbers[0], len(numbers), len(set(numbers))])
    done = numbers[0]
    os.close(reader)
print(json.dumps({"rounds": rounds, "leftovers": files.remove_leftovers(path)}))
"""


class TestBeingKilled:
    def test_at_any_moment_the_file_is_whole_and_no_older_than_was_reported(self, tmp_path):
        seed = random.randrange(2**32)
        print("seed", seed)
        run = subprocess.run(
            [sys.executable, "-c", KILLING, str(tmp_path / "store.json"), str(seed)],
            capture_output=True,
            text=True,
            timeout=60,
        )
        assert run.returncode == 0, run.stderr
        rounds = json.loads(run.stdout)["rounds"]
        assert len(rounds) == 20
        for reported, found, length, versions in rounds:
            assert found in (reported, reported + 1)
            assert (length, versions) == (20_000, 1)
        assert os.listdir(tmp_path) == ["store.json"]


class TestAnyBytes:
    @given(st.lists(st.binary(max_size=50), max_size=6), st.integers(1, 9))
    @settings(
        max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
    )
    def test_come_back_as_they_were(self, tmp_path, pieces, most):
        path = tmp_path / "store.json"
        disk = replace(DISK, write=lambda fd, data: os.write(fd, data[:most]))
        files.write_atomically(path, pieces, disk)
        assert files.read_bytes(path) == b"".join(pieces)
