"""Whose word it is, where contacts with them are logged, and which of them may have kept it."""

from dataclasses import replace
from datetime import date, time, timedelta

import pytest

from jobsearch_tui.domain.contacts import blocked_calls, is_talk
from jobsearch_tui.domain.promises import (
    PromiseState,
    due_at,
    givers,
    is_owed,
    is_waited_for,
    pressing_promise,
    promise_line,
    promise_state,
    promises_of,
    reach,
    talk_since,
    to_settle,
)
from jobsearch_tui.domain.records import (
    Activity,
    Agency,
    Assignment,
    Offer,
    Pace,
    Promise,
    Recruiter,
    Search,
)
from jobsearch_tui.domain.workspace import Workspace
from tests.domain.makers import NOON, PARIS, at, contact, interview

DANA = Recruiter(id="dana", name="Dana Whitfield", agency="marsh")
SEARCH = Search(id="search", name="VP Operations", recruiter="dana")
KESTREL = interview("kestrel", at(9, day=10), stage="held", origin="search", people="Ruth Adeyemi")
OFFER = Offer(id="offer", company="Kestrel", origin="kestrel")
WORD = Promise(id="word", about="kestrel", what="word", by=date(2026, 11, 20), who="Ruth Adeyemi")
ALL = Workspace.of([Agency(id="marsh", name="Marsh & Vale"), DANA, SEARCH, KESTREL, OFFER, WORD])


class TestAFixedHour:
    promise = Promise(id="p", about="i", what="a call", by=date(2026, 11, 20), hour=time(15))

    @pytest.mark.parametrize(
        ("moment", "state", "words"),
        [
            (at(14, 59, day=20), PromiseState.OPEN, "today 15:00"),
            (at(15, 0, day=20), PromiseState.DUE, "today 15:00, due now"),
            (at(15, 14, day=20), PromiseState.DUE, "today 15:00, due now"),
            (at(15, 15, day=20), PromiseState.LATE, "today 15:00, 15 minutes late"),
            (at(16, 59, day=20), PromiseState.LATE, "today 15:00, 1 hour late"),
            (at(17, 0, day=20), PromiseState.LATE, "today 15:00, 2 hours late"),
            (at(9, 0, day=21), PromiseState.LATE, "yesterday 15:00, 1 day late"),
        ],
    )
    def test_a_call_is_late_a_quarter_of_an_hour_after_it(self, moment, state, words):
        assert promise_state(self.promise, moment) is state
        assert promise_line(self.promise, moment) == f"a call by {words}"

    def test_one_at_midnight_is_not_late_at_once(self):
        late = replace(self.promise, hour=time(23, 55))
        assert promise_state(late, at(0, 5, day=21)) is PromiseState.DUE
        assert promise_state(late, at(0, 10, day=21)) is PromiseState.LATE

    def test_it_is_to_be_kept_by_its_hour_and_another_by_the_end_of_its_day(self):
        assert due_at(self.promise, PARIS) == at(15, day=20)
        assert due_at(WORD, PARIS).date() == date(2026, 11, 20)
        assert due_at(WORD, PARIS) > at(23, 59, day=20)
        assert due_at(replace(WORD, by=None), PARIS) is None


class TestStanding:
    def test_a_broken_one_can_be_closed(self):
        closed = replace(WORD, stage="broken", closed_on=date(2026, 11, 24))
        assert promise_state(closed, at(9)) is PromiseState.CLOSED
        assert promise_line(closed, at(9)).endswith("(Ruth Adeyemi), broken and closed")

    def test_one_that_is_open_again_is_not_closed(self):
        again = replace(WORD, closed_on=date(2026, 11, 24))
        assert promise_state(again, at(9)) is PromiseState.LATE

    @pytest.mark.parametrize(
        ("change", "waited_for", "owed"),
        [
            ({"by": date(2026, 12, 1)}, True, False),
            ({"by": date(2026, 11, 26)}, True, False),
            ({}, False, True),
            ({"stage": "broken"}, False, True),
            ({"stage": "broken", "closed_on": date(2026, 11, 24)}, False, False),
            ({"stage": "kept"}, False, False),
            ({"stage": "waived"}, False, False),
        ],
    )
    def test_word_is_waited_for_until_it_is_owed(self, change, waited_for, owed):
        promise = replace(WORD, **change)
        assert is_waited_for(promise, at(9)) is waited_for
        assert is_owed(promise, at(9)) is owed


class TestWhoPromised:
    def test_is_who_is_named(self):
        assert givers(ALL, WORD) == ("Ruth Adeyemi",)

    def test_or_the_one_person_of_what_it_is_about(self):
        assert givers(ALL, replace(WORD, who="")) == ("Ruth Adeyemi",)
        assert givers(ALL, replace(WORD, who="", about="offer")) == ()
        assert givers(ALL, replace(WORD, who="", about="gone")) == ()


class TestReach:
    def test_goes_up_to_what_the_record_belongs_to(self):
        assert reach(ALL, WORD) == {"kestrel", "search"}
        assert reach(ALL, replace(WORD, about="search", who="")) == {"search", "dana"}
        assert reach(ALL, replace(WORD, about="dana", who="")) == {"dana", "marsh", "search"}

    def test_and_to_other_records_of_the_same_person(self):
        first = interview("first", at(9, day=3), people="Ruth Adeyemi, R. Gill")
        other = interview("other", at(9, day=3), people="Ruth Adeyemi", company="Omnia")
        assert reach(ALL.put(first, other), WORD) == {"kestrel", "search", "first"}

    def test_is_the_record_alone_where_nothing_is_known_of_it(self):
        assert reach(ALL, replace(WORD, about="marsh", who="")) == {"marsh"}
        assert reach(ALL, replace(WORD, about="gone", who="")) == {"gone"}


