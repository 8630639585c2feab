"""What the calendars that go out and those that come in have in common: names and identities."""

from __future__ import annotations

import re
from typing import Final

PRODUCT: Final = "-//jobsearch-tui//jobsearch//EN"
DOMAIN: Final = "jobsearch-tui"
PREPARATION: Final = "preparation"
FOLLOW_UP: Final = "follow-up"
ZONE_PROPERTY: Final = "x-jobsearch-zone"
"""Names the zone of an event whose times are told in UTC."""

_OWN: Final = re.compile(rf"(?P<id>[\w-]+?)(?:\.(?P<part>{PREPARATION}|{FOLLOW_UP}))?@{DOMAIN}")
_ADDRESS: Final = re.compile(r"https?://[^\s<>\"']+", re.IGNORECASE)
_TRAILING: Final = ".,;:)]}>"


def uid_of(id: str, part: str = "") -> str:
    """The identity of a record in calendars, the same for all time; it names no machine."""
    return f"{id}.{part}@{DOMAIN}" if part else f"{id}@{DOMAIN}"


def own_id(uid: str) -> tuple[str, str] | None:
    """The id of the record, and which part of it, that one of our own identities names."""
    found = _OWN.fullmatch(uid)
    return (found["id"], found["part"] or "") if found else None


def web_address(text: str) -> str:
    """The first web address in a text; empty when it has none."""
    found = _ADDRESS.search(text)
    return found[0].rstrip(_TRAILING) if found else ""
