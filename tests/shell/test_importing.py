import io
import sys

import pytest

APPLICATIONS = """\
Application Date,Contact Email,Contact Phone Number,Company Name,Job Title,Job Url,Resume Name
"3/24/23, 4:11 PM",pat@mail.example,555-0100,Halden Foods,VP Operations,https://jobs.example/1,cv.pdf
"soon",pat@mail.example,555-0100,Kestrel,Plant Manager,https://jobs.example/2,cv.pdf
"""


@pytest.fixture
def export(tmp_path):
    folder = tmp_path / "Jobs"
    folder.mkdir()
    file = folder / "Job Applications.csv"
    file.write_text(APPLICATIONS)
    return str(file)


class TestImport:
    def test_brings_what_can_be_read_and_tells_of_the_rest(self, jobsearch, export):
        said = jobsearch("import", export)
        assert said.status == 0
        assert "1 added" in said.out
        assert "line 3" in said.out
        (ad,) = jobsearch("list", "ad", "--json").json
        assert (ad["employer"], ad["stage"]) == ("Halden Foods", "answered")

    def test_twice_adds_nothing_twice_and_is_one_undo(self, jobsearch, export):
        jobsearch("import", export)
        jobsearch("import", export)
        assert len(jobsearch("list", "ad", "--json").json) == 1
        assert "import of 1 ad" in jobsearch("undo").out
        assert jobsearch("list", "ad", "--json").json == []

    def test_keeps_a_copy_of_the_store_from_before(self, jobsearch, export, dana):
        jobsearch("import", export)
        copies = [path.name for path in (jobsearch.store.parent / "backups").iterdir()]
        assert any(name.endswith("-import.json") for name in copies)

    def test_as_a_rehearsal_changes_nothing(self, jobsearch, export):
        said = jobsearch("import", "--dry-run", export)
        assert "1 added" in said.out
        assert "Nothing was changed" in said.out
        assert not jobsearch.store.exists()

    def test_tells_the_counts_as_json(self, jobsearch, export):
        told = jobsearch("import", export, "--json", "--dry-run").json
        assert (told["kind"], told["dry_run"]) == ("import", True)
        assert told["counts"]["ad"]["added"] == 1
        assert told["problems"][0]["line"] == 3

    def test_of_what_is_no_export_is_a_failure(self, jobsearch, tmp_path):
        (tmp_path / "x.csv").write_text("nothing here")
        said = jobsearch("import", str(tmp_path / "x.csv"))
        assert said.status == 1
        assert said.err.startswith("jobsearch: Nothing could be imported")

    def test_draws_its_progress_on_a_terminal_alone(self, jobsearch, export, monkeypatch):
        assert "[" not in jobsearch("import", export, "--dry-run").err

        class Terminal(io.StringIO):
            def isatty(self):
                return True

        monkeypatch.setattr(sys, "stderr", terminal := Terminal())
        jobsearch("import", export, "--dry-run")
        assert "100%" in terminal.getvalue()
