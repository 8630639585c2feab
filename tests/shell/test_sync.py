"""``jobsearch sync``, as somebody with two machines uses it."""

import json
import subprocess

import pytest

from tests.shell.conftest import CommandLine


@pytest.fixture
def other(tmp_path, capsys, jobsearch):
    """The second machine."""
    home = tmp_path / "other"
    home.mkdir()
    return CommandLine(home, capsys.readouterr)


@pytest.fixture
def stick(tmp_path):
    return str(tmp_path / "stick")


class TestSettingUp:
    def test_takes_one_command_on_each_machine(self, jobsearch, other, stick, dana):
        said = jobsearch("sync", "--init", stick)
        assert (said.status, said.out) == (0, "1 record went out.\n")
        assert other("sync", "--init", stick).out == "1 record came in.\n"
        assert "Dana Whitfield" in other("list", "recruiter").out
        assert jobsearch("sync").out == "Both machines have the same.\n"

    def test_takes_an_empty_folder_and_refuses_one_that_holds_something(self, jobsearch, tmp_path):
        folder = tmp_path / "stick"
        folder.mkdir()
        assert jobsearch("sync", "--init", str(folder)).status == 0
        holiday = tmp_path / "holiday"
        holiday.mkdir()
        (holiday / "photo.jpg").touch()
        assert "holds something else" in jobsearch("sync", "--init", str(holiday)).err
        assert "is a file" in jobsearch("sync", "--init", str(holiday / "photo.jpg")).err
        assert "not there" in jobsearch("sync", "--init", str(tmp_path / "no" / "stick")).err
        assert [one.name for one in holiday.iterdir()] == ["photo.jpg"]

    def test_with_a_repository_of_something_else_leaves_the_place_that_was_named_before(
        self, jobsearch, tmp_path, stick, dana
    ):
        foreign = str(tmp_path / "foreign")
        work = str(tmp_path / "work")
        git = ("git", "-c", "user.name=x", "-c", "user.email=x@x.example", "-C", work)
        subprocess.run(["git", "init", "--quiet", "--bare", foreign], check=True)
        subprocess.run(["git", "init", "--quiet", work], check=True)
        subprocess.run([*git, "commit", "--quiet", "--allow-empty", "-m", "x"], check=True)
        for branch in ("main", "master"):
            subprocess.run(
                [*git, "push", "--quiet", foreign, f"HEAD:refs/heads/{branch}"], check=True
            )
        assert "something else" in jobsearch("sync", "--init", foreign).err
        assert "no second machine" in jobsearch("sync").err
        assert jobsearch("sync", "--init", stick).status == 0
        before = jobsearch("sync", "--status").out
        said = jobsearch("sync", "--init", foreign)
        assert (said.status, "something else" in said.err) == (1, True)
        assert jobsearch("sync", "--status").out == before
        assert jobsearch("sync").out == "Both machines have the same.\n"

    def test_knows_the_home_directory(self, jobsearch, dana):
        assert jobsearch("sync", "--init", "~/stick").status == 0
        assert (jobsearch.home / "stick" / "HEAD").exists()

    def test_asks_before_a_remote_that_looks_public(self, jobsearch, monkeypatch):
        url = "https://nowhere.example/search.git"
        said = jobsearch("sync", "--init", url)
        assert said.status == 1
        assert "looks public" in said.err
        assert "--yes" in said.err
        jobsearch.has_terminal = True
        monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
        monkeypatch.setattr("builtins.input", lambda _: "n")
        assert "Nothing was set up" in jobsearch("sync", "--init", url).err
        assert "no second machine" in jobsearch("sync").err

    def test_refuses_an_address_on_the_web_with_a_secret_in_it(self, jobsearch):
        said = jobsearch("sync", "--init", "https://pat:secret@nowhere.example/x.git", "--yes")
        assert said.status == 2
        assert "secret" not in said.err
        assert said.err.endswith("jobsearch sync --init https://nowhere.example/x.git\n")
        assert jobsearch("sync", "--status", "--json").json["url"] is None

    def test_shows_no_secret_of_an_address_that_was_set_up_before(self, jobsearch, stick, dana):
        jobsearch("sync", "--init", stick)
        settings = jobsearch.store.parent / "mirror" / "settings.json"
        told = json.loads(settings.read_text()) | {"url": "https://ghp_secret@localhost:1/x.git"}
        settings.write_text(json.dumps(told))
        for words in ((), ("--status",), ("--json",), ("--status", "--json")):
            said = jobsearch("sync", *words)
            assert (said.status, "secret" in f"{said.out}{said.err}") == (0, False)
        assert jobsearch("sync", "--status", "--json").json["url"] == "https://…@localhost:1/x.git"

    @pytest.mark.parametrize("url", ["", "-x", "--upload-pack=x"])
    def test_needs_an_address(self, jobsearch, url):
        said = jobsearch("sync", f"--init={url}")
        assert said.status == 2
        assert "needs the address" in said.err

    def test_again_on_a_machine_that_lost_its_store_takes_all_back(self, jobsearch, stick, dana):
        jobsearch("sync", "--init", stick)
        jobsearch.store.unlink()
        assert jobsearch("sync", "--init", stick).out == "1 record came in.\n"


