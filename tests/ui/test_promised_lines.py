"""The four steps for a broken promise on a record, and the lessons of earlier interviews."""

from dataclasses import replace
from datetime import timedelta

import pytest

from jobsearch_tui.domain.fields import Context
from jobsearch_tui.domain.records import Activity, Ad, Interview, Pace, Promise, Recruiter
from jobsearch_tui.domain.text import cells
from jobsearch_tui.domain.workspace import Workspace
from jobsearch_tui.ui.render.promised import LESSONS_SHOWN, broken_lines, lesson_lines
from tests.ui.host import NOW

WIDTH = 78
AD = Ad(id="ad", role="COO", employer="Omnia", stage="interviewing")
OMNIA = Interview(
    id="omnia",
    company="Omnia",
    starts=NOW - timedelta(days=12),
    stage="held",
    origin="ad",
    people="R. Gill",
    rating=2,
)
WORD = Promise(
    id="word", about="omnia", what="word", by=NOW.date() - timedelta(days=4), who="R. Gill"
)


def drawn(record, *others, width=WIDTH):
    context = Context(Workspace.of([Pace(), AD, OMNIA, WORD, *others]), NOW)
    return [*broken_lines(record, context, width), *lesson_lines(record, context, width)]


def text(record, *others, width=WIDTH):
    return [line.text.rstrip() for line in drawn(record, *others, width=width)]


def blocked(id):
    return Activity(id=id, at=NOW - timedelta(hours=1), result="gatekeeper", about=("omnia",))


class TestTheSteps:
    def test_stand_one_on_a_line_with_its_key_and_the_reason_of_the_next(self):
        assert [" ".join(line.split()) for line in text(OMNIA)] == [
            "▲ Promise broken: word by Fri 20 Nov (R. Gill), 4 days late",
            "✓ 1 Look back on the interview done",
            "▸ 2 Call R. Gill next: l",
            "Nobody has asked since; a call tells you where it stands. c has the words",
            "for it.",
            "· 3 Offer an assignment later: A",
            "· 4 Interviews elsewhere: 0 live doors later: D",
        ]

    @pytest.mark.parametrize("record", [WORD, AD], ids=["promise", "ad"])
    def test_lead_through_the_dialog_where_the_interview_is_not_at_hand(self, record):
        told = " ".join(" ".join(text(record, replace(OMNIA, rating=None))).split())
        assert "1 Look back on the interview next: D" in told
        assert "2 Call R. Gill later: l" in told
        assert "3 Offer an assignment later: D" in told

    def test_lead_to_the_promise(self):
        assert drawn(OMNIA)[0].key == "word"

    def test_end_in_the_verdict_of_two_blocked_calls(self):
        told = " ".join(" ".join(text(OMNIA, blocked("a"), blocked("b"))).split())
        assert "– 2 Call R. Gill not needed" in told
        assert told.endswith("this probably is a no. Close it, keep waiting, or write. (D)")

    def test_say_so_when_there_is_nothing_more_to_do(self):
        coming = Interview(id="x", company="Kestrel", starts=NOW + timedelta(days=2))
        promise = replace(WORD, about="dana")
        reached = Activity(id="a", at=NOW, result="reached", about=("dana",))
        dana = Recruiter(id="dana", name="Dana Whitfield")
        told = text(promise, promise, coming, reached, dana)
        assert told[-1].strip() == "All is done: D closes it, or keeps waiting."

    def test_are_of_the_oldest_and_others_are_counted(self):
        other = replace(WORD, id="other", what="the figures", by=NOW.date() - timedelta(days=1))
        told = text(OMNIA, other)
        assert "word" in told[0]
        assert told[-1].strip() == "1 more broken: D deals with each."

    def test_are_not_there_for_what_is_not_broken(self):
        assert text(OMNIA, replace(WORD, stage="kept")) == []

    @pytest.mark.parametrize("width", [38, 48, 78])
    def test_fit_and_keep_hostile_words_harmless(self, width):
        hostile = replace(WORD, what="[red]漢字[/]\x1b[31m" * 4, who="\u202e" + "R" * 60)
        for line in drawn(OMNIA, hostile, blocked("a"), width=width):
            assert cells(line.text) <= width
            assert "\x1b" not in line.text


class TestLessons:
    def earlier(self, number, **values):
        known = {"format": "panel", "lesson": f"lesson {number}"} | values
        return replace(OMNIA, id=f"e{number}", starts=NOW - timedelta(days=20 + number), **known)

    coming = Interview(id="next", company="Kestrel", starts=NOW + timedelta(days=2), format="panel")

    def test_are_shown_with_the_next_interview_of_the_format(self):
        assert text(self.coming, self.earlier(1, lesson="speak of figures"), self.coming) == [
            "Last time   (panel, Omnia) speak of figures"
        ]

    def test_only_the_newest_few(self):
        earlier = [self.earlier(number) for number in range(1, 6)]
        told = text(self.coming, *earlier, self.coming)
        assert len(told) == LESSONS_SHOWN
        assert "lesson 1" in told[0]

    def test_with_the_newest_of_the_same_company_among_them(self):
        earlier = [self.earlier(number) for number in range(1, 4)]
        here = self.earlier(9, company="KESTREL", format="phone", lesson="know their rules")
        told = text(self.coming, *earlier, here, self.coming)
        assert [line.split(") ")[1] for line in told] == [
            "lesson 1",
            "lesson 2",
            "know their rules",
        ]

    def test_not_with_one_that_was_held(self):
        held = replace(self.coming, stage="held")
        assert text(held, self.earlier(1), held) == []
