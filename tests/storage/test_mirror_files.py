"""The files of the mirror."""

import pytest

from jobsearch_tui.domain.merging import Key, State
from jobsearch_tui.storage.git import Done, without_password
from jobsearch_tui.storage.mirror_files import decoded, encoded, key_of, path_of
from jobsearch_tui.storage.remotes import folder_of, looks_public

EARLY, LATE = "019aba3c5d10-0000-a", "019aba3c5d11-0000-b"


class TestAFile:
    def test_reads_back_the_same(self):
        state = State({"id": "x", "note": "é\n"}, {"id": EARLY, "note": LATE}, {"id": EARLY})
        assert decoded(encoded(state)) == state

    def test_has_the_same_bytes_whatever_the_order(self):
        one = State({"id": "x", "note": ""}, {"id": EARLY, "note": LATE})
        other = State({"note": "", "id": "x"}, {"note": LATE, "id": EARLY})
        assert encoded(one) == encoded(other)

    @pytest.mark.parametrize(
        "data",
        [
            b"",
            b"[]",
            b"{}",
            b'{"fields": 3}',
            b'{"fields": {}, "stamp": "x"}',
            b'{"fields": {}, "stamp": "019aba3c5d10-0000-a", "gone": {"id": 3}}',
            b'{"fields": {}, "stamp": "019aba3c5d10-0000-a", "stamps": []}',
            b"[" * 100_000,
        ],
    )
    def test_that_is_something_else_is_refused(self, data):
        with pytest.raises(ValueError, match=r".*"):
            decoded(data)

    @pytest.mark.parametrize("id", ["dana", "im-3f", "../x", "a/b", ".git", "é ü", "%41", "x.json"])
    def test_is_named_after_its_record_and_stays_in_its_folder(self, id):
        path = path_of(Key("recruiters", id))
        assert path.count("/") == 1
        assert key_of(path) == Key("recruiters", id)

    @pytest.mark.parametrize("path", ["README", "a/b/c.json", "a/b", "a/%2f.json", "meta.json"])
    def test_of_another_name_is_no_record(self, path):
        assert key_of(path) is None


class TestAnAddress:
    @pytest.mark.parametrize(
        ("url", "public"),
        [
            ("https://server.example/x.git", True),
            ("git://server.example/x", True),
            ("git@github.com:me/search.git", True),
            ("ssh://git@gitlab.com:22/me/search", True),
            ("ssh://git@ssh.dev.azure.com/v3/me", True),
            ("me@server.example:search.git", False),
            ("server:search.git", False),
            ("ssh://me@notgithub.com/x", False),
            ("/media/stick/search", False),
            ("file:///media/stick/github.com", False),
            ("./github.com:x", False),
        ],
    )
    def test_may_look_public(self, url, public):
        assert looks_public(url) is public

    @pytest.mark.parametrize(
        ("url", "folder"),
        [
            ("/media/stick", "/media/stick"),
            ("file:///media/stick", "/media/stick"),
            ("../up", "../up"),
            ("server:path", None),
            ("ssh://server/path", None),
        ],
    )
    def test_may_be_a_folder(self, url, folder):
        assert (str(folder_of(url)) if folder_of(url) else None) == folder

    def test_is_shown_without_its_password(self):
        assert without_password("https://me:secret@host/x") == "https://me:…@host/x"
        assert without_password("ssh://me@host/x") == "ssh://me@host/x"


class TestWhatGitSays:
    @pytest.mark.parametrize(
        ("words", "reason"),
        [
            ("fatal: no\nand\n", "no"),
            ("hint: x\nerror: broken\n", "broken"),
            ("", "git said nothing"),
            ("a\x1b[31mred", "a [31mred"),
        ],
    )
    def test_is_told_in_one_line(self, words, reason):
        assert Done(1, b"", words).reason == reason
