"""Two machines that meet at a repository."""

from __future__ import annotations

import errno
import json
import os
import socket
import stat
import subprocess
import threading
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

import pytest

from jobsearch_tui.domain.changes import Change, removal
from jobsearch_tui.domain.records import Activity, Agency, Interview, Pace, Record, Recruiter
from jobsearch_tui.domain.second_machine import Outcome
from jobsearch_tui.errors import (
    ConflictError,
    LossError,
    OfflineError,
    StoreBusyError,
    SyncError,
)
from jobsearch_tui.services.session import Session
from jobsearch_tui.storage import git, mirror_files, taking_down
from jobsearch_tui.storage.backups import Backups
from jobsearch_tui.storage.git import Done, in_a_folder, remove_stale_locks
from jobsearch_tui.storage.history import Sitting
from jobsearch_tui.storage.json_storage import AtomicJSONStorage
from jobsearch_tui.storage.lock import Lock
from jobsearch_tui.storage.mirror import MAIN, NEXT, Mirror, _unreachable
from jobsearch_tui.storage.second_machine import SecondMachine
from jobsearch_tui.storage.standing import conflicts, standing
from jobsearch_tui.storage.store import Store
from jobsearch_tui.storage.syncing import Sync

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)


class Machine:
    """A store with a session, and its mirror."""

    def __init__(self, folder: Path, remote: Path, name: str) -> None:
        self.folder = folder / "jobsearch-tui"
        self.time = NOON
        self.remote = remote
        self._ids = count(1)
        self.name = name
        self.mirror = Mirror(self.folder / "mirror", os.environ)
        if not remote.exists():
            folder.mkdir()
            self.mirror.make_remote(remote)
        folder.mkdir(exist_ok=True)
        self.mirror.set_up(str(remote), name)
        self.store = self.opened()
        self.session = Session(self.store, self.now)

    def now(self) -> datetime:
        self.time += timedelta(seconds=1)
        return self.time

    def opened(self) -> Store:
        store = Store(
            self.folder / "store.json",
            now=self.now,
            new_id=lambda: f"{self.name}{next(self._ids)}",
            sitting=Sitting(self.name, self.now()),
            backups=Backups(self.folder / "backups"),
        )
        store.load()
        return store

    def put(self, *records: Record) -> None:
        self.session.refresh()
        self.session.apply(Change("put", put=records))

    def set(self, id: str, **values: object) -> None:
        self.put(replace(self[id], **values))

    def delete(self, id: str) -> None:
        self.session.refresh()
        self.session.apply(removal(self.session.workspace, [id], "delete"))

    def __getitem__(self, id: str) -> Record:
        self.session.refresh()
        found = self.session.workspace.get(id)
        assert found is not None
        return found

    def __contains__(self, id: str) -> bool:
        return id in self.opened().workspace

    def sync(self, **options: bool):
        return Sync(self.mirror, self.opened(), self.now).run(**options)

    def git(self, *words: str) -> str:
        where = f"--git-dir={self.remote}"
        done = subprocess.run(["git", where, *words], capture_output=True, text=True, check=True)
        return done.stdout

    @property
    def standing(self):
        found = standing(self.mirror, self.opened().contents)
        assert found is not None
        return found


@pytest.fixture
def two(tmp_path):
    remote = tmp_path / "remote"
    return tuple(Machine(tmp_path / name, remote, name) for name in ("a", "b"))


@pytest.fixture
def shared(two):
    """Two machines that both know ten recruiters."""
    a, b = two
    a.put(Agency(id="marsh", name="Marsh"), Recruiter(id="dana", name="Dana", agency="marsh"))
    a.put(*(Recruiter(id=f"r{n}", name=f"R{n}") for n in range(9)))
    a.sync()
    b.sync()
    return two


