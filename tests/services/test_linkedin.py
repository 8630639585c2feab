"""LinkedIn's export, from its files to one change."""

import itertools
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from jobsearch_tui.domain.changes import removal
from jobsearch_tui.domain.records import Activity, Ad, Agency, ImportMark, Recruiter
from jobsearch_tui.domain.text import cells
from jobsearch_tui.domain.workspace import EMPTY, Workspace
from jobsearch_tui.errors import ImportFailedError
from jobsearch_tui.services.transfer.import_report import Report
from jobsearch_tui.services.transfer.linkedin import read_export

SAMPLE = Path(__file__).parent.parent / "data" / "linkedin"
NOW = datetime(2026, 11, 24, 20, 0, tzinfo=UTC)
ZONE = ZoneInfo("America/New_York")
APPLIED = (
    "Application Date,Contact Email,Contact Phone Number,Company Name,"
    "Job Title,Job Url,Resume Name,Question And Answers\n"
)
SAVED = "Saved Date,Job Url,Job Title,Company Name\n"
PEOPLE = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
JOB = "https://www.linkedin.example/jobs/view/"
IN = "https://www.linkedin.example/in/"

ids = (f"id{number}" for number in itertools.count())


def bring(
    *paths: Path,
    into: Workspace = EMPTY,
    everybody: bool = False,
    progress: Callable[[int, int], None] | None = None,
) -> Report:
    return read_export(
        paths,
        into,
        now=NOW,
        zone=ZONE,
        new_id=lambda: next(ids),
        all_connections=everybody,
        progress=progress,
    )


def after(report: Report, before: Workspace = EMPTY) -> Workspace:
    return report.change.apply(before)


def only(workspace: Workspace, kind: type) -> object:
    (record,) = workspace.all(kind)
    return record


@pytest.fixture
def file(tmp_path: Path) -> Callable[[str, str], Path]:
    def write(text: str, name: str = "file.csv") -> Path:
        path = tmp_path / name
        path.write_text(text, encoding="utf-8", newline="")
        return path

    return write


def applied(date_text: str, employer: str, role: str, url: str = "", more: str = ",") -> str:
    return f'"{date_text}",,,"{employer}","{role}",{url},{more}\n'


