"""Any spreadsheet, as people's programs write them."""

import time
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jobsearch_tui.domain.records import Activity, Ad, Agency, Interview, Recruiter, Search, Target
from jobsearch_tui.domain.text import cells
from jobsearch_tui.domain.workspace import EMPTY, Workspace
from jobsearch_tui.errors import ImportFailedError, JobsearchError, UsageError
from jobsearch_tui.services.column_memory import SittingMemory
from jobsearch_tui.services.identity import new_id
from jobsearch_tui.services.transfer.import_report import merged, wrapped
from jobsearch_tui.services.transfer.sheet import read_sheet
from jobsearch_tui.services.transfer.sheet_cells import sums
from jobsearch_tui.services.transfer.sheet_columns import (
    LEFT_OUT,
    NOTE,
    checked_dates,
    corrected,
    guess,
    missing,
    proved,
    targets_of,
)
from jobsearch_tui.services.transfer.sheet_dates import DMY, MDY, YMD, example, read, styles_of
from jobsearch_tui.services.transfer.sheet_import import (
    keep,
    label,
    mapping_lines,
    plan,
    question,
    understood,
)

PARIS = ZoneInfo("Europe/Paris")
NOW = datetime(2026, 11, 24, 9, 30, tzinfo=PARIS)


def sheet(text: str, name: str = "jobs.csv", encoding: str = "utf-8"):
    return read_sheet(text.encode(encoding), name)


def report(text: str, workspace=EMPTY, *said, kind="", dates="", name="jobs.csv"):
    table = sheet(text, name)
    columns = corrected(guess(table, kind), table, said)
    columns = replace(columns, dates=dates)
    return plan(table, columns, workspace, now=NOW, new_id=new_id)


def came_in(text: str, type_, **more):
    told = report(text, **more)
    return list(told.change.apply(EMPTY).all(type_))


def targets(text: str, kind: str = ""):
    table = sheet(text)
    columns = guess(table, kind)
    return columns.kind, dict(zip(table.header, columns.targets, strict=True))


ROWS = "Company,Role\nHalden Foods,VP\nKestrel,COO\n"


