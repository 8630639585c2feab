"""The demo is a believable search in which every rule of the program has its case."""

from __future__ import annotations

import time
from collections import Counter, defaultdict
from dataclasses import fields
from datetime import UTC, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

import pytest

from jobsearch_tui.domain.cautions import CautionKind, cautions
from jobsearch_tui.domain.followups import due
from jobsearch_tui.domain.moving import to_move, week_with_room
from jobsearch_tui.domain.pacing import Level, loads
from jobsearch_tui.domain.records import (
    KINDS,
    STAGE_CHANGE,
    Activity,
    Ad,
    Agency,
    Assignment,
    Interview,
    Offer,
    Promise,
    Record,
    Recruiter,
    Search,
    Target,
)
from jobsearch_tui.domain.spec import FieldKind
from jobsearch_tui.domain.stages import stages_of, unusual
from jobsearch_tui.domain.text import clean
from jobsearch_tui.domain.workspace import Workspace, references
from jobsearch_tui.errors import UsageError
from jobsearch_tui.services.demo import demo_records
from jobsearch_tui.services.demo.names import address, firm, person
from jobsearch_tui.services.identity import ALPHABET, LENGTH

PARIS = "Europe/Paris"
CASES = [
    # Every weekday, in the evening; the picture's own Monday first.
    *((f"2026-11-{23 + day} 18:30", PARIS) for day in range(7)),
    # Every weekday, early; the year ends on the Thursday.
    *((f"{day} 06:45", "America/New_York") for day in ("2026-12-28", "2026-12-29", "2026-12-30")),
    *((f"{day} 06:45", "America/New_York") for day in ("2026-12-31", "2027-01-01", "2027-01-02")),
    ("2027-01-03 06:45", "America/New_York"),
    # Around the hour at which the last interview of the week begins, and while it lasts.
    ("2026-11-27 13:59", "Europe/London"),
    ("2026-11-27 14:00", "Europe/London"),
    ("2026-11-26 17:30", "Asia/Kolkata"),
    # The clocks change: the day, the hour that is twice there, and weeks with only one of two.
    ("2026-03-29 03:00", PARIS),
    ("2026-10-25 02:30", PARIS),
    ("2026-10-28 12:00", PARIS),
    ("2026-03-10 12:00", PARIS),
    # Elsewhere, at midnight.
    ("2028-02-29 00:00", "Asia/Tokyo"),
    ("2026-11-30 00:00", "Pacific/Auckland"),
    ("2026-11-29 23:59", "America/Los_Angeles"),
    ("2027-05-05 12:15", "UTC"),
]


@cache
def demo(case: tuple[str, str]) -> tuple[datetime, Workspace]:
    zone = ZoneInfo(case[1])
    now = datetime.fromisoformat(case[0]).replace(tzinfo=zone)
    return now, Workspace.of(demo_records(now, zone))


@pytest.fixture(params=CASES, ids=" ".join)
def told(request) -> tuple[datetime, Workspace]:
    """A moment and the demo as it is opened then."""
    return demo(request.param)


@pytest.fixture
def now(told) -> datetime:
    return told[0]


@pytest.fixture
def all(told) -> Workspace:
    return told[1]


def named(all: Workspace, type: type[Record], title: str) -> Record:
    return next(record for record in all.all(type) if record.title == title)


def of_stage(all: Workspace, type: type[Record], stage: str) -> list[Record]:
    return [record for record in all.all(type) if record.stage == stage]


def texts(record: Record) -> list[str]:
    return [
        value
        for field in fields(record)
        if isinstance(value := getattr(record, field.name), str) and field.name != "zone"
    ]


def check_stages(all: Workspace) -> None:
    """Every record with stages has come to its stage by a chain of entries in the log."""
    entries = defaultdict(list)
    for entry in all.all(Activity):
        if entry.type == STAGE_CHANGE:
            entries[entry.about[0]].append(entry)
    for kind in KINDS:
        for record in all.of_kind(kind):
            if not stages_of(kind):
                continue
            key = getattr(record, "about", "") or getattr(record, "interview", "") or record.id
            sign = f"{kind} “{record.title}”: " if key != record.id else ""
            own = [
                entry
                for entry in entries[key]
                if (entry.summary.startswith(sign) if sign else "”: " not in entry.summary)
            ]
            stage = stages_of(kind)[0]
            for entry in sorted(own, key=lambda entry: entry.at):
                assert entry.summary == f"{sign}{stage} → {entry.stage}"
                assert not unusual(kind, stage, entry.stage)
                stage = entry.stage
            assert stage == record.stage, record


