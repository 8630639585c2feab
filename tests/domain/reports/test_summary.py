"""The weekly summary for a coach."""

from dataclasses import replace
from datetime import date, datetime, timedelta

from jobsearch_tui.domain.records import (
    Activity,
    Ad,
    Interview,
    Offer,
    Pace,
    Promise,
    Recruiter,
)
from jobsearch_tui.domain.reports.report import Period
from jobsearch_tui.domain.reports.summary import summary
from jobsearch_tui.domain.workspace import Workspace
from tests.domain.makers import PARIS

NOW = datetime(2026, 11, 27, 20, 0, tzinfo=PARIS)  # a Friday
WEEK = Period(date(2026, 11, 23), date(2026, 11, 29))
DANA = Recruiter(id="dana", name="Dana Whitfield", stage="active")
HELD = Interview(
    id="i",
    company="Kestrel",
    role="COO",
    starts=NOW - timedelta(2),
    lesson="Bring\nfigures.",
    stage="held",
)
COMING = Interview(
    id="j", company="Omnia", starts=NOW + timedelta(4), created=NOW - timedelta(1), round=2
)


def entry(id="dana", type="call", days=1, **given):
    return Activity(
        id=f"{id}{type}{days}{sorted(given.items())}",
        at=NOW - timedelta(days),
        type=type,
        about=(id,),
        **given,
    )


def section(title, *records, period=WEEK, **given):
    made = summary(Workspace.of([DANA, *records]), period, NOW, **given)
    found = {one.title: one.lines for one in made.sections}
    return found.get(title)


class TestWhatWasDone:
    def done(self, *records):
        return section("What was done", *records)

    def test_counts_calls_by_their_result(self):
        calls = [entry(result="reached"), entry(result="voicemail"), entry(result="gatekeeper")]
        assert self.done(*calls) == (
            "3 calls: 1 reached somebody, 1 left a message, 1 stopped at the front desk.",
        )
        assert self.done(entry()) == ("1 call.",)

    def test_counts_what_was_written(self):
        found = self.done(entry(type="email"), entry(type="letter"), entry(type="letter", days=2))
        assert found == ("Written: 1 e-mail, 2 letters.",)

    def test_counts_meetings(self):
        assert self.done(entry(type="meeting"), entry(type="meeting", days=2)) == ("2 meetings.",)

    def test_counts_ads_and_names_interviews(self):
        ad = Ad(id="ad", role="COO", answered_on=WEEK.first)
        assert self.done(ad, HELD, COMING) == (
            "1 ad answered.",
            "Interview with Kestrel (COO, video).",
        )

    def test_of_nothing_is_said(self):
        assert self.done() == ("Nothing is in the log.",)


class TestWhatCame:
    def came(self, *records, **given):
        return section("What came of it", *records, **given)

    def test_are_talks_interviews_and_offers(self):
        offer = Offer(id="o", company="Tessaly", received=WEEK.first)
        assert self.came(entry(result="reached"), COMING, offer) == (
            "1 conversation.",
            "New interview: Omnia, round 2 (video), Tue 1 Dec 20:00.",
            "Offer: Tessaly.",
        )

    def test_are_letters_that_are_no_conversations(self):
        came_in = [entry(type="email", direction="in", days=n) for n in (1, 2)]
        letter = entry(type="letter", direction="in")
        call = entry(direction="in", result="reached")
        assert self.came(*came_in, letter, call) == (
            "1 conversation.",
            "Written to you: 2 e-mails, 1 letter.",
        )

    def test_are_interviews_in_the_order_in_which_they_take_place(self):
        sooner = replace(COMING, id="k", company="Tessaly", starts=NOW + timedelta(2))
        first, second = self.came(COMING, sooner)
        assert ("Tessaly" in first, "Omnia" in second) == (True, True)

    def test_are_answers_in_the_order_in_which_they_came(self):
        ads = [Ad(id=f"ad{n}", role=f"Role {n}") for n in (1, 2)]
        log = [
            entry("ad1", "stage", 1, stage="turned down"),
            entry("ad2", "stage", 2, stage="replied"),
            entry("ad2", "stage", 3, stage="answered"),
            entry("gone", "stage", 2, stage="replied"),
        ]
        assert self.came(*ads, *log) == ("Role 2: replied.", "Role 1: turned down.")

    def test_are_promises_that_were_not_kept(self):
        late = Promise(id="p", about="i", what="word", by=date(2026, 11, 25), who="Ruth Adeyemi")
        nobody = Promise(id="q", about="dana", what="a list", by=date(2026, 11, 24))
        kept = Promise(id="r", about="dana", what="x", by=date(2026, 11, 24), stage="kept")
        to_come = Promise(id="s", about="dana", what="y", by=date(2026, 11, 28))
        assert self.came(HELD, late, nobody, kept, to_come) == (
            "Word that did not come: Ruth Adeyemi, Kestrel: word.",
            "Word that did not come: Dana Whitfield: a list.",
        )

    def test_may_be_nothing(self):
        moved = entry("dana", "stage", 1, stage="active")
        before = Offer(id="o", company="Tessaly", received=date(2026, 11, 20))
        assert self.came(moved, before) == ("Nothing yet.",)


