"""What to do about a broken promise: four steps, a verdict, closing and waiting."""

from dataclasses import replace
from datetime import date, time, timedelta

import pytest

from jobsearch_tui.domain.broken import is_broken, opening_of
from jobsearch_tui.domain.giving_up import given_up, waiting_until
from jobsearch_tui.domain.protocol import protocol, protocols
from jobsearch_tui.domain.records import (
    Ad,
    Agency,
    Assignment,
    Interview,
    Offer,
    Pace,
    Promise,
    Recruiter,
    Search,
    Target,
)
from jobsearch_tui.domain.workspace import Workspace
from tests.domain.makers import at, contact, interview

NOW = at(9, 30, day=24)
PACE = Pace(gatekeepers=2, cold=60)
AD = Ad(id="ad", role="COO", employer="Omnia", stage="interviewing")
OMNIA = interview(
    "omnia", at(9, day=10), company="Omnia", stage="held", origin="ad", people="R. Gill"
)
WORD = Promise(id="word", about="omnia", what="word", by=date(2026, 11, 20), who="R. Gill")
WORK = Assignment(id="work", interview="omnia", what="two pages", due=date(2026, 12, 4))
DANA = Recruiter(id="dana", name="Dana Whitfield", agency="marsh", stage="active")
SEARCH = Search(id="search", name="VP Operations", recruiter="dana", stage="submitted")
RATED = replace(OMNIA, rating=2)


def call(hour, result="voicemail", **values):
    """A call about Omnia on 23 November, after the day of the promise."""
    return contact(f"call{hour}", values.pop("about", "omnia"), 0, at=at(hour, day=23),
                   result=result, **values)  # fmt: skip


def of(*records):
    return Workspace.of([PACE, AD, OMNIA, WORD, *records])


def found(*records, promise=WORD, now=NOW):
    return protocol(of(*records), promise, now)


def states(*records):
    return [step.state.value for step in found(*records).steps]


class TestWhenAPromiseIsBroken:
    @pytest.mark.parametrize(
        ("change", "broken"),
        [
            ({}, True),
            ({"stage": "broken"}, True),
            ({"stage": "broken", "by": date(2026, 12, 1)}, True),
            ({"stage": "broken", "by": None}, True),
            ({"by": date(2026, 11, 24)}, False),
            ({"by": date(2026, 11, 24), "hour": time(9, 0)}, True),
            ({"by": date(2026, 11, 24), "hour": time(9, 20)}, False),
            ({"stage": "kept"}, False),
            ({"stage": "waived"}, False),
            ({"stage": "broken", "closed_on": date(2026, 11, 24)}, False),
            ({"about": "gone"}, True),
        ],
    )
    def test_it_is_late_or_was_marked_so(self, change, broken):
        promise = replace(WORD, **change)
        assert is_broken(of(promise), promise, NOW) is broken
        assert (protocol(of(promise), promise, NOW) is not None) is broken

    @pytest.mark.parametrize(
        ("about", "ended"),
        [
            ("omnia", replace(AD, stage="turned down")),
            ("ad", replace(AD, stage="expired")),
            ("dana", replace(DANA, stage="closed")),
            ("offer", Offer(id="offer", company="Omnia", stage="declined")),
            ("offer", replace(AD, stage="turned down")),
        ],
    )
    def test_it_needs_nothing_more_once_the_answer_is_known(self, about, ended):
        promise = replace(WORD, about=about)
        offer = Offer(id="offer", company="Omnia", origin="ad")
        assert is_broken(of(DANA, offer, promise), promise, NOW)
        assert not is_broken(of(DANA, offer, promise, ended), promise, NOW)

    def test_a_new_date_for_a_cancelled_interview_may_be_late(self):
        assert is_broken(of(replace(OMNIA, stage="cancelled")), WORD, NOW)

    def test_one_that_was_marked_is_given_up_after_a_long_silence(self):
        marked = replace(WORD, stage="broken")
        later = at(9, day=20) + timedelta(days=61)
        assert is_broken(of(marked), marked, later)
        later += timedelta(days=1)
        assert not is_broken(of(marked), marked, later)
        assert is_broken(of(marked, call(9)), marked, later)
        assert is_broken(of(), WORD, later)

    def test_all_of_a_record_are_found_the_oldest_first(self):
        older = replace(WORD, id="older", by=date(2026, 11, 16))
        kept = replace(WORD, id="kept", stage="kept")
        workspace = of(older, kept)
        for record in (OMNIA, AD, WORK):
            assert [one.promise for one in protocols(workspace, record, NOW)] == [older, WORD]
        assert [one.promise for one in protocols(workspace, WORD, NOW)] == [WORD]
        assert protocols(workspace, DANA, NOW) == ()


