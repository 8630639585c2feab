"""The composition root: arguments, paths, settings, store; and the one edge where errors end."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final, NoReturn, TextIO

from jobsearch_tui.config import read_config
from jobsearch_tui.errors import JobsearchError, UsageError
from jobsearch_tui.paths import Folders, Paths, folders, paths_for
from jobsearch_tui.shell.desk import Desk, World
from jobsearch_tui.shell.output import PROGRAM, Output

if TYPE_CHECKING:
    import threading

    from jobsearch_tui.shell.declared import Command

FAILED: Final = 1
INTERRUPTED: Final = 130
BROKEN_PIPE: Final = 141
_SIGNAL: Final = 128
"""What is added to the number of a signal that ended the program."""

_DRAWN_ON: Final = 2
"""The descriptor to which Textual writes its screens."""


def main(arguments: Sequence[str] | None = None, world: World | None = None) -> int:
    """Carry out what the arguments say and return the exit status.

    0: done. 1: it could not be done, and one sentence on stderr says why. 2: the arguments can't
    be understood. 3: ``pace`` found a week over capacity. 129 and 143: the terminal or the
    machine went away. 130 and 141: interrupted, or the reader of the output went away.
    """
    words = list(sys.argv[1:] if arguments is None else arguments)
    around = world or World(os.environ)
    output = Output(sys.stdout or _nowhere(), sys.stderr or _nowhere())
    status = 0
    try:
        status = _guarded(words, around, output)
        output.flush()
    except OSError as error:
        return _unheard(status, error, output)
    return status


def run() -> NoReturn:
    """The program: ``main`` with the real arguments, and the quickest honest way out.

    Python takes 20 ms to take ten thousand records apart one by one, of the 150 that
    ``jobsearch log`` may take, and its own last flush would make 120 of the status where the
    terminal has gone. Everything is on the disk and flushed by then, and no thread has work left.
    """
    _leave_no_traces()
    os._exit(main())


def _leave_no_traces() -> None:
    """Let nothing of the user's be written by a crash: no memory, and no error's own words.

    What goes wrong in another thread than the main one is reported like the rest.
    """
    import threading

    with suppress(ImportError, OSError, ValueError):
        import resource  # a core dump is the whole search in a file

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    threading.excepthook = _report_thread
    sys.unraisablehook = _say_nothing


def _report_thread(told: threading.ExceptHookArgs) -> None:
    """Write the report of a thread's fault; the screen belongs to the app.

    Textual draws in a thread of its own, to which a terminal that goes away is an error; to the
    program that is the end of the line, which the lifeline sees to.
    """
    from jobsearch_tui.lifeline import terminal_gone

    if isinstance(told.exc_value, OSError) and terminal_gone(_DRAWN_ON):
        return
    with suppress(JobsearchError):
        if told.exc_value is not None:
            _fault(told.exc_value, paths_for(folders(os.environ), os.environ).crash)


def _say_nothing(told: sys.UnraisableHookArgs) -> None:
    """Python would print the error's words, and no one can act on them."""


def _guarded(words: Sequence[str], world: World, output: Output) -> int:
    """Carry the words out; whatever goes wrong becomes a sentence and a status."""
    crash: Path | None = None
    try:
        where = folders(world.environ)
        crash = paths_for(where, world.environ).crash
        return _carry_out(words, world, where, output)
    except SystemExit as asked:  # argparse has shown the help or the version
        return asked.code if isinstance(asked.code, int) else FAILED
    except JobsearchError as error:
        _say_error(output, error)
        return error.status
    except KeyboardInterrupt:
        output.warn("Interrupted.")
        return INTERRUPTED
    except BrokenPipeError:
        raise
    except OSError as error:
        if error.filename is None:
            output.warn(_fault(error, crash))
        else:  # of a file that was named, and has a trouble that nobody thought of
            output.warn(f"{_named(error.filename)}: {error.strerror}.")
        return FAILED
    # The outermost edge: a fault of the program's own is told in one line as well, and its
    # details are kept for whoever mends it instead of being thrown at the user.
    except Exception as error:  # noqa: BLE001
        output.warn(_fault(error, crash))
        return FAILED


def _named(file: object) -> str:
    name = os.fsdecode(file) if isinstance(file, str | bytes | os.PathLike) else str(file)
    return name if len(name) <= _LONGEST_NAME else f"{name[:_LONGEST_NAME]}…"


_LONGEST_NAME: Final = 80


def _say_error(output: Output, error: JobsearchError) -> None:
    first, *rest = str(error).split("\n")
    output.warn(first)
    output.explain(*rest)