class TestTheBytes:
    @pytest.mark.parametrize(
        "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"]
    )
    def test_are_read_in_any_usual_encoding(self, encoding):
        found = sheet("Société,Poste\nCrème Brûlée,Chef\nÉté,Hôte\n", encoding=encoding)
        assert found.header == ("Société", "Poste")
        assert found.rows[0].cells == ["Crème Brûlée", "Chef"]

    @pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
    @pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
    def test_are_parted_by_any_usual_sign(self, delimiter, end):
        lines = [("Company", "Role"), ("Halden; Foods, Inc|x\t", "VP"), ("Kestrel", "COO")]
        text = end.join(delimiter.join(f'"{cell}"' for cell in line) for line in lines)
        found = sheet(text)
        assert found.delimiter == delimiter
        assert [row.cells[1] for row in found.rows] == ["VP", "COO"]

    def test_may_begin_with_a_title_and_blank_lines(self):
        found = sheet(f"My search\n\n,,,\n{ROWS}")
        assert found.header == ("Company", "Role")
        assert [row.line for row in found.rows] == [5, 6]

    def test_may_say_their_delimiter_as_excel_does(self):
        assert sheet("sep=;\nCompany;Role\na;b\n").header == ("Company", "Role")

    def test_may_have_quotes_and_line_breaks_in_cells_and_headings(self):
        found = sheet('"Date\napplied",Company\n1 May 2026,"Halden ""Foods""\nLtd"\n')
        assert found.header == ("Date applied", "Company")
        assert found.rows[0].cells[1] == 'Halden "Foods"\nLtd'

    def test_may_have_rows_that_are_too_short_or_too_long(self):
        found = sheet("Company,Role\na,b\nc\nd,e,f,g\n")
        assert [row.cells for row in found.rows] == [["a", "b"], ["c", ""], ["d", "e, f, g"]]

    def test_tell_headings_that_are_missing_or_twice_apart(self):
        assert sheet("Note,,Note\na,b,c\n").header == ("Note", "column 2", "Note (3)")

    def test_may_have_columns_of_nothing_at_the_end(self):
        table = sheet("Company;Role;Applied;;;;\nAcme;COO;13.11.2026;;;;\n;;;;;;\n")
        assert table.header == ("Company", "Role", "Applied")
        assert [row.cells for row in table.rows] == [["Acme", "COO", "13.11.2026"]]

    def test_keep_a_column_without_a_heading_that_holds_something(self):
        table = sheet("Company,Role,,\nAcme,COO,,x\n")
        assert table.header == ("Company", "Role", "column 4")
        assert table.rows[0].cells == ["Acme", "COO", "x"]

    def test_that_are_no_text_are_refused(self):
        with pytest.raises(ImportFailedError, match="is no text"):
            read_sheet(b"\x7fELF,\0\0,a\n1,2,3\n", "ls")

    def test_of_one_column_are_a_table_too(self):
        assert sheet("Company\nHalden Foods\nKestrel\n").samples(0) == ["Halden Foods", "Kestrel"]

    def test_lose_the_apostrophe_before_a_formula(self):
        assert sheet("Company,Phone\nA,'+49 555\n").rows[0].cells[1] == "+49 555"

    @pytest.mark.parametrize(
        ("data", "words"),
        [
            (b"", "is empty"),
            (b"Company,Role\n", "has headings but no rows"),
            (b"\xd0\xcf\x11\xe0rest", "Excel workbook: save it as CSV"),
        ],
    )
    def test_that_hold_no_rows_are_refused(self, data, words):
        with pytest.raises(ImportFailedError, match=words):
            read_sheet(data, "x.csv")

    @given(st.binary(max_size=400))
    @settings(max_examples=150)
    def test_of_any_kind_are_a_table_or_are_refused_in_words(self, data):
        with suppress(JobsearchError):
            table = read_sheet(data, "x.csv")
            assert plan(table, guess(table), EMPTY, now=NOW, new_id=new_id).words()


