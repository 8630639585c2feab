"""The program with a clock that can be set on: ``line_program.py FILE`` opens the app.

FILE holds the seconds by which its clock is ahead of the machine's.
"""

import os
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

from jobsearch_tui.cli import main
from jobsearch_tui.shell.desk import World

AHEAD = Path(sys.argv[1])


def clock() -> datetime:
    return datetime.now(UTC) + timedelta(seconds=float(AHEAD.read_text(encoding="ascii")))


if __name__ == "__main__":
    os._exit(main([], World(os.environ, clock)))