class TestPaceAndNextWeek:
    def test_says_how_much_each_week_held(self):
        two = Period(date(2026, 11, 16), date(2026, 11, 29))
        lines = section("Pace", Pace(interviews=1, hours=9), HELD, period=two)
        assert lines[:2] == (
            "The week of 16 Nov: 0 of 1 interview.",
            "This week: 1 of 1 interview.",
        )
        assert "new contact" in lines[2]

    def test_says_of_a_week_that_is_over_nothing_about_new_contacts(self):
        past = Period(date(2026, 11, 16), date(2026, 11, 22))
        busy = [
            Interview(id=f"b{n}", company=f"Firm {n}", starts=NOW - timedelta(8)) for n in range(2)
        ]
        assert section("Pace", Pace(interviews=1, hours=9), *busy, period=past) == (
            "The week of 16 Nov: 2 of 1 interview, over capacity.",
        )

    def test_tells_the_weeks_without_an_interview_in_one_line(self):
        year = Period(date(2026, 1, 1), date(2026, 11, 22))
        one = Interview(id="b", company="Firm", starts=NOW - timedelta(8))
        assert section("Pace", Pace(interviews=1, hours=9), one, period=year) == (
            "The week of 16 Nov: 1 of 1 interview.",
            "46 weeks without an interview.",
        )

    def test_names_what_came_in_the_week_after_one_that_is_over(self):
        past = Period(date(2026, 11, 16), date(2026, 11, 22))
        (line,) = section("Next week", HELD, period=past)
        assert "interview with Kestrel" in line

    def test_names_what_comes(self):
        promise = Promise(id="p", about="dana", what="a list", by=date(2026, 12, 2))
        lines = section("Next week", COMING, promise)
        assert lines[:2] == (
            "Tue 1 Dec 20:00: interview with Omnia, round 2 (video).",
            "Wed 2 Dec: a list, Dana Whitfield.",
        )

    def test_says_what_waits_now(self):
        assert section("Next week")[0] == "No interview is scheduled."
        late = Promise(id="p", about="dana", what="a list", by=date(2026, 11, 25))
        assert section("Next week", late)[-1].startswith("Waiting now: 1 broken promise")
        past = Period(date(2026, 11, 9), date(2026, 11, 15))
        assert section("Next week", late, period=past) == ("No interview.",)


class TestWhatIsPrivate:
    def test_is_left_out(self):
        told = str(summary(Workspace.of([DANA, HELD, entry(summary="sailing")]), WEEK, NOW))
        assert "Bring" not in told
        assert "sailing" not in told

    def test_is_told_when_it_is_asked_for(self):
        lines = section("Notes", HELD, entry(summary="likes\nsailing"), notes=True)
        assert lines == ("Kestrel, to change: Bring figures.", "Dana Whitfield: likes sailing")
        bare = Interview(id="k", company="Omnia", starts=NOW - timedelta(1))
        assert section("Notes", bare, entry(), HELD, notes=True) == lines[:1]
        assert section("Notes", notes=True) is None

    def test_the_owner_is_named(self):
        made = summary(Workspace.of([Pace(name="Pat Sample")]), WEEK, NOW)
        assert made.about == f"Pat Sample, {WEEK.words}"
        assert summary(Workspace.of([]), WEEK, NOW).about == WEEK.words
