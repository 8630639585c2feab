"""What signs the terminal can show is taken from the locale, and from tmux."""

import pytest

from jobsearch_tui.services.terminal import locale_is_ascii, tmux_is_ascii


class TestTheLocale:
    @pytest.mark.parametrize(
        ("environ", "is_ascii"),
        [
            ({}, False),
            ({"LANG": ""}, False),
            ({"LANG": "C"}, True),
            ({"LANG": "POSIX"}, True),
            ({"LANG": "en_GB.UTF-8"}, False),
            ({"LANG": "de_DE.utf8@euro"}, False),
            ({"LANG": "de_DE.ISO-8859-1"}, True),
            ({"LANG": "de_DE"}, True),
            ({"LC_CTYPE": "UTF-8", "LANG": "C"}, False),
            ({"LC_ALL": "C", "LANG": "en_GB.UTF-8"}, True),
        ],
    )
    def test_says_whether_there_is_unicode(self, environ, is_ascii):
        assert locale_is_ascii(environ) is is_ascii


class TestTmux:
    @pytest.mark.parametrize(
        ("answer", "is_ascii"), [("0\n", True), ("1\n", False), ("\n", False), (None, False)]
    )
    def test_says_what_its_client_shows(self, answer, is_ascii):
        assert tmux_is_ascii({"TMUX": "/tmp/x,1,0"}, lambda words, text="": answer) is is_ascii

    def test_is_not_asked_where_there_is_none(self):
        def run(words, text=""):
            raise AssertionError(words)

        assert not tmux_is_ascii({}, run)