class TestTheSample:
    def test_it_becomes_ads_recruiters_agencies_and_log_entries(self) -> None:
        report = bring(SAMPLE)
        counts = report.counts
        assert (counts["ad"].added, counts["ad"].skipped) == (5, 3)
        assert (counts["recruiter"].added, counts["recruiter"].skipped) == (5, 1)
        assert (counts["recruiter"].ignored, counts["recruiter"].nameless) == (2, 1)
        assert (counts["agency"].added, counts["activity"].added) == (2, 3)
        assert report.change.label == "import of 5 ads and 5 recruiters from LinkedIn"
        assert not report.change.remove

    def test_rows_that_cannot_be_read_are_reported_with_file_line_and_reason(self) -> None:
        assert [(p.file, p.line, p.reason) for p in bring(SAMPLE).problems] == [
            ("Connections.csv", 15, "has a date that is not understood: “31 Jun 2025”"),
            ("Jobs/Job Applications.csv", 7, "has a date that is not understood: “sometime”"),
        ]

    def test_an_application_is_an_answered_ad_with_its_letter_in_the_log(self) -> None:
        workspace = after(bring(SAMPLE))
        ad = next(ad for ad in workspace.all(Ad) if ad.role == "Operations Director")
        assert (ad.stage, ad.answered_on, ad.employer) == (
            "answered",
            date(2026, 3, 24),
            "Birchway Robotics",
        )
        assert (ad.source, ad.resume, ad.posted) == ("LinkedIn", "sam-ops.pdf", None)
        assert ad.url.endswith("/jobs/view/4000000101")
        assert ad.note == "Will you relocate?: Yes\nYears in the trade?: 12\nDo you drive?: Yes"
        (entry,) = workspace.log(ad.id)
        assert (entry.type, entry.direction, entry.summary) == (
            "message",
            "out",
            "Applied on LinkedIn",
        )
        assert entry.at == datetime(2026, 3, 24, 16, 11, tzinfo=ZONE)

    def test_a_saved_job_is_a_spotted_ad_and_one_that_was_answered_too_is_one(self) -> None:
        ads = after(bring(SAMPLE)).all(Ad)
        spotted = [ad for ad in ads if ad.stage == "spotted"]
        assert [ad.employer for ad in spotted] == ["Tern Shipping"] * 2
        assert spotted[0].note == "Saved on LinkedIn on 2 May 2026"
        assert [ad.stage for ad in ads if ad.employer == "Lantern Paper"] == ["answered"]

    def test_recruiters_stand_at_their_agency_or_their_employer(self) -> None:
        workspace = after(bring(SAMPLE))
        assert [
            (person.name, workspace.title(person.agency), person.employer)
            for person in workspace.all(Recruiter)
        ] == [
            ("Ilse Verhoeven", "Maple & Stone Executive Search", ""),
            ("Tomás Quiroga", "", "Birchway Robotics"),
            ("Ada Lindqvist", "Ember & Ash, LLC", ""),
            ("Ruth Nakata", "Ember & Ash, LLC", ""),
            ("Sami Haddad", "", ""),
        ]
        ilse = next(iter(workspace.all(Recruiter)))
        assert (ilse.stage, ilse.position, ilse.email) == (
            "queued",
            "Partner",
            "ilse@maple.example",
        )
        assert ilse.note == "Connected on LinkedIn on 5 Mar 2024"

    def test_all_connections_brings_those_who_do_not_recruit_too(self) -> None:
        report = bring(SAMPLE, everybody=True)
        assert report.counts["recruiter"].added == 7
        people = {person.name: person for person in after(report).all(Recruiter)}
        assert people["Greta Moreau"].employer == "Cobalt Mills, Inc."

    def test_the_files_by_themselves_say_the_same_as_archive_and_directory(
        self, tmp_path: Path
    ) -> None:
        path = tmp_path / "export.zip"
        files = sorted(SAMPLE.rglob("*.csv"))
        with zipfile.ZipFile(path, "w") as archive:
            for file in files:
                archive.write(file, f"Complete/export/{file.relative_to(SAMPLE)}")
            archive.writestr("Complete/export/Profile.csv", "First Name,Last Name\nSam,Roe\n")
        told = [report.counts for report in (bring(path), bring(SAMPLE), bring(*files))]
        assert told[0] == told[1] == told[2]

    def test_importing_does_not_touch_the_workspace_it_is_given(self) -> None:
        bring(SAMPLE)
        assert EMPTY.is_new


class TestASecondImport:
    def test_it_adds_nothing(self) -> None:
        first = bring(SAMPLE, everybody=True)
        second = bring(SAMPLE, into=after(first), everybody=True)
        assert second.is_empty
        assert second.change.label == "import of nothing new from LinkedIn"
        assert second.counts["ad"].skipped == 8
        assert second.counts["recruiter"].skipped == 8

    def test_what_the_user_changed_since_is_kept(self) -> None:
        workspace = after(bring(SAMPLE))
        changed = [
            *(replace(ad, role="Other", employer="Else", url="") for ad in workspace.all(Ad)),
            *(
                replace(person, name="X", url="", email="", agency="")
                for person in workspace.all(Recruiter)
            ),
            *(replace(agency, name="Renamed") for agency in workspace.all(Agency)),
        ]
        assert bring(SAMPLE, into=workspace.put(*changed)).is_empty

    def test_what_the_user_deleted_since_stays_away(self) -> None:
        workspace = after(bring(SAMPLE))
        gone = [record.id for record in workspace if not isinstance(record, ImportMark)]
        workspace = removal(workspace, gone, "").apply(workspace)
        assert bring(SAMPLE, into=workspace).is_empty

    def test_a_larger_export_brings_what_is_new_in_it(self, file) -> None:
        before = after(bring(file(APPLIED + applied("3/4/26", "Tern", "Cook", JOB + "400001"))))
        more = file(
            APPLIED
            + applied("3/4/26", "Tern", "Cook", JOB + "400001")
            + applied("3/9/26", "Tern", "Cook", JOB + "400002")
        )
        report = bring(more, into=before)
        assert (report.counts["ad"].added, report.counts["ad"].skipped) == (1, 1)

    def test_a_colleague_joins_an_agency_under_the_name_it_has_now(self, file) -> None:
        row = "Ida,{0},{1}{0},,Oak Staffing,Recruiter,05 Mar 2024\n"
        before = after(bring(file(PEOPLE + row.format("Roe", IN))))
        agency = only(before, Agency)
        renamed = before.put(replace(agency, name="Oak & Co"))
        workspace = after(bring(file(PEOPLE + row.format("Poe", IN)), into=renamed), renamed)
        assert [person.agency for person in workspace.all(Recruiter)] == [agency.id] * 2

    def test_an_agency_that_was_deleted_does_not_come_back(self, file) -> None:
        row = "Ida,{0},{1}{0},,Oak Staffing,Recruiter,05 Mar 2024\n"
        before = after(bring(file(PEOPLE + row.format("Roe", IN))))
        without = removal(before, [only(before, Agency).id], "").apply(before)
        workspace = after(bring(file(PEOPLE + row.format("Poe", IN)), into=without), without)
        assert not workspace.all(Agency)
        assert [person.employer for person in workspace.all(Recruiter)] == ["", "Oak Staffing"]