def check_sound(all: Workspace, now: datetime) -> None:
    """References resolve, and nothing happens before its time or after now."""
    for record in all:
        assert record.created.tzinfo is not None
        assert record.created <= record.changed <= now, record
        for id in references(record):
            other = all.get(id)
            assert other is not None, record
            assert other.created <= record.created, (record, other)
    for entry in all.all(Activity):
        assert entry.at == entry.created


class TestTheRecords:
    def test_there_are_about_as_many_as_three_months_bring(self, all):
        counts = {kind: len(all.of_kind(kind)) for kind in KINDS}
        activities = counts.pop("activity")
        interviews = counts.pop("interview")
        assert counts == {
            "agency": 13,
            "recruiter": 30,
            "search": 15,
            "ad": 50,
            "target": 26,
            "promise": 13,
            "assignment": 3,
            "offer": 3,
        }
        assert 25 <= interviews <= 28
        assert 280 <= activities <= 480

    def test_references_resolve_and_nothing_comes_before_its_time_or_after_now(self, all, now):
        check_sound(all, now)

    def test_stages_agree_with_the_log(self, all):
        check_stages(all)

    def test_ids_are_short_ids_each_used_once(self, told):
        records = demo_records(told[0], told[0].tzinfo)
        ids = [record.id for record in records if record.kind != "pace"]
        assert len(set(ids)) == len(ids)
        assert {len(id) for id in ids} == {LENGTH}
        assert set("".join(ids)) <= set(ALPHABET)

    def test_they_come_in_the_order_in_which_they_were_made(self, told):
        made = [record.created for record in demo_records(told[0], told[0].tzinfo)]
        assert made == sorted(made)

    def test_all_text_is_clean_and_nothing_required_is_missing(self, all):
        for record in all:
            assert [clean(text) for text in texts(record)] == texts(record)
            for field in fields(record):
                spec = field.metadata.get("spec")
                value = getattr(record, field.name)
                if spec and spec.required:
                    assert value not in ("", None, ()), (record, field.name)
                if spec and spec.kind is FieldKind.CHOICE and value:
                    assert value in spec.choices, (record, field.name)

    def test_all_addresses_and_numbers_are_fictional(self, all):
        for record in all:
            for name in ("email", "url"):
                address = getattr(record, name, "")
                assert not address or ".example" in address
                assert address.isascii()
            phone = getattr(record, "phone", "")
            assert not phone or " 555 01" in phone

    def test_calls_are_made_on_weekdays_at_lunch_or_after_five(self, all, now):
        for entry in all.all(Activity):
            if entry.type == "call" and now not in (entry.at, entry.at + timedelta(minutes=2)):
                assert entry.at.weekday() < 5, entry
                assert entry.at.hour == 12 or 17 <= entry.at.hour <= 18, entry

    def test_the_same_moment_tells_the_same_story(self, told):
        now, all = told
        assert Workspace.of(demo_records(now, now.tzinfo)) == all

    def test_now_may_be_given_in_any_zone(self, told):
        now, all = told
        assert Workspace.of(demo_records(now.astimezone(UTC), now.tzinfo)) == all


