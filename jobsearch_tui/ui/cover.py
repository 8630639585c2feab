"""A cover over the screen: something dull, until a key is pressed.

It lies under everything that Textual paints, and not on its stack of screens: whatever opens,
changes or is said meanwhile stays behind it, and what was half typed stays as it is.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Final

from textual import events
from textual.geometry import Size
from textual.screen import Screen

from jobsearch_tui.ui.typeahead import TypeAheadApp

if TYPE_CHECKING:
    from rich.console import RenderableType

_PAGE: Final = """\
LOGROTATE(8)                System Administration                LOGROTATE(8)

NAME
       logrotate - keep log files from growing without end

SYNOPSIS
       logrotate [--force] [--debug] [--state file] [--verbose] config_file

DESCRIPTION
       Logs of a busy system grow until the disk is full. logrotate renames
       them by a schedule, compresses the older ones, and removes those that
       are older than they need to be.

       It is usually run once a day by a timer. A log is rotated at most once
       a day unless its criterion is its size, or --force is given.

OPTIONS
       -d, --debug
              Only tell what would be done. Neither the logs nor the state
              file are changed.

       -f, --force
              Rotate even where it does not seem to be necessary, for example
              after new entries were added to the configuration.

       -s, --state file
              Use another state file, for instance when several users rotate
              different sets of logs on one machine.

       -v, --verbose
              Print messages while rotating.

CONFIGURATION
       Each file may set global options, which later files override, and
       names the logs to rotate. A simple one looks like this:

           compress

           /var/log/messages {
               rotate 5
               weekly
               postrotate
                   /usr/bin/killall -HUP syslogd
               endscript
           }

       The first line is a global option: logs are compressed after they
       were rotated. Lines that begin with # are comments.
"""
_FOOT: Final = " Manual page logrotate(8) line 1 (press h for help or q to quit)"


def dull(size: Size) -> str:
    """A page of a manual as a pager shows it, as one sequence for a terminal of this size."""
    lines = _PAGE.splitlines()[: max(0, size.height - 1)]
    lines += ["~"] * (size.height - 1 - len(lines))
    foot = _FOOT[: max(0, size.width - 1)]
    rows = [f"\x1b[{row};1H{line[: size.width]}\x1b[K" for row, line in enumerate(lines, 1)]
    return f"\x1b[0m{''.join(rows)}\x1b[{size.height};1H\x1b[7m{foot}\x1b[0m\x1b[K"


class CoveredApp(TypeAheadApp):
    """An app that can be covered, by a key or by itself after a while without one."""

    cover_after: float = 0
    """Seconds without a key or a click after which it covers itself; 0: never."""

    def __init__(self) -> None:
        """Begin uncovered."""
        super().__init__()
        self._covered: Size | None = None
        self._click = False
        self._touched = 0.0
        self._idle: asyncio.TimerHandle | None = None

    @property
    def is_covered(self) -> bool:
        """Whether the cover is what the terminal shows."""
        return self._covered is not None

    def action_cover(self) -> None:
        """Cover the screen."""
        self._covered = Size(0, 0)
        self._paint_cover()

    async def on_event(self, event: events.Event) -> None:
        """Take what is typed while covered for the wish to uncover, and for nothing else."""
        if isinstance(event, events.InputEvent | events.Paste) and not event.is_forwarded:
            if self.is_covered or self._click:
                self._on_covered(event)
                return
            if not isinstance(event, events.MouseMove):
                self._touch()
            if self._is_cover_key(event):
                self.action_cover()
                return
        await super().on_event(event)

    def keys_of(self, command: str) -> tuple[str, ...]:
        """The keys of a command as they are bound now."""
        raise NotImplementedError

    def _is_cover_key(self, event: events.Event) -> bool:
        """Whether this covers at once, whatever has the focus: letters are typed into it."""
        if not isinstance(event, events.Key) or event.is_printable:
            return False
        return event.key in self.keys_of("cover")

    def _on_covered(self, event: events.Event) -> None:
        """Uncover for a key, a paste or a click; all of a click is swallowed."""
        if isinstance(event, events.MouseUp):
            self._click = False
        elif isinstance(event, events.Key | events.Paste | events.MouseDown):
            self._click = isinstance(event, events.MouseDown)
            self._covered = None
            self._touch()
            self.refresh(layout=True)

    # --- painting --------------------------------------------------------------------------------

    def _display(self, screen: Screen[object], renderable: RenderableType | None) -> None:
        """Paint nothing while covered, but the cover where the terminal lost it.

        Textual has no public place where all of its painting passes.
        """
        if self.is_covered:
            self._paint_cover()
        else:
            super()._display(screen, renderable)

    def _paint_cover(self) -> None:
        """Paint the cover unless it stands there already."""
        driver = self._driver
        if self._covered == self.size or driver is None or self.is_headless:
            self._covered = self.size
            return
        self._covered = self.size
        driver.write(dull(self.size))
        driver.flush()

    def watch_over(self) -> None:
        """Begin to count the idle time, and paint what was there when the program is woken up."""
        self._touch()
        self.app_resume_signal.subscribe(self, self._paint_again)

    def _paint_again(self, _app: object) -> None:
        """Paint all of the screen after ``fg``: the terminal does not bring it back."""
        if self.is_covered:
            self.action_cover()
        else:
            self.screen.refresh()

    # --- by itself -------------------------------------------------------------------------------

    def _touch(self) -> None:
        """Note that somebody is there, and begin to wait for them to be gone."""
        if not self.cover_after:
            return
        loop = asyncio.get_running_loop()
        self._touched = loop.time()
        if self._idle is None:
            self._idle = loop.call_later(self.cover_after, self._look_whether_idle)

    def _look_whether_idle(self) -> None:
        self._idle = None
        loop = asyncio.get_running_loop()
        left = self._touched + self.cover_after - loop.time()
        if self.is_covered:
            return
        if left > 0:
            self._idle = loop.call_later(left, self._look_whether_idle)
        else:
            self.action_cover()
