"""The values that a record gives to a script, and the situation that chooses one."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jobsearch_tui.domain.records import (
    Activity,
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
from jobsearch_tui.domain.text import one_line
from jobsearch_tui.domain.workspace import EMPTY, Workspace
from jobsearch_tui.services.script_facts import facts_for, first_name
from jobsearch_tui.services.script_rules import Situation
from jobsearch_tui.services.script_situation import situation_of
from jobsearch_tui.services.script_text import PLACEHOLDERS
from jobsearch_tui.services.scripts import Library, fill

PARIS = ZoneInfo("Europe/Paris")
NEW_YORK = ZoneInfo("America/New_York")
NOW = datetime(2026, 11, 24, 18, 30, tzinfo=PARIS)

AGENCY = Agency(id="ag", name="Marsh & Vale")
DANA = Recruiter(id="re", name="Dana Whitfield", agency="ag", stage="active")
SEARCH = Search(id="se", name="Operations Director", recruiter="re", stage="interviewing")
AD = Ad(id="ad", role="VP Operations", employer="Halden Foods", source="The Courier")
TARGET = Target(
    id="ta",
    company="Omnia",
    executive="Ruth Adeyemi",
    campaign="end run",
    search="se",
    written_on=date(2026, 11, 3),
)
KESTREL = Interview(
    id="in",
    company="Kestrel",
    role="Operations Director",
    starts=datetime(2026, 11, 27, 11, 0, tzinfo=NEW_YORK),
    minutes=90,
    people="Ms Ito and Tom Sato",
    where="5 Example Street",
    origin="se",
)
PROMISE = Promise(id="pr", about="in", what="a decision", by=date(2026, 12, 4), who="Ruth Adeyemi")
WORK = Assignment(id="as", interview="in", what="a plan for the depot")
OFFER = Offer(id="of", company="Kestrel", role="Director", origin="in", decide_by=date(2026, 12, 1))
PACE = Pace(name="Sam Rivers", phone="555-0142")
ALL = Workspace.of([AGENCY, DANA, SEARCH, AD, TARGET, KESTREL, PROMISE, WORK, OFFER, PACE])


def call(id: str, days: float, about: str = "in", **values) -> Activity:
    """A log entry of so many days ago."""
    return Activity(id=id, at=NOW - timedelta(days=days), about=(about,), **values)


class TestFactsFor:
    """What is known for the placeholders."""

    def test_an_interview_brings_its_search_recruiter_and_agency(self):
        assert facts_for(ALL, KESTREL, NOW) == {
            "me.name": "Sam Rivers",
            "me.phone": "555-0142",
            "me.standing": "I am employed at present",
            "today": "24 November 2026",
            "interview.company": "Kestrel",
            "interview.role": "Operations Director",
            "interview.when": "Friday 27 November at 11:00, New York time",
            "interview.where": "5 Example Street",
            "interview.with": "Ms Ito and Tom Sato",
            "search.title": "Operations Director",
            "recruiter.name": "Dana Whitfield",
            "recruiter.first_name": "Dana",
            "agency.name": "Marsh & Vale",
            "promise.what": "a decision",
            "promise.by": "Friday 4 December",
            "assignment.what": "a plan for the depot",
            "contact.name": "Ms Ito",
            "contact.first_name": "Ms Ito",
            "about": "the Operations Director position at Kestrel",
        }

    @pytest.mark.parametrize(
        ("record", "contact", "about"),
        [
            (AGENCY, "Dana Whitfield", "the Operations Director search"),
            (DANA, "Dana Whitfield", "the Operations Director search"),
            (SEARCH, "Dana Whitfield", "the Operations Director search"),
            (AD, None, "the VP Operations position at Halden Foods"),
            (TARGET, "Ruth Adeyemi", "my letter of Tuesday 3 November"),
            (PROMISE, "Ruth Adeyemi", "the Operations Director position at Kestrel"),
            (WORK, "Ms Ito", "the Operations Director position at Kestrel"),
            (OFFER, "Ms Ito", "the Director position at Kestrel"),
            (call("ac", 1), "Ms Ito", "the Operations Director position at Kestrel"),
        ],
        ids=lambda value: getattr(value, "kind", None),
    )
    def test_every_record_says_whom_to_talk_to_and_of_what(self, record, contact, about):
        facts = facts_for(ALL, record, NOW)
        assert facts.get("contact.name") == contact
        assert facts["about"] == about

    @pytest.mark.parametrize(
        "record", [replace(TARGET, executive="", written_on=None), replace(KESTREL, people="")]
    )
    def test_a_company_is_never_addressed_by_its_recruiters_name(self, record):
        workspace = ALL.put(record).remove("pr")
        facts = facts_for(workspace, record, NOW)
        assert "contact.name" not in facts
        assert facts["recruiter.name"] == "Dana Whitfield"

    def test_who_gave_the_word_stands_in_for_an_interviewer_not_noted(self):
        bare = replace(KESTREL, people="")
        assert facts_for(ALL.put(bare), bare, NOW)["contact.name"] == "Ruth Adeyemi"

    def test_a_target_does_not_hear_of_the_search_behind_the_end_run(self):
        bare = replace(TARGET, written_on=None)
        assert facts_for(ALL.put(bare), bare, NOW)["about"] == "an introduction"

    def test_an_offer_accepted_in_words_is_still_spoken_of_with_those_who_made_it(self):
        made, spoken = (
            facts_for(ALL, replace(OFFER, stage=stage, written=False), NOW)
            for stage in ("made", "accepted")
        )
        assert spoken == made
        assert spoken["contact.name"]

    def test_an_accepted_offer_leaves_open_who_else_is_to_be_told(self):
        facts = facts_for(ALL, replace(OFFER, stage="accepted", written=True), NOW)
        assert facts["offer.company"] == "Kestrel"
        assert not {"about", "contact.name", "contact.first_name"} & set(facts)

    def test_an_agency_with_two_recruiters_names_neither(self):
        owen = Recruiter(id="r2", name="Owen Pryce", agency="ag")
        assert "contact.name" not in facts_for(ALL.put(owen), AGENCY, NOW)

    def test_a_recruiters_live_search_goes_before_a_newer_one_that_is_over(self):
        late = replace(SEARCH, id="s2", name="Old", stage="turned down", created=NOW)
        workspace = ALL.put(late).remove("in", "pr")
        assert facts_for(workspace, DANA, NOW)["search.title"] == "Operations Director"

    def test_a_recruiter_without_searches_has_a_conversation_or_an_introduction(self):
        workspace = Workspace.of([DANA])
        assert facts_for(workspace, DANA, NOW)["about"] == "an introduction"
        met = workspace.put(call("ac", 3, "re"))
        assert facts_for(met, DANA, NOW)["about"] == "our conversation"

    def test_a_promise_on_an_interview_concerns_its_recruiter(self):
        direct = replace(KESTREL, origin="re")
        facts = facts_for(ALL.put(direct).remove("se"), DANA, NOW)
        assert facts["promise.what"] == "a decision"
        assert facts["about"] == "the Operations Director position at Kestrel"
        assert facts["contact.name"] == "Dana Whitfield"

    @pytest.mark.parametrize(
        ("starts", "when"),
        [
            (datetime(2026, 12, 1, 9, 5, tzinfo=PARIS), "Tuesday 1 December at 09:05"),
            (
                datetime(2026, 12, 1, 9, 0, tzinfo=ZoneInfo("UTC")),
                "Tuesday 1 December at 09:00 UTC",
            ),
            (datetime(2027, 8, 2, 9, 0, tzinfo=PARIS), "2 August 2027 at 09:00"),
            (
                datetime(2026, 12, 1, 9, 0, tzinfo=ZoneInfo("Europe/Rome")),
                "Tuesday 1 December at 09:00",
            ),
        ],
    )
    def test_the_hour_is_the_interviews_own(self, starts, when):
        moved = replace(KESTREL, starts=starts)
        assert facts_for(EMPTY, moved, NOW)["interview.when"] == when

    def test_a_promised_hour_is_said(self):
        exact = replace(PROMISE, hour=time(15))
        assert facts_for(ALL, exact, NOW)["promise.by"] == "Friday 4 December at 15:00"

    def test_what_is_not_known_is_not_there(self):
        bare = Ad(id="x", role="Buyer")
        facts = facts_for(EMPTY, bare, NOW)
        assert facts == {
            "me.standing": "I am employed at present",
            "today": "24 November 2026",
            "ad.role": "Buyer",
            "about": "the Buyer position",
        }
        assert facts_for(EMPTY, Offer(id="o", company="Omnia"), NOW)["about"] == (
            "the position at Omnia"
        )
        undated = Promise(id="p", about="gone", what="word")
        assert "promise.by" not in facts_for(EMPTY, undated, NOW)

    def test_somebody_without_a_job_does_not_say_that_they_have_one(self):
        free = ALL.put(replace(PACE, employed=False))
        assert facts_for(free, None, NOW)["me.standing"] == "I am between positions"

    def test_extra_values_are_added_and_win(self):
        extra = {"week_with_room": "the week of 7 December", "me.name": "S. Rivers", "ad.need": " "}
        assert facts_for(ALL, None, NOW, extra) == {
            "me.name": "S. Rivers",
            "me.phone": "555-0142",
            "me.standing": "I am employed at present",
            "today": "24 November 2026",
            "week_with_room": "the week of 7 December",
        }

    @pytest.mark.parametrize(
        ("record", "entries", "days"),
        [
            (DANA, (), None),
            (DANA, (call("a", 12, "re"), call("b", 3, "re", type="note")), "12"),
            (DANA, (call("a", -1, "re"),), None),
            (PROMISE, (call("a", 2),), "2"),
            (replace(KESTREL, starts=NOW - timedelta(days=9)), (call("a", 20),), "9"),
            (replace(KESTREL, starts=NOW - timedelta(days=9)), (call("a", 1),), "1"),
            (replace(AD, answered_on=date(2026, 11, 14)), (), "10"),
            (TARGET, (), "21"),
        ],
    )
    def test_silence_is_counted_from_the_last_contact(self, record, entries, days):
        workspace = ALL.put(*entries)
        assert facts_for(workspace, record, NOW).get("days_silent") == days

    def test_knows_nothing_but_documented_placeholders(self):
        for record in ALL:
            assert set(facts_for(ALL, record, NOW)) <= set(PLACEHOLDERS)

    def test_records_that_refer_to_each_other_in_a_ring_are_no_trouble(self):
        one = Interview(id="i1", company="A", origin="o1")
        two = Offer(id="o1", company="B", origin="i1")
        knot = Activity(id="x", about=("x", "i1"))
        assert facts_for(Workspace.of([one, two, knot]), knot, NOW)["offer.company"] == "B"

    def test_what_an_import_brought_is_no_template(self):
        evil = replace(DANA, name="{me.phone}\x1b[2J [/]")
        filled = fill("Hello {recruiter.name}", facts_for(ALL.put(evil), evil, NOW))
        assert filled.text == "Hello {me.phone} [/]"


class TestFirstName:
    """How a person is greeted."""

    @pytest.mark.parametrize(
        ("name", "greeted"),
        [
            ("Dana Whitfield", "Dana"),
            ("Dana", "Dana"),
            ("Whitfield, Dana", "Dana"),
            ("Dana Whitfield, PHR", "Dana"),
            ("Whitfield,", "Whitfield"),
            ("Dr. Ruth Adeyemi", "Ruth"),
            ("Mr Pryce", "Mr Pryce"),
            ("Prof. J. Pryce", "Prof. J. Pryce"),
            ("J. P. Harlow", "J. P. Harlow"),
            ("José  Núñez", "José"),
            ("", ""),
            (",", ","),
        ],
    )
    def test_is_found_where_it_can_be_told(self, name, greeted):
        assert first_name(name) == greeted

    @settings(max_examples=60, deadline=None)
    @given(st.text(max_size=20))
    def test_is_a_part_of_the_name_and_one_line(self, name):
        assert first_name(name) in one_line(name)
        assert bool(first_name(name)) is bool(one_line(name))


class TestSituationOf:
    """Where a record stands."""

    held = replace(KESTREL, stage="held", starts=datetime(2026, 11, 10, 9, 0, tzinfo=PARIS))
    late = replace(PROMISE, by=date(2026, 11, 20))

    def test_a_queued_recruiter_is_just_that(self):
        fresh = replace(DANA, stage="queued")
        assert situation_of(Workspace.of([fresh]), fresh, NOW) == Situation(stage="queued")

    def test_an_activity_has_no_stage_of_its_own(self):
        entry = replace(call("a", 1), stage="")
        assert situation_of(ALL, entry, NOW).stage == ""

    @pytest.mark.parametrize(
        ("stage", "written", "spoken"),
        [("accepted", False, True), ("accepted", True, False), ("made", False, False)],
    )
    def test_tells_an_offer_that_was_accepted_in_words_alone(self, stage, written, spoken):
        offer = replace(OFFER, stage=stage, written=written)
        assert situation_of(ALL.put(offer), offer, NOW).spoken is spoken

    @pytest.mark.parametrize(
        ("change", "overdue"),
        [
            ({"by": date(2026, 11, 23)}, True),
            ({"by": date(2026, 11, 24)}, False),
            ({"by": date(2026, 11, 24), "hour": time(18)}, True),
            ({"by": date(2026, 11, 24), "hour": time(19)}, False),
            ({"by": date(2026, 11, 20), "stage": "kept"}, False),
            ({"by": date(2026, 12, 4), "stage": "broken"}, True),
            ({"stage": "broken", "closed_on": date(2026, 11, 24)}, False),
            ({"by": None}, False),
        ],
    )
    def test_a_promise_is_overdue_once_its_day_or_hour_has_passed(self, change, overdue):
        promise = replace(PROMISE, **change)
        workspace = ALL.put(promise)
        assert situation_of(workspace, promise, NOW).promise_overdue is overdue
        assert situation_of(workspace, KESTREL, NOW).promise_overdue is overdue

    def test_of_several_promises_the_one_due_first_counts(self):
        workspace = ALL.put(self.late, replace(PROMISE, id="p2", by=date(2027, 1, 1)))
        assert situation_of(workspace, KESTREL, NOW).promise_overdue

    def test_a_promise_on_its_search_concerns_the_recruiter(self):
        workspace = ALL.put(replace(self.late, about="se"))
        assert situation_of(workspace, DANA, NOW).promise_overdue

    @pytest.mark.parametrize(
        ("entry", "asked"),
        [
            (call("a", 1, result="reached"), True),
            (call("a", 1, type="meeting"), True),
            (call("a", 1, result="gatekeeper"), False),
            (call("a", 1, direction="in"), False),
            (call("a", 9, result="reached"), False),
            (call("a", -1, result="reached"), False),
        ],
    )
    def test_asked_since_means_that_the_user_got_through(self, entry, asked):
        workspace = ALL.put(self.late, entry)
        assert situation_of(workspace, KESTREL, NOW).asked_since is asked

    def test_nobody_asked_when_nothing_was_promised(self):
        workspace = ALL.remove("pr").put(call("a", 1, result="reached"))
        assert not situation_of(workspace, KESTREL, NOW).asked_since

    def test_stopped_calls_count_from_the_last_talk(self):
        log = [
            call("a", 1, result="gatekeeper"),
            call("b", 2, result="no answer"),
            call("c", 3, result="gatekeeper"),
            call("d", 4, result="reached"),
            call("e", 5, result="gatekeeper"),
        ]
        found = situation_of(ALL.put(*log), KESTREL, NOW)
        assert (found.gatekeepers, found.last_result) == (2, "gatekeeper")
        answered = ALL.put(*log, call("f", 0.5, direction="in", type="email"))
        assert situation_of(answered, KESTREL, NOW).gatekeepers == 0

    def test_how_many_stopped_calls_are_too_many_is_the_users_choice(self):
        workspace = ALL.put(Pace(gatekeepers=3), call("a", 1, result="gatekeeper"))
        assert situation_of(workspace, KESTREL, NOW).patience == 3

    def test_notes_and_stage_changes_are_no_contact(self):
        log = [
            call("a", 2, result="voicemail"),
            call("b", 1, type="note"),
            call("c", 1, type="stage"),
        ]
        assert situation_of(ALL.put(*log), KESTREL, NOW).last_result == "voicemail"

    @pytest.mark.parametrize(
        ("stage", "starts", "days"),
        [
            ("held", datetime(2026, 11, 22, 23, 0, tzinfo=PARIS), 2),
            ("held", datetime(2026, 11, 25, 9, 0, tzinfo=PARIS), 0),
            ("held", datetime(2026, 11, 23, 20, 0, tzinfo=NEW_YORK), 0),
            ("scheduled", datetime(2026, 11, 24, 17, 0, tzinfo=PARIS), 0),
            ("scheduled", datetime(2026, 11, 24, 17, 30, tzinfo=PARIS), None),
            ("cancelled", datetime(2026, 11, 20, 9, 0, tzinfo=PARIS), None),
        ],
    )
    def test_days_since_an_interview_are_the_users_days(self, stage, starts, days):
        interview = replace(KESTREL, stage=stage, starts=starts)
        assert situation_of(ALL, interview, NOW).days_since_held == days

    @pytest.mark.parametrize(
        ("entry", "thanked"),
        [
            (call("a", 13, type="email"), True),
            (call("a", 13, type="letter"), True),
            (call("a", 13, type="email", direction="in"), False),
            (call("a", 13, type="call"), False),
            (call("a", 15, type="email"), False),
        ],
    )
    def test_thanks_are_written_after_the_interview(self, entry, thanked):
        assert situation_of(ALL.put(entry), self.held, NOW).thanked is thanked

    @pytest.mark.parametrize(
        ("debrief", "known"),
        [({}, False), ({"rating": 2}, True), ({"went_badly": "x"}, True), ({"lesson": "x"}, True)],
    )
    def test_a_debrief_is_a_rating_or_words(self, debrief, known):
        assert situation_of(ALL, replace(self.held, **debrief), NOW).debriefed is known

    def test_an_assignment_and_a_promise_stand_where_their_interview_does(self):
        workspace = ALL.put(self.held, call("a", 1, result="gatekeeper"))
        for record in (WORK, PROMISE):
            found = situation_of(workspace, record, NOW)
            assert (found.days_since_held, found.gatekeepers) == (14, 1)

    def test_a_promise_or_assignment_without_its_record_still_has_a_situation(self):
        for record in (WORK, PROMISE):
            assert situation_of(EMPTY, record, NOW).gatekeepers == 0

    @pytest.mark.parametrize(
        ("log", "script"),
        [
            ((), "following-up"),
            ((call("a", 1, result="voicemail"),), "following-up"),
            ((call("a", 1, result="gatekeeper"),), "following-up"),
            ((call("a", 1, result="gatekeeper"), call("b", 2, result="gatekeeper")),
             "past-the-secretary"),
            ((call("a", 1, result="reached"),), "offering-an-assignment"),
        ],
    )  # fmt: skip
    @pytest.mark.parametrize("stage", ["open", "broken"])
    def test_each_step_of_a_broken_promise_has_its_script_first(self, log, script, stage):
        workspace = ALL.put(self.held, replace(self.late, stage=stage), *log)
        situation = situation_of(workspace, self.held, NOW)
        assert Library.load(None).for_record("interview", situation)[0].name == script

    def test_campaign_and_week_are_passed_on(self):
        assert situation_of(ALL, TARGET, NOW).campaign == "end run"
        assert situation_of(ALL, KESTREL, NOW, week_over=True).week_over

    @pytest.mark.parametrize(
        ("change", "first"),
        [
            ({"stage": "held", "starts": NOW - timedelta(days=1)}, "thanks"),
            ({"stage": "held", "starts": NOW - timedelta(days=5)}, "offering-an-assignment"),
            ({}, "confirming-an-interview"),
            ({"stage": "cancelled"}, None),
        ],
    )
    def test_it_chooses_the_script(self, change, first):
        record = replace(KESTREL, **change)
        found = Library.load(None).for_record("interview", situation_of(ALL, record, NOW))
        assert found[0].fits("interview")
        assert first is None or found[0].name == first