class TestSyncing:
    def test_before_it_is_set_up_says_how(self, jobsearch):
        said = jobsearch("sync")
        assert said.status == 1
        assert "jobsearch sync --init URL" in said.err
        assert "jobsearch sync --init URL" in jobsearch("sync", "--conflicts").err
        assert "jobsearch sync --init URL" in jobsearch("sync", "--status").out
        assert jobsearch("sync", "--status", "--json").json["url"] is None

    def test_offline_is_no_failure(self, jobsearch, tmp_path, stick, dana):
        jobsearch("sync", "--init", stick)
        (tmp_path / "stick").rename(tmp_path / "elsewhere")
        jobsearch("set", "dana", "phone=555 0101")
        said = jobsearch("sync")
        assert said.status == 0
        assert "goes out with the next sync" in said.out
        assert "to be sent: 1 record" in jobsearch("sync", "--status").out
        told = jobsearch("sync", "--json").json
        assert (told["kind"], told["sent"]) == ("sync", 0)
        assert told["offline"]

    def test_shows_what_was_changed_on_both(self, jobsearch, other, stick, dana):
        jobsearch("sync", "--init", stick)
        other("sync", "--init", stick)
        assert "Nothing was ever changed" in jobsearch("sync", "--conflicts").out
        other("set", "dana", "phone=555 0101")
        jobsearch.now = other.now
        jobsearch("set", "dana", "phone=555 0202")
        other("sync")
        said = jobsearch("sync")
        assert "One thing was changed on two machines" in said.out
        shown = jobsearch("sync", "--conflicts")
        assert "Dana Whitfield: Changed on two machines: phone is “555 0202”" in shown.out
        (told,) = jobsearch("sync", "--conflicts", "--json").json
        assert (told["kind"], told["name"], told["other"]) == ("conflict", "phone", "555 0101")
        assert "Changed on two machines" in jobsearch("show", "dana").out

    def test_refuses_a_great_loss_until_it_is_meant(self, jobsearch, stick, dana):
        jobsearch.add("recruiter", "name=Owen Pryce")
        jobsearch("sync", "--init", stick)
        jobsearch("delete", "Owen Pryce")
        jobsearch("delete", "Dana Whitfield")
        said = jobsearch("sync")
        assert said.status == 1
        assert "2 of 2 records would vanish" in said.err
        assert jobsearch("sync", "--allow-loss").out == "2 records went out.\n"

    def test_tells_the_standing_as_json(self, jobsearch, stick, dana):
        jobsearch("sync", "--init", stick)
        told = jobsearch("sync", "--status", "--json").json
        assert told["kind"] == "standing"
        assert (told["url"], told["ahead"], told["behind"]) == (stick, 0, 0)
        assert told["at"]

    def test_leaves_the_environment_of_a_git_hook_alone(
        self, jobsearch, stick, dana, tmp_path, monkeypatch
    ):
        mine = tmp_path / "mine"
        subprocess.run(["git", "init", "--quiet", str(mine)], check=True)
        jobsearch.environ["GIT_DIR"] = str(mine / ".git")
        assert jobsearch("sync", "--init", stick).status == 0
        refs = subprocess.run(
            ["git", "-C", str(mine), "show-ref"], capture_output=True, text=True, check=False
        )
        assert refs.stdout == ""
        settings = jobsearch.store.parent / "mirror" / "settings.json"
        assert json.loads(settings.read_text())["url"] == stick
