"""Changes as values: stamping, merging, removing."""

from dataclasses import fields, replace
from datetime import UTC, date, datetime, timedelta
from itertools import count
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jobsearch_tui.domain.changes import (
    COUNTERS,
    STAMPS,
    Change,
    Clash,
    fingerprint,
    merge,
    rebased,
    removal,
    same,
    stamped,
    with_stage_entries,
)
from jobsearch_tui.domain.records import (
    RECORD_TYPES,
    Activity,
    Ad,
    Agency,
    Assignment,
    ImportMark,
    Interview,
    Pace,
    Promise,
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
    ads,
    at,
    by_kind,
    contact,
    histories,
    interviews,
    records,
)

some = settings(max_examples=60, deadline=None)
ALL_IDS = [id for ids in IDS.values() for id in ids]
trios = st.one_of(st.tuples(ads, ads, ads), st.tuples(interviews, interviews, interviews))


@pytest.fixture
def new_id():
    numbers = count(1)
    return lambda: f"new{next(numbers)}"


def told(record):
    """What a record says, with the zones of its moments, without its stamps."""
    return repr([getattr(record, one.name) for one in fields(record) if one.name not in STAMPS])


def kept(record):
    """What a record says that a file keeps: of a moment the instant, its zone where one is told."""
    said = ((one.name, getattr(record, one.name)) for one in fields(record))
    return repr(
        [
            value.astimezone(UTC) if isinstance(value, datetime) else value
            for name, value in said
            if name not in STAMPS | COUNTERS
        ]
    )


class TestAChange:
    def test_it_names_each_record_that_it_touches_once(self):
        change = Change("x", put=(Ad(id="a"), Ad(id="b")), remove=("b", "c"))
        assert change.ids == ("a", "b", "c")

    def test_it_puts_and_removes(self):
        change = Change("x", put=(Ad(id="a"),), remove=("b",))
        assert change.apply(Workspace.of([Ad(id="b")])) == Workspace.of([Ad(id="a")])

    def test_an_empty_one_leaves_the_very_same_workspace(self):
        assert Change("nothing").apply(EMPTY) is EMPTY


class TestStamping:
    def test_a_new_record_is_made_and_changed_now(self):
        (record,) = stamped(EMPTY, Change("x", put=(Ad(id="a"),)), NOON).put
        assert (record.created, record.changed) == (NOON, NOON)

    def test_a_changed_one_keeps_the_moment_of_its_making(self):
        old = Ad(id="a", created=NOON - timedelta(days=9), changed=NOON - timedelta(days=3))
        change = stamped(Workspace.of([old]), Change("x", put=(replace(old, role="COO"),)), NOON)
        assert (change.put[0].created, change.put[0].changed) == (old.created, NOON)
        assert change.before == (old,)

    def test_an_unchanged_one_goes(self):
        old = Ad(id="a", changed=NOON - timedelta(days=3))
        change = Change("x", put=(replace(old, changed=NOON),))
        assert stamped(Workspace.of([old]), change, NOON).put == ()

    def test_what_the_caller_began_with_comes_before_what_stands_there_now(self):
        began, now = Ad(id="a", role="COO"), Ad(id="a", role="CEO")
        change = Change("x", put=(now,), before=(began,))
        assert stamped(Workspace.of([now]), change, NOON).before == (began,)

    def test_removed_records_are_remembered_and_unknown_ones_are_not(self):
        ad = Ad(id="a")
        change = stamped(Workspace.of([ad]), Change("x", remove=("a", "z")), NOON)
        assert change.before == (ad,)

    def test_records_that_differ_in_their_stamps_alone_say_the_same(self):
        assert same(Ad(id="a", created=NOON), Ad(id="a", changed=NOON))
        assert not same(Ad(id="a"), Ad(id="a", role="COO"))

    @given(histories, records)
    @some
    def test_what_was_before_undoes_the_change(self, history, record):
        workspace = Workspace.of(history)
        change = stamped(workspace, Change("x", put=(record,), remove=tuple(ALL_IDS[:8])), NOON)
        added = tuple(id for id in change.ids if id not in workspace)
        undo = Change("undo", put=change.before, remove=added)
        assert undo.apply(change.apply(workspace)) == workspace


