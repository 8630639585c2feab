"""``jobsearch doctor``: what it says, and what it mends when it is told."""

import pytest


@pytest.fixture
def marsh(jobsearch):
    """The id of an agency, in a store whose files are all private."""
    return jobsearch.add("agency", "name=Marsh & Vale")


def damage(jobsearch, old, new):
    text = jobsearch.store.read_text()
    assert old in text
    jobsearch.store.write_text(text.replace(old, new, 1))


class TestLooking:
    def test_at_nothing_is_fine(self, jobsearch):
        said = jobsearch("doctor")
        assert (said.status, said.err) == (0, "")
        assert "there is no store yet." in said.out.replace("\n", " ")
        assert not jobsearch.store.parent.exists()

    def test_at_a_sound_store_counts_its_records(self, jobsearch, marsh):
        said = jobsearch("doctor")
        assert said.status == 0
        assert "1 record, and nothing is wrong." in said.out.replace("\n", " ")

    def test_tells_sort_by_sort_and_changes_nothing(self, jobsearch, marsh):
        damage(jobsearch, '"stage":"queued"', '"stage":"phoned"')
        before = jobsearch.store.read_bytes()
        said = jobsearch("doctor")
        assert said.status == 1
        assert said.out.splitlines()[-4:] == [
            "  Wrong value",
            "    The agency Marsh & Vale: Stage “phoned” is not one of queued, contacted,",
            "      active, dormant, closed.",
            "jobsearch doctor --repair shows what it would change, and asks first.",
        ]
        assert jobsearch.store.read_bytes() == before

    def test_tells_a_few_of_many(self, jobsearch):
        for number in range(9):
            jobsearch.add("agency", f"name=Agency {number}")
        text = jobsearch.store.read_text()
        jobsearch.store.write_text(text.replace('"stage":"queued"', '"stage":"phoned"'))
        said = jobsearch("doctor")
        assert "  Wrong value (9)" in said.out
        assert "    … and 3 more; --json lists all of them." in said.out
        assert len(jobsearch("doctor", "--json").json["findings"]) == 9

    def test_at_a_file_that_holds_nothing_says_that_it_can_do_nothing(self, jobsearch, marsh):
        jobsearch.store.write_bytes(b"")
        said = jobsearch("doctor")
        assert said.status == 1
        assert "it cannot be opened; one thing is wrong. Nothing was touched." in " ".join(
            said.out.split()
        )
        assert "No record can be found in it, and there is no good backup." in said.out
        assert "It is empty (0 bytes)" in said.out
        said = jobsearch("doctor", "--repair")
        assert said.status == 1
        assert "No record can be found in it" in said.out

    def test_at_what_cannot_be_read_at_all_is_an_error(self, jobsearch):
        jobsearch.store.mkdir(parents=True)
        said = jobsearch("doctor")
        assert said.status == 1
        why = "cannot be read: a folder has that name. It was left as it is."
        assert said.err == f"jobsearch: {jobsearch.store} {why}\n"

    def test_tells_of_a_backup_that_cannot_be_read(self, jobsearch, marsh):
        made = jobsearch("backup", "--json").json["path"]
        with open(made, "w"):
            pass
        said = jobsearch("doctor")
        assert said.status == 1
        assert "  Backup that cannot be read" in said.out
        assert "it is empty (0 bytes)" in said.out
        assert "--repair" not in said.out

    def test_tells_of_open_files_and_leftovers(self, jobsearch, marsh):
        jobsearch.store.chmod(0o644)
        left = jobsearch.store.with_name(".store.json.7-0123abcd.tmp")
        left.touch(0o600)
        jobsearch.configure("")
        (jobsearch.home / ".config/jobsearch-tui").chmod(0o755)
        (jobsearch.home / ".config/jobsearch-tui/config.toml").chmod(0o600)
        told = jobsearch("doctor", "--json").json
        assert [(one["sort"], one["fault"]) for one in told["findings"]] == [
            ("open to others", True),
            ("open to others", True),
            ("left over", False),
        ]
        said = jobsearch("doctor", "--repair", "--yes")
        assert said.status == 0
        assert said.out.endswith("Repaired.\n")
        assert not left.exists()
        assert jobsearch("doctor").status == 0
        assert jobsearch("undo").out.startswith("Undone: add agency")


