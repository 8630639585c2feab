"""Text from outside, made harmless."""

import unicodedata

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from jobsearch_tui.domain import text as texts

NASTY = "\x00\x07\t\n\r\x0b\x1b[]P\\_201~;mh \x7f\x85\x90\x9b\x9c\x9d\u00ad\u061c\u200b\u200c\u200d"
NASTY += "\u200e\u2028\u202e\u2066\ufe0f\ufeff\ud83d\ude00\ud800e\u0301é❤👩💻漢\U000e0067"
any_text = st.one_of(
    st.text(st.characters(), max_size=60),  # surrogates included
    st.text(st.sampled_from(NASTY), max_size=60),
)
many = settings(max_examples=150, deadline=None)


def controls(text: str) -> set[str]:
    return {c for c in text if unicodedata.category(c) in {"Cc", "Cs"}}


class TestClean:
    @pytest.mark.parametrize(
        ("outside", "stored"),
        [
            ("plain", "plain"),
            ("two\r\nlines\rand\x85more", "two\nlines\nand\nmore"),
            ("a\tb", "a\tb"),
            ("nul\x00 del\x7f c1\x81", "nul del c1"),
            ("\x1b[31mred\x1b[0m", "red"),
            ("\x1b]0;a title\x07text", "text"),
            ("\ufeffname", "name"),
            ("e\u0301", "é"),
            ("\ud83d\ude00", "😀"),
            ("half \ud83d.", "half \ufffd."),
            ("[remote] [/]", "[remote] [/]"),
        ],
    )
    def test_keeps_what_may_be_stored(self, outside, stored):
        assert texts.clean(outside) == stored

    @many
    @given(any_text)
    def test_whatever_comes_is_writable_and_clean(self, text):
        cleaned = texts.clean(text)
        cleaned.encode()
        assert controls(cleaned) <= {"\n", "\t"}
        assert texts.clean(cleaned) == cleaned
        assert unicodedata.is_normalized("NFC", cleaned)


class TestOneLine:
    @pytest.mark.parametrize(
        "text",
        [
            "Dana Whitfield",
            " Dana\r\nWhitfield\t",
            "Dana\u2028\u2029Whitfield",
            "Dana \xa0 Whitfield",
        ],
    )
    def test_runs_of_white_space_are_one_space(self, text):
        assert texts.one_line(text) == "Dana Whitfield"

    @many
    @given(any_text)
    def test_is_one_line_for_good(self, text):
        line = texts.one_line(text)
        assert len(line.splitlines()) <= 1
        assert line == line.strip()
        assert texts.one_line(line) == line
        assert not controls(line)


class TestForClipboard:
    @pytest.mark.parametrize(
        ("text", "copied"),
        [
            ("hello\n\tthere", "hello\n\tthere"),
            ("before\x1b[201~rm -rf ~\n", "beforerm -rf ~\n"),
            ("before\x9b201~after", "beforeafter"),
            ("before\x1b\x00[2\x0001~after", "beforeafter"),
            ("\x1b]52;c;aGk=\x1b\\x", "x"),
            ("\x1b]8;;https://kestrel.example\x07link\x1b]8;;\x07", "link"),
            ("\x9d0;title\x9cx", "x"),
            ("\x1bPq#0\x1b\\x", "x"),
            ("\x1b(Bx\x1bc", "x"),
            ("\x1b]never ended\nsecond line", "never ended\nsecond line"),
            ("ends in escape\x1b", "ends in escape"),
            ("\x85\u2028", "\n\n"),
            ("lone \udc00", "lone \ufffd"),
        ],
    )
    def test_sequences_disappear_whole(self, text, copied):
        assert texts.for_clipboard(text) == copied

    @many
    @given(any_text)
    def test_no_control_but_newline_and_tab_gets_through(self, text):
        copied = texts.for_clipboard(text)
        assert controls(copied) <= {"\n", "\t"}
        assert texts.for_clipboard(copied) == copied

    @many
    @given(st.lists(st.sampled_from(["Dear Dana,", "\n", "\x1b[201~", "\x1b[200~", " "])))
    def test_ends_of_bracketed_paste_leave_nothing_behind(self, pieces):
        expected = "".join(piece for piece in pieces if not piece.startswith("\x1b"))
        assert texts.for_clipboard("".join(pieces)) == expected

    @pytest.mark.parametrize(
        "piece", ["\x1b", "\x1b]", "\x1b[", "\x1b[1", "\x1b\x1b[1~", "\x9d", "\x1bP1"]
    )
    def test_long_hostile_text_takes_no_time(self, piece):
        # Quadratic work would take minutes here.
        assert len(texts.for_clipboard(piece * 100_000)) <= 300_000


