"""Writes the man page docs/jobsearch.1 from the table of commands, as the help is made of it.

Run it from anywhere after a change to a command: ``python docs/make_man.py``.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from jobsearch_tui import __version__
from jobsearch_tui.shell.declared import STORE, Argument, Command
from jobsearch_tui.shell.table import COMMANDS

PAGE: Final = Path(__file__).with_name("jobsearch.1")

STATUSES: Final = (
    ("0", "done"),
    ("1", "it could not be done; a sentence on stderr says why"),
    ("2", "the command was not understood; a sentence on stderr says what would be"),
    ("3", "jobsearch pace found a week that is over capacity"),
    ("129, 143", "the app was ended by a hangup, or by a request to end"),
    ("130, 141", "interrupted; the reader of the output went away"),
)

FILES: Final = (
    ("$XDG_DATA_HOME/jobsearch-tui/store.json", "the store, unless another one is named"),
    ("$XDG_CONFIG_HOME/jobsearch-tui/config.toml", "the settings"),
)

ENVIRONMENT: Final = (("JOBSEARCH_STORE", "the store, before config.toml and after --store"),)


def page() -> str:
    """The whole page in the language of roff."""
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    yield f'.TH JOBSEARCH 1 "" "jobsearch-tui {__version__}" "User commands"'
    yield from (".SH NAME", "jobsearch \\- a job search that keeps to the pace its owner can bear")
    yield from (".SH SYNOPSIS", ".B jobsearch", "[\\fB\\-\\-store\\fR \\fIPATH\\fR]")
    yield "[\\fICOMMAND\\fR ...]"
    yield ".SH DESCRIPTION"
    yield _plain(
        "Without a command the app opens: a full-screen dashboard of agencies, recruiters, ads, "
        "target companies, interviews, promises and calls. ? in it shows the keys. Every command "
        "prints its answer and ends; the app may be open meanwhile."
    )
    yield ".SH COMMANDS"
    for command in COMMANDS:
        yield from _command(command)
    yield ".SH OPTIONS OF EVERY COMMAND"
    yield from _argument(STORE)
    yield from _table("EXIT STATUS", STATUSES)
    yield from _table("FILES", FILES)
    yield from _table("ENVIRONMENT", ENVIRONMENT)


def _command(command: Command) -> Iterator[str]:
    words = " ".join(["jobsearch", command.name, *map(_in_usage, command.arguments)])
    yield f".SS {words}"
    yield _plain(f"{command.help[0].upper()}{command.help[1:]}.")
    for argument in command.arguments:
        yield from _argument(argument)
    if command.more:
        yield ".PP"
        yield from map(_plain, command.more.splitlines())
    yield from (".PP", "Example:", ".RS", ".nf", _plain(command.example), ".fi", ".RE")


def _in_usage(argument: Argument) -> str:
    name, metavar = argument.names[0], argument.told.get("metavar", "")
    if name.startswith("-"):
        value = f" \\fI{_plain(metavar)}\\fR" if metavar else ""
        return f"[\\fB{_plain(name)}\\fR{value}]"
    shown = f"\\fI{_plain(metavar)}\\fR"
    many = {"+": f"{shown} ...", "*": f"[{shown} ...]", "?": f"[{shown}]"}
    return many.get(argument.told.get("nargs", ""), shown)


def _argument(argument: Argument) -> Iterator[str]:
    name, metavar = argument.names[0], argument.told.get("metavar", "")
    yield ".TP"
    if name.startswith("-"):
        yield f"\\fB{_plain(name)}\\fR" + (f" \\fI{_plain(metavar)}\\fR" if metavar else "")
    else:
        yield f"\\fI{_plain(metavar)}\\fR"
    yield _plain(argument.help)


def _table(title: str, rows: tuple[tuple[str, str], ...]) -> Iterator[str]:
    yield f".SH {title}"
    for head, words in rows:
        yield from (".TP", f"\\fB{_plain(head)}\\fR", _plain(words))


def _plain(words: str) -> str:
    """Words that roff does not take for its own."""
    safe = words.replace("\\", "\\e").replace("-", "\\-")
    return f"\\&{safe}" if safe.startswith((".", "'")) else safe


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
    print(f"Wrote {PAGE}.")
