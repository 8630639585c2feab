import json

import pytest

from jobsearch_tui.domain.records import KINDS, PLURALS
from jobsearch_tui.domain.text import cells

EVIL = "Ev\x1b]0;owned\x07il \x1b[31m\u202eCorp [red]x[/red]"


class TestList:
    @pytest.mark.parametrize("kind", KINDS)
    def test_knows_every_kind_in_the_singular_and_the_plural(self, jobsearch, kind):
        for word in (kind, PLURALS[kind], PLURALS[kind].upper()):
            said = jobsearch("list", word)
            assert (said.status, said.out) == (0, "")
            assert f"There are no {PLURALS[kind]}." in said.err

    def test_has_a_row_for_each_record_within_80_columns(self, jobsearch):
        long = "Director of " + "very " * 20 + "long titles"
        one = jobsearch.add("ad", f"role={long}", "employer=" + "Halden " * 9, "answered_on=mon")
        two = jobsearch.add("ad", "role=VP Operations")
        said = jobsearch("list", "ads")
        lines = said.out.splitlines()
        assert [line.split()[0] for line in lines] == [one, two]
        assert all(cells(line) <= 80 for line in lines)
        assert "…" in lines[0]

    def test_is_filtered_by_words_as_in_the_app(self, jobsearch):
        jobsearch.add("ad", "role=VP Operations", "employer=Kestrel")
        jobsearch.add("ad", "role=VP Sales", "employer=Kestrel")
        assert len(jobsearch("list", "ad", "kestrel", "ops", "--json").json) == 0
        assert len(jobsearch("list", "ad", "kestrel", "OPER", "--json").json) == 1
        assert "There are no ads /nothing such." in jobsearch("list", "ad", "nothing", "such").err

    def test_is_sorted_by_a_field(self, jobsearch):
        for name in ("b", "c", "a"):
            jobsearch.add("agency", f"name={name}")
        told = jobsearch("list", "agency", "--sort", "name", "--down", "--json").json
        assert [record["name"] for record in told] == ["c", "b", "a"]
        assert jobsearch("list", "agency", "--sort", "shoe").status == 2

    def test_lets_nothing_through_that_a_terminal_would_obey(self, jobsearch):
        jobsearch.add("ad", f"role={EVIL}")
        jobsearch("set", EVIL, "note=x\x1b[2Jy\x9bz")
        for command in (["list", "ad"], ["list", "ad", "--json"], ["show", "corp"], ["today"]):
            said = jobsearch(*command)
            assert not any(c in said.out + said.err for c in "\x1b\x07\x9b\u202e")
        assert "[red]x[/red]" in jobsearch("list", "ad").out

    def test_makes_room_on_a_wide_terminal(self, jobsearch, monkeypatch):
        jobsearch.add("ad", "role=" + "Director " * 12)
        monkeypatch.setenv("COLUMNS", "180")
        assert "…" not in jobsearch("list", "ad").out


class TestShow:
    def test_prints_the_fields_the_follow_up_the_promises_and_the_log(self, jobsearch, dana):
        jobsearch("set", dana, "note=first\nsecond")
        jobsearch("log", "dana reached +3d : has a search !by fri send the name")
        lines = jobsearch("show", "dana").out.splitlines()
        assert lines[0] == f"Dana Whitfield (recruiter {dana})"
        for line in (
            "  Note         first",
            "               second",
            "Next: in 3 days; pinned for Fri 27 Nov",
            "Promised: send the name by Fri 27 Nov (Dana Whitfield)",
            "Log:",
        ):
            assert line in lines
        assert any("has a search" in line for line in lines[lines.index("Log:") :])

    @pytest.mark.parametrize("how", ["whole", "prefix", "name", "letters", "case"])
    def test_takes_an_id_its_beginning_or_a_name(self, jobsearch, dana, how):
        word = {
            "whole": dana,
            "prefix": dana[:7],
            "name": "Dana Whitfield",
            "letters": "whit",
            "case": dana.upper(),
        }[how]
        assert jobsearch("show", word, "--json").json["id"] == dana

    def test_lists_those_that_may_be_meant(self, jobsearch, dana):
        for number in range(14):
            jobsearch.add("ad", f"role=VP {number}", "employer=Kestrel")
        jobsearch.add("interview", "company=Marsh", "starts=2 dec 9:30", "people=Dana Whitfield")
        for number in (1, 2):
            jobsearch.add("interview", "company=Omnia", f"starts={number} dec 14:00")
        said = jobsearch("show", "omnia")
        assert said.status == 1
        assert said.err.splitlines()[0] == ("jobsearch: “omnia” fits several; give the id of one:")
        assert "Omnia, interview, scheduled, 2026-12-02 14:00" in said.err

    @pytest.mark.parametrize("word", ["", "zz", "no such thing", "☃"])
    def test_of_what_is_not_there_is_a_failure(self, jobsearch, dana, word):
        said = jobsearch("show", word)
        assert said.status == 1
        assert "Nothing is called" in said.err

    def test_names_a_dozen_of_many_and_counts_the_rest(self, jobsearch):
        for _ in range(14):
            jobsearch.add("ad", "role=VP", "employer=Kestrel")
        said = jobsearch("show", "VP, Kestrel")
        assert len(said.err.splitlines()) == 14
        assert "and 2 more" in said.err


class TestJson:
    def test_has_the_kind_first_then_the_names_of_the_fields(self, jobsearch):
        jobsearch.add("offer", "company=Kestrel", "base=85k", "written=yes")
        (told,) = jobsearch("list", "offers", "--json").json
        assert list(told)[:4] == ["kind", "id", "created", "changed"]
        assert (told["kind"], told["base"], told["written"]) == ("offer", 85000, True)
        assert told["created"] == "2026-11-24T10:30:01+01:00"

    def test_is_plain_ascii(self, jobsearch):
        jobsearch.add("agency", "name=Łódź ☃")
        said = jobsearch("list", "agency", "--json")
        assert said.out.isascii()
        assert json.loads(said.out)[0]["name"] == "Łódź ☃"


class TestListForAPipe:
    def test_has_all_fields_in_columns(self, jobsearch):
        id = jobsearch.add("offer", "company=Kestrel", "base=90k", "note=a\tb", "decide_by=1 dec")
        head, row = (
            line.split("\t") for line in jobsearch("list", "offer", "--tsv").out.splitlines()
        )
        told = dict(zip(head, row, strict=True))
        assert (told["id"], told["company"], told["base"]) == (id, "Kestrel", "90000")
        assert (told["written"], told["decide_by"], told["bonus"]) == ("no", "2026-12-01", "")
        assert "\t" not in told["note"]

    def test_names_records_by_their_ids(self, jobsearch, dana):
        jobsearch("log", "dana vm")
        head, *rows = jobsearch("list", "activity", "--tsv").out.splitlines()
        place = head.split("\t").index("about")
        assert {row.split("\t")[place] for row in rows} == {dana}

    def test_of_nothing_is_the_names_alone(self, jobsearch):
        said = jobsearch("list", "ad", "--tsv")
        assert said.out.startswith("id\trole\temployer\tstage\t")
        assert said.out.count("\n") == 1