class TestThePace:
    def test_the_owner_is_employed_and_can_bear_four_interviews_and_twelve_hours(self, all, now):
        pace = all.pace
        assert (pace.name, pace.interviews, pace.hours) == ("Pat Sample", 4, 12)
        assert pace.employed
        assert "555" in pace.phone
        assert pace.zone == str(now.tzinfo)

    def test_this_week_holds_five_of_four_interviews(self, all, now):
        (week,) = loads(all, now, 1)
        assert (week.count, week.capacity.interviews) == (5, 4)
        assert week.over_minutes == 0

    def test_a_first_round_can_move_to_a_week_with_room(self, all, now):
        over = [week for week in loads(all, now, 2) if to_move(week, now)]
        assert len(over) == 1
        interview = to_move(over[0], now)
        assert interview.round == 1
        assert interview.starts.weekday() >= 4
        assert week_with_room(all, interview, now) is not None

    def test_the_next_weeks_have_room_one_is_away_and_one_is_short(self, all, now):
        coming = loads(all, now, 9)[1:]
        assert [week.capacity.interviews for week in coming] == [4, 4, 4, 4, 4, 0, 4, 3]
        assert {week.level for week in coming[1:5]} == {Level.ROOM}
        assert coming[5].capacity.away
        assert not coming[5].count

    def test_no_other_week_is_over(self, all, now):
        before = loads(all, now - timedelta(weeks=13), 13)
        assert max(week.count for week in before) <= 4
        assert sum(week.count for week in before) >= 12


class TestTheInterviews:
    def test_one_is_in_another_zone_at_working_hours_there(self, all, now):
        abroad = [each for each in all.all(Interview) if each.zone != str(now.tzinfo)]
        assert abroad
        for interview in abroad:
            here = interview.starts.astimezone(now.tzinfo)
            assert here.hour == 17
            assert here.utcoffset() != interview.starts.utcoffset()
            assert 8 <= interview.starts.hour < 18

    def test_from_paris_it_is_in_new_york(self):
        _, all = demo(CASES[0])
        assert named(all, Interview, "Kestrel, round 2").zone == "America/New_York"
        assert named(all, Interview, "Kestrel, round 2").starts.hour == 11

    def test_two_on_site_are_too_close_together(self, all, now):
        interview = named(all, Interview, "Greyfriars Steel")
        assert interview.starts > now
        (caution,) = (c for c in cautions(all, interview, now) if c.kind is CautionKind.WAY)
        assert "15 min" in caution.words

    def test_yesterdays_waits_for_the_look_back_and_thanks(self, all, now):
        held = [
            each
            for each in of_stage(all, Interview, "held")
            if each.starts.astimezone(now.tzinfo).date() == now.date() - timedelta(days=1)
        ]
        assert held
        for interview in held:
            assert not interview.rating
            assert not interview.lesson
            assert interview.follow_up == now.date()

    def test_several_were_looked_back_at(self, all):
        rated = [each for each in all.all(Interview) if each.rating and each.lesson]
        assert len(rated) >= 10
        assert {each.rating for each in rated} >= {2, 3, 4, 5}

    def test_one_is_past_and_still_scheduled(self, all, now):
        over = [
            each.company
            for each in of_stage(all, Interview, "scheduled")
            if each.starts + timedelta(minutes=each.minutes) < now
        ]
        assert over == ["Vantor Glass"]

    def test_one_was_cancelled_and_one_a_no_show(self, all):
        assert len(of_stage(all, Interview, "cancelled")) == 1
        assert len(of_stage(all, Interview, "no-show")) == 1

    def test_every_held_one_is_over(self, all, now):
        for each in of_stage(all, Interview, "held"):
            assert each.starts.astimezone(UTC) + timedelta(minutes=each.minutes) <= now

    def test_every_format_occurs(self, all):
        formats = {each.format for each in all.all(Interview)}
        assert formats == {"phone", "video", "on-site", "panel", "meal", "assessment"}


class TestThePromises:
    def test_ruth_adeyemis_word_is_four_days_late_and_two_calls_were_blocked(self, all, now):
        (promise,) = (each for each in all.all(Promise) if each.who == "Ruth Adeyemi")
        assert promise.stage == "open"
        assert promise.by == now.date() - timedelta(days=4)
        after = [
            entry.result
            for entry in all.log(promise.about)
            if entry.is_contact and entry.at.date() > promise.by
        ]
        assert after == ["gatekeeper", "gatekeeper"]
        assert all.get(promise.about).company == "Omnia"

    def test_one_is_due_today_and_one_at_an_hour(self, all, now):
        open = of_stage(all, Promise, "open")
        assert [each.who for each in open if each.by == now.date()] == ["Dana Whitfield"]
        assert any(each.hour and each.by > now.date() for each in open)

    def test_some_were_kept_broken_and_waived(self, all):
        stages = Counter(each.stage for each in all.all(Promise))
        assert stages == {"open": 6, "kept": 4, "broken": 2, "waived": 1}


