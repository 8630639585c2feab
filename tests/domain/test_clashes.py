"""A record that two programs changed: what counts is chosen, and neither value is lost."""

from dataclasses import replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from jobsearch_tui.domain.changes import Change, rebased
from jobsearch_tui.domain.clashes import both, clash_notes, clash_values, from_difference
from jobsearch_tui.domain.fields import Context, fields_of
from jobsearch_tui.domain.records import KINDS, RECORD_TYPES, Ad, Interview, Pace, Promise
from jobsearch_tui.domain.workspace import Workspace
from tests.domain.makers import NOON

BASE = Ad(id="a", role="COO", employer="Halden", note="old")
OURS = replace(BASE, role="CEO", follow_up=date(2026, 12, 1), url="https://a.example")
THEIRS = replace(BASE, role="CFO", follow_up=date(2026, 12, 8), note="new")
MADE = both(BASE, OURS, THEIRS)
AROUND = Workspace.of([THEIRS])


def notes(made, theirs=(), around=AROUND):
    return [note.summary for note in clash_notes(made, theirs, around, NOON, iter("xyz").__next__)]


class TestBoth:
    def test_what_one_side_changed_is_kept_and_what_both_changed_is_a_clash(self):
        assert (MADE.merged.url, MADE.merged.note) == ("https://a.example", "new")
        assert [field.label for field in MADE.taken] == ["Note"]

    def test_clashes_stand_in_the_order_of_the_form(self):
        order = [field.name for field in fields_of("ad")]
        names = [clash.name for clash in MADE.clashes]
        assert set(names) == {"role", "follow_up"}
        assert names == sorted(names, key=order.index)

    def test_ours_counts_unless_theirs_is_chosen(self):
        assert MADE.settled(()) == MADE.merged
        settled = MADE.settled({"role"})
        assert (settled.role, settled.follow_up) == ("CFO", OURS.follow_up)

    def test_the_zone_goes_with_a_moment_that_is_chosen(self):
        paris, york = ZoneInfo("Europe/Paris"), ZoneInfo("America/New_York")
        base = Interview(id="i", company="Omnia", starts=datetime(2026, 12, 1, 9, tzinfo=paris))
        ours = replace(base, starts=base.starts.replace(hour=10), zone="Europe/Paris")
        theirs = replace(
            base, starts=datetime(2026, 12, 1, 9, tzinfo=york), zone="America/New_York"
        )
        made = both(base, ours, theirs)
        assert made.settled(()).zone == "Europe/Paris"
        chosen = made.settled({"starts"})
        assert (chosen.starts, chosen.zone) == (theirs.starts, "America/New_York")


class TestTheLog:
    def test_keeps_both_values_whichever_counts(self):
        said = {note.partition(" is ")[0]: note for note in notes(MADE, {"role"})}
        assert said["Changed twice at once: role"] == (
            "Changed twice at once: role is “CFO”, as another program made it; "
            "here it was made “CEO”."
        )
        assert said["Changed twice at once: follow up"] == (
            "Changed twice at once: follow up is “Tue 1 Dec”; "
            "another program had made it “Tue 8 Dec”."
        )

    def test_says_that_a_value_is_empty(self):
        made = both(BASE, replace(BASE, note=""), replace(BASE, note="new"))
        assert notes(made) == [
            "Changed twice at once: note is empty; another program had made it “new”."
        ]

    def test_of_its_subject_tells_of_a_promise(self):
        word = Promise(id="p", about="a", what="word", by=date(2026, 12, 1))
        made = both(word, replace(word, what="a call"), replace(word, what="a letter"))
        (note,) = notes(made)
        assert note.startswith("promise “a call")
        assert "what is “a call”" in note
        assert notes(made, around=Workspace.of([word])) == []

    def test_there_is_none_for_the_pace(self):
        made = both(Pace(), Pace(hours=10), Pace(hours=20))
        assert [clash.name for clash in made.clashes] == ["hours"]
        assert notes(made) == []

    def test_of_a_subject_tells_of_a_promise_that_two_programs_wrote_unasked(self):
        word = Promise(id="p", about="a", what="word")
        change = Change("x", put=(replace(word, what="a call"),), before=(word,))
        there = Workspace.of([BASE, replace(word, what="a letter")])
        after, _ = rebased(change, there, NOON, iter("xyz").__next__)
        assert after.put[1].about == ("a",)
        assert "“a letter”" in after.put[1].summary

    @pytest.mark.parametrize("kind", KINDS)
    def test_knows_a_label_for_every_attribute_that_can_clash(self, kind):
        attributes = set(RECORD_TYPES[kind].__dataclass_fields__) - {
            "id",
            "kind",
            "created",
            "changed",
        }
        assert attributes == {field.name for field in fields_of(kind)}


class TestValues:
    def test_are_told_as_a_person_reads_them(self):
        values = {one.name: one for one in clash_values(MADE, Context(AROUND, NOON))}
        assert (values["role"].label, values["role"].was) == ("Role", "COO")
        assert (values["follow_up"].mine, values["follow_up"].theirs) == ("Tue 1 Dec", "Tue 8 Dec")
        assert values["follow_up"].was == ""

    @pytest.mark.parametrize(
        ("text", "others", "shown"),
        [
            ("short", ("sharp",), "short"),
            ("x" * 40 + "ours", ("x" * 40 + "theirs",), "…xxxxxxours"),
            ("x" * 40, ("x" * 40 + "y",), "…xxxxxx"),
            ("other" * 10, ("x" * 40,), "other" * 10),
            ("the same " * 9, ("the same " * 9,), "the same " * 9),
        ],
    )
    def test_that_are_long_begin_shortly_before_they_differ(self, text, others, shown):
        assert from_difference(text, others, 20) == shown
