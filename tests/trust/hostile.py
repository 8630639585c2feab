"""Text that means harm, and how to tell whether any of it got through."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from hypothesis import strategies as st

HOSTILE: Final = {
    "markup": "[red]Kestrel[/] [@click=app.quit]x[/] [/] [b",
    "colour": "\x1b[31mKestrel\x1b[0m\x1b[2J\x1b[H",
    "traced": "\x1b[38;5;199;7;77mKestrel\x1b[77;77H\x1b[1337~",
    "title": "\x1b]0;owned\x07Kestrel",
    "clipboard": "\x1b]52;c;cm0gLXJmIH4=\x07Kestrel",
    "link": "\x1b]8;;https://evil.example\x1b\\Kestrel\x1b]8;;\x1b\\",
    "device": "\x1bP1$tx\x1b\\Kestrel\x1b_G\x1b\\\x1bX\x1b\\\x1b^\x1b\\",
    "paste end": "Kestrel\x1b[201~\nrm -rf ~\n\x1b[200~",
    "c1": "\x9b31mKestrel\x9d0;owned\x9c\x90q\x9c\x85",
    "nul": "Kes\x00trel\x00",
    "surrogate": "Kes\ud800trel\udfff",
    "delete": "Kes\x7f\x7f\x7ftrel\x08\x08",
    "answer back": "\x05Kestrel\x1b[c\x1b[6n\x1b[?1049h\x1b[?1000h",
    "return": "Kestrel\rjobsearch: all is well\n\v\f",
    "override": "Kestrel \u202egnp.exe\u202c \u2066x\u2069 \u2067y\u2068z",
    "zero width": "Kes\u200btrel\u2060\ufeff\u200e\u200f\u061c\u00ad",
    "tags": "Kestrel\U000e0001\U000e0041\U000e007f",
    "marks": "\ufeffKestrel\u2028\u2029\ufff9\ufffb",
    "stacked": "K" + "\u0301" * 300 + "estrel",
    "wide": "漢字仮名交じり文 👩\u200d👩\u200d👧 שלום نص",
    "braces": "{me.phone} {{}} {0} %s ${HOME} $(id) `id` ; rm -rf ~ | cat",
    "path": "../../../etc/passwd",
    "option": "--help",
    "formula": '=HYPERLINK("https://evil.example","x")',
}
"""By the name of what each is about. None of them is longer than a name may be."""

HUGE: Final = {
    "a megabyte": "x" * 1_000_000,
    "a megabyte of words": "Kestrel \x1b[31m" * 80_000,
    "100,000 lines": "line\n" * 100_000,
    "a megabyte of escapes": "\x1b" * 1_000_000,
    "a megabyte of accents": "e" + "\u0301" * 500_000,
}

BIDI: Final = frozenset("\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_UNSEEN: Final = BIDI | frozenset("\u200b\u2060\ufeff\ufff9\ufffa\ufffb")

pieces = st.sampled_from(
    [*HOSTILE.values(), *"[]{}\"'“”:;,.!@>+=-/\\\x1b\x9b\x00\u202e\n\t \ud800"]
)
junk = st.one_of(pieces, st.text(st.characters(), max_size=12), st.text(max_size=6))
"""A little text of any kind, lone surrogates and terminal sequences included."""


def raw(text: str, also: str = "\n") -> str:
    """The characters of a text that must not reach a terminal, as their code points.

    ``also`` are controls that are allowed: line breaks, for lines of output.
    """
    found = {
        character
        for character in text
        if character in _UNSEEN
        or "\U000e0000" <= character <= "\U000e007f"
        or (unicodedata.category(character) in ("Cc", "Cs") and character not in also)
    }
    return " ".join(sorted(f"U+{ord(character):04X}" for character in found))


def controls(text: str, also: str = "\n\t") -> str:
    """The control characters and lone surrogates of a text, as their code points."""
    found = {one for one in text if unicodedata.category(one) in ("Cc", "Cs") and one not in also}
    return " ".join(sorted(f"U+{ord(one):04X}" for one in found))


SEQUENCE: Final = re.compile(
    r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[PX^_][^\x1b]*\x1b\\|[ -/]*[0-~])"
)
"""A whole terminal sequence, as the app itself sends them."""
