"""What is to be done today: which items, in which order, why, and what marks make of them."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jobsearch_tui.domain.agenda import (
    HEADINGS,
    Item,
    Sort,
    counted,
    in_order,
    is_hidden,
    marks,
    pressing_words,
)
from jobsearch_tui.domain.agenda_items import contacts
from jobsearch_tui.domain.daily import Wave, agenda, tomorrow
from jobsearch_tui.domain.lookbacks import looked_back
from jobsearch_tui.domain.records import (
    Ad,
    Agency,
    Assignment,
    Interview,
    Offer,
    Pace,
    Promise,
    Recruiter,
    ReviewMark,
    Search,
    Target,
)
from jobsearch_tui.domain.workspace import Workspace
from tests.domain.makers import NEW_YORK, PARIS, at, contact, histories, interview

NOW = datetime(2026, 11, 24, 19, 30, tzinfo=PARIS)  # a Tuesday evening
TODAY = NOW.date()
NO_WAVE = Wave()
DANA = Recruiter(id="dana", name="Dana Whitfield", stage="active")


def in_days(days):
    return TODAY + timedelta(days=days)


def of(*records):
    return Workspace.of([Pace(cadence_active=7, grace=3, closing=3, cold=60), *records])


def today(*records, now=NOW, wave=NO_WAVE):
    return agenda(of(*records), now, wave)


def only(*records, now=NOW):
    (item,) = today(*records, now=now)
    return item


def sorts(items):
    return [item.sort for item in items]


def mark_of(item, **attributes):
    mark = ReviewMark(id="mark", about=item.record.id, item=item.key, mark="done", on=TODAY)
    return replace(mark, **attributes)


ONE_OF_EACH = (
    Ad(id="late", role="COO", closes=in_days(-2)),
    Offer(id="offer", company="Tessaly", decide_by=in_days(5)),
    Ad(id="ad", role="Plant Manager", employer="Carrow", closes=in_days(2)),
    Assignment(id="plan", interview="held", what="ninety-day plan", due=in_days(1)),
    replace(DANA, follow_up=TODAY),
    Promise(id="name", about="dana", what="send the name", by=TODAY, who="Dana"),
    Promise(id="word", about="held", what="word", by=in_days(-4), who="Ruth Adeyemi"),
    interview("held", at(9, day=20), stage="held"),
    interview("next", at(14, day=25), company="Omnia", people="Ruth Adeyemi", where="Leeds"),
)
"""In the wrong order."""


class TestClosingCalls:
    ACCEPTED = Offer(id="yes", company="Tessaly", stage="accepted", written=True, changed=NOW)
    OTHER = Offer(id="other", company="Omnia", decide_by=in_days(2), written=True)
    AD = Ad(id="ad", role="COO", employer="Carrow", stage="interviewing")
    HELD = Interview(id="held", company="Halden", starts=at(11, day=20), stage="held", rating=4)

    def test_come_with_their_reason_and_script_once_an_offer_is_accepted_in_writing(self):
        items = [one for one in today(self.ACCEPTED, self.OTHER, self.AD) if one.sort is Sort.CLOSE]
        assert [(one.what, one.why, one.script) for one in items] == [
            (
                "Close with Omnia",
                "waits for your answer until Thu 26 Nov",
                "declining-an-offer",
            ),
            ("Close with COO, Carrow", "interviewing, undecided", "withdrawing"),
        ]
        assert Sort.CLOSE not in sorts(today(replace(self.ACCEPTED, written=False), self.AD))

    def test_an_offer_to_decline_is_not_to_be_decided_as_well(self):
        assert sorts(today(self.ACCEPTED, self.OTHER)) == [Sort.CLOSE]

    def test_done_logs_the_call_and_ends_the_record(self):
        done = only(self.ACCEPTED, self.AD).done
        assert (done.words, done.put) == ("withdrawn", (replace(self.AD, stage="withdrawn"),))
        assert (done.entry.type, done.entry.result) == ("call", "reached")
        (held,) = [one for one in today(self.ACCEPTED, self.HELD) if one.sort is Sort.CLOSE]
        assert (held.done.words, held.done.put) == ("told", ())


class TestTheQueue:
    def test_comes_most_urgent_first(self):
        assert sorts(today(*ONE_OF_EACH)) == [
            Sort.INTERVIEW,
            Sort.LOOK_BACK,
            Sort.BROKEN,
            Sort.PROMISED,
            Sort.FOLLOW_UP,
            Sort.ASSIGNMENT,
            Sort.AD,
            Sort.OFFER,
            Sort.CONTRADICTION,
        ]

    def test_is_empty_when_nothing_is_due(self):
        assert today() == ()
        assert counted(()) == ""

    def test_is_empty_while_the_search_is_at_rest(self):
        pace = Pace(rested_on=in_days(-1))
        assert agenda(Workspace.of([pace, *ONE_OF_EACH]), NOW) == ()

    def test_keeps_what_comes_together_in_its_order(self):
        first, second = today(
            Ad(id="b", role="B", closes=in_days(2)), Ad(id="a", role="A", closes=in_days(1))
        )
        assert [first.record.id, second.record.id] == ["a", "b"]
        assert in_order([second, first]) == (second, first)

    def test_has_a_heading_for_every_sort(self):
        assert set(HEADINGS) == set(Sort)

    @given(histories)
    @settings(max_examples=40, deadline=None)
    def test_names_every_item_but_once_and_gives_a_reason(self, records):
        items = agenda(Workspace.of([Pace(), *records]), NOW)
        assert len({item.key for item in items}) == len(items)
        assert all(item.what and item.why and not item.why.endswith(".") for item in items)

    @given(histories, st.integers(0, 40))
    @settings(max_examples=40, deadline=None)
    def test_loses_one_item_to_a_mark_and_no_other(self, records, place):
        workspace = Workspace.of([Pace(), *records])
        items = agenda(workspace, NOW)
        if items:
            item = items[place % len(items)]
            left = agenda(workspace.put(mark_of(item)), NOW)
            assert left == tuple(other for other in items if other.key != item.key)


class TestInterviews:
    def test_of_today_and_tomorrow_say_what_to_prepare_with_whom_and_where(self):
        item = only(interview(starts=at(14, day=25), people="Ruth Adeyemi", where="Leeds"))
        assert item.what == "Kestrel, Wed 25 Nov 14:00"
        assert item.why == "Video with Ruth Adeyemi, at Leeds, 1 h, 1 h to prepare"
        assert (item.due, item.late) == (in_days(1), False)

    def test_without_more_to_say_say_how_long(self):
        item = only(interview(starts=at(14, day=25), preparation=0, minutes=30))
        assert item.why == "Video, 30 min"

    @pytest.mark.parametrize("stage", ["held", "cancelled", "no-show"])
    def test_that_are_not_to_come_are_none(self, stage):
        found = today(interview(starts=at(14, day=25), stage=stage))
        assert Sort.INTERVIEW not in sorts(found)

    def test_come_by_the_clock_whatever_their_zones(self):
        early = interview("early", at(9, day=25, zone=NEW_YORK))  # 15:00 in Paris
        late = interview("late", at(10, day=25))
        assert [item.record.id for item in today(early, late)] == ["late", "early"]

    def test_belong_to_the_users_own_day(self):
        # 19:00 in New York on the 25th is 01:00 in Paris on the 26th.
        far = interview(starts=at(19, day=25, zone=NEW_YORK))
        assert today(far) == ()
        (item,) = today(far, now=NOW + timedelta(days=1))
        assert item.due == date(2026, 11, 26)
        assert item.what == "Kestrel, Wed 25 Nov 19:00 New York (Thu 01:00 here)"

    def test_in_progress_are_still_told(self):
        running = interview(starts=at(19, 0, day=24), minutes=60)
        assert sorts(today(running)) == [Sort.INTERVIEW]
        assert sorts(today(running, now=at(20, 0, day=24))) == [Sort.CONTRADICTION]

    def test_prepared_for_are_told_again_on_their_day(self):
        item = only(interview(starts=at(14, day=25)))
        assert (item.done.words, item.done.until) == ("prepared", in_days(1))
        again = only(interview(starts=at(14, day=25)), now=at(8, day=25))
        assert again.done.until is None
        assert again.key == item.key

    def test_that_were_moved_are_another_occasion(self):
        item = only(interview(starts=at(14, day=25)))
        assert only(interview(starts=at(15, day=25))).key != item.key

    @pytest.mark.parametrize(("hour", "is_over"), [(3, False), (4, True)])
    def test_are_over_by_the_instant_when_the_clocks_go_back(self, hour, is_over):
        # At 03:00 the clocks of Paris say 02:00 again: from 01:30 on, 180 minutes end at 03:30.
        night = at(1, 30, day=25, month=10)
        found = today(interview(starts=night, minutes=180), now=at(hour, day=25, month=10))
        assert (Sort.CONTRADICTION in sorts(found)) is is_over


class TestLookBacks:
    def test_are_asked_for_when_an_interview_was_held(self):
        item = only(interview(starts=at(9, day=23), stage="held"))
        assert item.what == "Look back on Kestrel"
        assert item.why == "held yesterday; what went well, what badly, what to change"

    @pytest.mark.parametrize(
        "said",
        [{"rating": 1}, {"went_well": "calm"}, {"went_badly": "figures"}, {"lesson": "prepare"}],
    )
    def test_are_made_with_the_first_word(self, said):
        held = interview(starts=at(9, day=23), stage="held", **said)
        assert looked_back(held)
        assert today(held) == ()

    def test_are_not_asked_for_after_a_long_time(self):
        started = NOW - timedelta(days=60)
        assert sorts(today(interview(starts=started, stage="held"))) == [Sort.LOOK_BACK]
        assert today(interview(starts=started - timedelta(days=1), stage="held")) == ()

    def test_of_another_day_are_another_occasion(self):
        one = only(interview(starts=at(9, day=23), stage="held"))
        assert only(interview(starts=at(9, day=22), stage="held")).key != one.key


class TestPromises:
    def test_word_that_was_promised_and_has_not_come_is_broken(self):
        omnia = interview("omnia", at(9, day=1), stage="held", company="Omnia", rating=3)
        item = only(omnia, Promise(id="p", about="omnia", what="word", by=in_days(-4), who="Ruth"))
        assert (item.sort, item.late, item.due) == (Sort.BROKEN, True, in_days(-4))
        assert item.what == "Word: Omnia"
        assert item.why == "word promised by Fri 20 Nov by Ruth, 4 days late"

    def test_one_day_is_one_day(self):
        assert only(Promise(id="p", about="x", what="word", by=in_days(-1))).why == (
            "word promised for yesterday, 1 day late"
        )

    def test_about_nothing_known_are_named_alone(self):
        assert only(Promise(id="p", about="gone", what="word", by=TODAY)).what == "Word"

    def test_for_today_are_told_after_the_broken_ones(self):
        late = Promise(id="late", about="dana", what="a", by=in_days(-1))
        due = Promise(id="due", about="dana", what="b", by=TODAY, who="Dana")
        first, second = today(due, late)
        assert [first.sort, second.sort] == [Sort.BROKEN, Sort.PROMISED]
        assert (second.why, second.late) == ("b promised for today by Dana", False)

    @pytest.mark.parametrize(
        ("hour", "sort", "why"),
        [
            (time(21), Sort.PROMISED, "a call promised for today 21:00"),
            (time(19, 20), Sort.PROMISED, "a call promised for today 19:20, and the hour is past"),
            (time(15), Sort.BROKEN, "a call promised for today 15:00, and the hour is past"),
        ],
    )
    def test_a_call_that_was_to_come_at_an_hour_is_due_from_then(self, hour, sort, why):
        item = only(Promise(id="p", about="x", what="a call", by=TODAY, hour=hour))
        assert (item.sort, item.why, item.late) == (sort, why, sort is Sort.BROKEN)

    def test_a_talk_since_asks_whether_it_was_kept(self):
        word = Promise(
            id="word",
            about="dana",
            what="the name",
            by=in_days(-1),
            who="Dana",
            created=at(9, day=2),
        )
        dana = replace(DANA, every=60)
        talk = contact("talk", "dana", 2)
        item = only(dana, word, talk)
        assert (item.sort, item.late) == (Sort.SETTLE, True)
        assert item.why == (
            "the name promised for yesterday by Dana, 1 day late; "
            "you were in touch Sun 22 Nov, so it may have come"
        )
        assert [record.stage for record in item.done.put] == ["kept"]
        answered = mark_of(item)
        assert only(dana, word, talk, answered).sort is Sort.BROKEN
        again = contact("again", "dana", 1)
        assert only(dana, word, talk, answered, again).sort is Sort.SETTLE

    def test_a_talk_asks_nothing_of_a_promise_of_which_nobody_knows_since_when_it_is(self):
        word = Promise(id="word", about="dana", what="the name", by=in_days(3))
        assert today(replace(DANA, every=60), word, contact("talk", "dana", 2)) == ()

    def test_one_that_was_closed_is_let_be(self):
        word = Promise(id="word", about="dana", what="the name", by=in_days(-3), stage="broken")
        dana = replace(DANA, every=60)
        call = contact("talk", "dana", 9)
        assert sorts(today(dana, call, word)) == [Sort.BROKEN]
        assert today(dana, call, replace(word, closed_on=TODAY)) == ()

    def test_the_longest_late_comes_first(self):
        several = [Promise(id=f"p{n}", about="x", what="w", by=in_days(-n)) for n in (1, 3, 2)]
        assert [item.record.id for item in today(*several)] == ["p3", "p2", "p1"]

    @pytest.mark.parametrize(
        "given",
        [{"by": in_days(1)}, {"by": None}, *({"stage": one} for one in ("kept", "waived"))],
    )
    def test_to_come_or_settled_are_none(self, given):
        assert today(replace(Promise(id="p", about="x", what="w", by=in_days(-1)), **given)) == ()

    def test_done_means_kept(self):
        item = only(Promise(id="p", about="x", what="w", by=in_days(-1)))
        assert item.done.words == "kept"
        assert [record.stage for record in item.done.put] == ["kept"]

    def test_a_new_date_is_another_occasion(self):
        promise = Promise(id="p", about="x", what="w", by=in_days(-1))
        assert only(promise).key != only(replace(promise, by=TODAY)).key


class TestFollowUps:
    def test_say_when_one_last_spoke_and_how_often_one_calls(self):
        item = only(DANA, contact("c", "dana", 9))
        assert item.what == "Call Dana Whitfield"
        assert item.why == "last spoke 9 days ago, you call active recruiters every 7 days"
        assert item.late is False

    def test_are_late_when_they_slip_past_the_grace(self):
        assert only(DANA, contact("c", "dana", 11)).late is True
        assert only(DANA, contact("c", "dana", 10)).late is False

    def test_pinned_come_first(self):
        owen = Recruiter(id="owen", name="Owen", stage="active", follow_up=TODAY)
        first, second = today(DANA, owen, contact("c", "dana", 30))
        assert [first.record.id, second.record.id] == ["owen", "dana"]
        assert first.why == "pinned for today"

    @pytest.mark.parametrize("given", [{"type": "email"}, {"direction": "in"}, {"type": "meeting"}])
    def test_a_contact_of_any_kind_moves_them(self, given):
        assert today(DANA, contact("c", "dana", 30), contact("d", "dana", 1, **given)) == ()

    def test_of_an_ad_or_a_target_are_no_calls(self):
        ad = Ad(id="a", role="COO", stage="answered", answered_on=in_days(-12))
        assert only(ad).what == "Get back to COO"

    def test_done_without_a_log_entry_come_again_after_the_cadence(self):
        item = only(DANA, contact("c", "dana", 9))
        assert (item.done.put, item.done.until) == ((), in_days(7))
        assert item.done_key == item.key

    def test_pinned_and_ticked_off_lose_the_pin_and_settle_the_silence(self):
        pinned, last = replace(DANA, follow_up=TODAY), contact("c", "dana", 20)
        item = only(pinned, last)
        assert item.done.put == (DANA,)
        assert item.done.until == in_days(7)
        assert item.done_key == only(DANA, last).key != item.key

    def test_pinned_at_a_stage_with_another_cadence_come_again_by_that(self):
        resting = replace(DANA, stage="dormant", follow_up=TODAY)
        assert only(resting).done.until == in_days(60)

    def test_pinned_where_no_cadence_says_come_again_in_a_week(self):
        held = interview(starts=at(9, day=20), stage="held", rating=4, follow_up=TODAY)
        assert only(held).done.until == in_days(7)

    def test_a_new_pin_is_another_occasion(self):
        one = only(replace(DANA, follow_up=TODAY))
        assert only(replace(DANA, follow_up=in_days(-1))).key != one.key

    def test_a_new_silence_is_another_occasion(self):
        one = only(DANA, contact("c", "dana", 20))
        assert only(DANA, contact("c", "dana", 9)).key != one.key


class TestAssignments:
    def test_offered_work_is_told_when_it_is_due(self):
        plan = Assignment(id="plan", interview="held", what="a plan", due=in_days(-2))
        held = interview("held", at(9, day=20), stage="held", rating=4)
        item = only(held, plan)
        assert (item.what, item.late) == ("A plan: Kestrel", True)
        assert item.why == "you offered it; 2 days late"
        assert [record.stage for record in item.done.put] == ["delivered"]

    @pytest.mark.parametrize(
        ("days", "stage", "is_told"),
        [(3, "accepted", True), (4, "accepted", False), (0, "delivered", False)],
    )
    def test_are_told_some_days_ahead_while_open(self, days, stage, is_told):
        plan = Assignment(id="plan", interview="x", what="a", due=in_days(days), stage=stage)
        assert bool(today(plan)) is is_told

    def test_without_a_date_are_none(self):
        assert today(Assignment(id="plan", interview="x", what="a")) == ()


class TestClosingAds:
    @pytest.mark.parametrize(
        ("days", "why"),
        [
            (0, "it closes today and is not answered"),
            (1, "it closes tomorrow and is not answered"),
            (3, "it closes on Fri 27 Nov and is not answered"),
        ],
    )
    def test_say_when_they_close(self, days, why):
        item = only(Ad(id="a", role="COO", closes=in_days(days)))
        assert (item.what, item.why) == ("Answer COO", why)

    @pytest.mark.parametrize(
        "given",
        [{"closes": in_days(4)}, {"closes": None}, {"stage": "withdrawn"}],
    )
    def test_that_can_wait_or_are_dealt_with_are_none(self, given):
        assert today(replace(Ad(id="a", role="COO", closes=TODAY), **given)) == ()

    def test_answered_in_fact_are_a_contradiction_instead(self):
        found = today(Ad(id="a", role="COO", closes=TODAY, answered_on=in_days(-1)))
        assert sorts(found) == [Sort.CONTRADICTION]

    def test_done_means_answered_today(self):
        (answered,) = only(Ad(id="a", role="COO", closes=TODAY)).done.put
        assert (answered.stage, answered.answered_on) == ("answered", TODAY)


class TestOffers:
    @pytest.mark.parametrize(
        ("decide_by", "why", "is_late"),
        [
            (None, "no date to decide by; not in writing yet", False),
            (in_days(-1), "it was to be decided by yesterday; ask if it still holds", True),
            (TODAY, "to be decided today; not in writing yet", False),
            (in_days(1), "to be decided by tomorrow; not in writing yet", False),
            (in_days(5), "to be decided within 5 days; not in writing yet", False),
        ],
    )
    def test_say_how_long_there_is_to_decide(self, decide_by, why, is_late):
        item = only(Offer(id="o", company="Tessaly", decide_by=decide_by))
        assert (item.why, item.late) == (why, is_late)

    def test_keep_your_job_until_there_is_a_written_offer(self):
        item = only(Offer(id="o", company="Tessaly", decide_by=TODAY, written=True))
        assert item.why == "to be decided today; in writing"

    def test_the_first_to_lapse_comes_first(self):
        found = today(
            Offer(id="open", company="A"), Offer(id="soon", company="B", decide_by=in_days(2))
        )
        assert [item.record.id for item in found] == ["soon", "open"]

    def test_thought_over_are_not_decided(self):
        assert only(Offer(id="o", company="A")).done.until == in_days(1)
        assert today(Offer(id="o", company="A", stage="declined")) == ()


class TestTheWave:
    QUEUE = tuple(Recruiter(id=f"r{n}", name=f"Recruiter {n}") for n in range(4))

    def test_do_not_contact_all_recruiters_at_once(self):
        found = today(*self.QUEUE, wave=Wave(self.QUEUE, 2, "room for 2 this week"))
        assert [item.record.id for item in found] == ["r0", "r1"]
        assert {item.why for item in found} == {"room for 2 this week"}

    @pytest.mark.parametrize("room", [0, -1])
    def test_nobody_is_offered_without_room(self, room):
        assert today(*self.QUEUE, wave=Wave(self.QUEUE, room, "full")) == ()

    def test_what_is_snoozed_leaves_its_place_to_the_next(self):
        wave = Wave(self.QUEUE, 2, "room")
        first, _ = today(*self.QUEUE, wave=wave)
        mark = mark_of(first, mark="snoozed", until=in_days(1))
        assert [item.record.id for item in today(*self.QUEUE, mark, wave=wave)] == ["r1", "r2"]

    def test_an_ad_that_closes_soon_is_offered_once(self):
        ads = (Ad(id="soon", role="A", closes=in_days(1)), Ad(id="later", role="B"))
        found = today(*ads, wave=Wave(ads, 5, "room"))
        assert [(item.sort, item.record.id) for item in found] == [
            (Sort.AD, "soon"),
            (Sort.CONTACT, "later"),
        ]

    def test_an_ad_that_was_dropped_as_it_closes_is_not_offered_in_the_wave(self):
        ad = Ad(id="soon", role="A", closes=in_days(1))
        mark = mark_of(only(ad), mark="dropped")
        assert today(ad, mark, wave=Wave((ad,), 5, "room")) == ()

    @pytest.mark.parametrize(
        ("record", "what", "words", "stage", "logged"),
        [
            (QUEUE[0], "Call Recruiter 0 for the first time", "contacted", "contacted", "call"),
            (Agency(id="g", name="Corbin"), "Call Corbin for the first time", "contacted",
             "contacted", "call"),
            (Ad(id="a", role="COO"), "Answer COO", "answered", "answered", ""),
            (Target(id="t", company="Omnia"), "Write to Omnia", "written to", "written", "letter"),
        ],
    )  # fmt: skip
    def test_done_means_approached(self, record, what, words, stage, logged):
        (item,) = contacts([record], "room", TODAY)
        assert (item.what, item.done.words, item.done.put[0].stage) == (what, words, stage)
        assert (item.done.entry.type if item.done.entry else "") == logged


class TestMarks:
    ITEM = Item(Sort.FOLLOW_UP, DANA, "Call", "why", TODAY)

    @pytest.mark.parametrize(
        ("mark", "hidden"),
        [
            (None, False),
            (mark_of(ITEM), True),
            (mark_of(ITEM, until=in_days(1)), True),
            (mark_of(ITEM, until=TODAY), False),
        ],
    )
    def test_hide_an_item_until_their_day(self, mark, hidden):
        assert is_hidden(mark, TODAY) is hidden

    def test_the_newest_of_an_item_counts(self):
        old = mark_of(self.ITEM, id="z", changed=NOW)
        new = mark_of(self.ITEM, id="a", changed=NOW + timedelta(1), mark="dropped")
        assert marks(of(new, old)) == {self.ITEM.key: new}


class TestTomorrow:
    def test_tells_what_the_next_day_adds(self):
        found = tomorrow(
            of(
                *ONE_OF_EACH,
                Promise(id="soon", about="dana", what="ring", by=in_days(1)),
                Ad(id="closing", role="B", closes=in_days(4)),
            ),
            NOW,
        )
        assert [(item.sort, item.record.id) for item in found] == [
            (Sort.BROKEN, "name"),
            (Sort.PROMISED, "soon"),
            (Sort.AD, "closing"),
        ]

    def test_tells_of_an_interview_that_was_prepared_for(self):
        meeting = interview(starts=at(9, day=25))
        mark = mark_of(only(meeting), until=in_days(1))
        found = tomorrow(of(meeting, mark), NOW)
        assert sorts(found) == [Sort.INTERVIEW]

    def test_takes_no_interview_of_tomorrow_for_a_past_one(self):
        found = tomorrow(of(interview(starts=at(9, day=26), id="i2")), NOW)
        assert sorts(found) == [Sort.INTERVIEW]
        assert tomorrow(of(interview(starts=at(9, day=25))), NOW) == ()

    def test_tells_of_what_was_snoozed_until_then(self):
        promise = Promise(id="p", about="x", what="w", by=in_days(-3))
        mark = mark_of(only(promise), mark="snoozed", until=in_days(1))
        assert [item.record.id for item in tomorrow(of(promise, mark), NOW)] == ["p"]


class TestWords:
    @pytest.mark.parametrize(
        ("days", "late", "words"),
        [
            (0, False, "today"),
            (1, False, "tomorrow"),
            (5, False, "in 5d"),
            (-2, False, "2d"),
            (-2, True, "2d late"),
        ],
    )
    def test_when_an_item_is_due(self, days, late, words):
        item = Item(Sort.FOLLOW_UP, DANA, "Call", "why", in_days(days), late=late)
        assert pressing_words(item, NOW) == words

    @pytest.mark.parametrize(
        ("sort", "one", "several"),
        [
            (Sort.BROKEN, "1 broken promise", "2 broken promises"),
            (Sort.SETTLE, "1 promise to settle", "2 promises to settle"),
            (Sort.AD, "1 closing ad", "2 closing ads"),
            (Sort.CONTACT, "1 new contact", "2 new contacts"),
            (Sort.FOLLOW_UP, "1 follow-up", "2 follow-ups"),
        ],
    )
    def test_how_many_there_are(self, sort, one, several):
        item = Item(sort, DANA, "", "", TODAY)
        assert (counted([item]), counted([item, item])) == (one, several)

    def test_the_sorts_are_counted_in_the_order_of_the_queue(self):
        follow_up, look_back = (
            Item(sort, DANA, "", "", TODAY) for sort in (Sort.FOLLOW_UP, Sort.LOOK_BACK)
        )
        assert counted([follow_up, look_back]) == "1 look back, 1 follow-up"


def test_a_search_is_asked_about_by_a_call():
    search = Search(id="s", name="VP", recruiter="dana", follow_up=TODAY)
    assert only(search).what == "Call VP"


def test_an_hour_that_both_zones_call_tomorrow_is_tomorrow_in_the_users_own():
    early = Interview(
        id="i", company="Kestrel", starts=datetime(2026, 11, 25, 23, 30, tzinfo=ZoneInfo("UTC"))
    )
    assert today(early) == ()  # half past midnight of the 26th, in Paris
    assert sorts(agenda(of(early), NOW.astimezone(UTC))) == [Sort.INTERVIEW]
