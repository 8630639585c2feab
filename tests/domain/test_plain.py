"""Text for a terminal that shows nothing but ASCII: as many cells, and marks that stay apart."""

import codecs

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jobsearch_tui.domain.plain import ENCODING_ERRORS, plain, plain_sign
from jobsearch_tui.domain.text import cells


class TestPlain:
    @pytest.mark.parametrize(
        ("text", "shown"),
        [
            ("Marsh & Vale", "Marsh & Vale"),
            ("Søren Ångström, Łódź", "Soren Angstrom, Lodz"),
            ("Zoe\u0308", "Zoe"),
            ("“Kestrel” – it’s…", '"Kestrel" - it\'s.'),
            ("田中 恵", "???? ??"),
            ("Дмитрий", "???????"),
            ("╭─ 1 Ads · 3 ─╮", "+- 1 Ads - 3 -+"),
            ("┏━┃", "+=|"),
            ("\x1b[1m✓\x1b[0m", "\x1b[1m+\x1b[0m"),
            ("␛", "^"),
            ("½", "?"),
        ],
    )
    def test_is_legible(self, text, shown):
        assert plain(text) == shown

    def test_keeps_marks_apart_that_mean_different_things(self):
        for marks in ("●○◉◦", "▲▼→←✓✗", "█░│", "─━"):
            assert len({plain_sign(mark) for mark in marks}) == len(marks)

    @settings(max_examples=300)
    @given(st.characters(min_codepoint=0xA0, exclude_categories=("Cs", "Cc")))
    def test_takes_as_many_cells(self, sign):
        shown = plain_sign(sign)
        assert shown.isascii()
        assert len(shown) == cells(sign)


class TestEncodingErrors:
    def test_an_encoding_without_a_sign_gets_its_likeness(self):
        assert "“Søren”…".encode("latin-1", ENCODING_ERRORS) == b'"S\xf8ren".'
        assert "“Søren”…".encode("ascii", ENCODING_ERRORS) == b'"Soren".'

    def test_is_no_way_to_decode(self):
        with pytest.raises(UnicodeDecodeError):
            codecs.decode(b"\xff", "ascii", ENCODING_ERRORS)
