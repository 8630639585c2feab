"""Calendars on the command line: out, in, and the file that is kept."""

import json
import os
import threading
from io import BytesIO
from pathlib import Path
from types import SimpleNamespace

import pytest
from icalendar import Calendar

from jobsearch_tui.shell.calendars import calendars_among
from tests.services.calendars import calendar
from tests.shell.conftest import CommandLine

INVITATION = calendar(
    "UID:u1\nSUMMARY:Interview with Kestrel\nDTSTART:20261202T160000Z\nDURATION:PT1H\n"
    "ORGANIZER;CN=Ruth Adeyemi:mailto:ruth@kestrel.example\nSEQUENCE:0",
    method="REQUEST",
)
MOVED = INVITATION.replace(b"SEQUENCE:0", b"SEQUENCE:1").replace(b"20261202", b"20261203")
CANCEL = INVITATION.replace(b"SEQUENCE:0", b"SEQUENCE:2").replace(b"REQUEST", b"CANCEL")


@pytest.fixture
def invite(tmp_path):
    def write(data: bytes, name: str = "invite.ics") -> str:
        (tmp_path / name).write_bytes(data)
        return str(tmp_path / name)

    return write


@pytest.fixture
def kestrel(jobsearch):
    return jobsearch.add("interview", "company=Kestrel", "starts=fri 11:00 New York", "note=secret")


def interviews(jobsearch):
    return jobsearch("list", "interview", "--json").json


class TestExport:
    def test_prints_the_calendar(self, jobsearch, kestrel):
        said = jobsearch("export", "--as", "ics")
        assert said.status == 0
        (event,) = Calendar.from_ical(said.out).events
        assert event["UID"] == f"{kestrel}@jobsearch-tui"
        assert "secret" not in said.out

    def test_writes_a_private_file_and_says_so(self, jobsearch, kestrel, tmp_path):
        file = tmp_path / "x.ics"
        said = jobsearch("export", "--as", "ics", "--to", str(file))
        assert (said.out, said.err) == ("", f"jobsearch: Wrote {file}.\n")
        assert file.stat().st_mode & 0o777 == 0o600
        told = jobsearch("export", "--as", "ics", "--to", str(file), "--force", "--json").json
        size = file.stat().st_size
        files = [{"path": str(file), "bytes": size}]
        assert told == {"kind": "export", "format": "ics", "files": files}

    def test_takes_what_is_asked_for(self, jobsearch, kestrel):
        jobsearch.add("interview", "company=Omnia", "starts=2026-01-05 9:00")
        words = ("--all", "--preparation", "--alarm", "30", "--todos", "--notes", "--to", "-")
        said = jobsearch("export", "--as", "ics", *words)
        calendar = Calendar.from_ical(said.out)
        assert len(calendar.events) == 4
        assert len(calendar.walk("VALARM")) == 2
        assert "secret" in said.out
        one = jobsearch("export", "--as", "ics", "--only", "omnia")
        assert len(Calendar.from_ical(one.out).events) == 1

    @pytest.mark.parametrize(
        ("words", "status", "sentence"),
        [
            (("--alarm", "-5"), 2, "--alarm takes minutes before the interview"),
            (("--json",), 2, "--json tells what was written where"),
            (("--only", "dana"), 2, "Dana Whitfield is no interview"),
            (("--only", "nobody"), 1, "Nothing is called “nobody”"),
            (("--to", "/dev/null/x.ics"), 1, "was not saved"),
            (("--bom",), 2, "--bom is for csv, not for ics."),
            (("--kind", "ad"), 2, "--kind is for csv and vcard, not for ics."),
        ],
        ids=str,
    )
    def test_refuses_in_one_sentence(self, jobsearch, dana, words, status, sentence):
        said = jobsearch("export", "--as", "ics", *words)
        assert (said.status, said.out) == (status, "")
        assert sentence in said.err