class TestHeadings:
    @pytest.mark.parametrize(
        "heading",
        [
            *("Company", "EMPLOYER", "Organisation", "firma", "Unternehmen", "Entreprise"),
            *("Société", "Empresa", "Azienda", "Bedrijf", "Company Name", "company_name"),
            *("Name of company", "Arbeitgeber"),
        ],
    )
    def test_in_several_languages_mean_the_employer(self, heading):
        _, told = targets(f"{heading},Job title,Date applied\nHalden,VP,2026-01-02\n")
        assert told[heading] == "employer"

    def test_tell_what_the_rows_are(self):
        cases = {
            "Company,Position,Applied,Status\na,b,2026-01-02,c\n": "ad",
            "First name,Last name,Agency,Email\na,b,c,d@e.example\n": "recruiter",
            "Agency,Specialty,Phone\na,b,c\n": "agency",
            "Company,CEO,Phone\na,b,c\n": "target",
            "Company,Interview date,Time,Interviewer\na,2026-01-02,10:00,b\n": "interview",
            "Role,Recruiter,Client\na,b,c\n": "search",
            "Company,Base salary,Bonus,Deadline\na,1,2,2026-01-02\n": "offer",
            "Company,Job Title,Date Applied,Status,Location,Salary Range,Contact,Follow up\n"
            "a,b,2026-01-02,Applied,c,$85k,d,2026-02-03\n": "ad",
            "Company\nKestrel\nOmnia\n": "target",
            "Date,Employer contacted,Method of contact,Position,Person contacted,Result\n"
            "11/13/2026,a,Online,b,c,Pending\n": "ad",
            "Agency,Consultant,Phone,Email\na,b,1,c@d.example\n": "recruiter",
            "Company,Phone\nCorbin Executive Search,1\nVale Staffing,2\n": "agency",
            "Employer,Applied\nKestrel,2026-01-02\n": "target",
        }
        assert {text: targets(text)[0] for text in cases} == cases
        assert {text: guess(sheet(text, "x.csv")).kind for text in cases} == cases

    def test_that_say_nothing_leave_it_to_what_stands_under_them(self):
        _, told = targets(
            "Who,Where,x1,x2,x3,x4\n"
            "Dana,Corbin,dana@c.example,+1 586 555 0155,https://c.example/d,1 May 2026\n",
            kind="recruiter",
        )
        assert (told["x1"], told["x2"], told["x3"]) == ("email", "phone", "url")
        assert told["x4"] == NOTE

    def test_of_dates_and_sums_mean_the_main_ones_of_the_kind(self):
        _, told = targets("Company,Role,x1,x2\na,b,1 May 2026,$85k\n", kind="ad")
        assert (told["x1"], told["x2"]) == ("answered_on", "salary")

    def test_of_dates_need_a_date_under_them(self):
        _, told = targets("Company,CEO,Next action,Next action date\na,b,Call,1 May 2026\n")
        assert (told["Next action"], told["Next action date"]) == (NOTE, "follow_up")

    def test_never_give_two_columns_one_field(self):
        _, told = targets("Company,Employer,Role\na,b,c\n")
        assert sorted((told["Company"], told["Employer"])) == ["", "employer"]

    def test_can_be_corrected_by_name_or_label(self):
        table = sheet("Firm,Thing,Job\na,b,c\n")
        columns = corrected(guess(table, "ad"), table, ["thing=Answered on", "Firm=-", "job="])
        assert columns.targets == (LEFT_OUT, "answered_on", NOTE)

    def test_a_field_that_is_given_to_another_column_goes_to_the_note(self):
        table = sheet("Company,Parent company,Role\na,b,c\n")
        columns = corrected(guess(table, "ad"), table, ["Parent company=employer"])
        assert columns.targets == (NOTE, "employer", "role")

    @pytest.mark.parametrize(
        ("said", "words"),
        [
            ("nonsense", "to be written as"),
            ("Shoe size=role", "no column “Shoe size”"),
            ("Company=shoe", "no field “shoe”"),
        ],
    )
    def test_that_are_corrected_wrongly_are_refused(self, said, words):
        table = sheet(ROWS)
        with pytest.raises(UsageError, match=words):
            corrected(guess(table), table, [said])

    def test_that_lack_what_every_record_needs_are_refused_in_words(self):
        with pytest.raises(UsageError, match=r"no column of jobs.csv is Role.*--map"):
            report("Company,Applied\na,2026-01-02\n", kind="ad")
        table = sheet("Company,Applied\na,2026-01-02\n")
        assert missing(guess(table, "recruiter")) == ("Name",)

    def test_can_be_any_field_of_the_kind_and_some_more(self):
        assert targets_of("ad")["salary"] == "Salary, or its range"
        assert {"role", "employer", "recruiter"} <= set(targets_of("ad"))