class TestAds:
    def spotted(self, file, **changes: object) -> Workspace:
        row = f'"2/1/26, 7:05 AM",{JOB}400001,Cook,Tern\n'
        workspace = after(bring(file(SAVED + row)))
        return workspace.put(replace(only(workspace, Ad), **changes))

    def test_an_application_moves_the_job_that_was_spotted_to_answered(self, file) -> None:
        before = self.spotted(file, note="ask Ida")
        report = bring(
            file(APPLIED + applied("3/4/26", "Tern", "Cook", JOB + "400001", "cv.pdf,A?: Yes")),
            into=before,
        )
        workspace = after(report, before)
        ad = only(workspace, Ad)
        assert (report.counts["ad"].moved, report.counts["ad"].added) == (1, 0)
        assert (ad.stage, ad.answered_on, ad.resume) == ("answered", date(2026, 3, 4), "cv.pdf")
        assert ad.note == "ask Ida\nA?: Yes"
        assert len(workspace.log(ad.id)) == 1
        assert report.change.label == "import of 1 answered ad from LinkedIn"

    def test_an_application_leaves_an_ad_that_the_user_has_moved(self, file) -> None:
        before = self.spotted(file, stage="withdrawn")
        text = APPLIED + applied("3/4/26", "Tern", "Cook", JOB + "400001")
        report = bring(file(text), into=before)
        assert report.counts["ad"].linked == 1
        assert only(after(report, before), Ad) == only(before, Ad)

    @pytest.mark.parametrize(
        "mine",
        [
            {"role": "cook", "employer": "TERN, Inc."},
            {"role": "Cook", "employer": "Tern", "url": "https://tern.example/jobs/7"},
            {"role": "Sous-chef", "employer": "", "url": f"{JOB}cook-at-tern-400001/?trk=x"},
        ],
    )
    def test_an_ad_of_the_users_own_is_found_and_not_doubled(self, file, mine) -> None:
        before = Workspace.of([Ad(id="mine", stage="replied", **mine)])
        text = APPLIED + applied("3/4/26", "Tern", "Cook", JOB + "400001")
        report = bring(file(text), into=before)
        assert report.counts["ad"].linked == 1
        assert [record.kind for record in report.change.put] == ["importmark"]
        assert bring(file(text), into=after(report, before)).is_empty

    def test_the_same_role_published_twice_is_two_ads(self, file) -> None:
        text = SAVED + f"2/1/26,{JOB}400001,Cook,Tern\n2/3/26,{JOB}400002,Cook,Tern\n"
        assert bring(file(text)).counts["ad"].added == 2
        before = Workspace.of([Ad(id="mine", role="Cook", employer="Tern")])
        report = bring(file(text), into=before)
        assert (report.counts["ad"].linked, report.counts["ad"].added) == (1, 1)

    def test_another_number_is_another_job_even_where_the_ad_does_not_tell_it(self, file) -> None:
        mine = Workspace.of([Ad(id="mine", role="Cook", employer="Tern", stage="replied")])
        first = APPLIED + applied("3/4/26", "Tern", "Cook", JOB + "400001")
        known = after(bring(file(first), into=mine), mine)
        assert (
            bring(file(SAVED + f"2/3/26,{JOB}400002,Cook,Tern\n"), into=known).counts["ad"].added
            == 1
        )

    def test_without_addresses_role_employer_and_day_tell_rows_apart(self, file) -> None:
        text = "Application Date,Company Name,Job Title\n"
        text += "3/4/26,Tern,Cook\n3/4/26,tern,COOK\n5/4/26,Tern,Cook\n"
        saved = file("Saved Date,Job Title,Company Name\n2/1/26,Cook,Tern\n", "Saved Jobs.csv")
        report = bring(file(text), saved)
        counts = report.counts["ad"]
        assert (counts.added, counts.skipped, counts.linked) == (2, 1, 1)
        assert bring(file(text), saved, into=after(report)).is_empty

    def test_a_day_without_a_time_is_noon(self, file) -> None:
        workspace = after(bring(file(APPLIED + applied("3/4/26", "Tern", "Cook"))))
        assert only(workspace, Activity).at == datetime(2026, 3, 4, 12, tzinfo=ZONE)

    def test_addresses_that_are_none_and_hostile_text_do_not_come_in(self, file) -> None:
        row = applied("3/4/26", "T\x1b]0;x\x07ern\u2028", "[red]Co\x00ok[/]", "javascript:x()")
        ad = only(after(bring(file(APPLIED + row))), Ad)
        assert (ad.role, ad.employer, ad.url) == ("[red]Cook[/]", "Tern", "")


