"""The calls by which the store reaches the disk, watched so that any of them can go wrong."""

from __future__ import annotations

import errno
import fcntl
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, fields
from typing import Any, Final

from jobsearch_tui.storage import files
from jobsearch_tui.storage.files import DISK, Disk

STOPPED: Final = 77
"""The exit status of a process that was stopped at a call."""

WATCHED: Final = (
    (os, "open write pwrite fsync close replace unlink mkdir chmod fchmod fchown utime"),
    (os, "ftruncate stat lstat fstat readlink listdir scandir access"),
    (fcntl, "flock"),
    (files, "open"),
)
"""What is watched, by module: everything of the operating system that ``storage`` uses."""

STOP: Final = "stop"
HALF: Final = "half"


@dataclass
class Fault:
    """What happens at a call, counted from 1: an errno, or the end of the process.

    ``STOP`` ends it before the call, ``HALF`` after a write of half of what was to be written.
    The first fault is the only one, unless ``lasts``: then each call of that name fails from
    there on. ``calls`` are the names of those that were made while it watched.
    """

    at: int = 0
    how: int | str = STOP
    lasts: bool = False

    def __post_init__(self) -> None:
        self.calls: list[str] = []
        self._name = ""

    def meet(self, name: str, real: Callable[..., Any], *given: Any, **named: Any) -> Any:
        """Make the call, or have it go wrong."""
        self.calls.append(name)
        if len(self.calls) == self.at:
            self._name = name
        elif not (self.lasts and self._name == name):
            return real(*given, **named)
        if isinstance(self.how, int):
            if name == "close":
                real(*given)  # the descriptor is gone even when close fails
            raise OSError(self.how, os.strerror(self.how))
        if self.how == HALF and name == "write":
            real(given[0], given[1][: len(given[1]) // 2])
        os._exit(STOPPED)


@dataclass(frozen=True)
class Failing:
    """Every call of these names fails."""

    number: int
    names: frozenset[str]

    def meet(self, name: str, real: Callable[..., Any], *given: Any, **named: Any) -> Any:
        """Make the call, or have it fail; what only reads is let through."""
        flags = given[1] if len(given) > 1 and isinstance(given[1], int) else os.O_RDONLY
        is_reading = name == "open" and not flags & (os.O_WRONLY | os.O_RDWR)
        if name in self.names and not is_reading:
            raise OSError(self.number, os.strerror(self.number))
        return real(*given, **named)


@contextmanager
def watched(fault: Fault | Failing) -> Iterator[None]:
    """Have the calls of this process meet the fault."""

    def through(name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        return lambda *given, **named: fault.meet(name, real, *given, **named)

    places = [(module, name) for module, names in WATCHED for name in names.split()]
    before = [(module, name, getattr(module, name, None)) for module, name in places]
    disk = {field.name: getattr(DISK, field.name) for field in fields(Disk)}  # type: ignore[arg-type]
    for module, name, real in before:
        setattr(module, name, through(name, real or open))
    for name, real in disk.items():
        object.__setattr__(DISK, name, through(name, real))
    try:
        yield
    finally:
        for module, name, real in before:
            setattr(module, name, real) if real else delattr(module, name)
        for name, real in disk.items():
            object.__setattr__(DISK, name, real)


ERRORS: Final = (errno.EIO, errno.ENOSPC)
"""What a disk says that is broken, and one that is full."""