class TestRepairing:
    def test_shows_the_difference_first_and_asks(self, jobsearch, marsh):
        damage(jobsearch, '"stage":"queued"', '"stage":"phoned"')
        before = jobsearch.store.read_bytes()
        jobsearch.has_terminal, jobsearch.typed = True, "n\n"
        said = jobsearch("doctor", "--repair")
        assert said.status == 1
        assert "A repaired store would hold 1 agency." in said.out
        assert "and the value is kept in its note" in " ".join(said.out.split())
        assert said.err.endswith("Repair it? [y/N] ")
        assert said.out.endswith("Nothing was changed.\n")
        assert jobsearch.store.read_bytes() == before

    def test_mends_when_the_answer_is_yes(self, jobsearch, marsh):
        damage(jobsearch, '"stage":"queued"', '"stage":"phoned"')
        before = jobsearch.store.read_bytes()
        jobsearch.has_terminal, jobsearch.typed = True, "y\n"
        said = jobsearch("doctor", "--repair")
        assert said.status == 0
        kept = said.out.split()[-1]
        with open(kept, "rb") as file:
            assert file.read() == before
        assert "Stage was “phoned”" in jobsearch("show", marsh).out
        assert jobsearch("doctor").status == 0

    def test_without_a_terminal_needs_yes(self, jobsearch, marsh):
        damage(jobsearch, '"stage":"queued"', '"stage":"phoned"')
        said = jobsearch("doctor", "--repair")
        assert said.status == 2
        assert said.err.endswith("there is no terminal to ask on. Say --yes as well.\n")

    def test_with_json_alone_only_tells(self, jobsearch, marsh):
        damage(jobsearch, '"stage":"queued"', '"stage":"phoned"')
        before = jobsearch.store.read_bytes()
        said = jobsearch("doctor", "--repair", "--json")
        assert (said.status, said.json["repaired"], said.json["repairable"]) == (1, False, True)
        assert jobsearch.store.read_bytes() == before

    def test_of_a_file_that_cannot_be_opened_sets_it_aside(self, jobsearch, marsh):
        jobsearch.add("ad", "role=COO")
        jobsearch.add("ad", "role=CEO")
        whole = jobsearch.store.read_bytes()
        cut = whole[: whole.index(b'"COO"')]
        jobsearch.store.write_bytes(cut)
        said = jobsearch("doctor", "--repair", "--yes", "--json")
        assert (said.status, said.json["repaired"]) == (0, True)
        assert said.json["records"] == {"agency": 1}
        assert said.json["from_backup"] == {}
        with open(said.json["old_file"], "rb") as file:
            assert file.read() == cut
        assert jobsearch("list", "agency").out.startswith(marsh)

    def test_takes_what_is_missing_from_the_newest_good_backup(self, jobsearch, marsh):
        jobsearch.add("ad", "role=COO")
        jobsearch("backup")
        whole = jobsearch.store.read_bytes()
        jobsearch.store.write_bytes(whole[: whole.index(b'"ads"')])
        said = jobsearch("doctor", "--repair", "--yes")
        assert "Added from the newest good backup: 1 ad." in said.out
        assert "COO" in jobsearch("list", "ad").out

    def test_where_there_is_nothing_to_mend_says_so(self, jobsearch, marsh):
        said = jobsearch("doctor", "--repair")
        assert said.status == 0
        assert said.out.endswith("There is nothing that a repair would change.\n")

    def test_never_touches_a_newer_format(self, jobsearch, marsh):
        damage(jobsearch, '"format":1', '"format":9')
        before = jobsearch.store.read_bytes()
        said = jobsearch("doctor", "--repair", "--yes")
        assert said.status == 1
        assert "Update jobsearch-tui" in said.out
        assert jobsearch.store.read_bytes() == before


class TestADamagedStore:
    @pytest.mark.parametrize("words", [("list", "ad"), ("today",), ("add", "ad", "role=COO")])
    def test_is_told_by_every_command_with_what_to_do(self, jobsearch, marsh, words):
        jobsearch("backup")
        jobsearch.store.write_bytes(b"")
        said = jobsearch(*words)
        assert (said.status, said.out) == (1, "")
        assert said.err.count("\n") == 1
        assert "jobsearch doctor --repair rescues" in said.err
        assert "jobsearch restore puts back" in said.err
        assert jobsearch.store.read_bytes() == b""
