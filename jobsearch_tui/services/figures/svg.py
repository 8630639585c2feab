"""Figures as one SVG picture, for a report or a letter to a coach.

It has no script, no links and no fonts of its own; text from outside is written as text.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain
from textwrap import wrap
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from jobsearch_tui.domain.figures.figure import Bar, Figure
from jobsearch_tui.domain.text import shorten, visible

WIDTH: Final = 760
"""The picture's width in pixels; its height follows from what is in it."""

_LINE, _LABEL, _BAR, _MARGIN = 20, 210, 260, 24
_WRAP: Final = 96

_STYLE: Final = (
    "text{font:13px sans-serif;fill:#222}.t{font-weight:bold;font-size:17px}"
    ".g{font-weight:bold}.n,.c{fill:#666}.a{font-style:italic}"
    ".b{fill:#2f6f9f}.o{fill:#b3541e}.l{stroke:#222;stroke-width:2}"
)


def svg(figures: Sequence[Figure], title: str) -> str:
    """The figures under one another, as the text of an SVG file; ``title`` names the picture."""
    pen = _Pen()
    body = list(chain.from_iterable(_figure(one, pen) for one in figures))
    height, name = pen.y + _MARGIN, quoteattr(visible(title))
    size = f'width="{WIDTH}" height="{height}" viewBox="0 0 {WIDTH} {height}"'
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" {size} role="img" aria-label={name}>',
            f"<title>{escape(visible(title))}</title>",
            f"<style>{_STYLE}</style>",
            f'<rect width="{WIDTH}" height="{height}" fill="#fff"/>',
            *body,
            "</svg>",
            "",
        ]
    )


class _Pen:
    """Where the next line goes."""

    def __init__(self) -> None:
        self.y = _MARGIN

    def down(self, by: int = _LINE) -> int:
        """Go down and say where that is."""
        self.y += by
        return self.y


def _figure(figure: Figure, pen: _Pen) -> Iterator[str]:
    yield _text(_MARGIN, pen.down(), figure.title, "t")
    yield _text(_MARGIN, pen.down(), figure.counted, "c")
    for group in figure.groups:
        yield _text(_MARGIN, pen.down(_LINE + 8), group.title, "g")
        for bar in group.bars:
            yield from _bar(bar, figure.most, pen.down())
    pen.down(8)
    for words in wrap(figure.advice, _WRAP):
        yield _text(_MARGIN, pen.down(), words, "a")
    pen.down()


def _bar(bar: Bar, most: int, y: int) -> Iterator[str]:
    scale = _BAR / max(1, most)
    yield _text(_MARGIN + 12, y, shorten(visible(bar.label), 30))
    yield _text(_LABEL - 6, y, str(bar.count), anchor="end")
    over = bar.limit is not None and bar.count > bar.limit
    kind = "o" if over else "b"
    width = bar.count * scale
    yield f'<rect class="{kind}" x="{_LABEL}" y="{y - 12}" width="{width:.1f}" height="14"/>'
    end = max(bar.count, bar.limit or 0) * scale
    if bar.limit is not None:
        x = _LABEL + bar.limit * scale
        yield f'<line class="l" x1="{x:.1f}" x2="{x:.1f}" y1="{y - 14}" y2="{y + 4}"/>'
    if bar.note:
        yield _text(round(_LABEL + end + 10), y, bar.note, "n")


def _text(x: int, y: int, words: str, kind: str = "", anchor: str = "") -> str:
    named = f' class="{kind}"' if kind else ""
    end = f' text-anchor="{anchor}"' if anchor else ""
    return f'<text x="{x}" y="{y}"{named}{end}>{escape(visible(words))}</text>'
