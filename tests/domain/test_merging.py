"""Two versions of a search become one."""

from datetime import UTC, datetime, timedelta
from functools import reduce
from itertools import permutations

from hypothesis import given, settings
from hypothesis import strategies as st

from jobsearch_tui.domain.clock import following
from jobsearch_tui.domain.merging import Key, State, deleted, joined, merged, references, written

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
DANA = Key("recruiters", "dana")
MARSH = Key("agencies", "marsh")
SEARCH = Key("searches", "s1")
CALL = Key("activities", "c1")


def at(minutes: float) -> datetime:
    return NOON + timedelta(minutes=minutes)


def new(key: Key, minutes: float = 0, machine: str = "a", **fields) -> State:
    return written(None, {"id": key.id, **fields}, at(minutes), machine, {})


def edit(state: State, minutes: float, machine: str, **fields) -> State:
    return written(state, {**state.fields, **fields}, at(minutes), machine, {})


class TestAWrittenRecord:
    def test_has_a_stamp_for_each_attribute(self):
        state = new(DANA, name="Dana")
        assert state.fields == {"id": "dana", "name": "Dana"}
        assert state.stamps.keys() == {"id", "name"}
        assert state.is_there

    def test_gets_a_new_stamp_only_where_it_differs(self):
        first = new(DANA, name="Dana", phone="1")
        second = edit(first, 5, "b", phone="2")
        assert second.stamps["name"] == first.stamps["name"]
        assert second.stamps["phone"] > first.stamps["phone"]

    def test_leaves_out_what_says_nothing(self):
        state = written(None, {"id": "x", "note": ""}, at(0), "a", {"note": ""})
        assert "note" not in state.fields

    def test_says_that_something_was_taken_away(self):
        first = new(DANA, note="rude")
        assert (
            written(first, {"id": "dana", "note": ""}, at(1), "a", {"note": ""}).fields["note"]
            == ""
        )

    def test_keeps_what_this_version_does_not_know(self):
        first = new(DANA, mood="sunny")
        assert written(first, {"id": "dana"}, at(1), "a", {}).fields["mood"] == "sunny"

    def test_that_was_deleted_is_there_again_when_it_is_written_as_it_was(self):
        first = new(DANA, name="Dana")
        gone = deleted(first)
        assert not gone.is_there
        assert written(gone, first.fields, at(-900), "a", {}).is_there


class TestJoining:
    def test_takes_each_attribute_from_whoever_wrote_it_later(self):
        base = new(DANA, name="Dana", phone="1", note="")
        ours, theirs = edit(base, 1, "a", phone="2"), edit(base, 2, "b", note="nice")
        both = joined(ours, theirs)
        assert both is not None
        assert (both.fields["phone"], both.fields["note"]) == ("2", "nice")

    def test_takes_the_higher_of_two_counts_whoever_wrote_it(self):
        key = Key("interviews", "i1")
        base = new(key, sequence=1)
        ours, theirs = edit(base, 1, "a", sequence=3), edit(base, 2, "b", sequence=2)
        for one, other in ((ours, theirs), (theirs, ours)):
            found = merged({key: base}, {key: one}, {key: other})
            assert found.states[key].fields["sequence"] == 3
            assert found.twice == ()

    def test_knows_the_later_of_two(self):
        base = new(DANA, phone="1")
        both = joined(edit(base, 9, "a", phone="2"), edit(base, 7, "b", phone="3"))
        assert both is not None
        assert both.fields["phone"] == "2"

    def test_what_was_written_in_the_knowledge_of_another_wins_even_by_a_slow_clock(self):
        fast = new(DANA, minutes=60 * 24 * 3, phone="1")
        assert joined(fast, edit(fast, 0, "b", phone="2")).fields["phone"] == "2"

    def test_of_a_deletion_with_an_edit_keeps_the_record(self):
        base = new(DANA, phone="1")
        assert joined(deleted(base), edit(base, -500, "b", phone="2")).is_there

    def test_of_a_deletion_with_what_it_knew_deletes(self):
        base = new(DANA, phone="1")
        assert not joined(deleted(edit(base, 1, "a", phone="2")), base).is_there

    def test_with_nothing_is_what_it_was(self):
        state = new(DANA)
        assert joined(state, None) is joined(None, state) is state
        assert joined(None, None) is None

    def test_takes_an_attribute_that_one_side_does_not_have(self):
        one = written(None, {"id": "dana"}, at(0), "a", {})
        other = written(one, {"id": "dana", "mood": "sunny"}, at(1), "b", {})
        assert joined(one, other) == joined(other, one) == other


