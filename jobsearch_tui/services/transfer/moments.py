"""Dates and times as exports write them: arrow reads them, once they are in one spelling."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime, tzinfo
from functools import lru_cache
from typing import Final

from jobsearch_tui.domain.dates import MONTHS
from jobsearch_tui.domain.text import fold, one_line
from jobsearch_tui.value import dataclass

YEARS: Final = range(1990, 2100)
"""Other years are taken for a mistake: nobody's export reaches there."""

_LONGEST: Final = 60

_SPELLINGS: Final = (
    (re.compile(r"[,.]? "), " "),
    (re.compile(r"(?<=\d)t(?=\d)"), " "),
    (re.compile(r"\bsept\b"), "sep"),
    (re.compile(r"(?<=:\d\d)[.,]\d+"), ""),
    (re.compile(r"(?<=:\d\d) ?([ap])\.?m\b\.?"), r" \1m"),
    (re.compile(r"(?<=:\d\d) ?(?:z|utc|gmt)$"), "+0000"),
    (re.compile(r"(?<=:\d\d) ?([+-]\d\d):?(\d\d)$"), r"\1\2"),
)
"""What is written in several ways: commas, a T before the time, fractions, p.m., offsets."""

_OFFSET: Final = re.compile(r":\d\d[+-]\d{4}$")

_DAYS: Final = {
    "/": ("M/D/YY", "M/D/YYYY", "D/M/YY", "D/M/YYYY", "YYYY/M/D"),
    " ": ("D MMM YYYY", "D MMMM YYYY", "MMM D YYYY", "MMMM D YYYY", "D MMM YY", "D MMMM YY"),
    "-": ("YYYY-M-D", "D-MMM-YYYY", "D-MMM-YY", "M-D-YY", "M-D-YYYY", "D-M-YY", "D-M-YYYY"),
    ".": ("D.M.YY", "D.M.YYYY", "M.D.YY", "M.D.YYYY", "YYYY.M.D"),
}
"""How a day may be written, by the sign that parts its numbers; the first that fits counts."""

# Arrow takes what stands in brackets for a regular expression. By itself it would look for a date
# anywhere in the text, and let the afternoon have sixteen hours.
_WHOLE: Final = "[^]{}[$]"
_HALF_DAY: Final = " [(?=0?\\d:|10:|11:|12:)]h:mm{} A"


@dataclass(frozen=True)
class Moment:
    """A day, and the aware moment on it where the text names a time; else ``at`` is None."""

    day: date
    at: datetime | None


def read_moment(text: str, zone: tzinfo) -> Moment | None:
    """The day and time that the text names, in ``zone``; None when it is not understood.

    ``3/24/23`` is month first, as LinkedIn writes it, unless the first number can't be a
    month; with dots (``24.03.23``) the day is first. A time that names its own offset is
    carried over into ``zone``; any other is taken to be in it.
    """
    plain = fold(one_line(text))
    return _read(plain, zone) if plain and len(plain) <= _LONGEST else None


def written(day: date) -> str:
    """A day as the notes of imported records spell it: ``5 Mar 2024``, in every locale."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


@lru_cache(maxsize=4096)  # the connections of one day, and of one minute, have the same text
def _read(plain: str, zone: tzinfo) -> Moment | None:
    import arrow

    text = _respelled(plain)
    names_offset = _OFFSET.search(text)
    for form in _forms(text):
        try:
            # Given a zone, arrow would not heed the offset that the text names.
            read = arrow.get(text, form) if names_offset else arrow.get(text, form, tzinfo=zone)
            at = read.to(zone).datetime
        except (ValueError, OverflowError):
            continue  # there is no such month, so it may be a day
        if at.year in YEARS:
            return Moment(at.date(), at if ":" in text else None)
    return None


def _respelled(plain: str) -> str:
    for spelling, usual in _SPELLINGS:
        plain = spelling.sub(usual, plain)
    return plain


def _forms(text: str) -> Iterator[str]:
    """The formats, as arrow has them, that a text with such signs may have."""
    mark = next((sign for sign in text if sign in _DAYS), "")
    clock = _clock(text)
    return (_WHOLE.format(day + clock) for day in _DAYS.get(mark, ()))


def _clock(text: str) -> str:
    """The format of the time of day, as far as the text has one."""
    seconds = ":ss" if text.count(":") > 1 else ""
    if ":" not in text:
        return ""
    if text.endswith("m"):
        return _HALF_DAY.format(seconds)
    return f" H:mm{seconds}{'Z' if _OFFSET.search(text) else ''}"