class TestASync:
    def test_carries_records_to_the_other_machine_as_they_are(self, shared):
        a, b = shared
        assert b.opened().workspace == a.opened().workspace

    def test_keeps_different_fields_and_different_records_of_both(self, shared):
        a, b = shared
        a.set("dana", phone="1")
        b.set("dana", note="nice")
        b.put(Recruiter(id="lena", name="Lena"))
        assert (a.sync().sent, b.sync().received, a.sync().received) == (1, 1, 2)
        assert a.opened().workspace == b.opened().workspace
        assert (a["dana"].phone, a["dana"].note) == ("1", "nice")

    def test_of_the_same_field_keeps_the_later_and_shows_the_other(self, shared):
        a, b = shared
        a.time += timedelta(hours=1)
        a.set("dana", phone="later")
        b.set("dana", phone="earlier")
        a.sync()
        (found,) = b.sync().conflicts
        assert (found.kept, found.other) == ("later", "earlier")
        a.sync()
        assert a["dana"].phone == b["dana"].phone == "later"
        assert conflicts(a.mirror) == conflicts(b.mirror) == (found,)
        (entry,) = a.session.workspace.log("dana")
        assert "“later”" in entry.summary
        assert "“earlier”" in entry.summary

    def test_knows_when_each_field_was_written(self, shared):
        a, b = shared
        a.set("dana", phone="first")
        b.time += timedelta(hours=1)
        b.set("dana", phone="second")
        a.time += timedelta(hours=2)
        a.set("dana", note="last of all")
        a.sync()
        b.sync()
        assert (b["dana"].phone, b["dana"].note) == ("second", "last of all")

    def test_unites_the_logs(self, shared):
        a, b = shared
        for machine in shared:
            machine.put(Activity(id=f"call-{machine.name}", at=NOON, about=("dana",)))
        a.sync()
        b.sync()
        a.sync()
        assert {one.id for one in a.opened().workspace.log("dana")} == {"call-a", "call-b"}

    def test_carries_a_deletion(self, shared):
        a, b = shared
        a.delete("r3")
        a.sync()
        assert b.sync().removed == 1
        assert "r3" not in b

    def test_keeps_what_one_machine_deleted_and_the_other_edited(self, shared):
        a, b = shared
        a.delete("dana")
        b.set("dana", phone="1")
        a.sync()
        (found,) = b.sync().conflicts
        assert found.words.startswith("Deleted on one machine; kept")
        a.sync()
        assert a["dana"].phone == "1"
        assert a.opened().workspace == b.opened().workspace

    def test_brings_back_a_deletion_that_was_undone(self, shared):
        a, b = shared
        a.delete("dana")
        a.sync()
        b.sync()
        a.session.undo()
        a.sync()
        b.sync()
        assert b["dana"] == a["dana"]

    def test_is_one_change_that_can_be_undone(self, shared):
        a, b = shared
        a.set("dana", phone="1")
        a.put(Recruiter(id="lena", name="Lena"))
        a.sync()
        second = SecondMachine(b.mirror.folder, os.environ, b.store)
        assert second.is_set_up
        before = second.version
        assert second.sync().received == 2
        b.session.refresh()
        assert b.session.undo() == "take in 2 records from the other machine"
        assert "lena" not in b
        assert second.version > before
        assert second.standing().ahead == 2

    def test_of_what_nobody_changed_does_nothing(self, shared):
        a, _ = shared
        before, head = a.folder.joinpath("store.json").read_bytes(), a.git("rev-parse", "main")
        assert a.sync() == Outcome()
        assert a.folder.joinpath("store.json").read_bytes() == before
        assert a.git("rev-parse", "main") == head

    def test_joins_two_machines_that_each_have_a_search(self, two):
        a, b = two
        a.put(Recruiter(id="dana", name="Dana"), Pace(interviews=4))
        b.put(Recruiter(id="lena", name="Lena"))
        a.sync()
        b.sync()
        a.sync()
        assert a.opened().workspace == b.opened().workspace
        assert {"dana", "lena"} <= {one.id for one in a.opened().workspace}
        assert b.opened().workspace.pace.interviews == 4

    def test_of_a_copied_store_finds_that_both_are_the_same(self, two):
        a, b = two
        a.put(Recruiter(id="dana", name="Dana"))
        b.folder.joinpath("store.json").write_bytes(a.folder.joinpath("store.json").read_bytes())
        a.sync()
        assert b.sync().conflicts == ()
        assert a.opened().workspace == b.opened().workspace

    def test_sets_up_an_empty_remote_from_an_empty_store(self, two):
        a, b = two
        assert a.sync() == Outcome()
        b.put(Recruiter(id="dana", name="Dana"))
        b.sync()
        assert a.sync().received == 1

    def test_tells_no_history_but_its_own_and_never_rewrites_it(self, shared):
        a, b = shared
        a.set("dana", phone="1")
        b.set("dana", note="nice")
        heads = []
        for machine in (a, b, a):
            machine.sync()
            heads.append(machine.git("rev-parse", "main").strip())
        for head in heads:
            a.git("merge-base", "--is-ancestor", head, "main")
        assert a.git("log", "--merges", "--format=%s").splitlines() == [
            "the versions of two machines made one"
        ]
        assert set(a.git("log", "--format=%an %ae").splitlines()) == {
            "jobsearch jobsearch@localhost"
        }

    def test_carries_what_this_version_does_not_know(self, shared):
        a, b = shared
        storage = AtomicJSONStorage(a.folder / "store.json")
        tables = storage.read()
        for document in tables["recruiters"].values():
            if document["id"] == "dana":
                document["mood"] = {"today": "sunny"}
        storage.write(tables)
        a.sync()
        b.sync()
        b.set("dana", phone="1")
        documents = AtomicJSONStorage(b.folder / "store.json").read()["recruiters"].values()
        (dana,) = (one for one in documents if one["id"] == "dana")
        assert (dana["mood"], dana["phone"]) == ({"today": "sunny"}, "1")

    def test_leaves_a_damaged_record_where_it_is(self, shared):
        a, b = shared
        storage = AtomicJSONStorage(a.folder / "store.json")
        tables = storage.read()
        for document in tables["recruiters"].values():
            if document["id"] == "dana":
                document["created"] = "yesterday"
        storage.write(tables)
        a.put(Recruiter(id="lena", name="Lena"))
        a.sync()
        b.sync()
        assert b["dana"].name == "Dana"
        assert "lena" in b

    def test_keeps_everything_private(self, shared):
        a, _ = shared
        for top, folders, files in os.walk(a.mirror.folder):
            for name in (*folders, *files):
                mode = stat.S_IMODE(os.stat(Path(top) / name).st_mode)
                assert mode & 0o077 == 0, f"{name} {mode:o}"

    def test_writes_files_that_people_can_read_and_no_marker(self, shared):
        a, b = shared
        a.set("dana", phone="1")
        b.set("dana", phone="2")
        a.sync()
        b.sync()
        for line in a.git("ls-tree", "-r", "main").splitlines():
            text = a.git("cat-file", "blob", line.split()[2])
            assert json.loads(text)
            assert "<<<<" not in text


