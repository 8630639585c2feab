"""A damaged store is set aside, what lies open is closed, what was left behind goes."""

import os
from datetime import timedelta
from pathlib import Path

import pytest

from jobsearch_tui.errors import ConflictError, NotSavedError
from jobsearch_tui.storage import repair
from jobsearch_tui.storage.permissions import Open, open_to_others, tighten
from jobsearch_tui.storage.repair import Replacing, clear_away, leftovers, set_aside
from tests.domain.makers import NOON

DAMAGED = b'{"ads":{"1":{"id":"a1"'
TABLES = {"meta": {"1": b'{"format":1}'}, "ads": {"1": b'{"id":"a1"}'}}


@pytest.fixture
def replacing(programs):
    programs.path.parent.mkdir()
    programs.path.write_bytes(DAMAGED)
    return Replacing(programs.path, DAMAGED, programs.backups)


class TestReplacing:
    def test_keeps_a_file_that_does_not_open_beside_the_store(self, programs, replacing):
        kept = replacing.by(TABLES, NOON, opens=False)
        assert kept == programs.path.with_name("store.damaged-20261124T120000000000Z.json")
        assert kept.read_bytes() == DAMAGED
        assert kept.stat().st_mode & 0o777 == 0o600
        assert "a1" in programs.start().workspace
        assert programs.backups.all() == ()

    def test_keeps_one_that_opens_among_the_backups(self, programs, replacing):
        kept = replacing.by(TABLES, NOON, opens=True)
        assert kept == programs.backups.all()[0]
        assert kept.name.endswith("Z-repair.json")
        assert kept.read_bytes() == DAMAGED

    def test_touches_nothing_when_the_file_was_changed_meanwhile(self, programs, replacing):
        programs.path.write_bytes(b"another")
        with pytest.raises(ConflictError, match="was changed meanwhile"):
            replacing.by(TABLES, NOON, opens=False)
        assert programs.path.read_bytes() == b"another"
        assert not list(programs.path.parent.glob("*.damaged-*"))

    def test_does_not_replace_what_could_not_be_set_aside(self, programs, replacing, monkeypatch):
        monkeypatch.setattr(
            repair, "write_atomically", lambda path, data: path.write_bytes(data[:-1])
        )
        with pytest.raises(NotSavedError, match="was not read back as it was written"):
            replacing.by(TABLES, NOON, opens=False)
        assert programs.path.read_bytes() == DAMAGED

    def test_sets_a_file_aside_where_it_really_lies(self, tmp_path):
        disk = tmp_path / "disk"
        disk.mkdir()
        link = tmp_path / "store.json"
        (disk / "mine.json").write_bytes(DAMAGED)
        link.symlink_to(disk / "mine.json")
        assert set_aside(link, DAMAGED, NOON).parent == disk
        assert set_aside(link, DAMAGED, NOON + timedelta(seconds=1)).read_bytes() == DAMAGED


class TestLeftovers:
    def test_are_the_files_of_killed_writers(self, tmp_path):
        store, copies = tmp_path / "store.json", tmp_path / "backups"
        copies.mkdir()
        store.write_bytes(DAMAGED)
        left = [
            tmp_path / ".store.json.12-0123abcd.tmp",
            copies / ".20261124T120000000000Z.json.7-0123abcd.tmp",
        ]
        others = [tmp_path / ".other.json.12-0123abcd.tmp", copies / "mine.tmp", copies / ".x.tmp"]
        for path in (*left, *others):
            path.touch()
        assert leftovers(store, (copies, tmp_path / "none")) == tuple(left)
        clear_away(store, left)
        assert [path.exists() for path in (*left, *others)] == [False, False, True, True, True]

    def test_that_have_gone_are_no_trouble(self, tmp_path):
        clear_away(tmp_path / "store.json", [tmp_path / "gone.tmp"])


class TestWhatIsOpenToOthers:
    @pytest.fixture
    def home(self, tmp_path):
        folder = tmp_path / "jobsearch-tui"
        (folder / "backups").mkdir(parents=True)
        for path in (folder, folder / "backups"):
            path.chmod(0o700)
        for name in ("store.json", "store.json.lock", "backups/a.json", "store.damaged-1.json"):
            (folder / name).touch(0o600)
        return folder

    def found(self, home: Path, *files: Path):
        places = open_to_others(home / "store.json", (home / "backups", home / "none"), files)
        return [(str(one.path.relative_to(home)), f"{one.mode:o}") for one in places]

    def test_is_nothing_where_all_is_private(self, home):
        assert self.found(home, home / "config.toml") == []

    @pytest.mark.parametrize(
        ("name", "mode"),
        [
            (".", 0o755),
            ("store.json", 0o644),
            ("store.json.lock", 0o640),
            ("store.damaged-1.json", 0o604),
            ("backups", 0o750),
            ("backups/a.json", 0o666),
        ],
    )
    def test_is_told_with_its_mode_and_closed(self, home, name, mode):
        (home / name).chmod(mode)
        assert self.found(home) == [(name, f"{mode:o}")]
        tighten(open_to_others(home / "store.json", (home / "backups",), ()))
        assert self.found(home) == []
        assert (home / name).stat().st_mode & 0o700 == mode & 0o700

    def test_may_be_a_single_file(self, home, tmp_path):
        config = tmp_path / "config.toml"
        config.touch(0o644)
        config.chmod(0o644)
        (one,) = open_to_others(home / "store.json", (), (config,))
        assert one.words == "can be read by anybody on this machine (mode 0644)"

    def test_leaves_a_folder_that_is_not_the_programs_own(self, home):
        other = home.rename(home.with_name("my-things"))
        other.chmod(0o755)
        assert self.found(other) == []

    def test_follows_the_stores_link_and_no_other(self, home, tmp_path):
        real = tmp_path / "real.json"
        real.touch(0o644)
        real.chmod(0o644)
        (home / "store.json").unlink()
        (home / "store.json").symlink_to(real)
        (home / "backups" / "link").symlink_to(tmp_path)
        found = open_to_others(home / "store.json", (home / "backups",), ())
        assert [one.path for one in found] == [real]

    @pytest.mark.parametrize(
        ("mode", "words"),
        [
            (0o640, "can be read by your group (mode 0640)"),
            (0o620, "can be changed by your group (mode 0620)"),
            (0o711, "can be entered by anybody on this machine (mode 0711)"),
        ],
    )
    def test_has_words(self, mode, words):
        assert Open(Path("x"), mode).words == words

    def test_that_cannot_be_closed_is_told(self, tmp_path):
        with pytest.raises(NotSavedError):
            tighten([Open(tmp_path / "gone", 0o644)])

    def test_of_somebody_else_is_not_told(self, home, monkeypatch):
        (home / "store.json").chmod(0o644)
        monkeypatch.setattr(os, "geteuid", lambda: 12345)
        assert self.found(home) == []
