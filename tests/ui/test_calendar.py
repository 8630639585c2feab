"""Calendars from inside the app: an interview out, an invitation in, the file that is kept."""

from pathlib import Path

import pytest
from icalendar import Calendar

from jobsearch_tui.services.transfer.calendar_kept import KeptCalendar
from jobsearch_tui.services.transfer.calendar_out import CalendarOptions
from jobsearch_tui.storage.calendars import write_calendar
from jobsearch_tui.ui.flows import calendars as flow
from tests.services.calendars import calendar
from tests.ui.host import opened

INVITATION = calendar(
    "UID:u1\nSUMMARY:Interview with Kestrel\nDTSTART:20261203T160000Z\nDURATION:PT1H\n"
    "ORGANIZER;CN=Ruth Adeyemi:mailto:ruth@kestrel.example\nSEQUENCE:0",
    method="REQUEST",
)


class TestOneInterview:
    async def test_is_written_to_a_private_file_that_is_named(self, tmp_path, monkeypatch):
        monkeypatch.setattr(Path, "home", lambda: tmp_path)
        async with opened(tmp_path) as shown:
            await shown.go_to("interview", "Kestrel, round 2")
            await shown.press("C")
            file = tmp_path / "calendar" / "kestrel-kestrel.ics"
            assert shown.bottom == "Written: ~/calendar/kestrel-kestrel.ics"
            assert file.stat().st_mode & 0o777 == 0o600
            (event,) = Calendar.from_ical(file.read_bytes()).events
            assert event["UID"] == "kestrel@jobsearch-tui"

    async def test_whose_file_has_a_long_path_is_told_in_a_dialog(self, tmp_path, monkeypatch):
        monkeypatch.setattr(flow, "ONE_LINE", 5)
        async with opened(tmp_path) as shown:
            await shown.go_to("interview", "Kestrel, round 2")
            await shown.press("C")
            assert shown.dialog == "Choose"
            boxed = [line.split("┃")[1].strip() for line in shown.lines if line.count("┃") > 1]
            assert "kestrel-kestrel.ics" in "".join(boxed)
            await shown.press("o")
            assert shown.dialog == "Dashboard"

    async def test_is_what_it_takes(self, tmp_path):
        async with opened(tmp_path) as shown:
            await shown.press("2", "C")
            assert shown.bottom == "C writes an interview for a calendar: highlight one."

    async def test_that_cannot_be_written_is_said(self, tmp_path):
        (tmp_path / "calendar").write_text("")
        async with opened(tmp_path) as shown:
            await shown.go_to("interview", "Kestrel, round 2")
            await shown.press("C")
            assert shown.bottom.startswith("Not written: ")


class TestAnInvitation:
    @pytest.fixture
    def invite(self, tmp_path):
        file = tmp_path / "invite.ics"
        file.write_bytes(INVITATION)
        return file

    async def test_is_shown_and_then_taken_in(self, tmp_path, invite):
        async with opened(tmp_path) as shown:
            await shown.press("I")
            await shown.type(str(invite), "enter")
            assert "Added Kestrel, round 3, Thu 3 Dec 17:00, 1 h, video" in shown.text
            await shown.press("i")
            (made,) = (one for one in shown.stored.of_kind("interview") if one.uid == "u1")
            assert made.people == "Ruth Adeyemi"
            await shown.press("u")
            assert made.id not in shown.stored

    async def test_can_be_left(self, tmp_path, invite):
        async with opened(tmp_path) as shown:
            count = len(shown.stored)
            await shown.press("I")
            await shown.type(str(invite), "enter")
            await shown.press("n")
            assert len(shown.stored) == count

    async def test_that_changes_nothing_says_so(self, tmp_path, invite):
        invite.write_bytes(INVITATION.replace(b"REQUEST", b"REPLY"))
        async with opened(tmp_path) as shown:
            await shown.press("I")
            await shown.type(str(invite), "enter")
            assert "it is an answer to an invitation" in shown.text
            await shown.press("o")
            assert shown.dialog == "Dashboard"

    async def test_that_is_damaged_is_told(self, tmp_path, invite):
        invite.write_bytes(b"BEGIN:VCALENDAR\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n")
        async with opened(tmp_path) as shown:
            await shown.press("I")
            await shown.type(str(invite), "enter")
            assert shown.bottom.startswith("invite.ics is damaged")


class TestTheFileThatIsKept:
    async def test_follows_every_change(self, tmp_path):
        kept = KeptCalendar(tmp_path / "kept.ics", CalendarOptions(), write_calendar)
        async with opened(tmp_path, kept=kept) as shown:
            await shown.until(kept.path.exists)
            before = Calendar.from_ical(kept.path.read_bytes()).events
            await shown.go_to("interview", "Kestrel, round 2")
            await shown.press("x")
            after = Calendar.from_ical(kept.path.read_bytes()).events
            assert len(after) == len(before) - 1
            await shown.press("u")
            assert len(Calendar.from_ical(kept.path.read_bytes()).events) == len(before)

    async def test_that_cannot_be_written_is_told_once(self, tmp_path):
        (tmp_path / "file").write_text("")
        kept = KeptCalendar(tmp_path / "file" / "x.ics", CalendarOptions(), write_calendar)
        async with opened(tmp_path, kept=kept) as shown:
            await shown.until(lambda: "The calendar is not up to date." in shown.bottom)
            await shown.go_to("interview", "Kestrel, round 2")
            await shown.press("x")
            assert "Deleted Kestrel" in shown.bottom
