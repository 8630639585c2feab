"""Words on standard input stand in no list of processes."""

import io
import sys

import pytest

from jobsearch_tui.cli import main
from jobsearch_tui.shell.desk import World, own_input


@pytest.fixture
def typed(jobsearch, capsys):
    """Runs a command to which something is typed."""

    def run(text, *words):
        world = World(jobsearch.environ, lambda: jobsearch.now, lambda: False, typed=lambda: text)
        status = main(words, world)
        return status, *capsys.readouterr()

    return run


class TestADash:
    def test_is_the_words_of_the_log(self, typed, jobsearch, dana):
        status, out, err = typed("dana vm +3d : ring back\n", "log", "-")
        assert (status, err) == (0, "")
        assert "voicemail, Dana Whitfield" in out

    def test_is_the_values_of_a_record_one_on_each_line(self, typed, jobsearch):
        status, out, _ = typed("role=VP Ops\n\nemployer=Halden = Foods\r\n", "add", "ad", "-")
        assert status == 0
        shown = jobsearch("show", out.strip(), "--json").json
        assert (shown["role"], shown["employer"]) == ("VP Ops", "Halden = Foods")

    def test_changes_a_record_too(self, typed, jobsearch, dana):
        assert typed("phone=555 0100", "set", dana, "-")[0] == 0
        assert jobsearch("show", dana, "--json").json["phone"] == "555 0100"

    @pytest.mark.parametrize("words", [("log", "-"), ("add", "ad", "-"), ("set", "pace", "-")])
    def test_with_nothing_typed_says_what_is_lacking_or_changes_nothing(self, typed, words):
        status, _, err = typed("", *words)
        assert status in (0, 2)
        assert err.count("\n") <= 1


class TestTheInput:
    def given(self, monkeypatch, data, terminal=False):
        stream = io.TextIOWrapper(io.BytesIO(data))
        monkeypatch.setattr(stream, "isatty", lambda: terminal)
        monkeypatch.setattr(sys, "stdin", stream)

    def test_is_read_to_its_end(self, monkeypatch):
        self.given(monkeypatch, b"one\ntwo\xff\n")
        assert own_input() == "one\ntwo\ufffd\n"

    def test_of_a_terminal_is_one_line(self, monkeypatch):
        self.given(monkeypatch, b"one\ntwo\n", terminal=True)
        assert own_input() == "one\n"

    def test_that_is_closed_holds_nothing(self, monkeypatch):
        monkeypatch.setattr(sys, "stdin", None)
        assert own_input() == ""


class TestHostileWords:
    @pytest.mark.parametrize(
        "words",
        [
            ["a\njobsearch: all is well"],
            ["list", "--x\njobsearch: all is well"],
            ["add", "ad", "a\njobsearch: all is well"],
            ["pace", "--weeks", "9" * 5_000],
        ],
    )
    def test_are_told_of_in_one_short_line(self, jobsearch, words):
        said = jobsearch(*words)
        assert said.status == 2
        assert said.err.count("\n") == 1
        assert len(said.err) < 400

    def test_reach_no_terminal_by_json(self, jobsearch):
        # Only a file by another program can hold it: what is typed is cleaned.
        jobsearch.store.parent.mkdir(parents=True)
        jobsearch.store.write_text('{"ads":{"1":{"id":"a1","role":"V\x7fP"}}}')
        said = jobsearch("list", "ad", "--json")
        assert "\x7f" not in said.out
        assert said.json[0]["role"] == "V\x7fP"