class TestStageEntries:
    def test_a_moved_stage_is_dated_in_the_log(self, new_id):
        old = Ad(id="a", role="COO")
        change = Change("x", put=(replace(old, stage="answered"),))
        *_, entry = with_stage_entries(Workspace.of([old]), change, NOON, new_id).put
        assert entry == Activity(
            id="new1",
            at=NOON,
            type="stage",
            about=("a",),
            stage="answered",
            summary="spotted → answered",
        )

    @pytest.mark.parametrize(
        ("old", "after", "about", "summary"),
        [
            (
                Promise(id="p", about="r", what="word"),
                "kept",
                ("r",),
                "promise “word”: open → kept",
            ),
            (
                Assignment(id="p", interview="i", what="a plan"),
                "accepted",
                ("i",),
                "assignment “a plan”: offered → accepted",
            ),
        ],
    )
    def test_what_is_no_subject_is_told_in_the_log_of_what_it_is_about(
        self, new_id, old, after, about, summary
    ):
        change = Change("x", put=(replace(old, stage=after),))
        entry = with_stage_entries(Workspace.of([old]), change, NOON, new_id).put[-1]
        assert (entry.about, entry.summary) == (about, summary)

    @pytest.mark.parametrize(
        ("old", "new"),
        [
            (None, Ad(id="a", stage="answered")),
            (Ad(id="a"), Ad(id="a", role="COO")),
            (Pace(), Pace(interviews=5)),
            (Activity(id="l", about=("a",)), Activity(id="l", about=("a",), stage="held")),
        ],
    )
    def test_nothing_else_makes_an_entry(self, new_id, old, new):
        workspace = Workspace.of([old] if old else [])
        change = Change("x", put=(new,))
        assert with_stage_entries(workspace, change, NOON, new_id) is change

    def test_the_stage_counts_with_which_the_user_began(self, new_id):
        began, now = Ad(id="a"), Ad(id="a", stage="answered")
        change = Change("x", put=(now,), before=(began,))
        after = with_stage_entries(Workspace.of([now]), change, NOON, new_id)
        assert after.put[-1].summary == "spotted → answered"


class TestRemoval:
    @given(histories, st.lists(st.sampled_from(ALL_IDS), min_size=1, max_size=5))
    @some
    def test_it_leaves_no_reference_to_what_went(self, history, ids):
        workspace = Workspace.of(history)
        change = removal(workspace, ids, "delete")
        after = change.apply(workspace)
        assert not set(ids) & {record.id for record in after}
        assert not set(change.remove) & {id for record in after for id in references(record)}

    @given(histories, st.sampled_from(ALL_IDS))
    @some
    def test_what_does_not_hang_on_it_stays_as_it_was(self, history, id):
        workspace = Workspace.of(history)
        change = removal(workspace, [id], "delete")
        touched = set(change.ids)
        after = change.apply(workspace)
        assert all(after.get(one.id) is one for one in workspace if one.id not in touched)

    def test_what_cannot_be_without_it_goes_with_it(self):
        workspace = Workspace.of(
            [
                Agency(id="a"),
                Recruiter(id="r", agency="a"),
                Search(id="s", recruiter="r"),
                Target(id="t", company="Omnia", search="s"),
                Interview(id="i", company="Omnia", origin="s"),
                Promise(id="p", about="s", what="word"),
                contact("alone", "s", 1),
                contact("both", ("r", "s", "a"), 2),
            ]
        )
        change = removal(workspace, ["r"], "delete Dana")
        after = change.apply(workspace)
        assert change.label == "delete Dana"
        assert {one.id for one in after} == {"a", "t", "i", "both"}
        assert after.get("both").about == ("a",)
        assert after.get("t").search == ""
        assert after.get("i").origin == ""

    def test_two_that_refer_to_each_other_can_go_at_once(self):
        workspace = Workspace.of([Agency(id="a"), Recruiter(id="r", agency="a")])
        assert removal(workspace, ["a", "r"], "x").apply(workspace) == EMPTY


