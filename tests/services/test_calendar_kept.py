"""One calendar file that always says what the search says."""

from dataclasses import replace
from pathlib import Path

import pytest
from icalendar import Calendar

from jobsearch_tui.domain.records import Ad
from jobsearch_tui.domain.workspace import EMPTY
from jobsearch_tui.errors import NotSavedError
from jobsearch_tui.services.transfer.calendar_kept import KeptCalendar
from jobsearch_tui.services.transfer.calendar_out import CalendarOptions
from jobsearch_tui.storage.calendars import write_calendar
from tests.domain.makers import at, interview
from tests.services.calendars import NOW

KESTREL = interview("k1", at(11))
WORKSPACE = EMPTY.put(KESTREL)


class Disk:
    """Writes, and counts how often."""

    def __init__(self):
        self.times = 0

    def __call__(self, path: Path, data: bytes) -> None:
        self.times += 1
        write_calendar(path, data)


@pytest.fixture
def disk():
    return Disk()


@pytest.fixture
def kept(tmp_path, disk):
    return KeptCalendar(tmp_path / "cal" / "interviews.ics", CalendarOptions(), disk)


def bring(kept, workspace=WORKSPACE, now=NOW):
    return kept.bring_up_to_date(lambda: workspace, lambda: now)


def events(kept):
    return Calendar.from_ical(kept.path.read_bytes()).events


def test_it_is_written_once_and_again_after_a_change_that_shows(kept, disk):
    assert bring(kept)
    assert not bring(kept)
    assert not bring(kept, WORKSPACE.put(Ad(id="a", role="COO")))
    assert disk.times == 1
    assert bring(kept, WORKSPACE.put(replace(KESTREL, starts=at(15))))
    assert events(kept)[0].start == at(15)


def test_it_is_private(kept):
    bring(kept)
    assert kept.path.stat().st_mode & 0o777 == 0o600
    assert kept.path.parent.stat().st_mode & 0o777 == 0o700


def test_it_is_written_again_when_it_was_lost_or_written_by_somebody_else(kept):
    bring(kept)
    kept.path.unlink()
    assert bring(kept)
    kept.path.write_text("BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n")
    assert bring(kept)
    assert len(events(kept)) == 1


def test_other_options_write_it_again(kept, disk):
    bring(kept)
    assert bring(KeptCalendar(kept.path, CalendarOptions(preparation=True), disk))
    assert len(events(kept)) == 2


def test_what_changes_while_it_is_written_comes_in_too(kept, disk):
    seen = []

    def look():
        seen.append(1)
        return WORKSPACE if len(seen) == 1 else WORKSPACE.put(interview("k2", at(15)))

    assert kept.bring_up_to_date(look, lambda: NOW)
    assert (disk.times, len(events(kept))) == (2, 2)


def test_a_search_that_never_stands_still_does_not_hold_it_up(kept, disk):
    seen = []

    def look():
        seen.append(1)
        return EMPTY.put(replace(KESTREL, minutes=len(seen)))

    assert kept.bring_up_to_date(look, lambda: NOW)
    assert disk.times < 10


def test_a_disk_that_refuses_is_told(tmp_path):
    (tmp_path / "file").write_text("")
    kept = KeptCalendar(tmp_path / "file" / "x.ics", CalendarOptions(), write_calendar)
    with pytest.raises(NotSavedError):
        bring(kept)
