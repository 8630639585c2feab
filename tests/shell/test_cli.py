import os
import re
import subprocess
import sys
from dataclasses import fields
from pathlib import Path

import pytest

from jobsearch_tui import __version__, cli
from jobsearch_tui.config import Config
from jobsearch_tui.errors import UsageError
from jobsearch_tui.shell import places, reading
from jobsearch_tui.shell.declared import JSON
from jobsearch_tui.shell.table import COMMANDS

CONFIG_DOCS = Path(__file__).parents[2] / "docs" / "config.md"
DOCS = Path(__file__).parents[2] / "docs" / "commands.md"


def documented_json():
    return DOCS.read_text().split("\n## JSON", 1)[1]


@pytest.fixture
def process(jobsearch):
    """Starts the program as the shell does; a process that was not waited for is ended."""
    started = []

    def start(*words, **options):
        options = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, **options}
        environ = {**jobsearch.environ, "PATH": os.environ["PATH"], **options.pop("environ", {})}
        command = [sys.executable, "-m", "jobsearch_tui", *words]
        started.append(subprocess.Popen(command, env=environ, **options))
        return started[-1]

    yield start
    for one in started:
        one.kill()
        one.communicate()


class TestWrongUse:
    @pytest.mark.parametrize(
        ("words", "sentence"),
        [
            (["lst"], "“lst” is no command; did you mean list?"),
            (["qqq"], "“qqq” is no command; there are demo, log,"),
            (["--nope"], "unrecognized arguments: --nope"),
            (["list"], "the following arguments are required: KIND"),
            (["list", "ad", "--jso"], "unrecognized arguments: --jso"),
            (["pace", "--weeks", "x"], "invalid int value: 'x'"),
            (["--store"], "argument --store: expected one argument"),
            (["--store", "", "list", "ad"], "--store needs the path of a file."),
            (["\x1b[31m"], "“␛[31m” is no command"),
        ],
    )
    def test_is_one_line_with_a_hint_and_status_2(self, jobsearch, words, sentence):
        said = jobsearch(*words)
        assert said.status == 2
        assert said.out == ""
        assert said.err.count("\n") == 1
        assert said.err.startswith("jobsearch: ")
        assert sentence in said.err

    @pytest.mark.parametrize("words", [["lst"], ["--nope"], ["list"], ["list", "ad", "--x"]])
    def test_says_where_the_help_is(self, jobsearch, words):
        assert "--help)" in jobsearch(*words).err


class TestTheStoreOption:
    def test_counts_before_and_after_the_command(self, jobsearch, tmp_path):
        one, two = str(tmp_path / "1.json"), str(tmp_path / "2.json")
        jobsearch("--store", one, "add", "ad", "role=VP")
        jobsearch(f"--store={one}", "add", "ad", "role=VP")
        jobsearch("add", "ad", "role=VP", "--store", one)
        jobsearch("--store", two, "add", "ad", "role=VP", "--store", one)
        assert len(jobsearch("list", "ad", "--store", one, "--json").json) == 4
        assert not Path(two).exists()

    @pytest.mark.parametrize(
        ("words", "parts"),
        [
            ([], ([], None, [])),
            (["--store", "x"], (["--store", "x"], None, [])),
            (["--store", "log", "log", "--json"], (["--store", "log"], "log", ["--json"])),
            (["--store=x", "a", "--store", "y"], (["--store=x"], "a", ["--store", "y"])),
            (["--store"], (["--store"], None, [])),
        ],
    )
    def test_is_told_from_the_command(self, words, parts):
        assert cli.split(words) == parts


class TestHelp:
    def test_lists_every_command(self, jobsearch):
        said = jobsearch("--help")
        assert said.status == 0
        assert all(f"  {command.name} " in said.out for command in COMMANDS)

    @pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)
    def test_of_a_command_has_its_example_within_80_columns(self, jobsearch, command):
        said = jobsearch(command.name, "--help")
        assert said.status == 0
        assert command.example in said.out
        assert all(len(line) <= 80 for line in said.out.splitlines())

    def test_has_the_version(self, jobsearch):
        assert jobsearch("--version").out == f"jobsearch-tui {__version__}\n"


