"""Letters as files: private, all or none, never over another one."""

import os
import stat

import pytest

from jobsearch_tui.errors import NotSavedError
from jobsearch_tui.storage import letters
from jobsearch_tui.storage.letters import write_letters


def mode(path):
    return stat.S_IMODE(path.stat().st_mode)


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "data" / "letters" / "2026-11-24-end-run"


class TestWriting:
    def test_gives_each_letter_a_file_that_its_owner_alone_may_read(self, folder):
        before = os.umask(0o000)
        try:
            paths = write_letters(folder, [("halden.txt", "Dear Ruth\n"), ("kestrel.txt", "é\n")])
        finally:
            os.umask(before)
        assert [path.name for path in paths] == ["halden.txt", "kestrel.txt"]
        assert [path.read_text("utf-8") for path in paths] == ["Dear Ruth\n", "é\n"]
        assert [mode(path) for path in paths] == [0o600, 0o600]
        assert [mode(folder), mode(folder.parent)] == [0o700, 0o700]

    def test_a_second_letter_gets_a_number(self, folder):
        first = write_letters(folder, [("halden.txt", "one"), ("halden.txt", "two")])
        again = write_letters(folder, [("halden.txt", "three")])
        names = [path.name for path in (*first, *again)]
        assert names == ["halden.txt", "halden-2.txt", "halden-3.txt"]
        assert [path.read_text() for path in (*first, *again)] == ["one", "two", "three"]

    def test_a_link_that_somebody_put_there_is_not_followed(self, folder, tmp_path):
        folder.mkdir(parents=True)
        (folder / "halden.txt").symlink_to(tmp_path / "elsewhere")
        (path,) = write_letters(folder, [("halden.txt", "Dear Ruth")])
        assert path.name == "halden-2.txt"
        assert not (tmp_path / "elsewhere").exists()

    def test_nothing_stays_when_the_disk_refuses_one(self, folder, monkeypatch):
        real, calls = os.fsync, []

        def full(descriptor):
            calls.append(descriptor)
            if len(calls) == 2:
                raise OSError(28, "No space left on device")
            real(descriptor)

        write_letters(folder, [("earlier.txt", "kept")])
        monkeypatch.setattr(letters.os, "fsync", full)
        with pytest.raises(NotSavedError, match="no room left on the disk"):
            write_letters(folder, [("halden.txt", "one"), ("kestrel.txt", "two")])
        assert [path.name for path in folder.iterdir()] == ["earlier.txt"]

    def test_a_file_where_the_folder_should_be_is_said(self, folder):
        folder.parent.parent.mkdir(parents=True)
        folder.parent.write_text("mine")
        with pytest.raises(NotSavedError, match="not a folder"):
            write_letters(folder, [("halden.txt", "one")])
        assert folder.parent.read_text() == "mine"
