from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from jobsearch_tui.shell.zone import system_zone


class TestPath:
    def test_names_every_place_and_makes_none(self, jobsearch, tmp_path):
        said = jobsearch("path")
        assert said.out.splitlines()[0] == f"store    {jobsearch.store}  (not there yet)"
        assert list(tmp_path.iterdir()) == []

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
