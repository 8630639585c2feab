"""Invitations for the tests, as mail programs write them."""

from datetime import datetime
from itertools import count
from zoneinfo import ZoneInfo

from jobsearch_tui.domain.workspace import EMPTY, Workspace
from jobsearch_tui.services.transfer.calendar_in import CalendarPlan, read_calendar

PARIS = ZoneInfo("Europe/Paris")
_NUMBERS = count(1)
NOW = datetime(2026, 11, 24, 9, 30, tzinfo=PARIS)  # a Tuesday


def calendar(*events: str, method: str = "", more: str = "") -> bytes:
    """A calendar with events, each given by its lines."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//test//test//EN"]
    if method:
        lines.append(f"METHOD:{method}")
    if more:
        lines.append(more.strip())
    for event in events:
        lines += ["BEGIN:VEVENT", event.strip(), "END:VEVENT"]
    text = "\n".join([*lines, "END:VCALENDAR", ""])
    return text.replace("\n", "\r\n").encode()


def plan_of(data: bytes, workspace: Workspace = EMPTY, now: datetime = NOW) -> CalendarPlan:
    """What an import would do."""
    return read_calendar(data, workspace, now=now, new_id=_new_id, name="invite.ics")


def _new_id() -> str:
    return f"n{next(_NUMBERS)}"


def one_of(plan: CalendarPlan):
    """The one interview that a plan makes or changes."""
    (interview,) = (record for record in plan.change.put if record.kind == "interview")
    return interview


DESCRIBED = """
BEGIN:VTIMEZONE
TZID:{name}
BEGIN:STANDARD
DTSTART:16010101T020000
TZOFFSETFROM:{summer}
TZOFFSETTO:{winter}
RRULE:FREQ={frequency};BYDAY=1SU;BYMONTH={autumn}
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:16010101T020000
TZOFFSETFROM:{winter}
TZOFFSETTO:{summer}
RRULE:FREQ={frequency};BYDAY=2SU;BYMONTH={spring}
END:DAYLIGHT
END:VTIMEZONE
"""


def described(name, winter="-0500", summer="-0400", spring=3, autumn=11, frequency="YEARLY") -> str:
    """A time zone as Outlook describes one."""
    return DESCRIBED.format(
        name=name,
        winter=winter,
        summer=summer,
        spring=spring,
        autumn=autumn,
        frequency=frequency,
    )
