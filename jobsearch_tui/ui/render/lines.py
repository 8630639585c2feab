"""Lines of text with tones, wrapped to a width: what the record and the pace are drawn from.

A tone is one of the words that ``widgets.line_layout.TONES`` lists; whatever it says must
also stand in the words or the shape, for screens without colour.
"""

from __future__ import annotations

from collections.abc import Iterable

from jobsearch_tui.domain.fields import LONGEST
from jobsearch_tui.domain.text import cells, cut, shorten, visible, visible_lines
from jobsearch_tui.value import dataclass

Runs = tuple[tuple[str, str], ...]
"""Pieces of one line, each with its tone."""


@dataclass(frozen=True)
class Line:
    """One line; ``key`` names the record that a cursor on this line means, if any."""

    runs: Runs = ()
    key: str = ""

    @property
    def text(self) -> str:
        """The line without its tones."""
        return "".join(text for text, _ in self.runs)


def line(*runs: tuple[str, str] | str, key: str = "") -> Line:
    """A line of these pieces; text from outside is made visible and never interpreted."""
    pairs = (run if isinstance(run, tuple) else (run, "") for run in runs)
    return Line(tuple((_safe(text), tone) for text, tone in pairs), key)


def _safe(text: str) -> str:
    """Made visible, with the blanks at either end that ``visible`` does not promise to keep."""
    body = text.strip(" ")
    if not body:
        return text
    lead = len(text) - len(text.lstrip(" "))
    trail = len(text) - len(text.rstrip(" "))
    return " " * lead + visible(body) + " " * trail


def wrapped(text: str, width: int) -> list[str]:
    """The text in lines of at most ``width`` cells, broken at blanks where there are any."""
    width = max(1, width)
    if len(text) > LONGEST:  # more than a field takes: another program wrote it
        text = f"{text[:LONGEST]}…"
    return [piece for part in visible_lines(text) for piece in _wrapped_line(part, width)]


def _wrapped_line(text: str, width: int) -> Iterable[str]:
    current: list[str] = []
    taken = 0
    for word in text.split(" "):
        wanted = cells(word)
        if taken + wanted <= width:
            if not any(current):  # a line does not begin with blanks
                current, taken = [], 0
            current.append(word)
            taken += wanted + 1
            continue
        if any(current):
            yield " ".join(current)
        *full, rest = cut(word, width)
        yield from full
        current, taken = [rest], cells(rest) + 1
    yield " ".join(current)


def labelled(
    label: str, text: str, width: int, *, indent: int = 12, tone: str = "", key: str = ""
) -> list[Line]:
    """A label in the margin and its text beside it, wrapped under itself; nothing for no text."""
    if not text:
        return []
    first, *rest = wrapped(text, width - indent)
    head = shorten(label, indent - 1).ljust(indent)
    lines = [Line(((head, "muted"), (first, tone)), key)]
    lines.extend(Line(((" " * indent, ""), (piece, tone))) for piece in rest)
    return lines


def heading(text: str, *, tone: str = "strong") -> list[Line]:
    """A blank line and a heading."""
    return [Line(), Line(((visible(text), tone),))]