class TestDates:
    @pytest.mark.parametrize(
        ("text", "style", "day"),
        [
            ("3/4/2026", DMY, date(2026, 4, 3)),
            ("3/4/2026", MDY, date(2026, 3, 4)),
            ("26/3/4", YMD, date(2026, 3, 4)),
            ("2026-12-02", DMY, date(2026, 12, 2)),
            ("2026/12/02", MDY, date(2026, 12, 2)),
            ("24.03.23", MDY, date(2023, 3, 24)),
            ("12 März 2026", MDY, date(2026, 3, 12)),
            ("1er février 2024", DMY, date(2024, 2, 1)),
            ("5 de mayo de 2026", DMY, date(2026, 5, 5)),
            ("Mar 5, 2026", DMY, date(2026, 3, 5)),
            ("5-Dec-25", DMY, date(2025, 12, 5)),
            ("45678", DMY, date(2025, 1, 21)),
            ("31/2/2026", DMY, None),
            ("soon", DMY, None),
            ("3/4/1066", DMY, None),
            ("x" * 100, DMY, None),
        ],
    )
    def test_are_read_in_a_style(self, text, style, day):
        assert read(text, style).day == day

    @pytest.mark.parametrize(
        ("text", "hour"),
        [
            ("3/24/23, 4:11 PM", "16:11"),
            ("2pm", "14:00"),
            ("12 am", "00:00"),
            ("14h30", "14:30"),
            ("2026-12-02T09:05:00", "09:05"),
            ("25:00", None),
            ("13 pm", None),
        ],
    )
    def test_bring_their_time(self, text, hour):
        at = read(text, MDY).at
        assert (f"{at:%H:%M}" if at else None) == hour

    @pytest.mark.parametrize(
        ("cells", "styles"),
        [
            (["3/4/2026", "25/6/2026"], (DMY,)),
            (["3/4/2026", "6/25/2026"], (MDY,)),
            (["3/4/2026", "5/6/2026"], (DMY, MDY)),
            (["5/5/2026"], (DMY,)),
            (["2026-01-02", ""], (DMY,)),
            ([], (DMY,)),
            (["03.04.2026", "5/6/2026"], (DMY,)),
        ],
    )
    def test_are_in_the_style_that_the_whole_column_proves(self, cells, styles):
        assert styles_of(cells) == styles

    def test_that_may_be_meant_in_two_ways_are_asked_about(self):
        table = sheet("Company,Role,Applied\na,b,3/4/2026\n")
        columns = guess(table)
        words = "In the column “Applied” 3/4/2026 may be 3 April 2026 or 4 March 2026."
        assert question(table, columns) == words
        with pytest.raises(UsageError, match=r"Say which: --dates dmy or --dates mdy\.$"):
            plan(table, columns, EMPTY, now=NOW, new_id=new_id)
        assert example(["soon"], (DMY, MDY)) == ""

    def test_of_two_styles_in_one_column_are_asked_about_and_none_is_lost(self):
        text = "Company,Role,Applied\na,b,13/02/2024\nc,d,02/13/2024\n"
        table = sheet(text)
        words = "In the column “Applied” 13/02/2024 is day first and 02/13/2024 is month first."
        assert question(table, guess(table)) == words
        with pytest.raises(UsageError, match=r"month first\. Say which"):
            plan(table, guess(table), EMPTY, now=NOW, new_id=new_id)
        told = report(text, dates=DMY)
        one, other = told.change.apply(EMPTY).all(Ad)
        assert (one.answered_on, other.answered_on) == (date(2024, 2, 13), None)
        assert other.note == "Applied: 02/13/2024"
        assert [(problem.line, problem.reason) for problem in told.problems] == [
            (3, "“02/13/2024” is not understood as Answered on; it stands in the note")
        ]

    def test_that_a_record_cannot_be_without_are_told_with_what_it_lacks(self):
        text = "Company,Interview date\na,13/02/2024\nb,02/13/2024\n"
        told = report(text, kind="interview", dates=DMY)
        assert told.counts["interview"].added == 1
        assert [problem.reason for problem in told.problems] == [
            "has no Starts: “02/13/2024” is not understood as Starts"
        ]

    def test_of_two_styles_are_asked_about_by_one_that_both_can_read(self):
        table = sheet("Company,Role,Applied\na,b,13/02/2024\nc,d,02/13/2024\ne,f,3/4/2024\n")
        words = "In the column “Applied” 3/4/2024 may be 3 April 2024 or 4 March 2024."
        assert question(table, guess(table)) == words

    @pytest.mark.parametrize(
        ("other", "styles"),
        [("11/13/2026", (MDY,)), ("13/11/2026", (DMY,)), ("2026-11-13", (DMY, MDY))],
    )
    def test_that_may_be_meant_in_two_ways_are_read_as_the_rest_of_the_table(self, other, styles):
        table = sheet(f"Company,Role,Seen,Applied\na,b,{other},3/4/2026\n")
        assert proved(guess(table), table) == {3: styles}

    def test_of_a_table_in_two_styles_are_asked_about(self):
        table = sheet("Company,Role,Seen,x,Applied\na,b,13/11/2026,11/13/2026,3/4/2026\n")
        assert "may be 3 April 2026 or" in question(table, guess(table))

    def test_are_read_as_the_user_says(self):
        text = "Company,Role,Applied\na,b,3/4/2026\n"
        assert came_in(text, Ad, dates=MDY)[0].answered_on == date(2026, 3, 4)
        assert checked_dates("dmy") == "dmy"
        with pytest.raises(UsageError):
            checked_dates("ddd")

    def test_of_any_length_are_told_in_lines_that_fit_and_in_no_time(self):
        firm = "漢" + "x" * 90_000
        begun = time.process_time()
        told = report(f"Company,Role\n{firm},b\n{firm}a,b\n").words()
        told += wrapped(f"a {firm}", "    ", "  ", 40)
        assert time.process_time() - begun < 2
        assert max(map(cells, told)) <= 80

    @pytest.mark.parametrize("cell", ["a@" + "." * 100_000 + " b", "a@" + "a." * 50_000 + " b"])
    def test_of_any_length_are_looked_at_in_no_time(self, cell):
        table = sheet(f"Company,Role,Thing\na,b,{cell}\n")
        begun = time.process_time()
        assert guess(table).targets == ("employer", "role", "")
        assert time.process_time() - begun < 2


