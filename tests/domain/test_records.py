"""What holds for every record."""

from dataclasses import FrozenInstanceError, replace
from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest

from jobsearch_tui.domain.records import RECORD_TYPES, Activity, Agency, Interview, Pace, Recruiter
from tests.domain.makers import NOON

NEW_YORK = ZoneInfo("America/New_York")


class TestComparing:
    def test_records_that_say_the_same_are_equal_and_hash_alike(self):
        one, other = Agency(id="a1", name="Marsh & Vale"), Agency(id="a1", name="Marsh & Vale")
        assert one == other
        assert one == one
        assert hash(one) == hash(other)

    def test_a_record_differs_from_another_one_and_from_another_kind(self):
        agency = Agency(id="a1", name="Marsh & Vale")
        assert agency != replace(agency, name="Corbin Search")
        assert agency != Recruiter(id="a1", name="Marsh & Vale")
        assert agency != "a1"

    def test_a_record_shows_what_it_says_and_no_defaults(self):
        shown = repr(Agency(id="a1", name="Marsh & Vale"))
        assert shown == "Agency(id='a1', name='Marsh & Vale')"


class TestTitles:
    @pytest.mark.parametrize("kind", [kind for kind in RECORD_TYPES if kind != "pace"])
    def test_an_empty_record_of_any_kind_still_has_a_text_for_its_title(self, kind):
        assert isinstance(RECORD_TYPES[kind](id="x1").title, str)

    def test_the_pace_record_has_one_id_and_one_name(self):
        assert (Pace().id, Pace().title) == ("pace", "Pace")

    def test_notes_and_stage_changes_are_no_contacts(self):
        contacts = {
            kind
            for kind in ("call", "email", "letter", "message", "meeting", "note", "stage")
            if Activity(id="x", at=NOON, type=kind).is_contact
        }
        assert contacts == {"call", "email", "letter", "message", "meeting"}


class TestInterviewZone:
    def test_a_moment_with_a_zone_names_it(self):
        starts = datetime(2026, 12, 2, 9, 30, tzinfo=NEW_YORK)
        assert Interview(id="i", starts=starts, zone="Europe/Paris").zone == "America/New_York"

    def test_a_moment_with_a_bare_offset_is_expressed_in_the_zone(self):
        starts = datetime(2026, 12, 2, 14, 30, tzinfo=UTC)
        interview = Interview(id="i", starts=starts, zone="America/New_York")
        assert interview.starts == starts
        assert interview.starts.hour == 9
        assert interview.starts.tzinfo is NEW_YORK

    def test_a_moment_without_any_is_the_wall_clock_of_the_zone(self):
        interview = Interview(id="i", starts=datetime(2026, 12, 2, 9, 30), zone="America/New_York")  # noqa: DTZ001
        assert interview.starts == datetime(
            2026, 12, 2, 9, 30, tzinfo=timezone(timedelta(hours=-5))
        )


class TestTheFunctionsOfAllRecords:
    def test_refuse_what_is_missing_and_what_is_too_much(self):
        with pytest.raises(TypeError, match="Agency needs id"):
            Agency(name="Marsh & Vale")
        with pytest.raises(TypeError, match="Agency has no colour, size"):
            Agency(id="a", colour="red", size=3)

    def test_hold_a_record_as_it_was_made(self):
        agency = Agency(id="a", name="Marsh & Vale")
        with pytest.raises(FrozenInstanceError, match="cannot assign to field 'name'"):
            agency.name = "Corbin"
        with pytest.raises(FrozenInstanceError, match="cannot delete field 'name'"):
            del agency.name
        assert agency.name == "Marsh & Vale"
