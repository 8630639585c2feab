"""Draws docs/screenshot.svg: the app itself, on the demo data, without a terminal.

Run it from anywhere: ``python docs/make_screenshot.py [FILE]``.
"""

from __future__ import annotations

import asyncio
import re
import sys
import tempfile
from datetime import datetime
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

from jobsearch_tui.config import Config
from jobsearch_tui.domain.changes import Change
from jobsearch_tui.paths import folders, paths_within
from jobsearch_tui.services.calendar_box import CalendarBox
from jobsearch_tui.services.demo import demo_records
from jobsearch_tui.services.identity import new_id
from jobsearch_tui.services.session import Session
from jobsearch_tui.start import AppStart
from jobsearch_tui.storage.backups import Backups
from jobsearch_tui.storage.calendars import write_calendar
from jobsearch_tui.storage.history import Sitting
from jobsearch_tui.storage.letters import write_letters
from jobsearch_tui.storage.store import Store
from jobsearch_tui.ui.app import JobsearchApp

PICTURE: Final = Path(__file__).with_name("screenshot.svg")
SIZE: Final = (120, 36)
ZONE: Final = ZoneInfo("Europe/Paris")
NOW: Final = datetime(2026, 11, 24, 19, 30, tzinfo=ZONE)
KEYS: Final = ("down",)
"""From today's interview to the next one, about which there is more to tell."""

SETTLED: Final = 0.4
"""Seconds after which the record under the cursor has been drawn."""

FORECAST: Final = "Recruiters:"
"""What the pace says once the weeks ahead have been forecast, which takes a moment."""

LONGEST: Final = 25
"""After so many pauses the picture is taken as it is."""


def now() -> datetime:
    """A Tuesday evening."""
    return NOW


def demo_start(folder: Path) -> AppStart:
    """What ``jobsearch demo`` gives the app, with the clock stopped."""
    paths = paths_within(folder, folders({"HOME": str(folder)}, "linux"))
    sitting, backups = Sitting(new_id(), NOW), Backups(paths.backups)
    store = Store(paths.store, now=now, new_id=new_id, sitting=sitting, backups=backups)
    store.commit(Change("make the demo", put=demo_records(NOW, ZONE)))
    return AppStart(
        session=Session(store, now),
        store=store,
        config=Config(),
        paths=paths,
        now=now,
        zone=ZONE,
        write_letters=write_letters,
        calendars=CalendarBox(paths.calendars, write_calendar),
        is_demo=True,
    )


async def picture() -> str:
    """The dashboard as SVG."""
    with tempfile.TemporaryDirectory() as folder:
        app = JobsearchApp(demo_start(Path(folder)))
        async with app.run_test(size=SIZE) as pilot:
            await pilot.press(*KEYS)
            for _ in range(LONGEST):
                await pilot.pause(SETTLED)
                drawn = app.export_screenshot(title="jobsearch demo")
                if FORECAST in drawn:
                    break
            return without_foreign_fonts(drawn)


def without_foreign_fonts(svg: str) -> str:
    """The picture with the reader's own monospaced font: nothing is fetched to show it."""
    return re.sub(r"@font-face \{.*?\}\s*", "", svg, flags=re.DOTALL)


def main() -> None:
    """Write the picture to the file that was named, or to its place in the docs."""
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else PICTURE
    target.write_text(asyncio.run(picture()), encoding="utf-8")
    print(f"Wrote {target}.")


if __name__ == "__main__":
    main()
