"""Any CSV file as a table: its delimiter, its header, and its rows with their lines."""

from __future__ import annotations

import csv
import hashlib
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from jobsearch_tui.domain.text import one_line
from jobsearch_tui.errors import ImportFailedError
from jobsearch_tui.services.transfer.cells import restored
from jobsearch_tui.services.transfer.linkedin_rows import shown
from jobsearch_tui.services.transfer.sheet_words import plain
from jobsearch_tui.services.transfer.tables import Flaw, Row, Rows, decode, physical_lines
from jobsearch_tui.value import dataclass

_DELIMITERS: Final = (",", ";", "\t", "|")
_LOOKED_AT: Final = 200
_SAMPLES: Final = 200
MOST_COLUMNS: Final = 500
_OLD_EXCEL: Final = b"\xd0\xcf\x11\xe0"


@dataclass(frozen=True)
class Sheet:
    """A table: its label for messages, its headings, and its rows as far as they can be read.

    Rows are as wide as the header. ``delimiter`` is what parts the cells.
    """

    label: str
    header: tuple[str, ...]
    rows: tuple[Row, ...]
    flaws: tuple[Flaw, ...] = ()
    delimiter: str = ","

    def column(self, number: int) -> Iterator[str]:
        """The cells of a column, the empty ones too."""
        return (row.cells[number] for row in self.rows)

    def samples(self, number: int, most: int = _SAMPLES) -> list[str]:
        """Some of what stands in a column, each once, without what is empty."""
        found: dict[str, None] = {}
        for cell in self.column(number):
            if text := one_line(cell):
                found[text] = None
            if len(found) >= most:
                break
        return list(found)

    @property
    def signature(self) -> str:
        """What the headings are remembered by, whatever their case and signs."""
        words = "\x1f".join(map(plain, self.header)).encode("utf-8", "surrogatepass")
        return hashlib.blake2b(words, digest_size=8).hexdigest()


def read_sheet(data: bytes, label: str) -> Sheet:
    """The table that the bytes of a CSV file hold.

    Raises ImportFailedError when there is no row under a header.
    """
    if data.startswith(_OLD_EXCEL):
        raise ImportFailedError(
            f"Nothing could be imported: {label} is an Excel workbook: save it as CSV."
        )
    text = decode(data)
    if "\0" in text:
        raise ImportFailedError(f"Nothing could be imported: {label} is no text.")
    lines = physical_lines(text)
    start, named = _announced(lines)
    delimiter, width = (named, _width(lines, named)) if named else _best(lines)
    used = _used(lines, delimiter)
    rows = Rows(lines, start, delimiter, width)
    header: tuple[str, ...] = ()
    nameless: list[int] = []
    found: list[Row] = []
    flaws: list[Flaw] = []
    for row in rows:
        if isinstance(row, Flaw):
            flaws.append(row)
        elif not header:
            if _is_header(row.cells, width, used):
                header = _named(row.cells)
                nameless = [n for n, cell in enumerate(row.cells) if not cell.strip()]
                rows.width = len(header)
        else:
            found.append(_fitted(row, len(header)))
    if not found:
        raise ImportFailedError(f"Nothing could be imported: {label} {_why(lines, header)}.")
    empty = {n for n in nameless if not any(row.cells[n].strip() for row in found)}
    return Sheet(label, *_without(empty, header, found), tuple(flaws), delimiter)


def _without(
    empty: set[int], header: tuple[str, ...], rows: Sequence[Row]
) -> tuple[tuple[str, ...], tuple[Row, ...]]:
    """The table without columns that have neither heading nor cells, as at the end of many."""
    if not empty:
        return header, tuple(rows)
    kept = [n for n in range(len(header)) if n not in empty]
    narrow = (Row(row.line, [row.cells[n] for n in kept]) for row in rows)
    return tuple(header[n] for n in kept), tuple(narrow)


def _why(lines: Sequence[str], header: Sequence[str]) -> str:
    if header:
        return "has headings but no rows under them"
    first = next((one_line(line) for line in lines[:50] if line.strip()), "")
    return f"holds no table; it begins “{shown(first)}”" if first else "is empty"


def _announced(lines: Sequence[str]) -> tuple[int, str]:
    """The index of the first line of the table, and the delimiter if Excel's ``sep=`` names it."""
    first = lines[0].strip().strip('"').lower() if lines else ""
    if first.startswith("sep=") and len(first) <= 5:
        return 1, first[4:] or "\t"
    return 0, ""


def _best(lines: Sequence[str]) -> tuple[str, int]:
    """The delimiter that cuts most lines into the same number of cells, and that number."""
    scored = [(*_score(lines, delimiter), delimiter) for delimiter in _DELIMITERS]
    fit, width, delimiter = max(scored, key=lambda one: (one[0], one[1]))
    return (delimiter, width) if fit else (",", 1)


def _score(lines: Sequence[str], delimiter: str) -> tuple[float, int]:
    """How much of the text a delimiter cuts evenly, and into how many cells."""
    widths = Counter(_widths(lines, delimiter))
    total = sum(widths.values())
    widths.pop(1, None)
    if not widths:
        return 0.0, 1
    width, number = max(widths.items(), key=lambda pair: (pair[1], pair[0]))
    return number / total, width


def _width(lines: Sequence[str], delimiter: str) -> int:
    return _score(lines, delimiter)[1]


def _widths(lines: Sequence[str], delimiter: str) -> Iterator[int]:
    for cells in _looked_at(lines, delimiter):
        if any(cell.strip() for cell in cells):
            yield len(cells)


def _looked_at(lines: Sequence[str], delimiter: str) -> Iterator[list[str]]:
    reader = csv.reader(iter(lines[:_LOOKED_AT]), delimiter=delimiter)
    try:
        yield from reader
    except csv.Error:
        return


def _used(lines: Sequence[str], delimiter: str) -> int:
    """How many columns hold anything, as far as was looked."""
    rows = _looked_at(lines, delimiter)
    return len({n for cells in rows for n, cell in enumerate(cells) if cell.strip()})


def _is_header(cells: Sequence[str], width: int, used: int) -> bool:
    """Whether a row heads the table: as wide as most of it, and mostly words."""
    told = [cell for cell in cells if cell.strip()]
    wide_enough = len(cells) >= width and len(told) * 2 > min(width, used, MOST_COLUMNS)
    return wide_enough and len(cells) <= MOST_COLUMNS and all(len(cell) <= 200 for cell in told)


def _named(cells: Sequence[str]) -> tuple[str, ...]:
    """The headings; one that is missing or stands twice is told apart by its number."""
    names: list[str] = []
    for number, cell in enumerate(cells, 1):
        name = one_line(restored(cell)) or f"column {number}"
        names.append(name if name not in names else f"{name} ({number})")
    return tuple(names)


def _fitted(row: Row, width: int) -> Row:
    """The row with as many cells as the header; what is beyond it joins the last cell."""
    cells = [restored(cell) for cell in row.cells]
    if len(cells) > width:
        cells = [*cells[: width - 1], ", ".join(filter(None, cells[width - 1 :]))]
    return Row(row.line, cells + [""] * (width - len(cells)))
