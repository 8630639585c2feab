"""What a file is, by what is in it."""

import zipfile
from pathlib import Path

import pytest

from jobsearch_tui.errors import ImportFailedError
from jobsearch_tui.services.transfer.kinds import FileKind, open_files
from jobsearch_tui.services.transfer.sources import gather

LINKEDIN = "Application Date,Company Name,Job Title,Job Url\n"
OWN = "kind,id,created,changed,name\n"
CASES = {
    ("a.json", '\ufeff {"program": 1}'): FileKind.WHOLE,
    ("a.vcf", "begin:vcard\r\n"): FileKind.VCARD,
    ("Job Applications.csv", LINKEDIN): FileKind.LINKEDIN,
    ("renamed.csv", LINKEDIN): FileKind.LINKEDIN,
    ("Job Applications.csv", "Company,Job Title,Date Applied,Status\n"): FileKind.SHEET,
    ("Connections.csv", "Name,Phone\n"): FileKind.SHEET,
    ("x.csv", OWN): FileKind.RECORDS,
    ("x.csv", OWN.replace(",", ";")): FileKind.RECORDS,
    ("x.txt", "Company\tRole\n"): FileKind.SHEET,
    ("old mac.csv", "Company,Role\rHalden,COO\r"): FileKind.SHEET,
    ("empty", ""): FileKind.SHEET,
}


def written(folder, name, text):
    (folder / name).write_text(text, newline="")
    return folder / name


class TestAFile:
    @pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case[0]}: {case[1][:20]!r}")
    def test_is_known_by_what_is_in_it(self, tmp_path, case):
        opened = open_files([written(tmp_path, *case)])
        assert opened.kind is CASES[case]
        assert [source.label for source in opened.sources] == [case[0]]

    def test_may_come_on_standard_input(self):
        opened = open_files([], b"{}")
        assert (opened.kind, opened.sources[0].label) == (FileKind.WHOLE, "standard input")

    def test_that_is_not_there_is_told(self, tmp_path):
        with pytest.raises(ImportFailedError, match="nowhere is not there"):
            open_files([tmp_path / "nowhere"])


class TestSeveral:
    def test_of_one_kind_are_read_together(self, tmp_path):
        one, other = (written(tmp_path, name, OWN) for name in ("a.csv", "b.csv"))
        assert len(open_files([one, other, one]).sources) == 2

    def test_of_several_kinds_are_refused(self, tmp_path):
        one = written(tmp_path, "a.csv", OWN)
        other = written(tmp_path, "b.vcf", "BEGIN:VCARD\n")
        with pytest.raises(ImportFailedError, match="Import each by itself"):
            open_files([one, other])

    def test_with_a_linkedin_table_among_them_are_left_to_its_reader(self, tmp_path):
        one = written(tmp_path, "Job Applications.csv", LINKEDIN)
        other = written(tmp_path, "other.csv", "a,b\n")
        assert open_files([one, other]).kind is FileKind.LINKEDIN


class TestAFolderOrAnArchive:
    def test_of_its_own_tables_is_read_as_records(self, tmp_path):
        written(tmp_path, "agencies.csv", OWN)
        opened = open_files([tmp_path])
        assert (opened.kind, len(opened.sources)) == (FileKind.RECORDS, 1)

    def test_packed_too(self, tmp_path):
        with zipfile.ZipFile(tmp_path / "x.zip", "w") as archive:
            archive.writestr("agencies.csv", OWN)
        assert open_files([tmp_path / "x.zip"]).kind is FileKind.RECORDS

    def test_of_anything_else_is_a_linkedin_export(self, tmp_path):
        assert open_files([tmp_path]).kind is FileKind.LINKEDIN
        assert open_files([Path("tests/data/linkedin")]).kind is FileKind.LINKEDIN
        written(tmp_path, "ads.csv", "Company,Role\n")
        assert open_files([tmp_path]).kind is FileKind.LINKEDIN

    @pytest.mark.parametrize(
        ("inside", "words"),
        [
            ("xl/workbook.xml", "is an Excel workbook: save it as CSV"),
            ("content.xml", "is a LibreOffice spreadsheet: save it as CSV"),
            ("Index/Document.iwa", "is a Numbers spreadsheet: save it as CSV"),
        ],
    )
    def test_that_is_a_workbook_is_to_be_saved_as_csv(self, tmp_path, inside, words):
        with zipfile.ZipFile(tmp_path / "x", "w") as archive:
            archive.writestr(inside, "")
        (unread,) = gather([tmp_path / "x"], lambda name: name.endswith(".csv")).unread
        assert unread.reason == words


def packed(path, files):
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return path


class TestAnArchiveOfTables:
    SHEET = "Company,Role\nHalden,COO\n"

    def test_with_one_sheet_is_that_sheet(self, tmp_path):
        opened = open_files([packed(tmp_path / "x.zip", {"my/board.csv": self.SHEET})])
        assert opened.kind is FileKind.SHEET
        assert [source.data for source in opened.sources] == [self.SHEET.encode()]

    def test_of_own_records_under_other_names_is_read_together(self, tmp_path):
        opened = open_files([packed(tmp_path / "x.zip", {"a.csv": OWN, "b.csv": OWN})])
        assert (opened.kind, len(opened.sources)) == (FileKind.RECORDS, 2)

    def test_with_several_sheets_says_which(self, tmp_path):
        path = packed(tmp_path / "y.zip", {f"{name}.csv": self.SHEET for name in "abcd"})
        with pytest.raises(ImportFailedError, match=r"a\.csv, b\.csv, c\.csv and 1 more"):
            open_files([path])

    def test_with_a_table_of_linkedins_is_its_export(self, tmp_path):
        path = packed(tmp_path / "x.zip", {"renamed.csv": LINKEDIN, "b.csv": self.SHEET})
        assert open_files([path]).kind is FileKind.LINKEDIN
