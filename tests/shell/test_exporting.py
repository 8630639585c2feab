"""``jobsearch export``, and ``import`` of what it wrote."""

import io
import json
import stat
import sys
import zipfile

import pytest

AGENCY = ("agency", "name=Marsh & Vale", "phone=+44 555 0100", "note=two\nlines")


class Input:
    """A standard input of bytes."""

    def __init__(self, data: bytes) -> None:
        self.buffer = io.BytesIO(data)


@pytest.fixture
def search(jobsearch, dana):
    """A command line with a few records, among them attributes that are not known."""
    jobsearch.add(*AGENCY)
    jobsearch.add("ad", "role==HYPERLINK", "employer='Tis Foods", "closes=2026-12-02")
    text = jobsearch.store.read_text()
    jobsearch.store.write_text(text.replace('"name":"Marsh', '"mood":1.50,"name":"Marsh'))
    return jobsearch


@pytest.fixture
def elsewhere(jobsearch, tmp_path):
    """A way to give a command another store."""
    return ("--store", str(tmp_path / "other.json"))


def piped(jobsearch, monkeypatch, text, *words):
    monkeypatch.setattr(sys, "stdin", Input(text.encode()))
    return jobsearch(*words, "import", "-")


class TestJson:
    def test_into_the_same_store_is_the_identity(self, search, monkeypatch):
        before = search.store.read_bytes()
        text = search("export", "--as", "json").out
        said = piped(search, monkeypatch, text)
        assert said.status == 0
        assert said.out.endswith("Nothing was changed: all of it is here.\n")
        assert search.store.read_bytes() == before

    def test_into_an_empty_store_gives_the_same_export(self, search, monkeypatch, elsewhere):
        text = search("export", "--as", "json").out
        said = piped(search, monkeypatch, text, *elsewhere)
        assert "agencies    1 added" in said.out
        assert search(*elsewhere, "export", "--as", "json").out == text
        assert '"mood":1.50' in text

    def test_takes_one_undo_back(self, search, monkeypatch, elsewhere):
        piped(search, monkeypatch, search("export", "--as", "json").out, *elsewhere)
        assert "import of" in search(*elsewhere, "undo").out
        assert search(*elsewhere, "list", "ad", "--json").json == []

    def test_as_a_rehearsal_changes_nothing(self, search, tmp_path, elsewhere):
        file = tmp_path / "x.json"
        search("export", "--as", "json", "--to", str(file))
        told = search(*elsewhere, "import", str(file), "--dry-run", "--json").json
        assert told["counts"]["agency"] == {"added": 1, "changed": 0}
        assert not (tmp_path / "other.json").exists()

    def test_is_of_everything(self, search):
        assert search("export", "--as", "json", "--kind", "ad").status == 2

    def test_tells_of_what_is_no_record(self, search, tmp_path):
        file = tmp_path / "x.json"
        file.write_text(
            '{"program":"jobsearch-tui","format":1,"ads":[{"id":1}],"others":{"w":{"1":{}}}}'
        )
        said = search("import", str(file))
        assert "ads, record 1" in said.out
        assert "w           1 added, kept as it is" in said.out

    def test_of_several_files_brings_what_is_no_record_of_each(self, search, tmp_path):
        files = [tmp_path / "a.json", tmp_path / "b.json"]
        for rain, file in enumerate(files):
            told = {"1": {"rain": rain}, "2": {"sun": 1}}
            text = {"program": "jobsearch-tui", "format": 1, "others": {"weather": told}}
            file.write_text(json.dumps(text))
        search("import", *map(str, files))
        others = json.loads(search("export", "--as", "json").out)["others"]
        assert list(others["weather"].values()) == [{"rain": 0}, {"sun": 1}, {"rain": 1}]