class TestMerge:
    @given(trios)
    @some
    def test_where_they_changed_nothing_ours_stands(self, trio):
        base, ours, _ = trio
        assert merge(base, ours, base) == (ours, ())

    @given(trios)
    @some
    def test_where_we_changed_nothing_theirs_stands(self, trio):
        base, _, theirs = trio
        merged, clashes = merge(base, base, theirs)
        assert told(merged) == told(theirs)
        assert clashes == ()

    @given(trios)
    @some
    def test_what_both_changed_alike_is_no_clash(self, trio):
        base, ours, _ = trio
        assert merge(base, ours, ours) == (ours, ())

    @given(trios)
    @some
    def test_every_attribute_comes_from_one_of_the_three_and_clashes_are_ours(self, trio):
        base, ours, theirs = trio
        merged, clashes = merge(base, ours, theirs)
        for name in {one.name for one in fields(base)} - STAMPS:
            was, mine, other, now = (getattr(one, name) for one in (base, ours, theirs, merged))
            assert now in (mine, other)
            assert now == mine or mine == was or name == "zone"
        for clash in clashes:
            assert getattr(merged, clash.name) == clash.ours
            assert repr(clash.ours) != repr(clash.theirs)

    def test_both_sides_changes_are_kept(self):
        base = Ad(id="a", role="COO", note="x")
        merged, clashes = merge(base, replace(base, role="CEO"), replace(base, note="y"))
        assert merged == Ad(id="a", role="CEO", note="y")
        assert clashes == ()

    def test_ours_is_kept_in_a_clash_which_is_told(self):
        base = Ad(id="a", role="COO")
        merged, clashes = merge(base, replace(base, role="CEO"), replace(base, role="CFO"))
        assert merged.role == "CEO"
        assert clashes == (Clash("a", "role", "CFO", "CEO"),)

    def test_a_new_zone_for_the_same_moment_is_a_change(self):
        base = Interview(id="i", company="Omnia", starts=at(9, zone=NEW_YORK))
        theirs = replace(base, starts=base.starts.astimezone(PARIS))
        merged, clashes = merge(base, replace(base, note="x"), theirs)
        assert (merged.zone, merged.note) == ("Europe/Paris", "x")
        assert clashes == ()

    def test_two_new_zones_clash_in_the_moment_alone(self):
        base = Interview(id="i", company="Omnia", starts=at(9, zone=NEW_YORK))
        ours = replace(base, starts=at(9, zone=PARIS))
        theirs = replace(base, starts=at(9, zone=ZoneInfo("UTC")))
        merged, clashes = merge(base, ours, theirs)
        assert merged == ours
        assert [clash.name for clash in clashes] == ["starts"]


class TestFingerprint:
    @given(st.one_of(*(st.tuples(kind, kind) for kind in by_kind)))
    @some
    def test_it_is_equal_for_records_that_say_the_same_and_for_no_others(self, two):
        one, other = two
        assert (fingerprint(one) == fingerprint(other)) == (kept(one) == kept(other))

    def test_the_stamps_do_not_count(self):
        assert fingerprint(Ad(id="a", role="COO")) == fingerprint(
            Ad(id="a", role="COO", created=NOON, changed=NOON)
        )

    def test_it_is_empty_for_no_record(self):
        assert fingerprint(None) == ""

    def test_a_zone_read_back_from_an_offset_has_the_same(self):
        kept = Interview(id="i", company="Omnia", starts=at(9, zone=NEW_YORK))
        read = replace(kept, starts=type(NOON).fromisoformat(kept.starts.isoformat()))
        assert fingerprint(read) == fingerprint(kept)

    @pytest.mark.parametrize("kind", RECORD_TYPES)
    def test_a_record_with_nothing_but_defaults_has_the_same_in_every_version(self, kind):
        assert fingerprint(RECORD_TYPES[kind](id="x")) == fingerprint(ImportMark(id="y"))