class TestTheFollowUps:
    def test_some_are_due_today_some_overdue_some_pinned(self, all, now):
        levels = Counter((each.level, each.pinned) for each in due(all, now.date(), now.tzinfo, 60))
        assert {str(level) for level, _ in levels} == {"due", "overdue", "later"}
        assert levels["due", True] >= 1
        assert levels["overdue", True] >= 1
        assert levels["later", True] >= 3
        assert levels["overdue", False] >= 2

    def test_those_that_press_can_be_done_in_a_few_evenings(self, all, now):
        pressing = due(all, now.date(), now.tzinfo)
        assert 5 <= len(pressing) <= 30

    def test_dana_whitfield_is_to_be_called_today_and_has_two_live_searches(self, all, now):
        dana = named(all, Recruiter, "Dana Whitfield")
        searches = all.linked_of(Search, dana.id)
        assert dana.follow_up == now.date()
        assert sorted(each.stage for each in searches) == ["interviewing", "submitted"]
        assert sorted(bool(each.client) for each in searches) == [False, True]


class TestTheChannels:
    def test_recruiters_are_queued_for_the_next_wave(self, all):
        assert len(of_stage(all, Recruiter, "queued")) == 8
        assert of_stage(all, Agency, "queued")

    def test_agencies_and_recruiters_of_every_stage_occur(self, all):
        for type in (Agency, Recruiter):
            assert {each.stage for each in all.all(type)} == set(stages_of(type.kind))

    def test_one_ad_closes_in_two_days_and_some_are_blind(self, all, now):
        closing = [ad for ad in of_stage(all, Ad, "spotted") if ad.closes]
        assert min(ad.closes for ad in closing) == now.date() + timedelta(days=2)
        assert [ad for ad in closing if not ad.employer]

    def test_answered_ads_say_when_and_with_what(self, all, now):
        for ad in all.all(Ad):
            reached = [entry.stage for entry in all.log(ad.id) if entry.type == STAGE_CHANGE]
            assert ("answered" in reached) == bool(ad.answered_on) == bool(ad.resume)
            assert not ad.answered_on or ad.posted <= ad.answered_on < now.date()

    def test_ads_of_every_stage_occur(self, all):
        assert {ad.stage for ad in all.all(Ad)} == set(stages_of("ad"))

    def test_an_end_run_of_twenty_goes_round_a_search_that_said_no(self, all):
        targets = [each for each in all.all(Target) if each.campaign == "end run"]
        (search,) = {each.search for each in targets}
        assert all.get(search).stage == "turned down"
        assert not all.get(search).client
        assert len(targets) == 20
        stages = Counter(each.stage for each in targets)
        assert stages.most_common(1) == [("referred back", 8)]
        assert set(stages) == set(stages_of("target")) - {"interview"}

    def test_a_broadcast_brought_one_interview(self, all):
        targets = [each for each in all.all(Target) if each.campaign == "broadcast"]
        assert [each.company for each in targets if each.stage == "interview"] == [
            "Lindqvist Marine"
        ]
        assert not any(each.search for each in targets)


class TestWhatIsAtStake:
    def test_an_offer_by_word_of_mouth_is_to_be_decided_on(self, all, now):
        (offer,) = (one for one in of_stage(all, Offer, "made") if not one.written)
        assert offer.received <= now.date() < offer.decide_by <= now.date() + timedelta(days=7)

    def test_another_one_is_in_writing_and_pays_less(self, all):
        spoken, written = sorted(of_stage(all, Offer, "made"), key=lambda one: one.written)
        assert written.written
        assert written.base < spoken.base

    def test_a_third_offer_was_declined(self, all):
        (offer,) = of_stage(all, Offer, "declined")
        assert offer.written

    def test_an_assignment_is_accepted_and_due_soon(self, all, now):
        (assignment,) = of_stage(all, Assignment, "accepted")
        assert now.date() < assignment.due <= now.date() + timedelta(days=5)

    def test_others_are_offered_and_delivered(self, all):
        stages = sorted(each.stage for each in all.all(Assignment))
        assert stages == ["accepted", "delivered", "offered"]


GROWN_AT = datetime(2026, 11, 24, 18, 30, tzinfo=ZoneInfo(PARIS))