class TestImport:
    def test_makes_moves_and_cancels_an_interview(self, jobsearch, invite):
        said = jobsearch("import", invite(INVITATION))
        assert said.out.splitlines()[0] == (
            "Added Kestrel, Wed 2 Dec 17:00, 1 h, video, with Ruth Adeyemi. The company is a"
        )
        assert "jobsearch undo takes it back." in said.out
        assert (
            "Moved Kestrel from Wed 2 Dec 17:00 to Thu 3" in jobsearch("import", invite(MOVED)).out
        )
        assert "a newer version" in jobsearch("import", invite(INVITATION)).out
        assert "Cancelled Kestrel" in jobsearch("import", invite(CANCEL)).out
        (one,) = interviews(jobsearch)
        assert (one["stage"], one["sequence"]) == ("cancelled", 2)

    def test_is_one_undo_also_of_several_files(self, jobsearch, invite):
        files = invite(INVITATION), invite(MOVED, "moved.ics"), invite(CANCEL, "cancel.ics")
        said = jobsearch("import", *files)
        assert said.status == 0
        (one,) = interviews(jobsearch)
        assert one["stage"] == "cancelled"
        assert jobsearch("undo").out == "Undone: import of 3 invitations\n"
        assert interviews(jobsearch) == []

    def test_as_a_rehearsal_changes_nothing(self, jobsearch, invite):
        said = jobsearch("import", "--dry-run", invite(INVITATION), "--json")
        assert said.json["dry_run"]
        assert said.json["counts"] == {"added": 1}
        assert said.json["events"][0].startswith("Added Kestrel")
        assert "Nothing was changed" in jobsearch("import", "--dry-run", invite(INVITATION)).out
        assert not jobsearch.store.exists()

    def test_warns_as_add_does_and_does_it_all_the_same(self, jobsearch, invite):
        jobsearch("set", "pace", "interviews=1")
        jobsearch.add("interview", "company=Omnia", "starts=1 dec 9:00")
        said = jobsearch("import", invite(INVITATION))
        assert said.status == 0
        assert "jobsearch: The week of 30 Nov would be over capacity" in said.err
        assert len(interviews(jobsearch)) == 2

    def test_says_in_one_sentence_what_it_cannot_read(self, jobsearch, invite, tmp_path):
        for file in (invite(b"hello"), str(tmp_path / "none.ics"), str(tmp_path / "\0.ics")):
            said = jobsearch("import", file)
            assert (said.status, said.out, said.err.count("\n")) == (1, "", 1)

    def test_tells_invitations_from_exports_by_what_is_in_them(self, invite, tmp_path):
        files = [
            invite(INVITATION, "mail.txt"),
            invite(b"First Name,Last Name\n", "Connections.csv"),
            invite(b"", "empty.ics"),
            str(tmp_path),
            str(tmp_path / "none"),
            "\0",
        ]
        assert calendars_among(files) == [Path(files[0]), Path(files[2])]

    def test_comes_through_a_pipe_by_any_name(self, jobsearch, monkeypatch, tmp_path):
        monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=BytesIO(INVITATION)))
        assert jobsearch("import", "-").out.startswith("Added Kestrel")
        pipe = tmp_path / "pipe"
        os.mkfifo(pipe)
        writer = threading.Thread(target=pipe.write_bytes, args=(MOVED,))
        writer.start()
        assert jobsearch("import", str(pipe)).out.startswith("Moved Kestrel")
        writer.join()

    def test_through_a_pipe_that_is_closed_is_a_sentence(self, jobsearch, monkeypatch):
        monkeypatch.setattr("sys.stdin", None)
        said = jobsearch("import", "-")
        assert (said.status, said.err.count("\n")) == (1, 1)
        assert "standard input is empty" in said.err

    def test_takes_invitations_and_exports_one_after_the_other(self, jobsearch, invite):
        said = jobsearch("import", invite(INVITATION), invite(b"First Name\n", "Connections.csv"))
        assert said.status == 2