class TestSums:
    @pytest.mark.parametrize(
        ("text", "found"),
        [
            ("85000", (85_000,)),
            ("85.000 €", (85_000,)),
            ("$85,000.50", (85_000,)),
            ("85.000,50", (85_000,)),
            ("80-95k", (80_000, 95_000)),
            ("£80k – £95k", (80_000, 95_000)),
            ("80 000 – 95 000", (80_000, 95_000)),
            ("1.2m", (1_200_000,)),
            ("CHF 120'000", (120_000,)),
            ("negotiable", ()),
            ("...", ()),
        ],
    )
    def test_are_found_as_people_write_them(self, text, found):
        assert sums(text) == found


class TestAds:
    def test_come_in_with_stage_dates_salary_and_log(self):
        (ad,) = came_in(
            "Firma;Stelle;Beworben am;Status;Gehalt\nHalden;Leiter;13.04.2026;Absage;80-95k\n", Ad
        )
        assert (ad.employer, ad.role, ad.stage) == ("Halden", "Leiter", "turned down")
        assert (ad.salary_low, ad.salary_high) == (80_000, 95_000)
        assert ad.answered_on == date(2026, 4, 13)
        told = report("Company,Role,Applied\na,b,1 May 2026\n")
        (entry,) = [one for one in told.change.put if isinstance(one, Activity)]
        assert (entry.type, entry.at.date()) == ("letter", date(2026, 5, 1))

    @pytest.mark.parametrize(
        ("word", "stage"),
        [
            ("Applied", "answered"),
            ("Rejected ❌", "turned down"),
            ("Rejected (no reason)", "turned down"),
            ("Phone Screen", "interviewing"),
            ("Wishlist", "spotted"),
            ("Refusé", "turned down"),
            ("spotted", "spotted"),
        ],
    )
    def test_have_the_stage_that_people_have_other_words_for(self, word, stage):
        (ad,) = came_in(f"Company,Role,Status\na,b,{word}\n", Ad)
        assert ad.stage == stage

    def test_without_a_stage_are_answered_when_they_have_a_date(self):
        (ad,) = came_in("Company,Role,Applied\na,b,1 May 2026\n", Ad)
        assert ad.stage == "answered"

    @pytest.mark.parametrize(
        ("heading", "stage", "became", "answered", "letters"),
        [
            ("Date applied", "Open", "answered", True, 1),
            ("Date", "Saved", "spotted", False, 0),
            ("Datum", "offen", "answered", True, 1),
            ("Date", "Applied", "answered", True, 1),
        ],
    )
    def test_are_answered_on_a_day_only_when_they_were_answered(
        self, heading, stage, became, answered, letters
    ):
        told = report(f"Company,Role,{heading},Status\na,b,2026-01-02,{stage}\n")
        after = told.change.apply(EMPTY)
        (ad,) = after.all(Ad)
        assert (ad.stage, ad.answered_on is not None) == (became, answered)
        assert (len(after.log(ad.id)), ad.note) == (letters, "" if answered else "Date: 2026-01-02")

    def test_keep_everything_else_in_the_note(self):
        text = "Company,Role,Notes,Mood,Status,Salary\na,b,nice,good,undreamt,none yet\n"
        told = report(text)
        (ad,) = told.change.apply(EMPTY).all(Ad)
        assert ad.note.splitlines() == [
            "nice",
            "Mood: good",
            "Status: undreamt",
            "Salary: none yet",
        ]
        assert ad.stage == "spotted"
        assert [one.line for one in told.problems] == [2]

    def test_leave_out_what_is_to_be_left_out(self):
        told = report("Company,Role,Mood\na,b,good\n", EMPTY, "Mood=-")
        (ad,) = told.change.apply(EMPTY).all(Ad)
        assert ad.note == ""

    def test_make_the_recruiter_and_the_agency_that_they_name(self):
        text = (
            "Company,Role,Recruiter,Agency\na,b,Dana Whitfield,Marsh & Vale\nc,d,Dana Whitfield,\n"
        )
        after = report(text).change.apply(EMPTY)
        (dana,), (marsh,) = after.all(Recruiter), after.all(Agency)
        assert dana.agency == marsh.id
        first = next(iter(after.all(Ad)))
        assert first.note == "Recruiter: Dana Whitfield\nAgency: Marsh & Vale"
        assert first.id in {id for entry in after.log(dana.id) for id in entry.about}

    def test_link_to_records_that_are_there(self):
        here = Workspace.of((Recruiter(id="dana", name="Dana Whitfield"),))
        after = report("Company,Role,Recruiter\na,b,dana whitfield\n", here).change.apply(here)
        assert len(after.all(Recruiter)) == 1
        assert len(after.log("dana")) == 1

    def test_without_a_role_are_told_and_the_rest_comes_in(self):
        told = report("Company,Role\na,\nb,c\n")
        assert told.counts["ad"].added == 1
        assert [(one.line, one.reason) for one in told.problems] == [(2, "has no Role")]

    def test_with_a_cell_that_is_too_long_are_told(self):
        told = report(f"Company,Role\na,{'x' * 100_001}\nb,c\n")
        assert [one.line for one in told.problems] == [2]
        assert told.counts["ad"].added == 1


