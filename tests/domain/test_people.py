"""Whom records name, and what a promise or a log entry made on them is about."""

import pytest

from jobsearch_tui.domain.people import (
    bearer,
    company_of,
    names_in,
    only_person,
    people_of,
    records_of_person,
)
from jobsearch_tui.domain.records import (
    SUBJECTS,
    Activity,
    Ad,
    Agency,
    Assignment,
    Interview,
    Offer,
    Pace,
    Promise,
    Recruiter,
    Search,
    Target,
)
from jobsearch_tui.domain.workspace import Workspace
from tests.domain.makers import interview

DANA = Recruiter(id="dana", name="Dana Whitfield", agency="marsh")
SEARCH = Search(id="search", name="VP Operations", recruiter="dana", client="Kestrel")
KESTREL = interview("kestrel", people="Ruth Adeyemi")
TARGET = Target(id="target", company="Kestrel", executive="Ruth Adeyemi")
ALL = Workspace.of([Agency(id="marsh", name="Marsh & Vale"), DANA, SEARCH, KESTREL, TARGET])


class TestNames:
    @pytest.mark.parametrize(
        ("text", "names"),
        [
            ("", ()),
            (" , ", ()),
            ("R. Gill", ("R. Gill",)),
            ("R. Gill, Ruth Adeyemi", ("R. Gill", "Ruth Adeyemi")),
            ("Ruth Adeyemi, president", ("Ruth Adeyemi",)),
            ("ruth, gill", ("ruth", "gill")),
        ],
    )
    def test_stand_between_commas_and_a_role_is_no_name(self, text, names):
        assert names_in(text) == names

    @pytest.mark.parametrize(
        ("record", "people"),
        [
            (DANA, ("Dana Whitfield",)),
            (SEARCH, ("Dana Whitfield",)),
            (Search(id="x", name="COO", recruiter="nobody"), ()),
            (KESTREL, ("Ruth Adeyemi",)),
            (TARGET, ("Ruth Adeyemi",)),
            (Target(id="x", company="Kestrel"), ()),
            (Ad(id="x", role="COO"), ()),
        ],
    )
    def test_are_those_that_a_record_knows(self, record, people):
        assert people_of(record, ALL) == people

    def test_the_only_person_is_not_guessed_among_two(self):
        assert only_person(KESTREL, ALL) == "Ruth Adeyemi"
        assert only_person(interview(people="R. Gill, Ruth Adeyemi"), ALL) == ""


class TestCompany:
    @pytest.mark.parametrize(
        ("record", "company"),
        [
            (KESTREL, "Kestrel"),
            (TARGET, "Kestrel"),
            (Offer(id="x", company="Kestrel"), "Kestrel"),
            (SEARCH, "Kestrel"),
            (Ad(id="x", role="COO", employer="Omnia"), "Omnia"),
            (DANA, "Marsh & Vale"),
            (Recruiter(id="x", name="Lena", employer="Omnia"), "Omnia"),
            (Agency(id="x", name="Marsh & Vale"), ""),
        ],
    )
    def test_is_the_one_that_the_people_of_a_record_speak_for(self, record, company):
        assert company_of(record, ALL) == company


class TestRecordsOfAPerson:
    def test_a_recruiter_is_known_by_name_alone_with_their_searches(self):
        assert records_of_person(ALL, "dana whitfield", "") == ("dana", "search")

    def test_an_interviewer_is_known_with_the_company(self):
        assert records_of_person(ALL, "Ruth Adeyemi", "KESTREL") == ("target", "kestrel")
        assert records_of_person(ALL, "Ruth Adeyemi", "Omnia") == ()
        assert records_of_person(ALL, "Ruth Adeyemi", "") == ()


class TestBearer:
    def test_most_records_bear_what_is_said_on_them(self):
        for kind in SUBJECTS:
            for record in ALL.of_kind(kind):
                assert bearer(record, ALL) is record

    @pytest.mark.parametrize(
        "record",
        [
            Promise(id="p", about="kestrel", what="word"),
            Assignment(id="w", interview="kestrel", what="two pages"),
            Activity(id="a", about=("gone", "kestrel")),
        ],
    )
    def test_others_lead_to_what_they_are_about(self, record):
        assert bearer(record, ALL) == KESTREL

    def test_there_is_none_for_the_pace(self):
        assert bearer(Pace(), ALL) is None

    def test_an_interview_has_none_but_itself(self):
        assert bearer(Interview(id="new", company="Omnia", origin="search"), ALL).id == "new"