class TestPeople:
    ROW = f"Ida,Roe,{IN}ida-roe,ida@oak.example,Oak Staffing,Recruiter,05 Mar 2024\n"

    @pytest.mark.parametrize(
        "mine",
        [
            {"name": "ida roe", "agency": "oak"},
            {"name": "Ida Roe", "employer": "Oak Staffing, Inc."},
            {"name": "I. Roe", "email": "IDA@oak.example"},
            {"name": "I. Roe", "url": "http://fr.linkedin.example/in/Ida-Roe/?x=1"},
        ],
    )
    def test_a_recruiter_of_the_users_own_is_found_and_not_doubled(self, file, mine) -> None:
        before = Workspace.of(
            [Agency(id="oak", name="OAK Staffing Ltd"), Recruiter(id="r", **mine)]
        )
        report = bring(file(PEOPLE + self.ROW), into=before)
        assert report.counts["recruiter"].linked == 1
        assert [record.kind for record in report.change.put] == ["importmark"]
        assert bring(file(PEOPLE + self.ROW), into=after(report, before)).is_empty

    @pytest.mark.parametrize(
        "mine",
        [
            {"name": "Ida Roe", "employer": "Elsewhere"},
            {"name": "Ida Roe", "employer": "Oak Staffing", "url": f"{IN}other-ida-roe"},
        ],
    )
    def test_somebody_else_of_that_name_is_somebody_else(self, file, mine) -> None:
        before = Workspace.of([Recruiter(id="r", **mine)])
        assert bring(file(PEOPLE + self.ROW), into=before).counts["recruiter"].added == 1

    def test_two_of_one_name_in_one_company_are_two(self, file) -> None:
        text = PEOPLE + self.ROW + self.ROW.replace("ida-roe", "ida-roe-2").replace("ida@", "roe@")
        assert bring(file(text)).counts["recruiter"].added == 2

    def test_an_agency_that_is_there_is_taken(self, file) -> None:
        before = Workspace.of([Agency(id="oak", name="OAK STAFFING")])
        workspace = after(bring(file(PEOPLE + self.ROW), into=before), before)
        assert only(workspace, Recruiter).agency == "oak"
        assert only(workspace, Agency).name == "OAK STAFFING"

    def test_without_an_address_name_company_and_day_tell_people_apart(self, file) -> None:
        text = PEOPLE.replace("URL,Email Address,", "")
        text += "Ida,Roe,Oak,Recruiter,05 Mar 2024\nIda,Roe,Oak,Recruiter,06 Mar 2024\n"
        report = bring(file(text))
        assert report.counts["recruiter"].added == 2
        assert bring(file(text), into=after(report)).is_empty


