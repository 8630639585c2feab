import os

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jobsearch_tui.config import CLIPBOARDS, Config, KeySetting, parse_config, read_config
from jobsearch_tui.services.clipboard import Way

GOOD = b"""\
# mine
theme = "nord"
clipboard = "tmux"
store = "~/search.json"
mouse = false
zone = "Europe/Paris"

[keys]
quit = "ctrl+x"
add = ["a", "n"]
"""


class TestAGoodFile:
    def test_is_read_whole(self):
        config = parse_config(GOOD)
        assert config.theme == "nord"
        assert config.clipboard == "tmux"
        assert config.store == "~/search.json"
        assert config.mouse is False
        assert config.zone == "Europe/Paris"
        assert config.problems == ()

    def test_keeps_the_line_of_each_key(self):
        assert parse_config(GOOD).keys == (
            KeySetting("quit", ("ctrl+x",), 9),
            KeySetting("add", ("a", "n"), 10),
        )

    def test_keeps_the_line_of_each_setting(self):
        assert parse_config(GOOD).lines["theme"] == 2

    @pytest.mark.parametrize(
        ("text", "line"),
        [
            (b'[ keys ] # mine\n"quit" = "q"\n', 2),
            (b"keys.quit = 'q'\n", 1),
            (b'\r\n[keys]\r\nquit="q"\r\n', 3),
            (b'keys = {quit = "q"}\n', 1),
            (b"[keys]\n# how to leave\nquit = 'q'\n", 3),
        ],
    )
    def test_knows_the_ways_in_which_a_table_is_written(self, text, line):
        assert parse_config(text).keys == (KeySetting("quit", ("q",), line),)

    def test_may_begin_with_a_byte_order_mark(self):
        assert parse_config(b'\xef\xbb\xbftheme = "nord"').theme == "nord"

    def test_offers_every_way_of_copying(self):
        assert set(CLIPBOARDS) == {"auto", *(way.value for way in Way)}


class TestWhatIsWrong:
    @pytest.mark.parametrize(
        ("text", "words"),
        [
            (b"\ncolour = 1", "config.toml line 2: no setting “colour”; there are theme,"),
            (b"ascii = true", "config.toml line 1: ascii is one of auto, yes, no, not true."),
            (b'mouse = "yes"', "config.toml line 1: mouse is true or false, not 'yes'."),
            (b"theme = true", "config.toml line 1: theme is a text in quotes, not true."),
            (b'clipboard = "xclip"', "line 1: clipboard is one of auto, desktop, tmux"),
            (b"clipboard = [1]", "line 1: clipboard is one of"),
            (b'zone = "Mars/Base"', "line 1: zone is the name of a time zone such as"),
            (b"zone = 1", "line 1: zone is the name of a time zone"),
            (b'zone = "../../etc/passwd"', "line 1: zone is the name"),
            (b"keys = 1", "line 1: keys is a table"),
            (b"[keys]\nquit = 3", "line 2: quit is a key in quotes, or a list of them, not 3."),
            (b"[keys]\nquit = [1]", "line 2: quit is a key in quotes"),
            (b'[keys]\nquit = " "', "line 2: quit is a key in quotes"),
            (b"theme = 'a'\ntheme = 'b'\n", "line 2: Cannot overwrite a value."),
            (b"mouse = \n", "line 1: Invalid value."),
            (b"theme = '''x", "line 1: Expected"),
            (b"theme = 'a'\nmouse = \xff\n", "line 2: this is not UTF-8 text."),
        ],
    )
    def test_is_told_with_its_line(self, text, words):
        (problem,) = parse_config(text).problems
        assert words in problem

    def test_leaves_the_rest_as_it_is_said(self):
        config = parse_config(b'mouse = 1\ntheme = "nord"\n[keys]\nadd = 1\nquit = "q"')
        assert (config.mouse, config.theme) == (True, "nord")
        assert [setting.id for setting in config.keys] == ["quit"]
        assert len(config.problems) == 2

    def test_that_is_nested_too_deeply_is_no_traceback(self):
        assert parse_config(b"theme = " + b"[" * 100_000).problems

    @settings(max_examples=60)
    @given(st.one_of(st.binary(max_size=60), st.text("=[]\"'.\n# akeysthm", max_size=40)))
    def test_never_raises(self, text):
        data = text.encode() if isinstance(text, str) else text
        config = parse_config(data)
        assert all(problem.startswith("config.toml") for problem in config.problems)


class TestTheFile:
    def test_that_is_not_there_gives_the_defaults(self, tmp_path):
        assert read_config(tmp_path / "config.toml") == Config()

    def test_that_cannot_be_read_gives_the_defaults_and_says_so(self, tmp_path):
        (tmp_path / "config.toml").mkdir()
        config = read_config(tmp_path / "config.toml")
        assert config.theme == ""
        assert "config.toml cannot be read: Is a directory." in config.problems[0]


class TestAHostileFile:
    @pytest.mark.parametrize(
        "data",
        [
            b"mouse = " + b"9" * 1_900 + b"9" * 3_000,
            b"mouse = 0x" + b"f" * 1_900,
            b"zone = [0x" + b"f" * 1_900 + b"]",
            b"a" + b".a" * 40_000 + b" = 1",
            b"x = '''\n[" + b" " * 1_900 + b"'''",
            b"theme = " + b"[" * 1_900,
            b"# " * 60_000,
            b'store = "a\\u0000b"',
        ],
    )
    def test_is_refused_at_once_in_a_sentence(self, data):
        config = parse_config(data)
        assert (config.mouse, config.store, config.theme) == (True, "", "")
        assert config.problems
        assert all(len(problem) < 200 for problem in config.problems)

    def test_with_thousands_of_numbers_too_long_is_refused(self):
        data = b"mouse = " + b"\n".join([b"1"] + [b"9" * 1_000] * 2)
        assert parse_config(data).problems

    def test_with_a_thousand_wrong_settings_is_told_of_in_a_few_sentences(self):
        config = parse_config(b"\n".join(b"a%d = 1" % number for number in range(1_000)))
        assert len(config.problems) < 12
        assert "992 more settings are wrong" in config.problems[-1]

    def test_that_is_a_pipe_is_not_waited_for(self, tmp_path):
        os.mkfifo(tmp_path / "config.toml")
        assert read_config(tmp_path / "config.toml") == Config()
