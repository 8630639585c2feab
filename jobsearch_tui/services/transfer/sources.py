"""The files of an export wherever they are: on their own, in a directory, in a zip archive.

Archives are read in memory alone: no member is ever written anywhere, whatever its name says.
"""

from __future__ import annotations

import os
import stat
import zipfile
import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from humanize import intcomma

from jobsearch_tui.domain.text import visible
from jobsearch_tui.errors import ImportFailedError

MAX_FILE: Final = 32 * 1024 * 1024
MAX_TOTAL: Final = 64 * 1024 * 1024
"""Bytes, after unpacking, that one file and one import may have."""

_MAX_WANTED: Final = 200
_MAX_SEEN: Final = 50_000
_MAX_DEPTH: Final = 8
_READABLE_WAYS: Final = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_ENCRYPTED: Final = 0x1


@dataclass(frozen=True)
class Source:
    """One file of an export: its name for messages, harmless on a screen, and its bytes."""

    label: str
    name: str
    data: bytes


@dataclass(frozen=True)
class Unread:
    """Something that was not read, and why."""

    label: str
    reason: str


@dataclass(slots=True)
class Budget:
    """The bytes that may still be read; shared by all the files of one import."""

    total: int = MAX_TOTAL
    file: int = MAX_FILE
    left: int = field(init=False)

    def __post_init__(self) -> None:
        """Nothing is read yet."""
        self.left = self.total

    def take(self, label: str, read: Callable[[int], bytes]) -> bytes:
        """What ``read`` gives when it is asked for one byte more than is allowed.

        Raises ImportFailedError when there is more than the budget allows.
        """
        allowed = min(self.left, self.file)
        data = read(allowed + 1)
        if len(data) > allowed:
            whole = self.left < self.file
            what = "The files together hold" if whole else f"{label} holds"
            limit = (self.total if whole else self.file) // 1024 // 1024
            raise ImportFailedError(
                f"{what} more than {limit} MB, which no export of a person's account does. "
                "Nothing was imported; name the single files to be read."
            )
        self.left -= len(data)
        return data


@dataclass(slots=True)
class Found:
    """What :func:`gather` came upon: the sizes in bytes that are still to be read, and troubles."""

    total: int = 0
    unread: list[Unread] = field(default_factory=list)
    readers: list[tuple[str, str, Callable[[int], bytes]]] = field(default_factory=list)

    def add(self, label: str, name: str, size: int, read: Callable[[int], bytes]) -> None:
        """Note a file that can be read."""
        self.total += size
        self.readers.append((visible(label), name, read))

    def miss(self, label: str, reason: str) -> None:
        """Note something that can't be read."""
        self.unread.append(Unread(visible(label), reason))

    def failed(self, error: OSError) -> None:
        """Note a file or folder that the system refused."""
        self.miss(str(error.filename), _words(error))


def gather(paths: Sequence[Path], wanted: Callable[[str], bool]) -> Found:
    """The files at these paths, each listed but not yet read.

    A file that is named itself is taken whatever its name; of a directory and an archive the
    files whose base name is ``wanted``, at any depth.
    """
    found = Found()
    for path in dict.fromkeys(paths):
        try:
            _one(path, wanted, found)
        except OSError as error:
            found.miss(str(path), _words(error))
        except ValueError:
            found.miss(str(path), "is not a file name")
    return found


def read_all(found: Found, budget: Budget) -> Iterator[Source]:
    """The files one after the other, each in memory alone; what can't be read joins ``unread``.

    Raises ImportFailedError when together they are larger than any export.
    """
    for label, name, read in found.readers:
        try:
            data = budget.take(label, read)
        except OSError as error:
            found.miss(label, _words(error))
        except _ARCHIVE_ERRORS:
            found.miss(label, "is damaged in its archive; fetch the archive again")
        else:
            yield Source(label, name, data)


_ARCHIVE_ERRORS: Final = (
    *(zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, NotImplementedError),
    *(ValueError, OverflowError),
)
"""All that ``zipfile`` was seen to raise over damaged archives, besides OSError."""


def _one(path: Path, wanted: Callable[[str], bool], found: Found) -> None:
    status = path.stat()
    if stat.S_ISDIR(status.st_mode):
        _directory(path, wanted, found)
    elif not stat.S_ISREG(status.st_mode):
        found.miss(str(path), "is not an ordinary file")
    elif _begins_as_zip(path):
        _archive(path, wanted, found)
    else:
        found.add(path.name, path.name, status.st_size, _file_reader(path))


def _words(error: OSError) -> str:
    if isinstance(error, FileNotFoundError):
        return "is not there"
    return f"can't be read ({error.strerror or type(error).__name__})"


