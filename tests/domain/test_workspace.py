"""The workspace: one frozen value that holds everything."""

from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jobsearch_tui.domain.records import (
    EPOCH,
    KINDS,
    PLURALS,
    RECORD_TYPES,
    Activity,
    Ad,
    Agency,
    ImportMark,
    Interview,
    Offer,
    Pace,
    Promise,
    Record,
    Recruiter,
    Search,
    Target,
)
from jobsearch_tui.domain.workspace import EMPTY, Workspace, references
from tests.domain.makers import (
    IDS,
    NEW_YORK,
    NOON,
    PARIS,
    contact,
    histories,
    records,
)

some = settings(max_examples=60, deadline=None)
ALL_IDS = [id for ids in IDS.values() for id in ids]


def links(workspace):
    """Who refers to whom, each as often as it is found, whatever the order."""
    return {id: Counter(other.id for other in workspace.linked(id)) for id in ALL_IDS}


class TestRecords:
    def test_every_kind_has_a_plural(self):
        assert set(PLURALS) == set(RECORD_TYPES)

    def test_the_pace_and_the_marks_are_not_added_by_hand(self):
        assert set(RECORD_TYPES) - set(KINDS) == {"pace", "importmark", "reviewmark"}

    @pytest.mark.parametrize(
        ("record", "title"),
        [
            (Agency(id="x", name="Marsh & Vale"), "Marsh & Vale"),
            (Recruiter(id="x", name="Dana Whitfield"), "Dana Whitfield"),
            (Search(id="x", name="Plant Manager"), "Plant Manager"),
            (Search(id="x", name="Plant Manager", client="Omnia"), "Plant Manager, Omnia"),
            (Ad(id="x", role="VP Operations"), "VP Operations"),
            (Ad(id="x", role="VP Operations", employer="Omnia"), "VP Operations, Omnia"),
            (Target(id="x", company="Omnia"), "Omnia"),
            (Interview(id="x", company="Omnia"), "Omnia"),
            (Interview(id="x", company="Omnia", round=2), "Omnia, round 2"),
            (Promise(id="x", what="word"), "word"),
            (RECORD_TYPES["assignment"](id="x", what="a plan"), "a plan"),
            (Offer(id="x", company="Omnia"), "Omnia"),
            (Offer(id="x", company="Omnia", role="COO"), "COO, Omnia"),
            (Activity(id="x"), "call"),
            (Activity(id="x", result="voicemail", summary="rang"), "call voicemail: rang"),
            (Pace(), "Pace"),
            (ImportMark(id="x"), "x"),
            (Record(id="x"), "x"),
        ],
    )
    def test_a_record_is_called_what_a_person_calls_it(self, record, title):
        assert record.title == title

    @pytest.mark.parametrize(
        ("type", "is_contact"), [("call", True), ("email", True), ("note", False), ("stage", False)]
    )
    def test_notes_and_stage_changes_are_no_contact(self, type, is_contact):
        assert Activity(id="x", type=type).is_contact is is_contact


class TestTheZoneOfAnInterview:
    def test_a_moment_with_a_named_zone_names_the_interviews(self):
        starts = datetime(2026, 12, 2, 9, 30, tzinfo=NEW_YORK)
        assert Interview(id="x", starts=starts, zone="UTC").zone == "America/New_York"

    def test_a_moment_with_a_bare_offset_is_expressed_in_the_zone(self):
        starts = datetime.fromisoformat("2026-12-02T14:30:00+00:00")
        interview = Interview(id="x", starts=starts, zone="America/New_York")
        assert interview.starts.isoformat() == "2026-12-02T09:30:00-05:00"
        assert interview.starts.tzinfo == ZoneInfo("America/New_York")

    def test_a_moment_without_any_is_the_wall_clock_of_the_zone(self):
        starts = datetime.fromisoformat("2026-12-02T09:30:00")
        interview = Interview(id="x", starts=starts, zone="America/New_York")
        assert interview.starts.isoformat() == "2026-12-02T09:30:00-05:00"

    def test_a_new_moment_brings_its_zone(self):
        interview = Interview(id="x", starts=datetime(2026, 12, 2, 9, 30, tzinfo=NEW_YORK))
        moved = replace(interview, starts=datetime(2026, 12, 2, 9, 30, tzinfo=PARIS))
        assert moved.zone == "Europe/Paris"


class TestPutAndRemove:
    @given(histories, records)
    @some
    def test_putting_and_removing_a_new_record_is_the_identity(self, history, record):
        workspace = Workspace.of(one for one in history if one.id != record.id)
        assert workspace.put(record).remove(record.id) == workspace

    @given(histories, records)
    @some
    def test_a_change_leaves_the_old_value_as_it_was(self, history, record):
        workspace, twin = Workspace.of(history), Workspace.of(history)
        workspace.put(record)
        workspace.remove(*ALL_IDS)
        assert workspace == twin

    @given(histories)
    @some
    def test_of_two_with_the_same_id_the_later_counts(self, history):
        last = {record.id: record for record in history}
        workspace = Workspace.of(history)
        assert {record.id: record for record in workspace} == last
        assert len(workspace) == len(last)

    @given(histories, st.lists(st.sampled_from(ALL_IDS), max_size=12))
    @some
    def test_removing_takes_these_ids_and_no_others(self, history, ids):
        before = Workspace.of(history)
        after = before.remove(*ids)
        assert {one.id for one in after} == {one.id for one in before} - set(ids)

    def test_tables_that_did_not_change_are_shared(self):
        workspace = Workspace.of([Agency(id="a"), Ad(id="b")])
        after = workspace.put(Ad(id="c")).remove("b")
        assert after.table("agency") is workspace.table("agency")

    def test_a_new_version_keeps_its_place(self):
        workspace = Workspace.of([Ad(id="a"), Ad(id="b")]).put(Ad(id="a", role="COO"))
        assert [(ad.id, ad.role) for ad in workspace.all(Ad)] == [("a", "COO"), ("b", "")]


