import pytest


class TestPace:
    def test_prints_a_line_for_each_week(self, jobsearch):
        said = jobsearch("pace", "--weeks", "3")
        assert said.status == 0
        assert [line.split("  ")[0] for line in said.out.splitlines()] == [
            "This week",
            "30 Nov",
            "7 Dec",
        ]

    @pytest.mark.parametrize("options", [[], ["--json"]])
    def test_exits_with_3_when_a_coming_week_is_over(self, jobsearch, options):
        jobsearch("set", "pace", "interviews=1")
        for day in (2, 3):
            jobsearch.add("interview", "company=Kestrel", f"starts={day} dec 9:30")
        assert jobsearch("pace", *options).status == 3
        assert jobsearch("pace", "--weeks", "1", *options).status == 0

    def test_says_what_could_move_where(self, jobsearch):
        jobsearch("set", "pace", "interviews=1")
        for day in (2, 3):
            jobsearch.add("interview", "company=Kestrel", f"starts={day} dec 9:30")
        out = " ".join(jobsearch("pace").out.split())
        assert "OVER" in out
        assert "Thu 3 Dec 09:30 Kestrel could move to the week of 7 Dec" in out

    def test_tells_a_week_away_from_a_full_one(self, jobsearch):
        jobsearch("set", "pace", "limits=2026-12-21=0")
        told = jobsearch("pace", "--weeks", "5", "--json").json
        assert [week["capacity_interviews"] for week in told] == [3, 3, 3, 3, 0]
        assert told[4]["week"] == "2026-12-21"
        assert told[4]["iso_week"] == "2026-W52"
        assert "away" in jobsearch("pace", "--weeks", "5").out.splitlines()[4]

    @pytest.mark.parametrize("weeks", ["0", "105", "-1", "many"])
    def test_of_an_impossible_number_of_weeks_is_wrong_use(self, jobsearch, weeks):
        assert jobsearch("pace", f"--weeks={weeks}").status == 2
