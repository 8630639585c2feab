"""What a shell offers when Tab is pressed: commands, kinds, fields, stages and records by name.

argcomplete asks the program itself, so that what is offered is what the store holds. Nothing here
may say anything or fail: the person is in the middle of a line.
"""

from __future__ import annotations

import argparse
import io
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Final

import argcomplete

from jobsearch_tui.config import read_config
from jobsearch_tui.domain.fields import Field, fields_of
from jobsearch_tui.domain.records import KINDS, PACE_ID, Pace
from jobsearch_tui.domain.text import visible
from jobsearch_tui.domain.workspace import Workspace
from jobsearch_tui.errors import JobsearchError
from jobsearch_tui.paths import folders, paths_for
from jobsearch_tui.shell.declared import MASK, STORE, Argument, Command
from jobsearch_tui.shell.desk import Desk, World
from jobsearch_tui.shell.exporting import NAMES
from jobsearch_tui.shell.finding import record_called
from jobsearch_tui.shell.output import PROGRAM, Output
from jobsearch_tui.shell.table import COMMANDS

MOST: Final = 60
"""Records that are offered at once; more letters make them fewer."""

_SHORTEST_ID: Final = 2

Completer = Callable[..., Iterable[str]]


def complete() -> None:
    """Answer the shell, when it is the shell that asks, and end the program."""
    argcomplete.autocomplete(whole_parser(), always_complete_options="long", validator=begins_like)


def begins_like(offered: str, typed: str) -> bool:
    """Whether an offer begins like what was typed, in capitals or not."""
    return offered.casefold().startswith(typed.casefold())


def whole_parser() -> argparse.ArgumentParser:
    """All commands as one parser, each argument with what can be offered for it."""
    parser = argparse.ArgumentParser(prog=PROGRAM)
    parser.add_argument("--version", action="store_true")
    for argument in (STORE, MASK):
        _add(parser, argument)
    several = parser.add_subparsers(dest="command")
    for command in COMMANDS:
        _add_command(several.add_parser(command.name, help=command.help), command)
    return parser


def _add_command(parser: argparse.ArgumentParser, command: Command) -> None:
    for argument in (*command.arguments, STORE, MASK):
        _add(parser, argument, command.name)


def _add(parser: argparse.ArgumentParser, argument: Argument, command: str = "") -> None:
    action = parser.add_argument(*argument.names, help=argument.help, **argument.told)
    metavar = argument.told.get("metavar", "")
    completer = COMPLETERS.get(f"{command} {metavar}") or COMPLETERS.get(metavar)
    if completer is not None:
        action.completer = completer  # type: ignore[attr-defined]


# --- what is offered -----------------------------------------------------------------------------


def kinds(prefix: str, **_rest: Any) -> Iterable[str]:
    """The kinds of record."""
    return (kind for kind in KINDS if kind.startswith(prefix))


def records(prefix: str, parsed_args: argparse.Namespace, **_rest: Any) -> Iterable[str]:
    """The names of records, and the ids that begin like what was typed."""
    found = sorted({*_names(_workspace(parsed_args), prefix), *_pace(prefix)})
    return found[:MOST]


def _names(workspace: Workspace, prefix: str) -> Iterator[str]:
    wanted = prefix.casefold()
    for kind in KINDS:
        for record in workspace.of_kind(kind):
            if len(prefix) >= _SHORTEST_ID and record.id.startswith(prefix):
                yield record.id
            name = getattr(record, "name", "") or getattr(record, "company", "")
            if name and name.casefold().startswith(wanted) and visible(name) == name:
                yield name


def _pace(prefix: str) -> Iterator[str]:
    if PACE_ID.startswith(prefix):
        yield PACE_ID


def values(prefix: str, parsed_args: argparse.Namespace, **_rest: Any) -> Iterable[str]:
    """``FIELD=`` for the fields of the record or kind, and after it the choices there are."""
    name, is_value, said = prefix.partition("=")
    fields = {field.name: field for field in _fields(parsed_args)}
    if not is_value:
        return (f"{field}=" for field in fields if field.startswith(name))
    choices = fields[name].spec.choices if name in fields else ()
    return (f"{name}={choice}" for choice in choices if choice.startswith(said))


def _fields(parsed: argparse.Namespace) -> tuple[Field, ...]:
    kind = getattr(parsed, "kind", None)
    if kind in KINDS:
        return fields_of(kind)
    if getattr(parsed, "id", None) == PACE_ID:
        return fields_of(Pace.kind)
    try:
        return fields_of(record_called(_workspace(parsed), getattr(parsed, "id", "") or "").kind)
    except JobsearchError:
        return ()


def scripts(prefix: str, parsed_args: argparse.Namespace, **_rest: Any) -> Iterable[str]:
    """The names of the call scripts, also the user's own."""
    from jobsearch_tui.services.scripts import Library

    library = Library.load(_desk(parsed_args).paths.scripts)
    return (name for name in sorted(library.scripts) if name.startswith(prefix))


def figures(prefix: str, **_rest: Any) -> Iterable[str]:
    """The names of the figures."""
    every = ("funnel", "answers", "activity", "interviews", "doors")
    return (name for name in every if name.startswith(prefix))


def formats(prefix: str, **_rest: Any) -> Iterable[str]:
    """The formats of an export."""
    return (name for name in NAMES if name.startswith(prefix))


COMPLETERS: Final[Mapping[str, Completer]] = {
    "KIND": kinds,
    "ID": records,
    "RECORD": records,
    "WORDS": records,
    "FIELD=VALUE": values,
    "script NAME": scripts,
    "figures NAME": figures,
    "export FORMAT": formats,
}
"""What is offered for an argument, by its metavar, where it matters with the command before it.

For all others the shell offers files.
"""


def _workspace(parsed: argparse.Namespace) -> Workspace:
    """The records; none behind a mask, and none where the store cannot be read.

    A shell has no use for the reason.
    """
    try:
        desk = _desk(parsed)
        return Workspace.of([]) if desk.is_masked else desk.workspace
    except (JobsearchError, OSError):
        return Workspace.of([])


def _desk(parsed: argparse.Namespace) -> Desk:
    environ = os.environ
    where = folders(environ)
    config = read_config(paths_for(where, environ).config)
    paths = paths_for(where, environ, getattr(parsed, "store", None) or "", config.store)
    asked = getattr(parsed, "mask", None)
    masked = config.mask if asked is None else asked
    output = Output(io.StringIO(), io.StringIO())
    return Desk(World(environ), where, paths, config, output, masked=masked)
