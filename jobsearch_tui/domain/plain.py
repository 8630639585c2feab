"""The same text for a terminal that shows nothing but ASCII: every sign keeps its cells.

So a line that was fitted into columns stays fitted. Marks that stand beside each other for
different things stay different: ``●`` from ``○``, ``▲`` from ``▼``, ``✓`` from ``✗``.
"""

from __future__ import annotations

import codecs
import unicodedata
from typing import Final

from jobsearch_tui.domain.text import cells

_UNKNOWN: Final = "?"

_SIGNS: Final = {
    **dict.fromkeys("“”„«»″", '"'),
    **dict.fromkeys("‘’‚′", "'"),
    **dict.fromkeys("–—−‐‑‒―·", "-"),
    **dict.fromkeys("…◦", "."),
    **dict.fromkeys("→›▸▶➤‣▌", ">"),
    **dict.fromkeys("←‹◂◀▐", "<"),
    **dict.fromkeys("⟨", "<"),
    **dict.fromkeys("⟩", ">"),
    **dict.fromkeys("↑▴", "^"),
    **dict.fromkeys("↓▼▾", "v"),
    **dict.fromkeys("●•▪", "*"),
    **dict.fromkeys("○□", "o"),
    **dict.fromkeys("◉◆", "@"),
    **dict.fromkeys("▲", "!"),
    **dict.fromkeys("✓", "+"),
    **dict.fromkeys("✗×", "x"),
    **dict.fromkeys("█■▓▊▋▉▇▆▅▄▀", "#"),
    **dict.fromkeys("░▒▏▎▍", ":"),
    **dict.fromkeys("▁▂▃", "_"),
    **dict.fromkeys("€", "E"),
    **dict.fromkeys("£", "L"),
    **dict.fromkeys("─╌┄┈╴╶╼╾", "-"),
    **dict.fromkeys("━═╍┅┉╸╺", "="),
    **dict.fromkeys("│┃║╎╏┆┇┊┋╵╷╹╻╽╿▕▔", "|"),
    **dict(zip("øØłŁđĐßæÆœŒþÞðÐıħŧ", "oOlLdDsaAoOpPdDiht", strict=True)),
}  # fmt: skip
"""One sign of ASCII for one cell."""

_LINES: Final = range(0x2500, 0x2580)
_CONTROL_PICTURES: Final = range(0x2400, 0x2421)


def plain_sign(sign: str) -> str:
    """What stands for one character: as many signs of ASCII as it takes cells.

    An accented letter becomes its base; a letter of another script a ``?`` for each cell; what
    takes no cell, such as a combining accent, nothing.
    """
    if sign.isascii():
        return sign
    if (found := _SIGNS.get(sign)) is not None:
        return found
    point = ord(sign)
    if point in _LINES:  # corners and crossings
        return "+"
    if point in _CONTROL_PICTURES:
        return "^"
    width = cells(sign)
    base = "".join(one for one in unicodedata.normalize("NFKD", sign) if one.isascii())
    return base if len(base) == width else _UNKNOWN * width


class _Table(dict[int, str]):
    """For ``str.translate``: each character is worked out when it first comes up."""

    def __missing__(self, point: int) -> str:
        found = self[point] = plain_sign(chr(point))
        return found


_TABLE: Final = _Table()


def plain(text: str) -> str:
    """The text in ASCII, each character for itself; control characters stay as they are."""
    return text if text.isascii() else text.translate(_TABLE)


ENCODING_ERRORS: Final = "jobsearch.plain"
"""The name of the way (``errors``) in which a stream writes what its encoding does not have."""


def _encode_plainly(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return plain(error.object[error.start : error.end]), error.end


codecs.register_error(ENCODING_ERRORS, _encode_plainly)
