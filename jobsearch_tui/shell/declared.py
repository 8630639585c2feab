"""What is declared once for each command: its parser, its help and the check of the docs."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping
from dataclasses import field
from importlib import import_module
from typing import Any, Final, NoReturn

from jobsearch_tui.domain.text import one_line, shorten
from jobsearch_tui.errors import UsageError
from jobsearch_tui.shell.desk import Desk
from jobsearch_tui.shell.output import PROGRAM
from jobsearch_tui.value import dataclass

Handler = Callable[[Desk, argparse.Namespace], int]


@dataclass(frozen=True)
class Argument:
    """An argument or option: its names and what argparse is told of it."""

    names: tuple[str, ...]
    help: str
    told: Mapping[str, Any] = field(default_factory=dict)


def argument(*names: str, help: str, **told: Any) -> Argument:
    """An argument in argparse's words."""
    return Argument(names, help, told)


JSON: Final = argument(
    "--json", help="print JSON, as docs/commands.md describes it", action="store_true"
)
MASK: Final = argument(
    "--mask",
    help="show no names and no texts, for a shared screen; --no-mask shows them",
    action=argparse.BooleanOptionalAction,
    default=None,
)
"""Understood before the command and after it, like :data:`STORE`."""
STORE: Final = argument("--store", help="use this file as the store", metavar="PATH", default=None)
"""Understood before the command and after it."""


@dataclass(frozen=True)
class Command:
    """A sub-command. ``handler`` is ``module:function`` in this package, imported when it runs.

    ``masks`` says that it prints no real name when the desk is masked; one that does not say so
    is refused then.
    """

    name: str
    handler: str
    help: str
    example: str
    arguments: tuple[Argument, ...] = ()
    more: str = ""
    masks: bool = False

    def load(self) -> Handler:
        """The function that carries the command out."""
        module, _, function = self.handler.partition(":")
        handler: Handler = getattr(import_module(f"{__package__}.{module}"), function)
        return handler

    def parser(self) -> argparse.ArgumentParser:
        """The parser of this command's own arguments."""
        parser = _Parser(
            prog=f"{PROGRAM} {self.name}",
            description=f"{self.help[0].upper()}{self.help[1:]}.",
            epilog="\n\n".join(part for part in (self.more, f"example: {self.example}") if part),
            formatter_class=_Help,
            allow_abbrev=False,
        )
        for one in (*self.arguments, MASK, STORE):
            parser.add_argument(*one.names, help=one.help, **one.told)
        return parser


class _Help(argparse.RawDescriptionHelpFormatter):
    """Help of a fixed width: asking for the terminal's imports 2 ms of modules, help or not."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, width=78)


class _Parser(argparse.ArgumentParser):
    """A parser whose errors are like all others: one sentence, raised."""

    def error(self, message: str) -> NoReturn:
        # The words are the user's, who may have pasted anything.
        raise UsageError(f"{shorten(one_line(message), _LONGEST)} (see: {self.prog} --help)")


_LONGEST: Final = 200
"""Cells that a sentence of argparse may take: it quotes what it did not understand."""


def program_parser(commands: tuple[Command, ...], version: str) -> argparse.ArgumentParser:
    """The parser of what stands before the command."""
    listed = "\n".join(f"  {command.name:<8} {command.help}" for command in commands)
    parser = _Parser(
        prog=PROGRAM,
        usage=f"{PROGRAM} [-h] [--version] [--mask] [--store PATH] [COMMAND ...]",
        description="A job search that keeps to the pace its owner can bear. "
        "Without a command the app opens.",
        epilog=f"commands:\n{listed}\n\n{PROGRAM} COMMAND --help tells more about one of them.",
        formatter_class=_Help,
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"{PROGRAM}-tui {version}")
    for one in (MASK, STORE):
        parser.add_argument(*one.names, help=one.help, **one.told)
    return parser
