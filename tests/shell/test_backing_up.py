"""``jobsearch backup`` and ``jobsearch restore``."""

from datetime import timedelta

import pytest


@pytest.fixture
def marsh(jobsearch):
    return jobsearch.add("agency", "name=Marsh & Vale")


def one(text):
    """The text without its line breaks."""
    return " ".join(text.split())


class TestBackup:
    def test_copies_the_store_and_prints_where(self, jobsearch, marsh):
        said = jobsearch("backup")
        path, _, holds = said.out.strip().partition("  ")
        assert holds == "(1 record)"
        with open(path, "rb") as file:
            assert file.read() == jobsearch.store.read_bytes()

    def test_of_nothing_is_an_error(self, jobsearch):
        said = jobsearch("backup")
        assert said.status == 1
        assert "There is no store at" in said.err
        assert jobsearch("backup", "--list").out.startswith("There is no backup in ")

    def test_of_a_damaged_store_is_none(self, jobsearch, marsh):
        jobsearch.store.write_bytes(b"[]")
        said = jobsearch("backup")
        assert said.status == 1
        assert "cannot be read" in said.err
        assert jobsearch("backup", "--list", "--json").json == []

    def test_are_listed_with_their_reasons_and_what_they_hold(self, jobsearch, marsh):
        jobsearch("backup")
        jobsearch.add("ad", "role=COO")
        made = jobsearch("backup", "--json").json["path"]
        jobsearch.now += timedelta(days=1)
        jobsearch.add("ad", "role=CEO")
        with open(made, "w") as file:
            file.write("no store")
        lines = jobsearch("backup", "--list").out.splitlines()
        assert [" ".join(line.split()[:6]) for line in lines] == [
            "1 Wed 25 Nov 2026 10:30",
            "2 Tue 24 Nov 2026 10:30",
            "3 Tue 24 Nov 2026 10:30",
        ]
        assert "daily      2 records" in lines[0]
        assert "asked for  cannot be read" in lines[1]
        told = jobsearch("backup", "--list", "--json").json
        assert [(copy["number"], copy["records"]) for copy in told] == [(1, 2), (2, None), (3, 1)]
        assert told[1]["fault"]


