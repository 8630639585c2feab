"""What is measured, with its aim; and the one table of it all."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any

AIM_AT = 10_000
"""The number of records for which the aims stand."""

GROWN_TO = 100_000
GROWTH = 8
"""The figures at GROWN_TO may be so many times those at AIM_AT."""


@dataclass(frozen=True, slots=True)
class Measure:
    """One row of the table. ``aim`` is an upper limit in the row's unit, None: there is none."""

    id: str
    words: str
    unit: str
    aim: float | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """One cell: a median, and in words what it was made of."""

    measure: str
    records: int
    value: float
    detail: str = ""


MEASURES = (
    Measure("start", "first frame ÷ an empty Textual app's", "×", 1.6),
    Measure("80x24.cursor.kB", "80×24: a cursor key, with the record after it", "kB"),
    Measure("80x24.cursor.ms", "80×24: from the key to the row", "ms"),
    Measure("80x24.cursor.cpu", "80×24: all work for that key", "ms"),
    Measure("80x24.scroll.kB", "80×24: a key that scrolls", "kB"),
    Measure("80x24.scroll.ms", "80×24: from that key to the rows", "ms"),
    Measure("80x24.held.kB", "80×24: a held key that scrolls, each", "kB"),
    Measure("120x40.cursor.kB", "120×40: a cursor key, with the record after it", "kB", 2.5),
    Measure("120x40.cursor.ms", "120×40: from the key to the row", "ms", 12),
    Measure("120x40.cursor.cpu", "120×40: all work for that key", "ms", 12),
    Measure("120x40.scroll.kB", "120×40: a key that scrolls", "kB", 6),
    Measure("120x40.scroll.ms", "120×40: from that key to the rows", "ms"),
    Measure("120x40.held.kB", "120×40: a held key that scrolls, each", "kB", 6),
    Measure("change", "one durable change ÷ a SQLite commit of it", "×"),
    Measure("change.ms", "one durable change", "ms", 25),
    Measure("change.file", "one durable change ÷ (3 commits + the file's own write)", "×", 1),
    Measure("log", "`jobsearch log` ÷ `python -c pass`", "×"),
    Measure("log.ms", "`jobsearch log`", "ms", 150),
    Measure("brief", "`jobsearch today --brief` ÷ `python -c pass`", "×"),
    Measure("brief.ms", "`jobsearch today --brief`", "ms", 150),
)


def paired(ours: Sequence[float], others: Sequence[float]) -> float:
    """The median of the ratios of runs that followed each other, so that a busy minute cancels."""
    return median(one / other for one, other in zip(ours, others, strict=True))


def table(figures: Iterable[Figure]) -> str:
    """The figures as one table in Markdown, with the aims beside them."""
    cells = {(figure.measure, figure.records): figure for figure in figures}
    sizes = sorted({records for _, records in cells})
    heads = ["", *(f"{size:,} records" for size in sizes), f"aim at {AIM_AT:,}"]
    if GROWN_TO in sizes and AIM_AT in sizes:
        heads.append(f"{GROWN_TO:,} ÷ {AIM_AT:,}, aim ≤ {GROWTH}")
    rows = [
        _row(measure, sizes, cells, len(heads))
        for measure in MEASURES
        if any((measure.id, size) in cells for size in sizes)
    ]
    return "\n".join(_line(row) for row in (heads, ["---"] * len(heads), *rows))


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _row(
    measure: Measure, sizes: Sequence[int], cells: Mapping[tuple[str, int], Figure], width: int
) -> list[str]:
    row = [measure.words, *(_cell(measure, cells.get((measure.id, size))) for size in sizes)]
    row.append(f"≤ {measure.aim:g} {measure.unit}" if measure.aim is not None else "–")
    if len(row) < width:
        row.append(_growth(cells.get((measure.id, AIM_AT)), cells.get((measure.id, GROWN_TO))))
    return row


def _cell(measure: Measure, figure: Figure | None) -> str:
    if figure is None:
        return "–"
    detail = f" ({figure.detail})" if figure.detail else ""
    over = measure.aim is not None and figure.records == AIM_AT and figure.value > measure.aim
    shown = f"{figure.value:.2f} {measure.unit}"
    return f"**{shown}, over**{detail}" if over else f"{shown}{detail}"


def _growth(small: Figure | None, large: Figure | None) -> str:
    if small is None or large is None or not small.value:
        return "–"
    return f"{large.value / small.value:.2f} ×"


BEGIN = "<!-- measured -->"
END = "<!-- end -->"


def placed(page: str, measured: str) -> str:
    """The page with what was measured between its two marks."""
    head, _, rest = page.partition(BEGIN)
    _, _, tail = rest.partition(END)
    return f"{head}{BEGIN}\n\n{measured}\n\n{END}{tail}"


def plain(figures: Iterable[Figure]) -> list[dict[str, Any]]:
    """The figures as JSON would have them, each with the unit and the aim of its row."""
    rows = {measure.id: measure for measure in MEASURES}
    return [
        {
            "measure": figure.measure,
            "records": figure.records,
            "value": round(figure.value, 3),
            "unit": rows[figure.measure].unit,
            "aim": rows[figure.measure].aim if figure.records == AIM_AT else None,
            "detail": figure.detail,
        }
        for figure in figures
    ]
