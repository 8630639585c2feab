"""What became of interviews, and what the look backs say."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from jobsearch_tui.domain.figures import interviews
from jobsearch_tui.domain.figures.interviews import outcome, themes
from jobsearch_tui.domain.records import Ad, Interview, Offer, Promise
from jobsearch_tui.domain.workspace import Workspace
from tests.domain.makers import PARIS

NOW = datetime(2026, 11, 24, 20, 0, tzinfo=PARIS)
HELD = Interview(id="i", company="Kestrel", starts=NOW - timedelta(5), stage="held", origin="ad")
WORD = Promise(id="p", about="i", what="word", by=date(2026, 11, 30))


def became(interview, *others):
    return outcome(Workspace.of([interview, *others]), interview, NOW)


class TestWhatBecame:
    @pytest.mark.parametrize(
        ("others", "words"),
        [
            ([Offer(id="o", company="The Kestrel Ltd")], "an offer"),
            ([replace(HELD, id="j", round=2, starts=NOW + timedelta(2))], "a further round"),
            ([replace(HELD, id="j", starts=NOW - timedelta(9))], "no word yet"),
            ([WORD], "word is promised"),
            ([replace(WORD, stage="broken", closed_on=date(2026, 11, 20))], "a no"),
            ([replace(WORD, stage="broken")], "no word yet"),
            ([Ad(id="ad", role="COO", stage="turned down")], "a no"),
            ([], "no word yet"),
        ],
    )
    def test_of_one_that_was_held(self, others, words):
        assert became(HELD, *others) == words

    @pytest.mark.parametrize("stage", ["cancelled", "no-show"])
    def test_of_one_that_was_not(self, stage):
        assert became(replace(HELD, stage=stage)) == stage

    def test_of_one_to_come_is_nothing(self):
        assert became(replace(HELD, stage="scheduled", starts=NOW + timedelta(1))) == ""


class TestThemes:
    def test_are_words_of_more_than_one_text(self):
        found = themes(["Salary came up, salary again", "the SALARY question", "travel"])
        assert [(one.word, one.count) for one in found] == [("salary", 2)]

    def test_are_not_the_small_words(self):
        assert themes(["they were good to me", "they were good to us"]) == ()

    def test_do_not_hang_on_accents(self):
        assert themes(["résumé", "resume"])[0].count == 2

    def test_are_the_most_frequent_and_few(self):
        text = "alpha beta gamma delta epsilon zeta"
        found = themes([text, text, "zeta"])
        assert [one.word for one in found] == ["zeta", "alpha", "beta", "delta", "epsilon"]


def backs(count, **given):
    return [
        replace(HELD, id=f"i{n}", company=f"Firm {n}", origin="", rating=3, **given)
        for n in range(count)
    ]


def figure(*records):
    return interviews.figure(Workspace.of(records), NOW)


class TestTheFigure:
    def test_leaves_out_what_there_is_none_of(self):
        found = figure(HELD)
        assert [one.title for one in found.groups] == ["What became of them"]
        assert found.counted == "1 interview behind you, 0 looked back on."

    def test_shows_ratings_and_themes(self):
        found = figure(*backs(3, went_badly="the salary question"))
        titles = [one.title for one in found.groups]
        assert titles[1:] == ["How they went", "Went badly: words in more than one look back"]
        assert [bar.count for bar in found.groups[1].bars] == [0, 0, 3, 0, 0]
        assert [(bar.label, bar.note) for bar in found.groups[2].bars][:1] == [("question", "of 3")]
        assert found.advice == (
            "“question” comes up in 3 of 3 look backs: read what you said there before the next "
            "interview."
        )

    def test_without_any_says_what_will_be_here(self):
        assert figure().advice.startswith("No interview is behind you yet")
        assert figure().counted == "No interviews behind you, 0 looked back on."

    def test_asks_for_look_backs(self):
        assert figure(HELD).advice == (
            "1 interview without a look back: rate each, and say in a line what to change."
        )

    def test_does_not_make_a_theme_of_two(self):
        words = figure(*backs(2, lesson="bring figures")).advice
        assert words.startswith("The look backs hardly repeat themselves")
