"""A believable job search of three months, for a look round and for the benchmarks."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from jobsearch_tui.domain.records import Record
from jobsearch_tui.errors import UsageError
from jobsearch_tui.services.demo.book import Book
from jobsearch_tui.services.demo.growth import grow
from jobsearch_tui.services.demo.story import tell_all

__all__ = ["demo_records"]


def demo_records(
    now: datetime, zone: ZoneInfo, *, records: int | None = None
) -> tuple[Record, ...]:
    """An invented search of the three months before ``now``, in the user's ``zone``.

    The same moment and zone always give the same records, in the order in which they were
    made. With ``records`` there are exactly so many: more of the same is added, going back
    further. Raises :class:`UsageError` when they are fewer than the search itself has.
    """
    book = Book(now, zone)
    tell_all(book)
    if records is not None:
        if records < len(book):
            raise UsageError(f"The demo has {len(book)} records at least; ask for no fewer.")
        grow(book, records)
    return book.records()