class TestEachCommand:
    @pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)
    def test_has_a_function_that_carries_it_out(self, command):
        assert callable(command.load())

    @pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)
    def test_stands_in_the_docs_with_its_options_and_its_example(self, command):
        text = DOCS.read_text()
        heading = f"\n## jobsearch {command.name}"
        assert heading in text
        section = text.split(heading, 1)[1].split("\n## ", 1)[0]
        assert command.example in section
        for argument in command.arguments:
            name = argument.names[0]
            is_option = name.startswith("-")
            shown = name if is_option else f"`{argument.told['metavar']}`"
            assert argument is JSON or shown in section, name

    @pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)
    def test_stands_in_the_table_of_what_it_prints_as_json(self, command):
        assert JSON in command.arguments
        assert re.search(rf"\| .*`{command.name}( --to)?`.* \|", documented_json())

    @pytest.mark.parametrize(
        "words",
        [["pace"], ["path"], ["script"], ["script", "voicemail"], ["undo"]],
        ids=" ".join,
    )
    def test_prints_no_json_that_is_not_documented(self, jobsearch, dana, words):
        told = jobsearch(*words, "--json").json
        one = told[0] if isinstance(told, list) else told
        assert all(f'"{name}"' in documented_json() for name in one)


class TestSettingsThatAreWrong:
    def test_are_told_once_and_do_not_stop_a_command(self, jobsearch):
        jobsearch.configure("colour = 1\n")
        said = jobsearch("list", "ad")
        assert said.status == 0
        assert said.err.count("config.toml line 1: no setting “colour”") == 1

    def test_may_name_the_store(self, jobsearch):
        jobsearch.configure('store = "~/mine.json"\n')
        assert jobsearch("path", "--json").json["store"] == str(jobsearch.home / "mine.json")

    def test_are_all_documented(self):
        text = CONFIG_DOCS.read_text()
        names = [field.name for field in fields(Config) if field.name not in ("problems", "lines")]
        for name in names:
            assert f"`{name}`" in text or f"`[{name}]`" in text


class TestAStoreThatIsDamaged:
    def test_in_part_is_told_once_and_read_for_the_rest(self, jobsearch, dana):
        jobsearch.add("ad", "role=VP")
        text = jobsearch.store.read_text()
        jobsearch.store.write_text(text.replace('"name":"Dana Whitfield"', '"name":7'))
        said = jobsearch("list", "ad")
        assert said.status == 0
        assert said.out.count("\n") == 1
        assert said.err.count("\n") == 1
        assert "1 record cannot be read and stays in the file as it is" in said.err
        jobsearch.add("ad", "role=VP Sales")
        assert '"name":7' in jobsearch.store.read_text()

    @pytest.mark.parametrize("text", ["", "{", "[]", '{"meta":{"1":{"format":99}}}'])
    def test_as_a_whole_is_a_sentence_and_is_not_touched(self, jobsearch, text):
        jobsearch.store.parent.mkdir(parents=True)
        jobsearch.store.write_text(text)
        for command in (["list", "ad"], ["add", "ad", "role=VP"], ["undo"]):
            said = jobsearch(*command)
            assert said.status == 1
            assert said.err.startswith("jobsearch: ")
            assert said.err.count("\n") == 1
        assert jobsearch.store.read_text() == text