class TestOffline:
    def test_says_so_and_makes_up_for_it(self, shared, tmp_path):
        a, b = shared
        a.remote.rename(tmp_path / "unplugged")
        a.set("dana", phone="1")
        assert a.sync().offline == f"{a.remote} is not there"
        assert a.standing.ahead == 1
        assert a.sync().offline
        (tmp_path / "unplugged").rename(a.remote)
        assert a.sync().sent == 1
        assert a.standing.ahead == 0
        b.sync()
        assert b["dana"].phone == "1"

    def test_is_what_a_folder_without_a_repository_is(self, shared, tmp_path):
        a, _ = shared
        a.remote.rename(tmp_path / "unplugged")
        a.remote.mkdir()
        assert "does not appear to be a git repository" in a.sync().offline

    def test_is_no_refusal_for_a_number_in_the_name_of_a_folder(self, tmp_path):
        done = Done(128, b"", "fatal: '/media/stick-403/remote' does not appear to be a git repo")
        assert isinstance(_unreachable(done), OfflineError)
        done = Done(128, b"", "fatal: unable to access: The requested URL returned error: 403")
        assert not isinstance(_unreachable(done), OfflineError)

    @pytest.mark.parametrize("name", ["remote", "HEAD"])
    def test_is_what_a_mount_is_whose_other_side_has_gone(self, shared, monkeypatch, name):
        a, _ = shared
        exists = Path.exists

        def dead(path):
            if path in (a.remote, a.remote / name) and path.name == name:
                raise OSError(errno.ENOTCONN, "Transport endpoint is not connected")
            return exists(path)

        monkeypatch.setattr(Path, "exists", dead)
        a.set("dana", phone="1")
        assert a.sync().offline == (
            f"{a.remote if name == 'remote' else a.remote / name} can't be reached: "
            "Transport endpoint is not connected"
        )
        monkeypatch.undo()
        assert a.sync().sent == 1

    def test_ends_a_call_that_takes_too_long(self, shared, tmp_path, monkeypatch):
        a, _ = shared
        slow = tmp_path / "ssh"
        slow.write_text("#!/bin/sh\nsleep 60\n")
        slow.chmod(0o700)
        monkeypatch.setitem(os.environ, "GIT_SSH_COMMAND", str(slow))
        a.mirror.set_up("me@server.example:search.git", "a")
        a.mirror = Mirror(a.mirror.folder, os.environ, patience=0.2)
        assert "it was not done within 0.2 seconds" in a.sync().offline

    def test_has_time_for_much_as_long_as_something_is_heard(self, shared, tmp_path, monkeypatch):
        a, _ = shared
        said = tmp_path / "said"
        ssh = tmp_path / "ssh"
        ssh.write_text(f'#!/bin/sh\necho "$@" >"{said}"\nexit 255\n')
        ssh.chmod(0o700)
        monkeypatch.setitem(os.environ, "GIT_SSH_COMMAND", str(ssh))
        a.mirror.set_up("me@server.example:search.git", "a")
        assert a.sync().offline
        words = said.read_text()
        assert "-oConnectTimeout=10 -oServerAliveInterval=10 -oServerAliveCountMax=3" in words
        assert git.AWAY >= 10 * 60

    def test_is_a_server_on_the_web_that_falls_silent(self, shared, monkeypatch):
        a, _ = shared
        settings = tuple(one.replace("lowSpeedTime=30", "lowSpeedTime=1") for one in git._SETTINGS)
        assert settings != git._SETTINGS
        monkeypatch.setattr(git, "_SETTINGS", settings)
        with socket.create_server(("127.0.0.1", 0)) as silent:
            a.mirror.set_up(f"http://127.0.0.1:{silent.getsockname()[1]}/search.git", "a")
            assert "too slow" in a.sync().offline

    def test_is_told_from_a_refusal(self, shared, tmp_path, monkeypatch):
        a, _ = shared
        refuses = tmp_path / "ssh"
        refuses.write_text(
            "#!/bin/sh\necho 'me@server: Permission denied (publickey).' >&2\nexit 255\n"
        )
        refuses.chmod(0o700)
        monkeypatch.setitem(os.environ, "GIT_SSH_COMMAND", str(refuses))
        a.mirror.set_up("me@server.example:search.git", "a")
        with pytest.raises(SyncError, match="The remote refused"):
            a.sync()