class TestTheSteps:
    def test_begin_with_a_look_back(self):
        assert states() == ["next", "later", "later", "later"]
        assert found().next.command == "look-back"

    def test_then_a_call(self):
        steps = found(RATED)
        assert states(RATED) == ["done", "next", "later", "later"]
        assert (steps.next.what, steps.next.command, steps.next.script) == (
            "Call R. Gill",
            "log",
            "following-up",
        )

    def test_then_an_assignment_once_they_were_reached(self):
        reached = call(18, "reached")
        assert states(RATED, reached) == ["done", "done", "next", "later"]
        assert found(RATED, reached).next.script == "offering-an-assignment"

    def test_then_interviews_elsewhere(self):
        assert states(RATED, call(18, "reached"), WORK) == ["done", "done", "done", "next"]

    def test_nothing_is_next_when_all_is_done(self):
        coming = interview("coming", at(9, day=27), company="Kestrel")
        done = found(RATED, call(18, "reached"), WORK, coming)
        assert done.next is None
        assert {step.state.value for step in done.steps} == {"done"}


class TestLookingBack:
    def why(self, *records, promise=WORD):
        return found(*records, promise=promise).steps[0].why

    def test_tells_what_was_found(self):
        assert self.why(RATED) == "You rated it 2 of 5."
        assert self.why(replace(OMNIA, lesson="speak of figures")) == (
            "You looked back; to change: speak of figures."
        )

    @pytest.mark.parametrize(
        ("records", "promise", "why"),
        [
            ((), replace(WORD, about="gone"), "There was no interview to look back on."),
            ((DANA,), replace(WORD, about="dana"), "There was no interview to look back on."),
            ((replace(OMNIA, stage="no-show"),), WORD, "The interview was not held."),
        ],
    )
    def test_is_not_needed_without_an_interview(self, records, promise, why):
        step = found(promise, *records, promise=promise).steps[0]
        assert (step.why, step.state) == (why, "not needed")

    def test_is_on_the_last_interview_that_came_of_the_record(self):
        first = interview("first", at(9, day=2), stage="held", origin="search")
        last = replace(first, id="last", starts=at(9, day=9))
        coming = replace(first, id="coming", starts=at(9, day=27), stage="scheduled")
        workspace = [Agency(id="marsh", name="Marsh"), DANA, SEARCH, first, last, coming]
        for about in ("search", "dana", "marsh"):
            promise = replace(WORD, about=about, who="")
            assert found(*workspace, promise, promise=promise).interview == last

    def test_of_an_offer_is_on_its_interview(self):
        offer = Offer(id="offer", company="Omnia", origin="omnia")
        promise = replace(WORD, about="offer", who="")
        assert found(offer, promise, promise=promise).interview == OMNIA


