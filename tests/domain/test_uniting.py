"""Two records become one with all that refers to them."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from jobsearch_tui.domain.records import (
    Activity,
    Agency,
    ImportMark,
    Interview,
    Promise,
    Recruiter,
    Search,
)
from jobsearch_tui.domain.uniting import BOTH, FIRST, SECOND, sides, united
from jobsearch_tui.domain.workspace import Workspace
from jobsearch_tui.errors import UsageError

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
OLD = Recruiter(
    id="old",
    name="Dana Whitfield",
    stage="active",
    phone="555-0100",
    position="Partner",
    note="never before nine",
    changed=NOW,
)
NEW = Recruiter(
    id="new",
    name="Dana Whitfeild",
    stage="closed",
    email="dana@mv.example",
    position="Senior Partner",
    note="met at the fair",
    changed=NOW + timedelta(days=1),
)
EVERYTHING = Workspace.of(
    (
        OLD,
        NEW,
        Search(id="search", name="VP", recruiter="new"),
        Activity(id="call", at=NOW, about=("new", "search")),
        Activity(id="both", at=NOW, about=("old", "new")),
        Promise(id="word", about="new", what="call"),
        ImportMark(id="mark", record="new"),
        ImportMark(id="other", record="search"),
        Agency(id="marsh", name="Marsh & Vale"),
    )
)


def proposals(first, second):
    return {side.field.name: side.proposed for side in sides(first, second)}


class TestWhatIsProposed:
    def test_is_what_is_said_at_all_and_of_two_values_the_newer(self):
        told = proposals(OLD, NEW)
        assert told["phone"] == FIRST
        assert told["email"] == SECOND
        assert told["position"] == SECOND
        assert "url" not in told

    def test_keeps_the_older_name_and_both_notes(self):
        told = proposals(OLD, NEW)
        assert (told["name"], told["note"]) == (FIRST, BOTH)

    @pytest.mark.parametrize(
        ("first", "second", "choice"),
        [
            ("active", "closed", FIRST),
            ("contacted", "active", SECOND),
            ("active", "contacted", FIRST),
            ("closed", "active", SECOND),
            ("queued", "active", SECOND),
            ("active", "queued", FIRST),
            ("active", "from a newer version", FIRST),
        ],
    )
    def test_is_the_stage_that_is_further_on_and_not_over(self, first, second, choice):
        one, other = (Recruiter(id=stage, name="x", stage=stage) for stage in (first, second))
        assert proposals(one, other)["stage"] == choice

    def test_says_which_fields_differ_and_what_may_be_taken(self):
        told = {side.field.name: side for side in sides(OLD, NEW)}
        assert told["note"].choices == (FIRST, SECOND, BOTH)
        assert told["position"].choices == (FIRST, SECOND)
        assert told["position"].differs
        assert not next(side for side in sides(OLD, OLD) if side.field.name == "name").differs

    def test_of_two_kinds_there_is_none(self):
        with pytest.raises(UsageError, match="recruiters can't be united with agencies"):
            sides(OLD, EVERYTHING.get("marsh"))


class TestUniting:
    def test_moves_all_that_referred_to_the_second(self):
        after = united(EVERYTHING, OLD, NEW).apply(EVERYTHING)
        assert "new" not in after
        assert after.get("search").recruiter == "old"
        assert after.get("call").about == ("old", "search")
        assert after.get("both").about == ("old",)
        assert after.get("word").about == "old"
        assert after.get("mark").record == "old"
        assert len(after.log("old")) == 2

    def test_touches_nothing_else(self):
        change = united(EVERYTHING, OLD, NEW)
        assert set(change.ids) == {"old", "new", "search", "call", "both", "word", "mark"}
        assert change.label == "unite Dana Whitfield with its twin"

    def test_takes_what_was_proposed_where_nothing_was_chosen(self):
        after = united(EVERYTHING, OLD, NEW).apply(EVERYTHING).get("old")
        assert (after.name, after.stage, after.phone) == ("Dana Whitfield", "active", "555-0100")
        assert (after.email, after.position) == ("dana@mv.example", "Senior Partner")
        assert after.note == "never before nine\nmet at the fair"

    def test_takes_what_was_chosen(self):
        choices = {"name": SECOND, "note": FIRST, "phone": SECOND}
        after = united(EVERYTHING, OLD, NEW, choices).apply(EVERYTHING).get("old")
        assert (after.name, after.note, after.phone) == ("Dana Whitfeild", OLD.note, "")

    def test_does_not_write_the_same_note_twice(self):
        twin = Recruiter(id="new", name="x", note="before nine", changed=NOW)
        after = united(Workspace.of((OLD, twin)), OLD, twin, {"note": BOTH})
        assert after.put[0].note == "never before nine"

    @pytest.mark.parametrize(("choice", "zone"), [(FIRST, "UTC"), (SECOND, "America/New_York")])
    def test_takes_the_zone_with_the_time(self, choice, zone):
        here = Interview(id="a", company="Kestrel", starts=NOW)
        there = Interview(
            id="b", company="Kestrel", starts=NOW.astimezone(ZoneInfo("America/New_York"))
        )
        change = united(Workspace.of((here, there)), here, there, {"starts": choice})
        assert change.put[0].zone == zone

    def test_of_one_record_with_itself_is_refused(self):
        with pytest.raises(UsageError, match="one record already"):
            united(EVERYTHING, OLD, OLD)
