"""Whom a few letters mean."""

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jobsearch_tui.domain.matching import Quality, best, matches, named, quality, titled
from jobsearch_tui.domain.records import Ad, Agency, Interview, Recruiter, Search, Target
from jobsearch_tui.domain.text import fold
from jobsearch_tui.domain.workspace import EMPTY, Workspace


def at(day):
    return datetime(2026, 11, day, 9, 0, tzinfo=UTC)


WORKSPACE = Workspace.of(
    [
        Agency(id="agency1", name="Marsh & Vale"),
        Agency(id="agency2", name="Kestrel Search"),
        Agency(id="agency3", name="Old Marsh", stage="closed"),
        Recruiter(id="dana", name="Dana Whitfield"),
        Recruiter(id="owen1", name="Owen Pryce", stage="closed", changed=at(20)),
        Recruiter(id="owen2", name="Owen Pryce", changed=at(10)),
        Interview(id="early", company="Kestrel", starts=at(3), people="Ruth Adeyemi, , Søren Bø"),
        Interview(id="late", company="Kestrel", starts=at(27), round=2),
        Interview(id="off", company="Kestrel", starts=at(29), stage="cancelled"),
        Ad(id="ad1", role="Buyer", employer="Kestrel"),
        Ad(id="blind", role="Plant Manager"),
        Target(id="target1", company="Halden Foods", executive="Ida Brandt"),
        Target(id="target2", company="Omnia"),
        Search(id="search1", name="VP Operations", recruiter="dana", client="Halden Foods"),
        Search(id="search2", name="VP Operations", recruiter="dana"),
    ]
)


def found(query, **limits):
    return [match.record.id for match in matches(query, WORKSPACE, **limits)]


NAMES = st.text(min_size=1, max_size=20).map(fold).filter(str.strip)


class TestQuality:
    @pytest.mark.parametrize(
        ("query", "name", "expected"),
        [
            ("dana whitfield", "dana whitfield", Quality.EXACT),
            ("dana w", "dana whitfield", Quality.BEGINNING),
            ("whit", "dana whitfield", Quality.WORDS),
            ("d w", "dana whitfield", Quality.WORDS),
            ("field", "dana whitfield", Quality.INSIDE),
            ("w d", "dana whitfield", Quality.NONE),
            ("owen", "dana whitfield", Quality.NONE),
            ("", "dana whitfield", Quality.NONE),
        ],
    )
    def test_says_how_well_letters_fit(self, query, name, expected):
        assert quality(query, name) is expected

    @settings(max_examples=60)
    @given(
        name=st.text(min_size=1, max_size=20).map(fold).filter(str.strip), cut=st.integers(1, 20)
    )
    def test_the_beginning_of_a_name_always_fits(self, name, cut):
        assert quality(name[:cut], name) >= Quality.BEGINNING


class TestMatches:
    def test_letters_find_a_person_whatever_the_case_and_accents(self):
        assert found("  DANA ") == ["dana"]
        assert found("soren bo") == ["early"]

    def test_better_matches_come_first_then_the_alphabet(self):
        assert found("mar") == ["agency1", "agency3"]
        assert [match.name for match in matches("kestrel", WORKSPACE)] == [
            *("Kestrel", "Kestrel Search"),
        ]

    def test_a_company_is_one_candidate_with_its_liveliest_interview(self):
        match = matches("kestrel", WORKSPACE)[0]
        assert match.record.id == "late"
        assert match.namesakes == ()

    def test_people_of_one_name_are_told_and_the_open_one_leads(self):
        (match,) = matches("owen", WORKSPACE)
        assert match.record.id == "owen2"
        assert [record.id for record in match.namesakes] == ["owen1"]

    def test_kinds_can_be_limited(self):
        assert found("kestrel", among=("agency",)) == ["agency2"]

    @pytest.mark.parametrize(
        ("query", "id"),
        [
            *(("ruth", "early"), ("plant", "blind"), ("ida", "target1"), ("omnia", "target2")),
            ("halden", "search1"),
        ],
    )
    def test_people_and_companies_are_found_wherever_they_stand(self, query, id):
        assert found(query) == [id]

    @pytest.mark.parametrize("query", ["", "   ", "nobody at all"])
    def test_nothing_fits_nothing(self, query):
        assert found(query) == []

    def test_the_best_are_those_of_equal_quality(self):
        assert [match.name for match in best(matches("kestrel", WORKSPACE))] == ["Kestrel"]
        assert best(()) == ()

    def test_names_without_letters_are_not_offered(self):
        assert list(named(EMPTY)) == []
        assert "" not in {name for name, _ in named(WORKSPACE)}


class TestTitled:
    def test_finds_each_record_by_itself(self):
        ids = [match.record.id for match in titled("kestrel", WORKSPACE, among=("interview",))]
        assert sorted(ids) == ["early", "late", "off"]

    def test_an_undisclosed_search_is_found_by_its_title(self):
        ids = [match.record.id for match in titled("vp", WORKSPACE, among=("search",))]
        assert ids == ["search2", "search1"]

    def test_what_is_open_comes_before_what_is_over(self):
        ids = [match.record.id for match in titled("owen", WORKSPACE, among=("recruiter",))]
        assert ids == ["owen2", "owen1"]
