"""How many records there are, in words."""

from __future__ import annotations

from collections.abc import Mapping

from jobsearch_tui.domain.records import PLURALS


def counted(numbers: Mapping[str, int]) -> str:
    """Numbers by kind as a sentence lists them: "1 agency, 3 recruiters and 12 activities".

    Empty where there are none.
    """
    parts = [
        "the pace" if kind == "pace" else f"{number:,} {PLURALS[kind] if number > 1 else kind}"
        for kind, number in numbers.items()
        if number
    ]
    return f"{', '.join(parts[:-1])} and {parts[-1]}" if len(parts) > 1 else "".join(parts)


def records_in_words(number: int) -> str:
    """A number of records of any kind: "1 record", "12,345 records"."""
    return "1 record" if number == 1 else f"{number:,} records"
