import os
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from jobsearch_tui.shell.zone import system_zone


class TestPath:
    def test_names_every_place_and_makes_none(self, jobsearch, tmp_path):
        said = jobsearch("path")
        assert said.out.splitlines()[0] == f"store    {jobsearch.store}  (not there yet)"
        assert list(tmp_path.iterdir()) == []

    def test_says_how_large_and_how_old_a_file_is(self, jobsearch):
        jobsearch.add("ad", "role=VP")
        jobsearch.store.write_bytes(b" " * 1_234_567)
        before = jobsearch.now - timedelta(minutes=5)
        os.utime(jobsearch.store, (before.timestamp(), before.timestamp()))
        store = jobsearch("path").out.splitlines()[0]
        assert store == f"store    {jobsearch.store}  (1.2 MB, changed 5 minutes ago)"

    def test_counts_the_backups_and_says_how_old_the_newest_is(self, jobsearch):
        def backups():
            return jobsearch("path").out.splitlines()[1].partition("  (")[2]

        jobsearch.add("ad", "role=VP")
        assert backups() == "not there yet)"
        for said in ("1 copy made 2 hours ago)", "2 copies, the newest made 2 hours ago)"):
            jobsearch.now += timedelta(days=1)
            jobsearch.add("ad", "role=VP")
            jobsearch.now += timedelta(hours=2)
            assert backups() == said

    def test_calls_no_copy_the_newest_whose_date_is_still_to_come(self, jobsearch):
        jobsearch.add("ad", "role=VP")
        jobsearch.now += timedelta(days=400)
        jobsearch("backup")
        jobsearch.now -= timedelta(days=400)
        jobsearch("backup")
        jobsearch.now += timedelta(hours=2)
        assert "2 copies, the newest made 2 hours ago" in jobsearch("path").out
        assert "dated in the future" in jobsearch("backup", "--list").out.splitlines()[0]
        assert "still to come" not in jobsearch("restore", "--dry-run").out
        assert "still to come" in jobsearch("restore", "1", "--dry-run").out

    def test_says_that_changes_wait_to_be_saved_as_the_doctor_does(self, jobsearch):
        jobsearch.add("ad", "role=VP")
        unsaved = Path(jobsearch("path", "--json").json["unsaved"])
        assert "(nothing waits)" in jobsearch("path").out
        assert "not saved yet" not in jobsearch("doctor").out.lower()
        unsaved.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        waits = unsaved.with_name(unsaved.name.replace("*", "0a1b"))
        waits.write_text("[]")
        waits.chmod(0o600)
        assert "(1 file, for the next start to save)" in jobsearch("path").out
        said = jobsearch("doctor")
        assert (said.status, "Not saved yet (to know, no fault)" in said.out) == (0, True)

    def test_says_nothing_of_a_folder_that_is_there(self, jobsearch):
        jobsearch.configure("")
        folder = jobsearch.home / ".config/jobsearch-tui/scripts"
        folder.mkdir()
        assert jobsearch("path").out.splitlines()[3] == f"scripts  {folder}"

    def test_says_who_chose_the_store(self, jobsearch, tmp_path):
        told = jobsearch("path", "--store", str(tmp_path / "x.json"), "--json").json
        assert told["kind"] == "paths"
        assert told["store"] == str(tmp_path / "x.json")
        assert told["chosen_by"] == "--store"


class TestTheSystemsZone:
    @pytest.mark.parametrize(
        ("name", "zone"),
        [
            ("Europe/Paris", "Europe/Paris"),
            (":Europe/Paris", "Europe/Paris"),
            ("/usr/share/zoneinfo/Asia/Tokyo", "Asia/Tokyo"),
            ("EST5EDT", "EST5EDT"),
            ("<+03>-3", "UTC"),
            ("../../etc/passwd", "UTC"),
        ],
    )
    def test_is_what_TZ_names(self, name, zone, tmp_path):  # noqa: N802
        assert system_zone({"TZ": name}, tmp_path / "none").key == zone

    def test_is_else_what_localtime_leads_to(self, tmp_path):
        (tmp_path / "localtime").symlink_to("/usr/share/zoneinfo/America/New_York")
        assert system_zone({}, tmp_path / "localtime").key == "America/New_York"

    def test_is_else_utc(self, tmp_path):
        (tmp_path / "localtime").write_bytes(b"TZif2")
        assert system_zone({}, tmp_path / "localtime").key == "UTC"


class TestTheUsersZone:
    @pytest.mark.parametrize(
        ("pace", "config", "zone"),
        [
            ("Asia/Tokyo", "America/New_York", "Asia/Tokyo"),
            ("", "America/New_York", "America/New_York"),
            ("", "", "Europe/Paris"),
        ],
    )
    def test_is_that_of_the_pace_or_the_settings_or_the_system(self, jobsearch, pace, config, zone):
        jobsearch.configure(f'zone = "{config}"\n' if config else "")
        jobsearch("set", "pace", f"zone={pace}", "interviews=4")
        told = jobsearch("add", "ad", "role=VP", "--json").json
        offset = datetime.fromisoformat(told["created"]).utcoffset()
        assert offset == datetime(2026, 11, 24, tzinfo=ZoneInfo(zone)).utcoffset() != timedelta(0)
