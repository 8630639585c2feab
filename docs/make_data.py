"""Writes the tables of fields into docs/data.md, from the declarations in the package.

Run it from anywhere after a change to ``records.py``: ``python docs/make_data.py``.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Final

from jobsearch_tui.domain.fields import Field, fields_of
from jobsearch_tui.domain.records import KINDS, PLURALS, RECORD_TYPES
from jobsearch_tui.domain.spec import FieldKind, Spec

PAGE: Final = Path(__file__).with_name("data.md")
BEGIN: Final = "<!-- written by docs/make_data.py -->"
END: Final = "<!-- end -->"

_VALUES: Final = {
    FieldKind.TEXT: "text",
    FieldKind.LINES: "text of several lines",
    FieldKind.EMAIL: "text",
    FieldKind.PHONE: "text",
    FieldKind.URL: "text",
    FieldKind.DATE: 'date `"2026-12-02"`',
    FieldKind.TIME: 'time of the day `"15:00:00"`',
    FieldKind.MOMENT: "moment",
    FieldKind.MINUTES: "whole minutes",
    FieldKind.NUMBER: "whole number",
    FieldKind.HOURS: "whole hours",
    FieldKind.MONEY: "whole number, a year",
    FieldKind.YESNO: "`true`, `false`",
    FieldKind.ZONE: "name of a time zone",
    FieldKind.LIMITS: 'list of `{"week": "2026-12-21", "interviews": 0}`',
}


def tables() -> str:
    """A table of fields for each kind of record, in Markdown."""
    return "\n\n".join(_table(kind) for kind in (*KINDS, "pace"))


def _table(kind: str) -> str:
    about = (RECORD_TYPES[kind].__doc__ or "").partition("\n")[0]
    lines = [
        f"### `{PLURALS[kind]}`",
        "",
        about,
        "",
        "| name | on the screen | value |",
        "| --- | --- | --- |",
        *map(_row, fields_of(kind)),
    ]
    return "\n".join(lines)


def _row(field: Field) -> str:
    star = " \\*" if field.spec.required else ""
    return f"| `{field.name}`{star} | {field.label} | {_value(field)} |"


def _value(field: Field) -> str:
    value = _kind_of_value(field.spec)
    if field.default is None:
        return f"{value}, or `null`"
    may_be_empty = field.spec.choices and field.default == ""
    return f"{value}, or empty" if may_be_empty else value


def _kind_of_value(spec: Spec) -> str:
    if spec.kind is FieldKind.CHOICE:
        return "one of " + ", ".join(f"`{choice}`" for choice in spec.choices)
    if spec.kind is FieldKind.REFERENCE:
        return f"id of {_kinds(spec)}"
    if spec.kind is FieldKind.REFERENCES:
        return f"list of ids of {_kinds(spec)}"
    return _VALUES[spec.kind]


def _kinds(spec: Spec) -> str:
    kinds = [f"{'an' if kind[0] in 'aeiou' else 'a'} {kind}" for kind in spec.refers]
    return kinds[0] if len(kinds) == 1 else f"{', '.join(kinds[:-1])} or {kinds[-1]}"


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
