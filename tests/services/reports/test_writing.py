"""Reports as text, Markdown, HTML and CSV."""

import csv
import io
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobsearch_tui.domain.reports.report import Report, Section, Table
from jobsearch_tui.domain.text import cells
from jobsearch_tui.services.reports.writing import FORMS, as_csv, as_html, as_markdown, as_text

ROWS = (("2026-11-23", "Marsh & Vale", "spoke"), ("2026-11-24", "Omnia", "sent"))
PROSE = (("Mon 23 Nov 2026: Marsh & Vale", "By telephone: spoke."), ("Tue: Omnia",))
TABLE = Table(("Date", "Employer", "Result"), ROWS, PROSE)
REPORT = Report("Record", "Pat Sample", (Section("", ("2 steps.",), TABLE),))
SUMMARY = Report("Summary", "this week", (Section("Done", ("2 calls.",)), Section("Pace")))


def holding(words):
    table = Table(("Who",), ((words,),), ((words,),))
    return Report(words, words, (Section(words, (words,), table),))


class TestText:
    def test_reads_well_by_itself(self):
        assert as_text(REPORT).splitlines() == [
            "Record",
            "Pat Sample",
            "",
            "2 steps.",
            "",
            "Mon 23 Nov 2026: Marsh & Vale",
            "  By telephone: spoke.",
            "",
            "Tue: Omnia",
        ]
        assert "DONE\n2 calls.\n" in as_text(SUMMARY)

    @given(st.text(max_size=200))
    def test_never_is_wider_than_paper(self, words):
        assert all(cells(line) <= 160 for line in as_text(holding(words)).splitlines())
        plain = "".join(one for one in words if one.isascii())
        assert all(len(line) <= 80 for line in as_text(holding(plain)).splitlines()[1:])


class TestMarkdown:
    def test_has_headings_and_tables(self):
        assert as_markdown(REPORT).splitlines()[3:] == [
            "",
            "- 2 steps.",
            "",
            "| Date | Employer | Result |",
            "| --- | --- | --- |",
            r"| 2026-11-23 | Marsh \& Vale | spoke |",
            "| 2026-11-24 | Omnia | sent |",
        ]
        assert "## Done\n\n- 2 calls.\n" in as_markdown(SUMMARY)

    @pytest.mark.parametrize(
        ("words", "written"),
        [
            ("a|b", r"a\|b"),
            ("<b>[x](y)", r"\<b\>\[x\](y)"),
            ("1. one", r"1\. one"),
            ("- one", r"\- one"),
            ("==", r"\=="),
            ("3.5", r"3\.5"),
            ("e-mail.", "e-mail."),
        ],
    )
    def test_obeys_nothing_from_outside(self, words, written):
        assert as_markdown(holding(words)).splitlines()[-1] == f"| {written} |"


class TestHtml:
    @given(st.text(max_size=60))
    def test_has_no_tags_but_its_own(self, words):
        tags = set()

        class Tags(HTMLParser):
            def handle_starttag(self, tag, attrs):
                tags.add(tag)

        Tags().feed(as_html(holding(f"<script>{words}")))
        assert tags <= {"html", "head", "meta", "title", "style", "body", "h1", "h2", "p"} | {
            *("table", "thead", "tbody", "tr", "th", "td")
        }

    def test_has_a_row_for_each_step(self):
        assert as_html(REPORT).count("<tr>") == 3
        assert "Marsh &amp; Vale" in as_html(REPORT)
        assert "<h2>Done</h2>" in as_html(SUMMARY)


class TestCsv:
    def test_is_the_table(self):
        read = list(csv.reader(io.StringIO(as_csv(REPORT), newline="")))
        assert read == [list(TABLE.headings), *map(list, ROWS)]

    def test_of_a_summary_is_its_sentences(self):
        read = list(csv.reader(io.StringIO(as_csv(SUMMARY), newline="")))
        assert read == [["Section", "Words"], ["Done", "2 calls."]]

    def test_holds_no_formula(self):
        read = list(csv.reader(io.StringIO(as_csv(holding("=1+1")), newline="")))
        assert read[1] == ["'=1+1"]


@pytest.mark.parametrize("form", FORMS)
@given(words=st.text(max_size=60))
def test_no_form_lets_a_terminal_sequence_through(form, words):
    written = FORMS[form](holding(f"\x1b]52;c;eA==\x07{words}"))
    assert "\x1b" not in written
    assert "\x07" not in written
