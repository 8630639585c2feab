import json

import pytest

from jobsearch_tui.shell import demo as demo_module


class TestDemoTo:
    def test_writes_a_new_store_and_says_what_it_did(self, jobsearch, tmp_path):
        path = tmp_path / "demo.json"
        said = jobsearch("demo", "--to", str(path))
        assert said.status == 0
        assert str(path) in said.out
        assert path.stat().st_mode & 0o777 == 0o600
        assert jobsearch("--store", str(path), "list", "agency").out.count("\n") > 5
        assert not jobsearch.store.exists()

    def test_never_touches_a_file_that_is_there(self, jobsearch, tmp_path):
        path = tmp_path / "mine.json"
        path.write_text("mine")
        said = jobsearch("demo", "--to", str(path))
        assert said.status == 1
        assert "exists already and was not touched" in said.err
        assert path.read_text() == "mine"
        (tmp_path / "link.json").symlink_to(tmp_path / "nowhere.json")
        assert jobsearch("demo", "--to", str(tmp_path / "link.json")).status == 1

    def test_grows_to_a_number_of_records(self, jobsearch, tmp_path):
        said = jobsearch("demo", "--to", str(tmp_path / "d.json"), "--records", "1000", "--json")
        assert said.json["records"] == 1000
        assert len(json.loads((tmp_path / "d.json").read_text())["activities"]) > 400

    @pytest.mark.parametrize("number", ["0", "-5", "1", "2000000", "some"])
    def test_of_an_impossible_number_is_wrong_use(self, jobsearch, tmp_path, number):
        said = jobsearch("demo", "--to", str(tmp_path / "d.json"), f"--records={number}")
        assert said.status == 2
        assert not (tmp_path / "d.json").exists()


class TestDemo:
    def test_opens_the_app_on_a_private_store_and_removes_it(self, jobsearch, monkeypatch):
        seen = {}

        def open_app(desk, is_demo):
            store = desk.paths.store
            seen.update(store=store, is_demo=is_demo, count=len(desk.workspace))
            seen["mode"] = store.parent.stat().st_mode & 0o777
            assert desk.paths.draft.parent == store.parent
            return 7

        monkeypatch.setattr(demo_module, "open_app", open_app)
        assert jobsearch("demo").status == 7
        assert seen["is_demo"]
        assert seen["count"] > 300
        assert seen["mode"] == 0o700
        assert not seen["store"].parent.exists()
        assert not jobsearch.store.exists()