class TestFilesFromTheWild:
    ROWS = PEOPLE + f"Zoë,Roe,{IN}zoe,,Oak,Recruiter,05 Mar 2024\n"

    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
    @pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
    def test_encodings_and_line_ends_do_not_matter(self, tmp_path, encoding, end) -> None:
        path = tmp_path / "Connections.csv"
        path.write_bytes(self.ROWS.replace("\n", end).encode(encoding))
        assert only(after(bring(path)), Recruiter).name == "Zoë Roe"

    @pytest.mark.parametrize(
        "text",
        [
            "last name ;FIRST  NAME; Position;Connected_On;Extra\nRoe;Zoë;Recruiter;2024-03-05;x\n",
            "First Name\tLast Name\tPosition\tConnected On\nZoë\tRoe\tRecruiter\t05 Mar 2024\n",
            "Position,Full Name,ConnectedOn\nRecruiter,Zoë Roe,3/5/24\n",
            'sep=,\nNotes:\n"never closed\n\n\n' + ROWS,
            ROWS + PEOPLE + ROWS,
            "\n\n" + ROWS + ",,,,,,\n\n  \n",
        ],
    )
    def test_columns_may_be_moved_missing_respelled_or_repeated(self, file, text) -> None:
        report = bring(file(text))
        person = only(after(report), Recruiter)
        assert (person.name, person.position) == ("Zoë Roe", "Recruiter")
        assert person.note == "Connected on LinkedIn on 5 Mar 2024"
        assert not report.problems

    def test_files_put_together_in_one_are_read_each_as_what_it_is(self, file) -> None:
        text = APPLIED + applied("3/4/26", "Tern", "Cook", JOB + "400001")
        text += SAVED + f"2/3/26,{JOB}400002,Baker,Tern\n" + self.ROWS
        workspace = after(bring(file(text)))
        assert [ad.stage for ad in workspace.all(Ad)] == ["answered", "spotted"]
        assert len(workspace.all(Recruiter)) == 1

    def test_the_files_name_helps_where_the_date_column_is_missing(self, file) -> None:
        text = f"Job Url,Job Title,Company Name\n{JOB}400001,Cook,Tern\n"
        assert only(after(bring(file(text, "Saved Jobs (1).csv"))), Ad).stage == "spotted"
        with pytest.raises(ImportFailedError):
            bring(file(text, "list.csv"))

    @pytest.mark.parametrize(
        ("row", "reason"),
        [
            (applied("", "Tern", "Cook"), "has no date"),
            (applied("3/4/26", "Tern", " "), "names no job title"),
            (applied("3/4/26", "Tern", "Cook", "", ",,surplus"), "has 9 cells where the header"),
            ("3/4/26,,,Tern\n", "names no job title"),
            (applied("3/4/26", "x" * 5000, "Cook"), "has a company name of 5,000 characters"),
            (applied("3/4/26", "Tern", "x" * 200_000), "has a cell of more than 131,072"),
            (applied("3/4/26", "Tern", "Cook", "", ',"open'), "a quotation mark that is never"),
            (applied("\x1b[31m", "Tern", "Cook"), "not understood: “”"),
        ],
    )
    def test_a_row_that_cannot_be_read_is_reported_and_the_others_come_in(
        self, file, row, reason
    ) -> None:
        good = applied("3/4/26", "Tern", "Baker")
        report = bring(file(APPLIED + good + row + applied("3/5/26", "Wren", "Baker")))
        assert [ad.employer for ad in after(report).all(Ad)] == ["Tern", "Wren"]
        (problem,) = report.problems
        assert problem.line == 3
        assert reason in problem.reason

    def test_headers_in_another_language_are_reported_and_not_guessed_at(self, file) -> None:
        german = file("Vorname,Nachname,Position\nIda,Roe,Recruiter\n", "Kontakte.csv")
        report = bring(german, file(self.ROWS))
        assert len(after(report).all(Recruiter)) == 1
        (problem,) = report.problems
        assert (problem.file, problem.line) == ("Kontakte.csv", 0)
        assert "“Vorname, Nachname, Position”" in problem.reason

    def test_what_names_nobody_and_unusual_addresses_are_told_apart(self, file) -> None:
        text = PEOPLE + f",,{IN}x,,Oak,Recruiter,05 Mar 2024\n"
        text += "Ida,Roe,www.linkedin.example/pub/ida,no address,Oak,Recruiter,\n"
        report = bring(file(text))
        assert [problem.reason for problem in report.problems] == ["names nobody"]
        person = only(after(report), Recruiter)
        assert (person.url, person.email) == ("https://www.linkedin.example/pub/ida", "")
        assert person.note == ""

    @pytest.mark.parametrize(
        "header",
        [
            "First Name,Last Name,Maiden Name,Address,Birth Date,Headline",
            "First Name,Last Name,Company,Job Title,Text,Creation Date,Status",
            "From,To,Sent At,Message,Direction",
            "Question,Answer",
            "Company Name,Title,Description,Location,Started On,Finished On",
        ],
    )
    def test_other_files_of_an_export_are_not_taken_for_these(self, file, header) -> None:
        with pytest.raises(ImportFailedError, match=r"Connections\.csv, Job Applications\.csv"):
            bring(file(header + "\nSam,Roe,x,y,z,w\n"))

    def test_nothing_at_all_is_said_in_a_sentence(self, tmp_path: Path) -> None:
        (tmp_path / "empty.csv").write_bytes(b"")
        for paths in ([tmp_path / "none.zip"], [tmp_path / "empty.csv"], [tmp_path], []):
            with pytest.raises(ImportFailedError, match="Nothing could be imported") as raised:
                bring(*paths)
            assert "\n" not in str(raised.value)

    @settings(
        max_examples=200,
        deadline=None,
        suppress_health_check=[HealthCheck.function_scoped_fixture],
    )
    @example(header="", data=b"\n4\x00")  # read as UTF-16 it is a character nobody assigned
    @given(
        st.sampled_from(["", APPLIED, SAVED, PEOPLE, PEOPLE.replace(",", ";")]),
        st.binary(max_size=150) | st.text('a,";\t\r\n\x003/4:é 2', max_size=120).map(str.encode),
    )
    @example(APPLIED, b'"3/4/26",,,"\xff\xfe')
    @example("", b"PK\x03\x04")
    def test_no_bytes_at_all_are_a_traceback(self, tmp_path, header, data) -> None:
        path = tmp_path / "file.csv"
        path.write_bytes(header.encode() + data)
        if header:
            report = bring(path, everybody=True)
            assert bring(path, into=after(report), everybody=True).is_empty
            assert all(line.isprintable() and cells(line) <= 80 for line in report.words())
        else:
            with pytest.raises(ImportFailedError) as raised:
                bring(path)
            assert str(raised.value).isprintable()