class TestRestore:
    @pytest.fixture
    def worked(self, jobsearch, marsh):
        """A store on which work was done after a backup."""
        jobsearch("backup")
        jobsearch("set", marsh, "name=Vale & Marsh")
        jobsearch.add("ad", "role=COO")
        return marsh

    def test_shows_what_would_change_and_asks(self, jobsearch, worked):
        before = jobsearch.store.read_bytes()
        jobsearch.has_terminal, jobsearch.typed = True, "\n"
        said = jobsearch("restore")
        assert said.out.splitlines() == [
            "The backup of Tue 24 Nov 2026 10:30 holds 1 record.",
            "To restore it",
            "  removes 1 ad: COO",
            "  changes 1 agency: Marsh & Vale (name)",
            "Nothing changed.",
        ]
        assert said.err == "Restore it? [y/N] "
        assert jobsearch.store.read_bytes() == before

    def test_is_one_change_that_can_be_undone_and_made_again(self, jobsearch, worked):
        said = jobsearch("restore", "--yes")
        assert said.out.endswith("Restored. jobsearch undo takes it back.\n")
        assert jobsearch("list", "ad").out == ""
        assert "Marsh & Vale" in jobsearch("list", "agency").out
        assert jobsearch("undo").out == "Undone: restore the backup of Tue 24 Nov 2026 10:30\n"
        assert "COO" in jobsearch("list", "ad").out
        assert "Vale & Marsh" in jobsearch("list", "agency").out
        jobsearch("redo")
        assert jobsearch("list", "ad").out == ""

    def test_makes_a_backup_of_what_was_there(self, jobsearch, worked):
        before = jobsearch.store.read_bytes()
        jobsearch("restore", "--yes")
        newest = jobsearch("backup", "--list", "--json").json[0]
        assert newest["reason"] == "before a restore"
        with open(newest["path"], "rb") as file:
            assert file.read() == before

    def test_that_is_a_dry_run_changes_nothing(self, jobsearch, worked):
        before = jobsearch.store.read_bytes()
        said = jobsearch("restore", "--dry-run", "--yes")
        assert said.out.endswith("Nothing was changed: this was a dry run.\n")
        assert jobsearch.store.read_bytes() == before

    @pytest.mark.parametrize("which", ["1", "2026-11-24", "today"])
    def test_takes_a_number_or_a_date(self, jobsearch, worked, which):
        assert jobsearch("restore", which, "--yes").status == 0
        assert "Marsh & Vale" in jobsearch("list", "agency").out

    def test_takes_a_path(self, jobsearch, worked, tmp_path):
        path = tmp_path / "elsewhere.json"
        path.write_bytes(jobsearch.store.read_bytes())
        said = jobsearch("restore", str(path), "--yes")
        assert said.status == 0
        assert "changes nothing: it is what there is" in said.out
        assert one(said.out).startswith(one(f"The backup {path} holds 2 records."))

    @pytest.mark.parametrize("which", ["7", "0", "2020-01-01", "no-such-file.json"])
    def test_of_what_is_no_backup_is_refused(self, jobsearch, worked, which):
        said = jobsearch("restore", which, "--yes")
        assert said.status == 2
        assert (
            said.err == f"jobsearch: There is no backup “{which}” (see: jobsearch backup --list).\n"
        )

    def test_passes_over_copies_that_cannot_be_read(self, jobsearch, worked):
        made = jobsearch("backup", "--json").json["path"]
        with open(made, "w"):
            pass
        assert jobsearch("restore", "1", "--yes").status == 1
        assert "holds 1 record." in jobsearch("restore", "--yes").out

    def test_without_any_backup_is_an_error(self, jobsearch, marsh):
        said = jobsearch("restore")
        assert said.status == 1
        assert "There is no good backup in" in said.err

    def test_with_json_alone_only_tells(self, jobsearch, worked):
        told = jobsearch("restore", "--json").json
        assert (told["restored"], told["changed"]) == (False, [worked])
        told = jobsearch("restore", "--json", "--yes").json
        assert (told["restored"], len(told["removed"])) == (True, 1)

    def test_brings_back_what_this_version_does_not_know(self, jobsearch, marsh):
        text = jobsearch.store.read_text()
        jobsearch.store.write_text(text.replace('"name":', '"horse":"Bucephalus","name":'))
        jobsearch("backup")
        jobsearch("delete", marsh)
        jobsearch("restore", "1", "--yes")
        assert "Bucephalus" in jobsearch.store.read_text()

    def test_tells_when_no_backup_could_be_made_before_it(self, jobsearch, worked, tmp_path):
        folder = jobsearch.store.with_name("backups")
        copy = folder.rename(tmp_path / "copies")
        folder.touch()
        said = jobsearch("restore", str(next(copy.iterdir())), "--yes")
        assert said.status == 0
        assert "No backup could be made." in said.err


class TestRestoreOfADamagedStore:
    @pytest.fixture
    def damaged(self, jobsearch, marsh):
        jobsearch("backup")
        jobsearch.store.write_bytes(b"no store")

    def test_sets_the_file_aside(self, jobsearch, damaged):
        told = jobsearch("restore", "--yes", "--json").json
        with open(told["old_file"], "rb") as file:
            assert file.read() == b"no store"
        assert "Marsh & Vale" in jobsearch("list", "agency").out

    def test_says_what_else_could_be_done_and_asks(self, jobsearch, damaged):
        jobsearch.has_terminal, jobsearch.typed = True, "no\n"
        said = jobsearch("restore")
        assert "(jobsearch doctor --repair rescues it)" in one(said.out)
        assert jobsearch.store.read_bytes() == b"no store"
        jobsearch.typed = "yes\n"
        said = jobsearch("restore")
        assert "Restored. The file as it was: " in one(said.out)

    def test_may_be_a_dry_run(self, jobsearch, damaged):
        assert "dry run" in jobsearch("restore", "--dry-run").out
        assert jobsearch.store.read_bytes() == b"no store"
