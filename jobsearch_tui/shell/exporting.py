"""``jobsearch export``: what the store holds, as files for other programs and other machines."""

from __future__ import annotations

import argparse
import io
import zipfile
from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path
from typing import Final

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
)
"""In the order of the help."""

NAMES: Final = tuple(one.name for one in FORMATS)

_ZIP_TIME: Final = (1980, 1, 1, 0, 0, 0)
"""The same records give the same archive, byte for byte."""


def export(desk: Desk, arguments: argparse.Namespace) -> int:
    """Make the files and write them where they are to go."""
    chosen = next(one for one in FORMATS if one.name == arguments.format)
    files = chosen.load()(desk, arguments)
    to = arguments.to
    if to in (None, "-"):
        if len(files) > 1:
            raise UsageError(
                "All kinds together are several files: name a folder or a .zip with --to, "
                "or one of them with --kind."
            )
        desk.output.data(files[0][1])
        return 0
    told = _written(Path(to).expanduser(), files, force=arguments.force)
    desk.output.warn(*told)
    return 0


def _written(path: Path, files: Sequence[File], *, force: bool) -> list[str]:
    """Write the files and say so. What is there already is left alone unless ``force``."""
    if path.suffix.lower() == ".zip":
        files = [(path.name, _archive(files))]
    elif len(files) > 1 or path.is_dir():
        return [_into_folder(path, files, force=force)]
    _refuse([path], force=force)
    write_atomically(path, files[0][1])
    return [f"Wrote {path}."]


def _into_folder(folder: Path, files: Sequence[File], *, force: bool) -> str:
    _refuse([folder / name for name, _ in files], force=force)
    make_private_directory(folder)
    for name, data in files:
        write_atomically(folder / name, data)
    return f"Wrote {len(files)} file{'' if len(files) == 1 else 's'} into {folder}."


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
