"""What is wrong with the values of one document."""

import json

import pytest

from jobsearch_tui.domain.records import RECORD_TYPES, Activity, Agency, Interview
from jobsearch_tui.storage.codec import encode
from jobsearch_tui.storage.flaws import (
    encodable,
    flaws,
    label_of,
    lacking,
    looks_like,
    table_of,
    title_of,
)
from tests.domain.makers import NOON


def reasons(kind, **told):
    return {flaw.name: flaw.reason for flaw in flaws(kind, told)}


class TestAValue:
    @pytest.mark.parametrize(
        ("kind", "name", "value", "reason"),
        [
            ("agency", "name", ["x"], "is no text"),
            ("agency", "follow_up", "2026-13-01", "is no date"),
            ("agency", "follow_up", "9999-12-31", "is not between 1900 and 2199"),
            ("agency", "follow_up", "0001-01-01", "is not between 1900 and 2199"),
            ("agency", "created", "2026-11-24T10:00:00", "is a time without a zone"),
            ("agency", "created", 7.5, "has the wrong type"),
            ("agency", "priority", 12, "is not between 1 and 9"),
            ("agency", "priority", "many", "is no whole number"),
            ("ad", "salary_low", [], "is no whole number"),
            ("interview", "starts", "99999-01-01T10:00:00Z", "is no moment with its zone"),
            ("interview", "zone", "Mars/Base", "is no time zone"),
            ("interview", "zone", "../../etc/passwd", "is no time zone"),
            ("interview", "minutes", -1, "is not between 0 and 1440"),
            ("offer", "written", "perhaps", "is neither true nor false"),
            ("activity", "about", "x", "is no list of ids"),
            ("activity", "about", [1], "is no list of ids"),
            ("recruiter", "agency", {}, "is no id"),
            ("promise", "hour", "25:00", "is no time of the day"),
            ("pace", "limits", [{"week": 1}], "is no list of weeks"),
            (
                "pace",
                "limits",
                [{"week": "9999-01-01", "interviews": 1}],
                "has a week that cannot be meant",
            ),
            (
                "pace",
                "limits",
                [{"week": "2026-01-05", "interviews": -1}],
                "has a week that cannot be meant",
            ),
            ("offer", "stage", "begun", "is not one of made, accepted, declined, lapsed"),
            ("offer", "stage", None, "is not one of made, accepted, declined, lapsed"),
        ],
    )
    def test_that_cannot_stand_is_told_with_the_reason(self, kind, name, value, reason):
        assert reasons(kind, id="x", **{name: value}) == {name: reason}

    @pytest.mark.parametrize(
        ("kind", "name", "value", "instead"),
        [
            ("agency", "priority", "7", 7),
            ("agency", "priority", 7.0, 7),
            ("agency", "phone", 4155550100, "4155550100"),
            ("offer", "written", "true", True),
            ("agency", "name", "Marsh \ud800 Vale", "Marsh \N{REPLACEMENT CHARACTER} Vale"),
        ],
    )
    def test_that_is_written_otherwise_keeps_its_meaning(self, kind, name, value, instead):
        (flaw,) = flaws(kind, {"id": "x", name: value})
        assert (flaw.instead, flaw.is_kept) == (instead, True)

    def test_that_is_wrong_becomes_what_it_is_when_nothing_is_said(self):
        (flaw,) = flaws("agency", {"id": "x", "stage": "phoned"})
        assert (flaw.value, flaw.instead, flaw.is_kept) == ("phoned", "queued", False)
        (flaw,) = flaws("activity", {"id": "x", "at": 7})
        assert flaw.instead == "1970-01-01T00:00:00Z"

    def test_that_is_sound_is_not_told(self):
        interview = Interview(id="i", company="Kestrel", starts=NOON, zone="America/New_York")
        for record in (interview, Agency(id="g", name="Marsh", priority=1), Activity(id="l")):
            assert flaws(record.kind, json.loads(encode(record))) == ()


class TestADocument:
    @pytest.mark.parametrize("kind", RECORD_TYPES)
    def test_is_known_by_the_names_of_its_fields(self, kind):
        told = json.loads(encode(RECORD_TYPES[kind](id="x")))
        assert looks_like(told) == kind
        assert looks_like({**told, "more": 1}) == kind

    @pytest.mark.parametrize("told", [{}, {"id": 7}, {"id": "x"}, {"id": "x", "name": "y"}])
    def test_with_few_names_is_not_guessed(self, told):
        assert looks_like(told) is None

    def test_lacks_what_is_needed(self):
        assert lacking("search", {"name": "COO", "recruiter": ""}) == ("Recruiter",)
        assert lacking("activity", {"about": []}) == ("About",)
        assert lacking("agency", {"name": "x"}) == ()

    def test_has_labels_and_a_title(self):
        assert (label_of("ad", "salary_low"), label_of("ad", "id")) == ("Salary from", "id")
        assert title_of({"name": "", "role": " COO\nand more"}) == "COO"
        assert title_of({"name": 7}) == ""
        assert table_of("agency") == "agencies"


class TestWhatJsonCannotSay:
    def test_is_put_into_words(self):
        told = {"a": float("nan"), "b": [float("inf"), 10**30, True, 1.5], "\ud800": "x\udfff"}
        assert encodable(told) == {
            "a": "nan",
            "b": ["inf", str(10**30), True, 1.5],
            "\N{REPLACEMENT CHARACTER}": "x\N{REPLACEMENT CHARACTER}",
        }