def _file_reader(path: Path) -> Callable[[int], bytes]:
    def read(limit: int) -> bytes:
        with path.open("rb") as file:
            return file.read(limit)

    return read


def _begins_as_zip(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(4) in (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")


def _directory(path: Path, wanted: Callable[[str], bool], found: Found) -> None:
    before, seen, archives = len(found.readers), 0, 0
    for folder, below, names in os.walk(path, onerror=found.failed):
        within = Path(folder).relative_to(path)
        below[:] = sorted(name for name in below if _is_open(name))
        if len(within.parts) >= _MAX_DEPTH:
            below.clear()
        seen += len(names)
        archives += sum(name.lower().endswith(".zip") for name in names)
        for name in sorted(name for name in names if _is_open(name) and wanted(name)):
            _listed(Path(folder) / name, str(within / name), found)
        if seen > _MAX_SEEN:
            found.miss(
                str(path), f"has more than {intcomma(_MAX_SEEN)} files: not all were looked at"
            )
            break
    if archives:
        found.miss(str(path), _archives("holds {}: name {} to have {} read", archives))
    if len(found.readers) == before:
        found.miss(str(path), _NOTHING)


def _archives(words: str, number: int) -> str:
    one = number == 1
    them = "it" if one else "them"
    return words.format(f"{number} zip archive{'' if one else 's'}", them, them)


_NOTHING: Final = "holds no Connections.csv, Job Applications.csv or Saved Jobs.csv"


def _listed(path: Path, label: str, found: Found) -> None:
    try:
        status = path.stat()
    except OSError as error:
        found.failed(error)
        return
    if stat.S_ISREG(status.st_mode):
        found.add(label, path.name, status.st_size, _file_reader(path))


def _is_open(name: str) -> bool:
    """Whether a file or folder is neither hidden nor what macOS keeps beside one."""
    return not name.startswith(".") and name != "__MACOSX"


_END: Final = b"PK\x05\x06"
_END_IS_WITHIN: Final = 65_557
"""Bytes at the end of an archive that hold its end record, with the longest comment."""

_LARGEST_LIST: Final = 2_000_000
"""Bytes of the list of an archive's files, some ten thousand; a million take seconds to read."""


def _is_crowded(path: Path) -> bool:
    """Whether an archive has more files than any export has."""
    with path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - _END_IS_WITHIN))
        tail = file.read()
    at = tail.rfind(_END)
    return at >= 0 and int.from_bytes(tail[at + 12 : at + 16], "little") > _LARGEST_LIST


def _archive(path: Path, wanted: Callable[[str], bool], found: Found) -> None:
    if _is_crowded(path):
        found.miss(path.name, "has too many files in it for an export; unpack what you need")
        return
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
    except _ARCHIVE_ERRORS:
        found.miss(path.name, "is a damaged zip archive; fetch it again")
        return
    before, nested, missed = len(found.readers), 0, len(found.unread)
    seen: set[int] = set()
    for member in members:
        if member.header_offset in seen:  # two entries for one file are no export's
            continue
        seen.add(member.header_offset)
        parts = member.filename.replace("\\", "/").split("/")
        nested += parts[-1].lower().endswith(".zip")
        chosen = all(_is_open(part) for part in parts if part not in ("..", "."))
        if chosen and wanted(parts[-1]) and not member.is_dir():
            _member(path, member, found)
        if len(found.readers) - before >= _MAX_WANTED:
            break
    if nested:
        found.miss(path.name, _archives("has {} inside: take {} out to have {} read", nested))
    if len(found.readers) == before and len(found.unread) == missed + bool(nested):
        names = {member.filename for member in members}
        workbook = next((words for name, words in _WORKBOOKS.items() if name in names), "")
        found.miss(path.name, f"is {workbook}: save it as CSV" if workbook else _NOTHING)


_WORKBOOKS: Final = {
    "xl/workbook.xml": "an Excel workbook",
    "content.xml": "a LibreOffice spreadsheet",
    "Index/Document.iwa": "a Numbers spreadsheet",
}
"""What spreadsheet programs save by themselves, by a file that it has inside."""


def _member(path: Path, member: zipfile.ZipInfo, found: Found) -> None:
    label = f"{path.name}: {member.filename}"
    if member.flag_bits & _ENCRYPTED:
        found.miss(label, "is encrypted: unpack the archive with its password first")
    elif member.compress_type not in _READABLE_WAYS:
        found.miss(label, "is compressed in an unusual way: unpack the archive first")
    else:
        found.add(
            label, member.filename.split("/")[-1], member.file_size, _member_reader(path, member)
        )


def _member_reader(path: Path, member: zipfile.ZipInfo) -> Callable[[int], bytes]:
    def read(limit: int) -> bytes:
        with zipfile.ZipFile(path) as archive, archive.open(member) as file:
            return file.read(limit)

    return read
