"""What the user makes of items: done, snoozed, dropped; what lasts of it; the day's sum."""

from dataclasses import replace
from datetime import datetime, timedelta
from itertools import count

import pytest

from jobsearch_tui.domain.agenda import Entry, Sort
from jobsearch_tui.domain.changes import rebased, removal
from jobsearch_tui.domain.daily import Wave, agenda
from jobsearch_tui.domain.records import (
    Activity,
    Ad,
    Assignment,
    Offer,
    Pace,
    Promise,
    Recruiter,
    ReviewMark,
    Target,
)
from jobsearch_tui.domain.review import KEPT_FOR, done, dropped, snoozed, sum_of, wakes
from jobsearch_tui.domain.workspace import Workspace
from tests.domain.makers import PARIS, at, contact, interview

NOW = datetime(2026, 11, 24, 19, 30, tzinfo=PARIS)
TODAY = NOW.date()
PACE = Pace(cadence_active=7, cadence_dormant=60)
DANA = Recruiter(id="dana", name="Dana Whitfield", stage="active")
SPOKE = contact("spoke", "dana", 20)
WORD = Promise(id="word", about="dana", what="word", by=TODAY - timedelta(days=4))


def in_days(days):
    return TODAY + timedelta(days=days)


def of(*records):
    return Workspace.of([PACE, *records])


def queue(workspace, days=0, wave=None):
    return agenda(workspace, NOW + timedelta(days=days), wave or Wave())


def only(workspace, days=0):
    (item,) = queue(workspace, days)
    return item


@pytest.fixture
def new_id():
    numbers = count(1)
    return lambda: f"new{next(numbers)}"


class TestDone:
    def test_keeps_a_promise(self, new_id):
        workspace = of(DANA, SPOKE, WORD, contact("now", "dana", 0))
        change = done(only(workspace), workspace, NOW, new_id)
        assert change.label == "Word: Dana Whitfield (kept)"
        after = change.apply(workspace)
        assert after.get("word").stage == "kept"
        assert queue(after) == ()

    def test_hides_a_follow_up_for_a_cadence_and_no_longer(self, new_id):
        workspace = of(DANA, SPOKE)
        after = done(only(workspace), workspace, NOW, new_id).apply(workspace)
        assert [bool(queue(after, days)) for days in (0, 6, 7)] == [False, False, True]

    def test_never_hides_the_next_silence(self, new_id):
        workspace = of(DANA, SPOKE)
        after = done(only(workspace), workspace, NOW, new_id).apply(workspace)
        after = after.put(contact("rang", "dana", -1))
        assert [bool(queue(after, days)) for days in (7, 8)] == [False, True]

    def test_of_a_pinned_follow_up_does_not_ask_again_by_the_cadence(self, new_id):
        workspace = of(replace(DANA, follow_up=in_days(-1)), SPOKE)
        after = done(only(workspace), workspace, NOW, new_id).apply(workspace)
        assert after.get("dana").follow_up is None
        assert [bool(queue(after, days)) for days in (0, 6, 7)] == [False, False, True]

    def test_of_a_pinned_follow_up_does_not_hide_the_next_pin(self, new_id):
        workspace = of(replace(DANA, follow_up=TODAY), SPOKE)
        after = done(only(workspace), workspace, NOW, new_id).apply(workspace)
        again = after.put(replace(DANA, follow_up=in_days(2)))
        assert only(again, 2).why == "pinned for today"

    def test_of_tomorrows_interview_lets_it_be_told_on_its_day(self, new_id):
        workspace = of(interview(starts=at(20, day=25)))
        after = done(only(workspace), workspace, NOW, new_id).apply(workspace)
        assert queue(after) == ()
        item = only(after, 1)
        assert queue(done(item, after, at(8, day=25), new_id).apply(after), 1) == ()

    def test_of_an_offer_asks_again_the_next_day(self, new_id):
        workspace = of(Offer(id="o", company="Tessaly"))
        after = done(only(workspace), workspace, NOW, new_id).apply(workspace)
        assert queue(after) == ()
        assert only(after, 1).sort is Sort.OFFER

    def test_of_a_past_interview_asks_to_look_back(self, new_id):
        workspace = of(interview(starts=at(9, day=23)))
        after = done(only(workspace), workspace, NOW, new_id).apply(workspace)
        assert only(after).sort is Sort.LOOK_BACK
        assert queue(done(only(after), after, NOW, new_id).apply(after)) == ()

    def test_of_a_new_contact_logs_it(self, new_id):
        target = Target(id="t", company="Omnia")
        workspace = of(target)
        (item,) = queue(workspace, wave=Wave((target,), 1, "room"))
        assert item.done.entry == Entry("letter", "Letter sent")
        after = done(item, workspace, NOW, new_id).apply(workspace)
        assert [(entry.type, entry.about) for entry in after.log("t")] == [("letter", ("t",))]
        assert after.get("t").stage == "written"

    def test_takes_back_nothing_that_another_program_changed_since_the_look(self, new_id):
        promise = replace(WORD, note="as it was")
        workspace = of(DANA, contact("now", "dana", 0), promise)
        item = only(workspace)
        meanwhile = workspace.put(replace(promise, note="as they wrote it"))
        change, clashes = rebased(done(item, meanwhile, NOW, new_id), meanwhile, NOW, new_id)
        after = change.apply(meanwhile).get("word")
        assert (after.stage, after.note, clashes) == ("kept", "as they wrote it", ())

    def test_marks_an_item_but_once(self, new_id):
        workspace = of(Offer(id="o", company="Tessaly"))
        item = only(workspace)
        for make in (done, lambda *given: snoozed(item, in_days(3), *given[1:])):
            workspace = make(item, workspace, NOW, new_id).apply(workspace)
        (mark,) = workspace.all(ReviewMark)
        assert (mark.id, mark.mark, mark.until) == ("new1", "snoozed", in_days(3))