machines = st.sampled_from("abc")
minutes = st.integers(-5000, 5000)
acts = st.tuples(machines, minutes, st.sampled_from(["phone", "note", "", "sync"]), st.text("xy"))


@st.composite
def three_states(draw):
    """A record on three machines that edited it, deleted it, and now and then joined."""
    first = new(DANA, name="Dana", phone="", note="")
    held = dict.fromkeys("abc", first)
    for machine, when, name, value in draw(st.lists(acts, max_size=12)):
        state = held[machine]
        if name == "sync":
            other = draw(machines)
            held[machine] = joined(state, held[other])
        elif name:
            held[machine] = edit(state, when, machine, **{name: value})
        elif state.is_there:
            held[machine] = deleted(state)
    return tuple(held.values())


class TestStatesOfThreeMachines:
    @given(three_states())
    @settings(max_examples=300)
    def test_join_to_the_same_in_any_order_and_grouping(self, states):
        whole = [reduce(joined, order) for order in permutations(states)]
        one, two, three = states
        whole.append(joined(one, joined(two, three)))
        assert all(state == whole[0] for state in whole)

    @given(three_states())
    def test_change_nothing_when_they_are_joined_again(self, states):
        whole = reduce(joined, states)
        assert joined(whole, whole) == whole
        assert all(joined(whole, state) == whole for state in states)

    @given(three_states())
    def test_lose_no_value_but_to_a_later_one(self, states):
        whole = reduce(joined, states)
        for state in states:
            for name, value in state.fields.items():
                assert whole.fields[name] == value or whole.stamps[name] > state.stamps[name]

    @given(three_states(), st.permutations(range(3)))
    def test_merge_to_the_same_whoever_merges(self, states, order):
        base = {DANA: new(DANA, name="Dana", phone="", note="")}
        one, two, three = (states[place] for place in order)
        ours, theirs = {DANA: joined(base[DANA], one)}, {DANA: joined(base[DANA], two)}
        assert merged(base, ours, theirs).states == merged(base, theirs, ours).states
        first = merged(base, ours, theirs).states
        again = merged(base, first, {DANA: three}).states[DANA]
        other = merged(base, ours, merged(base, theirs, {DANA: three}).states).states[DANA]
        assert again.fields == other.fields
        assert again.is_there == other.is_there


