"""Text from outside: what may be stored, shown, copied, searched and fitted into a column.

Whatever a person types or imports is hostile until it has passed through here: a terminal
obeys escape sequences, a bidirectional override turns a name round, and a lone surrogate
cannot be written to a file. None of these functions raises, whatever the text.
"""

import re
import unicodedata
from collections.abc import Iterator

ELLIPSIS = "…"
_TAB_STOPS = 4

_BREAKS = re.compile("\r\n|[\n\v\f\r\x85\u2028\u2029]")
_SURROGATES = re.compile("[\ud800-\udfff]")
# Terminals skip these even inside a sequence, so they go before sequences are looked for.
_INERT = re.compile("[\x00-\x06\x08\x0e-\x1a\x1c-\x1f\x7f]")
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")
# A string sequence that never ends loses its introducer alone: what follows may be prose.
_SEQUENCES = re.compile(
    "(?:\x1b[PX\\]^_]|[\x90\x98\x9d-\x9f])[^\x07\n\x1b\x80-\x9f]*+(?:\x07|\x1b\\\\|\x9c)"
    "|(?:\x1b\\[|\x9b)[0-?]*+[ -/]*+[@-~]"
    "|\x1b[ -/]*+[0-~]"
)


def unix_lines(text: str) -> str:
    """The same text with ``\\n`` for every kind of line break that Unicode knows."""
    return _BREAKS.sub("\n", text)


def _whole(text: str) -> str:
    """The text with halves of a surrogate pair joined, and lone ones replaced by U+FFFD."""
    if not _SURROGATES.search(text):
        return text
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _plain(text: str) -> str:
    text = unix_lines(text)
    if _CONTROLS.search(text):
        text = _CONTROLS.sub("", _SEQUENCES.sub("", _INERT.sub("", text)))
    return _whole(text)


def clean(text: str) -> str:
    """What may be stored: no terminal sequences, no controls but ``\\n`` and ``\\t``, NFC.

    Every line break becomes ``\\n``, byte order marks go, lone surrogates become U+FFFD.
    """
    if text.isascii() and text.isprintable():
        return text
    return unicodedata.normalize("NFC", _plain(text).replace("\ufeff", ""))


def one_line(text: str) -> str:
    """``clean`` on a single line: each run of white space is one space, none at the ends."""
    return " ".join(clean(text).split())


def for_clipboard(text: str) -> str:
    """What may reach a clipboard: escape sequences disappear whole, controls too.

    Newline and tab stay. The end of a bracketed paste, ``ESC [ 2 0 1 ~``, leaves nothing
    behind, so that a paste cannot be broken out of.
    """
    return _plain(text)


# --- for screens --------------------------------------------------------------------------

_NAMED = {
    "\u00ad": "",
    "\u061c": "⟨ALM⟩",
    "\u180e": "⟨MVS⟩",
    "\u200b": "⟨ZWSP⟩",
    "\u200c": "⟨ZWNJ⟩",
    "\u200d": "⟨ZWJ⟩",
    "\u200e": "⟨LRM⟩",
    "\u200f": "⟨RLM⟩",
    "\u202a": "⟨LRE⟩",
    "\u202b": "⟨RLE⟩",
    "\u202c": "⟨PDF⟩",
    "\u202d": "⟨LRO⟩",
    "\u202e": "⟨RLO⟩",
    "\u2060": "⟨WJ⟩",
    "\u2066": "⟨LRI⟩",
    "\u2067": "⟨RLI⟩",
    "\u2068": "⟨FSI⟩",
    "\u2069": "⟨PDI⟩",
    "\ufeff": "⟨BOM⟩",
    "\x7f": "␡",
}
# Scripts and emoji that need joiners to look right: there they are spelling, not tricks.
_JOINING = "[\u0590-\u1fff\u2190-\u2bff\ufe0f\U0001f000-\U0001faff]"
_HIDDEN = re.compile(
    f"(?<!{_JOINING})[\u200c\u200d]|[\u200c\u200d](?!{_JOINING})"
    "|[\x00-\x09\x0b-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e"
    "\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff]"
    "|[\U000e0000-\U000e007f]+"
)


_BREAKS_EACH = re.compile("[\n\v\f\r\x85\u2028\u2029]")


def _mark(match: re.Match[str]) -> str:
    character = match[0]
    if (name := _NAMED.get(character)) is not None:
        return name
    if character < " ":
        return chr(0x2400 + ord(character))
    if "\ud800" <= character <= "\udfff":
        return "\ufffd"
    if character >= "\U000e0000":
        return "⟨TAG⟩"
    return f"⟨{ord(character):02X}⟩"


def visible(text: str) -> str:
    """The text on one line as a screen may show it: nothing left for a terminal to obey.

    Line breaks and tabs are a space; controls, bidirectional marks and zero-width
    characters are drawn (``␛``, ``⟨RLO⟩``); joiners stay where a script or an emoji needs
    them; soft hyphens go.
    """
    if text.isprintable():
        return text
    return _HIDDEN.sub(_mark, _BREAKS.sub(" ", text).replace("\t", " "))