class TestVisible:
    @pytest.mark.parametrize(
        ("text", "shown"),
        [
            ("Halden Foods", "Halden Foods"),
            ("Zürich — “Łódź”", "Zürich — “Łódź”"),
            ("a\x1b[31mb", "a␛[31mb"),
            ("nul\x00 del\x7f", "nul␀ del␡"),
            ("c1\x9b", "c1⟨9B⟩"),
            ("two\r\nlines\ttab", "two lines tab"),
            ("a\u202ebc\u202c", "a⟨RLO⟩bc⟨PDF⟩"),
            ("\u2066x\u2069\u200e\u200f\u061c", "⟨LRI⟩x⟨PDI⟩⟨LRM⟩⟨RLM⟩⟨ALM⟩"),
            ("re\u200bcruiter\ufeff", "re⟨ZWSP⟩cruiter⟨BOM⟩"),
            ("x\u200dy", "x⟨ZWJ⟩y"),
            ("\u2063", "⟨2063⟩"),
            ("👩\u200d💻", "👩\u200d💻"),
            ("می\u200cخواهم", "می\u200cخواهم"),
            ("co\u00adoperate", "cooperate"),
            ("lone\ud800", "lone\ufffd"),
            ("\U000e0068\U000e0069", "⟨TAG⟩"),
            ("no\xa0break", "no\xa0break"),
        ],
    )
    def test_draws_what_a_terminal_would_obey(self, text, shown):
        assert texts.visible(text) == shown

    @many
    @given(any_text)
    @example("\u061c\u200d👩")
    def test_nothing_is_left_to_obey(self, text):
        shown = texts.visible(text)
        assert not controls(shown)
        assert not set(shown) & set(
            "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
        )
        assert len(shown.splitlines()) <= 1
        assert texts.visible(shown) == shown

    def test_lines_stay_lines_and_tabs_become_columns(self):
        assert texts.visible_lines("a\tb\r\n\x1bc\n") == ["a   b", "␛c", ""]

    @many
    @given(any_text)
    def test_every_line_is_harmless(self, text):
        lines = texts.visible_lines(text)
        assert lines
        assert not controls("".join(lines))
        assert texts.visible_lines("\n".join(lines)) == lines


class TestFold:
    @pytest.mark.parametrize(
        ("text", "folded"),
        [
            ("Dana", "dana"),
            ("ÉCOLE", "ecole"),
            ("Straße", "strasse"),
            ("Łódź", "lodz"),
            ("Ærøskøbing", "aeroskobing"),
            ("İstanbul", "istanbul"),
            ("co\u00adoperate", "cooperate"),
            ("ﬁnance", "finance"),
        ],
    )
    def test_forgets_case_and_accents(self, text, folded):
        assert texts.fold(text) == folded

    @many
    @given(any_text)
    def test_folding_twice_changes_nothing(self, text):
        assert texts.fold(texts.fold(text)) == texts.fold(text)

    @many
    @given(any_text)
    def test_the_way_accents_are_stored_does_not_matter(self, text):
        composed = unicodedata.normalize("NFC", text)
        assert texts.fold(composed) == texts.fold(unicodedata.normalize("NFD", text))


