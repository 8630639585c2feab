"""A report as text of each form; what came from outside is text in all of them."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterator, Mapping
from html import escape
from textwrap import wrap
from types import MappingProxyType
from typing import Final

from jobsearch_tui.domain.reports.report import Report, Table
from jobsearch_tui.domain.text import visible
from jobsearch_tui.services.transfer.cells import defused

WIDTH: Final = 80
"""Columns of the plain text, which is also good on paper and read aloud."""

_OBEYED: Final = re.compile(r"([\\`*_{}\[\]<>#|~&!])")
_LEADING: Final = re.compile(r"^((?:\d+(?=[.)]))?)(?=[-+=.)])")
"""What Markdown takes for a list or an underline at the beginning of a line."""

_STYLE: Final = (
    "body{font:11pt/1.4 sans-serif;max-width:60em;margin:2em auto;padding:0 1em}"
    "table{border-collapse:collapse;width:100%}th,td{text-align:left;vertical-align:top;"
    "padding:.25em .6em .25em 0;border-bottom:1px solid #bbb}thead{display:table-header-group}"
    "tr{break-inside:avoid}.about{color:#555}"
)


def as_text(report: Report) -> str:
    """Plain text in 80 columns: every row of a table as sentences, none beside another."""
    return "\n".join(_text_lines(report)) + "\n"


def _text_lines(report: Report) -> Iterator[str]:
    yield from _wrapped(report.title)
    yield from _wrapped(report.about)
    for section in report.sections:
        yield ""
        if section.title:
            yield from _wrapped(section.title.upper())
        for words in section.lines:
            yield from _wrapped(words)
        for row in section.table.prose if section.table else ():
            yield ""
            first, *rest = row
            yield from _wrapped(first)
            for words in rest:
                yield from _wrapped(words, "  ")


def _wrapped(words: str, indent: str = "") -> list[str]:
    return wrap(
        visible(words),
        WIDTH,
        initial_indent=indent,
        subsequent_indent=f"{indent}  ",
        break_on_hyphens=False,
    ) or [""]


def as_markdown(report: Report) -> str:
    """Markdown with tables; signs that would be obeyed are escaped."""
    return "\n".join(_markdown_lines(report)) + "\n"


def _markdown_lines(report: Report) -> Iterator[str]:
    yield f"# {_plain(report.title)}"
    yield ""
    yield _plain(report.about)
    for section in report.sections:
        yield ""
        if section.title:
            yield f"## {_plain(section.title)}"
            yield ""
        yield from (f"- {_plain(words)}" for words in section.lines)
        if section.table:
            yield ""
            yield from _markdown_table(section.table)


def _markdown_table(table: Table) -> Iterator[str]:
    yield _markdown_row(table.headings)
    yield f"|{' --- |' * len(table.headings)}"
    yield from map(_markdown_row, table.rows)


def _markdown_row(cells: tuple[str, ...]) -> str:
    return f"| {' | '.join(map(_plain, cells))} |"


def _plain(words: str) -> str:
    return _LEADING.sub(r"\1\\", _OBEYED.sub(r"\\\1", visible(words)))


def as_html(report: Report) -> str:
    """A page by itself, without scripts or links, fit to be printed."""
    return "\n".join(_html_lines(report)) + "\n"


def _html_lines(report: Report) -> Iterator[str]:
    title = _html(report.title)
    yield '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">'
    yield f"<title>{title}</title><style>{_STYLE}</style></head><body>"
    yield f'<h1>{title}</h1><p class="about">{_html(report.about)}</p>'
    for section in report.sections:
        if section.title:
            yield f"<h2>{_html(section.title)}</h2>"
        yield from (f"<p>{_html(words)}</p>" for words in section.lines)
        if section.table:
            yield from _html_table(section.table)
    yield "</body></html>"


def _html_table(table: Table) -> Iterator[str]:
    heads = "".join(f'<th scope="col">{_html(cell)}</th>' for cell in table.headings)
    yield f"<table><thead><tr>{heads}</tr></thead><tbody>"
    for row in table.rows:
        yield f"<tr>{''.join(f'<td>{_html(cell)}</td>' for cell in row)}</tr>"
    yield "</tbody></table>"


def _html(words: str) -> str:
    return escape(visible(words))


def as_csv(report: Report) -> str:
    """The tables as CSV; a report without any as rows of its sections and sentences.

    A cell that a spreadsheet would calculate gets an apostrophe before it.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    for row in _csv_rows(report):
        writer.writerow([defused(visible(cell)) for cell in row])
    return out.getvalue()


def _csv_rows(report: Report) -> Iterator[tuple[str, ...]]:
    tables = [section.table for section in report.sections if section.table]
    for table in tables:
        yield table.headings
        yield from table.rows
    if not tables:
        yield "Section", "Words"
        for section in report.sections:
            yield from ((section.title, words) for words in section.lines)


FORMS: Final[Mapping[str, Callable[[Report], str]]] = MappingProxyType(
    {"text": as_text, "markdown": as_markdown, "html": as_html, "csv": as_csv}
)
"""How a report can be written, by the name of the form."""
