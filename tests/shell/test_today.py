"""``jobsearch today``: the daily review in the shell."""

import pytest


@pytest.fixture
def evening(jobsearch, dana):
    """A promise that is late, a follow-up that is pinned, an interview tomorrow."""
    jobsearch("set", dana, "stage=active", "follow_up=2026-11-23")
    jobsearch.add("interview", "company=Omnia", "starts=tomorrow 9:00", "people=Ruth Adeyemi")
    jobsearch.add("promise", "about=dana", "what=send the name", "by=2026-11-20", "who=Dana")
    jobsearch.add("promise", "about=dana", "what=in a week", "by=+7d")
    return jobsearch


class TestToday:
    def test_prints_the_queue_under_headings_with_reasons(self, evening):
        out = evening("today").out
        headings = [line for line in out.splitlines() if line.endswith(":")]
        assert headings == [
            "Interviews today and tomorrow:",
            "Promises broken:",
            "To get back to:",
        ]
        flat = " ".join(out.split())
        assert "Video with Ruth Adeyemi, 1 h, 1 h to prepare" in flat
        assert "send the name promised by Fri 20 Nov by Dana, 4 days late" in flat
        assert "! 1d late Call Dana Whitfield pinned for yesterday" in flat
        assert "in a week" not in flat

    def test_fits_into_80_columns(self, evening):
        assert max(map(len, evening("today").out.splitlines())) <= 80

    def test_says_it_in_one_line(self, evening):
        said = evening("today", "--brief").out
        assert said == (
            "1 broken promise, 1 follow-up; Omnia, Wed 25 Nov 09:00; this week 1 of 3\n"
        )

    def test_names_a_later_week_that_is_over_in_the_one_line(self, jobsearch):
        jobsearch("set", "pace", "interviews=1")
        for day in (1, 2):
            jobsearch.add("interview", "company=Omnia", f"starts=+{day}w 9:00")
            jobsearch.add("interview", "company=Kestrel", "starts=2 dec 14:00")
        said = jobsearch("today", "--brief").out
        assert said == "nothing due; this week 0 of 1, the week of 30 Nov OVER BY 2\n"

    def test_says_by_how_many_hours_a_week_is_over(self, jobsearch):
        jobsearch("set", "pace", "interviews=5", "hours=3")
        for hour in (9, 14):
            jobsearch.add("interview", "company=Omnia", f"starts=27 nov {hour}:00")
        assert "this week OVER BY 1 h\n" in jobsearch("today", "--brief").out

    def test_says_why_as_json(self, evening):
        told = evening("today", "--json").json
        assert [(one["kind"], one["item"], one["late"]) for one in told] == [
            ("interview", "interview", False),
            ("promise", "broken promise", True),
            ("recruiter", "follow-up", True),
        ]
        assert told[2]["why"] == "pinned for yesterday"
        assert told[2]["due"] == "2026-11-23"
        assert told[1]["what"] == "Send the name: Dana Whitfield"

    def test_says_so_when_nothing_is_due(self, jobsearch):
        assert jobsearch("today").out == "Nothing is due today.\n"
        assert jobsearch("today", "--json").json == []

    def test_says_nothing_but_that_while_the_search_is_at_rest(self, evening):
        evening("set", "pace", "rested_on=2026-11-20")
        assert evening("today").out == "The search is at rest.\n"
        assert evening("today", "--brief").out == "The search is at rest.\n"

    def test_shows_hostile_names_harmlessly(self, jobsearch):
        hostile = "name=[b]Dana[/] \x1b[2J\u202e[/]"
        jobsearch.add("recruiter", hostile, "stage=active", "follow_up=2026-11-24")
        for words in ((), ("--brief",), ("--json",)):
            out = jobsearch("today", *words).out
            assert "\x1b" not in out
            assert "\u202e" not in out
        assert "Call [b]Dana[/]" in jobsearch("today").out
