"""What makes two states of a search differ."""

from dataclasses import replace

from jobsearch_tui.domain.differences import Difference, difference
from jobsearch_tui.domain.records import Ad, Agency, Pace
from jobsearch_tui.domain.workspace import EMPTY, Workspace
from tests.domain.makers import NOON, interview

COO = Ad(id="a1", role="COO")
MARSH = Agency(id="g1", name="Marsh & Vale")
HERE = Workspace.of([COO, MARSH, Pace()])


class TestADifference:
    def test_is_empty_between_equal_states(self):
        found = difference(HERE, Workspace.of([Pace(), MARSH, COO]))
        assert found.is_empty
        assert found.words() == ()
        assert found == Difference()

    def test_leads_from_one_state_to_the_other(self):
        other = Workspace.of([replace(COO, source="paper"), Ad(id="a2", role="CEO"), Pace()])
        found = difference(HERE, other)
        assert not found.is_empty
        assert found.change("restore").apply(HERE) == other
        assert difference(other, HERE).change("back").apply(other) == HERE

    def test_is_a_change_that_knows_the_records_as_they_were(self):
        after = replace(COO, source="paper")
        change = difference(HERE, HERE.put(after).remove("g1")).change("restore", "restore")
        assert (change.put, change.remove, change.before) == ((after,), ("g1",), (COO,))
        assert (change.label, change.upheaval) == ("restore", "restore")

    def test_counts_what_was_only_stamped_anew(self):
        found = difference(HERE, HERE.put(replace(COO, changed=NOON)))
        assert found.words() == ("changes 1 ad: COO",)

    def test_is_none_where_only_a_number_for_calendars_has_risen(self):
        old = interview()
        now = replace(old, sequence=3)
        assert difference(EMPTY.put(now), EMPTY.put(old)).is_empty
        moved = difference(EMPTY.put(now), EMPTY.put(replace(old, minutes=5)))
        assert moved.words() == (f"changes 1 interview: {old.title} (minutes)",)


class TestItsWords:
    def test_name_act_kind_and_records(self):
        other = HERE.put(replace(MARSH, phone="555 0100", follow_up=NOON.date()))
        other = other.put(Ad(id="a2", role="CEO")).remove("a1")
        assert difference(HERE, other).words() == (
            "adds 1 ad: CEO",
            "removes 1 ad: COO",
            "changes 1 agency: Marsh & Vale (phone, follow up)",
        )

    def test_name_a_few_of_many(self):
        many = [Ad(id=f"a{number}", role=f"Role {number}") for number in range(1200)]
        (line,) = difference(EMPTY, Workspace.of(many)).words(2)
        assert line == "adds 1,200 ads: Role 0; Role 1 and 1,198 more"

    def test_name_three_fields_of_many(self):
        other = replace(MARSH, phone="1", email="2", url="3", note="4")
        (line,) = difference(HERE, HERE.put(other)).words()
        assert line == "changes 1 agency: Marsh & Vale (phone, email, url …)"

    def test_say_the_pace_as_there_is_one_alone(self):
        assert difference(HERE, HERE.put(Pace(interviews=5))).words() == (
            "changes the pace (interviews)",
        )
        assert difference(HERE, HERE.remove("pace")).words() == ("removes the pace",)