def visible_lines(text: str) -> list[str]:
    """``visible`` line by line, with tabs spread to every fourth column; never empty."""
    lines = unix_lines(text).split("\n")
    return [visible(line.expandtabs(_TAB_STOPS)) for line in lines]


def signs(text: str) -> str:
    """The text with one sign in the place of each that ``visible`` would draw or leave out.

    It is as long as before, so that a cursor in it stands where it stood: for a line that is
    being typed. Tabs stay.
    """
    if text.isprintable():
        return text
    return _HIDDEN.sub(_signs, _BREAKS_EACH.sub(_sign, text))


def _signs(match: re.Match[str]) -> str:
    return "".join(map(_sign, match[0]))


def _sign(found: re.Match[str] | str) -> str:
    character = found if isinstance(found, str) else found[0]
    if character == "\t":
        return character
    return chr(0x2400 + ord(character)) if character < " " else "\ufffd"


# --- for searching ------------------------------------------------------------------------

# Letters that Unicode does not take apart though people type them without the stroke.
_BASE_LETTERS = str.maketrans(
    {
        "ø": "o",
        "ł": "l",
        "đ": "d",
        "ħ": "h",
        "ŧ": "t",
        "ı": "i",
        "æ": "ae",
        "œ": "oe",
        "þ": "th",
        "ð": "d",
    }
)


def fold(text: str) -> str:
    """The text as searching compares it: no case, no accents, nothing invisible."""
    if text.isascii():
        return text.lower()
    # Folding before and after: some capitals appear only when a sign is taken apart.
    folded = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    bare = "".join([sign for sign in folded if sign < "\x80" or not _is_accent(sign)])
    return bare.translate(_BASE_LETTERS)


def _is_accent(character: str) -> bool:
    return unicodedata.combining(character) != 0 or unicodedata.category(character) == "Cf"


# --- for columns --------------------------------------------------------------------------

_ZWJ, _EMOJI_STYLE = "\u200d", "\ufe0f"
_SKIN_TONES = range(0x1F3FB, 0x1F400)
_JOINED_JAMO = range(0x1160, 0x1200)
_PICTURES = range(0x1F300, 0x1FB00)
_WIDE_SINCE_UNICODE_16 = frozenset([*range(0x2630, 0x2638), *range(0x268A, 0x2690)])


def _width(character: str) -> int:
    point = ord(character)
    if point in _SKIN_TONES or point in _JOINED_JAMO:
        return 0
    if point in _WIDE_SINCE_UNICODE_16:
        return 2
    category = unicodedata.category(character)
    if category in {"Mn", "Me", "Mc", "Cc", "Cf"}:
        return 0 if character != "\u00ad" else 1
    if category == "Cn":
        # Too new for this Python, whose width for it means nothing: in practice an emoji.
        return 2 if point in _PICTURES else 1
    return 2 if unicodedata.east_asian_width(character) in {"W", "F"} else 1


def _steps(text: str) -> Iterator[tuple[int, int]]:
    """Where each drawn sign ends (an index), and the cells taken up to there."""
    total, last, joined = 0, "", False
    for end, character in enumerate(text, start=1):
        if character == _EMOJI_STYLE:
            # Asked for as an emoji, a narrow symbol is drawn two cells wide.
            total += bool(last.strip()) and _width(last) == 1 and not last.isalpha()
            last = ""
        elif not joined and (width := _width(character)):
            total, last = total + width, character
        joined = character == _ZWJ
        yield end, total


def cells(text: str) -> int:
    """How many terminal cells the text takes on one line; controls count as none."""
    if text.isascii() and text.isprintable():
        return len(text)
    return max((taken for _, taken in _steps(text)), default=0)


def shorten(text: str, width: int) -> str:
    """The text in at most ``width`` cells; what is cut off leaves a ``…``.

    An accent or a joined emoji is never parted from its base. No room gives ``""``.
    """
    if width <= 0:
        return ""
    if len(text) <= width and text.isascii() and text.isprintable():
        return text
    keep = 0
    for end, taken in _steps(text):  # no further than it takes: the text may be a megabyte
        if taken > width:
            return text[:keep].rstrip(f" {_ZWJ}") + ELLIPSIS
        if taken < width:
            keep = end
    return text


def cut(text: str, width: int) -> list[str]:
    """The text in pieces of at most ``width`` cells, an accent with its base; never empty.

    A sign that is wider than ``width`` is a piece by itself.
    """
    if text.isascii() and text.isprintable():
        return [text[at : at + width] for at in range(0, len(text), width)] or [""]
    pieces: list[str] = []
    begun = reached = 0
    before = last = 0
    for end, taken in _steps(text):
        if taken - before > width and reached > begun:
            pieces.append(text[begun:reached])
            begun, before = reached, last
        reached, last = end, taken
    return [*pieces, text[begun:]]