class TestPromisesOfARecord:
    @pytest.mark.parametrize("id", ["kestrel", "search", "word"])
    def test_are_its_own_and_those_of_what_belongs_to_it(self, id):
        assert list(promises_of(ALL, ALL.get(id))) == [WORD]

    def test_go_one_step_and_no_further(self):
        assert list(promises_of(ALL, DANA)) == []

    def test_an_assignment_has_those_of_its_interview(self):
        work = Assignment(id="w", interview="kestrel", what="two pages")
        assert list(promises_of(ALL, work)) == [WORD]
        assert list(promises_of(ALL, Pace())) == []

    def test_the_open_one_due_first_is_pressing(self):
        later = replace(WORD, id="later", by=date(2026, 12, 1))
        never = replace(WORD, id="never", by=None)
        kept = replace(WORD, id="kept", stage="kept", by=date(2026, 11, 1))
        broken = replace(WORD, id="broken", stage="broken", by=date(2026, 11, 1))
        assert pressing_promise(ALL.put(later, never, kept, broken), KESTREL) == WORD

    def test_then_the_last_that_was_broken_and_not_closed(self):
        broken = replace(WORD, stage="broken")
        old = replace(broken, id="old", by=date(2026, 11, 1))
        closed = replace(broken, id="closed", by=date(2026, 11, 22), closed_on=date(2026, 11, 23))
        assert pressing_promise(ALL.put(broken, old, closed), KESTREL) == broken
        assert pressing_promise(ALL.put(closed).remove("word"), KESTREL) is None

    def test_a_promise_presses_for_itself(self):
        kept = replace(WORD, stage="kept")
        assert pressing_promise(ALL, kept) is kept


class TestTalk:
    @pytest.mark.parametrize(
        ("values", "talk"),
        [
            ({"result": "reached"}, True),
            ({"result": "voicemail"}, False),
            ({"result": "gatekeeper"}, False),
            ({"result": ""}, False),
            ({"type": "meeting", "result": ""}, True),
            ({"type": "email", "result": ""}, False),
            ({"type": "email", "result": "", "direction": "in"}, True),
            ({"result": "voicemail", "direction": "in"}, True),
            ({"result": "wrong number", "direction": "in"}, False),
            ({"type": "note", "result": "", "direction": "in"}, False),
            ({"type": "stage", "result": "reached"}, False),
        ],
    )
    def test_is_when_both_sides_were_in_touch(self, values, talk):
        assert is_talk(contact("a", "dana", 1, **values)) is talk

    def test_calls_are_blocked_since_the_last_talk(self):
        blocked = contact("a", "dana", 1, result="gatekeeper")
        silent = contact("b", "dana", 2, result="no answer")
        reached = contact("c", "dana", 3)
        assert blocked_calls([blocked, silent, blocked, reached, blocked]) == 2
        assert blocked_calls([]) == 0


class TestWhatAContactMayHaveKept:
    def entry(self, *about, **values):
        return contact("new", about or ("kestrel",), 0, **values)

    def test_is_what_those_people_promised_before(self):
        assert to_settle(ALL, self.entry()) == (WORD,)
        assert to_settle(ALL, self.entry("search", direction="in", result="")) == (WORD,)

    @pytest.mark.parametrize("result", ["voicemail", "gatekeeper", "no answer", ""])
    def test_nobody_was_reached_so_nothing_is_asked(self, result):
        assert to_settle(ALL, self.entry(result=result)) == ()

    def test_what_was_promised_in_that_very_contact_is_not_asked(self):
        entry = self.entry()
        assert to_settle(ALL.put(replace(WORD, created=entry.at)), entry) == ()
        before = replace(WORD, created=entry.at - timedelta(seconds=1))
        assert to_settle(ALL.put(before), entry) == (before,)

    def test_nor_what_is_settled_or_was_promised_by_others(self):
        assert to_settle(ALL.put(replace(WORD, stage="kept")), self.entry()) == ()
        assert to_settle(ALL, self.entry("marsh")) == ()

    def test_several_come_in_the_order_in_which_they_are_due(self):
        never = replace(WORD, id="never", by=None)
        first = replace(WORD, id="first", by=date(2026, 11, 1))
        assert to_settle(ALL.put(never, first), self.entry()) == (first, WORD, never)

    def test_one_about_the_same_person_elsewhere_is_asked_too(self):
        dana = Promise(id="name", about="dana", what="the name", by=date(2026, 11, 27))
        assert to_settle(ALL.put(dana), self.entry("search")) == (WORD, dana)

    def test_a_log_entry_about_nothing_known_asks_nothing(self):
        assert to_settle(ALL, Activity(id="a", at=NOON, about=("x",), result="reached")) == ()


class TestTheTalkSince:
    made = replace(WORD, created=NOON - timedelta(days=5))

    def test_is_the_newest_with_those_who_promised(self):
        older, newer = contact("a", "kestrel", 3), contact("b", "search", 2)
        blocked = contact("c", "kestrel", 1, result="gatekeeper")
        assert talk_since(ALL.put(older, newer, blocked), self.made, NOON) == newer

    @pytest.mark.parametrize(("about", "days"), [("kestrel", 5), ("kestrel", -1), ("marsh", 1)])
    def test_is_none_before_it_nor_to_come_nor_with_others(self, about, days):
        assert talk_since(ALL.put(contact("a", about, days)), self.made, NOON) is None