class TestALoss:
    def test_here_is_refused_until_it_is_meant(self, shared):
        a, b = shared
        for number in range(4):
            a.delete(f"r{number}")
        with pytest.raises(
            LossError, match=r"4 of 11 records would vanish, as they were deleted here"
        ):
            a.sync()
        a.sync(allow_loss=True)
        with pytest.raises(LossError, match="deleted on another machine"):
            b.sync()
        assert "r0" in b
        assert b.standing.behind == 4
        assert b.sync(allow_loss=True).removed == 4
        assert b.standing.behind == 0

    def test_that_was_a_mistake_is_mended_where_it_was_made(self, shared):
        a, b = shared
        for number in range(4):
            a.delete(f"r{number}")
        a.sync(allow_loss=True)
        with pytest.raises(LossError, match="undo or restore brings them back, on another machine"):
            b.sync()
        for _ in range(4):
            a.session.undo()
        a.sync()
        assert b.sync().removed == 0
        assert all(f"r{number}" in b for number in range(4))

    def test_there_is_none_before_the_other_place_was_reached_but_all_is_to_be_sent(self, shared):
        a, _ = shared
        assert a.standing.ahead == 0
        a.mirror.set_up("/nowhere/at/all", "a")
        assert a.standing.ahead == len(a.store.workspace)

    def test_of_the_whole_store_is_refused(self, shared):
        a, _ = shared
        a.folder.joinpath("store.json").unlink()
        with pytest.raises(LossError, match="11 of 11"):
            a.sync()

    def test_is_found_without_a_memory_of_the_last_sync(self, shared):
        a, _ = shared
        (a.mirror.folder / "seen.json").write_text("{")
        a.delete("r1")
        assert a.sync().sent == 1

    def test_of_the_mirror_is_made_up_for(self, shared):
        a, _ = shared
        a.folder.joinpath("store.json").unlink()
        a.mirror.begin_afresh("old")
        a.mirror.set_up(str(a.remote), "a")
        assert a.sync().received == 11


