"""``python -m tests.trust``: make every attack, and print what was lost.

Exits with 1 when anything was.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from tests.bench.machine import machine
from tests.bench.measures import placed
from tests.trust.attacks import CannotBeMadeError, Outcome, attacks, attempt, table

SHOWN = 5
"""How many losses of one attack are told in words."""


def main() -> int:
    """Make the attacks that the arguments name and print the table."""
    arguments = _arguments()
    outcomes: list[Outcome] = []
    left_out: list[str] = []
    with tempfile.TemporaryDirectory(prefix="jobsearch-trust-", dir=arguments.dir) as folder:
        for attack in attacks(arguments.attacks):
            if attack.missing():
                left_out.append(f"{attack.name}: not installed: {', '.join(attack.missing())}")
                continue
            tries = arguments.count or attack.tries
            print(f"{attack.name}, {tries:,} …", end=" ", file=sys.stderr, flush=True)
            try:
                outcome = attempt(attack, tries, arguments.seed, Path(folder) / attack.name)
            except CannotBeMadeError as reason:
                print("left out", file=sys.stderr, flush=True)
                left_out.append(f"{attack.name}: {reason}")
                continue
            print(f"{outcome.tries:,} in {outcome.seconds:.0f} s", file=sys.stderr, flush=True)
            for loss in outcome.losses[:SHOWN]:
                print(f"  LOSS: {loss}", file=sys.stderr, flush=True)
            outcomes.append(outcome)
    day = datetime.now(UTC).date()
    told = f"{day.isoformat()}, {machine()}, seed {arguments.seed}.\n\n{table(outcomes)}"
    print(told)
    for line in left_out:
        print(f"Left out: {line}")
    if arguments.write:
        arguments.write.write_text(placed(arguments.write.read_text("utf-8"), told), "utf-8")
    return int(any(outcome.losses for outcome in outcomes))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.trust", description=__doc__)
    add = parser.add_argument
    add("attacks", nargs="*", help="their names, or the parts (all)")
    add("--count", type=int, help="how often each (each has its own number)")
    add("--seed", type=int, default=random.randrange(10**6), help="of what is drawn by lot")
    add("--dir", help="where to put the stores, for another disk than that of the system")
    add("--write", type=Path, help="put the table between the marks of this page, too")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
