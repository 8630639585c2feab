"""What a file is that somebody wants to import, by what is in it and then by its name.

A new kind of file is a line of :data:`RECOGNISED` here, and its reader in ``shell/importing.py``
and ``ui/flows/imports.py``.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import StrEnum
from pathlib import Path
from typing import Final

from jobsearch_tui.domain.text import visible
from jobsearch_tui.errors import ImportFailedError
from jobsearch_tui.services.transfer.csv_records import FILES, is_own
from jobsearch_tui.services.transfer.linkedin_rows import (
    ALL_COLUMNS,
    kind_of_file,
    plain,
    recognise,
)
from jobsearch_tui.services.transfer.sources import Budget, Found, Source, gather, read_all
from jobsearch_tui.services.transfer.tables import cut, decode, find_header, physical_lines
from jobsearch_tui.value import dataclass

_HEAD: Final = 64 * 1024
_TABLES: Final = (".csv", ".tsv", ".txt")
_NAMED: Final = 3


class FileKind(StrEnum):
    """What can be imported, each named as a message names it."""

    WHOLE = "a search as JSON"
    VCARD = "an address book (vCard)"
    LINKEDIN = "a LinkedIn export"
    RECORDS = "records as CSV"
    SHEET = "a spreadsheet (CSV)"


@dataclass(frozen=True)
class Opened:
    """Files that are all of one kind; a LinkedIn export is read from its ``paths``."""

    kind: FileKind
    sources: tuple[Source, ...]
    paths: tuple[Path, ...] = ()


def open_files(paths: Sequence[Path], standard_input: bytes | None = None) -> Opened:
    """The files at these paths, or what came on standard input, with what they are.

    Raises ImportFailedError when they can't be read or are of several kinds.
    """
    if standard_input is not None:
        source = Source("standard input", "", standard_input)
        return Opened(kind_of(source), (source,))
    opened = [_open(path) for path in dict.fromkeys(paths)]
    kinds = {one.kind for one in opened}
    if FileKind.LINKEDIN in kinds and kinds <= {FileKind.LINKEDIN, FileKind.SHEET}:
        kinds = {FileKind.LINKEDIN}  # its reader tells of the files that it does not know
    if len(kinds) > 1:
        told = " and ".join(sorted(kinds))
        raise ImportFailedError(f"Nothing was imported: these are {told}. Import each by itself.")
    sources = tuple(source for one in opened for source in one.sources)
    return Opened(kinds.pop(), sources, tuple(paths))


def _open(path: Path) -> Opened:
    """One path: a file by what is in it; a folder or an archive by the files in it."""
    inner = gather([path], lambda name: name in FILES)
    sources = _read(inner)
    if sources and not _is_folder(path, sources):
        return Opened(kind_of(sources[0]), tuple(sources))
    if sources and all(kind_of(source) is FileKind.RECORDS for source in sources):
        return Opened(FileKind.RECORDS, tuple(sources))
    if not sources and not path.exists():
        raise ImportFailedError(f"Nothing could be imported: {inner.unread[0].label} is not there.")
    packed = None if path.is_dir() else _packed_tables(path)
    return packed or Opened(FileKind.LINKEDIN, ())


def _packed_tables(path: Path) -> Opened | None:
    """What an archive holds, of other tables than LinkedIn's; None where it has no such.

    Raises ImportFailedError where there are several sheets: each has columns of its own.
    """
    sources = _read(gather([path], lambda name: name.lower().endswith(_TABLES)))
    kinds = {kind_of(source) for source in sources}
    if not sources or FileKind.LINKEDIN in kinds:
        return None
    if len(kinds) == 1 and (len(sources) == 1 or kinds == {FileKind.RECORDS}):
        return Opened(kinds.pop(), tuple(sources))
    names = ", ".join(visible(source.name) for source in sources[:_NAMED])
    more = f" and {len(sources) - _NAMED} more" if len(sources) > _NAMED else ""
    raise ImportFailedError(
        f"Nothing was imported: {visible(path.name)} holds several tables: {names}{more}. "
        "Unpack it and import each by itself."
    )


def _is_folder(path: Path, sources: Sequence[Source]) -> bool:
    return path.is_dir() or sources[0].label != path.name


def _read(found: Found) -> list[Source]:
    return list(read_all(found, Budget()))


def kind_of(source: Source) -> FileKind:
    """What one file is; whatever is nothing else is a spreadsheet."""
    found = (kind for kind, is_it in RECOGNISED if is_it(source))
    return next(found, FileKind.SHEET)


def _begins(*words: bytes) -> Callable[[Source], bool]:
    def is_it(source: Source) -> bool:
        head = decode(source.data[:_HEAD]).lstrip().encode("utf-8", "replace")
        return head[:20].upper().startswith(words)

    return is_it


def _is_linkedin(source: Source) -> bool:
    """By headings that LinkedIn alone has, or when it has no others than LinkedIn's.

    People call their own tables “Job Applications” as well, and these say more.
    """
    promised = kind_of_file(source.name)
    lines = physical_lines(decode(source.data[:_HEAD]))
    header = find_header(lines, lambda cells: recognise(cells, promised))
    if header is None:
        return False
    names = frozenset(map(plain, header.cells))
    return bool(names & _LINKEDIN_ALONE) or names <= ALL_COLUMNS


_LINKEDIN_ALONE: Final = frozenset(
    {"applicationdate", "connectedon", "saveddate", "questionandanswers", "contactphonenumber"}
)


def _is_records(source: Source) -> bool:
    lines = physical_lines(decode(source.data[:_HEAD]))
    first = lines[0].rstrip("\r\n") if lines else ""
    return any(is_own(cut(first, delimiter)) for delimiter in (",", ";", "\t"))


RECOGNISED: Final[tuple[tuple[FileKind, Callable[[Source], bool]], ...]] = (
    (FileKind.WHOLE, _begins(b"{")),
    (FileKind.VCARD, _begins(b"BEGIN:VCARD")),
    (FileKind.RECORDS, _is_records),
    (FileKind.LINKEDIN, _is_linkedin),
)
"""The kinds by what is in a file, in the order in which they are tried."""