class TestSnoozed:
    @pytest.mark.parametrize("days", [1, 3, 7, 40])
    def test_items_come_again_on_their_day(self, new_id, days):
        workspace = of(WORD)
        after = snoozed(only(workspace), in_days(days), workspace, NOW, new_id).apply(workspace)
        assert queue(after, days - 1) == ()
        assert only(after, days).record == WORD

    @pytest.mark.parametrize("days", [0, -1])
    def test_items_need_a_day_to_come(self, new_id, days):
        workspace = of(WORD)
        with pytest.raises(ValueError, match="That is not after today"):
            snoozed(only(workspace), in_days(days), workspace, NOW, new_id)

    def test_items_do_not_sleep_through_the_day_for_which_they_are_due(self, new_id):
        workspace = of(Ad(id="ad", role="COO", closes=in_days(2)))
        item = only(workspace)
        change = snoozed(item, in_days(7), workspace, NOW, new_id)
        assert change.label == "snooze Answer COO until Thu 26 Nov"
        assert [bool(queue(change.apply(workspace), days)) for days in (1, 2)] == [False, True]
        assert wakes(item, in_days(1), TODAY) == in_days(1)

    def test_items_that_are_due_already_sleep_as_long_as_one_likes(self):
        assert wakes(only(of(WORD)), in_days(30), TODAY) == in_days(30)


class TestDropped:
    def test_items_never_come_again_and_the_log_says_why(self, new_id):
        workspace = of(DANA, SPOKE)
        change = dropped(only(workspace), " she\nmoved on ", workspace, NOW, new_id)
        after = change.apply(workspace)
        assert not any(queue(after, days) for days in (0, 1, 30, 200))
        assert after.log("dana")[0].summary == "Dropped from Today (follow-up): she moved on"
        assert after.log("dana")[0].type == "note"
        assert [mark.reason for mark in after.all(ReviewMark)] == ["she moved on"]

    def test_items_come_again_on_another_occasion(self, new_id):
        workspace = of(DANA, SPOKE)
        after = dropped(only(workspace), "no", workspace, NOW, new_id).apply(workspace)
        assert only(after.put(contact("rang", "dana", 1)), 8).record == DANA

    def test_pinned_follow_ups_lose_the_pin_and_are_not_asked_by_the_cadence(self, new_id):
        pinned = replace(DANA, follow_up=in_days(-1))
        workspace = of(pinned, SPOKE)
        change = dropped(only(workspace), "no", workspace, NOW, new_id)
        assert change.before == (pinned,)
        after = change.apply(workspace)
        assert after.get("dana").follow_up is None
        assert not any(queue(after, days) for days in (0, 7, 60))

    def test_interviews_are_told_again_only_when_they_move(self, new_id):
        workspace = of(interview(starts=at(20, day=25)))
        after = dropped(only(workspace), "no", workspace, NOW, new_id).apply(workspace)
        assert queue(after, 1) == ()
        assert only(after.put(interview(starts=at(21, day=25))), 1).sort is Sort.INTERVIEW

    def test_promises_are_explained_where_they_were_made(self, new_id):
        workspace = of(DANA, contact("now", "dana", 0), WORD)
        after = dropped(only(workspace), "she left", workspace, NOW, new_id).apply(workspace)
        assert after.log("dana")[0].summary == "Dropped from Today (broken promise): she left"

    def test_items_of_nothing_that_has_a_log_leave_no_entry(self, new_id):
        workspace = of(WORD)
        change = dropped(only(workspace), "no", workspace, NOW, new_id)
        assert [record.kind for record in change.put] == ["reviewmark"]

    def test_without_words_no_entry_is_made(self, new_id):
        workspace = of(DANA, SPOKE)
        change = dropped(only(workspace), " \n", workspace, NOW, new_id)
        assert [record.kind for record in change.put] == ["reviewmark"]


