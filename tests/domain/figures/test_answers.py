"""How long answers take."""

from datetime import date, datetime, timedelta

from jobsearch_tui.domain.figures import answers
from jobsearch_tui.domain.figures.answers import waits
from jobsearch_tui.domain.records import Activity, Ad, Interview, Recruiter, Search, Target
from jobsearch_tui.domain.workspace import Workspace
from tests.domain.makers import PARIS

NOW = datetime(2026, 11, 24, 20, 0, tzinfo=PARIS)


def ago(days):
    return NOW - timedelta(days)


def ad(id, days):
    return Ad(id=id, role="COO", stage="answered", answered_on=ago(days).date())


def entry(id, days, type="email", direction="in", **given):
    return Activity(
        id=f"{id}{days}{type}", at=ago(days), type=type, direction=direction, about=(id,), **given
    )


def one(*records):
    (found,) = waits(Workspace.of(records), NOW)
    return found


class TestTheWait:
    def test_ends_with_the_first_word_that_comes_back(self):
        found = one(ad("a", 20), entry("a", 15), entry("a", 10))
        assert (found.name, found.days, found.silent) == ("Ads", (5,), 0)

    def test_ends_with_a_refusal_too(self):
        refused = entry("a", 12, type="stage", stage="turned down")
        assert one(ad("a", 20), refused).days == (8,)
        assert one(ad("a", 20), entry("a", 12, type="stage", stage="expired")).days == ()

    def test_ends_with_an_invitation(self):
        invited = Interview(
            id="i", company="Omnia", origin="a", created=ago(13), starts=NOW + timedelta(3)
        )
        assert one(ad("a", 20), invited).days == (7,)

    def test_an_interview_noted_afterwards_says_nothing_of_the_wait(self):
        noted = Interview(id="i", company="Omnia", origin="a", created=NOW, starts=ago(3))
        assert one(ad("a", 20), noted).days == ()

    def test_what_came_before_is_no_answer(self):
        found = one(ad("a", 20), entry("a", 25))
        assert (found.days, found.silent) == ((), 1)

    def test_of_a_recruiter_ends_with_a_talk_about_a_search(self):
        dana = Recruiter(id="dana", name="Dana", stage="active")
        search = Search(id="s", name="COO", recruiter="dana")
        called = entry("dana", 9, type="call", direction="out", result="voicemail")
        reached = entry("s", 7, type="call", direction="out", result="reached")
        assert one(dana, search, called, reached).days == (2,)

    def test_of_a_letter_begins_when_it_was_written(self):
        target = Target(id="t", company="Omnia", written_on=date(2026, 11, 4))
        assert one(target, entry("t", 10)).days == (10,)

    def test_what_is_yet_to_be_done_waits_for_nothing(self):
        assert waits(Workspace.of([ad("a", -2), Ad(id="b", role="COO")]), NOW) == ()


class TestTheFigure:
    def test_has_a_bar_for_each_span_and_one_for_the_silent(self):
        waited = [0, 3, 4, 14, 28, 29]
        ads = [ad(f"a{n}", 40) for n in range(7)]
        words = [entry(f"a{n}", 40 - days) for n, days in enumerate(waited)]
        found = answers.figure(Workspace.of([*ads, *words]), NOW)
        (group,) = found.groups
        assert group.title == "Ads: answered 6 of 7, likely 49–97 %"
        assert [bar.count for bar in group.bars] == [2, 1, 1, 1, 1, 1]
        assert found.advice == (
            "Half of the answers of ads came by day 14, nine in ten by day 29: what stays silent "
            "for longer need not be waited for."
        )

    def test_says_nothing_of_a_few_answers(self):
        found = answers.figure(Workspace.of([ad("a", 20), entry("a", 15)]), NOW)
        assert found.advice == "There are too few answers yet to say how long they take."
