"""Dates in the style that a whole column proves: day first, month first or year first."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date, time, timedelta
from functools import lru_cache
from typing import Final

from jobsearch_tui.domain.text import fold, one_line
from jobsearch_tui.services.transfer.moments import YEARS
from jobsearch_tui.value import dataclass

DMY: Final = "dmy"
MDY: Final = "mdy"
YMD: Final = "ymd"
STYLES: Final = (DMY, MDY, YMD)

_NUMBERS: Final = re.compile(r"(\d{1,4})([./\- ])\s?(\d{1,2})\2\s?(\d{1,4})\.?(?=\D|$)")
_DOTTED: Final = re.compile(r"(?<!\d)\d{1,2}\.\s?\d{1,2}\.\s?\d{2,4}(?!\d)")
_CLOCK: Final = re.compile(
    r"(?<![\d:])(\d{1,2})(?:[:h.](\d{2})(?::\d{2}(?:\.\d+)?)?)?\s*([ap])\.?m\b\.?"
    r"|(?<![\d:])(\d{1,2})[:h](\d{2})(?::\d{2}(?:\.\d+)?)?"
)
_WORDY: Final = re.compile(
    r"(?:^|\D)(?P<day>\d{1,2})(?:st|nd|rd|th|\.|er)?[\s\-.,/]*(?:de\s+)?(?P<month>[^\W\d_]{3,})"
    r"[\s\-.,/]*(?:de\s+)?(?P<year>\d{4}|\d{2})(?!\d)"
    r"|(?P<month2>[^\W\d_]{3,})[\s\-.,/]*(?P<day2>\d{1,2})(?:st|nd|rd|th)?[\s\-.,/]+"
    r"(?P<year2>\d{4}|\d{2})(?!\d)"
)
_SERIALS: Final = range(36_526, 73_051)
"""The days that spreadsheets count from 30 December 1899: those of 2000 to 2099."""
_EPOCH: Final = date(1899, 12, 30)

_MONTHS: Final = {
    beginning: number
    for number, beginnings in enumerate(
        (
            "jan gen ene sty",
            "feb fev fevr lut",
            "mar mrz maer mars maa",
            "apr avr abr kwi",
            "may mai mag mei maj",
            "jun juin giu cze",
            "jul juil lug lip",
            "aug aou ago sie",
            "sep set wrz",
            "oct okt ott out paz",
            "nov lis",
            "dec dez dic dicembre gru",
        ),
        1,
    )
    for beginning in beginnings.split()
}


@dataclass(frozen=True)
class Read:
    """What a cell says: a day, a time of the day, or both."""

    day: date | None = None
    at: time | None = None


def read(text: str, style: str) -> Read:
    """The day and time that a cell names; nothing of either that is not understood."""
    return _read(fold(one_line(text)), style)


@lru_cache(maxsize=8192)
def _read(plain: str, style: str) -> Read:
    if not plain or len(plain) > 60:
        return Read()
    if plain.isdecimal() and len(plain) == 5 and int(plain) in _SERIALS:
        return Read(_EPOCH + timedelta(days=int(plain)))
    numbers = _NUMBERS.search(plain)
    day = _numeric(numbers, style) if numbers else _wordy(plain)
    rest = plain if numbers is None else plain[: numbers.start()] + " " + plain[numbers.end() :]
    return Read(day, _clock(rest.replace("t", " ", 1) if numbers else rest))


def _numeric(found: re.Match[str], style: str) -> date | None:
    a, sign, b, c = found[1], found[2], found[3], found[4]
    if len(a) > 2:
        return _day(a, b, c)
    if style == YMD and len(c) <= 2:
        return _day(a, b, c)
    order = DMY if sign == "." else style
    month, day = (a, b) if order == MDY else (b, a)
    return _day(c, month, day)


def _day(year: str, month: str, day: str) -> date | None:
    number = int(year) + (2000 if len(year) <= 2 else 0)
    try:
        found = date(number, int(month), int(day))
    except ValueError:
        return None
    return found if found.year in YEARS else None


def _wordy(plain: str) -> date | None:
    for found in _WORDY.finditer(plain):
        word = found["month"] or found["month2"]
        month = next((_MONTHS[word[:n]] for n in (4, 3) if word[:n] in _MONTHS), 0)
        if month:
            return _day(found["year"] or found["year2"], str(month), found["day"] or found["day2"])
    return None


def _clock(text: str) -> time | None:
    found = _CLOCK.search(text)
    if not found:
        return None
    hour, minute = int(found[1] or found[4]), int(found[2] or found[5] or 0)
    if found[3] and not 1 <= hour <= 12:
        return None
    if found[3]:
        hour = hour % 12 + (12 if found[3] == "p" else 0)
    return time(hour, minute) if hour < 24 and minute < 60 else None


def looks_like_date(text: str) -> bool:
    """Whether a cell is a date in some style."""
    return any(read(text, style).day for style in STYLES)


def styles_of(cells: Iterable[str]) -> tuple[str, ...]:
    """The styles that a column may be in: those that read most of its cells.

    One alone is proved. Several are given only where they read some cell differently; a
    column without such a cell is in every style, of which the first is returned.
    """
    texts = tuple(dict.fromkeys(cell.strip() for cell in cells if cell.strip()))
    days = {style: tuple(read(text, style).day for text in texts) for style in STYLES}
    counts = {style: sum(day is not None for day in found) for style, found in days.items()}
    most = max(counts.values())
    fitting = [style for style in STYLES if counts[style] == most]
    different: dict[Sequence[date | None], str] = {}
    for style in fitting:
        different.setdefault(days[style], style)
    found = tuple(different.values())
    if len(found) > 1 and any(_DOTTED.search(text) for text in texts):
        return (DMY,)  # who writes dots writes the day first
    # Nobody writes the year first with two digits where one of the other styles fits too.
    return tuple(style for style in found if style != YMD) or found


def decided(cells: Iterable[str]) -> str:
    """Day or month first, where some cells can be read in one of the two alone; else empty."""
    texts = dict.fromkeys(cell.strip() for cell in cells if cell.strip())
    days = [(read(text, DMY).day, read(text, MDY).day) for text in texts]
    told = {DMY if day else MDY for day, other in days if (day is None) != (other is None)}
    return told.pop() if len(told) == 1 else ""


def example(cells: Iterable[str], styles: Sequence[str]) -> str:
    """A cell that each of the styles reads as another day; empty where there is none."""
    for cell in cells:
        days = {read(cell, style).day for style in styles}
        if len(days) > 1 and None not in days:
            return one_line(cell)
    return ""


def only_in(style: str, cells: Iterable[str], styles: Sequence[str]) -> str:
    """A cell that of several styles this one alone can read; empty where there is none."""
    for cell in cells:
        if [one for one in styles if read(cell, one).day] == [style]:
            return one_line(cell)
    return ""