class TestRebasing:
    began = Ad(id="a", role="COO", follow_up=date(2026, 12, 1))
    ours = replace(began, role="CEO")

    def test_a_change_to_what_nobody_else_touched_stays_as_it_is(self, new_id):
        change = Change("x", put=(self.ours,), before=(self.began,))
        assert rebased(change, Workspace.of([self.began]), NOON, new_id) == (change, ())

    def test_a_record_that_is_equal_to_what_it_was_is_put_as_it_is(self, new_id):
        change = Change("x", put=(self.ours,), before=(self.began,))
        after, clashes = rebased(change, Workspace.of([replace(self.began)]), NOON, new_id)
        assert (after.put, clashes) == ((self.ours,), ())

    def test_what_was_deleted_meanwhile_comes_back_with_a_note(self, new_id):
        change = Change("x", put=(self.ours,), before=(self.began,))
        after, clashes = rebased(change, EMPTY, NOON, new_id)
        record, note = after.put
        assert (record, clashes) == (self.ours, ())
        assert (note.type, note.about, note.at) == ("note", ("a",), NOON)
        assert note.summary.startswith("Another program had deleted this meanwhile")

    def test_what_has_no_log_comes_back_without_one(self, new_id):
        began = Promise(id="p", about="a", what="word")
        change = Change("x", put=(replace(began, what="a call"),), before=(began,))
        assert rebased(change, EMPTY, NOON, new_id)[0].put == change.put

    def test_a_new_record_is_put_as_it_is(self, new_id):
        change = Change("x", put=(self.ours,))
        assert rebased(change, EMPTY, NOON, new_id) == (change, ())

    def test_one_that_another_program_made_as_well_has_what_either_said(self, new_id):
        change = Change("x", put=(Pace(interviews=5),))
        there = Workspace.of([Pace(name="Pat Example")])
        after, clashes = rebased(change, there, NOON, new_id)
        assert (after.put, clashes) == ((Pace(name="Pat Example", interviews=5),), ())

    def test_what_another_program_changed_is_merged_in(self, new_id):
        change = Change("x", put=(self.ours,), before=(self.began,))
        theirs = replace(self.began, note="their note")
        after, clashes = rebased(change, Workspace.of([theirs]), NOON, new_id)
        assert after.put == (replace(self.ours, note="their note"),)
        assert clashes == ()

    def test_a_clash_is_noted_in_the_log(self, new_id):
        change = Change("x", put=(self.ours,), before=(self.began,))
        theirs = replace(self.began, role="CFO")
        after, clashes = rebased(change, Workspace.of([theirs]), NOON, new_id)
        record, note = after.put
        assert record == self.ours
        assert (note.type, note.about, note.at) == ("note", ("a",), NOON)
        assert "role is “CEO”" in note.summary
        assert "made it “CFO”" in note.summary
        assert [clash.name for clash in clashes] == ["role"]

    def test_a_clash_in_what_has_no_log_is_told_but_not_noted(self, new_id):
        began = Promise(id="p", about="a", what="word")
        change = Change("x", put=(replace(began, what="a call"),), before=(began,))
        there = Workspace.of([replace(began, what="a letter")])
        after, clashes = rebased(change, there, NOON, new_id)
        assert [record.id for record in after.put] == ["p"]
        assert len(clashes) == 1

    def test_what_is_already_gone_is_not_removed_again(self, new_id):
        change = Change("x", remove=("a", "z"))
        assert rebased(change, Workspace.of([self.began]), NOON, new_id)[0].remove == ("a",)
