"""Interviews as a calendar, read back by icalendar's own parser."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from jobsearch_tui.domain.records import Interview, Promise, Recruiter, Search
from jobsearch_tui.domain.workspace import EMPTY
from jobsearch_tui.services.transfer.calendar_in import read_calendar
from jobsearch_tui.services.transfer.calendar_out import (
    CalendarOptions,
    calendar_text,
    chosen,
    contents,
    file_name,
)
from tests.domain.makers import NEW_YORK, PARIS, at, interview
from tests.services.calendars import NOW, plan_of

DANA = Recruiter(
    id="dana", name="Dana Whitfield", email="dana@marsh-vale.example", phone="+1 212 555 0143"
)
SEARCH = Search(id="s", name="VP Operations", recruiter="dana", client="Kestrel")
KESTREL = interview(
    "k1",
    datetime(2026, 11, 27, 11, tzinfo=NEW_YORK),
    minutes=90,
    preparation=60,
    role="VP Operations",
    round=2,
    people="Dana Whitfield, Ruth Adeyemi",
    where="https://meet.example/abc",
    origin="s",
    note="They pay little; ask.",
    went_badly="I talked too long.",
    changed=datetime(2026, 11, 20, 8, tzinfo=UTC),
)
WORKSPACE = EMPTY.put(DANA, SEARCH, KESTREL)


def calendar_of(workspace=WORKSPACE, **options):
    return Calendar.from_ical(calendar_text(workspace, NOW, CalendarOptions(**options)))


def event_of(workspace=WORKSPACE, **options):
    return calendar_of(workspace, **options).events[0]


class TestAnInterview:
    def test_is_an_event_in_its_own_zone_which_is_described(self):
        calendar = calendar_of()
        event = calendar.events[0]
        assert event.start == KESTREL.starts
        assert event["DTSTART"].params["TZID"] == "America/New_York"
        assert event.end - event.start == timedelta(minutes=90)
        assert [zone.tz_name for zone in calendar.timezones] == ["America/New_York"]
        assert calendar.get_missing_tzids() == set()

    def test_tells_where_with_whom_and_from_where_it_came(self):
        event = event_of()
        assert event["SUMMARY"] == "Interview: Kestrel, round 2"
        assert event["LOCATION"] == event["URL"] == "https://meet.example/abc"
        words = str(event["DESCRIPTION"])
        assert "Role: VP Operations" in words
        assert "With: Dana Whitfield, Ruth Adeyemi" in words
        assert "Came from: VP Operations, Kestrel (Dana Whitfield)" in words
        contacts = [str(one) for one in event["CONTACT"]]
        assert "Dana Whitfield, dana@marsh-vale.example, +1 212 555 0143" in contacts

    def test_never_invites_anybody_and_is_private(self):
        text = calendar_text(WORKSPACE, NOW, CalendarOptions(notes=True, todos=True)).decode()
        assert "ATTENDEE" not in text
        assert "ORGANIZER" not in text
        assert "METHOD" not in text
        assert event_of()["CLASS"] == "PRIVATE"

    def test_keeps_notes_to_itself_unless_they_are_asked_for(self):
        assert "pay little" not in calendar_text(WORKSPACE, NOW, CalendarOptions()).decode()
        assert "They pay little; ask." in str(event_of(notes=True)["DESCRIPTION"])

    def test_never_tells_how_it_went(self):
        assert b"too long" not in calendar_text(WORKSPACE, NOW, CalendarOptions(notes=True))

    def test_has_an_identity_that_names_no_machine(self):
        assert event_of()["UID"] == "k1@jobsearch-tui"

    def test_keeps_the_identity_of_its_invitation(self):
        invited = EMPTY.put(replace(KESTREL, uid="abc@google.com", sequence=3))
        event = event_of(invited)
        assert (event["UID"], event["SEQUENCE"]) == ("abc@google.com", 3)

    def test_was_stamped_when_it_was_changed(self):
        event = event_of()
        assert event["DTSTAMP"].dt == event["LAST-MODIFIED"].dt == KESTREL.changed

    @pytest.mark.parametrize(
        ("stage", "status", "transparency"),
        [
            ("scheduled", "CONFIRMED", "OPAQUE"),
            ("held", "CONFIRMED", "OPAQUE"),
            ("cancelled", "CANCELLED", "TRANSPARENT"),
        ],
    )
    def test_that_is_cancelled_says_so_and_frees_the_time(self, stage, status, transparency):
        event = event_of(EMPTY.put(replace(KESTREL, stage=stage)))
        assert (event["STATUS"], event["TRANSP"]) == (status, transparency)

    def test_reminds_when_that_is_wanted_and_it_is_still_to_come(self):
        (alarm,) = event_of(alarm=30).alarms.times
        assert alarm.trigger == KESTREL.starts - timedelta(minutes=30)
        held = EMPTY.put(replace(KESTREL, stage="held"))
        assert event_of(held, alarm=30).walk("VALARM") == []
        assert event_of().walk("VALARM") == []

    def test_has_its_preparation_as_an_event_before_it(self):
        first, second = calendar_of(preparation=True).events
        assert second["UID"] == "k1.preparation@jobsearch-tui"
        assert (second.start, second.end) == (first.start - timedelta(hours=1), first.start)
        none = EMPTY.put(replace(KESTREL, preparation=0))
        assert len(calendar_of(none, preparation=True).events) == 1

    def test_in_utc_needs_no_zone(self):
        utc = EMPTY.put(replace(KESTREL, starts=datetime(2026, 11, 27, 11, tzinfo=ZoneInfo("UTC"))))
        calendar = calendar_of(utc)
        assert calendar.timezones == []
        assert calendar.events[0]["DTSTART"].to_ical() == b"20261127T110000Z"

    def test_of_no_length_ends_when_it_begins(self):
        event = event_of(EMPTY.put(replace(KESTREL, minutes=0)))
        assert "DTEND" not in event
        assert event["DURATION"].dt == timedelta(0)

    def test_with_a_hostile_name_adds_no_line_and_no_escape_sequence(self):
        company = "Kes\x1b[31mtrel\r\nATTENDEE:mailto:a@b.example\u202e"
        text = calendar_text(EMPTY.put(replace(KESTREL, company=company)), NOW, CalendarOptions())
        assert b"\r\nATTENDEE" not in text
        assert b"\x1b" not in text


class TestTheCalendar:
    def test_of_nothing_is_one_all_the_same(self):
        assert calendar_of(EMPTY).events == []

    def test_has_those_to_come_and_of_the_last_four_weeks_or_all(self):
        old = replace(KESTREL, id="old", starts=at(9, day=26, month=10), stage="held")
        recent = replace(KESTREL, id="recent", starts=at(9, day=28, month=10), stage="cancelled")
        never = Interview(id="never", company="Omnia")
        workspace = EMPTY.put(old, recent, KESTREL, never)
        names = [one.id for one in chosen(workspace, NOW, CalendarOptions())]
        assert names == ["recent", "k1"]
        assert len(chosen(workspace, NOW, CalendarOptions(every=True))) == 3

    def test_has_follow_ups_and_promises_as_tasks(self):
        workspace = WORKSPACE.put(
            replace(DANA, stage="active", follow_up=date(2026, 12, 1)),
            Promise(id="p1", about="k1", what="word", by=date(2026, 12, 4), who="Ruth Adeyemi"),
            Promise(id="p2", about="k1", what="call", by=date(2026, 11, 25), hour=time(15)),
            Promise(id="p3", about="k1", what="send", by=date(2026, 11, 20), stage="kept",
                    changed=datetime(2026, 11, 20, 8, tzinfo=UTC)),
            Promise(id="p4", about="k1", what="lost", by=date(2026, 11, 20), stage="waived",
                    changed=datetime(2026, 11, 20, 8, tzinfo=UTC)),
            Promise(id="p5", about="k1", what="ages ago", by=date(2026, 1, 20), stage="kept"),
            Promise(id="p6", about="k1", what="some day"),
        )  # fmt: skip
        tasks = {str(task["UID"]).partition("@")[0]: task for task in calendar_of(
            workspace, todos=True).todos}  # fmt: skip
        assert set(tasks) >= {"dana.follow-up", "p1", "p2", "p3", "p4"}
        assert not {"p5", "p6"} & set(tasks)
        assert tasks["dana.follow-up"]["DUE"].dt == date(2026, 12, 1)
        assert tasks["dana.follow-up"]["DESCRIPTION"] == "You pinned the date."
        assert tasks["p1"]["SUMMARY"] == "Promised by Ruth Adeyemi: word"
        assert tasks["p1"]["DESCRIPTION"] == "About Kestrel, round 2"
        assert tasks["p2"]["DUE"].dt == datetime(2026, 11, 25, 14, tzinfo=UTC)
        assert (tasks["p3"]["STATUS"], tasks["p4"]["STATUS"]) == ("COMPLETED", "CANCELLED")
        assert "COMPLETED" in tasks["p3"]
        assert calendar_of(workspace).todos == []

    def test_that_is_kept_tells_how_often_to_look(self):
        text = calendar_text(WORKSPACE, NOW, CalendarOptions(), state="abc")
        calendar = Calendar.from_ical(text)
        assert calendar.refresh_interval == timedelta(minutes=15)
        assert calendar["X-JOBSEARCH-STATE"] == "abc"

    def test_says_the_same_as_long_as_nothing_of_it_changes(self):
        options = CalendarOptions(todos=True)
        before = contents(WORKSPACE, NOW, options)
        assert contents(EMPTY.put(DANA, SEARCH, KESTREL), NOW, options) == before
        for changed in (
            replace(KESTREL, where="Dock Road"),
            replace(SEARCH, name="COO"),
            replace(DANA, email="d@marsh-vale.example"),
            replace(DANA, stage="active", follow_up=date(2026, 12, 1)),
            Promise(id="p1", about="k1", what="word", by=date(2026, 12, 4)),
        ):
            assert contents(WORKSPACE.put(changed), NOW, options) != before


def test_a_file_of_one_interview_has_a_plain_name_that_stays():
    assert file_name(KESTREL) == "kestrel-k1.ics"
    assert file_name(replace(KESTREL, company="../../É­tc, S.A.", id="X/1")) == "etc-s-a-x-1.ics"
    assert file_name(replace(KESTREL, company="株式会社")) == "interview-k1.ics"


ZONES = st.sampled_from(
    [
        *("America/New_York", "Europe/Paris", "Europe/London", "Australia/Sydney", "Asia/Kolkata"),
        *("Australia/Lord_Howe", "Africa/Casablanca", "America/St_Johns", "Pacific/Apia", "UTC"),
        *("America/Sao_Paulo", "Asia/Kathmandu", "Africa/Cairo", "America/Santiago", "Etc/GMT+5"),
        *("Antarctica/Troll", "Europe/Dublin", "Asia/Gaza", "Pacific/Chatham", "America/Nuuk"),
    ]
).map(ZoneInfo)
CHANGES_OF_CLOCKS = ((3, 8), (3, 29), (4, 5), (9, 6), (9, 27), (10, 4), (10, 25), (11, 1))
NEAR_A_CHANGE = st.builds(
    lambda day, minutes: datetime(2026, *day, tzinfo=UTC) + timedelta(minutes=minutes),
    st.sampled_from(CHANGES_OF_CLOCKS),
    st.integers(-1500, 1500),
)
AT_ANY_TIME = st.integers(0, 20_000_000).map(
    lambda minutes: datetime(2000, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
)


@st.composite
def scheduled(draw, id):
    zone = draw(ZONES)
    moment = draw(NEAR_A_CHANGE | AT_ANY_TIME)
    return Interview(
        id=id,
        company=draw(st.sampled_from(["Kestrel", "Halden; Foods, Inc.", 'Omnia "é" \\n'])),
        starts=moment.astimezone(zone),
        minutes=draw(st.integers(0, 1440)),
        stage=draw(st.sampled_from(["scheduled", "held", "cancelled"])),
        where=draw(st.sampled_from(["", "Dock Road; 12, Leeds", "https://meet.example/a?b=c,d"])),
    )


class TestOutAndInAgain:
    @settings(deadline=None)
    @given(st.integers(0, 4).flatmap(lambda n: st.tuples(*(scheduled(f"i{k}") for k in range(n)))))
    def test_is_the_same_moment_zone_and_length_on_both_sides_of_every_change_of_the_clocks(
        self, interviews
    ):
        workspace = EMPTY.put(*interviews)
        text = calendar_text(workspace, NOW, CalendarOptions(every=True, preparation=True))
        blank = EMPTY.put(*(replace(one, starts=at(3), minutes=7) for one in interviews))
        after = read_calendar(text, blank, now=NOW, new_id=lambda: "new").change.apply(blank)
        for one in interviews:
            back = after.find(Interview, one.id)
            if one.stage == "cancelled":
                assert back.stage == "cancelled"
                continue
            assert back.starts.astimezone(UTC) == one.starts.astimezone(UTC)
            assert (back.zone, back.minutes) == (one.zone, one.minutes)

    def test_changes_nothing_where_nothing_was_changed(self):
        plan = plan_of(calendar_text(WORKSPACE, NOW, CalendarOptions()), WORKSPACE)
        assert plan.is_empty
        assert plan.counts == {"unchanged": 1}

    def test_into_another_search_is_a_new_interview_that_keeps_its_identity(self):
        text = calendar_text(WORKSPACE, NOW, CalendarOptions())
        after = plan_of(text).change.apply(EMPTY)
        (new,) = after.all(Interview)
        assert (new.company, new.uid, new.zone) == ("Kestrel", "k1@jobsearch-tui", KESTREL.zone)
        assert plan_of(text, after).counts == {"unchanged": 1}

    def test_in_paris_is_on_the_clock_of_paris(self):
        assert event_of(EMPTY.put(interview())).start == at(11, zone=PARIS)
