"""Time zones as calendars name and describe them."""

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest

from jobsearch_tui.services.transfer.windows_zones import DescribedZone, zone_called, zone_like

PARIS = ZoneInfo("Europe/Paris")
HOUR = timedelta(hours=1)


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Europe/Paris", "Europe/Paris"),
        ("europe/paris", "Europe/Paris"),
        (" /Europe/Paris ", "Europe/Paris"),
        ("/freeassociation.sourceforge.net/Europe/Paris", "Europe/Paris"),
        ("/x/2025_1/America/Argentina/Buenos_Aires", "America/Argentina/Buenos_Aires"),
        ("US/Eastern", "US/Eastern"),
        ("Eastern Standard Time", "America/New_York"),
        ("Eastern Standard Time 2", "America/New_York"),
        ("Romance Standard Time", "Europe/Paris"),
        ("GMT Standard Time", "Europe/London"),
        ("(UTC-05:00) Eastern Time (US & Canada)", "America/New_York"),
        ("(GMT+01:00) Amsterdam, Berlin, Bern", "Europe/Amsterdam"),
        ("Central Time", "America/Chicago"),
        ("UTC", "UTC"),
        ("EST5EDT", "EST5EDT"),
    ],
)
def test_a_name_means_a_zone(name, key):
    assert zone_called(name).key == key


@pytest.mark.parametrize(
    "name",
    ["", "Customized Time Zone", "America", "../../etc/passwd", "localtime", "Factory", "x" * 500,
     "/", "\x00", "A/B/C", "(UTC) "],
)  # fmt: skip
def test_a_name_that_means_nothing_is_none(name):
    assert zone_called(name) is None


@pytest.mark.parametrize(
    ("described", "key"),
    [
        (DescribedZone(HOUR, 2 * HOUR, 3), "Europe/Paris"),
        (DescribedZone(HOUR, 2 * HOUR, 3, "Europe/Rome"), "Europe/Rome"),
        (DescribedZone(HOUR, 2 * HOUR, 3, "nowhere"), "Europe/Paris"),
        (DescribedZone(HOUR, 2 * HOUR), "Europe/Paris"),
        (DescribedZone(10 * HOUR, 11 * HOUR, 10), "Australia/Sydney"),
        (DescribedZone(10 * HOUR, 11 * HOUR), "Australia/Sydney"),
        (DescribedZone(-5 * HOUR), "America/Bogota"),
        (DescribedZone(timedelta(hours=5, minutes=45)), "Asia/Kathmandu"),
        (DescribedZone(-12 * HOUR), "Etc/GMT+12"),
        (DescribedZone(14 * HOUR), "Etc/GMT-14"),
    ],
    ids=str,
)
def test_a_description_is_the_zone_that_keeps_the_same_time(described, key):
    assert zone_like(described, 2026, PARIS).key == key


@pytest.mark.parametrize(
    "described",
    [DescribedZone(10 * HOUR, 11 * HOUR, 3), DescribedZone(timedelta(minutes=20)),
     DescribedZone(15 * HOUR), DescribedZone(5 * HOUR, 9 * HOUR, 3)],
    ids=str,
)  # fmt: skip
def test_a_description_that_no_zone_fits_is_none(described):
    assert zone_like(described, 2026, PARIS) is None
