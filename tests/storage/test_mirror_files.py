"""The files of the mirror."""

import pytest

from jobsearch_tui.domain.merging import Key, State
from jobsearch_tui.storage.git import Done
from jobsearch_tui.storage.mirror_files import decoded, encoded, key_of, path_of
from jobsearch_tui.storage.remotes import folder_of, looks_public, shown_address, without_user

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

    @pytest.mark.parametrize(
        ("url", "address"),
        [
            ("https://me:SECRET@host/x", "https://…@host/x"),
            ("https://SECRET@host/x", "https://…@host/x"),
            ("https://:SECRET@host", "https://…@host"),
            ("HTTPS://me:SEC@RET@host/x", "HTTPS://…@host/x"),
            ("https://me:SEC/RET@host/x", "https://…@host/x"),
            ("https://me:SEC RET@host/x", "https://…@host/x"),
            ("ssh://me:SECRET@host/x", "ssh://…@host/x"),
            ("https://host/x", "https://host/x"),
            ("file:///media/pat@work/x", "file:///media/pat@work/x"),
            ("me@host:x", "me@host:x"),
        ],
    )
    def test_is_shown_without_what_is_secret_in_it(self, url, address):
        assert shown_address(url) == address

    def test_is_shown_in_what_git_says_as_elsewhere(self):
        words = "fatal: unable to access 'https://me:SEC/R@ET@host/x/': no route to host"
        told = "unable to access 'https://…@host/x/': no route to host"
        assert Done(1, b"", words).reason == told

    @pytest.mark.parametrize(
        ("url", "bare"),
        [
            ("https://me:SECRET@host/x", "https://host/x"),
            ("http://TOKEN@host", "http://host"),
            ("https://me:SEC/RET@host/x", "https://host/x"),
            ("https://host:8443/@me/x", None),
            ("https://host/x", None),
            ("ssh://me@host/x", None),
            ("me@host:x", None),
        ],
    )
    def test_on_the_web_is_kept_without_a_name_or_password(self, url, bare):
        assert without_user(url) == bare


class TestTheTextOfAFile:
    GOOD = b'{"fields":{"id":"x","name":"Dana"},"stamp":"019aba3c5d10-0000-c"}'

    def test_may_have_a_mark_at_its_head_and_escapes(self):
        data = b"\xef\xbb\xbf" + self.GOOD.replace(b"Dana", rb"D\u00e1na \ud83d\ude00")
        assert decoded(data).fields["name"] == "Dána \U0001f600"

    @pytest.mark.parametrize("half", [rb"\ud800", rb"\uDFFF", b"\xed\xa0\x80", b"\xff"])
    @pytest.mark.parametrize("place", [b"Dana", b"name"])
    def test_with_half_a_character_is_refused(self, half, place):
        with pytest.raises(ValueError, match=r"\w"):
            decoded(self.GOOD.replace(place, half))


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
