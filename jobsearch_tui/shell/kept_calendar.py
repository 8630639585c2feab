"""The calendar file that config.toml asks for, brought up to date after a change."""

from __future__ import annotations

from jobsearch_tui.domain.workspace import Workspace
from jobsearch_tui.errors import StoreError
from jobsearch_tui.paths import configured_file
from jobsearch_tui.services.calendar_box import CalendarBox, Kept
from jobsearch_tui.shell.desk import Desk
from jobsearch_tui.storage.calendars import write_calendar


def calendar_box(desk: Desk) -> CalendarBox:
    """What writes calendar files for the app."""
    return CalendarBox(desk.paths.calendars, write_calendar, _kept(desk))


def _kept(desk: Desk) -> Kept | None:
    """The calendar that is kept; none for the demo or for a store that was chosen for once.

    Else the user's own calendar would show another search.
    """
    config = desk.config
    if not config.calendar or desk.paths.chosen_by not in ("default", "config.toml"):
        return None
    # What makes a calendar is not needed by anybody who has none.
    from jobsearch_tui.services.transfer.calendar_kept import KeptCalendar
    from jobsearch_tui.services.transfer.calendar_out import CalendarOptions

    parts = config.calendar_with.split()
    options = CalendarOptions(
        preparation="preparation" in parts,
        alarm=config.calendar_alarm or None,
        todos="todos" in parts,
        notes="notes" in parts,
    )
    path = configured_file(desk.folders, desk.world.environ, config.calendar)
    return KeptCalendar(path, options, write_calendar)


def keep_calendar(desk: Desk, box: CalendarBox | None = None) -> None:
    """Bring the file up to date; a failure is said, and changes nothing about what was done.

    ``box`` is that of the app, which may be writing the file at this moment.
    """
    kept = box.kept if box else _kept(desk)
    if kept is None:
        return

    def look() -> Workspace:
        desk.store.refresh()
        return desk.store.workspace  # a sync and a restore pass the session by

    try:
        kept.bring_up_to_date(look, desk.now)
    except StoreError as error:
        desk.output.warn(f"The calendar is not up to date. {error}")