class TestAFaultOfTheProgramItself:
    def test_is_one_line_that_names_a_private_file_with_the_details(self, jobsearch, monkeypatch):
        def broken(desk, arguments):
            raise KeyError("secret")

        monkeypatch.setattr(places, "path", broken)
        said = jobsearch("path")
        crash = jobsearch.home / ".local/state/jobsearch-tui/crash.txt"
        assert said.status == 1
        assert said.err.count("\n") == 1
        assert str(crash) in said.err
        assert "KeyError" in said.err
        assert "secret" not in said.err
        report = crash.read_text()
        assert "builtins.KeyError" in report
        assert "jobsearch_tui.cli:" in report
        assert "secret" not in report
        assert str(jobsearch.home) not in report
        assert crash.stat().st_mode & 0o777 == 0o600

    def test_is_told_also_where_no_file_can_be_written(self, jobsearch, monkeypatch):
        monkeypatch.setattr(places, "path", lambda desk, arguments: 1 / 0)
        (jobsearch.home / ".local").write_text("in the way")
        said = jobsearch("path")
        assert said.status == 1
        assert "ZeroDivisionError" in said.err

    def test_is_told_also_before_it_is_known_where_files_live(self, jobsearch, monkeypatch):
        def lost(environ):
            raise OSError(5, "odd")

        monkeypatch.setattr(cli, "folders", lost)
        assert jobsearch("path").status == 1


class TestATroubleWithAFile:
    @pytest.mark.parametrize(
        "words",
        [
            ["import"],
            ["report", "--out"],
            ["export", "--as", "json", "--to"],
            ["restore"],
            ["sync", "--init"],
        ],
        ids=" ".join,
    )
    def test_is_told_in_a_sentence_and_is_no_fault_of_the_program(self, jobsearch, words):
        said = jobsearch(*words, "K" * 300)
        assert (said.status, said.out) == (1, "")
        assert said.err.endswith("KKK…: File name too long.\n")


class TestAnInterruption:
    def test_ends_with_130_and_no_traceback(self, jobsearch, monkeypatch):
        def interrupted(desk, arguments):
            raise KeyboardInterrupt

        monkeypatch.setattr(reading, "list_records", interrupted)
        said = jobsearch("list", "ad")
        assert (said.status, said.err) == (130, "jobsearch: Interrupted.\n")


class TestARealProcess:
    def test_is_quiet_when_its_reader_goes_away(self, jobsearch, process, tmp_path):
        jobsearch("demo", "--to", str(jobsearch.store))
        reader, writer = os.pipe()
        os.close(reader)
        one = process("list", "activity", "--json", stdout=writer)
        os.close(writer)
        _, err = one.communicate(timeout=20)
        assert (one.returncode, err) == (141, b"")

    @pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no full device")
    def test_says_when_its_output_could_not_be_written(self, process):
        with Path("/dev/full").open("w") as full:
            one = process("path", stdout=full)
            _, err = one.communicate(timeout=20)
        assert one.returncode == 1
        assert err.startswith(b"jobsearch: The output could not be written")

    def test_shows_what_it_can_where_letters_are_missing(self, jobsearch, process):
        jobsearch.add("agency", "name=Łódź ☃")
        one = process("list", "agency", environ={"PYTHONIOENCODING": "ascii", "LC_ALL": "C"})
        out, err = one.communicate(timeout=20)
        assert (one.returncode, err) == (0, b"")
        assert b"?" in out

    def test_needs_no_streams(self, process):
        command = f"exec {sys.executable} -m jobsearch_tui path >&- 2>&-"
        one = subprocess.run(["sh", "-c", command], timeout=20, check=False)
        assert one.returncode == 0

    def test_loads_neither_the_screens_nor_slow_libraries_to_log_a_call(
        self, jobsearch, dana, process
    ):
        program = (
            "import sys; from jobsearch_tui.cli import main; status = main(sys.argv[1:]);"
            "slow = {'textual', 'rich', 'arrow', 'humanize', 'platformdirs', 'pyperclip', 'shutil',"
            " 'tomllib', 'asyncio', 'subprocess'};"
            "sys.exit(status or ' '.join(sorted(slow & set(sys.modules))) or 0)"
        )
        command = [sys.executable, "-c", program, "log", "dana vm +3d : ring back"]
        environ = {**jobsearch.environ, "PATH": os.environ["PATH"]}
        one = subprocess.run(command, env=environ, capture_output=True, timeout=20, check=False)
        assert (one.returncode, one.stderr) == (0, b"")


def test_a_command_that_is_no_command_is_refused_by_name():
    with pytest.raises(UsageError):
        cli.command_called("nope")
