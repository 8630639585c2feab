"""The round trip through khal, a calendar program: what it shows is what stands here."""

import os
import subprocess
import sys
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from jobsearch_tui.domain.records import Interview
from jobsearch_tui.domain.workspace import EMPTY
from jobsearch_tui.services.transfer.calendar_out import CalendarOptions, calendar_text
from tests.domain.makers import NEW_YORK, PARIS, interview
from tests.services.calendars import NOW, plan_of

CONFIG = """\
[calendars]
[[search]]
path = {folder}/events
type = calendar
[locale]
local_timezone = Europe/Paris
default_timezone = Europe/Paris
timeformat = %H:%M
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%d %H:%M
longdatetimeformat = %Y-%m-%d %H:%M
[sqlite]
path = {folder}/khal.db
"""
SHOWN = "{start-long}|{end-long}|{title}|{location}|{status}"


class Khal:
    """khal in a home of its own, with one empty calendar."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        (folder / "events").mkdir()
        (folder / "khal.conf").write_text(CONFIG.format(folder=folder))

    def __call__(self, *words: str) -> str:
        environ = {**os.environ, "HOME": str(self.folder), "XDG_CONFIG_HOME": str(self.folder)}
        command = [sys.executable, "-m", "khal", "-c", str(self.folder / "khal.conf"), *words]
        told = subprocess.run(command, env=environ, capture_output=True, text=True, timeout=60)
        assert told.returncode == 0, told.stderr
        return told.stdout

    def take(self, workspace) -> None:
        file = self.folder / "search.ics"
        file.write_bytes(calendar_text(workspace, NOW, CalendarOptions(every=True)))
        self("import", "--batch", "-a", "search", str(file))

    def shows(self) -> list[list[str]]:
        lines = self("list", "--day-format", "", "--format", SHOWN, "2026-01-01", "400d")
        return [[part.strip() for part in line.split("|")] for line in lines.splitlines() if line]

    def files(self) -> list[Path]:
        return sorted((self.folder / "events").glob("*.ics"))


@pytest.fixture
def khal(tmp_path):
    return Khal(tmp_path)


KESTREL = interview(
    "k1", datetime(2026, 11, 27, 11, tzinfo=NEW_YORK), minutes=90, where="Dock Road; 12, Leeds"
)
SYDNEY = interview("k2", datetime(2026, 4, 5, 1, 30, tzinfo=ZoneInfo("Australia/Sydney")),
                   minutes=120, company="Omnia é")  # fmt: skip
UTC_ONE = interview("k3", datetime(2026, 7, 1, 8, tzinfo=ZoneInfo("UTC")), company="Halden")
AUTUMN = interview("k4", datetime(2026, 10, 25, 2, 30, tzinfo=PARIS, fold=1), company="Vantor")


def test_khal_shows_each_interview_at_its_moment(khal):
    khal.take(EMPTY.put(KESTREL, SYDNEY, UTC_ONE, AUTUMN))
    assert khal.shows() == [
        ["2026-04-04 16:30", "2026-04-04 18:30", "Interview: Omnia é", "", "CONFIRMED"],
        ["2026-07-01 10:00", "2026-07-01 11:00", "Interview: Halden", "", "CONFIRMED"],
        ["2026-10-25 02:30", "2026-10-25 03:30", "Interview: Vantor", "", "CONFIRMED"],
        ["2026-11-27 17:00", "2026-11-27 18:30", "Interview: Kestrel", "Dock Road; 12, Leeds",
         "CONFIRMED"],
    ]  # fmt: skip


def test_a_move_and_a_cancellation_change_the_event_and_add_none(khal):
    khal.take(EMPTY.put(KESTREL))
    later = replace(KESTREL, starts=KESTREL.starts + timedelta(days=3), sequence=1)
    khal.take(EMPTY.put(later))
    assert [line[0] for line in khal.shows()] == ["2026-11-30 17:00"]
    khal.take(EMPTY.put(replace(later, stage="cancelled", sequence=2)))
    assert [line[4] for line in khal.shows()] == ["CANCELLED"]
    assert len(khal.files()) == 1


def test_what_khal_wrote_comes_back_onto_the_same_interviews(khal):
    interviews = (KESTREL, SYDNEY, UTC_ONE, AUTUMN)
    khal.take(EMPTY.put(*interviews))
    blank = EMPTY.put(*(replace(one, starts=NOW, minutes=5) for one in interviews))
    for file in khal.files():
        blank = plan_of(file.read_bytes(), blank).change.apply(blank)
    for one in interviews:
        back = blank.find(Interview, one.id)
        assert back.starts.timestamp() == one.starts.timestamp()
        assert (back.zone, back.minutes, back.where) == (one.zone, one.minutes, one.where)
    assert len(blank.all(Interview)) == len(interviews)