class TestMerging:
    def test_tells_what_both_wrote(self):
        base = new(DANA, phone="1", note="")
        ours = edit(base, 9, "a", phone="2")
        theirs = edit(base, 7, "b", phone="3", note="nice")
        (twice,) = merged({DANA: base}, {DANA: ours}, {DANA: theirs}).twice
        assert (twice.key, twice.name, twice.kept, twice.other) == (DANA, "phone", "2", "3")
        (mirrored,) = merged({DANA: base}, {DANA: theirs}, {DANA: ours}).twice
        assert mirrored == twice

    def test_is_silent_where_both_wrote_the_same(self):
        base = new(DANA, phone="1")
        ours, theirs = edit(base, 9, "a", phone="2"), edit(base, 7, "b", phone="2")
        assert merged({DANA: base}, {DANA: ours}, {DANA: theirs}).twice == ()

    def test_is_silent_about_when_a_record_was_changed(self):
        base = new(DANA, changed="1", zone="UTC")
        ours = edit(base, 9, "a", changed="2", zone="Europe/Paris")
        theirs = edit(base, 7, "b", changed="3", zone="Asia/Tokyo")
        assert merged({DANA: base}, {DANA: ours}, {DANA: theirs}).twice == ()

    def test_tells_what_both_had_before_they_ever_met(self):
        ours, theirs = new(DANA, phone="1"), new(DANA, 5, "b", phone="2")
        (twice,) = merged({}, {DANA: ours}, {DANA: theirs}).twice
        assert (twice.kept, twice.other) == ("2", "1")

    def test_of_a_copied_machine_comes_to_the_same_on_both(self):
        ours, theirs = new(DANA, phone="1"), new(DANA, phone="2")
        one = merged({}, {DANA: ours}, {DANA: theirs})
        other = merged({}, {DANA: theirs}, {DANA: ours})
        assert one == other
        assert one.twice[0].kept == "2"

    def test_keeps_records_of_both_sides(self):
        got = merged({}, {DANA: new(DANA)}, {MARSH: new(MARSH)})
        assert got.states.keys() == {DANA, MARSH}

    def test_of_nothing_is_nothing(self):
        assert merged({}, {}, {}).states == {}

    def test_deletes_what_one_side_deleted_and_the_other_left_alone(self):
        base = new(DANA)
        got = merged({DANA: base}, {DANA: base}, {DANA: deleted(base)})
        assert not got.states[DANA].is_there
        assert got.kept == ()