class TestASecondImport:
    TEXT = "Company,Role,Applied,Link\na,b,1 May 2026,https://x.example/1\nc,d,,\n"

    def test_adds_nothing_twice(self):
        after = report(self.TEXT).change.apply(EMPTY)
        again = report(self.TEXT, after)
        assert again.is_empty
        assert again.counts["ad"].skipped == 2

    def test_adds_nothing_twice_after_the_records_were_changed_or_deleted(self):
        after = report(self.TEXT).change.apply(EMPTY)
        after = after.remove(*(ad.id for ad in after.all(Ad)))
        assert report(self.TEXT, after).is_empty

    def test_takes_a_row_that_stands_twice_once(self):
        told = report("Company,Role\na,b\na,b\n")
        assert (told.counts["ad"].added, told.counts["ad"].skipped) == (1, 1)

    def test_knows_a_record_of_the_users_own_and_fills_in_what_it_lacks(self):
        own = Ad(id="own", role="COO", employer="Kestrel GmbH", stage="answered", note="mine")
        here = Workspace.of((own,))
        text = "Company,Role,Status,Source,Notes\nKestrel,COO,Rejected,Board,theirs\n"
        told = report(text, here)
        after = told.change.apply(here).get("own")
        assert (after.source, after.note, after.stage) == ("Board", "mine", "answered")
        assert told.counts["ad"].linked == 1

    def test_moves_a_spotted_ad_that_was_answered(self):
        here = Workspace.of((Ad(id="own", role="COO", employer="Kestrel"),))
        told = report("Company,Role,Applied\nKestrel,COO,1 May 2026\n", here)
        after = told.change.apply(here)
        assert after.get("own").stage == "answered"
        assert told.counts["ad"].moved == 1
        assert len(after.log("own")) == 1

    def test_tells_of_likely_twins(self):
        here = Workspace.of((Ad(id="own", role="VP Operations", employer="Kestrel"),))
        told = report("Company,Role\nKestrel,VP Operation\n", here)
        assert told.twins == (
            "VP Operations, Kestrel and VP Operation, Kestrel: Role and employer nearly the same.",
        )
        assert "Likely twins, to be united with = in the app:" in told.words()

    def test_tells_no_more_likely_twins_than_are_read(self):
        rows = "".join(
            f"Kestrel,{letter * 12}\nKestrol,{letter * 12}\n" for letter in "abcdefghijkl"
        )
        words = report(f"Company,Role\n{rows}").words()
        assert "  and 2 more" in words


