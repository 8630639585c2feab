"""Time zones by the names that people use for them."""

from __future__ import annotations

from functools import cache
from typing import Final
from zoneinfo import ZoneInfo, available_timezones

from jobsearch_tui.domain.text import fold

_FIELD_NAMES: Final = {
    "utc": "UTC", "gmt": "UTC", "z": "UTC",
    "et": "America/New_York", "est": "America/New_York", "edt": "America/New_York",
    "ct": "America/Chicago", "cst": "America/Chicago", "cdt": "America/Chicago",
    "mt": "America/Denver", "mst": "America/Denver", "mdt": "America/Denver",
    "pt": "America/Los_Angeles", "pst": "America/Los_Angeles", "pdt": "America/Los_Angeles",
    "cet": "Europe/Paris", "cest": "Europe/Paris", "bst": "Europe/London", "uk": "Europe/London",
    "boston": "America/New_York", "washington": "America/New_York", "miami": "America/New_York",
    "atlanta": "America/New_York", "philadelphia": "America/New_York",
    "san francisco": "America/Los_Angeles", "seattle": "America/Los_Angeles",
    "san diego": "America/Los_Angeles", "dallas": "America/Chicago", "houston": "America/Chicago",
    "austin": "America/Chicago", "montreal": "America/Toronto", "ottawa": "America/Toronto",
    "munich": "Europe/Berlin", "frankfurt": "Europe/Berlin", "hamburg": "Europe/Berlin",
    "cologne": "Europe/Berlin", "barcelona": "Europe/Madrid", "geneva": "Europe/Zurich",
    "basel": "Europe/Zurich", "milan": "Europe/Rome", "lyon": "Europe/Paris",
    "rotterdam": "Europe/Amsterdam", "edinburgh": "Europe/London", "manchester": "Europe/London",
    "mumbai": "Asia/Kolkata", "delhi": "Asia/Kolkata", "bangalore": "Asia/Kolkata",
    "beijing": "Asia/Shanghai", "osaka": "Asia/Tokyo", "abu dhabi": "Asia/Dubai",
}  # fmt: skip


def find_zone(text: str) -> ZoneInfo | None:
    """The zone of an IANA name, its city, a well-known other city or a field's abbreviation."""
    wanted = fold(text).strip().replace("_", " ")
    if not wanted or len(wanted) > 60:
        return None
    key = _FIELD_NAMES.get(wanted) or _names().get(wanted)
    return ZoneInfo(key) if key else None


@cache
def _names() -> dict[str, str]:
    """Folded IANA names and the cities at their ends; made when a zone is first asked for."""
    named: dict[str, str] = {}
    for key in sorted(available_timezones()):
        if key.startswith(("posix/", "right/", "Etc/", "SystemV/")) or "/" not in key:
            continue
        folded = key.casefold().replace("_", " ")
        named[folded] = key
        named.setdefault(folded.rpartition("/")[2], key)
    return named
