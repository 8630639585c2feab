"""``--mask``: what commands print for a shared screen, and which are refused."""

import pytest

from jobsearch_tui.shell.table import COMMANDS


@pytest.fixture
def known(jobsearch):
    """Ids of an agency, its recruiter and a search of hers."""
    agency = jobsearch.add("agency", "name=Marsh & Vale")
    dana = jobsearch.add("recruiter", "name=Dana Whitfield", f"agency={agency}", "note=a cello")
    search = jobsearch.add("search", "name=VP Operations", f"recruiter={dana}", "client=Kestrel")
    return agency, dana, search


NAMING = ["import", "export", "restore", "doctor", "sync"]
"""Commands whose answer is names: what is in a file, what would come back, what is wrong."""

NAMES = ("Marsh", "Vale", "Dana", "Whitfield", "cello", "VP", "Kestrel", "secret")


def bare(said) -> list[str]:
    """The names that were printed."""
    return [name for name in NAMES if name in said.out + said.err]


class TestWhatIsPrinted:
    @pytest.mark.parametrize("as_json", [(), ("--json",)])
    @pytest.mark.parametrize(
        "words",
        [
            ("list", "recruiter"),
            ("list", "search", "kestrel"),
            ("show", "dana"),
            ("show", "kestrel"),
            ("today",),
            ("today", "--brief"),
            ("pace",),
            ("set", "dana", "stage=active"),
            ("log", "dana vm : secret !by fri secret"),
            ("script", "voicemail", "dana"),
            ("undo",),
        ],
        ids=" ".join,
    )
    def test_holds_no_name(self, jobsearch, known, words, as_json):
        said = jobsearch(*words, *as_json, "--mask")
        assert said.status == 0
        assert bare(said) == []

    def test_is_found_by_its_real_name_and_shown_by_another(self, jobsearch, known):
        said = jobsearch("list", "recruiter", "dana", "--mask")
        assert said.out.split() == [known[1], "Recruiter", "1", "Agency", "1", "queued"]

    def test_of_what_is_deleted_is_masked_and_done(self, jobsearch, known):
        said = jobsearch("delete", known[2], "--mask")
        assert said.out.startswith("Deleted search Role 1, Company 1.")
        assert jobsearch("list", "search", "--json").json == []

    def test_changes_nothing_that_is_stored(self, jobsearch, known):
        jobsearch("set", "dana", "stage=active", "--mask")
        assert jobsearch("show", "dana", "--json").json["note"] == "a cello"

    def test_of_a_record_that_is_added_is_its_masked_self(self, jobsearch, known):
        said = jobsearch("add", "recruiter", "name=Owen", "--json", "--mask")
        assert said.json["name"] == "Recruiter 2"

    def test_of_several_that_fit_names_none(self, jobsearch, known):
        jobsearch.add("recruiter", "name=Dana Whitby")
        said = jobsearch("show", "dan", "--mask")
        assert said.status == 1
        assert "Recruiter 1" in said.err
        assert bare(said) == []

    def test_of_a_value_that_fits_several_names_none(self, jobsearch, known):
        jobsearch.add("recruiter", "name=Dana Whitby")
        said = jobsearch("add", "search", "name=x", "recruiter=dan", "--mask")
        assert said.status == 2
        assert "Recruiter 1" in said.err
        assert bare(said) == []


class TestWhoWearsIt:
    def test_is_said_before_the_command_or_after_it(self, jobsearch, known):
        assert bare(jobsearch("--mask", "list", "recruiter")) == []
        assert bare(jobsearch("--mask", "list", "recruiter", "--no-mask"))

    def test_may_be_a_setting_that_the_option_wins_over(self, jobsearch, known):
        config = jobsearch.home / ".config" / "jobsearch-tui" / "config.toml"
        config.parent.mkdir(parents=True)
        config.write_text("mask = true\n")
        assert bare(jobsearch("list", "recruiter")) == []
        assert bare(jobsearch("list", "recruiter", "--no-mask"))

    @pytest.mark.parametrize("words", [("today",), ("backup",), ("log", "dana", "vm")])
    @pytest.mark.parametrize("data", [b"", b'{"broken', b'{"meta":{"1":{"format":999}}}'])
    def test_over_a_store_that_cannot_be_read_it_says_so_in_plain_words(
        self, jobsearch, tmp_path, words, data
    ):
        (tmp_path / "bad.json").write_bytes(data)
        masked = jobsearch("--mask", *words, "--store", str(tmp_path / "bad.json"))
        bare = jobsearch(*words, "--store", str(tmp_path / "bad.json"))
        assert masked.status == bare.status == 1
        assert masked.err == bare.err

    def test_the_app_takes_it_too(self, jobsearch, known):
        said = jobsearch("--mask")
        assert (said.status, said.err) == (1, jobsearch().err)

    def test_a_command_that_shows_real_names_is_refused(self, jobsearch, tmp_path):
        said = jobsearch("import", str(tmp_path), "--mask")
        assert said.status == 2
        assert said.err == (
            "jobsearch: import shows real names; with --no-mask it does it all the same.\n"
        )
        assert [command.name for command in COMMANDS if not command.masks] == NAMING
