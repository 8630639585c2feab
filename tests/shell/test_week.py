import pytest


class TestPace:
    def test_prints_a_line_for_each_week(self, jobsearch):
        said = jobsearch("pace", "--weeks", "3")
        assert said.status == 0
        assert [line.split("  ")[0] for line in said.out.splitlines()[:3]] == [
            "This week",
            "30 Nov",
            "7 Dec",
        ]

    def test_says_how_many_contacts_there_is_room_for_and_why(self, jobsearch):
        jobsearch("set", "pace", "interviews=1")
        jobsearch.add("ad", "role=COO")
        assert "Recruiters come first: " in jobsearch("pace").out
        jobsearch.add("agency", "name=Corbin Search", "stage=contacted")
        said = " ".join(jobsearch("pace", "--weeks", "3").out.split())
        assert "Broadcast is open: " in said
        assert " new contacts: with " in said
        (told,) = [one for one in jobsearch("pace", "--json").json if one["kind"] == "room"]
        assert (told["channel"], told["open"]) == ("ads", ["recruiters", "ads", "broadcast"])
        jobsearch.add("recruiter", "name=Dana Whitfield")
        assert jobsearch("pace", "--json").json[-1]["channel"] == "recruiters"
        assert f"Room for {told['contacts']} new contacts" in told["why"]
        assert told["week"].startswith("202")

    def test_names_no_week_when_none_objects_to_more_contacts(self, jobsearch):
        jobsearch("set", "pace", "interviews=40", "hours=100")
        told = jobsearch("pace", "--json").json[-1]
        assert (told["contacts"], told["week"]) == (40, None)

    def test_says_what_is_to_be_expected_on_top(self, jobsearch):
        for number in range(30):
            jobsearch.add("ad", f"role=COO {number}", "stage=answered", "answered_on=2026-11-17")
        told = [one for one in jobsearch("pace", "--json").json if one["kind"] == "week"]
        likely = told[2]
        assert 0.2 < likely["expected"] < 2
        assert likely["low"] == 0 < likely["high"]
        assert 0 < likely["risk"] < 0.3
        row = jobsearch("pace").out.splitlines()[2]
        assert f"+{likely['expected']:.1f}  0–{likely['high']} in all  over: " in row

    def test_leaves_out_the_range_where_there_is_one_number_and_the_risk_of_what_is(
        self, jobsearch
    ):
        jobsearch("set", "pace", "interviews=1")
        for number in range(30):
            jobsearch.add("ad", f"role=COO {number}", "stage=answered", "answered_on=2026-09-15")
        for day in (8, 9):
            jobsearch.add("interview", "company=Kestrel", f"starts={day} dec 9:30", "round=4")
        row = jobsearch("pace").out.splitlines()[2]
        assert "over:" not in row

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
        found = jobsearch("pace", "--weeks", "5", "--json").json
        told = [one for one in found if one["kind"] == "week"]
        assert [week["capacity_interviews"] for week in told] == [3, 3, 3, 3, 0]
        assert told[4]["week"] == "2026-12-21"
        assert told[4]["iso_week"] == "2026-W52"
        assert "away" in jobsearch("pace", "--weeks", "5").out.splitlines()[4]

    @pytest.mark.parametrize("weeks", ["0", "105", "-1", "many"])
    def test_of_an_impossible_number_of_weeks_is_wrong_use(self, jobsearch, weeks):
        assert jobsearch("pace", f"--weeks={weeks}").status == 2
