"""Tables of text from the wild: which letters, which delimiter, where the header is, which rows.

Nothing here raises whatever the bytes are, and nothing takes more than a bounded time: a row
that can't be read becomes a :class:`Flaw` and reading goes on with the next line.
"""

from __future__ import annotations

import csv
import io
import itertools
import re
from collections.abc import Callable, Iterator, Sequence
from typing import Final, Generic, TypeVar

from jobsearch_tui.value import dataclass

T = TypeVar("T")

MAX_ROWS: Final = 300_000
"""Rows, empty ones too, after which a table is left unread; 30,000 connections are the most."""

MAX_LINES: Final = 1_000_000

MAX_LINE: Final = 2_000_000
"""Characters of a line that are cut into cells."""

_HEADER_WITHIN: Final = 200
_HEADER_LONGEST: Final = 10_000
_DELIMITERS: Final = (",", ";", "\t")
_SECOND_LOOKS: Final = 20
_MAX_STRAYS: Final = 500_000
_STRAY: Final = re.compile("[\udc80-\udcff]+")

UNCLOSED: Final = "has a quotation mark that is never closed"
TOO_LONG: Final = "has a cell of more than 131,072 characters"
LINE_TOO_LONG: Final = "is a line of more than 2,000,000 characters"


@dataclass(frozen=True)
class Row:
    """The cells of a row, and the line of the file (from 1) on which it begins."""

    line: int
    cells: list[str]


@dataclass(frozen=True)
class Flaw:
    """A line of the file (from 1) on which a row begins that can't be read, and why."""

    line: int
    reason: str


def decode(data: bytes) -> str:
    """The text of a file in UTF-8 or UTF-16, with or without byte order mark, or Windows-1252.

    Single bytes that are no UTF-8 are read as Windows-1252, so that one bad byte in a file
    spoils nothing else.
    """
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    if wide := _utf16_without_mark(data[:2000]):
        return data.decode(wide, "replace")
    text = data.decode("utf-8-sig", "surrogateescape")
    strays = len(text) - len(data.decode("utf-8-sig", "ignore"))
    if strays > _MAX_STRAYS:
        return data.decode("cp1252", "replace")
    return _STRAY.sub(_as_windows, text) if strays else text


def _utf16_without_mark(head: bytes) -> str:
    half = len(head) // 2
    if head[1::2].count(0) > 0.7 * half:
        return "utf-16-le"
    return "utf-16-be" if head[::2].count(0) > 0.7 * half else ""


def _as_windows(stray: re.Match[str]) -> str:
    return stray[0].encode("utf-8", "surrogateescape").decode("cp1252", "replace")


def physical_lines(text: str) -> list[str]:
    r"""The lines with their ends, as an editor counts them: after ``\n``, ``\r\n`` or ``\r``.

    Of a longer text a million and one: the last of them is where :class:`Rows` stops.
    """
    return list(itertools.islice(io.StringIO(text, newline=""), MAX_LINES + 1))


@dataclass(frozen=True)
class Header(Generic[T]):
    """Where a table begins: what the header was recognised as, on which line, cut by what."""

    known: T
    line: int
    delimiter: str
    cells: list[str]


def find_header(
    lines: Sequence[str], recognise: Callable[[list[str]], T | None]
) -> Header[T] | None:
    """The first line that ``recognise`` knows as a header, whatever stands above it.

    None when none of the first 200 lines is one, cut at commas, semicolons or tabs.
    """
    for number, line in enumerate(lines[:_HEADER_WITHIN], start=1):
        for delimiter in _DELIMITERS:
            if delimiter not in line or len(line) > _HEADER_LONGEST:
                continue
            cells = cut(line, delimiter)
            if (known := recognise(cells)) is not None:
                return Header(known, number, delimiter, cells)
    return None


def cut(line: str, delimiter: str) -> list[str]:
    """The cells of one line by itself."""
    return next(csv.reader([line], delimiter=delimiter), [])


class Rows:
    """The rows after a header, as an iterator of rows and flaws; empty rows are passed over.

    ``width`` is the number of cells that a row should have, and may be changed while reading,
    where a second header says so. A row that runs over several lines and has another width is
    taken to have an open quotation mark: its first line is a flaw and the line after it is
    read afresh, at most twenty times, so that one bad mark does not swallow what follows.
    """

    def __init__(self, lines: Sequence[str], start: int, delimiter: str, width: int) -> None:
        """Read ``lines`` from the index ``start`` on."""
        self.width = width
        self.at = start
        self._lines = lines
        self._second_looks = _SECOND_LOOKS
        self._delimiter = delimiter

    def __iter__(self) -> Iterator[Row | Flaw]:
        """Row after row, in the order of the file."""
        reader = csv.reader(_Feed(self), delimiter=self._delimiter)
        for _ in range(MAX_ROWS):
            if self.at >= MAX_LINES:
                break
            first = self.at
            try:
                cells = next(reader, None)
            except csv.Error as error:
                yield self._broken(first, error)
                continue
            if cells is None:
                return
            _trim(cells, self.width)
            if self.at - first > 1 and len(cells) != self.width and self._look_again(first):
                yield Flaw(first + 1, UNCLOSED)
            elif any(cell and not cell.isspace() for cell in cells):
                yield Row(first + 1, cells)
        if self.at < len(self._lines):
            yield Flaw(self.at + 1, "is where reading stops: no export has so many rows")

    def next_line(self) -> str:
        """The line at which reading stands.

        Raises StopIteration after the last one, and csv.Error for one that is too long to be cut.
        """
        if self.at >= len(self._lines):
            raise StopIteration
        self.at += 1
        line = self._lines[self.at - 1]
        if len(line) > MAX_LINE:
            raise csv.Error(LINE_TOO_LONG)
        return line

    def _broken(self, first: int, error: csv.Error) -> Flaw:
        """The flaw that the reader met; it begins afresh with the next line by itself."""
        several = self.at - first > 1
        if several:
            self._look_again(first)
        if "field limit" in str(error):
            return Flaw(first + 1, UNCLOSED if several else TOO_LONG)
        if str(error) == LINE_TOO_LONG:
            return Flaw(first + 1, UNCLOSED if several else LINE_TOO_LONG)
        return Flaw(first + 1, f"is not written as CSV is ({error})")

    def _look_again(self, first: int) -> bool:
        if not self._second_looks:
            return False
        self._second_looks -= 1
        self.at = first + 1
        return True


class _Feed:
    """The lines for the CSV reader. Unlike a generator it goes on when reading is set back."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def __iter__(self) -> _Feed:
        return self

    def __next__(self) -> str:
        return self._rows.next_line()


def _trim(cells: list[str], width: int) -> None:
    if len(cells) > width and not any(itertools.islice(cells, width, None)):
        del cells[width:]  # at once: there may be millions
    while len(cells) > width and not cells[-1].strip():
        cells.pop()