class TestPeople:
    def test_are_put_together_from_first_and_last_name_and_their_firm(self):
        text = (
            "First name,Last name,Company,Email\n"
            "Dana,Whitfield,Corbin Search,dana@c.example\n"
            "Lena,Brandt,Kestrel,\n"
        )
        after = report(text).change.apply(EMPTY)
        dana, lena = after.all(Recruiter)
        assert dana.name == "Dana Whitfield"
        assert after.title(dana.agency) == "Corbin Search"
        assert (lena.employer, lena.agency) == ("Kestrel", "")

    def test_have_the_agency_that_is_theirs(self):
        text = "Name,Agency\nDana,Marsh\n"
        after = report(text, EMPTY, "Agency=agency", kind="recruiter").change.apply(EMPTY)
        (dana,) = after.all(Recruiter)
        assert after.title(dana.agency) == "Marsh"

    def test_priorities_in_words_are_numbers(self):
        (agency,) = came_in("Agency,Specialty,Priority\na,b,High\n", Agency)
        assert agency.priority == 1

    def test_work_on_searches(self):
        after = report("Role,Recruiter,Client,Agency\nVP,Dana,Kestrel,Marsh\n").change.apply(EMPTY)
        (search,), (dana,) = after.all(Search), after.all(Recruiter)
        assert (search.recruiter, search.client) == (dana.id, "Kestrel")

    def test_targets_that_were_written_to_have_it_in_their_log(self):
        after = report("Company,CEO,Written on\na,b,1 May 2026\n").change.apply(EMPTY)
        (target,) = after.all(Target)
        assert (target.stage, target.executive) == ("written", "b")
        assert after.log(target.id)[0].type == "letter"


class TestInterviews:
    def test_have_the_time_of_their_own_column(self):
        (one,) = came_in("Company,Interview date,Time\nKestrel,1 Dec 2026,2:30 pm\n", Interview)
        assert one.starts == datetime(2026, 12, 1, 14, 30, tzinfo=PARIS)
        assert one.stage == "scheduled"

    def test_of_the_past_were_held(self):
        (one,) = came_in("Company,Interview date,Round\nKestrel,2026-11-01 09:00,2\n", Interview)
        assert (one.stage, one.round) == ("held", 2)

    @pytest.mark.parametrize(
        ("format", "round", "became"),
        [
            ("Zoom", "1st", ("video", 1)),
            ("In person", "Round 2", ("on-site", 2)),
            ("Phone screen", "second", ("phone", 2)),
            ("Video (Teams)", "3. Runde", ("video", 3)),
        ],
    )
    def test_have_the_format_and_round_that_people_have_other_words_for(
        self, format, round, became
    ):
        (one,) = came_in(
            f"Company,Interview date,Type,Round\na,1 Dec 2026,{format},{round}\n", Interview
        )
        assert (one.format, one.round, one.note) == (*became, "")

    @pytest.mark.parametrize("round", ["final", "2 of 3", "99", "0"])
    def test_keep_a_round_that_is_no_number_in_the_note(self, round):
        (one,) = came_in(f"Company,Interview date,Round\na,1 Dec 2026,{round}\n", Interview)
        assert (one.round, one.note) == (1, f"Round: {round}")

    def test_with_a_time_that_is_none_are_at_noon_and_say_so(self):
        (one,) = came_in("Company,Interview date,Time\nKestrel,1 Dec 2026,later\n", Interview)
        assert one.starts.hour == 12
        assert one.note == "Time: later"

    def test_without_a_day_are_told(self):
        told = report("Company,Interview date,Time\nKestrel,soon,10:00\nOmnia,1 Dec 2026,9:00\n")
        assert told.counts["interview"].added == 1
        reason = "has no Starts: “soon” is not understood as Starts"
        assert [problem.reason for problem in told.problems] == [reason]


