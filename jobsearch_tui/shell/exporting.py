"""``jobsearch export``: what the store holds, as files for other programs and other machines."""

from __future__ import annotations

import argparse
import io
import zipfile
from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from pathlib import Path
from typing import Final

from jobsearch_tui.domain.text import one_line
from jobsearch_tui.errors import JobsearchError, UsageError
from jobsearch_tui.shell.desk import Desk
from jobsearch_tui.storage.files import make_private_directory, write_atomically
from jobsearch_tui.value import dataclass

File = tuple[str, bytes]
"""The name of a file, and what is in it."""

Maker = Callable[[Desk, argparse.Namespace], Sequence[File]]


@dataclass(frozen=True)
class Format:
    """A form in which records go out. ``maker`` is ``module:function`` in this package.

    It gives one file for standard output, or several for a folder or an archive.
    """

    name: str
    maker: str
    help: str

    def load(self) -> Maker:
        """The function that makes the files."""
        module, _, function = self.maker.partition(":")
        maker: Maker = getattr(import_module(f"{__package__}.{module}"), function)
        return maker


FORMATS: Final = (
    Format("json", "exporting_records:as_json", "everything, to be imported again"),
    Format("csv", "exporting_records:as_csv", "a table for each kind, for spreadsheets"),
    Format("vcard", "exporting_cards:as_vcard", "recruiters and agencies, for address books"),
    Format("ics", "calendars:as_ics", "interviews, for calendars"),
)
"""In the order of the help."""

NAMES: Final = tuple(one.name for one in FORMATS)

_ZIP_TIME: Final = (1980, 1, 1, 0, 0, 0)
"""The same records give the same archive, byte for byte."""


_OPTIONS: Final[Mapping[str, tuple[str, ...]]] = {
    "kind": ("csv", "vcard"),
    "bom": ("csv",),
    **dict.fromkeys(("only", "all", "preparation", "alarm", "todos", "notes"), ("ics",)),
}
"""The formats that an option is for."""


_SEVERAL: Final = (
    "All kinds together are several files: name a folder or a .zip with --to, "
    "or one of them with --kind."
)


def export(desk: Desk, arguments: argparse.Namespace) -> int:
    """Make the files and write them where they are to go."""
    chosen = _format(arguments.format)
    for option, formats in _OPTIONS.items():
        if getattr(arguments, option) not in (None, False) and chosen.name not in formats:
            raise UsageError(f"--{option} is for {' and '.join(formats)}, not for {chosen.name}.")
    files = chosen.load()(desk, arguments)
    to = arguments.to
    if len(files) > 1 and to and Path(to).suffix.lower() == ".csv" and not Path(to).is_dir():
        raise UsageError(_SEVERAL)
    if to in (None, "-"):
        if arguments.json:
            raise UsageError("--json tells what was written where: name a place with --to.")
        if len(files) > 1:
            raise UsageError(_SEVERAL)
        desk.output.data(files[0][1])
        return 0
    written = _written(Path(to).expanduser(), files, force=arguments.force)
    if arguments.json:
        told = [{"path": str(path), "bytes": size} for path, size in written]
        desk.output.json({"kind": "export", "format": arguments.format, "files": told})
    elif len(written) == 1:
        desk.output.warn(f"Wrote {written[0][0]}.")
    else:
        desk.output.warn(f"Wrote {len(written)} files into {written[0][0].parent}.")
    return 0


def _format(name: str) -> Format:
    for one in FORMATS:
        if one.name == name.lower():
            return one
    raise UsageError(f"“{one_line(name)[:40]}” is no format; there are {', '.join(NAMES)}.")


def _written(path: Path, files: Sequence[File], *, force: bool) -> list[tuple[Path, int]]:
    """Write the files; each with its size in bytes. What is there is left alone unless ``force``.

    A name that ends in .zip is an archive of them, a folder takes each under its own name.
    """
    if path.suffix.lower() == ".zip":
        named = [(path, _archive(files))]
    elif len(files) > 1 or path.is_dir():
        named = [(path / name, data) for name, data in files]
    else:
        named = [(path, files[0][1])]
    _refuse([one for one, _ in named], force=force)
    if len(named) > 1:
        make_private_directory(path)
    for one, data in named:
        write_atomically(one, data)
    return [(one, len(data)) for one, data in named]


def _refuse(paths: Sequence[Path], *, force: bool) -> None:
    there = [path for path in paths if path.exists()]
    if there and not force:
        raise JobsearchError(f"{there[0]} is there already; --force replaces it.")


def _archive(files: Sequence[File]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files:
            member = zipfile.ZipInfo(name, _ZIP_TIME)
            member.external_attr = 0o600 << 16
            archive.writestr(member, data, zipfile.ZIP_DEFLATED)
    return packed.getvalue()
