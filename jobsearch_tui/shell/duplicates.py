"""``jobsearch doctor --duplicates``: records that are likely one, side by side."""

from __future__ import annotations

import argparse
from typing import Any

from jobsearch_tui.domain.fields import Context, show
from jobsearch_tui.domain.text import cells, shorten, visible
from jobsearch_tui.domain.twins import Twins, likely_twins
from jobsearch_tui.domain.uniting import sides
from jobsearch_tui.shell.desk import Desk
from jobsearch_tui.shell.output import answer

_LABEL = 14


def duplicates(desk: Desk, arguments: argparse.Namespace) -> int:
    """Print every likely pair with the fields in which they differ; nothing is changed."""
    found = likely_twins(desk.workspace)
    context = Context(desk.workspace, desk.now())
    lines = [line for twins in found for line in _side_by_side(twins, context, desk.output.width)]
    lines.append(_ending(len(found)))
    answer(desk.output, arguments.json, [_as_json(twins) for twins in found], lines)
    return 0


def _ending(number: int) -> str:
    if not number:
        return "No likely twins were found."
    pairs = "One likely pair" if number == 1 else f"{number} likely pairs"
    return f"{pairs}. In the app = shows them side by side and unites them, field by field."


def _side_by_side(twins: Twins, context: Context, width: int) -> list[str]:
    room = (width - _LABEL - 4) // 2
    first, second = twins.first, twins.second
    told = [
        f"{first.kind} {visible(first.title)}: {twins.why}.",
        _row("", first.id, second.id, room),
    ]
    told += [
        _row(
            side.field.label,
            show(side.field, side.first, context) or "–",
            show(side.field, side.second, context) or "–",
            room,
        )
        for side in sides(first, second)
        if side.differs
    ]
    return [*told, ""]


def _row(label: str, left: str, right: str, room: int) -> str:
    short = shorten(visible(left), room)
    padded = short + " " * (room - cells(short))
    return f"  {label:<{_LABEL}}{padded}  {shorten(visible(right), room)}"


def _as_json(twins: Twins) -> dict[str, Any]:
    return {
        "kind": twins.first.kind,
        "ids": [twins.first.id, twins.second.id],
        "names": [twins.first.title, twins.second.title],
        "why": twins.why,
        "likelihood": twins.likelihood.name.lower(),
    }
