"""A report as a value, and the period that it is about."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, tzinfo

from jobsearch_tui.domain.weeks import day_name, days_after, local_day, week_of
from jobsearch_tui.value import dataclass


@dataclass(frozen=True)
class Period:
    """Days from the first to the last, both included, in the user's zone."""

    first: date
    last: date

    @property
    def words(self) -> str:
        """The days as in ``Mon 23 Nov 2026 to Sun 29 Nov 2026``; one day by itself."""
        first = f"{day_name(self.first)} {self.first.year}"
        if self.first == self.last:
            return first
        return f"{first} to {day_name(self.last)} {self.last.year}"

    def has(self, moment: datetime | date | None, zone: tzinfo) -> bool:
        """Whether a day, or the day of an aware moment in a zone, falls into it."""
        if moment is None:
            return False
        day = local_day(moment, zone) if isinstance(moment, datetime) else moment
        return self.first <= day <= self.last

    def weeks(self, first_weekday: str) -> Iterable[date]:
        """The first days of the weeks that it touches."""
        week = week_of(self.first, first_weekday)
        while week <= self.last:
            yield week
            before, week = week, days_after(week, 7)
            if (week - before).days < 7:  # the calendar ends
                return


def week_period(day: date, first_weekday: str) -> Period:
    """The week in which a day falls."""
    first = week_of(day, first_weekday)
    return Period(first, days_after(first, 6))


@dataclass(frozen=True)
class Table:
    """Rows of cells under headings. ``prose`` has each row as the lines that are read aloud."""

    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    prose: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Section:
    """A heading with sentences, and perhaps a table under them."""

    title: str
    lines: tuple[str, ...] = ()
    table: Table | None = None


@dataclass(frozen=True)
class Report:
    """A report: its title, whom and what period it is about, and its sections."""

    title: str
    about: str
    sections: tuple[Section, ...]
