"""Names of companies: compared, and read from lists."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobsearch_tui.domain.companies import (
    CompanyList,
    Entered,
    company_key,
    company_list,
    firm_key,
    name_key,
    read_companies,
)
from jobsearch_tui.domain.text import clean


def told(text):
    """Each company with what stands behind it, without what is empty."""
    entered = read_companies(text)
    return [tuple(filter(None, (one.company, one.executive, one.note))) for one in entered]


class TestNames:
    @pytest.mark.parametrize(
        ("one", "other"),
        [
            ("Kestrel", "KESTREL, Inc."),
            ("Kestrel Foods, S.A.", "kestrel foods sa"),
            ("The Kestrel Group", "Kestrel Group Ltd"),
            ("Bölter & Söhne GmbH", "bolter & sohne"),
            ("Marsh & Co.", "Marsh &"),
        ],
    )
    def test_case_accents_and_legal_forms_do_not_matter(self, one, other):
        assert firm_key(one) == firm_key(other)

    @pytest.mark.parametrize(
        ("one", "other"), [("Kestrel Foods", "Kestrel"), ("A", "B"), ("Inc.", "Ltd."), ("!", "?")]
    )
    def test_different_names_differ(self, one, other):
        assert firm_key(one) != firm_key(other)

    def test_an_article_alone_is_a_name(self):
        assert firm_key("The ") == "the"

    def test_what_imports_compare_keeps_its_words(self):
        assert company_key("The Kestrel, S.A.") == "the kestrel s a"
        assert company_key("Kestrel Ltd.") == "kestrel"
        assert name_key("  ?! ") == "?!"


class TestReading:
    @pytest.mark.parametrize(
        ("text", "companies"),
        [
            ("", []),
            (" \n\t\n- \n, ;", []),
            ("Halden Foods\nKestrel\r\nOmnia", ["Halden Foods", "Kestrel", "Omnia"]),
            ("Halden, Kestrel; Omnia", ["Halden", "Kestrel", "Omnia"]),
            ("Halden, Kestrel, and Omnia", ["Halden", "Kestrel", "Omnia"]),
            ("Halden\n\n- Kestrel\n* Omnia\n•Vantor", ["Halden", "Kestrel", "Omnia", "Vantor"]),
            ("Halden • Kestrel | Omnia", ["Halden", "Kestrel", "Omnia"]),
            ("1. Halden\n2) Kestrel\n(3) Omnia", ["Halden", "Kestrel", "Omnia"]),
            ("1. Halden 2. Kestrel 3. Omnia", ["Halden", "Kestrel", "Omnia"]),
            ("Studio 54. Halden", ["Studio 54. Halden"]),
            ("3M\n7-Eleven\nCoca-Cola", ["3M", "7-Eleven", "Coca-Cola"]),
            ("10,000 Trees, Halden", ["10,000 Trees", "Halden"]),
            ("Halden (Leeds, York), Kestrel", ["Halden (Leeds, York)", "Kestrel"]),
            ('"Smith, Jones & Partners", Omnia', ["Smith, Jones & Partners", "Omnia"]),
            ("“Smith, Jones”; Omnia", ["Smith, Jones", "Omnia"]),
            ("| Halden | Kestrel |", ["Halden", "Kestrel"]),
        ],
    )
    def test_one_a_line_or_with_signs_between(self, text, companies):
        assert [one.company for one in read_companies(text)] == companies

    @pytest.mark.parametrize(
        ("text", "companies"),
        [
            ("Kestrel Foods, Inc.", ["Kestrel Foods, Inc."]),
            ("Halden, Kestrel Foods, Inc., Omnia", ["Halden", "Kestrel Foods, Inc.", "Omnia"]),
            ("Kestrel, S.A. de C.V.; Omnia", ["Kestrel, S.A. de C.V.", "Omnia"]),
            ("Kestrel, L.L.C., Omnia, GmbH & Co. KG", ["Kestrel, L.L.C.", "Omnia, GmbH & Co. KG"]),
            ("Kestrel, and de Omnia", ["Kestrel", "de Omnia"]),
            ("Kestrel; Inc.", ["Kestrel", "Inc."]),
            (", Inc.", ["Inc."]),
        ],
    )
    def test_a_legal_form_belongs_to_the_name_before_it(self, text, companies):
        assert [one.company for one in read_companies(text)] == companies

    @pytest.mark.parametrize(
        ("text", "entered"),
        [
            ("Halden Foods - Ruth Adeyemi", ("Halden Foods", "Ruth Adeyemi")),
            ("Halden Foods – Ruth Adeyemi", ("Halden Foods", "Ruth Adeyemi")),
            ("Halden Foods\tRuth Adeyemi", ("Halden Foods", "Ruth Adeyemi")),
            ("Halden Foods: Ruth Adeyemi", ("Halden Foods", "Ruth Adeyemi")),
            ("Halden Foods, Inc. - Ruth Adeyemi", ("Halden Foods, Inc.", "Ruth Adeyemi")),
            ("Halden - Ruth Adeyemi, CEO", ("Halden", "Ruth Adeyemi", "CEO")),
            ("Halden - R. Gill, CEO, Director", ("Halden", "R. Gill", "CEO, Director")),
            ("Halden\tRuth Adeyemi\tCEO\tLeeds", ("Halden", "Ruth Adeyemi", "CEO, Leeds")),
            ("Halden\t\tLeeds", ("Halden", "Leeds")),
            ("Smith, Jones\tR. Gill\tLeeds, UK", ("Smith, Jones", "R. Gill", "Leeds, UK")),
            ("Halden - R. Gill - CEO", ("Halden", "R. Gill", "CEO")),
            ("\tHalden", ("Halden",)),
            ("Halden:", ("Halden:",)),
            ("http://halden.example", ("http://halden.example",)),
        ],
    )
    def test_the_executive_stands_behind_a_dash_a_tab_or_a_colon(self, text, entered):
        assert told(text) == [entered]

    def test_a_title_without_an_executive_before_it_is_a_company(self):
        assert told("Halden, President Foods") == [("Halden",), ("President Foods",)]

    def test_an_executive_for_each(self):
        assert told("Halden - R. Gill, Kestrel - R. Adeyemi, Omnia") == [
            ("Halden", "R. Gill"),
            ("Kestrel", "R. Adeyemi"),
            ("Omnia",),
        ]


class TestTheList:
    def test_each_company_once_with_all_that_is_said_of_it(self):
        found = company_list("Kestrel\nKESTREL, Inc. - Ruth Adeyemi\tCEO\nOmnia")
        assert found.new == (Entered("Kestrel", "Ruth Adeyemi", "CEO"), Entered("Omnia"))
        assert found.repeated == ("KESTREL, Inc.",)

    def test_what_is_known_already_is_named_once(self):
        found = company_list("kestrel\nKestrel\nOmnia", known=["Kestrel Ltd."])
        assert found == CompanyList(new=(Entered("Omnia"),), known=("kestrel",))

    def test_a_paragraph_is_no_company(self):
        found = company_list("word " * 80 + "\nOmnia")
        assert found.new == (Entered("Omnia"),)
        assert found.too_long == (("word " * 8),)


NAME = st.from_regex(
    r"[A-Z][a-zéø]{2,9}( [A-Z][a-z]{2,6})?( & Co\.|, Inc\.|-Werke)?", fullmatch=True
)


def letters(text):
    return [sign for sign in text if sign.isalpha()]


class TestAnyText:
    def test_an_endless_line_takes_no_time(self):
        assert told("a" + " " * 50_000 + "b" + "\t -" * 50_000) == [("a b",)]
        assert told(": " * 50_000 + "a") == [("a",)]

    def test_an_empty_cell_is_no_executive(self):
        assert read_companies("Halden\t\tLeeds") == (Entered("Halden", "", "Leeds"),)

    @given(st.text())
    def test_nothing_is_lost_but_the_word_and(self, text):
        given_letters = letters(clean(text))
        kept = [
            sign
            for one in read_companies(text)
            for part in (one.company, one.executive, one.note)
            for sign in letters(part)
        ]
        rest = iter(given_letters)
        assert all(sign in rest for sign in kept)
        assert len(given_letters) - len(kept) in {
            3 * number for number in range(len(re.findall("and ", clean(text))) + 1)
        }

    @given(
        st.text(
            st.sampled_from('aB1 ,;:-–\t\n"“”()•|*.&é\x1b\u202e') | st.characters(), max_size=40
        )
    )
    def test_every_company_has_a_name(self, text):
        for one in read_companies(text):
            assert any(map(str.isalnum, one.company))
            assert one.company == one.company.strip()
            assert "\n" not in one.company

    @given(
        st.lists(NAME, min_size=1, max_size=8),
        st.sampled_from(["\n", "; ", ", ", "\n- ", "\n• ", " • ", "\r\n\r\n"]),
    )
    def test_names_come_back_as_they_went_in(self, names, between):
        found = [one.company for one in read_companies(between.join(names))]
        assert found == names
