"""The sequence that asks a terminal to fill its clipboard, and how it gets through screen."""

from base64 import b64encode

LONGEST = 74_994
"""The longest base64 text, in bytes, that terminals take."""

_SCREEN_PIECE = 250
_DCS, _ST = "\x1bP", "\x1b\\"


def fits(text: str) -> bool:
    """Whether the text is short enough for OSC 52."""
    return -(-len(text.encode()) // 3) * 4 <= LONGEST


def osc52(text: str) -> str:
    """OSC 52 for the clipboard proper (``c``): mosh passes no other selection."""
    # BEL ends it, since screen would take a string terminator for its own.
    return f"\x1b]52;c;{b64encode(text.encode()).decode()}\x07"


def through_screen(text: str) -> str:
    """OSC 52 in DCS pieces of at most 250 bytes; GNU screen loses longer ones."""
    whole = osc52(text)
    size = _SCREEN_PIECE - len(_DCS) - len(_ST)
    pieces = (whole[start : start + size] for start in range(0, len(whole), size))
    return "".join(f"{_DCS}{piece}{_ST}" for piece in pieces)