class TestCells:
    @pytest.mark.parametrize(
        ("text", "width"),
        [
            ("", 0),
            ("plain", 5),
            ("Zoë", 3),
            ("e\u0301", 1),
            ("漢字", 4),
            ("한", 2),
            ("\u1100\u1161\u11a8", 2),
            ("👩\u200d💻", 2),
            ("👍🏽", 2),
            ("❤", 1),
            ("❤\ufe0f", 2),
            ("🎉\ufe0f", 2),
            ("a\ufe0f", 1),
            (" \ufe0f", 1),
            ("\ufe0f", 0),
            ("🇫🇷", 2),
            ("a\u200bb", 2),
            ("●◉○▲╭─╮", 7),
            ("\U0001fae9", 2),  # newer than Python 3.11's tables
            ("\u0378", 1),  # never assigned
            ("soft\u00adhyphen", 11),
        ],
    )
    def test_counts_what_the_screen_takes(self, text, width):
        from rich.cells import cell_len

        assert texts.cells(text) == width
        assert cell_len(text) == width


class TestShorten:
    @pytest.mark.parametrize(
        ("text", "width", "short"),
        [
            ("Halden Foods", 12, "Halden Foods"),
            ("Halden Foods", 11, "Halden Foo…"),
            ("Halden Foods", 8, "Halden…"),
            ("Halden Foods", 1, "…"),
            ("Halden Foods", 0, ""),
            ("Halden Foods", -3, ""),
            ("漢字漢字", 4, "漢…"),
            ("cafe\u0301 noir", 5, "cafe\u0301…"),
            ("👩\u200d💻👩\u200d💻", 3, "👩\u200d💻…"),
        ],
    )
    def test_cuts_to_the_cells_there_are(self, text, width, short):
        assert texts.shorten(text, width) == short

    @many
    @given(any_text, st.integers(-1, 30))
    def test_never_takes_more_room(self, text, width):
        short = texts.shorten(text, width)
        assert texts.cells(short) <= max(width, 0)
        assert texts.shorten(short, width) == short


class TestSigns:
    @pytest.mark.parametrize(
        ("text", "shown"),
        [
            ("plain", "plain"),
            ("a\x1b[31m", "a␛[31m"),
            ("a\u202eb\x9bc\x7f", "a\ufffdb\ufffdc\ufffd"),
            ("a\tb\nc\u2028d", "a\tb␊c\ufffdd"),
            ("x\U000e0041\U000e0042", "x\ufffd\ufffd"),
            ("👩\u200d👩", "👩\u200d👩"),
        ],
    )
    def test_stand_for_what_cannot_be_shown(self, text, shown):
        assert texts.signs(text) == shown

    @many
    @given(any_text)
    def test_are_as_many_as_before(self, text):
        assert len(texts.signs(text)) == len(text)
        assert not controls(texts.signs(text)) - {"\t"}


class TestCut:
    @pytest.mark.parametrize(
        ("text", "width", "pieces"),
        [
            ("", 3, [""]),
            ("abcdefg", 3, ["abc", "def", "g"]),
            ("éééé", 3, ["ééé", "é"]),
            ("漢字仮", 4, ["漢字", "仮"]),
            ("漢字", 1, ["漢", "字"]),
            ("ae\u0301b", 2, ["ae\u0301", "b"]),
        ],
    )
    def test_gives_pieces_that_fit(self, text, width, pieces):
        assert texts.cut(text, width) == pieces

    @many
    @given(any_text, st.integers(1, 9))
    def test_loses_nothing(self, text, width):
        pieces = texts.cut(text, width)
        assert "".join(pieces) == text
        assert all(texts.cells(piece) <= max(width, 2) for piece in pieces)

    def test_of_a_megabyte_takes_no_time(self):
        # Work that grows with the square of the length would take minutes here.
        assert len(texts.cut("é" * 1_000_000, 80)) == 12_500
        assert texts.shorten("é" * 1_000_000, 40).endswith("…")
