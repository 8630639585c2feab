"""``python -m tests.bench``: measure, and print one table."""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

from tests.bench import disk, screen
from tests.bench.machine import machine
from tests.bench.measures import Figure, placed, plain, table
from tests.bench.programs import make_store

Part = Callable[[Path, Path, int, int], Iterator[Figure]]

PARTS: dict[str, tuple[Part, int]] = {
    "start": (screen.start_up, 9),
    "keys": (screen.keys, 4),
    "log": (disk.log, 15),
    "brief": (disk.brief, 15),
    "change": (disk.durable_change, 40),
}
"""Each part with its rounds. The change comes last: it makes this process large."""


def main() -> None:
    """Measure what the arguments say and print it."""
    arguments = _arguments()
    figures: list[Figure] = []
    with tempfile.TemporaryDirectory(prefix="jobsearch-bench-", dir=arguments.dir) as folder:
        home = Path(folder)
        stores = {size: make_store(home, size) for size in arguments.sizes}
        for name in PARTS:
            if name not in arguments.parts:
                continue
            part, rounds = PARTS[name]
            for size, store in stores.items():
                print(f"{name}, {size:,} records …", file=sys.stderr, flush=True)
                figures.extend(part(home, store, size, arguments.rounds or rounds))
    day = datetime.now(UTC).date()
    if arguments.json:
        told = {"date": day.isoformat(), "machine": machine(), "figures": plain(figures)}
        print(json.dumps(told, indent=1, ensure_ascii=False))
        return
    measured = f"{day.isoformat()}, {machine()}. Medians.\n\n{table(figures)}"
    print(measured)
    if arguments.write:
        arguments.write.write_text(placed(arguments.write.read_text("utf-8"), measured), "utf-8")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    add = parser.add_argument
    add("--sizes", nargs="+", type=int, default=[1_000, 10_000, 100_000], help="records")
    add("--parts", nargs="+", choices=PARTS, default=list(PARTS), help="what to measure")
    add("--rounds", type=int, help="how often (each part has its own number)")
    add("--dir", help="where to put the stores, for another disk than that of the system")
    add("--json", action="store_true", help="print JSON")
    add("--write", type=Path, help="put the table between the marks of this page, too")
    return parser.parse_args()


if __name__ == "__main__":
    main()
