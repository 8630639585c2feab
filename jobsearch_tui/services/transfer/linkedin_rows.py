"""The rows of LinkedIn's tables, as typed values.

A table is known by its header, wherever its columns stand and however they are spaced and
capitalised. LinkedIn heads its files in English in every language; what is headed otherwise
is not guessed at.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date, tzinfo
from enum import StrEnum
from typing import Final
from urllib.parse import unquote

from humanize import intcomma

from jobsearch_tui.domain.text import clean, fold, one_line, shorten, visible
from jobsearch_tui.services.transfer.moments import Moment, read_moment
from jobsearch_tui.value import dataclass

KNOWN_FILES: Final = "Connections.csv, Job Applications.csv and Saved Jobs.csv"

_LONGEST_LINE: Final = 1000
_LONGEST_NAME: Final = 40


class RowError(ValueError):
    """A row that can't be read; its text says why."""


class TableKind(StrEnum):
    """The tables that are read."""

    APPLICATIONS = "application"
    SAVED = "saved job"
    CONNECTIONS = "connection"


@dataclass(frozen=True)
class Job:
    """An application or a saved job. ``key`` is what is the same in all its addresses."""

    role: str
    employer: str
    url: str
    key: str
    when: Moment | None
    resume: str = ""
    answers: str = ""


@dataclass(frozen=True)
class Connection:
    """A person the user is connected with. ``key`` is made of the profile's address, or empty."""

    name: str
    company: str
    position: str
    email: str
    url: str
    key: str
    on: date | None


_JOB_COLUMNS: Final = {
    "jobtitle": "role",
    "companyname": "employer",
    "company": "employer",
    "joburl": "url",
    "joblink": "url",
    "url": "url",
}
_COLUMNS: Final[Mapping[TableKind, Mapping[str, str]]] = {
    TableKind.APPLICATIONS: {
        **_JOB_COLUMNS,
        "applicationdate": "when",
        "dateapplied": "when",
        "resumename": "resume",
        "questionandanswers": "answers",
        "questionsandanswers": "answers",
        "questionanswers": "answers",
    },
    TableKind.SAVED: {**_JOB_COLUMNS, "saveddate": "when", "datesaved": "when"},
    TableKind.CONNECTIONS: {
        "firstname": "first",
        "lastname": "last",
        "fullname": "name",
        "name": "name",
        "url": "url",
        "profileurl": "url",
        "email": "email",
        "emailaddress": "email",
        "company": "company",
        "companyname": "company",
        "position": "position",
        "connectedon": "on",
        "connecteddate": "on",
    },
}
_FILE_NAMES: Final = {
    "jobapplications": TableKind.APPLICATIONS,
    "savedjobs": TableKind.SAVED,
    "connections": TableKind.CONNECTIONS,
}


@dataclass(frozen=True)
class Table:
    """A recognised header: which table it heads, and where each of its columns stands."""

    kind: TableKind
    columns: Mapping[str, int]
    width: int


def plain(text: str) -> str:
    """A header's or file's name with nothing but its letters and digits, folded."""
    return re.sub(r"[^a-z0-9]", "", fold(text))


def kind_of_file(name: str) -> TableKind | None:
    """Which table a file's base name promises; None for any other file of an export."""
    stem, dot, ending = name.rpartition(".")
    if dot and ending.lower() == "csv":
        for known, kind in _FILE_NAMES.items():
            if plain(stem).startswith(known):
                return kind
    return None


def recognise(cells: Sequence[str], promised: TableKind | None) -> Table | None:
    """The table that these cells head; the kind that the file's name promised helps.

    None when they head none of the known ones.
    """
    names = [plain(cell) for cell in cells if len(cell) < _LONGEST_NAME]
    if len(names) != len(cells) or len(names) < 2:
        return None
    for promise in (None, promised):
        for kind in TableKind:
            columns = _columns(kind, names)
            if _suffices(kind, columns, promise):
                return Table(kind, columns, len(cells))
    return None


def _columns(kind: TableKind, names: Sequence[str]) -> dict[str, int]:
    """Where the known columns stand; of two with the same meaning the first counts."""
    found: dict[str, int] = {}
    for at, name in enumerate(names):
        if name in _COLUMNS[kind]:
            found.setdefault(_COLUMNS[kind][name], at)
    return found


def _suffices(kind: TableKind, columns: Mapping[str, int], promised: TableKind | None) -> bool:
    """Whether a table with these columns is surely of this kind and good for something."""
    if kind is TableKind.CONNECTIONS:
        named = "name" in columns or {"first", "last"} & set(columns)
        sure = "on" in columns or promised is kind
        return bool(named and sure and {"company", "position", "url", "on"} & set(columns))
    return bool("role" in columns and ("when" in columns or promised is kind))


def header_again(cells: Sequence[str], table: Table, promised: TableKind | None) -> Table | None:
    """The table that a row in the middle of a file heads, as when files were put together."""
    first = cells[0]
    if len(first) >= _LONGEST_NAME or plain(first) not in ALL_COLUMNS:
        return None
    return recognise(cells, promised or table.kind)