class TestTheReport:
    def test_it_says_itself_in_lines_of_eighty_columns(self) -> None:
        assert bring(SAMPLE).words() == [
            "Read Connections.csv, Jobs/Job Applications.csv, Jobs/Job Applications_1.csv and",
            "  Jobs/Saved Jobs.csv.",
            "  ads         5 added, 3 imported before or repeated",
            "  recruiters  5 added, 1 imported before or repeated, 2 who do not recruit, 1",
            "              without a name",
            "  agencies    2 added",
            "  log entries 3 added",
            "Not read:",
            "  Connections.csv, line 15: has a date that is not understood: “31 Jun 2025”",
            "  Jobs/Job Applications.csv, line 7: has a date that is not understood:",
            "    “sometime”",
        ]

    def test_file_names_of_any_width_fit_in(self, file) -> None:
        report = bring(file(SAVED, "求人" * 20 + ".csv"), file(SAVED, "x" * 150 + ".csv"))
        assert all(cells(line) <= 80 for line in report.words())
        assert "求人.csv" in "".join(line.strip() for line in report.words())

    def test_a_table_without_rows_has_nothing_to_import(self, file) -> None:
        assert bring(file(SAVED)).words() == ["Read file.csv.", "  nothing to import in it"]

    def test_long_lists_of_problems_end(self, file) -> None:
        report = bring(file(APPLIED + applied("never", "Tern", "Cook") * 400))
        assert len(report.problems) == 201
        assert report.problems[-1].reason == "200 more rows can't be read"
        assert report.words(most=3)[-1] == "  and 198 more"

    def test_progress_runs_up_to_the_end(self, file) -> None:
        told: list[tuple[int, int]] = []
        path = file(PEOPLE + "".join(TestPeople.ROW for _ in range(2000)))
        bring(path, progress=lambda done, total: told.append((done, total)))
        size = path.stat().st_size
        assert told == sorted(told)
        assert len(told) >= 4
        assert told[-1] == (size, size)
