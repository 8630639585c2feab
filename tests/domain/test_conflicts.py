"""What a merge could not settle alone, as records that show it."""

from datetime import UTC, datetime, timedelta

import pytest

from jobsearch_tui.domain.conflicts import (
    CONFLICTS,
    KEPT,
    Conflict,
    conflicts_in,
    label,
    shown,
    title_of,
    told,
)
from jobsearch_tui.domain.merging import Key, deleted, merged, written

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)


def new(key, minutes=0, machine="a", **fields):
    wall = NOON + timedelta(minutes=minutes)
    return written(None, {"id": key.id, **fields}, wall, machine, {})


def edit(state, minutes, machine, **fields):
    wall = NOON + timedelta(minutes=minutes)
    return written(state, {**state.fields, **fields}, wall, machine, {})


def clash(key, attribute, first, second, **fields):
    base = new(key, **fields)
    ours, theirs = (
        edit(base, 5, "a", **{attribute: first}),
        edit(base, 9, "b", **{attribute: second}),
    )
    return merged({key: base}, {key: ours}, {key: theirs})


def conflict_of(records):
    (state,) = [state for key, state in records.items() if key.table == CONFLICTS]
    found = Conflict.of(state.fields)
    assert found is not None
    return found


class TestAConflict:
    def test_stands_in_the_list_and_in_the_log_of_its_record(self):
        records = told(clash(Key("recruiters", "dana"), "phone", "1", "2", name="Dana"))
        found = conflict_of(records)
        assert (found.title, found.name, found.kept, found.other) == ("Dana", "phone", "2", "1")
        assert found.at == "2026-11-24T12:09:00Z"
        (entry,) = [state for key, state in records.items() if key.table == "activities"]
        assert entry.fields["about"] == ["dana"]
        assert entry.fields["summary"] == (
            "Changed on two machines: phone is “2”, which is the later; the other was “1”."
        )

    def test_stands_before_older_ones_in_the_list(self):
        key, merges = Key("recruiters", "dana"), []
        for minutes in (5, 9, 7):
            base = new(key, phone="")
            ours, theirs = edit(base, 1, "a", phone="1"), edit(base, minutes, "b", phone="2")
            merges.append(merged({key: base}, {key: ours}, {key: theirs}))
        states = [state for merge in merges for state in (*told(merge).values(), new(key))]
        assert [one.at[14:16] for one in conflicts_in(states)] == ["09", "07", "05"]

    def test_is_the_same_whoever_merges(self):
        key = Key("recruiters", "dana")
        base = new(key, phone="")
        ours, theirs = edit(base, 5, "a", phone="1"), edit(base, 9, "b", phone="2")
        one = told(merged({key: base}, {key: ours}, {key: theirs}))
        assert one == told(merged({key: base}, {key: theirs}, {key: ours}))

    @pytest.mark.parametrize(
        ("key", "fields", "about"),
        [
            (Key("promises", "p"), {"about": "dana"}, ["dana"]),
            (Key("assignments", "a"), {"interview": "i1"}, ["i1"]),
            (Key("activities", "x"), {"about": ["dana", "s1"]}, ["dana", "s1"]),
        ],
    )
    def test_of_what_has_no_log_stands_in_that_of_what_it_is_about(self, key, fields, about):
        records = told(clash(key, "note", "1", "2", **fields))
        assert records[Key("activities", conflict_of(records).id)].fields["about"] == about

    def test_of_the_pace_stands_in_the_list_alone(self):
        records = told(clash(Key("pace", "pace"), "hours", 5, 6))
        assert [key.table for key in records] == [CONFLICTS]
        assert "hours a week is “6”" in conflict_of(records).words

    def test_names_the_records_that_a_reference_leads_to(self):
        dana, marsh, corbin = (
            Key("recruiters", "dana"),
            Key("agencies", "marsh"),
            Key("agencies", "corbin"),
        )
        base = {dana: new(dana, agency="", about=[])}
        ours = {
            dana: edit(base[dana], 5, "a", agency="marsh", about=["marsh"]),
            marsh: new(marsh, name="Marsh & Vale"),
        }
        theirs = {
            dana: edit(base[dana], 9, "b", agency="corbin", about=["corbin"]),
            corbin: new(corbin, name="Corbin"),
        }
        kept = [
            (state.fields["kept"], state.fields["other"])
            for key, state in told(merged(base, ours, theirs)).items()
            if key.table == CONFLICTS
        ]
        assert sorted(kept, key=str) == [("Corbin", "Marsh & Vale"), (["Corbin"], ["Marsh & Vale"])]

    def test_about_a_deletion_says_that_the_record_was_kept(self):
        key = Key("recruiters", "dana")
        base = new(key, name="Dana", phone="1")
        merge = merged({key: base}, {key: deleted(base)}, {key: edit(base, 2, "b", phone="2")})
        found = conflict_of(told(merge))
        assert found.name == KEPT
        assert found.words.startswith("Deleted on one machine; kept")

    def test_is_nothing_else_that_stands_in_the_mirror(self):
        assert Conflict.of({"id": "x", "table": 3}) is None


class TestWords:
    @pytest.mark.parametrize(
        ("value", "words"),
        [
            ("", "empty"),
            (None, "empty"),
            ([], "empty"),
            (True, "“yes”"),
            (False, "“no”"),
            (3, "“3”"),
            ("two\nlines", "“two lines”"),
            ("x" * 300, f"“{'x' * 200}…”"),
        ],
    )
    def test_of_a_value(self, value, words):
        assert shown(value) == words

    def test_of_an_attribute(self):
        assert label("recruiters", "position") == "title"
        assert label("recruiters", "stamp_collection") == "stamp collection"
        assert label("moods", "how_deep") == "how deep"

    def test_of_a_record(self):
        assert (
            title_of(Key("activities", "c"), new(Key("activities", "c"))) == "an entry of the log"
        )
        assert title_of(Key("ads", "x"), new(Key("ads", "x"), role="COO")) == "COO"
        assert title_of(Key("offers", "x"), new(Key("offers", "x"))) == "offer"
