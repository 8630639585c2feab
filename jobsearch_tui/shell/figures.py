"""``figures``: what came of it all, as text, as JSON, or as a picture."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from textwrap import wrap
from typing import Any

from jobsearch_tui.domain.figures.figure import Figure
from jobsearch_tui.domain.figures.figures import figures as all_figures
from jobsearch_tui.domain.text import one_line
from jobsearch_tui.errors import UsageError
from jobsearch_tui.shell.desk import Desk
from jobsearch_tui.shell.output import answer


def figures(desk: Desk, arguments: argparse.Namespace) -> int:
    """Print the figures, or those that are named, each with what to do about it."""
    every = {one.id: one for one in all_figures(desk.seen, desk.now())}
    unknown = [name for name in arguments.names if name not in every]
    if unknown:
        raise UsageError(
            f"There is no figure “{one_line(unknown[0])[:40]}”: there are {', '.join(every)}."
        )
    told = [every[name] for name in arguments.names] or list(every.values())
    if arguments.svg:
        return _write(desk, arguments, told)
    answer(desk.output, arguments.json, [_plain(one) for one in told], _lines(told, desk))
    return 0


def _plain(figure: Figure) -> dict[str, Any]:
    return {"kind": "figure", **asdict(figure)}


def _lines(told: list[Figure], desk: Desk) -> Iterator[str]:
    from jobsearch_tui.services.figures.drawing import drawn

    width = desk.output.width
    for place, figure in enumerate(told):
        if place:
            yield ""
        yield figure.title.upper()
        yield from wrap(figure.counted, width)
        yield ""
        for row in drawn(figure, width):
            yield row.text
        if figure.groups:
            yield ""
        yield from wrap(figure.advice, width)


def _write(desk: Desk, arguments: argparse.Namespace, told: list[Figure]) -> int:
    """Write a picture; it names people, so nobody else may read it."""
    from jobsearch_tui.services.figures.svg import svg
    from jobsearch_tui.storage.files import shown, write_atomically

    path = Path(arguments.svg).expanduser()
    if path.exists() and not arguments.force:
        raise UsageError(f"{shown(path)} is there already: --force replaces it.")
    write_atomically(path, svg(told, "Figures of a job search").encode())
    value = {"kind": "file", "path": str(path), "figures": [one.id for one in told]}
    answer(desk.output, arguments.json, value, [f"Written to {shown(path)}."])
    return 0
