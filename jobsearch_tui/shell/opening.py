"""The way from the command line into the app."""

from __future__ import annotations

from typing import Final

from jobsearch_tui.domain.draft import Draft
from jobsearch_tui.errors import JobsearchError, StoreUnreadableError
from jobsearch_tui.lifeline import Lifeline
from jobsearch_tui.services.terminal import locale_is_ascii
from jobsearch_tui.shell.desk import Desk
from jobsearch_tui.shell.keeping import StoreCopies
from jobsearch_tui.shell.kept_calendar import calendar_box, keep_calendar
from jobsearch_tui.shell.own_exports import StoreExports
from jobsearch_tui.start import AppStart
from jobsearch_tui.storage.backups import Backups
from jobsearch_tui.storage.columns import ColumnBox
from jobsearch_tui.storage.drafts import DraftBox
from jobsearch_tui.storage.letters import write_letters
from jobsearch_tui.storage.second_machine import SecondMachine
from jobsearch_tui.storage.unsaved import UnsavedBox


def open_app(desk: Desk, *, is_demo: bool = False) -> int:
    """Open the app and return its exit status when it is left.

    Raises :class:`~jobsearch_tui.errors.JobsearchError` where there is no terminal to open it on.
    """
    _check_terminal(desk)
    box = DraftBox(desk.paths.draft)
    draft = box.load()

    def save(draft: Draft | None) -> None:
        box.clear() if draft is None else box.save(draft)

    # The store may read in a thread; the lifeline has to be there before any thread is.
    lifeline = Lifeline.start(save)
    try:
        status = _run(desk, lifeline, box, draft, is_demo)
    except OSError:
        if lifeline.ended_by is None:
            raise  # else it is the terminal, which has gone and cannot be left in order
        status = 0
    finally:
        box.close()
    return status if lifeline.ended_by is None else 128 + lifeline.ended_by


def _run(desk: Desk, lifeline: Lifeline, box: DraftBox, draft: Draft | None, is_demo: bool) -> int:
    done = _readable(desk, lifeline)
    if done is None:
        return 0
    session = desk.session
    owed = UnsavedBox(desk.paths.draft)
    taken = session.take_over(owed.load(), owed.keep)
    calendars = calendar_box(desk)
    start = AppStart(
        session=session,
        store=desk.store,
        config=desk.config,
        paths=desk.paths,
        now=desk.now,
        zone=desk.zone,
        write_letters=write_letters,
        calendars=calendars,
        is_demo=is_demo,
        is_ascii=_is_ascii(desk),
        problems=(
            *done,
            *_taken_over(taken),
            *_no_drafts(box.trouble),
            *desk.config.problems,
            *desk.store_problems,
        ),
        lifeline=lifeline,
        postpone=box.postpone,
        draft=draft,
        mask=desk.mask,
        copies=None if is_demo else _copies(desk),
        columns=ColumnBox(desk.paths.columns),
        second=None if is_demo else _second(desk),
        exports=StoreExports(desk.store),
    )
    from jobsearch_tui.ui.app import run

    status = run(start)
    keep_calendar(desk, calendars)
    return status


def _taken_over(number: int) -> tuple[str, ...]:
    """Of what the last run could not save, in words; the line below tells what still waits."""
    if not number:
        return ()
    what = "1 change that was" if number == 1 else f"{number:,} changes that were"
    return (f"Taken over: {what} not saved when the program ended.",)


def _no_drafts(trouble: str) -> tuple[str, ...]:
    return (f"Should the line drop, what you type is lost: {trouble}",) if trouble else ()


def _copies(desk: Desk) -> StoreCopies:
    return StoreCopies(desk.paths.store, Backups(desk.paths.backups), desk.world.clock)


def _readable(desk: Desk, lifeline: Lifeline) -> tuple[str, ...] | None:
    """Make sure that the store can be read; what was done for it, or None to leave it alone."""
    try:
        desk.session  # noqa: B018 – it is opened by being asked for
    except StoreUnreadableError as error:
        from jobsearch_tui.shell.rescuing import rescued

        done = rescued(desk, error, lifeline)
        return None if done is None else (done,)
    return ()


def _is_ascii(desk: Desk) -> bool:
    setting = desk.config.ascii
    return setting == "yes" or (setting == "auto" and locale_is_ascii(desk.world.environ))


_SERVED: Final = "TEXTUAL_DRIVER"
"""Set by the server that shows the app in a browser: it has no terminal and needs none."""


def _second(desk: Desk) -> SecondMachine:
    return SecondMachine(desk.paths.mirror, desk.world.environ, desk.store)


def _check_terminal(desk: Desk) -> None:
    if desk.world.environ.get(_SERVED):
        return
    if not desk.world.has_terminal():
        raise JobsearchError(
            "The app needs a terminal. For scripts and pipes there are commands such as "
            "jobsearch today; see jobsearch --help."
        )
    if desk.world.environ.get("TERM") == "dumb":
        raise JobsearchError(
            "This terminal (TERM=dumb) cannot show the app. Use another one, or commands such as "
            "jobsearch today; see jobsearch --help."
        )
