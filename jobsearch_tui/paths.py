"""Where the program's files live. Nothing is made here and nothing is read.

On Linux the XDG base directories are followed without a library: platformdirs costs 8 to 18 of
the 150 milliseconds that ``jobsearch log`` may take. Other systems have rules of their own, for
which it is asked; a test holds the two to the same answer.
"""

from __future__ import annotations

import os
import sys
import zlib
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from jobsearch_tui.errors import JobsearchError
from jobsearch_tui.value import dataclass

NAME: Final = "jobsearch-tui"
STORE_NAME: Final = "store.json"
STORE_VARIABLE: Final = "JOBSEARCH_STORE"

_DEFAULTS: Final = {
    "XDG_DATA_HOME": (".local", "share"),
    "XDG_CONFIG_HOME": (".config",),
    "XDG_STATE_HOME": (".local", "state"),
}


@dataclass(frozen=True)
class Folders:
    """The program's own directories: for the user's data, settings, and passing state."""

    data: Path
    config: Path
    state: Path


@dataclass(frozen=True)
class Paths:
    """Every file of one run, all absolute. ``chosen_by`` says who named the store."""

    store: Path
    backups: Path
    config: Path
    scripts: Path
    draft: Path
    letters: Path
    calendars: Path
    mirror: Path
    crash: Path
    columns: Path
    chosen_by: str


def folders(environ: Mapping[str, str], platform: str = sys.platform) -> Folders:
    """The program's directories on this system.

    Raises :class:`~jobsearch_tui.errors.JobsearchError` when there is no home directory.
    """
    if platform in ("darwin", "win32"):
        return _by_library()
    data, config, state = (_xdg(variable, environ) / NAME for variable in _DEFAULTS)
    return Folders(data, config, state)


def _by_library() -> Folders:
    import platformdirs

    # On macOS all three are the same folder.
    return Folders(
        data=platformdirs.user_data_path(NAME, appauthor=False),
        config=platformdirs.user_config_path(NAME, appauthor=False),
        state=platformdirs.user_state_path(NAME, appauthor=False),
    )


def _xdg(variable: str, environ: Mapping[str, str]) -> Path:
    """The base directory that a variable names; a relative one is invalid, says the standard."""
    named = Path(environ.get(variable, "").strip() or ".")
    return named if named.is_absolute() else _home(environ).joinpath(*_DEFAULTS[variable])


def _home(environ: Mapping[str, str]) -> Path:
    if environ.get("HOME"):
        return Path(environ["HOME"]).absolute()
    try:
        return Path.home()
    except RuntimeError as error:
        raise JobsearchError(
            "There is no home directory to keep the store in. Set HOME, or set XDG_DATA_HOME, "
            "XDG_CONFIG_HOME and XDG_STATE_HOME."
        ) from error


def paths_for(
    where: Folders, environ: Mapping[str, str], option: str = "", configured: str = ""
) -> Paths:
    """Every file of a run: ``--store`` comes first, then the environment, then config.toml.

    ``option`` is what ``--store`` said, ``configured`` what ``store`` in config.toml says, which
    is seen from the directory of that file. Each may be empty.
    """
    named = environ.get(STORE_VARIABLE, "").strip()
    if option:
        return _with_store(where, environ, Path(option), "--store")
    if named:
        return _with_store(where, environ, Path(named), STORE_VARIABLE)
    if configured:
        beside = where.config / _expanded(Path(configured), environ)
        return _with_store(where, environ, beside, "config.toml")
    return _with_store(where, environ, where.data / STORE_NAME, "default")


def paths_within(folder: Path, where: Folders) -> Paths:
    """The files of a throw-away run, inside one folder; settings and scripts are the user's."""
    return Paths(
        store=folder / STORE_NAME,
        backups=folder / "backups",
        config=where.config / "config.toml",
        scripts=where.config / "scripts",
        draft=folder / "draft.json",
        letters=folder / "letters",
        calendars=folder / "calendar",
        mirror=folder / "mirror",
        crash=where.state / "crash.txt",
        columns=folder / "columns.json",
        chosen_by="demo",
    )


def configured_file(where: Folders, environ: Mapping[str, str], named: str) -> Path:
    """A file that config.toml names, seen from the directory of that file."""
    return where.config / _expanded(Path(named), environ)


def _with_store(where: Folders, environ: Mapping[str, str], named: Path, chosen_by: str) -> Paths:
    store = Path(os.path.abspath(_expanded(named, environ)))  # noqa: PTH100 – a link stays a link
    if not store.name:
        raise JobsearchError(f"{store} is no file: {chosen_by} has to name one for the store.")
    own = store == where.data / STORE_NAME
    # Each store has its own copies and its own draft: neither may turn up in another search.
    mark = "" if own else f"-{zlib.crc32(os.fsencode(store)):08x}"
    return Paths(
        store=store,
        backups=store.with_name("backups" if own else f"{store.name}.backups"),
        config=where.config / "config.toml",
        scripts=where.config / "scripts",
        draft=where.state / f"draft{mark}.json",
        letters=store.with_name("letters" if own else f"{store.name}.letters"),
        calendars=store.with_name("calendar" if own else f"{store.name}.calendar"),
        mirror=store.with_name("mirror" if own else f"{store.name}.mirror"),
        crash=where.state / "crash.txt",
        columns=where.state / "columns.json",
        chosen_by=chosen_by,
    )


def _expanded(path: Path, environ: Mapping[str, str]) -> Path:
    """The path with a leading ``~`` read as the home directory; other users' are not."""
    first, *rest = path.parts or (".",)
    return _home(environ).joinpath(*rest) if first == "~" else path
