"""Importing a spreadsheet or an address book from inside the app."""

from jobsearch_tui.domain.records import Ad
from jobsearch_tui.services.transfer.csv_records import table
from jobsearch_tui.storage.whole import exported
from tests.ui.host import NARROW, opened

ROWS = "Firm,Thing,Job,Applied\nHalden Foods,red,Head Cook,3/4/2026\nKestrel,blue,COO,\n"


async def begin(shown, text, name="jobs.csv"):
    """Name a file with this text in the app."""
    file = shown.folder / name
    file.write_text(text)
    await shown.press("I")
    await shown.type(str(file), "enter")


class TestASpreadsheet:
    async def test_is_shown_as_columns_to_confirm_and_comes_in_as_one_change(self, tmp_path):
        async with opened(tmp_path, NARROW) as shown:
            await begin(shown, ROWS)
            assert shown.dialog == "ColumnsDialog"
            assert "jobs.csv · 2 rows as ads" in shown.text
            assert "▲ In the column “Applied” 3/4/2026 may be 3 April 2026" in shown.text
            await shown.press("f2")
            assert shown.dialog == "ColumnsDialog"
            await shown.press("d", "2")
            assert "New: 2 ads, 1 log entry." in shown.text
            await shown.press("f2")
            assert shown.bottom.startswith("Done: import of 2 ads from jobs.csv.")
            (cook,) = [ad for ad in shown.stored.all(Ad) if ad.role == "Head Cook"]
            assert (cook.employer, cook.answered_on.month) == ("Halden Foods", 3)
            assert cook.note == "Thing: red"
            await shown.press("u")
            assert len(shown.stored.all(Ad)) == 3

    async def test_with_dates_of_two_styles_asks_and_goes_on(self, tmp_path):
        async with opened(tmp_path, NARROW) as shown:
            await begin(shown, "Firm,Job,Applied\na,Cook,13/02/2024\nb,Clerk,02/13/2024\n")
            assert "▲ In the column “Applied” 13/02/2024 is day first" in shown.text
            await shown.press("d", "1")
            await shown.press("f2")
            (clerk,) = [ad for ad in shown.stored.all(Ad) if ad.role == "Clerk"]
            assert clerk.note == "Applied: 02/13/2024"

    async def test_can_be_corrected_column_by_column(self, tmp_path):
        async with opened(tmp_path, NARROW) as shown:
            await begin(shown, ROWS.replace("3/4/2026", "13/4/2026"))
            await shown.press("j", "enter")
            assert "Thing is" in shown.text
            await shown.press("4")  # the source
            assert "Source" in shown.lines[3]
            await shown.press("n")
            assert "into the note" in shown.lines[3]
            await shown.press("minus")
            assert "left out" in shown.lines[3]
            await shown.press("f2")
            assert "Thing" not in " ".join(ad.note for ad in shown.stored.all(Ad))

    async def test_with_several_rows_that_are_not_read_lists_them_first(self, tmp_path):
        async with opened(tmp_path, NARROW) as shown:
            await begin(shown, "Company,Role,Status\nHalden,COO,odd\nKestrel,CFO,strange\n")
            await shown.press("f2")
            assert shown.dialog == "Choose"
            assert "line 2: “odd” is not understood as Stage" in shown.text
            assert "line 3: “strange” is not understood as Stage" in shown.text
            await shown.press("n")
            assert len(shown.stored.all(Ad)) == 3

    async def test_says_what_every_record_needs(self, tmp_path):
        async with opened(tmp_path, NARROW) as shown:
            await begin(shown, "Company,Colour\nHalden Foods,red\n")
            await shown.press("K", "1")
            assert "▲ No column is Role, which every ad needs" in shown.text
            await shown.press("escape")
            assert shown.dialog == "Dashboard"

    async def test_is_remembered_and_adds_nothing_twice(self, tmp_path):
        async with opened(tmp_path, NARROW) as shown:
            await begin(shown, ROWS)
            await shown.press("d", "1", "f2")
            await begin(shown, ROWS)
            assert "2 imported before, or repeated." in shown.text
            await shown.press("f2")
            assert shown.bottom == "Nothing new: all of it was imported before."


class TestOtherFiles:
    async def test_an_address_book_is_told_before_it_comes_in(self, tmp_path):
        async with opened(tmp_path, NARROW) as shown:
            card = "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Zed Null\r\nEND:VCARD\r\n"
            await begin(shown, card, "people.vcf")
            assert "recruiters  1 added" in shown.text
            await shown.press("i")
            assert "Zed Null" in [one.title for one in shown.stored.of_kind("recruiter")]

    async def test_what_holds_nothing_is_refused_in_words(self, tmp_path):
        async with opened(tmp_path, NARROW) as shown:
            await begin(shown, "")
            assert "is empty" in shown.bottom

    async def test_an_export_of_everything_brings_back_what_is_missing_here(self, tmp_path):
        async with opened(tmp_path, NARROW) as shown:
            before = shown.stored.get("dana")
            text = exported(shown.start.store.contents).decode()
            await shown.go_to("recruiter", "Dana Whitfield")
            await shown.press("x")
            assert shown.stored.get("dana") is None
            await begin(shown, text, "all.json")
            assert "Read all.json." in shown.text
            assert "recruiters  1 added" in shown.text
            await shown.press("i")
            assert shown.bottom.startswith("Done: import of 3 records from all.json.")
            assert shown.stored.get("dana") == before
            await begin(shown, text, "all.json")
            assert "Nothing new" in shown.text
            await shown.press("o", "u")
            assert shown.stored.get("dana") is None

    async def test_an_export_of_one_kind_as_a_table_comes_back_as_it_was(self, tmp_path):
        async with opened(tmp_path, NARROW) as shown:
            ads = list(shown.stored.all(Ad))
            text = table("ad", shown.stored, lambda _: {}).decode()
            await begin(shown, text.replace("COO", "Chief of Operations"), "ads.csv")
            assert "ads         1 changed" in shown.text
            await shown.press("i")
            roles = [ad.role for ad in shown.stored.all(Ad)]
            assert sorted(roles) == sorted("Chief of Operations" if ad.role == "COO" else ad.role
                                           for ad in ads)  # fmt: skip

    async def test_what_is_no_export_is_refused_in_words(self, tmp_path):
        async with opened(tmp_path, NARROW) as shown:
            await begin(shown, "{}", "x.json")
            assert shown.bottom
            assert shown.dialog == "Dashboard"