ALL_COLUMNS: Final = frozenset(
    {*(name for known in _COLUMNS.values() for name in known), "contactemail", "contactphonenumber"}
)
"""Every heading of LinkedIn's tables, without its blanks and capitals."""


def cell_of(table: Table, cells: Sequence[str], column: str) -> str:
    """What stands in a column; the empty text when the table or the row has none."""
    at = table.columns.get(column, len(cells))
    return cells[at] if at < len(cells) else ""


def fits(table: Table, cells: Sequence[str]) -> None:
    """Raise RowError when a row has cells beyond the header: who knows which is which."""
    if len(cells) > table.width:
        raise RowError(f"has {intcomma(len(cells))} cells where the header has {table.width}")


def is_nameless(table: Table, cells: Sequence[str]) -> bool:
    """Whether a row tells no more than when a connection was made, as of closed accounts."""
    at = table.columns.get("on")
    return table.kind is TableKind.CONNECTIONS and not any(
        cell.strip() for number, cell in enumerate(cells) if number != at
    )


def read_job(table: Table, cells: Sequence[str], zone: tzinfo) -> Job:
    """The application or saved job of a row. Raises RowError."""
    fits(table, cells)
    role = _line(table, cells, "role", "job title")
    employer = _line(table, cells, "employer", "company name")
    if not role:
        raise RowError("names no job title")
    url = _address(cell_of(table, cells, "url"))
    return Job(
        role=role,
        employer=employer,
        url=url,
        key=job_key(url),
        when=_when(cell_of(table, cells, "when"), zone, table.kind is TableKind.APPLICATIONS),
        resume=_line(table, cells, "resume", "resume name"),
        answers=_answers(cell_of(table, cells, "answers")),
    )


def read_connection(table: Table, cells: Sequence[str], zone: tzinfo) -> Connection:
    """The person of a row. Raises RowError."""
    fits(table, cells)
    parts = (_line(table, cells, column, "name") for column in ("first", "last"))
    name = " ".join(part for part in parts if part) or _line(table, cells, "name", "name")
    if not name:
        raise RowError("names nobody")
    url = _address(cell_of(table, cells, "url"))
    email = _line(table, cells, "email", "email address")
    when = _when(cell_of(table, cells, "on"), zone, needed=False)
    return Connection(
        name=name,
        company=_line(table, cells, "company", "company"),
        position=_line(table, cells, "position", "position"),
        email=email if "@" in email and " " not in email else "",
        url=url,
        key=profile_key(url),
        on=when.day if when else None,
    )


def _line(table: Table, cells: Sequence[str], column: str, name: str) -> str:
    text = one_line(cell_of(table, cells, column))
    if len(text) > _LONGEST_LINE:
        raise RowError(f"has a {name} of {intcomma(len(text))} characters")
    return text


def _when(text: str, zone: tzinfo, needed: bool) -> Moment | None:
    if not text or text.isspace():
        if needed:
            raise RowError("has no date")
        return None
    moment = read_moment(text, zone)
    if moment is None:
        raise RowError(f"has a date that is not understood: “{shown(text)}”")
    return moment


def shown(text: str) -> str:
    """A few words of hostile text, for a message."""
    seen = visible(one_line(text[:500]))
    # A file read in the wrong encoding gives characters that nobody has assigned yet.
    return shorten("".join(one if one.isprintable() else "�" for one in seen), 40)


_WEB: Final = re.compile(r"https?://[^\s<>\"]+", re.IGNORECASE)


def _address(text: str) -> str:
    """A web address as it came; empty when it is anything else."""
    url = one_line(text)
    if url.lower().startswith("www."):
        url = f"https://{url}"
    return url if len(url) <= _LONGEST_LINE and _WEB.fullmatch(url) else ""


_JOB_NUMBER: Final = re.compile(
    r"/jobs/view/(?:[^/?#]*?-)?(\d{5,})(?:[/?#]|$)|[?&]currentJobId=(\d{5,})", re.ASCII
)
_PROFILE: Final = re.compile(r"/(in|pub)/([^?#]+?)/?(?:[?#]|$)")


def job_key(url: str) -> str:
    """LinkedIn's number of the job at this address, else the address without its decoration."""
    return job_number(url) or _bare(url)


def job_number(url: str) -> str:
    """LinkedIn's number of the job at this address; empty for other addresses."""
    found = _JOB_NUMBER.search(url)
    return (found[1] or found[2]) if found else ""


def profile_key(url: str) -> str:
    """What is the same in all addresses of a profile; empty for no address."""
    if found := _PROFILE.search(unquote(url)):
        return f"{found[1]}/{fold(found[2])}"
    return _bare(url)


def _bare(url: str) -> str:
    return fold(re.sub(r"^https?://(?:www\.)?", "", url, flags=re.IGNORECASE)).rstrip("/")


def _answers(text: str) -> str:
    """Questions and answers, one pair to a line."""
    pairs = (one_line(pair) for pair in re.split(r" \| |\n", clean(text)))
    return "\n".join(pair for pair in pairs if pair)
