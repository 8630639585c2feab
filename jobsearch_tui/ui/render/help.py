"""The help as lines: every key, the quick log, dates as they may be typed, and the marks."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Final

from jobsearch_tui.domain.quicklog_grammar import help_lines
from jobsearch_tui.domain.text import cells, shorten
from jobsearch_tui.domain.when import EXAMPLES
from jobsearch_tui.ui.commands import commands_of, key_words
from jobsearch_tui.ui.own_key import OwnKey
from jobsearch_tui.ui.render.lines import Line, heading, line, wrapped

KeysOf = Callable[[str], tuple[str, ...]]
"""Gives the keys, by Textual's names, that are bound now to an id."""

GROUPS: Final = (
    ("work", "On a record"),
    ("dashboard", "In the four panes"),
    ("today", "In the daily review"),
    ("weeks", "Among the weeks"),
    ("campaigns", "Among the campaigns"),
    ("figures", "Among the figures"),
    ("app", "Anywhere"),
)
"""The screens whose commands the help lists, each with a heading."""

MARKS: Final = (
    ("●", "an interview within what you can prepare for"),
    ("◉", "an interview too many for its week"),
    ("○", "room for one more interview"),
    ("■", "a full week"),
    ("█ ░ │", "among the weeks: scheduled, expected, and what the week can bear"),
    ("+1.3", "beside a week: interviews to expect on top of those scheduled"),
    ("✓ z –", "in the daily review: done, snoozed, dropped"),
    ("▲", "a week over your limit, or a warning; beside a column: sorted upwards"),
    ("▼", "sorted downwards"),
    ("!", "overdue: a follow-up or somebody's word"),
    ("✗", "not understood, or not saved"),
    ("→", "how your text is understood"),
    ("▌ ▐", "the row that the keys are about"),
    ("▸", "the field or the choice that the keys are about"),
    ("*", "beside a field: needed"),
)
"""The marks on the screens with their meanings."""

_INDENT: Final = 2
_GAP: Final = 2
_KEYS_WIDTH: Final = 16


def help_page(keys_of: KeysOf, own: Sequence[OwnKey], width: int) -> list[Line]:
    """The whole help for lines of ``width`` cells; ``own`` are the keys that no command has."""
    return [
        *(piece for where, title in GROUPS for piece in _commands(where, title, keys_of, width)),
        *_own_keys(keys_of, own, width),
        *heading("Quick log: one line says what happened"),
        *_table(
            ((signs, f"{means}, “{example}”") for signs, means, example in help_lines()), width
        ),
        *heading("Dates and times, as you may type them"),
        *_table(EXAMPLES, width),
        *heading("Marks"),
        *_table(MARKS, width),
    ]


def _commands(where: str, title: str, keys_of: KeysOf, width: int) -> Iterator[Line]:
    yield from heading(title)
    rows = ((_words(keys_of(one.id)), one.help) for one in commands_of(where))
    yield from _table(rows, width)


def _own_keys(keys_of: KeysOf, own: Sequence[OwnKey], width: int) -> Iterator[Line]:
    in_lists = {_deed(key.id): keys_of(key.id) for key in own if key.place == "table"}
    for place, title in _TOLD.items():
        here = [key for key in own if key.place == place]
        if place == "record":
            here = [key for key in here if keys_of(key.id) != in_lists.get(_deed(key.id))]
        rows = [(_words(keys_of(key.id)), key.title) for key in here]
        rows += _FIXED.get(place, ())
        if rows:
            yield from heading(title)
            yield from _table(rows, width)


_TOLD: Final = {
    "table": "In lists, the record and this help",
    "record": "In the record and this help alone",
    "filter": "While you filter",
    "offers": "Offers side by side",
    "quicklog": "In the quick log",
    "form": "In forms",
    "field": "In a field",
    "worksheet": "In a worksheet of companies",
    "scripts": "Call scripts",
    "gap": "In a gap of a script",
}
"""Places whose keys the help lists; of the record's those that are not as in the lists."""

_FIXED: Final = {
    "form": (
        ("Tab  Enter", "Next field"),
        ("Shift+Tab", "Field before"),
    )
}
"""Keys that belong to typing itself and are always these."""


def _deed(id: str) -> str:
    return id.partition(".")[2]


def _words(keys: Iterable[str]) -> str:
    return "  ".join(key_words(key) for key in keys)


def _table(rows: Iterable[tuple[str, str]], width: int) -> Iterator[Line]:
    """Two columns: keys or signs, and what they mean, wrapped under itself."""
    told = list(rows)
    longest = max(cells(left) for left, _ in told)
    column = min(max(longest, _KEYS_WIDTH), width // 2) + _GAP
    for left, right in told:
        first, *rest = wrapped(right, width - _INDENT - column)
        head = shorten(left, column - _GAP)
        yield line(" " * _INDENT, (head, "accent"), " " * (column - cells(head)), first)
        for piece in rest:
            yield line(" " * (_INDENT + column), piece)