class TestWhatIsRemembered:
    def test_is_what_the_user_said_the_last_time(self):
        memory, table = SittingMemory(), sheet("Firm,Thing,Applied\na,b,3/4/2026\n")
        columns = corrected(guess(table, "ad"), table, ["Thing=role"])
        keep(table, columns, memory)
        again = sheet("FIRM;thing;applied\nx;y;5/6/2026\n")
        assert understood(again, memory) == columns
        assert understood(again, memory, "target").kind == "target"
        assert understood(sheet(ROWS), memory).kind == guess(sheet(ROWS)).kind

    @pytest.mark.parametrize(
        "kept",
        [
            {"kind": "unicorn", "targets": ["", ""]},
            {"kind": "ad", "targets": ["role"]},
            {"kind": "ad", "targets": ["role", "nonsense"]},
            {"kind": "ad", "targets": ["role", ""], "dates": "x"},
            {},
        ],
    )
    def test_is_not_used_when_it_does_not_fit(self, kept):
        memory, table = SittingMemory(), sheet(ROWS)
        memory.keep(table.signature, kept)
        assert understood(table, memory) == guess(table)


class TestWhatIsTold:
    def test_is_a_table_of_the_columns_with_samples(self):
        table = sheet(ROWS)
        assert mapping_lines(table, guess(table, "ad")) == [
            "jobs.csv: 2 rows, as ads",
            "  Company  → Employer  Halden Foods · Kestrel",
            "  Role     → Role      VP · COO",
        ]

    def test_says_how_dates_are_read(self):
        table = sheet("Company,Role,Applied\na,b,3/4/2026\n")
        assert mapping_lines(table, guess(table))[-1].startswith("  In the column “Applied”")
        said = replace(guess(table), dates=DMY)
        assert mapping_lines(table, said)[-1] == "  Dates are read day first."

    def test_names_the_import_by_what_came_in(self):
        told = report(ROWS)
        assert told.change.label == "import of 2 ads from jobs.csv"
        assert label({}, ["x.csv"]) == "import of nothing new from x.csv"

    def test_puts_several_tables_together(self):
        first, second = report(ROWS), report("Company,Role\nOmnia,CEO\n")
        both = merged([first, second])
        assert both.counts["ad"].added == 3
        assert both.files == ("jobs.csv", "jobs.csv")
        assert len(both.change.apply(EMPTY).all(Ad)) == 3
        assert merged([first]) is first


def test_the_clock_of_a_workspace_is_the_users():
    (one,) = came_in("Company,Interview date,Time\nKestrel,1 Jul 2026,9:00\n", Interview)
    assert one.starts.astimezone(UTC).hour == 7


def test_a_word_that_is_too_long_for_a_line_is_cut_and_not_lost():
    lines = wrapped("a " + "漢" * 30 + " b", "    ", "  ", 21)
    assert lines[0] == "  a"
    assert all(cells(line) <= 21 for line in lines)
    assert "".join("".join(lines).split()) == "a" + "漢" * 30 + "b"
