"""Whom to get back to and when, and where promises stand."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jobsearch_tui.domain.contacts import last_contact, last_contacts
from jobsearch_tui.domain.followups import FollowUpLevel, cadence, due, follow_up, next_line
from jobsearch_tui.domain.promises import PromiseState, promise_line, promise_state
from jobsearch_tui.domain.records import (
    Ad,
    Agency,
    Interview,
    Offer,
    Pace,
    Promise,
    Recruiter,
    Search,
    Target,
)
from jobsearch_tui.domain.workspace import Workspace
from tests.domain.makers import NEW_YORK, NOON, PARIS, at, contact, histories

TODAY = date(2026, 11, 24)
PACE = Pace(
    cadence_contacted=5,
    cadence_active=7,
    cadence_dormant=60,
    cadence_ads=10,
    cadence_targets=12,
)
some = settings(max_examples=60, deadline=None)


def days_ago(days):
    return TODAY - timedelta(days=days)


def of(*records):
    return Workspace.of([PACE, *records])


def about(record, *others):
    """The follow-up of a record among others, as seen on 24 November 2026 in Paris."""
    return follow_up(of(record, *others), record, TODAY, PARIS)


def recruiter(**attributes):
    created = NOON - timedelta(days=30)
    return replace(
        Recruiter(id="r", name="Dana Whitfield", stage="active", created=created), **attributes
    )


class TestCadence:
    @pytest.mark.parametrize(
        ("record", "every"),
        [
            (Agency(id="x", stage="queued"), None),
            (Agency(id="x", stage="contacted"), 5),
            (Agency(id="x", stage="active"), 7),
            (Agency(id="x", stage="dormant"), 60),
            (Agency(id="x", stage="closed"), None),
            (Agency(id="x", stage="of a newer program"), None),
            (Recruiter(id="x", stage="contacted"), 5),
            (Recruiter(id="x", stage="queued", every=3), None),
            (Recruiter(id="x", stage="active", every=3), 3),
            (Recruiter(id="x", stage="closed", every=3), None),
            (Ad(id="x", stage="spotted"), None),
            (Ad(id="x", stage="answered"), 10),
            (Ad(id="x", stage="replied"), 10),
            (Ad(id="x", stage="interviewing"), None),
            (Ad(id="x", stage="interviewing", every=4), 4),
            (Ad(id="x", stage="turned down"), None),
            (Target(id="x", stage="listed"), None),
            (Target(id="x", stage="written"), 12),
            (Target(id="x", stage="called"), 12),
            (Target(id="x", stage="silent"), 12),
            (Target(id="x", stage="interview"), None),
            (Target(id="x", stage="referred back"), None),
            (Interview(id="x"), None),
            (Search(id="x", recruiter="nobody"), 7),
            (Search(id="x", stage="turned down"), None),
        ],
    )
    def test_it_goes_by_kind_and_stage_unless_the_record_has_its_own(self, record, every):
        assert cadence(of(record), record) == every

    @pytest.mark.parametrize(
        ("stage", "every"), [("queued", 7), ("contacted", None), ("active", None), ("dormant", 7)]
    )
    def test_a_search_is_asked_about_when_its_recruiter_is_called(self, stage, every):
        search = Search(id="s", recruiter="r")
        assert cadence(of(search, recruiter(stage=stage)), search) == every
        assert cadence(of(recruiter(stage=stage)), replace(search, every=2)) == 2


class TestASearchAtRest:
    def test_nothing_is_due_until_it_is_taken_up_again(self):
        late = recruiter(follow_up=days_ago(3))
        resting = Workspace.of([replace(PACE, rested_on=days_ago(1)), late])
        assert resting.pace.at_rest
        assert follow_up(resting, late, TODAY, PARIS) is None
        assert (due(resting, TODAY, PARIS), next_line(resting, late, TODAY, PARIS)) == ((), "")
        assert not PACE.at_rest
        assert [one.record for one in due(resting.put(PACE), TODAY, PARIS)] == [late]


class TestCountingFromTheLastContact:
    def test_it_is_due_so_many_days_after(self):
        assert about(recruiter(), contact("l", "r", 5)).due == TODAY + timedelta(days=2)

    def test_a_call_made_yesterday_moves_it(self):
        old = contact("old", "r", 9)
        assert about(recruiter(), old).due == days_ago(2)
        assert about(recruiter(), old, contact("new", "r", 1)).due == days_ago(-6)

    @pytest.mark.parametrize("type", ["call", "email", "letter", "message", "meeting"])
    @pytest.mark.parametrize("direction", ["in", "out"])
    def test_any_channel_in_either_direction_counts(self, type, direction):
        entry = contact("l", "r", 2, type=type, direction=direction)
        assert about(recruiter(), entry).since == days_ago(2)

    @pytest.mark.parametrize("type", ["note", "stage"])
    def test_notes_and_stage_changes_do_not(self, type):
        found = about(recruiter(), contact("l", "r", 2, type=type))
        assert (found.last, found.since) == (None, days_ago(30))

    def test_the_day_of_a_contact_is_the_users(self):
        night = contact("l", "r", 0, at=at(23, 30, day=22, zone=NEW_YORK))
        assert about(recruiter(), night).since == date(2026, 11, 23)

    def test_an_agency_is_in_touch_through_its_recruiters_and_their_searches(self):
        agency = Agency(id="a", stage="active", created=NOON - timedelta(days=50))
        dana = recruiter(agency="a")
        search = Search(id="s", recruiter="r")
        assert about(agency, dana, search).since == days_ago(50)
        assert about(agency, dana, contact("l", "r", 4)).since == days_ago(4)
        both = (contact("l", "r", 4), contact("m", "s", 3))
        assert about(agency, dana, search, *both).since == days_ago(3)
        assert about(dana, agency, search, *both).since == days_ago(3)
        assert about(dana, agency, contact("l", "a", 1)).since == days_ago(30)

    def test_without_any_contact_it_counts_from_the_making(self):
        found = about(recruiter())
        assert (found.last, found.due) == (None, days_ago(23))

    def test_an_answer_or_a_letter_is_a_contact_though_nobody_logged_it(self):
        ad = Ad(id="x", stage="answered", answered_on=days_ago(4), created=NOON)
        assert about(ad).due == TODAY + timedelta(days=6)
        assert about(ad, contact("l", "x", 9)).since == days_ago(4)
        assert about(ad, contact("l", "x", 2)).since == days_ago(2)
        target = Target(id="x", stage="written", written_on=days_ago(12))
        assert about(target).due == TODAY

    def test_a_record_of_no_known_age_is_due_at_once(self):
        found = about(Recruiter(id="r", stage="contacted"))
        assert found.due == TODAY
        assert found.why == "no contact yet, you call contacted recruiters every 5 days"

    def test_a_contact_at_the_end_of_the_calendar_does_no_harm(self):
        far = contact("l", "r", 0, at=datetime.max.replace(tzinfo=UTC))
        assert about(recruiter(), far).due == date.max

    def test_only_records_that_one_gets_back_to_have_one(self):
        assert about(Offer(id="o", company="Omnia")) is None
        assert about(recruiter(stage="queued")) is None


class TestAPinnedDate:
    pinned = recruiter(follow_up=days_ago(2))

    def test_it_comes_before_the_cadence(self):
        found = about(self.pinned, contact("l", "r", 20))
        assert (found.due, found.pinned) == (days_ago(2), True)

    @pytest.mark.parametrize(("last", "pinned"), [(3, True), (2, False), (1, False)])
    def test_it_counts_until_a_contact_on_that_day_or_later(self, last, pinned):
        found = about(self.pinned, contact("l", "r", last))
        assert found.pinned is pinned
        assert found.due == (days_ago(2) if pinned else days_ago(last - 7))

    @pytest.mark.parametrize(
        "record",
        [
            Recruiter(id="x", stage="queued", follow_up=TODAY),
            Search(id="x", stage="turned down", follow_up=TODAY),
            Interview(id="x", stage="held", follow_up=TODAY),
            Ad(id="x", stage="spotted", follow_up=TODAY),
        ],
    )
    def test_it_counts_where_there_is_no_cadence(self, record):
        assert about(record).due == TODAY
        assert about(record, contact("l", "x", 0)) is None

    def test_answering_an_ad_settles_it(self):
        ad = Ad(id="x", stage="answered", follow_up=days_ago(1), answered_on=TODAY)
        assert not about(ad).pinned

    def test_being_made_that_day_is_no_contact(self):
        assert about(recruiter(follow_up=days_ago(40))).pinned


class TestLevelAndWords:
    @pytest.mark.parametrize(
        ("days_late", "level", "words"),
        [
            (-9, FollowUpLevel.LATER, "in 9 days"),
            (-1, FollowUpLevel.LATER, "tomorrow"),
            (0, FollowUpLevel.DUE, "call today"),
            (1, FollowUpLevel.OVERDUE, "1d late"),
            (4, FollowUpLevel.OVERDUE, "4d late"),
        ],
    )
    def test_a_pinned_date_is_overdue_from_the_day_after(self, days_late, level, words):
        found = about(recruiter(follow_up=days_ago(days_late)))
        assert (found.level, found.words) == (level, words)

    @pytest.mark.parametrize(
        ("days_late", "level", "words"),
        [
            (-3, FollowUpLevel.LATER, "in 3 days"),
            (0, FollowUpLevel.DUE, "call today"),
            (3, FollowUpLevel.DUE, "3d late"),
            (4, FollowUpLevel.OVERDUE, "4d late"),
        ],
    )
    def test_the_cadence_may_slip_three_days(self, days_late, level, words):
        dana = recruiter()
        entry = contact("l", "r", 7 + days_late)
        found = about(dana, entry)
        assert (found.level, found.words) == (level, words)
        assert next_line(of(dana, entry), dana, TODAY, PARIS) == words

    def test_what_is_not_called_is_due(self):
        assert about(Ad(id="x", follow_up=TODAY)).words == "due today"

    def test_a_record_without_one_has_no_words(self):
        assert next_line(of(), recruiter(stage="closed"), TODAY, PARIS) == ""


class TestWhy:
    @pytest.mark.parametrize(
        ("attributes", "words"),
        [
            ({}, "last spoke 9 days ago"),
            ({"result": ""}, "last spoke 9 days ago"),
            ({"result": "voicemail"}, "last called 9 days ago"),
            ({"type": "meeting"}, "last met 9 days ago"),
            ({"type": "email", "result": ""}, "last wrote 9 days ago"),
            ({"type": "email", "direction": "in"}, "last heard from them 9 days ago"),
            ({"result": "voicemail", "direction": "in"}, "last heard from them 9 days ago"),
            ({"at": NOON}, "last spoke today"),
            ({"at": NOON - timedelta(days=1)}, "last spoke yesterday"),
        ],
    )
    def test_it_tells_the_last_contact_and_the_habit(self, attributes, words):
        found = about(recruiter(), contact("l", "r", 9, **attributes))
        assert found.why == f"{words}, you call active recruiters every 7 days"

    def test_a_contact_that_is_still_to_come_is_told_by_its_date(self):
        found = about(recruiter(), contact("l", "r", -3))
        assert found.why.startswith("last spoke Fri 27 Nov")

    @pytest.mark.parametrize(
        ("record", "words"),
        [
            (recruiter(), "added 30 days ago, you call active recruiters every 7 days"),
            (recruiter(every=1), "added 30 days ago, you call active recruiters every 1 day"),
            (
                Agency(id="x", stage="dormant", created=NOON),
                "added today, you call dormant agencies every 60 days",
            ),
            (
                Search(id="x", created=NOON),
                "added today, you ask about live searches every 7 days",
            ),
            (
                Ad(id="x", stage="answered", answered_on=days_ago(12)),
                "answered 12 days ago, you ask about answered ads every 10 days",
            ),
            (
                Target(id="x", stage="written", written_on=days_ago(12)),
                "written to 12 days ago, you get back to targets every 12 days",
            ),
        ],
    )
    def test_each_kind_has_its_habit(self, record, words):
        assert about(record).why == words

    def test_it_can_be_told_in_words_that_last(self):
        spoke = about(recruiter(), contact("l", "r", 9))
        words = "last spoke Sun 15 Nov 2026, you call active recruiters every 7 days"
        assert spoke.lasting_why == words
        assert about(recruiter(follow_up=date(2026, 11, 27))).lasting_why == "you pinned the date"
        never = about(Recruiter(id="r", stage="contacted"))
        assert never.lasting_why == never.why

    def test_a_pinned_date_is_told(self):
        found = about(recruiter(follow_up=date(2026, 11, 27)))
        assert found.why == "pinned for Fri 27 Nov"


class TestAllThatIsDue:
    def test_pinned_ones_come_first_then_the_latest(self):
        workspace = of(
            recruiter(id="r1", name="Ada"),
            recruiter(id="r2", name="Bea", follow_up=TODAY),
            recruiter(id="r3", name="Cyd", follow_up=days_ago(1)),
            recruiter(id="r4", name="Dee"),
            recruiter(id="r5", name="Eve"),
            recruiter(id="r6", name="Fay", stage="queued"),
            contact("l1", "r1", 8),
            contact("l4", "r4", 12),
            contact("l5", "r5", 1),
        )
        found = due(workspace, TODAY, PARIS)
        assert [one.record.title for one in found] == ["Cyd", "Bea", "Dee", "Ada"]

    @pytest.mark.parametrize(("within", "titles"), [(0, []), (3, ["Ada"]), (5, ["Ada", "Bea"])])
    def test_coming_days_are_told_on_demand(self, within, titles):
        workspace = of(
            recruiter(id="r1", name="Ada", follow_up=days_ago(-3)),
            recruiter(id="r2", name="Bea"),
            contact("l", "r2", 2),
        )
        found = due(workspace, TODAY, PARIS, within)
        assert [one.record.title for one in found] == titles

    def test_a_call_about_a_search_puts_off_its_recruiter_and_their_agency(self):
        agency = Agency(id="a", stage="active", created=NOON - timedelta(days=50))
        held = [agency, recruiter(agency="a"), Search(id="s", recruiter="r")]
        assert [one.record.id for one in due(of(*held), TODAY, PARIS)] == ["a", "r"]
        assert due(of(*held, contact("l", "s", 1)), TODAY, PARIS) == ()

    @given(histories, st.integers(-40, 400))
    @some
    def test_all_at_once_equal_each_one_alone(self, history, within):
        workspace = Workspace.of(history)
        alone = [follow_up(workspace, record, TODAY, PARIS) for record in workspace]
        until = TODAY + timedelta(days=within)
        wanted = {(one.record.id, one.due, one.pinned) for one in alone if one and one.due <= until}
        found = due(workspace, TODAY, PARIS, within)
        assert {(one.record.id, one.due, one.pinned) for one in found} == wanted
        assert len(found) == len(wanted)
        assert all(one.why and one.words for one in found)

    @given(histories)
    @some
    def test_the_last_contacts_of_all_equal_those_of_each(self, history):
        workspace = Workspace.of(history)
        together = last_contacts(workspace)
        for record in workspace:
            alone, among = last_contact(workspace, record), together.get(record.id)
            assert (alone and alone.at) == (among and among.at)

    @given(histories, st.integers(0, 60))
    @some
    def test_a_call_today_puts_off_every_cadence(self, history, days):
        workspace = Workspace.of(history).put(Pace(cadence_contacted=1, cadence_active=1))
        for found in due(workspace, TODAY, PARIS, within=days):
            called = workspace.put(contact("now", found.record.id, 0))
            after = follow_up(called, found.record, TODAY, PARIS)
            if found.due <= TODAY:
                assert after is None or after.due > TODAY
            else:
                assert after is None or after.due >= found.due or not found.pinned


class TestPromises:
    promise = Promise(id="p", about="i", what="word", by=date(2026, 11, 20), who="Ruth Adeyemi")

    @pytest.mark.parametrize(
        ("moment", "state", "words"),
        [
            (at(9, 0, day=17), PromiseState.OPEN, "Fri 20 Nov (Ruth Adeyemi)"),
            (at(23, 59, day=19), PromiseState.OPEN, "tomorrow (Ruth Adeyemi)"),
            (at(0, 0, day=20), PromiseState.DUE, "today (Ruth Adeyemi)"),
            (at(23, 59, day=20), PromiseState.DUE, "today (Ruth Adeyemi)"),
            (at(0, 0, day=21), PromiseState.LATE, "yesterday (Ruth Adeyemi), 1 day late"),
            (at(9, 0, day=24), PromiseState.LATE, "Fri 20 Nov (Ruth Adeyemi), 4 days late"),
        ],
    )
    def test_one_for_a_day_is_due_all_that_day(self, moment, state, words):
        assert promise_state(self.promise, moment) is state
        assert promise_line(self.promise, moment) == f"word by {words}"

    @pytest.mark.parametrize(
        ("moment", "state", "words"),
        [
            (at(14, 59, day=20), PromiseState.OPEN, "today 15:00"),
            (at(15, 0, day=20), PromiseState.DUE, "today 15:00, due now"),
            (at(9, 0, day=21), PromiseState.LATE, "yesterday 15:00, 1 day late"),
        ],
    )
    def test_one_for_an_hour_is_due_from_that_hour(self, moment, state, words):
        promise = replace(self.promise, hour=time(15), who="")
        assert promise_state(promise, moment) is state
        assert promise_line(promise, moment) == f"word by {words}"

    @pytest.mark.parametrize("stage", ["kept", "broken", "waived"])
    def test_what_the_user_has_made_of_it_stands(self, stage):
        settled = replace(self.promise, stage=stage)
        assert promise_state(settled, at(9)) == stage
        assert promise_line(settled, at(9)).endswith(f", {stage}")

    def test_one_without_a_date_is_never_due(self):
        promise = Promise(id="p", about="i", what="word")
        assert promise_state(promise, at(9)) is PromiseState.OPEN
        assert promise_line(promise, at(9)) == "word"


class TestPatience:
    @pytest.mark.parametrize(
        ("silent", "level"),
        [
            (6, FollowUpLevel.LATER),
            (7, FollowUpLevel.DUE),
            (9, FollowUpLevel.DUE),
            (10, FollowUpLevel.OVERDUE),
        ],
    )
    def test_a_cadence_is_a_rhythm_that_may_slip_by_the_grace(self, silent, level):
        dana = Recruiter(id="dana", name="Dana", stage="active")
        workspace = of(replace(PACE, grace=2), dana, contact("c", "dana", silent))
        assert follow_up(workspace, dana, TODAY, PARIS).level is level

    @pytest.mark.parametrize(
        ("days", "level"), [(0, FollowUpLevel.DUE), (1, FollowUpLevel.OVERDUE)]
    )
    def test_a_pinned_date_is_an_appointment(self, days, level):
        dana = Recruiter(id="dana", name="Dana", stage="active", follow_up=days_ago(days))
        assert follow_up(of(replace(PACE, grace=9), dana), dana, TODAY, PARIS).level is level

    @pytest.mark.parametrize(("silent", "is_asked"), [(30, True), (31, False)])
    @pytest.mark.parametrize("kind", ["ad", "target"])
    def test_an_ad_or_a_letter_is_given_up_after_long_silence(self, kind, silent, is_asked):
        record = {
            "ad": Ad(id="x", role="COO", stage="answered", answered_on=days_ago(silent)),
            "target": Target(id="x", company="A", stage="written", written_on=days_ago(silent)),
        }[kind]
        workspace = of(replace(PACE, cold=30), record)
        assert (follow_up(workspace, record, TODAY, PARIS) is not None) is is_asked

    def test_people_and_what_has_a_cadence_of_its_own_are_never_given_up(self):
        ad = Ad(id="x", role="COO", stage="answered", answered_on=days_ago(400), every=14)
        dana = Recruiter(id="dana", name="Dana", stage="active")
        workspace = of(replace(PACE, cold=30), ad, dana, contact("c", "dana", 400))
        assert {one.record.id for one in due(workspace, TODAY, PARIS)} == {"x", "dana"}
