from pathlib import Path

import platformdirs
import pytest

from jobsearch_tui.errors import JobsearchError
from jobsearch_tui.paths import Folders, folders, paths_for, paths_within

HOME = {"HOME": "/home/pat"}
WHERE = Folders(Path("/data/jobsearch-tui"), Path("/conf/jobsearch-tui"), Path("/state/x"))


class TestFolders:
    @pytest.mark.parametrize(
        "environ",
        [
            {},
            {"XDG_DATA_HOME": "/d", "XDG_CONFIG_HOME": "/c", "XDG_STATE_HOME": "/s"},
            {"XDG_DATA_HOME": "", "XDG_CONFIG_HOME": "  ", "XDG_STATE_HOME": "/s"},
        ],
    )
    def test_are_those_that_platformdirs_would_choose(self, environ, monkeypatch):
        for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME"):
            monkeypatch.delenv(name, raising=False)
        for name, value in {**HOME, **environ}.items():
            monkeypatch.setenv(name, value)
        found = folders({**HOME, **environ}, "linux")
        unix = platformdirs.unix.Unix("jobsearch-tui")
        assert found.data == unix.user_data_path
        assert found.config == unix.user_config_path
        assert found.state == unix.user_state_path

    def test_a_relative_base_directory_is_passed_over_as_the_standard_says(self):
        found = folders({**HOME, "XDG_DATA_HOME": "data"}, "linux")
        assert found.data == Path("/home/pat/.local/share/jobsearch-tui")

    def test_macos_has_its_own_places(self, monkeypatch):
        asked = []

        def answer(name, appauthor):
            asked.append(name)
            return Path("/Library") / name

        for name in ("user_data_path", "user_config_path", "user_state_path"):
            monkeypatch.setattr(platformdirs, name, answer)
        assert folders(HOME, "darwin").data == Path("/Library/jobsearch-tui")
        assert asked == ["jobsearch-tui"] * 3

    def test_without_a_home_it_is_said_what_to_set(self, monkeypatch):
        def nobody():
            raise RuntimeError

        monkeypatch.setattr(Path, "home", nobody)
        with pytest.raises(JobsearchError, match="Set HOME"):
            folders({}, "linux")

    def test_an_empty_home_is_none(self, monkeypatch):
        monkeypatch.setattr(Path, "home", lambda: Path("/from/passwd"))
        assert folders({"HOME": ""}, "linux").config == Path("/from/passwd/.config/jobsearch-tui")


class TestTheStore:
    def test_lies_in_the_data_directory_with_its_backups_beside_it(self):
        paths = paths_for(WHERE, HOME)
        assert paths.store == Path("/data/jobsearch-tui/store.json")
        assert paths.backups == Path("/data/jobsearch-tui/backups")
        assert paths.chosen_by == "default"

    @pytest.mark.parametrize(
        ("option", "variable", "configured", "store", "chosen_by"),
        [
            ("/o.json", "/v.json", "/c.json", "/o.json", "--store"),
            ("", "/v.json", "/c.json", "/v.json", "JOBSEARCH_STORE"),
            ("", "", "/c.json", "/c.json", "config.toml"),
            ("", "  ", "", "/data/jobsearch-tui/store.json", "default"),
        ],
    )
    def test_is_chosen_by_the_option_then_the_environment_then_the_settings(
        self, option, variable, configured, store, chosen_by
    ):
        paths = paths_for(WHERE, {**HOME, "JOBSEARCH_STORE": variable}, option, configured)
        assert (paths.store, paths.chosen_by) == (Path(store), chosen_by)

    def test_of_the_settings_is_seen_from_their_directory(self):
        paths = paths_for(WHERE, HOME, configured="mine.json")
        assert paths.store == Path("/conf/jobsearch-tui/mine.json")

    def test_of_the_option_is_seen_from_the_working_directory(self, tmp_path, monkeypatch):
        monkeypatch.chdir(tmp_path)
        assert paths_for(WHERE, HOME, "mine.json").store == tmp_path / "mine.json"

    @pytest.mark.parametrize("how", [{"option": "~/x.json"}, {"configured": "~/x.json"}])
    def test_may_be_named_from_the_home_directory(self, how):
        assert paths_for(WHERE, HOME, **how).store == Path("/home/pat/x.json")

    def test_that_no_name_is_left_for_is_refused_in_words(self):
        with pytest.raises(JobsearchError, match="/ is no file: --store has to name one"):
            paths_for(WHERE, HOME, "/")

    def test_of_another_name_has_its_own_backups_and_its_own_draft(self):
        own, one, two = (paths_for(WHERE, HOME, name) for name in ("", "/x/a.json", "/x/b.json"))
        assert one.backups == Path("/x/a.json.backups")
        assert len({own.draft, one.draft, two.draft}) == 3
        assert len({own.backups, one.backups, two.backups}) == 3

    def test_that_is_a_link_keeps_the_name_of_the_link(self, tmp_path):
        (tmp_path / "link.json").symlink_to(tmp_path / "real.json")
        assert paths_for(WHERE, HOME, str(tmp_path / "link.json")).store.name == "link.json"


class TestAThrowAwayRun:
    def test_keeps_everything_in_its_folder_but_the_users_settings(self, tmp_path):
        paths = paths_within(tmp_path, WHERE)
        assert {paths.store.parent, paths.backups.parent, paths.draft.parent} == {tmp_path}
        assert paths.scripts == Path("/conf/jobsearch-tui/scripts")


class TestNothing:
    def test_is_made_by_asking(self, tmp_path):
        environ = {"HOME": str(tmp_path)}
        paths_for(folders(environ), environ)
        assert list(tmp_path.iterdir()) == []