class TestAKilledSync:
    def test_is_completed_when_the_store_has_it(self, shared, monkeypatch):
        a, b = shared
        a.set("dana", phone="1")
        a.sync()
        monkeypatch.setattr(Mirror, "keep_seen", _killed)
        with pytest.raises(KeyboardInterrupt):
            b.sync()
        monkeypatch.undo()
        assert b["dana"].phone == "1"
        assert NEXT in b.mirror.refs()
        assert b.sync() == Outcome()
        assert NEXT not in b.mirror.refs()
        assert b.mirror.refs()[MAIN] == a.mirror.refs()[MAIN]

    def test_is_done_again_when_the_store_does_not_have_it(self, shared, monkeypatch):
        a, b = shared
        a.set("dana", phone="1")
        b.set("dana", note="nice")
        a.sync()
        monkeypatch.setattr(Store, "commit", _killed)
        with pytest.raises(KeyboardInterrupt):
            b.sync()
        monkeypatch.undo()
        assert b.sync().received == 1
        assert (b["dana"].phone, b["dana"].note) == ("1", "nice")

    def test_leaves_locks_that_stop_nobody(self, shared):
        a, _ = shared
        a.set("dana", phone="1")
        for folder in (a.mirror.folder / "git", a.remote):
            (folder / "refs/heads/main.lock").touch()
            (folder / "packed-refs.lock").touch()
        assert a.sync().sent == 1

    def test_keeps_its_lock_while_it_runs(self, shared, monkeypatch):
        a, _ = shared
        monkeypatch.setattr(Lock.__init__, "__defaults__", (0.05,))
        with Lock(a.mirror.folder / "sync"), pytest.raises(StoreBusyError):
            a.sync()


def _killed(*_: object, **__: object) -> None:
    raise KeyboardInterrupt


class TestOtherPrograms:
    def test_that_change_the_store_meanwhile_lose_nothing(self, shared, monkeypatch):
        a, b = shared
        a.set("dana", phone="1")
        a.sync()
        fetch = Mirror.fetch
        turns = iter(["a call"])

        def fetch_slowly(mirror):
            theirs = fetch(mirror)
            if next(turns, None):
                b.set("dana", note="meanwhile")
            return theirs

        monkeypatch.setattr(Mirror, "fetch", fetch_slowly)
        b.sync()
        assert (b["dana"].phone, b["dana"].note) == ("1", "meanwhile")
        a.sync()
        assert a["dana"].note == "meanwhile"

    def test_that_never_rest_are_told_of(self, shared, monkeypatch):
        a, _ = shared

        def fetch(_):
            raise ConflictError("changed")

        monkeypatch.setattr(Mirror, "fetch", fetch)
        with pytest.raises(StoreBusyError, match="sync again"):
            a.sync()

    def test_that_push_first_are_merged(self, shared, monkeypatch):
        a, b = shared
        a.set("dana", phone="1")
        b.set("dana", note="nice")
        push = Mirror.push
        turns = iter(["faster"])

        def push_second(mirror):
            if mirror is a.mirror and next(turns, None):
                b.sync()
            return push(mirror)

        monkeypatch.setattr(Mirror, "push", push_second)
        a.sync()
        assert (a["dana"].phone, a["dana"].note) == ("1", "nice")