class TestCsv:
    def test_of_one_kind_goes_to_standard_output(self, search):
        said = search("export", "--as", "csv", "--kind", "ads")
        assert said.out.startswith("kind,id,created,changed,role,employer")
        assert "'=HYPERLINK" in said.out
        assert "'Tis Foods" in said.out

    def test_of_all_kinds_needs_a_place(self, search):
        said = search("export", "--as", "csv")
        assert said.status == 2
        assert "--to" in said.err

    def test_of_all_kinds_is_no_folder_that_looks_like_a_table(self, search, tmp_path):
        said = search("export", "--as", "csv", "--to", str(tmp_path / "all.csv"))
        assert (said.status, "several files" in said.err) == (2, True)
        assert list(tmp_path.glob("all*")) == []

    @pytest.mark.parametrize("place", ["all", "all.zip"])
    def test_of_all_kinds_comes_back_whole(self, search, tmp_path, elsewhere, place):
        text = search("export", "--as", "json").out
        assert search("export", "--as", "csv", "--to", str(tmp_path / place)).status == 0
        assert search(*elsewhere, "import", str(tmp_path / place)).status == 0
        assert search(*elsewhere, "export", "--as", "json").out == text

    def test_of_everything_is_private_and_the_same_each_time(self, search, tmp_path):
        for name in ("a.zip", "b.zip"):
            search("export", "--as", "csv", "--to", str(tmp_path / name))
        assert (tmp_path / "a.zip").read_bytes() == (tmp_path / "b.zip").read_bytes()
        assert stat.S_IMODE((tmp_path / "a.zip").stat().st_mode) == 0o600
        assert "ads.csv" in zipfile.ZipFile(tmp_path / "a.zip").namelist()

    def test_never_replaces_a_file_unless_it_is_told_to(self, search, tmp_path):
        file = tmp_path / "ads.csv"
        file.write_text("mine")
        words = ("export", "--as", "csv", "--kind", "ad", "--to", str(file))
        said = search(*words)
        assert (said.status, file.read_text()) == (1, "mine")
        assert "--force" in said.err
        assert search(*words, "--force", "--bom").status == 0
        assert file.read_bytes().startswith(b"\xef\xbb\xbfkind,")

    def test_can_tell_what_was_written(self, search, tmp_path):
        words = ("export", "--as", "csv", "--kind", "ad", "--json")
        told = search(*words, "--to", str(tmp_path)).json
        (file,) = told["files"]
        assert (told["kind"], file["path"]) == ("export", str(tmp_path / "ads.csv"))
        assert file["bytes"] == (tmp_path / "ads.csv").stat().st_size
        assert search(*words).status == 2

    def test_that_was_edited_in_a_spreadsheet_comes_back_changed(self, search, tmp_path):
        file = tmp_path / "agencies.csv"
        search("export", "--as", "csv", "--kind", "agency", "--to", str(file))
        text = file.read_text().replace("Marsh & Vale", "Marsh")
        file.write_text(text + "agency,,,,Corbin\n")
        said = search("import", str(file))
        assert "1 added, 1 changed" in said.out
        names = [one["name"] for one in search("list", "agency", "--json").json]
        assert sorted(names) == ["Corbin", "Marsh"]

    def test_with_a_few_columns_changes_nothing_else(self, search, tmp_path):
        (before,) = search("list", "recruiter", "--json").json
        file = tmp_path / "recruiters.csv"
        stamps = ",".join((before["created"], before["changed"]))
        file.write_text(f"kind,id,created,changed,name\nrecruiter,{before['id']},{stamps},Dee\n")
        assert "1 changed" in search("import", str(file)).out
        (after,) = search("list", "recruiter", "--json").json
        assert after["name"] == "Dee"
        changing = ("name", "changed")
        assert {k: v for k, v in after.items() if k not in changing} == {
            k: v for k, v in before.items() if k not in changing
        }

    @pytest.mark.parametrize(
        ("kind", "columns", "cells"),
        [
            ("activity", "at", "2026-11-24T12:00:00"),
            ("ad", "role,closes", "COO,0226-12-02"),
            ("interview", "company,starts,minutes", "Kestrel,2026-12-02T14:00:00Z,99999"),
        ],
    )
    def test_tells_of_rows_that_could_not_be_saved_and_takes_in_the_others(
        self, search, tmp_path, kind, columns, cells
    ):
        good, bad = tmp_path / "agencies.csv", tmp_path / "bad.csv"
        stamps = "2026-11-24T12:00:00Z,2026-11-24T12:00:00Z"
        good.write_text(f"kind,id,created,changed,name\nagency,x1,{stamps},Corbin\n")
        bad.write_text(f"kind,id,created,changed,{columns}\n{kind},x2,{stamps},{cells}\n")
        said = search("import", str(good), str(bad))
        assert said.status == 0
        assert "bad.csv, line 2: can't be kept" in said.out
        assert "Corbin" in [one["name"] for one in search("list", "agency", "--json").json]

    def test_tells_of_rows_that_make_no_record(self, search, tmp_path):
        file = tmp_path / "agencies.csv"
        file.write_text("kind,id,created,changed,name\nunicorn,a,,,x\n")
        said = search("import", str(file))
        assert "agencies.csv, line 2" in said.out
        assert search("import", str(file), "--kind", "ad").status == 2

    def test_on_a_terminal_obeys_nothing(self, search, monkeypatch):
        class Terminal(io.StringIO):
            def isatty(self):
                return True

        monkeypatch.setattr(sys, "stdout", terminal := Terminal())
        search("export", "--as", "csv", "--kind", "agency")
        assert "\r" not in terminal.getvalue()
        assert "Marsh & Vale" in terminal.getvalue()


class TestFormats:
    def test_are_those_that_the_help_names(self, jobsearch):
        from jobsearch_tui.shell.exporting import FORMATS

        text = jobsearch("export", "--help").out
        for one in FORMATS:
            assert one.name in text
            assert callable(one.load())

    def test_of_another_name_are_refused(self, jobsearch):
        said = jobsearch("export", "--as", "xls")
        assert said.status == 2
        assert "“xls” is no format; there are json, csv, vcard, ics." in said.err


