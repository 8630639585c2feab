"""What real shells offer when Tab is pressed."""

import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from argcomplete import CompletionFinder

from jobsearch_tui.domain.records import KINDS, Ad, Agency, Recruiter
from jobsearch_tui.shell.completing import begins_like, whole_parser
from jobsearch_tui.shell.table import COMMANDS
from tests.ui.host import fill

RECORDS = (
    Recruiter(id="dana7k2m9q", name="Dana Whitfield"),
    Recruiter(id="davi3x5m7q", name="David \u202eeviL"),
    Agency(id="marsh4m6q8", name="Marsh & Vale"),
    Ad(id="ad5x7q9m2k", role="Plant Manager"),
)

BASH = """
eval "$(jobsearch completion bash)"
COMP_LINE="$1"; COMP_POINT=${#1}; COMP_TYPE=9; COMP_WORDS=(); COMPREPLY=()
eval "words=($2)"; COMP_WORDS=("${words[@]}"); COMP_CWORD=$((${#COMP_WORDS[@]}-1))
_python_argcomplete jobsearch "${COMP_WORDS[COMP_CWORD]}" ""
for offer in "${COMPREPLY[@]}"; do echo "$offer"; done
"""


@pytest.fixture(scope="module")
def environ(tmp_path_factory):
    """A home with a few records; ``jobsearch`` is that of this environment."""
    home = tmp_path_factory.mktemp("home")
    store = home / "store.json"
    fill(store, RECORDS)
    programs = Path(sys.executable).parent
    kept = {"HOME": str(home), "JOBSEARCH_STORE": str(store), "LANG": "C.UTF-8"}
    return {**kept, "PATH": f"{programs}:{os.environ['PATH']}"}


def in_bash(line, environ):
    """The offers of bash for a line, each as it would be put into it."""
    words = shlex.join(shlex.split(line))
    words += " ''" if line.endswith(" ") else ""
    said = subprocess.run(
        ["bash", "-c", BASH, "bash", line, words],
        env=environ,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert said.stderr == ""
    return said.stdout.split("\n")[:-1]


@pytest.fixture
def offers(environ, monkeypatch):
    """What is offered for words of which the last is being typed."""
    for name, value in environ.items():
        monkeypatch.setenv(name, value)

    def offers(*words):
        finder = CompletionFinder(
            whole_parser(), always_complete_options="long", validator=begins_like
        )
        return [
            one.strip()
            for one in finder._get_completions(["jobsearch", *words[:-1]], words[-1], "", None)
        ]

    return offers


class TestWhatIsOffered:
    @pytest.mark.parametrize(
        ("words", "offered"),
        [
            (["li"], ["list"]),
            (["show", "Da"], ["Dana Whitfield"]),
            (["show", "dana"], ["Dana Whitfield", "dana7k2m9q"]),
            (["show", "mars"], ["Marsh & Vale", "marsh4m6q8"]),
            (["set", "pa"], ["pace"]),
            (["set", "pace", "hou"], ["hours="]),
            (["set", "nobody", "st"], []),
            (["set", "dana7k2m9q", "stage=ac"], ["stage=active"]),
            (["set", "whitfield", "stage=ac"], ["stage=active"]),
            (["export", "--as", "vc"], ["vcard"]),
            (["add", "ad", "answ"], ["answered_on="]),
            (["add", "ad", "shoe="], []),
            (["script", "voicem"], ["voicemail"]),
            (["report", "--as", "mark"], ["markdown"]),
            (["figures", "fu"], ["funnel"]),
            (["log", "dav"], ["davi3x5m7q"]),
        ],
        ids=str,
    )
    def test_is_what_fits(self, offers, words, offered):
        assert [one.replace("\\", "") for one in offers(*words)] == offered


class TestBash:
    @pytest.mark.parametrize(
        ("line", "offered"),
        [
            ("jobsearch list re", ["recruiter "]),
            ("jobsearch show Dana", ["Dana\\ Whitfield "]),
            ("jobsearch set dana7k2m9q stage=ac", ["active "]),
        ],
    )
    def test_puts_it_into_the_line(self, environ, line, offered):
        assert in_bash(line, environ) == offered

    def test_offers_nothing_where_the_store_cannot_be_read(self, environ, tmp_path):
        broken = tmp_path / "broken.json"
        broken.write_text("{")
        assert in_bash("jobsearch show Da", {**environ, "JOBSEARCH_STORE": str(broken)}) == []
        assert broken.read_text() == "{"


@pytest.mark.skipif(shutil.which("fish") is None, reason="not installed: fish")
class TestFish:
    def test_offers_names(self, environ):
        script = 'jobsearch completion fish | source; complete -C "jobsearch show Da"'
        said = subprocess.run(
            ["fish", "--no-config", "-c", script],
            env=environ,
            capture_output=True,
            text=True,
            timeout=60,
        )
        assert "Dana" in said.stdout


@pytest.mark.skipif(shutil.which("zsh") is None, reason="not installed: zsh")
class TestZsh:
    def test_takes_the_lines(self, environ):
        begin = "autoload -Uz compinit && compinit -u"
        script = f'{begin}; eval "$(jobsearch completion zsh)"; print $_comps[jobsearch]'
        said = subprocess.run(
            ["zsh", "-f", "-c", script], env=environ, capture_output=True, text=True, timeout=60
        )
        assert (said.stdout.strip(), said.stderr) == ("_python_argcomplete", "")


class TestTheParser:
    def test_knows_every_command_with_its_arguments(self):
        (several,) = [one for one in whole_parser()._actions if one.dest == "command"]
        assert list(several.choices) == [command.name for command in COMMANDS]

    def test_is_that_of_the_commands(self):
        told = whole_parser().parse_args(["list", KINDS[0], "--tsv"])
        assert (told.command, told.kind, told.tsv) == ("list", KINDS[0], True)