class TestWhatLasts:
    def marked(self, **given):
        mark = ReviewMark(id="old", about="dana", item="x", mark="done")
        return replace(mark, on=in_days(-KEPT_FOR - 1), **given)

    @pytest.mark.parametrize(
        ("given", "goes"),
        [
            ({}, True),
            ({"on": in_days(-KEPT_FOR)}, False),
            ({"on": None}, False),
            ({"until": in_days(1)}, False),
            ({"until": TODAY}, True),
            ({"until": TODAY, "on": in_days(-1)}, True),
            ({"until": TODAY, "on": TODAY}, False),
            ({"mark": "dropped"}, False),
        ],
    )
    def test_marks_go_when_they_hide_nothing_any_more(self, new_id, given, goes):
        mark = replace(self.marked(), **given)
        workspace = of(DANA, contact("now", "dana", 0), WORD, mark)
        item = only(workspace)
        for change in (
            done(item, workspace, NOW, new_id),
            snoozed(item, in_days(1), workspace, NOW, new_id),
            dropped(item, "no", workspace, NOW, new_id),
        ):
            assert change.remove == (("old",) if goes else ())

    def test_a_record_takes_its_marks_with_it_and_brings_them_back(self, new_id):
        workspace = of(DANA, SPOKE, WORD)
        broken, _ = queue(workspace)
        marked = snoozed(broken, in_days(3), workspace, NOW, new_id).apply(workspace)
        change = removal(marked, ["dana"], "delete")
        after = change.apply(marked)
        assert [record.kind for record in after] == ["pace"]
        back = after.put(*(marked.get(id) for id in change.remove))
        assert [item.record.id for item in queue(back)] == ["dana"]


class TestTheSum:
    def test_of_an_idle_day_is_nothing_yet(self):
        assert sum_of(of(DANA, SPOKE), NOW).words == "nothing yet"

    def test_counts_contacts_by_kind_and_result_then_what_was_ticked_off(self):
        def entry(id, type, result=""):
            return Activity(id=id, at=NOW, about=("dana",), type=type, result=result)

        def mark(id, what, on=TODAY):
            return ReviewMark(id=id, about="dana", item=id, mark=what, on=on)

        workspace = of(
            DANA,
            entry("a", "call", "voicemail"),
            entry("b", "call", "voicemail"),
            entry("c", "call", "reached"),
            entry("d", "email"),
            entry("e", "note"),
            entry("f", "stage"),
            mark("g", "done"),
            mark("h", "done"),
            mark("i", "snoozed"),
            mark("j", "dropped"),
            mark("k", "done", in_days(-1)),
        )
        assert sum_of(workspace, NOW).words == (
            "3 calls (2 voicemail, 1 reached), 1 email, 2 ticked off, 1 snoozed, 1 dropped"
        )

    def test_is_of_the_users_own_day(self):
        early = Activity(id="a", at=at(0, 30, day=24), about=("dana",))
        late = Activity(id="b", at=at(23, 30, day=23), about=("dana",))
        assert sum_of(of(DANA, early, late), NOW).words == "1 call"


def test_work_that_was_delivered_is_done(new_id):
    plan = Assignment(id="plan", interview="i1", what="plan", due=TODAY, stage="accepted")
    workspace = of(interview(starts=at(9, day=20), stage="held", rating=4), plan)
    assert done(only(workspace), workspace, NOW, new_id).apply(workspace).get("plan").stage == (
        "delivered"
    )