class TestVcard:
    @pytest.mark.parametrize("version", ["3", "4"])
    def test_comes_back(self, search, tmp_path, elsewhere, version):
        file = tmp_path / "people.vcf"
        search("export", "--as", "vcard", "--version", version, "--to", str(file))
        assert f"VERSION:{version}.0" in file.read_text()
        said = search(*elsewhere, "import", str(file))
        assert "recruiters  1 added" in said.out
        assert "agencies    1 added" in said.out
        (agency,) = search(*elsewhere, "list", "agency", "--json").json
        assert (agency["name"], agency["note"]) == ("Marsh & Vale", "two\nlines")

    def test_is_of_people_and_agencies_alone(self, search):
        assert search("export", "--as", "vcard", "--kind", "ad").status == 2
        assert "Dana" not in search("export", "--as", "vcard", "--kind", "agency").out


class TestSpreadsheets:
    ROWS = "Firm,Job,Applied,Mood\nHalden Foods,VP,3/4/2026,good\n"

    @pytest.fixture
    def file(self, tmp_path):
        file = tmp_path / "jobs.csv"
        file.write_text(self.ROWS)
        return str(file)

    def test_ask_in_words_which_date_is_meant(self, jobsearch, file):
        said = jobsearch("import", file)
        assert said.status == 2
        assert "may be 3 April 2026 or 4 March 2026" in said.err

    def test_come_in_as_they_are_mapped_and_are_remembered(self, jobsearch, file):
        words = ("--map", "Mood=source", "--dates", "mdy")
        said = jobsearch("import", file, "--dry-run", *words)
        assert "Mood     → Source" in said.out
        assert not jobsearch.store.exists()
        assert jobsearch("import", file, *words).status == 0
        (ad,) = jobsearch("list", "ad", "--json").json
        assert (ad["source"], ad["answered_on"]) == ("good", "2026-03-04")
        again = jobsearch("import", file)
        assert "1 imported before" in again.out
        box = jobsearch.home / ".local/state/jobsearch-tui/columns.json"
        assert stat.S_IMODE(box.stat().st_mode) == 0o600

    def test_are_what_they_are_said_to_be(self, jobsearch, file):
        said = jobsearch("import", file, "--kind", "targets", "--dates", "dmy")
        assert "jobs.csv: 1 row, as targets" in said.out
        assert jobsearch("import", file, "--kind", "unicorn").status == 2
        assert jobsearch("import", file, "--dates", "never").status == 2

    def test_may_be_several(self, jobsearch, file, tmp_path):
        other = tmp_path / "more.csv"
        other.write_text("Company,Role\nKestrel,COO\n")
        told = jobsearch("import", file, str(other), "--dates", "dmy", "--json").json
        assert told["counts"]["ad"]["added"] == 2
        assert told["columns"]["more.csv"] == {"Company": "employer", "Role": "role"}
        jobsearch("undo")
        assert jobsearch("list", "ad", "--json").json == []

    def test_come_on_standard_input(self, jobsearch, monkeypatch):
        said = piped(jobsearch, monkeypatch, "Company,Role\nKestrel,COO\n")
        assert "1 added" in said.out
        assert jobsearch("import", "-", "x.csv").status == 2


class TestDuplicates:
    def test_are_told_side_by_side_or_as_json(self, jobsearch):
        jobsearch.add("agency", "name=Marsh & Vale", "location=Leeds")
        jobsearch.add("agency", "name=Marsh and Vale", "location=York")
        told = run(jobsearch, as_json=True)
        assert [one["why"] for one in json.loads(told)] == ["The same name"]
        lines = run(jobsearch, as_json=False).splitlines()
        assert lines[0] == "agency Marsh & Vale: The same name."
        assert any("Leeds" in line and "York" in line for line in lines)
        assert lines[-1].startswith("One likely pair.")

    def test_may_be_none(self, jobsearch):
        assert run(jobsearch, as_json=False) == "No likely twins were found.\n"


def run(jobsearch, *, as_json: bool) -> str:
    """What the function says that ``doctor --duplicates`` calls."""
    from argparse import Namespace

    from jobsearch_tui.config import Config
    from jobsearch_tui.paths import folders, paths_for
    from jobsearch_tui.shell.desk import Desk, World
    from jobsearch_tui.shell.duplicates import duplicates
    from jobsearch_tui.shell.output import Output

    where = folders(jobsearch.environ)
    out = io.StringIO()
    world = World(jobsearch.environ, lambda: jobsearch.now)
    desk = Desk(world, where, paths_for(where, jobsearch.environ), Config(), Output(out, out))
    assert duplicates(desk, Namespace(json=as_json)) == 0
    return out.getvalue()
