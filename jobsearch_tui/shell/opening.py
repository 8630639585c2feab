"""The way from the command line into the app."""

from __future__ import annotations

from jobsearch_tui.domain.draft import Draft
from jobsearch_tui.errors import JobsearchError
from jobsearch_tui.lifeline import Lifeline
from jobsearch_tui.shell.desk import Desk
from jobsearch_tui.start import AppStart
from jobsearch_tui.storage.drafts import DraftBox
from jobsearch_tui.storage.letters import write_letters
from jobsearch_tui.storage.second_machine import SecondMachine


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
        status = _run(desk, lifeline, draft, is_demo)
    except OSError:
        if lifeline.ended_by is None:
            raise  # else it is the terminal, which has gone and cannot be left in order
        status = 0
    finally:
        box.close()
    return status if lifeline.ended_by is None else 128 + lifeline.ended_by


def _run(desk: Desk, lifeline: Lifeline, draft: Draft | None, is_demo: bool) -> int:
    start = AppStart(
        session=desk.session,
        store=desk.store,
        config=desk.config,
        paths=desk.paths,
        now=desk.now,
        zone=desk.zone,
        write_letters=write_letters,
        is_demo=is_demo,
        problems=(*desk.config.problems, *desk.store_problems),
        lifeline=lifeline,
        draft=draft,
        second=None if is_demo else _second(desk),
    )
    from jobsearch_tui.ui.app import run

    return run(start)


def _second(desk: Desk) -> SecondMachine:
    return SecondMachine(desk.paths.mirror, desk.world.environ, desk.store)


def _check_terminal(desk: Desk) -> None:
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
