"""Invitations as Google, Outlook and others write them become interviews, and move and end them."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from jobsearch_tui.domain.changes import Change
from jobsearch_tui.domain.records import (
    Activity,
    Ad,
    Agency,
    Interview,
    Pace,
    Recruiter,
    Search,
    Target,
)
from jobsearch_tui.domain.revisions import with_revisions
from jobsearch_tui.domain.workspace import EMPTY
from jobsearch_tui.errors import ImportFailedError
from jobsearch_tui.services.transfer.calendar_lines import LARGEST, MOST_EVENTS, is_calendar
from jobsearch_tui.storage import codec
from tests.domain.makers import NEW_YORK, PARIS, at, interview
from tests.services.calendars import NOW, calendar, described, one_of, plan_of

GOOGLE = r"""
DTSTART:20261202T160000Z
DTEND:20261202T170000Z
DTSTAMP:20261123T101010Z
ORGANIZER;CN=Ruth Adeyemi:mailto:ruth.adeyemi@kestrel.example
UID:5d2ab@google.com
ATTENDEE;CUTYPE=INDIVIDUAL;PARTSTAT=NEEDS-ACTION;RSVP=TRUE;CN=pat@mail.example:
 mailto:pat@mail.example
X-GOOGLE-CONFERENCE:https://meet.google.com/abc-defg-hij
DESCRIPTION:Agenda: plant\, people.\nBring questions.
SEQUENCE:0
STATUS:CONFIRMED
SUMMARY:Interview with Kestrel
"""
OUTLOOK = r"""
ORGANIZER;CN=Dana Whitfield:mailto:dana@marsh-vale.example
ATTENDEE;ROLE=REQ-PARTICIPANT;RSVP=TRUE;CN='pat@mail.example':mailto:pat@mail.example
DESCRIPTION;LANGUAGE=en-US:Join: https://teams.microsoft.com/l/meetup-join/19%3a
UID:040000008200E00074C5B7101A82E008
SUMMARY;LANGUAGE=en-US:VP Operations - first conversation
DTSTART;TZID=Eastern Standard Time:20261202T110000
DTEND;TZID=Eastern Standard Time:20261202T114500
CLASS:PUBLIC
DTSTAMP:20261123T101010Z
SEQUENCE:2
LOCATION;LANGUAGE=en-US:Microsoft Teams Meeting
X-MICROSOFT-CDO-APPT-SEQUENCE:2
"""
DANA = Recruiter(id="dana", name="Dana Whitfield", agency="marsh", email="dana@marsh-vale.example")
MARSH = Agency(id="marsh", name="Marsh & Vale", url="https://www.marsh-vale.example")
SEARCH = Search(id="s", name="VP Operations", recruiter="dana", client="Kestrel", stage="submitted")
PACE = Pace(name="Pat Sample", interviews=4, hours=12)


def request(event, method="REQUEST", more=""):
    return calendar(event, method=method, more=more)


def event(*lines, uid="u1", summary="Interview", starts="DTSTART:20261202T160000Z"):
    return "\n".join([f"UID:{uid}", f"SUMMARY:{summary}", starts, "DURATION:PT1H", *lines])


def starts(line, more=""):
    return one_of(plan_of(calendar(event(starts=line), more=more))).starts


class TestAnInvitation:
    def test_of_google_is_an_interview_in_the_users_zone(self):
        plan = plan_of(request(GOOGLE))
        made = one_of(plan)
        assert made.starts == datetime(2026, 12, 2, 17, tzinfo=PARIS)
        assert (made.zone, made.minutes, made.format) == ("Europe/Paris", 60, "video")
        assert made.where == "https://meet.google.com/abc-defg-hij"
        assert (made.company, made.people) == ("Kestrel", "Ruth Adeyemi")
        assert made.note == "Agenda: plant, people.\nBring questions."
        assert (made.uid, made.invited) == ("5d2ab@google.com", "0 20261123T101010Z")
        assert plan.counts == {"added": 1}
        assert plan.change.label == "Kestrel: invitation"

    def test_of_outlook_is_an_interview_in_its_own_zone(self):
        made = one_of(plan_of(request(OUTLOOK)))
        assert made.starts == datetime(2026, 12, 2, 11, tzinfo=NEW_YORK)
        assert (made.zone, made.minutes, made.format) == ("America/New_York", 45, "video")
        assert made.where == "https://teams.microsoft.com/l/meetup-join/19%3a"

    def test_has_a_note_without_the_rules_that_calendars_draw(self):
        text = r"-::~:~::~:~::-\nJoin us\n\nPlease do not edit this section.\n______________"
        lines = f"UID:u\nSUMMARY:x\nDTSTART:20261202T160000Z\nDESCRIPTION:{text}"
        plan = plan_of(request(lines))
        assert one_of(plan).note == "Join us"

    def test_is_logged_as_a_letter_that_came_in(self):
        plan = plan_of(request(GOOGLE))
        (entry,) = (one for one in plan.change.put if isinstance(one, Activity))
        assert (entry.type, entry.direction, entry.about) == ("email", "in", (one_of(plan).id,))
        assert entry.at == datetime(2026, 11, 23, 10, 10, 10, tzinfo=UTC)

    @pytest.mark.parametrize("method", ["PUBLISH", ""])
    def test_that_is_only_published_is_added_and_not_logged(self, method):
        plan = plan_of(request(GOOGLE, method))
        assert [record.kind for record in plan.change.put] == ["interview"]

    @pytest.mark.parametrize("method", ["REPLY", "COUNTER", "DECLINECOUNTER", "REFRESH"])
    def test_is_told_from_answers_and_proposals(self, method):
        plan = plan_of(request(GOOGLE, method))
        assert plan.is_empty
        assert plan.words()[0].startswith("Left: “Interview with Kestrel”; it ")

    def test_without_an_identity_is_taken_each_time(self):
        lines = "DTSTART:20261202T160000Z\nDURATION:PT1H\nSUMMARY:Interview with "
        plan = plan_of(calendar(lines + "Kestrel", lines + "Omnia"))
        assert plan.counts == {"added": 2}
        assert plan.change.label == "import of 2 interviews from invite.ics"
        assert plan.change.upheaval == "import"

    def test_in_utf_16_with_bare_line_feeds_is_read(self):
        text = request(GOOGLE).decode().replace("\r\n", "\n").encode("utf-16")
        assert one_of(plan_of(text)).company == "Kestrel"

    def test_warns_as_typing_does_when_the_week_is_over_capacity(self):
        full = EMPTY.put(replace(PACE, interviews=1), interview("i1", at(9, day=1, month=12)))
        (doubt,) = plan_of(request(GOOGLE), full).doubts()
        assert (
            doubt
            == ("The week of 30 Nov would be over capacity: 2 interviews, you can prepare for 1.")
            or "over capacity" in doubt
        )

    def test_warns_of_an_overlap(self):
        there = EMPTY.put(PACE, interview("i1", at(17, 30, day=2, month=12), company="Omnia"))
        assert (
            "It overlaps Omnia, Wed 2 Dec 17:30, 1 h." in plan_of(request(GOOGLE), there).doubts()
        )


class TestAnUpdate:
    def come(self, *lines, method="REQUEST", before=None):
        workspace = before or plan_of(request(GOOGLE)).change.apply(EMPTY)
        return plan_of(calendar(event(*lines, uid="5d2ab@google.com"), method=method), workspace)

    def test_with_a_higher_number_moves_the_interview(self):
        moved = calendar(
            event("SEQUENCE:1", uid="5d2ab@google.com", starts="DTSTART:20261203T100000Z"),
            method="REQUEST",
        )
        workspace = plan_of(request(GOOGLE)).change.apply(EMPTY)
        plan = plan_of(moved, workspace)
        made = one_of(plan)
        assert made.id in workspace
        assert made.starts == datetime(2026, 12, 3, 11, tzinfo=PARIS)
        assert plan.words() == ["Moved Kestrel from Wed 2 Dec 17:00 to Thu 3 Dec 11:00."]
        assert plan.change.label == "Kestrel: moved to Thu 3 Dec 11:00"

    def test_keeps_what_the_user_wrote(self):
        workspace = plan_of(request(GOOGLE)).change.apply(EMPTY)
        (made,) = workspace.all(Interview)
        mine = replace(made, note="my own", company="Kestrel Foods", people="Ruth", preparation=90)
        after = one_of(self.come("SEQUENCE:3", "LOCATION:Dock Road", before=EMPTY.put(mine)))
        assert (after.note, after.company, after.people) == ("my own", "Kestrel Foods", "Ruth")
        assert (after.preparation, after.where, after.format) == (90, "Dock Road", "on-site")

    def test_of_a_panel_stays_one_wherever_it_is_held(self):
        (made,) = plan_of(request(GOOGLE)).change.apply(EMPTY).all(Interview)
        panel = EMPTY.put(replace(made, format="panel"))
        after = one_of(self.come("SEQUENCE:3", "LOCATION:Dock Road", before=panel))
        assert (after.where, after.format) == ("Dock Road", "panel")

    @pytest.mark.parametrize(
        "lines",
        [("SEQUENCE:1",), ("SEQUENCE:2", "DTSTAMP:20261124T000000Z"), ()],
        ids=["lower number", "same number and older", "none"],
    )
    def test_that_is_older_is_refused_with_a_sentence(self, lines):
        newest = event("SEQUENCE:2", "DTSTAMP:20261125T000000Z", uid="5d2ab@google.com")
        workspace = plan_of(calendar(newest, method="REQUEST")).change.apply(EMPTY)
        plan = self.come(*lines, before=workspace)
        assert plan.is_empty
        assert plan.words() == ["Left: “Interview”; a newer version of it came in before."]

    def test_twice_changes_nothing(self):
        workspace = plan_of(request(GOOGLE)).change.apply(EMPTY)
        plan = plan_of(request(GOOGLE), workspace)
        assert plan.is_empty
        assert plan.words() == ["Kestrel, Wed 2 Dec 17:00, stands as it is."]

    def test_takes_a_cancelled_interview_up_again(self):
        (made,) = plan_of(request(GOOGLE)).change.apply(EMPTY).all(Interview)
        off = EMPTY.put(replace(made, stage="cancelled"))
        assert one_of(self.come("SEQUENCE:1", before=off)).stage == "scheduled"

    def test_after_a_damaged_version_counts(self):
        (made,) = plan_of(request(GOOGLE)).change.apply(EMPTY).all(Interview)
        plan = self.come("LOCATION:Leeds", before=EMPTY.put(replace(made, invited="by hand")))
        assert one_of(plan).where == "Leeds"

    @pytest.mark.parametrize("number", [1_790_000_000, 2**31 - 1, 10**12, 10**40])
    def test_with_any_number_makes_an_interview_that_can_be_saved_and_moved(self, number):
        plan = plan_of(calendar(event(f"SEQUENCE:{number}"), method="REQUEST"))
        made = one_of(plan)
        assert codec.decode("interview", codec.encode(made)) == made
        moved = replace(made, starts=made.starts + timedelta(days=1))
        change = with_revisions(plan.change.apply(EMPTY), Change("move", put=(moved,)))
        assert codec.encode(change.put[0])

    def test_that_counts_in_seconds_is_newer_than_the_one_before(self):
        first = calendar(event("SEQUENCE:1790000000"), method="REQUEST")
        workspace = plan_of(first).change.apply(EMPTY)
        later = calendar(event("SEQUENCE:1790000060", "LOCATION:Leeds"), method="REQUEST")
        moved = plan_of(later, workspace).change.apply(workspace)
        assert [one.where for one in moved.all(Interview)] == ["Leeds"]
        assert plan_of(first, moved).is_empty

    def test_of_our_own_interview_with_a_lower_number_is_refused(self):
        mine = interview("k1", at(11), sequence=2)
        old = calendar(event("SEQUENCE:1", uid="k1@jobsearch-tui"))
        assert "a newer version" in plan_of(old, EMPTY.put(mine)).words()[0]
        newer = calendar(event("SEQUENCE:5", uid="k1@jobsearch-tui"))
        after = one_of(plan_of(newer, EMPTY.put(mine)))
        assert (after.id, after.sequence, after.uid) == ("k1", 5, "")

    def test_of_our_preparation_is_no_interview(self):
        plan = plan_of(calendar(event(uid="k1.preparation@jobsearch-tui")), EMPTY)
        assert (plan.is_empty, plan.counts) == (True, {"left": 1})


class TestACancellation:
    CANCEL = event("SEQUENCE:9", uid="5d2ab@google.com")

    @pytest.mark.parametrize(
        ("method", "more"),
        [("CANCEL", ""), ("PUBLISH", "\nSTATUS:CANCELLED"), ("", "\nSTATUS:CANCELLED")],
    )
    def test_cancels_the_interview(self, method, more):
        workspace = plan_of(request(GOOGLE)).change.apply(EMPTY)
        plan = plan_of(calendar(self.CANCEL + more, method=method), workspace)
        assert one_of(plan).stage == "cancelled"
        assert plan.words() == ["Cancelled Kestrel, Wed 2 Dec 17:00."]
        again = plan_of(calendar(self.CANCEL + more, method=method), plan.change.apply(workspace))
        assert again.is_empty
        assert again.words() == ["Kestrel, Wed 2 Dec 17:00, is cancelled already."]

    def test_of_what_is_not_here_is_left_with_a_sentence(self):
        plan = plan_of(calendar(self.CANCEL, method="CANCEL"))
        assert plan.words() == ["Left: “Interview”; it calls off an interview that is not here."]

    def test_of_one_that_was_held_is_left(self):
        (made,) = plan_of(request(GOOGLE)).change.apply(EMPTY).all(Interview)
        held = EMPTY.put(replace(made, stage="held"))
        assert (
            "that is held already"
            in plan_of(calendar(self.CANCEL, method="CANCEL"), held).words()[0]
        )


class TestTimes:
    @pytest.mark.parametrize(
        ("line", "zone", "hour"),
        [
            ("DTSTART;TZID=America/New_York:20261202T110000", "America/New_York", 11),
            ("DTSTART;TZID=Eastern Standard Time:20261202T110000", "America/New_York", 11),
            ('DTSTART;TZID="W. Europe Standard Time":20261202T110000', "Europe/Berlin", 11),
            ('DTSTART;TZID="(UTC-05:00) Eastern Time (US & Canada)":20261202T110000',
             "America/New_York", 11),
            ("DTSTART;TZID=Pacific Standard Time 1:20261202T110000", "America/Los_Angeles", 11),
            ("DTSTART;TZID=/citadel.org/2025_1/Europe/Berlin:20261202T110000", "Europe/Berlin", 11),
            ("DTSTART;TZID=UTC:20261202T110000", "UTC", 11),
            ("DTSTART:20261202T110000Z", "Europe/Paris", 12),
            ("DTSTART;VALUE=DATE-TIME:20261202T110000Z", "Europe/Paris", 12),
        ],
    )  # fmt: skip
    def test_are_told_in_the_zone_that_is_meant(self, line, zone, hour):
        moment = starts(line)
        assert (moment.tzinfo, moment.hour) == (ZoneInfo(zone), hour)

    @pytest.mark.parametrize(
        ("zone", "expected"),
        [
            (described("Customized Time Zone"), "America/New_York"),
            (described("Customized Time Zone", "+0100", "+0200", 3, 10), "Europe/Paris"),
            (described("Customized Time Zone", "+1000", "+1100", 10, 4), "Australia/Sydney"),
            (described("Customized Time Zone", "+0530", "+0530"), "Asia/Kolkata"),
        ],
        ids=["New York", "the user's own", "the other half of the year", "without summer"],
    )
    def test_in_a_zone_that_is_only_described_are_in_one_that_keeps_the_same_time(
        self, zone, expected
    ):
        moment = starts("DTSTART;TZID=Customized Time Zone:20260702T110000", zone)
        assert moment.replace(tzinfo=None) == datetime(2026, 7, 2, 11)  # noqa: DTZ001
        assert moment.utcoffset() == moment.replace(tzinfo=ZoneInfo(expected)).utcoffset()

    def test_in_a_zone_that_would_take_for_ever_to_compute_are_read_at_once(self):
        bomb = described("Bomb", frequency="SECONDLY")
        assert starts("DTSTART;TZID=Bomb:20261202T110000", bomb).tzinfo == NEW_YORK

    def test_of_one_file_are_not_read_by_the_zones_of_another(self):
        starts("DTSTART;TZID=Mine:20261202T110000", described("Mine"))
        assert starts("DTSTART;TZID=Mine:20261202T110000").tzinfo == PARIS

    @pytest.mark.parametrize(
        ("lines", "hour", "minutes", "remark"),
        [
            ("DTSTART:20261202T110000\nDURATION:PT1H", 11, 60, "names no time zone: yours"),
            ("DTSTART;TZID=Nowhere:20261202T110000\nDURATION:PT1H", 11, 60, "“Nowhere” is not"),
            ("DTSTART;TZID=America:20261202T110000\nDURATION:PT1H", 11, 60, "“America” is not"),
            ("DTSTART;VALUE=DATE:20261202\nDTEND;VALUE=DATE:20261203", 9, 60, "09:00 was put"),
            ("DTSTART:20261202T110000Z", 12, 60, "tells no end: an hour"),
            ("DTSTART:20261202T110000Z\nDTEND:20261202T100000Z", 12, 60, "tells no end"),
            ("DTSTART:20261202T110000Z\nDTEND:20261205T100000Z", 12, 60, "longer than a day"),
            ("DTSTART:20261202T110000Z\nDURATION:P1X", 12, 60, "tells no end"),
            ("DTSTART:20261202T110000Z\nDURATION:PT1H\nRRULE:FREQ=DAILY", 12, 60, "It repeats"),
        ],
    )
    def test_that_leave_something_open_are_completed_and_that_is_said(
        self, lines, hour, minutes, remark
    ):
        plan = plan_of(calendar(f"UID:1\nSUMMARY:Interview with Kestrel\n{lines}"))
        made = one_of(plan)
        assert (made.starts.hour, made.minutes) == (hour, minutes)
        assert remark in plan.told[0]

    def test_that_the_clocks_skip_are_an_hour_later(self):
        moment = starts("DTSTART;TZID=Europe/Paris:20270328T023000")
        assert (moment.hour, moment.minute) == (3, 30)

    @pytest.mark.parametrize(
        ("line", "words"),
        [
            ("DTSTART:garbage", "has no time that can be understood"),
            ("DTSTART:20261399T110000Z", "has no time that can be understood"),
            ("X-NOTHING:1", "has no time that can be understood"),
            ("DTSTART:16010101T000000Z", "is in the year 1601, which can't be right"),
            ("DTSTART;TZID=Asia/Tokyo:00010101T000000", "no time"),
        ],
    )
    def test_that_make_no_sense_are_not_read_and_said(self, line, words):
        plan = plan_of(calendar(event(starts=line)))
        assert plan.is_empty
        assert plan.told[0].startswith("Not read: “Interview” ")
        assert words in plan.told[0]


class TestASeries:
    MASTER = event("RRULE:FREQ=WEEKLY", summary="Interview with Kestrel")

    def single(self, day, occurrence, **more):
        return event(f"RECURRENCE-ID:{occurrence}T160000Z", starts=f"DTSTART:{day}T180000Z", **more)

    def test_is_taken_once(self):
        plan = plan_of(calendar(self.MASTER, self.single("20261210", "20261209")))
        assert one_of(plan).starts.day == 2
        assert "It repeats: only the first time was taken." in plan.told[0]

    def test_whose_first_time_was_moved_is_taken_there(self):
        plan = plan_of(calendar(self.MASTER, self.single("20261203", "20261202")))
        assert (one_of(plan).starts.day, one_of(plan).starts.hour) == (3, 19)

    def test_of_which_one_day_changes_touches_that_day_alone(self):
        workspace = plan_of(calendar(self.MASTER)).change.apply(EMPTY)
        other = plan_of(calendar(self.single("20261210", "20261209"), method="REQUEST"), workspace)
        assert other.is_empty
        assert "about another day of a series" in other.told[0]
        same = calendar(self.single("20261203", "20261202"), self.single("20261210", "20261209"))
        assert one_of(plan_of(same, workspace)).starts.day == 3

    def test_of_which_a_single_day_comes_is_that_day(self):
        several = calendar(self.single("20261210", "20261209"), self.single("20261203", "20261202"))
        assert one_of(plan_of(several)).starts.day == 3

    def test_in_two_versions_is_the_newer(self):
        several = calendar(
            event("SEQUENCE:0"), event("SEQUENCE:1", starts="DTSTART:20261204T160000Z")
        )
        assert one_of(plan_of(several)).starts.day == 4


class TestWhoseItIs:
    def about(self, *lines, workspace=EMPTY, summary="Interview"):
        return one_of(plan_of(calendar(event(*lines, summary=summary)), workspace))

    def test_is_told_by_the_address_of_a_recruiter_who_has_one_search(self):
        made = one_of(plan_of(request(OUTLOOK), EMPTY.put(DANA, MARSH, SEARCH, PACE)))
        assert (made.company, made.role, made.origin) == ("Kestrel", "VP Operations", "s")
        assert made.people == "Dana Whitfield"

    def test_is_told_by_the_name_of_a_recruiter_too(self):
        nameless = replace(DANA, email="")
        for line in ("ORGANIZER;CN=dana whitfield:mailto:x@mail.example", "COMMENT:none"):
            made = self.about(line, workspace=EMPTY.put(nameless, MARSH, SEARCH),
                              summary="Call with Dana Whitfield")  # fmt: skip
            assert made.company == "Kestrel"

    def test_of_an_agency_without_a_known_client_says_so(self):
        plan = plan_of(request(OUTLOOK), EMPTY.put(DANA, MARSH))
        assert one_of(plan).origin == "dana"
        assert "The company is a guess" in plan.told[0]
        quiet = self.about("ORGANIZER:mailto:dana@marsh-vale.example",
                           workspace=EMPTY.put(DANA, MARSH))  # fmt: skip
        assert quiet.company == "A client of Marsh & Vale"

    def test_of_an_agency_that_is_known_by_its_web_address_is_no_company(self):
        made = self.about("ORGANIZER:mailto:assistant@marsh-vale.example",
                          workspace=EMPTY.put(MARSH), summary="Interview: Omnia")  # fmt: skip
        assert made.company == "Omnia"

    @pytest.mark.parametrize(
        "known",
        [
            Target(id="t", company="The Kestrel Group", url="https://jobs.kestrel.example/x"),
            Target(id="t", company="The Kestrel Group", email="ceo@kestrel.example"),
            Ad(id="t", role="COO", employer="The Kestrel Group", url="http://kestrel.example"),
            Ad(id="t", role="COO", employer="Kestrel, Inc."),
            Interview(id="t", company="Kestrel S.A.", stage="held"),
        ],
        ids=["web", "email", "the ad's web", "name of an ad", "name of an interview"],
    )
    def test_is_told_by_the_domain_of_who_invites(self, known):
        made = self.about("ORGANIZER:mailto:ruth@hr.kestrel.example", workspace=EMPTY.put(known))
        assert made.company in ("The Kestrel Group", "Kestrel, Inc.", "Kestrel S.A.")

    def test_is_told_by_a_name_in_the_title_the_longest_first(self):
        known = EMPTY.put(Ad(id="a", role="COO", employer="Halden"),
                          Ad(id="b", role="Plant Manager", employer="Halden Foods"))  # fmt: skip
        made = self.about("ORGANIZER:mailto:x@gmail.com", workspace=known,
                          summary="Pat / Halden Foods Ltd: video interview")  # fmt: skip
        assert (made.company, made.origin, made.role) == ("Halden Foods", "b", "Plant Manager")

    def test_takes_the_opening_that_the_title_names_and_none_that_is_over(self):
        known = EMPTY.put(
            Ad(id="a", role="Plant Manager", employer="Kestrel", stage="answered"),
            Ad(id="b", role="COO", employer="Kestrel", stage="answered"),
            Ad(id="c", role="CEO", employer="Kestrel", stage="turned down"),
        )
        assert self.about(workspace=known, summary="Kestrel - COO - interview").origin == "b"
        assert self.about(workspace=known, summary="Kestrel - CEO - interview").origin == "a"

    def test_is_the_next_round_after_those_that_were_held(self):
        held = interview("i1", at(9, day=3), stage="held", round=2, role="COO", origin="gone")
        made = self.about(workspace=EMPTY.put(held), summary="Kestrel interview")
        assert (made.round, made.role, made.origin) == (3, "COO", "")

    def test_is_the_interview_that_was_typed_for_that_day(self):
        typed = interview("mine", at(9, day=2, month=12), note="bring the plan")
        plan = plan_of(request(GOOGLE), EMPTY.put(typed))
        made = one_of(plan)
        assert (made.id, made.note, made.uid) == ("mine", "bring the plan", "5d2ab@google.com")
        assert made.people == "Ruth Adeyemi"
        assert "the interview that stood here already" in plan.told[0]

    @pytest.mark.parametrize(
        ("summary", "organizer", "company"),
        [
            ("Interview with Brannock Tooling", "x@gmail.com", "Brannock Tooling"),
            ("Pat Sample / Brannock Tooling: phone screen", "x@gmail.com", "Brannock Tooling"),
            ("Interview", "jo@brannock-tooling.example", "Brannock Tooling"),
            ("Brannock Tooling | first call", "jo@brannocktooling.example", "Brannock Tooling"),
            ("Interview with Jo Lind", "jo@brannock.co.uk", "Brannock"),
            ("Final round", "x@calendly.com", "Final round"),
            ("Interview Brannock Tooling", "jo@brannock.example", "Brannock Tooling"),
            ("Interview bei der Brannock AG", "x@gmail.com", "Brannock AG"),
            ("", "", "Unknown company"),
        ],
    )
    def test_is_guessed_where_nothing_is_known(self, summary, organizer, company):
        line = f"ORGANIZER;CN=Jo Lind:mailto:{organizer}" if organizer else "COMMENT:x"
        plan = plan_of(calendar(event(line, summary=summary)), EMPTY.put(PACE))
        assert one_of(plan).company == company
        assert "The company is a guess: nothing here bears its name." in plan.told[0]

    def test_is_with_people_by_their_names_and_no_software(self):
        made = self.about(
            "ORGANIZER;CN=Calendly:mailto:no-reply@calendly.com",
            'ATTENDEE;CN="Wright, Ann":mailto:ann@kestrel.example',
            'ATTENDEE;CN="Brandt, Lena, PhD":mailto:lena@kestrel.example',
            workspace=EMPTY.put(PACE),
        )
        assert made.people == "Ann Wright, Brandt, Lena, PhD"

    def test_is_with_the_recruiter_in_the_title_when_software_invites(self):
        workspace = EMPTY.put(DANA, MARSH, SEARCH, PACE)
        made = one_of(
            plan_of(
                calendar(
                    event(
                        "ORGANIZER;CN=Calendly:mailto:no-reply@calendly.com",
                        summary="Pat Sample and Dana Whitfield",
                    )
                ),
                workspace,
            )
        )
        assert (made.people, made.company) == ("Dana Whitfield", "Kestrel")

    def test_is_the_next_round_after_one_that_is_past_and_has_no_word_yet(self):
        past = interview("i", at(10, day=20))
        made = self.about(
            "ORGANIZER;CN=Ruth:mailto:ruth@kestrel.example", workspace=EMPTY.put(past)
        )
        assert made.round == 2

    @pytest.mark.parametrize(
        ("summary", "company"),
        [("Brannock <> Pat: first chat", "Brannock"), ("Screening", "Brannock")],
    )
    def test_is_never_guessed_from_the_users_own_address(self, summary, company):
        lines = (
            "ORGANIZER;CN=Hiring:mailto:c_1@group.calendar.google.com\n"
            "ATTENDEE;CN=pat@sample.example:mailto:pat@sample.example\n"
            "ATTENDEE;CN=Lena Ort:mailto:lena@brannock.example"
        )
        plan = plan_of(calendar(event(lines, summary=summary)), EMPTY.put(PACE))
        assert one_of(plan).company == company

    def test_is_guessed_from_the_address_that_the_title_names_before_others(self):
        lines = (
            "ORGANIZER;CN=Jo:mailto:jo@schedulers.example\n"
            "ATTENDEE;CN=Pat Sample:mailto:pat@mail.example\n"
            "ATTENDEE;CN=Lena Ort:mailto:lena@brannock.example"
        )
        plan = plan_of(calendar(event(lines, summary="Brannock: COO")), EMPTY.put(PACE))
        assert one_of(plan).company == "Brannock"

    def test_names_everybody_but_the_user_and_the_room(self):
        made = self.about(
            "ORGANIZER;CN=Ruth Adeyemi:mailto:ruth@kestrel.example",
            "ATTENDEE;CN=Pat Sample:mailto:pat@mail.example",
            "ATTENDEE;CN=Lena Brandt:mailto:lena@kestrel.example",
            "ATTENDEE;CN=Room 4;CUTYPE=ROOM:mailto:room4@kestrel.example",
            "ATTENDEE;CN=someone@kestrel.example:mailto:someone@kestrel.example",
            workspace=EMPTY.put(PACE),
        )
        assert made.people == "Ruth Adeyemi, Lena Brandt"


class TestTheFormat:
    @pytest.mark.parametrize(
        ("lines", "summary", "kind", "where"),
        [
            (("LOCATION:https://zoom.us/j/1",), "Interview", "video", "https://zoom.us/j/1"),
            (("LOCATION:Zoom", "DESCRIPTION:https://acme.zoom.us/j/1 x"), "Interview", "video",
             "https://acme.zoom.us/j/1"),
            (("CONFERENCE:https://meet.google.com/a",), "Interview", "video",
             "https://meet.google.com/a"),
            (("LOCATION:tel:+12125550100",), "Interview", "phone", "+12125550100"),
            (("LOCATION:+1 (212) 555-0100",), "Interview", "phone", "+1 (212) 555-0100"),
            ((), "Phone screen", "phone", ""),
            ((), "Interview", "video", ""),
            (("LOCATION:12 High Street\\, Leeds",), "Interview", "on-site",
             "12 High Street, Leeds"),
            (("LOCATION:Leeds", "DESCRIPTION:or https://zoom.us/j/1"), "Interview", "on-site",
             "Leeds"),
            (("LOCATION:Leeds",), "Panel interview", "panel", "Leeds"),
            (("LOCATION:Leeds",), "Lunch with the team", "meal", "Leeds"),
            (("LOCATION:Leeds",), "Assessment day", "assessment", "Leeds"),
        ],
    )  # fmt: skip
    def test_is_guessed_by_the_place_and_the_title(self, lines, summary, kind, where):
        made = one_of(plan_of(calendar(event(*lines, summary=summary))))
        assert (made.format, made.where) == (kind, where)


class TestWhatIsRefused:
    def test_is_a_file_without_a_calendar(self):
        with pytest.raises(ImportFailedError, match="holds no calendar with events"):
            plan_of(b"hello")

    def test_is_a_damaged_one(self):
        with pytest.raises(ImportFailedError, match="is damaged and was not read"):
            plan_of(b"BEGIN:VCALENDAR\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n")

    def test_is_a_large_one(self):
        with pytest.raises(ImportFailedError, match="more than 8 MB"):
            plan_of(calendar(event()) + b" " * LARGEST)

    def test_is_one_with_very_many_events(self):
        with pytest.raises(ImportFailedError, match="more than 500 events"):
            plan_of(calendar(*("X:1" for _ in range(MOST_EVENTS + 1))))

    def test_is_one_that_is_nested_deeply(self):
        with pytest.raises(ImportFailedError, match="nested too deeply"):
            plan_of(calendar("BEGIN:VEVENT\n" * 20))

    def test_is_not_a_calendar_without_events(self):
        plan = plan_of(calendar())
        assert (plan.is_empty, plan.words()) == (True, ["Nothing to import in it."])

    def test_are_tasks_which_are_counted(self):
        text = calendar(more="BEGIN:VTODO\nUID:1\nSUMMARY:x\nEND:VTODO")
        assert plan_of(text).words() == ["Not read: 1 to-dos, journal entries or the like."]

    def test_is_no_more_told_than_can_be_read(self):
        many = calendar(*(event(uid=f"u{n}", summary=f"Interview with A{n}") for n in range(60)))
        plan = plan_of(many, now=NOW)
        assert plan.words(most=2)[-1] == "and 58 more"
        assert plan.doubts(most=1)[-1] == "There are more of the kind."

    def test_is_nothing_that_a_terminal_would_obey(self):
        hostile = event(
            "LOCATION:\x1b[2J\u202eLeeds", summary="Interview with \x1b]0;x\x07Kes\u200btrel"
        )
        plan = plan_of(calendar(hostile))
        made = one_of(plan)
        assert "\x1b" not in f"{made.company}{made.where}{plan.words()}"

    @pytest.mark.parametrize(
        ("head", "is_one"),
        [
            (b"BEGIN:VCALENDAR\r\n", True),
            (b"\xef\xbb\xbfbegin:vcalendar\n", True),
            ("BEGIN:VCALENDAR".encode("utf-16"), True),
            (b"BEGIN:VEVENT\n", True),
            (b"First Name,Last Name\n", False),
            (b"BEGIN:VCARD\n", False),
            (b"", False),
        ],
    )
    def test_is_told_by_how_a_file_begins(self, head, is_one):
        assert is_calendar(head) is is_one
