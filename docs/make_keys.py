"""Writes the tables of keys into docs/keys.md, from the declarations in the package.

Run it from anywhere after a change to a command or a binding: ``python docs/make_keys.py``.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from jobsearch_tui.ui.commands import commands_of, key_words
from jobsearch_tui.ui.own_key import PLACES
from jobsearch_tui.ui.own_keys import own_keys
from jobsearch_tui.ui.render.help import GROUPS

PAGE: Final = Path(__file__).with_name("keys.md")
BEGIN: Final = "<!-- written by docs/make_keys.py -->"
END: Final = "<!-- end -->"

Row = tuple[tuple[str, ...], str, str]


def tables() -> str:
    """A table of keys for each place where they count, in Markdown."""
    return "\n\n".join([*map(_of_screen, GROUPS), *map(_of_place, PLACES)])


def _of_screen(group: tuple[str, str]) -> str:
    where, title = group
    return _table(title, ((one.keys, one.help, one.id) for one in commands_of(where)))


def _of_place(place: str) -> str:
    here = (key for key in own_keys() if key.place == place)
    return _table(PLACES[place], ((key.keys, key.title, key.id) for key in here))


def _table(title: str, rows: Iterable[Row]) -> str:
    lines = [f"### {title}", "", "| keys | what they do | id |", "| --- | --- | --- |"]
    return "\n".join([*lines, *map(_row, rows)])


def _row(row: Row) -> str:
    keys, what, id = row
    shown = ", ".join(f"`{key_words(key)}`" for key in keys)
    return f"| {shown} | {what} | `{id}` |"


def written(page: str) -> str:
    """The page with the tables between its two marks as they should be."""
    head, _, rest = page.partition(BEGIN)
    _, _, tail = rest.partition(END)
    return f"{head}{BEGIN}\n\n{tables()}\n\n{END}{tail}"


def main() -> None:
    """Write the page anew."""
    PAGE.write_text(written(PAGE.read_text("utf-8")), "utf-8")
    print(f"Wrote {PAGE}.", file=sys.stderr)


if __name__ == "__main__":
    main()