class TestTheRemote:
    def test_of_something_else_is_refused_and_left_alone(self, two, tmp_path):
        a, _ = two
        a.mirror.commit(MAIN, [], {"README": b"mine\n"}, "mine", NOON)
        a.git("fetch", "--quiet", str(a.mirror.folder / "git"), "main:main")
        a.mirror.point({MAIN: ""})
        a.put(Recruiter(id="dana", name="Dana"))
        head = a.git("rev-parse", "main")
        with pytest.raises(SyncError, match="something else"):
            a.sync()
        assert a.git("rev-parse", "main") == head

    def test_of_a_newer_version_is_refused(self, shared, monkeypatch):
        a, b = shared
        monkeypatch.setattr(mirror_files, "FORMAT", 99)
        head = a.mirror.refs()[MAIN]
        version = a.mirror.commit(MAIN, [head], {"meta.json": mirror_files.meta()}, "new", NOON)
        a.git("fetch", "--quiet", str(a.mirror.folder / "git"), "main:main")
        assert version
        monkeypatch.undo()
        with pytest.raises(SyncError, match="another version"):
            b.sync()

    def test_may_hold_files_of_others_which_stay(self, shared):
        a, b = shared
        head = a.mirror.refs()[MAIN]
        files = {"README": b"mine\n", 'odd "name"': b"x", "moods/m1.json": b"{}\n"}
        a.mirror.commit(MAIN, [head], files, "by hand", NOON)
        b.set("dana", note="nice")
        a.sync()
        b.sync()
        a.sync()
        listed = a.git("ls-tree", "-r", "-z", "--name-only", "main").split("\0")
        assert files.keys() <= set(listed)
        assert a["dana"].note == "nice"

    def test_may_hold_records_that_this_version_cannot_read(self, shared, monkeypatch):
        a, b = shared
        stamp = "019aba3c5d10-0000-c"
        moods = {"fields": {"id": "m1", "deep": 3}, "stamp": stamp, "stamps": {}}
        wrong = {"fields": {"id": "x1", "created": "never"}, "stamp": stamp, "stamps": {}}
        files = {"moods/m1.json": json.dumps(moods), "recruiters/x1.json": json.dumps(wrong)}
        head = a.mirror.refs()[MAIN]
        raw = {path: text.encode() for path, text in files.items()}
        a.mirror.commit(MAIN, [head], raw, "by a newer version", NOON)
        a.sync()
        b.set("dana", note="nice")
        assert b.sync().unreadable == 2
        a.sync()
        listed = a.git("ls-tree", "-r", "--name-only", "main").split()
        assert files.keys() <= set(listed)

    def test_may_hold_half_a_character_which_stops_no_sync(self, shared):
        a, b = shared
        fields = rb'{"fields":{"id":"lena","note":"\ud800"},"stamp":"019aba3c5d10-0000-c"}'
        head = a.mirror.refs()[MAIN]
        a.mirror.commit(MAIN, [head], {"recruiters/lena.json": fields}, "by hand", NOON)
        a.mirror.push()
        b.set("dana", note="nice")
        assert b.sync().sent == 1
        assert a.sync().received == 1
        assert "lena" not in b

    def test_may_hold_a_record_whose_id_another_kind_has_here(self, shared):
        a, b = shared
        stamp = "019aba3c5d10-0000-c"
        fields = {"id": "dana", "name": "a stranger"}
        twice = {"id": "twice", "name": "one of two"}
        files = {
            path: json.dumps({"fields": told, "stamp": stamp, "stamps": {}}).encode()
            for path, told in (
                ("agencies/dana.json", fields),
                ("agencies/twice.json", twice),
                ("recruiters/twice.json", twice),
            )
        }
        before = b.opened().workspace
        head = a.mirror.refs()[MAIN]
        a.mirror.commit(MAIN, [head], files, "by hand", NOON)
        a.mirror.push()
        assert b.sync().unreadable == 2
        assert [one.name for one in b.opened().workspace.all(Agency)] == ["Marsh", "one of two"]
        assert b["dana"] == before.get("dana")
        gone = {"fields": fields, "stamp": stamp, "stamps": {}, "gone": {"id": stamp}}
        head = a.mirror.refs()[MAIN]
        deletion = {"agencies/dana.json": json.dumps(gone).encode()}
        a.mirror.commit(MAIN, [head], deletion, "by hand", NOON)
        a.mirror.push()
        assert b.sync().removed == 0
        assert b["dana"] == before.get("dana")

    def test_holds_what_an_update_can_read_at_last(self, shared, monkeypatch):
        a, b = shared
        real = mirror_files.record_of
        monkeypatch.setattr(
            mirror_files,
            "record_of",
            lambda key, state: None if key.id == "lena" else real(key, state),
        )
        a.put(Recruiter(id="lena", name="Lena"))
        a.sync()
        assert b.sync().unreadable == 1
        monkeypatch.undo()
        monkeypatch.setattr(taking_down, "__version__", "99")
        b.sync()
        assert b["lena"].name == "Lena"
        assert a.sync().removed == 0


