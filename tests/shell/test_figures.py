"""``figures`` on the command line."""

import os
import stat


class TestFigures:
    def test_prints_all_of_them_with_what_to_do(self, jobsearch):
        said = jobsearch("figures")
        assert said.status == 0
        assert said.out.startswith("THE FUNNEL, BY CHANNEL\n")
        assert "Nobody has been contacted yet: the first ones wait in Today." in said.out
        assert all(len(line) <= 80 for line in said.out.splitlines())

    def test_prints_those_that_are_named(self, jobsearch):
        assert [one["id"] for one in jobsearch("figures", "doors", "funnel", "--json").json] == [
            "doors",
            "funnel",
        ]

    def test_knows_no_others(self, jobsearch):
        said = jobsearch("figures", "pie")
        assert (said.status, said.out) == (2, "")
        assert "There is no figure “pie”: there are funnel, answers," in said.err

    def test_draws_a_picture_that_is_nobody_elses(self, jobsearch, tmp_path):
        jobsearch.add("recruiter", "name=Dana Whitfield", "stage=active")
        picture = tmp_path / "figures.svg"
        said = jobsearch("figures", "funnel", "--svg", str(picture))
        assert said.out == f"Written to {picture}.\n"
        assert picture.read_text().startswith("<svg ")
        assert stat.S_IMODE(os.stat(picture).st_mode) == 0o600

    def test_replaces_a_file_only_when_told(self, jobsearch, tmp_path):
        picture = tmp_path / "figures.svg"
        picture.write_text("mine")
        said = jobsearch("figures", "--svg", str(picture))
        assert said.status == 2
        assert "is there already: --force replaces it." in said.err
        assert picture.read_text() == "mine"
        assert jobsearch("figures", "--svg", str(picture), "--force").status == 0