class TestAnEditThatMeetsADelete:
    def test_wins_and_says_so(self):
        base = new(DANA, phone="1")
        ours, theirs = deleted(base), edit(base, -900, "b", phone="2")
        for got in (
            merged({DANA: base}, {DANA: ours}, {DANA: theirs}),
            merged({DANA: base}, {DANA: theirs}, {DANA: ours}),
        ):
            assert got.states[DANA].is_there
            assert got.states[DANA].fields["phone"] == "2"
            assert got.kept == (DANA,)

    def test_brings_back_what_went_with_the_record(self):
        base = {
            DANA: new(DANA, phone="1"),
            SEARCH: new(SEARCH, name="VP", recruiter="dana"),
            CALL: new(CALL, about=["dana"]),
        }
        ours = {key: deleted(state) for key, state in base.items()}
        theirs = {**base, DANA: edit(base[DANA], 3, "b", phone="2")}
        got = merged(base, ours, theirs)
        assert all(state.is_there for state in got.states.values())
        assert got.kept == (DANA,)

    def test_restores_the_references_that_were_emptied(self):
        base = {MARSH: new(MARSH, name="Marsh"), DANA: new(DANA, name="Dana", agency="marsh")}
        ours = {MARSH: deleted(base[MARSH]), DANA: edit(base[DANA], 1, "a", agency="")}
        theirs = {MARSH: edit(base[MARSH], 2, "b", name="Marsh & Vale"), DANA: base[DANA]}
        assert merged(base, ours, theirs).states[DANA].fields["agency"] == "marsh"

    def test_leaves_a_reference_out_that_the_other_side_took_out(self):
        base = {MARSH: new(MARSH, name="Marsh"), DANA: new(DANA, name="Dana", agency="marsh")}
        ours = {MARSH: deleted(base[MARSH]), DANA: edit(base[DANA], 1, "a", agency="")}
        theirs = {
            MARSH: edit(base[MARSH], 2, "b", name="Marsh & Vale"),
            DANA: edit(base[DANA], 3, "b", agency=""),
        }
        assert merged(base, ours, theirs).states[DANA].fields["agency"] == ""

    def test_leaves_a_reference_that_was_given_to_somebody_else(self):
        base = {MARSH: new(MARSH, name="Marsh"), DANA: new(DANA, name="Dana", agency="marsh")}
        ours = {MARSH: deleted(base[MARSH]), DANA: edit(base[DANA], 1, "a", agency="")}
        theirs = {
            MARSH: edit(base[MARSH], 2, "b", name="Marsh & Vale"),
            DANA: edit(base[DANA], 3, "b", agency="corbin"),
        }
        assert merged(base, ours, theirs).states[DANA].fields["agency"] == "corbin"

    def test_may_be_a_new_record_that_needs_the_deleted_one(self):
        base = {DANA: new(DANA, name="Dana")}
        ours = {DANA: deleted(base[DANA])}
        theirs = {**base, SEARCH: new(SEARCH, 2, "b", name="VP", recruiter="dana")}
        got = merged(base, ours, theirs)
        assert got.states[DANA].is_there
        assert got.kept == (DANA,)
        assert got.states == merged(base, theirs, ours).states

    def test_brings_back_in_a_chain(self):
        base = {MARSH: new(MARSH, name="Marsh"), DANA: new(DANA, name="Dana", agency="marsh")}
        ours = {key: deleted(state) for key, state in base.items()}
        theirs = {**base, SEARCH: new(SEARCH, 2, "b", name="VP", recruiter="dana")}
        got = merged(base, ours, theirs)
        assert got.states[MARSH].is_there
        assert got.kept == (DANA,)

    def test_of_something_else_does_not_bring_it_back(self):
        base = {MARSH: new(MARSH, name="Marsh"), DANA: new(DANA, name="Dana", agency="marsh")}
        ours = {MARSH: deleted(base[MARSH]), DANA: edit(base[DANA], 1, "a", agency="")}
        theirs = {MARSH: base[MARSH], DANA: edit(base[DANA], 3, "b", name="Dana W.")}
        got = merged(base, ours, theirs)
        assert not got.states[MARSH].is_there
        assert got.states[DANA].fields == {"id": "dana", "name": "Dana W.", "agency": ""}

    def test_brings_back_each_record_once(self):
        base = {DANA: new(DANA, name="Dana"), SEARCH: new(SEARCH, name="VP", recruiter="dana")}
        ours = {key: deleted(state) for key, state in base.items()}
        theirs = {
            DANA: edit(base[DANA], 2, "b", name="Dana W."),
            SEARCH: edit(base[SEARCH], 3, "b", name="COO"),
        }
        got = merged(base, ours, theirs)
        assert got.kept == (DANA, SEARCH)
        assert got.states[SEARCH].fields["name"] == "COO"

    def test_does_not_bring_back_what_both_deleted(self):
        base = {DANA: new(DANA, name="Dana"), CALL: new(CALL, about=["dana"])}
        ours = {key: deleted(state) for key, state in base.items()}
        theirs = {DANA: edit(base[DANA], 2, "b", name="Dana W."), CALL: deleted(base[CALL])}
        got = merged(base, ours, theirs)
        assert got.states[DANA].is_there
        assert not got.states[CALL].is_there

    def test_deleted_by_both_is_deleted(self):
        base = {DANA: new(DANA), CALL: new(CALL, about=["dana"]), MARSH: new(MARSH)}
        ours = {DANA: deleted(base[DANA]), CALL: deleted(base[CALL]), MARSH: deleted(base[MARSH])}
        theirs = {**ours, MARSH: edit(base[MARSH], 4, "b", name="Marsh")}
        got = merged(base, ours, theirs)
        assert [key for key, state in got.states.items() if state.is_there] == [MARSH]


class TestReferences:
    def test_of_an_unknown_table_are_none(self):
        assert references("moods", new(DANA, about="x")) == {}

    def test_are_told_by_attribute(self):
        assert references("activities", new(CALL, about=["dana", "", 3])) == {"about": ("dana",)}


def test_a_stamp_of_a_merge_is_the_same_wherever_it_is_made():
    base = new(DANA, name="Dana")
    ours, theirs = deleted(base), new(SEARCH, 1, "b", recruiter="dana")
    got = merged({DANA: base}, {DANA: ours}, {DANA: base, SEARCH: theirs}).states[DANA]
    assert got.stamps["id"] == following(ours.latest, datetime(1970, 1, 1, tzinfo=UTC), "0")