class TestAHostileFolder:
    """A stick from anywhere: what its own files say must start no program and move no file."""

    @pytest.fixture
    def ran(self, tmp_path):
        """Where everything that is started by mistake leaves its name."""
        return tmp_path / "ran"

    def test_has_none_of_its_hooks_run(self, shared, ran):
        a, b = shared
        (a.remote / "hooks").mkdir(exist_ok=True)
        for name in ("pre-receive", "update", "post-receive", "post-update"):
            self._script(a.remote / "hooks" / name, ran)
        self._script(a.remote / "hooks" / "reference-transaction", ran)
        self._carries_on(a, b)
        assert not ran.exists()

    def test_has_none_of_its_commands_run(self, shared, ran, tmp_path):
        a, b = shared
        script = self._script(tmp_path / "script", ran)
        other = tmp_path / "other"
        subprocess.run(["git", "init", "--quiet", "--bare", str(other)], check=True)
        (a.remote / "objects/info").mkdir(exist_ok=True)
        (a.remote / "objects/info/alternates").write_text(f"{other}/objects\n")
        a.git("config", "core.alternateRefsCommand", script)
        a.git("config", "uploadpack.packObjectsHook", script)
        a.git("config", "core.fsmonitor", script)
        self._carries_on(a, b)
        assert not ran.exists()

    @pytest.mark.parametrize("place", ["remote", "remote/.git", "remote.git"])
    def test_is_refused_when_its_settings_name_hooks(self, shared, tmp_path, place):
        a, _ = shared
        if place != "remote":
            subprocess.run(["git", "init", "-q", "--bare", str(tmp_path / place)], check=True)
        config = ["git", f"--git-dir={tmp_path / place}", "config"]
        subprocess.run([*config, "hook.mine.command", "true"], check=True)
        a.set("dana", phone="1")
        with pytest.raises(SyncError, match=r"would start programs .*hook\.mine\.command"):
            a.sync()

    @pytest.mark.skipif(os.geteuid() != 0, reason="only root gives a folder away")
    def test_of_another_user_is_refused_with_what_to_do(self, shared):
        a, _ = shared
        for path in (a.remote, *a.remote.rglob("*")):
            os.chown(path, 12345, 12345)
        a.set("dana", phone="1")
        with pytest.raises(SyncError, match=r"another user\. If you trust it: git config --global"):
            a.sync()

    def test_has_nothing_checked_out(self, shared, ran, tmp_path):
        a, _ = shared
        (tmp_path / "home").mkdir()
        a.git("config", "core.bare", "false")
        a.git("config", "core.worktree", str(tmp_path / "home"))
        a.git("config", "receive.denyCurrentBranch", "updateInstead")
        a.git("config", "core.fsmonitor", self._script(tmp_path / "script", ran))
        a.set("dana", phone="1")
        with pytest.raises(SyncError, match="The remote refused"):
            a.sync()
        assert not ran.exists()
        assert list((tmp_path / "home").iterdir()) == []

    def test_is_not_sent_elsewhere_for_what_it_lacks(self, shared, ran, tmp_path):
        a, b = shared
        a.git("config", "extensions.partialClone", "origin")
        a.git("config", "remote.origin.promisor", "true")
        a.git("config", "remote.origin.url", str(tmp_path))
        a.git("config", "remote.origin.uploadpack", self._script(tmp_path / "script", ran))
        a.git("config", "core.repositoryFormatVersion", "1")
        head = a.git("rev-parse", "main^{tree}").strip()
        for pack in (a.remote / "objects/pack").iterdir():
            pack.unlink()
        (a.remote / "objects" / head[:2] / head[2:]).unlink(missing_ok=True)
        a.set("dana", phone="1")
        for machine in (a, b):
            with suppress(SyncError):
                machine.sync()
        assert not ran.exists()

    def test_that_links_elsewhere_has_nothing_removed_there(self, shared, tmp_path):
        a, _ = shared
        home = tmp_path / "home"
        (home / "project").mkdir(parents=True)
        mine = [home / "uv.lock", home / "project" / "Cargo.lock"]
        for path in mine:
            path.write_text("mine")
        (a.remote / "refs" / "project").symlink_to(home / "project")
        remove_stale_locks(a.remote)
        (a.remote / "refs").rename(a.remote / "moved")
        (a.remote / "refs").symlink_to(home)
        remove_stale_locks(a.remote)
        assert [path.read_text() for path in mine] == ["mine", "mine"]

    @pytest.mark.parametrize(
        "name", ["logs/refs/heads/main", "refs/heads/other", "jobsearch", "objects", "packed-refs"]
    )
    def test_is_refused_when_a_link_leads_out_of_it(self, shared, tmp_path, name):
        a, _ = shared
        mine = tmp_path / "bashrc"
        mine.write_text("mine\n")
        a.git("config", "core.logAllRefUpdates", "true")
        link = a.remote / name
        link.parent.mkdir(parents=True, exist_ok=True)
        if link.exists():
            link.rename(tmp_path / "moved")
        link.symlink_to(mine)
        a.set("dana", phone="1")
        with pytest.raises(SyncError, match=f"{name} leads out of it"):
            a.sync()
        assert mine.read_text() == "mine\n"

    @pytest.mark.parametrize("name", [".git", "commondir"])
    def test_is_refused_when_a_file_in_it_names_another(self, shared, tmp_path, name):
        a, _ = shared
        (a.remote / name).write_text(f"gitdir: {tmp_path}\n")
        a.set("dana", phone="1")
        with pytest.raises(SyncError, match="can't be used"):
            a.sync()

    def test_may_be_reached_by_a_link_and_have_some_within(self, shared, tmp_path):
        a, _ = shared
        (a.remote / "refs/heads/alias").symlink_to("main")
        (tmp_path / "stick").symlink_to(a.remote)
        a.mirror.set_up(str(tmp_path / "stick"), "a")
        a.set("dana", phone="1")
        assert a.sync().sent == 1

    def test_is_written_to_the_disk_before_it_counts(self):
        assert "-c core.fsync=all -c core.fsyncMethod=fsync receive-pack" in in_a_folder(
            "receive-pack"
        )

    def _script(self, path, ran):
        path.write_text(f"#!/bin/sh\necho '{path.name}' >>'{ran}'\nexit 0\n")
        path.chmod(0o700)
        return str(path)

    def _carries_on(self, a, b):
        a.set("dana", phone="1")
        assert a.sync().sent == 1
        assert b.sync().received == 1
        b.set("dana", note="nice")
        assert (b.sync().sent, a.sync().received) == (1, 1)