class TestCalling:
    def step(self, *records, promise=WORD):
        return found(RATED, *records, promise=promise).steps[1]

    @pytest.mark.parametrize(
        ("entries", "why"),
        [
            ((), "Nobody has asked since; a call tells you where it stands."),
            ((call(9),), "Since then 1 voicemail; nobody was reached yet."),
            ((call(9), call(10), call(11, "gatekeeper")),
             "Since then 2 voicemails and 1 blocked call; nobody was reached yet."),
            ((call(9, "no answer"), call(10, "gatekeeper"), call(11, "", type="email")),
             "Since then 1 blocked call, 1 call and 1 message sent; nobody was reached yet."),
            ((call(9, "", type="letter"), call(10, "", type="email"), call(11), call(12, ""),
              call(13, "no answer")),
             "Since then 1 voicemail, 2 calls and 2 messages sent; nobody was reached yet."),
        ],
    )  # fmt: skip
    def test_counts_what_was_tried(self, entries, why):
        assert (self.step(*entries).why, self.step(*entries).state) == (why, "next")

    @pytest.mark.parametrize(
        ("entry", "why"),
        [
            (call(18, "reached"), "You reached them yesterday."),
            (call(18, "", type="email", direction="in"), "They got in touch yesterday."),
            (call(18, "reached", about="ad"), "You reached them yesterday."),
        ],
    )
    def test_is_done_once_they_were_spoken_to(self, entry, why):
        assert (self.step(entry).why, self.step(entry).state) == (why, "done")

    def test_only_counts_from_when_the_word_was_due(self):
        assert self.step(contact("old", "omnia", 5)).state == "next"
        assert self.step(contact("new", "omnia", -1)).state == "next"

    def test_counts_from_the_hour_of_a_call_that_did_not_come(self):
        promise = replace(WORD, by=date(2026, 11, 23), hour=time(15))
        assert self.step(promise, call(14, "reached"), promise=promise).state == "next"
        assert self.step(promise, call(16, "reached"), promise=promise).state == "done"

    def test_counts_from_when_it_was_marked_broken_before_its_day(self):
        promise = replace(WORD, by=date(2026, 12, 1), stage="broken", changed=at(12, day=23))
        assert self.step(promise, call(11, "reached"), promise=promise).state == "next"
        assert self.step(promise, call(13, "reached"), promise=promise).state == "done"

    def test_names_nobody_where_nobody_is_known(self):
        promise = replace(WORD, about="ad", who="")
        assert self.step(promise, promise=promise).what == "Call them"


class TestTheVerdict:
    blocked = (call(9, "gatekeeper"), call(10, "gatekeeper"))

    def test_two_blocked_calls_are_probably_a_no(self):
        assert found(RATED, *self.blocked).verdict == (
            "Stopped twice at the front desk, with nobody reached: this probably is a no. "
            "Close it, keep waiting, or write."
        )
        assert states(RATED, *self.blocked) == ["done", "not needed", "later", "next"]
        call_step, assignment = found(RATED, *self.blocked).steps[1:3]
        assert call_step.script == "past-the-secretary"
        assert "twice" in call_step.why
        assert assignment.why == "They do not take your calls; it can still be offered in writing."

    def test_one_is_none_yet_nor_are_those_before_a_talk(self):
        assert found(*self.blocked[:1]).verdict == ""
        assert found(*self.blocked, call(11, "reached")).verdict == ""

    def test_the_number_is_the_users_own(self):
        once = replace(PACE, gatekeepers=1)
        assert "Stopped once" in found(once, *self.blocked[:1]).verdict
        thrice = replace(PACE, gatekeepers=3)
        assert found(thrice, *self.blocked).verdict == ""
        assert "Stopped 3 times" in found(thrice, *self.blocked, call(11, "gatekeeper")).verdict


class TestAssignments:
    def step(self, *records, promise=WORD):
        return found(*records, promise=promise).steps[2]

    def test_one_that_was_made_tells_how_it_stands(self):
        step = self.step(replace(WORK, stage="accepted"))
        assert (step.what, step.why) == (
            "Assignment accepted",
            "two pages, accepted, due Fri 4 Dec.",
        )

    def test_of_several_the_one_that_is_not_over_counts(self):
        declined = replace(WORK, id="old", stage="declined", created=NOW)
        assert self.step(declined).what == "Assignment declined"
        assert self.step(declined, WORK).what == "Assignment offered"

    def test_are_for_a_boss_and_not_for_a_recruiter(self):
        held = replace(OMNIA, origin="dana")
        promise = replace(WORD, about="dana", who="Dana Whitfield")
        one = found(DANA, held, promise, promise=promise)
        assert (one.interview, one.prospect, one.steps[2].state) == (held, None, "not needed")

    @pytest.mark.parametrize(
        ("record", "about"),
        [(AD, "ad"), (Offer(id="offer", company="Omnia", origin="omnia"), "offer")],
    )
    def test_are_for_the_interview_that_an_opening_led_to(self, record, about):
        promise = replace(WORD, about=about)
        assert found(record, promise, promise=promise).prospect == OMNIA

    def test_are_not_for_another_opening_of_the_same_recruiter(self):
        other = replace(SEARCH, id="other")
        held = replace(OMNIA, origin="other")
        promise = replace(WORD, about="search", who="")
        one = found(DANA, SEARCH, other, held, promise, promise=promise)
        assert (one.interview, one.prospect) == (held, None)