def _carry_out(words: Sequence[str], world: World, where: Folders, output: Output) -> int:
    head, name, rest = split(words)
    if name is None and (store := _only_store(head)) is not None:
        from jobsearch_tui.shell.opening import open_app

        return open_app(_desk(store or None, world, where, output))
    from jobsearch_tui import __version__
    from jobsearch_tui.shell.declared import program_parser
    from jobsearch_tui.shell.table import COMMANDS

    before = program_parser(COMMANDS, __version__).parse_args(head)
    if name is None:
        from jobsearch_tui.shell.opening import open_app

        return open_app(_desk(before.store, world, where, output, before.mask))
    command = command_called(name)
    told = command.parser().parse_args(rest)
    masked = before.mask if told.mask is None else told.mask
    desk = _desk(told.store or before.store, world, where, output, masked)
    output.warn(*desk.config.problems)
    if desk.is_masked and not command.masks:
        raise UsageError(
            f"{command.name} shows real names; with --no-mask it does it all the same."
        )
    try:
        return command.load()(desk, told)
    finally:
        if desk.is_open:
            output.warn(*desk.store_problems)
            _keep_calendar(desk)


def _keep_calendar(desk: Desk) -> None:
    """Bring the calendar file up to date after a change, where config.toml names one."""
    if desk.config.calendar and desk.has_changed:
        from jobsearch_tui.shell.kept_calendar import keep_calendar

        keep_calendar(desk)


def _only_store(head: Sequence[str]) -> str | None:
    """The path after ``--store`` where nothing else was said, "" where nothing was; else None.

    Opening the app is the common case, and needs no parser: to load one takes 8 ms.
    """
    if not head:
        return ""
    if len(head) == 2 and head[0] == "--store":
        return head[1] or None
    if len(head) == 1 and head[0].startswith("--store="):
        return head[0].removeprefix("--store=") or None
    return None


def split(words: Sequence[str]) -> tuple[list[str], str | None, list[str]]:
    """What stands before the command, the command (None without one), and what follows it."""
    at = 0
    while at < len(words) and words[at].startswith("-"):
        at += 2 if words[at] == "--store" else 1
    if at >= len(words):
        return list(words), None, []
    return list(words[:at]), words[at], list(words[at + 1 :])


def command_called(name: str) -> Command:
    """The command of this name. Raises UsageError."""
    from jobsearch_tui.shell.table import COMMANDS

    for command in COMMANDS:
        if command.name == name:
            return command
    from difflib import get_close_matches

    from jobsearch_tui.domain.text import visible

    names = [command.name for command in COMMANDS]
    near = get_close_matches(name, names, n=1)
    which = f"did you mean {near[0]}?" if near else f"there are {', '.join(names)}."
    raise UsageError(f"“{visible(name)[:40]}” is no command; {which} (see: {PROGRAM} --help)")


def _desk(
    option: str | None, world: World, where: Folders, output: Output, masked: bool | None = None
) -> Desk:
    if option == "":
        raise UsageError("--store needs the path of a file.")
    first = paths_for(where, world.environ)
    config = read_config(first.config)
    paths: Paths = paths_for(where, world.environ, option or "", config.store)
    is_masked = config.mask if masked is None else masked
    return Desk(world, where, paths, config, output, masked=is_masked)


def _fault(error: BaseException, crash: Path | None) -> str:
    """A sentence about a fault of the program's own, whose report goes to a private file."""
    from jobsearch_tui import __version__
    from jobsearch_tui.faults import kind_of, report_of
    from jobsearch_tui.storage.files import make_private_directory, write_atomically

    said = f"Something went wrong in the program itself ({kind_of(error)})."
    if crash is None:
        return said
    try:
        make_private_directory(crash.parent)
        write_atomically(crash, report_of(error, __version__).encode("utf-8", "backslashreplace"))
    except JobsearchError:
        return f"{said} {error}"
    return (
        f"{said} What was saved before is safe; a report without anything of yours is in {crash}."
    )


def _nowhere() -> TextIO:
    """A stream for a process whose own is closed."""
    return open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123


def _unheard(status: int, error: OSError, output: Output) -> int:
    """The status of a run whose words did not arrive, as a stream is full or nobody reads it."""
    if status > _SIGNAL:  # the signal that ended the app told of the same misfortune
        return status
    if isinstance(error, BrokenPipeError):
        return BROKEN_PIPE
    with suppress(OSError):
        output.warn(f"The output could not be written: {error.strerror}.")
    return FAILED
