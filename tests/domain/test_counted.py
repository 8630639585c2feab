"""How many records there are, in words."""

import pytest

from jobsearch_tui.domain.counted import counted, records_in_words


@pytest.mark.parametrize(
    ("numbers", "words"),
    [
        ({}, ""),
        ({"ad": 0}, ""),
        ({"ad": 1}, "1 ad"),
        ({"pace": 1, "agency": 2}, "the pace and 2 agencies"),
        ({"ad": 1, "agency": 1200, "search": 3}, "1 ad, 1,200 agencies and 3 searches"),
    ],
)
def test_kinds_are_listed_as_a_sentence_lists_them(numbers, words):
    assert counted(numbers) == words


def test_one_record_is_one():
    assert records_in_words(1) == "1 record"
    assert records_in_words(12345) == "12,345 records"
