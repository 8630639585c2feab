"""The program with a fault in it, for ``attack_text``: ``crash_program.py PLACE WORDS…``.

The fault's words and the variables around it are secrets.
"""

from __future__ import annotations

import asyncio
import sys
import threading
from typing import Any, NoReturn

SECRET = "SECRET-Kestrel-555"


def fail(*_arguments: object, **_named: object) -> NoReturn:
    secret_variable = {"client": SECRET}
    raise KeyError(f"{secret_variable}")


async def fail_later() -> None:
    await asyncio.sleep(0.01)
    fail()


def fail_and_note() -> None:
    try:
        fail()
    except KeyError as error:
        error.add_note(SECRET)
        raise ValueError(SECRET) from error


def break_app(place: str) -> None:
    """Put the fault into the app."""
    from jobsearch_tui.ui.app import JobsearchApp

    def greet(app: Any) -> None:
        secret_in_app = SECRET
        if place == "worker":
            app.run_worker(fail_later())
        elif place == "timer":
            app.set_timer(0.01, fail)
        elif place == "message":
            app.call_later(fail_and_note)
        elif place == "drawing":
            app.screen.render_line = app.screen.render = fail
            app.screen.refresh(layout=True)
        elif place == "thread":
            threading.Thread(target=fail).start()
            app.set_timer(0.2, app.exit)
        elif place == "task":
            app.kept = asyncio.get_running_loop().create_task(fail_later())
            app.set_timer(0.2, app.exit)
        elif place == "mounting":
            app.panic(secret_in_app)
        else:
            raise ValueError(secret_in_app)

    JobsearchApp.action_greet = greet


def main() -> None:
    """Break the program at the place, and run it."""
    place = sys.argv.pop(1)
    if place == "command":
        from jobsearch_tui.shell import reading

        reading.details = fail
    else:
        break_app(place)
    from jobsearch_tui.cli import run

    run()


if __name__ == "__main__":
    main()