class TestElsewhere:
    def step(self, *records):
        return found(RATED, call(18, "reached"), WORK, *records).steps[3]

    def test_without_another_door_it_is_the_thing_to_do(self):
        assert (self.step().what, self.step().state) == (
            "Interviews elsewhere: 0 live doors",
            "next",
        )
        assert "No other door is open" in self.step().why

    def test_a_recruiter_is_a_door_but_no_interview(self):
        step = self.step(DANA)
        assert (step.what, step.state) == ("Interviews elsewhere: 1 live door", "next")
        assert step.why.endswith("live now: 1 active recruiter.")

    def test_is_done_when_an_interview_is_arranged(self):
        step = self.step(DANA, interview("coming", at(9, day=27), company="Kestrel"))
        assert (step.why, step.state) == (
            "Live now: 1 interview to come, 1 active recruiter.",
            "done",
        )

    def test_the_opening_itself_is_not_elsewhere(self):
        again = interview("again", at(9, day=27), company="Omnia", origin="ad")
        assert self.step(again).state == "next"

    def test_a_promise_about_nothing_known_has_all_doors_left(self):
        promise = replace(WORD, about="gone")
        assert "1 ad that answered" in found(promise, promise=promise).steps[3].why


class TestClosing:
    def closed(self, *records, promise=WORD):
        return given_up(of(*records, promise), promise, NOW)

    def test_marks_the_promise_and_ends_the_opening(self):
        found = self.closed()
        assert found.records == (
            replace(WORD, stage="broken", closed_on=NOW.date()),
            OMNIA,
            replace(AD, stage="turned down"),
        )
        assert found.opening.stage == "turned down"

    def test_takes_pinned_follow_ups_away(self):
        day = date(2026, 11, 27)
        found = self.closed(replace(OMNIA, follow_up=day), replace(AD, follow_up=day))
        assert [getattr(one, "follow_up", None) for one in found.records] == [None, None, None]

    @pytest.mark.parametrize(
        ("opening", "stage"),
        [
            (AD, "turned down"),
            (SEARCH, "closed"),
            (Target(id="target", company="Omnia", stage="called"), "no opening"),
        ],
    )
    def test_says_no_more_than_is_known(self, opening, stage):
        promise = replace(WORD, about=opening.id)
        assert self.closed(opening, promise=promise).opening == replace(opening, stage=stage)

    def test_leaves_an_opening_with_another_interview_to_come(self):
        coming = interview("coming", at(9, day=27), company="Omnia", origin="ad")
        assert self.closed(coming).opening is None
        past = replace(coming, starts=at(9, day=23))
        assert self.closed(past).opening is not None

    def test_leaves_people_alone(self):
        promise = replace(WORD, about="dana")
        assert self.closed(DANA, promise=promise).records == (
            replace(promise, stage="broken", closed_on=NOW.date()),
        )

    def test_needs_nothing_more_afterwards(self):
        workspace = of().put(*self.closed().records)
        assert not is_broken(workspace, workspace.get("word"), NOW)


class TestWaiting:
    def test_opens_the_promise_again_for_another_day(self):
        day = date(2026, 12, 1)
        marked = replace(WORD, stage="broken", hour=time(15), closed_on=NOW.date())
        assert waiting_until(marked, day) == replace(WORD, by=day)


@pytest.mark.parametrize(
    ("about", "opening"), [("omnia", AD), ("ad", AD), ("search", SEARCH), ("dana", None)]
)
def test_the_opening_is_what_may_still_end(about, opening):
    assert opening_of(of(DANA, SEARCH), replace(WORD, about=about)) == opening


def test_an_interview_without_an_origin_has_no_opening():
    lone = Interview(id="lone", company="Omnia")
    assert opening_of(of(lone), replace(WORD, about="lone")) is None
