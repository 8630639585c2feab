"""The program ``jobsearch``, which is also ``python -m jobsearch_tui``."""

import gc
import os
from typing import NoReturn


def start() -> NoReturn:
    """Run the command line.

    The cycle collector is off from before the first import: it would go through everything that
    is loaded several times and find nothing. The app turns it on again.
    """
    gc.disable()
    if "_ARGCOMPLETE" in os.environ:  # a shell asks what can follow
        from jobsearch_tui.shell.completing import complete

        complete()
    from jobsearch_tui.cli import run

    run()


if __name__ == "__main__":
    start()
