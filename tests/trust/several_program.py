"""Programs that write to one store at the same time.

``session PATH NAME NUMBER`` is one long sitting, as the app's; ``shell PATH NAME NUMBER`` opens
the store anew for each change, as a command does, without the start of a process. Both stop
at the first change that is not saved.
"""

from __future__ import annotations

import sys
from pathlib import Path

from jobsearch_tui.domain.changes import Change
from jobsearch_tui.domain.records import Activity, Recruiter
from jobsearch_tui.services.identity import new_id
from jobsearch_tui.services.session import Session
from tests.trust.writer_program import now, opened


def log(session: Session, summary: str) -> None:
    """Log an entry about the first recruiter."""
    dana = next(iter(session.workspace.all(Recruiter)))
    entry = Activity(id=new_id(), at=now(), about=(dana.id,), summary=summary)
    if error := session.apply(Change("log", put=(entry,))).not_saved:
        raise SystemExit(str(error))


def main() -> None:
    """Write as the arguments say."""
    kind, path, name, number = sys.argv[1:]
    session = Session(opened(Path(path), name), now)
    for place in range(int(number)):
        if kind == "shell":
            session = Session(opened(Path(path), f"{name}{place}"), now)
        else:
            session.refresh()
        log(session, f"{name} entry {place}")


if __name__ == "__main__":
    main()