class TestLooking:
    def test_tells_how_far_the_remote_is_ahead_and_changes_nothing(self, shared):
        a, b = shared
        a.set("dana", phone="1")
        a.sync()
        second = SecondMachine(b.mirror.folder, os.environ, b.store)
        second.look()
        assert second.standing().behind == 1
        assert b["dana"].phone == ""
        second.look()
        second.sync()
        second.look()
        assert second.standing().behind == 0

    def test_is_waited_for_by_a_sync_of_the_same_program(self, shared, monkeypatch):
        _, b = shared
        monkeypatch.setattr(Lock.__init__, "__defaults__", (0.05,))
        second = SecondMachine(b.mirror.folder, os.environ, b.store)
        fetch, asked, may_answer = Mirror.fetch, threading.Event(), threading.Event()

        def slowly(mirror):
            asked.set()
            may_answer.wait(20)
            return fetch(mirror)

        monkeypatch.setattr(Mirror, "fetch", slowly)
        looking = threading.Thread(target=second.look)
        looking.start()
        asked.wait(20)
        ended = []
        syncing = threading.Thread(target=lambda: ended.append(second.sync()))
        syncing.start()
        syncing.join(0.3)
        assert ended == []
        may_answer.set()
        syncing.join(20)
        looking.join(20)
        assert ended == [Outcome()]

    def test_at_nothing_finds_nothing(self, two):
        a, _ = two
        assert standing(Mirror(a.folder / "none", os.environ), a.store.contents) is None
        assert conflicts(a.mirror) == ()
        with pytest.raises(SyncError, match="no second machine yet"):
            Sync(Mirror(a.folder / "none", os.environ), a.store, a.now).run()

    def test_offline_raises(self, shared, tmp_path):
        a, _ = shared
        a.remote.rename(tmp_path / "unplugged")
        with pytest.raises(OfflineError):
            Sync(a.mirror, a.opened(), a.now).look()


class TestGit:
    def test_that_is_missing_is_told_in_a_sentence(self, two, monkeypatch):
        a, _ = two
        monkeypatch.setenv("PATH", "/nowhere")
        mirror = Mirror(a.mirror.folder, {"PATH": "/nowhere"})
        with pytest.raises(SyncError, match="git is not installed"):
            Sync(mirror, a.store, a.now).run()

    def test_that_fails_is_told_in_a_sentence(self, two):
        a, _ = two
        (a.mirror.folder / "git" / "HEAD").write_text("rubbish")
        with pytest.raises(SyncError, match=r"The mirror in .* can't be used"):
            a.sync()

    def test_packs_what_many_syncs_left(self, shared, monkeypatch):
        a, _ = shared
        monkeypatch.setattr("jobsearch_tui.storage.mirror._PACKS", 2)
        for number in range(4):
            a.set("dana", phone=str(number))
            a.sync()
        assert len(list((a.mirror.folder / "git/objects/pack").glob("*.pack"))) <= 3


def test_an_interview_moved_on_both_machines_gets_a_number_above_both(two):
    a, b = two
    meeting = Interview(id="i", company="Harbour Foods", starts=NOON + timedelta(days=3))
    a.put(meeting)
    a.sync()
    b.sync()
    a.set("i", minutes=30)
    b.set("i", minutes=90)
    assert (a["i"].sequence, b["i"].sequence) == (1, 1)
    for machine in (a, b, a):
        machine.sync()
    assert a["i"] == b["i"]
    # The first machine's clock is ahead; the second one's calendar knows 90 minutes as number 1.
    assert (a["i"].minutes, a["i"].sequence) == (30, 2)