class TestTheFileThatIsKept:
    def kept(self, jobsearch) -> Path:
        return jobsearch.home / "cal/interviews.ics"

    def events(self, jobsearch):
        return Calendar.from_ical(self.kept(jobsearch).read_bytes()).events

    @pytest.fixture(autouse=True)
    def setting(self, jobsearch):
        jobsearch.configure(
            'calendar = "~/cal/interviews.ics"\n'
            'calendar_with = "preparation"\n'
            "calendar_alarm = 15\n"
        )

    def test_is_written_after_each_change_and_undo(self, jobsearch, kestrel):
        assert len(self.events(jobsearch)) == 2
        assert b"TRIGGER:-PT15M" in self.kept(jobsearch).read_bytes()
        assert self.kept(jobsearch).stat().st_mode & 0o777 == 0o600
        jobsearch("set", kestrel, "stage=cancelled")
        assert self.events(jobsearch)[0]["STATUS"] == "CANCELLED"
        jobsearch("undo")
        event = self.events(jobsearch)[0]
        assert (event["STATUS"], event["SEQUENCE"]) == ("CONFIRMED", 2)

    def test_is_written_after_a_restore(self, jobsearch, kestrel):
        jobsearch("backup")
        jobsearch("set", kestrel, "stage=cancelled")
        assert jobsearch("restore", "1", "--yes").status == 0
        assert self.events(jobsearch)[0]["STATUS"] == "CONFIRMED"

    def test_is_written_after_a_sync(self, jobsearch, kestrel, tmp_path, capsys):
        stick = str(tmp_path / "stick")
        home = tmp_path / "other"
        home.mkdir()
        other = CommandLine(home, capsys.readouterr)
        jobsearch("sync", "--init", stick)
        other("sync", "--init", stick)
        other("set", kestrel, "stage=cancelled")
        other("sync")
        jobsearch("sync")
        assert self.events(jobsearch)[0]["STATUS"] == "CANCELLED"

    def test_is_left_alone_by_what_does_not_show_in_it(self, jobsearch, kestrel):
        before = self.kept(jobsearch).stat().st_ino
        jobsearch.add("ad", "role=COO")
        jobsearch("list", "ad")
        assert self.kept(jobsearch).stat().st_ino == before

    def test_takes_in_what_a_program_without_the_setting_wrote(self, jobsearch, kestrel):
        text = (jobsearch.home / ".config/jobsearch-tui/config.toml").read_text()
        jobsearch.configure("")
        jobsearch.add("interview", "company=Omnia", "starts=fri 15:00")
        assert len(self.events(jobsearch)) == 2
        jobsearch.configure(text)
        jobsearch.add("ad", "role=COO")
        assert len(self.events(jobsearch)) == 4

    def test_is_not_written_for_another_store_nor_the_demo(self, jobsearch, kestrel, tmp_path):
        before = self.kept(jobsearch).read_bytes()
        jobsearch("--store", str(tmp_path / "other.json"), "add", "interview", "company=Omnia",
                  "starts=fri 15:00")  # fmt: skip
        jobsearch("demo", "--to", str(tmp_path / "demo.json"))
        assert self.kept(jobsearch).read_bytes() == before

    def test_that_cannot_be_written_is_told_and_stops_nothing(self, jobsearch):
        jobsearch.configure('calendar = "/dev/null/x.ics"\n')
        said = jobsearch("add", "interview", "company=Omnia", "starts=fri 15:00")
        assert said.status == 0
        assert said.out.strip()
        assert said.err.startswith("jobsearch: The calendar is not up to date. ")
        assert len(interviews(jobsearch)) == 1

    @pytest.mark.parametrize(
        "line", ["calendar_with = 'todo'", "calendar_with = 3", "calendar_alarm = -1",
                 "calendar_alarm = true", "calendar_alarm = '5'", "calendar = 1"],
    )  # fmt: skip
    def test_whose_settings_are_wrong_is_told(self, jobsearch, line):
        jobsearch.configure(f"{line}\n")
        said = jobsearch("list", "ad")
        assert (said.status, said.err.count("config.toml line 1: calendar")) == (0, 1)


def test_the_words_of_a_calendar_are_plain_json(jobsearch, invite):
    said = jobsearch("import", invite(INVITATION), "--json")
    assert set(json.loads(said.out)) == {"kind", "dry_run", "files", "counts", "events", "cautions"}