class TestTheLinkIndex:
    steps = st.lists(
        st.one_of(
            st.lists(records, min_size=1, max_size=4).map(lambda some: ("put", some)),
            st.lists(st.sampled_from(ALL_IDS), max_size=4).map(lambda ids: ("remove", ids)),
        ),
        max_size=12,
    )

    @given(histories, steps)
    @some
    def test_kept_up_to_date_it_equals_one_made_afresh(self, history, steps):
        workspace = Workspace.of(history)
        workspace.linked("agen0")  # makes the index, which is then carried along
        for step, given_ in steps:
            workspace = getattr(workspace, step)(*given_)
            assert links(workspace) == links(Workspace.of(workspace))

    @given(histories)
    @some
    def test_it_holds_every_reference_once(self, history):
        workspace = Workspace.of(history)
        referring = {
            id: Counter(one.id for one in workspace if id in references(one)) for id in ALL_IDS
        }
        assert links(workspace) == referring

    def test_an_entry_that_names_a_record_twice_is_one_entry(self):
        workspace = Workspace.of([contact("l", ("a", "a"), 1)])
        assert [entry.id for entry in workspace.log("a")] == ["l"]


class TestFinding:
    def test_a_record_is_found_by_its_id_of_whatever_kind(self):
        ad = Ad(id="a", role="COO")
        workspace = Workspace.of([Agency(id="b"), ad])
        assert workspace.get("a") is ad
        assert workspace.get("z") is None
        assert "a" in workspace
        assert "z" not in workspace
        assert workspace.title("a") == "COO"
        assert workspace.title("z") == ""

    def test_asked_for_as_another_type_it_is_not_found(self):
        workspace = Workspace.of([Ad(id="a")])
        assert workspace.find(Ad, "a") == Ad(id="a")
        assert workspace.find(Agency, "a") is None

    def test_kinds_are_listed_by_type_and_by_name(self):
        workspace = Workspace.of([Ad(id="a"), Ad(id="b"), Agency(id="c")])
        assert [ad.id for ad in workspace.all(Ad)] == ["a", "b"]
        assert [ad.id for ad in workspace.of_kind("ad")] == ["a", "b"]
        assert list(workspace.of_kind("offer")) == []
        assert list(workspace.table("ad")) == ["a", "b"]
        assert workspace.table("offer") == {}

    def test_records_that_refer_to_one_are_found_by_type(self):
        dana, plant = Recruiter(id="r", agency="a"), Search(id="s", recruiter="r")
        workspace = Workspace.of([dana, plant, contact("l", ("r",), 1)])
        assert workspace.linked_of(Search, "r") == (plant,)
        assert {one.id for one in workspace.linked("r")} == {"s", "l"}
        assert workspace.linked("nobody") == ()


class TestTheLog:
    def test_it_stands_newest_first(self):
        workspace = Workspace.of(contact(f"l{days}", "a", days) for days in (5, 1, 9))
        assert [entry.id for entry in workspace.log("a")] == ["l1", "l5", "l9"]

    def test_the_last_contact_is_no_note(self):
        note = contact("n", "a", 1, type="note")
        workspace = Workspace.of([contact("old", "a", 9), contact("new", "a", 3), note])
        assert workspace.last_contact("a").id == "new"
        assert workspace.last_contact("b") is None

    def test_promises_stand_earliest_due_first_and_need_a_date(self):
        workspace = Workspace.of(
            Promise(id=id, about="a", by=by)
            for id, by in [("x", date(2026, 12, 1)), ("y", None), ("z", date(2026, 11, 1))]
        )
        assert [promise.id for promise in workspace.promises("a")] == ["z", "x"]


class TestTheValue:
    def test_it_is_equal_by_what_it_holds(self):
        assert Workspace.of([Ad(id="a")]) == Workspace.of([Ad(id="a")])
        assert Workspace.of([Ad(id="a")]) != Workspace.of([Ad(id="a", role="COO")])
        assert Workspace({"ad": {}}) == EMPTY
        assert EMPTY != "nothing"

    def test_it_can_be_a_key_by_its_identity(self):
        one, other = Workspace.of([]), Workspace.of([])
        assert {one: 1}.get(other) is None

    def test_without_any_record_it_is_new(self):
        assert EMPTY.is_new
        assert not EMPTY.put(Pace()).is_new

    def test_the_pace_has_defaults_until_it_is_saved(self):
        assert EMPTY.pace == Pace()
        assert EMPTY.put(Pace(interviews=7)).pace.interviews == 7

    def test_a_record_without_stamps_was_made_at_no_known_moment(self):
        assert Ad(id="a").created == EPOCH
        assert datetime(1970, 1, 1, tzinfo=UTC) == EPOCH < NOON - timedelta(days=1)
