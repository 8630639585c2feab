"""``report`` on the command line."""

import os
import stat

import pytest


@pytest.fixture
def called(jobsearch, dana):
    """A call of today with something private in it."""
    assert jobsearch("log", "dana reached : likes sailing").status == 0


class TestReport:
    def test_is_the_record_of_this_week(self, jobsearch, called):
        said = jobsearch("report")
        assert said.out.startswith("Work-search record\nMon 23 Nov 2026 to Sun 29 Nov 2026\n")
        assert "  By telephone, with Dana Whitfield: spoke.\n" in said.out
        assert "sailing" not in said.out
        assert "sailing" in jobsearch("report", "--notes").out

    def test_can_be_the_summary(self, jobsearch, called):
        assert "1 call: 1 reached somebody." in jobsearch("report", "summary", "--week").out

    @pytest.mark.parametrize(
        ("words", "days"),
        [
            (["--week", "last"], "Mon 16 Nov 2026 to Sun 22 Nov 2026"),
            (["--week", "3 nov"], "Mon 2 Nov 2026 to Sun 8 Nov 2026"),
            (["--from", "1 nov"], "Sun 1 Nov 2026 to Tue 24 Nov 2026"),
            (["--from", "2026-11-01", "--to", "2026-11-01"], "Sun 1 Nov 2026"),
        ],
    )
    def test_is_of_the_days_that_are_asked_for(self, jobsearch, words, days):
        assert jobsearch("report", *words).out.splitlines()[1] == days

    @pytest.mark.parametrize(
        ("words", "told"),
        [
            (["--to", "1 nov"], "--to needs --from"),
            (["--week", "--from", "1 nov"], "either --week or --from and --to"),
            (["--from", "9 nov", "--to", "1 nov"], "--to is before --from"),
            (["--from", "2126-11-09"], "a day that is yet to come"),
            (["--from", "some day"], "some day"),
            (["--as", "pdf"], "pdf"),
            (["poem"], "poem"),
        ],
    )
    def test_says_what_is_wrong_with_the_question(self, jobsearch, words, told):
        said = jobsearch("report", *words)
        assert (said.status, said.out) == (2, "")
        assert told in said.err
        assert said.err.count("\n") == 1

    @pytest.mark.parametrize(
        ("form", "begins"),
        [("markdown", "# Work-search"), ("html", "<!DOCTYPE html>"), ("csv", "Date,Employer")],
    )
    def test_has_other_forms(self, jobsearch, called, form, begins):
        assert jobsearch("report", "--as", form).out.startswith(begins)

    def test_goes_to_a_file_that_is_nobody_elses(self, jobsearch, called, tmp_path):
        out = tmp_path / "record.csv"
        said = jobsearch("report", "--as", "csv", "--out", str(out))
        assert said.out == f"Written to {out}.\n"
        assert stat.S_IMODE(os.stat(out).st_mode) == 0o600
        assert out.read_bytes().count(b"\r\n") == 2
        again = jobsearch("report", "--out", str(out))
        assert again.status == 2
        assert "--force replaces it" in again.err
        assert jobsearch("report", "--out", str(out), "--force", "--json").json["kind"] == "file"

    def test_as_json_has_its_words(self, jobsearch, called):
        told = jobsearch("report", "--json").json
        assert (told["kind"], told["title"]) == ("report", "Work-search record")
        assert "spoke" in told["text"]
