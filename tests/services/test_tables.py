"""Tables of text from the wild."""

import csv
import io

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from jobsearch_tui.services.transfer import tables
from jobsearch_tui.services.transfer.tables import (
    TOO_LONG,
    UNCLOSED,
    Flaw,
    Row,
    Rows,
    decode,
    find_header,
    physical_lines,
)


def rows(text: str, width: int = 3, delimiter: str = ",") -> list[Row | Flaw]:
    return list(Rows(physical_lines(text), 0, delimiter, width))


class TestDecode:
    @pytest.mark.parametrize(
        "data",
        [
            "Élodie,Søren\n".encode(),
            "Élodie,Søren\n".encode("utf-8-sig"),
            "Élodie,Søren\n".encode("utf-16"),
            "Élodie,Søren\n".encode("utf-16-le"),
            "Élodie,Søren\n".encode("utf-16-be"),
            "Élodie,Søren\n".encode("cp1252"),
            "Élodie,".encode() + "Søren\n".encode("cp1252"),
        ],
    )
    def test_names_survive_every_encoding(self, data: bytes) -> None:
        assert decode(data) == "Élodie,Søren\n"

    def test_typographic_signs_of_windows_are_understood(self) -> None:
        assert decode(b"Night \x96 Shift \x80") == "Night – Shift €"

    def test_a_file_that_is_nowhere_utf_8_is_read_as_windows_at_once(self) -> None:
        assert decode(b"\xe9\n" * 600_000) == "é\n" * 600_000

    @settings(max_examples=100, deadline=None)
    @given(st.binary(max_size=200))
    @example(b"\xff\xfe\x00")
    @example(b"\x81\x8d\x00")
    def test_no_bytes_are_an_error_nor_leave_half_a_character(self, data: bytes) -> None:
        assert not any("\udc80" <= character <= "\udcff" for character in decode(data))


class TestFindHeader:
    @staticmethod
    def recognise(cells: list[str]) -> str | None:
        return "table" if [cell.strip().lower() for cell in cells[:2]] == ["a", "b"] else None

    @pytest.mark.parametrize(
        ("text", "line", "delimiter"),
        [
            ("a,b\n1,2\n", 1, ","),
            ('Notes:\n"several\nlines, even"\n\n A ;B\n1;2', 5, ";"),
            ("sep=\t\na\tb\n", 2, "\t"),
            ('"a","b"\r1,2', 1, ","),
            ('Notes: "never closed\na,b\n', 2, ","),
        ],
    )
    def test_a_header_is_found_under_any_preamble(
        self, text: str, line: int, delimiter: str
    ) -> None:
        header = find_header(physical_lines(text), self.recognise)
        assert header is not None
        assert (header.known, header.line, header.delimiter) == ("table", line, delimiter)

    def test_a_file_without_one_has_none(self) -> None:
        assert find_header(physical_lines("x,y\n" * 300 + "a,b\n"), self.recognise) is None
        assert find_header([], self.recognise) is None


class TestRows:
    def test_lines_are_numbered_as_an_editor_does(self) -> None:
        assert rows('1,2,3\r\n\r\n"x\r\ny",2,3\r\n7,8,9') == [
            Row(1, ["1", "2", "3"]),
            Row(3, ["x\r\ny", "2", "3"]),
            Row(5, ["7", "8", "9"]),
        ]

    def test_carriage_returns_alone_end_lines_too(self) -> None:
        assert [row.line for row in rows("1,2,3\r4,5,6\r")] == [1, 2]

    def test_a_line_without_an_end_is_not_cut_and_those_after_it_are_read(self) -> None:
        assert rows("1,2,3\n" + "," * 2_000_001 + "\n4,5,6\n") == [
            Row(1, ["1", "2", "3"]),
            Flaw(2, "is a line of more than 2,000,000 characters"),
            Row(3, ["4", "5", "6"]),
        ]

    def test_an_open_mark_before_such_a_line_is_what_is_wrong(self) -> None:
        found = rows('1,2,"3\n' + "," * 2_000_001 + "\n4,5,6\n")
        assert [one.line for one in found] == [1, 2, 3]
        assert found[0] == Flaw(1, UNCLOSED)

    def test_empty_rows_are_passed_over(self) -> None:
        assert rows("\n,,\n  , ,\n\n1,2,3\n") == [Row(5, ["1", "2", "3"])]

    def test_empty_cells_beyond_the_header_are_dropped_and_full_ones_kept(self) -> None:
        assert rows("1,2,3,,\n1,2,3,4\n1,2\n") == [
            Row(1, ["1", "2", "3"]),
            Row(2, ["1", "2", "3", "4"]),
            Row(3, ["1", "2"]),
        ]

    @pytest.mark.parametrize("rest", ["4,5,6\n7,8,9\n", "4,5,6\n7,8,9"])
    def test_an_open_quotation_mark_costs_its_own_line_alone(self, rest: str) -> None:
        assert rows('1,"2,3\n' + rest) == [
            Flaw(1, UNCLOSED),
            Row(2, ["4", "5", "6"]),
            Row(3, ["7", "8", "9"]),
        ]

    def test_an_open_mark_before_a_very_long_file_does_too(self) -> None:
        found = rows('1,"2,3\n' + "4,5,6\n" * 40_000)
        assert found[0] == Flaw(1, UNCLOSED)
        assert len(found) == 40_001

    def test_a_cell_of_megabytes_is_a_flaw_and_reading_goes_on(self) -> None:
        found = rows(f"1,{'x' * 1_500_000},3\n4,5,6\n")
        assert found == [Flaw(1, TOO_LONG), Row(2, ["4", "5", "6"])]

    def test_nothing_is_read_again_for_ever(self) -> None:
        found = rows('1,"2,3\n' * 10_000)
        assert len(found) < 10_001

    def test_a_table_without_end_ends(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(tables, "MAX_ROWS", 10)
        found = rows("1,2,3\n" * 30)
        assert len(found) == 11
        assert isinstance(found[-1], Flaw)
        assert found[-1].line == 11

    def test_lines_without_end_end_too(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(tables, "MAX_LINES", 10)
        found = rows("1,2,3\n" * 30)
        assert [row.line for row in found] == list(range(1, 12))
        assert isinstance(found[-1], Flaw)

    @settings(max_examples=150, deadline=None)
    @given(st.lists(st.lists(st.text(max_size=8), min_size=3, max_size=3), max_size=6))
    def test_what_the_csv_writer_writes_is_read(self, table: list[list[str]]) -> None:
        file = io.StringIO(newline="")
        csv.writer(file, quoting=csv.QUOTE_ALL).writerows(table)
        full = [cells for cells in table if any(cell and not cell.isspace() for cell in cells)]
        found = rows(file.getvalue())
        assert [row.cells for row in found if isinstance(row, Row)] == full

    @settings(max_examples=200, deadline=None)
    @given(st.text(st.sampled_from('a,";\t\r\n\x00 é'), max_size=80))
    @example('"\r\n"')
    def test_no_text_is_an_error(self, text: str) -> None:
        lines = len(physical_lines(text))
        assert all(1 <= row.line <= lines for row in rows(text))