@cache
def grown(records: int) -> tuple[Record, ...]:
    return demo_records(GROWN_AT, ZoneInfo(PARIS), records=records)


class TestTheGrownDemo:
    @pytest.mark.parametrize("extra", [0, 1, 6, 10, 25, 26, 100])
    def test_a_few_more_are_exactly_as_many(self, extra):
        core = demo_records(GROWN_AT, ZoneInfo(PARIS))
        records = grown(len(core) + extra)
        assert len(records) == len({record.id for record in records}) == len(core) + extra

    @pytest.mark.parametrize("count", [1_000, 10_000])
    def test_it_is_exactly_as_many_and_sound(self, count):
        records = grown(count)
        all = Workspace.of(records)
        assert len(records) == len(all) == count
        check_sound(all, GROWN_AT)
        check_stages(all)

    def test_it_holds_the_same_search(self):
        all = Workspace.of(grown(1_000))
        assert [all.get(each.id) for each in demo_records(GROWN_AT, ZoneInfo(PARIS))] == list(
            demo_records(GROWN_AT, ZoneInfo(PARIS))
        )

    def test_it_keeps_plausible_proportions(self):
        counts = Counter(record.kind for record in grown(10_000))
        shares = {kind: round(count / 100) for kind, count in counts.items()}
        assert {kind: share for kind, share in shares.items() if share} == {
            "activity": 61,
            "ad": 16,
            "recruiter": 11,
            "interview": 4,
            "agency": 4,
            "promise": 2,
            "search": 1,
            "target": 1,
        }

    def test_the_weeks_in_view_stay_as_they_are(self):
        small, large = (Workspace.of(records) for records in (grown(1_000), grown(10_000)))
        assert [week.count for week in loads(small, GROWN_AT, 6)] == [
            week.count for week in loads(large, GROWN_AT, 6)
        ]

    def test_interviews_are_spread_over_weeks_before_and_after(self):
        starts = [each.starts for each in Workspace.of(grown(10_000)).all(Interview)]
        assert min(starts) < GROWN_AT - timedelta(weeks=90)
        assert max(starts) > GROWN_AT + timedelta(weeks=40)
        weeks = Counter((each.isocalendar().year, each.isocalendar().week) for each in starts)
        assert max(weeks.values()) <= 5

    def test_all_its_text_is_clean_and_fictional(self):
        for record in grown(10_000):
            assert all_clean(record)
            assert " 555 01" in getattr(record, "phone", "") or not getattr(record, "phone", "")
            assert ".example" in getattr(record, "email", ".example") or not record.email

    def test_fewer_than_the_search_itself_has_cannot_be_had(self):
        with pytest.raises(UsageError, match="ask for no fewer"):
            demo_records(GROWN_AT, ZoneInfo(PARIS), records=100)

    def test_ten_thousand_are_made_at_once(self):
        # Processor time: what else runs on the machine does not count.
        start = time.process_time()
        demo_records(GROWN_AT, ZoneInfo(PARIS), records=10_000)
        assert time.process_time() - start < 1.5


def all_clean(record: Record) -> bool:
    return [clean(text) for text in texts(record)] == texts(record)


class TestTheNames:
    def test_no_two_people_and_no_two_firms_are_called_alike(self):
        assert len({person(serial) for serial in range(12_000)}) == 12_000
        assert len({firm(serial) for serial in range(4_000)}) == 4_000

    def test_no_firm_is_called_after_the_same_family_twice(self):
        assert not [name for name in map(firm, range(4_000)) if len(set(name.split(" & "))) < 2]

    @pytest.mark.parametrize(
        ("name", "host", "written"),
        [
            ("Élodie Garnier", "Cabinet Delorme", "elodie.garnier@cabinet-delorme.example"),
            ("Søren Dahl", "Nordlys Executive", "soren.dahl@nordlys-executive.example"),
            ("田中 恵", "Kitagawa & Partners", "megumi.tanaka@kitagawa-partners.example"),
            ("Tomasz Wójcik", "Łódź Ceramika", "tomasz.wojcik@lodz-ceramika.example"),
        ],
    )
    def test_addresses_are_written_in_latin_letters(self, name, host, written):
        assert address(name, host) == written
