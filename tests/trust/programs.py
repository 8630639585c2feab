"""Attacks that are made by a program of their own, which may fork, be killed, or lose its rights.

Such a program prints one JSON text for each try: empty, or what was lost.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import traceback
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

PROJECT = Path(__file__).parents[2]


def told_by(module: str, *words: object, within: Sequence[str] = ()) -> Iterator[str]:
    """What the program ``tests.trust.MODULE`` tells of each of its tries, as it tells it.

    ``within`` is the command that starts it, for one that is to have fewer rights.
    """
    command = [*within, sys.executable, "-m", f"tests.trust.{module}", *map(str, words)]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=PROJECT
    ) as program:
        assert program.stdout is not None
        assert program.stderr is not None
        for line in program.stdout:
            yield json.loads(line)
        complaint = program.stderr.read().strip()
    if program.returncode:
        yield f"{module} itself failed: {complaint[-2000:]}"


def tell(losses: Iterable[str]) -> None:
    """Print what was lost in each try, for :func:`told_by`."""
    for loss in losses:
        print(json.dumps(loss), flush=True)


def in_child(work: Callable[[], str]) -> tuple[int, str]:
    """The exit status of a forked child that does this work, and what the work says.

    What it says is empty for a child that was ended before it could say anything. A child ended
    by a signal has that signal's number, negative, for its status.
    """
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        try:
            said = work()
        except BaseException as error:  # noqa: BLE001 - whatever it is has to be told to the parent
            said = f"an error that nobody met: {_short(error)}"
        os.write(writing, said.encode("utf-8", "backslashreplace"))
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading, encoding="utf-8") as told:
        said = told.read()
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), said


def _short(error: BaseException) -> str:
    """An error, and the program's own functions that it came through."""
    frames = traceback.extract_tb(error.__traceback__)
    way = " → ".join(
        f"{Path(frame.filename).name}:{frame.lineno} {frame.name}"
        for frame in frames
        if "jobsearch_tui" in frame.filename
    )
    return f"{error!r} in {way}"


def left_behind(folder: Path) -> list[str]:
    """Temporary files anywhere in a folder."""
    return [str(found.relative_to(folder)) for found in folder.rglob("*") if ".tmp" in found.name]
